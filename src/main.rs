//! Parse, run, print, exit status.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use canvass::cli::{Cli, Command, ListFormat};
use canvass::collect::pool::serve;
use canvass::error::Error;
use canvass::run::{self, Voice};
use canvass::{screen, starter, survey, tabulate};
use clap::{CommandFactory, Parser};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match execute(&cli) {
        Ok(status) => status,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_status())
        }
    }
}

fn execute(cli: &Cli) -> Result<ExitCode, Error> {
    let voice = Voice { quiet: cli.quiet, verbose: cli.verbose };
    match &cli.command {
        Command::Run(job) => {
            let done = run::run(job, voice)?;
            if !voice.quiet {
                eprint!("{}", screen::findings(&done.findings, done.lang));
                print(&screen::summary(&done, true));
            }
            Ok(ExitCode::from(u8::from(done.fails(job.fail_on))))
        }
        Command::Check(job) => {
            let done = run::check(job, voice)?;
            match job.format {
                ListFormat::Json => print(&screen::findings_json(&done.findings, &done.register)),
                ListFormat::Csv => print(&screen::findings_csv(&done.findings, &done.register)),
                ListFormat::Text => print(screen::findings(&done.findings, done.lang).trim_end()),
            }
            if !voice.quiet {
                eprintln!("{}", screen::summary(&done, false));
            }
            Ok(ExitCode::from(u8::from(done.fails(job.fail_on))))
        }
        Command::Query(job) => {
            let (table, lang) = run::query(job, voice)?;
            print(&tabulate::print::rendered(&table, job.format, lang));
            Ok(ExitCode::SUCCESS)
        }
        Command::New(job) => {
            print(&starter::make(&job.folder, job.lang)?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Schema => {
            print(&survey::schema());
            Ok(ExitCode::SUCCESS)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "canvass", &mut script);
            print(&String::from_utf8_lossy(&script));
            Ok(ExitCode::SUCCESS)
        }
        Command::ReadWorker(job) => {
            serve::serve(job.memory, Duration::from_secs(job.seconds)).map_err(Error::io("read-worker"))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page).map_err(Error::io("man"))?;
            print(&String::from_utf8_lossy(&page));
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Prints a result. A reader that has seen enough (`| head`) is no error.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush());
}
