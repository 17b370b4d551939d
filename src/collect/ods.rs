//! The reader of .ods: sheets of cells, with repeats counted before they are made.

use std::ops::Range;

use quick_xml::events::BytesStart;

use crate::collect::container::Container;
use crate::collect::face::{self, Rich};
use crate::collect::guard::{Budget, damaged, distinct, over, unlawful};
use crate::collect::merged;
use crate::collect::serial::{self, DateSystem, Shown};
use crate::collect::workbook::{Refusal, defined_name};
use crate::collect::xml::{self, Scanner, Token, is};
use crate::sheet::{Area, COLUMNS, Content, DefinedName, Position, ROWS, Sheet, Workbook};
use crate::text::reader as say;

mod faces;
mod shown;
mod words;

use shown::Formats;

const CONTENT: &str = "content.xml";
/// What may stand among the rows of a table beside them.
const BESIDE_ROWS: [&str; 12] = [
    "title",
    "desc",
    "table-source",
    "dde-source",
    "scenario",
    "forms",
    "shapes",
    "soft-page-break",
    "conditional-formats",
    "table-protection",
    "sparkline-groups",
    "named-expression",
];
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads an OpenDocument spreadsheet.
pub fn read(container: &mut Container, budget: &Budget) -> Result<Workbook, Refusal> {
    if let Some(manifest) = container.part(MANIFEST)?
        && xml::decode(&manifest, MANIFEST)?.contains("encryption-data")
    {
        return Err(Refusal::rejected(say::PASSWORD, ""));
    }
    let formats = Formats::of(container, budget)?;
    let bytes = container.part(CONTENT)?.ok_or_else(|| damaged(CONTENT))?;
    read_with(&xml::decode(&bytes, CONTENT)?, "ods", formats, budget)
}

/// The media type of a package of the OpenDocument family: what its own part says, else its list of parts.
pub fn media_type(container: &mut Container, budget: &Budget) -> Result<Option<String>, Refusal> {
    if let Some(bytes) = container.part("mimetype")? {
        return Ok(Some(String::from_utf8_lossy(&bytes).into_owned()));
    }
    if !container.has(CONTENT) {
        return Ok(None);
    }
    let Some(bytes) = container.part(MANIFEST)? else { return Ok(None) };
    let text = xml::decode(&bytes, MANIFEST)?;
    // The family's forerunner names a document type, which is refused below.
    if let Some(at) = text.find("application/vnd.sun.xml.") {
        return Ok(text[at..].split('"').next().map(str::to_string));
    }
    let mut scanner = Scanner::new(&text, MANIFEST, budget);
    loop {
        match scanner.next()? {
            Token::Open(tag) | Token::Empty(tag) if is(&tag, "file-entry") => {
                if scanner.attribute(&tag, "full-path")?.as_deref() == Some("/") {
                    return Ok(scanner.attribute(&tag, "media-type")?.map(|found| found.into_owned()));
                }
            }
            Token::End => return Ok(None),
            _ => {}
        }
    }
}

/// Reads the content part, or the one part of a flat file.
pub fn read_content(text: &str, kind: &'static str, budget: &Budget) -> Result<Workbook, Refusal> {
    read_with(text, kind, Formats::default(), budget)
}

fn read_with(text: &str, kind: &'static str, formats: Formats, budget: &Budget) -> Result<Workbook, Refusal> {
    let scanner = Scanner::new(text, CONTENT, budget);
    let mut reader = OdsReader {
        scanner,
        budget,
        hidden_styles: Vec::new(),
        formats,
        faces: faces::Faces::default(),
        sheets: Vec::new(),
        names: Vec::new(),
    };
    reader.content()?;
    Ok(Workbook { sheets: reader.sheets, names: reader.names, kind })
}

struct OdsReader<'a> {
    scanner: Scanner<'a>,
    budget: &'a Budget,
    /// The names of table styles that are not displayed.
    hidden_styles: Vec<String>,
    formats: Formats,
    faces: faces::Faces,
    sheets: Vec<Sheet>,
    names: Vec<DefinedName>,
}

