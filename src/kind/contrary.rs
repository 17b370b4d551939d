//! What a remark in a cell of its own says against the yes or no beside it: `尚未印发` beside a yes, `已开展` beside a no.

use super::remark::corrected;
use super::yes_no::{DEEDS, is_cipher, word};
use crate::sheet::plain;

/// A longer clause tells of the work.
const LONGEST: usize = 72;

/// A longer remark is free text.
const LONGEST_REMARK: usize = 600;

/// What ends a clause.
const ENDS: &[char] = &[',', '。', ';', '、', '(', ')', ':', '!', '\n'];

/// Alone in a cell of remarks these say that there is none, or that the answer is right.
const NOTHING: &[&str] = &["无", "没有", "没", "有", "对"];

/// A clause that begins so gives the reason for the next one.
const REASONS: &[&str] = &["因", "由于", "鉴于"];

/// What may stand before what is said, beside the words of the label.
const BEFORE: &[&str] = &[
    "目前",
    "现",
    "仅有",
    "只有",
    "仅",
    "只",
    "均",
    "都",
    "该项",
    "此项",
    "本单位",
    "我单位",
    "本部门",
    "我部门",
    "我局",
    "本局",
    "我委",
    "今年",
    "本年度",
    "本年",
    "当年",
];

/// Deeds that are others than the one that is asked, unless the label names them.
const PARTICULAR: &[&str] = &["考核", "反馈", "分解", "规定", "追究", "报送", "整改", "公开"];

/// Before what was not done.
const NOT_YET: &[&str] = &["尚未", "还未", "还没有", "还没", "尚没有", "暂未", "仍未"];

/// What is never done on purpose: `尚未发现问题`.
const MET_WITH: &[&str] = &["发现", "发生", "出现", "接到", "收到", "涉及", "到期", "问题", "异议", "投诉"];

/// Before what is being done.
const UNDER_WAY: &[&str] = &["正在", "尚在", "还在", "仍在"];

/// What is done before there is anything to show.
const PREPARING: &[&str] = &[
    "起草",
    "草拟",
    "拟定",
    "拟订",
    "拟制",
    "制定",
    "制订",
    "编制",
    "研究",
    "征求",
    "讨论",
    "筹备",
    "筹建",
    "组建",
    "准备",
    "酝酿",
    "审核",
    "审批",
    "审定",
    "审议",
    "报批",
    "批复",
    "会签",
    "协调",
    "上会",
    "征求意见",
    "印发",
    "下发",
    "出台",
    "成立",
    "召开",
];

/// Before what is intended.
const INTENDED: &[&str] = &["拟", "计划", "预计", "准备", "争取", "待"];

/// With these begins the time of what is to come.
const COMING: &[&str] = &["于", "在", "下", "明", "年底", "年内", "年末", "近期", "上级"];

/// With these something that is done already goes on, is done by rule each year, or is bettered.
const AGAIN: &[&str] = &[
    "继续",
    "再",
    "仍",
    "还将",
    "进一步",
    "已",
    "每",
    "次年",
    "次月",
    "次季",
    "新",
    "修订",
    "修改",
    "完善",
    "改进",
    "调整",
    "补充",
    "细化",
    "深化",
    "优化",
    "提高",
    "提升",
    "加强",
    "加大",
    "增加",
    "扩大",
    "推广",
];

/// What follows a paper that is there already, unless the label names it.
const IN_FORCE: &[&str] = &["实施", "执行", "落实"];

/// Which of [`PUT_OFF`] say so without more; what was put off may be done since.
const GIVEN_UP: &[&str] = &["暂缓", "取消"];

/// Before what was put off or given up.
const PUT_OFF: &[&str] = &["暂缓", "推迟", "延期", "延迟", "延后", "取消"];

/// So long is a deed behind `将`, which before a longer stretch is the mark of an object: `将考核结果纳入绩效`.
const LONGEST_DEED: usize = 4;

/// With these begins what is done later.
const LATER: &[&str] = &["下年", "明年", "下月", "下季"];

/// A paper that is not in force.
const DRAFTS: &[&str] = &["草案", "草稿", "初稿", "征求意见稿", "讨论稿", "送审稿"];

