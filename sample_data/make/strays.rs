//! What else lies in a folder of returns: copies, lock files, other forms, documents, a damaged file.

use std::io::{Cursor, Write};

use rust_xlsxwriter::XlsxError;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::style::{self, Style};

/// The lock file that Excel leaves beside a workbook that is open: the user's name in two encodings.
pub fn lock_file() -> Vec<u8> {
    let user = "office";
    let mut bytes = vec![user.len() as u8];
    bytes.extend(user.bytes());
    bytes.resize(55, b' ');
    bytes.extend((user.len() as u16).to_le_bytes());
    bytes.extend(user.encode_utf16().flat_map(u16::to_le_bytes));
    while bytes.len() < 165 {
        bytes.extend([b' ', 0]);
    }
    bytes.truncate(165);
    bytes
}

/// The first part of a workbook whose transmission broke off.
pub fn broken_off(workbook: &[u8]) -> &[u8] {
    &workbook[..workbook.len() * 3 / 5]
}

/// A workbook with quite another form.
pub fn other_form() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("经费")?.set_column_width(1, 28)?;
    sheet.merge_range(0, 0, 0, 3, "2024年度办公经费使用情况表", &style.title)?;
    let rows = [
        ["序号", "科目", "预算（万元）", "支出（万元）"],
        ["1", "会议费", "12.0", "9.6"],
        ["2", "培训费", "8.5", "8.1"],
        ["3", "印刷费", "3.0", "2.7"],
        ["4", "差旅费", "15.0", "11.4"],
    ];
    for (row, cells) in (1..).zip(rows) {
        for (col, words) in (0..).zip(cells) {
            match words.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, col, number, &style.answer)?,
                Err(_) => sheet.write_string_with_format(row, col, words, &style.head)?,
            };
        }
    }
    workbook.save_to_buffer()
}

/// The covering letter that came with a return, as a Word document.
pub fn letter() -> Vec<u8> {
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        (
            "word/document.xml",
            r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>关于报送2024年度责任制落实情况的函</w:t></w:r></w:p><w:p><w:r><w:t>现将我单位2024年度责任制落实情况一览表报上，请查收。</w:t></w:r></w:p></w:body></w:document>"#,
        ),
    ];
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        out.start_file(name, SimpleFileOptions::default()).expect("a part opens");
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{xml}");
        out.write_all(declared.as_bytes()).expect("memory takes all");
    }
    out.finish().expect("the archive closes").into_inner()
}

/// A note that someone left in the folder.
pub const NOTE: &str = "报送情况：院校系统由联络处汇总报送；储备调运局电话催报一次。\n";
