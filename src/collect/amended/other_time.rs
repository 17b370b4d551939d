//! What says that a number is one of another time, or only an intended one: `此为累计数`, `以上为5月数据`.

use crate::collect::amended::first_clause;
use crate::collect::spans::{self, Span};
use crate::collect::times;
use crate::collect::wordings::is_intended;
use crate::period::{Period, PeriodKind};
use crate::sheet::plain;

/// A longer text says more.
const LONGEST: usize = 120;

/// What may stand before the time, parted from it or not.
const BEFORE: &[&str] = &[
    "注:",
    "备注:",
    "说明:",
    "以上",
    "上述",
    "上表",
    "表内",
    "表中",
    "本表",
    "此表",
    "该表",
    "此项",
    "本项",
    "该项",
    "此数",
    "该数",
    "此处",
    "此",
    "各项",
    "所有",
    "全部",
    "指标",
    "数据",
    "数字",
    "数",
    "均",
    "都",
    "为",
    "系",
    "是",
    "按",
    "填报的",
    "填的",
    "误填",
    "填报",
    "填",
    "成",
    "了",
    "note:",
    "this is",
    "these are",
    "all figures are",
    "figures are",
    "the",
    " ",
];

/// With these a number is named, behind its time.
const NUMBERS: &[&str] = &["数据", "数字", "数值", "数", "累计", "figures", "figure", "totals", "total", "number"];

/// What may stand behind them.
const BEHIND: &[&str] = &["填报", "统计", "填列", "上报"];

/// Of such words and digits the name of a time, or of what is intended, consists.
const ATOMS: &[&str] = &[
    "上年度",
    "上半年",
    "下半年",
    "上年",
    "去年",
    "上一年",
    "上季度",
    "上季",
    "上月",
    "上一月",
    "上期",
    "同期",
    "季度",
    "年度",
    "全年",
    "本年",
    "今年",
    "年初",
    "以来",
    "累计",
    "计划",
    "预计",
    "目标",
    "月份",
    "年",
    "月",
    "截至",
    "底",
    "至",
    "第",
    "一",
    "二",
    "三",
    "四",
    "的",
    "last",
    "previous",
    "month",
    "year",
    "quarter",
    "'s",
    "cumulative",
    "to date",
    "ytd",
    "planned",
    "target",
    "-",
    "—",
    "–",
    "~",
    " ",
];

/// The time of the return, and how long its periods are.
#[derive(Debug, Clone, Copy)]
pub struct OfTime {
    /// How long.
    pub kind: PeriodKind,
    /// Which, where that is known.
    pub own: Option<Period>,
}

/// Whether a text says of a number that it is of another time than the return, or only intended; with the words of the
/// label it says nothing of the kind.
pub fn is_of_another_time(text: &str, time: OfTime, label: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let text = plain(text).trim().to_lowercase();
    let clause = without_beginning(&text);
    let clause = BEHIND.iter().find_map(|word| clause.strip_suffix(word)).unwrap_or(clause);
    let is_named = NUMBERS.iter().any(|word| clause.ends_with(word));
    if !is_named {
        return false;
    }
    let named = NUMBERS.iter().filter(|word| **word != "累计").find_map(|word| clause.strip_suffix(word));
    let named = named.unwrap_or(clause).trim();
    is_other(named, time) && is_nothing_else(named) && !is_other(&label.to_lowercase(), time)
}

fn without_beginning(text: &str) -> &str {
    let announced = ["注:", "备注:", "说明:", "note:"].iter().find_map(|word| text.strip_prefix(word));
    let mut clause = first_clause(announced.unwrap_or(text)).trim();
    while let Some(rest) = BEFORE.iter().find_map(|word| clause.strip_prefix(word)) {
        clause = rest;
    }
    clause
}

fn is_other(words: &str, time: OfTime) -> bool {
    times::is_earlier(words)
        || spans::is_next(words)
        || is_intended(words)
        || spans::of(words, time.kind, time.own) == Some(Span::Other)
}

fn is_nothing_else(words: &str) -> bool {
    let rest = ATOMS.iter().fold(words.to_string(), |words, atom| words.replace(atom, ""));
    rest.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, label: &str) -> bool {
        let june = OfTime { kind: PeriodKind::Month, own: Period::new(2026, PeriodKind::Month, 6) };
        is_of_another_time(text, june, label)
    }

    #[test]
    fn a_number_is_said_to_be_of_another_time() {
        for text in [
            "此为累计数",
            "系上月数",
            "上年数",
            "此为计划数",
            "累计数",
            "1-6月累计",
            "以上为5月数据",
            "备注：以上均为累计数",
            "本表数据为1-6月累计",
            "填的是上年同期数",
            "按累计数填报",
            "误填上月数",
            "全年累计数",
            "5月数，待更正",
            "Cumulative figures",
            "this is last month's figure",
            "注：以上数据均为2026年5月份数据",
        ] {
            assert!(says(text, "追究人数"), "{text}");
        }
    }

    #[test]
    fn ordinary_remarks_name_no_other_time() {
        for text in [
            "",
            "本月数",
            "6月数据",
            "以上为6月数据",
            "本月实际数",
            "上年数600",
            "系上年结转数",
            "上月",
            "以上报数为准",
            "较上月增加",
            "含上年结转",
            "与上月数据一致",
            "上年同期12",
            "实际数",
            "累计增加5",
            "计划内培训人数",
            "上月应报数",
            "数据为系统导出数",
            "月数",
            "填报数",
            "数",
            "不含上年数",
        ] {
            assert!(!says(text, "追究人数"), "{text}");
        }
        assert!(!says("上年数", "上年追究人数") && !says("累计数", "累计追究人数") && !says("计划数", "计划参训人数"));
        let year = OfTime { kind: PeriodKind::Year, own: None };
        assert!(!is_of_another_time("累计数", year, "追究人数"));
    }
}
