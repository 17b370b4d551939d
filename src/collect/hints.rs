//! Hints behind a label that the survey's own wording does not have, where they ask something else.

use crate::answer::Answer;
use crate::collect::draft::asked_about;
use crate::collect::heading::Block;
use crate::collect::inside;
use crate::collect::instructed;
use crate::collect::label::{Fit, TURNING, without_hint};
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::{Cell, Search, Spot};
use crate::collect::measured;
use crate::collect::page::Page;
use crate::collect::spans::{self, Span};
use crate::collect::tables::Header;
use crate::collect::times::{EARLIER, Time, is_of_another_year, time_of};
use crate::collect::understood::{Question, Reader};
use crate::collect::wordings::{EXAMPLES, EXPECTED, INTENDED, MEAN, RATE, says};
use crate::finding::{Finding, Severity};
use crate::period::{Period, PeriodKind};
use crate::sheet::{Content, Position, plain};
use crate::survey::Item;
use crate::text::{collect, headings as say};

/// What counts among those that are counted, and what does not.
const BOUNDS: &[&str] = &["含", "包括", "除", "仅", "其中", "including", "excluding", "only"];

/// With these a hint tells what counts among the rest, and not what the rest is.
const INCLUDED: &[&str] = &["含", "包括", "包含", "including", "includes"];

/// With these a hint tells what something is compared with.
const COMPARED: &[&str] = &["较", "比", "compared", "versus"];

/// A hint with one of these says how to fill in the form, or after which rules.
const INSTRUCTIONS: &[&str] =
    &["《", "修订", "填", "写", "选", "打", "请", "如", "可", "若", "报", "fill", "enter", "write", "if", "please"];

/// Words of what was not done in the return's own period.
const OTHER_TIMES: [&[&str]; 4] = [EARLIER, INTENDED, EXPECTED, EXAMPLES];

/// Words that turn a question.
const TURNS: [&[&str]; 4] = [TURNING, BOUNDS, MEAN, RATE];

impl Search<'_> {
    /// What a label says beyond the survey's own words: its hint, or all of it where it is not worded alike.
    fn beyond(&self, item: usize, spot: &Spot) -> Option<String> {
        let label = spot.label.filter(|label| spot.fit >= Fit::Hint && *label != spot.cell)?;
        let Content::Text(text) = self.pages[label.sheet].at(label.at)? else { return None };
        let text = plain(text).trim().to_lowercase();
        let said = if spot.fit == Fit::Hint { text[without_hint(&text).len()..].to_string() } else { text };
        let is_own = own_words(&self.layout.survey.items[item]).any(|own| own.contains(said.trim()));
        (!said.is_empty() && !is_own).then_some(said)
    }
}

/// An answer that counts no more where its label asks something else, with what is said about it.
pub fn checked(
    search: &Search,
    reader: &Reader,
    (item, spot): (usize, &Spot),
    answer: Answer,
    findings: &mut Vec<Finding>,
) -> Answer {
    match asked_otherwise(search, reader, item, spot).filter(|_| !answer.raw.trim().is_empty()) {
        Some(error) if error.severity == Severity::Error => asked_about(answer, findings, Some(error)),
        query => {
            findings.extend(query);
            answer
        }
    }
}

/// An error where a label names another period than the return's or something intended, a query where its hint turns
/// the question or bounds it otherwise.
fn asked_otherwise(search: &Search, reader: &Reader, item: usize, spot: &Spot) -> Option<Finding> {
    let said = search.beyond(item, spot)?;
    if says(&said, INSTRUCTIONS) && spot.fit == Fit::Hint {
        return None;
    }
    let asked = &reader.survey.items[item];
    let own = |words: &[&str]| own_words(asked).any(|own| says(&own, words));
    let is_timed = own_words(asked).any(|own| search.time_of(&own).is_some());
    let is_new = |words: &&[&str]| says(&said, words) && !own(words);
    let is_rate = own(RATE);
    let is_compared = |piece: &str| is_rate && COMPARED.iter().any(|word| piece.contains(word));
    let is_of_hint = spot.fit == Fit::Hint;
    let timed = instructed::without(&said, |piece| is_of_hint && (is_bounding(piece) || is_compared(piece)));
    let is_new_time = |words: &&[&str]| says(&timed, words) && !own(words);
    if (!is_timed && is_of_other_time(search.layout, search.own, &timed)) || OTHER_TIMES.iter().any(is_new_time) {
        let words = [say::LABEL_OF_ANOTHER_TIME, say::LABEL_OF_ANOTHER_TIME_REMEDY];
        return Some(finding(reader, asked, spot, "label-of-another-time", Severity::Error, words));
    }
    let span = spans::of(&said, reader.survey.period, search.own);
    let is_of_other_span = !is_timed && matches!(span, Some(Span::Other | Span::Unsure));
    let is_turned = is_of_hint && (is_of_other_span || timed.len() < said.len() || TURNS.iter().any(is_new));
    let words = [collect::LABEL_DIFFERS, collect::LABEL_DIFFERS_REMEDY];
    is_turned.then(|| finding(reader, asked, spot, "label-differs", Severity::Query, words))
}

