//! The pieces of a page: tags, the text between them, and what stands for itself.

/// A piece of a page.
pub enum Piece<'a> {
    /// Text between tags, as written.
    Text(&'a str),
    /// A tag that begins an element, with its attributes.
    Begin(String, &'a str),
    /// A tag that ends one.
    End(String),
    /// A field of several lines, with its attributes and the text in it, in which nothing is a tag.
    Area(&'a str, &'a str),
    /// A style sheet.
    Style(&'a str),
}

/// The pieces of a page; comments and scripts are left out, and nothing is required to be well-formed.
pub struct Pieces<'a>(pub &'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.0;
            if rest.is_empty() {
                return None;
            }
            if !starts_tag(rest) {
                let mut angles = rest.match_indices('<').map(|(at, _)| at);
                let end = angles.find(|at| starts_tag(&rest[*at..])).unwrap_or(rest.len());
                let (text, rest) = rest.split_at(end);
                self.0 = rest;
                return Some(Piece::Text(text));
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.0 = behind(comment);
                continue;
            }
            let end = tag_end(rest);
            let tag = rest[1..end].trim_end_matches('>');
            self.0 = &rest[end..];
            if !tag.starts_with(['!', '?'])
                && let Some(piece) = self.tag(tag)
            {
                return Some(piece);
            }
        }
    }
}

impl<'a> Pieces<'a> {
    /// What a tag begins or ends; `None` for what shows nothing.
    fn tag(&mut self, tag: &'a str) -> Option<Piece<'a>> {
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let length = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
        let (name, attributes) = (tag[..length].to_ascii_lowercase(), &tag[length..]);
        match name.as_str() {
            _ if is_end => Some(Piece::End(name)),
            "script" | "title" | "xml" => {
                self.inside(&name);
                None
            }
            "style" => Some(Piece::Style(self.inside(&name))),
            "textarea" => Some(Piece::Area(attributes, self.inside(&name))),
            _ => Some(Piece::Begin(name, attributes)),
        }
    }

    /// What stands before the closing tag, which is passed over.
    fn inside(&mut self, name: &str) -> &'a str {
        let rest = self.0;
        let closing = format!("</{name}");
        let mut windows = rest.as_bytes().windows(closing.len());
        let found = windows.position(|window| window.eq_ignore_ascii_case(closing.as_bytes()));
        let at = found.unwrap_or(rest.len());
        self.0 = &rest[at + tag_end(&rest[at..])..];
        &rest[..at]
    }
}

/// What follows a comment; one that is closed at once, or with an exclamation mark, is closed in browsers, too.
fn behind(comment: &str) -> &str {
    if let Some(rest) = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->")) {
        return rest;
    }
    let ends = comment.match_indices("--").map(|(at, _)| &comment[at + 2..]);
    ends.filter_map(|rest| rest.strip_prefix('>').or_else(|| rest.strip_prefix("!>"))).next().unwrap_or_default()
}

fn starts_tag(rest: &str) -> bool {
    let mut signs = rest.chars();
    signs.next() == Some('<')
        && signs.next().is_some_and(|sign| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!' | '?'))
}

/// Where a tag ends, quoted values passed over; a quote without end is no quote.
fn tag_end(rest: &str) -> usize {
    const LONGEST: usize = 65_536;
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    rest.find('>').map_or(rest.len(), |at| at + 1)
}

/// The value of an attribute as written; the first one counts, and one without a value has an empty one.
pub fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '/' || c == '=').unwrap_or(rest.len()).max(1);
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(written) => value(written.trim_start()),
            None => ("", after),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after;
    }
}

/// A value, in quotes or not, and what follows it.
fn value(written: &str) -> (&str, &str) {
    match written.chars().next() {
        Some(quote @ ('"' | '\'')) => written[1..].split_once(quote).unwrap_or((&written[1..], "")),
        _ => written.split_at(written.find(char::is_whitespace).unwrap_or(written.len())),
    }
}
