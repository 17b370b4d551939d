//! What each kind makes of writing that says more than one thing: printed options, remarks, second answers, hints.

use super::*;

#[test]
fn a_yes_beside_a_no_is_read_only_where_one_is_ticked() {
    Form::of("yes-no").expect(
        "no = 是 / 否√|是 / 否☑|是 / 否■|是 / 否（√）|已开展 / 未开展√|是 ／ 否√|是/否√|是、否√|是，否√|√否 / 是|是 / √ 否|是 或 否√|是\\n否√|有 / 无√
         no = 1.是 2.否√|是 or 否√|是　/　否√|Yes / No √
         yes = 是√ / 否|√是 / 否|没有 / 有√|否 / 是√|是√、否|是√，否
         yes remark-in-answer = 是√ 否（选一）|√是，2024年印发
         invalid not-understood = 是 / 否|否 / 是|是 ／ 否|是 或 否|是 or 否|是 & 否|是 ∕ 否|是 — 否|已开展 / 未开展|没有 / 有|Yes / No|Yes or No
         invalid not-understood = 是（1） 否（2）|是 (请选择) 否|是（党组），否（支部）|有（机关），无（下属）|是（党组）；否（支部）
         invalid not-understood = 是（改为否）|是，改为否|是 → 否|是→否|是，其实没有|否（改为是）|是（更正：否）|是 改为否|是 (请打√) 否|是 √ 否",
    );
    let bar = Form::of("yes-no").says(&Content::Text("是 | 否".into()));
    assert_eq!(bar, "invalid not-understood");
}

#[test]
fn a_remark_that_may_change_an_answer_is_a_query_and_any_other_a_note() {
    let severities = |form: &Form, text: &str| -> Vec<Severity> {
        let reading = form.read(&Content::Text(text.into()));
        assert_eq!(reading.state, State::Answered, "{text}");
        reading.doubts.iter().map(|doubt| doubt.severity).collect()
    };
    let form = Form::of("yes-no");
    for text in ["是（2023年否）", "否，上年是", "是，原填否", "是，遗留问题：无", "是（2024年更正）"]
    {
        assert_eq!(severities(&form, text), [Severity::Query], "{text}");
    }
    for text in [
        "是，经查未发现否定情形",
        "是，另有2人是否追究待定",
        "否，下半年将是重点",
        "否，主要不是本单位职责",
        "是（已整改）",
        "■是 口否",
        "口是 ■否",
        "是，2024年3月印发",
        "否（正在起草）",
        "有（3项）",
        "yes, in March and no later",
    ] {
        assert_eq!(severities(&form, text), [Severity::Note], "{text}");
    }
}

#[test]
fn a_tick_belongs_to_the_option_in_its_own_piece() {
    for kind in ["choice", "choices"] {
        Form::of(kind).expect(
            "written = 会议通报、书面反馈√、谈话|会议通报、书面反馈（√）、谈话|会议通报、√书面反馈、谈话|会议通报 书面反馈√ 谈话|会议，书面☑，谈话
             written = 1.会议 2.书面√ 3.谈话|1、会议 2、书面√ 3、谈话|1. 会议 2. 书面√ 3. 谈话|会议/书面√/谈话|□会议、☑书面、谈话|会议；书面√；谈话
             invalid not-understood = 会议√书面√谈话|会议、书面、电话√|会议 √ 书面",
        );
    }
    Form::of("choice").expect("written = 会议通报、书面反馈√|会议 / 书面（√）\nmeeting = √会议 书面|会议√、书面");
    Form::of("choices").expect(
        "meeting;talk = 会议√、书面、谈话√|会议通报（√）/书面反馈/谈话（√）|√会议 书面 √谈话
         talk = 会议、书面、谈话√
         invalid not-understood = 会议通报、书面反馈√|√会议通报、书面反馈|☑会议通报、书面反馈",
    );
}

