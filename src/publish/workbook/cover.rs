//! The cover: title, office, period, what came in, contents with links, and the lines to sign on.

use super::rows::heads;
use super::{Listed, Plan};
use crate::figure::Share;
use crate::finding::Severity;
use crate::publish::UnitState;
use crate::publish::sheet::{Content, Entry, Kind, Page};
use crate::text::{edition, workbook as words};

const N_COLUMNS: u16 = 7;

/// Writes the cover.
pub(super) fn written(plan: &Plan, mut page: Page, listed: &[Listed]) -> Page {
    page.columns(&[7.0, 31.0, 8.0, 12.0, 10.0, 12.0, 15.0]);
    page.on_one_page();
    page.reserve(70.0);
    title(plan, &mut page);
    page.across(Entry::text(Kind::CoverLine, status(plan)), N_COLUMNS);
    for line in headlines(plan) {
        page.across(Entry::text(Kind::CoverLine, line), N_COLUMNS);
    }
    page.skip();
    contents(plan, &mut page, listed);
    page.reserve(page.top() + 40.0);
    signatures(plan, &mut page);
    page
}

fn title(plan: &Plan, page: &mut Page) {
    let survey = plan.publication.survey;
    let line = |text: &str| Entry::text(Kind::CoverLine, text);
    page.across(line(survey.office.get(plan.lang())), N_COLUMNS);
    page.across(Entry::text(Kind::Cover, survey.title.get(plan.lang())), N_COLUMNS);
    page.across(line(plan.text(words::SUBTITLE)), N_COLUMNS);
    let period = plan.publication.period.name(plan.lang());
    page.across(line(&plan.say(words::PERIOD_LINE, &[("period", &period)])), N_COLUMNS);
    if let Some(name) = edition::name(plan.publication.edition.audience) {
        page.across(line(plan.text(name)), N_COLUMNS);
    }
    page.skip();
}

/// Units asked, heard of and not, and what is wrong with what came.
fn status(plan: &Plan) -> String {
    let (frame, findings) = (plan.publication.frame, plan.publication.findings);
    let n = |state: UnitState| frame.iter().filter(|unit| unit.state == state).count();
    let returned = n(UnitState::Returned) + n(UnitState::Late) + n(UnitState::Nil);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let values = [
        ("units", frame.len()),
        ("returned", returned),
        ("late", n(UnitState::Late)),
        ("missing", n(UnitState::Missing)),
        ("rejected", n(UnitState::Rejected)),
        ("findings", findings.len()),
        ("errors", errors),
    ]
    .map(|(name, n)| (name, n.to_string()));
    let values: Vec<(&str, &str)> = values.iter().map(|(name, n)| (*name, n.as_str())).collect();
    // Where units are not named, findings are not told either, and none must not be said.
    let phrase = if plan.publication.edition.names { words::STATUS_LINE } else { words::STATUS_LINE_WITHOUT_FINDINGS };
    plan.say(phrase, &values)
}

fn headlines(plan: &Plan) -> Vec<String> {
    let survey = plan.publication.survey;
    let said = |id: &String| {
        let figure = plan.publication.results.whole(id)?;
        let share: &Share = figure.share()?;
        let percent = share.fraction().percent(survey.rounding.decimals, survey.rounding.mode)?;
        let (count, base) = (share.account.yes.to_string(), share.account.base().to_string());
        let what = plan.begun(figure.label.get(plan.lang()));
        let values = [("what", what.as_str()), ("count", &count), ("base", &base), ("percent", &percent)];
        (figure.status != crate::figure::Status::Suppressed).then(|| plan.say(words::HEADLINE, &values))
    };
    survey.headlines.iter().filter_map(said).take(6).collect()
}

fn contents(plan: &Plan, page: &mut Page, listed: &[Listed]) {
    page.across(Entry::text(Kind::Heading, plan.text(words::CONTENTS)), N_COLUMNS);
    let spans = |entries: Vec<Entry>| entries.into_iter().zip([1, 1, 5]).collect::<Vec<(Entry, u16)>>();
    page.spans(&spans(heads(plan.lang(), &words::CONTENTS_HEADS)));
    for (n, sheet) in listed.iter().enumerate() {
        let name = sheet.page.name();
        page.spans(&spans(vec![
            Entry::serial(n + 1),
            Entry::new(Kind::Link, Content::Goto(name.to_string(), name.to_string())),
            Entry::text(Kind::Text, plan.begun(&sheet.holds)),
        ]));
    }
}

fn signatures(plan: &Plan, page: &mut Page) {
    let label = |phrase, n| (Entry::text(Kind::Sign, plan.text(phrase)), n);
    let line = |n| (Entry::new(Kind::Line, Content::Blank), n);
    let gap = |n| (Entry::new(Kind::Plain, Content::Blank), n);
    for (left, right) in [(words::PREPARED, words::REVIEWED), (words::SIGNED, words::DATED)] {
        page.spans(&[label(left, 2), line(2), label(right, 2), line(1)]);
        page.stretch(38.0);
    }
    page.spans(&[gap(4), label(words::SEAL, 2), gap(1)]);
    page.stretch(44.0);
}
