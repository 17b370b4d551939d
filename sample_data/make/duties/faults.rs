//! What is wrong with single returns, so that readers see what becomes of it.

use chrono::{Days, NaiveDate};

use crate::duties::history::{Cell, Quarter, Return, day};

/// Puts the faults of a quarter into its returns.
pub fn put(returns: &mut [Return], quarter: Quarter) {
    match quarter {
        Quarter(2025, _) => silent(returns, 18),
        Quarter(2026, 1) => {
            silent(returns, 13);
            rows(returns, 8, "problem_rows").push(reopened(true));
        }
        _ => of_the_last_quarter(returns),
    }
}

fn town(returns: &mut [Return], number: u32) -> &mut Return {
    returns.iter_mut().find(|given| given.town.number == number).expect("faults belong to towns of the register")
}

fn rows<'a>(returns: &'a mut [Return], number: u32, table: &str) -> &'a mut Vec<Vec<Cell>> {
    town(returns, number).tables.get_mut(table).expect("faults belong to tables of the form")
}

/// A town that sends nothing.
fn silent(returns: &mut [Return], number: u32) {
    town(returns, number).is_silent = true;
}

fn of_the_last_quarter(returns: &mut [Return]) {
    silent(returns, 7);
    town(returns, 16).dated = day(2026, 7, 18);
    twice(returns, 4);
    dated(returns, (9, "visits"), Cell::Day(day(2026, 8, 14)));
    dated(returns, (11, "infos"), Cell::Day(day(2026, 3, 25)));
    dated(returns, (6, "activities"), Cell::Blank);
    copied(returns, 14, 15);
    lists(returns);
}

/// The first meeting stands in the log twice.
fn twice(returns: &mut [Return], number: u32) {
    let meetings = rows(returns, number, "meetings");
    let first = meetings[0].clone();
    meetings.insert(1, first);
}

fn dated(returns: &mut [Return], (number, table): (u32, &str), cell: Cell) {
    if let Some(last) = rows(returns, number, table).last_mut() {
        last[0] = cell;
    }
}

/// A town that sends the visits of its neighbour as its own.
fn copied(returns: &mut [Return], from: u32, to: u32) {
    *rows(returns, to, "visits") = rows(returns, from, "visits").clone();
}

/// Entry numbers as towns write them.
fn entry(town: u32, number: u32) -> Cell {
    Cell::Words(format!("T{town:02}-{number:02}"))
}

fn lists(returns: &mut [Return]) {
    let words = |text: &str| Cell::Words(text.to_string());
    let row = |number: Cell, what: &str, opened: NaiveDate, state: &str, closing: Cell, closed: Cell| {
        let deadline = opened + Days::new(60);
        vec![
            number,
            words(what),
            words("分管副职"),
            Cell::Day(opened),
            Cell::Day(deadline),
            words(state),
            closing,
            closed,
        ]
    };
    let opened = day(2026, 3, 16);
    // Closed, but nobody wrote down when.
    rows(returns, 2, "problem_rows").push(row(
        entry(2, 21),
        "值班制度不落实",
        opened,
        "已销号",
        words("销T02-21"),
        Cell::Blank,
    ));
    // Closed before it was opened.
    let before = Cell::Day(day(2026, 3, 6));
    rows(returns, 5, "problem_rows").push(row(entry(5, 21), "档案缺页", opened, "已销号", words("销T05-21"), before));
    // Without a number.
    rows(returns, 19, "task_rows").push(row(Cell::Blank, "补充会议记录", opened, "推进中", Cell::Blank, Cell::Blank));
    // An open problem that is not reported again.
    rows(returns, 12, "problem_rows").retain(|row| row[0] != entry(12, 1));
    // Closed in the quarter before, and open again.
    rows(returns, 8, "problem_rows").push(reopened(false));
}

/// A problem that was closed in the first quarter and is open again in the second.
fn reopened(is_closed: bool) -> Vec<Cell> {
    let words = |text: &str| Cell::Words(text.to_string());
    let closing =
        if is_closed { [words("销T08-31"), Cell::Day(day(2026, 3, 20))] } else { [Cell::Blank, Cell::Blank] };
    let state = if is_closed { "已销号" } else { "推进中" };
    let days = [day(2026, 1, 19), day(2026, 4, 30)].map(Cell::Day);
    let head = [entry(8, 31), words("信访答复超期"), words("主要负责人")];
    head.into_iter().chain(days).chain([words(state)]).chain(closing).collect()
}
