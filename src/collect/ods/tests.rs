use super::*;
use crate::collect::forge;
use crate::collect::workbook;

fn file(tables: &str) -> Result<Workbook, Refusal> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"ta2\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    workbook::read(&forge::package(&[("mimetype", mimetype), ("content.xml", &content)]), "a.ods")
}

fn table_of(rows: &str) -> Result<Workbook, Refusal> {
    file(&format!("<table:table table:name=\"表\">{rows}</table:table>"))
}

fn shown(rows: &str) -> String {
    cells(rows).into_iter().map(|(at, content)| format!("{at}={content};")).collect()
}

fn cells(rows: &str) -> Vec<(String, Content)> {
    let sheet = table_of(rows).unwrap().sheets.remove(0);
    sheet.cells.iter().map(|(at, content)| (at.to_string(), content.clone())).collect()
}

fn one(cell: &str) -> Content {
    let mut read = cells(&format!("<table:table-row>{cell}</table:table-row>"));
    assert_eq!(read.len(), 1, "{cell}");
    read.remove(0).1
}

#[test]
fn values_are_taken_from_their_attributes_and_texts_from_their_paragraphs() {
    for (cell, expected) in [
        ("office:value-type=\"float\" office:value=\"12.5\"><text:p>12.5</text:p>", Content::Number(12.5)),
        ("office:value-type=\"percentage\" office:value=\"0.955\"><text:p>96%</text:p>", Content::Percent(0.955)),
        ("office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>TRUE</text:p>", Content::Bool(true)),
        ("office:value-type=\"boolean\" office:boolean-value=\"0\"><text:p>0</text:p>", Content::Bool(false)),
        (
            "office:value-type=\"string\"><text:p>已 <text:span>开展</text:span><text:s text:c=\"2\"/>x</text:p><text:p>二</text:p>",
            Content::Text("已 开展  x\n二".into()),
        ),
        (
            "office:value-type=\"string\"><office:annotation><text:p>注</text:p></office:annotation><text:p>是</text:p>",
            Content::Text("是".into()),
        ),
        (
            "table:formula=\"of:=1/0\" office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p>",
            Content::Error("#DIV/0!".into()),
        ),
        ("table:formula=\"of:=A2\">", Content::Uncalculated("of:=A2".into())),
        ("office:value-type=\"float\" office:value=\"NaN\">", Content::Error("#NUM! NaN".into())),
        (
            "office:value-type=\"time\" office:time-value=\"PT13H37M00S\"><text:p>01:37 PM</text:p>",
            Content::Text("13:37:00".into()),
        ),
        (
            "office:value-type=\"time\" office:time-value=\"PT27H17M54S\"><text:p>27:17:54</text:p>",
            Content::Text("27:17:54".into()),
        ),
        ("office:value-type=\"string\"><text:p>A,  B <text:s/> C</text:p>", Content::Text("A,  B   C".into())),
        ("office:value-type=\"string\" office:string-value=\"11\"><text:p>12</text:p>", Content::Text("11".into())),
        (
            "office:value-type=\"string\" office:string-value=\"A B\"><text:p>A</text:p><text:p>B</text:p>",
            Content::Text("A\nB".into()),
        ),
        ("office:value-type=\"string\" office:string-value=\"\"><text:p>12</text:p>", Content::Text("12".into())),
    ] {
        assert_eq!(one(&format!("<table:table-cell {cell}</table:table-cell>")), expected, "{cell}");
    }
    let date = one("<table:table-cell office:value-type=\"date\" office:date-value=\"2024-12-31\"/>");
    assert_eq!(date.to_string(), "2024-12-31");
}

