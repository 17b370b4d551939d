//! The page of a document: A4 either way, set wide or close.

use crate::survey::document::{Document, Orientation};

/// The longer side of A4, in twentieths of a point.
const LONG: usize = 16838;
/// The shorter side of A4, in twentieths of a point.
const SHORT: usize = 11906;

/// How a page lies and how closely it is set; the default is the page of an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Page {
    /// How it lies.
    pub orientation: Orientation,
    /// Whether in smaller type with narrower margins.
    pub is_compact: bool,
}

impl Page {
    /// The page that a document asks for.
    pub fn of(document: &Document) -> Page {
        Page { orientation: document.orientation, is_compact: document.compact }
    }

    /// Width and height in twentieths of a point.
    pub fn size(self) -> (usize, usize) {
        match self.orientation {
            Orientation::Portrait => (SHORT, LONG),
            Orientation::Landscape => (LONG, SHORT),
        }
    }

    /// The margins at the top, right, bottom and left, in twentieths of a point.
    pub fn margins(self) -> [usize; 4] {
        match (self.is_compact, self.orientation) {
            (true, _) => [1021, 1077, 964, 1077],
            (false, Orientation::Portrait) => [1701, 1474, 1588, 1588],
            (false, Orientation::Landscape) => [1588, 1701, 1474, 1588],
        }
    }

    /// The width of the text, in twentieths of a point.
    pub fn text_width(self) -> usize {
        let [_, right, _, left] = self.margins();
        self.size().0 - left - right
    }

    /// The height of the text, in twentieths of a point.
    pub fn text_height(self) -> usize {
        let [top, _, bottom, _] = self.margins();
        self.size().1 - top - bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_an_official_document_stays_what_it_is() {
        let page = Page::default();
        assert_eq!((page.size(), page.text_width()), ((11906, 16838), 8844));
    }

    #[test]
    fn a_page_on_its_side_is_as_wide_as_the_other_is_high() {
        let page = Page { orientation: Orientation::Landscape, is_compact: false };
        assert_eq!(page.size(), (16838, 11906));
        assert_eq!(page.text_width(), 16838 - 1588 - 1701);
    }
}
