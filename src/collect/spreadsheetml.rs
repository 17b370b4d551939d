//! The XML workbook of Excel 2003, which many systems write under the name of an .xls file.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::collect::format::Look;
use crate::collect::guard::{Budget, damaged, distinct, over, unlawful};
use crate::collect::merged;
use crate::collect::serial::{self, DateSystem, Shown};
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is, truth};
use crate::sheet::{Area, COLUMNS, Content, Position, ROWS, Sheet, Workbook};

const PART: &str = "XML";

/// What a style says beside how it shows numbers.
const OF_STYLES: [&str; 6] = ["Alignment", "Borders", "Font", "Interior", "Protection", "Extension"];
/// What may stand in a cell beside its data.
const BESIDE_DATA: [&str; 4] = ["Comment", "NamedCell", "PhoneticText", "SmartTags"];

/// Reads a workbook.
pub fn read(text: &str, budget: &Budget) -> Result<Workbook, Refusal> {
    let mut reader = BookReader {
        scanner: Scanner::new(text, PART, budget),
        budget,
        formats: HashMap::new(),
        system: DateSystem::From1900,
        columns: Vec::new(),
        around: String::new(),
        sheets: Vec::new(),
    };
    reader.workbook()?;
    Ok(Workbook { sheets: reader.sheets, names: Vec::new(), kind: "spreadsheetml" })
}

