//! Fonts, borders and page set-up of the forms, and the fixed dates that make equal runs equal.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

/// The formats of one workbook.
#[derive(Debug, Clone)]
pub struct Style {
    /// The title.
    pub title: Format,
    /// Headings of columns and labels of the identity block.
    pub head: Format,
    /// Headings of sections.
    pub section: Format,
    /// Running numbers.
    pub number: Format,
    /// Questions.
    pub label: Format,
    /// Short answers.
    pub answer: Format,
    /// Remarks.
    pub long: Format,
    /// Open answers.
    pub area: Format,
    /// Text outside the ruled part.
    pub plain: Format,
}

impl Style {
    /// The formats of the office form.
    pub fn new() -> Style {
        let base = Format::new().set_font_name("宋体").set_font_size(10.5).set_align(FormatAlign::VerticalCenter);
        let ruled = base.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let centred = ruled.clone().set_align(FormatAlign::Center);
        let strong = centred.clone().set_font_name("黑体").set_background_color(0xF2F2F2);
        Style {
            title: base.clone().set_font_name("黑体").set_font_size(18).set_align(FormatAlign::Center),
            head: strong.clone(),
            section: strong.set_align(FormatAlign::Left).set_background_color(0xE2EAF3),
            number: centred.clone(),
            label: ruled.clone(),
            answer: centred,
            long: ruled.clone(),
            area: ruled.set_align(FormatAlign::Top),
            plain: base,
        }
    }
}

/// An empty workbook whose properties do not change from run to run.
pub fn workbook() -> Workbook {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2024, 12, 1).expect("a day in the calendar");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    workbook
}

/// A4 upright, one page wide, page numbers at the foot as official documents have them.
pub fn page(sheet: &mut Worksheet) {
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3)
        .set_footer("&C— &P —")
        .set_screen_gridlines(false);
}
