//! Sheets and a small survey for tests, written in a few lines.

use std::sync::Arc;

use crate::collect::declared::Written;
use crate::collect::draft::{self, Draft, Drafts};
use crate::collect::layout::Layout;
use crate::period::Period;
use crate::register::{Register, Unit};
use crate::sheet::{Area, Content, DefinedName, Position, Sheet, Workbook};
use crate::survey::Survey;
use crate::text::Lang;

/// A survey with four items and a table.
pub fn survey() -> Survey {
    survey_with("")
}

/// The same with more lines at the end.
pub fn survey_with(more: &str) -> Survey {
    toml::from_str(&format!("{SURVEY}{more}")).expect("the fixture is a survey")
}

const SURVEY: &str = r#"
id = "small"
title = "小调查"
period = "year"
[register]
file = "units.xlsx"
code = ["单位代码"]
name = ["单位名称"]
former = ["曾用名"]
aliases = ["简称"]
order = ["排序"]
valid_from = ["启用日期"]
[[register.attribute]]
id = "system"
label = "系统"
column = ["系统"]
[returns]
path = "returns"
due_days = 31
[form]
sheets = ["一览表"]
answer = ["填报情况"]
remarks = ["备注"]
code = ["单位代码"]
unit = ["填报单位", "单位名称"]
period = ["报告期"]
date = ["填报日期"]
nil = ["零报告"]
[[section]]
id = "open"
label = "问题与建议"
[[item]]
id = "plan"
kind = "text"
label = { zh = "是否制定责任分解方案", en = "Plan made" }
name = "plan_answer"
[[item]]
id = "group"
kind = "text"
label = "是否成立考核领导小组"
[[item]]
id = "persons"
kind = "text"
label = "追究干部人数"
unit = "人"
[[item]]
id = "problems"
kind = "text"
label = "存在的主要问题"
seek = ["right", "below"]
[[table]]
id = "cases"
label = "情况表"
[[table.column]]
id = "day"
kind = "text"
label = "追究时间"
[[table.column]]
id = "way"
kind = "text"
label = "追究方式"
[[table.column]]
id = "n"
kind = "text"
label = "人数"
"#;

/// A sheet from addresses and texts in any order; `A1:B2` is a merged area.
pub fn sheet(name: &str, cells: &[(&str, &str)]) -> Sheet {
    let mut sheet = Sheet { name: name.to_string(), ..Sheet::default() };
    for (address, text) in cells {
        let (first, last) = address.split_once(':').unwrap_or((address, address));
        let [first, last] = [first, last].map(|address| Position::parse(address).expect("an address"));
        if first != last {
            sheet.merged.push(Area { first, last });
        }
        let content = text.parse().map_or_else(|_| Content::Text(text.to_string()), Content::Number);
        sheet.cells.push((first, content));
    }
    sheet.cells.sort_by_key(|(at, _)| *at);
    sheet
}

/// The form as it is issued, filled in.
pub const FORM: &[(&str, &str)] = &[
    ("A1:D1", "2024年度责任制落实情况一览表"),
    ("A2", "填报单位"),
    ("B2", "甲局"),
    ("A3", "单位代码"),
    ("B3", "U01"),
    ("C3", "填报日期"),
    ("D3", "2025-01-10"),
    ("A4", "序号"),
    ("B4", "指标"),
    ("C4", "填报情况"),
    ("D4", "备注"),
    ("A5", "1"),
    ("B5", "是否制定责任分解方案"),
    ("C5", "是"),
    ("D5", "六月印发"),
    ("A6", "2"),
    ("B6", "是否成立考核领导小组"),
    ("C6", "否"),
    ("A7", "3"),
    ("B7", "追究干部人数"),
    ("C7", "11"),
    ("A8:B8", "存在的主要问题"),
    ("C8:D8", "一是认识不足"),
    ("A9", "序号"),
    ("B9", "追究时间"),
    ("C9", "追究方式"),
    ("D9", "人数"),
    ("A10", "1"),
    ("B10", "2024-05"),
    ("C10", "诫勉"),
    ("D10", "4"),
];

/// The form with some cells replaced, left out (blank text) or added.
pub fn form_with(changes: &[(&str, &str)]) -> Sheet {
    let kept = FORM.iter().filter(|(address, _)| !changes.iter().any(|(changed, _)| changed == address));
    let cells: Vec<(&str, &str)> = kept.chain(changes).copied().filter(|(_, text)| !text.is_empty()).collect();
    sheet("一览表", &cells)
}

/// A workbook of these sheets.
pub fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook { sheets, names: Vec::new(), kind: "xlsx" }
}

/// A defined name.
pub fn name(name: &str, sheet: &str, address: &str) -> DefinedName {
    let position = Position::parse(address).expect("an address");
    DefinedName { name: name.to_string(), sheet: sheet.to_string(), position }
}

/// What a workbook says.
pub fn read(survey: &Survey, workbook: &Workbook) -> Result<Drafts, String> {
    read_for(survey, workbook, None)
}

/// What a workbook says that lies among the returns for a period.
pub fn read_for(survey: &Survey, workbook: &Workbook, filed: Option<Period>) -> Result<Drafts, String> {
    draft::read(&Layout::new(survey), workbook, &Arc::from("a.xlsx"), filed, Lang::En).map_err(|unread| unread.reason)
}

/// The one return of a workbook of the small survey.
pub fn draft(sheets: Vec<Sheet>) -> Draft {
    let mut drafts = read(&survey(), &workbook(sheets)).expect("the form is recognised").drafts;
    assert_eq!(drafts.len(), 1);
    drafts.remove(0)
}

/// Each answer with its cell: `C5 是`.
pub fn answers(draft: &Draft) -> Vec<String> {
    let cell = |origin: &Option<crate::answer::Origin>| origin.as_ref().and_then(|origin| origin.cell);
    let shown = |at: Option<Position>| at.map_or("-".to_string(), |at| at.to_string());
    draft.answers.iter().map(|answer| format!("{} {}", shown(cell(&answer.origin)), answer.raw)).collect()
}

/// What is written at a label of the form's head: a number where the words are one, nothing where they are blank.
pub fn written(words: &str) -> Vec<Written> {
    let content = words.parse().map_or_else(|_| Content::Text(words.to_string()), Content::Number);
    let all = [words].into_iter().filter(|words| !words.is_empty());
    all.map(|_| Written { sheet: "表".into(), at: Position::new(1, 1), content: content.clone() }).collect()
}

/// The rule of each finding with its item.
pub fn rules(draft: &Draft) -> Vec<String> {
    draft.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.item)).collect()
}

/// A register of three units; the third bore another name, and entered in 2024.
pub fn register() -> Register {
    let unit = |code: &str, name: &str, former: &[&str], aliases: &[&str]| Unit {
        code: code.to_string(),
        name: name.to_string(),
        former_names: former.iter().map(ToString::to_string).collect(),
        aliases: aliases.iter().map(ToString::to_string).collect(),
        attributes: Default::default(),
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
    };
    let mut units = vec![
        unit("U01", "甲局", &[], &["甲"]),
        unit("007", "乙地方协作局", &[], &["协作局", "联络处"]),
        unit("U03", "产业规划局", &["工业规划局"], &["规划局", "联络处"]),
    ];
    units[2].valid_from = chrono::NaiveDate::from_ymd_opt(2024, 1, 1);
    Register { units }
}
