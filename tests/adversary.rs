//! The public edition against a reader who knows the register, adds and subtracts: no count that is withheld follows from
//! all numbers that are told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use polars::prelude::DataFrame;
use polars_io::prelude::{ParquetReader, SerReader};

use crate::support::{Folder, canvass, rows};

/// A survey, its sample period, and the sums that its definition implies: a total and its parts.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

/// What a figure counts of units of some attributes only, and of them all alike: a survey, the figure, its base, the
/// attribute with those values, the figures that each part of its account is there.
struct Narrow {
    survey: &'static str,
    figure: &'static str,
    base: &'static str,
    of: (&'static str, &'static [&'static str]),
    parts: &'static [(&'static str, &'static [&'static str])],
}

const NARROW: &[Narrow] = &[Narrow {
    survey: "safety-grading",
    figure: "key_c",
    base: "key_industries",
    of: ("risk", &["高危行业", "重点行业"]),
    parts: &[("", &["grade_c"]), ("no", &["grade_a", "grade_b", "grade_d"])],
}];

impl Narrow {
    fn is_in(&self, atom: &Row) -> bool {
        self.of.1.contains(&atom[self.of.0].as_str())
    }
}

/// The parts of the account of a figure of the whole, besides the count.
const PARTS: [&str; 5] = ["no", "not_applicable", "blank", "invalid", "not_received"];

fn part(figure: &str, base: &str, part: &str) -> String {
    if part.is_empty() { figure.to_string() } else { format!("{part} of {figure} on {base}") }
}

const SURVEYS: &[Case] = &[
    ("accountability-cases", "2026-Q2", &[]),
    (
        "central-survey",
        "2024",
        &[
            ("cadres", &["cadres_bureau", "cadres_department"]),
            ("registered", &["plan_made", "no_plan"]),
            ("registered", &["assessment_plan", "no_assessment_plan"]),
            ("registered", &["assessed", "not_assessed"]),
            ("registered", &["accountability_rules", "no_accountability_rules"]),
        ],
    ),
    ("duty-quotas", "2026-Q2", &[("registered", &["no_overdue_problem", "overdue_problem"])]),
    (
        "monthly-bulletin",
        "2026-M06",
        &[("registered", &["in_time", "not_in_time"]), ("registered", &["on_schedule", "not_on_schedule"])],
    ),
    (
        "responsibility-certificates",
        "2026",
        &[
            ("result_ticked", &["result_excellent", "result_good", "result_passed", "result_failed"]),
            ("excellent", &["result_excellent"]),
            ("good", &["result_good"]),
            ("passed", &["result_passed"]),
            ("failed", &["result_failed"]),
        ],
    ),
    (
        "safety-grading",
        "2026-S1",
        &[
            ("registered", &["grade_a", "grade_b", "grade_c", "grade_d", "not_graded"]),
            ("registered", &["graded", "not_graded"]),
        ],
    ),
    ("scorecard", "2026-S1", &[]),
];

type Row = BTreeMap<String, String>;

/// Both editions of a period, and what is publicly known of the register: attributes, and who returned.
struct Reader {
    _kept: Folder,
    public: PathBuf,
    told: Vec<Row>,
    truth: Vec<Row>,
    units: Vec<Row>,
}

