//! The XML workbook of Excel 2003, which many systems write under the name of an .xls file.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::collect::guard::{Budget, damaged, over, unlawful};
use crate::collect::serial::{self, DateSystem, Shown};
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::shown_by;
use crate::collect::xml::{Scanner, Token, is, truth};
use crate::sheet::{Area, COLUMNS, Content, Position, ROWS, Sheet, Workbook};

const PART: &str = "XML";

/// Reads a workbook.
pub fn read(text: &str, budget: &Budget) -> Result<Workbook, Refusal> {
    let mut reader = BookReader {
        scanner: Scanner::new(text, PART, budget),
        budget,
        formats: HashMap::new(),
        system: DateSystem::From1900,
        sheets: Vec::new(),
    };
    reader.workbook()?;
    Ok(Workbook { sheets: reader.sheets, names: Vec::new(), kind: "spreadsheetml" })
}

struct BookReader<'a> {
    scanner: Scanner<'a>,
    budget: &'a Budget,
    /// How each style shows numbers.
    formats: HashMap<String, Shown>,
    system: DateSystem,
    sheets: Vec<Sheet>,
}

/// A cell's value as it is written.
#[derive(Default)]
struct Written {
    kind: String,
    text: String,
    is_there: bool,
}

impl BookReader<'_> {
    fn workbook(&mut self) -> Result<(), Refusal> {
        let mut style = String::new();
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Style") => style = self.get(&tag, "ID")?,
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "NumberFormat") => {
                    let shown = shown_by_name(&self.get(&tag, "Format")?);
                    self.formats.insert(style.clone(), shown);
                }
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "Date1904") => self.system = DateSystem::From1904,
                Token::Open(tag) if is(&tag, "Worksheet") => self.worksheet(&tag)?,
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn get(&self, tag: &BytesStart, name: &str) -> Result<String, Refusal> {
        Ok(self.scanner.attribute(tag, name)?.unwrap_or_default().into_owned())
    }

    fn worksheet(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        let name = self.get(tag, "Name")?;
        if self.sheets.len() >= self.budget.limits.sheets {
            return Err(over(name));
        }
        let mut sheet = Sheet { name, ..Sheet::default() };
        let mut depth = 1;
        while depth > 0 {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Table") => self.table(&mut sheet)?,
                Token::Open(tag) if is(&tag, "Visible") => {
                    let mut visible = String::new();
                    self.scanner.text_into(&mut visible)?;
                    sheet.hidden = visible.contains("Hidden");
                }
                Token::Open(_) => depth += 1,
                Token::Close => depth -= 1,
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Empty(_) | Token::Text(_) => {}
            }
        }
        sheet.cells.sort_by_key(|(at, _)| *at);
        if let Some(pair) = sheet.cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(unlawful(format!("{}!{} ×2", sheet.name, pair[0].0)));
        }
        self.sheets.push(sheet);
        Ok(())
    }

    fn table(&mut self, sheet: &mut Sheet) -> Result<(), Refusal> {
        let (mut row, mut col) = (0, 0);
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Row") => {
                    let (at, next) = self.place(&tag, row, ROWS)?;
                    self.hide(&tag, at, next, &mut sheet.hidden_rows)?;
                    self.cells(at, sheet)?;
                    row = next;
                }
                Token::Empty(tag) if is(&tag, "Row") => {
                    let (at, next) = self.place(&tag, row, ROWS)?;
                    self.hide(&tag, at, next, &mut sheet.hidden_rows)?;
                    row = next;
                }
                Token::Empty(tag) if is(&tag, "Column") => {
                    let (at, next) = self.place(&tag, col, COLUMNS)?;
                    self.hide(&tag, at, next, &mut sheet.hidden_columns)?;
                    col = next;
                }
                Token::Open(_) => self.scanner.skip()?,
                Token::Close => return Ok(()),
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Empty(_) | Token::Text(_) => {}
            }
        }
    }

    /// Where a row, column or cell stands, and where the next one does: `Index` from 1, `Span` further ones alike.
    fn place(&self, tag: &BytesStart, next: u32, limit: u32) -> Result<(u32, u32), Refusal> {
        let number = |written: Option<std::borrow::Cow<str>>, otherwise: u32| match written {
            None => Some(otherwise),
            Some(written) => written.trim().parse().ok(),
        };
        let at = number(self.scanner.attribute(tag, "Index")?, next + 1).and_then(|index| index.checked_sub(1));
        let span = number(self.scanner.attribute(tag, "Span")?, 0);
        let found = at.zip(span).filter(|(at, span)| *at >= next && *at < limit && *span < limit);
        found.map(|(at, span)| (at, (at + span + 1).min(limit))).ok_or_else(|| unlawful(self.scanner.place()))
    }

    fn hide(&self, tag: &BytesStart, at: u32, next: u32, hidden: &mut Vec<u32>) -> Result<(), Refusal> {
        if truth(&self.get(tag, "Hidden")?) {
            self.budget.tags(u64::from(next - at), PART)?;
            hidden.extend(at..next);
        }
        Ok(())
    }

    fn cells(&mut self, row: u32, sheet: &mut Sheet) -> Result<(), Refusal> {
        let mut col = 0;
        loop {
            let (tag, written) = match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Cell") => {
                    let written = self.written()?;
                    (tag, written)
                }
                Token::Empty(tag) if is(&tag, "Cell") => (tag, Written::default()),
                Token::Open(_) => {
                    self.scanner.skip()?;
                    continue;
                }
                Token::Close => return Ok(()),
                Token::Empty(_) | Token::Text(_) => continue,
                Token::End => return Err(damaged(self.scanner.place())),
            };
            let (at, next) = self.place(&tag, col, COLUMNS)?;
            let at = Position::new(row, at);
            col = self.merge(&tag, at, sheet)?.max(next);
            if let Some(content) = self.content(&tag, written)? {
                let text = if let Content::Text(text) = &content { text.len() } else { 0 };
                self.budget.keep(1, text, PART)?;
                sheet.cells.push((at, content));
            }
        }
    }

    /// Notes a merged area and gives the column after it.
    fn merge(&self, tag: &BytesStart, at: Position, sheet: &mut Sheet) -> Result<u32, Refusal> {
        let more = |name| self.get(tag, name).map(|written| written.trim().parse::<u32>().unwrap_or(0));
        let (across, down) = (more("MergeAcross")?, more("MergeDown")?);
        let last =
            Position::new(at.row.saturating_add(down).min(ROWS - 1), at.col.saturating_add(across).min(COLUMNS - 1));
        if last != at {
            self.budget.keep(1, 0, PART)?;
            sheet.merged.push(Area { first: at, last });
        }
        Ok(last.col + 1)
    }

    /// What stands in a cell; a note on it is left out.
    fn written(&mut self) -> Result<Written, Refusal> {
        let mut written = Written::default();
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Data") => {
                    written.kind = self.get(&tag, "Type")?;
                    written.is_there = true;
                    self.rich_text(&mut written.text)?;
                }
                Token::Open(_) => self.scanner.skip()?,
                Token::Close => return Ok(written),
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Empty(_) | Token::Text(_) => {}
            }
        }
    }

    /// All text inside, whatever marks its look.
    fn rich_text(&mut self, out: &mut String) -> Result<(), Refusal> {
        let mut depth = 1;
        while depth > 0 {
            match self.scanner.next()? {
                Token::Text(text) => out.push_str(&text),
                Token::Open(_) => depth += 1,
                Token::Close => depth -= 1,
                Token::Empty(_) => {}
                Token::End => return Err(damaged(self.scanner.place())),
            }
            if out.len() > self.budget.limits.token {
                return Err(over(self.scanner.place()));
            }
        }
        Ok(())
    }

    fn content(&self, tag: &BytesStart, written: Written) -> Result<Option<Content>, Refusal> {
        if !written.is_there {
            let formula = self.scanner.attribute(tag, "Formula")?;
            return Ok(formula.map(|formula| Content::Uncalculated(formula.trim_start_matches('=').to_string())));
        }
        let shown = self.formats.get(&self.get(tag, "StyleID")?).copied().unwrap_or_default();
        let (kind, text) = (written.kind.as_str(), written.text);
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(match kind {
            "Number" => match text.trim().parse::<f64>() {
                Ok(number) => serial::content(number, shown, self.system),
                Err(_) => Content::Error(format!("#NUM! {text}")),
            },
            "DateTime" => moment(&text, shown, self.system),
            "Boolean" => match text.trim() {
                "1" => Content::Bool(true),
                "0" => Content::Bool(false),
                _ => Content::Error(format!("#BOOL! {text}")),
            },
            "Error" => Content::Error(text),
            _ => Content::Text(text),
        }))
    }
}

