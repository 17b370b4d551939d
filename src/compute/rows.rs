//! Rows: a derived table under way, whose rows belong to units of the frame.

use polars::prelude::{Column, DataFrame};

use super::derive::{Given, integers, numbers, texts, truths};
use crate::error::Error;
use crate::fraction::Fraction;
use crate::text::{Lang, Text};

/// A table under way: for each row the unit's place in the frame, and columns of one value a row.
pub struct Rows {
    lang: Lang,
    n_rows: usize,
    columns: Vec<Column>,
}

impl Rows {
    /// Begins with the columns of the unit: period, protocol order, code, name.
    pub fn of(given: &Given, units: &[usize]) -> Rows {
        let unit = |place: &usize| &given.register.units[given.round.frame[*place].unit];
        let columns = vec![
            texts("period", units.iter().map(|_| Some(given.round.period.to_string())).collect()),
            integers("seq", units.iter().map(|place| i64::try_from(place + 1).ok()).collect()),
            texts("code", units.iter().map(|place| Some(unit(place).code.clone())).collect()),
            texts("name", units.iter().map(|place| Some(unit(place).name.clone())).collect()),
        ];
        Rows { lang: given.lang, n_rows: units.len(), columns }
    }

    /// A column of text; an empty text is nothing.
    pub fn text(mut self, name: &str, values: impl Iterator<Item = String>) -> Rows {
        self.columns.push(texts(name, values.map(|text| Some(text).filter(|text| !text.is_empty())).collect()));
        self
    }

    /// Words in both languages, `NAME_zh` and `NAME_en`, and in that of the run, `NAME_label`.
    pub fn words(self, name: &str, values: impl Iterator<Item = Text> + Clone) -> Rows {
        let lang = self.lang;
        let label = values.clone().map(move |text| text.get(lang).to_string());
        self.text(&format!("{name}_zh"), values.clone().map(|text| text.zh))
            .text(&format!("{name}_en"), values.map(|text| text.en))
            .text(&format!("{name}_label"), label)
    }

    /// A column of numbers.
    pub fn number(mut self, name: &str, values: impl Iterator<Item = Option<Fraction>>) -> Rows {
        self.columns.push(numbers(name, values.map(|number| number.and_then(Fraction::to_f64)).collect()));
        self
    }

    /// A column of whole numbers.
    pub fn integer(mut self, name: &str, values: impl Iterator<Item = Option<usize>>) -> Rows {
        self.columns.push(integers(name, values.map(|n| n.and_then(|n| i64::try_from(n).ok())).collect()));
        self
    }

    /// A column of yes or no.
    pub fn truth(mut self, name: &str, values: impl Iterator<Item = bool>) -> Rows {
        self.columns.push(truths(name, values.map(Some).collect()));
        self
    }

    /// The table.
    pub fn frame(self) -> Result<DataFrame, Error> {
        DataFrame::new(self.n_rows, self.columns).map_err(|error| Error::Failed(error.to_string()))
    }
}