#[test]
fn options_with_notes_of_their_own_are_all_read() {
    Form::of("choices").expect(
        "meeting;written remark-in-answer = 会议通报（2次）、书面反馈（3次）|会议通报（2次）；书面反馈（3次）|会议：2次；书面：3次|会议（党组会）书面（处室）
         meeting;written remark-in-answer = 会议：党组会，书面：处室|会议（2次，均有纪要），书面（3次）|会议，书面（仅处室）|会议、书面（各一次）
         written = 会议通报：否；书面反馈：是|会议通报（否）书面反馈（是）|会议（无），书面（有）|会议:0;书面:1
         meeting;talk = 会议：是；书面：否；谈话：是
         meeting remark-in-answer = 会议（党组会）|会议（结合谈话和提醒）|会议（2024年更正）
         invalid not-in-code-list = 会议（否）|会议：否|会议：无|会议、书面（无）|会议（否）、书面（否）|会议（2次）、电话（3次）|会议（2次），电话：3次|会议（含书面）|会议（改为书面）",
    );
    Form::of("choice").expect(
        "invalid more-than-one = 会议（1次），书面（2次）|会议：1次；书面：2次|会议（党组会）书面（处室）
         written = 会议（否），书面（是）
         meeting remark-in-answer = 会议（党组会）|会议，每季度一次
         invalid not-in-code-list = 会议（无）|会议（改为书面）|会议（含书面）|会议（否），书面（否）",
    );
}

#[test]
fn a_number_with_another_one_behind_it_is_asked_about() {
    Form::of("integer").expect(
        "invalid range-for-number = 三五人|二三人|七八人|两三人|三五|七八
         2024 = 二〇二四
         invalid more-than-one = 1人（上半年），2人（下半年）|3人（局级）2人（处级）|2人（甲处）、1人（乙处）|1人（上半年）；2人（下半年）
         invalid other-unit = 2（万人）|2（万）|2（件）|2（单位：百人）
         2 other-counter remark-in-answer = 2（人次）
         2 remark-in-answer = 2（人）|2人（更正为3人）|2（应为3）|2人，另移送3人|2人（比上年增加1人）|2人（见附件1）|2人（待核实）",
    );
    Form::of("percent").expect(
        "invalid more-than-one = 95%（机关），60%（基层）
         invalid not-understood = 19（占95%）|19，占95%
         95 remark-in-answer = 95%（改为90%）|95%（机关）|95（%）
         invalid range-for-number = 百分之三五",
    );
    let doubt =
        |text: &str| Form::of("integer").read(&Content::Text(text.into())).doubts.pop().map(|doubt| doubt.severity);
    for text in [
        "2人（更正为3人）",
        "2人，另移送3人",
        "2人（比上年增加1人）",
        "2人（待核实）",
        "2人，另有三人在查",
        "2人（含处级1人），另移送1人",
    ] {
        assert_eq!(doubt(text), Some(Severity::Query), "{text}");
    }
    for text in [
        "11人（其中局级3人）",
        "3人（局级1人、处级2人）",
        "11，含退休",
        "2人（见附件1）",
        "2人（截至2024年6月）",
        "12（十二人）",
        "2人（含处级1人）",
    ] {
        assert_eq!(doubt(text), Some(Severity::Note), "{text}");
    }
}

#[test]
fn a_day_that_a_remark_puts_in_doubt_is_asked_about() {
    let form = Form::of("date");
    form.expect("invalid not-understood = 2024年3月25日（更正：2024年4月1日）|2024年3月25日，更正为4月1日");
    let doubt = |text: &str| form.read(&Content::Text(text.into())).doubts.pop().map(|doubt| doubt.severity);
    for text in ["2024年3月25日，尚未印发", "2024-3-25（计划）", "2024年3月25日（修订于5月20日）", "2024-3-25（更正）"]
    {
        assert_eq!(doubt(text), Some(Severity::Query), "{text}");
    }
    for text in ["2024年3月15日（党组会通过）", "2024-3-15，已报备", "2024年3月15日（〔2024〕5号）"]
    {
        assert_eq!(doubt(text), Some(Severity::Note), "{text}");
    }
}

