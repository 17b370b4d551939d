//! Web archives (.mht) saved under the name of a workbook: the HTML pages inside, a sheet each.

use encoding_rs::Encoding;

use crate::collect::guard::{Budget, over};
use crate::collect::workbook::Refusal;
use crate::collect::{html, plain};
use crate::sheet::{Sheet, Workbook};
use crate::text::reader as say;

/// How deep parts may lie in parts.
const DEEPEST: usize = 8;

/// The message of a file that is a web archive.
pub fn recognised(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let starts = [&b"mime-version:"[..], b"from:", b"content-type:", b"x-document-type:", b"subject:", b"date:"];
    let is_message = starts.iter().any(|start| head.starts_with(start));
    let has_type = head.windows(13).any(|window| window == b"content-type:");
    (is_message && has_type).then_some(bytes)
}

/// Reads the pages with tables, in the archive's order.
pub fn read(message: &[u8], budget: &Budget) -> Result<Workbook, Refusal> {
    let (mut pages, mut styles) = (Vec::new(), String::new());
    let mut open = vec![(message, 0)];
    while let Some((part, depth)) = open.pop() {
        let (headers, body) = split(part);
        budget.tags(1, "MHT")?;
        match headers.parameter("content-type", "boundary") {
            Some(boundary) if depth < DEEPEST => {
                let inside = parts(body, &boundary).ok_or_else(|| Refusal::rejected(say::TRUNCATED, ""))?;
                open.extend(inside.into_iter().rev().map(|part| (part, depth + 1)));
            }
            Some(_) => return Err(over("MHT")),
            None if headers.is_of("html") => pages.push((headers, body)),
            None if headers.is_of("css") => styles += &headers.decoded(body, budget)?,
            None => {}
        }
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    for (headers, body) in pages {
        let page = headers.decoded(body, budget)?;
        let name = format!("Sheet{}", sheets.len() + 1);
        sheets.extend(html::styled_page(&page, &styles, &name, budget)?);
    }
    if sheets.is_empty() {
        return Err(Refusal::rejected(say::NOT_A_SPREADSHEET, "MHT"));
    }
    Ok(Workbook { sheets, names: Vec::new(), kind: "mht" })
}

/// The headers of a part, one a line, continued lines joined.
struct Headers(Vec<(String, String)>);

impl Headers {
    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the kind of the content has a word in it.
    fn is_of(&self, word: &str) -> bool {
        self.value("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains(word))
    }

    fn parameter(&self, name: &str, parameter: &str) -> Option<String> {
        self.value(name)?.split(';').skip(1).find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            let is_it = key.trim().eq_ignore_ascii_case(parameter);
            is_it.then(|| value.trim().trim_matches('"').to_string())
        })
    }

    fn decoded(&self, body: &[u8], budget: &Budget) -> Result<String, Refusal> {
        let way = self.value("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
        budget.unpack(body.len() as u64, "MHT")?;
        let bytes = match way.as_str() {
            "quoted-printable" => unquoted(body),
            "base64" => unpacked(body).ok_or_else(|| Refusal::rejected(say::TRUNCATED, ""))?,
            _ => body.to_vec(),
        };
        let named = self.parameter("content-type", "charset").and_then(|label| Encoding::for_label(label.as_bytes()));
        let by_name = named.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes));
        let text = by_name.map(|text| text.into_owned()).or_else(|| plain::decode(&bytes));
        text.ok_or_else(|| Refusal::rejected(say::UNKNOWN, ""))
    }
}

fn split(part: &[u8]) -> (Headers, &[u8]) {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut rest = part;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        let line = String::from_utf8_lossy(&rest[..end]).trim_end().to_string();
        rest = &rest[end..];
        if line.is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => value.push_str(&line),
            (_, _, Some((key, value))) => headers.push((key.trim().to_ascii_lowercase(), value.trim().to_string())),
            _ => {}
        }
    }
    (Headers(headers), rest)
}

