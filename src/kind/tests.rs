//! What each kind makes of what people write: the tables read as the manual.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::numeral;
use crate::text::Lang;

mod mixed;

/// An item of a kind, counted in persons, with a list of three codes and the usual words for missing answers.
struct Form {
    item: Item,
    codes: Vec<Code>,
    missing: Vec<MissingWords>,
}

impl Form {
    fn new(kind: &str, unit: &str) -> Form {
        let definition = format!("id = \"q\"\nkind = \"{kind}\"\nlabel = \"题\"\nunit = {unit}");
        let list = r#"
            id = "ways"
            code = [
              { id = "meeting", label = { zh = "会议通报", en = "At a meeting" }, spellings = ["会议"] },
              { id = "written", label = { zh = "书面反馈", en = "In writing" }, spellings = ["书面"] },
              { id = "talk", label = { zh = "谈话和提醒", en = "Talks and reminders" }, spellings = ["谈话"] },
            ]"#;
        let missing = r#"[[missing]]
            words = ["不适用", "N/A"]
            means = "not_applicable"
            [[missing]]
            words = ["不详"]
            means = "unknown"
            [[missing]]
            words = ["无", "——"]
            means = "zero"
            kinds = ["integer", "decimal", "date"]
            [[missing]]
            words = ["无"]
            means = "no"
            kinds = ["choices"]"#;
        #[derive(serde::Deserialize)]
        struct Words {
            missing: Vec<MissingWords>,
        }
        let list: crate::survey::CodeList = toml::from_str(list).expect("the list is well formed");
        let words: Words = toml::from_str(missing).expect("the words are well formed");
        let item = toml::from_str(&definition).expect("the item is well formed");
        Form { item, codes: list.codes, missing: words.missing }
    }

    fn of(kind: &str) -> Form {
        Form::new(kind, "{ zh = \"人\", en = \"persons\" }")
    }

    fn read(&self, content: &Content) -> Reading {
        understand(Some(content), &Asked { item: &self.item, codes: &self.codes, missing: &self.missing })
    }

    /// The value, or the state, then the rules of the doubts: `11 approximate`, `invalid not-understood`.
    fn says(&self, content: &Content) -> String {
        let reading = self.read(content);
        let value = reading.value.map_or_else(|| reading.state.code().to_string(), |value| value.to_string());
        let rules = reading.doubts.iter().map(|doubt| doubt.rule.to_string());
        std::iter::once(value).chain(rules).collect::<Vec<_>>().join(" ")
    }

    /// Each line: what is understood, then the writings that mean it, between bars.
    fn expect(&self, table: &str) {
        let mut wrong = Vec::new();
        for line in table.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
            let (expected, writings) = line.split_once('=').expect("a line is `expected = writing | writing`");
            for writing in writings.split('|').map(|writing| writing.replace("\\n", "\n")) {
                let said = self.says(&Content::Text(writing.clone()));
                if said != expected.trim() {
                    wrong.push(format!("{writing}: {said}, expected {}", expected.trim()));
                }
            }
        }
        assert!(wrong.is_empty(), "{:?}:\n{}", self.item.kind, wrong.join("\n"));
    }

    fn expect_content(&self, table: &[(Content, &str)]) {
        for (content, expected) in table {
            assert_eq!(self.says(content), *expected, "{:?} {content:?}", self.item.kind);
        }
    }
}

fn day(year: i32, month: u32, day: u32) -> Content {
    let day = NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    Content::Date(day.and_hms_opt(0, 0, 0).expect("midnight"))
}

