//! Tables that every report may show: the survey's own queries, and those made here from figures, so that their
//! numbers stay bound and exact.

use super::facts::{FactUnit, Facts};
use super::marker::join_names;
use super::tree::{Cell, Column, Grid, Run, Side, Style, clean};
use super::{own, query};
use crate::dataset::figures::base_count;
use crate::figure::{Figure, Measure, Role, Share, Status};
use crate::finding::{Finding, Severity};
use crate::publish::UnitState;
use crate::text::saying::Saying;
use crate::text::{Phrase, report as say, survey as words, template};

/// The tables made here.
pub const BUILT_IN: &[&str] =
    &["key-figures", "problems", "groups", "changes", "missing", "units", "findings", "names", "measures", "options"];

/// Those of them that are about single units, and empty where units are not named.
const TELLING_UNITS: &[&str] = &["missing", "units", "findings", "names"];

/// A table by its name: the survey's own query first, then one of [`BUILT_IN`], whose numbers lead back to the units,
/// then the standard's query; in a document about a unit one of `own` before them, and only the unit's rows of a query
/// that has the column `code`.
///
/// `by` is the register attribute of `groups`, or the section of a unit's answers. Says what is wrong where there is no such table.
pub fn grid(facts: &Facts, id: &str, by: Option<&str>) -> Result<Grid, Saying> {
    if let Some(grid) = own::grid(facts, id, by)? {
        return Ok(grid);
    }
    let is_built_in = BUILT_IN.contains(&id);
    if let Some(table) = facts.tables.iter().find(|table| table.id == id && !(table.is_standard && is_built_in)) {
        let own = facts.about.as_ref().and_then(|about| about.rows(&table.id));
        return Ok(query::grid(facts, table, own));
    }
    let made = match id {
        id if TELLING_UNITS.contains(&id) && !facts.edition.names => Grid::default(),
        "key-figures" => key_figures(facts),
        "problems" => problems(facts),
        "groups" => groups(facts, by)?,
        "changes" => changes(facts),
        "missing" => missing(facts),
        "units" => units(facts),
        "findings" => findings(facts),
        "names" => names(facts),
        "measures" => measures(facts),
        "options" => options(facts),
        _ if facts.empty_tables.iter().any(|empty| empty == id) => Grid::default(),
        _ => return Err(unknown(facts, id)),
    };
    Ok(made)
}

/// Says which tables there are.
pub fn unknown(facts: &Facts, id: &str) -> Saying {
    let queries = facts.tables.iter().map(|table| table.id.clone());
    let own = if facts.about.is_some() { own::NAMES } else { &[] };
    let ids = queries.chain(BUILT_IN.iter().chain(own).map(ToString::to_string)).collect();
    super::context::known_ids(words::unknown_of(words::table_of_report(), id), ids)
}

/// A grid without rows yet.
pub fn named(facts: &Facts, id: &str, title: Phrase, note: Option<Phrase>, columns: &[(Phrase, Side)]) -> Grid {
    Grid {
        id: id.to_string(),
        title: facts.say(title, &[]),
        note: note.map(|note| facts.say(note, &[])).unwrap_or_default(),
        columns: columns.iter().map(|(title, side)| Column { title: facts.say(*title, &[]), side: *side }).collect(),
        ..Grid::default()
    }
}

fn count_cell(facts: &Facts, at: usize, count: u64) -> Cell {
    Cell::number(facts.number(at, count.to_string()), Some(count as f64))
}

fn share_cell(facts: &Facts, at: usize) -> Cell {
    let figure = &facts.results.figures[at];
    Cell::number(facts.number(at, facts.percent(figure.fraction())), figure.fraction().to_f64())
}

fn earlier_cell(facts: &Facts, at: usize) -> Cell {
    match facts.results.figures[at].previous {
        Some(previous) => {
            let number = facts.earlier_number(at, facts.value_text(at, previous.value));
            Cell::number(number, previous.value.to_f64())
        }
        None => Cell::text("—"),
    }
}

/// The change in points, marked where the figure was redefined since.
fn points_cell(facts: &Facts, at: usize) -> Cell {
    let figure = &facts.results.figures[at];
    let mark = if figure.status == Status::Break { say::BREAK_MARK.text(facts.lang) } else { "" };
    match facts.signed_points(at) {
        Some(text) => {
            let change = figure.change().and_then(|change| change.to_f64());
            Cell::number(facts.number(at, format!("{text}{mark}")), change)
        }
        None => Cell::text(format!("—{mark}")),
    }
}