/// Less than all.
const PART: &[&str] = &[
    "大部分",
    "少部分",
    "小部分",
    "部分",
    "基本上",
    "基本",
    "不完全",
    "不全",
    "未全部",
    "未完全",
    "partly",
    "partially",
    "mostly",
    "not fully",
];

/// Those of whom some did it.
const WHO: &[&str] = &["单位", "部门", "科室", "处室", "街道", "乡镇", "村", "社区", "地区"];

/// What is under way or intended, in English.
const UNDER_WAY_IN_ENGLISH: &[&str] = &[
    "in progress",
    "in preparation",
    "draft only",
    "only a draft",
    "only draft",
    "underway",
    "under way",
    "planned for",
    "pending approval",
];

/// The same as [`DEEDS`] in English.
const DEEDS_IN_ENGLISH: &[&str] = &[
    "done",
    "made",
    "held",
    "carried out",
    "implemented",
    "completed",
    "started",
    "issued",
    "adopted",
    "approved",
    "drawn up",
    "set up",
    "established",
];

/// When what is to be done will be done.
const COMING_IN_ENGLISH: &[&str] = &["next ", "in 20", "later", "soon", "by the end"];

/// Such clauses as a whole.
const WHOLE_IN_ENGLISH: &[&str] = &["draft", "a draft", "pending", "planned", "partial", "in part"];

/// Whether a remark in a cell of its own says the opposite of the answer beside it, or takes it back in part.
///
/// The year is the one that is reported; where it is not known, what was done in a named year says nothing.
pub fn contradicts(remark: &str, yes: bool, label: &str, year: Option<i32>) -> bool {
    if remark.len() > LONGEST_REMARK || !may_contradict(remark) {
        return false;
    }
    let remark = plain(remark).trim().to_lowercase();
    let mut clauses =
        remark.split(ENDS).map(|clause| clause.trim().trim_end_matches(['了', '.'])).filter(|c| !c.is_empty());
    let gives_reason = |clause: &&str| REASONS.iter().any(|word| clause.starts_with(word));
    let Some(clause) = clauses.find(|clause| !gives_reason(clause)).filter(|clause| clause.len() <= LONGEST) else {
        return false;
    };
    let clause = Clause { words: clause, label, year };
    let is_opposite = if yes {
        clause.is_answer(false) || clause.takes_back()
    } else {
        (clause.is_answer(true) || clause.is_done()) && !is_reserved(&remark)
    };
    is_opposite || clause.puts(!yes)
}

/// Whether a remark has any letter of what contradicts: many have none.
fn may_contradict(remark: &str) -> bool {
    let is_one = |c: char| {
        c.is_ascii_alphabetic()
            || !c.is_alphanumeric()
            || "未没在中拟计将预准争待下明草稿案部基全否错是对有已其实现改更订修应缓迟延消".contains(c)
    };
    remark.contains(is_one)
}

/// Whether a remark beside a no says, besides what was done, what was not; `是，未反馈` agrees with the no.
fn is_reserved(remark: &str) -> bool {
    remark.contains(['未', '没', '待', '拟', '但']) || remark.contains("正在") || remark.contains(" not ")
}

/// The first clause of a remark, the label of the answer beside it and the year that is reported.
struct Clause<'a> {
    words: &'a str,
    label: &'a str,
    year: Option<i32>,
}

