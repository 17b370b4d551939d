//! Publications for tests: the central survey with the published figures, and one with every hard case.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::answer::{Answer, Origin, Return, Row, State, Value};
use crate::finding::{Finding, Severity};
use crate::frame::Round;
use crate::period::Period;
use crate::publish::Publication;
use crate::receipt::{Receipt, ReceiptStatus};
use crate::register::{Register, Unit};
use crate::sheet::Position;
use crate::survey::{KindName, Survey};
use crate::table::Table;
use crate::text::Lang;
use crate::{compute, consolidate, figure::Results};

/// Everything that a [`Publication`] borrows.
pub struct Specimen {
    /// The central survey.
    pub survey: Survey,
    /// 39 units: 38 in each period, one entered and one left.
    pub register: Register,
    /// All returns of both periods.
    pub returns: Vec<Return>,
    /// What became of the files.
    pub receipts: Vec<Receipt>,
    /// Tables of queries, empty unless a test sets them.
    pub tables: Vec<Table>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Figures and changes, in the language asked for.
    pub results: Results,
    frame: Vec<crate::register::FrameUnit>,
    current: Vec<Return>,
    previous: Option<Period>,
    lang: Lang,
    frames: crate::frame::Frames,
}

/// Units that have each property in the present period, by place in the frame of 38.
const PRESENT: &[(&str, std::ops::Range<usize>)] = &[
    ("rules_stipulated", 0..33),
    ("plan_made", 2..28),
    ("decomposed", 2..25),
    ("assessment_group", 10..30),
    ("assessment_plan", 3..28),
    ("assessed", 5..27),
    ("combined_appraisal", 8..30),
    ("in_life_meeting", 0..29),
    ("fed_back", 5..26),
    ("basis_for_decisions", 5..22),
    ("accountability_rules", 12..26),
    ("accountability_used", 13..17),
];

impl Specimen {
    /// The central survey as published: 38 returns, none missing, a year before to compare with.
    pub fn central(lang: Lang) -> Specimen {
        let (survey, register) = (survey(), register());
        let present = returns(&survey, &register, "2024", 0);
        let past = returns(&survey, &register, "2023", 3);
        Specimen::of(survey, register, [past, present].concat(), lang)
    }

    /// The same with hard cases: units without a return, late, nil, rejected; blank, invalid and not applicable
    /// answers; a claim outside its base; a long name; open answers that look like code.
    pub fn hard(lang: Lang) -> Specimen {
        let (survey, mut register) = (survey(), register());
        register.units[4].name = "跨部门重大事项统筹协调与信息化建设推进工作领导小组办公室（临时）".to_string();
        let mut returns = returns(&survey, &register, "2024", 0);
        let item = |id: &str| survey.item(id).expect("the survey has the item");
        returns[6].late = true;
        returns[7].nil = true;
        set(&mut returns[8], item("plan_made"), State::Blank, None, "");
        set(&mut returns[9], item("assessed"), State::Invalid, None, "正在研究");
        set(&mut returns[30], item("fed_back"), State::Answered, Some(Value::Bool(true)), "是");
        set(&mut returns[31], item("rules_stipulated"), State::NotApplicable, None, "不适用");
        let code = "=HYPERLINK(\"x\")<script>alert(1)</script> **粗** | 竖线\n# 标题";
        set(&mut returns[10], item("main_problems"), State::Answered, Some(Value::Text(code.into())), code);
        returns.retain(|given| given.unit != 20 && given.unit != 21);
        Specimen::of(survey, register, returns, lang)
    }

    /// A publication of 2024 from the returns of two years.
    pub fn of(survey: Survey, register: Register, returns: Vec<Return>, lang: Lang) -> Specimen {
        let returns = consolidate::settle(&survey, &register, returns).expect("the returns can be settled");
        let receipts = receipts(&register, &returns);
        let periods: (Period, Period) = ("2024".parse().unwrap(), "2023".parse().unwrap());
        let of = |period: Period| returns.iter().filter(|r| r.period == period).cloned().collect::<Vec<_>>();
        let (current, past) = (of(periods.0), of(periods.1));
        let (frame, frames, results, mut findings) = {
            let before: Option<Round> = (!past.is_empty())
                .then(|| consolidate::frame(&survey, &register, periods.1, &past, &receipts).unwrap());
            let mut round = consolidate::frame(&survey, &register, periods.0, &current, &receipts).unwrap();
            let past: Vec<Round> = before.into_iter().collect();
            let edition = crate::edition::Edition::INTERNAL;
            compute::derive::derive(&survey, &register, &mut round, &past, (edition, lang))
                .expect("columns can be derived");
            let (results, findings) = compute::figures(&survey, &register, &round, &past, Some(periods.1), lang)
                .expect("figures can be computed");
            (round.frame.clone(), round.frames.clone(), results, findings)
        };
        findings.push(finding());
        let previous = (!past.is_empty()).then_some(periods.1);
        let tables = Vec::new();
        Specimen {
            survey,
            register,
            returns,
            receipts,
            tables,
            findings,
            results,
            frame,
            current,
            previous,
            lang,
            frames,
        }
    }

