//! What a page says of its text: hidden, struck out, raised.

use std::collections::HashMap;

use super::pieces::attribute;
use crate::collect::face::Face;
use crate::collect::symbols::SymbolFont;

/// What holds for the text of an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// Browsers or Excel do not show it.
    pub hidden: bool,
    /// A line goes through it.
    pub struck: bool,
    /// It stands higher or lower than the line.
    pub raised: bool,
    /// The font of pictures that it is in, if any; `None` where no font is named.
    pub symbols: Option<Option<SymbolFont>>,
}

impl Mark {
    /// What holds for an element inside this one.
    pub fn and(self, inner: Mark) -> Mark {
        Mark {
            hidden: self.hidden || inner.hidden,
            struck: self.struck || inner.struck,
            raised: self.raised || inner.raised,
            symbols: inner.symbols.or(self.symbols),
        }
    }

    /// How its text looks.
    pub fn face(self) -> Face {
        Face { struck: self.struck, raised: self.raised, symbols: self.symbols.flatten() }
    }

    fn is_any(self) -> bool {
        self != Mark::default()
    }
}

/// What declarations of a style say; `None` where they do not say.
#[derive(Debug, Clone, Copy, Default)]
struct Declared {
    hidden: Option<bool>,
    struck: Option<bool>,
    raised: Option<bool>,
    symbols: Option<Option<SymbolFont>>,
}

impl Declared {
    fn read(declarations: &str) -> Declared {
        let mut declared = Declared::default();
        for (property, value) in declarations.split(';').filter_map(|one| one.split_once(':')) {
            let value = value.trim().to_ascii_lowercase();
            match property.trim().to_ascii_lowercase().as_str() {
                "display" => declared.hidden = Some(value.starts_with("none")),
                "visibility" => declared.hidden = Some(value.starts_with("hidden") || value.starts_with("collapse")),
                "mso-hide" => declared.hidden = Some(value.starts_with("all")),
                "text-decoration" | "text-decoration-line" => declared.struck = Some(value.contains("line-through")),
                "vertical-align" => declared.raised = Some(value.starts_with("super") || value.starts_with("sub")),
                "font-family" => declared.symbols = Some(symbols_of(&value)),
                _ => {}
            }
        }
        declared
    }

    fn over(self, below: Mark) -> Mark {
        Mark {
            hidden: self.hidden.unwrap_or(below.hidden),
            struck: self.struck.unwrap_or(below.struck),
            raised: self.raised.unwrap_or(below.raised),
            symbols: self.symbols.or(below.symbols),
        }
    }

    fn then(self, later: Declared) -> Declared {
        Declared {
            hidden: later.hidden.or(self.hidden),
            struck: later.struck.or(self.struck),
            raised: later.raised.or(self.raised),
            symbols: later.symbols.or(self.symbols),
        }
    }

    fn says_nothing(self) -> bool {
        [self.hidden, self.struck, self.raised].iter().all(Option::is_none) && self.symbols.is_none()
    }
}

/// The rules of a page's style sheets for single elements, classes and identifiers (`s`, `.xl65`, `td.xl65`, `#total`).
#[derive(Debug, Default)]
pub struct Rules(HashMap<String, Declared>);

impl Rules {
    /// Adds a style sheet; rules for certain media or for elements inside others are left out.
    pub fn add(&mut self, sheet: &str) {
        let sheet = without_comments(sheet);
        let mut rest = sheet.as_str();
        while let Some((selectors, block)) = rest.split_once('{') {
            if selectors.contains('@') {
                rest = after_block(block);
                continue;
            }
            let (declarations, after) = block.split_once('}').unwrap_or((block, ""));
            self.add_rule(selectors, Declared::read(declarations));
            rest = after;
        }
    }