#[test]
fn signs_around_a_word_for_missing_do_not_make_it_an_answer() {
    Form::of("integer").expect("0 = 无。|（无）|“无”| 无； \nnot_applicable = （不适用）|不适用。|[N/A]");
    Form::of("text").expect("not_applicable = （不适用）|不适用。\n无困难。 = 无困难。");
}

#[test]
fn a_hint_of_the_form_left_in_a_text_is_blank_and_told() {
    Form::of("text").expect(
        "blank instruction-left = 请填写意见和建议|（请填写）|不超过200字|（不超过300字）|限200字以内|1.\\n2.\\n3.|1、|一、\\n二、|请填写（不超过200字）
         11 = 11
         请上级加强培训 = 请上级加强培训
         1.加强培训 = 1.加强培训
         不超过200字：加强培训 = 不超过200字：加强培训
         3.5 = 3.5",
    );
}

#[test]
fn a_number_before_a_number_is_a_second_code_and_none_before_words_contradicts_them() {
    let mut form = Form::of("choice");
    for (code, id) in form.codes.iter_mut().zip(["1", "2", "3"]) {
        code.id = id.to_string();
    }
    form.expect(
        "2 = 2|2.书面|（2）书面反馈|2、书面反馈|2 书面|③书面反馈
         invalid more-than-one = 1、2|1，2|3、1|1 2|1/2|3、会议通报
         invalid not-in-code-list = 1.2|2.谈话|（1）（2）|10、2",
    );
}

#[test]
fn what_is_not_yet_or_no_more_is_no_yes() {
    Form::of("yes-no").expect(
        "invalid not-understood = 是（待印发）|是，将于2025年成立|是（已废止）|是（起草中）|是（草案）|是（征求意见稿）|是（研究中）|是（待定）|是（明年）|是（下月开展）|是，即将印发|是（已撤销）|Yes (draft)|Yes, pending
         yes remark-in-answer = 是（已印发）|是，2024年3月印发
         no remark-in-answer = 否（正在起草）|否（2024年3月已印发）|否（草案已报）",
    );
    let doubt = |text: &str| Form::of("yes-no").read(&Content::Text(text.into())).doubts[0].severity;
    assert_eq!([doubt("否（2024年3月已印发）"), doubt("否（草案已报）")], [Severity::Query, Severity::Note]);
    let asked = "会议（未召开）|会议（延期）|会议（拟）|会议，计划下月|会议（取消）";
    Form::of("choice")
        .expect(&format!("invalid not-in-code-list = {asked}\nmeeting remark-in-answer = 会议（党组会）"));
}

#[test]
fn a_multiplier_in_a_numeral_may_be_the_one_of_the_unit() {
    Form::new("decimal", "{ zh = \"万元\", en = \"10,000 yuan\" }").expect(
        "invalid other-unit = 四十四万|五万|三百万|肆拾肆万贰仟|一亿|44万|四十四元
         44 = 四十四|四十四万元|44万元|四十四万元。
         44 remark-in-answer = 四十四万元（含税）
         300 = 三百",
    );
    Form::of("integer").expect("440000 = 四十四万|四十四万人\n300 = 三百人");
}

#[test]
fn a_remark_that_turns_the_sign_makes_the_number_unclear() {
    Form::of("decimal").expect(
        "invalid not-understood = 1.5（下降）|1.5，下降|12人（减少）|1.5（同比下降）
         12 remark-in-answer = 12（比上年减少2人）|12（上升）
         invalid more-than-one = 3+4|3 + 4人
         invalid only-a-bound = 3+",
    );
    Form::of("percent").expect("invalid not-understood = 1.5%（下降）|1.5，下降");
}