/// For each column of a table its heading, where the hint behind that is of another time.
pub fn of_columns(search: &Search, header: &Header, columns: &[Item]) -> Vec<Option<Cell>> {
    let page = &search.pages[header.sheet];
    let other = |(item, col): (&Item, &Option<u32>)| {
        let over = |heading: &&Cell| {
            let span = page.span(heading.at);
            col.is_some_and(|col| (span.first.col..=span.last.col).contains(&col))
        };
        let is_other = |heading: &&Cell| matches!(page.at(heading.at), Some(Content::Text(text)) if is_hint_of_other_time(search.layout, search.own, item, text));
        header.headings.iter().filter(over).find(is_other).copied()
    };
    columns.iter().zip(&header.columns).map(other).collect()
}

/// The items of a roster whose only heading has a hint of another time, with that heading. `own` is the period of its
/// returns.
pub fn of_block(layout: &Layout, page: &Page, block: &Block, own: Option<Period>) -> Vec<(usize, Cell)> {
    let other = |item: usize| {
        let [col] = block.columns_for(Role::Item(item))[..] else { return None };
        let mut rows = (block.top..=block.row).map(|row| page.span(Position::new(row, col)).first);
        let at = rows.find(|at| is_headed_by_other_time(layout, page, (item, *at), own))?;
        Some((item, Cell { sheet: block.sheet, at }))
    };
    block.items().into_iter().filter_map(other).collect()
}

/// Whether a cell is an item's heading and the hint behind it is of another time.
pub fn is_headed_by_other_time(
    layout: &Layout,
    page: &Page,
    (item, at): (usize, Position),
    own: Option<Period>,
) -> bool {
    let fit = page.mark(at).and_then(|mark| mark.fit_for(Role::Item(item)));
    let item = &layout.survey.items[item];
    fit > Some(Fit::Exact)
        && matches!(page.at(at), Some(Content::Text(text)) if is_hint_of_other_time(layout, own, item, text))
}

/// Whether a piece of a hint tells what is counted with the rest, or not with it.
fn is_bounding(piece: &str) -> bool {
    instructed::is_beside(piece) || INCLUDED.iter().any(|word| piece.starts_with(word))
}

fn is_hint_of_other_time(layout: &Layout, own: Option<Period>, item: &Item, heading: &str) -> bool {
    if !heading.contains([')', '）', ']', '】', '〕']) {
        return false;
    }
    let text = plain(heading).trim().to_lowercase();
    let said = &text[without_hint(&text).len()..];
    let is_timed = || own_words(item).any(|words| words.contains(said) || time_of(layout, own, &words).is_some());
    if said.is_empty() || says(said, INSTRUCTIONS) {
        return false;
    }
    let said = &instructed::without(said, instructed::is_beside);
    let is_to_come = says(said, INTENDED) || (measured::is_number(item) && says(said, EXPECTED));
    (is_to_come || is_of_other_time(layout, own, said)) && !is_timed()
}

/// An error where a filled cell of a table stands below a heading of another time.
pub fn below_other_time(reader: &Reader, question: Question, heading: Cell, cell: Cell) -> Option<Finding> {
    let page = &reader.pages[cell.sheet];
    page.at(cell.at)?;
    let worded = page.at(heading.at).map(ToString::to_string).unwrap_or_default();
    let words = [say::LABEL_OF_ANOTHER_TIME, say::LABEL_OF_ANOTHER_TIME_REMEDY];
    Some(reader.finding("label-of-another-time", Severity::Error, words, question, cell, worded.trim()))
}

/// Whether words name another period than the return's own. A part of it may be only when something happened.
fn is_of_other_time(layout: &Layout, own: Option<Period>, said: &str) -> bool {
    if time_of(layout, own, said) != Some(Time::Other) {
        return false;
    }
    let kind = layout.survey.period;
    let may_be_part = kind != PeriodKind::Month && spans::are_numbered(said);
    let is_of_other_span = spans::of(said, kind, own) == Some(Span::Other) && !may_be_part;
    let is_of_other_period = is_of_another_year(own, said) || inside::period(layout, said).is_some();
    is_of_other_span || (names_time(said) && (!may_be_part || is_of_other_period))
}

/// Whether words speak of time; a number of four digits may be any other.
fn names_time(said: &str) -> bool {
    let bare = said.trim_matches(|c: char| !c.is_alphanumeric());
    said.contains('年') || says(said, EARLIER) || (bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit()))
}

fn own_words(item: &Item) -> impl Iterator<Item = String> {
    let words = [&item.label.zh, &item.label.en].into_iter().chain(&item.labels);
    words.map(|words| plain(words).to_lowercase())
}

