//! The parts of a repeating table: each header that counts, with the rows below it.

use foldhash::HashSet;

use crate::answer::Value;
use crate::collect::copied;
use crate::collect::label::Fit;
use crate::collect::layout::Role;
use crate::collect::line::Judged;
use crate::collect::locate::{Cell, Search};
use crate::collect::page::{Mark, Page};
use crate::collect::rows::{self, Around, Rows};
use crate::collect::tables::{Found, Header, Rivals};
use crate::collect::times::Time;
use crate::collect::titled::{self, Title};
use crate::collect::understood::{Question, Reader};
use crate::collect::voided::Word;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::sheet::{Content, Position};
use crate::survey::{Item, KindName, RepeatingTable};
use crate::text::collect as say;

/// A header of a repeating table with the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The header; where several headings stood for a column and one of them counts, with that one.
    pub header: Header,
    /// The columns for which several headings stand, and nothing tells which one counts.
    pub doubtful: Vec<Rivals>,
    /// The rows below it.
    pub rows: Rows,
    /// Whether it stands on a further sheet and says nothing but what the parts before it say.
    pub is_copy: bool,
    /// What says that its rows are not the return's own.
    pub title: Option<Title>,
    /// The lines among its rows that may say so of those below them.
    pub asked: Vec<Title>,
    /// The sheet's columns over which each heading is merged, where these are several.
    wide: Vec<Option<(u32, u32)>>,
}

impl Part {
    /// The cells of a row below one heading of which each is a valid answer; empty where there are not several.
    pub fn rival_answers(&self, reader: &Reader, table: &RepeatingTable, column: usize, row: u32) -> Vec<Position> {
        let Some((first, last)) = self.wide[column] else { return Vec::new() };
        let page = &reader.pages[self.header.sheet];
        let own = self.header.columns[column];
        let is_free = |col: &u32| Some(*col) == own || !self.header.columns.contains(&Some(*col));
        let is_answer = |at: &Position| {
            let is_valid = |content| reader.fits(&table.columns[column], content) == Some(true);
            page.span(*at).first == *at && page.at(*at).is_some_and(is_valid)
        };
        let cells = (first..=last).filter(is_free).map(|col| Position::new(row, col));
        let answers: Vec<Position> = cells.filter(is_answer).collect();
        if answers.len() > 1 { answers } else { Vec::new() }
    }

    /// The rows that count: all that are filled in without those that a word beside them takes back.
    pub fn counted(&self) -> Vec<u32> {
        let void: HashSet<u32> =
            self.rows.voided.iter().filter(|voided| voided.word == Word::Void).map(|voided| voided.row).collect();
        self.rows.filled.iter().copied().filter(|row| !void.contains(row)).collect()
    }

    /// Whether several headings stand for a column, and nothing tells which one counts.
    pub fn is_doubtful(&self, column: usize) -> bool {
        self.doubtful.iter().any(|rivals| rivals.column == column)
    }

    /// An error for each column of which nothing tells which heading counts, where anything is filled in below them.
    pub fn columns_twice(&self, reader: &Reader, table: &RepeatingTable) -> Vec<Finding> {
        let doubtful = self.doubtful.iter().filter(|_| !self.rows.filled.is_empty());
        let finding = |rivals: &Rivals| {
            let column = &table.columns[rivals.column];
            let id = format!("{}.{}", table.id, column.id);
            let places = rivals.headings.iter().map(|(_, cell)| format!("{}!{}", reader.sheets[cell.sheet], cell.at));
            let places = places.collect::<Vec<_>>().join(say::LIST_SEPARATOR.text(reader.lang));
            let words = [say::LABEL_TWICE, say::LABEL_TWICE_REMEDY];
            let question = Question { item: column, id: &id };
            reader.finding("label-twice", Severity::Error, words, question, rivals.headings[0].1, &places)
        };
        doubtful.map(finding).collect()
    }
}

/// The parts of a table, in reading order. Of headers side by side, one of another period does not count where one of
/// the return's own stands beside it; where none does, its rows are in doubt.
pub fn of(search: &Search, around: &Around, reader: &Reader, table: usize, found: &Found) -> Vec<Part> {
    let Found::Headers(headers) = found else { return Vec::new() };
    let columns = &reader.survey.tables[table].columns;
    let fits = |column: usize, content: &Content| reader.fits(&columns[column], content);
    let mut parts = Vec::new();
    for beside in headers.chunk_by(|one, next| (one.sheet, one.row) == (next.sheet, next.row)) {
        let times: Vec<Time> = beside.iter().map(|header| time_above(search, header)).collect();
        let is_other = |time: Time| time == Time::Other && times.iter().any(|known| *known != time);
        for (header, time) in beside.iter().zip(&times) {
            let mut part = part(search, header);
            part.rows = rows::below(around, &part.header, &fits);
            let page = &search.pages[header.sheet];
            let has_own_day = |header: &Header, row: u32| has_day_in(reader, page, columns, (header, row), search.own?);
            titled::end_at_line(search.layout, page, search.own, &mut part, has_own_day);
            if is_other(*time) {
                let first = part.rows.filled.first().copied().filter(|_| !times.contains(&Time::Own));
                part.rows = Rows { unread: first, ..Rows::default() };
            }
            parts.push(part);
        }
    }
    titled::set_aside(search.layout, search.pages, &search.form, search.own, &mut parts);
    copied::mark(search.pages, &mut parts);
    parts
}

