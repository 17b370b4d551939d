//! The header of a .sql file: what the table is called, what its columns are called and how they are shown.

use std::path::{Path, PathBuf};

use crate::error::Problem;
use crate::table::{Column, Format};
use crate::text::Text;

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
    let problem = |line, message| Problem { file: file.to_path_buf(), line, message };
    for (number, line) in text.lines().take_while(is_comment).enumerate() {
        let line = line.trim().trim_start_matches('-').trim();
        if let Err(message) = header.take(line, number + 1) {
            problems.push(problem(number + 1, message));
        }
    }
    if header.title.is_empty() {
        problems.push(problem(1, "the table has no title; write `-- title.zh: …` and `-- title.en: …`".to_string()));
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
}

impl Header {
    fn take(&mut self, line: &str, number: usize) -> Result<(), String> {
        if line.is_empty() {
            return Ok(());
        }
        let (key, value) = line.split_once(':').ok_or_else(|| unknown(line))?;
        let (key, value) = (key.trim(), value.trim());
        if let Some(name) = key.strip_prefix("column ") {
            let column = column(name.trim(), value)?;
            if self.columns.iter().any(|(known, _)| known.id == column.id) {
                return Err(format!("column `{}` is declared twice", column.id));
            }
            self.columns.push((column, number));
            return Ok(());
        }
        if key == "empty" {
            self.omit_empty = value == "omit";
            return if self.omit_empty { Ok(()) } else { Err(format!("`empty` can only be `omit`, not `{value}`")) };
        }
        let (words, lang) = match key.split_once('.').unwrap_or((key, "")) {
            ("title", lang) => (&mut self.title, lang),
            ("note", lang) => (&mut self.note, lang),
            _ => return Err(unknown(key)),
        };
        let value = Some(value.to_string()).filter(|value| !value.is_empty());
        match lang {
            "zh" => words.zh = value,
            "en" => words.en = value,
            "" => *words = Words { zh: value.clone(), en: value },
            _ => return Err(unknown(key)),
        }
        Ok(())
    }
}

fn unknown(key: &str) -> String {
    format!(
        "`{key}` is no key of a header; known are title.zh, title.en, note.zh, note.en, column NAME, empty\n  hint: \
         other comments stand below the first line of SQL"
    )
}

fn column(id: &str, value: &str) -> Result<Column, String> {
    let parts: Vec<&str> = value.split('|').map(str::trim).collect();
    let (title, format) = match parts.as_slice() {
        [words, format] => (Text::same(*words), *format),
        [zh, en, format] => (Text { zh: zh.to_string(), en: en.to_string() }, *format),
        _ => return Err(format!("column `{id}`: write `中文 | English | format`")),
    };
    let format = FORMATS.iter().find(|(name, _)| *name == format).map(|(_, format)| *format).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
        format!("column `{id}`: `{format}` is no format; known are {}", known.join(", "))
    })?;
    Ok(Column { id: id.to_string(), title, format })
}

const FORMATS: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("long", Format::LongText),
    ("count", Format::Count),
    ("percent", Format::Percent),
    ("points", Format::Points),
    ("number", Format::Number),
    ("date", Format::Date),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let read = read(Path::new("x/20-shares.sql"), "20-shares.sql", text.to_string());
        read.unwrap_err().iter().map(|problem| problem.to_string()).collect()
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
