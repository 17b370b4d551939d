//! The header of a .sql file: what the table is called, what its columns are called and how they are shown.
//!
//! # Formats of columns
//!
//! The last part of `-- column NAME: 中文 | English | FORMAT` is one of:
//!
//! | format | what the query gives | how it is shown |
//! |---|---|---|
//! | `text`, `long` | text | short, or wrapped in a wide column |
//! | `count` | a whole number | `1,204` |
//! | `number` | a number | with the decimals that it has |
//! | `decimal N` | a number | with N decimals, always: `decimal 1` → `96.5` |
//! | `percent`, `points` | a quotient, a difference of quotients | `68.4%`, `+5.3` |
//! | `signed`, `signed N` | a difference | `+2`, `−1.5`; nothing is `0` |
//! | `rank` | a whole number from 1 | centred |
//! | `movement` | how many places up, as a whole number | `▲2`, `▼1`, `—` |
//! | `state` | a word declared by `-- state` | its wording on its colour |
//! | `sparkline A B C …` | nothing: the query need not give the column | a small line through the columns A B C … |
//! | `date` | a day | `2026-06-30` |
//! | `period` | the code of a period | its name: `2026-M02` → `2026年2月`, `Feb 2026` |
//! | `list` | text, its parts joined by `'; '` | wrapped, the parts joined by `、` or `, ` |
//!
//! A number's column may also hold text, such as `隐藏` for a suppressed count: it is printed as it is, and a chart
//! prints it in the place of the value.
//!
//! # Looks of the table
//!
//! ```sql
//! -- column state: 状态 | State | state
//! -- state met: 达标 | Met | green
//! -- state short: 不足 | Short | red
//! -- column trend: 走势 | Trend | sparkline m01 m02 m03
//! -- hide code, is_total
//! -- sentence label
//! -- total where is_total
//! SELECT code, name, state, m01, m02, m03, is_total FROM …
//! ```
//!
//! `state WORD` gives a word of state columns its wording and a colour: `green`, `amber`, `red`, `grey`, `blue`, or `plain` for none.
//! `hide` names columns that are not shown; charts, sparklines and the pages of single units still use them.
//! `sentence` names columns whose text begins with a capital letter in English: labels and messages of the survey and of
//! the program, never codes, names or what units wrote.
//! A column that only a sparkline uses, without a `column` line of its own, is hidden too. A sparkline that the query
//! does not give stands before the first column that it is drawn from. `total where NAME` emphasises the rows in which
//! a column is true, or a number that is not zero.

use std::path::{Path, PathBuf};

use crate::error::Problem;
use crate::table::{Column, Format, Look, Shade, Sparkline, State};
use crate::text::saying::Saying;
use crate::text::{Text, queries as say};

/// A query with its header.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The name of its file without number and ending.
    pub id: String,
    /// Its file.
    pub file: PathBuf,
    /// The whole file, so that lines in messages are the file's own.
    pub sql: String,
    /// The table's title.
    pub title: Text,
    /// A sentence under it.
    pub note: Text,
    /// The columns declared, each with its line in the file.
    pub columns: Vec<(Column, usize)>,
    /// Whether the table is left out when it has no rows.
    pub omit_empty: bool,
    /// Hidden columns, totals, states, sparklines.
    pub look: Look,
    /// Whether every survey gets it; set by who knows where the file lies.
    pub is_standard: bool,
    /// Columns that the look names, each with its line in the file.
    pub named: Vec<(String, usize)>,
}

/// The table's id: `shares` for `20-shares.sql`.
pub fn id(name: &str) -> &str {
    let stem = name.strip_suffix(".sql").unwrap_or(name);
    let bare = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_']);
    if bare.is_empty() { stem } else { bare }
}

