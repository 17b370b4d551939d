//! Sentences of: collect.

#[allow(unused_imports)]
use super::Phrase;