fn names_cell(facts: &Facts, places: Vec<usize>) -> Cell {
    let names = facts.names(places.into_iter());
    let shown = if names.is_empty() { facts.say(say::NO_ROWS, &[]) } else { join_names(&names, None, facts.lang) };
    Cell { runs: vec![Run::plain(shown)], key: Some(names.len().to_string()), mark: None }
}

/// Names after their number, which is bound to the figure.
fn counted_names(facts: &Facts, at: usize, places: Vec<usize>) -> Cell {
    if facts.is_hidden(at) || places.is_empty() {
        return names_cell(facts, Vec::new());
    }
    let count = Run::Number(facts.number(at, places.len().to_string()), Style { strong: true, emphasis: false });
    let mut cell = names_cell(facts, places);
    cell.runs.insert(0, Run::plain(facts.say(say::COUNTED, &[])));
    cell.runs.insert(0, count);
    cell
}

/// Shares with their bases: indicators and, without a property of their own, complements are left to `problems`.
fn shares(facts: &Facts, role: Role) -> Vec<(usize, &Share)> {
    let figures = facts.results.figures.iter().enumerate();
    let whole = figures.filter(|(_, figure)| figure.group.is_none() && figure.role == role);
    whole.filter_map(|(at, figure)| Some((at, figure.share()?))).collect()
}

fn key_figures(facts: &Facts) -> Grid {
    let shares = shares(facts, Role::Property);
    let has_unknown = shares.iter().any(|(_, share)| share.is_open());
    let mut columns = vec![
        (say::SECTION, Side::Left),
        (say::INDICATOR, Side::Left),
        (say::COUNT, Side::Right),
        (say::BASE, Side::Left),
        (say::SHARE, Side::Right),
    ];
    columns.extend(has_unknown.then_some((say::RANGE, Side::Right)));
    let mut grid = named(facts, "key-figures", say::KEY_FIGURES, Some(say::KEY_FIGURES_NOTE), &columns);
    if has_unknown {
        grid.note = format!("{}{}{}", grid.note, space(facts), facts.say(say::RANGE_NOTE, &[]));
    }
    if let Some(previous) = facts.previous {
        let title = facts.say(say::SHARE_IN, &[("period", &previous.name(facts.lang))]);
        grid.columns.push(Column { title, side: Side::Right });
        grid.columns.push(Column { title: facts.say(say::POINTS, &[]), side: Side::Right });
    }
    let mut last: Option<&Figure> = None;
    for (at, share) in shares {
        let row = key_row(facts, at, share, has_unknown, last);
        last = Some(&facts.results.figures[at]);
        grid.rows.push(row);
    }
    grid
}

/// A row of the key figures; words that the row above says already are not said again.
fn key_row(facts: &Facts, at: usize, share: &Share, has_unknown: bool, last: Option<&Figure>) -> Vec<Cell> {
    let figure = &facts.results.figures[at];
    let unless = |is_said: bool, words: String| Cell {
        runs: if is_said { Vec::new() } else { vec![Run::plain(words.clone())] },
        key: Some(words),
        mark: None,
    };
    let section = facts.section_label(&figure.section);
    let base = base_words(facts, at, share);
    let mut row = vec![
        unless(last.is_some_and(|last| last.section == figure.section), section),
        unless(last.is_some_and(|last| last.id == figure.id), facts.sentence_case(facts.word(&figure.label))),
        count_cell(facts, at, share.account.yes),
        Cell::text(base),
        share_cell(facts, at),
    ];
    if has_unknown {
        row.push(range_cell(facts, at, share));
    }
    if facts.previous.is_some() {
        row.push(earlier_cell(facts, at));
        row.push(points_cell(facts, at));
    }
    row
}

/// A base with its size; without it where the figure is withheld and the size is not known to everybody.
fn base_words(facts: &Facts, at: usize, share: &Share) -> String {
    let base = facts.word(&share.base_label);
    match base_count(&facts.results.figures[at]) {
        Some(n) => facts.say(say::BASE_SIZE, &[("base", &base), ("n", &n.to_string())]),
        None => base,
    }
}