impl Reader {
    fn of(survey: &str, period: &str) -> Reader {
        let kept = Folder::new();
        for audience in ["internal", "public"] {
            let mut program = canvass();
            program.args(["run", &format!("queries/{survey}"), "-q", "--period", period, "--lang", "en"]);
            let output = program.args(["--audience", audience, "--out"]).arg(&kept.0).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let folder = kept.0.join(survey);
        let (internal, public) = (folder.join(period), folder.join(format!("{period}.public")));
        let figures = |folder: &Path| rows(&folder.join("data/figures.csv"));
        let units = rows(&internal.join("data/units.csv"));
        Reader { told: figures(&public), truth: figures(&internal), units, public, _kept: kept }
    }

    /// The units by all the attributes by which figures are told.
    fn atoms(&self) -> Vec<Row> {
        let by: BTreeSet<&String> =
            self.told.iter().map(|row| &row["group_by"]).filter(|name| !name.is_empty()).collect();
        let atom = |unit: &Row| by.iter().map(|name| (name.to_string(), unit[*name].clone())).collect::<Row>();
        self.units.iter().map(atom).collect::<BTreeSet<Row>>().into_iter().collect()
    }

    /// The value of a figure of a group in the office's own edition, or the size of a base; 0 where there is none.
    fn truth(&self, name: &str, group: (&str, &str)) -> f64 {
        let of_group = || self.truth.iter().filter(|row| (row["group_by"].as_str(), row["group"].as_str()) == group);
        let number = |text: &String| text.parse::<f64>().unwrap_or_default();
        if let Some(row) = of_group().find(|row| row["figure"] == name) {
            return number(&row["count"]) + number(&row["value"]);
        }
        of_group().find(|row| row["base"] == name).map_or(0.0, |row| number(&row["base_count"]))
    }
}

/// Sums of unknowns: for each figure or base and each atom one.
struct Sums {
    atoms: Vec<Row>,
    names: Vec<String>,
    rows: Vec<(usize, Vec<u64>)>,
}

const PRIME: u64 = 2_147_483_647;

impl Sums {
    fn of(reader: &Reader) -> Sums {
        let names = reader.told.iter().flat_map(|row| {
            let parts = PARTS.map(|name| part(&row["figure"], &row["base"], name));
            [row["figure"].clone(), row["base"].clone()].into_iter().chain(parts)
        });
        let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).chain(["registered".into()]).collect();
        Sums { atoms: reader.atoms(), names: names.into_iter().collect(), rows: Vec::new() }
    }

    /// A total less its parts: nothing.
    fn balance(&self, total: &str, parts: &[String], is_in: &dyn Fn(&Row) -> bool) -> Vec<u64> {
        let mut sum = self.sum(total, is_in);
        for part in parts {
            let part = self.sum(part, is_in);
            sum.iter_mut().zip(part).for_each(|(value, part)| *value = (*value + PRIME - part) % PRIME);
        }
        sum
    }

    fn sum(&self, name: &str, is_in: &dyn Fn(&Row) -> bool) -> Vec<u64> {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| panic!("no figure {name}"));
        let mut sum = vec![0; self.names.len() * self.atoms.len()];
        for (place, _) in self.atoms.iter().enumerate().filter(|(_, atom)| is_in(atom)) {
            sum[at * self.atoms.len() + place] = 1;
        }
        sum
    }

    /// What the known sums leave of one (Gauss, modulo a prime, so that nothing is rounded).
    fn rest(&self, mut sum: Vec<u64>) -> Vec<u64> {
        for (pivot, row) in &self.rows {
            let often = sum[*pivot];
            if often != 0 {
                sum.iter_mut()
                    .zip(row)
                    .for_each(|(value, part)| *value = (*value + PRIME - often * part % PRIME) % PRIME);
            }
        }
        sum
    }

    fn learn(&mut self, sum: Vec<u64>) {
        let rest = self.rest(sum);
        let Some(pivot) = rest.iter().position(|value| *value != 0) else { return };
        let inverse = power(rest[pivot], PRIME - 2);
        self.rows.push((pivot, rest.into_iter().map(|value| value * inverse % PRIME).collect()));
    }

    fn follows(&self, sum: Vec<u64>) -> bool {
        self.rest(sum).iter().all(|value| *value == 0)
    }
}

/// A power modulo the prime; to the prime less two it is the inverse.
fn power(base: u64, exponent: u64) -> u64 {
    match exponent {
        0 => 1,
        odd if odd % 2 == 1 => base * power(base, odd - 1) % PRIME,
        even => power(base * base % PRIME, even / 2),
    }
}

fn in_group(row: &Row) -> impl Fn(&Row) -> bool + use<> {
    let (by, value) = (row["group_by"].clone(), row["group"].clone());
    move |atom: &Row| by.is_empty() || atom[&by] == value
}

