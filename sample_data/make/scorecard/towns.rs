//! The invented towns, and what each reported in three half-years.

use crate::seed::Seed;

/// A town of the register: code, name, area, how often it slips in each half-year (0: never, 4: often; `-` no return).
pub type Town = (&'static str, &'static str, &'static str, &'static str);

/// The half-years with returns.
pub const PERIODS: [&str; 3] = ["2025-S1", "2025-S2", "2026-S1"];

/// In protocol order. The last town entered the register on 1 July 2025.
pub const TOWNS: [Town; 24] = [
    ("T01", "澄溪镇", "东片", "100"),
    ("T02", "岚桥镇", "东片", "001"),
    ("T03", "松照镇", "东片", "210"),
    ("T04", "禾川镇", "东片", "110"),
    ("T05", "望渡乡", "东片", "320"),
    ("T06", "霁岭乡", "东片", "210"),
    ("T07", "平皋镇", "南片", "110"),
    ("T08", "榆塘镇", "南片", "220"),
    ("T09", "沙屿镇", "南片", "120"),
    ("T10", "栎阳乡", "南片", "230"),
    ("T11", "明浦镇", "南片", "211"),
    ("T12", "槐荫镇", "南片", "121"),
    ("T13", "云篱镇", "西片", "322"),
    ("T14", "石蕨乡", "西片", "433"),
    ("T15", "曲水镇", "西片", "232"),
    ("T16", "岫山乡", "西片", "343"),
    ("T17", "芦湾镇", "西片", "222"),
    ("T18", "茶垅乡", "西片", "334"),
    ("T19", "朔泉镇", "北片", "23-"),
    ("T20", "霜林镇", "北片", "122"),
    ("T21", "鹿坪乡", "北片", "332"),
    ("T22", "寒浦乡", "北片", "-32"),
    ("T23", "白芷镇", "北片", "211"),
    ("T24", "新汀镇", "北片", "-12"),
];

/// A cell of a return.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Left blank.
    Blank,
    /// A number.
    Number(f64),
    /// Words.
    Words(&'static str),
}

/// A case of the table of violations: the day, the matter, whether the town found it itself.
pub type Case = (&'static str, &'static str, bool);

/// A return: the day on which it is dated, its answers by item, its cases.
#[derive(Debug, Clone)]
pub struct Report {
    /// The day in the form, ISO.
    pub dated: &'static str,
    /// Each item with its answer.
    pub answers: Vec<(&'static str, Written)>,
    /// The rows of the table of violations.
    pub cases: Vec<Case>,
}

impl Report {
    /// What is written for an item.
    pub fn written(&self, item: &str) -> Written {
        self.answers.iter().find(|(id, _)| *id == item).map_or(Written::Blank, |(_, written)| written.clone())
    }

    fn set(&mut self, item: &'static str, written: Written) {
        self.answers.retain(|(id, _)| *id != item);
        self.answers.push((item, written));
    }

