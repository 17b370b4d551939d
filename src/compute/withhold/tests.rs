use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::answer::{Answer, Return, State, Value};
use crate::compute::span::{PRIME, Span, Vector, remainder};
use crate::edition::Audience;
use crate::frame::Frames;
use crate::period::Period;
use crate::publish::specimen::Specimen;
use crate::register::Unit;
use crate::survey::load::definition;
use crate::text::Lang;

/// The counts of a figure in the groups of an attribute, `None` where withheld.
fn told(results: &Results, id: &str, base: &str, attribute: &str) -> Vec<Option<u64>> {
    let is_of = |figure: &&Figure| {
        figure.id == id
            && figure.share().is_some_and(|share| share.base == base)
            && figure.group.as_ref().is_some_and(|(by, _)| by == attribute)
    };
    let count =
        |figure: &Figure| figure.share().filter(|_| figure.status != Status::Suppressed).map(|share| share.account.yes);
    results.figures.iter().filter(is_of).map(count).collect()
}

/// Counts below three are small.
const EVERYBODY: Edition = Edition { audience: Audience::Public, names: false, least: 3 };

/// What an audience is told of the central survey.
fn withheld(edition: Edition) -> Specimen {
    let mut specimen = Specimen::central(Lang::Zh);
    specimen.results.past.clear();
    told_of(&mut specimen, edition);
    specimen
}

fn told_of(specimen: &mut Specimen, edition: Edition) -> Frames {
    let publication = specimen.publication();
    let (current, frame, frames) =
        (publication.returns.to_vec(), publication.frame.to_vec(), publication.frames.clone());
    let period = publication.period;
    let mut round = Round { period, reference: period.last_day(), frame, returns: &current, frames };
    let Specimen { survey, register, results, .. } = specimen;
    let made = Made { survey, register, round: &mut round, past: &mut [], edition, lang: Lang::En };
    withhold(made, results).unwrap();
    round.frames
}

#[test]
fn no_group_is_left_alone_with_what_the_others_lack() {
    let specimen = withheld(EVERYBODY);
    let mut n_withheld = 0;
    for figure in specimen.results.figures.iter().filter(|figure| figure.group.is_none()) {
        let Some(share) = figure.share().filter(|_| figure.role != Role::Coverage) else { continue };
        for attribute in &specimen.survey.groups {
            let told = told(&specimen.results, &figure.id, &share.base, attribute);
            let withheld = told.iter().filter(|count| count.is_none()).count();
            assert_ne!(withheld, 1, "{} on {} by {attribute}: {told:?}", figure.id, share.base);
            n_withheld += withheld;
        }
    }
    assert!(n_withheld > 0);
}

#[test]
fn a_sum_does_not_tell_the_part_that_is_withheld() {
    let specimen = withheld(EVERYBODY);
    let status = |id: &str| specimen.results.whole(id).unwrap().status;
    let sums = ["cadres", "cadres_bureau", "cadres_department"].map(status);
    let n_hidden = sums.iter().filter(|status| **status == Status::Suppressed).count();
    assert_ne!(n_hidden, 1, "{sums:?}");
}

#[test]
fn nothing_is_withheld_from_the_office() {
    let before = Specimen::central(Lang::Zh).results.figures;
    assert_eq!(withheld(Edition::INTERNAL).results.figures, before);
}

/// A unit: its region, its kind, two yes/no answers, a choice of three, two numbers. Kinds 0 and 1 make the first class.
type Answers = (usize, usize, bool, bool, usize, i64, i64);