    /// The publication that borrows all this.
    pub fn publication(&self) -> Publication<'_> {
        Publication {
            survey: &self.survey,
            lang: self.lang,
            edition: crate::edition::Edition::INTERNAL,
            period: "2024".parse().unwrap(),
            previous: self.previous,
            register: &self.register,
            frame: &self.frame,
            returns: &self.current,
            frames: &self.frames,
            results: &self.results,
            tables: &self.tables,
            findings: &self.findings,
            receipts: &self.receipts,
        }
    }
}

fn survey() -> Survey {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/central-survey");
    crate::survey::load::survey(&folder, crate::publish::chart::names()).expect("the central survey is well defined")
}

const SYSTEMS: &[(&str, usize)] =
    &[("党的工作部门", 9), ("政府部门", 14), ("群众团体", 6), ("新闻单位", 4), ("院校", 6)];

fn register() -> Register {
    let systems = SYSTEMS.iter().flat_map(|(system, n)| std::iter::repeat_n(*system, *n));
    let unit = |(place, system): (usize, &str)| Unit {
        code: format!("U{:02}", place + 1),
        name: format!("第{:02}单位", place + 1),
        former_names: if place == 3 { vec!["原第四单位".to_string()] } else { Vec::new() },
        aliases: Vec::new(),
        attributes: BTreeMap::from([
            ("system".to_string(), system.to_string()),
            ("level".to_string(), ["部级", "副部级", "局级"][place % 3].to_string()),
        ]),
        valid_from: (place == 37).then(|| "2024-03-01".parse().unwrap()),
        valid_to: (place == 38).then(|| "2024-02-29".parse().unwrap()),
        successors: Vec::new(),
    };
    Register { units: systems.enumerate().map(unit).collect() }
}

fn returns(survey: &Survey, register: &Register, period: &str, fewer: usize) -> Vec<Return> {
    let period: Period = period.parse().unwrap();
    let of = |(place, unit): (usize, usize)| {
        let file: Arc<str> = format!("{period}/{}.xlsx", register.units[unit].code).into();
        let answers = (0..survey.items.len()).map(|item| answer(survey, item, place, fewer, &file)).collect();
        Return {
            unit,
            period,
            form_version: survey.form.version.clone(),
            dated: Some("2025-01-15".parse().unwrap()),
            received: Some("2025-01-15".parse().unwrap()),
            late: false,
            nil: false,
            answers,
            tables: vec![cases(survey, place, fewer, &file)],
            remarks: Vec::new(),
            file,
        }
    };
    register.frame(period).into_iter().enumerate().map(of).collect()
}

fn has(id: &str, place: usize, fewer: usize) -> bool {
    PRESENT
        .iter()
        .any(|(known, units)| *known == id && (units.start + fewer / 2..units.end - fewer / 3).contains(&place))
}

fn answer(survey: &Survey, item: usize, place: usize, fewer: usize, file: &Arc<str>) -> Answer {
    let item_of = &survey.items[item];
    let origin = Some(origin(file, item as u32 + 4, 2));
    let value = match (item_of.kind, item_of.id.as_str()) {
        (KindName::YesNo, id) => Some(Value::Bool(has(id, place, fewer))),
        (_, "cadres_bureau") if has("accountability_used", place, fewer) => {
            Some(Value::Integer([3, 2, 2, 4][(place - 13) % 4]))
        }
        (_, "cadres_department") if has("accountability_used", place, fewer) => {
            Some(Value::Integer((place == 14) as i64))
        }
        (_, "coverage") if has("decomposed", place, fewer) => Some(Value::Number(80.0 + (place % 5) as f64 * 4.5)),
        (_, "plan_date") if has("plan_made", place, fewer) => Some(Value::Date("2024-03-15".parse().unwrap())),
        (_, "feedback_ways") if has("fed_back", place, fewer) => Some(Value::Codes(
            [vec!["meeting"], vec!["meeting", "talk"], vec!["written"]][place % 3]
                .iter()
                .map(|s| s.to_string())
                .collect(),
        )),
        (_, "main_problems") if place.is_multiple_of(3) => {
            Some(Value::Text("责任分解不够具体，考核偏重年终，平时督促检查不够。".into()))
        }
        (_, "suggestions") if place.is_multiple_of(4) => {
            Some(Value::Text("建议统一考核标准，并把结果与任用挂钩。".into()))
        }
        _ => None,
    };
    match value {
        Some(value) => Answer { state: State::Answered, raw: value.to_string(), value: Some(value), origin },
        None => Answer::missing(State::Blank, origin),
    }
}

