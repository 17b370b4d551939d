//! Text files that stand for spreadsheets: in which letters they are written, and which kind of table they hold.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::collect::guard::{Budget, damaged};
use crate::collect::strangers::{self, Stranger};
use crate::collect::workbook::Refusal;
use crate::collect::{delimited, html, mht, ods, spreadsheetml};
use crate::sheet::Workbook;
use crate::text::reader as say;

/// Reads a text file as the kind of table it holds.
pub fn read(bytes: &[u8], name: &str, budget: &Budget) -> Result<Workbook, Refusal> {
    if strangers::is_mail(bytes) {
        return Err(Stranger::Holder("e-mail (.eml)").refusal());
    }
    if let Some(message) = mht::recognised(bytes) {
        return mht::read(message, budget);
    }
    let text = decode(bytes).ok_or_else(|| match is_binary(bytes) {
        true => Refusal::rejected(say::UNKNOWN, ""),
        false => damaged("UTF-8, GB 18030"),
    })?;
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let head: String = start.chars().take(4096).collect::<String>().to_ascii_lowercase();
    match () {
        () if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && begins(&head, "workbook") => {
            spreadsheetml::read(start, budget)
        }
        () if head.contains("opendocument.spreadsheet") && begins(&head, "document") => {
            ods::read_content(start, "fods", budget)
        }
        () if html::is_likely(&head) => html::read(&text, "html", budget),
        () => match strangers::of_text(start, &head) {
            Some(stranger) => Err(stranger.refusal()),
            None => delimited::read(&text, name, budget),
        },
    }
}

/// Whether a text begins as XML, with a declaration or with the element of that name.
fn begins(head: &str, name: &str) -> bool {
    let tag = head.strip_prefix('<').and_then(|rest| rest.split([' ', '>', '\r', '\n', '\t']).next());
    head.starts_with("<?") || tag.is_some_and(|tag| tag.rsplit(':').next() == Some(name))
}

/// The text of a file: by its mark, else UTF-8, else UTF-16 by its zero bytes, else GB 18030, else Western European.
/// `None` where it is no text, and where it is Chinese in which a letter is broken: what is left of it would be read as
/// letters of another language.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, length)| (encoding, &bytes[length..]));
    if let Some((encoding, text)) = marked.or_else(|| Some((wide(bytes)?, bytes))) {
        // Zeros in the middle are letters of 32 bits or no letters at all.
        return strictly(encoding, text).filter(|text| !text.trim_end_matches('\0').contains('\0'));
    }
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_string());
    }
    if is_mostly_utf_8(bytes) {
        return None;
    }
    declared(bytes)
        .and_then(|encoding| strictly(encoding, bytes))
        .or_else(|| strictly(GB18030, bytes).filter(|_| looks_chinese(bytes)))
        .or_else(|| {
            Some(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()).filter(|_| !looks_chinese(bytes))
        })
}

/// Whether bytes are no text: a zero, or more than one control sign in a hundred, as a formula may give it.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &&u8| **byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1b);
    bytes.contains(&0) || bytes.iter().filter(is_control).count() * 100 > bytes.len()
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// UTF-16 without a mark: every second byte of the beginning is zero in ordinary tables.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes.get(..bytes.len().min(512))?.as_chunks::<2>();
    let zeros = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count() * 3;
    match (zeros(0) > pairs.len(), zeros(1) > pairs.len()) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that HTML names in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1).or_else(|| head.split("encoding=").nth(1))?;
    let label = label.trim_start_matches(['"', '\'', ' ']).split(['"', '\'', ' ', '>', ';', '/', '?']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// Whether text that is not UTF-8 has more letters of three bytes, such as Chinese ones, than places where it is broken.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|sign| sign.len_utf8() == 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters > broken
}

/// Whether most characters beyond ASCII are pairs of the common Chinese plane, in which both bytes are high.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut others, mut at) = (0usize, 0usize, 0);
    while at < bytes.len() {
        let (byte, next) = (bytes[at], bytes.get(at + 1).copied().unwrap_or(0));
        match (byte, next) {
            (0xa1..=0xf7, 0xa1..=0xfe) => pairs += 1,
            (0x80.., _) => others += 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    pairs > others * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_with_a_broken_letter_is_refused_and_not_read_as_another_language() {
        let table = "单位代码,单位名称\r\nU01,新闻单位甲\r\n";
        for encoding in [encoding_rs::UTF_8, GB18030] {
            let whole = encoding.encode(table).0.into_owned();
            for place in (0..whole.len()).filter(|place| whole[*place] >= 0x80) {
                let lost = [&whole[..place], &whole[place + 1..]].concat();
                assert_eq!(decode(&lost), None, "{} {place}", encoding.name());
            }
        }
    }

    #[test]
    fn letters_are_told_apart() {
        let table = "单位代码,单位名称\r\nU01,新闻单位甲\r\n";
        for encoding in [encoding_rs::UTF_8, GB18030] {
            assert_eq!(decode(&encoding.encode(table).0).as_deref(), Some(table), "{}", encoding.name());
        }
        let wide: Vec<u8> = format!("\u{feff}{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).as_deref(), Some(table));
        let unmarked: Vec<u8> = "code,name\r\nU01,A\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&unmarked).as_deref(), Some("code,name\r\nU01,A\r\n"));
        assert_eq!(decode(b"caf\xe9;\xfcber;na\xefve").as_deref(), Some("café;über;naïve"));
        assert_eq!(decode(b"\x01\x02\x03"), None);
        assert_eq!(decode(b"a,b\0c\n"), None);
        let long = format!("{}\x01\n", "a,b\n".repeat(50));
        assert_eq!(decode(long.as_bytes()), Some(long));
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0,\0\0\0b\0\0\0"), None);
    }
}
