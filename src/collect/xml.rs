//! The XML parts of workbooks, token by token: no document type, no entity of one's own, no endless token, and an end
//! for every beginning.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::collect::guard::{Budget, Limits, damaged, over, unlawful};
use crate::collect::workbook::Refusal;

/// Tags shorter than this are read without being measured.
pub const SHORT: usize = 128;

/// A piece of a part.
#[derive(Debug)]
pub enum Token<'a> {
    /// A begin tag.
    Open(BytesStart<'a>),
    /// A tag that begins and ends at once.
    Empty(BytesStart<'a>),
    /// An end tag.
    Close,
    /// Text, a character reference or a CDATA section; neighbouring pieces belong together.
    Text(Cow<'a, str>),
    /// The end of the part, after the end tag of its root.
    End,
}

/// Reads one part.
pub struct Scanner<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    /// Whether what was read last is a tag, behind which the text goes on undivided.
    behind_tag: bool,
    part: &'a str,
    budget: &'a Budget,
    depth: u64,
    rooted: bool,
}

impl<'a> Scanner<'a> {
    /// A scanner at the beginning of a part; its name is for messages.
    pub fn new(text: &'a str, part: &'a str, budget: &'a Budget) -> Scanner<'a> {
        Scanner { reader: Reader::from_str(text), text, behind_tag: false, part, budget, depth: 0, rooted: false }
    }

    /// The part's name.
    pub fn part(&self) -> &'a str {
        self.part
    }

    /// The part's name and how far it has been read.
    pub fn place(&self) -> String {
        format!("{} @{}", self.part, self.reader.buffer_position())
    }

    /// The next token; comments, instructions and the declaration are passed over.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "a scanner tells of a broken part, an iterator cannot")]
    pub fn next(&mut self) -> Result<Token<'a>, Refusal> {
        loop {
            let event = self.reader.read_event().map_err(|_| damaged(self.place()))?;
            self.behind_tag = matches!(event, Event::Start(_) | Event::Empty(_) | Event::End(_));
            let token = match event {
                Event::Start(tag) => {
                    self.begin(tag.len())?;
                    self.depth += 1;
                    Token::Open(tag)
                }
                Event::Empty(tag) => {
                    self.begin(tag.len())?;
                    Token::Empty(tag)
                }
                Event::End(_) => {
                    self.depth -= 1;
                    Token::Close
                }
                Event::Text(text) => self.text(text.xml10_content())?,
                Event::CData(text) => self.text(text.xml10_content())?,
                Event::GeneralRef(name) => Token::Text(self.resolved(&name)?),
                Event::DocType(_) => return Err(unlawful(format!("{}: DOCTYPE", self.part))),
                Event::Eof if self.depth == 0 && self.rooted => Token::End,
                Event::Eof => return Err(damaged(self.place())),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            };
            return Ok(token);
        }
    }

    /// The text behind the tag that was read last, for those who know the usual writing of what follows and need no
    /// tokens of it; `None` behind anything else, and where tokens are held to so few bytes that all must be measured.
    pub fn ahead(&self) -> Option<&'a str> {
        let has_room = self.depth > 0 && self.budget.limits.token >= SHORT;
        let start = self.text.len().checked_sub(self.reader.get_ref().len())?;
        self.text.get(start..).filter(|_| self.behind_tag && has_room)
    }

    /// Passes over so many bytes of what is [`Scanner::ahead`]: whole elements, whose tags are counted all the same.
    pub fn pass(&mut self, bytes: usize, tags: u64) -> Result<(), Refusal> {
        self.reader.stream().consume(bytes);
        self.budget.tags(tags, self.part)
    }

    /// Whether a text of so many bytes is no longer than one may be.
    pub fn has_room_for(&self, bytes: usize) -> bool {
        bytes <= self.budget.limits.token
    }

    fn begin(&mut self, len: usize) -> Result<(), Refusal> {
        if self.depth == 0 && self.rooted {
            return Err(damaged(self.place()));
        }
        self.rooted = true;
        self.budget.tags(1, self.part)?;
        self.measure(len)
    }

    /// Refuses a part that holds more of something than the limits allow.
    pub fn within(&self, count: usize, limit: impl Fn(&Limits) -> usize) -> Result<(), Refusal> {
        let limit = limit(&self.budget.limits);
        if count > limit { Err(over(format!("{}: > {limit}", self.part))) } else { Ok(()) }
    }

    fn measure(&self, len: usize) -> Result<(), Refusal> {
        if len > self.budget.limits.token { Err(over(self.place())) } else { Ok(()) }
    }

    fn text(&self, text: Cow<'a, str>) -> Result<Token<'a>, Refusal> {
        self.measure(text.len())?;
        if self.depth == 0 && !text.trim().is_empty() {
            return Err(damaged(self.place()));
        }
        Ok(Token::Text(text))
    }

    fn resolved(&self, name: &quick_xml::events::BytesRef) -> Result<Cow<'a, str>, Refusal> {
        if let Some(text) = resolve_predefined_entity(name) {
            return Ok(Cow::Borrowed(text));
        }
        match name.resolve_char_ref() {
            Ok(Some(character)) => Ok(Cow::Owned(character.to_string())),
            _ => Err(unlawful(format!("{}: &{};", self.place(), name.chars().take(20).collect::<String>()))),
        }
    }

    /// Passes over an element that may stand here without a value of its own, refuses any other: a cell by another name
    /// would be a blank.
    pub fn only(&mut self, tag: &BytesStart, is_open: bool, known: &[&str]) -> Result<(), Refusal> {
        match known.contains(&tag.local_name().as_ref()) {
            true if is_open => self.skip(),
            true => Ok(()),
            false => Err(unlawful(format!("{}: {}", self.place(), tag.name().as_ref()))),
        }
    }

    /// Refuses words between elements: they are what is left of a tag whose mark is lost.
    pub fn blank(&self, text: &str) -> Result<(), Refusal> {
        if text.contains(char::is_alphanumeric) { Err(unlawful(self.place())) } else { Ok(()) }
    }

    /// Passes over everything inside the element whose begin tag was read last.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The next element at this level with nothing inside it that counts: its tag, already passed over; `None` at the
    /// end tag of the element around it.
    pub fn child(&mut self) -> Result<Option<BytesStart<'a>>, Refusal> {
        loop {
            match self.next()? {
                Token::Open(tag) => {
                    self.skip()?;
                    return Ok(Some(tag));
                }
                Token::Empty(tag) => return Ok(Some(tag)),
                Token::Close => return Ok(None),
                Token::Text(_) => {}
                Token::End => return Err(damaged(self.place())),
            }
        }
    }

    /// The text of the element whose begin tag was read last, appended to `out`. An element inside is refused: what
    /// stands before and behind it would become one number.
    pub fn text_into(&mut self, out: &mut String) -> Result<(), Refusal> {
        loop {
            match self.next()? {
                Token::Text(text) => out.push_str(&text),
                Token::Open(_) | Token::Empty(_) => return Err(unlawful(self.place())),
                Token::Close => break,
                Token::End => return Err(damaged(self.place())),
            }
        }
        self.measure(out.len())
    }

    /// Reads to the end of the part, so that its last tag is known to be there.
    pub fn finish(&mut self) -> Result<(), Refusal> {
        loop {
            if let Token::End = self.next()? {
                return Ok(());
            }
        }
    }

    /// The value of an attribute by its name without prefix.
    pub fn attribute<'t>(&self, tag: &'t BytesStart, name: &str) -> Result<Option<Cow<'t, str>>, Refusal> {
        let mut found = None;
        for attribute in attributes(tag) {
            let (written, value) = attribute.ok_or_else(|| damaged(self.place()))?;
            let is_it = written.strip_suffix(name).is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':'));
            if is_it && found.replace(value).is_some() {
                return Err(unlawful(format!("{}: {name} ×2", self.place())));
            }
        }
        found.map(|value| self.unescaped(Cow::Borrowed(value))).transpose()
    }

    /// An attribute's value with its references resolved.
    pub fn unescaped<'t>(&self, value: Cow<'t, str>) -> Result<Cow<'t, str>, Refusal> {
        if !value.contains('&') {
            return Ok(value);
        }
        let plain = unescape(&value).map_err(|_| unlawful(self.place()))?;
        Ok(Cow::Owned(plain.into_owned()))
    }
}

