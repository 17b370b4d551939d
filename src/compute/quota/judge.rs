//! Whether the spans of a quota are met: pure arithmetic on days and amounts.

use chrono::{Days, Months, NaiveDate};

use crate::period::Period;

/// An amount in millionths, so that sums of hours such as 2.5 are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(pub i64);

impl Amount {
    /// One row.
    pub const ONE: Amount = Amount(1_000_000);

    /// A number as written, to six decimals. What is no number or beyond 10^12 is no amount.
    pub fn of(number: f64) -> Option<Amount> {
        (number.abs() < 1e12).then(|| Amount((number * 1e6).round() as i64))
    }

    /// The number, for columns.
    pub fn number(self) -> f64 {
        self.0 as f64 / 1e6
    }

    fn less(self, other: Amount) -> Amount {
        Amount((self.0 - other.0).max(0))
    }
}

/// What became of a span, the gravest last but for what is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Done by the due date.
    Met,
    /// Done, but only after the due date.
    Late,
    /// Not done by the due date, nor since.
    Short,
    /// Not done, and the due date is after the reference date.
    NotDue,
    /// Not to be told: a return is missing.
    NoData,
}

impl State {
    /// The word in tables.
    pub fn code(self) -> &'static str {
        match self {
            State::Met => "met",
            State::Late => "late",
            State::Short => "short",
            State::NotDue => "not_due",
            State::NoData => "no_data",
        }
    }
}

/// A span with the last day on which it may be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The span's days.
    pub days: Period,
    /// The last day on which it may be met: its end and the days of grace.
    pub due: NaiveDate,
}

/// A span of one unit, judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// What became of it.
    pub state: State,
    /// The amount dated within the span.
    pub done: Amount,
    /// The amount dated after the span that makes up for it.
    pub made_up: Amount,
    /// What is still missing; nothing where the state is [`State::NoData`].
    pub short_by: Amount,
    /// The day of the last evidence that counts for it.
    pub last: Option<NaiveDate>,
}

/// What a quota asks of one unit, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The amount a span; `None` where the unit's number is not known.
    pub required: Option<Amount>,
    /// For each span whether every return that could tell of it came in.
    pub known: &'a [bool],
    /// The day at whose close it is judged.
    pub reference: NaiveDate,
}

/// Judges spans that follow one another by evidence in the order of its days.
///
/// A day's evidence counts in its own span until that is full. What is left over goes to the oldest earlier span that is
/// short. The due day itself is still in time.
pub fn judge(spans: &[Span], asked: &Asked, evidence: &[(NaiveDate, Amount)]) -> Vec<Judged> {
    let required = asked.required.unwrap_or_default();
    let blank = Judged { state: State::Met, done: Amount(0), made_up: Amount(0), short_by: Amount(0), last: None };
    let mut judged = vec![blank; spans.len()];
    let mut in_time = vec![Amount(0); spans.len()];
    let mut left_over = Vec::new();
    for (day, amount) in evidence {
        let Some(place) = spans.iter().position(|span| holds(span.days, *day)) else { continue };
        let own = &mut judged[place];
        let taken = (*amount).min(required.less(own.done));
        own.done = Amount(own.done.0 + amount.0);
        own.last = own.last.max(Some(*day));
        in_time[place] = Amount(in_time[place].0 + taken.0);
        left_over.push((*day, amount.less(taken)));
    }
    for (day, mut rest) in left_over {
        for (place, span) in spans.iter().enumerate().filter(|(_, span)| span.days.last_day() < day) {
            let earlier = &mut judged[place];
            let taken = rest.min(required.less(Amount(earlier.done.0 + earlier.made_up.0)));
            if taken == Amount(0) {
                continue;
            }
            rest = rest.less(taken);
            earlier.made_up = Amount(earlier.made_up.0 + taken.0);
            earlier.last = earlier.last.max(Some(day));
            if day <= span.due {
                in_time[place] = Amount(in_time[place].0 + taken.0);
            }
        }
    }
    for (place, span) in spans.iter().enumerate() {
        let one = &mut judged[place];
        one.short_by = required.less(Amount(one.done.0 + one.made_up.0));
        one.state = state(one, span, in_time[place] >= required, asked, asked.known[place]);
    }
    judged
}