/// The parts between boundaries; `None` where the last boundary is missing.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Option<Vec<&'b [u8]>> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let (mut start, mut at) = (None, 0);
    while at < body.len() {
        let end = line_end(body, at);
        let after = body[at..end].strip_prefix(mark.as_bytes()).map(<[u8]>::trim_ascii_end);
        // A longer mark is that of parts inside a part.
        if let Some(after) = after.filter(|after| after.is_empty() || *after == b"--") {
            parts.extend(start.map(|start: usize| &body[start..at]));
            start = Some(end);
            if !after.is_empty() {
                return Some(parts);
            }
        }
        at = end;
    }
    None
}

/// Where the line that begins at `at` ends, its end counted in: a line feed, or, as some writers put it before a
/// boundary, a carriage return alone.
fn line_end(body: &[u8], at: usize) -> usize {
    match body[at..].iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
        Some(step) if body[at + step..].starts_with(b"\r\n") => at + step + 2,
        Some(step) => at + step + 1,
        None => body.len(),
    }
}

/// Bytes written as `=E4=BD=A0`, soft line ends taken out.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let digit = |at: usize| body.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        match (body[at], digit(at + 1), digit(at + 2)) {
            (b'=', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (b'=', ..) if body[at + 1..].starts_with(b"\r\n") => at += 3,
            (b'=', ..) if body[at + 1..].starts_with(b"\n") => at += 2,
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Bytes written in base 64; `None` for what is none.
fn unpacked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for byte in body.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(way: &str, body: &str) -> String {
        format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=b1\"\r\n\r\npreamble\r\n----=b1\r\n\
             Content-Type: text/css\r\n\r\ntd{{}}\r\n----=b1\r\nContent-Transfer-Encoding: {way}\r\n\
             Content-Type: text/html; charset=\"utf-8\"\r\n\r\n{body}\r\n----=b1--\r\n"
        )
    }

    fn shown(message: &str) -> String {
        let message = recognised(message.as_bytes()).unwrap();
        let sheets = read(message, &Budget::default()).unwrap().sheets;
        let odd = |at| sheets[0].oddity(at).map(|odd| format!("{odd:?} ")).unwrap_or_default();
        sheets[0].cells.iter().map(|(at, content)| format!("{at}={}{content};", odd(*at))).collect()
    }

    #[test]
    fn pages_are_read_in_both_ways_of_writing_bytes() {
        let quoted = "<table><tr><td a=3D1>=E6=98=AF</td><td>so=\r\nft</td></tr></table>";
        assert_eq!(shown(&archive("quoted-printable", quoted)), "A1=是;B1=soft;");
        let packed = "PHRhYmxlPjx0cj48dGQ+\r\n5pivPC90ZD48L3RyPjwvdGFibGU+";
        assert_eq!(shown(&archive("base64", packed)), "A1=是;");
    }

    #[test]
    fn the_style_sheets_of_an_archive_hold_for_its_pages() {
        let page = "<table><tr><td class=xl65>8</td><td>5</td></tr></table>";
        let archive = archive("8bit", page).replace("td{}", ".xl65 {text-decoration:line-through;}");
        assert_eq!(shown(&archive), "A1=Struck 8;B1=5;");
    }

    #[test]
    fn a_boundary_may_follow_a_carriage_return_alone() {
        let archive = archive("8bit", "<table><tr><td>1</td></tr></table>");
        assert_eq!(shown(&archive.replace("\r\n----=b1--", "\r----=b1--")), "A1=1;");
    }

    #[test]
    fn a_line_that_begins_as_a_boundary_and_goes_on_is_none() {
        let body = "<table><tr><td>1\r\n----=b12\r\n</td></tr></table>";
        assert_eq!(shown(&archive("8bit", body)), "A1=1 ----=b12;");
    }

    #[test]
    fn an_archive_without_its_last_boundary_is_cut() {
        let whole = archive("8bit", "<table><tr><td>1</td></tr></table>");
        let cut = &whole[..whole.len() - 12];
        assert_eq!(read(cut.as_bytes(), &Budget::default()).unwrap_err().reason, say::TRUNCATED);
        assert!(recognised(b"Subject, Content\n").is_none());
    }
}
