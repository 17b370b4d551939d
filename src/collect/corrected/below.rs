//! The same below a form: a note that puts one of its answers right, or says that all of them are of another time.

use crate::collect::amended::{OfTime, Remark, is_of_another_time};
use crate::collect::annulled;
use crate::collect::corrected::rows::{Column, values};
use crate::collect::corrected::{agrees, finding, text_of};
use crate::collect::draft::Draft;
use crate::collect::label::without_hint;
use crate::collect::layout::Layout;
use crate::collect::locate::Cell;
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::sheet::plain;
use crate::survey::Survey;
use crate::text::Phrase;
use crate::text::headings as say;

/// What announces a note.
const ANNOUNCED: &[&str] = &["注:", "备注:", "说明:", "note:"];

/// With these words begins what is said of all answers.
const ALL: &[&str] = &[
    "以上",
    "上述",
    "上表",
    "本表",
    "此表",
    "该表",
    "表内",
    "表中",
    "各项",
    "所有",
    "全部",
    "all figures",
    "these are",
];

/// What a note says, whatever the answers are.
#[derive(Debug)]
pub struct Note {
    /// Whether it speaks of all answers.
    is_of_all: bool,
    /// What it puts right, and which item it names.
    corrects: Option<(Remark, Option<usize>)>,
}

impl Note {
    fn of(survey: &Survey, text: &str) -> Note {
        let corrects = Remark::of(text).map(|remark| {
            let item = named(survey, &remark);
            (remark, item)
        });
        let corrects = corrects.filter(|(remark, item)| item.is_some() || remark.names_by_number());
        Note { is_of_all: is_of_all(text), corrects }
    }
}

/// A query for each note below the forms on some sheets that puts something right.
pub fn below(layout: &Layout, reader: &Reader, sheets: &[usize], draft: &Draft) -> Vec<Finding> {
    let cells = sheets.iter().flat_map(|sheet| annulled::below(&reader.pages[*sheet]).map(|cell| (*sheet, cell)));
    let notes = cells.filter_map(|(sheet, (at, content))| Some((Cell { sheet, at }, text_of(content)?)));
    let notes = notes.map(|(cell, text)| (cell, text, layout.notes.said(text, || Note::of(reader.survey, text))));
    let notes = notes.filter(|(_, _, note)| note.is_of_all || note.corrects.is_some());
    let notes = notes.filter(|(cell, ..)| !draft.answers_at(&reader.sheets[cell.sheet], cell.at));
    notes.filter_map(|(cell, text, note)| of_note(reader, draft, &note, (cell, text))).collect()
}

fn of_note(reader: &Reader, draft: &Draft, note: &Note, (cell, text): (Cell, &str)) -> Option<Finding> {
    let own = draft.declared.period(reader.survey);
    let time = OfTime { kind: reader.survey.period, own };
    if note.is_of_all && is_of_another_time(text, time, "") {
        return Some(noted(reader, say::NOTE_OF_ANOTHER_TIME, say::NOTE_OF_ANOTHER_TIME_REMEDY, (cell, text)));
    }
    let (remark, item) = note.corrects.as_ref()?;
    let Some(item) = *item else {
        return Some(noted(reader, say::NOTE_CORRECTS, say::CORRECTED_REMEDY, (cell, text)));
    };
    let column = Column { item: &reader.survey.items[item], answer: &draft.answers[item], own };
    let is_other = values(reader, &column, remark).iter().any(|value| !agrees(value, column.answer));
    let question = Question { item: column.item, id: &column.item.id };
    is_other.then(|| finding(reader, question, column.answer, (cell, None)))
}

fn is_of_all(text: &str) -> bool {
    let text = plain(text).trim().to_lowercase();
    let said = ANNOUNCED.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text).trim();
    ALL.iter().any(|word| said.starts_with(word))
}

/// The item that a note names: the one with the longest label of several; `None` where two are as long.
fn named(survey: &Survey, remark: &Remark) -> Option<usize> {
    let length = |item: &usize| without_hint(&survey.items[*item].label.zh).chars().count();
    let mut known: Vec<usize> =
        (0..survey.items.len()).filter(|item| remark.names(&survey.items[*item].label.zh)).collect();
    known.sort_by_key(length);
    let longest = known.pop()?;
    let is_twice = known.last().is_some_and(|other| length(other) == length(&longest));
    (!is_twice).then_some(longest)
}

fn noted(reader: &Reader, message: Phrase, remedy: Phrase, (cell, text): (Cell, &str)) -> Finding {
    let [message, remedy] = [message, remedy].map(|phrase| phrase.say(reader.lang, &[("value", text.trim())]));
    let finding = Finding::new("correction-beside", Severity::Query, message, remedy).at(&reader.origin(cell));
    Finding { value: text.trim().to_string(), ..finding }
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::period::PeriodKind;
    use crate::survey::KindName;

    fn found(note: &str) -> Vec<String> {
        let mut survey = survey();
        survey.period = PeriodKind::Month;
        survey.items[2].kind = KindName::Integer;
        let form = form_with(&[("A1:D1", "2026年6月责任制落实情况一览表"), ("A12", note)]);
        let draft = read(&survey, &workbook(vec![form])).expect("a form").drafts.remove(0);
        assert_eq!(answers(&draft)[2], "C7 11");
        rules(&draft)
    }

    #[test]
    fn a_note_below_the_form_that_names_another_answer_is_asked_about() {
        for note in ["更正：追究干部人数应为12", "追究干部人数应为12人，误填为11人", "注：追究干部人数应为十二"]
        {
            assert_eq!(found(note), ["correction-beside persons"], "{note}");
        }
        assert_eq!(found("注：第3项应为12"), ["correction-beside "]);
        for note in [
            "追究干部人数应为11",
            "上月追究干部人数应为12",
            "注：应为必填项",
            "更正后重报",
            "填表人：张三",
            "追究干部人数含12人",
        ] {
            assert_eq!(found(note), [""; 0], "{note}");
        }
    }

    #[test]
    fn a_note_that_all_answers_are_of_another_time_is_asked_about() {
        for note in ["以上为5月数据", "备注：以上均为累计数", "本表数据为1-6月累计", "以上数据均为上年数"]
        {
            assert_eq!(found(note), ["correction-beside "], "{note}");
        }
        for note in ["以上数据属实", "注：以上为6月数据", "本表数据不含上月数", "累计数见附表", "以上为本月实际数"]
        {
            assert_eq!(found(note), [""; 0], "{note}");
        }
    }
}
