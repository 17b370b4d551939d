//! The words of a cell of an .ods file, with the looks of their parts.

use quick_xml::events::BytesStart;

use crate::collect::face::{Face, Rich};
use crate::collect::guard::{damaged, over};
use crate::collect::ods::{OdsReader, faces};
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Token, is};

/// What may stand in a cell beside words: where its values come from, what its errors point at.
const BESIDE_WORDS: [&str; 2] = ["cell-range-source", "detective"];

impl OdsReader<'_> {
    /// What a cell shows: its paragraphs, one a line; notes and drawings are left out. `None` where it has no paragraph,
    /// not even an empty one.
    pub(super) fn paragraphs(&mut self, face: Face) -> Result<Option<Rich>, Refusal> {
        let mut shown = Rich::default();
        let (mut first, mut depth) = (true, 1);
        while depth > 0 {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "p") || is(&tag, "h") => {
                    self.new_line(&mut first, &mut shown.text);
                    self.paragraph(&mut shown, face)?;
                }
                Token::Empty(tag) if is(&tag, "p") => self.new_line(&mut first, &mut shown.text),
                Token::Open(tag) if is(&tag, "list") || is(&tag, "list-item") => depth += 1,
                Token::Open(tag) if is_beside_words(&tag) => self.scanner.skip()?,
                // Words by another name, and tables inside a cell, would be a blank.
                Token::Open(tag) => self.scanner.only(&tag, true, &BESIDE_WORDS)?,
                Token::Close => depth -= 1,
                Token::Text(text) => self.scanner.blank(&text)?,
                Token::Empty(_) => {}
                Token::End => return Err(damaged(self.scanner.place())),
            }
        }
        Ok((!first).then_some(shown))
    }

    fn new_line(&self, first: &mut bool, shown: &mut String) {
        if !std::mem::take(first) {
            shown.push('\n');
        }
    }

    fn paragraph(&mut self, shown: &mut Rich, face: Face) -> Result<(), Refusal> {
        let mut faces = vec![face];
        while let Some(face) = faces.last().copied() {
            match self.scanner.next()? {
                // Blanks as they stand: the format asks to draw runs of them together, the programs that show it do not.
                Token::Text(text) => shown.text.push_str(&text),
                Token::Open(tag) if is(&tag, "annotation") || is(&tag, "frame") || is(&tag, "ruby-text") => {
                    self.scanner.skip()?
                }
                Token::Open(tag) => {
                    self.sign(&tag, &mut shown.text)?;
                    self.end_run(shown, face);
                    faces.push(self.faces.inside(face, &self.get(&tag, "style-name")?));
                }
                Token::Empty(tag) => self.sign(&tag, &mut shown.text)?,
                Token::Close => {
                    self.end_run(shown, face);
                    faces.pop();
                }
                Token::End => return Err(damaged(self.scanner.place())),
            }
            if shown.text.len() > self.budget.limits.token {
                return Err(over(self.scanner.place()));
            }
        }
        Ok(())
    }

    fn end_run(&self, shown: &mut Rich, face: Face) {
        if self.faces.is_odd() {
            faces::end_run(&mut shown.runs, shown.text.len(), face);
        }
    }

    /// Blanks, tabs and line breaks that are written as elements.
    fn sign(&self, tag: &BytesStart, shown: &mut String) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "s" => {
                let count = self.count(tag, "c")? as usize;
                if count > self.budget.limits.token {
                    return Err(over(self.scanner.place()));
                }
                shown.extend(std::iter::repeat_n(' ', count));
            }
            "tab" => shown.push('\t'),
            "line-break" => shown.push('\n'),
            _ => {}
        }
        Ok(())
    }
}

/// Whether a tag is of the parts of the format in which drawings, controls and notes stand, unlike words and cells.
fn is_beside_words(tag: &BytesStart) -> bool {
    const PREFIXES: [&str; 8] = ["office", "draw", "dr3d", "form", "chart", "loext", "calcext", "svg"];
    tag.name().as_ref().split_once(':').is_some_and(|(prefix, _)| PREFIXES.contains(&prefix))
}
