//! Characters that do not show, made visible: what turns the direction of reading, has no width, or steers a terminal.
//!
//! A name such as `return<U+202E>xslx.exe` would else read as what it is not. Everything that comes from returns, from
//! the register and from file names passes here once, when it has been read and understood, so that every output
//! shows the same. Line breaks and tabs stay.

use std::borrow::Cow;
use std::sync::Arc;

use crate::answer::{Answer, Return, Value};
use crate::finding::Finding;
use crate::receipt::Receipt;
use crate::register::Register;

/// Whether a character does not show, or changes how others are shown.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{180e}'
        | '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether text may hold such a character, by its bytes: quick for the text that holds none.
fn may_hide(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0..=8 | 0xe..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3))
}

/// The same text with every such character as its number: `⟦U+202E⟧`.
pub fn marked(text: &str) -> Cow<'_, str> {
    if !may_hide(text) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match is_hidden(c) {
            true => out.push_str(&format!("⟦U+{:04X}⟧", u32::from(c))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn mark(text: &mut String) {
    if let Cow::Owned(visible) = marked(text) {
        *text = visible;
    }
}

fn mark_shared(text: &mut Arc<str>) {
    if let Cow::Owned(visible) = marked(text) {
        *text = visible.into();
    }
}

/// Marks the names and attributes of units. Codes are marked too: they stay different from each other.
pub fn mark_register(register: &mut Register) {
    for unit in &mut register.units {
        mark(&mut unit.code);
        mark(&mut unit.name);
        unit.former_names.iter_mut().chain(&mut unit.aliases).for_each(mark);
        unit.attributes.values_mut().for_each(mark);
    }
}

/// Marks what a return says and where.
pub fn mark_return(given: &mut Return) {
    mark_shared(&mut given.file);
    mark(&mut given.form_version);
    given.answers.iter_mut().for_each(mark_answer);
    given.tables.iter_mut().flatten().flat_map(|row| &mut row.answers).for_each(mark_answer);
    given.remarks.iter_mut().for_each(|(_, remark)| mark(remark));
}

fn mark_answer(answer: &mut Answer) {
    mark(&mut answer.raw);
    if let Some(Value::Text(text)) = &mut answer.value {
        mark(text);
    }
    if let Some(origin) = &mut answer.origin {
        mark_shared(&mut origin.file);
        mark_shared(&mut origin.sheet);
    }
}

/// Marks a row of the receipt ledger.
pub fn mark_receipt(receipt: &mut Receipt) {
    [&mut receipt.file, &mut receipt.unit_name, &mut receipt.form_version, &mut receipt.reason]
        .into_iter()
        .for_each(mark);
}

/// Marks what is said of a return.
pub fn mark_finding(finding: &mut Finding) {
    [&mut finding.file, &mut finding.sheet, &mut finding.value, &mut finding.message, &mut finding.remedy]
        .into_iter()
        .for_each(mark);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_show_is_shown_by_its_number() {
        assert_eq!(marked("return\u{202e}xslx.exe"), "return⟦U+202E⟧xslx.exe");
        assert_eq!(marked("甲\u{200b}乙\u{feff}\u{2069}"), "甲⟦U+200B⟧乙⟦U+FEFF⟧⟦U+2069⟧");
        assert_eq!(marked("\u{1b}[2J"), "⟦U+001B⟧[2J");
        assert_eq!(marked("a\u{e0041}"), "a⟦U+E0041⟧");
        for plain in ["“责任”，第1条\n\tline…", "é ü", "a\u{a0}b\u{3000}c", "⟦U+202E⟧"] {
            assert!(matches!(marked(plain), Cow::Borrowed(same) if same == plain), "{plain}");
        }
    }

    proptest! {
        #[test]
        fn marked_text_hides_nothing_and_stays_as_it_is(text in any::<String>()) {
            let visible = marked(&text).into_owned();
            prop_assert!(!visible.contains(is_hidden));
            prop_assert_eq!(marked(&visible), visible.as_str());
            prop_assert!(text.contains(is_hidden) || visible == text);
        }
    }
}