fn range_cell(facts: &Facts, at: usize, share: &Share) -> Cell {
    if !share.is_open() {
        return Cell::text("—");
    }
    let text = format!("{}–{}", facts.percent(share.low), facts.percent(share.high));
    Cell::number(facts.number(at, text), share.low.to_f64())
}

fn space(facts: &Facts) -> &'static str {
    match facts.lang {
        crate::text::Lang::Zh => "",
        crate::text::Lang::En => " ",
    }
}

fn problems(facts: &Facts) -> Grid {
    let columns = [
        (say::INDICATOR, Side::Left),
        (say::COUNT, Side::Right),
        (say::SHARE, Side::Right),
        (say::UNIT_NAMES, Side::Left),
    ];
    let mut grid = named(facts, "problems", say::PROBLEMS, None, &columns);
    for (at, share) in shares(facts, Role::Complement) {
        let label = facts.sentence_case(facts.word(&facts.results.figures[at].label));
        let units = if facts.is_hidden(at) { Vec::new() } else { share.yes().collect() };
        grid.rows.push(vec![
            Cell::text(label),
            count_cell(facts, at, share.account.yes),
            share_cell(facts, at),
            names_cell(facts, units),
        ]);
    }
    grid
}

fn groups(facts: &Facts, by: Option<&str>) -> Result<Grid, Saying> {
    let attribute = by.or(facts.survey.groups.first().map(String::as_str));
    let attribute = attribute.ok_or_else(template::groups_without_by)?;
    super::context::find_attribute(facts, attribute)?;
    let known = facts.survey.register.attributes.iter().find(|known| known.id == attribute);
    let label = known.map(|known| facts.word(&known.label)).unwrap_or_default();
    let label = if facts.lang == crate::text::Lang::En { label.to_lowercase() } else { label };
    let mut grid = named(facts, "groups", say::GROUPS, Some(say::GROUPS_NOTE), &[(say::INDICATOR, Side::Left)]);
    grid.id = format!("groups-{attribute}");
    grid.title = facts.say(say::GROUPS, &[("attribute", &label)]);
    let properties = facts.of_role(Role::Property);
    if is_nearly_all_withheld(facts, &properties, attribute) {
        return Ok(Grid::default());
    }
    grid.columns.extend(group_columns(facts, &properties, attribute));
    for at in properties {
        let mut row = vec![Cell::text(facts.sentence_case(facts.short(at)))];
        row.extend(std::iter::once(at).chain(facts.in_groups(at, attribute)).map(|at| group_cell(facts, at)));
        row.resize(grid.columns.len(), Cell::default());
        grid.rows.push(row);
    }
    Ok(grid)
}

/// Whether of the figures of groups at most one in five is told: such a comparison tells only that it does not.
fn is_nearly_all_withheld(facts: &Facts, properties: &[usize], attribute: &str) -> bool {
    let groups: Vec<usize> = properties.iter().flat_map(|&at| facts.in_groups(at, attribute)).collect();
    let n_hidden = groups.iter().filter(|&&at| facts.is_hidden(at)).count();
    n_hidden > 0 && 5 * (groups.len() - n_hidden) <= groups.len()
}

fn group_columns(facts: &Facts, properties: &[usize], attribute: &str) -> Vec<Column> {
    let whole = facts.say(say::WHOLE, &[("n", &facts.units.len().to_string())]);
    let mut columns = vec![Column { title: whole, side: Side::Right }];
    let first = properties.first().map(|&at| facts.in_groups(at, attribute)).unwrap_or_default();
    for at in first {
        let figure = &facts.results.figures[at];
        let label = figure.group.as_ref().map(|group| facts.group_label(group)).unwrap_or_default();
        let title = match base_count(figure) {
            Some(n) => facts.say(say::BASE_SIZE, &[("base", &label), ("n", &n.to_string())]),
            None => label,
        };
        columns.push(Column { title, side: Side::Right });
    }
    columns
}

fn group_cell(facts: &Facts, at: usize) -> Cell {
    let figure = &facts.results.figures[at];
    let Some(share) = figure.share() else { return Cell::default() };
    let bound = |text: String| Run::Number(facts.number(at, text), Style::default());
    let count = bound(share.account.yes.to_string());
    let runs = match figure.fraction().denominator {
        _ if facts.is_hidden(at) => vec![count],
        0 => vec![bound(facts.percent(figure.fraction()))],
        _ => vec![count, Run::Break, bound(facts.percent(figure.fraction()))],
    };
    let key = figure.fraction().to_f64().map(|share| share.to_string()).unwrap_or_default();
    Cell { runs, key: Some(key), mark: None }
}

