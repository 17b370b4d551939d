//! XML that is well formed by construction: an element is closed by the scope that opened it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The attributes of an element.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part of the package being written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A part with its declaration.
    pub fn new() -> Xml {
        let mut xml = Xml { writer: Writer::new(Vec::new()) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// The part's bytes.
    pub fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event) {
        self.writer.write_event(event).expect("writing to memory does not fail");
    }

    /// An element without content.
    pub fn leaf(&mut self, name: &str, attributes: Attributes) {
        self.event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// An element without content and with the one attribute `w:val`.
    pub fn val(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    /// An element with content.
    pub fn within(&mut self, name: &str, attributes: Attributes, content: impl FnOnce(&mut Xml)) {
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Text, escaped; characters that XML forbids are left out.
    pub fn text(&mut self, text: &str) {
        let allowed: String = text.chars().filter(|c| is_allowed(*c)).collect();
        self.event(Event::Text(BytesText::new(&allowed)));
    }

    /// An element that holds text only.
    pub fn words(&mut self, name: &str, text: &str) {
        self.within(name, &[], |xml| xml.text(text));
    }
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