/// What the table of targets tells, where there is one.
fn learn_targets(reader: &Reader, sums: &mut Sums) {
    let Ok(file) = File::open(reader.public.join("data/table-grade_targets.parquet")) else { return };
    let frame: DataFrame = ParquetReader::new(file).finish().unwrap();
    let text = |name: &str| frame.column(name).unwrap().str().unwrap().clone();
    for (target, class) in text("target").iter().zip(text("class").iter()) {
        let is_meant = |atom: &Row| target != Some("no_c") || ["高危行业", "重点行业"].contains(&atom["risk"].as_str());
        let figure = format!("grade_{}", class.unwrap().to_lowercase());
        for name in [figure.as_str(), "not_graded"] {
            sums.learn(sums.sum(name, &is_meant));
        }
    }
}

/// The units of a base are those with the property and those in the other parts of the account.
fn learn_accounts(reader: &Reader, sums: &mut Sums, atom: &Row) {
    let is_whole = |row: &&Row| row["group_by"].is_empty() && !row["base"].is_empty() && row["role"] != "coverage";
    for row in reader.told.iter().filter(is_whole) {
        let (figure, base) = (&row["figure"], &row["base"]);
        let parts = PARTS.map(|name| part(figure, base, name));
        let parts: Vec<String> = parts.into_iter().chain([figure.clone()]).collect();
        sums.learn(sums.balance(base, &parts, &|other| other == atom));
    }
}

/// Of units without the attributes a narrow figure counts nothing; of those with them it counts what others count.
fn learn_narrow(sums: &mut Sums, narrow: &Narrow) {
    for atom in sums.atoms.clone() {
        let here = |other: &Row| *other == atom;
        let is_in = narrow.is_in(&atom);
        let units = ["registered".to_string()];
        sums.learn(sums.balance(narrow.base, if is_in { &units } else { &[] }, &here));
        for (name, figures) in narrow.parts {
            let figures: Vec<String> = figures.iter().filter(|_| is_in).map(|figure| figure.to_string()).collect();
            sums.learn(sums.balance(&part(narrow.figure, narrow.base, name), &figures, &here));
        }
    }
}

/// What is withheld and follows all the same.
fn found(reader: &Reader, survey: &str, implied: &[(&str, &[&str])]) -> Vec<String> {
    let mut sums = Sums::of(reader);
    let is_public = |row: &Row| row["role"] == "coverage" || row["base"] == "registered";
    for atom in sums.atoms.clone() {
        sums.learn(sums.sum("registered", &|other| *other == atom));
        for (total, parts) in implied {
            let parts: Vec<String> = parts.iter().map(|part| part.to_string()).collect();
            sums.learn(sums.balance(total, &parts, &|other| *other == atom));
        }
        learn_accounts(reader, &mut sums, &atom);
    }
    for narrow in NARROW.iter().filter(|narrow| narrow.survey == survey) {
        learn_narrow(&mut sums, narrow);
    }
    let told = |row: &&Row| row["status"] != "C";
    for row in reader.told.iter().filter(told).filter(|row| row["role"] != "coverage") {
        sums.learn(sums.sum(&row["figure"], &in_group(row)));
        if !row["base"].is_empty() && !is_public(row) {
            sums.learn(sums.sum(&row["base"], &in_group(row)));
        }
        for name in PARTS.iter().filter(|name| !row[**name].is_empty()) {
            sums.learn(sums.sum(&part(&row["figure"], &row["base"], name), &in_group(row)));
        }
    }
    learn_targets(reader, &mut sums);
    // Of no unit at all there is nothing to find out.
    let is_of_units = |row: &&Row| reader.truth(&row["base"], (&row["group_by"], &row["group"])) > 0.0;
    let withheld =
        reader.told.iter().filter(|row| row["status"] == "C" && (row["base"].is_empty() || is_of_units(row)));
    let pinned = withheld.filter(|row| sums.follows(sums.sum(&row["figure"], &in_group(row))));
    pinned.map(|row| format!("{} of {} {}", row["figure"], row["group_by"], row["group"])).collect()
}

