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
const BEFORE: &[&str] = &["目前", "现", "仅有", "只有", "仅", "只", "均", "该项", "此项", "本单位", "我单位", "我局"];

/// Deeds that are others than the one that is asked, unless the label names them.
const PARTICULAR: &[&str] = &["考核", "反馈", "分解", "规定", "追究", "报送", "整改", "公开"];

/// Before what was not done.
const NOT_YET: &[&str] = &["尚未", "还未", "还没有", "还没", "暂未", "仍未"];

/// What is never done on purpose: `尚未发现问题`.
const MET_WITH: &[&str] = &["发现", "发生", "出现", "接到", "收到", "涉及", "到期"];

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
];

/// Before what is intended.
const INTENDED: &[&str] = &["拟", "计划", "将", "预计", "准备", "争取", "待"];

/// With these begins the time of what is to come.
const COMING: &[&str] = &["于", "在", "下", "明", "次", "年底", "年内", "年末", "近期", "上级"];

/// With these something that is done already goes on.
const AGAIN: &[&str] = &["继续", "再", "仍", "还将", "进一步", "已"];

/// With these begins what is done later.
const LATER: &[&str] = &["下年", "明年", "次年", "下月", "次月", "下季"];

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

/// The same as [`NOT_YET`] in English, and what is intended or under way there.
const NOT_YET_IN_ENGLISH: &[&str] = &[
    "not yet",
    "not done",
    "not held",
    "not made",
    "not carried out",
    "in progress",
    "in preparation",
    "draft only",
    "only a draft",
    "only draft",
    "underway",
    "under way",
    "to be ",
    "will be ",
    "planned for",
    "pending approval",
];

/// Such clauses as a whole.
const WHOLE_IN_ENGLISH: &[&str] = &["draft", "a draft", "pending", "planned", "partial", "in part"];

/// Whether a remark in a cell of its own says the opposite of the answer beside it, or takes it back in part.
pub fn contradicts(remark: &str, yes: bool, label: &str) -> bool {
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
    let clause = Clause { words: clause, label };
    clause.is_answer(!yes) || if yes { clause.takes_back() } else { clause.is_done() && !is_reserved(&remark) }
}

/// Whether a remark has any letter of what contradicts: many have none.
fn may_contradict(remark: &str) -> bool {
    let is_one = |c: char| {
        c.is_ascii_alphabetic()
            || !c.is_alphanumeric()
            || "未没在中拟计将预准争待下明次草稿案部基全否错是对有已其实现改更订修应".contains(c)
    };
    remark.contains(is_one)
}

/// Whether a remark beside a no says, besides what was done, what was not.
fn is_reserved(remark: &str) -> bool {
    remark.contains(['未', '没', '待', '拟', '但']) || remark.contains("正在")
}

/// The first clause of a remark, and the label of the answer beside it.
struct Clause<'a> {
    words: &'a str,
    label: &'a str,
}

impl Clause<'_> {
    /// Whether it is a certain answer, or puts it in the place of the other: `×`, `其实没有`.
    fn is_answer(&self, yes: bool) -> bool {
        let is_it = |words: &str| word(words) == Some(yes) && !is_cipher(words);
        let put = corrected(self.words);
        let deed = last_two(self.words);
        let is_own = !DEEDS.contains(&deed) || (self.is_asked(deed) && self.is_plain());
        (is_it(self.words) && !NOTHING.contains(&self.words) && is_own) || (put != self.words && is_it(put))
    }

    /// Whether it says that what is asked was not done, or not wholly. A question about what was left undone is none of it.
    fn takes_back(&self) -> bool {
        let is_left = self.is_not_done() || self.is_under_way() || self.is_intended();
        self.is_plain() && (is_left || self.is_partly() || self.is_draft())
    }

    /// Whether the label asks for something, and not for what was left undone.
    fn is_plain(&self) -> bool {
        !self.label.contains(['未', '没', '不', '无'])
    }

    /// `3月已印发`
    fn is_done(&self) -> bool {
        let deed = last_two(self.words);
        let is_deed = self.label.contains(deed) || DEEDS.contains(&deed);
        let is_said = self.words.strip_suffix(deed).is_some_and(|before| before.ends_with('已'));
        is_said && is_deed && self.is_asked(deed) && self.is_plain()
    }

    fn is_not_done(&self) -> bool {
        let not_yet = self.behind(NOT_YET).any(|deed| !says(deed, MET_WITH) && self.is_about(deed));
        let is_deed = |deed: &str| DEEDS.iter().any(|known| deed.starts_with(known));
        let named = |deed: &str| first_two(deed).is_some_and(|verb| self.label.contains(verb));
        not_yet
            || self.behind(&["未"]).any(|deed| (is_deed(deed) || named(deed)) && self.is_about(deed))
            || self.behind(&["没有", "没"]).any(|deed| is_deed(deed) && self.is_about(deed))
            || says(self.words, NOT_YET_IN_ENGLISH)
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
        let is_known = |deed: &str| says(deed, PREPARING) || says(deed, DEEDS);
        let is_coming = |words: &str| says(words, COMING) || is_month(words) || is_known(words);
        let is_later = says(self.words, LATER)
            && (PREPARING.iter().chain(DEEDS).any(|deed| self.words.contains(deed)) || self.ends_as_asked());
        is_later || self.behind(INTENDED).any(is_coming)
    }

    /// Whether it ends with words of the label: `下月召开`.
    fn ends_as_asked(&self) -> bool {
        self.label.contains(last_two(self.words))
    }

    fn is_partly(&self) -> bool {
        let Some(rest) = PART.iter().find_map(|part| self.words.strip_prefix(part)) else { return false };
        rest.is_empty() || self.words.is_ascii() || says(rest, WHO) || DEEDS.iter().any(|deed| rest.ends_with(deed))
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
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < words.len() && rest.starts_with(['年', '月', '季'])
}

#[cfg(test)]
mod tests {
    use super::*;

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