/// Reads a file; `None` where it holds no query. Tells every mistake of its header at once.
pub fn read(file: &Path, name: &str, text: String) -> Result<Option<Query>, Vec<Problem>> {
    let is_comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with("--");
    if text.lines().all(|line| is_comment(&line)) {
        return Ok(None);
    }
    let mut header = Header::default();
    let mut problems = Vec::new();
    let problem = |line, message| Problem::in_line(file, &text, line, "", message);
    for (number, line) in text.lines().take_while(is_comment).enumerate() {
        let line = line.trim().trim_start_matches('-').trim();
        if let Err(message) = header.take(line, number + 1) {
            problems.push(problem(number + 1, message));
        }
    }
    if header.title.is_empty() {
        problems.push(problem(1, say::no_title()));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Some(Query {
        id: id(name).to_string(),
        file: file.to_path_buf(),
        sql: text,
        title: header.title.text(),
        note: header.note.text(),
        columns: header.columns,
        omit_empty: header.omit_empty,
        look: header.look,
        is_standard: false,
        named: header.named,
    }))
}

#[derive(Default)]
struct Words {
    zh: Option<String>,
    en: Option<String>,
}

impl Words {
    fn is_empty(&self) -> bool {
        self.zh.is_none() && self.en.is_none()
    }

    /// In both languages; where there is one, it stands for the other.
    fn text(self) -> Text {
        match (self.zh, self.en) {
            (Some(zh), Some(en)) => Text { zh, en },
            (Some(words), None) | (None, Some(words)) => Text::same(words),
            (None, None) => Text::default(),
        }
    }
}

#[derive(Default)]
struct Header {
    title: Words,
    note: Words,
    columns: Vec<(Column, usize)>,
    omit_empty: bool,
    look: Look,
    named: Vec<(String, usize)>,
}

impl Header {
    fn take(&mut self, line: &str, number: usize) -> Result<(), Saying> {
        if line.is_empty() {
            return Ok(());
        }
        if let Some(names) = line.strip_prefix("hide ") {
            let hidden = self.names(names, number);
            self.look.hidden.extend(hidden);
            return Ok(());
        }
        if let Some(names) = line.strip_prefix("sentence ") {
            let sentences = self.names(names, number);
            self.look.sentences.extend(sentences);
            return Ok(());
        }
        if let Some(name) = line.strip_prefix("total where ") {
            self.look.total = self.names(name, number).pop();
            return Ok(());
        }
        let (key, value) = line.split_once(':').ok_or_else(|| say::unknown_key(line))?;
        let (key, value) = (key.trim(), value.trim());
        if let Some(name) = key.strip_prefix("column ") {
            let (column, of) = column(name.trim(), value)?;
            if self.columns.iter().any(|(known, _)| known.id == column.id) {
                return Err(say::column_twice(&column.id));
            }
            if column.format == Format::Sparkline {
                self.named.extend(of.iter().map(|name| (name.clone(), number)));
                self.look.sparklines.push(Sparkline { id: column.id.clone(), of });
            }
            self.columns.push((column, number));
            return Ok(());
        }
        if let Some(id) = key.strip_prefix("state ") {
            let state = state(id.trim(), value)?;
            if self.look.states.iter().any(|known| known.id == state.id) {
                return Err(say::state_twice(&state.id));
            }
            self.look.states.push(state);
            return Ok(());
        }
        if key == "empty" {
            self.omit_empty = value == "omit";
            return if self.omit_empty { Ok(()) } else { Err(say::empty(value)) };
        }
        let (words, lang) = match key.split_once('.').unwrap_or((key, "")) {
            ("title", lang) => (&mut self.title, lang),
            ("note", lang) => (&mut self.note, lang),
            _ => return Err(say::unknown_key(key)),
        };
        let value = Some(value.to_string()).filter(|value| !value.is_empty());
        match lang {
            "zh" => words.zh = value,
            "en" => words.en = value,
            "" => *words = Words { zh: value.clone(), en: value },
            _ => return Err(say::unknown_key(key)),
        }
        Ok(())
    }

    /// Column names between commas or blanks, kept with their line.
    fn names(&mut self, names: &str, number: usize) -> Vec<String> {
        let names = names.split([',', ' ']).filter(|name| !name.is_empty());
        let names: Vec<String> = names.map(str::to_string).collect();
        self.named.extend(names.iter().map(|name| (name.clone(), number)));
        names
    }
}