    fn add_rule(&mut self, selectors: &str, declared: Declared) {
        if declared.says_nothing() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let is_plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '#' | '-' | '_');
            if !selector.is_empty() && selector.chars().all(is_plain) {
                let known = self.0.entry(selector.to_ascii_lowercase()).or_default();
                *known = known.then(declared);
            }
        }
    }

    /// What holds for an element by its name, its classes and its own style.
    pub fn mark(&self, name: &str, attributes: &str) -> Mark {
        let mut mark = Mark {
            hidden: attribute(attributes, "hidden").is_some(),
            struck: matches!(name, "s" | "del" | "strike"),
            raised: matches!(name, "sup" | "sub"),
            symbols: attribute(attributes, "face").filter(|_| name == "font").map(symbols_of),
        };
        if !self.0.is_empty() {
            mark = self.declared(name, attributes).over(mark);
        }
        match attribute(attributes, "style") {
            Some(style) => Declared::read(style).over(mark),
            None => mark,
        }
    }

    fn declared(&self, name: &str, attributes: &str) -> Declared {
        let classes = attribute(attributes, "class").unwrap_or_default().to_ascii_lowercase();
        let of_classes = classes.split_whitespace().flat_map(|class| [format!(".{class}"), format!("{name}.{class}")]);
        let of_id = attribute(attributes, "id").map(|id| format!("#{}", id.to_ascii_lowercase()));
        let keys = std::iter::once(name.to_string()).chain(of_classes).chain(of_id);
        let known = keys.filter_map(|key| self.0.get(&key));
        known.fold(Declared::default(), |declared, later| declared.then(*later))
    }
}

/// The font of pictures that comes first in a list of fonts, if one does.
fn symbols_of(fonts: &str) -> Option<SymbolFont> {
    let first = fonts.split(',').next().unwrap_or_default().replace("&quot;", "");
    SymbolFont::named(first.trim_matches(['"', '\'', ' ']))
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let mut bare = parts.next().unwrap_or_default().to_string();
    bare.extend(parts.filter_map(|part| part.split_once("*/")).map(|(_, after)| after));
    bare.replace("<!--", "").replace("-->", "")
}

/// What follows a block with blocks inside.
fn after_block(block: &str) -> &str {
    let mut depth = 1;
    for (at, sign) in block.match_indices(['{', '}']) {
        depth = if sign == "{" { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return &block[at + 1..];
        }
    }
    ""
}

/// More open elements with marks are taken as one.
const DEEPEST: usize = 256;

/// The open elements that mark their text.
#[derive(Debug, Default)]
pub struct Marks(Vec<Opened>);

#[derive(Debug)]
struct Opened {
    name: String,
    /// Elements of the same name that are open inside it.
    within: u32,
    mark: Mark,
}

impl Marks {
    /// How many are open.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Opens an element behind the first `base`.
    pub fn begin(&mut self, name: &str, mark: Mark, base: usize) {
        if mark.is_any() && self.0.len() < DEEPEST {
            self.0.push(Opened { name: name.to_string(), within: 0, mark });
        } else if let Some(open) = self.0.iter_mut().skip(base).rev().find(|open| open.name == name) {
            open.within += 1;
            open.mark = open.mark.and(mark);
        }
    }

    /// Closes the last element of that name that was opened behind the first `base`.
    pub fn end(&mut self, name: &str, base: usize) {
        let Some(place) = self.0.iter().rposition(|open| open.name == name).filter(|place| *place >= base) else {
            return;
        };
        match self.0[place].within.checked_sub(1) {
            Some(within) => self.0[place].within = within,
            None => self.0.truncate(place),
        }
    }

    /// Closes all but the first `base`.
    pub fn end_all(&mut self, base: usize) {
        self.0.truncate(base);
    }

    /// What holds for text here: hidden only by what was opened behind the first `base`.
    pub fn now(&self, base: usize) -> Mark {
        let all = self.0.iter().fold(Mark::default(), |all, open| all.and(open.mark));
        Mark { hidden: self.is_hidden(base), ..all }
    }

    /// Whether anything that was opened behind the first `base` is hidden.
    pub fn is_hidden(&self, base: usize) -> bool {
        self.0.iter().skip(base).any(|open| open.mark.hidden)
    }
}