fn cases(survey: &Survey, place: usize, fewer: usize, file: &Arc<str>) -> Vec<Row> {
    if !has("accountability_used", place, fewer) {
        return Vec::new();
    }
    let values = [
        Value::Date("2024-06-18".parse().unwrap()),
        Value::Code("bureau".into()),
        Value::Code("talk".into()),
        Value::Integer([3, 2, 2, 4][(place - 13) % 4]),
        Value::Text("对下属单位监督不力".into()),
    ];
    let answers = values.into_iter().take(survey.tables[0].columns.len()).enumerate().map(|(column, value)| Answer {
        state: State::Answered,
        raw: value.to_string(),
        value: Some(value),
        origin: Some(origin(file, 30, column as u32 + 1)),
    });
    vec![Row { number: 1, answers: answers.collect() }]
}

fn origin(file: &Arc<str>, row: u32, col: u32) -> Origin {
    Origin { file: file.clone(), sheet: "落实情况一览表".into(), cell: Some(Position::new(row, col)) }
}

fn set(given: &mut Return, item: usize, state: State, value: Option<Value>, raw: &str) {
    let answer = &mut given.answers[item];
    *answer = Answer { state, value, raw: raw.to_string(), origin: answer.origin.clone() };
}

fn receipts(register: &Register, returns: &[Return]) -> Vec<Receipt> {
    let used = returns.iter().map(|given| Receipt {
        file: given.file.to_string(),
        bytes: 6600,
        sha256: format!("{:064x}", given.unit),
        units: vec![given.unit],
        refused: Vec::new(),
        unit_name: register.units[given.unit].name.clone(),
        period: Some(given.period),
        also_of: None,
        form_version: given.form_version.clone(),
        status: ReceiptStatus::Used,
        reason: String::new(),
    });
    let stray = Receipt {
        file: "2024/~$U05.xlsx".to_string(),
        bytes: 165,
        sha256: "0".repeat(64),
        units: Vec::new(),
        refused: Vec::new(),
        unit_name: String::new(),
        period: None,
        also_of: None,
        form_version: String::new(),
        status: ReceiptStatus::Ignored,
        reason: "lock file of an open workbook".to_string(),
    };
    used.chain([stray]).collect()
}

fn finding() -> Finding {
    let mut finding = Finding::new(
        "range",
        Severity::Query,
        "追究局级干部人数 12 超过 9".to_string(),
        "更正，或在备注栏说明".to_string(),
    );
    finding.unit = Some(14);
    finding.period = "2024".to_string();
    finding.file = "2024/U15.xlsx".to_string();
    finding.sheet = "落实情况一览表".to_string();
    finding.cell = "C19".to_string();
    finding.item = "cadres_bureau".to_string();
    finding.value = "12".to_string();
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Measure;

    #[test]
    fn the_specimen_has_the_published_figures() {
        let specimen = Specimen::central(Lang::Zh);
        let published = [
            ("units", "registered", 38, 38),
            ("returned", "registered", 38, 38),
            ("plan_made", "registered", 26, 38),
            ("decomposed", "registered", 23, 38),
            ("decomposed", "plan_made", 23, 26),
            ("fed_back", "assessed", 21, 22),
            ("fed_back", "registered", 21, 38),
            ("assessed", "registered", 22, 38),
            ("no_plan", "registered", 12, 38),
            ("not_assessed", "registered", 16, 38),
            ("no_accountability_rules", "registered", 24, 38),
        ];
        for (id, base, count, of) in published {
            let share = specimen.results.share(id, base).unwrap().share().unwrap();
            assert_eq!((share.account.yes, share.account.base()), (count, of), "{id} of {base}");
        }
        let Measure::Value { value, .. } = &specimen.results.whole("cadres").unwrap().measure else { panic!() };
        assert_eq!((value.numerator, value.denominator), (12, 1));
    }

    #[test]
    fn a_numerator_outside_its_base_is_found_and_not_counted() {
        let specimen = Specimen::hard(Lang::En);
        let share = specimen.results.share("fed_back", "assessed").unwrap().share().unwrap();
        assert!(share.members.iter().all(|(place, _)| *place != 30));
        assert!(specimen.findings.iter().any(|f| f.rule == "outside-base" && f.unit == Some(30)));
    }

    #[test]
    fn every_account_sums_to_its_base_and_lies_within_its_bounds() {
        for specimen in [Specimen::central(Lang::Zh), Specimen::hard(Lang::Zh)] {
            for share in specimen.results.figures.iter().filter_map(|figure| figure.share()) {
                assert_eq!(share.account.base(), share.members.len() as u64);
                if let Some(now) = share.fraction().to_f64() {
                    assert!(share.low.to_f64().unwrap() <= now && now <= share.high.to_f64().unwrap());
                }
            }
        }
    }
}