/// A column, and for a sparkline the columns that it is drawn from.
fn column(id: &str, value: &str) -> Result<(Column, Vec<String>), Saying> {
    let parts: Vec<&str> = value.split('|').map(str::trim).collect();
    let (title, format) = match parts.as_slice() {
        [words, format] => (Text::same(*words), *format),
        [zh, en, format] => (Text { zh: zh.to_string(), en: en.to_string() }, *format),
        _ => return Err(say::column_form(id)),
    };
    let (format, of) = format_of(format).map_err(|message| say::of_column(id, message))?;
    Ok((Column { id: id.to_string(), title, format }, of))
}

fn format_of(written: &str) -> Result<(Format, Vec<String>), Saying> {
    let mut words = written.split([' ', ',']).filter(|word| !word.is_empty());
    let (name, rest): (&str, Vec<&str>) = (words.next().unwrap_or(""), words.collect());
    let format = match (name, rest.as_slice()) {
        ("sparkline", [_, _, ..]) => Format::Sparkline,
        ("sparkline", _) => return Err(say::sparkline()),
        ("decimal", [n]) => Format::Decimal(decimals(n)?),
        ("decimal", _) => return Err(say::decimal()),
        ("signed", [n]) => Format::Signed(decimals(n)?),
        (_, []) => plain_format(name).ok_or_else(|| unknown_format(written))?,
        _ => return Err(unknown_format(written)),
    };
    let of = if format == Format::Sparkline { rest.iter().map(ToString::to_string).collect() } else { Vec::new() };
    Ok((format, of))
}

fn plain_format(name: &str) -> Option<Format> {
    FORMATS.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
}

fn unknown_format(written: &str) -> Saying {
    let known: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    say::no_format(written, known)
}

fn decimals(written: &str) -> Result<u8, Saying> {
    let n = written.parse().ok().filter(|n| *n <= MOST_DECIMALS);
    n.ok_or_else(|| say::no_decimals(written, MOST_DECIMALS))
}

const MOST_DECIMALS: u8 = 6;

const FORMATS: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("long", Format::LongText),
    ("count", Format::Count),
    ("percent", Format::Percent),
    ("points", Format::Points),
    ("number", Format::Number),
    ("signed", Format::Signed(0)),
    ("rank", Format::Rank),
    ("movement", Format::Movement),
    ("state", Format::State),
    ("date", Format::Date),
    ("period", Format::Period),
    ("list", Format::List),
];

fn state(id: &str, value: &str) -> Result<State, Saying> {
    let parts: Vec<&str> = value.split('|').map(str::trim).collect();
    let (label, colour) = match parts.as_slice() {
        [words, colour] => (Text::same(*words), *colour),
        [zh, en, colour] => (Text { zh: zh.to_string(), en: en.to_string() }, *colour),
        _ => return Err(say::state_form(id)),
    };
    let shade = SHADES.iter().find(|(name, _)| *name == colour).map(|(_, shade)| *shade).ok_or_else(|| {
        let known: Vec<&str> = SHADES.iter().map(|(name, _)| *name).collect();
        say::no_colour(id, colour, known)
    })?;
    Ok(State { id: id.to_string(), label, shade })
}