#[test]
fn blanks_errors_and_the_words_of_the_survey_come_first() {
    for kind in ["yes-no", "choice", "choices", "integer", "decimal", "percent", "date", "text"] {
        let form = Form::of(kind);
        let asked = Asked { item: &form.item, codes: &form.codes, missing: &form.missing };
        assert_eq!(understand(None, &asked), Reading::missing(State::Blank));
        form.expect(
            "blank = | |\u{3000}|\\n \ninvalid unknown-declared = 不详 | 不详\nnot_applicable = 不适用|n/a| Ｎ／Ａ ",
        );
        form.expect_content(&[
            (Content::Error("#REF!".into()), "invalid error-value"),
            (Content::Text("=DISPIMG(\"ID_5F2A0C\",1)".into()), "invalid error-value"),
            (Content::Uncalculated("A1".into()), "invalid not-calculated"),
        ]);
    }
    assert_eq!(Form::of("integer").says(&Content::Text("无".into())), "0");
    assert_eq!(Form::of("choices").read(&Content::Text("无".into())).value, Some(Value::Codes(Vec::new())));
    assert_eq!(Form::of("date").says(&Content::Text("无".into())), "invalid not-understood");
    assert_eq!(Form::of("yes-no").says(&Content::Text("无".into())), "no");
}

#[test]
fn zeros_before_the_number_of_a_code_matter_where_the_list_has_them() {
    for kind in ["choice", "choices"] {
        let mut form = Form::of(kind);
        form.codes[0].id = "1".into();
        form.codes[1].id = "02".into();
        form.codes[2].id = "2".into();
        let read = |text: &str| form.read(&Content::Text(text.into())).value.map(|value| value.to_string());
        assert_eq!(["1", "01", "02", "2", "002"].map(read), ["1", "1", "02", "2", "2"].map(|id| Some(id.to_string())));
        assert_eq!(read("10"), None);
    }
}

#[test]
fn yes_and_no_are_read_where_they_are_clear() {
    Form::of("yes-no").expect(
        "yes = 是|有|√|✓|✔|☑|对|已|已开展|已制定|Y|yes|YES|true|T|1|1.0|01|１|Ｙ|“是”|是。|（是）|【是】|是 的| 是 |✅
         no = 否|无|×|✗|✘|错|未|没有|未开展|未制定|尚未制定|没有开展|N|no|No.|false|F|0|00|０|ｎｏ|不是|（否）
         yes = ☑是 □否|■是 □否|是☑ 否□|是(√) 否( )|是（√）否（ ）|[x] yes [ ] no|√是 □否|是√ 否|√是 否|是√ 否×|R是 £否|是\u{f052} 否\u{f0a3}
         no = □是 ☑否|□是 ■否|是□ 否√|是□ 否☑|是( ) 否(√)|是（ ） 否（√）|[ ] yes [X] no|是 否√|□有 ☑无|□是\\n☑否|答：□是 ☑否
         yes remark-in-answer = 是，2024年3月印发|已开展;详见附件|有（3项）|是 2024年印发|yes, in March|√，已印发|√，2024年印发|☑是 □否（见附件）
         no remark-in-answer = 否（正在起草）|否，拟明年制定|未开展：条件不成熟|□是 ☑否（正在起草）
         blank = □是 □否|是□ 否□|是( ) 否( )|□
         invalid more-than-one = ☑是 ☑否|是(√) 否(√)
         invalid not-understood = 是否|是/否|是、否|不是没有|基本是|部分|正在制定|2|是？|是 否|是√否|是 √ 否|√ 是否|是×|1，2|1 项|未 确定|No 3
         invalid not-understood = 是（部分）|是，但尚未印发|有（无）|是（正在制定）|T-shirt|x|v|12|待定|是的吗|是否制定|√，未印发",
    );
    Form::of("yes-no").expect_content(&[
        (Content::Bool(true), "yes"),
        (Content::Bool(false), "no"),
        (Content::Number(1.0), "yes"),
        (Content::Number(0.0), "no"),
        (Content::Number(2.0), "invalid not-understood"),
        (Content::Percent(1.0), "invalid not-understood"),
        (day(2024, 3, 15), "invalid not-understood"),
    ]);
}

