//! Findings as SARIF 2.1.0, for editors and dashboards that show results of checks.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::register::Register;
use crate::survey::Survey;

/// So many findings are results, the gravest first; viewers of such logs take no more. `findings.csv` has them all.
const MOST_RESULTS: usize = 5_000;

/// The log: one run, one rule a check that found something, one result a finding; where there are too many, a
/// notification that says how many are left out and where they are.
pub fn log(survey: &Survey, register: &Register, period: Period, findings: &[Finding]) -> Value {
    let n_more = findings.len().saturating_sub(MOST_RESULTS);
    let findings = &findings[..findings.len() - n_more];
    let rules = rules(findings);
    let places: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(place, id)| (*id, place)).collect();
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let key = key(register, finding);
            let before = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(0u32);
            result(register, finding, places[finding.rule.as_str()], &fingerprint(&key, *before))
        })
        .collect();
    let mut log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "canvass",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_values().collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": format!("{}/{period}/", survey.id) },
            "originalUriBaseIds": { "RETURNS": { "description": { "text": "the folder of the returns" } } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    if n_more > 0 {
        log["runs"][0]["invocations"] = json!([left_out(n_more)]);
    }
    log
}

fn left_out(n_more: usize) -> Value {
    let text = format!("the other {n_more} findings are in findings.csv");
    let notification = json!({ "level": "warning", "message": { "text": text } });
    json!({ "executionSuccessful": true, "toolExecutionNotifications": [notification] })
}

/// The rules by id; a rule's own level is the gravest that it gave.
fn rules(findings: &[Finding]) -> BTreeMap<&str, Value> {
    let mut gravest: BTreeMap<&str, Severity> = BTreeMap::new();
    for finding in findings {
        let severity = gravest.entry(&finding.rule).or_insert(finding.severity);
        *severity = finding.severity.min(*severity);
    }
    let rule = |id: &str, severity| json!({ "id": id, "defaultConfiguration": { "level": level(severity) } });
    gravest.into_iter().map(|(id, severity)| (id, rule(id, severity))).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Query => "warning",
        Severity::Note => "note",
    }
}

fn result(register: &Register, finding: &Finding, rule: usize, fingerprint: &str) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": "fail",
        "level": level(finding.severity),
        "message": { "text": literal(&finding.message) },
        "partialFingerprints": { "finding/v1": fingerprint },
        "properties": properties(register, finding),
    });
    let location = location(finding);
    if !location.is_null() {
        result["locations"] = json!([location]);
    }
    if !finding.explanation.is_empty() {
        result["suppressions"] =
            json!([{ "kind": "external", "status": "accepted", "justification": finding.explanation }]);
    }
    result
}

/// The file, and within it the sheet and cell as a logical location; null where neither is known.
fn location(finding: &Finding) -> Value {
    let mut location = serde_json::Map::new();
    if !finding.file.is_empty() {
        let artifact = json!({ "uri": uri(&finding.file), "uriBaseId": "RETURNS" });
        location.insert("physicalLocation".to_string(), json!({ "artifactLocation": artifact }));
    }
    let (sheet, cell) = (&finding.sheet, &finding.cell);
    let logical = match (sheet.is_empty(), cell.is_empty()) {
        (true, _) => None,
        (false, true) => Some(json!({ "name": sheet, "fullyQualifiedName": sheet, "kind": "sheet" })),
        (false, false) => {
            Some(json!({ "name": cell, "fullyQualifiedName": format!("{sheet}!{cell}"), "kind": "cell" }))
        }
    };
    if let Some(logical) = logical {
        location.insert("logicalLocations".to_string(), json!([logical]));
    }
    if location.is_empty() { Value::Null } else { Value::Object(location) }
}

