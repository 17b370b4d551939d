//! Tables of HTML saved under the name of a workbook, as many office systems export them.

use crate::collect::guard::{Budget, over, unlawful};
use crate::collect::workbook::Refusal;
use crate::sheet::{Area, COLUMNS, Content, Position, ROWS, Sheet, Workbook};
use crate::text::reader as say;

/// Whether a text begins as HTML; it is given in lower case.
pub fn is_likely(head: &str) -> bool {
    const STARTS: [&str; 9] =
        ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div", "<center"];
    STARTS.iter().any(|start| head.starts_with(start))
        || (head.starts_with('<') && (head.contains("<html") || head.contains("<table")))
}

/// Reads the tables of a page one below the other, with the lines of text between them in the first column.
pub fn read(text: &str, kind: &'static str, budget: &Budget) -> Result<Workbook, Refusal> {
    let page = page(text, "Sheet1", budget)?;
    match page {
        Some(sheet) => Ok(Workbook { sheets: vec![sheet], names: Vec::new(), kind }),
        None => Err(Refusal::rejected(say::NOT_A_SPREADSHEET, "HTML")),
    }
}

/// One page as a sheet; `None` where it has no table.
pub fn page(text: &str, name: &str, budget: &Budget) -> Result<Option<Sheet>, Refusal> {
    let sheet = Sheet { name: name.to_string(), ..Sheet::default() };
    let mut page = Page {
        budget,
        sheet,
        row: 0,
        col: 0,
        depth: 0,
        cell: None,
        taken: Vec::new(),
        line: String::new(),
        has_table: false,
    };
    for piece in Pieces(text) {
        match piece {
            Piece::Text(text) => push_text(page.target(), text),
            Piece::Begin(name, attributes) => page.begin(&name, attributes)?,
            Piece::End(name) => page.end(&name)?,
        }
    }
    page.end_cell()?;
    page.end_line()?;
    page.sheet.cells.sort_by_key(|(at, _)| *at);
    if let Some(pair) = page.sheet.cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(unlawful(format!("{} ×2", pair[0].0)));
    }
    Ok(page.has_table.then_some(page.sheet))
}

struct Page<'a> {
    budget: &'a Budget,
    sheet: Sheet,
    row: u32,
    col: u32,
    /// How many tables are open.
    depth: u32,
    cell: Option<Cell>,
    /// For each column the first row that is free of cells that reach down from above.
    taken: Vec<u32>,
    /// Text outside tables.
    line: String,
    has_table: bool,
}

struct Cell {
    at: Position,
    last: Position,
    text: String,
}

