//! What the words of a heading speak of where they are not the survey's: of answers, or of something beside them.

use crate::collect::label::without_hint;
use crate::period::PeriodKind;
use crate::sheet::plain;
use crate::survey::Survey;

/// What a heading speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Answers: `填写内容`, `完成情况`.
    Answer,
    /// Some number: `人数`, `合计`.
    Amount,
    /// What part of something it is: `填报率`; no answer to how many.
    Rate,
    /// Nobody knows: `本级`.
    Unknown,
    /// A part of the number: `其中：女`.
    Part,
    /// What is told beside an answer: `责任处室`.
    Aside,
    /// What must not be taken for an answer: `目标数`, `得分`, `填写示例`.
    Another,
}

/// Examples, scores and sums over several periods.
const ANOTHER: &[&str] =
    &["得分", "分值", "评分", "扣分", "加分", "权重", "满分", "分数", "score", "scores", "points", "weight"];

/// What is shown only to be imitated.
pub const EXAMPLES: &[&str] = &["示例", "样例", "范例", "举例", "example", "sample"];

/// What is not yet known.
pub const EXPECTED: &[&str] = &["预计", "预测", "预估", "预期", "估计", "拟", "forecast", "estimate", "estimated"];

/// Means over several periods or units.
pub const MEAN: &[&str] =
    &["平均", "月均", "日均", "年均", "季均", "人均", "均数", "每月", "各月", "每季", "各季", "average", "mean"];

/// What part of something it is, or by how much it grew.
pub const RATE: &[&str] = &["率", "占比", "比例", "比重", "百分比", "同比", "环比", "增幅", "rate", "percentage"];

/// What was not done or not told as it was.
const UNDONE: &[&str] = &["未", "瞒", "漏", "拒", "虚报", "少报", "多报", "错报", "误报", "迟报"];

/// Words in which what ought to be done, or was not, stands by chance.
const BY_CHANCE: &[&str] =
    &["相应", "对应", "反应", "响应", "适应", "供应", "应急", "应用", "应答", "未成年", "未来", "未婚"];

/// What there is at the end of a period, which need not be what was done in it.
const AT_THE_END: &[&str] = &["期末", "年末", "季末", "月末", "末数", "年底", "季底", "月底"];

/// What is intended; beside a word of [`DONE`] they speak of what became of it.
pub const INTENDED: &[&str] = &["目标", "计划", "任务", "target", "targets", "plan", "planned"];

const DONE: &[&str] = &["完成", "实际", "落实", "执行", "achieved", "actual", "done"];

/// Sums since the beginning of the year: in a survey of the year they are its own.
const CUMULATIVE: &[&str] = &["累计", "cumulative", "ytd"];

const PART: &[&str] = &["其中", "of which"];

const ASIDE: &[&str] = &[
    "时限",
    "期限",
    "责任处室",
    "责任单位",
    "责任部门",
    "责任科室",
    "责任人",
    "牵头",
    "联系",
    "备注",
    "依据",
    "标准",
    "要求",
    "计量单位",
    "序号",
    "排名",
    "增减",
    "同比",
    "环比",
    "unit",
    "deadline",
    "remarks",
    "notes",
];

const ANSWER: &[&str] = &[
    "填", "答", "完成", "实际", "结果", "情况", "内容", "数值", "落实", "结论", "选项", "选择", "核", "更正", "修正",
    "调整", "订正", "done", "answer", "answers", "response", "reply", "value", "values", "result", "results", "actual",
    "content", "entry", "status", "figure", "figures",
];

const AMOUNT: &[&str] =
    &["数", "值", "量", "额", "率", "比", "合计", "总计", "小计", "number", "amount", "count", "total", "data"];

/// What a heading's words speak of.
pub fn sort(heading: &str, survey: &Survey) -> Sort {
    let words = plain(heading).trim().to_lowercase();
    let is_cumulative = survey.period != PeriodKind::Year && says(&words, CUMULATIVE);
    let is_never = [ANOTHER, EXAMPLES, EXPECTED, MEAN].iter().any(|known| says(&words, known));
    if is_never || is_intended(&words) || is_cumulative || is_not_of_what_was_done(&words, survey) || words == "例" {
        Sort::Another
    } else if says(&words, AT_THE_END) && !is_own(&words, survey) {
        Sort::Unknown
    } else if says(&words, PART) {
        Sort::Part
    } else if says(&words, ASIDE) || words == "单位" {
        Sort::Aside
    } else if is_rate(&words) && !is_own(&words, survey) {
        Sort::Rate
    } else if says(&words, ANSWER) || words.ends_with('报') || is_own(&words, survey) {
        Sort::Answer
    } else if words.contains("说明") {
        Sort::Aside
    } else if says(&words, AMOUNT) {
        Sort::Amount
    } else {
        Sort::Unknown
    }
}

