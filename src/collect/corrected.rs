//! What stands right of an answer and puts it right: a column of corrections, a remark that names another answer or takes
//! this one back. The answer is read all the same, and asked about.

use std::cell::LazyCell;

use chrono::Datelike;

use crate::answer::{Answer, State, Value};
use crate::collect::amended::{Meant, OfTime, Remark, is_of_another_time, is_unsure};
use crate::collect::layout::Role;
use crate::collect::locate::{Cell, Located, Search, Spot};
use crate::collect::page::{Mark, Page};
use crate::collect::times::Time;
use crate::collect::understood::{Question, Reader};
use crate::collect::wordings::says;
use crate::finding::{Finding, Severity};
use crate::kind::{Reading, contrary};
use crate::sheet::{Area, Content, Position, plain};
use crate::survey::{Item, KindName};
use crate::text::headings as say;

mod below;
mod headed;
mod rows;

pub use below::{Note, below};
pub use headed::{is_corrected, of_roster, of_table};
pub use rows::{beside_row, beside_unit};

/// A correction stands so many columns right of its answer at most.
const REACH: u32 = 8;

/// A longer text is no heading.
const LONGEST: usize = 20;

/// What heads a column of corrections.
const CORRECTED: &[&str] = &[
    "更正",
    "改正",
    "修正",
    "订正",
    "修订",
    "纠正",
    "勘误",
    "核实",
    "核定",
    "审定",
    "复核",
    "审核",
    "调整",
    "应为",
    "应填",
    "改为",
    "正确",
    "corrected",
    "correction",
    "corrections",
    "revised",
    "revision",
    "amended",
    "adjusted",
    "verified",
    "should be",
];

/// What is told about a correction, or stood there before it.
const ABOUT: &[&str] = &[
    "说明", "原因", "意见", "理由", "依据", "日期", "时间", "是否", "单位", "部门", "前", "before", "by", "date",
    "reason",
];

/// A query for each answer that something right of it puts right.
pub fn findings(search: &Search, reader: &Reader, located: &[Located], answers: &[Answer]) -> Vec<Finding> {
    let headings: Vec<_> =
        (0..search.pages.len()).map(|sheet| LazyCell::new(move || headings(search, sheet))).collect();
    let spots = located.iter().enumerate().filter_map(|(item, located)| match located {
        Located::At(spot) if spot.rivals.is_empty() => Some((item, spot)),
        _ => None,
    });
    let found = spots.filter_map(|(item, spot)| {
        let asked = Asked { search, item, answer: &answers[item] };
        let question = Question { item: &reader.survey.items[item], id: &reader.survey.items[item].id };
        match asked.correction(spot, |sheet| headings[sheet].as_slice()) {
            Some(told) => Some(finding(reader, question, asked.answer, told)),
            None => Some(doubted(reader, question, asked.answer, asked.doubt(spot)?)),
        }
    });
    found.collect()
}

/// What words mean as the answer to an item; a day without a year is one of the answer's year.
fn value(item: &Item, answer: &Answer, words: &str, reading: &dyn Fn(&str) -> Reading) -> Option<Value> {
    let read = |words: &str| {
        let reading = reading(words);
        reading.value.filter(|_| reading.state == State::Answered)
    };
    let is_day = item.kind == KindName::Date && words.contains('月') && words.ends_with(['日', '号']);
    match answer.value {
        Some(Value::Date(day)) if is_day && !words.contains('年') => read(&format!("{}年{words}", day.year())),
        _ => read(words),
    }
}

/// Whether a value is what an answer says, or one of the several things that it says.
fn agrees(value: &Value, answer: &Answer) -> bool {
    match (value, &answer.value) {
        (Value::Codes(named), Some(Value::Codes(all))) => named.iter().all(|code| all.contains(code)),
        (value, own) => Some(value) == own.as_ref(),
    }
}

fn text_of(content: &Content) -> Option<&str> {
    match content {
        Content::Text(text) => Some(text),
        _ => None,
    }
}