const SHADES: &[(&str, Shade)] = &[
    ("green", Shade::Green),
    ("amber", Shade::Amber),
    ("red", Shade::Red),
    ("grey", Shade::Grey),
    ("blue", Shade::Blue),
    ("plain", Shade::Plain),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let read = read(Path::new("x/20-shares.sql"), "20-shares.sql", text.to_string());
        let first_line = |problem: &Problem| problem.to_string().lines().next().unwrap_or_default().to_string();
        read.unwrap_err().iter().map(first_line).collect()
    }

    #[test]
    fn a_header_tells_title_columns_and_formats() {
        let text = "-- title.zh: 占比\n-- title.en: Shares\n--\n-- column share: 占比 | Share | percent\n\
                    -- empty: omit\nSELECT 1 AS share -- why: one\n";
        let query = read(Path::new("20-shares.sql"), "20-shares.sql", text.to_string()).unwrap().unwrap();
        assert_eq!((query.id.as_str(), query.title.en.as_str(), query.omit_empty), ("shares", "Shares", true));
        assert_eq!(query.columns[0].0.format, Format::Percent);
        assert_eq!(query.columns[0].0.title, Text { zh: "占比".into(), en: "Share".into() });
        assert_eq!(query.columns[0].1, 4);
    }

    #[test]
    fn every_mistake_of_a_header_is_told_with_its_line() {
        let found = problems("-- titel: x\n-- column a: A | percentage\n-- column b: B\n-- empty: never\nSELECT 1");
        assert_eq!(found.len(), 5);
        assert!(found[0].starts_with("x/20-shares.sql:1: `titel` is no key of a header"), "{}", found[0]);
        assert!(found[1].starts_with("x/20-shares.sql:2: column `a`: `percentage` is no format; known are text,"));
        assert_eq!(found[2], "x/20-shares.sql:3: column `b`: write `中文 | English | format`");
        assert_eq!(found[3], "x/20-shares.sql:4: `empty` can only be `omit`, not `never`");
        assert!(found[4].starts_with("x/20-shares.sql:1: the table has no title"));
    }

    #[test]
    fn a_header_tells_decimals_states_sparklines_hidden_columns_and_totals() {
        let text = "-- title: T\n-- column score: 得分 | Score | decimal 1\n-- column gap: 差距 | Gap | signed 2\n\
                    -- column trend: 走势 | Trend | sparkline m01 m02\n-- column state: 状态 | State | state\n\
                    -- state met: 达标 | Met | green\n-- hide code, is_total\n-- sentence label\n\
                    -- total where is_total\nSELECT 1\n";
        let query = read(Path::new("a.sql"), "a.sql", text.to_string()).unwrap().unwrap();
        let formats: Vec<Format> = query.columns.iter().map(|(column, _)| column.format).collect();
        assert_eq!(formats, [Format::Decimal(1), Format::Signed(2), Format::Sparkline, Format::State]);
        assert_eq!(query.look.hidden, ["code", "is_total"]);
        assert_eq!(query.look.sentences, ["label"]);
        assert_eq!(query.look.total.as_deref(), Some("is_total"));
        assert_eq!(query.look.sparklines, [Sparkline { id: "trend".into(), of: vec!["m01".into(), "m02".into()] }]);
        let met =
            State { id: "met".into(), label: Text { zh: "达标".into(), en: "Met".into() }, shade: Shade::Green };
        assert_eq!(query.look.states, [met]);
        assert_eq!(query.named[0], ("m01".to_string(), 4));
    }

    #[test]
    fn formats_that_lack_something_are_refused_with_what_they_lack() {
        let found = problems(
            "-- title: T\n-- column a: A | decimal\n-- column b: B | decimal 9\n-- column c: C | sparkline d\n\
             -- state e: E | pink\n-- column f: F | count 2\nSELECT 1",
        );
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found[0].contains(":2: column `a`: `decimal` needs the number of decimals"), "{}", found[0]);
        assert!(found[1].contains(":3: column `b`: `9` is no number of decimals"), "{}", found[1]);
        assert!(found[2].contains(":4: column `c`: a sparkline names the columns"), "{}", found[2]);
        assert!(found[3].contains(":5: state `e`: `pink` is no colour of a state; known are green"), "{}", found[3]);
        assert!(found[4].contains(":6: column `f`: `count 2` is no format"), "{}", found[4]);
    }

    #[test]
    fn a_file_without_a_query_is_no_table() {
        assert_eq!(read(Path::new("a.sql"), "a.sql", "-- nothing here\n\n".to_string()), Ok(None));
    }

    #[test]
    fn a_table_is_named_for_its_file() {
        for (name, expected) in
            [("20-shares.sql", "shares"), ("shares.sql", "shares"), ("2024.sql", "2024"), ("a-1.sql", "a-1")]
        {
            assert_eq!(id(name), expected);
        }
    }
}