struct BookReader<'a> {
    scanner: Scanner<'a>,
    budget: &'a Budget,
    /// How each style shows what stands in a cell.
    formats: HashMap<String, Look>,
    system: DateSystem,
    /// The styles of the columns of the table being read, and of the table itself.
    columns: Vec<String>,
    around: String,
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
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Style") => self.style(&tag, true)?,
                Token::Empty(tag) if is(&tag, "Style") => self.style(&tag, false)?,
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "Date1904") => self.system = DateSystem::From1904,
                Token::Open(tag) if is(&tag, "Worksheet") => self.worksheet(&tag)?,
                Token::Open(tag) if is_of_table(&tag) => return Err(unlawful(self.scanner.place())),
                Token::End => return distinct(self.sheets.iter().map(|sheet| sheet.name.to_lowercase())),
                _ => {}
            }
        }
    }

    /// Reads how a style shows numbers; what it does not say itself it has from the one that it is built upon.
    fn style(&mut self, tag: &BytesStart, is_open: bool) -> Result<(), Refusal> {
        let mut look = self.formats.get(&self.get(tag, "Parent")?).cloned().unwrap_or_default();
        while is_open && let Some(tag) = self.scanner.child()? {
            if is(&tag, "NumberFormat") {
                look = look_by_name(&self.get(&tag, "Format")?);
            } else if !OF_STYLES.contains(&tag.local_name().as_ref()) {
                return Err(unlawful(self.scanner.place()));
            }
        }
        self.formats.insert(self.get(tag, "ID")?, look);
        Ok(())
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
        let (mut depth, mut n_tables) = (1, 0);
        while depth > 0 {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Table") && n_tables == 0 => {
                    n_tables += 1;
                    self.table(&tag, &mut sheet)?;
                }
                // Rows outside a table are those of one by another name.
                Token::Open(tag) if is_of_table(&tag) => return Err(unlawful(self.scanner.place())),
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
        sheet.yearless.sort_unstable();
        if let Some(pair) = sheet.cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(unlawful(format!("{}!{} ×2", sheet.name, pair[0].0)));
        }
        merged::lawful(&sheet, &sheet.name, self.budget)?;
        self.sheets.push(sheet);
        Ok(())
    }

    fn table(&mut self, tag: &BytesStart, sheet: &mut Sheet) -> Result<(), Refusal> {
        let (mut row, mut col) = (0, 0);
        self.columns.clear();
        self.around = self.get(tag, "StyleID")?;
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Row") => {
                    let (at, next) = self.place(&tag, row, ROWS)?;
                    self.hide(&tag, at, next, &mut sheet.hidden_rows)?;
                    self.cells(&tag, at, sheet)?;
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
                    self.columns.resize(at as usize, String::new());
                    self.columns.resize(next as usize, self.get(&tag, "StyleID")?);
                    col = next;
                }
                Token::Open(tag) => self.scanner.only(&tag, true, &[])?,
                Token::Empty(tag) => self.scanner.only(&tag, false, &[])?,
                Token::Close => return Ok(()),
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Text(text) => self.scanner.blank(&text)?,
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

    fn cells(&mut self, tag: &BytesStart, row: u32, sheet: &mut Sheet) -> Result<(), Refusal> {
        let mut col = 0;
        let row_style = self.get(tag, "StyleID")?;
        loop {
            let (tag, written) = match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "Cell") => {
                    let written = self.written()?;
                    (tag, written)
                }
                Token::Empty(tag) if is(&tag, "Cell") => (tag, Written::default()),
                Token::Open(tag) => {
                    self.scanner.only(&tag, true, &[])?;
                    continue;
                }
                Token::Empty(tag) => {
                    self.scanner.only(&tag, false, &[])?;
                    continue;
                }
                Token::Close => return Ok(()),
                Token::Text(text) => {
                    self.scanner.blank(&text)?;
                    continue;
                }
                Token::End => return Err(damaged(self.scanner.place())),
            };
            let (at, next) = self.place(&tag, col, COLUMNS)?;
            let at = Position::new(row, at);
            col = self.merge(&tag, at, sheet)?.max(next);
            let styles = [&row_style, self.columns.get(at.col as usize).unwrap_or(&self.around), &self.around];
            let around = styles.into_iter().find(|style| !style.is_empty());
            if let Some((content, look)) = self.content(&tag, written, around.map_or("", String::as_str))? {
                if matches!(content, Content::Date(_)) && look.leaves_out_year() {
                    sheet.yearless.push(at);
                }
                let text = if let Content::Text(text) = &content { text.len() } else { 0 };
                self.budget.keep(1, text, PART)?;
                sheet.cells.push((at, content));
            }
        }
    }

    /// Notes a merged area and gives the column after it.
    fn merge(&self, tag: &BytesStart, at: Position, sheet: &mut Sheet) -> Result<u32, Refusal> {
        let more = |name| {
            let written = self.get(tag, name)?;
            let count = if written.is_empty() { Some(0) } else { written.trim().parse::<u32>().ok() };
            count.ok_or_else(|| unlawful(self.scanner.place()))
        };
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
                Token::Open(tag) if is(&tag, "Data") && !written.is_there => {
                    written.kind = self.get(&tag, "Type")?;
                    written.is_there = true;
                    match written.kind.as_str() {
                        "String" => self.rich_text(&mut written.text)?,
                        _ => self.scanner.text_into(&mut written.text)?,
                    }
                }
                Token::Empty(tag) if is(&tag, "Data") => {
                    written.kind = self.get(&tag, "Type")?;
                    written.is_there = true;
                }
                Token::Open(tag) => self.scanner.only(&tag, true, &BESIDE_DATA)?,
                Token::Empty(tag) => self.scanner.only(&tag, false, &BESIDE_DATA)?,
                Token::Close => return Ok(written),
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Text(text) => self.scanner.blank(&text)?,
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

    /// What a cell shows, and its format; `around` is the style that it has where it names none.
    fn content(&self, tag: &BytesStart, written: Written, around: &str) -> Result<Option<(Content, Look)>, Refusal> {
        // A text may be empty, the result of a number is not.
        if !written.is_there || (written.text.is_empty() && written.kind != "String") {
            let formula = self.scanner.attribute(tag, "Formula")?;
            let formula = formula.map(|formula| formula.trim_start_matches('=').to_string());
            return Ok(formula.map(|formula| (Content::Uncalculated(formula), Look::default())));
        }
        let style = self.scanner.attribute(tag, "StyleID")?;
        let style = style.as_deref().unwrap_or(around);
        let style = if style.is_empty() { "Default" } else { style };
        let is_usual = style == "Default";
        let look = self.formats.get(style).cloned().or_else(|| is_usual.then(Look::default));
        let look = look.ok_or_else(|| unlawful(format!("{}: {style}", self.scanner.place())))?;
        let (kind, text) = (written.kind.as_str(), written.text);
        if text.is_empty() {
            return Ok(None);
        }
        let content = match kind {
            "Number" => match text.trim().parse::<f64>() {
                Ok(number) => look.number(number, self.system),
                Err(_) => Content::Error(format!("#NUM! {text}")),
            },
            "DateTime" => match serial::iso(&text) {
                Some(at) => look.moment(at, self.system),
                None => Content::Error(format!("#DATE! {text}")),
            },
            "Boolean" => match text.trim() {
                "1" => Content::Bool(true),
                "0" => Content::Bool(false),
                _ => Content::Error(format!("#BOOL! {text}")),
            },
            "Error" => Content::Error(text),
            "String" => look.text(&text),
            kind => Content::Error(format!("#TYPE! {kind} {text}")),
        };
        Ok(Some((content, look)))
    }
}