impl Clause<'_> {
    /// Whether it is a certain answer: `×`.
    fn is_answer(&self, yes: bool) -> bool {
        let deed = last_two(self.words);
        let is_own = !DEEDS.contains(&deed) || (self.is_asked(deed) && self.is_plain());
        is_certain(self.words, yes) && !NOTHING.contains(&self.words) && is_own
    }

    /// Whether it puts an answer in the place of the other: `其实没有`.
    fn puts(&self, yes: bool) -> bool {
        let put = corrected(self.words);
        put != self.words && is_certain(put, yes)
    }

    /// Whether it says that what is asked was not done, or not wholly. A question about what was left undone is none of it.
    fn takes_back(&self) -> bool {
        let is_left = self.is_not_done() || self.is_under_way() || self.is_intended() || self.is_put_off();
        self.is_plain() && (is_left || self.is_partly() || self.is_draft())
    }

    /// Whether the label asks for something, and not for what was left undone.
    fn is_plain(&self) -> bool {
        !self.label.contains(['未', '没', '不', '无'])
    }

    /// `3月已印发`; what another body, another paper or another year has done is no answer of this unit, and 今年 may be
    /// the year in which the return is filled in.
    fn is_done(&self) -> bool {
        let deed = last_two(self.words);
        let is_deed = self.label.contains(deed) || DEEDS.contains(&deed);
        let before = self.words.strip_suffix(deed).and_then(|words| words.strip_suffix('已'));
        let is_said = before.is_some_and(|before| self.is_own(self.without_time(before)));
        let is_unsure = self.words.starts_with("今年");
        is_said && !is_unsure && is_deed && self.is_asked(deed) && self.is_plain()
    }

    fn is_not_done(&self) -> bool {
        let not_yet = self.behind(NOT_YET).any(|deed| !says(deed, MET_WITH) && self.is_about(deed));
        let is_deed = |deed: &str| DEEDS.iter().any(|known| deed.starts_with(known));
        let named = |deed: &str| first_two(deed).is_some_and(|verb| self.label.contains(verb));
        let is_named = |words: &str| words.chars().nth(1).is_some() && self.label.ends_with(words);
        not_yet
            || self.behind(&["未"]).any(|deed| (is_deed(deed) || named(deed)) && self.is_about(deed))
            || self.behind(&["没有", "没"]).any(|deed| (is_deed(deed) && self.is_about(deed)) || is_named(deed))
            || is_left_in_english(self.words)
    }

    fn is_under_way(&self) -> bool {
        let prepared = self.words.strip_suffix('中').and_then(|words| {
            let deed = PREPARING.iter().find(|deed| words.ends_with(*deed))?;
            words.strip_suffix(deed)
        });
        let is_known =
            |deed: &str| says(deed, PREPARING) || first_two(deed).is_some_and(|verb| self.label.contains(verb));
        self.behind(UNDER_WAY).any(|deed| is_known(deed) && self.is_about(deed))
            || prepared.is_some_and(|before| self.is_own(before.trim_end_matches("正在").trim_end_matches('在')))
    }

    fn is_intended(&self) -> bool {
        if AGAIN.iter().any(|word| self.words.contains(word)) {
            return false;
        }
        let is_known = |words: &str| {
            (says(words, PREPARING) || says(words, DEEDS)) && self.names_deed(words) && !words.contains(is_digit)
        };
        let is_coming = |words: &str| (says(words, COMING) || is_month(words)) && self.names_deed(words);
        let is_short = |words: &str| words.chars().count() <= LONGEST_DEED;
        (says(self.words, LATER) && self.names_deed(self.words))
            || self.behind(INTENDED).any(|words| is_coming(words) || is_known(words))
            || self.behind(&["将"]).any(|words| is_coming(words) || (is_known(words) && is_short(words)))
    }

    /// `暂缓`, `推迟到2025年制定`; what was put off within the year may be done.
    fn is_put_off(&self) -> bool {
        let is_later = |words: &str| {
            let time = words.strip_prefix(['到', '至'])?.trim();
            let year = time.get(..4).and_then(|year| year.parse::<i32>().ok());
            Some(says(time, LATER) || self.year.is_some_and(|own| year.is_some_and(|year| year > own)))
        };
        let is_so = |words: &str| !words.is_empty() && is_later(words).unwrap_or(true) && self.names_deed(words);
        !PUT_OFF.iter().any(|word| self.label.contains(word))
            && (self.behind(GIVEN_UP).any(str::is_empty) || self.behind(PUT_OFF).any(is_so))
    }

    /// Whether words tell of a deed that may be what is asked, or end with words of the label: `下月召开`.
    fn names_deed(&self, words: &str) -> bool {
        let is_one = |deed: &str| {
            let is_own = !IN_FORCE.contains(&deed) || self.label.contains(deed);
            is_own && words.rfind(deed).is_some_and(|at| self.is_about(&words[at..]))
        };
        let last = last_two(words);
        let is_other = PARTICULAR.contains(&last) || IN_FORCE.contains(&last);
        PREPARING.iter().chain(DEEDS).any(|deed| is_one(deed)) || (!is_other && self.label.contains(last))
    }

    /// `部分`, `部分单位已开展`; `部分书面反馈` tells only how.
    fn is_partly(&self) -> bool {
        let Some(rest) = PART.iter().find_map(|part| self.words.strip_prefix(part)).map(str::trim) else {
            return false;
        };
        if rest.is_empty() || DEEDS_IN_ENGLISH.contains(&rest) {
            return true;
        }
        let who = WHO.iter().find_map(|who| rest.strip_prefix(who));
        let told = who.unwrap_or(rest).trim_start_matches(['已', '尚', '未']);
        let deed = DEEDS.iter().find_map(|deed| Some((*deed, told.strip_prefix(deed)?)));
        let is_so =
            |(deed, object): (&str, &str)| self.is_asked(deed) && self.label.contains(object.trim_start_matches('了'));
        who == Some("") || deed.is_some_and(is_so)
    }

    fn is_draft(&self) -> bool {
        let before = DRAFTS.iter().find_map(|draft| self.words.strip_suffix(draft));
        before.is_some_and(|before| self.is_own(before)) || WHOLE_IN_ENGLISH.contains(&self.words)
    }

    /// What stands behind each of some words that are said of what is asked.
    fn behind<'s>(&'s self, words: &'s [&str]) -> impl Iterator<Item = &'s str> {
        let split = words.iter().filter_map(|word| self.words.split_once(word));
        split.filter(|(before, _)| self.is_own(before)).map(|(_, behind)| behind.trim())
    }

    /// Whether words that stand before what is said name nothing but what is asked.
    fn is_own(&self, before: &str) -> bool {
        let mut before = before.trim();
        while let Some(rest) = BEFORE.iter().find_map(|word| before.strip_prefix(word)) {
            before = rest;
        }
        self.label.contains(before)
    }

    /// Words without a month or a day of the year that is reported before them, or behind others.
    fn without_time<'s>(&self, words: &'s str) -> &'s str {
        let own = self.year.map(|year| format!("{year}年"));
        let words = words.strip_suffix(['底', '初', '中', '份']).filter(|rest| rest.ends_with('月')).unwrap_or(words);
        let mut rest = words;
        for sign in ['日', '月'] {
            rest = rest.strip_suffix(sign).map_or(rest, |rest| rest.trim_end_matches(is_digit));
        }
        let rest = own.and_then(|own| rest.strip_suffix(own.as_str())).unwrap_or(rest);
        rest.strip_suffix(['于', '在']).unwrap_or(rest)
    }

    fn is_asked(&self, deed: &str) -> bool {
        !PARTICULAR.contains(&deed) || self.label.contains(deed)
    }

    /// Whether a deed with what it is done to may be what is asked: `反馈结果` is not where the label asks for a plan.
    fn is_about(&self, words: &str) -> bool {
        let Some(deed) = first_two(words) else { return true };
        let object: Vec<char> = words[deed.len()..].chars().collect();
        let is_known = object.windows(2).any(|pair| self.label.contains(&pair.iter().collect::<String>()));
        self.is_asked(deed) && (object.len() <= 2 || is_known)
    }
}

