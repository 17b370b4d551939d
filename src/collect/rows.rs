//! The rows of a repeating table: which lines below its header are its own, and where it ends.

use foldhash::HashSet;

use crate::collect::asides::{self, Numbering};
use crate::collect::layout::Role;
use crate::collect::line::{self, Fits, Judged, Line, filled, is_aside, is_wide, says_nothing, shown};
use crate::collect::locate::Cell;
use crate::collect::page::{Mark, Page};
use crate::collect::tables::{Header, is_total};
use crate::collect::voided::{self, Voided};
use crate::sheet::{Content, Position};

/// Behind so many blank rows something else may begin.
const BLANK_ROWS: u32 = 2;

/// What is left out of a table and said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// A row that shows how to fill in the table.
    Example,
    /// A row of totals that is numbered like the others.
    Total,
}

/// The rows found below a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// Those that the unit filled in.
    pub filled: Vec<u32>,
    /// Those of them that a word beside the answers takes back.
    pub voided: Vec<Voided>,
    /// Those that are left out and said.
    pub noted: Vec<(Position, Noted)>,
    /// The first row that may be one of the table's and may not, behind something that interrupts it. It and all below
    /// it were not read.
    pub unread: Option<u32>,
}

/// What stands around the tables of a form.
pub struct Around<'a> {
    pages: &'a [Page<'a>],
    form: &'a [usize],
    taken: &'a HashSet<Cell>,
    /// The rows of each sheet in which headings of tables stand.
    ends: HashSet<(usize, u32)>,
}

impl<'a> Around<'a> {
    /// Knows the sheets of a workbook, those that hold the form, and the headings of all its tables.
    pub fn new(pages: &'a [Page<'a>], form: &'a [usize], taken: &'a HashSet<Cell>) -> Around<'a> {
        let ends = taken.iter().map(|cell| (cell.sheet, cell.at.row)).collect();
        Around { pages, form, taken, ends }
    }

    /// Whether what a label is for has another label on the form.
    pub fn is_labelled_elsewhere(&self, own: Cell, mark: &Mark) -> bool {
        let roles = || mark.roles.iter().map(|(_, role)| *role).filter(|role| !matches!(role, Role::Column(..)));
        let is_other = |cell: Cell| cell != own && !self.taken.contains(&cell);
        let labels = |sheet: usize, role: Role| {
            self.pages[sheet].marks_for(role).any(move |(_, mark)| is_other(Cell { sheet, at: mark.at }))
        };
        self.form.iter().any(|sheet| roles().any(|role| labels(*sheet, role)))
    }
}

/// Reads the rows below a header. Totals, lines that title a section, notes, signatures and blank rows interrupt the
/// table; behind them it goes on with the next line that looks like one of its rows. It ends at a label of the form that
/// opens no row, at a header of a table and with the sheet. Rows that hold nothing but a running number, say that there is
/// nothing, number the columns or show how to fill them in are left out.
pub fn below(around: &Around, header: &Header, fits: &Fits) -> Rows {
    let page = &around.pages[header.sheet];
    let last = page.sheet.cells.last().map_or(0, |(at, _)| at.row);
    let mut walk = Walk { around, page, header, fits, rows: Rows::default(), is_interrupted: false, is_foreign: false };
    let mut row = header.row + 1;
    while row <= last && !around.ends.contains(&(header.sheet, row)) && walk.rows.unread.is_none() {
        let Some((first, content)) = filled(page, header, row).next().or_else(|| shown(page, header, row)) else {
            let next = next_filled(page, header, row);
            walk.is_interrupted |= next - row >= BLANK_ROWS;
            row = next;
            continue;
        };
        match walk.met(row, first, content) {
            Met::End => break,
            met => walk.take(row, met),
        }
        row += 1;
    }
    let is_asked = |col: u32| header.columns.contains(&Some(col)) || !header.extent.contains(&col);
    Rows { voided: voided::among(page, &walk.rows.filled, is_asked), ..walk.rows }
}

/// What a line below a header is to the table.
enum Met {
    /// The first line behind the table.
    End,
    /// A line that says something about the table.
    Aside,
    /// Nothing that counts.
    Nothing,
    /// Nothing that counts, which is said.
    Noted(Position, Noted),
    /// A filled line.
    Line(Line),
}

