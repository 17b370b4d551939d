//! What a remark says of the answer that it stands beside: that another one is right, or that this one is not.

use crate::answer::Value;
use crate::collect::amended::words::*;
use crate::collect::label::without_hint;
use crate::collect::spans::{self, Span};
use crate::collect::times;
use crate::collect::wordings::is_intended;
use crate::kind::without_this;
use crate::numeral;
use crate::sheet::plain;
use crate::survey::{Item, KindName};

mod other_time;
mod words;

pub use other_time::{OfTime, is_of_another_time};

/// A longer remark tells of the work, not of the number beside it.
const LONGEST: usize = 240;

/// The clause goes on before [`CHANGED`] and before a number to be counted by no more characters.
const NEAR: usize = 4;

/// A remark that puts an answer right, or takes it back.
#[derive(Debug, PartialEq)]
pub struct Remark {
    named: Vec<Named>,
    /// The word that takes the answer back.
    void: Option<String>,
}

/// What a remark calls right.
#[derive(Debug, PartialEq)]
struct Named {
    /// What stands before it in its clause.
    subject: String,
    /// The words that begin with it.
    words: String,
    /// Whether they are nothing else.
    is_alone: bool,
}

/// An item, and what words mean as an answer of it.
pub struct Meant<'a> {
    /// The item.
    pub item: &'a Item,
    /// The period for which it is asked.
    pub time: OfTime,
    /// What words mean.
    pub value: &'a dyn Fn(&str) -> Option<Value>,
}

impl Remark {
    /// Understands a remark; `None` where it puts nothing right.
    pub fn of(text: &str) -> Option<Remark> {
        if text.len() > LONGEST {
            return None;
        }
        let text = plain(text).trim().to_lowercase();
        if !may_amend(&text) {
            return None;
        }
        let text = without_thousands(&text);
        let remark = Remark { named: named(&text), void: void(&text).map(str::to_string) };
        (remark.void.is_some() || !remark.named.is_empty()).then_some(remark)
    }

    /// The answers that it calls right.
    pub fn values(&self, meant: &Meant) -> Vec<Value> {
        let own = self.named.iter().filter(|named| !is_of_another(&named.subject, meant));
        own.filter_map(|named| answer(named, meant)).collect()
    }

    /// Whether it takes back what it stands beside.
    pub fn takes_back(&self) -> bool {
        self.void.is_some()
    }

    /// The same for the answer to a label: what is counted there takes no number of it back, `漏报1次` beside `漏报件数`.
    pub fn takes_back_of(&self, label: &str) -> bool {
        self.void.as_deref().is_some_and(|word| !label.contains(word))
    }