#[test]
fn values_are_read_as_they_are_shown_where_a_format_has_words_or_leaves_parts_out() {
    let cells = "<table:table-cell office:value-type=\"float\" table:style-name=\"w\" office:value=\"12.345\"><text:p>12万人</text:p></table:table-cell>\
                 <table:table-cell office:value-type=\"float\" table:style-name=\"c\" office:value=\"1\"><text:p>否</text:p></table:table-cell>\
                 <table:table-cell office:value-type=\"date\" table:style-name=\"d\" office:date-value=\"2024-03-01\"><text:p>2024年3月</text:p></table:table-cell>";
    let style =
        |(name, data): (&str, &str)| format!("<style:style style:name=\"{name}\" style:data-style-name=\"{data}\"/>");
    let used: String = [("w", "N1"), ("c", "N2"), ("d", "N3")].map(style).concat();
    let shown = |formats: &str, cells: &str| -> String {
        let body = format!(
            "<table:table table:name=\"表\"><table:table-column table:default-cell-style-name=\"w\"/>\
                            <table:table-row>{cells}</table:table-row></table:table>"
        );
        let text = format!("<office:automatic-styles>{used}</office:automatic-styles>{body}");
        let content = format!("<office:document-content>{text}</office:document-content>");
        let styles = format!("<office:document-styles>{formats}</office:document-styles>");
        let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
        let parts = [("mimetype", mimetype), ("styles.xml", &styles), ("content.xml", &content)];
        let workbook = workbook::read(&forge::package(&parts), "a.ods").unwrap();
        workbook.sheets[0].cells.iter().map(|(at, content)| format!("{at} {content};")).collect()
    };
    let words =
        "<number:number-style style:name=\"N1\"><number:number/><number:text>万人</number:text></number:number-style>";
    let mapped =
        "<number:number-style style:name=\"N2\"><style:map style:apply-style-name=\"N1\"/></number:number-style>";
    let whole = "<number:date-style style:name=\"N3\"><number:year/><number:month/><number:day/></number:date-style>";
    let part = whole.replace("<number:day/>", "");
    let plain = words.replace("万人", " (");
    assert_eq!(shown(&format!("{words}{mapped}{part}"), cells), "A1 12.345万人;B1 否;C1 2024年3月;");
    assert_eq!(shown(&format!("{plain}{mapped}{whole}"), cells), "A1 12.345;B1 1;C1 2024-03-01;");
    let padded =
        words.replace("<number:number/>", "<number:number number:min-integer-digits=\"4\"/>").replace("万人", "");
    let number = cells.replace("12.345", "2").replace("12万人", "0002");
    assert_eq!(shown(&format!("{padded}{mapped}{whole}"), &number), "A1 0002;B1 1;C1 2024-03-01;");
    let hidden = "<number:number-style style:name=\"N1\"><number:text></number:text></number:number-style>";
    let unseen = cells.replace("12万人", "");
    assert_eq!(shown(&format!("{hidden}{mapped}{whole}"), &unseen), "A1 #HIDDEN! 12.345;B1 1;C1 2024-03-01;");
    assert_eq!(shown(&format!("{plain}{mapped}{whole}"), &unseen), "A1 12.345;B1 1;C1 2024-03-01;");
    // As ;;; and 0"万人";;;@ are written.
    let of_text = |part: &str| {
        format!(
            "{}<number:text-style style:name=\"N1\"><number:text-content/>\
             <style:map style:apply-style-name=\"P1\"/></number:text-style>",
            part.replace("N1", "P1")
        )
    };
    assert_eq!(
        shown(&of_text(&hidden.replace("></number:text>", "/>")), &unseen),
        "A1 #HIDDEN! 12.345;B1 1;C1 2024-03-01;"
    );
    assert_eq!(shown(&of_text(words), cells), "A1 12.345万人;B1 1;C1 2024-03-01;");
    assert_eq!(shown(&of_text(&plain), cells), "A1 12.345;B1 1;C1 2024-03-01;");
    let grouped = padded.replace("=\"4\"", "=\"4\" number:grouping=\"true\"");
    assert_eq!(shown(&format!("{grouped}{whole}"), &number), "A1 2;B1 1;C1 2024-03-01;");
    let unnamed = cells.replace(" table:style-name=\"w\"", "");
    assert_eq!(shown(words, &unnamed), "A1 12.345万人;B1 1;C1 2024-03-01;");
}

