//! What came in: the state of every unit that did not simply report in time, and the receipt ledger of all files.

use super::Plan;
use super::charts::ChartData;
use super::columns::{attribute, group_label};
use super::groups::attribute_name;
use super::rows::heads;
use crate::publish::UnitState;
use crate::publish::sheet::{Entry, Kind, MOST_ROWS, Page, Tone};
use crate::receipt::{Receipt, ReceiptStatus};
use crate::text::workbook as words;

/// The states in the order of print, the gravest first.
const STATES: [UnitState; 5] =
    [UnitState::Missing, UnitState::Rejected, UnitState::Late, UnitState::Nil, UnitState::Returned];

const SHOWN_OF_HASH: usize = 16;

/// Writes the sheet of units that did not report, or late, or not usably.
pub(super) fn reporting(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let publication = plan.publication;
    let groups = &publication.survey.groups;
    let mut widths = vec![8.0, 12.0, 34.0];
    widths.extend(groups.iter().map(|_| 15.0));
    widths.extend([12.0, 13.0, 40.0]);
    page.columns(&widths);
    let n_columns = widths.len() as u16;
    let due = publication.survey.due(publication.period);
    let due =
        due.map_or(plan.text(words::NO_DUE_DATE).to_string(), |day| plan.say(words::DUE, &[("day", &day.to_string())]));
    plan.title(page, plan.text(words::REPORTING), &note(plan, &due), n_columns);
    let listed = units(plan);
    if listed.is_empty() {
        page.across(Entry::text(Kind::Plain, plan.text(words::ALL_IN_TIME)), n_columns);
    } else {
        list(plan, page, listed);
    }
    page.skip();
    states(plan, page);
    true
}

/// The due day, and how many units are in each state that there is.
fn note(plan: &Plan, due: &str) -> String {
    let frame = plan.publication.frame;
    let said = |state: &UnitState| {
        let n = frame.iter().filter(|unit| unit.state == *state).count();
        let state = plan.text(words::unit_state(*state));
        (n > 0).then(|| plan.say(words::STATE_AND_N, &[("state", state), ("n", &n.to_string())]))
    };
    let states: Vec<String> = STATES.iter().rev().filter_map(said).collect();
    let states = states.join(words::LIST_MARK.text(plan.lang()));
    plan.say(words::REPORTING_NOTE, &[("due", due), ("states", &states), ("all", &frame.len().to_string())])
}

/// The units by name under headings that stay in sight and stand on every printed page.
fn list(plan: &Plan, page: &mut Page, listed: Vec<usize>) {
    let mut names: Vec<String> =
        [words::NUMBER, words::CODE, words::UNIT].map(|word| plan.text(word).to_string()).into();
    names.extend(plan.publication.survey.groups.iter().map(|by| attribute_name(plan, by)));
    names.extend([words::STATE, words::RECEIVED, words::REASON].map(|word| plan.text(word).to_string()));
    let head = page.row(&names.into_iter().map(|name| Entry::text(Kind::Head, name)).collect::<Vec<_>>());
    page.pin_head(head, 3);
    for (n, place) in listed.into_iter().take(MOST_ROWS - 20).enumerate() {
        unit(plan, page, n + 1, place);
    }
    page.filter(head);
}

/// How many units are in each state.
fn states(plan: &Plan, page: &mut Page) {
    let frame = plan.publication.frame;
    let wide = |entries: [Entry; 2]| entries.into_iter().zip([2, 1]).collect::<Vec<(Entry, u16)>>();
    page.spans(&wide([
        Entry::text(Kind::Head, plan.text(words::STATE)),
        Entry::text(Kind::Head, plan.text(words::N_UNITS)),
    ]));
    for state in STATES.iter().rev() {
        let n = frame.iter().filter(|unit| unit.state == *state).count();
        page.spans(&wide([Entry::text(Kind::Text, plan.begun(plan.text(words::unit_state(*state)))), Entry::count(n)]));
    }
    page.spans(&wide([
        Entry::text(Kind::Text, plan.text(words::WHOLE)).tone(Tone::Strong),
        Entry::count(frame.len()).tone(Tone::Strong),
    ]));
}

/// The units to be listed, by state, then in protocol order.
fn units(plan: &Plan) -> Vec<usize> {
    let frame = plan.publication.frame;
    let in_state = |state: UnitState| (0..frame.len()).filter(move |&place| frame[place].state == state);
    STATES.into_iter().filter(|state| *state != UnitState::Returned).flat_map(in_state).collect()
}

