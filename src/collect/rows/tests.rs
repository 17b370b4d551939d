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
/// A line holds the cells of a row between bars; one that begins with `=` is merged over all columns, and one behind
/// `~` over the second and the third.
fn read(lines: &[&str]) -> (Vec<u32>, Option<u32>) {
    read_with(lines, &fits)
}

fn read_with(lines: &[&str], fits: &Fits) -> (Vec<u32>, Option<u32>) {
    let mut sheet = fixture::form_with(&[("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")]);
    for (row, line) in (9..).zip(lines) {
        if line.starts_with('=') {
            sheet.merged.push(Area { first: Position::new(row, 0), last: Position::new(row, 3) });
        }
        if line.contains('~') {
            sheet.merged.push(Area { first: Position::new(row, 1), last: Position::new(row, 2) });
        }
        let line = line.replace(['=', '~'], "");
        let cells = line.split('|').zip(0..).filter(|(text, _)| !text.is_empty());
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
    assert_eq!(read(&[ONE, "|~2024-06", ONE]), (vec![10], Some(11)));
}

#[test]
fn a_row_merged_over_all_columns_is_a_title_whatever_it_says() {
    assert_eq!(read(&[ONE, "=2024-06", BARE]), (vec![10, 12], None));
    assert_eq!(read(&[ONE, "", "=2024-07-03"]), (vec![10], None));
}

#[test]
fn a_stamp_a_name_or_a_day_behind_the_last_row_is_none() {
    for end in [
        "||责任局（盖章）",
        "|||以上共3起",
        "||第1页 共1页",
        "|Signed: A. Smith",
        "|||Prepared by: A. Smith",
        "||Page 1 of 1",
        "|2024年7月3日",
        "||2024-07-03",
        "||责任局（盖章）|2024年7月3日",
    ] {
        for above in [ONE, BARE] {
            assert_eq!(read(&[above, end]), (vec![10], None), "{end}");
            assert_eq!(read(&[above, "", end]), (vec![10], None), "{end}");
            assert_eq!(read(&[above, "", "", end]), (vec![10], None), "{end}");
        }
    }
    assert_eq!(read(&[ONE, "||责任局（盖章）", "|2024-07-03"]), (vec![10], None));
    assert_eq!(read(&[ONE, "||责任局", "||2024年7月3日"]), (vec![10], None));
    assert_eq!(read(&["||责任局（盖章）", "|2024-07-03"]), (vec![], None));
}

#[test]
fn a_day_that_may_be_a_row_is_told_and_not_read() {
    let day = "|2024-06-05|诫勉|1";
    assert_eq!(read(&[day, day, "|2024-06-30"]), (vec![10, 11], Some(12)));
    assert_eq!(read(&[day, "", "|2024-06-30"]), (vec![10], Some(12)));
    assert_eq!(read(&[day, "", "", "|2024-06-30"]), (vec![10], Some(13)));
    assert_eq!(read(&[day, "|2024年6月30日"]), (vec![10], None));
    assert_eq!(read(&[day, "|2024年6月5日", "|2024年6月30日"]), (vec![10], Some(11)));
}

#[test]
fn what_may_close_a_table_is_a_row_where_one_comes_behind_it_or_rows_are_of_one_cell() {
    for line in ["||责任局（盖章）", "|2024-06-30", "||2024年7月3日"] {
        assert_eq!(read(&[ONE, line, BARE]), (vec![10, 11, 12], None), "{line}");
    }
    assert_eq!(read(&[ONE, "||第1页 共2页", BARE]), (vec![10, 12], None));
    assert_eq!(read(&["|2024-05-01", "|2024-05-02"]), (vec![10, 11], None));
    assert_eq!(read(&[BARE, "|2024-06-30|经查属实"]), (vec![10, 11], None));
}

#[test]
fn numbered_notes_below_their_heading_are_no_rows() {
    for heading in ["填表说明", "注", "=说明", "Notes", "|注意事项", "备注："] {
        let notes = [ONE, heading, "1|追究时间填文件印发日期", "2|方式填一种"];
        assert_eq!(read(&notes), (vec![10], None), "{heading}");
        assert_eq!(read(&[&notes[..1], &[""], &notes[1..]].concat()), (vec![10], None), "{heading}");
    }
}

#[test]
fn a_row_of_averages_is_no_row_of_the_table() {
    for line in ["平均|||4", "Average|||4"] {
        assert_eq!(read(&[ONE, line, BARE]), (vec![10, 12], None), "{line}");
    }
    assert_eq!(read(&[ONE, "|2024-06|平均|4"]), (vec![10, 11], None));
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
