//! Findings that are alike: a table that is wrong in one way in every row is told so in so many rows, and then counted.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::text::{Lang, check as say};

/// So many findings of one rule at one item of a return are told one by one. Nobody goes through more of them, and a
/// return of a hundred thousand wrong rows must not take the memory of the run.
pub const TOLD_ONE_BY_ONE: usize = 1_000;

/// Gathers findings in their order, and of those that are alike no more than are told one by one. The last of these is
/// told with the number of those behind it and the cell where they end.
#[derive(Debug)]
pub struct Alike {
    findings: Vec<Finding>,
    met: HashMap<Kind, Met>,
    most: usize,
}

type Kind = (Option<usize>, String, String, String);

#[derive(Debug, Default)]
struct Met {
    count: usize,
    /// The place of the latest one that was kept.
    kept: usize,
    /// The cell of the latest one that was not.
    last: Option<String>,
}

impl Default for Alike {
    fn default() -> Alike {
        Alike { findings: Vec::new(), met: HashMap::new(), most: TOLD_ONE_BY_ONE }
    }
}

impl Alike {
    /// Takes in the next finding.
    pub fn push(&mut self, finding: Finding) {
        if self.findings.len() < self.most {
            return self.findings.push(finding);
        }
        if self.met.is_empty() {
            for (place, finding) in self.findings.iter().enumerate() {
                self.met.entry(kind(finding)).or_default().keep(place);
            }
        }
        let met = self.met.entry(kind(&finding)).or_default();
        if met.count >= self.most {
            met.count += 1;
            met.last = Some(finding.cell);
        } else {
            met.keep(self.findings.len());
            self.findings.push(finding);
        }
    }

    /// The findings, with what was only counted told at the last of its kind.
    pub fn told(self, lang: Lang) -> Vec<Finding> {
        let Alike { mut findings, met, most } = self;
        for met in met.into_values() {
            let Some(cell) = met.last else { continue };
            let count = (met.count - most).to_string();
            let finding = &mut findings[met.kept];
            let values = [("message", finding.message.as_str()), ("count", &count), ("cell", &cell)];
            finding.message = say::AND_SO_ON.say(lang, &values);
        }
        findings
    }
}

impl Met {
    fn keep(&mut self, place: usize) {
        self.count += 1;
        self.kept = place;
    }
}

impl Extend<Finding> for Alike {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

fn kind(finding: &Finding) -> Kind {
    (finding.unit, finding.file.clone(), finding.rule.clone(), finding.item.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn finding(unit: usize, rule: &str, cell: &str) -> Finding {
        let new = Finding::new(rule, Severity::Error, format!("{cell} is wrong"), String::new());
        Finding { unit: Some(unit), cell: cell.to_string(), ..new }
    }

    fn told(most: usize, findings: impl IntoIterator<Item = Finding>) -> Vec<String> {
        let mut alike = Alike { most, ..Alike::default() };
        alike.extend(findings);
        alike.told(Lang::En).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn what_is_wrong_in_one_way_in_many_places_is_counted() {
        let cells = (1..=6).map(|row| finding(0, "a", &format!("B{row}")));
        assert_eq!(told(2, cells), ["B1 is wrong", "B2 is wrong (the same in other places: 4, the last of them B6)"]);
    }

    #[test]
    fn as_many_as_are_told_one_by_one_are_told_as_they_are() {
        let cells = (1..=2).map(|row| finding(0, "a", &format!("B{row}")));
        assert_eq!(told(2, cells), ["B1 is wrong", "B2 is wrong"]);
    }

    #[test]
    fn other_rules_and_other_units_count_for_themselves() {
        let rows = (1..=2).flat_map(|row| [finding(0, "a", &format!("B{row}")), finding(1, "a", &format!("C{row}"))]);
        let more = [finding(0, "b", "D1"), finding(0, "a", "B3"), finding(0, "b", "D2")];
        assert_eq!(
            told(2, rows.chain(more)),
            [
                "B1 is wrong",
                "C1 is wrong",
                "B2 is wrong (the same in other places: 1, the last of them B3)",
                "C2 is wrong",
                "D1 is wrong",
                "D2 is wrong"
            ]
        );
    }
}
