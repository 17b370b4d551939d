//! Draws one return as an office form: merged title, identity block, numbered items in sections, table, open questions.

use canvass::survey::{Item, RepeatingTable, Survey};
use canvass::text::Lang;
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Workbook, Worksheet, XlsxError};

use crate::answers::{Answers, Case};
use crate::archive;
use crate::epoch;
use crate::guide;
use crate::manner::{self, Date, Manner, Written, YesNo};
use crate::style::{self, Style};

/// Who sends the return, and when.
#[derive(Debug, Clone)]
pub struct Head {
    /// The unit's name as written.
    pub name: String,
    /// The unit's code; empty where it was left out.
    pub code: String,
    /// The year reported on; `None` where the form does not say it.
    pub year: Option<i32>,
    /// The date of the return; `None` where it was left out.
    pub dated: Option<NaiveDate>,
    /// Whom to ask.
    pub contact: String,
}

/// How the form differs from the one that was sent out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Rows inserted above everything.
    pub rows_above: u32,
    /// Columns inserted on the left.
    pub columns_left: u16,
    /// The name of the form's sheet.
    pub sheet: &'static str,
    /// A sheet with instructions beside it.
    pub guide: Guide,
    /// How the questions are worded.
    pub labels: Labels,
    /// Open answers below their questions instead of beside them.
    pub open_below: bool,
    /// A hidden column with last year's answers, between question and answer.
    pub hidden_last_year: bool,
    /// The language of the form.
    pub lang: Lang,
    /// Whether the workbook counts days from 1904.
    pub from_1904: bool,
}

/// The form as it was sent out.
pub const SENT_OUT: Layout = Layout {
    rows_above: 0,
    columns_left: 0,
    sheet: "落实情况一览表",
    guide: Guide::None,
    labels: Labels::Plain,
    open_below: false,
    hidden_last_year: false,
    lang: Lang::Zh,
    from_1904: false,
};

/// Where a sheet with instructions stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Guide {
    /// There is none.
    None,
    /// Before the form.
    First,
    /// After the form.
    Last,
}

/// How the questions are worded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Labels {
    /// As sent out.
    Plain,
    /// With their number in the same cell.
    Numbered,
    /// With full-width blanks and a colon.
    Spaced,
    /// Broken over two lines by hand.
    Broken,
}

/// A return to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The survey, for the wording of its items.
    pub survey: &'a Survey,
    /// Who sends it.
    pub head: &'a Head,
    /// The answers.
    pub answers: &'a Answers,
    /// The answers of the year before, for forms that show them.
    pub last_year: Option<&'a Answers>,
    /// How answers are written.
    pub manner: &'a Manner,
    /// How the form is drawn.
    pub layout: &'a Layout,
}

/// Draws a return as the bytes of an .xlsx workbook.
pub fn draw(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    if paper.layout.guide == Guide::First {
        guide::draw(workbook.add_worksheet())?;
    }
    Drawing::new(paper, &mut workbook).draw()?;
    if paper.layout.guide == Guide::Last {
        guide::draw(workbook.add_worksheet())?;
    }
    let bytes = workbook.save_to_buffer()?;
    Ok(if paper.layout.from_1904 { archive::from_1904(&bytes) } else { bytes })
}

/// The last of the form's six columns: 序号, three that make up 项目, 填报情况, 备注.
const LAST: u16 = 5;
const ANSWER: u16 = 4;

struct Drawing<'a> {
    paper: &'a Paper<'a>,
    sheet: &'a mut Worksheet,
    style: Style,
    row: u32,
    number: u32,
}

