//! Sentences of: check.

#[allow(unused_imports)]
use super::Phrase;
