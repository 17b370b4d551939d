//! For which period a return is filed: from the form, from a title above it, from its folder, from the command line.

use crate::collect::called::{Called, How};
use crate::collect::declared::{Declared, Written};
use crate::collect::identify::at;
use crate::finding::{Finding, Severity};
use crate::period::{Period, PeriodKind};
use crate::sheet::{Content, plain};
use crate::survey::Survey;
use crate::text::{Lang, Phrase, collect as say};

/// The rule of a return that lies in the folder of another period.
pub const OTHER_FOLDER: &str = "period-contradicts-folder";

/// Why nobody can say for which period a return is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfiled {
    /// In words for a clerk, with what to do.
    pub reason: String,
    /// The period in whose folder it is missed.
    pub period: Option<Period>,
}

/// Finds the period. Where what is filled in contradicts the folder or the form's own title, it counts and the
/// contradiction is a query. Where only a title contradicts the folder, it may be the one of the form that was copied,
/// and nobody knows.
pub fn period(
    survey: &Survey,
    declared: &Declared,
    folder: Option<Called>,
    given: Option<Period>,
    lang: Lang,
) -> Result<(Period, Vec<Finding>), Unfiled> {
    let folder = folder.filter(Called::is_sure);
    let written =
        declared.periods.iter().find_map(|written| Some((written, written_period(&written.content, survey)?)));
    match written {
        Some((written, period)) => as_written(survey, declared, (written, period), folder, lang),
        None => as_titled(survey, declared, folder, given, lang),
    }
}

fn as_written(
    survey: &Survey,
    declared: &Declared,
    (written, period): (&Written, Period),
    folder: Option<Called>,
    lang: Lang,
) -> Result<(Period, Vec<Finding>), Unfiled> {
    if period.kind != survey.period {
        let reason = say::PERIOD_OF_ANOTHER_KIND.say(lang, &[("period", &written.words())]);
        return Err(Unfiled { reason, period: None });
    }
    let by_folder = folder.map(|folder| folder.period).filter(|folder| *folder != period);
    let by_title = declared.title.filter(|title| *title != period);
    let by_folder = by_folder.map(|folder| contradicts(written, period, ("folder", folder), lang));
    let by_title = by_title.map(|title| contradicts(written, period, ("title", title), lang));
    Ok((period, by_folder.into_iter().chain(by_title).collect()))
}

fn as_titled(
    survey: &Survey,
    declared: &Declared,
    folder: Option<Called>,
    given: Option<Period>,
    lang: Lang,
) -> Result<(Period, Vec<Finding>), Unfiled> {
    let is_alone = folder.is_some_and(|folder| folder.how == How::Alone);
    let folder = folder.map(|folder| folder.period);
    let contradicted = declared.title.zip(folder).filter(|(title, folder)| title != folder);
    if let Some((title, folder)) = contradicted.filter(|_| is_alone) {
        let names = [("title", title.name_in_sentence(lang)), ("folder", folder.name_in_sentence(lang))];
        let values = names.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Err(Unfiled { reason: say::TITLE_CONTRADICTS_FOLDER.say(lang, &values), period: Some(folder) });
    }
    let sources = [(declared.title, say::BY_TITLE), (folder, say::BY_FOLDER), (given, say::BY_COMMAND_LINE)];
    let unread = declared.periods.first();
    let Some((found, source)) = sources.into_iter().find_map(|(period, source)| Some((period?, source))) else {
        let reason = match unread {
            Some(written) => say::PERIOD_UNREAD.say(lang, &[("value", &written.words())]),
            None => say::PERIOD_UNKNOWN.say(lang, &[]),
        };
        return Err(Unfiled { reason, period: None });
    };
    let not_understood = unread.map(|written| not_understood(written, (found, &source), lang));
    let asks = !survey.form.period.is_empty();
    let other = given.filter(|given| asks && *given != found && folder.is_none());
    let not_given = other.map(|given| title_beside_given(found, given, lang));
    let not_folder = contradicted.map(|(title, folder)| title_beside_folder(title, folder, lang));
    Ok((found, not_understood.into_iter().chain(not_given).chain(not_folder).collect()))
}

/// What is written behind a period without saying more of it.
const REMARKS: &[&str] = &[
    "补报",
    "补充",
    "补交",
    "重报",
    "更正",
    "更正后",
    "订正",
    "修订",
    "正式",
    "定稿",
    "终稿",
    "最终",
    "本月",
    "本季",
    "本季度",
    "本期",
    "本年",
    "本年度",
    "当月",
    "当季",
    "当年",
    "月报",
    "季报",
    "年报",
    "半年报",
    "late",
    "corrected",
    "revised",
    "final",
];