const SURVEY: &str = r#"
id = "small"
title = "Small"
period = "year"
language = "en"
groups = ["region", "kind", "class"]
register = { file = "units.xlsx", code = ["Code"], name = ["Name"], attribute = [
  { id = "region", label = "Region", column = ["Region"] },
  { id = "kind", label = "Kind", column = ["Kind"] },
  { id = "class", label = "Class", column = ["Class"] },
] }
returns = { path = "returns" }
form = { unit = ["Unit"], code = ["Code"], period = ["Year"] }
code_list = [{ id = "letters", code = [{ id = "x", label = "x" }, { id = "y", label = "y" }, { id = "z", label = "z" }] }]
item = [
  { id = "a", kind = "yes-no", label = "a" },
  { id = "b", kind = "yes-no", label = "b" },
  { id = "c", kind = "choice", label = "c", codes = "letters" },
  { id = "m", kind = "integer", label = "m" },
  { id = "n", kind = "integer", label = "n" },
]
computed = [{ id = "t", of = "m + n" }]
condition = [{ id = "is_x", label = "x chosen", where = "c = 'x'" }, { id = "is_y", label = "y chosen", where = "c = 'y'" }, { id = "is_key", label = "key kinds", where = "kind IN ('K0', 'K2')" }]
indicator = [
  { id = "a", label = "a", chain = ["registered", "a"], complement = { id = "not_a", label = "not a" } },
  { id = "ab", label = "a and b", chain = ["registered", "a", "b"] },
  { id = "cx", label = "x", chain = ["registered", "is_x"] },
  { id = "cy", label = "y", chain = ["registered", "is_y"] },
  { id = "key_x", label = "x of key kinds", chain = ["is_key", "is_x"] },
]
measure = [
  { id = "sum_m", label = "m", kind = "sum", of = "m" },
  { id = "mean_n", label = "n", kind = "mean", of = "n" },
  { id = "sum_t", label = "t", kind = "sum", of = "t" },
  { id = "key_m", label = "m of kind 1", kind = "sum", of = "CASE WHEN kind = 'K1' THEN m END" },
]
cross = [
  { id = "region_c", rows = "region", columns = "c" },
  { id = "kind_a", rows = "kind", columns = "a", where = "b" },
  { id = "a_c", rows = "a", columns = "c" },
  { id = "key_c", rows = "region", columns = "c", where = "kind <> 'K3'" },
]
"#;

const TABLES: [&str; 4] = ["region_c", "kind_a", "a_c", "key_c"];
const LETTERS: [&str; 3] = ["x", "y", "z"];
const N_REGIONS: usize = 3;
const N_KINDS: usize = 4;
/// For each region and kind: units by a, b and c, then m and n.
const WIDTH: usize = 14;

fn small(units: &[Answers]) -> Specimen {
    returned(units, &|_| true)
}

/// The survey with the returns of some units.
fn returned(units: &[Answers], has_returned: &dyn Fn(usize) -> bool) -> Specimen {
    let charts = crate::publish::chart::names();
    let mut survey = definition(Path::new("survey.toml"), SURVEY, charts).unwrap_or_else(|error| panic!("{error}"));
    survey.rounding = Default::default();
    let unit = |(place, one): (usize, &Answers)| {
        let values = [("region", format!("R{}", one.0)), ("kind", format!("K{}", one.1)), ("class", class(one.1))];
        Unit {
            code: format!("U{place:02}"),
            name: format!("Unit {place}"),
            former_names: Vec::new(),
            aliases: Vec::new(),
            attributes: values.map(|(id, value)| (id.to_string(), value)).into(),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
        }
    };
    let register = Register { units: units.iter().enumerate().map(unit).collect() };
    let returns = units.iter().enumerate().filter(|(unit, _)| has_returned(*unit));
    let returns = returns.map(|(unit, one)| given(unit, one)).collect();
    Specimen::of(survey, register, returns, Lang::En)
}

fn class(kind: usize) -> String {
    format!("C{}", kind / 2)
}

fn given(unit: usize, one: &Answers) -> Return {
    let values = [
        Value::Bool(one.2),
        Value::Bool(one.3),
        Value::Code(LETTERS[one.4].into()),
        Value::Integer(one.5),
        Value::Integer(one.6),
    ];
    let answers = values.into_iter().map(|value| Answer {
        state: State::Answered,
        raw: value.to_string(),
        value: Some(value),
        origin: None,
    });
    Return {
        unit,
        period: "2024".parse::<Period>().unwrap(),
        file: Arc::from(format!("U{unit:02}.xlsx")),
        form_version: String::new(),
        dated: None,
        received: None,
        late: false,
        nil: false,
        answers: answers.collect(),
        tables: Vec::new(),
        remarks: Vec::new(),
    }
}

/// What an adversary who knows the register writes for a number: how much of each unknown is in it.
fn unknowns(is_in: &dyn Fn(usize, usize) -> bool, of: &dyn Fn(bool, bool, usize) -> bool, m: i128, n: i128) -> Vector {
    let mut vector = vec![0; N_REGIONS * N_KINDS * WIDTH];
    for region in 0..N_REGIONS {
        for kind in (0..N_KINDS).filter(|kind| is_in(region, *kind)) {
            let start = (region * N_KINDS + kind) * WIDTH;
            for state in 0..12 {
                vector[start + state] = u64::from(of(state % 2 == 1, state / 2 % 2 == 1, state / 4));
            }
            (vector[start + 12], vector[start + 13]) = (remainder(m), remainder(n));
        }
    }
    vector
}

