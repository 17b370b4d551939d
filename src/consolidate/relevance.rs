//! Which items a unit is not asked: conditions on other items, followed until nothing changes.

use std::collections::BTreeSet;

use polars::prelude::{DataFrame, Expr};

use crate::answer::{Answer, Return, State};
use crate::error::Error;
use crate::register::Register;
use crate::survey::{Survey, expression};
use crate::text::saying::Saying;

/// An item that is not always asked, with the conditions that must all hold for it to be asked.
struct Asked {
    item: usize,
    terms: Vec<Term>,
}

/// One condition, for every unit of the frame.
struct Term {
    truth: Vec<Option<bool>>,
    /// The items that it asks.
    items: Vec<usize>,
    /// Whether something else that it asks, the register's word of a unit, is unknown.
    is_otherwise_open: Vec<bool>,
}

impl Term {
    /// Whether it does not hold for a unit. One that nobody can tell, only because what it asks does not apply to the
    /// unit, does not hold either; one that waits for an answer may.
    fn fails(&self, place: usize, answers: &[Answer]) -> bool {
        match self.truth[place] {
            Some(truth) => !truth,
            None => !self.is_otherwise_open[place] && self.asks_only_what_does_not_apply(answers),
        }
    }

    fn asks_only_what_does_not_apply(&self, answers: &[Answer]) -> bool {
        let states = self.items.iter().map(|item| answers[*item].state);
        let mut open = states.filter(|state| *state != State::Answered).peekable();
        open.peek().is_some() && open.all(|state| state == State::NotApplicable)
    }
}

/// Marks what the units of one period left blank as not applicable where the item is not asked.
pub(super) fn settle(survey: &Survey, register: &Register, returns: &mut [Return]) -> Result<(), Error> {
    let Some(period) = returns.first().map(|given| given.period) else { return Ok(()) };
    if survey.items.iter().all(|item| item.relevant.is_none()) {
        return Ok(());
    }
    let units = super::units(register, period, returns, &[]);
    let named = named(survey)?;
    let frame = super::unit_frame(survey, register, period, &units, returns, |column| named.contains(column))?;
    let asked = asked(survey, &frame)?;
    for (place, row) in units.iter().enumerate() {
        if let Some(given) = row.given {
            close(&asked, place, &mut returns[given].answers);
        }
    }
    Ok(())
}

/// The order of items does not matter, since what does not apply only grows; so conditions in a circle come to an end.
fn close(asked: &[Asked], place: usize, answers: &mut [Answer]) {
    loop {
        let is_closed = |asked: &&Asked| {
            answers[asked.item].state == State::Blank && asked.terms.iter().any(|term| term.fails(place, answers))
        };
        let closed: Vec<usize> = asked.iter().filter(is_closed).map(|asked| asked.item).collect();
        if closed.is_empty() {
            return;
        }
        for item in closed {
            answers[item].state = State::NotApplicable;
        }
    }
}

/// The columns that conditions name.
fn named(survey: &Survey) -> Result<BTreeSet<String>, Error> {
    let mut named = BTreeSet::from(["seq".to_string()]);
    for condition in survey.items.iter().filter_map(|item| item.relevant.as_ref()) {
        named.extend(expression::columns(&expression::parse(condition).map_err(failed(condition))?));
    }
    Ok(named)
}

fn asked(survey: &Survey, frame: &DataFrame) -> Result<Vec<Asked>, Error> {
    let conditions = survey.items.iter().enumerate().filter_map(|(item, asked)| Some((item, asked.relevant.as_ref()?)));
    let asked = |(item, condition): (usize, &String)| {
        let terms = expression::terms(expression::parse(condition).map_err(failed(condition))?).into_iter();
        let terms = terms.map(|term| self::term(survey, frame, term).map_err(failed(condition)));
        Ok(Asked { item, terms: terms.collect::<Result<_, Error>>()? })
    };
    conditions.map(asked).collect()
}

fn term(survey: &Survey, frame: &DataFrame, term: Expr) -> Result<Term, Saying> {
    let columns = expression::columns(&term);
    let is_no_item = |name: &&String| expression::item_behind(survey, name).is_none();
    let others = columns.iter().filter(is_no_item).filter_map(|name| frame.column(name).ok());
    let others: Vec<_> = others.map(|column| column.is_null()).collect();
    let is_open = |place: usize| others.iter().any(|is_null| is_null.get(place) == Some(true));
    Ok(Term {
        truth: expression::truth(frame, term)?,
        items: columns.iter().filter_map(|name| expression::item_behind(survey, name)).collect(),
        is_otherwise_open: (0..frame.height()).map(is_open).collect(),
    })
}