/// A table read line by line.
struct Walk<'a> {
    around: &'a Around<'a>,
    page: &'a Page<'a>,
    header: &'a Header,
    fits: &'a Fits<'a>,
    rows: Rows,
    is_interrupted: bool,
    is_foreign: bool,
}

impl Walk<'_> {
    fn take(&mut self, row: u32, met: Met) {
        match met {
            Met::Line(Line::Own) if !self.is_foreign => {
                self.rows.filled.push(row);
                self.is_interrupted = false;
            }
            Met::Line(Line::Own) => self.rows.unread = Some(row),
            Met::Line(Line::Doubtful) if !self.is_foreign => self.rows.unread = Some(row),
            Met::Line(Line::Foreign) => self.is_foreign = true,
            Met::Aside => self.is_interrupted = true,
            Met::Noted(at, noted) => self.rows.noted.push((at, noted)),
            Met::End | Met::Nothing | Met::Line(Line::Words | Line::Doubtful) => {}
        }
    }

    fn met(&self, row: u32, first: Position, content: &Content) -> Met {
        let (page, header) = (self.page, self.header);
        let is_label = page.mark(first).is_some_and(Mark::is_form);
        let known = if is_label { self.labelled(row, first) } else { self.numbering(row) };
        if let Some(met) = known {
            return met;
        }
        let own = shown(page, header, row);
        let said = own.map_or(content, |(_, answer)| answer);
        if asides::ends_list(said) && line::answers(page, header, row).len() <= 1 {
            return Met::Line(Line::Foreign);
        }
        let is_answer = header.columns.contains(&Some(first.col));
        let is_example = asides::opens_example(content, is_answer);
        if is_example && own.is_some() && filled(page, header, row).count() == 1 {
            return Met::Line(Line::Foreign);
        }
        if is_aside(page, header, row, (first, content), self.fits) {
            return Met::Aside;
        }
        let Some((at, answer)) = own else { return Met::Nothing };
        match () {
            () if is_example => Met::Noted(first, Noted::Example),
            () if !is_answer && is_total(page, at) => Met::Noted(at, Noted::Total),
            () if says_nothing(page, header, row, answer) => Met::Nothing,
            () if is_wide(page, header, first) => Met::Line(Line::Doubtful),
            () if self.is_interrupted => Met::Line(line::of(page, header, row, self.fits)),
            () => Met::Line(Line::Own),
        }
    }

    /// What a line is that opens with a label of the form: `None`, a row like others, where it is filled in as they are
    /// and the item's label stands elsewhere, too; the end of the table where it is filled in otherwise.
    fn labelled(&self, row: u32, first: Position) -> Option<Met> {
        let (page, header) = (self.page, self.header);
        let is_inside = header.columns.contains(&Some(first.col)) && !is_wide(page, header, first);
        if !is_inside || self.is_foreign {
            return Some(Met::End);
        }
        let judged = Judged::of(page, header, row, self.fits);
        let is_full = judged.is_full(page, header, self.rows.filled.last().copied()) && !self.is_interrupted;
        let is_elsewhere = self.is_item_elsewhere(first);
        match () {
            () if is_elsewhere && is_full && judged.n_valid > 0 => None,
            () if is_elsewhere && (is_full || judged.n_valid > 0) => Some(Met::Line(Line::Doubtful)),
            () if is_full && judged.n_valid > 1 => Some(Met::Line(Line::Doubtful)),
            () => Some(Met::End),
        }
    }

    /// Whether a cell is the label of an item that has another one.
    fn is_item_elsewhere(&self, at: Position) -> bool {
        let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| role.is_item());
        let own = Cell { sheet: self.header.sheet, at };
        self.page.mark(at).filter(is_item).is_some_and(|mark| self.around.is_labelled_elsewhere(own, mark))
    }

    /// What the first line below a header is where its cells count up.
    fn numbering(&self, row: u32) -> Option<Met> {
        let (page, header) = (self.page, self.header);
        if row != header.row + 1 {
            return None;
        }
        let cells: Vec<&Content> = filled(page, header, row).map(|(_, content)| content).collect();
        let numbering = asides::numbering(&cells);
        if numbering == Numbering::None {
            return None;
        }
        let below = filled(page, header, row + 1).next().and_then(|(_, content)| asides::counted(content));
        match below {
            Some(2) => None,
            Some(1) => Some(Met::Nothing),
            _ if numbering == Numbering::Columns => Some(Met::Nothing),
            _ if Judged::of(page, header, row, self.fits).n_invalid > 0 => Some(Met::Nothing),
            _ => Some(Met::Line(Line::Doubtful)),
        }
    }
}

