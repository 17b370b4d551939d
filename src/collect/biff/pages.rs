//! The letters of texts before Excel 97, by the code page that the workbook names.

use encoding_rs::Encoding;

/// How bytes stand for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// As an encoding of the web.
    Encoded(&'static Encoding),
    /// The 128 letters of the bytes beyond ASCII.
    Listed(&'static str),
    /// A page that nobody knows: what is beyond ASCII is shown as lost.
    Unknown,
}

impl Letters {
    /// The letters of a code page.
    pub fn of(page: u16) -> Letters {
        match page {
            437 => Letters::Listed(DOS_UNITED_STATES),
            850 => Letters::Listed(DOS_WEST),
            852 => Letters::Listed(DOS_CENTRAL),
            10006 => Letters::Listed(MAC_GREEK),
            10010 => Letters::Listed(MAC_ROMANIAN),
            10029 => Letters::Listed(MAC_CENTRAL),
            10079 => Letters::Listed(MAC_ICELANDIC),
            10081 => Letters::Listed(MAC_TURKISH),
            10082 => Letters::Listed(MAC_CROATIAN),
            page => encoding(page).map_or(Letters::Unknown, Letters::Encoded),
        }
    }

    /// The text of bytes.
    pub fn text(self, bytes: &[u8]) -> String {
        match self {
            Letters::Encoded(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Letters::Listed(letters) => bytes.iter().map(|byte| listed(letters, *byte)).collect(),
            Letters::Unknown => bytes.iter().map(|byte| listed("", *byte)).collect(),
        }
    }
}

fn listed(letters: &str, byte: u8) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(place) => letters.chars().nth(usize::from(place)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

fn encoding(page: u16) -> Option<&'static Encoding> {
    Some(match page {
        874 => encoding_rs::WINDOWS_874,
        932 | 10001 => encoding_rs::SHIFT_JIS,
        936 | 54936 | 10008 => encoding_rs::GB18030,
        949 | 10003 => encoding_rs::EUC_KR,
        950 | 10002 => encoding_rs::BIG5,
        866 => encoding_rs::IBM866,
        367 | 1200 | 1252 | 0x8001 => encoding_rs::WINDOWS_1252,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 | 0x8000 => encoding_rs::MACINTOSH,
        10007 | 10017 => encoding_rs::X_MAC_CYRILLIC,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

const DOS_UNITED_STATES: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const DOS_WEST: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const DOS_CENTRAL: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
    └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";
const MAC_GREEK: &str = "Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦€ùûü†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩ\
    άΝ¬ΟΡ≈Τ«»…\u{a0}ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγηιξκλμνοπώρστθωςχυζϊϋΐΰ\u{ad}";
const MAC_ROMANIAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ĂȘ∞±≤≥¥µ∂∑∏π∫ªºΩăș\
    ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›Țț‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const MAC_CENTRAL: &str = "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ\
    ņŃ¬√ńŇ∆«»…\u{a0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ";
const MAC_ICELANDIC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûüÝ°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
    ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€ÐðÞþý·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const MAC_TURKISH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
    ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸĞğİıŞş‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙ\u{f8a0}ˆ˜¯˘˙˚¸˝˛ˇ";
const MAC_CROATIAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®Š™´¨≠ŽØ∞±≤≥∆µ∂∑∏š∫ªºΩžø\
    ¿¡¬√ƒ≈Ć«Č…\u{a0}ÀÃÕŒœĐ—“”‘’÷◊\u{f8ff}©⁄€‹›Æ»–·‚„‰ÂćÁčÈÍÎÏÌÓÔđÒÚÛÙıˆ˜¯πË˚¸Êæˇ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_each_page_are_known_by_an_example() {
        for (page, bytes, expected) in [
            (936, &b"\xca\xc7"[..], "是"),
            (10008, b"\xca\xc7", "是"),
            (10029, b"\x8e\xc8\x90", "é»ź"),
            (437, b"na\x8bve", "naïve"),
            (850, b"\x9b", "ø"),
            (10007, b"\x80\xdf", "Ая"),
            (10000, b"\x8e", "é"),
            (1252, b"\xe9", "é"),
            (12345, b"a\xe9", "a\u{fffd}"),
        ] {
            assert_eq!(Letters::of(page).text(bytes), expected, "{page}");
        }
    }

    #[test]
    fn a_list_has_a_letter_for_every_byte_beyond_ascii() {
        for page in [437, 850, 852, 10006, 10010, 10029, 10079, 10081, 10082] {
            let Letters::Listed(letters) = Letters::of(page) else { panic!("{page}") };
            assert_eq!(letters.chars().count(), 128, "{page}");
        }
    }
}