fn unit(plan: &Plan, page: &mut Page, n: usize, place: usize) {
    let publication = plan.publication;
    let frame = &publication.frame[place];
    let unit = &publication.register.units[frame.unit];
    let tone = match frame.state {
        UnitState::Missing => Tone::Absent,
        UnitState::Rejected => Tone::No,
        UnitState::Late => Tone::Gap,
        UnitState::Nil | UnitState::Returned => Tone::Plain,
    };
    let mut entries =
        vec![Entry::serial(n), Entry::text(Kind::Centre, &unit.code), Entry::text(Kind::Text, &unit.name)];
    for by in &publication.survey.groups {
        let label = group_label(publication, by, attribute(publication, place, by));
        entries.push(Entry::text(Kind::Centre, label));
    }
    entries.push(Entry::text(Kind::Centre, plan.begun(plan.text(words::unit_state(frame.state)))).tone(tone));
    entries.push(Entry::date(frame.received));
    let mut reasons = reasons(plan, frame.unit);
    if frame.state == UnitState::Missing {
        reasons.extend(sent_for_another_period(plan, frame.unit));
    }
    entries.push(Entry::text(Kind::Text, reasons.join("\n")));
    page.row(&entries);
}

/// Why the files of a unit cannot be used.
fn reasons(plan: &Plan, unit: usize) -> Vec<String> {
    let of_period = |receipt: &&Receipt| receipt.period.is_none_or(|period| period == plan.publication.period);
    let rejected = |receipt: &&Receipt| receipt.status == ReceiptStatus::Rejected && receipt.units.contains(&unit);
    let receipts = plan.publication.receipts.iter();
    receipts
        .filter(of_period)
        .filter(rejected)
        .map(|receipt| plan.say(words::FILE_AND_REASON, &[("file", &receipt.file), ("reason", &receipt.reason)]))
        .collect()
}

/// What a unit that is missed put into the folder of the period, for another one.
fn sent_for_another_period(plan: &Plan, unit: usize) -> Vec<String> {
    let findings = plan.publication.findings.iter();
    findings
        .filter(|finding| finding.unit == Some(unit) && finding.also_of == Some(plan.publication.period))
        .map(|found| plan.say(words::FILE_AND_REASON, &[("file", &found.file), ("reason", &found.message)]))
        .collect()
}

/// Writes the receipt ledger: a row a file, whatever became of it.
pub(super) fn ledger(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let receipts = plan.publication.receipts;
    // A roster lists the codes of several units.
    let codes = if receipts.iter().any(|receipt| receipt.units.len() > 1) { 26.0 } else { 12.0 };
    page.columns(&[7.0, 36.0, codes, 24.0, 13.0, 8.0, 11.0, 42.0, 12.0, 21.0]);
    let n = |status: ReceiptStatus| receipts.iter().filter(|receipt| receipt.status == status).count().to_string();
    let balance = plan.say(
        words::RECEIPTS_NOTE,
        &[
            ("found", &receipts.len().to_string()),
            ("used", &n(ReceiptStatus::Used)),
            ("superseded", &n(ReceiptStatus::Superseded)),
            ("rejected", &n(ReceiptStatus::Rejected)),
            ("ignored", &n(ReceiptStatus::Ignored)),
        ],
    );
    let first = plan.title(page, plan.text(words::RECEIPTS), &balance, 10);
    let head = page.row(&heads(plan.lang(), &words::RECEIPT_HEADS));
    page.pin_head(first, 2);
    for (n, receipt) in receipts.iter().take(MOST_ROWS - 10).enumerate() {
        page.row(&receipt_row(plan, n + 1, receipt));
    }
    page.filter(head);
    true
}

/// A roster of more units than this tells of the first ones only.
const MOST_CODES: usize = 12;
const FIRST_CODES: usize = 3;

fn receipt_row(plan: &Plan, n: usize, receipt: &Receipt) -> Vec<Entry> {
    let units = &plan.publication.register.units;
    let codes: Vec<&str> =
        receipt.units.iter().filter_map(|&unit| units.get(unit)).map(|unit| unit.code.as_str()).collect();
    let codes = match codes.len() {
        0..=MOST_CODES => super::rows::joined(plan.lang(), codes.into_iter().map(String::from)),
        n => {
            let list = codes[..FIRST_CODES].join(words::LIST_MARK.text(plan.lang()));
            plan.say(words::AND_MORE, &[("list", &list), ("n", &(n - FIRST_CODES).to_string())])
        }
    };
    let tone = match receipt.status {
        ReceiptStatus::Used => Tone::Plain,
        ReceiptStatus::Superseded => Tone::Gap,
        ReceiptStatus::Rejected => Tone::No,
        ReceiptStatus::Ignored => Tone::Apart,
    };
    vec![
        Entry::serial(n),
        Entry::text(Kind::Text, &receipt.file),
        Entry::text(Kind::Centre, if receipt.units.is_empty() { "—" } else { &codes }),
        Entry::text(Kind::Text, &receipt.unit_name),
        Entry::text(Kind::Centre, receipt.period.map_or("—".to_string(), |period| period.short_name(plan.lang()))),
        Entry::text(Kind::Centre, &receipt.form_version),
        Entry::text(Kind::Centre, plan.begun(plan.text(words::receipt_status(receipt.status)))).tone(tone),
        Entry::text(Kind::Text, plan.begun(&receipt.reason)),
        Entry::count(receipt.bytes),
        Entry::text(Kind::Centre, receipt.sha256.get(..SHOWN_OF_HASH).unwrap_or(&receipt.sha256)),
    ]
}