/// The first row below that holds cells which are not blank.
fn next_filled(page: &Page, header: &Header, row: u32) -> u32 {
    let cells = &page.sheet.cells;
    let mut next = row + 1;
    while let Some((at, _)) = cells.get(cells.partition_point(|(at, _)| at.row < next)) {
        if filled(page, header, at.row).next().is_some() {
            return at.row;
        }
        next = at.row + 1;
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;
    use crate::collect::layout::Layout;
    use crate::collect::tables::Found;
    use crate::sheet::{Area, Workbook};

    /// Dates stand in column B, any words in C, numbers in D; running numbers in A.
    fn fits(column: usize, content: &Content) -> Option<bool> {
        let words = content.to_string();
        match column {
            0 => Some(words.starts_with("2024-")),
            2 => Some(words.parse::<f64>().is_ok()),
            _ => None,
        }
    }

    /// The rows read below the header in row 9 of the small form, and the first one not read, as the sheet counts them.
    /// A line holds the cells of a row between bars; one that begins with `=` is merged over all columns.
    fn read(lines: &[&str]) -> (Vec<u32>, Option<u32>) {
        read_with(lines, &fits)
    }

    fn read_with(lines: &[&str], fits: &Fits) -> (Vec<u32>, Option<u32>) {
        let mut sheet = fixture::form_with(&[("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")]);
        for (row, line) in (9..).zip(lines) {
            if line.starts_with('=') {
                sheet.merged.push(Area { first: Position::new(row, 0), last: Position::new(row, 3) });
            }
            let cells = line.trim_start_matches('=').split('|').zip(0..).filter(|(text, _)| !text.is_empty());
            sheet.cells.extend(cells.map(|(text, col)| {
                let content = text.parse().map_or_else(|_| Content::Text(text.to_string()), Content::Number);
                (Position::new(row, col), content)
            }));
        }
        let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
        let survey = fixture::survey();
        let layout = Layout::new(&survey);
        let pages = Page::all(&workbook, &layout);
        let Found::Headers(headers) = tables_found(&layout, &pages) else { panic!("the header is found") };
        let taken = headers.iter().flat_map(|header| header.headings.iter().copied()).collect();
        let around = Around::new(&pages, &[0], &taken);
        let rows = below(&around, &headers[0], fits);
        (rows.filled.iter().map(|row| row + 1).collect(), rows.unread.map(|row| row + 1))
    }

    fn tables_found(layout: &Layout, pages: &[Page]) -> Found {
        crate::collect::tables::find(layout, pages, &[0], 0)
    }

    const ONE: &str = "1|2024-05|诫勉|4";
    const BARE: &str = "|2024-06|诫勉|1";

    #[test]
    fn totals_titles_notes_and_blank_rows_within_a_table_are_passed_over() {
        for aside in
            ["小计|||4", "=个人", "（一）局级|||", "说明：以下为补报", "=（以下为补报）", "合计|||4", "其中：局级|||1"]
        {
            assert_eq!(read(&[ONE, aside, BARE]), (vec![10, 12], None), "{aside}");
            assert_eq!(read(&[aside, ONE, BARE]), (vec![11, 12], None), "{aside}");
        }
        assert_eq!(read(&[ONE, "", "", "", BARE, ONE]), (vec![10, 14, 15], None));
        assert_eq!(read(&["", "", ONE]), (vec![12], None));
    }

    #[test]
    fn a_running_number_makes_a_row_of_the_tables_own_with_its_mistakes() {
        assert_eq!(read(&[ONE, "小计|||4", "2|不详|诫勉|1"]), (vec![10, 12], None));
        assert_eq!(read(&[ONE, "", "", "2||诫勉|"]), (vec![10], None));
        assert_eq!(read(&[ONE, "", "", "2|2024-07||"]), (vec![10, 13], None));
    }

    #[test]
    fn what_may_be_a_row_behind_an_interruption_is_told_and_not_read() {
        for doubtful in ["|不详|诫勉|1", "|2024-07||", "本行补报|||1", "|2024-07|诫勉|三"] {
            assert_eq!(read(&[ONE, "", "", doubtful, ONE]), (vec![10], Some(13)), "{doubtful}");
        }
        assert_eq!(read(&[ONE, "=局级小结|||", "合计数", ONE]), (vec![10, 13], None));
    }

    #[test]
    fn a_row_merged_over_several_columns_that_answers_something_is_in_doubt() {
        assert_eq!(read(&[ONE, "=2024-06", ONE]), (vec![10], Some(11)));
    }

    #[test]
    fn signatures_notes_and_other_lists_below_a_table_are_no_rows_of_it() {
        for below in [
            "制表人：|张三|审核人：|李四",
            "制表人|张三|审核人|李四",
            "|日期：2025年1月10日||",
            "单位负责人：|张三|联系电话：|8843",
        ] {
            assert_eq!(read(&[ONE, below]), (vec![10], None), "{below}");
            assert_eq!(read(&[ONE, "", "", below]), (vec![10], None), "{below}");
        }
        assert_eq!(read(&[ONE, "", "", "|以上数据真实||", "|学习记录||"]), (vec![10], None));
        assert_eq!(read(&[ONE, "", "", "|姓名|职务|电话", "|张三|科长|办公室"]), (vec![10], None));
        assert_eq!(read(&[ONE, "", "", "|姓名|职务|电话", BARE]), (vec![10], Some(14)));
    }

    #[test]
    fn a_row_that_opens_with_a_label_of_the_form_is_one_where_the_label_stands_elsewhere() {
        let labelled = |line: &str| {
            read_with(&["|甲|诫勉|4", line, "|乙|诫勉|5"], &|column, content| match column {
                2 => Some(matches!(content, Content::Number(_))),
                _ => None,
            })
        };
        assert_eq!(labelled("|追究干部人数|诫勉|4"), (vec![10, 11, 12], None));
        assert_eq!(labelled("|追究干部人数||4"), (vec![10], Some(11)));
        assert_eq!(labelled("|追究干部人数||"), (vec![10], None));
        assert_eq!(labelled("追究干部人数|诫勉||4"), (vec![10], None));
        assert_eq!(labelled("|填报单位|诫勉|4"), (vec![10], None));
        assert_eq!(labelled("|甲||"), (vec![10, 11, 12], None));
    }

    #[test]
    fn a_line_that_says_the_rest_is_blank_ends_the_table() {
        for end in ["|（以下空白）", "以下空白", "=以下无正文", "2|（完）", "— end —"] {
            assert_eq!(read(&[ONE, end, "2", "3"]), (vec![10], None), "{end}");
            assert_eq!(read(&[ONE, end, BARE]), (vec![10], Some(12)), "{end}");
        }
        assert_eq!(read(&[ONE, "2|2024-06|（完）|1"]), (vec![10, 11], None));
    }

    #[test]
    fn examples_lines_that_say_nothing_and_numbers_of_columns_are_no_rows() {
        for line in ["示例|2024-01|诫勉|1", "例|2024-01|诫勉|1", "（示例）|2024-01|诫勉|1", "如：|2024-01|诫勉|1"]
        {
            assert_eq!(read(&[line, ONE, BARE]), (vec![11, 12], None), "{line}");
            assert_eq!(read(&[ONE, line, BARE]), (vec![10, 12], None), "{line}");
        }
        for line in ["1|无", "1|不适用|不适用|不适用", "|无", "1|无|无|0", "|/|/|/", "无"] {
            assert_eq!(read(&[line]), (vec![], None), "{line}");
            assert_eq!(read(&[ONE, line, BARE]), (vec![10, 12], None), "{line}");
        }
        assert_eq!(read(&["甲|乙|丙|1", ONE, BARE]), (vec![11, 12], None));
        assert_eq!(read(&["1|2|3|4", ONE, BARE]), (vec![11, 12], None));
        assert_eq!(read(&["栏次|1|2|3", ONE]), (vec![11], None));
        assert_eq!(read(&["=填写示例", ONE]), (vec![], Some(11)));
    }

    #[test]
    fn totals_of_a_part_of_a_page_and_of_a_year_are_no_rows() {
        for total in ["本页合计|||4", "局级小计|||4", "2024年合计|||4", "共3人|||3", "5|合计||4"] {
            assert_eq!(read(&[ONE, total, BARE]), (vec![10, 12], None), "{total}");
        }
    }

    #[test]
    fn a_label_of_the_form_ends_a_table() {
        assert_eq!(read(&[ONE, "小计|||4", "问题与建议|||", BARE]), (vec![10], None));
    }
}
