//! What a document says of its edition, and what stands in the place of everything that the edition withholds.

use super::facts::Facts;
use super::tree::{self, Block, Cell, Grid, Report, Run};
use crate::edition::Audience;
use crate::text::{edition as words, report as say};

/// Puts the edition on the title and into the running head, and explains the mark once, before it is met. A letter to a
/// unit is addressed to it already.
pub fn declare(report: &mut Report, facts: &Facts) {
    let is_marked = any_marked(report.blocks.iter_mut());
    let audience = facts.edition.audience;
    if audience == Audience::Internal || facts.about.is_some() {
        return;
    }
    let Some(name) = words::name(audience) else { return };
    let edition = facts.say(name, &[]);
    let head = [("head", report.running_head.as_str()), ("edition", edition.as_str())];
    report.running_head = facts.say(say::RUNNING_HEAD_OF_EDITION, &head);
    report.front.push(vec![Run::plain(edition)]);
    let names = (!facts.edition.names).then_some(words::NAMES_NO_UNIT);
    let told = [names, is_marked.then_some(words::MARK_MEANS)];
    report.front.extend(told.into_iter().flatten().map(|phrase| vec![Run::plain(facts.say(phrase, &[]))]));
}

/// Takes the values from all blocks; says whether anything is marked.
fn any_marked<'b>(blocks: impl Iterator<Item = &'b mut Block>) -> bool {
    blocks.map(forget).filter(|is_marked| *is_marked).count() > 0
}

/// Takes the value by which a marked cell would be sorted; says whether anything is marked.
fn forget(block: &mut Block) -> bool {
    match block {
        Block::Grid(Grid { rows, .. }) => {
            let marked: Vec<&mut Cell> = rows.iter_mut().flatten().filter(|cell| has_mark(&cell.runs)).collect();
            let is_marked = !marked.is_empty();
            marked.into_iter().for_each(|cell| cell.key = Some(String::new()));
            is_marked
        }
        Block::List { items, .. } => any_marked(items.iter_mut().flatten()),
        Block::Paragraph(runs) | Block::Quote(runs) | Block::Heading { runs, .. } => has_mark(runs),
        _ => false,
    }
}

fn has_mark(runs: &[Run]) -> bool {
    let is_mark = |text: &str| text == words::MARK.zh || text == words::MARK.en;
    runs.iter().any(|run| {
        matches!(run, Run::Number(..) | Run::Text { .. }) && is_mark(&tree::words(std::slice::from_ref(run)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;
    use crate::figure::Status;
    use crate::publish::phrases::Phrases;
    use crate::publish::report::template::Template;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    const TEMPLATE: &str = "# Report\n\nOffice\n\n## 1. Tables\n\n{{ table(\"key-figures\") }}\n\n{{ table(\"groups\", by=\"system\") }}\n\nOf few ({{ units.missing_names | names }}).\n";

    /// The document of an audience, with some figures withheld.
    fn document(audience: Audience, lang: Lang, hidden: &[&str]) -> Report {
        let mut specimen = Specimen::central(lang);
        for figure in specimen.results.figures.iter_mut().filter(|figure| hidden.contains(&figure.id.as_str())) {
            figure.status = Status::Suppressed;
        }
        let publication = specimen.publication();
        let publication = crate::publish::Publication { edition: Edition::of(audience), ..publication };
        let template = Template { file: "report.md".into(), source: TEMPLATE.to_string() };
        crate::publish::report::tree(&publication, &[], &template, Phrases::standard()).unwrap()
    }

    fn cells(report: &Report) -> Vec<&Cell> {
        let grids =
            report.blocks.iter().filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None });
        grids.flat_map(|grid| grid.rows.iter().flatten()).collect()
    }

    #[test]
    fn a_withheld_number_cannot_be_had_from_the_order_of_its_column() {
        let report = document(Audience::Public, Lang::En, &["accountability_used", "fed_back"]);
        let marked: Vec<&Cell> = cells(&report).into_iter().filter(|cell| has_mark(&cell.runs)).collect();
        assert!(marked.len() > 6, "{}", marked.len());
        assert!(marked.iter().all(|cell| cell.key.as_deref() == Some("")), "{marked:?}");
        let told = cells(&report).into_iter().filter_map(|cell| cell.key.clone()).collect::<Vec<_>>();
        assert!(told.contains(&"26".to_string()), "{told:?}");
    }

    #[test]
    fn an_edition_is_named_and_its_mark_explained_once() {
        let report = document(Audience::Public, Lang::Zh, &["accountability_used"]);
        let front: Vec<String> = report.front.iter().map(|line| tree::words(line)).collect();
        let said = [words::NAMES_NO_UNIT.zh, words::MARK_MEANS.zh];
        assert_eq!(front[1..], ["公开版".to_string(), said[0].to_string(), said[1].to_string()]);
        assert!(report.running_head.ends_with("公开版"), "{}", report.running_head);
        assert_eq!(report.text().matches("不予公布").count(), 1);
        let report = document(Audience::Circular, Lang::En, &[]);
        assert_eq!(tree::words(report.front.last().unwrap()), "Edition for the units");
        let report = document(Audience::Internal, Lang::En, &[]);
        assert_eq!((report.front.len(), report.text().contains("edition")), (1, false));
    }

    #[test]
    fn names_that_are_withheld_are_said_to_be() {
        assert!(document(Audience::Public, Lang::En, &[]).text().contains("Of few (names withheld)."));
        assert!(!document(Audience::Internal, Lang::En, &[]).text().contains("withheld"));
    }

    #[test]
    fn a_comparison_of_which_nearly_all_is_withheld_is_left_out() {
        let all: Vec<String> =
            Specimen::central(Lang::En).results.figures.into_iter().map(|figure| figure.id).collect();
        let ids: Vec<&str> = all.iter().map(String::as_str).collect();
        let n_grids = |hidden: &[&str]| {
            let blocks = document(Audience::Public, Lang::En, hidden).blocks;
            blocks.iter().filter(|block| matches!(block, Block::Grid(_))).count()
        };
        assert_eq!((n_grids(&ids), n_grids(&["fed_back"])), (1, 2));
    }

    #[test]
    fn the_size_of_a_base_is_withheld_with_it() {
        let report = document(Audience::Public, Lang::En, &["assessed", "fed_back", "basis_for_decisions"]);
        let text = report.text();
        assert!(!text.contains("(22)") && text.contains("“Assessed”"), "{text}");
    }
}
