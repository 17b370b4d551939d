//! From the purpose of a cell to its font, border, colour and number format.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use super::{Kind, Setting, Tone};
use crate::text::Lang;

/// The size of text in tables, in points.
pub(super) const BODY_SIZE: u32 = 10;

pub(super) fn fonts(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        // Every Windows and WPS has these two, and LibreOffice knows what to take instead.
        Lang::Zh => ("宋体", "黑体"),
        Lang::En => ("Arial", "Arial"),
    }
}

pub(super) fn shaped(kind: Kind, setting: &Setting) -> Format {
    let (body, heading) = fonts(setting.lang);
    let plain = Format::new().set_font_name(body).set_font_size(BODY_SIZE).set_align(FormatAlign::VerticalCenter);
    let titled = |size: f64| plain.clone().set_font_name(heading).set_font_size(size).set_bold();
    let bordered = plain.clone().set_border(FormatBorder::Thin).set_border_color(0x80_8080);
    let number = |pattern: String| bordered.clone().set_num_format(pattern).set_align(FormatAlign::Right).set_indent(1);
    let head =
        bordered.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_background_color(0xD9_E2F3);
    match kind {
        Kind::Cover => titled(24.0).set_align(FormatAlign::Center).set_text_wrap(),
        Kind::CoverLine => plain.set_font_size(14).set_align(FormatAlign::Center).set_text_wrap(),
        Kind::Title => titled(16.0).set_font_color(0x1F_3864),
        Kind::Heading => titled(11.0).set_font_color(0x1F_3864).set_align(FormatAlign::Bottom),
        Kind::Note => plain.set_font_size(9).set_font_color(0x59_5959).set_text_wrap(),
        Kind::Plain => plain.set_text_wrap().set_align(FormatAlign::Top),
        Kind::Sign => plain.set_font_size(12).set_align(FormatAlign::Right).set_align(FormatAlign::Bottom),
        Kind::Line => plain.set_border_bottom(FormatBorder::Thin),
        Kind::Head => head,
        Kind::HeadUpright => head.set_rotation(90),
        Kind::Text => bordered.set_text_wrap(),
        Kind::Centre => bordered.set_text_wrap().set_align(FormatAlign::Center),
        Kind::Serial => bordered.set_num_format("0").set_align(FormatAlign::Center),
        Kind::Count => number("#,##0".to_string()),
        Kind::Percent => number(format!("{}%", decimals(setting.decimals))),
        Kind::Points => number(signed(&decimals(setting.decimals))),
        Kind::Signed(n) => number(signed(&format!("#,##{}", decimals(u32::from(n))))),
        Kind::Number(n) => number(format!("#,##{}", decimals(u32::from(n)))),
        Kind::Movement => bordered.set_num_format("\"▲\"0;\"▼\"0;\"—\"").set_align(FormatAlign::Center),
        Kind::General => number("General".to_string()),
        Kind::Date => bordered.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
        Kind::Link => bordered.set_font_color(0x05_63C1).set_underline(FormatUnderline::Single).set_text_wrap(),
    }
}

pub(super) fn decimals(n: u32) -> String {
    match n {
        0 => "0".to_string(),
        n => format!("0.{}", "0".repeat(n as usize)),
    }
}

pub(super) fn signed(digits: &str) -> String {
    format!("+{digits};-{digits};{digits}")
}

pub(super) fn tinted(shape: Format, kind: Kind, tone: Tone) -> Format {
    let fill = |fill: u32, ink: u32| shape.clone().set_background_color(fill).set_font_color(ink);
    match tone {
        Tone::Plain => shape,
        Tone::Strong if kind == Kind::Heading => shape,
        Tone::Strong => shape.set_bold().set_background_color(0xF2_F2F2),
        Tone::Quiet => shape.set_font_color(0x59_5959),
        Tone::Yes => fill(0xE2_EFDA, 0x37_5623),
        Tone::No => fill(0xF4_B084, 0x7F_1D1D).set_bold(),
        Tone::Apart => shape.set_font_color(0x80_8080),
        Tone::Gap => fill(0xFF_F2CC, 0x7F_6000),
        Tone::Doubt => fill(0xFF_D966, 0xC0_0000).set_bold(),
        Tone::Absent => fill(0xD0_CECE, 0x40_4040),
        Tone::Watch => fill(0xFF_D966, 0x5F_4700),
        Tone::Notable => fill(0xBD_D7EE, 0x1F_3864),
    }
}