/// A moment as the number that other formats store for it: a bare time of day is written as a moment of the last day of
/// 1899, which is no date.
fn moment(text: &str, shown: Shown, system: DateSystem) -> Content {
    let shown = if matches!(shown, Shown::Time | Shown::Span) { shown } else { Shown::Date };
    match serial::iso(text) {
        Some(at) => serial::content(serial::number(at, system), shown, system),
        None => Content::Error(format!("#DATE! {text}")),
    }
}

/// What a format shows that is given by its code or by one of the names that this format has.
fn shown_by_name(name: &str) -> Shown {
    match name {
        "Percent" => Shown::Percent,
        "General Date" | "Long Date" | "Medium Date" | "Short Date" => Shown::Date,
        "Long Time" | "Medium Time" | "Short Time" => Shown::Time,
        "General Number" | "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Scientific" | "Yes/No"
        | "True/False" | "On/Off" => Shown::Number,
        code => shown_by(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(table: &str) -> Result<Workbook, Refusal> {
        let text = format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"p\">\
             <NumberFormat ss:Format=\"0.0%\"/></Style>\
             <Style ss:ID=\"t\"><NumberFormat ss:Format=\"Short Time\"/></Style>\
             <Style ss:ID=\"h\"><NumberFormat ss:Format=\"[h]:mm\"/></Style></Styles><Worksheet ss:Name=\"表\"><Table>{table}</Table>\
             <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"
        );
        crate::collect::workbook::read(text.as_bytes(), "a.xls")
    }

    #[test]
    fn cells_are_placed_by_index_and_read_by_type() {
        let table = "<Column ss:Index=\"2\" ss:Hidden=\"1\"/><Row><Cell ss:MergeAcross=\"2\"><Data ss:Type=\"String\">题</Data></Cell>\
            <Cell><Data ss:Type=\"Number\">12.5</Data></Cell></Row><Row ss:Index=\"4\"><Cell ss:Index=\"2\" ss:StyleID=\"p\">\
            <Data ss:Type=\"Number\">0.955</Data></Cell><Cell><Data ss:Type=\"DateTime\">2024-12-31T00:00:00.000</Data></Cell>\
            <Cell><ss:Data ss:Type=\"String\"><B>已</B><Font>开展</Font></ss:Data><Comment><Data>注</Data></Comment></Cell>\
            <Cell ss:Formula=\"=SUM(A1)\"/><Cell><Data ss:Type=\"Error\">#REF!</Data></Cell></Row>";
        let sheet = book(table).unwrap().sheets.remove(0);
        let shown: String = sheet.cells.iter().map(|(at, content)| format!("{at} {content};")).collect();
        assert_eq!(shown, "A1 题;D1 12.5;B4 95.5%;C4 2024-12-31;D4 已开展;E4 =SUM(A1);F4 #REF!;");
        assert!(sheet.hidden && sheet.hidden_columns == [1] && sheet.merged.len() == 1);
    }

    #[test]
    fn a_moment_before_1900_is_a_time_or_no_date_as_in_other_formats() {
        let table = "<Row><Cell><Data ss:Type=\"DateTime\">1899-12-31T12:00:00.000</Data></Cell>\
            <Cell ss:StyleID=\"t\"><Data ss:Type=\"DateTime\">1899-12-31T12:30:00.400</Data></Cell>\
            <Cell ss:StyleID=\"h\"><Data ss:Type=\"DateTime\">1900-01-01T12:30:00.000</Data></Cell></Row>";
        let sheet = book(table).unwrap().sheets.remove(0);
        let shown: String = sheet.cells.iter().map(|(at, content)| format!("{at} {content};")).collect();
        assert_eq!(shown, "A1 #DATE! 0.5;B1 12:30:00;C1 36:30:00;");
    }

    #[test]
    fn places_that_go_back_or_out_are_refused() {
        for table in [
            "<Row ss:Index=\"0\"/>",
            "<Row ss:Index=\"1048577\"/>",
            "<Row/><Row ss:Index=\"1\"/>",
            "<Row ss:Index=\"x\"/>",
        ] {
            assert!(book(table).is_err(), "{table}");
        }
    }
}