/// A cell's attributes.
#[derive(Debug, Default)]
struct Tag {
    repeated: u32,
    columns: u32,
    rows: u32,
    kind: String,
    value: String,
    has_formula: bool,
    formula: String,
    /// Whether it holds a paragraph, which may be empty: the result of a formula that shows nothing.
    has_words: bool,
    /// The name of its style.
    style: Option<String>,
}

impl OdsReader<'_> {
    fn content(&mut self) -> Result<(), Refusal> {
        let mut style = String::new();
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "style") => {
                    style = self.get(&tag, "name")?;
                    self.formats.read(&tag, true, &mut self.scanner)?;
                    self.faces.begin(&style, &self.get(&tag, "parent-style-name")?);
                }
                Token::Empty(tag) if is(&tag, "style") => self.formats.read(&tag, false, &mut self.scanner)?,
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "font-face") => {
                    self.faces.font(&self.get(&tag, "name")?, &self.get(&tag, "font-family")?);
                }
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "text-properties") => {
                    self.faces.letters(&style, &self.scanner, &tag)?;
                }
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "table-properties") => {
                    if self.get(&tag, "display")? == "false" {
                        self.hidden_styles.push(style.clone());
                    }
                }
                Token::Open(tag) if is(&tag, "table") => self.table(&tag)?,
                // Rows outside a table are those of one by another name.
                Token::Open(tag) if is(&tag, "table-row") => return Err(unlawful(self.scanner.place())),
                Token::Open(tag) if is(&tag, "tracked-changes") || is(&tag, "dde-links") => self.scanner.skip()?,
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "named-range") => self.named_range(&tag)?,
                Token::End => return distinct(self.sheets.iter().map(|sheet| sheet.name.to_lowercase())),
                Token::Open(tag) => self.formats.read(&tag, true, &mut self.scanner)?,
                _ => {}
            }
        }
    }

    fn get(&self, tag: &BytesStart, name: &str) -> Result<String, Refusal> {
        Ok(self.scanner.attribute(tag, name)?.unwrap_or_default().into_owned())
    }

    fn named_range(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        let name = self.get(tag, "name")?;
        let target = self.get(tag, "cell-range-address")?;
        // `$Sheet1.$A$1:.$B$2`: the point stands where other programs write `!`.
        let first = target.split(':').next().unwrap_or_default();
        if let Some((sheet, cell)) = first.trim_start_matches('$').rsplit_once('.') {
            self.names.extend(defined_name(&name, &format!("{sheet}!{cell}")));
        }
        Ok(())
    }

    fn table(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        let name = self.get(tag, "name")?;
        if is_copy(&name) {
            return self.scanner.skip();
        }
        if self.sheets.len() >= self.budget.limits.sheets {
            return Err(over(format!("{CONTENT}: > {}", self.budget.limits.sheets)));
        }
        let hidden = self.hidden_styles.contains(&self.get(tag, "style-name")?);
        let mut sheet = Sheet { name, hidden, ..Sheet::default() };
        self.faces.begin_table();
        self.rows(&mut sheet)?;
        sheet.cells.sort_by_key(|(at, _)| *at);
        sheet.odd.sort_by_key(|(at, _)| *at);
        sheet.yearless.sort_unstable();
        merged::lawful(&sheet, &sheet.name, self.budget)?;
        self.sheets.push(sheet);
        Ok(())
    }

    /// Reads a table to its end tag; groups and headers of rows and columns are only brackets around them.
    fn rows(&mut self, sheet: &mut Sheet) -> Result<(), Refusal> {
        let (mut row, mut col, mut depth) = (0u32, 0u32, 1);
        while depth > 0 {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "table-row") => row = self.row(&tag, row, true, sheet)?,
                Token::Empty(tag) if is(&tag, "table-row") => row = self.row(&tag, row, false, sheet)?,
                Token::Empty(tag) if is(&tag, "table-column") => col = self.column(&tag, col, sheet)?,
                Token::Open(tag) if is(&tag, "table-column") => {
                    col = self.column(&tag, col, sheet)?;
                    self.scanner.skip()?;
                }
                Token::Open(tag) if is_bracket(&tag) => depth += 1,
                Token::Open(tag) if is(&tag, "named-range") => {
                    self.named_range(&tag)?;
                    self.scanner.skip()?;
                }
                Token::Empty(tag) if is(&tag, "named-range") => self.named_range(&tag)?,
                Token::Open(tag) => self.scanner.only(&tag, true, &BESIDE_ROWS)?,
                Token::Empty(tag) if is_bracket(&tag) => {}
                Token::Empty(tag) => self.scanner.only(&tag, false, &BESIDE_ROWS)?,
                Token::Close => depth -= 1,
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Text(text) => self.scanner.blank(&text)?,
            }
        }
        Ok(())
    }

    fn column(&mut self, tag: &BytesStart, col: u32, sheet: &mut Sheet) -> Result<u32, Refusal> {
        self.formats.note_column(&self.get(tag, "default-cell-style-name")?);
        let next = self.after(col, self.count(tag, "number-columns-repeated")?, COLUMNS);
        self.faces.column(col, &self.get(tag, "default-cell-style-name")?);
        if is_hidden(&self.get(tag, "visibility")?) {
            self.budget.tags(u64::from(next - col), CONTENT)?;
            sheet.hidden_columns.extend(col..next);
        }
        Ok(next)
    }

    fn row(&mut self, tag: &BytesStart, row: u32, has_cells: bool, sheet: &mut Sheet) -> Result<u32, Refusal> {
        let next = self.after(row, self.count(tag, "number-rows-repeated")?, ROWS);
        if is_hidden(&self.get(tag, "visibility")?) && next - row < 100_000 {
            self.budget.tags(u64::from(next - row), CONTENT)?;
            sheet.hidden_rows.extend(row..next);
        }
        self.faces.begin_row(self.scanner.attribute(tag, "default-cell-style-name")?.as_deref());
        let (from, first_odd, first_yearless) = (sheet.cells.len(), sheet.odd.len(), sheet.yearless.len());
        if has_cells {
            self.cells(row, sheet)?;
        }
        let odd = sheet.odd[first_odd..].to_vec();
        let yearless = sheet.yearless[first_yearless..].to_vec();
        let filled = sheet.cells.len() - from;
        let copies = u64::from(next.saturating_sub(row).saturating_sub(1)) * filled as u64;
        let text: usize = sheet.cells[from..].iter().map(|(_, content)| text_len(content)).max().unwrap_or(0);
        self.budget.keep(copies, text, &sheet.name)?;
        for copy in row + 1..next.max(row + 1) {
            for place in from..from + filled {
                let (at, content) = sheet.cells[place].clone();
                sheet.cells.push((Position::new(copy, at.col), content));
            }
            sheet.odd.extend(odd.iter().map(|(at, oddity)| (Position::new(copy, at.col), *oddity)));
            sheet.yearless.extend(yearless.iter().map(|at| Position::new(copy, at.col)));
            if filled == 0 {
                break;
            }
        }
        Ok(next)
    }

    fn cells(&mut self, row: u32, sheet: &mut Sheet) -> Result<(), Refusal> {
        let mut col = 0;
        loop {
            let (tag, shown) = match self.scanner.next()? {
                Token::Open(tag) if is_cell(&tag) => {
                    let mut parsed = self.cell_tag(&tag)?;
                    let face = self.faces.cell(col, parsed.style.as_deref());
                    let shown = self.paragraphs(face)?;
                    parsed.has_words = shown.is_some();
                    let shown = shown.unwrap_or_default();
                    let is_stale = is_stale(&parsed, &shown.text);
                    (parsed, if is_stale { Rich::default() } else { shown })
                }
                Token::Empty(tag) if is_cell(&tag) => (self.cell_tag(&tag)?, Rich::default()),
                Token::Open(tag) | Token::Empty(tag) => {
                    return Err(unlawful(format!("{}: {}", self.scanner.place(), tag.name().as_ref())));
                }
                Token::Close => return Ok(()),
                Token::Text(text) => {
                    self.scanner.blank(&text)?;
                    continue;
                }
                Token::End => return Err(damaged(self.scanner.place())),
            };
            let next = self.after(col, tag.repeated, COLUMNS);
            let at = Position::new(row, col);
            if let Some(content) = content(&tag, shown.text, &self.formats) {
                let style = tag.style.as_deref().unwrap_or_default();
                if matches!(content, Content::Date(_)) && self.formats.leaves_out_year(style) {
                    sheet.yearless.extend((at.col..next).map(|col| Position::new(row, col)));
                }
                let content = self.in_font(at..Position::new(row, next), content, &shown.runs, &tag, sheet);
                self.keep(at, next, content, sheet)?;
            }
            if tag.columns > 1 || tag.rows > 1 {
                sheet.merged.push(self.area(at, &tag));
                self.budget.keep(1, 0, &sheet.name)?;
            }
            col = next;
        }
    }

    /// What cells of a row show in their font, of which some may look odd.
    fn in_font(
        &self,
        cells: Range<Position>,
        content: Content,
        runs: &[face::Run],
        tag: &Tag,
        sheet: &mut Sheet,
    ) -> Content {
        if !self.faces.is_odd() {
            return content;
        }
        let face = self.faces.cell(cells.start.col, tag.style.as_deref());
        let (content, oddity) = face::shown(content, runs, face);
        if let Some(oddity) = oddity {
            let columns = cells.start.col..cells.end.col;
            sheet.odd.extend(columns.map(|col| (Position::new(cells.start.row, col), oddity)));
        }
        content
    }

    fn keep(&self, at: Position, next: u32, content: Content, sheet: &mut Sheet) -> Result<(), Refusal> {
        if at.row >= ROWS || at.col >= COLUMNS {
            return Err(unlawful(format!("{}!{at}", sheet.name)));
        }
        self.budget.keep(u64::from(next - at.col), text_len(&content), &sheet.name)?;
        sheet.cells.extend((at.col..next).map(|col| (Position::new(at.row, col), content.clone())));
        Ok(())
    }

    fn area(&self, at: Position, tag: &Tag) -> Area {
        let row = self.after(at.row, tag.rows, ROWS).saturating_sub(1).max(at.row);
        Area {
            first: at,
            last: Position::new(row, self.after(at.col, tag.columns, COLUMNS).saturating_sub(1).max(at.col)),
        }
    }

    fn after(&self, at: u32, count: u32, limit: u32) -> u32 {
        at.saturating_add(count).min(limit.max(at))
    }

    /// A repeat or a span: 1 where nothing is said, and never 0.
    fn count(&self, tag: &BytesStart, name: &str) -> Result<u32, Refusal> {
        let Some(written) = self.scanner.attribute(tag, name)? else { return Ok(1) };
        let count = written.trim().parse().ok().filter(|count| *count > 0);
        count.ok_or_else(|| unlawful(format!("{}: {name}", self.scanner.place())))
    }

    fn cell_tag(&self, tag: &BytesStart) -> Result<Tag, Refusal> {
        let mut parsed = Tag { repeated: 1, columns: 1, rows: 1, ..Tag::default() };
        let mut office_kind = String::new();
        let (mut has_value, mut has_kind) = (false, false);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| damaged(self.scanner.place()))?;
            let is_twice = match attribute.key.as_ref() {
                "office:value" => std::mem::replace(&mut has_value, true),
                "office:value-type" => std::mem::replace(&mut has_kind, true),
                _ => false,
            };
            if is_twice {
                return Err(unlawful(self.scanner.place()));
            }
            match attribute.key.local_name().as_ref() {
                "number-columns-repeated" => parsed.repeated = self.count(tag, "number-columns-repeated")?,
                "number-columns-spanned" => parsed.columns = self.count(tag, "number-columns-spanned")?,
                "number-rows-spanned" => parsed.rows = self.count(tag, "number-rows-spanned")?,
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                    parsed.value = self.scanner.unescaped(attribute.value)?.into_owned();
                }
                "style-name" => parsed.style = Some(attribute.value.into_owned()),
                "value-type" if attribute.key.as_ref().starts_with("calcext") => {
                    parsed.kind = attribute.value.into_owned();
                }
                "value-type" => office_kind = attribute.value.into_owned(),
                "formula" => {
                    parsed.has_formula = true;
                    parsed.formula = self.scanner.unescaped(attribute.value)?.into_owned();
                }
                _ => {}
            }
        }
        // LibreOffice says `error` beside a kind that other programs understand.
        if parsed.kind != "error" {
            parsed.kind = office_kind;
        }
        Ok(parsed)
    }
}

