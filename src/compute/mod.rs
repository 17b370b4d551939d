//! Phase 4: from the frame to figures.

pub use crate::figure::Results;
