use crate::collect::forge::{Forged, container};
use crate::collect::guard::Budget;
use crate::collect::workbook::{self, Refusal};
use crate::sheet::{Content, Position, Workbook};
use crate::text::reader as say;

const ROOT: &str =
    "<Relationships><Relationship Id=\"r1\" Type=\"t/officeDocument\" Target=\"/xl/workbook.bin\"/></Relationships>";
const TYPES: &str = "<Types><Override PartName=\"/xl/workbook.bin\" \
                     ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";
const LINKS: &str = "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.bin\"/>\
                     <Relationship Id=\"r2\" Type=\"t/styles\" Target=\"styles.bin\"/>\
                     <Relationship Id=\"r3\" Type=\"t/sharedStrings\" Target=\"sharedStrings.bin\"/></Relationships>";

/// The options of a formula, its text and its further data.
const NO_FORMULA: [u8; 10] = [0; 10];

/// A record with its length in front.
fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut record = seven_bits(kind);
    record.extend(seven_bits(data.len() as u32));
    record.extend(data);
    record
}

fn seven_bits(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [(units.len() as u32).to_le_bytes().to_vec(), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat()
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn row(number: u32, flags: u8) -> Vec<u8> {
    record(0, &[words(&[number, 0]), vec![0, 0, 0, flags, 0], words(&[0])].concat())
}

fn cell(kind: u32, col: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[words(&[col, style]), value.to_vec()].concat())
}

fn real(number: f64) -> [u8; 8] {
    number.to_le_bytes()
}

/// A workbook whose one sheet holds these records among its cells, and these after them.
fn book(cells: &[Vec<u8>], after: &[Vec<u8>]) -> Vec<u8> {
    linked(LINKS, cells, after)
}

fn linked(links: &str, cells: &[Vec<u8>], after: &[Vec<u8>]) -> Vec<u8> {
    let sheet = record(156, &[words(&[1, 1]), text("r1"), text("表1")].concat());
    // A name `answer` for cell B3 of the first sheet of the workbook itself.
    let formula = [&[0x3a, 0, 0][..], &words(&[2]), &[1, 0]].concat();
    let name = [words(&[0]), vec![0], words(&[u32::MAX]), text("answer"), words(&[9]), formula].concat();
    let references = record(362, &words(&[1, 0, 0, 0]));
    let sheets = [record(143, &[]), sheet, record(144, &[])].concat();
    let names = [record(353, &[]), record(357, &[]), references, record(354, &[]), record(39, &name)].concat();
    let book = [record(131, &[]), record(153, &[0; 8]), sheets, names, record(157, &[]), record(132, &[])];
    let formats = [(0u16, 0u16), (0, 10), (0, 14), (0, 170), (0, 171)];
    let xf = |(parent, id): (u16, u16)| record(47, &[parent.to_le_bytes(), id.to_le_bytes()].concat());
    let custom = |id: u16, code: &str| record(44, &[id.to_le_bytes().to_vec(), text(code)].concat());
    let custom = [custom(170, "yyyy\"年\"m\"月\""), custom(171, "0\"万人\";;;@\"千\"")].concat();
    let before =
        [record(278, &[]), record(615, &words(&[2])), custom, record(616, &[]), record(47, &[0, 0, 9, 0])].concat();
    let styles =
        [before, record(617, &words(&[5])), formats.map(xf).concat(), record(618, &[]), record(279, &[])].concat();
    let string = |words: &str| record(19, &[vec![0], text(words)].concat());
    let strings = [record(159, &words(&[2, 2])), string("已开展"), string("b"), record(160, &[])].concat();
    let begin = [record(129, &[]), record(148, &words(&[0, 1, 0, 1])), record(145, &[])].concat();
    let sheet = [begin, cells.concat(), record(146, &[]), after.concat(), record(130, &[])];
    container(&[
        Forged::part("_rels/.rels", ROOT.as_bytes()),
        Forged::part("[Content_Types].xml", TYPES.as_bytes()),
        Forged::part("xl/_rels/workbook.bin.rels", links.as_bytes()),
        Forged::part("xl/workbook.bin", &book.concat()),
        Forged::part("xl/styles.bin", &styles),
        Forged::part("xl/sharedStrings.bin", &strings),
        Forged::part("xl/worksheets/sheet1.bin", &sheet.concat()),
    ])
}

fn read(cells: &[Vec<u8>]) -> Result<Workbook, Refusal> {
    workbook::read(&book(cells, &[]), "a.xlsb")
}

fn shown(cells: &[Vec<u8>]) -> Vec<String> {
    let workbook = read(cells).unwrap();
    workbook.sheets[0].cells.iter().map(|(at, content)| format!("{at} {content}")).collect()
}

#[test]
fn cells_of_every_kind_are_read() {
    let cells = [
        row(0, 0),
        cell(7, 0, 0, &words(&[0])),
        cell(2, 1, 0, &words(&[(12 << 2) | 2])),
        cell(5, 2, 1, &real(0.955)),
        cell(5, 3, 2, &real(45_657.0)),
        cell(9, 4, 3, &[&real(45_657.0)[..], &NO_FORMULA].concat()),
        row(4, 0),
        cell(4, 0, 0, &[1]),
        cell(6, 1, 0, &text("inline")),
        cell(62, 2, 0, &[vec![1], text("rich"), words(&[0])].concat()),
        cell(8, 3, 0, &[&text("made")[..], &NO_FORMULA].concat()),
        cell(10, 4, 0, &[&[0][..], &NO_FORMULA].concat()),
        cell(1, 5, 0, &[]),
        row(5, 0),
        cell(7, 0, 4, &words(&[0])),
        cell(2, 1, 4, &words(&[(12 << 2) | 2])),
        cell(6, 2, 4, &text("5")),
        cell(5, 3, 4, &real(0.0)),
    ];
    let expected = [
        "A1 已开展",
        "B1 12",
        "C1 95.5%",
        "D1 2024-12-31",
        "E1 2024-12-31",
        "A5 TRUE",
        "B5 inline",
        "C5 rich",
        "D5 made",
        "E5 FALSE",
        "A6 已开展千",
        "B6 12万人",
        "C6 5千",
        "D6 #HIDDEN! 0",
    ];
    assert_eq!(shown(&cells), expected);
}

#[test]
fn errors_are_read_in_cells_and_as_results_of_formulas() {
    let quotient = cell(11, 1, 0, &[&[0x07][..], &NO_FORMULA].concat());
    let cells = [row(0, 0), cell(3, 0, 0, &[0x2a]), quotient, cell(7, 2, 0, &words(&[9]))];
    assert_eq!(shown(&cells), ["A1 #N/A", "B1 #DIV/0!", "C1 #INDEX! 9"]);
}

#[test]
fn cells_without_a_column_stand_beside_the_one_before() {
    let short = |kind: u32, value: &[u8]| record(kind, &[words(&[0]), value.to_vec()].concat());
    let cells =
        [row(1, 0), cell(7, 2, 0, &words(&[1])), short(12, &[]), short(16, &real(2.5)), short(18, &words(&[0]))];
    assert_eq!(shown(&cells), ["C2 b", "E2 2.5", "F2 已开展"]);
}

#[test]
fn a_record_that_is_too_short_or_out_of_place_is_refused() {
    let good = cell(5, 0, 0, &real(1.0));
    for (name, cells) in [
        ("number cut short", vec![row(0, 0), cell(5, 0, 0, &[1, 2, 3])]),
        ("cell cut short", vec![row(0, 0), good.clone(), record(5, &[1, 0])]),
        ("text longer than its record", vec![row(0, 0), cell(6, 0, 0, &words(&[9]))]),
        ("cell before any row", vec![good.clone()]),
        ("row out of the grid", vec![row(1_048_576, 0), good.clone()]),
        ("row above the one before", vec![row(3, 0), good.clone(), row(2, 0)]),
        ("column out of the grid", vec![row(0, 0), cell(5, 16_384, 0, &real(1.0))]),
        ("cell twice", vec![row(0, 0), good.clone(), good.clone()]),
        ("format that is not there", vec![row(0, 0), cell(5, 0, 9, &real(1.0))]),
    ] {
        let refusal = read(&cells).expect_err(name);
        assert!(
            [say::DAMAGED, say::UNLAWFUL].contains(&refusal.reason) && !refusal.detail.is_empty(),
            "{name}: {refusal:?}"
        );
    }
}

#[test]
fn a_record_whose_length_swallows_the_next_is_refused_and_blanks_none() {
    let cells = [row(0, 0), cell(7, 0, 0, &words(&[0])), cell(5, 1, 0, &real(12.5)), cell(4, 2, 0, &[1])];
    for place in 0..cells.len() - 1 {
        let mut broken = cells.to_vec();
        // The lengths here are below 128 and stand in the second byte.
        broken[place][1] += cells[place + 1].len() as u8;
        assert_eq!(read(&broken).unwrap_err().reason, say::DAMAGED, "{place}");
        let mut renamed = cells.to_vec();
        renamed[place + 1][0] = 100;
        assert_eq!(read(&renamed).unwrap_err().reason, say::DAMAGED, "{place}");
    }
    let string = |length: u8| [vec![19, 9 + length, 0], text("ab")].concat();
    let strings = |grown: u8| [record(159, &words(&[2, 2])), string(grown), string(0), record(160, &[])].concat();
    let read = |grown| super::strings(&strings(grown), "s", &Budget::default());
    assert!(read(0).is_ok() && read(11).is_err());
}

#[test]
fn hidden_and_merged_places_and_names_are_known() {
    let hidden = record(60, &[words(&[1, 2, 0, 0]), vec![1, 0]].concat());
    let merged = record(176, &words(&[2, 3, 0, 1]));
    let cells = [row(0, 0x10), cell(5, 0, 0, &real(1.0))];
    let workbook = workbook::read(&book(&cells, &[hidden, merged]), "a.xlsb").unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!((sheet.name.as_str(), sheet.hidden, workbook.kind), ("表1", true, "xlsb"));
    assert_eq!((&sheet.hidden_rows[..], &sheet.hidden_columns[..]), (&[0][..], &[1, 2][..]));
    assert_eq!((sheet.merged[0].first, sheet.merged[0].last), (Position::new(2, 0), Position::new(3, 1)));
    assert_eq!((workbook.names[0].name.as_str(), workbook.names[0].position), ("answer", Position::new(2, 1)));
    assert_eq!(workbook.names[0].sheet, "表1");
}

#[test]
fn a_row_without_height_and_a_column_without_width_are_hidden() {
    let row = |number: u32, height: u16, options: u8| {
        let head = [words(&[number, 0]), height.to_le_bytes().to_vec(), vec![0, options, 0], words(&[0])];
        record(0, &head.concat())
    };
    let column = |number: u32, width: u32| record(60, &[words(&[number, number, width, 0]), vec![2, 0]].concat());
    let cells = [row(0, 0, 0x20), row(1, 0, 0), row(2, 300, 0x20)];
    let workbook = workbook::read(&book(&cells, &[column(3, 0), column(4, 2304)]), "a.xlsb").unwrap();
    assert_eq!((&workbook.sheets[0].hidden_rows[..], &workbook.sheets[0].hidden_columns[..]), (&[0][..], &[3][..]));
}

#[test]
fn targets_may_count_from_the_root_of_the_package() {
    let absolute = LINKS.replace("worksheets/sheet1.bin", "/xl/worksheets/sheet1.bin");
    let workbook = workbook::read(&linked(&absolute, &[row(0, 0), cell(4, 0, 0, &[1])], &[]), "a.xlsb").unwrap();
    assert_eq!(workbook.sheets[0].cells, [(Position::new(0, 0), Content::Bool(true))]);
}

#[test]
fn a_record_that_is_no_string_is_refused_among_strings_and_renumbers_none() {
    let string = |kind: u32, words: &str| record(kind, &[vec![0], text(words)].concat());
    let of = |between: &[u8]| {
        let bytes = [&record(159, &words(&[2, 2])), &string(19, "a"), between, &string(19, "b"), &record(160, &[])];
        super::strings(&bytes.concat(), "s", &Budget::default())
    };
    for between in [string(23, "c"), record(36, &[]), [record(35, &[0; 4]), record(19, &[])].concat()] {
        assert!(of(&between).is_err(), "{between:?}");
    }
    let later = [record(37, &[0; 6]), string(23, "c"), string(19, "d"), record(38, &[])].concat();
    for (between, place) in [(vec![], 1), (string(19, ""), 2), (later, 1)] {
        let strings = of(&between).unwrap();
        assert_eq!((strings.get(place), strings.len()), (Some("b"), place + 1));
    }
}

#[test]
fn a_sheet_without_an_end_is_refused() {
    let whole = book(&[row(0, 0), cell(5, 0, 0, &real(1.0))], &[]);
    assert!(workbook::read(&whole, "a.xlsb").is_ok());
    let end = record(130, &[]);
    let cut = book(&[row(0, 0), record(146, &[]), end[..1].to_vec()], &[]);
    assert_eq!(workbook::read(&cut, "a.xlsb").unwrap_err().reason, say::DAMAGED);
}

/// A form as calamine reads it too; it leaves formulas with errors out, so there is none.
pub(crate) fn written() -> Vec<u8> {
    let cells = [row(0, 0), cell(7, 0, 0, &words(&[0])), cell(5, 1, 0, &real(12.5)), row(1, 0), cell(4, 0, 0, &[1])];
    book(&cells, &[])
}

#[test]
fn the_written_form_holds_what_was_written() {
    let workbook = workbook::read(&written(), "a.xlsb").unwrap();
    assert_eq!(workbook.sheets[0].cells[1], (Position::new(0, 1), Content::Number(12.5)));
}
