//! The dataset `figures`: a row a computed value.

use super::{Dataset, Source};
use crate::figure::{Figure, Measure, Previous, Share, Status};
use crate::fraction::Fraction;
use crate::survey::Survey;
use crate::text::Text;

/// A row a figure, in the order of print. Of a suppressed figure only its name and its base are told.
pub fn dataset<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, period, .. } = *source;
    let figures = || source.results.figures.iter();
    let group = |figure: &'a Figure| figure.group.as_ref().map(|(by, value)| (by.as_str(), value.as_str()));
    let of_share = |of: fn(&Share) -> u64| figures().map(move |figure| shown(figure).map(of));
    let in_full = |figure: &'a Figure| shown(figure).filter(|share| share.in_full);
    let part = |of: fn(&Share) -> u64| figures().map(move |figure| in_full(figure).map(of));
    let bound = |of: fn(&Share) -> Fraction| figures().map(move |figure| in_full(figure).map(of));
    Dataset::new("figures")
        .text("survey", figures().map(|_| survey.id.as_str()))
        .text("period", figures().map(|_| period.to_string()))
        .text("group_by", figures().map(|figure| group(figure).unwrap_or_default().0))
        .text("group", figures().map(|figure| group(figure).unwrap_or_default().1))
        .text("figure", figures().map(|figure| figure.id.as_str()))
        .text("base", figures().map(|figure| figure.share().map_or("", |share| &share.base)))
        .count("count", of_share(|share| share.account.yes))
        .count("base_count", figures().map(base_count))
        .quotient("share", figures().map(|figure| shown(figure).map(Share::fraction)))
        .text("share_text", figures().map(|figure| share_text(survey, figure)))
        .quotient("low", bound(|share| share.low))
        .quotient("high", bound(|share| share.high))
        .number("value", figures().map(value))
        .text("unit_of_measure", figures().map(|figure| unit_of_measure(figure).map_or("", |unit| unit.get(lang))))
        .text("status", figures().map(|figure| figure.status.code()))
        .text("label", figures().map(|figure| figure.label.get(lang)))
        .count("yes", of_share(|share| share.account.yes))
        .count("no", part(|share| share.account.no))
        .count("not_applicable", part(|share| share.account.not_applicable))
        .count("blank", part(|share| share.account.blank))
        .count("invalid", part(|share| share.account.invalid))
        .count("not_received", part(|share| share.account.not_received))
        .count("previous_count", figures().map(|figure| previous(figure)?.count))
        .quotient("previous_share", figures().map(|figure| shown(figure).and(previous(figure)).map(|p| p.value)))
        .number("change_points", figures().map(change_points))
        .text("base_label", figures().map(|figure| figure.share().map_or("", |share| share.base_label.get(lang))))
        .text("group_label", figures().map(|f| group(f).map_or("", |(by, v)| survey.attribute_label(by, v, lang))))
        .text("section", figures().map(|figure| figure.section.as_str()))
        .text("role", figures().map(|figure| figure.role.code()))
        .number("previous_value", figures().map(|figure| previous_value(figure).map(|p| p.value)))
}

/// The units of the base; of a suppressed figure only where everybody may know them.
pub fn base_count(figure: &Figure) -> Option<u64> {
    let known = figure.share().filter(|share| shown(figure).is_some() || share.base_is_public())?;
    Some(known.account.base())
}

/// The share of a figure that may be shown.
pub fn shown(figure: &Figure) -> Option<&Share> {
    figure.share().filter(|_| figure.status != Status::Suppressed)
}

/// The change in the measure's own unit: a difference of quotients for shares.
pub fn change(figure: &Figure) -> Option<Fraction> {
    figure.change().filter(|_| figure.status != Status::Suppressed)
}

fn share_text(survey: &Survey, figure: &Figure) -> String {
    let printed = shown(figure).and_then(|s| s.fraction().percent(survey.rounding.decimals, survey.rounding.mode));
    printed.map(|printed| format!("{printed}%")).unwrap_or_default()
}

/// The value of a measure that may be shown.
pub fn value(figure: &Figure) -> Option<Fraction> {
    match &figure.measure {
        Measure::Value { value, .. } if figure.status != Status::Suppressed => Some(*value),
        _ => None,
    }
}

fn unit_of_measure(figure: &Figure) -> Option<&Text> {
    match &figure.measure {
        Measure::Value { unit, .. } => Some(unit),
        Measure::Share(_) => None,
    }
}

fn previous(figure: &Figure) -> Option<Previous> {
    figure.previous.filter(|_| figure.status != Status::Suppressed)
}

/// The value of a measure in the period compared with.
pub fn previous_value(figure: &Figure) -> Option<Previous> {
    previous(figure).filter(|_| figure.share().is_none())
}

fn change_points(figure: &Figure) -> Option<Fraction> {
    figure.share()?;
    change(figure).map(Fraction::times_a_hundred)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::csv;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn a_share_is_exact_and_names_its_base() {
        let specimen = Specimen::central(Lang::En);
        let text = String::from_utf8(csv::document(&dataset(&specimen.publication().source()))).unwrap();
        let header = text.lines().next().unwrap();
        assert!(header.starts_with(
            "survey,period,group_by,group,figure,base,count,base_count,share,share_text,low,high,value,unit_of_measure,status,"
        ));
        let line = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap();
        insta::assert_snapshot!(line("central-survey,2024,,,fed_back,assessed,"), @"central-survey,2024,,,fed_back,assessed,21,22,0.9545454545,95.5%,0.9545454545,0.9545454545,,,A,assessment results fed back,21,1,0,0,0,0,19,0.9500000000,0.4545454545,units with “Assessed”,,assessment,property,");
        insta::assert_snapshot!(line("central-survey,2024,,,fed_back,registered,"), @"central-survey,2024,,,fed_back,registered,21,38,0.5526315789,55.3%,0.5526315789,0.5526315789,,,A,assessment results fed back,21,17,0,0,0,0,19,0.5000000000,5.2631578947,all units,,assessment,property,");
        insta::assert_snapshot!(line("central-survey,2024,system,新闻单位,plan_made,registered,"), @r#"central-survey,2024,system,新闻单位,plan_made,registered,0,4,0.0000000000,0.0%,0.0000000000,0.0000000000,,,A,"decomposition plan made, naming responsible person and target",0,4,0,0,0,0,0,0.0000000000,0,all units,News organisations,decomposition,property,"#);
        insta::assert_snapshot!(line("central-survey,2024,,,cadres,,"), @r#"central-survey,2024,,,cadres,,,,,,,,12,persons,A,"cadres held accountable, in all",,,,,,,,,,,,accountability,measure,5"#);
    }

    #[test]
    fn a_suppressed_figure_tells_no_number() {
        let mut specimen = Specimen::central(Lang::En);
        let place = specimen.results.figures.iter().position(|f| f.id == "plan_made").unwrap();
        specimen.results.figures[place].status = Status::Suppressed;
        let dataset = dataset(&specimen.publication().source());
        let told: Vec<_> = dataset.fields.iter().filter(|f| !f.values.printed(place).is_empty()).collect();
        let told: Vec<_> = told.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(
            told,
            ["survey", "period", "figure", "base", "base_count", "status", "label", "base_label", "section", "role"]
        );
    }
}
