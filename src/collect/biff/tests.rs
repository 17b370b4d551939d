use super::*;
use crate::sheet::Content;

/// A record with its length in front.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend((data.len() as u16).to_le_bytes());
    record.extend(data);
    record
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn cell(row: u16, col: u16, format: u16, value: &[u8]) -> Vec<u8> {
    [words(&[row, col, format]), value.to_vec()].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}

/// A workbook of Excel 97 with one sheet of these records, and these before it.
fn book(before: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let bof = |kind: u16| record(BOF, &words(&[0x0600, kind, 0, 0]));
    let mut globals = bof(0x0005);
    globals.extend(before.concat());
    let length = globals.len() + 4 + 12 + 4;
    globals.extend(record(
        0x0085,
        &[&(length as u32).to_le_bytes()[..], &[0, 0, 2, 1], &words(&[0x8868, 0x0031])].concat(),
    ));
    globals.extend(record(EOF, &[]));
    assert_eq!(globals.len(), length);
    [globals, bof(0x0010), cells.concat(), record(EOF, &[])].concat()
}

fn read_cells(before: &[Vec<u8>], cells: &[Vec<u8>]) -> Result<Vec<(String, Content)>, Refusal> {
    let workbook = read_stream(&book(before, cells), &Budget::default())?;
    assert_eq!(workbook.sheets[0].name, "表1");
    Ok(workbook.sheets[0].cells.iter().map(|(at, content)| (at.to_string(), content.clone())).collect())
}

fn text(text: &str) -> Content {
    Content::Text(text.into())
}

#[test]
fn numbers_are_shown_by_their_formats() {
    let xf = |format| record(0x00e0, &words(&[0, format, 0, 0]));
    let custom = record(0x041e, &[words(&[176]), wide("yyyy\"年\"m\"月\"")].concat());
    let words_of = |id, code| record(0x041e, &[words(&[id]), wide(code)].concat());
    let (inverse, text) = (words_of(177, "[=1]\"否\";[=0]\"是\""), words_of(178, "0\"万人\";;;@\"千\""));
    let before = [custom, inverse, text, xf(0), xf(10), xf(14), xf(176), xf(177), xf(178), xf(57)];
    let number = |col, format, value: f64| record(0x0203, &cell(0, col, format, &value.to_le_bytes()));
    let read =
        read_cells(&before, &[number(0, 0, 12.5), number(1, 1, 0.955), number(2, 2, 45_657.0), number(3, 3, 45_657.0)]);
    let shown: Vec<String> = read.unwrap().iter().map(|(at, content)| format!("{at} {content}")).collect();
    assert_eq!(shown, ["A1 12.5", "B1 95.5%", "C1 2024-12-31", "D1 2024-12-31"]);
    let label = record(0x0204, &cell(0, 4, 5, &wide("5")));
    let worded = [number(0, 4, 1.0), number(1, 5, 7.0), number(2, 5, 0.0), number(3, 6, 45_657.0), label];
    let shown: Vec<String> =
        read_cells(&before, &worded).unwrap().iter().map(|(at, content)| format!("{at} {content}")).collect();
    assert_eq!(shown, ["A1 否", "B1 7万人", "C1 #HIDDEN! 0", "D1 2024-12-31", "E1 5千"]);
    assert_eq!(read_cells(&before, &[number(0, 9, 1.0)]).unwrap_err().reason, say::DAMAGED);
}

#[test]
fn days_shown_without_their_year_are_noted() {
    let xf = |format| record(0x00e0, &words(&[0, format, 0, 0]));
    let number = |col, format| record(0x0203, &cell(0, col, format, &46_016.0f64.to_le_bytes()));
    let stream = book(&[xf(14), xf(16), xf(58)], &[number(0, 0), number(1, 1), number(2, 2)]);
    let workbook = read_stream(&stream, &Budget::default()).unwrap();
    assert_eq!(workbook.sheets[0].yearless, [Position::new(0, 1), Position::new(0, 2)]);
}

#[test]
fn packed_numbers_are_unpacked() {
    assert_eq!(unpacked((11 << 2) | 2), 11.0);
    assert_eq!(unpacked(((-5i32 << 2) as u32) | 2), -5.0);
    assert_eq!(unpacked((1255 << 2) | 3), 12.55);
    assert_eq!(unpacked((1.5f64.to_bits() >> 32) as u32), 1.5);
    let row = [words(&[4, 1]), [0, 0, 0x2e, 0, 0, 0].repeat(2), words(&[2])].concat();
    let read = read_cells(&[], &[record(0x00bd, &row)]).unwrap();
    assert_eq!(read, [("B5".into(), Content::Number(11.0)), ("C5".into(), Content::Number(11.0))]);
}

