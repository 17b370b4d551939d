//! What answers mean that say more than one thing: read where it is clear, asked about and not counted where it is not;
//! through the binary.

use crate::support::{Outcome, Round, form};

const WAYS: &str = "[[code_list]]\nid = \"ways\"\ncode = [{ id = \"meeting\", label = \"会议通报\" }, \
                    { id = \"written\", label = \"书面反馈\" }, { id = \"talk\", label = \"个别谈话\" }]\n\
                    [[item]]\nid = \"ways\"\nkind = \"choices\"\ncodes = \"ways\"\nlabel = \"Ways of telling\"\n\n\
                    [[condition]]\nid = \"large\"";

/// A round of returns that answer the number of staff, the plan, the ways of telling and the remark.
fn round(returns: &[[&str; 4]]) -> Outcome {
    let mut round = Round::new().replacing("[[condition]]\nid = \"large\"", WAYS);
    for (place, [staff, plan, ways, remark]) in returns.iter().enumerate() {
        let code = format!("U0{}", place + 1);
        round = round.silent(&code, "North");
        let answers = format!("Number of staff={staff}\nTraining plan in force={plan}\nAnything else={remark}");
        let mut cells = form(&code, "2025-Q1", &answers);
        cells.extend([("A14".into(), "Ways of telling".into()), ("B14".into(), ways.to_string())]);
        round.form(&format!("2025-Q1/{code}.xlsx"), &cells);
    }
    round.run()
}

/// What is recorded of an item, unit by unit: the value, or the state.
fn recorded(outcome: &Outcome, item: &str) -> Vec<String> {
    let rows = outcome.rows("answers.csv");
    let said = rows.iter().filter(|row| row["item"] == item);
    said.map(|row| if row["value"].is_empty() { row["state"].clone() } else { row["value"].clone() }).collect()
}

#[test]
fn a_tick_counts_for_the_option_it_stands_beside_and_a_second_answer_is_asked_about() {
    let outcome = round(&[
        ["3（局级1人、处级2人）", "是 / 否√", "会议通报、书面反馈√、个别谈话", "无。"],
        ["三五人", "是 / 否", "会议通报（2次）、书面反馈（3次）", "请填写意见和建议"],
        ["1人（上半年），2人（下半年）", "是（改为否）", "会议通报：否；书面反馈：是", "不超过200字"],
        ["2（万人）", "是，另有2人是否追究待定", "会议通报（否）", "more rooms"],
    ]);
    assert_eq!(recorded(&outcome, "staff"), ["3", "invalid", "invalid", "invalid"]);
    assert_eq!(recorded(&outcome, "has_plan"), ["no", "invalid", "invalid", "yes"]);
    assert_eq!(recorded(&outcome, "ways"), ["written", "meeting;written", "written", "invalid"]);
    assert_eq!(recorded(&outcome, "remark"), ["无。", "blank", "blank", "more rooms"]);
}

#[test]
fn each_doubt_is_told_at_its_cell_with_its_weight() {
    let outcome = round(&[["2（更正为3）", "是（2023年否）", "会议通报（2次）、书面反馈（3次）", "（请填写）"]]);
    let findings = outcome.rows("findings.csv");
    let told = |cell: &str| {
        let found = findings.iter().find(|row| row["cell"] == cell).unwrap_or_else(|| panic!("{cell}: {findings:?}"));
        (found["rule"].clone(), found["severity"].clone())
    };
    let expected = |rule: &str, severity: &str| (rule.to_string(), severity.to_string());
    assert_eq!(told("B6"), expected("remark-in-answer", "query"));
    assert_eq!(told("B8"), expected("remark-in-answer", "query"));
    assert_eq!(told("B10"), expected("instruction-left", "query"));
    assert_eq!(told("B14"), expected("remark-in-answer", "note"));
}