/// The attributes of a tag, each with its name as written and its value, references unresolved; `None` for what is no
/// attribute, at which they end. It does little, as it is done for every cell of every file.
pub fn attributes<'t>(tag: &'t BytesStart) -> impl Iterator<Item = Option<(&'t str, &'t str)>> {
    let mut rest = tag.attributes_raw();
    std::iter::from_fn(move || {
        let written = rest.trim_ascii_start();
        if written.is_empty() {
            return None;
        }
        let attribute = attribute(written);
        rest = attribute.map_or("", |(_, _, rest)| rest);
        Some(attribute.map(|(name, value, _)| (name, value)))
    })
}

/// The first attribute of a text, and what follows it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let equals = text.bytes().position(|byte| byte == b'=')?;
    let name = text[..equals].trim_ascii_end();
    let value = text[equals + 1..].trim_ascii_start();
    let quote = *value.as_bytes().first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let end = 1 + value.as_bytes()[1..].iter().position(|byte| *byte == quote)?;
    let is_name =
        !name.is_empty() && !name.bytes().any(|byte| byte.is_ascii_whitespace() || byte == b'"' || byte == b'\'');
    is_name.then(|| (name, &value[1..end], &value[end + 1..]))
}

/// Whether a tag has this name, whatever its prefix.
#[inline]
pub fn is(tag: &BytesStart, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// Whether an attribute says yes, as schemas write it.
pub fn truth(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

/// A part's bytes as text: UTF-8 as nearly everywhere, UTF-16 by its mark, else what the declaration names.
pub fn decode<'b>(bytes: &'b [u8], part: &str) -> Result<Cow<'b, str>, Refusal> {
    match bytes.get(..2) {
        Some([0xff, 0xfe]) | Some([0xfe, 0xff]) | Some([0, b'<']) | Some([b'<', 0]) => return decode_16(bytes, part),
        _ => {}
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text))),
        Err(_) => decode_declared(bytes).map(Cow::Owned).ok_or_else(|| damaged(part)),
    }
}

