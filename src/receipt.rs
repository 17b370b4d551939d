//! Receipt: one row of the receipt ledger, for every file given.

use crate::period::Period;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptStatus {
    /// Its return is counted.
    Used,
    /// Another return of the same unit and period counts instead.
    Superseded,
    /// It was meant as a return and cannot be used; the reason says why and what to do.
    Rejected,
    /// It is no return: a lock file, a folder's thumbnail index, a document.
    Ignored,
}

impl ReceiptStatus {
    /// The word in `ledger.csv`.
    pub fn code(self) -> &'static str {
        match self {
            ReceiptStatus::Used => "used",
            ReceiptStatus::Superseded => "superseded",
            ReceiptStatus::Rejected => "rejected",
            ReceiptStatus::Ignored => "ignored",
        }
    }
}

/// A row of the receipt ledger: found = used + superseded + rejected + ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The path below the folder given, with `/`; inside an archive `archive.zip/inner.xlsx`.
    pub file: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes in hexadecimal; empty where they could not be read.
    pub sha256: String,
    /// The units whose returns it holds, by place in the register; several in a roster.
    pub units: Vec<usize>,
    /// The unit's name as written in the form, also where no unit of the register was recognised.
    pub unit_name: String,
    /// The period, where it is known.
    pub period: Option<Period>,
    /// The form version recognised.
    pub form_version: String,
    /// Used, superseded, rejected or ignored.
    pub status: ReceiptStatus,
    /// Why, in words a clerk understands; empty for a plain use.
    pub reason: String,
}
