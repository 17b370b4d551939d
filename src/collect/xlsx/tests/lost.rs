//! Markup that is well-formed, but in which a cell would be lost, moved or mixed up.

use super::*;

fn unlawful(made: Result<Workbook, Refusal>, what: &str) {
    assert_eq!(made.map(|_| ()).map_err(|refusal| refusal.reason), Err(say::UNLAWFUL), "{what}");
}

#[test]
fn a_cell_a_row_or_a_value_by_another_name_is_refused_and_no_blank() {
    for rows in [
        "<rov r=\"1\"><c r=\"A1\"><v>1</v></c></rov>",
        "<x14:row r=\"1\"><x14:c r=\"A1\"><x14:v>1</x14:v></x14:c></x14:row>",
        "<mc:AlternateContent><mc:Choice><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></mc:Choice></mc:AlternateContent>",
        "<row r=\"1\"><d r=\"A1\"><v>1</v></d></row>",
        "<row r=\"1\"><c r=\"A1\"><w>1</w></c></row>",
        "<row r=\"1\"><c r=\"A1\">1</c></row>",
        "<row r=\"1\">c r=\"A1\"><v>1</v></row>",
        "row r=\"1\">",
        "<row r=\"1\"><c r=\"A1\"><v>1<a/>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is><is><t>b</t></is></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><q>a</q></is></c></row>",
        "<row r=\"5\"><c r=\"A9\"><v>1</v></c></row>",
    ] {
        unlawful(sheet(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")), rows);
    }
    let beside = "<row r=\"1\"><c r=\"A1\"><v>1</v><extLst><v>2</v></extLst></c></row>><autoFilter ref=\"A1:B1\"/>";
    let read = sheet(&format!("<worksheet><sheetData>{beside}</sheetData></worksheet>")).unwrap();
    assert_eq!(read.sheets[0].cells, [(Position::new(0, 0), Content::Number(1.0))]);
}

#[test]
fn a_sheet_of_an_unknown_kind_is_refused_and_not_left_out() {
    for part in ["<worksheet/>", "<worksheet2><sheetData/></worksheet2>", "<html/>"] {
        assert_eq!(sheet(part).unwrap_err().reason, say::DAMAGED, "{part}");
    }
    assert_eq!(sheet("<chartsheet/>").unwrap_err().reason, say::NO_SHEETS);
    unlawful(with("xl/workbook.xml", &WORKBOOK.replace("<sheet ", "<sheat ")), "a sheet by another name");
}

#[test]
fn two_sheets_of_one_part_are_refused() {
    let twice = WORKBOOK.replace("</sheets>", "<sheet name=\"表2\" sheetId=\"2\" r:id=\"rId1\"/></sheets>");
    unlawful(with("xl/workbook.xml", &twice), "by one relationship");
}

#[test]
fn two_sheets_of_one_name_are_refused_however_many_there_are() {
    let listed: String = (0..150).map(|n| format!("<sheet name=\"s{}\" sheetId=\"{n}\"/>", n % 149)).collect();
    unlawful(with("xl/workbook.xml", &format!("<workbook><sheets>{listed}</sheets></workbook>")), "150 sheets");
}

#[test]
fn merged_areas_that_share_a_cell_are_refused() {
    let merged = |areas: &[&str]| {
        let areas: String = areas.iter().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect();
        sheet(&format!("<worksheet><sheetData/><mergeCells>{areas}</mergeCells></worksheet>"))
    };
    for areas in [&["A1:B2", "B2:C3"][..], &["A1:D9", "B2:C3"], &["B1:B9", "A5:C5"], &["A1:B1", "A1:B1", "A1:C1"]] {
        unlawful(merged(areas), &areas.join(" "));
    }
    for areas in [
        &["A1:B2", "C1:D2", "A3:D3"][..],
        &["C1:C9", "A1:B1", "A2:B9"],
        &["A1:XFD1048576"],
        &["A1", "A1"],
        &["A1:B1", "A1:B1"],
    ] {
        assert_eq!(merged(areas).unwrap().sheets[0].merged.len(), areas.len());
    }
}

#[test]
fn a_number_of_a_format_that_is_not_there_is_none_where_there_are_no_formats_too() {
    let cell = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>45657</v></c></row></sheetData></worksheet>";
    let mut without = parts(cell);
    without.retain(|part| part.name != "xl/styles.xml");
    let links = RELATIONSHIPS.replace("http://x/styles", "http://x/theme");
    without.iter_mut().filter(|part| part.name.ends_with("workbook.xml.rels")).for_each(|part| {
        *part = Forged::part("xl/_rels/workbook.xml.rels", links.as_bytes());
    });
    let workbook = read(&forge::container(&without), "a.xlsx").unwrap();
    assert_eq!(workbook.sheets[0].cells[0].1, Content::Error("#STYLE! 45657".into()));
    let renamed = STYLES.replacen("<xf ", "<xg ", 1);
    unlawful(with("xl/styles.xml", &renamed), "a format by another name");
}

#[test]
fn more_pointers_than_a_package_has_parts_are_refused_at_once() {
    let links: String = (0..200_000).map(|n| format!("<Relationship Id=\"a{n}\" Type=\"t\" Target=\"x\"/>")).collect();
    let refusal = with("xl/_rels/workbook.xml.rels", &format!("<Relationships>{links}</Relationships>")).unwrap_err();
    assert_eq!(refusal.reason, say::OVER_LIMIT);
}

#[test]
fn strings_of_the_format_before_it_was_published_are_read() {
    let strings = "<sst><sstItem><t>甲</t></sstItem><sstItem><t>乙</t></sstItem></sst>";
    let workbook = with("xl/sharedStrings.xml", strings).unwrap();
    assert_eq!(workbook.sheets[0].cells[0].1, Content::Text("甲".into()));
}