#[test]
fn shared_strings_go_on_in_the_next_record_in_another_width() {
    let first = [&2u32.to_le_bytes()[..], &2u32.to_le_bytes(), &words(&[4]), &[0], b"ab"].concat();
    let second = [&[1][..], &words(&[0x7532, 0x4e59]), &words(&[1]), &[0x08, 1, 0], b"x", &[0; 4]].concat();
    let before = [record(0x00fc, &first), record(0x003c, &second)];
    let shown = |col, index: u32| record(0x00fd, &cell(0, col, 0, &index.to_le_bytes()));
    let read = read_cells(&before, &[shown(0, 0), shown(1, 1), shown(2, 2)]).unwrap();
    let contents: Vec<Content> = read.into_iter().map(|(_, content)| content).collect();
    assert_eq!(contents, [text("ab甲乙"), text("x"), Content::Error("#INDEX! 2".into())]);
}

#[test]
fn shared_strings_go_on_after_records_that_hold_nothing_or_only_a_width() {
    let first = [&1u32.to_le_bytes()[..], &1u32.to_le_bytes(), &words(&[4]), &[0], b"ab"].concat();
    let rest = [&[1][..], &words(&[0x7532, 0x4e59])].concat();
    let shown = record(0x00fd, &cell(0, 0, 0, &0u32.to_le_bytes()));
    for between in [&[][..], &[1]] {
        let before = [record(0x00fc, &first), record(0x003c, between), record(0x003c, &rest)];
        assert_eq!(read_cells(&before, std::slice::from_ref(&shown)).unwrap()[0].1, text("ab甲乙"), "{between:?}");
    }
}

#[test]
fn text_is_utf_16_whatever_the_code_page_says() {
    let label = record(0x0204, &cell(0, 0, 0, &wide("责任制")));
    assert_eq!(read_cells(&[record(0x0042, &words(&[1252]))], &[label]).unwrap()[0].1, text("责任制"));
}

#[test]
fn formulas_show_their_results_and_a_missing_text_is_told() {
    let formula = |row, result: [u8; 8]| record(0x0006, &cell(row, 0, 0, &[&result[..], &[0; 8]].concat()));
    let special = |kind, value| [kind, 0, value, 0, 0, 0, 0xff, 0xff];
    let long = "长".repeat(9000);
    let whole = wide(&long);
    let continued = [vec![1], whole[8003..].to_vec()].concat();
    let read = read_cells(
        &[],
        &[
            formula(0, 13.5f64.to_le_bytes()),
            formula(1, special(0, 0)),
            record(0x0207, &whole[..8003]),
            record(0x003c, &continued),
            formula(2, special(1, 1)),
            formula(3, special(2, 0x17)),
            formula(4, special(3, 0)),
            formula(5, special(0, 0)),
        ],
    );
    let contents: Vec<Content> = read.unwrap().into_iter().map(|(_, content)| content).collect();
    let expected = [
        Content::Number(13.5),
        text(&long),
        Content::Bool(true),
        Content::Error("#REF!".into()),
        Content::Uncalculated(String::new()),
    ];
    assert_eq!(contents, expected);
}

#[test]
fn what_is_merged_or_hidden_is_told_and_charts_inside_are_left_out() {
    let chart =
        [record(BOF, &words(&[0x0600, 0x20])), record(0x0203, &cell(9, 9, 0, &[0; 8])), record(EOF, &[])].concat();
    let mut row = words(&[3, 0, 0, 0, 0, 0]);
    row.extend([0x20, 0, 0, 0]);
    let records = [
        chart,
        record(0x00e5, &words(&[1, 1, 2, 0, 3])),
        record(0x0208, &row),
        record(0x007d, &words(&[1, 2, 0, 0, 1])),
        record(0x0205, &cell(0, 0, 0, &[1, 0])),
        record(0x0200, &[0xff; 14]),
    ];
    let workbook = read_stream(&book(&[], &records), &Budget::default()).unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.cells, [(Position::new(0, 0), Content::Bool(true))]);
    assert_eq!((&sheet.hidden_rows, &sheet.hidden_columns), (&vec![3], &vec![1, 2]));
    assert_eq!((sheet.merged[0].first, sheet.merged[0].last), (Position::new(1, 0), Position::new(2, 3)));
}

