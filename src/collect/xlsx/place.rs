//! Addresses of cells and areas, as worksheets write them.

use crate::sheet::{Area, COLUMNS, Position, ROWS};

/// Reads `C12`, with blanks around it or none; positions outside the grid are none.
pub fn address(written: &str) -> Option<Position> {
    on_grid(written.trim())
}

/// Reads `C12` without detours.
pub fn on_grid(written: &str) -> Option<Position> {
    let (mut col, mut row) = (0u32, 0u32);
    let bytes = written.as_bytes();
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if !(1..=3).contains(&letters) || !(1..=7).contains(&(bytes.len() - letters)) {
        return None;
    }
    for letter in &bytes[..letters] {
        col = col * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    for digit in &bytes[letters..] {
        row = row * 10 + u32::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    ((1..=ROWS).contains(&row) && col <= COLUMNS).then(|| Position::new(row - 1, col - 1))
}

/// Reads `A1:C3`, whole columns `A:C` and whole rows `1:3`; corners written the other way round are turned.
pub fn read_area(written: &str) -> Option<Area> {
    let (one, other) = written.split_once(':').unwrap_or((written, written));
    if let (Some(one), Some(other)) = (on_grid(one), on_grid(other)) {
        return Some(area_between(one, other));
    }
    let (one, other) = (one.trim(), other.trim());
    let both = |is: fn(char) -> bool| [one, other].iter().all(|corner| corner.trim_start_matches('$').chars().all(is));
    let (one, other) = match () {
        () if both(|c| c.is_ascii_alphabetic()) => (format!("{one}1"), format!("{other}{ROWS}")),
        () if both(|c| c.is_ascii_digit()) => (format!("A{one}"), format!("XFD{other}")),
        () => (one.to_string(), other.to_string()),
    };
    Some(area_between(Position::parse(&one)?, Position::parse(&other)?))
}

fn area_between(one: Position, other: Position) -> Area {
    let first = Position::new(one.row.min(other.row), one.col.min(other.col));
    Area { first, last: Position::new(one.row.max(other.row), one.col.max(other.col)) }
}
