//! From a figure to the words on a chart: labels, counts, shares, alternative texts.

use crate::figure::{Figure, Share, Status};
use crate::fraction::Fraction;
use crate::publish::Publication;
use crate::survey;
use crate::table::Table;
use crate::text::{Phrase, Text, chart as say};

/// The most numbers that an alternative text gives.
const MOST_NUMBERS: usize = 16;

/// A phrase in the publication's language.
pub fn text(publication: &Publication, phrase: Phrase, values: &[(&str, &str)]) -> String {
    phrase.say(publication.lang, values)
}

/// A label as it begins a line: in English with a capital.
pub fn label(publication: &Publication, words: &Text) -> String {
    crate::text::begun(words.get(publication.lang), publication.lang)
}

/// A number of units: `38个单位`, `38 units`.
pub fn units(publication: &Publication, n: u64) -> String {
    let phrase = if n == 1 { say::UNIT } else { say::UNITS };
    text(publication, phrase, &[("n", &n.to_string())])
}

/// A quotient in per cent; a word where it does not exist.
pub fn percent(publication: &Publication, fraction: Fraction) -> String {
    let rounding = publication.survey.rounding;
    match fraction.percent(rounding.decimals, rounding.mode) {
        Some(n) => text(publication, say::PERCENT, &[("n", &n)]),
        None => text(publication, say::EMPTY_BASE, &[]),
    }
}

/// A difference of quotients in percentage points, with its sign.
pub fn points(publication: &Publication, difference: Fraction) -> String {
    let rounding = publication.survey.rounding;
    let Some(n) = difference.percent(rounding.decimals, rounding.mode) else {
        return text(publication, say::NONE, &[]);
    };
    let is_zero = n.chars().all(|c| matches!(c, '0' | '.'));
    let signed = match n.strip_prefix('-') {
        Some(size) => format!("−{size}"),
        None if is_zero => n,
        None => format!("+{n}"),
    };
    text(publication, say::POINTS, &[("n", &signed)])
}

/// A figure's count and share: `26（68.4%）`; `with_base` puts the base after a stroke.
pub fn value(publication: &Publication, figure: &Figure, with_base: bool) -> String {
    let Some(share) = figure.share() else { return String::new() };
    if figure.status == Status::Suppressed {
        return text(publication, say::SUPPRESSED, &[]);
    }
    let (count, base) = (share.account.yes.to_string(), share.account.base().to_string());
    let printed = percent(publication, share.fraction());
    let phrase = if with_base { say::COUNT_BASE_SHARE } else { say::COUNT_SHARE };
    text(publication, phrase, &[("count", &count), ("base", &base), ("share", &printed)])
}

/// The base that several figures share in words; `None` where their bases differ.
pub fn common_base(publication: &Publication, figures: &[&Figure]) -> Option<String> {
    let mut shares = figures.iter().filter_map(|figure| figure.share());
    let first = shares.next()?;
    let same = |share: &Share| share.base == first.base && share.account.base() == first.account.base();
    shares.all(same).then(|| base(publication, first))
}

/// The base of a share in words.
pub fn base(publication: &Publication, share: &Share) -> String {
    let n = units(publication, share.account.base());
    if share.base == "registered" {
        return text(publication, say::ALL_UNITS, &[("units", &n)]);
    }
    let label = share.base_label.get(publication.lang);
    text(publication, say::OTHER_BASE, &[("base", label), ("units", &n)])
}

/// A base followed by the period.
pub fn with_period(publication: &Publication, base: &str) -> String {
    let period = publication.period.name(publication.lang);
    text(publication, say::WITH_PERIOD, &[("base", base), ("period", &period)])
}

/// The note of a chart of a single unit: the unit's name before the chart's note, or its table's.
pub fn of_unit(publication: &Publication, name: &str, chart: &survey::Chart, table: Option<&Table>) -> Text {
    let note = note(publication, chart, table);
    let phrase = if note.is_empty() { say::UNIT_ALONE } else { say::UNIT_AND_NOTE };
    Text::same(text(publication, phrase, &[("unit", name), ("note", &note)]))
}

/// What a chart of a table says under its title, without a full stop: its own note, else its table's.
pub fn note(publication: &Publication, chart: &survey::Chart, table: Option<&Table>) -> String {
    let lang = publication.lang;
    let own = chart.note.as_ref().map(|note| note.get(lang));
    let note = match (own, table) {
        (own, Some(table)) => table.explained(own.unwrap_or(table.note.get(lang)), lang),
        (own, None) => own.unwrap_or_default().to_string(),
    };
    note.trim_end_matches(['.', '。']).to_string()
}

/// A note followed by the period; the period alone where there is no note.
pub fn note_with_period(publication: &Publication, note: &str) -> String {
    let period = publication.period.name(publication.lang);
    let phrase = if note.is_empty() { say::PERIOD_ALONE } else { say::NOTE_PERIOD };
    text(publication, phrase, &[("note", note), ("period", &period)])
}

/// The title that the survey gives to a chart, its id where it gives none.
pub fn title(publication: &Publication, chart: &survey::Chart) -> String {
    let words = chart.title.get(publication.lang);
    if words.is_empty() { chart.id.clone() } else { words.to_string() }
}

/// The alternative text: title, base and the main numbers.
pub fn alternative(publication: &Publication, chart: &survey::Chart, base: &str, numbers: &[String]) -> String {
    let mut said: Vec<String> = numbers.iter().take(MOST_NUMBERS).cloned().collect();
    if numbers.len() > MOST_NUMBERS {
        let more = (numbers.len() - MOST_NUMBERS).to_string();
        said.push(text(publication, say::AND_MORE, &[("n", &more)]));
    }
    let numbers = said.join(&text(publication, say::BETWEEN, &[]));
    let title = title(publication, chart);
    let whole = text(publication, say::ALTERNATIVE, &[("title", &title), ("base", base), ("numbers", &numbers)]);
    super::letters::clean(&whole)
}

/// A label and its value for the alternative text.
pub fn number(publication: &Publication, label: &str, value: &str) -> String {
    text(publication, say::LABEL_VALUE, &[("label", label), ("value", value)])
}

/// The figures of the whole that a chart shows: those it names, else every one that `belongs`, each on its widest base.
pub fn chosen<'a>(
    publication: &Publication<'a>,
    chart: &survey::Chart,
    belongs: fn(&Figure) -> bool,
) -> Vec<&'a Figure> {
    let results = publication.results;
    if !chart.figures.is_empty() {
        return chart.figures.iter().filter_map(|id| results.whole(id)).filter(|f| f.share().is_some()).collect();
    }
    let mut figures: Vec<&Figure> = Vec::new();
    for figure in results.figures.iter().filter(|f| f.group.is_none() && f.share().is_some() && belongs(f)) {
        if figures.iter().all(|known| known.id != figure.id) {
            figures.push(figure);
        }
    }
    figures
}

/// A share as a length between 0 and 1; 0 where it does not exist.
pub fn share_length(fraction: Fraction) -> f64 {
    fraction.to_f64().unwrap_or(0.0).clamp(0.0, 1.0)
}
