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
    /// The units of which it holds something that cannot be used, beside what is: rows of a roster that were refused.
    pub refused: Vec<usize>,
    /// The unit's name as written in the form, also where no unit of the register was recognised.
    pub unit_name: String,
    /// The period, where it is known.
    pub period: Option<Period>,
    /// The period of the folder that it lies in, where its form names another one: it is missed there.
    pub also_of: Option<Period>,
    /// The form version recognised.
    pub form_version: String,
    /// Used, superseded, rejected or ignored.
    pub status: ReceiptStatus,
    /// Why, in words a clerk understands; empty for a plain use.
    pub reason: String,
}

impl Receipt {
    /// The units that sent something in it for the period that cannot be used.
    pub fn refused_in(&self, period: Period) -> impl Iterator<Item = usize> {
        let is_of = self.period.is_none_or(|of| of == period) || self.also_of == Some(period);
        let whole = if self.status == ReceiptStatus::Rejected { self.units.as_slice() } else { &[] };
        whole.iter().chain(&self.refused).copied().filter(move |_| is_of)
    }
}