impl<'a> Drawing<'a> {
    fn new(paper: &'a Paper, workbook: &'a mut Workbook) -> Drawing<'a> {
        Drawing { paper, sheet: workbook.add_worksheet(), style: Style::new(), row: paper.layout.rows_above, number: 0 }
    }

    fn draw(mut self) -> Result<(), XlsxError> {
        self.sheet.set_name(self.paper.layout.sheet)?;
        style::page(self.sheet);
        self.columns()?;
        self.title()?;
        self.identity()?;
        self.heading()?;
        let survey = self.paper.survey;
        for (place, section) in survey.sections.iter().enumerate() {
            if section.id == "open" {
                survey.tables.iter().try_for_each(|table| self.table(table))?;
            }
            self.section(place, section.label.get(self.paper.layout.lang))?;
            for item in survey.items.iter().filter(|item| item.section == section.id) {
                if item.open { self.open(item)? } else { self.item(item)? }
            }
        }
        self.foot()
    }

    /// The sheet's column of one of the form's columns.
    fn col(&self, col: u16) -> u16 {
        let shifted = self.paper.layout.hidden_last_year && col >= ANSWER;
        self.paper.layout.columns_left + col + u16::from(shifted)
    }

    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.paper.layout.lang == Lang::Zh { zh } else { en }
    }

    fn columns(&mut self) -> Result<(), XlsxError> {
        for (col, width) in [5.0, 13.0, 12.0, 17.0, 16.0, 30.0].into_iter().enumerate() {
            self.sheet.set_column_width(self.col(col as u16), width)?;
        }
        for col in 0..self.paper.layout.columns_left {
            self.sheet.set_column_width(col, 3)?;
        }
        if self.paper.layout.hidden_last_year {
            self.sheet.set_column_hidden(self.col(ANSWER) - 1)?;
        }
        Ok(())
    }

    /// Writes into columns `from` to `to` of the present row and `rows` rows in all, merged if more than one.
    fn put(&mut self, (from, to): (u16, u16), rows: u32, what: &Written, format: &Format) -> Result<(), XlsxError> {
        let (first, last) = (self.col(from), self.col(to));
        if first != last || rows > 1 {
            self.sheet.merge_range(self.row, first, self.row + rows - 1, last, "", format)?;
        }
        self.write(first, what, format)
    }

    fn write(&mut self, col: u16, what: &Written, format: &Format) -> Result<(), XlsxError> {
        let row = self.row;
        match what {
            Written::Blank => self.sheet.write_blank(row, col, format)?,
            Written::Text(words) => self.sheet.write_string_with_format(row, col, words, format)?,
            Written::Number(number) => self.sheet.write_number_with_format(row, col, *number, format)?,
            Written::Percent(share) => {
                self.sheet.write_number_with_format(row, col, *share, &format.clone().set_num_format("0.0%"))?
            }
            Written::Date(day) => {
                let serial = epoch::serial(*day, self.paper.layout.from_1904);
                self.sheet.write_number_with_format(row, col, serial, &format.clone().set_num_format("yyyy-mm-dd"))?
            }
        };
        Ok(())
    }

    fn words(&mut self, columns: (u16, u16), words: &str, format: &Format) -> Result<(), XlsxError> {
        self.put(columns, 1, &Written::Text(words.to_string()), format)
    }

    fn next(&mut self, height: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn title(&mut self) -> Result<(), XlsxError> {
        let annex = self.say("附件1", "Annex 1");
        self.words((0, 1), annex, &self.style.plain.clone())?;
        self.next(18.0)?;
        let year = self.paper.head.year.map_or(String::new(), |year| year.to_string());
        let title = match self.paper.layout.lang {
            Lang::Zh if year.is_empty() => "责任制落实情况一览表".to_string(),
            Lang::Zh => format!("{year}年度责任制落实情况一览表"),
            Lang::En => format!("Implementation of the Responsibility System in {year}"),
        };
        self.words((0, LAST), &title, &self.style.title.clone())?;
        self.next(36.0)
    }

    fn identity(&mut self) -> Result<(), XlsxError> {
        let head = self.paper.head;
        let year = head.year.map_or(Written::Blank, |year| Written::Text(self.period(year)));
        let dated = head.dated.map_or(Written::Blank, |day| match self.paper.manner.date {
            Date::Compact | Date::Numerals => Date::Chinese.write(day),
            manner => manner.write(day),
        });
        let said = |words: &str| if words.is_empty() { Written::Blank } else { Written::Text(words.to_string()) };
        let lines = [
            (
                self.say("填报单位", "Reporting unit"),
                said(&head.name),
                self.say("单位代码", "Unit code"),
                said(&head.code),
            ),
            (self.say("报告期", "Reporting period"), year, self.say("填报日期", "Date of return"), dated),
            (
                self.say("联系人", "Contact"),
                said(&head.contact),
                self.say("联系电话", "Telephone"),
                Written::Text(self.telephone()),
            ),
        ];
        for (left, left_value, right, right_value) in lines {
            self.words((0, 1), left, &self.style.head.clone())?;
            self.put((2, 3), 1, &left_value, &self.style.answer.clone())?;
            self.words((ANSWER, ANSWER), right, &self.style.head.clone())?;
            self.put((LAST, LAST), 1, &right_value, &self.style.answer.clone())?;
            self.next(22.0)?;
        }
        Ok(())
    }

    fn period(&self, year: i32) -> String {
        match self.paper.layout.lang {
            Lang::Zh => format!("{year}年度"),
            Lang::En => year.to_string(),
        }
    }

    fn telephone(&self) -> String {
        let sum: u32 = self.paper.head.name.chars().map(u32::from).sum();
        let extension = 8000 + sum % 1000;
        match self.paper.layout.lang {
            Lang::Zh => format!("内线{extension}"),
            Lang::En => format!("ext. {extension}"),
        }
    }

    fn heading(&mut self) -> Result<(), XlsxError> {
        let head = self.style.head.clone();
        self.words((0, 0), self.say("序号", "No."), &head)?;
        self.words((1, 3), self.say("项目", "Item"), &head)?;
        if self.paper.layout.hidden_last_year {
            let col = self.col(ANSWER) - 1;
            self.write(col, &Written::Text("上年情况".to_string()), &head)?;
        }
        self.words((ANSWER, ANSWER), self.say("填报情况", "Answer"), &head)?;
        self.words((LAST, LAST), self.say("备注", "Remarks"), &head)?;
        self.next(24.0)
    }

    fn section(&mut self, place: usize, label: &str) -> Result<(), XlsxError> {
        let heading = match self.paper.layout.lang {
            Lang::Zh => format!("{}、{label}", ["一", "二", "三", "四", "五"][place]),
            Lang::En => format!("{}. {label}", ["I", "II", "III", "IV", "V"][place]),
        };
        self.words((0, LAST), &heading, &self.style.section.clone())?;
        self.next(22.0)
    }

    fn item(&mut self, item: &Item) -> Result<(), XlsxError> {
        let (style, paper) = (self.style.clone(), self.paper);
        self.number += 1;
        self.put((0, 0), 1, &Written::Number(f64::from(self.number)), &style.number)?;
        let label = self.label(item);
        self.words((1, 3), &label, &style.label)?;
        if let (true, Some(before)) = (paper.layout.hidden_last_year, paper.last_year) {
            self.write(self.col(ANSWER) - 1, &manner::PLAIN.write(&item.id, before), &style.answer)?;
        }
        let written = paper.manner.write(&item.id, paper.answers);
        self.write(self.col(ANSWER), &written, &style.answer)?;
        self.offer(item)?;
        self.put((LAST, LAST), 1, &remark(item, paper), &style.long)?;
        let long = label.chars().count() > if paper.layout.lang == Lang::Zh { 21 } else { 42 };
        let lines = written_lines(&written).max(if long || label.contains('\n') { 2 } else { 1 });
        self.next(9.0 + 15.0 * lines as f64)
    }

    /// The drop-down list that the form offers; it warns, but lets other words pass.
    fn offer(&mut self, item: &Item) -> Result<(), XlsxError> {
        let drawn_by_hand = matches!(self.paper.manner.yes_no, YesNo::Boxes | YesNo::Brackets);
        if item.kind != canvass::survey::KindName::YesNo || drawn_by_hand {
            return Ok(());
        }
        let list = DataValidation::new()
            .allow_list_strings(&[self.say("是", "Yes"), self.say("否", "No")])?
            .set_error_style(DataValidationErrorStyle::Information);
        self.sheet.add_data_validation(self.row, self.col(ANSWER), self.row, self.col(ANSWER), &list)?;
        Ok(())
    }

    fn label(&self, item: &Item) -> String {
        let label = item.label.get(self.paper.layout.lang);
        match self.paper.layout.labels {
            Labels::Plain => label.to_string(),
            Labels::Numbered => format!("{}.{label}？", self.number),
            Labels::Spaced => format!("　{}：", label.replace("是否", "是否　")),
            Labels::Broken => {
                let middle = label.char_indices().nth(label.chars().count() / 2).map_or(0, |(at, _)| at);
                format!("{}\n{}", &label[..middle], &label[middle..])
            }
        }
    }

    fn table(&mut self, table: &RepeatingTable) -> Result<(), XlsxError> {
        let (style, lang) = (self.style.clone(), self.paper.layout.lang);
        let hint = self.say("（一行一案，没有的不填）", " (a row a case; leave empty if there is none)");
        self.words((0, LAST), &format!("{}{hint}", table.label.get(lang)), &style.head)?;
        self.next(22.0)?;
        self.words((0, 0), self.say("序号", "No."), &style.head)?;
        for (column, place) in table.columns.iter().zip(1..) {
            self.words((place, place), column.label.get(lang), &style.head)?;
        }
        self.next(22.0)?;
        let cases = &self.paper.answers.cases;
        for place in 0..cases.len().max(3) {
            self.put((0, 0), 1, &Written::Number(place as f64 + 1.0), &style.number)?;
            for col in 1..=LAST {
                let written = cases.get(place).map_or(Written::Blank, |case| self.case(case, col));
                let format = if col == LAST { &style.long } else { &style.answer };
                self.put((col, col), 1, &written, format)?;
            }
            self.next(20.0)?;
        }
        Ok(())
    }

    fn case(&self, case: &Case, col: u16) -> Written {
        let survey = self.paper.survey;
        let wording = |list: &str, place: usize| {
            let codes = survey.code_lists.iter().find(|known| known.id == list).map(|known| &known.codes[place]);
            codes.map_or(Written::Blank, |code| Written::Text(code.label.get(self.paper.layout.lang).to_string()))
        };
        match col {
            1 => self.paper.manner.date.write(case.day),
            2 => wording("levels", usize::from(!case.bureau)),
            3 => wording("forms", case.form),
            4 => Written::Number(f64::from(case.persons)),
            _ => Written::Text(case.reason.to_string()),
        }
    }

    fn open(&mut self, item: &Item) -> Result<(), XlsxError> {
        const ROWS: u32 = 4;
        let style = self.style.clone();
        self.number += 1;
        let label = self.label(item);
        let written = self.paper.manner.write(&item.id, self.paper.answers);
        let rows = (self.row, if self.paper.layout.open_below { ROWS + 1 } else { ROWS });
        if self.paper.layout.open_below {
            self.words((0, LAST), &label, &style.label)?;
            self.row += 1;
            self.put((0, LAST), ROWS, &written, &style.area)?;
            self.row -= 1;
        } else {
            self.put((0, 1), ROWS, &Written::Text(label), &style.label)?;
            self.put((2, LAST), ROWS, &written, &style.area)?;
        }
        (rows.0..rows.0 + rows.1).try_for_each(|_| self.next(20.0))
    }

    fn foot(mut self) -> Result<(), XlsxError> {
        let plain = self.style.plain.clone();
        let notes = self.say(
            "注：一、是否类项目从下拉选项中选填；二、不涉及的项目可不填；三、人数按干部管理权限统计。",
            "Notes: choose from the lists; leave empty what does not apply; count persons by rank.",
        );
        self.words((0, LAST), notes, &plain)?;
        self.next(22.0)?;
        let signed = self.say(
            "审签：                    审核：                    填表：",
            "Signed:               Checked:               Filled in:",
        );
        self.words((0, LAST), signed, &plain)?;
        self.next(28.0)
    }
}

/// Remarks that a clerk adds beside an answer.
fn remark(item: &Item, paper: &Paper) -> Written {
    let sum: u32 = paper.head.name.chars().map(u32::from).sum();
    let words = match item.id.as_str() {
        "assessed" if paper.answers.has("assessed") && sum.is_multiple_of(3) => "与年度考核一并进行",
        "assessment_group" if paper.answers.has("assessment_group") && sum.is_multiple_of(4) => "主要负责同志任组长",
        "accountability_rules" if !paper.answers.has("accountability_rules") && sum.is_multiple_of(5) => {
            "拟下一年度制定"
        }
        "plan_made" if paper.answers.has("plan_made") && sum % 4 == 1 => "已正式印发",
        _ => return Written::Blank,
    };
    if paper.layout.lang == Lang::Zh { Written::Text(words.to_string()) } else { Written::Blank }
}

fn written_lines(written: &Written) -> usize {
    match written {
        Written::Text(words) => words.lines().map(|line| 1 + line.chars().count().saturating_sub(1) / 9).sum(),
        _ => 1,
    }
}
