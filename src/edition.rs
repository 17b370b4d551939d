//! Edition: for whom a publication is made, and what it may tell them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::period::Period;

/// For whom a publication is made.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The office itself: everything.
    #[default]
    Internal,
    /// The units that are reported on.
    Circular,
    /// Everybody.
    Public,
}

impl Audience {
    /// The word in file names and records.
    pub fn code(self) -> &'static str {
        match self {
            Audience::Internal => "internal",
            Audience::Circular => "circular",
            Audience::Public => "public",
        }
    }
}

/// What a publication may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// For whom it is made.
    pub audience: Audience,
    /// Whether units may be named. Where they may not, nothing that tells about a single unit is published: no names,
    /// no answers, no receipts, no findings.
    pub names: bool,
    /// Counts from 1 to below this are withheld, and others with them, so that none can be found by subtraction.
    /// 0 withholds nothing.
    pub least: u64,
}

impl Edition {
    /// The office's own: nothing is withheld.
    pub const INTERNAL: Edition = Edition { audience: Audience::Internal, names: true, least: 0 };

    /// What an audience may be told where the survey does not say.
    pub fn of(audience: Audience) -> Edition {
        match audience {
            Audience::Internal => Edition::INTERNAL,
            Audience::Circular => Edition { audience, ..Edition::INTERNAL },
            Audience::Public => Edition { audience, names: false, least: 5 },
        }
    }

    /// Whether a count is too small to be told.
    pub fn withholds(self, count: u64) -> bool {
        (1..self.least).contains(&count)
    }

    /// The folder of a period's publication: `2024-Q3`, `2024-Q3.public`.
    pub fn folder(self, period: Period) -> String {
        match self.audience {
            Audience::Internal => period.to_string(),
            audience => format!("{period}.{}", audience.code()),
        }
    }
}