#[test]
fn a_stream_cut_anywhere_is_refused_and_an_encrypted_one_called_so() {
    let label = record(0x0204, &cell(0, 0, 0, &wide("责任制")));
    let whole = book(&[], &[label]);
    for length in 0..whole.len() {
        assert!(read_stream(&whole[..length], &Budget::default()).is_err(), "{length}");
    }
    let locked = book(&[record(0x002f, &[1, 0])], &[]);
    assert_eq!(read_stream(&locked, &Budget::default()).unwrap_err().reason, say::PASSWORD_XLS);
}

#[test]
fn two_values_of_one_cell_are_refused() {
    let number = |value: f64| record(0x0203, &cell(0, 0, 0, &value.to_le_bytes()));
    assert_eq!(read_cells(&[], &[number(1.0), number(2.0)]).unwrap_err().reason, say::UNLAWFUL);
}

#[test]
fn sheets_of_excel_2_are_read() {
    let old = |row: u16, value: &[u8]| [words(&[row, 0]), vec![0, 0, 0], value.to_vec()].concat();
    let stream = [
        record(0x0009, &words(&[2, 0x10])),
        record(0x0042, &words(&[936])),
        record(0x0002, &old(0, &words(&[38]))),
        record(0x0003, &old(1, &12.5f64.to_le_bytes())),
        record(0x0004, &old(2, &[4, 0xca, 0xc7, 0xb7, 0xf1])),
        record(EOF, &[]),
    ]
    .concat();
    assert!(is_bare(&stream));
    let sheet = read_stream(&stream, &Budget::default()).unwrap().sheets.remove(0);
    let contents: Vec<Content> = sheet.cells.into_iter().map(|(_, content)| content).collect();
    assert_eq!(contents, [Content::Number(38.0), Content::Number(12.5), text("是否")]);
}

#[test]
fn a_record_whose_length_swallows_the_next_is_refused() {
    let number = |col| record(0x0203, &cell(0, col, 0, &1.5f64.to_le_bytes()));
    let shared = |col| record(0x00fd, &cell(0, col, 0, &0u32.to_le_bytes()));
    let truth = |col| record(0x0205, &cell(0, col, 0, &[1, 0]));
    let strings = record(0x00fc, &[&1u32.to_le_bytes()[..], &1u32.to_le_bytes(), &wide("是")].concat());
    for first in [number(0), shared(0), truth(0), record(0x0201, &cell(0, 0, 0, &[]))] {
        let read = |first| read_cells(std::slice::from_ref(&strings), &[first, number(1)]);
        assert!(read(first.clone()).is_ok());
        for more in [1, 2, 4, number(1).len() as u8] {
            let mut broken = first.clone();
            broken[2] += more;
            assert_eq!(read(broken).unwrap_err().reason, say::DAMAGED, "{first:?} + {more}");
        }
        let mut padded = [first.clone(), vec![0; 4]].concat();
        padded[2] += 4;
        assert_eq!(read(padded).unwrap(), read(first).unwrap());
    }
}

#[test]
fn the_table_of_strings_is_read_to_its_end_whatever_it_announces() {
    let table = |count: u32, length: u16| {
        let strings = [&length.to_le_bytes()[..], &[0], b"ab", &[2, 0, 0], b"cd"].concat();
        record(0x00fc, &[&count.to_le_bytes()[..], &count.to_le_bytes(), &strings].concat())
    };
    let second = record(0x00fd, &cell(0, 0, 0, &1u32.to_le_bytes()));
    let read = |table| read_cells(&[table], std::slice::from_ref(&second));
    for count in [0, 1, 2, 3, u32::MAX] {
        assert_eq!(read(table(count, 2)).unwrap()[0].1, text("cd"), "{count}");
    }
    for length in [1, 3, 4, 6, 200] {
        assert_eq!(read(table(2, length)).unwrap_err().reason, say::DAMAGED, "{length}");
    }
}

#[test]
fn merged_areas_that_share_a_cell_are_refused() {
    let merged = |areas: &[u16]| record(0x00e5, &[words(&[areas.len() as u16 / 4]), words(areas)].concat());
    assert!(read_cells(&[], &[merged(&[0, 1, 0, 1, 2, 3, 0, 1])]).is_ok());
    assert_eq!(read_cells(&[], &[merged(&[0, 1, 0, 1, 1, 2, 1, 2])]).unwrap_err().reason, say::UNLAWFUL);
    // Whole rows reach beyond the last column; an area that begins beyond it is none.
    assert!(read_cells(&[], &[merged(&[0, 1, 0, 0x3fff])]).is_ok());
    assert_eq!(read_cells(&[], &[merged(&[0, 1, 256, 300])]).unwrap_err().reason, say::DAMAGED);
}