/// An item with its answer.
struct Asked<'a, 'b> {
    search: &'a Search<'b>,
    item: usize,
    answer: &'a Answer,
}

impl<'b> Asked<'_, 'b> {
    /// The first cell right of the answer that puts it right, with the heading that says so.
    fn correction<'h>(&self, spot: &Spot, headings: impl Fn(usize) -> &'h [Area]) -> Option<(Cell, Option<Position>)> {
        let label = spot.label.filter(|label| label.sheet == spot.cell.sheet)?;
        if self.answer.state == State::Invalid {
            return None;
        }
        let page = &self.search.pages[label.sheet];
        let last = page.span(spot.cell.at).last.col;
        let right = page.filled(label.at.row).filter(|(at, _)| at.col > last && at.col <= last + REACH);
        let beside = right.take_while(|(at, _)| !page.mark(*at).is_some_and(is_next_label));
        let mut told = beside.filter(|(at, content)| !self.search.is_beside_the_point(self.item, page, *at, content));
        told.find_map(|(at, content)| {
            let covers = |area: &&Area| (area.first.col..=area.last.col).contains(&at.col) && area.last.row < at.row;
            let cell = Cell { at, ..label };
            if self.is_amended(content) {
                return Some((cell, None));
            }
            let heading = headings(label.sheet).iter().find(covers)?;
            self.is_other_answer(page, heading, content).then_some((cell, Some(heading.first)))
        })
    }

    fn is_amended(&self, content: &Content) -> bool {
        let Some(remark) = text_of(content).and_then(Remark::of) else { return false };
        let survey = self.search.layout.survey;
        let item = &survey.items[self.item];
        let reading = |words: &str| self.search.understood(self.item, &Content::Text(words.to_string()));
        let value = |words: &str| value(item, self.answer, words, &reading);
        let values =
            remark.values(&Meant { item, time: OfTime { kind: survey.period, own: self.search.own }, value: &value });
        match values.is_empty() {
            true => remark.takes_back_of(&item.label.zh) && self.answer.state != State::Blank,
            false => values.iter().any(|value| !agrees(value, self.answer)),
        }
    }

    /// The first remark right of the answer that says the opposite of it, or that it is of another time or not certain.
    fn doubt(&self, spot: &Spot) -> Option<Cell> {
        self.answer.value.as_ref()?;
        let label = spot.label.filter(|label| label.sheet == spot.cell.sheet)?;
        let page = &self.search.pages[label.sheet];
        let last = page.span(spot.cell.at).last.col;
        let right = page.filled(label.at.row).filter(|(at, _)| at.col > last && at.col <= last + REACH);
        let mut beside = right.take_while(|(at, _)| !page.mark(*at).is_some_and(is_next_label));
        let told = beside.find(|(at, content)| {
            text_of(content).is_some_and(|text| self.is_doubted(text)) && self.is_remark(label, *at)
        });
        told.map(|(at, _)| Cell { at, ..label })
    }

    fn is_doubted(&self, text: &str) -> bool {
        let survey = self.search.layout.survey;
        let label = survey.items[self.item].label.zh.as_str();
        let time = OfTime { kind: survey.period, own: self.search.own };
        let year = self.search.own.map(|own| own.year);
        match self.answer.value.as_ref() {
            Some(Value::Bool(yes)) => contrary::contradicts(text, *yes, label, year),
            Some(Value::Integer(_) | Value::Number(_)) => is_unsure(text) || is_of_another_time(text, time, label),
            _ => false,
        }
    }

    /// Whether a cell right of an answer stands under the heading of the remarks, or under none.
    fn is_remark(&self, label: Cell, at: Position) -> bool {
        let page = &self.search.pages[label.sheet];
        let heading = |role| self.search.heading_above(label.sheet, page.span(label.at), role);
        let is_below = |area: Area| (area.first.col..=area.last.col).contains(&at.col);
        let is_headed = |area: Area| page.at(Position::new(area.last.row, at.col)).is_some();
        heading(Role::Remarks).is_some_and(is_below) || !heading(Role::Answer).is_some_and(is_headed)
    }

    /// Whether a cell under a heading of corrections reads as another answer.
    fn is_other_answer(&self, page: &Page, heading: &Area, content: &Content) -> bool {
        let is_open = self.search.layout.survey.items[self.item].kind == KindName::Text;
        let is_told = || page.at(heading.first).is_some_and(|heading| heading.to_string().contains("情况"));
        if self.answer.state == State::Blank || (is_open && is_told()) {
            return false;
        }
        let reading = self.search.understood(self.item, content);
        reading.state == State::Answered && reading.value != self.answer.value
    }
}

