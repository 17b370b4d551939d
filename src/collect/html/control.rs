//! The fields of a form on a page: what they show where they stand.

use super::pieces::attribute;

/// What a field of one line shows.
pub enum Input<'a> {
    /// A box, ticked or not; it belongs to the words that it touches.
    Box(&'static str),
    /// The text in it, as written.
    Text(&'a str),
}

/// What a field of one line shows; `None` for buttons and what is not shown.
pub fn input(attributes: &str) -> Option<Input<'_>> {
    let kind = attribute(attributes, "type").unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "checkbox" | "radio" if attribute(attributes, "checked").is_some() => Some(Input::Box("☑")),
        "checkbox" | "radio" => Some(Input::Box("☐")),
        "hidden" | "submit" | "button" | "reset" | "image" | "file" | "password" => None,
        _ => attribute(attributes, "value").map(Input::Text),
    }
}

/// A list to choose from, while it is read.
#[derive(Debug, Default)]
pub struct Select {
    /// Whether it shows nothing unless something is selected: a list of several lines.
    is_open: bool,
    /// Whether more than one may be selected.
    many: bool,
    first: Option<String>,
    selected: Vec<String>,
    option: Option<Choice>,
}

#[derive(Debug)]
struct Choice {
    text: String,
    is_selected: bool,
    is_disabled: bool,
    /// An empty value says that nothing is chosen, whatever the text.
    is_none: bool,
}

impl Select {
    /// A list with its attributes.
    pub fn new(attributes: &str) -> Select {
        let many = attribute(attributes, "multiple").is_some();
        let lines = attribute(attributes, "size").and_then(|size| size.trim().parse::<u32>().ok());
        Select { many, is_open: many || lines.unwrap_or(1) > 1, ..Select::default() }
    }

    /// Begins an option; the one before is complete.
    pub fn begin_option(&mut self, attributes: &str) {
        self.end_option();
        self.option = Some(Choice {
            text: String::new(),
            is_selected: attribute(attributes, "selected").is_some(),
            is_disabled: attribute(attributes, "disabled").is_some(),
            is_none: attribute(attributes, "value") == Some(""),
        });
    }

    /// Completes an option.
    pub fn end_option(&mut self) {
        let Some(option) = self.option.take() else { return };
        let text = if option.is_none { String::new() } else { option.text };
        if option.is_selected {
            if !self.many {
                self.selected.clear();
            }
            self.selected.push(text);
        } else if !option.is_disabled && self.first.is_none() {
            self.first = Some(text);
        }
    }

    /// Adds the text of an option.
    pub fn push(&mut self, text: &str) {
        if let Some(option) = &mut self.option {
            option.text.push_str(text);
        }
    }

    /// What the list shows, as written.
    pub fn shown(mut self) -> String {
        self.end_option();
        match self.first {
            Some(first) if self.selected.is_empty() && !self.is_open => first,
            _ => self.selected.join("、"),
        }
    }
}
