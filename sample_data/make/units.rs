//! The invented units, and what each answered to the twelve yes/no items in two years.
//!
//! No name here is that of an institution. The answers stand in the order of [`YES_NO`]: `Y` yes, `n` no.

/// The yes/no items, in the order in which the answers of a unit are written down below.
pub const YES_NO: [&str; 12] = [
    "rules_stipulated",
    "plan_made",
    "decomposed",
    "assessment_group",
    "assessment_plan",
    "assessed",
    "combined_appraisal",
    "in_life_meeting",
    "fed_back",
    "basis_for_decisions",
    "accountability_rules",
    "accountability_used",
];

/// A unit of the register.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Its present name.
    pub name: String,
    /// The name it had before, or nothing.
    pub former: &'static str,
    /// Other spellings, separated by `；`.
    pub alias: &'static str,
    /// Its system.
    pub system: &'static str,
    /// Its level.
    pub level: &'static str,
    /// The first day it belongs to the register, ISO; empty: always.
    pub from: &'static str,
    /// The last day it belongs to the register, ISO; empty: still.
    pub to: &'static str,
    /// Its twelve answers for 2023; empty where it sent no return or did not exist.
    pub in_2023: &'static str,
    /// Its twelve answers for 2024; empty where it did not exist.
    pub in_2024: &'static str,
}

impl Unit {
    /// The answers of a year, `None` without a return.
    pub fn yes_no(&self, year: i32) -> Option<[bool; 12]> {
        let written = if year == 2023 { self.in_2023 } else { self.in_2024 };
        let mut answers = [false; 12];
        for (answer, letter) in answers.iter_mut().zip(written.bytes()) {
            *answer = letter == b'Y';
        }
        (written.len() == 12).then_some(answers)
    }

    /// The name under which it reported in a year.
    pub fn name_in(&self, year: i32) -> &str {
        if year == 2023 && !self.former.is_empty() { self.former } else { &self.name }
    }
}

const PARTY: &str = "党的工作部门";
const GOVERNMENT: &str = "政府部门";
const MASS: &str = "群众团体";
const NEWS: &str = "新闻单位";
const ACADEMY: &str = "院校";

