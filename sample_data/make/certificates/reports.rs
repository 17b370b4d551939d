//! The invented units of the survey of certificates, and what each reported in three years.

use crate::seed::Seed;

/// Code, name, category, how well it signs (0: all and early, 3: badly).
pub type Unit = (&'static str, &'static str, &'static str, u64);

/// In protocol order.
pub const UNITS: [Unit; 28] = [
    ("E01", "产业规划局", "市直部门", 0),
    ("E02", "学校管理局", "市直部门", 1),
    ("E03", "技术推广局", "市直部门", 0),
    ("E04", "民生保障局", "市直部门", 1),
    ("E05", "财务监管局", "市直部门", 0),
    ("E06", "人力服务局", "市直部门", 0),
    ("E07", "土地空间局", "市直部门", 2),
    ("E08", "环境守护局", "市直部门", 1),
    ("E09", "城乡营造局", "市直部门", 2),
    ("E10", "道路运输局", "市直部门", 1),
    ("E11", "水务管护局", "市直部门", 0),
    ("E12", "农田林草局", "市直部门", 1),
    ("F01", "澜湾区", "县区", 1),
    ("F02", "砚溪县", "县区", 2),
    ("F03", "枫坪县", "县区", 1),
    ("F04", "鹿泽县", "县区", 3),
    ("F05", "槐川县", "县区", 2),
    ("F06", "霁山县", "县区", 3),
    ("G01", "城投运营公司", "市属企业", 1),
    ("G02", "公共交通公司", "市属企业", 1),
    ("G03", "供水供热公司", "市属企业", 2),
    ("G04", "粮食储备公司", "市属企业", 3),
    ("G05", "文旅发展公司", "市属企业", 2),
    ("H01", "第一医疗中心", "学校医院", 1),
    ("H02", "妇幼健康中心", "学校医院", 0),
    ("H03", "技师学校", "学校医院", 2),
    ("H04", "师范学校", "学校医院", 1),
    ("H05", "开放学校", "学校医院", 3),
];

/// The years with returns.
pub const YEARS: [i32; 3] = [2024, 2025, 2026];

/// A certificate: layer, given by, signed by, day; an empty day where it is not signed.
pub type Certificate = [String; 4];

/// A return.
#[derive(Debug, Clone)]
pub struct Report {
    /// The day in the form, ISO.
    pub dated: String,
    /// How many certificates are due.
    pub due: usize,
    /// The result of the assessment, in words.
    pub result: &'static str,
    /// The certificates due.
    pub certificates: Vec<Certificate>,
}

const DIVISIONS: [&str; 6] = ["办公室", "业务一科", "业务二科", "计划财务科", "人事教育科", "监督检查科"];
const POSTS: [&str; 4] = ["审批岗", "采购岗", "执法岗", "出纳岗"];

/// What a unit reported for a year; `None` without a return.
pub fn report(unit: &Unit, year: i32) -> Option<Report> {
    if matches!((unit.0, year), ("G05", 2024) | ("F06", 2025) | ("H05", 2026)) {
        return None;
    }
    let mut seed = Seed::of(&format!("{}{year}", unit.0));
    // Signing gets better from year to year.
    let slack = unit.3 * 2 + u64::try_from(2026 - year).unwrap_or_default();
    let divisions = 3 + seed.below(3) as usize;
    let mut certificates = vec![row(&mut seed, year, ("市与单位", "市分管领导", "主要负责人"), slack, 0)];
    for division in &DIVISIONS[..divisions] {
        certificates.push(row(&mut seed, year, ("单位与科室", "主要负责人", &format!("{division}负责人")), slack, 1));
    }
    for place in 0..2 + seed.below(3) as usize {
        let division = DIVISIONS[1 + place % (divisions - 1)];
        let post = format!("{division}{}", POSTS[place]);
        certificates.push(row(&mut seed, year, ("科室与岗位", &format!("{division}负责人"), &post), slack, 2));
    }
    let open = certificates.iter().filter(|row| row[3].is_empty()).count() as u64;
    let merit = open * 2 + unit.3 + seed.below(4);
    let result = match merit {
        0..=1 => "优秀",
        2..=4 => "良好",
        5..=8 => "合格",
        _ => "不合格",
    };
    let dated = format!("{}-01-{:02}", year + 1, 6 + seed.below(9));
    let mut report = Report { dated, due: certificates.len(), result, certificates };
    declared(&mut report, unit.0, year);
    Some(report)
}

fn row(
    seed: &mut Seed,
    year: i32,
    (layer, superior, subordinate): (&str, &str, &str),
    slack: u64,
    depth: u64,
) -> Certificate {
    let day = match seed.below(40) < slack * depth {
        true => String::new(),
        false => {
            // The city signs in February, each layer below some weeks later.
            let place = 34 + depth * 18 + seed.below(22 + 6 * slack);
            let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).expect("a day in the calendar");
            (first + chrono::Days::new(place)).to_string()
        }
    };
    [layer, superior, subordinate, &day].map(str::to_string)
}

/// What is odd in single returns.
fn declared(report: &mut Report, code: &str, year: i32) {
    match (code, year) {
        // Fewer certificates listed than are due.
        ("E07", 2026) => report.due += 1,
        // No result yet.
        ("G04", 2026) => report.result = "",
        // Words for a result that no one can place.
        ("F02", 2026) => report.result = "较好",
        // Signed in the year before.
        ("E05", 2026) => report.certificates[0][3] = "2025-12-30".to_string(),
        ("E10", 2026) => report.dated = "2027-01-29".to_string(),
        _ => {}
    }
}