/// Whether words in lower case speak of what is intended, and not of what became of it.
pub fn is_intended(words: &str) -> bool {
    says(words, INTENDED) && !says(words, DONE)
}

fn is_rate(words: &str) -> bool {
    let bare = without_hint(words);
    RATE.iter().any(|rate| bare.ends_with(rate) && says(bare, &[rate]))
}

/// Whether words speak of what ought to be done or was not: `应填报数`, `未填报数`, but not where the survey's own do.
fn is_not_of_what_was_done(words: &str, survey: &Survey) -> bool {
    let words = BY_CHANCE.iter().fold(words.to_string(), |words, chance| words.replace(chance, ""));
    let is_due = |words: &str| words.contains('应');
    let is_undone = |words: &str| says(words, UNDONE) && !words.contains('已');
    let is_own = |is: &dyn Fn(&str) -> bool| survey.form.answer.iter().any(|own| is(own));
    (is_due(&words) && !is_own(&is_due)) || (is_undone(&words) && !is_own(&is_undone))
}

fn is_own(words: &str, survey: &Survey) -> bool {
    survey.form.answer.iter().any(|own| !own.is_empty() && words.contains(&own.to_lowercase()))
}

/// Whether words say one of these: English ones as whole words.
pub fn says(words: &str, known: &[&str]) -> bool {
    known.iter().any(|known| match known.is_ascii() && !known.contains(' ') {
        true => words.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == *known),
        false => words.contains(known),
    })
}

/// Whether a text belongs to the head of a form, where labels and what is filled in stand side by side.
pub fn is_of_head(text: &str) -> bool {
    let words = plain(text);
    let is_filled_in = words.split_once(':').is_some_and(|(before, _)| !before.contains("其中"));
    is_filled_in || ["联系", "电话", "负责人", "制表", "签字", "盖章", "填表人"].iter().any(|head| words.contains(head))
}

/// Whether a text is a number with something in brackets behind it, `11（上年8）`: an answer, and never a heading. A year
/// may be one.
pub fn is_number_with_hint(text: &str) -> bool {
    let text = plain(text);
    let text = text.trim();
    let bare = without_hint(text).trim();
    bare.len() < text.len()
        && bare.len() != 4
        && !bare.is_empty()
        && bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// Whether a text numbers a column: `甲`, `(1)`, `C`, `栏次`.
pub fn is_number_of_column(text: &str) -> bool {
    let words = plain(text);
    let words = words.trim();
    let is_number = |c: char| c.is_ascii_alphanumeric() || "甲乙丙丁戊己庚辛壬癸()".contains(c);
    words == "栏次" || (words.chars().count() <= 3 && words.chars().all(is_number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    #[test]
    fn headings_of_answers_are_told_from_those_of_other_things() {
        let mut survey = fixture::survey();
        survey.period = PeriodKind::Month;
        for (heading, expected) in [
            ("填写内容", Sort::Answer),
            ("贵单位填写", Sort::Answer),
            ("目标完成情况", Sort::Answer),
            ("Answer", Sort::Answer),
            ("六月填报情况", Sort::Answer),
            ("人数", Sort::Amount),
            ("合计", Sort::Amount),
            ("本级", Sort::Unknown),
            ("是", Sort::Unknown),
            ("explanation", Sort::Unknown),
            ("其中：女", Sort::Part),
            ("完成时限", Sort::Aside),
            ("说明", Sort::Aside),
            ("填写示例", Sort::Another),
            ("年度目标数", Sort::Another),
            ("Target", Sort::Another),
            ("得分", Sort::Another),
            ("1—6月累计", Sort::Another),
            ("应填报数", Sort::Another),
            ("未填报数", Sort::Another),
            ("瞒报数", Sort::Another),
            ("本月应完成数", Sort::Another),
            ("预计完成数", Sort::Another),
            ("月均数", Sort::Another),
            ("填报率", Sort::Rate),
            ("期末数", Sort::Unknown),
            ("对应数", Sort::Amount),
            ("未成年人数", Sort::Amount),
            ("已/未完成", Sort::Answer),
        ] {
            assert_eq!(sort(heading, &survey), expected, "{heading}");
        }
        survey.period = PeriodKind::Year;
        assert_ne!(sort("全年累计", &survey), Sort::Another);
    }

    #[test]
    fn what_numbers_the_columns_heads_none() {
        assert!(["甲", "(1)", "2", "C", "栏次"].into_iter().all(is_number_of_column));
        assert!(!["序号", "是", "数值"].into_iter().any(is_number_of_column));
    }

    #[test]
    fn lines_of_the_head_are_no_headings() {
        assert!(["单位：万元", "联系电话", "填表人"].into_iter().all(is_of_head));
        assert!(!["其中：女", "完成情况"].into_iter().any(is_of_head));
    }
}
