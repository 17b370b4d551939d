//! What can be typed: one struct a command; does no work.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