fn in_group(group: &Option<(String, String)>, region: usize, kind: usize) -> bool {
    group.as_ref().is_none_or(|(by, value)| match by.as_str() {
        "region" => *value == format!("R{region}"),
        "kind" => *value == format!("K{kind}"),
        _ => *value == class(kind),
    })
}

/// The count of a figure and its base, as an adversary writes them.
fn of_figure(figure: &Figure) -> Vec<Vector> {
    let is_meant = |kind: usize| match figure.id.as_str() {
        "key_x" => kind == 0 || kind == 2,
        "key_m" => kind == 1,
        _ => true,
    };
    let set = |region: usize, kind: usize| in_group(&figure.group, region, kind) && is_meant(kind);
    let share = |of: &dyn Fn(bool, bool, usize) -> bool| unknowns(&set, of, 0, 0);
    let sum = |m, n| unknowns(&set, &|_, _, _| false, m, n);
    let count = match figure.id.as_str() {
        "a" => share(&|a, _, _| a),
        "not_a" => share(&|a, _, _| !a),
        "ab" => share(&|a, b, _| a && b),
        "cx" | "c_x" | "key_x" => share(&|_, _, c| c == 0),
        "cy" | "c_y" => share(&|_, _, c| c == 1),
        "c_z" => share(&|_, _, c| c == 2),
        "sum_m" | "key_m" => sum(1, 0),
        "mean_n" => sum(0, 1),
        "sum_t" => sum(1, 1),
        _ => share(&|_, _, _| true),
    };
    match figure.share().is_some_and(|share| share.base == "a") {
        true => vec![count, share(&|a, _, _| a)],
        false => vec![count],
    }
}

/// A cell of a cross table, as an adversary writes it.
fn of_cell(table: &str, row: &str, column: &str) -> Vector {
    let letter = |c: usize, code: &str| code == "total" || code == LETTERS[c];
    let yes = |a: bool, code: &str| code == "total" || code == a.to_string();
    let is = |name: String, code: &str| code == "total" || name == code;
    match table {
        "region_c" => unknowns(&|r, _| is(format!("R{r}"), row), &|_, _, c| letter(c, column), 0, 0),
        "key_c" => unknowns(&|r, k| k != 3 && is(format!("R{r}"), row), &|_, _, c| letter(c, column), 0, 0),
        "kind_a" => unknowns(&|_, k| is(format!("K{k}"), row), &|a, b, _| b && yes(a, column), 0, 0),
        _ => unknowns(&|_, _| true, &|a, _, c| yes(a, row) && letter(c, column), 0, 0),
    }
}

/// The cells of a cross table by row and column, and whether each is told.
fn cells(frames: &Frames, table: &str) -> Vec<(String, String, Option<i64>)> {
    let frame = &frames.derived.iter().find(|(id, _)| id == table).unwrap().1;
    let text = |name: &str| frame.column(name).unwrap().str().unwrap().clone();
    let (rows, columns, counts) = (text("row"), text("column"), frame.column("count").unwrap().i64().unwrap().clone());
    let cell =
        |place| (rows.get(place).unwrap().to_string(), columns.get(place).unwrap().to_string(), counts.get(place));
    (0..frame.height()).map(cell).collect()
}

/// What the units answered, in the places of the unknowns.
fn answered(units: &[Answers]) -> Vector {
    let mut truth = vec![0; N_REGIONS * N_KINDS * WIDTH];
    for (region, kind, a, b, c, m, n) in units {
        let start = (region * N_KINDS + kind) * WIDTH;
        truth[start + usize::from(*a) + 2 * usize::from(*b) + 4 * c] += 1;
        for (place, number) in [(12, m), (13, n)] {
            truth[start + place] = (truth[start + place] + remainder(i128::from(*number))) % PRIME;
        }
    }
    truth
}

/// Whether a number of the whole, or of the kinds that are meant, tells that of every part: nobody has it, or, of a
/// count, everybody.
fn is_plain(of_whole: &Vector, truth: &Vector) -> bool {
    let is_meant = |region, kind| {
        let start = (region * N_KINDS + kind) * WIDTH;
        of_whole[start..start + WIDTH].iter().any(|often| *often != 0)
    };
    let everybody = unknowns(&is_meant, &|_, _, _| true, 0, 0);
    let count = |of: &Vector| of.iter().zip(truth).map(|(often, value)| often * value % PRIME).sum::<u64>() % PRIME;
    let is_count = of_whole.iter().zip(&everybody).all(|(often, one)| often <= one);
    count(of_whole) == 0 || is_count && count(of_whole) == count(&everybody)
}

