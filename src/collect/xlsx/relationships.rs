//! What a part refers to: sheets, strings, styles, by type and not by a usual name.

use crate::collect::guard::Budget;
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is};

/// One reference.
pub struct Relationship {
    id: String,
    kind: String,
    /// The part referred to, as written.
    pub target: String,
}

impl Relationship {
    /// Whether it is of a type, by the last word of the type's address: transitional and strict files differ before it.
    pub fn is_of(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The references of one part.
#[derive(Default)]
pub struct Relationships(Vec<Relationship>);

impl Relationships {
    /// Reads a `.rels` part. References to places outside the file are left out.
    pub fn read(text: &str, part: &str, budget: &Budget) -> Result<Relationships, Refusal> {
        let mut scanner = Scanner::new(text, part, budget);
        let mut found = Vec::new();
        loop {
            let tag = match scanner.next()? {
                Token::End => return Ok(Relationships(found)),
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "Relationship") => tag,
                _ => continue,
            };
            let attribute =
                |name: &str| scanner.attribute(&tag, name).map(|value| value.unwrap_or_default().into_owned());
            if attribute("TargetMode")? != "External" {
                found.push(Relationship {
                    id: attribute("Id")?,
                    kind: attribute("Type")?,
                    target: attribute("Target")?,
                });
            }
        }
    }

    /// The target of the first reference of a type.
    pub fn of_type(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|known| known.is_of(kind)).map(|known| known.target.as_str())
    }

    /// The reference of that id.
    pub fn by_id(&self, id: &str) -> Option<&Relationship> {
        self.0.iter().find(|known| known.id == id)
    }
}

/// The part that holds the references of a part; `""` stands for the package.
pub fn path(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a target names, seen from a part; `..` never leads out of the container.
pub fn part_beside(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => part.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
