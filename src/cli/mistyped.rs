//! What is typed wrong, in both languages: clap tells it in English only.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::saying::Saying;
use crate::text::typed as say;

/// What is wrong, and how the command is written; `None` for what is no mistake: help and version.
pub fn saying(error: &clap::Error) -> Option<Saying> {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    let message = message(error);
    Some(match usage(error) {
        Some(usage) => say::with_usage(message, usage),
        None => say::with_help(message),
    })
}

fn message(error: &clap::Error) -> Saying {
    let argument = one(error, ContextKind::InvalidArg).map(plain);
    match (error.kind(), argument) {
        (ErrorKind::InvalidValue, Some(argument)) => say::of_argument(argument, wrong_value(error)),
        (ErrorKind::ValueValidation, Some(argument)) => say::of_argument(argument, refused(error)),
        (ErrorKind::UnknownArgument, Some(argument)) if !argument.starts_with('-') => say::surplus(argument),
        (ErrorKind::UnknownArgument, Some(argument)) => match one(error, ContextKind::SuggestedArg) {
            Some(near) => say::unknown_argument_near(argument, near),
            None => say::unknown_argument(argument),
        },
        (ErrorKind::ArgumentConflict, Some(argument)) => match all(error, ContextKind::PriorArg).as_slice() {
            [] => say::twice(argument),
            others if others.iter().any(|other| plain(other) == argument) => say::twice(argument),
            others => say::conflict(argument, others.to_vec()),
        },
        (ErrorKind::MissingRequiredArgument, _) => say::missing(all(error, ContextKind::InvalidArg)),
        (ErrorKind::MissingSubcommand, _) => say::no_command(),
        (ErrorKind::InvalidSubcommand, _) => unknown_command(error),
        _ => say::other(first_line(error)),
    }
}

fn unknown_command(error: &clap::Error) -> Saying {
    let command = one(error, ContextKind::InvalidSubcommand).unwrap_or_default();
    match all(error, ContextKind::SuggestedSubcommand).first() {
        Some(near) => say::unknown_command_near(command, near),
        None => say::unknown_command(command),
    }
}

fn wrong_value(error: &clap::Error) -> Saying {
    let value = one(error, ContextKind::InvalidValue).unwrap_or_default();
    let known = all(error, ContextKind::ValidValue);
    match (value, one(error, ContextKind::SuggestedValue)) {
        ("", _) if known.is_empty() => say::no_value(),
        ("", _) => say::no_value_of(known),
        (value, Some(near)) => say::unknown_value_near(value, near, known),
        (value, None) => say::unknown_value(value, known),
    }
}

/// What a reader of ours says of the value, else its own words.
fn refused(error: &clap::Error) -> Saying {
    let value = one(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.source() {
        Some(source) => {
            source.downcast_ref::<Saying>().cloned().unwrap_or_else(|| say::cannot_be(value, source.to_string()))
        }
        None => say::cannot_be(value, first_line(error)),
    }
}

/// `--period` for `--period <PERIOD>`; a place such as `<SURVEY>` stays as it is.
fn plain(argument: &str) -> &str {
    if argument.starts_with('-') { argument.split(' ').next().unwrap_or(argument) } else { argument }
}

fn one(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word),
        ContextValue::Strings(words) => words.first().map(String::as_str),
        _ => None,
    }
}

fn all(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}

fn usage(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    let usage = usage.to_string();
    Some(usage.trim().trim_start_matches("Usage:").trim().to_string()).filter(|usage| !usage.is_empty())
}

fn first_line(error: &clap::Error) -> String {
    let told = error.render().to_string();
    told.lines().next().unwrap_or_default().trim_start_matches("error: ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;
    use crate::text::Lang;

    fn told(typed: &str) -> [String; 2] {
        let words = std::iter::once("canvass").chain(typed.split_whitespace());
        let error = help::command(Lang::Zh).try_get_matches_from(words).expect_err("it is typed wrong");
        let saying = saying(&error).expect("a mistake");
        [Lang::Zh, Lang::En].map(|lang| saying.get(lang).lines().next().unwrap_or_default().to_string())
    }

    #[test]
    fn each_kind_of_mistake_is_told_in_both_languages() {
        let cases = [
            ("rum", "没有 `rum` 这个命令；是不是 `run`？", "there is no command `rum`; did you mean `run`?"),
            ("frobnicate", "没有 `frobnicate` 这个命令", "there is no command `frobnicate`"),
            ("run", "没有写：<SURVEY>", "left out: <SURVEY>"),
            (
                "run x --perid 2024",
                "没有 `--perid` 这个选项；是不是 `--period`？",
                "there is no option `--perid`; did you mean `--period`?",
            ),
            ("run x --xyzzy", "没有 `--xyzzy` 这个选项", "there is no option `--xyzzy`"),
            ("run x y", "多写了 `y`", "`y` is too much here"),
            (
                "run x --lang fr",
                "`--lang`：不能写 `fr`；可以写：zh、en",
                "`--lang`: cannot be `fr`; it is one of: zh, en",
            ),
            (
                "run x --lang",
                "`--lang`：后面没有写内容；可以写：zh、en",
                "`--lang`: needs something after it: one of zh, en",
            ),
            ("run x --period", "`--period`：后面没有写内容", "`--period`: needs something after it"),
            ("run x --out a --out b", "`--out` 只能写一次", "`--out` can be given once only"),
            (
                "run x --period 2024-M13",
                "`--period`：`2024-M13` 不是报告期；请写成 2024、2024-S1、2024-Q3 或 2024-M07",
                "`--period`: `2024-M13` is no period; write 2024, 2024-S1, 2024-Q3 or 2024-M07",
            ),
            (
                "run x --period 2025..2024",
                "`--period`：`2025..2024`：2024 在 2025 之前；请先写较早的",
                "`--period`: `2025..2024`: 2024 comes before 2025; write the earlier one first",
            ),
            (
                "run x --max-file-size much",
                "`--max-file-size`：`much` 不是文件或内存的大小；请写成 256MiB、512K 或 100000",
                "`--max-file-size`: `much` is no size; write 256MiB, 512K or 100000",
            ),
        ];
        for (typed, zh, en) in cases {
            assert_eq!(told(typed), [zh, en], "{typed}");
        }
    }

    #[test]
    fn help_is_no_mistake() {
        let error = help::command(Lang::En).try_get_matches_from(["canvass", "--help"]).expect_err("it is help");
        assert_eq!(saying(&error), None);
    }

    #[test]
    fn how_the_command_is_written_follows() {
        let error = help::command(Lang::Zh).try_get_matches_from(["canvass", "run"]).expect_err("it is typed wrong");
        let told = saying(&error).expect("a mistake");
        assert!(told.get(Lang::Zh).contains("\n  用法：canvass run "), "{}", told.get(Lang::Zh));
        assert!(told.get(Lang::Zh).ends_with("\n  提示：加 --help 可以看到说明"), "{}", told.get(Lang::Zh));
    }
}