#[test]
fn whole_numbers_are_read_in_the_unit_asked_for() {
    Form::of("integer").expect(
        "11 = 11|11.0|11人|１１|十一| 11 |共11人|11名|拾壹|11 persons|'11|+11|11。|总计11人
         12 = 12 | 12 |十二人
         103 = 一百零三|壹佰零叁|103|一〇三
         2 = 两|两人|贰
         0 = 0|〇|零|零人
         20 = 二十|贰拾
         1234 = 1,234|１，２３４|1,234人|一千二百三十四
         12000 = 1.2万|1.2万人|12千|120百|一万二千|12,000
         -3 = -3|－3|负三|-3.0000000000000004|-2.9999999999999996
         11 approximate = 约11|大约11人|11人左右|约十一|~11|about 11|11左右
         12 other-counter = 12人次|12 人次
         11 approximate remark-in-answer = 11人（估计）
         11 remark-in-answer = 11人（其中局级3人）|11，含退休
         invalid only-a-bound = 10余人|10多|十余|近20|不到20|超过10人|10以上|>10|20人以上|十几|数十人|10+",
    );
    Form::of("integer").expect(
        "invalid range-for-number = 10-12|10~12人|10至12|十到十二
         invalid not-whole = 11.5|11.5人|0.00012万
         invalid other-unit = 11万元|11小时|11%
         invalid decimal-comma = 95,5|1,23|12,3456
         invalid scientific-text = 1e3|1.2E+03
         invalid too-large = 9007199254740993|99999999999999999999|110101199003071234
         invalid not-understood = 第十一|abc|1.2.3|11 12|(3)|--3|○|11（12）|人",
    );
    Form::of("integer").expect_content(&[
        (Content::Number(11.0), "11"),
        (Content::Number(10.999999999999998), "11"),
        (Content::Number(11.5), "invalid not-whole"),
        (Content::Number(1e16), "invalid too-large"),
        (Content::Bool(true), "invalid not-understood"),
        (Content::Percent(0.5), "invalid percent-for-number"),
        (day(1900, 1, 11), "invalid date-for-number"),
    ]);
    Form::new("integer", "{ zh = \"万元\", en = \"\" }").expect("2 = 2万元|2\ninvalid other-unit = 2万|2元|2人");
}

#[test]
fn decimals_keep_what_was_typed() {
    Form::new("decimal", "{ zh = \"小时\", en = \"hours\" }").expect(
        "12.5 = 12.5|１２．５|12.5小时|12.5 hours|十二点五|共12.5小时
         1234.5 = 1,234.5
         1234 = 1,234
         -0.5 = -0.5|-.5
         12.5 approximate = 约12.5|12.5小时左右
         invalid decimal-comma = 95,5
         invalid not-understood = 1.234,5|半
         invalid other-unit = 12.5人
         invalid range-for-number = 1.5-2
         999999999999999000 = 999,999,999,999,999,000
         0.3 = 0.30000000000000004|0.29999999999999999|0.3
         1300 = 1,299.9999999999998|1300.0000000000002小时
         invalid too-large = 1234567890.1234567|1000000000000000000|1234567890123456.7|0.30000000000000002|0.3000000000000123
         0 = 无|0.00",
    );
    Form::of("decimal").expect_content(&[
        (Content::Number(0.1 + 0.2), "0.3"),
        (Content::Number(-1e17), "-100000000000000000"),
        (Content::Number(1e18), "invalid too-large"),
        (Content::Number(-1e300), "invalid too-large"),
        (Content::Number(f64::NAN), "invalid not-understood"),
        (Content::Percent(0.5), "invalid percent-for-number"),
    ]);
}

#[test]
fn percentages_are_in_percent_or_asked_about() {
    Form::of("percent").expect(
        "95.5 = 95.5%|95.5％|９５．５％|95.5|95.5 %|百分之九十五点五|955‰|95.5 percent
         95 = 百分之九十五|九成五|95%|九成半
         90 = 九成|9成|百分之九十
         100 = 百分之百|100%|十成|100
         1.3 = 1.2999999999999998|1.2999999999999998%
         0.5 = 0.5%|百分之零点五
         0 = 0|0%
         95 approximate = 约95%|95%左右|约九成五|约百分之九十五
         invalid ambiguous-percent = 0.955|1|0.5
         invalid only-a-bound = 近95%|九成以上|不到五成|超过95%
         invalid not-understood = 很高|19/20",
    );
    Form::of("percent").expect_content(&[
        (Content::Percent(0.955), "95.5"),
        (Content::Percent(0.07), "7"),
        (Content::Percent(1e17), "invalid too-large"),
        (Content::Number(1e18), "invalid too-large"),
        (Content::Percent(1.0), "100"),
        (Content::Number(95.5), "95.5"),
        (Content::Number(0.955), "invalid ambiguous-percent"),
        (Content::Bool(true), "invalid not-understood"),
        (day(2024, 3, 15), "invalid date-for-number"),
    ]);
    let reading = Form::of("percent").read(&Content::Number(0.955));
    assert_eq!(reading.doubts[0].detail.get(Lang::En), "0.955% or 95.5%");
}