fn is_next_label(mark: &Mark) -> bool {
    mark.roles.iter().any(|(_, role)| role.is_item())
}

/// The headings of corrections above the items of a sheet.
fn headings(search: &Search, sheet: usize) -> Vec<Area> {
    let page = &search.pages[sheet];
    let Some(first) = page.marks.iter().find(|mark| is_next_label(mark)) else { return Vec::new() };
    let above = page.marks.iter().take_while(|mark| mark.at.row < first.at.row);
    let heads = above.filter(|mark| heads_corrections(page, mark)).map(|mark| page.span(mark.at));
    heads.filter(|area| search.time(sheet, *area) != Time::Other).collect()
}

/// Whether reduced words may hold one of [`CORRECTED`]: each has one of these letters, and most headings have none.
fn may_correct(words: &str) -> bool {
    words.contains(['正', '改', '订', '勘', '核', '审', '调', '应', 'e'])
}

fn heads_corrections(page: &Page, mark: &Mark) -> bool {
    if !may_correct(&mark.label.full) {
        return false;
    }
    let Some(Content::Text(text)) = page.at(mark.at) else { return false };
    let words = plain(text).trim().to_lowercase();
    mark.fit_for(Role::Answer).is_none()
        && words.chars().count() <= LONGEST
        && says(&words, CORRECTED)
        && !says(&words, ABOUT)
        && !words.ends_with(['人', '员'])
}

fn finding(reader: &Reader, question: Question, answer: &Answer, (cell, heading): (Cell, Option<Position>)) -> Finding {
    let page = &reader.pages[cell.sheet];
    let words = |at: Position| page.at(at).map(|content| content.to_string().trim().to_string()).unwrap_or_default();
    let (value, heading) = (words(cell.at), heading.map(words));
    let values = [
        ("item", question.item.label.get(reader.lang)),
        ("answer", answer.raw.trim()),
        ("value", &value),
        ("heading", heading.as_deref().unwrap_or_default()),
    ];
    let message = if heading.is_some() { say::CORRECTED_IN_COLUMN } else { say::CORRECTED_IN_WORDS };
    let remedy = say::CORRECTED_REMEDY.say(reader.lang, &values);
    let finding = Finding::new("correction-beside", Severity::Query, message.say(reader.lang, &values), remedy);
    Finding { item: question.id.to_string(), value, ..finding.at(&reader.origin(cell)) }
}

