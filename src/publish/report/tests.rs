//! The report of the specimens: its words, its numbers, and what it does with text that is out for harm.

use std::io::Read;

use quick_xml::events::Event;

use super::*;
use crate::publish::chart;
use crate::publish::specimen::Specimen;
use crate::text::Lang;

fn report(specimen: &Specimen) -> (Tree, Vec<Picture>) {
    let publication = specimen.publication();
    let charts = chart::pictures(&publication).expect("charts can be drawn");
    let template = Template::of(publication.survey, publication.lang).unwrap();
    let phrases = Phrases::of(publication.survey).unwrap();
    (tree(&publication, &charts, &template, phrases).expect("the report can be written"), charts)
}

fn part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn dump() {
    for lang in [Lang::Zh, Lang::En] {
        for (name, specimen) in [("central", Specimen::central(lang)), ("hard", Specimen::hard(lang))] {
            let (tree, charts) = report(&specimen);
            let path = format!("/tmp/report-out/{name}.{}", lang.code());
            std::fs::create_dir_all("/tmp/report-out").unwrap();
            std::fs::write(format!("{path}.txt"), tree.text()).unwrap();
            std::fs::write(format!("{path}.docx"), docx::render(&tree, &charts).unwrap()).unwrap();
            std::fs::write(format!("{path}.html"), html::render(&tree, &charts)).unwrap();
            let publication = specimen.publication();
            let tree = super::tree(&publication, &charts, &Template::standard(lang), Phrases::standard()).unwrap();
            std::fs::write(format!("{path}.standard.txt"), tree.text()).unwrap();
        }
    }
}
