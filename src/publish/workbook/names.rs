//! Names behind each share: who has, who has not, of whom it is not known.

use super::Plan;
use super::charts::ChartData;
use super::rows::{heads, joined, long_row, names};
use crate::answer::State;
use crate::figure::{Figure, Role, Share, Status};
use crate::publish::sheet::{Entry, Kind, Page, Tone};
use crate::text::{Phrase, workbook as words};

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let shown = |figure: &&Figure| {
        figure.group.is_none()
            && figure.role != Role::Complement
            && figure.status != Status::Suppressed
            && !plan.is_told_by_an_indicator(figure)
    };
    let figures: Vec<&Figure> = plan.publication.results.figures.iter().filter(shown).collect();
    if !figures.iter().any(|figure| figure.share().is_some()) {
        return false;
    }
    page.columns(&[30.0, 15.0, 12.0, 8.0, 82.0]);
    let first = plan.title(page, plan.text(words::NAMES), plan.text(words::NAMES_NOTE), 5);
    page.row(&heads(plan.lang(), &words::NAME_HEADS));
    page.pin_head(first, 2);
    for figure in figures {
        if let Some(share) = figure.share() {
            sides(plan, page, figure, share);
        }
    }
    true
}

fn sides(plan: &Plan, page: &mut Page, figure: &Figure, share: &Share) {
    let mut line = |side: Phrase, n: usize, list: &str, tone: Tone| {
        if n == 0 && tone != Tone::Plain {
            return;
        }
        let lead = [
            Entry::text(Kind::Text, plan.begun(figure.label.get(plan.lang()))),
            Entry::text(Kind::Text, plan.begun(share.base_label.get(plan.lang()))),
            Entry::text(Kind::Centre, plan.begun(plan.text(side))).tone(tone),
            Entry::count(n),
        ];
        long_row(page, &lead, list);
    };
    line(words::HAVE, share.yes().count(), &names(plan, share.yes()), Tone::Plain);
    line(words::HAVE_NOT, share.no().count(), &names(plan, share.no()), Tone::Plain);
    let unknown = |applies: bool| -> Vec<(usize, State)> {
        share.unknown().filter(|(_, state)| (*state != State::NotApplicable) == applies).collect()
    };
    let (apart, open) = (unknown(false), unknown(true));
    line(words::APART, apart.len(), &names(plan, apart.iter().map(|(place, _)| *place)), Tone::Apart);
    let with_reason = open.iter().map(|(place, state)| {
        let reason = plan.text(words::state(*state));
        plan.say(words::WITH_UNIT, &[("what", plan.publication.unit_name(*place)), ("unit", reason)])
    });
    line(words::NOT_KNOWN, open.len(), &joined(plan.lang(), with_reason), Tone::Gap);
}