#[test]
fn a_formula_that_shows_nothing_is_blank_and_one_without_result_is_not() {
    let formula = "table:formula=\"of:=IF([.B2]=&quot;&quot;;&quot;&quot;;1)\"";
    for blank in ["><text:p/>", "><text:p></text:p>", " office:value-type=\"string\" office:string-value=\"\">"] {
        let cell = format!("<table:table-cell {formula}{blank}</table:table-cell>");
        assert_eq!(cells(&format!("<table:table-row>{cell}</table:table-row>")), [], "{blank}");
    }
    for bare in [format!("<table:table-cell {formula}/>"), format!("<table:table-cell {formula}></table:table-cell>")] {
        assert!(matches!(one(&bare), Content::Uncalculated(_)), "{bare}");
    }
}

#[test]
fn places_are_counted_through_repeats_groups_and_merged_areas() {
    let rows = "<table:table-column table:number-columns-repeated=\"2\" table:visibility=\"collapse\"/>\
        <table:table-header-rows><table:table-row table:number-rows-repeated=\"2\"/></table:table-header-rows>\
        <table:table-row-group><table:table-row table:number-rows-repeated=\"2\" table:visibility=\"filter\">\
        <table:table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"7\"/>\
        </table:table-row></table:table-row-group>\
        <table:table-row><table:table-cell table:number-columns-spanned=\"3\" table:number-rows-spanned=\"2\"><text:p>题</text:p></table:table-cell>\
        <table:covered-table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>后</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let places: Vec<String> = cells(rows).into_iter().map(|(at, _)| at).collect();
    assert_eq!(places, ["C3", "D3", "C4", "D4", "A5", "D5"]);
    let sheet = file(&format!("<table:table table:name=\"表\">{rows}</table:table>")).unwrap().sheets.remove(0);
    assert_eq!((sheet.hidden_rows, sheet.hidden_columns), (vec![2, 3], vec![0, 1]));
    assert_eq!(sheet.merged, [Area { first: Position::new(4, 0), last: Position::new(5, 2) }]);
}

#[test]
fn hidden_tables_and_names_are_told_and_two_tables_of_one_name_refused() {
    let book = file(
        "<table:table table:name=\"甲\"></table:table><table:table table:name=\"乙\" table:style-name=\"ta2\"></table:table><table:named-expressions>\
         <table:named-range table:name=\"n\" table:cell-range-address=\"$乙.$B$3:.$C$4\"/></table:named-expressions>",
    )
    .unwrap();
    assert!(!book.sheets[0].hidden && book.sheets[1].hidden);
    assert_eq!((book.names[0].sheet.as_str(), book.names[0].position), ("乙", Position::new(2, 1)));
    let twice = file("<table:table table:name=\"甲\"></table:table><table:table table:name=\"甲\"></table:table>");
    assert_eq!(twice.unwrap_err().reason, say::UNLAWFUL);
}

#[test]
fn names_of_a_table_for_formulas_do_no_harm() {
    let book = file(
        "<table:table table:name=\"表\"><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>\
         <table:named-expressions><table:named-expression table:name=\"e\" table:expression=\"1+1\"/>\
         <table:named-range table:name=\"n\" table:cell-range-address=\"$表.$A$1\"/></table:named-expressions></table:table>",
    )
    .unwrap();
    assert_eq!((book.sheets[0].cells.len(), book.names.len()), (1, 1));
}

#[test]
fn copies_of_other_workbooks_are_no_sheets() {
    let cell = "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>";
    let book = file(&format!(
        "<table:table table:name=\"表\">{cell}</table:table>\
         <table:table table:name=\"'file:///C:/a.xlsx'#表\"><table:table-source/>{cell}</table:table>"
    ))
    .unwrap();
    assert_eq!(book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["表"]);
}