/// A workbook of Excel 5 with one sheet of these texts, one a row, and these records before it.
fn book_of_excel_5(before: &[Vec<u8>], texts: &[&[u8]]) -> Vec<u8> {
    let bof = |kind: u16| record(BOF, &words(&[0x0500, kind, 0, 0]));
    let globals = [bof(5), before.concat()].concat();
    let start = (globals.len() + 4 + 9 + 4) as u32;
    let listed = record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 2], b"S1"].concat());
    let label = |(row, letters): (u16, &&[u8])| {
        record(0x0204, &cell(row, 0, 0, &[&words(&[letters.len() as u16])[..], letters].concat()))
    };
    let labels: Vec<Vec<u8>> = (0..).zip(texts).map(label).collect();
    [globals, listed, record(EOF, &[]), bof(0x10), labels.concat(), record(EOF, &[])].concat()
}

fn texts_shown(stream: &[u8]) -> Vec<String> {
    let sheet = read_stream(stream, &Budget::default()).unwrap().sheets.remove(0);
    sheet.cells.iter().map(|(_, content)| content.to_string()).collect()
}

fn page(page: u16) -> Vec<u8> {
    record(0x0042, &words(&[page]))
}

/// The letters of Excel 5 stand in the code page of the system that wrote them.
#[test]
fn letters_before_excel_97_are_those_of_the_code_page() {
    let shown = |number: u16, letters: &[u8]| texts_shown(&book_of_excel_5(&[page(number)], &[letters])).remove(0);
    assert_eq!(shown(936, b"\xca\xc7"), "是");
    assert_eq!(shown(10_029, b"\x8a\x8b"), "äč");
    assert_eq!(shown(12_345, b"a\xe9"), "a\u{fffd}");
}

#[test]
fn chinese_without_a_page_or_in_that_of_western_europe_is_read_as_such() {
    let words = ["落实安全责任制情况统计表", "填表人：王喆", "U01"];
    let bytes: Vec<Vec<u8>> = words.iter().map(|word| encoding_rs::GBK.encode(word).0.into_owned()).collect();
    let mut texts: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    for before in [vec![], vec![page(1252)], vec![page(1200)]] {
        assert_eq!(texts_shown(&book_of_excel_5(&before, &texts[..1])), [words[0]]);
    }
    assert_eq!(texts_shown(&book_of_excel_5(&[page(1252)], &texts[1..])), ["Ìî±íÈË£ºÍõ†´", "U01"], "too few");
    let more = encoding_rs::GBK.encode("负责人签字盖章单位名称").0;
    texts.push(&more);
    let shown = texts_shown(&book_of_excel_5(&[], &texts));
    assert_eq!(shown, [&words[..], &["负责人签字盖章单位名称"]].concat());
    texts.push(b"caf\xe9");
    assert_eq!(texts_shown(&book_of_excel_5(&[page(936)], &texts))[0], words[0], "a page of its own counts");
    assert_eq!(texts_shown(&book_of_excel_5(&[], &texts))[4], "café", "one text is Western");
    let odd_font = record(0x0031, &[&[0; 14][..], &[4], b"Gr\xf6n"].concat());
    assert_eq!(texts_shown(&book_of_excel_5(&[odd_font], &texts[..1]))[0], "ÂäÊµ°²È«ÔðÈÎÖÆÇé¿öÍ³¼Æ±í");
}

#[test]
fn western_texts_without_a_page_stay() {
    let words = ["Männer ÄÖÜ", "ÄÖ ÄÖ ÄÖ ÄÖ ÄÖ ÄÖ ÄÖ ÄÖ ÄÖ", "Straße für été", "Señor ±2 °C"];
    let bytes: Vec<Vec<u8>> = words.iter().map(|word| encoding_rs::WINDOWS_1252.encode(word).0.into_owned()).collect();
    let texts: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    for before in [vec![], vec![page(1252)], vec![page(1200)]] {
        assert_eq!(texts_shown(&book_of_excel_5(&before, &texts)), words);
    }
}