    /// Whether it puts right what it names by its number on the form alone: `第1项应为2`.
    pub fn names_by_number(&self) -> bool {
        let is_number = |subject: &str| {
            let own = subject.rsplit(':').next().unwrap_or(subject).trim();
            let number = own.strip_prefix('第').and_then(|rest| rest.strip_suffix(['项', '行', '栏']));
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let is_amount = |words: &str| words.trim_start_matches(BETWEEN).starts_with(|c: char| c.is_ascii_digit());
        self.named.iter().any(|named| is_number(&named.subject) && is_amount(&named.words))
    }

    /// Whether it says with the words of a label what it puts right.
    pub fn names(&self, label: &str) -> bool {
        let label = without_hint(label).to_lowercase();
        self.named.iter().any(|named| {
            let is_said = named.subject.chars().count() > 1 && label.contains(&named.subject);
            is_said || named.subject.contains(&label)
        })
    }
}

/// What stands where a remark names the right answer.
fn named(text: &str) -> Vec<Named> {
    let mut all = Vec::new();
    for (phrases, is_alone) in [(PUT_RIGHT, false), (PUT_RIGHT_ALONE, true), (CHANGED, false)] {
        for (at, phrase) in phrases.iter().flat_map(|phrase| text.match_indices(phrase)) {
            let subject = clause(&text[..at]);
            let is_due = phrase.starts_with("应报") && text.contains('实');
            let is_by_chance = is_due || phrase.starts_with('应') && subject.ends_with(BY_CHANCE);
            if !is_by_chance && (phrases != CHANGED || subject.chars().count() <= NEAR) {
                let words = text[at + phrase.len()..].to_string();
                all.push(Named { subject: subject.to_string(), words, is_alone });
            }
        }
    }
    all.extend(told(text, '以', &["为准"], true));
    all.extend(told(text, '按', COUNTED_AS, false));
    all.extend(bracketed(text));
    all.extend(told_apart(text));
    all
}

/// What is said not to be another number: `不是1，是2`, `not 3 but 2`, `2 instead of 3`.
fn told_apart(text: &str) -> Option<Named> {
    let alone = |subject: &str, words: &str| Named {
        subject: subject.to_string(),
        words: words.trim_start_matches("而是").trim_start_matches(['是', '应']).trim_start_matches('为').to_string(),
        is_alone: true,
    };
    let is_number = |words: &str| words.trim().starts_with(|c: char| c.is_ascii_digit());
    if let Some((before, rest)) = text.split_once("不是") {
        let (wrong, right) = rest.split_once([',', '而'])?;
        let right = right.trim_start_matches('而');
        return (is_number(wrong) && right.starts_with(['是', '应'])).then(|| alone(clause(before), right));
    }
    if let Some((wrong, right)) = text.strip_prefix("not ").and_then(|rest| rest.split_once(" but ")) {
        return (is_number(wrong) && is_number(right)).then(|| alone("", right));
    }
    let (right, wrong) = text.split_once(" instead of ")?;
    (is_number(right) && is_number(wrong)).then(|| alone("", right))
}

/// What stands between a sign and the words that end the clause: `以45为准`, where the sign may be left out, `45为准`.
fn told<'t>(text: &'t str, sign: char, closing: &'static [&str], may_lack: bool) -> impl Iterator<Item = Named> + 't {
    let found = closing.iter().flat_map(move |words| text.match_indices(words));
    let ends = found.filter(move |(at, words)| is_end(&text[at + words.len()..]));
    ends.filter_map(move |(at, _)| {
        let clause = clause(&text[..at]);
        let (subject, words) = clause.rsplit_once(sign).or(may_lack.then_some(("", clause)))?;
        let is_near = subject.chars().count() <= NEAR;
        is_near.then(|| Named { subject: subject.trim().to_string(), words: words.to_string(), is_alone: true })
    })
}

fn is_end(rest: &str) -> bool {
    rest.trim_start_matches('了').chars().next().is_none_or(|c| ENDS.contains(&c) || BETWEEN.contains(&c) || c == '.')
}

/// A number with a word behind it in brackets that calls it right: `45（更正）`.
fn bracketed(text: &str) -> Option<Named> {
    let (words, inside) = text.split_once('(')?;
    let is_right = BRACKETED.contains(&inside.trim_end_matches(['。', '.']).strip_suffix(')')?.trim());
    is_right.then(|| Named { subject: String::new(), words: words.to_string(), is_alone: true })
}

/// The last clause of what stands before some words.
fn clause(before: &str) -> &str {
    before.rsplit(ENDS).next().unwrap_or(before).trim()
}

/// Whether words before the right answer say that it is no answer of the item: another period, an aim, other things.
fn is_of_another(subject: &str, meant: &Meant) -> bool {
    let subject = OURSELVES.iter().fold(subject.to_string(), |subject, own| subject.replace(own, ""));
    if subject.is_empty() {
        return false;
    }
    let label = meant.item.label.zh.to_lowercase();
    let is_other_span = |words: &str| match spans::of(words, meant.time.kind, meant.time.own) {
        Some(Span::Other) => true,
        Some(Span::Unsure) => words.contains("年度"),
        Some(Span::Own) | None => false,
    };
    let is_of_another = [times::is_earlier, spans::is_next, is_intended].iter().any(|is| is(&subject) && !is(&label));
    let is_other_thing = || OTHERS.iter().any(|word| subject.contains(word) && !label.contains(word));
    is_of_another || is_other_thing() || (is_other_span(&subject) && !is_other_span(&label))
}

/// The answer at the beginning of some words.
fn answer(named: &Named, meant: &Meant) -> Option<Value> {
    let words = named.words.trim_start_matches(BETWEEN);
    let words = if named.is_alone { words.trim_start_matches(IS).trim_start_matches(BETWEEN) } else { words };
    let is_list = meant.item.kind == KindName::Choices;
    let whole = words.split(|c| ENDS.contains(&c) && !(is_list && c == '、')).next().unwrap_or(words);
    let whole = whole.trim_end_matches(BETWEEN).trim_end_matches('.');
    let is_number = || whole.bytes().all(|byte| byte.is_ascii_digit());
    match meant.item.kind {
        KindName::Text => None,
        KindName::YesNo | KindName::Date => (meant.value)(whole),
        KindName::Choice | KindName::Choices => (meant.value)(whole).filter(|_| !meant.item.open && !is_number()),
        _ => number(whole, named.is_alone, meant),
    }
}

/// A text without the commas that part the thousands of its numbers.
fn without_thousands(text: &str) -> String {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let parts = |bytes: &[u8], at: usize| {
        let n_behind = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        bytes[at] == b',' && n_behind == 3 && at.checked_sub(1).is_some_and(|before| is_digit(bytes.get(before)))
    };
    text.char_indices().filter(|(at, _)| !parts(text.as_bytes(), *at)).map(|(_, c)| c).collect()
}

/// The number at the beginning of some words, unless it is one of a day or a year. Behind one in Chinese numerals stands
/// nothing but a unit of measure: `应为一般`.
fn number(words: &str, is_alone: bool, meant: &Meant) -> Option<Value> {
    let is_digit = |c: char| c.is_ascii_digit();
    let unit = meant.item.unit.zh.as_str();
    if !words.trim_start_matches('-').starts_with(is_digit) {
        let (digits, behind) = numeral::leading(words)?;
        if is_of_other_measure(behind, meant.item) {
            return None;
        }
        return is_measure(behind, unit).then(|| (meant.value)(&digits)).flatten();
    }
    let is_of_number = |c: char| is_digit(c) || matches!(c, '.' | '-' | '%' | '‰');
    let end = words.find(|c| !is_of_number(c)).unwrap_or(words.len());
    let behind = words[end..].trim_start();
    let is_of_time = behind.starts_with(OF_TIME) && (unit.is_empty() || !behind.starts_with(unit));
    if is_of_time || is_of_other_measure(behind, meant.item) || (is_alone && !is_measure(behind, unit)) {
        return None;
    }
    (meant.value)(words).or_else(|| (meant.value)(words[..end].trim_end_matches('.')))
}

/// Whether nothing stands behind a number but in what it counts.
fn is_measure(behind: &str, unit: &str) -> bool {
    let behind = behind.trim_matches(BETWEEN).trim_end_matches(['了', '.']);
    behind.is_empty() || (!unit.is_empty() && behind == unit) || MEASURES.contains(&behind)
}

/// Whether a number is written with a measure that cannot be the item's: `改为3天` beside a number of persons.
fn is_of_other_measure(behind: &str, item: &Item) -> bool {
    let group = |is: &dyn Fn(&str) -> bool| {
        let known = GROUPS.iter().position(|group| group.iter().any(|word| is(word)));
        known.or_else(|| MEASURES.iter().any(|word| is(word)).then_some(GROUPS.len()))
    };
    let (unit, label) = (item.unit.zh.as_str(), without_hint(&item.label.zh));
    let own = match unit {
        "" => group(&|word| label.trim_end_matches('数').ends_with(word)),
        unit => group(&|word| unit == word),
    };
    let written = group(&|word| behind.starts_with(word));
    own.is_some() && written.is_some() && own != written
}

/// The word that the first clause is, where it takes the answer back and nothing says that it was put right.
fn void(text: &str) -> Option<&str> {
    let first = first_clause(text);
    let clauses = text.split(ENDS).filter(|clause| !clause.trim().is_empty()).count();
    let is_mended = clauses > 1 && MENDED.iter().any(|mended| text.contains(mended));
    if is_mended {
        return None;
    }
    without_this(first).find_map(|rest| if TAKEN_BACK.contains(&rest) { Some(rest) } else { miscounted(rest) })
}

/// `多报1次`
fn miscounted(words: &str) -> Option<&'static str> {
    let (word, behind) = MISCOUNTED.iter().find_map(|word| Some((*word, words.strip_prefix(word)?)))?;
    let measure = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    is_measure(measure, "").then_some(word)
}

/// Whether a remark says that the answer is not certain yet, `待核实`.
pub fn is_unsure(text: &str) -> bool {
    let text = plain(text).trim().to_lowercase();
    without_this(first_clause(&text)).any(|rest| UNSURE.contains(&rest))
}

fn first_clause(text: &str) -> &str {
    let first = text.split(ENDS).next().unwrap_or(text);
    first.trim_matches(BETWEEN).trim_end_matches(['了', '.'])
}

#[cfg(test)]
mod tests;
