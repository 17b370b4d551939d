//! An answer that stands in the bracket of its label, where the answer's own cell is blank: it is asked about.

use crate::answer::{Answer, State};
use crate::collect::label::{Fit, without_hint, words};
use crate::collect::locate::{Search, Spot};
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::kind::{self, Asked};
use crate::period::Period;
use crate::sheet::{Content, plain};
use crate::survey::{Item, KindName, Survey};
use crate::text::collect as say;

/// A query where an item is blank and something that it would take as an answer stands in its label's bracket.
pub fn finding(search: &Search, reader: &Reader, number: usize, spot: &Spot, answer: &Answer) -> Option<Finding> {
    let label = spot.label.filter(|_| answer.state == State::Blank && spot.within.is_none())?;
    if spot.fit < Fit::Hint {
        return None;
    }
    let item = &reader.survey.items[number];
    let Content::Text(text) = search.pages[label.sheet].at(label.at)? else { return None };
    let hint = pieces(text).into_iter().find(|piece| !is_asked(item, piece) && answers(reader.survey, item, piece))?;
    let phrases = [say::ANSWER_IN_LABEL, say::ANSWER_IN_LABEL_REMEDY];
    Some(reader.finding("answer-in-label", Severity::Query, phrases, Question { item, id: &item.id }, label, &hint))
}

/// What the brackets behind a label hold.
fn pieces(text: &str) -> Vec<String> {
    let plain = plain(text);
    let rest = &plain[without_hint(&plain).len()..];
    let pieces = rest.split(['(', ')', '[', ']', '【', '】', '〔', '〕']).map(str::trim);
    pieces.filter(|piece| piece.chars().any(char::is_alphanumeric)).map(str::to_string).collect()
}

/// Whether the survey's own label says it too.
fn is_asked(item: &Item, piece: &str) -> bool {
    let own = [&item.label.zh, &item.label.en, &item.unit.zh, &item.unit.en].into_iter().chain(&item.labels);
    own.into_iter().any(|label| words(label).contains(&words(piece)))
}

/// Whether an item would take it as its answer: no year beside a number, and not the list of all options.
pub(super) fn answers(survey: &Survey, item: &Item, piece: &str) -> bool {
    let codes = survey.codes(item);
    let is_counted = matches!(item.kind, KindName::Integer | KindName::Decimal | KindName::Percent);
    if item.kind == KindName::Text || (is_counted && Period::read(piece).is_some()) {
        return false;
    }
    let asked = Asked { item, codes, missing: &survey.missing };
    let is_listed = |code: &crate::survey::Code| piece.contains(&code.label.zh) || piece.contains(&code.label.en);
    let is_list = codes.len() > 1 && codes.iter().all(is_listed);
    !is_list && kind::understand(Some(&Content::Text(piece.to_string())), &asked).state == State::Answered
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::KindName;

    /// The rules found where the label of the persons ends so, and its answer is this.
    fn found(kind: KindName, hint: &str, answer: &str) -> Vec<String> {
        let mut survey = survey();
        survey.items[2].kind = kind;
        let label = format!("追究干部人数{hint}");
        let form = form_with(&[("B7", &label), ("C7", answer)]);
        rules(&read(&survey, &workbook(vec![form])).expect("a form").drafts[0])
    }

    #[test]
    fn an_answer_in_the_bracket_of_a_label_is_asked_about_where_its_cell_is_blank() {
        let asked = ["answer-in-label persons"];
        for (kind, hint) in [
            (KindName::Integer, "（3）"),
            (KindName::Integer, "（人）（12人）"),
            (KindName::Percent, "（90%）"),
            (KindName::Date, "[2024年5月6日]"),
            (KindName::YesNo, "（否）"),
        ] {
            assert_eq!(found(kind, hint, ""), asked, "{hint}");
        }
        assert_eq!(found(KindName::Integer, "（3）", "4"), [""; 0]);
    }

    #[test]
    fn what_the_form_says_of_an_answer_is_none() {
        for (kind, hint) in [
            (KindName::Integer, "（人）"),
            (KindName::Integer, "（2024年）"),
            (KindName::Integer, "（2024）"),
            (KindName::Percent, "（%）"),
            (KindName::Date, "（如2024-03-15）"),
            (KindName::YesNo, "（请填是或否）"),
            (KindName::YesNo, "（是/否）"),
            (KindName::Text, "（无）"),
        ] {
            assert_eq!(found(kind, hint, ""), [""; 0], "{hint}");
        }
    }

    #[test]
    fn an_answer_behind_the_colon_of_its_label_counts_where_its_cell_is_blank() {
        let read = |label: &str, answer: &str| {
            let mut survey = survey();
            survey.items[2].kind = KindName::Integer;
            let form = form_with(&[("B7", label), ("C7", answer)]);
            let draft = read(&survey, &workbook(vec![form])).expect("a form").drafts.remove(0);
            (answers(&draft)[2].clone(), rules(&draft))
        };
        assert_eq!(read("追究干部人数：11", ""), ("B7 11".to_string(), vec![]));
        assert_eq!(read("3.追究干部人数（人）：11人", ""), ("B7 11人".to_string(), vec![]));
        assert_eq!(read("追究干部人数：11", "12"), ("C7 12".to_string(), vec!["label-differs persons".to_string()]));
        assert_eq!(read("追究干部人数：待定", "").0, "C7 ");
    }
}