fn properties(register: &Register, finding: &Finding) -> Value {
    let unit = finding.unit.map(|unit| &register.units[unit]);
    let all = [
        ("unit", unit.map_or("", |unit| &unit.code)),
        ("unit_name", unit.map_or("", |unit| &unit.name)),
        ("period", &finding.period),
        ("item", &finding.item),
        ("value", &finding.value),
        ("severity", finding.severity.code()),
        ("remedy", &finding.remedy),
    ];
    let known = all.into_iter().filter(|(_, text)| !text.is_empty());
    let mut properties: serde_json::Map<String, Value> =
        known.map(|(name, text)| (name.to_string(), text.into())).collect();
    properties.insert("trial".to_string(), finding.trial.into());
    Value::Object(properties)
}

/// Text that SARIF takes as it is: `{0}` is a place and `[a](1)` a link there, so both are escaped.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            '[' | ']' | '\\' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// A relative reference: every byte but letters, digits, `-._~` and `/` is percent-encoded.
fn uri(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// What makes a finding the same one in the next run, whatever its wording: its rule, unit, period, item and cell.
fn key(register: &Register, finding: &Finding) -> String {
    let who = finding.unit.map_or(finding.file.as_str(), |unit| &register.units[unit].code);
    [&finding.rule, who, &finding.period, &finding.item, &finding.cell].join("\u{1f}")
}

fn fingerprint(key: &str, before: u32) -> String {
    let digest = Sha256::digest(format!("{key}\u{1f}{before}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    fn log_of(specimen: &Specimen) -> Value {
        log(&specimen.survey, &specimen.register, "2024".parse().unwrap(), &specimen.findings)
    }

    #[test]
    fn every_result_has_a_rule_a_level_and_a_fingerprint_of_its_own() {
        let specimen = Specimen::hard(Lang::Zh);
        let log = log_of(&specimen);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), specimen.findings.len());
        let mut fingerprints = BTreeSet::new();
        for result in results {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            assert_eq!(result["kind"], "fail");
            assert!(fingerprints.insert(result["partialFingerprints"]["finding/v1"].to_string()));
        }
    }

    #[test]
    fn findings_beyond_the_most_are_said_to_be_in_the_table() {
        let mut specimen = Specimen::central(Lang::Zh);
        let one = specimen.findings[0].clone();
        specimen.findings = vec![one; MOST_RESULTS + 7];
        let run = &log_of(&specimen)["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), MOST_RESULTS);
        let said = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(said, "the other 7 findings are in findings.csv");
        assert!(log_of(&Specimen::central(Lang::Zh))["runs"][0]["invocations"].is_null());
    }

    #[test]
    fn a_finding_points_at_its_sheet_and_cell() {
        let log = log_of(&Specimen::central(Lang::Zh));
        let result = &log["runs"][0]["results"][0];
        let location = &result["locations"][0];
        assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "2024/U15.xlsx");
        assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "落实情况一览表!C19");
        assert_eq!(result["properties"]["unit"], "U15");
        assert_eq!(result["level"], "warning");
    }

    #[test]
    fn a_fingerprint_does_not_depend_on_the_wording() {
        let mut specimen = Specimen::central(Lang::Zh);
        let before = log_of(&specimen);
        specimen.findings[0].message = "another wording".to_string();
        let after = log_of(&specimen);
        let of = |log: &Value| log["runs"][0]["results"][0]["partialFingerprints"].clone();
        assert_eq!(of(&before), of(&after));
    }

    #[test]
    fn an_accepted_explanation_suppresses_its_result() {
        let mut specimen = Specimen::central(Lang::Zh);
        specimen.findings[0].explanation = "三人分属两级".to_string();
        let log = log_of(&specimen);
        assert_eq!(log["runs"][0]["results"][0]["suppressions"][0]["justification"], "三人分属两级");
    }

    #[test]
    fn what_a_unit_wrote_becomes_neither_a_place_nor_a_link() {
        assert_eq!(literal("{0} [x](1)"), "{{0}} \\[x\\](1)");
        assert_eq!(uri("2024/一 a.xlsx"), "2024/%E4%B8%80%20a.xlsx");
    }
}