/// Whether one of the days of a row lies in a period; `None` where it has none.
fn has_day_in(
    reader: &Reader,
    page: &Page,
    columns: &[Item],
    (header, row): (&Header, u32),
    own: Period,
) -> Option<bool> {
    let dated = columns.iter().zip(&header.columns).filter(|(column, _)| column.kind == KindName::Date);
    let mut days = dated.filter_map(|(column, col)| {
        let content = page.at(page.span(Position::new(row, (*col)?)).first)?;
        match reader.reading(column, content).value {
            Some(Value::Date(day)) => Some((own.first_day()..=own.last_day()).contains(&day)),
            _ => None,
        }
    });
    let first = days.next()?;
    Some(first || days.any(|is_inside| is_inside))
}

fn part(search: &Search, header: &Header) -> Part {
    let (mut header, mut doubtful) = (header.clone(), Vec::new());
    for rivals in std::mem::take(&mut header.rivals) {
        match chosen(search, &rivals) {
            Some(cell) => header.columns[rivals.column] = Some(cell.at.col),
            None => doubtful.push(rivals),
        }
    }
    let page = &search.pages[header.sheet];
    let wide = header.columns.iter().map(|col| wide(page, &header, (*col)?)).collect();
    Part { header, doubtful, rows: Rows::default(), is_copy: false, title: None, asked: Vec::new(), wide }
}

fn wide(page: &Page, header: &Header, col: u32) -> Option<(u32, u32)> {
    let heading = header.headings.iter().find(|heading| heading.at.col == col)?;
    let span = page.span(heading.at);
    (span.first.col < span.last.col).then_some((span.first.col, span.last.col))
}

/// The one of several headings that counts: the only one that is of no other period, or the only one in the survey's own
/// words where none names a period.
fn chosen(search: &Search, rivals: &Rivals) -> Option<Cell> {
    let timed = rivals.headings.iter().map(|(fit, cell)| {
        let area = search.pages[cell.sheet].span(cell.at);
        (search.time(cell.sheet, area), *fit, *cell)
    });
    let left: Vec<(Time, Fit, Cell)> = timed.filter(|(time, ..)| *time != Time::Other).collect();
    let exact = || left.iter().filter(|(_, fit, _)| *fit < Fit::Hint);
    match left[..] {
        [(.., only)] => Some(only),
        _ if left.iter().any(|(time, ..)| *time == Time::Own) => None,
        _ if exact().count() == 1 => exact().map(|(.., cell)| *cell).next(),
        _ => None,
    }
}

/// The period that stands right above the headings of one of several headers side by side.
fn time_above(search: &Search, header: &Header) -> Time {
    let cols = header.columns.iter().flatten();
    let (first, last) = (cols.clone().min().copied().unwrap_or(0), cols.max().copied().unwrap_or(0));
    let top = header.headings.iter().map(|heading| heading.at.row).min().unwrap_or(0);
    let Some(above) = top.checked_sub(1) else { return Time::Open };
    let page = &search.pages[header.sheet];
    let spans = page.marks_of_row(above).iter().map(|mark| page.span(mark.at));
    let mut over = spans.filter(|span| span.first.col <= last && span.last.col >= first);
    over.find_map(|span| Some(search.time(header.sheet, span)).filter(|time| *time != Time::Open)).unwrap_or(Time::Open)
}

