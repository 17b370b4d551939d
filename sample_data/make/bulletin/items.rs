//! The items of the monthly bulletin, and how many a county of middle size reports.

/// How a number of a month comes about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source {
    /// So many a month, with a share that goes up and down.
    Count(f64, f64),
    /// A share of another item, in percent: of which item, and how much.
    Part(&'static str, f64),
    /// One item by another, in percent.
    Quotient(&'static str, &'static str),
    /// A number that moves slowly around a level.
    Level(f64, f64),
    /// What is left open: it begins high and is worked off.
    Backlog(f64),
}

/// An item of the form.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Its id in the survey.
    pub id: &'static str,
    /// How its numbers come about.
    pub source: Source,
    /// Decimals in which it is written.
    pub decimals: u32,
    /// The target of the year for a county of middle size, whole counties alike where `is_alike`.
    pub target: Option<f64>,
    /// Whether every county has the same target.
    pub is_alike: bool,
}

const fn count(id: &'static str, a_month: f64, target: Option<f64>) -> Item {
    Item { id, source: Source::Count(a_month, 0.35), decimals: 0, target, is_alike: false }
}

const fn other(id: &'static str, source: Source, decimals: u32, target: Option<f64>) -> Item {
    Item { id, source, decimals, target, is_alike: true }
}

/// The items in the order of the form; those that were asked until the end of 2025 among them.
pub const ITEMS: &[Item] = &[
    other("meetings", Source::Count(1.1, 0.4), 0, Some(12.0)),
    count("talks", 26.0, Some(300.0)),
    count("reminder_talks", 26.0, None),
    other("staff", Source::Level(420.0, 0.01), 0, None),
    other("duty_lists", Source::Count(3.0, 0.5), 0, None),
    count("field_visits", 6.0, Some(72.0)),
    other("briefings", Source::Count(0.9, 0.6), 0, Some(10.0)),
    count("training_sessions", 4.0, Some(48.0)),
    count("trained", 260.0, Some(3000.0)),
    other("coverage", Source::Level(93.5, 0.03), 1, Some(95.0)),
    count("media_items", 5.0, Some(60.0)),
    other("tests", Source::Count(1.2, 0.6), 0, Some(12.0)),
    count("inspections", 9.0, Some(108.0)),
    count("sites", 48.0, Some(540.0)),
    count("problems_found", 34.0, None),
    other("problems_fixed", Source::Part("problems_found", 95.0), 0, None),
    other("fix_rate", Source::Quotient("problems_fixed", "problems_found"), 1, Some(95.0)),
    count("unannounced", 3.0, Some(36.0)),
    count("petitions", 30.0, None),
    count("letters", 41.0, None),
    other("petitions_done", Source::Part("petitions", 97.0), 0, None),
    other("done_rate", Source::Quotient("petitions_done", "petitions"), 1, Some(96.0)),
    count("repeat_visits", 2.6, Some(36.0)),
    other("satisfaction", Source::Level(90.5, 0.025), 1, Some(90.0)),
    count("clues", 11.0, None),
    count("cases_opened", 5.0, None),
    count("cases_closed", 4.6, Some(54.0)),
    count("persons", 6.5, None),
    count("tasks_done", 4.2, Some(50.0)),
    count("projects", 1.6, Some(18.0)),
    count("funds", 41.5, Some(500.0)),
    count("notices", 2.2, None),
    other("backlog", Source::Backlog(24.0), 0, Some(20.0)),
];

/// Items that the form of a month does not have: two were replaced at the beginning of 2026.
pub fn is_asked(id: &str, year: i32) -> bool {
    match id {
        "reminder_talks" | "letters" => year < 2026,
        "talks" | "petitions" => year >= 2026,
        _ => true,
    }
}
