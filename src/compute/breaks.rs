//! Breaks: figures whose items were redefined since the period that they are compared with.

use crate::figure::{Figure, Status};
use crate::period::Period;
use crate::survey::concordance::{self, Comparability};
use crate::survey::derived::answers_behind;
use crate::survey::{Survey, expression};

/// Marks every figure that rests on an item redefined since an earlier period: status B. What is not comparable loses
/// its earlier value.
pub fn mark(survey: &Survey, figures: &mut [Figure], earlier: Period, period: Period) {
    if survey.concordances.is_empty() {
        return;
    }
    for figure in figures {
        let items = answers_behind(survey, &columns(survey, &figure.id));
        let changes = items.iter().filter_map(|item| concordance::between(survey, item, earlier, period));
        let Some(gravest) = changes.map(|change| change.kind).max().filter(|kind| kind.is_break()) else { continue };
        if gravest == Comparability::NotComparable {
            figure.previous = None;
        }
        if matches!(figure.status, Status::Normal | Status::Provisional) {
            figure.status = Status::Break;
        }
    }
}

/// The columns that a figure is computed from.
fn columns(survey: &Survey, figure: &str) -> Vec<String> {
    let measures = survey.measures.iter().filter(|measure| measure.id == figure && measure.table.is_none());
    let of_measures = measures.flat_map(|m| std::iter::once(&m.of).chain(&m.per).chain(&m.filter)).map(String::as_str);
    let chains = survey.indicators.iter().filter(|indicator| {
        indicator.id == figure || indicator.complement.as_ref().is_some_and(|complement| complement.id == figure)
    });
    let of_chains = chains.flat_map(|indicator| &indicator.chain).map(|id| {
        let condition = survey.conditions.iter().find(|condition| condition.id == *id);
        condition.map_or(id.as_str(), |condition| condition.filter.as_str())
    });
    let of_items = survey.items.iter().filter(|item| item.id == figure).map(|item| item.id.as_str());
    let parsed = of_measures.chain(of_chains).chain(of_items).filter_map(|sql| expression::parse(sql).ok());
    parsed.flat_map(|sql| expression::columns(&sql)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Previous;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    fn marked(kind: &str) -> Vec<Figure> {
        let Specimen { mut survey, mut results, .. } = Specimen::central(Lang::En);
        let change = format!("from = '2024'\nitem = 'plan_made'\nkind = '{kind}'");
        survey.concordances = vec![toml::from_str(&change).unwrap()];
        let [earlier, period] = ["2023", "2024"].map(|period| period.parse().unwrap());
        mark(&survey, &mut results.figures, earlier, period);
        results.figures
    }

    fn of<'a>(figures: &'a [Figure], id: &str) -> (&'a str, Option<Previous>) {
        let figure = figures.iter().find(|figure| figure.id == id).unwrap();
        (figure.status.code(), figure.previous)
    }

    #[test]
    fn a_figure_bears_the_mark_of_every_item_behind_it() {
        let figures = marked("narrowed");
        for id in ["plan_made", "no_plan", "decomposed"] {
            assert_eq!(of(&figures, id).0, "B", "{id}");
            assert!(of(&figures, id).1.is_some(), "{id}");
        }
        assert_eq!(of(&figures, "assessed").0, "A");
    }

    #[test]
    fn what_is_not_comparable_is_not_compared() {
        assert_eq!(of(&marked("not-comparable"), "plan_made"), ("B", None));
        assert_eq!(of(&marked("same"), "plan_made").0, "A");
    }
}