/// Whether a table is the copy that a workbook keeps of another's cells, which it refers to (`'file:///a.ods'#Sheet1`):
/// no program shows it as a sheet.
fn is_copy(name: &str) -> bool {
    name.starts_with('\'') && name.contains("'#")
}

fn is_cell(tag: &BytesStart) -> bool {
    is(tag, "table-cell") || is(tag, "covered-table-cell")
}

fn is_bracket(tag: &BytesStart) -> bool {
    const BRACKETS: [&str; 7] = [
        "table-rows",
        "table-header-rows",
        "table-row-group",
        "table-columns",
        "table-header-columns",
        "table-column-group",
        "named-expressions",
    ];
    BRACKETS.contains(&tag.local_name().as_ref())
}

fn is_hidden(visibility: &str) -> bool {
    matches!(visibility, "collapse" | "filter")
}

fn text_len(content: &Content) -> usize {
    match content {
        Content::Text(text) | Content::Error(text) | Content::Uncalculated(text) => text.len(),
        _ => 0,
    }
}

/// Whether the paragraphs of a text cell say something else than its value, which counts (OpenDocument 1.2, 19.383).
fn is_stale(tag: &Tag, shown: &str) -> bool {
    let has_value = tag.kind == "string" && !tag.value.trim().is_empty();
    has_value && !tag.value.split_whitespace().eq(shown.split_whitespace())
}