fn decode_16(bytes: &[u8], part: &str) -> Result<Cow<'static, str>, Refusal> {
    let big = bytes[0] == 0xfe || bytes[0] == 0;
    let encoding = if big { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
    let (text, _, wrong) = encoding.decode(bytes);
    if wrong { Err(damaged(part)) } else { Ok(Cow::Owned(text.into_owned())) }
}

fn decode_declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200))?);
    let after = head.split("encoding=").nth(1)?;
    let label = after.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<Vec<(&str, &str)>> {
        let mut rest = text;
        let mut found = Vec::new();
        while !rest.trim_ascii_start().is_empty() {
            let (name, value, next) = attribute(rest.trim_ascii_start())?;
            found.push((name, value));
            rest = next;
        }
        Some(found)
    }

    #[test]
    fn attributes_are_read_in_either_quotes_and_with_blanks_around_the_sign() {
        assert_eq!(read(" r=\"B2\" s = '1'\n t=\"a&lt;'b\" ").unwrap(), [("r", "B2"), ("s", "1"), ("t", "a&lt;'b")]);
        assert_eq!(read("  ").unwrap(), []);
        for broken in ["r", "r=", "r=B2", "r=\"B2", "=\"B2\"", "r s=\"1\"", "r=\"1\" x"] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }

    proptest! {
        /// The library's own way is the measure.
        #[test]
        fn attributes_are_what_the_library_finds(written in "( [a-c:]{1,3} ?= ?(\"[^\"<&]{0,4}\"|'[^'<&]{0,4}')){0,3} ?") {
            let tag = BytesStart::from_content(format!("a{written}"), 1);
            let theirs: Option<Vec<_>> = tag.attributes().with_checks(false)
                .map(|found| found.ok().map(|found| (found.key.as_ref().to_string(), found.value.into_owned())))
                .collect();
            let ours: Option<Vec<_>> = attributes(&tag)
                .map(|found| found.map(|(name, value)| (name.to_string(), value.to_string())))
                .collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