fn finding(
    reader: &Reader,
    item: &Item,
    spot: &Spot,
    rule: &str,
    severity: Severity,
    words: [crate::text::Phrase; 2],
) -> Finding {
    let label = spot.label.unwrap_or(spot.cell);
    let worded = reader.pages[label.sheet].at(label.at).map(ToString::to_string).unwrap_or_default();
    reader.finding(rule, severity, words, Question { item, id: &item.id }, label, worded.trim())
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;

    fn rules_of(label: &str) -> Vec<String> {
        let read = draft(vec![form_with(&[("B7", label), ("B3", "U01"), ("A1:D1", "2024年度责任制落实情况一览表")])]);
        let counted = if answers(&read)[2] == "C7 11" && read.answers[2].value.is_some() { "counted" } else { "asked" };
        [rules(&read), vec![counted.to_string()]].concat()
    }

    #[test]
    fn a_hint_of_another_time_is_asked_about_and_not_counted() {
        for hint in [
            "2023年",
            "上年",
            "目标值",
            "2024年计划",
            "去年同期",
            "预计",
            "示例",
            "本月",
            "明年",
            "年初数",
            "2023年5月",
        ] {
            let label = format!("追究干部人数（{hint}）");
            assert_eq!(rules_of(&label), ["label-of-another-time persons", "asked"], "{hint}");
        }
    }

    #[test]
    fn in_a_month_a_longer_span_is_asked_about_and_not_counted() {
        let mut survey = survey();
        survey.period = crate::period::PeriodKind::Month;
        let read = |hint: &str| {
            let label = format!("追究干部人数（{hint}）");
            let form = form_with(&[("A1:D1", "2026年6月责任制落实情况一览表"), ("B7", &label)]);
            rules(&read(&survey, &workbook(vec![form])).expect("a form").drafts[0])
        };
        for hint in ["1-6月累计", "全年", "5月", "年度累计", "二季度"] {
            assert_eq!(read(hint), ["label-of-another-time persons"], "{hint}");
        }
        assert_eq!(read("截至6月底"), ["label-differs persons"]);
        for hint in ["6月", "本月", "2026年6月", "人"] {
            assert_eq!(read(hint), [""; 0], "{hint}");
        }
    }

    #[test]
    fn a_column_of_a_table_of_another_time_is_asked_about_and_not_counted() {
        let of = |heading: &str| rules(&draft(vec![form_with(&[("D9", heading)])]));
        assert_eq!(of("人数（2023年）"), ["label-of-another-time cases.n"]);
        assert_eq!(of("人数（上年）"), ["label-of-another-time cases.n"]);
        for own in ["人数（2024年）", "人数（人）", "人数（请按2019年办法填写）"] {
            assert_eq!(of(own), [""; 0], "{own}");
        }
    }

    #[test]
    fn a_hint_that_bounds_the_question_otherwise_is_a_query() {
        for hint in ["含处级", "不含退休人员", "仅党员", "5月", "上半年", "1-6月累计", "人均", "同比%"]
        {
            let label = format!("追究干部人数（{hint}）");
            assert_eq!(rules_of(&label), ["label-differs persons", "counted"], "{hint}");
        }
    }

    #[test]
    fn a_hint_that_bounds_the_question_by_another_time_is_a_query() {
        for hint in ["不含上年结转", "含上年结转", "含上年", "不含2023年", "元，不含上年"] {
            assert_eq!(rules_of(&format!("追究干部人数（{hint}）")), ["label-differs persons", "counted"], "{hint}");
        }
        for hint in ["上年，不含结转", "仅上年", "较上年", "与上年相比"] {
            let found = rules_of(&format!("追究干部人数（{hint}）"));
            assert_eq!(found, ["label-of-another-time persons", "asked"], "{hint}");
        }
    }

    #[test]
    fn a_rate_may_say_what_it_is_compared_with() {
        let mut survey = survey();
        survey.items[2].label.zh = "公务支出增幅".into();
        let read = |label: &str| rules(&read(&survey, &workbook(vec![form_with(&[("B7", label)])])).unwrap().drafts[0]);
        assert_eq!(read("公务支出增幅（与上年同期相比，%）"), ["label-differs persons"]);
        assert_eq!(read("公务支出增幅（上年同期）"), ["label-of-another-time persons"]);
    }

    #[test]
    fn instructions_units_and_the_returns_own_period_are_no_other_question() {
        for hint in [
            "人",
            "2024年",
            "没有的填0",
            "2000元以上",
            "按2019年修订的办法",
            "不适用请填“/”",
            "如无，填0",
            "必答",
            "本年",
            "截至2024年12月31日",
            "1-12月",
            "累计",
            "35岁以下年轻干部",
            "处理满3月以上",
        ] {
            assert_eq!(rules_of(&format!("追究干部人数（{hint}）")), ["counted"], "{hint}");
        }
    }
}