/// What the attack above takes for granted of narrow figures is true.
#[test]
fn a_narrow_figure_counts_what_others_count_of_its_units() {
    for narrow in NARROW {
        let (survey, period, _) = SURVEYS.iter().find(|(survey, ..)| *survey == narrow.survey).unwrap();
        let reader = Reader::of(survey, period);
        let whole =
            reader.truth.iter().find(|row| row["figure"] == narrow.figure && row["group_by"].is_empty()).unwrap();
        for (name, figures) in narrow.parts {
            let groups = || narrow.of.1.iter().map(|value| (narrow.of.0, *value));
            let sum: f64 = groups()
                .flat_map(|group| figures.iter().map(move |figure| (figure, group)))
                .map(|(f, g)| reader.truth(f, g))
                .sum();
            assert_eq!(whole[if name.is_empty() { "count" } else { *name }].parse(), Ok(sum), "{name}");
        }
    }
}

/// Most of what is told of groups is a count, so that each edition is worth reading.
#[test]
fn nothing_withheld_follows_from_any_public_edition() {
    let mut n_withheld = 0;
    for (survey, period, implied) in SURVEYS {
        let reader = Reader::of(survey, period);
        let groups: BTreeSet<(&str, &str)> =
            reader.truth.iter().map(|row| (row["group_by"].as_str(), row["group"].as_str())).collect();
        for ((total, parts), group) in implied.iter().flat_map(|sum| groups.iter().map(move |group| (sum, group))) {
            let sum: f64 = parts.iter().map(|part| reader.truth(part, *group)).sum();
            assert_eq!(reader.truth(total, *group), sum, "{survey}: {total} is not the sum of {parts:?} in {group:?}");
        }
        assert_eq!(found(&reader, survey, implied), Vec::<String>::new(), "{survey}");
        n_withheld += reader.told.iter().filter(|row| row["status"] == "C").count();
    }
    assert!(n_withheld > 300, "{n_withheld}");
}

/// A means of finding out what the test above would miss if it found nothing at all.
#[test]
fn an_edition_with_one_gap_is_seen_through() {
    let mut reader = Reader::of("central-survey", "2024");
    let is_gap = |row: &Row| row["figure"] == "plan_made" && row["group"] == "院校";
    let truth = reader.truth.iter();
    reader.told = truth
        .map(|row| Row::from_iter(row.clone().into_iter().chain(is_gap(row).then(|| ("status".into(), "C".into())))))
        .collect();
    assert_eq!(found(&reader, "central-survey", &[]), ["plan_made of system 院校"]);
}

#[test]
fn of_groups_no_small_count_of_any_kind_is_told() {
    let reader = Reader::of("responsibility-certificates", "2026");
    let small = |text: &str| (1..5).contains(&text.parse::<u64>().unwrap_or_default());
    for row in reader.told.iter().filter(|row| !row["group_by"].is_empty() && row["role"] != "coverage") {
        for part in ["count", "no", "not_applicable", "blank", "invalid", "not_received"] {
            assert!(!small(&row[part]), "{part} of {row:?}");
        }
    }
}

#[test]
fn everybody_is_told_of_quotas_as_a_whole_and_of_no_entry_of_a_list() {
    let reader = Reader::of("duty-quotas", "2026-Q2");
    let report = std::fs::read_to_string(reader.public.join("report.html")).unwrap();
    assert!(report.contains("How many units keep each quota") && report.contains("their totals are told"));
    let file = File::open(reader.public.join("data/table-quota_summary.parquet")).unwrap();
    let frame: DataFrame = ParquetReader::new(file).finish().unwrap();
    let whole = |name: &str| frame.column(name).unwrap().i64().unwrap().clone();
    // One line for each of the survey's twenty quotas, and none for a group.
    assert_eq!((frame.height(), frame.column("group_by").unwrap().null_count()), (20, 20));
    for name in ["kept", "late", "short", "no_data", "not_due"] {
        assert!(whole(name).iter().flatten().all(|count| !(1..5).contains(&count)), "{name}");
    }
    let (told, all) = (whole("late").iter().flatten().count(), frame.height());
    assert!(0 < told && told < all, "{told} of {all} lines");
    assert!(!reader.public.join("data/table-list_entries.parquet").exists());
}