fn is_certain(words: &str, yes: bool) -> bool {
    word(words) == Some(yes) && !is_cipher(words)
}

/// `not yet`, `not done this year`, `to be held next year`; not `not yet updated`, `not done separately`.
fn is_left_in_english(words: &str) -> bool {
    if !words.is_ascii() {
        return false;
    }
    let behind = |start: &str| words.strip_prefix(start).map(str::trim_start);
    let is_now = |rest: &str| matches!(rest, "" | "yet" | "this year");
    let is_later = |rest: &str| rest.is_empty() || says(rest, COMING_IN_ENGLISH);
    behind("not yet").is_some_and(|rest| rest.is_empty() || behind_deed(rest).is_some_and(is_now))
        || behind("not ").and_then(behind_deed).is_some_and(is_now)
        || ["to be ", "will be "].iter().filter_map(|start| behind(start)).filter_map(behind_deed).any(is_later)
        || says(words, UNDER_WAY_IN_ENGLISH)
}

/// What stands behind a deed in English.
fn behind_deed(words: &str) -> Option<&str> {
    DEEDS_IN_ENGLISH.iter().find_map(|deed| words.strip_prefix(deed)).map(str::trim_start)
}

/// The last two characters, or all.
fn last_two(words: &str) -> &str {
    words.char_indices().nth_back(1).map_or(words, |(at, _)| &words[at..])
}