/// Whether a tag belongs into a table.
fn is_of_table(tag: &BytesStart) -> bool {
    ["Table", "Row", "Cell"].contains(&tag.local_name().as_ref())
}

/// How a format looks that is given by its code or by one of the names that this format has.
fn look_by_name(name: &str) -> Look {
    match name {
        "Percent" => Look::Plain(Shown::Percent),
        "General Date" | "Long Date" | "Medium Date" | "Short Date" => Look::Plain(Shown::Date),
        "Long Time" | "Medium Time" | "Short Time" => Look::Plain(Shown::Time),
        "General Number" | "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Scientific" => Look::default(),
        "Yes/No" => Look::of_code("\"Yes\";\"Yes\";\"No\""),
        "True/False" => Look::of_code("\"True\";\"True\";\"False\""),
        "On/Off" => Look::of_code("\"On\";\"On\";\"Off\""),
        code => Look::of_code(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(table: &str) -> Result<Workbook, Refusal> {
        let text = format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"p\">\
             <NumberFormat ss:Format=\"0.0%\"/></Style><Style ss:ID=\"q\" ss:Parent=\"p\"/>\
             <Style ss:ID=\"w\"><NumberFormat ss:Format=\"0&quot;万人&quot;;;;@&quot;千&quot;\"/></Style>\
             <Style ss:ID=\"y\"><NumberFormat ss:Format=\"Yes/No\"/></Style>\
             <Style ss:ID=\"m\"><NumberFormat ss:Format=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></Style>\
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
    fn a_formula_that_shows_no_text_is_blank_and_one_without_result_is_not() {
        for blank in ["<Data ss:Type=\"String\"/>", "<Data ss:Type=\"String\"></Data>"] {
            let read = book(&format!("<Row><Cell ss:Formula=\"=A2&amp;A3\">{blank}</Cell></Row>")).unwrap();
            assert_eq!(read.sheets[0].cells, [], "{blank}");
        }
        for bare in ["", "<Data ss:Type=\"Number\"/>", "<Data ss:Type=\"Number\"></Data>"] {
            let read = book(&format!("<Row><Cell ss:Formula=\"=A2\">{bare}</Cell></Row>")).unwrap();
            assert_eq!(read.sheets[0].cells[0].1, Content::Uncalculated("A2".into()), "{bare}");
        }
    }

    #[test]
    fn values_are_read_as_their_formats_show_them() {
        let table = "<Row><Cell ss:StyleID=\"w\"><Data ss:Type=\"Number\">7</Data></Cell>\
            <Cell ss:StyleID=\"w\"><Data ss:Type=\"String\">5</Data></Cell>\
            <Cell ss:StyleID=\"y\"><Data ss:Type=\"Number\">0</Data></Cell>\
            <Cell ss:StyleID=\"m\"><Data ss:Type=\"DateTime\">2024-03-01T00:00:00.000</Data></Cell></Row>";
        let sheet = book(table).unwrap().sheets.remove(0);
        let shown: String = sheet.cells.iter().map(|(at, content)| format!("{at} {content};")).collect();
        assert_eq!(shown, "A1 7万人;B1 5千;C1 No;D1 2024年3月;");
    }

    #[test]
    fn days_shown_without_their_year_are_noted() {
        let page = "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"d\">\
             <NumberFormat ss:Format=\"m/d\"/></Style></Styles><Worksheet ss:Name=\"表\"><Table><Row>\
             <Cell><Data ss:Type=\"Number\">1</Data></Cell><Cell ss:StyleID=\"d\"><Data ss:Type=\"DateTime\">\
             2026-12-25T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>";
        let book = crate::collect::workbook::read(page.as_bytes(), "a.xls").unwrap();
        assert_eq!(book.sheets[0].yearless, [Position::new(0, 1)]);
    }

    #[test]
    fn a_format_comes_from_the_cell_its_row_its_column_or_the_style_built_upon() {
        let of = |style: &str| format!("<Cell{style}><Data ss:Type=\"Number\">0.5</Data></Cell>");
        let styled = of(" ss:StyleID=\"q\"");
        let plain = of(" ss:StyleID=\"Default\"");
        let table = format!(
            "<Column ss:Index=\"2\" ss:StyleID=\"p\"/><Row>{styled}{}{}</Row><Row ss:StyleID=\"q\">{}{plain}</Row>",
            of(""),
            of(""),
            of(""),
        );
        let sheet = book(&table).unwrap().sheets.remove(0);
        let shown: String = sheet.cells.iter().map(|(at, content)| format!("{at} {content};")).collect();
        assert_eq!(shown, "A1 50%;B1 50%;C1 0.5;A2 50%;B2 0.5;");
    }

    #[test]
    fn cells_without_a_style_have_the_one_that_is_called_default() {
        let page = "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"Default\">\
             <NumberFormat ss:Format=\"0.0%\"/></Style></Styles><Worksheet ss:Name=\"表\"><Table><Row><Cell>\
             <Data ss:Type=\"Number\">0.855</Data></Cell></Row></Table></Worksheet></Workbook>";
        let book = crate::collect::workbook::read(page.as_bytes(), "a.xls").unwrap();
        assert_eq!(book.sheets[0].cells[0].1, Content::Percent(0.855));
    }

    #[test]
    fn what_would_be_lost_or_mixed_up_is_refused() {
        let one = "<Data ss:Type=\"Number\">1</Data>";
        for table in [
            format!("<Rov><Cell>{one}</Cell></Rov>"),
            format!("<Row><Sell>{one}</Sell></Row>"),
            format!("<Row><Cell>{}</Cell></Row>", one.replace("Data", "Date")),
            format!("<Row><Cell>{one}{one}</Cell></Row>"),
            format!("<Row><Cell ss:MergeAcross=\"x\">{one}</Cell></Row>"),
            "<Row><Cell><Data ss:Type=\"Number\">1<B>0</B>2</Data></Cell></Row>".to_string(),
            format!("</Table><Table><Row><Cell>{one}</Cell></Row>"),
        ] {
            assert_eq!(book(&table).unwrap_err().reason, crate::text::reader::UNLAWFUL, "{table}");
        }
        let unknown = book("<Row><Cell><Data ss:Type=\"Foo\">1</Data></Cell></Row>").unwrap().sheets.remove(0);
        assert_eq!(unknown.cells[0].1, Content::Error("#TYPE! Foo 1".into()));
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
