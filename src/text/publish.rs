//! Sentences of: publish.

#[allow(unused_imports)]
use super::Phrase;