    fn numbers(&mut self, given: &[(&'static str, f64)]) {
        for (item, number) in given {
            self.set(item, Written::Number(*number));
        }
    }
}

/// What a town reported for a half-year; `None` without a return.
pub fn report(town: &Town, period: usize) -> Option<Report> {
    let slips = town.3.as_bytes()[period];
    if slips == b'-' {
        return None;
    }
    let mut report = faultless(period);
    let mut seed = Seed::of(&format!("{}{}", town.0, PERIODS[period]));
    slip(&mut report, &mut seed, u64::from(slips - b'0'), period);
    declared(&mut report, town.0, period);
    Some(report)
}

/// A return that loses no point.
fn faultless(period: usize) -> Report {
    let mut report = Report {
        dated: ["2025-07-08", "2026-01-09", "2026-07-08"][period],
        answers: vec![
            ("plan_made", Written::Words("是")),
            ("self_check", Written::Words("是")),
            ("leader_sanctioned", Written::Words("否")),
        ],
        cases: Vec::new(),
    };
    report.numbers(&[
        ("meetings_held", 2.0),
        ("certificates_due", 25.0),
        ("certificates_signed", 25.0),
        ("checks_led", 3.0),
        ("talks_due", 20.0),
        ("talks_done", 20.0),
        ("honours", 0.0),
        ("staff", 40.0),
        ("trained", 40.0),
        ("lectures", 2.0),
        ("tested", 40.0),
        ("passed", 40.0),
        ("problems_found", 10.0),
        ("problems_rectified", 10.0),
        ("petitions_overdue", 0.0),
        ("spending_growth", -1.5),
        ("disclosure_rate", 99.0),
        ("complaints", 0.0),
        ("satisfaction", 90.0),
        ("major_incidents", 0.0),
        ("collective_petitions", 0.0),
        ("late_reports", 0.0),
        ("materials_missing", 0.0),
        ("materials_false", 0.0),
        ("reports_returned", 0.0),
    ]);
    report
}

const MATTERS: [&str; 4] = ["违规发放补贴", "公车私用", "违规接受宴请", "工程发包不规范"];
const DAYS: [[&str; 2]; 3] = [["2025-03-12", "2025-05-20"], ["2025-09-03", "2025-11-18"], ["2026-02-26", "2026-05-14"]];

/// Sizes of its own for each town, and slips: the more, the higher `level`.
fn slip(report: &mut Report, seed: &mut Seed, level: u64, period: usize) {
    let slips = |seed: &mut Seed| seed.below(10) < 2 * level;
    let mut fewer = |seed: &mut Seed, whole: &'static str, part: &'static str, least: u64, spread: u64, most: u64| {
        let n = least + seed.below(spread);
        let short = if slips(seed) { 1 + seed.below(most) } else { 0 };
        report.numbers(&[(whole, n as f64), (part, (n - short.min(n)) as f64)]);
    };
    fewer(seed, "certificates_due", "certificates_signed", 20, 15, 1 + level);
    fewer(seed, "talks_due", "talks_done", 15, 15, 2 + level);
    fewer(seed, "staff", "trained", 32, 30, 2 + 2 * level);
    fewer(seed, "tested", "passed", 30, 25, 2 + 2 * level);
    fewer(seed, "problems_found", "problems_rectified", 6, 12, 1 + level);
    let mut some = |seed: &mut Seed, item: &'static str, none: f64, step: f64, most: u64| {
        let n = if slips(seed) { 1 + seed.below(most) } else { 0 };
        report.numbers(&[(item, none + step * n as f64)]);
    };
    some(seed, "meetings_held", 2.0, -1.0, 1 + level / 4);
    some(seed, "checks_led", 3.0, -1.0, 2);
    some(seed, "lectures", 2.0, -1.0, 1);
    some(seed, "petitions_overdue", 0.0, 1.0, level.max(1));
    some(seed, "spending_growth", -0.8, 0.7, 2 * level.max(1));
    some(seed, "disclosure_rate", 99.0, -2.0, 2 + level);
    some(seed, "complaints", 0.0, 1.0, level.clamp(1, 2));
    some(seed, "satisfaction", 91.0, -2.5, 1 + level);
    some(seed, "late_reports", 0.0, 1.0, 2);
    some(seed, "materials_missing", 0.0, 1.0, 2 + level);
    some(seed, "reports_returned", 0.0, 1.0, 2);
    report.numbers(&[("honours", if level == 0 { 1.0 } else { (seed.below(8) / 7) as f64 })]);
    for day in DAYS[period].into_iter().take((seed.below(8) / 6 + level / 4) as usize) {
        report.cases.push((day, seed.choose(&MATTERS), seed.below(3) == 0));
    }
    if level == 4 {
        report.set("plan_made", Written::Words("否"));
    }
}

/// What single towns reported, so that their scores can be reckoned by hand.
fn declared(report: &mut Report, code: &str, period: usize) {
    let plain = |report: &mut Report| *report = faultless(period);
    match (code, period) {
        ("T01", 2) => {
            plain(report);
            report.numbers(&[("honours", 2.0)]);
        }
        ("T02", 0) => {
            plain(report);
            report.cases = vec![("2025-04-02", "公车私用", false)];
        }
        ("T02", 1) => {
            plain(report);
            report.numbers(&[("late_reports", 1.0)]);
        }
        ("T02", 2) => every_shape(report),
        ("T03", 2) => {
            plain(report);
            report.numbers(&[("major_incidents", 1.0)]);
        }
        ("T04", 2) => {
            plain(report);
            report.numbers(&[("collective_petitions", 1.0)]);
        }
        ("T05", 2) => {
            plain(report);
            report.cases = vec![
                ("2026-01-15", "违规发放补贴", false),
                ("2026-03-09", "工程发包不规范", false),
                ("2026-05-27", "公车私用", false),
            ];
        }
        ("T06", 2) => {
            plain(report);
            report.numbers(&[("materials_false", 1.0)]);
        }
        ("T07", 2) => {
            plain(report);
            report.dated = "2026-07-20";
        }
        ("T08", 2) => {
            plain(report);
            report.set("trained", Written::Blank);
        }
        ("T09", 2) => {
            plain(report);
            report.set("satisfaction", Written::Words("较好"));
        }
        ("T10", 2) => {
            plain(report);
            report.numbers(&[("late_reports", 1.0)]);
        }
        ("T12", 2) => report.numbers(&[("problems_found", 0.0), ("problems_rectified", 0.0)]),
        ("T16", 1) => report.set("leader_sanctioned", Written::Words("是")),
        ("T18", 2) => report.numbers(&[("collective_petitions", 2.0)]),
        ("T21", 0) => report.numbers(&[("major_incidents", 1.0)]),
        _ => {}
    }
}

/// One deduction of every shape.
fn every_shape(report: &mut Report) {
    *report = faultless(2);
    report.numbers(&[
        ("meetings_held", 1.0),
        ("certificates_signed", 24.0),
        ("checks_led", 2.0),
        ("talks_done", 17.0),
        ("honours", 1.0),
        ("trained", 37.0),
        ("lectures", 1.0),
        ("passed", 36.0),
        ("problems_found", 12.0),
        ("problems_rectified", 11.0),
        ("petitions_overdue", 1.0),
        ("spending_growth", 2.4),
        ("disclosure_rate", 93.0),
        ("complaints", 1.0),
        ("satisfaction", 82.5),
        ("late_reports", 1.0),
        ("materials_missing", 3.0),
        ("reports_returned", 1.0),
    ]);
    report.cases = vec![
        ("2026-02-11", "违规接受宴请", false),
        ("2026-03-30", "公车私用", true),
        ("2026-06-05", "违规发放补贴", false),
    ];
}
