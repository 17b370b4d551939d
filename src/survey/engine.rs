//! What the SQL engine says of an expression or a query, in both languages.

use std::fmt::Display;

use crate::text::queries as say;
use crate::text::saying::Saying;

/// Keeps what the engine tells those who program with it from the screens of those who run surveys.
pub fn keep_quiet() {
    polars::error::set_warning_function(|_, _| {});
}

/// How the engine's sentence is put, for kinds of mistakes that it tells of in many words.
type Wording = fn(&str) -> Saying;

/// Kinds of mistakes by words of the engine's sentence.
const KINDS: &[(&[&str], Wording)] = &[
    (&["found: EOF", "Unterminated", "Unexpected EOF"], |told| say::unfinished(told)),
    (&["Expected:", "Expected ", "unexpected token"], |told| say::wrong_syntax(told)),
    (&["unsupported function", "function not found", "not a supported table function", "Unknown function"], |told| {
        say::unknown_function(told)
    }),
    (
        &[
            "cannot compare",
            "invalid series dtype",
            "not allowed",
            "dtype",
            "data type",
            "cannot cast",
            "conversion from",
        ],
        |told| say::wrong_types(told),
    ),
    (&["not supported", "unsupported", "not currently supported"], |told| say::unsupported(told)),
];

/// What the engine says, in one line: in Chinese its kind with the engine's own words, in English these alone.
pub fn saying(told: &dyn Display) -> Saying {
    let told = first_line(&told.to_string());
    if told.starts_with("unable to parse") {
        return say::no_expression();
    }
    if let Some(saying) =
        unknown_column(&told).or_else(|| unknown_column_of_table(&told)).or_else(|| unknown_table(&told))
    {
        return saying;
    }
    let kind = KINDS.iter().find(|(words, _)| words.iter().any(|word| told.contains(word)));
    kind.map_or_else(|| say::cannot_run(&told), |(_, wording)| wording(&told))
}

/// The first line that says something, without the name of the engine's part and its advice on Rust.
pub fn first_line(told: &str) -> String {
    let line = told.lines().find(|line| !line.trim().is_empty()).unwrap_or(told);
    let known = ["sql parser error: ", "not found: "];
    known.iter().fold(line.trim(), |line, prefix| line.trim_start_matches(prefix)).to_string()
}

/// `unable to find column "nope"; valid columns: ["code", "name"]`
fn unknown_column(told: &str) -> Option<Saying> {
    let (_, after) = told.split_once("unable to find column \"")?;
    let (name, rest) = after.split_once('"')?;
    let (_, list) = rest.split_once('[')?;
    let known: Vec<&str> = list.trim_end_matches(']').split(", ").map(|name| name.trim_matches('"')).collect();
    Some(say::unknown_column(name, known))
}

/// `no column named 'figure' found in table 'f'`
fn unknown_column_of_table(told: &str) -> Option<Saying> {
    let (_, after) = told.split_once("no column named '")?;
    let (name, rest) = after.split_once('\'')?;
    let (_, table) = rest.split_once("in table '")?;
    Some(say::unknown_column_of(name, table.trim_end_matches('\'')))
}

/// `relation 'unit' was not found`
fn unknown_table(told: &str) -> Option<Saying> {
    let (_, after) = told.split_once("relation '")?;
    Some(say::unknown_table(after.split_once('\'')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn names_that_are_not_there_are_told_in_both_languages() {
        let column = saying(&"unable to find column \"nope\"; valid columns: [\"code\", \"name\"]\n\nResolved plan: …");
        assert_eq!(column.get(Lang::Zh), "找不到列 `nope`；可用的列：code、name");
        assert_eq!(column.get(Lang::En), "unable to find column `nope`; valid columns: code, name");
        let of_table = saying(&"no column named 'figure' found in table 'f'");
        assert_eq!(of_table.get(Lang::Zh), "表 `f` 中找不到列 `figure`");
        assert_eq!(saying(&"relation 'unit' was not found").get(Lang::Zh), "找不到表 `unit`");
    }

    #[test]
    fn the_engines_own_words_stay_beside_the_kind_of_mistake() {
        let told = "sql parser error: Expected: an expression, found: EOF";
        assert_eq!(saying(&told).get(Lang::Zh), "SQL 没有写完（Expected: an expression, found: EOF）");
        assert_eq!(saying(&told).get(Lang::En), "Expected: an expression, found: EOF");
        let strange = saying(&"the moon is full");
        assert_eq!(strange.get(Lang::Zh), "SQL 无法执行（the moon is full）");
    }
}