#[test]
fn repeats_and_blanks_without_bound_are_refused() {
    let filled = "office:value-type=\"float\" office:value=\"7\"";
    for rows in [
        format!("<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"1000\" {filled}/></table:table-row>"),
        format!("<table:table-row table:number-rows-repeated=\"90000000\"><table:table-cell table:number-columns-repeated=\"99\" {filled}/></table:table-row>"),
        "<table:table-row><table:table-cell><text:p><text:s text:c=\"2000000000\"/></text:p></table:table-cell></table:table-row>".into(),
    ] {
        let read = file(&format!("<table:table table:name=\"表\">{rows}</table:table>"));
        assert_eq!(read.unwrap_err().reason, say::OVER_LIMIT, "{rows}");
    }
}

#[test]
fn a_part_cut_inside_a_table_or_a_note_ends_in_a_refusal() {
    for cut in [
        "<table:table table:name=\"a\"><table:table-row>",
        "<table:table><table:table-row><table:table-cell><office:annotation>",
    ] {
        let content = format!("<office:document-content><office:body><office:spreadsheet>{cut}");
        let bytes = forge::package(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &content),
        ]);
        assert_eq!(workbook::read(&bytes, "a.ods").unwrap_err().reason, say::DAMAGED);
    }
}

#[test]
fn an_encrypted_file_is_called_so() {
    let manifest = "<manifest><file-entry><manifest:encryption-data/></file-entry></manifest>";
    let bytes = forge::package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    assert_eq!(workbook::read(&bytes, "a.ods").unwrap_err().reason, say::PASSWORD);
}

#[test]
fn a_package_that_names_its_kind_only_in_its_list_is_read() {
    let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"表\">\
                   <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"7\"/></table:table-row>\
                   </table:table></office:spreadsheet></office:body></office:document-content>";
    let listing = |kind: &str| {
        format!(
            "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
             <manifest:file-entry manifest:full-path=\"/\" \
             manifest:media-type=\"application/vnd.oasis.opendocument.{kind}\"/></manifest:manifest>"
        )
    };
    let read = |kind: &str| {
        let parts = [("META-INF/manifest.xml", &*listing(kind)), ("content.xml", content)];
        workbook::read(&forge::package(&parts), "a.ods")
    };
    assert_eq!(read("spreadsheet").unwrap().sheets[0].cells, [(Position::new(0, 0), Content::Number(7.0))]);
    assert_eq!(read("text").unwrap_err().detail, "OpenDocument (.odt)");
}

#[test]
fn a_workbook_of_the_forerunner_is_called_so_though_its_list_has_a_document_type() {
    let list = "<!DOCTYPE manifest:manifest SYSTEM \"Manifest.dtd\"><manifest:manifest>\
                <manifest:file-entry manifest:media-type=\"application/vnd.sun.xml.calc\" manifest:full-path=\"/\"/>\
                </manifest:manifest>";
    let package = forge::package(&[("content.xml", "<a/>"), ("META-INF/manifest.xml", list)]);
    let refusal = workbook::read(&package, "a.sxc").unwrap_err();
    assert_eq!((refusal.reason, refusal.detail.as_str()), (say::OTHER_TABLE, "OpenOffice 1 (.sxc)"));
}

#[test]
fn rows_cells_and_words_by_another_name_are_refused_and_no_blank() {
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>甲</text:p></table:table-cell>";
    let row = format!("<table:table-row>{cell}</table:table-row>");
    assert_eq!(shown(&row), "A1=甲;");
    for table in [
        row.replace("table-row", "table-rov"),
        row.replace("table-cell", "table-sell"),
        row.replace("text:p", "text:q"),
        row.replace("text:p", "TEXT:P"),
        format!("<wrap>{row}</wrap>"),
        format!("<table:table-row>甲{cell}</table:table-row>"),
        row.replace("<text:p>", "甲<text:p>"),
        row.replace("<text:p>", "<table:table><table:table-row/></table:table><text:p>"),
        row.replace("office:value-type=", "office:value-type=\"float\" office:value-type="),
    ] {
        assert_eq!(table_of(&table).unwrap_err().reason, say::UNLAWFUL, "{table}");
    }
    let listed = row
        .replace("<text:p>甲</text:p>", "<text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list>");
    assert_eq!(shown(&listed), "A1=甲;");
    let any_prefix = row.replace("office:value-type=\"string\"", "o:value-type=\"float\" o:value=\"5\"");
    assert_eq!(shown(&any_prefix), "A1=5;");
}

