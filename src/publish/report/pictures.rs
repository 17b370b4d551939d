//! The charts that a document may show: those of the publication, and those of the unit that it is about.

use crate::publish::chart::Picture;

/// Charts by place: those of the publication first, then the unit's own.
#[derive(Debug, Clone, Copy)]
pub struct Pictures<'a> {
    /// The publication's.
    pub common: &'a [Picture],
    /// The unit's.
    pub own: &'a [Picture],
}

impl<'a> Pictures<'a> {
    /// The charts of a document about all units.
    pub fn of(common: &'a [Picture]) -> Pictures<'a> {
        Pictures { common, own: &[] }
    }

    /// The chart at a place.
    pub fn get(self, place: usize) -> Option<&'a Picture> {
        self.common.get(place).or_else(|| self.own.get(place.checked_sub(self.common.len())?))
    }
}