#[test]
fn days_are_whole_and_have_one_reading() {
    Form::of("date").expect(
        "2024-03-15 = 2024-3-15|2024/03/15|2024.3.15|2024年3月15日|20240315|二〇二四年三月十五日|二○二四年三月十五日
         2024-03-15 = 15 March 2024|March 15, 2024|15-Mar-2024|Mar 15th, 2024|２０２４－３－１５|2024 年 3 月 15 日
         2024-03-15 = 2024-03-15 10:30:00|2024-03-15T10:30:00|2024年3月15日 9:05|15/03/2024|03/15/2024|15.3.2024|2024年3月15日印发
         2024-03-03 = 03/03/2024
         2024-03-15 remark-in-answer = 2024年3月15日（党组会通过）|2024-3-15，已报备
         invalid ambiguous-date = 03/04/2024|3.4.2024
         invalid date-incomplete = 2024年3月|2024年|2024-3|2024.03|2024|202403|March 2024|24-3-15|2024年3月底|3月15日
         invalid no-such-day = 2023-02-29|2024年13月1日|20241332|2024-15-03|31 June 2024
         invalid not-understood = 近期|2024-3-15至2024-4-1|2024年3月15日前|2024-3/15|0024-3-15|第15",
    );
    Form::of("date").expect_content(&[
        (day(2024, 3, 15), "2024-03-15"),
        (Content::Number(45366.0), "2024-03-15"),
        (Content::Number(45366.75), "2024-03-15"),
        (Content::Number(20240315.0), "2024-03-15"),
        (Content::Number(2024.0), "invalid date-incomplete"),
        (Content::Number(11.0), "invalid not-understood"),
        (Content::Bool(true), "invalid not-understood"),
        (day(1899, 12, 31), "invalid not-understood"),
    ]);
    let reading = Form::of("date").read(&Content::Text("03/04/2024".into()));
    assert_eq!(reading.doubts[0].detail.get(Lang::Zh), "2024-04-03 或 2024-03-04");
}

#[test]
fn one_code_is_read_by_any_of_its_spellings() {
    Form::of("choice").expect(
        "meeting = 会议通报|会议|meeting|At a meeting|AT A MEETING| 会 议 |会议。|1.会议|A 会议|（1）会议|①会议通报|1、会议|“会议”
         meeting = ☑会议 □书面|会议(√) 书面( )|■会议通报 □书面反馈 □谈话|√会议
         meeting remark-in-answer = 会议（党组会）|会议，每季度一次
         blank = □会议 □书面
         invalid more-than-one = 会议、书面|会议，书面|☑会议 ☑书面|会议和书面
         invalid not-in-code-list = 电话|会议通讯|1|会议纪要|会议（部分）",
    );
    let near = Form::of("choice").read(&Content::Text("会议通讯".into()));
    assert_eq!(near.value, None);
    assert_eq!(near.doubts[0].detail.get(Lang::Zh), "会议通报、书面反馈、谈话和提醒；是否指“会议通报”？");
}

#[test]
fn several_codes_are_read_in_the_order_of_the_list() {
    Form::of("choices").expect(
        "meeting;written = 会议、书面|书面,会议|会议;书面|会议／书面|会议 书面|会议\\n书面|书面和会议|会议及书面|☑会议 ☑书面 □谈话
         meeting;written = 1.会议 2.书面|会议、书面、会议|会议，书面。|meeting and written|1. 会议\\n2. 书面
         talk = 谈话和提醒|谈话|Talks and reminders|□会议 □书面 ☑谈话
         meeting;talk = 会议、谈话和提醒|谈话和提醒和会议
         meeting;written remark-in-answer = 会议、书面（各一次）
         blank = □会议 □书面 □谈话
         invalid not-in-code-list = 会议、电话|会议，书面，等|其他",
    );
    let reading = Form::of("choices").read(&Content::Text("会议、电话".into()));
    assert!(reading.doubts[0].detail.get(Lang::En).starts_with("At a meeting, In writing"));
}

