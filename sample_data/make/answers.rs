//! Everything that a unit answers for a year, before anyone writes it down in some manner.

use chrono::{Days, NaiveDate};

use crate::seed::Seed;
use crate::units::{Unit, YES_NO};
use crate::words;

/// The answers of one return.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The twelve yes/no answers, in the order of [`YES_NO`].
    pub yes_no: [bool; 12],
    /// When the decomposition plan was issued; there exactly with a plan.
    pub plan_date: Option<NaiveDate>,
    /// Coverage in tenths of a percent; there exactly where responsibility was decomposed.
    pub coverage: Option<u32>,
    /// Ways of feedback as places in the code list; empty without feedback.
    pub ways: Vec<usize>,
    /// The cases; their persons make up the two numbers of cadres.
    pub cases: Vec<Case>,
    /// Main problems, in the unit's words.
    pub problems: String,
    /// Suggestions, in the unit's words.
    pub suggestions: String,
}

/// One row of the table of cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// The day.
    pub day: NaiveDate,
    /// Whether the cadres are of bureau level; otherwise of department level.
    pub bureau: bool,
    /// The form of accountability as a place in the code list.
    pub form: usize,
    /// How many persons.
    pub persons: u32,
    /// The circumstance.
    pub reason: &'static str,
}

impl Answers {
    /// Whether a yes/no item was answered with yes.
    pub fn has(&self, item: &str) -> bool {
        YES_NO.iter().position(|id| *id == item).is_some_and(|place| self.yes_no[place])
    }

    /// Persons held accountable at one level.
    pub fn cadres(&self, bureau: bool) -> u32 {
        self.cases.iter().filter(|case| case.bureau == bureau).map(|case| case.persons).sum()
    }
}

/// The answers of a unit for a year; `None` where it sent no return.
pub fn of(unit: &Unit, year: i32) -> Option<Answers> {
    let yes_no = unit.yes_no(year)?;
    // Two units hand in the same paper for 2024: copied paperwork.
    let hand = if unit.code == "U33" && year == 2024 { "U32" } else { &unit.code };
    let mut seed = Seed::of(&format!("{hand}/{year}"));
    let mut answers = drawn(yes_no, year, &mut seed);
    answers.cases = cases(&unit.code, year);
    if unit.code == "U26" && year == 2024 {
        answers.plan_date = NaiveDate::from_ymd_opt(2025, 1, 8);
    }
    if unit.code == "U34" {
        (answers.problems, answers.suggestions) = words::english(year);
    }
    Some(answers)
}

/// Draws what goes with twelve yes/no answers; without cases.
pub fn drawn(yes_no: [bool; 12], year: i32, seed: &mut Seed) -> Answers {
    let mut answers = Answers {
        yes_no,
        plan_date: None,
        coverage: None,
        ways: Vec::new(),
        cases: Vec::new(),
        problems: String::new(),
        suggestions: String::new(),
    };
    let january = NaiveDate::from_ymd_opt(year, 1, 15).expect("a day in January");
    let (days, coverage, ways) = (seed.below(240), 600 + 5 * seed.below(81) as u32, 1 + seed.below(7));
    answers.plan_date = answers.has("plan_made").then(|| january + Days::new(days));
    answers.coverage = answers.has("decomposed").then_some(coverage);
    if answers.has("fed_back") {
        answers.ways = (0..3).filter(|way| ways >> way & 1 == 1).collect();
    }
    answers.problems = words::problems(&answers, seed);
    answers.suggestions = words::suggestions(seed);
    answers
}

fn cases(code: &str, year: i32) -> Vec<Case> {
    let case = |month, day, bureau, form, persons, reason| Case {
        day: NaiveDate::from_ymd_opt(year, month, day).expect("a day of the year"),
        bureau,
        form,
        persons,
        reason,
    };
    match (code, year) {
        ("U10", 2024) => vec![
            case(3, 18, true, 1, 2, "重点任务推进迟缓，未按期完成"),
            case(6, 5, true, 2, 3, "对所属单位管理不严，造成资金闲置"),
            case(10, 22, true, 3, 1, "未履行审核把关职责"),
        ],
        ("U14", 2024) => {
            vec![case(5, 9, true, 0, 2, "督查发现问题整改不到位"), case(11, 12, true, 1, 1, "会议议定事项长期不落实")]
        }
        ("U21", 2024) => vec![case(8, 27, true, 2, 2, "库存管理责任不落实，账实不符")],
        ("U25", 2024) => vec![case(9, 3, false, 4, 1, "违反经费使用规定")],
        ("U09", 2023) => {
            vec![case(4, 11, true, 0, 1, "对服务保障工作督促不力"), case(9, 20, false, 1, 1, "采购程序不规范")]
        }
        ("U13", 2023) => vec![case(7, 6, true, 1, 2, "项目监管责任落实不到位")],
        ("U14", 2023) => {
            vec![case(3, 30, true, 2, 2, "专项检查发现问题未按要求整改"), case(12, 1, false, 0, 1, "台账记录失实")]
        }
        _ => Vec::new(),
    }
}
