//! The sheet of instructions that some offices leave in the workbook.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::style::Style;

const LINES: [&str; 7] = [
    "填表说明",
    "一、本表由各单位办公室（综合部门）组织填报，主要负责人审签后报送。",
    "二、“是否”类项目请从下拉选项中选填“是”或“否”；没有制定方案的，后面“层层分解”一项可不填。",
    "三、日期请填写文件正式印发的日期；覆盖比例按内设机构个数计算。",
    "四、“责任追究情况表”一行填写一案，同一案追究多人的，填写人数。",
    "五、存在的主要问题、意见和建议请据实填写，每项一般不超过三百字。",
    "六、本表请于次年1月31日前报送。",
];

/// Draws the instructions.
pub fn draw(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let style = Style::new();
    sheet.set_name("填表说明")?.set_column_width(0, 90)?;
    for (row, line) in LINES.iter().enumerate() {
        let format = if row == 0 { &style.title } else { &style.plain };
        sheet.write_string_with_format(row as u32, 0, *line, format)?;
    }
    Ok(())
}
