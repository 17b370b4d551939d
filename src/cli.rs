//! What can be typed: one struct a command; does no work.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::collect::pool::Allowance;
use crate::finding::Severity;
use crate::period::Period;
use crate::text::Lang;

/// Turns the Excel returns of many reporting units into figures, workbooks, charts and reports.
#[derive(Debug, Parser)]
#[command(name = "canvass", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What is to be done
    #[command(subcommand)]
    pub command: Command,
    /// Say less: no progress, no closing summary
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more: every file and every query
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  canvass run queries/central-survey
  canvass run queries/central-survey --lang en --period 2024 --out published
  canvass check queries/central-survey --returns inbox --returns late.zip
  canvass query queries/central-survey \"SELECT name, system FROM returns WHERE NOT plan_made\"
  canvass new my-survey && canvass run my-survey

Exit status: 0 done; 1 done, with findings at or above --fail-on; 2 wrong usage or survey; 3 nothing published.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read, check, compute and publish
    #[command(after_help = "Example:\n  canvass run queries/central-survey --lang en")]
    Run(Run),
    /// Read and check only: findings on the screen and as files
    #[command(after_help = "Example:\n  canvass check queries/central-survey --returns inbox --fail-on query")]
    Check(Check),
    /// Put an SQL question to the consolidated tables
    #[command(
        after_help = "Tables: returns, answers, units, figures, findings, ledger, and every repeating table by its id.\n\
Example:\n  canvass query queries/central-survey \"SELECT system, COUNT(*) AS n FROM returns GROUP BY system\""
    )]
    Query(Query),
    /// Make a starter survey that runs
    #[command(after_help = "Example:\n  canvass new my-survey && canvass run my-survey")]
    New(New),
    /// Print the JSON Schema of survey.toml, for editors
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Read files sent over standard input, as this program asks of itself
    #[command(hide = true)]
    ReadWorker(ReadWorker),
}

/// Which returns of which survey.
#[derive(Debug, Clone, Args)]
pub struct Sources {
    /// The survey: a folder such as queries/central-survey, or its survey.toml
    #[arg(value_name = "SURVEY")]
    pub survey: PathBuf,
    /// Folders (walked), files or .zip archives of returns; the survey's own folder when left out
    #[arg(long, value_name = "PATH")]
    pub returns: Vec<PathBuf>,
    /// The period: 2024, 2024-S1, 2024-Q3 or 2024-M07; the newest with returns when left out
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,
    /// The language of everything a reader sees; the survey's when left out
    #[arg(long, value_enum)]
    pub lang: Option<Lang>,
    /// What reading one file may cost.
    #[command(flatten)]
    pub limits: Limits,
}

/// What reading one file may cost; a file that costs more is rejected and the run goes on.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits for one file")]
pub struct Limits {
    /// The largest file that is read
    #[arg(long, value_name = "SIZE", default_value = "256MiB", value_parser = size)]
    pub max_file_size: u64,
    /// The longest time in which an .xls, .xlsb, .ods or odd file is read
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub max_read_seconds: u64,
    /// The most memory with which such a file is read (not on Windows)
    #[arg(long, value_name = "SIZE", default_value = "512MiB", value_parser = size)]
    pub max_read_memory: u64,
}

impl Limits {
    /// The same as reading takes it.
    pub fn allowance(&self) -> Allowance {
        let time = Duration::from_secs(self.max_read_seconds);
        Allowance { bytes: self.max_file_size, time, memory: self.max_read_memory }
    }
}

/// Bytes, or a number with KiB, MiB or GiB; the `iB` may be left out.
fn size(written: &str) -> Result<u64, String> {
    let lower = written.trim().to_lowercase();
    let digits = lower.trim_end_matches(|c: char| !c.is_ascii_digit());
    let factor = match lower[digits.len()..].trim() {
        "" | "b" => Some(1),
        "k" | "kb" | "kib" => Some(1024),
        "m" | "mb" | "mib" => Some(1024 * 1024),
        "g" | "gb" | "gib" => Some(1024 * 1024 * 1024),
        _ => None,
    };
    let bytes = digits.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(|| "write a size like 256MiB, 512K or a number of bytes".to_string())
}

/// `canvass read-worker`.
#[derive(Debug, Clone, Args)]
pub struct ReadWorker {
    /// Bytes of memory
    #[arg(long)]
    pub memory: u64,
    /// Seconds for a file
    #[arg(long)]
    pub seconds: u64,
}

/// `canvass run`.
#[derive(Debug, Clone, Args)]
pub struct Run {
    /// Which returns of which survey.
    #[command(flatten)]
    pub sources: Sources,
    /// The folder in which publications lie
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Exit with status 1 when there are findings of this severity or graver
    #[arg(long, value_enum, default_value = "never")]
    pub fail_on: FailOn,
}

/// `canvass check`.
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Which returns of which survey.
    #[command(flatten)]
    pub sources: Sources,
    /// The folder in which publications lie
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Exit with status 1 when there are findings of this severity or graver
    #[arg(long, value_enum, default_value = "error")]
    pub fail_on: FailOn,
    /// How findings are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: ListFormat,
}

/// `canvass query`.
#[derive(Debug, Clone, Args)]
pub struct Query {
    /// Which returns of which survey.
    #[command(flatten)]
    pub sources: Sources,
    /// The question
    #[arg(value_name = "SQL")]
    pub sql: String,
    /// How rows are printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: ListFormat,
}

/// `canvass new`.
#[derive(Debug, Clone, Args)]
pub struct New {
    /// The folder to make; it must not exist, or be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The language of the starter survey
    #[arg(long, value_enum, default_value = "zh")]
    pub lang: Lang,
}

/// From which severity on a run counts as failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Whatever is found.
    Never,
    /// An error.
    Error,
    /// An error or a query.
    Query,
    /// Any finding.
    Note,
}

impl FailOn {
    /// Whether a finding of that severity fails the run.
    pub fn is_met_by(self, severity: Severity) -> bool {
        match self {
            FailOn::Never => false,
            FailOn::Error => severity == Severity::Error,
            FailOn::Query => severity <= Severity::Query,
            FailOn::Note => true,
        }
    }
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Aligned columns for people.
    Text,
    /// A JSON array.
    Json,
    /// Comma-separated values.
    Csv,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_and_without_a_unit() {
        for (written, bytes) in [("256MiB", 256 << 20), ("512k", 512 << 10), ("1 GB", 1 << 30), ("77", 77)] {
            assert_eq!(size(written), Ok(bytes), "{written}");
        }
        for written in ["", "MiB", "-1", "0", "1.5M", "12 parsecs", "99999999999G"] {
            assert!(size(written).is_err(), "{written}");
        }
    }

    #[test]
    fn limits_left_out_are_those_of_reading() {
        let cli = Cli::parse_from(["canvass", "run", "survey"]);
        let Command::Run(job) = cli.command else { panic!("a run was typed") };
        assert_eq!(job.sources.limits.allowance(), Allowance::default());
    }
}
