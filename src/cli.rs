//! What can be typed: one struct a command; does no work.
//!
//! What the help says stands in [`crate::text::cli`], in both languages; [`help`] puts it on the commands.

use std::path::PathBuf;

use crate::edition::Audience;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding::Severity;
use crate::period::Period;
use crate::text::Lang;

pub mod help;
pub mod limits;
pub mod mistyped;
pub mod periods;

pub use periods::Periods;

/// The program: what is to be done, and how much is said meanwhile.
#[derive(Debug, Parser)]
#[command(name = "canvass", version, propagate_version = true, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
    /// The language asked for.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// No progress, no closing summary.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Every file.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, global = true, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reads, checks, computes and publishes.
    Run(Run),
    /// Reads and checks only.
    Check(Check),
    /// Puts an SQL question to the consolidated tables.
    Query(Query),
    /// Makes a starter survey that runs.
    New(New),
    /// Prints the JSON Schema of survey.toml.
    Schema,
    /// Prints a completion script.
    Completions {
        /// For which shell.
        shell: clap_complete::Shell,
    },
    /// Prints the manual page.
    Man,
}

/// Which returns of which survey.
#[derive(Debug, Clone, Args)]
pub struct Sources {
    /// The survey's folder, or its `survey.toml`.
    #[arg(value_name = "SURVEY")]
    pub survey: PathBuf,
    /// Folders, files or archives of returns; empty for the survey's own folder.
    #[arg(long, value_name = "PATH")]
    pub returns: Vec<PathBuf>,
    /// The period, or several in a row; the newest with returns when left out.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Periods>,
    /// The day at whose close quotas and lists are judged; the survey's, else the period's last day, when left out.
    #[arg(long, value_name = "DATE")]
    pub date: Option<NaiveDate>,
    /// The period on whose units a series is shown, instead of the one that the survey names.
    #[arg(long, value_name = "PERIOD")]
    pub structure: Option<Period>,
    /// The language of everything a reader sees; the survey's when left out.
    #[arg(long, value_enum)]
    pub lang: Option<Lang>,
    /// What reading one file may cost.
    #[command(flatten)]
    pub limits: limits::Limits,
}

/// `canvass run`.
#[derive(Debug, Clone, Args)]
pub struct Run {
    /// Which returns of which survey.
    #[command(flatten)]
    pub sources: Sources,
    /// The folder in which publications lie.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// For whom it is published: small counts and the names of units are withheld as the survey says.
    #[arg(long, value_enum, default_value = "internal")]
    pub audience: Audience,
    /// The units whose documents alone are made; empty for the whole publication.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub units: Vec<String>,
    /// From which severity on the exit status is 1.
    #[arg(long, value_enum, default_value = "never")]
    pub fail_on: FailOn,
}

/// `canvass check`.
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Which returns of which survey.
    #[command(flatten)]
    pub sources: Sources,
    /// The folder in which publications lie.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// From which severity on the exit status is 1.
    #[arg(long, value_enum, default_value = "error")]
    pub fail_on: FailOn,
    /// How findings are printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: ListFormat,
}

/// `canvass query`.
#[derive(Debug, Clone, Args)]
pub struct Query {
    /// Which returns of which survey.
    #[command(flatten)]
    pub sources: Sources,
    /// The question.
    #[arg(value_name = "SQL")]
    pub sql: String,
    /// How rows are printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: ListFormat,
}

/// `canvass new`.
#[derive(Debug, Clone, Args)]
pub struct New {
    /// The folder to make; it must not exist, or be empty.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The language of the starter survey.
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

impl Command {
    /// Which returns of which survey, for the commands that read returns.
    pub fn sources(&self) -> Option<&Sources> {
        match self {
            Command::Run(job) => Some(&job.sources),
            Command::Check(job) => Some(&job.sources),
            Command::Query(job) => Some(&job.sources),
            _ => None,
        }
    }
}
