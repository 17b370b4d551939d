//! Finding, Severity: what is wrong with a return. A finding is data, never an error.

use serde::{Deserialize, Serialize};

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
    /// A finding with only what every finding has; the rest is filled in where it is known.
    pub fn new(rule: &str, severity: Severity, message: String, remedy: String) -> Finding {
        Finding {
            unit: None,
            period: String::new(),
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

    /// The same finding, placed where an answer stands.
    pub fn at(mut self, origin: &crate::answer::Origin) -> Finding {
        self.file = origin.file.to_string();
        self.sheet = origin.sheet.to_string();
        self.cell = origin.cell.map(|cell| cell.to_string()).unwrap_or_default();
        self
    }
}