/// Whether a figure counts among all units, not only among those of some kinds.
fn is_of_all(figure: &Figure) -> bool {
    figure.group.is_none() && !figure.id.starts_with("key_")
}

/// What of all that is withheld follows from what is told and from the register, beyond what the whole tells by itself.
fn found(results: &Results, frames: &Frames, units: &[Answers]) -> Vec<String> {
    let (mut all, mut wholes) = (Span::default(), Span::default());
    let (mut secrets, mut n, truth) = (Vec::new(), 0, answered(units));
    let mut tell = |vector: &Vector, is_whole: bool| {
        n += 1;
        all.add(vector, n);
        if is_whole {
            wholes.add(vector, n);
        }
    };
    for (region, kind) in (0..N_REGIONS).flat_map(|region| (0..N_KINDS).map(move |kind| (region, kind))) {
        let here = |r: usize, k: usize| (r, k) == (region, kind);
        tell(&unknowns(&here, &|_, _, _| true, 0, 0), true);
        // Where there is no unit, everything is known to be nothing.
        if !units.iter().any(|one| (one.0, one.1) == (region, kind)) {
            let start = (region * N_KINDS + kind) * WIDTH;
            for place in start..start + WIDTH {
                let mut alone = vec![0; N_REGIONS * N_KINDS * WIDTH];
                alone[place] = 1;
                tell(&alone, true);
            }
        }
    }
    for figure in results.figures.iter().filter(|figure| figure.role != Role::Coverage) {
        match is_told(figure) {
            true => of_figure(figure).iter().for_each(|vector| tell(vector, is_of_all(figure))),
            false if is_plain(&of_figure(&Figure { group: None, ..figure.clone() })[0], &truth) => {}
            false => secrets.push((format!("{} of {:?}", figure.id, figure.group), of_figure(figure)[0].clone())),
        }
    }
    for table in TABLES {
        for (row, column, count) in cells(frames, table) {
            let vector = of_cell(table, &row, &column);
            match count {
                Some(_) => tell(&vector, table != "key_c" && (row == "total" || table == "a_c") && column == "total"),
                None if is_plain(&of_cell(table, if table == "a_c" { &row } else { "total" }, &column), &truth) => {}
                None => secrets.push((format!("{table} {row} {column}"), vector)),
            }
        }
    }
    let is_found = |vector: &Vector| all.origins(vector).is_some() && wholes.origins(vector).is_none();
    secrets.into_iter().filter(|(_, vector)| is_found(vector)).map(|(name, _)| name).collect()
}

/// Three regions by four kinds of two or three units, of which few chose x.
#[test]
fn a_class_of_kinds_does_not_tell_the_kind_that_is_withheld() {
    let units: Vec<Answers> = (0..36)
        .map(|n| (n % 3, n / 3 % 4, n % 4 != 0, n % 5 < 3, if n % 18 == 0 { 0 } else { 1 + n % 2 }, 3, 4))
        .collect();
    let mut specimen = small(&units);
    let frames = told_of(&mut specimen, EVERYBODY);
    assert_eq!(found(&specimen.results, &frames, &units), Vec::<String>::new());
    let told = |id: &str| specimen.results.figures.iter().filter(|f| f.id == id && is_told(f)).count();
    assert!(told("a") > 4 && told("sum_m") > 4, "{} {}", told("a"), told("sum_m"));
}

/// Two units of kind 1 chose x: six of all, four of the key kinds 0 and 2, which are told as a base of their own.
#[test]
fn a_base_of_some_kinds_does_not_tell_the_kind_that_is_outside() {
    let letter = |n: usize| if n % 12 == 1 || n.is_multiple_of(6) { 0 } else { 1 };
    let units: Vec<Answers> = (0..96).map(|n| (n % 3, n / 3 % 4, n % 2 == 0, n % 5 < 3, letter(n), 3, 4)).collect();
    let mut specimen = small(&units);
    let frames = told_of(&mut specimen, EVERYBODY);
    assert_eq!(found(&specimen.results, &frames, &units), Vec::<String>::new());
    let told = |id: &str| specimen.results.figures.iter().filter(|f| f.id == id && is_told(f)).count();
    assert!(told("key_x") > 0 && told("cy") > 4, "{} {}", told("key_x"), told("cy"));
}

