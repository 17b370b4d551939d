//! Writes what a workbook holds as an .xlsb, part by part, in every kind of record that holds a cell.

use canvass::sheet::{Content, Sheet, Workbook};

const ROOT: &str =
    "<Relationships><Relationship Id=\"r1\" Type=\"t/officeDocument\" Target=\"/xl/workbook.bin\"/></Relationships>";
const TYPES: &str = "<Types><Override PartName=\"/xl/workbook.bin\" \
                     ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";

/// The cell formats by their place in the styles part.
const GENERAL: u32 = 0;
const PERCENT: u32 = 1;
const DATE: u32 = 2;

/// The parts of the package, by name.
pub fn parts(workbook: &Workbook) -> Vec<(String, Vec<u8>)> {
    let mut strings = Vec::new();
    let sheets: Vec<_> = workbook.sheets.iter().map(|one| sheet(one, &mut strings)).collect();
    let mut parts = vec![
        ("[Content_Types].xml".to_string(), TYPES.into()),
        ("_rels/.rels".to_string(), ROOT.into()),
        ("xl/_rels/workbook.bin.rels".to_string(), links(sheets.len()).into_bytes()),
        ("xl/workbook.bin".to_string(), book(&workbook.sheets)),
        ("xl/styles.bin".to_string(), styles()),
        ("xl/sharedStrings.bin".to_string(), shared(&strings)),
    ];
    parts.extend(sheets.into_iter().zip(1..).map(|(bytes, number)| (sheet_name(number), bytes)));
    parts
}

/// The part that holds a sheet, counted from 1.
pub fn sheet_name(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.bin")
}

fn links(n_sheets: usize) -> String {
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"t/{kind}\" Target=\"{target}\"/>")
    };
    let sheets = (1..=n_sheets).map(|n| link(&format!("s{n}"), "worksheet", &format!("worksheets/sheet{n}.bin")));
    let others = link("r2", "styles", "styles.bin") + &link("r3", "sharedStrings", "sharedStrings.bin");
    format!("<Relationships>{}{others}</Relationships>", sheets.collect::<String>())
}

fn book(sheets: &[Sheet]) -> Vec<u8> {
    let listed = |(sheet, number): (&Sheet, u32)| {
        let head = words(&[u32::from(sheet.hidden), number]);
        record(156, &[head, text(&format!("s{number}")), text(&sheet.name)].concat())
    };
    let listed: Vec<u8> = sheets.iter().zip(1..).flat_map(listed).collect();
    let properties = record(153, &[0; 8]);
    [record(131, &[]), properties, record(143, &[]), listed, record(144, &[]), record(132, &[])].concat()
}

fn styles() -> Vec<u8> {
    let format = |id: u16| record(47, &[[0, 0], id.to_le_bytes(), [0; 2]].concat());
    let formats = [0, 10, 14].map(format).concat();
    [record(278, &[]), record(617, &words(&[3])), formats, record(618, &[]), record(279, &[])].concat()
}

fn shared(strings: &[String]) -> Vec<u8> {
    let count = strings.len() as u32;
    let strings = strings.iter().flat_map(|string| record(19, &[vec![0], text(string)].concat()));
    let strings: Vec<u8> = strings.collect();
    [record(159, &words(&[count, count])), strings, record(160, &[])].concat()
}

fn sheet(sheet: &Sheet, strings: &mut Vec<String>) -> Vec<u8> {
    let mut bytes = [record(129, &[]), record(145, &[])].concat();
    let mut row = None;
    for (place, (at, content)) in sheet.cells.iter().enumerate() {
        if row != Some(at.row) {
            row = Some(at.row);
            let is_hidden = u8::from(sheet.hidden_rows.contains(&at.row)) << 4;
            bytes.extend(record(0, &[words(&[at.row, 0]), vec![0, 0, 0, is_hidden, 0], words(&[0])].concat()));
        }
        let (kind, style, value) = value(content, place, strings);
        bytes.extend(record(kind, &[words(&[at.col, style]), value].concat()));
    }
    bytes.extend(record(146, &[]));
    for area in &sheet.merged {
        bytes.extend(record(176, &words(&[area.first.row, area.last.row, area.first.col, area.last.col])));
    }
    [bytes, record(130, &[])].concat()
}

/// The kind of record, the format and the value; of several kinds that hold the same, the place takes one.
fn value(content: &Content, place: usize, strings: &mut Vec<String>) -> (u32, u32, Vec<u8>) {
    let formula = [words(&[0]), words(&[0])].concat();
    match content {
        Content::Text(words) | Content::Uncalculated(words) if place % 8 == 7 => (6, GENERAL, text(words)),
        Content::Text(words) if place % 8 == 3 => (8, GENERAL, [text(words), vec![0, 0], formula].concat()),
        Content::Text(words) if place % 8 == 5 => (62, GENERAL, [vec![0], text(words)].concat()),
        Content::Text(string) | Content::Uncalculated(string) => {
            let known = strings.iter().position(|known| known == string).unwrap_or_else(|| {
                strings.push(string.clone());
                strings.len() - 1
            });
            (7, GENERAL, words(&[known as u32]))
        }
        Content::Number(number) if number.fract() == 0.0 && number.abs() < 1e8 => {
            (2, GENERAL, words(&[((*number as i32) << 2).cast_unsigned() | 2]))
        }
        Content::Number(number) if place % 2 == 0 => {
            (9, GENERAL, [number.to_le_bytes().to_vec(), vec![0, 0], formula].concat())
        }
        Content::Number(number) => (5, GENERAL, number.to_le_bytes().to_vec()),
        Content::Percent(number) => (5, PERCENT, number.to_le_bytes().to_vec()),
        Content::Bool(is_true) => (4, GENERAL, vec![u8::from(*is_true)]),
        Content::Date(date) => {
            (5, DATE, (date.and_utc().timestamp() as f64 / 86_400.0 + 25_569.0).to_le_bytes().to_vec())
        }
        Content::Error(_) => (3, GENERAL, vec![0x2a]),
    }
}

/// A record: its kind, its length, its data.
pub fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    [seven_bits(kind), seven_bits(data.len() as u32), data.to_vec()].concat()
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

/// A text after its length.
pub fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[units.len() as u32]), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat()
}

/// Numbers of 32 bits.
pub fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}