/// The labels of items that stand in rows of tables and are none of the form: those of rows that can be nothing else,
/// and those of items that have a label elsewhere.
pub fn labels(search: &Search, reader: &Reader, tables: &[Vec<Part>]) -> Vec<Cell> {
    let mut inside: Vec<(Cell, bool)> = Vec::new();
    for (table, part) in
        tables.iter().enumerate().flat_map(|(table, parts)| parts.iter().map(move |part| (table, part)))
    {
        let page = &search.pages[part.header.sheet];
        let columns = &reader.survey.tables[table].columns;
        let fits = |column: usize, content: &Content| reader.fits(&columns[column], content);
        let is_row = |row: u32| Judged::of(page, &part.header, row, &fits).is_row(page, &part.header);
        let is_own = |mark: &&Mark| is_label(mark) && part.header.columns.contains(&Some(mark.at.col));
        let marks = part.rows.filled.iter().flat_map(|row| page.marks_of_row(*row)).filter(is_own);
        inside.extend(marks.map(|mark| (Cell { sheet: part.header.sheet, at: mark.at }, is_row(mark.at.row))));
    }
    if inside.is_empty() {
        return Vec::new();
    }
    let mut own: HashSet<Cell> = inside.iter().map(|(cell, _)| *cell).collect();
    own.extend(&search.taken);
    let around = Around::new(search.pages, &search.form, &own);
    let is_elsewhere = |cell: Cell| {
        let mark = search.pages[cell.sheet].mark(cell.at);
        mark.is_some_and(|mark| around.is_labelled_elsewhere(cell, mark))
    };
    inside.into_iter().filter(|(cell, is_row)| *is_row || is_elsewhere(*cell)).map(|(cell, _)| cell).collect()
}