/// Each unit is a kind of its own to an expression that looks at its name.
#[test]
fn nothing_is_told_of_what_tells_more_units_apart_than_can_be_followed() {
    let units: Vec<Answers> = (0..96).map(|n| (n % 3, n / 3 % 4, true, true, n % 3, 3, 4)).collect();
    let mut specimen = small(&units);
    specimen.survey.conditions[0].filter = "c = 'x' AND name <> code".to_string();
    told_of(&mut specimen, EVERYBODY);
    let told = |id: &str| specimen.results.figures.iter().filter(|f| f.id == id && is_told(f)).count();
    assert_eq!((told("cx"), told("key_x")), (0, 0));
    assert!(told("a") > 4);
}

/// Region 2 is one unit and region 3 silent; sums are below zero, so that none of them is a count.
#[test]
fn a_silent_group_does_not_hide_the_only_other_one() {
    let units: Vec<Answers> =
        (0..10).map(|n| ([0, 0, 0, 1, 1, 1, 2, 3, 3, 3][n], n % 4, true, true, 2, -7 - n as i64, 0)).collect();
    let mut specimen = returned(&units, &|unit| unit < 7);
    told_of(&mut specimen, EVERYBODY);
    let is_told = |group: &str| {
        let of = |f: &&Figure| {
            f.id == "sum_m" && f.group.as_ref().is_some_and(|(by, value)| by == "region" && value == group)
        };
        is_told(specimen.results.figures.iter().find(of).unwrap())
    };
    assert!(!is_told("R2"));
    assert!(specimen.results.figures.iter().any(|f| f.id == "sum_m" && f.group.is_none() && super::is_told(f)));
    assert!(!(is_told("R0") && is_told("R1")), "region 2 is what the regions that returned lack");
}

#[test]
fn two_groups_of_one_unit_take_a_third_with_them() {
    assert_eq!(too_few(&[(5, 0), (1, 1), (4, 2), (1, 3), (0, 4)]), [1, 3, 2]);
    assert_eq!(too_few(&[(5, 0), (1, 1), (2, 2)]), [1, 2]);
    assert_eq!(too_few(&[(5, 0), (1, 1), (4, 2)]), [1]);
    assert_eq!(too_few(&[(3, 0), (0, 1)]), Vec::<usize>::new());
}

/// Of 36 units one said no to the second question, which all others asked had said yes to.
#[test]
fn a_small_part_of_the_account_of_the_whole_is_not_told() {
    let units: Vec<Answers> = (0..36).map(|n| (n % 3, n / 3 % 4, true, n != 5, 1, 3, 4)).collect();
    let mut specimen = small(&units);
    told_of(&mut specimen, EVERYBODY);
    let whole = |id: &str| specimen.results.whole(id).and_then(Figure::share).unwrap().clone();
    assert_eq!((whole("ab").in_full, whole("ab").account.yes, whole("ab").low), (false, 35, whole("ab").fraction()));
    assert!(whole("a").in_full && whole("cx").in_full);
}

fn answers() -> impl Strategy<Value = Answers> {
    (0..N_REGIONS, 0..N_KINDS, any::<bool>(), any::<bool>(), 0usize..8, 0i64..5, 0i64..5)
        .prop_map(|(region, kind, a, b, c, m, n)| (region, kind, a, b, [0, 1, 2, 2, 2, 1, 2, 2][c], m, n))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn nothing_withheld_follows_from_all_that_is_told(
        units in prop::collection::vec(answers(), 6..48),
        least in 2u64..6,
    ) {
        let mut specimen = small(&units);
        let frames = told_of(&mut specimen, Edition { least, ..EVERYBODY });
        prop_assert_eq!(found(&specimen.results, &frames, &units), Vec::<String>::new());
        let is_small = |count: u64| (1..least).contains(&count);
        for figure in specimen.results.figures.iter().filter(|f| is_told(f) && f.role != Role::Coverage) {
            let small = figure.share().is_some_and(|share| is_small(share.account.yes));
            prop_assert!(!small, "{} of {:?}", figure.id, figure.group);
        }
        for table in TABLES {
            for (row, column, count) in cells(&frames, table) {
                let small = count.is_some_and(|count| is_small(count.unsigned_abs()));
                let is_whole = row == "total" && column == "total";
                prop_assert!(!small || is_whole, "{} {} {}", table, row, column);
            }
        }
    }
}
