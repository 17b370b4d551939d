//! What short texts were understood as before: most answers of a form are one of a few texts.

use std::sync::{PoisonError, RwLock};

use foldhash::HashMap;

use crate::kind::{self, Asked, Reading};
use crate::sheet::Content;
use crate::survey::Survey;

/// So many texts of an item are remembered, the first ones met.
const MOST: usize = 256;
/// A text of more bytes is hardly ever met twice.
const LONGEST: usize = 64;

/// The texts met at each item of a survey, and what each was understood as.
pub struct Readings {
    by_item: Vec<RwLock<HashMap<Box<str>, Reading>>>,
}

impl Readings {
    /// None yet, for so many items.
    pub fn new(n_items: usize) -> Readings {
        Readings { by_item: (0..n_items).map(|_| RwLock::default()).collect() }
    }

    /// What a cell says at an item of the survey, as [`kind::understand`] has it.
    pub fn understand(&self, item: usize, content: Option<&Content>, survey: &Survey) -> Reading {
        let asked = &survey.items[item];
        let new =
            || kind::understand(content, &Asked { item: asked, codes: survey.codes(asked), missing: &survey.missing });
        let Some(Content::Text(text)) = content else { return new() };
        if text.len() > LONGEST {
            return new();
        }
        let met = self.by_item[item].read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = met.get(text.as_str()) {
            return known.clone();
        }
        let has_room = met.len() < MOST;
        drop(met);
        let reading = new();
        if has_room {
            let mut met = self.by_item[item].write().unwrap_or_else(PoisonError::into_inner);
            met.insert(text.as_str().into(), reading.clone());
        }
        reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    #[test]
    fn a_text_is_understood_alike_the_second_time_and_for_each_item_by_itself() {
        let survey = fixture::survey();
        let readings = Readings::new(survey.items.len());
        for _ in 0..2 {
            for (item, asked) in survey.items.iter().enumerate() {
                for text in ["是", "☑是 □否", "3", "约11", "2024年3月1日", "其他", "", " "] {
                    let content = Content::Text(text.to_string());
                    let asked = Asked { item: asked, codes: survey.codes(asked), missing: &survey.missing };
                    let expected = kind::understand(Some(&content), &asked);
                    assert_eq!(
                        readings.understand(item, Some(&content), &survey),
                        expected,
                        "{text} {}",
                        asked.item.id
                    );
                }
            }
        }
        assert!(readings.by_item.iter().all(|met| met.read().unwrap().len() == 8));
    }

    #[test]
    fn only_so_many_and_only_short_texts_are_remembered() {
        let survey = fixture::survey();
        let readings = Readings::new(survey.items.len());
        let texts = (0..2 * MOST).map(|number| format!("第{number}号")).chain(["长".repeat(LONGEST)]);
        for text in texts {
            readings.understand(0, Some(&Content::Text(text)), &survey);
        }
        assert_eq!(readings.by_item[0].read().unwrap().len(), MOST);
    }
}