impl Page<'_> {
    fn target(&mut self) -> &mut String {
        match &mut self.cell {
            Some(cell) => &mut cell.text,
            None => &mut self.line,
        }
    }

    fn begin(&mut self, name: &str, attributes: &str) -> Result<(), Refusal> {
        match name {
            "table" => {
                if self.depth == 0 {
                    self.end_line()?;
                    self.taken.clear();
                    self.has_table = true;
                }
                self.depth += 1;
            }
            "tr" if self.depth == 1 => {
                self.end_row()?;
                self.col = 0;
            }
            "td" | "th" if self.depth == 1 => self.begin_cell(attributes)?,
            "td" | "th" => push_text(self.target(), " "),
            "br" => self.target().push('\n'),
            "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "center" => self.break_line()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "table" => {
                if self.depth == 1 {
                    self.end_row()?;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            "tr" if self.depth == 1 => self.end_row()?,
            "td" | "th" if self.depth == 1 => self.end_cell()?,
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "center" => self.break_line()?,
            _ => {}
        }
        Ok(())
    }

    /// Inside a cell a new line; outside tables the end of a line of its own.
    fn break_line(&mut self) -> Result<(), Refusal> {
        match &mut self.cell {
            Some(cell) if cell.text.is_empty() || cell.text.ends_with('\n') => Ok(()),
            Some(cell) => {
                cell.text.push('\n');
                Ok(())
            }
            None => self.end_line(),
        }
    }

    fn is_taken(&self, col: u32) -> bool {
        self.taken.get(col as usize).is_some_and(|free| *free > self.row)
    }

    fn begin_cell(&mut self, attributes: &str) -> Result<(), Refusal> {
        self.end_cell()?;
        while self.is_taken(self.col) {
            self.budget.tags(1, "HTML")?;
            self.col += 1;
        }
        let span = |name, most: u32| {
            let span = attribute(attributes, name).and_then(|span| span.trim().parse().ok());
            span.unwrap_or(1u32).clamp(1, most)
        };
        let (columns, rows) = (span("colspan", 1000), span("rowspan", 65_534));
        let at = Position::new(self.row, self.col);
        // A cell that would run into one from above ends before it.
        self.budget.tags(u64::from(columns), "HTML")?;
        let columns = (0..columns).take_while(|step| !self.is_taken(at.col + step)).count() as u32;
        let last = Position::new(at.row.saturating_add(rows - 1), at.col.saturating_add(columns - 1));
        if last.row >= ROWS || last.col >= COLUMNS {
            return Err(over(at.to_string()));
        }
        if rows > 1 {
            let reached = last.col as usize + 1;
            self.taken.resize(self.taken.len().max(reached), 0);
            self.taken[at.col as usize..reached].fill(last.row + 1);
        }
        self.col = last.col + 1;
        self.cell = Some(Cell { at, last, text: String::new() });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        if cell.at != cell.last {
            self.budget.keep(1, 0, "HTML")?;
            self.sheet.merged.push(Area { first: cell.at, last: cell.last });
        }
        self.keep(cell.at, &cell.text)
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        self.end_cell()?;
        if self.col > 0 {
            self.row += 1;
            self.col = 0;
        }
        self.line.clear();
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), Refusal> {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return Ok(());
        }
        self.keep(Position::new(self.row, 0), &line)?;
        self.row += 1;
        Ok(())
    }

    fn keep(&mut self, at: Position, text: &str) -> Result<(), Refusal> {
        let text = text.trim_matches([' ', '\n', '\u{a0}']);
        if at.row >= ROWS {
            return Err(over(at.to_string()));
        }
        if !text.is_empty() {
            self.budget.keep(1, text.len(), "HTML")?;
            self.sheet.cells.push((at, Content::Text(text.to_string())));
        }
        Ok(())
    }
}

/// A piece of a page.
enum Piece<'a> {
    Text(&'a str),
    Begin(String, &'a str),
    End(String),
}

/// The pieces of a page; comments, scripts and styles are left out, and nothing is required to be well-formed.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.0;
            if rest.is_empty() {
                return None;
            }
            if !starts_tag(rest) {
                let mut angles = rest.match_indices('<').map(|(at, _)| at);
                let end = angles.find(|at| starts_tag(&rest[*at..])).unwrap_or(rest.len());
                let (text, rest) = rest.split_at(end);
                self.0 = rest;
                return Some(Piece::Text(text));
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.0 = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let end = tag_end(rest);
            let tag = rest[1..end].trim_end_matches('>');
            self.0 = &rest[end..];
            if tag.starts_with(['!', '?']) {
                continue;
            }
            let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
            let length = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
            let name = tag[..length].to_ascii_lowercase();
            if is_end {
                return Some(Piece::End(name));
            }
            if matches!(name.as_str(), "script" | "style" | "title" | "xml") {
                self.0 = after_closing(self.0, &name);
                continue;
            }
            return Some(Piece::Begin(name, &tag[length..]));
        }
    }
}