/// A query where a remark makes an answer doubtful.
fn doubted(reader: &Reader, question: Question, answer: &Answer, cell: Cell) -> Finding {
    let value = reader.pages[cell.sheet].at(cell.at).map(|content| content.to_string().trim().to_string());
    let value = value.unwrap_or_default();
    let values = [("item", question.item.label.get(reader.lang)), ("answer", answer.raw.trim()), ("value", &value)];
    let [message, remedy] =
        [say::DOUBTED_IN_WORDS, say::CORRECTED_REMEDY].map(|phrase| phrase.say(reader.lang, &values));
    let finding = Finding::new("correction-beside", Severity::Query, message, remedy).at(&reader.origin(cell));
    Finding { item: question.id.to_string(), value, ..finding }
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::KindName;

    /// Item and cell of each correction found, where two items are answered by yes or no and the third by a number.
    fn found(changes: &[(&str, &str)]) -> Vec<String> {
        let mut survey = survey();
        survey.items[0].kind = KindName::YesNo;
        survey.items[1].kind = KindName::YesNo;
        survey.items[2].kind = KindName::Integer;
        let draft = read(&survey, &workbook(vec![form_with(changes)])).expect("a form").drafts.remove(0);
        assert_eq!(answers(&draft)[1..3], ["C6 否".to_string(), "C7 11".to_string()]);
        let findings = draft.findings.iter().filter(|finding| finding.rule == "correction-beside");
        findings.map(|finding| format!("{} {}", finding.item, finding.cell)).collect()
    }

    #[test]
    fn another_number_in_a_column_of_corrections_is_asked_about() {
        for heading in [
            "更正后",
            "修订数",
            "更正数",
            "订正数",
            "核实数",
            "调整后",
            "应为",
            "实际应为",
            "Corrected",
            "Revised figure",
        ] {
            assert_eq!(found(&[("D4", heading), ("D5", ""), ("D7", "12")]), ["persons D7"], "{heading}");
            assert_eq!(found(&[("E4", heading), ("E7", "12 人")]), ["persons E7"], "{heading}");
            assert_eq!(found(&[("E4", heading), ("E6", "是")]), ["group E6"], "{heading}");
            assert_eq!(found(&[("E4", heading), ("E7", "11"), ("E6", "不变")]), [""; 0], "{heading}");
        }
        assert_eq!(found(&[("E4", "更正后"), ("E5", "否")]), ["plan E5"]);
    }

    #[test]
    fn a_column_beside_the_answers_of_which_no_heading_says_that_it_corrects_is_none() {
        for heading in ["更正说明", "更正前", "上年核实数", "是否审核", "审核人", "增减", "责任处室"]
        {
            assert_eq!(found(&[("E4", heading), ("E7", "12"), ("E6", "是")]), [""; 0], "{heading}");
        }
    }

    #[test]
    fn a_remark_that_names_another_answer_is_asked_about() {
        for remark in ["此项填错，应为12", "更正为12", "作废", "应该为12", "12（更正）", "应为十二", "按12计"]
        {
            assert_eq!(found(&[("D7", remark)]), ["persons D7"], "{remark}");
            assert_eq!(found(&[("F7", remark)]), ["persons F7"], "{remark}");
        }
        assert_eq!(found(&[("D6", "更正为是")]), ["group D6"]);
        for remark in [
            "原填12，更正为11",
            "应为公文流转单",
            "已更正",
            "较上月更正后增加",
            "以12345平台数据为准",
            "目标应为100",
            "按11计",
        ] {
            assert_eq!(found(&[("D7", remark)]), [""; 0], "{remark}");
        }
        assert_eq!(found(&[("D6", "应为否"), ("D5", "应为9")]), [""; 0]);
    }

    #[test]
    fn a_remark_that_says_the_opposite_of_a_yes_or_no_is_asked_about() {
        for remark in ["尚未制定", "正在起草", "×", "否，未制定", "部分", "No"] {
            assert_eq!(found(&[("D5", remark), ("D6", "无")]), ["plan D5"], "{remark}");
            assert_eq!(found(&[("E5", remark)]), ["plan E5"], "{remark}");
        }
        for remark in ["√", "是", "已成立"] {
            assert_eq!(found(&[("D6", remark)]), ["group D6"], "{remark}");
        }
        assert_eq!(found(&[("E4", "上年"), ("E5", "×"), ("E6", "√")]), [""; 0]);
        assert_eq!(found(&[("D5", "无"), ("D6", "尚未成立"), ("D7", "尚未印发")]), [""; 0]);
    }

    #[test]
    fn whatever_heads_corrections_is_looked_at() {
        assert!(super::CORRECTED.iter().all(|word| super::may_correct(word)));
        assert!(!super::may_correct("责任分解方案印发日期"));
    }
}