fn first_two(words: &str) -> Option<&str> {
    words.char_indices().nth(1).map(|(at, second)| &words[..at + second.len_utf8()])
}

fn says(words: &str, known: &[&str]) -> bool {
    known.iter().any(|word| words.starts_with(word))
}

/// `12月印发`
fn is_month(words: &str) -> bool {
    let rest = words.trim_start_matches(is_digit);
    rest.len() < words.len() && rest.starts_with(['年', '月', '季'])
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {

    const REPORTED: Option<i32> = Some(2024);

    fn contradicts(remark: &str, yes: bool, label: &str) -> bool {
        super::contradicts(remark, yes, label, REPORTED)
    }

    const PLAN: &str = "是否制定责任分解方案";
    const ASSESSED: &str = "是否开展责任考核";

    #[test]
    fn what_was_not_done_or_is_only_under_way_contradicts_a_yes() {
        for remark in [
            "尚未印发",
            "正在制定",
            "未开展",
            "×",
            "否，未成立",
            "草案",
            "拟下年开展",
            "部分",
            "其实没有",
            "方案尚未印发",
            "not yet",
            "in progress",
            "No",
            "draft only",
            "Partly",
            "目前正在起草",
            "起草中",
            "征求意见中",
            "未制定",
            "还没有制定方案",
            "待印发",
            "计划于12月印发",
            "将于明年一季度印发",
            "因机构改革，尚未制定",
            "明年印发",
            "仅有初稿",
            "大部分单位",
            "基本完成",
            "改为否",
            "尚未正式印发",
            "没有制定",
            "12月拟印发",
        ] {
            assert_eq!(contradicts(remark, true, PLAN), remark != "12月拟印发", "{remark}");
        }
        assert!(contradicts("未考核", true, ASSESSED) && contradicts("正在开展考核", true, ASSESSED));
        assert!(contradicts("未成立", true, "是否成立考核领导小组"));
    }

    const LABELS: &[&str] = &[
        "实施办法是否规定了领导班子和成员的责任",
        PLAN,
        "是否层层分解责任",
        "是否成立考核领导小组",
        ASSESSED,
        "考核结果是否作为业绩评定、奖励惩处、选拔任用的重要依据",
        "是否实施责任追究",
    ];

    #[test]
    fn what_presupposes_the_deed_or_tells_how_it_was_done_leaves_a_yes_as_it_is() {
        for remark in [
            "拟于明年修订",
            "计划2025年修订",
            "计划2025年修订完善责任分解方案",
            "预计明年完善",
            "争取明年提高覆盖率",
            "拟明年重新制定",
            "to be revised next year",
            "will be reviewed in 2025",
            "to be continued",
            "will be held annually",
            "将考核结果纳入绩效",
            "将责任分解到人",
            "将于每年年底开展",
            "次年1月反馈",
            "次年初反馈",
            "次年1月开展",
            "将于次年1月开展",
            "待反馈",
            "待整改",
            "明年1月反馈",
            "计划开展4次",
            "将于2025年1月反馈",
            "部分书面反馈",
            "大部分口头反馈",
            "部分科室由分管领导牵头",
            "部分单位已完成整改",
            "mostly in writing",
            "partly online",
            "mostly complete",
            "partially updated",
            "not yet published",
            "not yet audited",
            "not yet updated",
            "not done separately",
            "not done in writing",
            "not made public",
            "not held in person",
            "推迟到6月制定",
            "推迟报送",
            "延期",
        ] {
            for label in LABELS {
                assert!(!contradicts(remark, true, label), "{remark} {label}");
            }
        }
        assert!(!contradicts("待考核", true, PLAN));
        assert!(!contradicts("2025年1月起执行", true, PLAN) && !contradicts("拟于明年实施", true, PLAN));
        assert!(contradicts("待反馈", true, "是否反馈考核结果"));
    }

    #[test]
    fn what_was_put_off_or_given_up_contradicts_a_yes() {
        for remark in [
            "暂缓",
            "取消",
            "暂缓制定",
            "推迟到2025年制定",
            "延期至2025年开展",
            "推迟至明年印发",
            "今年没有制定",
            "尚没有制定",
            "没有方案",
            "not yet done",
            "not done this year",
            "to be issued next year",
            "partly implemented",
            "部分开展",
            "部分单位未开展",
            "部分科室已制定方案",
            "拟于明年出台",
            "将制定方案",
        ] {
            assert!(contradicts(remark, true, PLAN), "{remark}");
        }
        assert!(contradicts("今年没有追究", true, "是否实施责任追究"));
        assert!(contradicts("尚没有反馈", true, "是否反馈考核结果"));
        assert!(!contradicts("取消", true, "是否取消收费"));
    }

    #[test]
    fn what_another_body_paper_or_year_has_done_leaves_a_no_as_it_is() {
        for remark in [
            "上级已制定",
            "上级已规定",
            "市局已印发",
            "省局已制定",
            "机关党委已开展",
            "下属单位已开展",
            "2023年已制定",
            "去年已印发",
            "2025年1月已印发",
            "次年1月已完成",
            "年后已印发",
            "今年1月已印发",
            "章程已规定",
            "其他文件已规定",
            "部分单位已完成",
            "初稿已完成",
            "是，未反馈",
            "是的，没有",
            "yes, not done",
        ] {
            for label in LABELS {
                assert!(!contradicts(remark, false, label), "{remark} {label}");
            }
        }
        for remark in ["3月已印发", "2024年3月已印发", "我局于6月12日已印发", "方案已印发", "3月底已印发"]
        {
            assert!(contradicts(remark, false, PLAN), "{remark}");
        }
        assert!(!super::contradicts("2024年3月已印发", false, PLAN, None));
    }

    #[test]
    fn what_was_done_contradicts_a_no() {
        for remark in ["√", "是", "已制定", "3月已印发", "yes", "已于6月印发，是", "实际为是"] {
            assert_eq!(contradicts(remark, false, PLAN), !remark.starts_with("已于"), "{remark}");
        }
    }

    #[test]
    fn ordinary_remarks_leave_a_yes_as_it_is() {
        for remark in [
            "",
            "无",
            "没有",
            "六月印发",
            "2024年3月印发",
            "不断完善",
            "未发现问题",
            "尚未发现问题",
            "计划文件见附件",
            "正在按方案推进",
            "正在修订",
            "基本情况见附件",
            "部分材料见附件",
            "拟定了实施方案",
            "待遇已落实",
            "无问题",
            "未涉及追究",
            "明年继续开展",
            "将继续推进",
            "将责任纳入考核",
            "起草单位：办公室",
            "草案已通过",
            "已印发",
            "是",
            "√",
            "No. 12 of 2024",
            "no changes",
            "not applicable",
            "draft approved in May",
            "见附件（草案）",
            "六月印发，下属单位尚未反馈",
            "尚未反馈结果",
            "未整改问题2个",
            "下半年印发",
            "不涉密",
            "否决事项见附件",
            "0",
            "n",
            "计划1份",
            "除保密内容外均已公开",
            "未追究",
            "已整改",
            "拟任干部参加",
            "不定期检查",
            "上年否",
            "领导小组组长：主要负责人",
            "每年不少于2次",
            "无异议",
            "没有下属单位",
            "尚没有问题",
        ] {
            assert!(!contradicts(remark, true, PLAN), "{remark}");
        }
        assert!(!contradicts("未整改", true, "是否存在未整改问题"));
    }

    #[test]
    fn ordinary_remarks_leave_a_no_as_it_is() {
        for remark in [
            "",
            "无",
            "没有",
            "有",
            "对",
            "尚未印发",
            "正在制定",
            "已起草，待印发",
            "已报送市委，尚未批复",
            "计划明年开展",
            "已整改",
            "不涉及",
            "否",
            "×",
            "1",
            "y",
            "因人员变动未开展",
            "已开展调研，但未成文",
            "对照上级要求",
        ] {
            assert!(!contradicts(remark, false, PLAN), "{remark}");
        }
        assert!(!contradicts("很长".repeat(20_000).as_str(), true, PLAN));
    }
}
