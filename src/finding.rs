//! Finding, Severity: what is wrong with a return. A finding is data, never an error.

pub mod alike;

use serde::{Deserialize, Serialize};

use crate::period::Period;

/// How grave a finding is, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Must be corrected (强制性错误).
    Error,
    /// Correct or explain (核实性问题).
    Query,
    /// For information (提示).
    Note,
}

impl Severity {
    /// The word in `findings.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Query => "query",
            Severity::Note => "note",
        }
    }
}

/// Something about a return that its unit should know; texts are in the run's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The unit's place in the register, where it is known.
    pub unit: Option<usize>,
    /// The period, where it is known; as printed in data files.
    pub period: String,
    /// The other period that it concerns: of the folder that a return for `period` lies in, or that its file is named for.
    pub also_of: Option<Period>,
    /// The file, as named in the receipt ledger; empty for a unit that sent nothing.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// The cell (`C12`).
    pub cell: String,
    /// The item's id, or `table.column`.
    pub item: String,
    /// What was found there.
    pub value: String,
    /// Error, query or note.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// The id of the check or of the reading rule, kebab-case; findings of one cause share it.
    pub rule: String,
    /// Whether the rule is on trial: shown, but never a reason to fail.
    pub trial: bool,
    /// An accepted explanation.
    pub explanation: String,
}

impl Finding {
    /// The rule of what keeps a return from being used.
    pub const REJECTED: &str = "return-rejected";

    /// The rule of a file whose own name says another period than the form.
    pub const CALLED_OTHERWISE: &str = "period-contradicts-file-name";

    /// The rule of a return for a period of which there are hardly any.
    pub const PERIOD_APART: &str = "period-apart";

    /// A finding with only what every finding has; the rest is filled in where it is known.
    pub fn new(rule: &str, severity: Severity, message: String, remedy: String) -> Finding {
        Finding {
            unit: None,
            period: String::new(),
            also_of: None,
            file: String::new(),
            sheet: String::new(),
            cell: String::new(),
            item: String::new(),
            value: String::new(),
            severity,
            message,
            remedy,
            rule: rule.to_string(),
            trial: false,
            explanation: String::new(),
        }
    }

    /// Whether it is told with a period: its own, the one of the folder where its file lies, and where it has none every
    /// one.
    pub fn is_of(&self, period: Period) -> bool {
        self.period.is_empty() || self.period == period.to_string() || self.also_of == Some(period)
    }

    /// Whether its return lies in the folder of another period. What is only asked in another period too does not say so.
    pub fn is_misfiled(&self) -> bool {
        self.also_of.is_some() && self.rule != Finding::CALLED_OTHERWISE && self.rule != Finding::PERIOD_APART
    }

    /// What findings are counted together by: one cause has one remedy. Files that cannot be used are told apart by
    /// the reason, which is all that is known of them.
    pub fn cause(&self) -> (Severity, &str, &str, &str) {
        let reason = if self.rule == Finding::REJECTED { self.message.as_str() } else { "" };
        (self.severity, &self.rule, &self.remedy, reason)
    }

    /// The same finding, placed where an answer stands.
    pub fn at(mut self, origin: &crate::answer::Origin) -> Finding {
        self.file = origin.file.to_string();
        self.sheet = origin.sheet.to_string();
        self.cell = origin.cell.map(|cell| cell.to_string()).unwrap_or_default();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(rule: &str, message: &str, remedy: &str) -> Finding {
        Finding::new(rule, Severity::Error, message.to_string(), remedy.to_string())
    }

    #[test]
    fn findings_of_one_rule_with_two_remedies_have_two_causes() {
        let date = finding("not-understood", "`none` is no day", "write a day");
        let other_date = finding("not-understood", "`soon` is no day", "write a day");
        let number = finding("not-understood", "`none` is no number", "write a number");
        assert_eq!(date.cause(), other_date.cause());
        assert_ne!(date.cause(), number.cause());
    }

    #[test]
    fn rejected_files_have_one_cause_where_they_have_one_reason() {
        let other_form = finding(Finding::REJECTED, "another form", "see to it");
        let broken = finding(Finding::REJECTED, "cut short", "see to it");
        assert_ne!(other_form.cause(), broken.cause());
        assert_eq!(broken.cause(), broken.clone().cause());
    }

    #[test]
    fn a_finding_about_two_periods_is_told_with_both() {
        let [q1, q2, q3]: [Period; 3] = ["2026-Q1", "2026-Q2", "2026-Q3"].map(|period| period.parse().unwrap());
        let misfiled = Finding { period: "2026-Q1".into(), also_of: Some(q2), ..finding("a", "b", "c") };
        assert_eq!([q1, q2, q3].map(|period| misfiled.is_of(period)), [true, true, false]);
        assert!(finding("a", "b", "c").is_of(q3));
    }
}