fn changes(facts: &Facts) -> Grid {
    let columns = [
        (say::INDICATOR, Side::Left),
        (say::SHARE, Side::Right),
        (say::SHARE, Side::Right),
        (say::POINTS, Side::Right),
        (say::ADOPTED, Side::Left),
        (say::DROPPED, Side::Left),
    ];
    let mut grid = named(facts, "changes", say::CHANGES, Some(say::CHANGES_NOTE), &columns);
    let Some(previous) = facts.previous else { return grid };
    let name = previous.name(facts.lang);
    grid.title = facts.say(say::CHANGES, &[("period", &name)]);
    grid.columns[1].title = facts.say(say::SHARE_IN, &[("period", &name)]);
    grid.columns[2].title = facts.say(say::SHARE_IN, &[("period", &facts.period.name(facts.lang))]);
    for at in facts.of_role(Role::Property) {
        let figure = &facts.results.figures[at];
        let Some(base) = figure.share().map(|share| &share.base) else { continue };
        let of_this = facts.results.changes.iter().find(|c| c.figure == figure.id && c.base == *base);
        let movers = of_this.filter(|_| !facts.is_hidden(at));
        grid.rows.push(vec![
            Cell::text(facts.sentence_case(facts.short(at))),
            earlier_cell(facts, at),
            share_cell(facts, at),
            points_cell(facts, at),
            names_cell(facts, movers.map(|change| change.adopted.clone()).unwrap_or_default()),
            names_cell(facts, movers.map(|change| change.dropped.clone()).unwrap_or_default()),
        ]);
    }
    if facts.edition.names { grid } else { without_names(grid) }
}

/// The changes without the columns that name units, and the note on them.
fn without_names(mut grid: Grid) -> Grid {
    let told = grid.columns.len() - 2;
    grid.columns.truncate(told);
    grid.rows.iter_mut().for_each(|row| row.truncate(told));
    grid.note.clear();
    grid
}

fn state_phrase(state: UnitState) -> Phrase {
    match state {
        UnitState::Returned => say::RETURNED,
        UnitState::Late => say::LATE,
        UnitState::Nil => say::NIL,
        UnitState::Rejected => say::REJECTED,
        UnitState::Missing => say::MISSING,
    }
}

/// What became of a return, in words.
pub fn state_word(facts: &Facts, state: UnitState) -> String {
    facts.say(state_phrase(state), &[])
}

fn unit_grid(facts: &Facts, id: &str, title: Phrase, places: Vec<usize>) -> Grid {
    let columns = [(say::UNIT, Side::Left), (say::STATE, Side::Left), (say::RECEIVED, Side::Left)];
    let mut grid = named(facts, id, title, None, &columns);
    let row = |unit: &FactUnit| {
        let received = unit.received.map(|day| day.to_string()).unwrap_or_else(|| "—".to_string());
        vec![Cell::text(&unit.name), Cell::text(facts.say(state_phrase(unit.state), &[])), Cell::text(received)]
    };
    grid.rows = places.into_iter().map(|place| row(&facts.units[place])).collect();
    grid
}

fn missing(facts: &Facts) -> Grid {
    let places = facts.in_state(&[UnitState::Missing, UnitState::Rejected, UnitState::Late]);
    unit_grid(facts, "missing", say::MISSING_UNITS, places)
}

fn units(facts: &Facts) -> Grid {
    unit_grid(facts, "units", say::UNITS, (0..facts.units.len()).collect())
}

/// How grave a finding is, in words.
pub fn severity_phrase(severity: Severity) -> Phrase {
    match severity {
        Severity::Error => say::ERROR,
        Severity::Query => say::QUERY,
        Severity::Note => say::NOTE_FINDING,
    }
}