/// What a cell holds; `None` for a blank one.
fn content(tag: &Tag, shown: String, formats: &Formats) -> Option<Content> {
    let is_error = tag.kind == "error" || (tag.has_formula && (shown.starts_with("Err:") || is_error_word(&shown)));
    if is_error && !shown.is_empty() {
        return Some(Content::Error(shown));
    }
    let number = |shown_as| match tag.value.trim().parse::<f64>() {
        Ok(number) => match serial::content(number, shown_as, DateSystem::From1900) {
            error @ Content::Error(_) => error,
            content => formats.number(tag.style.as_deref().unwrap_or_default(), number, content, &shown),
        },
        Err(_) => Content::Error(format!("#NUM! {}", tag.value)),
    };
    match tag.kind.as_str() {
        "float" | "currency" => Some(number(Shown::Number)),
        "percentage" => Some(number(Shown::Percent)),
        "boolean" => Some(match tag.value.as_str() {
            // Some programs write numbers.
            "true" | "1" => Content::Bool(true),
            "false" | "0" => Content::Bool(false),
            value => Content::Error(format!("#BOOL! {value}")),
        }),
        "date" => Some(match serial::iso(&tag.value) {
            Some(at) => formats.date(tag.style.as_deref().unwrap_or_default(), Content::Date(at), &shown),
            None => Content::Error(format!("#DATE! {}", tag.value)),
        }),
        // `1:37 PM` depends on the sheet's language; a span of days and more is shown in ways that only its format knows.
        "time" => Some(
            serial::time_of_day(&tag.value)
                .unwrap_or_else(|| Content::Text(if shown.is_empty() { tag.value.clone() } else { shown })),
        ),
        _ => {
            let text = if shown.is_empty() { tag.value.clone() } else { shown };
            match (text.is_empty(), tag.has_formula && tag.kind.is_empty() && !tag.has_words) {
                (false, _) => Some(Content::Text(text)),
                (true, true) => Some(Content::Uncalculated(tag.formula.clone())),
                (true, false) => None,
            }
        }
    }
}

fn is_error_word(shown: &str) -> bool {
    matches!(shown, "#REF!" | "#N/A" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NUM!" | "#NULL!")
}

#[cfg(test)]
mod tests;