#[test]
fn chinese_of_excel_2_to_4_without_a_page_is_read_as_such() {
    let word = encoding_rs::GBK.encode("落实责任制情况").0;
    let format = encoding_rs::GBK.encode("0万元").0;
    let of_excel_2 = [
        record(0x0009, &words(&[2, 0x10])),
        record(0x001e, &[&[format.len() as u8][..], &format].concat()),
        record(0x0004, &[&[0; 7][..], &[word.len() as u8], &word].concat()),
        record(EOF, &[]),
    ];
    let label = |row| record(0x0204, &cell(row, 0, 0, &[&words(&[word.len() as u16])[..], &word].concat()));
    let of_excel_4 = [record(0x0409, &words(&[0x0400, 0x10, 0])), page(0x8001), label(0), label(1), record(EOF, &[])];
    assert_eq!(texts_shown(&of_excel_2.concat()), ["落实责任制情况"]);
    assert_eq!(texts_shown(&of_excel_4.concat()), ["落实责任制情况"; 2]);
}

#[test]
fn a_row_without_height_and_a_column_without_width_are_hidden() {
    let row = |number: u16, height: u16, options: u8| {
        record(0x0208, &[words(&[number, 0, 1, height, 0, 0]), vec![options, 0, 0, 0]].concat())
    };
    let column = |number: u16, width: u16| record(0x007d, &words(&[number, number, width, 0, 0, 0]));
    let records = [row(0, 0, 0x40), row(1, 0, 0), row(2, 300, 0x40), column(3, 0), column(4, 2048)];
    let sheet = read_stream(&book(&[], &records), &Budget::default()).unwrap().sheets.remove(0);
    assert_eq!((sheet.hidden_rows, sheet.hidden_columns), (vec![0], vec![3]));
    let of_excel_2 = [
        record(0x0009, &words(&[2, 0x10])),
        record(0x0024, &[1, 2, 0, 0]),
        record(0x0024, &[3, 3, 0, 8]),
        record(EOF, &[]),
    ];
    let sheet = read_stream(&of_excel_2.concat(), &Budget::default()).unwrap().sheets.remove(0);
    assert_eq!(sheet.hidden_columns, [1, 2]);
}

/// A font: whether it is struck out, whether it is raised, and its name.
fn font(struck: u16, raised: u16, name: &str) -> Vec<u8> {
    let name = [&[name.len() as u8, 0][..], name.as_bytes()].concat();
    record(0x0031, &[words(&[220, struck << 3, 0x7fff, 400, raised, 0, 0]), name].concat())
}

#[test]
fn letters_struck_out_raised_or_of_picture_fonts_are_told() {
    let fonts = [("Arial", 0, 0), ("Arial", 0, 0), ("Arial", 0, 0), ("Arial", 0, 0), ("Arial", 1, 0), ("Arial", 0, 1)];
    let mut before: Vec<Vec<u8>> = fonts.iter().map(|(name, struck, raised)| font(*struck, *raised, name)).collect();
    before.push(font(0, 0, "Wingdings"));
    before.extend([0, 5, 7].map(|number| record(0x00e0, &words(&[number, 0, 0, 0]))));
    let rich = |text: &str, runs: &[u16]| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [words(&[units.len() as u16]), vec![0x09], words(&[runs.len() as u16 / 2]), words(&units), words(runs)].concat()
    };
    let plain = |letter: u8| vec![1, 0, 0, letter];
    let strings = [
        rich("3月15日", &[3, 5, 4, 0]),
        rich("51", &[1, 6]),
        rich("n是", &[0, 7, 1, 0]),
        plain(0xfc),
        plain(b'y'),
        rich("𝟏是", &[2, 5]),
    ];
    before.push(record(0x00fc, &[&[6, 0, 0, 0, 6, 0, 0, 0][..], &strings.concat()].concat()));
    let shared = |col, format, index: u32| record(0x00fd, &cell(0, col, format, &index.to_le_bytes()));
    let number = |col, format| record(0x0203, &cell(0, col, format, &7f64.to_le_bytes()));
    let cells = [
        shared(0, 0, 0),
        shared(1, 0, 1),
        shared(2, 0, 2),
        shared(3, 2, 3),
        shared(4, 2, 4),
        shared(5, 0, 4),
        number(6, 1),
        number(7, 0),
        shared(8, 0, 5),
    ];
    let sheet = read_stream(&book(&before, &cells), &Budget::default()).unwrap().sheets.remove(0);
    let shown: Vec<String> =
        sheet.cells.iter().map(|(at, content)| format!("{content} {:?}", sheet.oddity(*at))).collect();
    let expected = [
        "3月15日 Some(Struck)",
        "51 Some(Raised)",
        "■是 None",
        "✓ None",
        "\u{fffd} Some(Unreadable)",
        "y None",
        "7 Some(Struck)",
        "7 None",
        "𝟏是 Some(Struck)",
    ];
    assert_eq!(shown, expected);
}