/// The period that a cell names; a day stands for the period around it, and so does a month that is shown of a day.
pub fn written_period(content: &Content, survey: &Survey) -> Option<Period> {
    let around = |period: Period| match period.kind {
        PeriodKind::Month => Period::of_day(period.first_day(), survey.period),
        _ => Some(period),
    };
    let words = content.to_string();
    match content {
        Content::Date(day) => Period::of_day(day.date(), survey.period),
        // As a number, 2026.10 is 2026.1.
        Content::Number(_) if words.ends_with(".1") && survey.period != PeriodKind::Year => None,
        _ => Period::read(&words).and_then(around).or_else(|| remarked(&words).filter(|p| p.kind == survey.period)),
    }
}

/// A period with nothing behind it but a remark that leaves it as it is, or the same once more.
fn remarked(words: &str) -> Option<Period> {
    let text: String = plain(words).to_lowercase();
    let text = text.trim();
    let (period, end) = Period::leading(text)?;
    let mut pieces =
        text[end..].split(['(', ')', '[', ']', '【', '】', '〔', '〕', ' ']).filter(|piece| !piece.is_empty());
    let again = |piece: &str| Period::read(piece).or_else(|| Period::read(&format!("{}年{piece}", period.year)));
    pieces.all(|piece| REMARKS.contains(&piece) || again(piece) == Some(period)).then_some(period)
}

/// A query where the period written on the form is not that of the folder or of the title.
fn contradicts(written: &Written, period: Period, (place, other): (&str, Period), lang: Lang) -> Finding {
    let names = [("period", period.name(lang)), (place, other.name(lang))];
    let values = names.each_ref().map(|(name, value)| (*name, value.as_str()));
    let (rule, message, remedy) = match place {
        "folder" => (OTHER_FOLDER, say::PERIOD_CONTRADICTS_FOLDER, say::PERIOD_CONTRADICTS_FOLDER_REMEDY),
        _ => ("period-contradicts-title", say::PERIOD_CONTRADICTS_TITLE, say::PERIOD_CONTRADICTS_TITLE_REMEDY),
    };
    let finding = Finding::new(rule, Severity::Query, message.say(lang, &values), remedy.say(lang, &values));
    Finding { also_of: Some(other).filter(|_| place == "folder"), ..at(written, finding) }
}

/// A query where the form leaves the period blank that it asks for, and its title names another one than the command
/// line: it is told in both.
fn title_beside_given(title: Period, given: Period, lang: Lang) -> Finding {
    let names = [("title", title.name_in_sentence(lang)), ("given", given.name_in_sentence(lang))];
    let values = names.each_ref().map(|(name, value)| (*name, value.as_str()));
    let message = say::TITLE_CONTRADICTS_GIVEN.say(lang, &values);
    let remedy = say::PERIOD_CONTRADICTS_TITLE_REMEDY.say(lang, &values);
    let finding = Finding::new("period-contradicts-title", Severity::Query, message, remedy);
    Finding { also_of: Some(given), ..finding }
}

/// A query where only the form's title names a period, and words of its folder another one: it is told in both.
fn title_beside_folder(title: Period, folder: Period, lang: Lang) -> Finding {
    let names = [("title", title.name_in_sentence(lang)), ("folder", folder.name_in_sentence(lang))];
    let values = names.each_ref().map(|(name, value)| (*name, value.as_str()));
    let message = say::TITLE_BESIDE_FOLDER.say(lang, &values);
    let remedy = say::PERIOD_CONTRADICTS_FOLDER_REMEDY.say(lang, &values);
    let finding = Finding::new(OTHER_FOLDER, Severity::Query, message, remedy);
    Finding { also_of: Some(folder), ..finding }
}