fn starts_tag(rest: &str) -> bool {
    let mut signs = rest.chars();
    signs.next() == Some('<')
        && signs.next().is_some_and(|sign| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!' | '?'))
}

/// Where a tag ends, quoted values passed over; a quote without end is no quote.
fn tag_end(rest: &str) -> usize {
    const LONGEST: usize = 65_536;
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    rest.find('>').map_or(rest.len(), |at| at + 1)
}

fn after_closing<'a>(rest: &'a str, name: &str) -> &'a str {
    let closing = format!("</{name}");
    let bytes = rest.as_bytes();
    let found = bytes.windows(closing.len()).position(|window| window.eq_ignore_ascii_case(closing.as_bytes()));
    found.map_or("", |at| &rest[at + tag_end(&rest[at..])..])
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some(at) = rest.find('=') {
        let key = rest[..at].trim().rsplit(char::is_whitespace).next().unwrap_or_default();
        let value = rest[at + 1..].trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after;
    }
    None
}

/// Adds text with its references resolved and its runs of blanks made one.
fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let (resolved, length) = if sign == '&' { reference(rest) } else { (sign, sign.len_utf8()) };
        rest = &rest[length..];
        match resolved {
            ' ' | '\t' | '\r' | '\n' if length == 1 => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            resolved => out.push(resolved),
        }
    }
}

/// The character that a reference stands for and the reference's length; `&` itself where it is none.
fn reference(text: &str) -> (char, usize) {
    let end = text.bytes().take(12).position(|byte| byte == b';').unwrap_or(0);
    let name = text.get(1..end).unwrap_or_default();
    let number = match name.strip_prefix(['#']) {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => digits.parse().ok(),
        },
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign as u32),
    };
    match number.and_then(char::from_u32) {
        Some(sign) => (sign, end + 1),
        None => ('&', 1),
    }
}

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("middot", '·'),
    ("times", '×'),
    ("divide", '÷'),
    ("radic", '√'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("yen", '¥'),
    ("euro", '€'),
    ("copy", '©'),
    ("permil", '‰'),
    ("le", '≤'),
    ("ge", '≥'),
    ("check", '✓'),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let sheet = page(text, "表", &Budget::default()).unwrap().unwrap();
        sheet.cells.iter().map(|(at, content)| format!("{at}={content};")).collect()
    }

    #[test]
    fn tables_are_read_with_their_spans_and_the_lines_around_them() {
        let page = "<html><head><style>td{}</style><title>t</title></head><body><h1>一览表</h1>\n<p>填报单位：甲</p>\
            <table border=1><tr><td colspan=\"2\">项&nbsp;目<td rowspan=2>备注</tr><tr><td>1 &lt; 2</td><TD>是<br>否</TD></tr>\
            <tr><td>a</td><td><table><tr><td>x</td><td>y</td></tr></table></td><td>c</td></tr></table></body></html>";
        assert_eq!(shown(page), "A1=一览表;A2=填报单位：甲;A3=项\u{a0}目;C3=备注;A4=1 < 2;B4=是\n否;A5=a;B5=x y;C5=c;");
    }

    #[test]
    fn a_cell_that_would_run_into_one_from_above_ends_before_it() {
        let page = page(
            "<table><tr><td>a<td>b<td rowspan=2>c</tr><tr><td colspan=3>d<td>e</tr></table>",
            "表",
            &Budget::default(),
        );
        let sheet = page.unwrap().unwrap();
        let shown: String = sheet.cells.iter().map(|(at, content)| format!("{at}={content};")).collect();
        assert_eq!((shown.as_str(), sheet.merged[1].last), ("A1=a;B1=b;C1=c;A2=d;D2=e;", Position::new(1, 1)));
    }

    #[test]
    fn anything_that_looks_like_html_is_read_without_panic() {
        for text in [
            "<table><tr><td>a",
            "<table><td a=\"<td>",
            "<table><!--",
            "<table><tr><td>&#xffffffff; &; &é;<",
            "<script>",
            "<",
        ] {
            let _ = page(text, "表", &Budget::default());
        }
        assert!(page("<table><td rowspan=4000000000 colspan=4000000000>x", "表", &Budget::default()).is_ok());
        assert_eq!(read("<html><p>x</html>", "html", &Budget::default()).unwrap_err().detail, "HTML");
    }
}
