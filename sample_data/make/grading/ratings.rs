//! What each enterprise scored in each round, with the declared ties, hazards and faults.

use canvass::survey::Survey;

use super::enterprises::Enterprise;
use crate::seed::Seed;

/// County by number, industry, number among those of both from 0.
pub type Place = (usize, &'static str, usize);

/// What a roster says of an enterprise.
#[derive(Debug, Clone)]
pub struct Rating {
    /// Points of each aspect; `None` is a blank.
    pub points: Vec<Option<f64>>,
    /// Whether a major hazard was found; `None` is a blank.
    pub major_hazard: Option<bool>,
    /// Hazards found.
    pub found: i64,
    /// Hazards removed.
    pub removed: i64,
    /// Employees.
    pub employees: i64,
    /// Percent of special operators with a certificate, where it was given.
    pub certified: Option<f64>,
}

/// Scores of the second round at the cuts, in thousandths of full marks times ten.
const AT_THE_CUTS: [(Place, u32); 10] = [
    ((0, "机械制造", 0), 9000),
    ((0, "机械制造", 1), 8995),
    ((0, "机械制造", 2), 8990),
    ((1, "机械制造", 0), 9000),
    ((1, "机械制造", 1), 7000),
    ((1, "机械制造", 2), 6995),
    ((2, "机械制造", 0), 6990),
    ((2, "机械制造", 1), 7000),
    ((1, "电力供应", 0), 9520),
    ((0, "纺织服装", 2), 3100),
];

/// A high score with a major hazard.
const HAZARD_DESPITE_ITS_SCORE: Place = (1, "电力供应", 0);

/// Faults of the second round.
const OVER_FULL_POINTS: Place = (3, "纺织服装", 0);
const BLANK_POINTS: Place = (3, "食品加工", 0);
const BLANK_HAZARD: Place = (0, "家具制造", 1);
const MORE_REMOVED: Place = (1, "造纸印刷", 0);
const TEN_TIMES_THE_STAFF: [Place; 2] = [(2, "造纸印刷", 0), (3, "机械制造", 1)];
const MANY_HAZARDS: Place = (2, "住宿餐饮", 1);
const CERTIFIED_THOUGH_NOT_ASKED: Place = (0, "食品加工", 1);

/// What an enterprise scored in a round, 0 or 1.
pub fn rating(survey: &Survey, enterprise: &Enterprise, round: usize) -> Rating {
    let place = enterprise.place;
    let full = full_points(survey, place.1);
    let level = match AT_THE_CUTS.iter().find(|(known, _)| *known == place && round == 1) {
        Some((_, level)) => *level,
        None => level(&enterprise.code, round),
    };
    let mut rating = Rating {
        points: points(&full, level, &enterprise.code),
        major_hazard: Some(has_major_hazard(enterprise, round)),
        certified: (enterprise.risk == "高危行业").then(|| certified(&enterprise.code, round)),
        ..size(enterprise, round)
    };
    if round == 1 {
        spoil(&mut rating, place);
    }
    rating
}

fn spoil(rating: &mut Rating, place: Place) {
    match place {
        OVER_FULL_POINTS => rating.points[2] = Some(150.0),
        BLANK_POINTS => rating.points[6] = None,
        BLANK_HAZARD => rating.major_hazard = None,
        MORE_REMOVED => rating.removed = rating.found + 3,
        MANY_HAZARDS => (rating.found, rating.removed) = (rating.employees * 3, rating.employees * 3 - 2),
        CERTIFIED_THOUGH_NOT_ASKED => rating.certified = Some(95.0),
        _ if TEN_TIMES_THE_STAFF.contains(&place) => rating.employees *= 10,
        _ => {}
    }
}

fn full_points(survey: &Survey, industry: &str) -> Vec<f64> {
    let standard = &survey.standards[0];
    let own = standard.rows.iter().find(|row| row.value == industry).map(|row| &row.points);
    own.or(standard.points.as_ref()).cloned().unwrap_or_default()
}

/// Ten times the thousandths of full marks: about a fifth from 900, half from 700; a little more in the second round.
fn level(code: &str, round: usize) -> u32 {
    let mut seed = Seed::of(code);
    let first = match seed.below(100) {
        0..23 => 9010 + seed.below(700),
        23..79 => 7030 + seed.below(1900),
        _ => 5600 + seed.below(1380),
    } as i64;
    let mut seed = Seed::of(&format!("{code}-{round}"));
    let moved = if round == 0 { 0 } else { seed.below(700) as i64 - 230 };
    // Whole points of a thousand, and never at a cut by chance.
    let level = (first + moved).clamp(4000, 9850) / 10 * 10;
    let level = if [9000, 8990, 7000, 6990].contains(&level) { level + 30 } else { level };
    u32::try_from(level).unwrap_or_default()
}

/// Points of the aspects that add up to the level of their full points, in halves; 0 full points are a blank.
fn points(full: &[f64], level: u32, code: &str) -> Vec<Option<f64>> {
    let halves: Vec<i64> = full.iter().map(|full| (full * 2.0) as i64).collect();
    let total = (halves.iter().sum::<i64>() * i64::from(level) + 5000) / 10_000;
    let mut seed = Seed::of(&format!("{code}-aspects"));
    let mut given: Vec<i64> = halves
        .iter()
        .map(|full| (full * i64::from(level) / 10_000 - full * seed.below(9) as i64 / 100).max(0) / 2 * 2)
        .collect();
    while given.iter().sum::<i64>() < total {
        let place = seed.below(given.len() as u64) as usize;
        let room = (halves[place] - given[place]).min(total - given.iter().sum::<i64>());
        given[place] += room.min(2);
    }
    let written = |(full, given): (&i64, &i64)| (*full > 0).then_some(*given as f64 / 2.0);
    halves.iter().zip(&given).map(written).collect()
}

fn has_major_hazard(enterprise: &Enterprise, round: usize) -> bool {
    let is_at_a_cut = AT_THE_CUTS.iter().any(|(place, _)| *place == enterprise.place);
    if is_at_a_cut {
        return round == 1 && enterprise.place == HAZARD_DESPITE_ITS_SCORE;
    }
    Seed::of(&format!("{}-hazard-{round}", enterprise.code)).below(1000) < [30, 18][round]
}

fn certified(code: &str, round: usize) -> f64 {
    (82 + Seed::of(&format!("{code}-certified-{round}")).below(19)) as f64
}

fn size(enterprise: &Enterprise, round: usize) -> Rating {
    let mut seed = Seed::of(&format!("{}-size", enterprise.code));
    let employees = 30 + seed.below(400) as i64;
    let mut seed = Seed::of(&format!("{}-size-{round}", enterprise.code));
    let employees = employees * (95 + seed.below(11) as i64) / 100;
    let found = employees * (60 + seed.below(41) as i64) / 1000 + 1;
    let removed = found - seed.below(100).saturating_sub(75) as i64 * found / 60;
    Rating { points: Vec::new(), major_hazard: None, found, removed, employees, certified: None }
}
