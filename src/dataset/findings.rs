//! The dataset `findings`: a row a finding.

use super::Dataset;
use crate::finding::Finding;
use crate::register::{Register, Unit};

/// A row a finding, in the order given.
pub fn dataset<'a>(register: &'a Register, findings: &'a [Finding]) -> Dataset<'a> {
    let rows = || findings.iter();
    let unit = |finding: &Finding| finding.unit.map(|unit| &register.units[unit]);
    let text = |of: fn(&Unit) -> &str| rows().map(move |finding| unit(finding).map_or("", of));
    Dataset::new("findings")
        .text("unit", text(|unit| &unit.code))
        .text("unit_name", text(|unit| &unit.name))
        .text("period", rows().map(|finding| finding.period.as_str()))
        .text("file", rows().map(|finding| finding.file.as_str()))
        .text("sheet", rows().map(|finding| finding.sheet.as_str()))
        .text("cell", rows().map(|finding| finding.cell.as_str()))
        .text("item", rows().map(|finding| finding.item.as_str()))
        .text("value", rows().map(|finding| finding.value.as_str()))
        .text("severity", rows().map(|finding| finding.severity.code()))
        .text("message", rows().map(|finding| finding.message.as_str()))
        .text("remedy", rows().map(|finding| finding.remedy.as_str()))
        .text("rule", rows().map(|finding| finding.rule.as_str()))
        .text("explanation", rows().map(|finding| finding.explanation.as_str()))
        .bool("trial", rows().map(|finding| Some(finding.trial)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::csv;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn a_finding_is_one_row_with_its_place() {
        let specimen = Specimen::central(Lang::Zh);
        let text = String::from_utf8(csv::document(&dataset(&specimen.register, &specimen.findings))).unwrap();
        insta::assert_snapshot!(text, @r#"
        unit,unit_name,period,file,sheet,cell,item,value,severity,message,remedy,rule,explanation,trial
        U15,第15单位,2024,2024/U15.xlsx,落实情况一览表,C19,cadres_bureau,12,query,追究局级干部人数 12 超过 9,更正，或在备注栏说明,range,,false
        "#);
    }
}
