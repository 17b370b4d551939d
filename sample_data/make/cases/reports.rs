//! What each unit reported in six quarters.

use super::units::Unit;
use crate::seed::Seed;

/// The quarters with returns: the period, the quarter's name, the day on which returns are dated, its first month.
pub const QUARTERS: [(&str, &str, &str, (i32, u32)); 6] = [
    ("2025-Q1", "2025年第一季度", "2025-04-03", (2025, 1)),
    ("2025-Q2", "2025年第二季度", "2025-07-03", (2025, 4)),
    ("2025-Q3", "2025年第三季度", "2025-10-09", (2025, 7)),
    ("2025-Q4", "2025年第四季度", "2026-01-06", (2025, 10)),
    ("2026-Q1", "2026年第一季度", "2026-04-03", (2026, 1)),
    ("2026-Q2", "2026年第二季度", "2026-07-03", (2026, 4)),
];

/// A row of the table of cases: date, subject, level, circumstance, form of the individual, form of the leading group.
pub type Case = [String; 6];

/// A return.
#[derive(Debug, Clone)]
pub struct Report {
    /// The day in the form, ISO.
    pub dated: String,
    /// Whether it is declared as a nil return.
    pub nil: bool,
    /// Reports of misconduct received, cases under way.
    pub work: [u64; 2],
    /// The open answer.
    pub problems: &'static str,
    /// The rows of the table.
    pub cases: Vec<Case>,
}

const PERSON: [&str; 7] = ["批评教育", "诫勉谈话", "书面检查", "通报批评", "组织处理", "纪律处分", "移送司法"];
const TEAM: [&str; 3] = ["书面检查", "通报批评", "改组调整"];
const CIRCUMSTANCES: [(&str, u64); 11] = [
    ("领导不力", 16),
    ("部署不落实", 14),
    ("失察失管", 10),
    ("瞒案不报", 2),
    ("违规用人", 4),
    ("放任纵容", 3),
    ("整改不力", 17),
    ("违规决策", 6),
    ("作风问题", 18),
    ("服务慢作为", 13),
    ("其他失职", 3),
];

const PROBLEMS: [&str; 8] = [
    "一些干部碍于情面，不敢动真碰硬，责任追究宽松软。",
    "问责标准不够细化，同类问题处理尺度不一。",
    "专职人员少，办案力量不足，业务培训跟不上。",
    "问责以通报批评居多，对领导班子问责偏少。",
    "压力传导层层递减，基层落实不到位。",
    "部门之间线索移送不及时，协作机制不顺畅。",
    "整改跟踪不够，有的问题反复出现；办案力量不足。",
    "与上级数据口径不一，系统填报重复。",
];

/// What a unit reported for a quarter; `None` without a return.
pub fn report(unit: &Unit, quarter: usize) -> Option<Report> {
    let (period, _, dated, first_month) = QUARTERS[quarter];
    if unit.0 == "ZZ-D08" && quarter < 4 || NOT_SENT.contains(&(unit.0, period)) {
        return None;
    }
    let mut seed = Seed::of(&format!("{}{period}", unit.0));
    let n = if unit.3 == 0 { seed.below(12) / 11 } else { seed.below(unit.3 + 2) };
    let mut cases: Vec<Case> = (0..n).map(|_| case(&mut seed, first_month)).collect();
    cases.sort();
    let dated = if seed.below(30) == 0 { late(dated) } else { dated.to_string() };
    let work = [n * 2 + seed.below(4 + unit.3), seed.below(unit.3 + 2)];
    let problems = if seed.below(3) == 0 { seed.choose(&PROBLEMS) } else { "" };
    let mut report = Report { dated, nil: cases.is_empty(), work, problems, cases };
    declared(&mut report, unit.0, period);
    Some(report)
}

/// Returns that never came.
const NOT_SENT: [(&str, &str); 7] = [
    ("ZZ-A08", "2025-Q1"),
    ("ZZ-D07", "2025-Q2"),
    ("ZZ-B13", "2025-Q3"),
    ("ZZ-A04", "2025-Q4"),
    ("ZZ-D06", "2026-Q1"),
    ("ZZ-A08", "2026-Q2"),
    ("ZZ-D04", "2026-Q2"),
];

fn late(dated: &str) -> String {
    format!("{}-{}", &dated[..7], "19")
}

fn case(seed: &mut Seed, (year, month): (i32, u32)) -> Case {
    let date = format!("{year}-{:02}-{:02}", u64::from(month) + seed.below(3), 1 + seed.below(28));
    let is_team = seed.below(5) == 0;
    let level = ["局级", "处级", "处级", "科级", "科级", "科级", "科级"][seed.below(7) as usize];
    let mut left = seed.below(CIRCUMSTANCES.iter().map(|(_, weight)| weight).sum());
    let circumstance = CIRCUMSTANCES.iter().find(|(_, weight)| {
        let is_it = left < *weight;
        left = left.saturating_sub(*weight);
        is_it
    });
    let ladder = [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 6][seed.below(17) as usize];
    let team = [0, 0, 0, 0, 1, 1, 2][seed.below(7) as usize];
    let (subject, person, group) = match is_team {
        true => ("领导班子", "", TEAM[team]),
        false => ("个人", PERSON[ladder], ""),
    };
    let circumstance = circumstance.map_or("其他失职", |(words, _)| *words);
    [&date, subject, level, circumstance, person, group].map(str::to_string)
}

/// What is odd in single returns.
fn declared(report: &mut Report, code: &str, period: &str) {
    match (code, period) {
        // A nil return that lists a case.
        ("ZZ-A07", "2026-Q2") => {
            report.cases = vec![row("2026-05-11", "个人", "科级", "作风问题", "诫勉谈话", "")];
            report.nil = true;
        }
        // No case and no nil return.
        ("ZZ-A03", "2026-Q2") => (report.cases, report.nil) = (Vec::new(), false),
        // A date before the quarter, a level left blank, a circumstance in the unit's own words.
        ("ZZ-B04", "2026-Q2") => {
            report.cases = vec![
                row("2026-03-30", "个人", "处级", "整改不力", "书面检查", ""),
                row("2026-04-22", "个人", "", "领导不力", "批评教育", ""),
                row("2026-06-09", "个人", "科级", "群众反映强烈", "诫勉谈话", ""),
            ];
            report.nil = false;
        }
        // An individual with a form for leading groups.
        ("ZZ-B09", "2026-Q2") => {
            report.cases = vec![
                row("2026-04-17", "个人", "科级", "服务慢作为", "", "书面检查"),
                row("2026-05-26", "领导班子", "处级", "整改不力", "", "通报批评"),
            ];
            report.nil = false;
        }
        // Numbers of the list, and another spelling of the level.
        ("ZZ-C02", "2026-Q2") => {
            report.cases = vec![
                row("2026-04-08", "个人", "乡科级", "7", "纪律处分", ""),
                row("2026-06-24", "班子", "县处级", "1", "", "书面检查"),
            ];
            report.nil = false;
        }
        ("ZZ-D05", "2026-Q2") => report.dated = "2026-07-21".to_string(),
        _ => {}
    }
}

fn row(date: &str, subject: &str, level: &str, circumstance: &str, person: &str, team: &str) -> Case {
    [date, subject, level, circumstance, person, team].map(str::to_string)
}
