//! Parse, run, print, exit status. The only file that reads the environment for the language.

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use canvass::cli::{Cli, Command, ListFormat, help, limits, mistyped};
use canvass::collect::pool::serve;
use canvass::error::Error;
use canvass::run::{self, Voice};
use canvass::text::{Lang, error as words};
use canvass::{dataset, manual, screen, starter, survey, tabulate, visible};
use clap::FromArgMatches;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some((memory, time)) = limits::worker(&arguments) {
        return serve::serve(memory, time).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let spoken = help::language(&arguments, locale().as_deref());
    let matches = help::command(spoken).try_get_matches_from(help::asked(arguments));
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, spoken),
    };
    match execute(&cli, spoken) {
        Ok(status) => status,
        Err(error) => {
            let lang = language_of(&cli).unwrap_or(spoken);
            let message = error.say(lang);
            tell(&words::ERROR.say(lang, &[("message", &visible::marked(&message))]));
            ExitCode::from(error.exit_status())
        }
    }
}

/// Tells what is typed wrong; help and version, which clap treats alike, it prints itself.
fn refuse(error: &clap::Error, spoken: Lang) -> ExitCode {
    match mistyped::saying(error) {
        Some(saying) => {
            tell(&words::ERROR.say(spoken, &[("message", &visible::marked(saying.get(spoken)))]));
            ExitCode::from(2)
        }
        None => error.exit(),
    }
}

fn execute(cli: &Cli, spoken: Lang) -> Result<ExitCode, Error> {
    let voice = Voice { quiet: cli.quiet, verbose: cli.verbose };
    match &cli.command {
        Command::Run(job) => {
            let mut fails = false;
            run::run(job, voice, &mut |done| {
                fails |= done.fails(job.fail_on);
                if !voice.quiet {
                    tell(&screen::findings(&done.findings, &done.register, &done.receipts, done.lang));
                    // The publication is there, whether or not its summary can be shown.
                    let _ = print(&screen::summary(done, job.units.is_empty()));
                }
            })?;
            Ok(ExitCode::from(u8::from(fails)))
        }
        Command::Check(job) => {
            let done = run::check(job, voice)?;
            match job.format {
                ListFormat::Json => print(&screen::findings_json(&done.findings, &done.register)),
                ListFormat::Csv => print(&String::from_utf8_lossy(&dataset::csv::document(
                    &dataset::findings::dataset(&done.register, &done.findings),
                ))),
                ListFormat::Text => {
                    print(screen::findings(&done.findings, &done.register, &done.receipts, done.lang).trim_end())
                }
            }?;
            if !voice.quiet {
                tell(&screen::summary(&done, false));
            }
            Ok(ExitCode::from(u8::from(done.fails(job.fail_on))))
        }
        Command::Query(job) => {
            let (table, lang) = run::query(job, voice)?;
            print(&match job.format {
                ListFormat::Text => tabulate::print::text(&table, lang),
                ListFormat::Csv => tabulate::print::csv(&table),
                ListFormat::Json => tabulate::print::json(&table),
            })?;
            Ok(ExitCode::SUCCESS)
        }
        Command::New(job) => printed(&starter::make(&job.folder, job.lang)?),
        Command::Schema => printed(&survey::schema()),
        Command::Completions { shell } => printed(&manual::completions(*shell, spoken)),
        Command::Man => printed(&manual::page(spoken)?),
    }
}

/// The language of a run that failed, as far as it is known: the one asked for, else the survey's.
fn language_of(cli: &Cli) -> Option<Lang> {
    let of_survey = || cli.command.sources().and_then(|sources| survey::load::language(&sources.survey));
    cli.lang.or_else(of_survey)
}

/// The system's name of its language, as POSIX ranks the places where it may be given.
fn locale() -> Option<String> {
    let given = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(given)
}

fn printed(text: &str) -> Result<ExitCode, Error> {
    print(text)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a result. A reader that has seen enough (`| head`) is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::io("stdout")(error)),
        _ => Ok(()),
    }
}

/// Says something to the user. Where nobody can hear it, the work counts all the same.
fn tell(text: &str) {
    let text = text.trim_end_matches('\n');
    if !text.is_empty() {
        let _ = writeln!(std::io::stderr(), "{text}");
    }
}