fn not_understood(written: &Written, (period, source): (Period, &Phrase), lang: Lang) -> Finding {
    let values =
        [("value", written.words()), ("period", period.name_in_sentence(lang)), ("source", source.say(lang, &[]))];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let message = say::PERIOD_NOT_UNDERSTOOD.say(lang, &values);
    let remedy = say::PERIOD_NOT_UNDERSTOOD_REMEDY.say(lang, &[]);
    at(written, Finding::new("period-not-understood", Severity::Query, message, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::called;
    use crate::collect::fixture::{self, written};

    fn filed(form: &str, title: &str, folders: &[&str], given: &str) -> Result<(Period, Vec<Finding>), Unfiled> {
        let declared = Declared { periods: written(form), title: Period::read(title), ..Declared::default() };
        let survey = fixture::survey();
        let folder = called::of_folders(survey.period, folders);
        period(&survey, &declared, folder, Period::read(given), Lang::En)
    }

    fn when(form: &str, title: &str, folders: &[&str], given: &str) -> Result<(String, Vec<String>), String> {
        let found = filed(form, title, folders, given).map_err(|why| why.reason)?;
        Ok((found.0.to_string(), found.1.into_iter().map(|finding| finding.rule).collect()))
    }

    #[test]
    fn form_goes_before_title_before_folder_before_the_command_line() {
        let plain = |period: &str| Ok((period.to_string(), Vec::new()));
        assert_eq!(when("2024年度", "2024", &["2024"], "2021"), plain("2024"));
        assert_eq!(when("2024", "", &[], ""), plain("2024"));
        assert_eq!(when("", "2023", &["2023"], "2021"), plain("2023"));
        assert_eq!(when("", "2023", &["补报"], ""), plain("2023"));
        assert_eq!(when("", "", &["补报", "2022年", "2020"], "2021"), plain("2022"));
        assert_eq!(when("", "", &["2022-Q1"], "2021"), plain("2021"));
        assert!(when("", "", &["补报"], "").is_err());
    }

    #[test]
    fn doubtful_periods_are_asked_about_and_other_kinds_refused() {
        let query = |period: &str, rule: &str| Ok((period.to_string(), vec![rule.to_string()]));
        assert_eq!(when("2023", "", &["2024"], ""), query("2023", "period-contradicts-folder"));
        assert_eq!(when("2023", "2024", &["2023"], ""), query("2023", "period-contradicts-title"));
        assert_eq!(when("去年", "", &["2024"], ""), query("2024", "period-not-understood"));
        assert!(when("2024年上半年", "", &["2024"], "").is_err());
        assert!(when("去年", "", &[], "").unwrap_err().contains("去年"));
    }

    #[test]
    fn what_decided_instead_of_a_period_that_is_not_understood_is_said() {
        for (title, folders, given, source) in [
            ("2024", &["2024"][..], "2024", "by its title"),
            ("", &["2024"], "2024", "folder"),
            ("", &[], "2024", "--period"),
        ] {
            let (found, findings) = filed("2023-2024年度", title, folders, given).unwrap();
            let message = &findings[0].message;
            assert_eq!((found.to_string().as_str(), findings.len()), ("2024", 1));
            assert!(message.contains(source) && message.contains("counts for 2024"), "{message}");
        }
    }

    #[test]
    fn a_title_alone_is_not_believed_against_the_folder() {
        for form in ["", "2022-2024年"] {
            let why = filed(form, "2023", &["2024"], "2024").unwrap_err();
            assert_eq!(why.period, Period::year(2024));
            assert!(why.reason.contains("2023") && why.reason.contains("2024"), "{}", why.reason);
        }
    }

    #[test]
    fn words_of_a_folder_ask_and_never_refuse() {
        let query = |period: &str| Ok((period.to_string(), vec!["period-contradicts-folder".to_string()]));
        assert_eq!(when("2024", "", &["2025年报表"], ""), query("2024"));
        assert_eq!(when("", "2024", &["2025年报表"], ""), query("2024"));
        assert_eq!(when("", "", &["2025年报表"], "2024"), Ok(("2025".to_string(), vec![])));
        assert_eq!(when("2024", "", &["2025年上报"], ""), Ok(("2024".to_string(), vec![])));
        assert_eq!(when("", "2024", &["2025年上报"], ""), Ok(("2024".to_string(), vec![])));
        assert!(when("", "", &["2025年上报"], "").is_err());
    }

    #[test]
    fn a_title_alone_beside_the_command_line_is_told_in_the_period_that_misses_it() {
        let (found, findings) = filed("", "2023", &["补报"], "2024").unwrap();
        assert_eq!((found.to_string().as_str(), &*findings[0].rule), ("2023", "period-contradicts-title"));
        assert_eq!(findings[0].also_of, Period::year(2024));
        let mut silent = fixture::survey();
        silent.form.period.clear();
        let declared = Declared { title: Period::year(2023), ..Declared::default() };
        let found = period(&silent, &declared, None, Period::year(2024), Lang::En);
        assert_eq!(
            found,
            Ok((Period::year(2023).unwrap(), Vec::new())),
            "a form that asks for none names it in its title"
        );
    }

    fn read(words: &str, kind: PeriodKind) -> Option<String> {
        let mut survey = fixture::survey();
        survey.period = kind;
        written_period(&written(words)[0].content, &survey).map(|period| period.to_string())
    }

    #[test]
    fn a_remark_or_the_same_again_behind_a_period_leaves_it_as_it_is() {
        for words in
            ["2026年6月（补报）", "2026 年 6 月 (更正)", "2026-06（补报）", "2026年6月（6月）", "2026年6月补报"]
        {
            assert_eq!(read(words, PeriodKind::Month).as_deref(), Some("2026-M06"), "{words}");
        }
        assert_eq!(read("2025年第四季度（季报）", PeriodKind::Quarter).as_deref(), Some("2025-Q4"));
    }

    #[test]
    fn a_span_a_second_period_or_a_number_behind_a_period_is_not_understood() {
        for words in [
            "2026年1-6月",
            "2026年1、6月",
            "2026年5月（应为6月）",
            "2026年5月（应为六月）",
            "2025年6月-2026年6月",
            "2026年6月（第2次）",
            "2026年1-6",
            "2026年6月/7月",
            "2026.1",
        ] {
            assert_eq!(read(words, PeriodKind::Month), None, "{words}");
        }
        assert_eq!(read("2025年第二季度至第四季度", PeriodKind::Quarter), None);
        assert_eq!(read("2023-2024年度", PeriodKind::Year), None);
        assert_eq!(read("2026.06", PeriodKind::Month).as_deref(), Some("2026-M06"));
    }
}