fn is_label(mark: &Mark) -> bool {
    mark.roles.iter().any(|(_, role)| matches!(role, Role::Item(_)))
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::{KindName, Survey};

    fn counting() -> Survey {
        let mut survey = survey();
        survey.items[2].kind = KindName::Integer;
        survey.tables[0].columns[2].kind = KindName::Integer;
        survey
    }

    /// The rows of the table, then the findings, of the small form of 2024 with some cells changed.
    fn said(changes: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let draft = read(&counting(), &workbook(vec![form_with(changes)])).expect("a return").drafts.remove(0);
        let answer = |answer: &crate::answer::Answer| match &answer.value {
            Some(value) => value.to_string(),
            None => format!("{:?}", answer.state),
        };
        let row = |row: &crate::answer::Row| row.answers.iter().map(answer).collect::<Vec<_>>().join(" ");
        let findings =
            draft.findings.iter().map(|finding| format!("{} {} {}", finding.rule, finding.item, finding.cell));
        let staff = draft.answers[2].value.as_ref().map(|value| format!("persons {value}"));
        (draft.tables[0].iter().map(row).chain(staff).collect(), findings.collect())
    }

    fn rows_and(rows: &[&str], findings: &[&str]) -> (Vec<String>, Vec<String>) {
        let own = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        (own(&[rows, &["persons 11"]].concat()), own(findings))
    }

    #[test]
    fn of_two_headings_for_one_column_the_one_of_the_returns_own_period_counts_or_none() {
        let two = |one: &str, other: &str| said(&[("D9", one), ("E9", other), ("E10", "2")]);
        let none = rows_and(&["2024-05 诫勉 Invalid"], &["label-twice cases.n D9"]);
        assert_eq!(two("人数（男）", "人数（女）"), none);
        assert_eq!(two("人数", "人数"), none);
        assert_eq!(two("人数（2022年）", "人数（2023年）"), none);
        assert_eq!(two("人数（2023年）", "人数（2024年）"), rows_and(&["2024-05 诫勉 2"], &[]));
        assert_eq!(two("人数（上年）", "人数（本年）"), rows_and(&["2024-05 诫勉 2"], &[]));
        assert_eq!(two("人数（男）", "人数"), rows_and(&["2024-05 诫勉 2"], &[]));
        assert_eq!(two("人数", "人数（女）"), rows_and(&["2024-05 诫勉 4"], &[]));
    }

    #[test]
    fn two_headings_above_no_rows_are_no_matter() {
        let empty = [("E9", "人数"), ("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")];
        assert_eq!(said(&empty), rows_and(&[], &[]));
    }

    const BESIDE: &[(&str, &str)] = &[
        ("E9", "序号"),
        ("F9", "追究时间"),
        ("G9", "追究方式"),
        ("H9", "人数"),
        ("E10", "2"),
        ("F10", "2024-07"),
        ("G10", "警告"),
        ("H10", "1"),
        ("A11", "3"),
        ("B11", "2024-08"),
        ("C11", "通报"),
        ("D11", "2"),
        ("E11", "小计"),
        ("H11", "9"),
    ];

    #[test]
    fn tables_side_by_side_are_read_left_first() {
        let rows = ["2024-05 诫勉 4", "2024-08 通报 2", "2024-07 警告 1"];
        assert_eq!(said(BESIDE), rows_and(&rows, &[]));
        let short: Vec<_> = BESIDE.iter().copied().filter(|(cell, _)| *cell != "H9").collect();
        let (_, findings) = said(&short);
        assert_eq!(findings, ["label-twice cases.day B9", "label-twice cases.way C9"]);
    }

    #[test]
    fn of_tables_side_by_side_that_of_another_period_does_not_count() {
        let with = |left, right| {
            let years = [("A8:B8", ""), ("C8:D8", ""), ("A8:D8", left), ("E8:H8", right)];
            said(&[BESIDE, &years].concat())
        };
        let (rows, findings) = with("2023年", "2024年");
        assert_eq!(
            (&rows[..], &findings[..1]),
            (&rows_and(&["2024-07 警告 1"], &[]).0[..], &["item-not-found problems ".to_string()][..])
        );
        let (_, findings) = with("上年", "情况");
        assert!(findings.contains(&"rows-unread cases B10".to_string()), "{findings:?}");
    }

    #[test]
    fn two_numbers_below_one_heading_are_in_doubt() {
        let split = [("D9", ""), ("D9:E9", "人数"), ("E10", "2")];
        assert_eq!(said(&split), rows_and(&["2024-05 诫勉 Invalid"], &["answers-in-two-columns cases.n D10"]));
        let unit = [("D9", ""), ("D9:E9", "人数"), ("E10", "人")];
        assert_eq!(said(&unit), rows_and(&["2024-05 诫勉 4"], &[]));
    }

    #[test]
    fn a_label_within_a_row_does_not_compete_for_its_item() {
        let ward = [("B10", "追究干部人数"), ("B11", "乙"), ("C11", "通报"), ("D11", "2")];
        assert_eq!(said(&ward), rows_and(&["追究干部人数 诫勉 4", "乙 通报 2"], &[]));
        let bare = [&ward[..], &[("A9", ""), ("A10", "")]].concat();
        assert_eq!(said(&bare), rows_and(&["追究干部人数 诫勉 4", "乙 通报 2"], &[]));
    }

    #[test]
    fn a_row_that_a_word_beside_it_takes_back_is_told_and_not_counted() {
        let two = [("A11", "2"), ("B11", "2024-06"), ("C11", "通报"), ("D11", "2")];
        let kept = |word: (&'static str, &'static str)| said(&[&two[..], &[word]].concat());
        for word in [("E10", "作废"), ("G10", "（此行作废）"), ("E10", "重复填报")] {
            let told = format!("row-void cases {}", word.0);
            assert_eq!(kept(word), rows_and(&["2024-06 通报 2"], &[&told]), "{word:?}");
        }
        let numbered = [&[("A10", "作废")], &two[..]].concat();
        assert_eq!(said(&numbered), rows_and(&["2024-06 通报 2"], &["row-void cases A10"]));
        let headed = [&[("E9", "说明"), ("E11", "此份作废")], &two[..]].concat();
        assert_eq!(said(&headed), rows_and(&["2024-05 诫勉 4"], &["row-void cases E11"]));
        let over_both = [&[("E10:E11", "作废")], &two[..]].concat();
        assert_eq!(said(&over_both), rows_and(&[], &["row-void cases E10", "row-void cases E10"]));
    }

    #[test]
    fn a_row_counts_where_the_word_is_an_answer_or_says_what_became_of_it() {
        let told = |cell, word| said(&[(cell, word)]);
        assert_eq!(told("C10", "撤销"), rows_and(&["2024-05 撤销 4"], &[]));
        assert_eq!(told("E10", "撤销处分"), rows_and(&["2024-05 诫勉 4"], &[]));
        assert_eq!(told("E10", "撤案"), rows_and(&["2024-05 诫勉 4"], &["row-void cases E10"]));
    }

    #[test]
    fn a_word_under_a_heading_of_its_own_matter_or_far_off_takes_no_row_back() {
        let row = rows_and(&["2024-05 诫勉 4"], &["row-void cases E10"]);
        for heading in ["评优资格", "信访件", "党内职务"] {
            assert_eq!(said(&[("E9", heading), ("E10", "取消")]), row, "{heading}");
        }
        let adjoining = [("E9", "评优资格"), ("F9", "备注"), ("I10", "作废")];
        assert_eq!(said(&adjoining), rows_and(&[], &["row-void cases I10"]));
        let none = rows_and(&["2024-05 诫勉 4"], &[]);
        assert_eq!(said(&[("H10", "取消")]), none);
        assert_eq!(said(&[("U9", "状态选项"), ("U10", "取消")]), none);
    }

    #[test]
    fn an_example_is_left_out_and_said() {
        let shown = [("A10", "示例"), ("A11", "1"), ("B11", "2024-06"), ("C11", "通报"), ("D11", "2")];
        assert_eq!(said(&shown), rows_and(&["2024-06 通报 2"], &["example-row cases A10"]));
        let total = [("A11", "2"), ("B11", "局级小计"), ("D11", "4")];
        assert_eq!(said(&total), rows_and(&["2024-05 诫勉 4"], &["total-row cases B11"]));
    }
}
