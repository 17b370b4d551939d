//! The tables that tell queries what quotas, spans, lists and lines of totals are called, in the language of the run.

use std::collections::BTreeSet;

use crate::dataset::{Dataset, Source};
use crate::fraction::exact_decimal;
use crate::period::{Period, PeriodKind};
use crate::survey::quota::Quota;
use crate::text::tabulate as words;

/// Every quota with its words: `quota`, `label`, `short`, `section`, `section_label`, `every`, `every_label`,
/// `at_least`, `seq`.
pub fn quotas<'a>(source: &Source<'a>) -> Dataset<'a> {
    let (survey, lang) = (source.survey, source.lang);
    let quotas = || survey.quotas.iter();
    let section = |quota: &Quota| survey.sections.iter().find(|section| section.id == quota.section);
    let every = |kind: PeriodKind| match kind {
        PeriodKind::Year => "year",
        PeriodKind::Half => "half",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Month => "month",
    };
    Dataset::new("quotas")
        .text("quota", quotas().map(|quota| quota.id.as_str()))
        .text("label", quotas().map(|quota| quota.label.get(lang)))
        .text("short", quotas().map(|quota| quota.short().get(lang)))
        .text("section", quotas().map(|quota| quota.section.as_str()))
        .text("section_label", quotas().map(|quota| section(quota).map_or("", |section| section.label.get(lang))))
        .text("every", quotas().map(|quota| every(quota.every(survey))))
        .text("every_label", quotas().map(|quota| words::every(quota.every(survey)).text(lang)))
        .number("at_least", quotas().map(|quota| quota.at_least.and_then(exact_decimal)))
        .integer("seq", (1..).take(survey.quotas.len()).map(Some))
}

/// Every list with its title: `list`, `label`, `seq`.
pub fn lists<'a>(source: &Source<'a>) -> Dataset<'a> {
    let (survey, lang) = (source.survey, source.lang);
    Dataset::new("lists")
        .text("list", survey.lists.iter().map(|list| list.id.as_str()))
        .text("label", survey.lists.iter().map(|list| list.label.get(lang)))
        .integer("seq", (1..).take(survey.lists.len()).map(Some))
}

/// Every span of a quota in the years of the period and the one before: `span`, `label`, `first_day`, `last_day`.
pub fn spans<'a>(source: &Source<'a>) -> Dataset<'a> {
    let kinds: BTreeSet<PeriodKind> = source.survey.quotas.iter().map(|quota| quota.every(source.survey)).collect();
    let mut spans: Vec<Period> = Vec::new();
    for year in [source.period.year - 1, source.period.year] {
        for kind in &kinds {
            spans.extend((1..=kind.a_year()).filter_map(|n| Period::new(year, *kind, n)));
        }
    }
    spans.sort();
    Dataset::new("spans")
        .text("span", spans.iter().map(|span| span.to_string()))
        .text("label", spans.iter().map(|span| span.name(source.lang)))
        .date("first_day", spans.iter().map(|span| Some(span.first_day())))
        .date("last_day", spans.iter().map(|span| Some(span.last_day())))
        .integer("seq", (1..).take(spans.len()).map(Some))
}