/// Code, name, short names, system, level, answers of 2023, answers of 2024.
type Line = [&'static str; 7];

/// In protocol order. Levels: 部级, 副部级, 局级.
const LINES: [Line; 39] = [
    ["U01", "综合协调部", "综协部", PARTY, "部级", "YYYYYYYYYnYn", "YYYYYYYYYYYn"],
    ["U02", "组织联络部", "组联部", PARTY, "部级", "YYnYYnnYnnnn", "YYnYYnYYnnnn"],
    ["U03", "宣教指导部", "宣教部", PARTY, "部级", "YYYYnnnYnnnn", "YYYYnnnYnnYn"],
    ["U04", "基层联络部", "基联部", PARTY, "部级", "YYYYYYYYYnnn", "YYYYYYYYYYnn"],
    ["U05", "决策调研室", "调研室", PARTY, "副部级", "YnnnnnYYnnnn", "YYYYnYYYYYnn"],
    ["U06", "史料整编室", "史料室", PARTY, "副部级", "YYYnYYnYnnnn", "YYYYYYnYYnnn"],
    ["U07", "督促检查室", "督查室", PARTY, "副部级", "YYYYYnYYnnnn", "YYYnYnYYnnnn"],
    ["U08", "来信办理局", "来信局", PARTY, "副部级", "YnnYnYYYYYYn", "YnnYYYYYYYYn"],
    ["U09", "机关保障局", "保障局", PARTY, "局级", "YnnnYYnnYYnY", "YnnnYYnnYYYn"],
    ["U10", "资源统筹局", "资源局", GOVERNMENT, "部级", "YnnYnYYYYnYn", "YnnYYYYYYYYY"],
    ["U11", "产业规划局", "产规局", GOVERNMENT, "部级", "YYYnYYYYYYYn", "YYYYYYYYYYYn"],
    ["U12", "公共服务局", "公服局", GOVERNMENT, "部级", "YYYnYYYYYYYn", "YYnYYYYYYYYn"],
    ["U13", "城乡营造局", "城乡局", GOVERNMENT, "部级", "YYYnYnnYnnnY", "YYYYYnYYnnnn"],
    ["U14", "水土保育局", "水土局", GOVERNMENT, "部级", "YnnYYYYYYYnY", "YnnYYYYYYYYY"],
    ["U15", "交通调度局", "调度局", GOVERNMENT, "部级", "YYYYYYnYYYnn", "YYYYYYYYYYnn"],
    ["U16", "商贸促进局", "商贸局", GOVERNMENT, "部级", "YYYYYYYYYnnn", "YYYYYYYYYYnn"],
    ["U17", "科研资助局", "科资局", GOVERNMENT, "副部级", "YYnnnYnnnnnn", "YYnnnYnYYYYn"],
    ["U18", "环境监看局", "环监局", GOVERNMENT, "副部级", "nYnnnnYnnnnn", "YYYnYnnYnnYn"],
    ["U19", "计量检定局", "计量局", GOVERNMENT, "副部级", "nYnnnnnYnnnn", "YYYnnnnnnnnn"],
    ["U20", "器材供应局", "器材局", GOVERNMENT, "局级", "YnnYnnnYnnnn", ""],
    ["U39", "数据汇集局", "数汇局", GOVERNMENT, "副部级", "", "YYYnYYnnYYnn"],
    ["U21", "储备调运局", "储运局", GOVERNMENT, "副部级", "YnnnnnnYnnnn", "YnnYnnnYnnYY"],
    ["U22", "灾害预防局", "灾防局", GOVERNMENT, "副部级", "YnnnnnYYnnYn", "YnnnnnYYnnYn"],
    ["U23", "文化传承局", "文传局", GOVERNMENT, "局级", "YYYnYnnnnnnn", "YYYnYnYYnnnn"],
    ["U24", "档案修护局", "档护局", GOVERNMENT, "局级", "YYnnnnnnnnnn", "YYYnnnnnnnnn"],
    ["U25", "职工互助会", "互助会", MASS, "部级", "YYYnYYYYnnnn", "YYYnYnYYnnYY"],
    ["U26", "青年志愿会", "青志会", MASS, "部级", "YYYYYnYnnnnn", "YYYYYYYnYYnn"],
    ["U27", "妇女发展会", "妇发会", MASS, "部级", "YnnYYYnYYnnn", "YnnYYYYYYYnn"],
    ["U28", "科学传习会", "科传会", MASS, "副部级", "YYYnYYnYYnnn", "YYYYnYYYYYYn"],
    ["U29", "文艺联谊会", "文联会", MASS, "副部级", "nnnnnnnYnnnn", "nYYnnnnYnnnn"],
    ["U30", "邻里关爱会", "关爱会", MASS, "局级", "", "nnnnnnYYnnnn"],
    ["U31", "远山日报社", "远山日报", NEWS, "副部级", "YnnYnnnnnnnn", "YYYnYnnYnnnn"],
    ["U32", "清流广播台", "清流台", NEWS, "副部级", "YnnnnnnYnnnn", "YYYnYYnnYnnn"],
    ["U33", "云桥通讯社", "云桥社", NEWS, "局级", "nYnnnnnnnnnn", "YYYnYYnnYnnn"],
    ["U34", "海平线杂志社", "海平线；Skyline Magazine", NEWS, "局级", "nnnYnnnnnnnn", "nnnYnnnnnnnn"],
    ["U35", "远山进修学院", "远山学院", ACADEMY, "副部级", "nnnnnnnYnnnn", "nnnYYYYYYYnn"],
    ["U36", "清流研修学院", "清流学院", ACADEMY, "副部级", "YYYnYYnnYnnn", "YYYnYYnnYnnn"],
    ["U37", "云桥职业学院", "云桥学院", ACADEMY, "局级", "nnnnnnnYnnnn", "YnnnnnnYnnnn"],
    ["U38", "海平线技术学院", "海平线学院", ACADEMY, "局级", "", "nnnnnYYYnnnn"],
];

/// The register in protocol order: 39 units, of which 38 existed at the end of each year.
pub fn register() -> Vec<Unit> {
    LINES.iter().map(unit).collect()
}

fn unit(line: &Line) -> Unit {
    let [code, name, alias, system, level, in_2023, in_2024] = *line;
    Unit {
        code: code.to_string(),
        name: name.to_string(),
        former: if code == "U11" { "工业规划局" } else { "" },
        alias,
        system,
        level,
        from: if code == "U39" { "2024-03-01" } else { "" },
        to: if code == "U20" { "2023-12-31" } else { "" },
        in_2023,
        in_2024,
    }
}