#[test]
fn free_text_is_kept_as_written() {
    let form = Form::of("text");
    form.expect_content(&[
        (Content::Text(" 第一行\r\n第二行\u{7} ".into()), "第一行\n第二行"),
        (Content::Number(11.0), "11"),
        (Content::Percent(0.955), "95.5%"),
        (day(2024, 3, 15), "2024-03-15"),
        (Content::Text("\u{7}".into()), "blank"),
        (Content::Text("\u{feff}\u{200b}甲\u{200b}乙 \u{200b}".into()), "甲\u{200b}乙"),
        (Content::Text("\u{200b} ".into()), "blank"),
    ]);
}

#[test]
fn every_kind_has_a_name_of_its_own_and_says_what_it_expects() {
    let mut names: Vec<String> = KINDS.iter().map(|kind| format!("{:?}", kind.name())).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), KINDS.len());
    for kind in KINDS {
        assert!(!kind.expects().zh.is_empty() && !kind.expects().en.is_empty(), "{:?}", kind.name());
        assert_eq!(of(kind.name()).name(), kind.name());
    }
}

proptest! {
    #[test]
    fn an_integer_reads_back_however_it_is_printed(number in 0u64..10_000) {
        let plain = number.to_string();
        let grouped = if number < 1000 { plain.clone() } else { format!("{},{:03}", number / 1000, number % 1000) };
        let wide: String = plain.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect();
        let printed = [plain.clone(), grouped, wide, numeral::written(number), format!("{plain}人"), format!(" {plain} 人 ")];
        let form = Form::of("integer");
        for text in printed {
            prop_assert_eq!(form.says(&Content::Text(text)), plain.clone());
        }
    }

    #[test]
    fn swapping_the_tick_swaps_the_answer(pair in 0usize..4, form in 0usize..5) {
        let (yes, no) = [("是", "否"), ("有", "无"), ("yes", "no"), ("已开展", "未开展")][pair];
        let (on, off) = [("☑", "□"), ("■", "□"), ("[x]", "[ ]"), ("(√)", "( )"), ("√", "×")][form];
        let says = |one, other| [format!("{one}{yes} {other}{no}"), format!("{yes}{one} {no}{other}")]
            .map(|text| Form::of("yes-no").says(&Content::Text(text)));
        prop_assert_eq!(says(on, off), ["yes", "yes"].map(String::from));
        prop_assert_eq!(says(off, on), ["no", "no"].map(String::from));
    }

    #[test]
    fn no_writing_makes_a_kind_panic(text in "\\PC{0,24}|[0-9.,年月日万亿零一十百千是否有无□☑√×(),;、 -]{0,16}|[0-9三五人年月另其中含改为更正会议书面谈话是否√☑×：（）()、，；/或请填写 ]{0,20}") {
        for kind in ["yes-no", "choice", "choices", "integer", "decimal", "percent", "date", "text"] {
            let reading = Form::of(kind).read(&Content::Text(text.clone()));
            prop_assert_eq!(reading.value.is_some(), reading.state == State::Answered);
            prop_assert!(reading.state != State::Invalid || !reading.doubts.is_empty());
        }
    }

    #[test]
    fn writing_without_a_known_sign_is_never_an_answer(text in "[甲乙丙丁戊己庚辛子丑寅卯辰巳午申酉亥 ，。（）]{1,16}") {
        for kind in ["yes-no", "choice", "choices", "integer", "decimal", "percent", "date"] {
            prop_assert_eq!(Form::of(kind).read(&Content::Text(text.clone())).value, None, "{}", kind);
        }
    }

    #[test]
    fn a_number_cell_is_never_rounded_silently(number in -1.0e12f64..1.0e12) {
        let reading = Form::of("integer").read(&Content::Number(number));
        if let Some(Value::Integer(whole)) = reading.value {
            prop_assert!((whole as f64 - number).abs() < 0.001);
        }
    }
}
