use super::*;
use crate::sheet::Content;

fn page(text: &str, name: &str, budget: &Budget) -> Result<Option<Sheet>, Refusal> {
    styled_page(text, "", name, budget)
}

fn shown(text: &str) -> String {
    let sheet = sheet(text);
    let odd = |at: &Position, content: &Content| match sheet.oddity(*at) {
        Some(oddity) => crate::collect::doubtful::error(content, oddity),
        None => content.clone(),
    };
    sheet.cells.iter().map(|(at, content)| format!("{at}={};", odd(at, content))).collect()
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

fn sheet(text: &str) -> Sheet {
    page(text, "表", &Budget::default()).unwrap().unwrap()
}

fn cell(text: &str) -> String {
    shown(&format!("<table><tr><td>{text}</td></tr></table>"))
}

#[test]
fn every_row_begun_is_a_row_even_under_cells_that_reach_down() {
    assert_eq!(shown("<table><tr><td>a</tr><tr></tr><tr><td>b</tr></table>"), "A1=a;A3=b;");
    let heads = "<table><tr><td rowspan=2>a<td rowspan=2>b</tr><tr></tr><tr><td>c<td>d</tr></table>";
    assert_eq!(shown(heads), "A1=a;B1=b;A3=c;B3=d;");
    assert_eq!(shown("<table><td>a</table><table><tr><td>b</table>"), "A1=a;A2=b;");
}

#[test]
fn what_follows_a_list_is_none_of_its_rows() {
    let list = "<table><tr><td>a<td>b<tr><td>c<td>d</table>";
    assert_eq!(shown(&format!("{list}<h2>x</h2><table><tr><td>y</table>")), "A1=a;B1=b;A2=c;B2=d;A5=x;A6=y;");
    assert_eq!(shown(&format!("{list}<table><tr><td>x<tr><td>y</table>")), "A1=a;B1=b;A2=c;B2=d;A5=x;A6=y;");
    assert_eq!(shown(&format!("{list}<br> \n<p></p>")), "A1=a;B1=b;A2=c;B2=d;");
    let empty = "<table><tr><td> <td></table>";
    assert_eq!(shown(&format!("{list}{empty}<h2>x</h2>")), "A1=a;B1=b;A2=c;B2=d;A6=x;");
}

#[test]
fn tables_that_go_on_with_one_another_stand_close() {
    let rows = "<table><tr><td>a<td>b</table> <table><tr><td>c<td></table>\n<table><tr><td>d<td>e</table>";
    assert_eq!(shown(rows), "A1=a;B1=b;A2=c;A3=d;B3=e;");
    // What stands alone in the last row may be a label of what follows.
    let heading = "<table><tr><td>a<td>b<tr><td colspan=2>c</table><p>d</p><table><tr><td>e</table>";
    assert_eq!(shown(heading), "A1=a;B1=b;A2=c;A3=d;A4=e;");
}

#[test]
fn no_cell_reaches_beyond_its_group_of_rows_or_its_table() {
    let groups = "<table><thead><tr><td rowspan=2>a<td>b</thead><tbody><tr><td>c<td>d</tbody></table>";
    assert_eq!(shown(groups), "A1=a;B1=b;A2=c;B2=d;");
    let tables = sheet("<table><tr><td rowspan=9>a<td>b<tr><td>c</table><table><tr><td>d</table>");
    let places: Vec<String> = tables.cells.iter().map(|(at, _)| at.to_string()).collect();
    assert_eq!(places, ["A1", "B1", "B2", "A3"]);
    assert_eq!(tables.merged, [crate::sheet::Area { first: Position::new(0, 0), last: Position::new(1, 0) }]);
}

#[test]
fn fields_show_what_is_ticked_written_and_chosen() {
    assert_eq!(cell("<input type=checkbox>是"), "A1=☐是;");
    assert_eq!(cell("<input type=\"radio\" name=a>是 <input type=radio name=a checked />否"), "A1=☐是 ☑否;");
    assert_eq!(cell("<input value=\"1&amp;2\"><input type=number value='3'>人"), "A1=1&2 3 人;");
    assert_eq!(cell("<input type=hidden value=7>5<input type=submit value=提交>"), "A1=5;");
    assert_eq!(cell("<select><option>1<option selected>2</select>"), "A1=2;");
    assert_eq!(cell("<select><option>1</option><option>2</option></select>件"), "A1=1 件;");
    assert_eq!(cell("<select><option value=\"\">请选择</option><option>2</option></select>"), "");
    assert_eq!(cell("<select multiple><option>1<option selected>2<option selected>3</select>"), "A1=2、3;");
    assert_eq!(cell("<select multiple><option>1<option>2</select>"), "");
    assert_eq!(cell("<textarea rows=3>甲 <b>乙\n丙</textarea>"), "A1=甲 <b>乙 \n丙;");
}

#[test]
fn text_struck_out_is_no_answer() {
    for struck in [
        "<s>8</s>95%",
        "<del>8</del>95%",
        "<strike>8</strike>95%",
        "<span style='text-decoration:underline line-through'>8</span>95%",
        "<s><b>8</b></s>95%",
        "<s>895%</s>",
    ] {
        assert_eq!(cell(struck), "A1=#STRUCK! 895%;", "{struck}");
    }
    assert_eq!(shown("<table><tr style='text-decoration:line-through'><td>8</table>"), "A1=#STRUCK! 8;");
    assert_eq!(cell("95%<s> </s>"), "A1=95%;");
    // A label is a label as before: it keeps its words.
    let label = sheet("<table><tr><td>是否<s>已</s>制定方案？<td><s>a<td>b</table>");
    assert_eq!(label.cells[0].1.to_string(), "是否已制定方案？");
    assert_eq!(label.odd.len(), 2);
}

#[test]
fn a_raised_sign_is_no_digit_of_a_number_and_a_note_mark_behind_words_stays() {
    assert_eq!(cell("5<sup>2</sup>"), "A1=#RAISED! 52;");
    assert_eq!(cell("5 <span style='vertical-align:super'>注1</span>"), "A1=#RAISED! 5 注1;");
    assert_eq!(cell("<sup>1</sup>5"), "A1=#RAISED! 15;");
    assert_eq!(cell("覆盖率<sup>1</sup>"), "A1=覆盖率1;");
    assert_eq!(cell("面积（m<sup>2</sup>）"), "A1=面积（m2）;");
}

#[test]
fn what_browsers_do_not_show_inside_a_cell_is_left_out() {
    for hidden in [
        "<span style='display:none'>3<span>4</span>5</span>2",
        "<span style=\"mso-hide:all\">3</span>2",
        "<span hidden>3</span>2",
        "<template>3<template>4</template>5</template>2",
        "<noscript>3</noscript>2<datalist><option>5</datalist>",
        "<select style='display:none'><option>3</select><input hidden value=3>2",
    ] {
        assert_eq!(cell(hidden), "A1=2;", "{hidden}");
    }
    assert_eq!(shown("<table><tr><td><span style='display:none'>3<td>2</table>"), "B1=2;");
}

#[test]
fn hidden_rows_and_columns_are_read_and_said() {
    let rows = sheet("<table><tr><td>a<tr style='display: none'><td>b<tbody hidden><tr><td>c</tbody><tr><td>d</table>");
    assert_eq!((rows.cells.len(), rows.hidden_rows), (4, vec![1, 2]));
    let table = sheet("<p>x<table style='display:none'><tr><td>a</table>");
    assert_eq!((table.cells.len(), table.hidden_rows), (2, vec![1]));
    let columns = sheet("<table><col><col span=2 style='display:none'><tr><td>a<td>b<td>c<td>d</table>");
    assert_eq!((columns.cells.len(), columns.hidden_columns), (4, vec![1, 2]));
    let cells = sheet("<table><tr><td>a<td style='display:none'>b<tr><td>c<td style='display:none'>d</table>");
    assert_eq!((cells.cells.len(), cells.hidden_columns), (4, vec![1]));
}

#[test]
fn a_hidden_cell_in_a_column_that_is_shown_is_no_answer() {
    let page = "<table><tr><td>a<td>1<tr><td>b<td hidden>3<td>2<tr><td>c<td>4</table>";
    assert_eq!(shown(page), "A1=a;B1=1;A2=b;B2=#HIDDEN! 3;C2=2;A3=c;B3=4;");
}

#[test]
fn a_table_that_lays_out_the_page_leaves_the_tables_inside_to_themselves() {
    let form = "<table><tr><td>1<td>2<tr><td>3<td>4</table>";
    assert_eq!(shown(&format!("<table><tr><td>{form}</table>")), "A1=1;B1=2;A2=3;B2=4;");
    let titled = format!("<table><tr><td>题</tr><tr><td>{form}</tr><tr><td>注</tr></table>末");
    assert_eq!(shown(&titled), "A1=题;A2=1;B2=2;A3=3;B3=4;A4=注;A5=末;");
    let beside = format!("<table><tr><td rowspan=2>栏<td>{form}</tr><tr><td>{form}</tr></table>");
    assert_eq!(shown(&beside), "A1=栏;A3=1;B3=2;A4=3;B4=4;A5=1;B5=2;A6=3;B6=4;");
    let twice = format!("<table><tr><td><table><tr><td>{form}</table></table>");
    assert_eq!(shown(&twice), "A1=1;B1=2;A2=3;B2=4;");
}

#[test]
fn a_small_table_in_a_form_is_what_is_written_in_its_cell() {
    let with = |inside: &str| shown(&format!("<table><tr><td>甲<td>{inside}<tr><td>乙<td>丙</table>"));
    assert_eq!(with("<table><tr><td>是</table>"), "A1=甲;B1=是;A2=乙;B2=丙;");
    assert_eq!(with("1<table><tr><td>2<td>3</table>4"), "A1=甲;B1=1\n2 3\n4;A2=乙;B2=丙;");
    assert_eq!(with("<table><tr><td>1<tr><td><s>2</s></table>"), "A1=甲;B1=#STRUCK! 1\n2;A2=乙;B2=丙;");
    assert_eq!(with("<table><tr hidden><td>1<tr><td>2</table>"), "A1=甲;B1=2;A2=乙;B2=丙;");
}

#[test]
fn a_table_without_its_end_ends_where_the_next_begins() {
    assert_eq!(shown("<table><tr><td>a</td></tr><table><tr><td>b</td></tr></table>c"), "A1=a;A2=b;A3=c;");
    assert_eq!(shown("<table><caption>题</caption><tr><td>a</td></tr></table>"), "A1=题;A2=a;");
}

#[test]
fn a_page_that_ends_within_a_table_is_cut_short() {
    let reason = |text: &str| read(text, "html", &Budget::default()).map(|_| ()).map_err(|refusal| refusal.reason);
    let rows = "<table><tr><td>a</td></tr><tr><td>b";
    for cut in [
        rows.to_string(),
        format!("<html><body>{rows}</td></tr>"),
        format!("<html><body>{rows}</table><table class=x><tr><td"),
        format!("<html><body>{rows}</table></body></html><table><tr><td>c"),
        format!("<html><body>{rows}</td></tr><!-- c</table></body></html>"),
        format!("<html><body><table><tr><td>{rows}</table>"),
    ] {
        assert_eq!(reason(&cut), Err(say::CUT_IN_TABLE), "{cut}");
    }
    for whole in [
        format!("<html><body>{rows}</table>"),
        format!("<html><body>{rows}</table><p>c"),
        format!("<html><body>{rows}</td></tr></body></html>\n"),
        format!("<html>{rows}</html>"),
        format!("<body>{rows}</BODY >"),
        format!("<html><body><table><tr><td>{rows}</table></body></html>"),
    ] {
        assert_eq!(reason(&whole), Ok(()), "{whole}");
    }
}

#[test]
fn the_frame_of_a_page_without_its_sheets_is_told_from_another_page() {
    let frame = "<html><frameset rows=\"*,39\"><frame src=\"a.files/sheet001.htm\"><noframes><body><p>x</p></body>\
                 </noframes></frameset></html>";
    assert_eq!(read(frame, "html", &Budget::default()).unwrap_err().reason, say::FRAMES_ALONE);
}

#[test]
fn tables_far_too_deep_in_one_another_are_text() {
    let deep = format!("{}1{}", "<table><tr><td>".repeat(5000), "</table>".repeat(5000));
    assert_eq!(shown(&deep), "A1=1;");
}

#[test]
fn classes_say_what_is_hidden_and_struck_out() {
    let page = "<style><!-- /* of Excel */ td.xl65, .font5 {color:red;text-decoration:line-through;}\n\
                @media print { .noprint { display:none } .xl66 { display:none } }\n.gone{display:none}\ntr td.xl67{display:none}\
                --></style><table><tr><td class=xl65>8<td class=\"xl66 noprint\">9<td class='a gone2'>7<td>5<font \
                class=\"font5\">6</font><td class=xl67>3<td><i class=gone>1</i>2</table>";
    assert_eq!(shown(page), "A1=#STRUCK! 8;B1=9;C1=7;D1=#STRUCK! 56;E1=3;F1=2;");
}

#[test]
fn letters_in_a_font_of_signs_are_what_they_show() {
    assert_eq!(cell("<font face=\"Wingdings\">n</font>是 <font face=Wingdings>o</font>否"), "A1=■是 □否;");
    assert_eq!(cell("<font face=\"Wingdings\">y</font>"), "A1=#FONT! \u{fffd};");
    assert_eq!(
        cell("<span style='font-family:\"Webdings\"'>n<span style='font-family:宋体'>12</span></span>"),
        "A1=●12;"
    );
    assert_eq!(cell("<font face='Wingdings 2'>R</font>是 <font face='Wingdings 2'>£</font>否"), "A1=☑是 □否;");
    assert_eq!(cell("<font face=Wingdings>是</font><font face='宋体, Symbol'>n</font>"), "A1=是n;");
    assert_eq!(
        shown("<table><tr style='font-family:Wingdings'><td style='font-family:Arial'>1<td>1</table>"),
        "A1=1;B1=#FONT! \u{fffd};"
    );
}

#[test]
fn references_are_read_as_browsers_read_them() {
    for (written, expected) in [
        ("是&nbsp", "是"),
        ("&nbsp&#160&#xa0;", ""),
        ("投入&lt100万", "投入<100万"),
        ("&bull;第一&rarr;第二&sect;3&frac12;", "•第一→第二§3½"),
        ("12&shy;34", "1234"),
        ("a&#149;b&#x80c", "a•b\u{80c}"),
        ("a&#128;b", "a€b"),
        ("&notit; &amp;lt; &AMP &ampere", "¬it; &lt; & &ere"),
        ("&unknown; & &; &# &#x; R&D", "&unknown; & &; &# &#x; R&D"),
        ("1&sup2;", "1²"),
    ] {
        let expected = if expected.is_empty() { String::new() } else { format!("A1={expected};") };
        assert_eq!(cell(written), expected, "{written}");
    }
}

#[test]
fn a_comment_ends_where_browsers_end_it() {
    assert_eq!(cell("1<!-->2<!--->3<!-- a --!>4<!-- <b> - -- > -->5"), "A1=12345;");
}

#[test]
fn a_number_that_is_kept_beside_its_rounded_text_counts() {
    let shown =
        shown("<table><tr><td x:num=\"0.855\">86%</td><td sdval=1234.4>1,234</td><td x:num>12</td></tr></table>");
    assert_eq!(shown, "A1=85.5%;B1=1234.4;C1=12;");
}
