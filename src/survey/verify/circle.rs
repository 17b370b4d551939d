//! Whether some item is asked only on an answer that itself is asked only on the item's own.

use super::Verifier;
use crate::survey::load::Step::{At, Key};
use crate::survey::{Item, Survey, expression};
use crate::text::survey as say;

impl Verifier<'_> {
    pub(super) fn circles(&mut self) {
        let survey = self.survey;
        let needs: Vec<Vec<usize>> = survey.items.iter().map(|item| needs(survey, item)).collect();
        for item in 0..needs.len() {
            if let Some(circle) = circle(&needs, item) {
                let names: Vec<String> = circle.iter().map(|item| format!("`{}`", survey.items[*item].id)).collect();
                self.say(&[Key("item"), At(item), Key("relevant")], say::relevant_circle(names.join(" → ")));
            }
        }
    }
}

/// The items on whose answers it depends whether an item is asked.
fn needs(survey: &Survey, item: &Item) -> Vec<usize> {
    let parsed = item.relevant.as_ref().and_then(|sql| expression::parse(sql).ok());
    let columns = parsed.iter().flat_map(expression::columns);
    columns.filter_map(|column| expression::item_behind(survey, &column)).collect()
}

/// The shortest way from an item back to itself, both ends included.
fn circle(needs: &[Vec<usize>], item: usize) -> Option<Vec<usize>> {
    let mut from: Vec<Option<usize>> = vec![None; needs.len()];
    let mut open = std::collections::VecDeque::from([item]);
    while let Some(at) = open.pop_front() {
        for next in needs[at].iter().copied() {
            if next == item {
                let mut way: Vec<usize> = std::iter::successors(Some(at), |at| from[*at]).collect();
                way.reverse();
                way.push(item);
                return Some(way);
            }
            if from[next].is_none() {
                from[next] = Some(at);
                open.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_told_and_a_mere_chain_is_none() {
        let needs = [vec![1], vec![2], vec![], vec![3], vec![5], vec![4, 0]];
        let found: Vec<Option<Vec<usize>>> = (0..needs.len()).map(|item| circle(&needs, item)).collect();
        assert_eq!(found, [None, None, None, Some(vec![3, 3]), Some(vec![4, 5, 4]), Some(vec![5, 4, 5])]);
    }
}