fn state(judged: &Judged, span: &Span, is_in_time: bool, asked: &Asked, is_known: bool) -> State {
    match asked.required {
        Some(_) if is_in_time => State::Met,
        _ if span.due > asked.reference => State::NotDue,
        None => State::NoData,
        Some(_) if !is_known => State::NoData,
        Some(_) if judged.short_by == Amount(0) => State::Late,
        Some(_) => State::Short,
    }
}

fn holds(span: Period, day: NaiveDate) -> bool {
    span.first_day() <= day && day <= span.last_day()
}

/// The last day of a limit of days or months that runs from a day, which itself does not count. Where the month has no
/// such day its last day counts: a month from 31 January ends on 28 or 29 February (Civil Code of the PRC, articles 201
/// and 202).
pub fn limit(from: NaiveDate, days: Option<u32>, months: Option<u32>) -> NaiveDate {
    let by_months = months.and_then(|months| from.checked_add_months(Months::new(months)));
    let by_days = days.and_then(|days| from.checked_add_days(Days::new(u64::from(days))));
    by_months.or(by_days).unwrap_or(from)
}

/// What became of a case: the answer's day, the limit, and whether the returns that could tell of it came in.
pub fn case(answered: Option<NaiveDate>, due: NaiveDate, reference: NaiveDate, is_known: bool) -> State {
    match answered {
        Some(day) if day <= due => State::Met,
        Some(_) => State::Late,
        None if due > reference => State::NotDue,
        None if !is_known => State::NoData,
        None => State::Short,
    }
}

