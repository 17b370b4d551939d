//! `parts_sum`: a unit's total equals the sum of the units right below it, within a tolerance.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::sum::{plain, scaled};
use super::{Asked, Check, Outcome, Subject, leaves_open};
use crate::error::Error;
use crate::survey::{self, level::PartsSum as Declared};
use crate::text::{Phrase, check as words};

/// `parts_sum`.
pub struct PartsSum;

/// A unit below another: its name, and its number where it gave one.
struct Part {
    name: String,
    value: Option<f64>,
}

impl Check for PartsSum {
    fn name(&self) -> &'static str {
        "parts_sum"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "上级单位填报的合计等于其下级各单位之和，允许相差tolerance以内；不相等时列出合计、下级之和及尚未填报的下级。例：某县填报120人，所属三个乡镇合计95人，一个乡镇未报。没有下级的单位不审核；合计本身漏填或无效时无法审核。上级关系由register.parent指定的名录列给出。",
            en: "The total of a unit equals the sum of the units right below it within `tolerance`; where it does not, the finding tells the total, the sum and the parts that are missing. Example: a county reports 120, three of its towns sum to 95, one sent nothing. Units without parts are left alone; a blank or invalid total makes it unverifiable. Which unit is above is told by the attribute of the register that `register.parent` names.",
        }
    }

    fn remedy(&self) -> Phrase {
        words::PARTS_DIFFER_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.parts_sum.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let declared = asked.check.parts_sum.as_ref().expect("a check of parts declares them");
        let parent = asked.survey.register.parent.as_deref().unwrap_or_default();
        let failed = |error: polars::prelude::PolarsError| Error::Failed(format!("parts_sum: {error}"));
        let codes = texts(asked.frame, "code").map_err(failed)?;
        let mut parts: BTreeMap<(&str, String), Vec<Part>> = BTreeMap::new();
        for item in &declared.items {
            for (above, part) in below(asked.units, parent, item).map_err(failed)? {
                parts.entry((item, above)).or_default().push(part);
            }
        }
        let outcome = |(subject, code): (&Subject, Option<String>)| {
            let code = code.unwrap_or_default();
            let of_item = |item: &String| {
                parts.get(&(item.as_str(), code.clone())).map(|parts| of(asked, declared, subject, item, parts))
            };
            let outcomes: Vec<Outcome> = declared.items.iter().filter_map(of_item).collect();
            let worst = outcomes.iter().find(|outcome| matches!(outcome, Outcome::Fail { .. }));
            worst.or_else(|| outcomes.iter().find(|outcome| **outcome == Outcome::Unverifiable)).cloned()
        };
        let all = subjects.iter().zip(codes).map(|pair| outcome(pair).unwrap_or(Outcome::Pass));
        Ok(all.collect())
    }
}

fn texts(frame: &DataFrame, column: &str) -> polars::prelude::PolarsResult<Vec<Option<String>>> {
    Ok(frame.column(column)?.str()?.iter().map(|text| text.map(str::to_string)).collect())
}

/// Every unit that has one above it, with that unit's code.
fn below(units: &DataFrame, parent: &str, item: &str) -> polars::prelude::PolarsResult<Vec<(String, Part)>> {
    let (above, names) = (texts(units, parent)?, texts(units, "name")?);
    let values = units.column(item)?.cast(&polars::prelude::DataType::Float64)?;
    let rows = above.into_iter().zip(names).zip(values.f64()?.iter());
    let part = |((above, name), value): ((Option<String>, Option<String>), Option<f64>)| {
        Some((above?, Part { name: name.unwrap_or_default(), value }))
    };
    Ok(rows.filter_map(part).collect())
}

fn of(asked: &Asked, declared: &Declared, subject: &Subject, item: &str, parts: &[Part]) -> Outcome {
    let Some((known, answer)) = subject.item(item) else { return Outcome::Pass };
    if leaves_open(answer) {
        return Outcome::Unverifiable;
    }
    let Some(total) = subject.number(item) else { return Outcome::Pass };
    let sum = parts.iter().filter_map(|part| part.value).map(scaled).sum::<Option<i128>>();
    let (Some(sum), Some(exact), Some(tolerance)) = (sum, scaled(total), scaled(declared.tolerance)) else {
        return Outcome::Unverifiable;
    };
    if (exact - sum).abs() <= tolerance {
        return Outcome::Pass;
    }
    let missing: Vec<&str> = parts.iter().filter(|part| part.value.is_none()).map(|part| part.name.as_str()).collect();
    let missing = match missing.is_empty() {
        true => String::new(),
        false => words::PARTS_MISSING.say(asked.lang, &[("units", &missing.join(words::AND.text(asked.lang)))]),
    };
    let values = [
        ("item", known.label.get(asked.lang)),
        ("value", &super::shown(total)),
        ("sum", &plain(sum)),
        ("n", &parts.len().to_string()),
        ("difference", &plain(exact - sum)),
        ("missing", &missing),
    ];
    Outcome::Fail { item: item.to_string(), message: words::PARTS_DIFFER.say(asked.lang, &values) }
}
