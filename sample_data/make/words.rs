//! What units write to the open questions: neutral sentences that go with their other answers.

use crate::answers::Answers;
use crate::seed::Seed;

const PROBLEMS: [&str; 14] = [
    "个别内设机构对“一岗双责”理解不深，重业务、轻责任的情况仍然存在。",
    "责任分解偏原则，量化指标不多，基层承接时标准不一。",
    "考核方式较为单一，平时检查与年终考核结合不够紧密。",
    "考核结果反馈面较窄，对薄弱环节的跟踪整改不够。",
    "考核结果在干部选拔任用中的运用还不充分。",
    "基层单位人手紧，专兼职力量不足。",
    "责任传导逐级递减，部分处室压力不够。",
    "直属单位点多面广，检查覆盖不到位。",
    "材料报送较多，缺少统一的信息系统支撑。",
    "新任职干部较多，对责任制要求不够熟悉。",
    "责任书内容上下一般粗，结合岗位实际不够。",
    "民主测评参与面不广，代表性有待提高。",
    "对派出机构的责任落实情况掌握不及时。",
    "部分制度制定较早，与现行要求衔接不够。",
];

const SUGGESTIONS: [&str; 13] = [
    "建议统一考核指标体系，减少重复填报。",
    "建议尽快出台责任追究的指导性办法，明确情形和程序。",
    "建议组织经验交流，推广层层分解的好做法。",
    "建议把责任制培训纳入干部教育年度计划。",
    "建议建立统一的填报平台，实现一次填报、多方使用。",
    "建议对人员较少的单位适当简化考核程序。",
    "建议加强对考核结果运用情况的督促检查。",
    "建议随表下发填报说明，并适当延长填报时间。",
    "希望组织到落实较好的单位实地学习。",
    "建议明确领导小组成员单位分工，形成工作合力。",
    "建议每年选取若干单位开展重点检查，以查促改。",
    "建议编印典型案例，供各单位学习借鉴。",
    "建议对连续两年未开展考核的单位进行专项提醒。",
];

/// Main problems: first what follows from the answers, then one or two of the common ones.
pub fn problems(answers: &Answers, seed: &mut Seed) -> String {
    let mut sentences = Vec::new();
    let common = [seed.choose(&PROBLEMS[..7]), seed.choose(&PROBLEMS[7..])];
    let (n_common, own) = (1 + seed.below(2) as usize, seed.below(4));
    if !answers.has("plan_made") && own != 0 {
        sentences.push(seed.choose(&["责任分解方案仍在起草。", "尚未形成书面分解方案，分工主要靠会议部署。"]));
    }
    if !answers.has("assessed") && own != 1 {
        sentences.push(seed.choose(&["责任考核尚未单独开展。", "考核与年度工作考评的衔接办法还在研究。"]));
    }
    if !answers.has("accountability_rules") && own == 2 {
        sentences.push("责任追究缺少可操作的细则，启动条件和程序不够明确。");
    }
    sentences.extend(&common[..n_common]);
    numbered(&sentences, seed.below(3) == 0)
}

/// Suggestions: one or two; now and then none.
pub fn suggestions(seed: &mut Seed) -> String {
    let common = [seed.choose(&SUGGESTIONS[..6]), seed.choose(&SUGGESTIONS[6..])];
    match seed.below(8) {
        0 => "无".to_string(),
        1 => String::new(),
        2..5 => common[0].to_string(),
        _ => numbered(&common, seed.below(2) == 0),
    }
}

/// What the one return in English says.
pub fn english(year: i32) -> (String, String) {
    let problems = match year {
        2023 => "The editorial offices work in shifts; it is hard to bring everyone to one assessment meeting.",
        _ => {
            "Duties are assigned at the weekly editorial meeting and not in a written plan. \
             A leading group exists, but it has met only once."
        }
    };
    (problems.to_string(), "A short model plan for small organisations would help.".to_string())
}

fn numbered(sentences: &[&str], on_lines: bool) -> String {
    if sentences.len() < 2 || !on_lines {
        return sentences.concat();
    }
    let lines: Vec<String> = sentences.iter().enumerate().map(|(n, line)| format!("{}.{line}", n + 1)).collect();
    lines.join("\n")
}
