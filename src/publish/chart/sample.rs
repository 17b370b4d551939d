//! Publications for the tests of charts: few and many units, long names.

use crate::publish::specimen::Specimen;
use crate::text::{Lang, Text};

/// The central survey with so many units, the published answers over and over.
pub fn of(n_units: usize, lang: Lang) -> Specimen {
    let Specimen { survey, mut register, returns, .. } = Specimen::central(lang);
    let (units, answered) = (register.units, returns);
    register.units = (0..n_units)
        .map(|n| {
            let mut unit = units[n % 37].clone();
            unit.code = format!("U{n:03}");
            unit
        })
        .collect();
    let given = |period: &str| {
        let of_period: Vec<_> = answered.iter().filter(|given| given.period.to_string() == period).collect();
        let given = move |unit: usize| crate::answer::Return { unit, ..of_period[unit % 37].clone() };
        (0..n_units).map(given).collect::<Vec<_>>()
    };
    Specimen::of(survey, register, [given("2023"), given("2024")].concat(), lang)
}

/// Labels and names as long as they come.
pub fn with_long_names(lang: Lang) -> Specimen {
    let Specimen { mut survey, mut register, returns, .. } = Specimen::central(lang);
    for (n, unit) in register.units.iter_mut().enumerate() {
        unit.name = LONG_NAMES[n % LONG_NAMES.len()].to_string();
    }
    let long = Text { zh: LONG_ZH.to_string(), en: LONG_EN.to_string() };
    for indicator in &mut survey.indicators {
        indicator.label = long.clone();
        if let Some(complement) = &mut indicator.complement {
            complement.label = long.clone();
        }
    }
    survey.items.iter_mut().for_each(|item| item.short = long.clone());
    survey.charts.iter_mut().for_each(|chart| chart.title = long.clone());
    Specimen::of(survey, register, returns, lang)
}

const LONG_ZH: &str = "将考核结果作为业绩评定、奖励惩处、选拔任用的重要依据，并在一定范围内予以通报和公开";
const LONG_EN: &str =
    "results used as an important basis for appraisal, reward and punishment, selection and appointment";
const LONG_NAMES: [&str; 3] = [
    "某某某某某某某某某某某某工作委员会办公室（某某某某某某某某领导小组办公室）",
    "Office of the Commission for Comprehensive Coordination of Administrative and Institutional Reform",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
];