/// One row a cause, with its first message as the example; nothing at all where nothing was found.
fn findings(facts: &Facts) -> Grid {
    let columns = [
        (say::SEVERITY, Side::Left),
        (say::FINDING, Side::Left),
        (say::TIMES, Side::Right),
        (say::UNIT_NAMES, Side::Left),
        (say::REMEDY, Side::Left),
    ];
    if facts.findings.is_empty() {
        return Grid::default();
    }
    let mut grid = named(facts, "findings", say::FINDINGS, Some(say::FINDINGS_NOTE), &columns);
    let mut causes: Vec<(&Finding, usize, Vec<String>)> = Vec::new();
    for (finding, unit) in facts.findings.iter() {
        let (_, times, units) = match causes.iter_mut().find(|(first, ..)| first.cause() == finding.cause()) {
            Some(cause) => cause,
            None => {
                causes.push((finding, 0, Vec::new()));
                causes.last_mut().expect("a cause was just added")
            }
        };
        *times += 1;
        if !unit.is_empty() && !units.contains(unit) {
            units.push(unit.clone());
        }
    }
    for (finding, times, units) in causes {
        let words = severity_phrase(finding.severity);
        let times = Cell { runs: vec![Run::plain(times.to_string())], key: Some(times.to_string()), mark: None };
        let shown = if units.is_empty() { "—".to_string() } else { join_names(&units, Some(10), facts.lang) };
        let message = facts.sentence_case(clean(&finding.message));
        let remedy = facts.sentence_case(clean(&finding.remedy));
        let texts = [facts.say(words, &[]), message, shown, remedy].map(Cell::text);
        let [severity, message, shown, remedy] = texts;
        grid.rows.push(vec![severity, message, times, shown, remedy]);
    }
    grid
}

fn names(facts: &Facts) -> Grid {
    let columns = [(say::INDICATOR, Side::Left), (say::HAVE, Side::Left), (say::HAVE_NOT, Side::Left)];
    let mut grid = named(facts, "names", say::NAMES, None, &columns);
    let shares = shares(facts, Role::Property).into_iter();
    let shares: Vec<_> =
        shares.filter(|(at, _)| facts.find(&facts.results.figures[*at].id, None) == Some(*at)).collect();
    let has_unknown = shares.iter().any(|(_, share)| share.unknown().next().is_some());
    if has_unknown {
        grid.columns.push(Column { title: facts.say(say::UNKNOWN, &[]), side: Side::Left });
    }
    for (at, share) in shares {
        let visible = |places: Vec<usize>| counted_names(facts, at, places);
        let mut row = vec![
            Cell::text(facts.sentence_case(facts.word(&facts.results.figures[at].label))),
            visible(share.yes().collect()),
            visible(share.no().collect()),
        ];
        if has_unknown {
            row.push(visible(share.unknown().map(|(place, _)| place).collect()));
        }
        grid.rows.push(row);
    }
    grid
}

fn measures(facts: &Facts) -> Grid {
    let columns = [(say::INDICATOR, Side::Left), (say::VALUE, Side::Right), (say::MEASURE_UNIT, Side::Left)];
    let mut grid = named(facts, "measures", say::MEASURES, None, &columns);
    // How many units a number is over may tell of one what the number alone does not.
    let tells_units = facts.edition.names;
    if tells_units {
        grid.columns.push(Column { title: facts.say(say::UNITS_TAKEN_IN, &[]), side: Side::Right });
    }
    if let Some(previous) = facts.previous {
        grid.columns.push(Column { title: previous.name(facts.lang), side: Side::Right });
    }
    for at in facts.of_role(Role::Measure) {
        let figure = &facts.results.figures[at];
        let Measure::Value { value, unit, units, .. } = &figure.measure else { continue };
        let mut row = vec![
            Cell::text(facts.sentence_case(facts.word(&figure.label))),
            Cell::number(facts.number(at, facts.value_text(at, *value)), value.to_f64()),
            Cell::text(facts.word(unit)),
        ];
        if tells_units {
            row.push(Cell::text(units.len().to_string()));
        }
        if facts.previous.is_some() {
            row.push(earlier_cell(facts, at));
        }
        grid.rows.push(row);
    }
    grid
}

fn options(facts: &Facts) -> Grid {
    let columns =
        [(say::INDICATOR, Side::Left), (say::COUNT, Side::Right), (say::BASE, Side::Left), (say::SHARE, Side::Right)];
    let mut grid = named(facts, "options", say::OPTIONS, None, &columns);
    for (at, share) in shares(facts, Role::Option) {
        let base = base_words(facts, at, share);
        grid.rows.push(vec![
            Cell::text(facts.sentence_case(facts.word(&facts.results.figures[at].label))),
            count_cell(facts, at, share.account.yes),
            Cell::text(base),
            share_cell(facts, at),
        ]);
    }
    grid
}
