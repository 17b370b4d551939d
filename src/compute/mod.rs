//! Phase 4: from the frame to figures.

use crate::figure::{Change, Figure};

/// What computing gives.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// Every figure, the whole before the groups: indicators in the survey's order with the chain's widest base
    /// first, each followed by its complement; then options of choices; then measures.
    pub figures: Vec<Figure>,
    /// Who made each share move since the period compared with; one entry a share of the whole.
    pub changes: Vec<Change>,
}

impl Results {
    /// The figure of the whole on a base.
    pub fn share(&self, id: &str, base: &str) -> Option<&Figure> {
        self.figures.iter().find(|f| f.group.is_none() && f.id == id && f.share().is_some_and(|s| s.base == base))
    }

    /// The figure of the whole on its widest base, or the measure of that name.
    pub fn whole(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|f| f.group.is_none() && f.id == id)
    }

    /// The figures of one id on its widest base in each group of an attribute, in the attribute's order.
    pub fn groups<'a>(&'a self, id: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a Figure> {
        let base = self.whole(id).and_then(|f| f.share()).map(|s| s.base.clone());
        self.figures.iter().filter(move |f| {
            f.id == id
                && f.group.as_ref().is_some_and(|(by, _)| by == attribute)
                && f.share().map(|s| &s.base) == base.as_ref()
        })
    }
}
