//! Texts around a form that say nothing of its answers, as those that are printed on it: the same in all returns, they
//! are looked through once.

use std::collections::HashSet;
use std::sync::{PoisonError, RwLock};

/// A longer text is looked through each time.
const LONGEST: usize = 512;
/// So many texts are remembered, the first ones.
const MOST: usize = 4_096;

/// The texts of which that is known.
#[derive(Debug, Default)]
pub struct Idle {
    met: RwLock<HashSet<Box<str>>>,
}

impl Idle {
    /// Whether a text says nothing; `look` tells it of a new one, by the text and the survey alone.
    pub fn says_nothing(&self, text: &str, look: impl FnOnce() -> bool) -> bool {
        if text.len() > LONGEST {
            return look();
        }
        let met = self.met.read().unwrap_or_else(PoisonError::into_inner);
        if met.contains(text) {
            return true;
        }
        let has_room = met.len() < MOST;
        drop(met);
        let is_idle = look();
        if is_idle && has_room {
            self.met.write().unwrap_or_else(PoisonError::into_inner).insert(text.into());
        }
        is_idle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_through_until_it_is_known_to_say_nothing() {
        let idle = Idle::default();
        assert!(!idle.says_nothing("应为2", || false));
        assert!(idle.says_nothing("说明", || true));
        assert!(idle.says_nothing("说明", || panic!("known")));
        assert!(!idle.says_nothing("应为2", || false));
        let long = "长".repeat(LONGEST);
        assert!(idle.says_nothing(&long, || true) && !idle.says_nothing(&long, || false));
    }
}
