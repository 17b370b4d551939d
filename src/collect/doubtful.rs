//! Answers whose letters look so that they cannot be taken as they stand: they are asked about and not counted.

use crate::finding::Severity;
use crate::kind::Doubt;
use crate::sheet::{Content, Oddity};
use crate::survey::{Item, KindName};
use crate::text::doubtful as say;
use crate::text::{Phrase, Text};

/// Why the letters of an answer are not taken as they stand; `None` where they are. A raised mark and an unknown sign
/// do no harm to an answer in words.
pub fn letters(item: &Item, content: Option<&Content>, oddity: Option<Oddity>) -> Option<Doubt> {
    let oddity = content.and(oddity)?;
    if item.kind == KindName::Text && oddity != Oddity::Struck {
        return None;
    }
    Some(doubt(oddity))
}

/// The error value that stands for content with odd letters where words are looked up.
pub fn error(content: &Content, oddity: Oddity) -> Content {
    let word = match oddity {
        Oddity::Struck => "#STRUCK!",
        Oddity::Raised => "#RAISED!",
        Oddity::Unreadable => "#FONT!",
    };
    Content::Error(format!("{word} {content}"))
}

fn doubt(oddity: Oddity) -> Doubt {
    match oddity {
        Oddity::Struck => certain("struck-out", say::STRUCK_OUT, say::STRUCK_OUT_REMEDY),
        Oddity::Raised => certain("raised-text", say::RAISED_TEXT, say::RAISED_TEXT_REMEDY),
        Oddity::Unreadable => certain("symbol-font", say::SYMBOL_FONT, say::SYMBOL_FONT_REMEDY),
    }
}

fn certain(rule: &'static str, message: Phrase, remedy: Phrase) -> Doubt {
    Doubt { rule, severity: Severity::Error, message, remedy, detail: Text::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::State;
    use crate::collect::draft::Draft;
    use crate::collect::fixture::{form_with, read, rules, survey, workbook};
    use crate::sheet::Position;

    /// The fixture's form, on which the group is a yes or no and the cases have numbers, with odd cells.
    fn draft(odd: &[(&str, Oddity)]) -> Draft {
        let mut survey = survey();
        survey.items[1].kind = KindName::YesNo;
        survey.tables[0].columns[2].kind = KindName::Integer;
        let mut form = form_with(&[]);
        form.odd = odd.iter().map(|(at, oddity)| (Position::parse(at).unwrap(), *oddity)).collect();
        form.odd.sort_by_key(|(at, _)| *at);
        read(&survey, &workbook(vec![form])).unwrap().drafts.remove(0)
    }

    #[test]
    fn an_odd_answer_is_asked_about_and_not_counted() {
        let draft = draft(&[("C5", Oddity::Struck), ("C6", Oddity::Unreadable), ("D10", Oddity::Raised)]);
        let states: Vec<State> = draft.answers[..3].iter().map(|answer| answer.state).collect();
        assert_eq!(states, [State::Invalid, State::Invalid, State::Answered]);
        assert_eq!((draft.answers[0].raw.as_str(), &draft.answers[0].value), ("是", &None));
        assert_eq!(draft.tables[0][0].answers[2].state, State::Invalid);
        assert_eq!(rules(&draft), ["struck-out plan", "symbol-font group", "raised-text cases.n"]);
        let finding = &draft.findings[0];
        assert!(finding.cell == "C5" && finding.message.contains("“是”"), "{}", finding.message);
    }

    #[test]
    fn marks_and_signs_do_no_harm_to_words() {
        let draft = draft(&[("C5", Oddity::Raised), ("C8", Oddity::Unreadable)]);
        assert_eq!(rules(&draft), [""; 0]);
        assert_eq!(draft.answers[0].state, State::Answered);
    }

    #[test]
    fn an_odd_label_is_a_label_as_before() {
        let odd = ["A1", "A2", "A5", "B5", "B6", "B9", "D9"].map(|at| (at, Oddity::Struck));
        let draft = draft(&odd);
        assert_eq!(rules(&draft), [""; 0]);
        assert_eq!(draft.answers[0].raw, "是");
        assert_eq!(draft.tables[0].len(), 1);
    }

    #[test]
    fn what_a_form_declares_in_odd_letters_names_nobody() {
        let declared = draft(&[("B2", Oddity::Struck), ("B3", Oddity::Raised), ("D3", Oddity::Unreadable)]).declared;
        assert_eq!(declared.names[0].words(), "#STRUCK! 甲局");
        assert_eq!(declared.codes[0].words(), "#RAISED! U01");
        assert_eq!(declared.dates[0].words(), "#FONT! 2025-01-10");
    }
}