/// The state that stands for several: a known failure before what is not known, that before what is kept.
pub fn worst(states: &[State]) -> Option<State> {
    let by_weight = [State::Short, State::Late, State::NoData, State::NotDue, State::Met];
    by_weight.into_iter().find(|state| states.contains(state))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn spans(names: &[&str], grace: u64) -> Vec<Span> {
        let span = |name: &&str| {
            let days: Period = name.parse().unwrap();
            Span { days, due: days.last_day() + Days::new(grace) }
        };
        names.iter().map(span).collect()
    }

    /// States of spans that each ask for `n` rows, with rows on the days given.
    fn states(spans: &[Span], n: i64, reference: &str, days: &[&str]) -> Vec<State> {
        let known = vec![true; spans.len()];
        let asked = Asked { required: Some(Amount(n * 1_000_000)), known: &known, reference: date(reference) };
        let evidence: Vec<_> = days.iter().map(|day| (date(day), Amount::ONE)).collect();
        judge(spans, &asked, &evidence).iter().map(|judged| judged.state).collect()
    }

    #[test]
    fn the_last_day_of_february_counts_in_leap_years_too() {
        let months = spans(&["2024-M02", "2024-M03"], 0);
        assert_eq!(states(&months, 1, "2024-03-31", &["2024-02-29", "2024-03-01"]), [State::Met, State::Met]);
        let months = spans(&["2023-M02", "2023-M03"], 0);
        assert_eq!(states(&months, 1, "2023-03-31", &["2023-03-01"]), [State::Short, State::Met]);
    }

    #[test]
    fn half_years_end_on_the_last_of_june_and_december() {
        let halves = spans(&["2026-S1", "2026-S2"], 0);
        assert_eq!(states(&halves, 1, "2026-12-31", &["2026-06-30", "2026-12-31"]), [State::Met, State::Met]);
        assert_eq!(states(&halves, 1, "2026-12-31", &["2026-07-01"]), [State::Short, State::Met]);
    }

    #[test]
    fn a_span_that_is_not_over_is_not_yet_due_unless_it_is_met() {
        let quarters = spans(&["2026-Q1", "2026-Q2"], 0);
        assert_eq!(states(&quarters, 2, "2026-06-29", &["2026-04-02"]), [State::Short, State::NotDue]);
        assert_eq!(states(&quarters, 1, "2026-06-29", &["2026-04-02"]), [State::Short, State::Met]);
    }

    #[test]
    fn on_the_due_day_a_span_is_due_and_what_is_done_that_day_is_in_time() {
        let quarter = spans(&["2026-Q2"], 0);
        assert_eq!(states(&quarter, 1, "2026-06-30", &[]), [State::Short]);
        assert_eq!(states(&quarter, 1, "2026-06-30", &["2026-06-30"]), [State::Met]);
    }

    #[test]
    fn what_is_more_than_enough_makes_up_for_the_oldest_gap_in_time_within_the_grace() {
        let months = spans(&["2026-M01", "2026-M02", "2026-M03"], 10);
        let reference = "2026-04-30";
        let days = ["2026-02-05", "2026-02-20", "2026-03-03"];
        assert_eq!(states(&months, 1, reference, &days), [State::Late, State::Met, State::Met]);
        assert_eq!(states(&months, 1, reference, &["2026-02-05", "2026-03-03"])[0], State::Short);
        let days = ["2026-02-04", "2026-02-09", "2026-03-03"];
        assert_eq!(states(&months, 1, reference, &days)[0], State::Met);
        let days = ["2026-02-04", "2026-02-11", "2026-03-03"];
        assert_eq!(states(&months, 1, reference, &days)[0], State::Late);
    }

    #[test]
    fn a_day_of_grace_that_is_not_over_leaves_a_span_open() {
        let quarter = spans(&["2026-Q2"], 10);
        assert_eq!(states(&quarter, 1, "2026-07-09", &[]), [State::NotDue]);
        assert_eq!(states(&quarter, 1, "2026-07-10", &[]), [State::Short]);
    }

    #[test]
    fn hours_are_summed_without_binary_noise_and_tell_how_much_is_short() {
        let year = spans(&["2026"], 0);
        let asked = Asked { required: Amount::of(0.3), known: &[true], reference: date("2026-12-31") };
        let tenth = Amount::of(0.1).unwrap();
        let evidence = vec![(date("2026-05-01"), tenth); 3];
        assert_eq!(judge(&year, &asked, &evidence)[0].state, State::Met);
        let asked = Asked { required: Amount::of(40.0), ..asked };
        let judged = judge(&year, &asked, &[(date("2026-05-01"), Amount::of(37.5).unwrap())])[0];
        assert_eq!((judged.state, judged.short_by.number()), (State::Short, 2.5));
    }

    #[test]
    fn what_is_not_known_is_no_failure_and_what_is_proved_needs_no_more_returns() {
        let half = spans(&["2026-S1"], 0);
        let asked = Asked { required: Some(Amount::ONE), known: &[false], reference: date("2026-06-30") };
        assert_eq!(judge(&half, &asked, &[])[0].state, State::NoData);
        assert_eq!(judge(&half, &asked, &[(date("2026-05-05"), Amount::ONE)])[0].state, State::Met);
        let asked = Asked { required: None, known: &[true], ..asked };
        assert_eq!(judge(&half, &asked, &[(date("2026-05-05"), Amount::ONE)])[0].state, State::NoData);
    }

    #[test]
    fn a_month_from_the_last_of_january_ends_with_february() {
        let limit = |from, months| limit(date(from), None, Some(months)).to_string();
        assert_eq!(limit("2026-03-03", 1), "2026-04-03");
        assert_eq!(limit("2026-01-31", 1), "2026-02-28");
        assert_eq!(limit("2024-01-31", 1), "2024-02-29");
        assert_eq!(limit("2024-02-29", 12), "2025-02-28");
        assert_eq!(limit("2026-12-31", 2), "2027-02-28");
        assert_eq!(super::limit(date("2026-03-03"), Some(30), None).to_string(), "2026-04-02");
    }

    #[test]
    fn an_application_of_3_march_needs_its_talk_by_3_april() {
        let due = limit(date("2026-03-03"), None, Some(1));
        let on = |answered: Option<&str>, reference| case(answered.map(date), due, date(reference), true);
        assert_eq!(on(Some("2026-04-03"), "2026-06-30"), State::Met);
        assert_eq!(on(Some("2026-04-04"), "2026-06-30"), State::Late);
        assert_eq!(on(None, "2026-04-02"), State::NotDue);
        assert_eq!(on(None, "2026-04-03"), State::Short);
        assert_eq!(case(None, due, date("2026-06-30"), false), State::NoData);
    }

    proptest! {
        /// No evidence counts twice, and what is late is neither short nor met.
        #[test]
        fn evidence_is_used_once_and_every_span_has_one_state(
            required in 1i64..4, grace in 0u64..20, days in prop::collection::vec(1u64..365, 0..40), until in 1u64..400,
        ) {
            let months: Vec<String> = (1..=12).map(|n| format!("2026-M{n:02}")).collect();
            let months: Vec<&str> = months.iter().map(String::as_str).collect();
            let spans = spans(&months, grace);
            let first = date("2025-12-31");
            let reference = first + Days::new(until);
            let mut days: Vec<NaiveDate> = days.iter().map(|day| first + Days::new(*day)).collect();
            days.retain(|day| *day <= reference);
            days.sort();
            let evidence: Vec<_> = days.iter().map(|day| (*day, Amount::ONE)).collect();
            let known = [true; 12];
            let required = Amount(required * 1_000_000);
            let judged = judge(&spans, &Asked { required: Some(required), known: &known, reference }, &evidence);
            let used: i64 = judged.iter().map(|one| one.done.min(required).0 + one.made_up.0).sum();
            prop_assert!(used <= days.len() as i64 * 1_000_000);
            prop_assert_eq!(judged.iter().map(|one| one.done.0).sum::<i64>(), days.len() as i64 * 1_000_000);
            for (one, span) in judged.iter().zip(&spans) {
                let enough = one.done.0 + one.made_up.0 >= required.0;
                prop_assert_eq!(enough, one.short_by == Amount(0));
                prop_assert_eq!(enough, matches!(one.state, State::Met | State::Late));
                prop_assert!(one.state != State::Short || span.due <= reference);
                prop_assert!(one.state != State::NoData);
            }
        }

        /// Met, late, short, not due and no data are all there is, and no data only where something is not known.
        #[test]
        fn the_five_states_add_up_to_the_spans(
            known in prop::collection::vec(any::<bool>(), 12), required in prop::option::of(1i64..3),
            days in prop::collection::vec(1u64..365, 0..30), until in 1u64..400,
        ) {
            let months: Vec<String> = (1..=12).map(|n| format!("2026-M{n:02}")).collect();
            let spans = spans(&months.iter().map(String::as_str).collect::<Vec<_>>(), 5);
            let first = date("2025-12-31");
            let reference = first + Days::new(until);
            let mut days: Vec<NaiveDate> = days.iter().map(|day| first + Days::new(*day)).collect();
            days.retain(|day| *day <= reference);
            days.sort();
            let evidence: Vec<_> = days.iter().map(|day| (*day, Amount::ONE)).collect();
            let required = required.map(|n| Amount(n * 1_000_000));
            let judged = judge(&spans, &Asked { required, known: &known, reference }, &evidence);
            let all = [State::Met, State::Late, State::Short, State::NotDue, State::NoData];
            let count = |state: State| judged.iter().filter(|one| one.state == state).count();
            prop_assert_eq!(all.into_iter().map(count).sum::<usize>(), 12);
            for (place, one) in judged.iter().enumerate() {
                prop_assert!(one.state != State::NoData || !known[place] || required.is_none());
                prop_assert!(one.state != State::NotDue || spans[place].due > reference);
                prop_assert!(!matches!(one.state, State::Late | State::Short) || known[place]);
            }
        }
    }
}