#[test]
fn letters_struck_out_raised_or_of_picture_fonts_are_told() {
    let style = |name: &str, parent: &str, letters: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:parent-style-name=\"{parent}\">\
             <style:text-properties {letters}/></style:style>"
        )
    };
    let struck = "style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\"";
    let none = "style:text-line-through-style=\"none\" style:text-position=\"0% 100%\"";
    let styles = [
        style("ce1", "Default", none),
        style("ce2", "Default", struck),
        style("ce3", "ce2", "style:text-line-through-type=\"none\" style:font-name=\"F1\""),
        style("T1", "", struck),
        style("T2", "", "style:text-position=\"super 58%\""),
        style("T3", "", none),
    ];
    let faces = "<style:font-face style:name=\"F1\" svg:font-family=\"Wingdings\"/>";
    let cell = |style: &str, words: &str| {
        format!(
            "<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\"><text:p>{words}</text:p>\
             </table:table-cell>"
        )
    };
    let span = |style: &str, words: &str| format!("<text:span text:style-name=\"{style}\">{words}</text:span>");
    let number =
        "<table:table-cell office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell>";
    let cells = [
        cell("ce1", &format!("{}2", span("T1", "1"))),
        cell("ce1", &format!("5{}", span("T2", "1"))),
        cell("ce2", &span("T3", "是")),
        cell("ce3", "þ是"),
        cell("ce3", "y"),
        cell("ce1", "y"),
        number.to_string(),
        number.to_string(),
    ];
    let columns = "<table:table-column table:number-columns-repeated=\"7\" table:default-cell-style-name=\"ce1\"/>\
                   <table:table-column table:default-cell-style-name=\"ce2\"/>";
    let text = format!(
        "<office:document xmlns:office=\"o\" xmlns:style=\"s\" xmlns:svg=\"v\" xmlns:table=\"t\" xmlns:text=\"x\">{faces}{}\
         <table:table table:name=\"表\">{columns}<table:table-row table:number-rows-repeated=\"2\">{}</table:table-row>\
         </table:table></office:document>",
        styles.concat(),
        cells.concat()
    );
    let sheet = read_content(&text, "ods", &Budget::default()).unwrap().sheets.remove(0);
    let shown: Vec<String> =
        sheet.cells.iter().map(|(at, content)| format!("{content} {:?}", sheet.oddity(*at))).collect();
    let row = [
        "12 Some(Struck)",
        "51 Some(Raised)",
        "是 None",
        "☑是 None",
        "\u{fffd} Some(Unreadable)",
        "y None",
        "7 None",
        "7 Some(Struck)",
    ];
    assert_eq!(shown, [row, row].concat());
}

#[test]
fn days_shown_without_their_year_are_noted_in_repeated_rows_too() {
    let styles = "<number:date-style style:name=\"N1\"><number:month/><number:day/></number:date-style>\
        <style:style style:name=\"d\" style:data-style-name=\"N1\"/>";
    let day = |style: &str| {
        let value = "office:value-type=\"date\" office:date-value=\"2026-12-25\"";
        format!("<table:table-cell table:style-name=\"{style}\" {value}><text:p>12-25</text:p></table:table-cell>")
    };
    let rows = format!("<table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row>", day("d"), day("e"));
    let body = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <table:table table:name=\"表\">{rows}</table:table></office:document-content>"
    );
    let parts = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &*body)];
    let workbook = workbook::read(&forge::package(&parts), "a.ods").unwrap();
    assert_eq!(workbook.sheets[0].yearless, ["A1", "A2"].map(|at| Position::parse(at).unwrap()));
}