fn failed(condition: &str) -> impl Fn(Saying) -> Error {
    move |message| Error::Query { name: condition.to_string(), message }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::answer::Value;
    use crate::collect::fixture;
    use crate::register::Unit;

    const YES: &str = "y";
    const NO: &str = "n";
    const BLANK: &str = "";
    const NOT_APPLICABLE: &str = "/";

    /// A survey of yes/no items, each with the condition under which it is asked.
    fn survey(items: &[(&str, &str)]) -> Survey {
        let item = |(id, relevant): &(&str, &str)| match *relevant {
            "" => format!("[[item]]\nid = '{id}'\nkind = 'yes-no'\nlabel = '{id}'\n"),
            condition => {
                format!("[[item]]\nid = '{id}'\nkind = 'yes-no'\nlabel = '{id}'\nrelevant = \"{condition}\"\n")
            }
        };
        let mut survey = fixture::survey_with(&items.iter().map(item).collect::<String>());
        survey.items.retain(|item| items.iter().any(|(id, _)| item.id == *id));
        survey
    }

    fn answer(word: &str) -> Answer {
        match word {
            BLANK => Answer::missing(State::Blank, None),
            NOT_APPLICABLE => Answer::missing(State::NotApplicable, None),
            word => Answer {
                value: Some(Value::Bool(word == YES)),
                raw: word.into(),
                ..Answer::missing(State::Answered, None)
            },
        }
    }

    fn shown(answer: &Answer) -> &str {
        match answer.state {
            State::Blank => BLANK,
            State::NotApplicable => NOT_APPLICABLE,
            _ => &answer.raw,
        }
    }

    fn given(unit: usize, answers: &[&str]) -> Return {
        Return {
            unit,
            period: "2024".parse().unwrap(),
            file: "U.xlsx".into(),
            form_version: String::new(),
            dated: None,
            received: None,
            late: false,
            nil: false,
            answers: answers.iter().map(|word| answer(word)).collect(),
            tables: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn register(n_units: usize) -> Register {
        let unit = |place: usize| Unit {
            code: format!("U{place}"),
            name: format!("{place}局"),
            former_names: Vec::new(),
            aliases: Vec::new(),
            attributes: BTreeMap::new(),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
        };
        Register { units: (0..n_units).map(unit).collect() }
    }

    /// What becomes of the answers of units, a row each in the survey's order.
    fn settled(survey: &Survey, rows: &[Vec<&str>]) -> Vec<Vec<String>> {
        let mut returns: Vec<Return> = rows.iter().enumerate().map(|(unit, row)| given(unit, row)).collect();
        settle(survey, &register(rows.len()), &mut returns).unwrap();
        returns.iter().map(|given| given.answers.iter().map(|answer| shown(answer).to_string()).collect()).collect()
    }

    #[test]
    fn what_is_asked_under_something_not_asked_is_not_asked() {
        let chain = survey(&[("made", ""), ("decomposed", "made"), ("coverage", "decomposed")]);
        assert_eq!(settled(&chain, &[vec![NO, BLANK, BLANK]]), [[NO, NOT_APPLICABLE, NOT_APPLICABLE]]);
        assert_eq!(settled(&chain, &[vec![NOT_APPLICABLE, BLANK, BLANK]]), [[NOT_APPLICABLE; 3]]);
        assert_eq!(settled(&chain, &[vec![YES, BLANK, BLANK]]), [[YES, BLANK, BLANK]]);
        assert_eq!(settled(&chain, &[vec![BLANK, BLANK, BLANK]]), [[BLANK; 3]], "nobody knows yet");
        assert_eq!(settled(&chain, &[vec![NO, YES, BLANK]]), [[NO, YES, BLANK]], "what was answered counts");
    }

    #[test]
    fn a_condition_that_waits_for_another_answer_stays_open() {
        let either = survey(&[("a", ""), ("b", ""), ("c", "a OR b"), ("d", "a AND b"), ("e", "NOT a")]);
        let row = |a, b| settled(&either, &[vec![a, b, BLANK, BLANK, BLANK]])[0][2..].to_vec();
        assert_eq!(row(NOT_APPLICABLE, BLANK), [BLANK, NOT_APPLICABLE, NOT_APPLICABLE]);
        assert_eq!(row(NOT_APPLICABLE, NO), [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]);
        assert_eq!(row(NOT_APPLICABLE, YES), [BLANK, NOT_APPLICABLE, NOT_APPLICABLE]);
        assert_eq!(row(BLANK, BLANK), [BLANK, BLANK, BLANK]);
    }

    #[test]
    fn what_the_register_leaves_open_stays_open() {
        let by_system = survey(&[("a", ""), ("b", "a OR system = 'X'")]);
        assert_eq!(settled(&by_system, &[vec![NOT_APPLICABLE, BLANK]]), [[NOT_APPLICABLE, BLANK]]);
    }

    #[test]
    fn conditions_in_a_circle_come_to_an_end() {
        let circle = survey(&[("a", "c"), ("b", "a"), ("c", "b")]);
        assert_eq!(settled(&circle, &[vec![BLANK, BLANK, BLANK]]), [[BLANK; 3]]);
        assert_eq!(settled(&circle, &[vec![BLANK, NOT_APPLICABLE, BLANK]]), [[NOT_APPLICABLE; 3]]);
    }

    #[test]
    fn the_order_of_items_changes_nothing() {
        const ITEMS: [(&str, &str); 3] = [("made", ""), ("decomposed", "made"), ("coverage", "decomposed")];
        const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let words = [YES, NO, BLANK, NOT_APPLICABLE];
        let rows = || (0..64).map(|n| [words[n / 16], words[n / 4 % 4], words[n % 4]]);
        let closed = |asked: &'static str, under: &str| match (asked, under) {
            (BLANK, NO | NOT_APPLICABLE) => NOT_APPLICABLE,
            _ => asked,
        };
        for order in ORDERS {
            let found = settled(
                &survey(&order.map(|place| ITEMS[place])),
                &rows().map(|row| order.map(|place| row[place]).to_vec()).collect::<Vec<_>>(),
            );
            for (row, found) in rows().zip(found) {
                let decomposed = closed(row[1], row[0]);
                let expected = [row[0], decomposed, closed(row[2], decomposed)];
                assert_eq!(found, order.map(|place| expected[place]), "{row:?} in the order {order:?}");
            }
        }
    }
}
