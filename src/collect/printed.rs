//! What texts around a form say: those that are printed on it are the same in all returns, and are looked through once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// A longer text is looked through each time.
const LONGEST: usize = 512;
/// So many texts are remembered, the first ones.
const MOST: usize = 4_096;

/// What is known of texts.
#[derive(Debug)]
pub struct Printed<T> {
    met: RwLock<HashMap<Box<str>, Arc<T>>>,
}

impl<T> Default for Printed<T> {
    fn default() -> Printed<T> {
        Printed { met: RwLock::default() }
    }
}

impl<T> Printed<T> {
    /// What a text says; `look` tells it of a new one, by the text and the survey alone.
    pub fn said(&self, text: &str, look: impl FnOnce() -> T) -> Arc<T> {
        if text.len() > LONGEST {
            return Arc::new(look());
        }
        let met = self.met.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = met.get(text) {
            return known.clone();
        }
        let has_room = met.len() < MOST;
        drop(met);
        let said = Arc::new(look());
        if has_room {
            self.met.write().unwrap_or_else(PoisonError::into_inner).insert(text.into(), said.clone());
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_through_once_unless_it_is_long() {
        let printed = Printed::default();
        assert_eq!(*printed.said("说明", || 1), 1);
        assert_eq!(*printed.said("说明", || panic!("known")), 1);
        assert_eq!(*printed.said("应为2", || 2), 2);
        let long = "长".repeat(LONGEST);
        assert_eq!((*printed.said(&long, || 3), *printed.said(&long, || 4)), (3, 4));
    }
}
