//! The commands as clap knows them, with their wording in one language.

use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory};

use super::Cli;
use crate::text::cli::{self as words, Wording};
use crate::text::{Lang, Phrase};

/// The language in which the command line speaks: `--lang`, else the system's, else English.
///
/// `arguments` are those typed, `locale` is the system's name of its language: `zh_CN.UTF-8`.
pub fn language(arguments: &[OsString], locale: Option<&str>) -> Lang {
    let typed: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let joined = typed.iter().find_map(|argument| argument.strip_prefix("--lang="));
    let apart = || typed.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    match joined.or_else(apart) {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ if locale.is_some_and(|locale| locale.to_lowercase().starts_with("zh")) => Lang::Zh,
        _ => Lang::En,
    }
}

/// The arguments with `help run` written as `run --help`, and a lone `help` as `--help`.
pub fn asked(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_word =
        |place: &usize| !arguments[*place].to_string_lossy().starts_with('-') && arguments[place - 1] != "--lang";
    if let Some(place) = (1..arguments.len()).find(is_word).filter(|place| arguments[*place] == "help") {
        arguments.remove(place);
        arguments.push("--help".into());
    }
    arguments
}

/// Every command with its help in one language.
pub fn command(lang: Lang) -> Command {
    let mut command = worded(Cli::command(), &words::PROGRAM, lang);
    for wording in words::COMMANDS {
        command = command.mut_subcommand(wording.command, |sub| worded(sub, wording, lang));
    }
    command = command.subcommand_value_name(words::COMMAND_PLACE.text(lang));
    command.build();
    with_usage(command, lang)
}

/// The help of every command in turn, the program's first.
pub fn pages(lang: Lang) -> Vec<Command> {
    let program = command(lang);
    let subs: Vec<Command> = program.get_subcommands().cloned().collect();
    std::iter::once(program).chain(subs).collect()
}

fn worded(command: Command, wording: &Wording, lang: Lang) -> Command {
    let command = command.about(wording.about.text(lang)).after_help(wording.after.text(lang));
    let command = command.mut_args(|argument| worded_argument(argument, wording, lang));
    let template = template(&command, lang);
    command.help_template(template)
}

/// The parts of a help page, with headings of ours: those of clap are English.
fn template(command: &Command, lang: Lang) -> String {
    // The styles of clap's own headings; they are taken out again where no terminal shows them.
    let heading = |phrase: Phrase| format!("\u{1b}[1m\u{1b}[4m{}\u{1b}[0m", phrase.text(lang));
    let mut template = format!("{{about-with-newline}}\n{}{{usage}}\n\n", heading(words::USAGE));
    if command.has_subcommands() {
        template += &format!("{}\n{{subcommands}}\n\n", heading(words::SUBCOMMANDS));
    }
    if command.get_positionals().next().is_some() {
        template += &format!("{}\n{{positionals}}\n\n", heading(words::POSITIONALS));
    }
    template + &format!("{}\n{{options}}{{after-help}}", heading(words::OPTIONS))
}

fn worded_argument(argument: Arg, wording: &Wording, lang: Lang) -> Arg {
    let Some(phrase) = phrase(wording, argument.get_id().as_str()) else { return argument };
    let help = format!("{}{}{}", phrase.text(lang), values(&argument, lang), default(&argument, lang));
    argument.help(help).hide_possible_values(true).hide_default_value(true)
}

/// What is said of an argument of a command.
fn phrase(wording: &Wording, id: &str) -> Option<Phrase> {
    let mut known = wording.arguments.iter().chain(words::EVERYWHERE);
    known.find(|(known, _)| *known == id).map(|(_, phrase)| *phrase)
}

fn values(argument: &Arg, lang: Lang) -> String {
    let values = argument.get_possible_values();
    let takes_word = argument.get_action().takes_values();
    let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    let separator = if lang == Lang::Zh { "、" } else { ", " };
    match takes_word && !names.is_empty() {
        true => words::VALUES.say(lang, &[("values", &names.join(separator))]),
        false => String::new(),
    }
}

fn default(argument: &Arg, lang: Lang) -> String {
    let takes_word = argument.get_action().takes_values();
    let value = argument.get_default_values().first().filter(|_| takes_word);
    value.map_or(String::new(), |value| words::DEFAULT.say(lang, &[("value", &value.to_string_lossy())]))
}

/// Puts the language's own word where clap says `[OPTIONS]`.
fn with_usage(mut command: Command, lang: Lang) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", words::OPTIONS_PLACE.text(lang));
    command.override_usage(usage).mut_subcommands(|sub| with_usage(sub, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(arguments: &[&str]) -> Vec<OsString> {
        arguments.iter().map(OsString::from).collect()
    }

    #[test]
    fn help_is_a_word_as_well_as_an_option() {
        let cases = [
            (&["canvass", "help"][..], &["canvass", "--help"][..]),
            (&["canvass", "help", "run"], &["canvass", "run", "--help"]),
            (&["canvass", "--lang", "zh", "help", "run"], &["canvass", "--lang", "zh", "run", "--help"]),
            (&["canvass", "new", "help"], &["canvass", "new", "help"]),
            (&["canvass"], &["canvass"]),
        ];
        for (given, expected) in cases {
            assert_eq!(asked(typed(given)), typed(expected));
        }
    }

    #[test]
    fn every_command_and_argument_is_worded_in_both_languages() {
        let command = Cli::command();
        let subs: Vec<&Command> = command.get_subcommands().collect();
        let names: Vec<&str> = subs.iter().map(|sub| sub.get_name()).collect();
        assert_eq!(names, words::COMMANDS.iter().map(|wording| wording.command).collect::<Vec<_>>());
        let all = subs.iter().zip(words::COMMANDS).map(|(sub, wording)| (*sub, wording));
        for (command, wording) in all.chain([(&command, &words::PROGRAM)]) {
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                let phrase = phrase(wording, id).unwrap_or_else(|| panic!("{} {id} has no wording", wording.command));
                assert!(!phrase.zh.is_empty() && !phrase.en.is_empty() && phrase.zh != phrase.en, "{id}");
            }
            assert!(wording.about.zh != wording.about.en && wording.after.zh != wording.after.en);
        }
    }

    #[test]
    fn no_wording_is_left_for_an_argument_that_does_not_exist() {
        let command = Cli::command();
        for wording in words::COMMANDS {
            let sub = command.find_subcommand(wording.command).unwrap();
            for (id, _) in wording.arguments {
                assert!(sub.get_arguments().any(|argument| argument.get_id() == id), "{} {id}", wording.command);
            }
        }
    }

    #[test]
    fn the_command_line_goes_before_the_system() {
        assert_eq!(language(&typed(&["canvass", "--help"]), None), Lang::En);
        assert_eq!(language(&typed(&["canvass", "--help"]), Some("zh_CN.UTF-8")), Lang::Zh);
        assert_eq!(language(&typed(&["canvass", "run", "--lang", "zh"]), Some("en_GB.UTF-8")), Lang::Zh);
        assert_eq!(language(&typed(&["canvass", "run", "--lang=en"]), Some("zh_CN")), Lang::En);
    }

    #[test]
    fn the_definition_of_the_command_line_is_sound() {
        for lang in [Lang::Zh, Lang::En] {
            command(lang).debug_assert();
        }
    }
}
