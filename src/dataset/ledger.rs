//! The dataset `ledger`: a row a file given.

use super::Dataset;
use crate::receipt::Receipt;
use crate::register::Register;

/// A row a file, by name. A roster names all its units, separated by `;`.
pub fn dataset<'a>(register: &'a Register, receipts: &'a [Receipt]) -> Dataset<'a> {
    let rows = || receipts.iter();
    Dataset::new("ledger")
        .text("file", rows().map(|receipt| receipt.file.as_str()))
        .count("bytes", rows().map(|receipt| Some(receipt.bytes)))
        .text("sha256", rows().map(|receipt| receipt.sha256.as_str()))
        .text("unit", rows().map(|receipt| codes(register, receipt)))
        .text("unit_name", rows().map(|receipt| name(register, receipt)))
        .text("period", rows().map(|receipt| receipt.period.map(|period| period.to_string()).unwrap_or_default()))
        .text("form_version", rows().map(|receipt| receipt.form_version.as_str()))
        .text("status", rows().map(|receipt| receipt.status.code()))
        .text("reason", rows().map(|receipt| receipt.reason.as_str()))
}

fn codes(register: &Register, receipt: &Receipt) -> String {
    let codes: Vec<&str> = receipt.units.iter().map(|unit| register.units[*unit].code.as_str()).collect();
    codes.join(";")
}

/// As written in the form; where that is not known, as the register has it.
fn name<'a>(register: &'a Register, receipt: &'a Receipt) -> &'a str {
    match (receipt.unit_name.as_str(), receipt.units.as_slice()) {
        ("", [unit]) => &register.units[*unit].name,
        (written, _) => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::csv;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn the_ledger_has_a_row_a_file() {
        let specimen = Specimen::central(Lang::Zh);
        let text = String::from_utf8(csv::document(&dataset(&specimen.register, &specimen.receipts))).unwrap();
        assert_eq!(text.lines().count(), 1 + specimen.receipts.len());
        insta::assert_snapshot!(text.lines().next().unwrap(), @"file,bytes,sha256,unit,unit_name,period,form_version,status,reason");
        insta::assert_snapshot!(text.lines().last().unwrap(), @"2024/~$U05.xlsx,165,0000000000000000000000000000000000000000000000000000000000000000,,,,,ignored,lock file of an open workbook");
    }

    #[test]
    fn a_file_name_that_looks_like_a_formula_stays_text() {
        let mut specimen = Specimen::central(Lang::Zh);
        specimen.receipts.truncate(1);
        specimen.receipts[0].file = "=cmd|' /C calc'!A1.xlsx".to_string();
        let text = String::from_utf8(csv::document(&dataset(&specimen.register, &specimen.receipts))).unwrap();
        assert!(text.lines().nth(1).unwrap().starts_with("'=cmd|"), "{text}");
    }
}
