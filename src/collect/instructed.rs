//! Hints behind a heading that tell how to fill in the form and not of when its answers are: `本月数（与上月核对）`.

use std::borrow::Cow;

use crate::collect::label::without_hint;
use crate::collect::spans;
use crate::sheet::plain;

/// What is done with an answer, or what belongs to it.
const TELLING: &[&str] = &[
    "注明", "标明", "写明", "填写", "请", "核对", "核实", "校核", "对照", "衔接", "口径", "一致", "可比", "compare",
    "check",
];

/// What does not belong to an answer.
const LEFT_OUT: &[&str] = &["不含", "不包括", "不包含", "不计", "剔除", "扣除", "excluding", "without"];

/// Before these an answer is said not to be something.
const NEGATING: &[&str] = &["非", "不是", "不要", "不得", "不填", "不报", "not ", "non", "no "];

/// With these ends nothing is to be filled in.
const UNFILLED: &[&str] = &["不填", "不报", "免填", "免报"];

/// With these ends the words tell when a form is sent.
const SENT: &[&str] = &["报", "报送"];

/// With these ends the words name a number and not what is done with it.
const NUMBERS: &[&str] = &["数", "值", "额", "量", "情况", "实绩"];

/// A heading without its hint, where that is an instruction; else all of it but what is beside the point.
pub fn without_instruction(heading: &str) -> Cow<'_, str> {
    if !heading.contains([')', '）', ']', '】', '〕']) {
        return Cow::Borrowed(heading);
    }
    let text = plain(heading).to_lowercase();
    let bare = without_hint(&text);
    let hint = &text[bare.len()..];
    match without(hint, is_beside) {
        _ if is_instruction(hint) => Cow::Owned(bare.to_string()),
        Cow::Owned(rest) => Cow::Owned(format!("{bare}({rest})")),
        Cow::Borrowed(_) => Cow::Borrowed(heading),
    }
}

/// A hint in lower case without the pieces that are left out; as it is where none is.
pub fn without(hint: &str, is_left_out: impl Fn(&str) -> bool) -> Cow<'_, str> {
    if !pieces(hint).any(&is_left_out) {
        return Cow::Borrowed(hint);
    }
    let left: Vec<&str> = pieces(hint).filter(|piece| !is_left_out(piece)).collect();
    Cow::Owned(left.join(","))
}

/// Whether a piece of a hint says what an answer is not, or when the form is sent: whatever it names is not asked.
pub fn is_beside(piece: &str) -> bool {
    let begins = |known: &[&str]| known.iter().any(|word| piece.starts_with(word));
    let ends = |known: &[&str]| known.iter().any(|word| piece.ends_with(word));
    let is_sent = ends(SENT) && (piece.contains("前报") || piece.contains("日前") || piece.starts_with('每'));
    begins(NEGATING) || begins(LEFT_OUT) || piece.contains('勿') || ends(UNFILLED) || is_sent
}

fn pieces(hint: &str) -> impl Iterator<Item = &str> {
    let pieces = hint.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | ' ' | '/')).map(str::trim);
    pieces.filter(|piece| !piece.is_empty())
}

/// Whether a hint in lower case tells how to fill in the form: one that names a time and nothing else is none.
pub fn is_instruction(hint: &str) -> bool {
    let mut pieces = pieces(hint).peekable();
    pieces.peek().is_some() && pieces.all(tells)
}

fn tells(piece: &str) -> bool {
    let says = |known: &[&str]| known.iter().any(|word| piece.contains(word));
    let is_number = NUMBERS.iter().any(|ending| piece.ends_with(ending));
    let is_sent_later = piece.ends_with('报') && spans::is_next(piece);
    is_beside(piece) || says(LEFT_OUT) || (says(TELLING) && !is_number) || is_sent_later || piece.ends_with("补报")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture::*;
    use crate::period::PeriodKind;

    const TOLD: &[&str] = &[
        "与上月核对",
        "不含上月",
        "上年口径",
        "注明年月",
        "下月初上报",
        "次月5日前报",
        "含上月补报",
        "请与上月数核对",
        "不含上月数",
        "非累计",
        "非累计数",
        "不是累计数",
        "勿填累计数",
        "上年同期无数据的不填",
        "每月25日前报送",
        "与上年同期可比",
        "non-cumulative",
    ];

    const OTHER: &[&str] = &[
        "上年同期",
        "上月",
        "上月数",
        "去年",
        "1-5月累计",
        "2025年6月",
        "上月核实数",
        "上年填报数",
        "上月上报",
        "含上月",
        "较上年同期",
        "上年数，不含补报",
        "下月",
        "上年决算",
        "累计，非当月",
        "与上年同期比",
        "上月25日报送数",
    ];

    /// Whether answers below the heading `本月数` with a hint behind it count, in a survey of the month.
    fn counts(hint: &str) -> bool {
        let mut survey = survey();
        survey.period = PeriodKind::Month;
        survey.form.answer = vec!["本月数".to_string()];
        let heading = format!("本月数（{hint}）");
        let form = form_with(&[("C4", &heading), ("A1:D1", "2026年6月责任制落实情况一览表")]);
        let read = read(&survey, &workbook(vec![form])).expect("a form");
        read.drafts[0].answers[2].value.is_some()
    }

    #[test]
    fn a_hint_for_the_clerk_behind_the_heading_of_answers_leaves_them_as_they_are() {
        for hint in TOLD {
            assert!(is_instruction(&format!("({hint})")), "{hint}");
            assert!(counts(hint), "{hint}");
        }
    }

    #[test]
    fn a_hint_of_another_span_behind_the_heading_of_answers_makes_them_doubtful() {
        for hint in OTHER {
            assert!(!is_instruction(&format!("({hint})")), "{hint}");
            assert!(!counts(hint), "{hint}");
        }
    }

    #[test]
    fn what_an_answer_is_not_is_left_out_of_a_hint_that_says_more() {
        assert!(counts("当月，非累计") && counts("万元，非累计") && counts("非累计）（每月5日前报"));
        assert!(!counts("上年，非累计") && !counts("非累计，预计"));
    }

    #[test]
    fn a_hint_of_something_intended_makes_answers_doubtful_whatever_it_tells() {
        assert!(!counts("计划口径") && !counts("预计，与上月核对"));
    }

    #[test]
    fn a_hint_that_tells_how_to_fill_in_is_no_other_column_beside_sums() {
        let mut survey = survey();
        survey.period = PeriodKind::Month;
        survey.form.answer = vec!["本月数".to_string()];
        let changes =
            [("A1:D1", "2026年6月一览表"), ("C4", "本月数(下月初上报)"), ("D4", "本年累计"), ("D5", ""), ("D7", "66")];
        let read = read(&survey, &workbook(vec![form_with(&changes)])).expect("a form");
        assert_eq!(answers(&read.drafts[0])[2], "C7 11");
        assert_eq!(rules(&read.drafts[0]), [""; 0]);
    }
}
