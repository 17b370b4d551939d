//! Whether the declared charts can be drawn: kinds, keys, figures.

use super::Verifier;
use crate::survey::load::Step::{At, Key};
use crate::survey::{Survey, expression};
use crate::text::survey as say;

impl Verifier<'_> {
    pub(super) fn charts(&mut self, kinds: &[&str]) {
        let survey = self.survey;
        for (place, chart) in survey.charts.iter().enumerate() {
            let way = [Key("chart"), At(place)];
            let file_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
            if chart.id.is_empty() || chart.id.len() > 60 || !chart.id.chars().all(file_safe) {
                self.say(&way, say::chart_file_name());
            }
            if !kinds.contains(&chart.kind.as_str()) {
                let message = expression::unknown(say::kind_of_chart(), &chart.kind, kinds.iter().copied());
                self.say(&[way[0], way[1], Key("kind")], say::there_are(message, kinds));
            }
            for (key, message) in chart.mistakes() {
                self.say(&[way[0], way[1], Key(key)], message);
            }
            if let Some(group) = &chart.group {
                self.attribute(&[way[0], way[1], Key("group")], group);
            }
            for (figure, id) in chart.figures.iter().enumerate() {
                let names = figure_names(survey);
                if !names.contains(&id.as_str()) {
                    let message = expression::unknown(say::figure(), id, names.into_iter());
                    self.say(&[way[0], way[1], Key("figures"), At(figure)], message);
                }
            }
        }
    }
}

fn figure_names(survey: &Survey) -> Vec<&str> {
    let indicators = survey.indicators.iter().map(|indicator| indicator.id.as_str());
    let complements = survey.indicators.iter().filter_map(|i| i.complement.as_ref()).map(|c| c.id.as_str());
    let measures = survey.measures.iter().map(|measure| measure.id.as_str());
    indicators.chain(complements).chain(measures).collect()
}
