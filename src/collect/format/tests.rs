//! What formats show, by their codes.

use proptest::prelude::*;

use super::*;

fn shown(code: &str, number: f64) -> String {
    match Look::of_code(code).number(number, DateSystem::From1900) {
        Content::Text(text) => text,
        Content::Error(error) => error,
        other => format!("= {other}"),
    }
}

fn each_is(cases: &[(&str, f64, &str)]) {
    for (code, number, expected) in cases {
        assert_eq!(shown(code, *number), *expected, "{number} as {code}");
    }
}

#[test]
fn formats_that_only_arrange_a_value_leave_it_as_it_is() {
    for (code, expected) in [
        ("", Shown::Number),
        ("General", Shown::Number),
        ("G/通用格式", Shown::Number),
        ("General;[Red]-General", Shown::Number),
        ("Standard", Shown::Number),
        ("0.00", Shown::Number),
        ("#,##0", Shown::Number),
        ("#,##0.00_);[Red](#,##0.00)", Shown::Number),
        ("#,##0.00_ ;[Red]\\-#,##0.00\\ ", Shown::Number),
        ("#,##0;-#,##0;\"-\"", Shown::Number),
        ("0.00E+00", Shown::Number),
        ("##0.0E+0", Shown::Number),
        ("# ?/?", Shown::Number),
        ("# ?/10", Shown::Number),
        ("# ##0", Shown::Number),
        ("0,000", Shown::Number),
        ("\"¥\"000", Shown::Number),
        ("00%", Shown::Percent),
        ("00.0E+00", Shown::Number),
        ("0.", Shown::Number),
        ("\"¥\"#,##0.00", Shown::Number),
        ("[$¥-804]#,##0", Shown::Number),
        ("[$￥-804]#,##0.00;[$￥-804]-#,##0.00", Shown::Number),
        ("#,##0.00\\ [$€-407]", Shown::Number),
        ("[Red]0;[Blue]-0", Shown::Number),
        ("[红色]0", Shown::Number),
        ("[>=100]0;0.0", Shown::Number),
        ("[DBNum2][$-804]General", Shown::Number),
        ("0;(0)", Shown::Number),
        ("0;0", Shown::Number),
        ("@", Shown::Number),
        ("_ @_ ", Shown::Number),
        ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", Shown::Number),
        ("_-\"¥\"* #,##0.00_-;-\"¥\"* #,##0.00_-;_-\"¥\"* \"-\"??_-;_-@_-", Shown::Number),
        ("0%", Shown::Percent),
        ("0.0%;[Red]-0.0%", Shown::Percent),
        ("0.00%;-0.00%;\"-\"", Shown::Percent),
        ("yyyy-mm-dd", Shown::Date),
        ("yyyy\\-mm\\-dd;@", Shown::Date),
        ("mm-dd-yy", Shown::Date),
        ("yyyy\"年\"m\"月\"d\"日\";@", Shown::Date),
        ("[$-804]yyyy\"年\"m\"月\"d\"日\"", Shown::Date),
        ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", Shown::Date),
        ("[$-F800]dddd, mmmm dd, yyyy", Shown::Date),
        ("[$-411]ggge\"年\"m\"月\"d\"日\"", Shown::Date),
        ("yyyy/m/d h:mm", Shown::Date),
        ("h:mm AM/PM", Shown::Time),
        ("h:mm:ss.000", Shown::Time),
        ("mm:ss", Shown::Time),
        ("上午/下午h\"时\"mm\"分\"", Shown::Time),
        ("[h]:mm:ss", Shown::Span),
        ("[mm]:ss", Shown::Span),
    ] {
        let look = Look::of_code(code);
        assert!(matches!(look, Look::Plain(found) if found == expected), "{code}: {look:?}");
    }
}

#[test]
fn words_around_a_number_are_shown_with_all_its_digits() {
    each_is(&[
        ("0\"人\"", 7.0, "7人"),
        ("0\"人\"", 12.345, "12.345人"),
        ("0\"人\"", -5.0, "-5人"),
        ("0.00\"%\"", 0.95, "0.95%"),
        ("0\"万人\"", 7.0, "7万人"),
        ("#,##0\"元\"", 401_000.0, "401,000元"),
        ("#,##0.00\"元\"", 0.1 + 0.2, "0.30元"),
        ("0\"/10\"", 3.0, "3/10"),
        ("\"约\"0", 10.0, "约10"),
        ("0\"余\"", 10.0, "10余"),
        ("0\"‰\"", 955.0, "955‰"),
        ("0\"成\"", 9.0, "9成"),
        ("\"T\"000", 7.0, "T007"),
        ("General\"人\"", 1.5, "1.5人"),
        ("[$元-804]0", 7.0, "元7"),
        ("\"约\"0%", 0.955, "约95.5%"),
        ("0;\"负\"0", -3.0, "负3"),
        ("-0", 5.0, "-5"),
        ("-0", -5.0, "--5"),
        ("000-0000", 1_234_567.0, "123-4567"),
    ]);
}

#[test]
fn zeros_before_a_short_number_are_shown() {
    each_is(&[
        ("0000", 2.0, "0002"),
        ("00000", 42.0, "00042"),
        ("000", 0.0, "000"),
        ("000", -0.0, "000"),
        ("000;[Red]-000", 7.0, "007"),
        ("000_ ;_ @_ ", 7.0, "007"),
        ("#00", 7.0, "07"),
        ("00.00", 1.1, "01.10"),
        ("000", 7.25, "007.25"),
        ("0000", 2026.0, "= 2026"),
        ("00", 12.0, "= 12"),
        ("00000", 123_456.0, "= 123456"),
        ("000", 7.4e12, "= 7400000000000"),
        ("000", -7.0, "= -7"),
        ("0.00", 7.0, "= 7"),
        ("\"No.\"000", 7.0, "No.007"),
        ("000-0000", 42.0, "000-0042"),
    ]);
    let moment = serial::iso("2024-03-01").unwrap();
    assert_eq!(Look::of_code("00000").moment(moment, DateSystem::From1900), Content::Date(moment));
}

#[test]
fn numbers_shown_in_thousands_are_divided() {
    each_is(&[
        ("0,", 12_000.0, "12"),
        ("0,", 12_345.0, "12.345"),
        ("#,##0,", 1_234_567_000.0, "1,234,567"),
        ("0.00,,", 1_500_000.0, "1.50"),
        ("0,\"千\"", 12_000.0, "12千"),
        ("0!.0,", 120_000.0, "12.0"),
        ("0!.0,", 401_000.0, "40.1"),
        ("0!.0,\"万\"", 4_010_000.0, "401.0万"),
        ("0\\.0,", 400.0, "0.0"),
        ("#!.0000", 401_234.0, "40.1234"),
        ("#!.0000", 34.0, ".0034"),
    ]);
}

#[test]
fn the_section_for_the_value_is_the_one_that_counts() {
    each_is(&[
        ("[=1]\"否\";[=0]\"是\"", 1.0, "否"),
        ("[=1]\"否\";[=0]\"是\"", 0.0, "是"),
        ("[=1]\"否\";[=0]\"是\"", 2.0, "#FORMAT! 2 ([=1]\"否\";[=0]\"是\")"),
        ("\"是\";;\"否\"", 1.0, "是"),
        ("\"是\";;\"否\"", 0.0, "否"),
        ("\"是\";;\"否\"", -1.0, "#HIDDEN! -1"),
        ("[<=1]0%;0\"%\"", 0.95, "= 95%"),
        ("[<=1]0%;0\"%\"", 95.0, "95%"),
        ("[=0]\"\";0%", 2.5, "= 250%"),
        ("[=0]\"\";0%", 0.0, "#HIDDEN! 0"),
        ("0;-0;\"无\"", 0.0, "无"),
        ("0;-0;\"无\"", -2.0, "= -2"),
        ("0;(0)\"人\"", 5.0, "= 5"),
        ("0\"人\";\"-\";\"-\"", 0.0, "= 0"),
        ("0\"人\";\"-\";\"-\"", -7.0, "#HIDDEN! -7"),
        ("[<5]\"低\";\"高\"", -3.0, "#FORMAT! -3 ([<5]\"低\";\"高\")"),
        ("@\"千\"", 5.0, "= 5"),
    ]);
}

#[test]
fn what_nobody_sees_or_can_say_is_an_error_value() {
    each_is(&[
        (";;;", 7.0, "#HIDDEN! 7"),
        (";;;@", 7.0, "#HIDDEN! 7"),
        ("**;**;**", 7.0, "#HIDDEN! 7"),
        ("0;-0;;@", 0.0, "#HIDDEN! 0"),
        ("#,", 0.0, "#HIDDEN! 0"),
        ("0%%", 1.0, "#FORMAT! 1 (0%%)"),
        ("0;0;0;0;0", 1.0, "#FORMAT! 1 (0;0;0;0;0)"),
        ("[=x]0;\"a\"", 1.0, "#FORMAT! 1 ([=x]0;\"a\")"),
    ]);
}

#[test]
fn dates_shown_in_part_are_the_part_unless_the_day_was_told() {
    each_is(&[
        ("yyyy\"年\"m\"月\"", 45_352.0, "2024年3月"),
        ("[DBNum1][$-804]yyyy\"年\"m\"月\";@", 45_352.0, "2024年3月"),
        ("yyyy\"年\"m\"月\"", 45_356.0, "= 2024-03-05"),
        ("mmm-yy", 45_356.0, "= 2024-03-05"),
        ("m\"月\"d\"日\"", 45_356.0, "= 2024-03-05"),
        ("m\"月\"", 45_356.0, "3月"),
        ("yyyy\"年\"", 45_352.0, "2024年"),
        ("yyyy/mm", 45_352.0, "2024/03"),
        ("mmm-yy", 45_352.0, "Mar-24"),
        ("[$-804]aaaa;@", 45_352.0, "星期五"),
        ("m/d h:mm", 45_356.5, "= 2024-03-05 12:00:00"),
        ("yyyy\"年\"m\"月\"d\"日前\"", 45_356.0, "2024年3月5日前"),
        ("[$-804]mmm", 45_352.0, "#FORMAT! 45352 ([$-804]mmm)"),
        ("yyyy\"年\"m\"月\"", 0.0, "#DATE! 0"),
    ]);
    let by_number = |id| Look::of_id(id).number(45_352.0, DateSystem::From1900).to_string();
    let found = [14, 17, 27, 31, 57, 58].map(by_number);
    assert_eq!(found, ["2024-03-01", "Mar-24", "2024年3月", "2024-03-01", "2024年3月", "2024-03-01"]);
    let moment = serial::iso("2024-03-01").unwrap();
    let shown = |code| Look::of_code(code).moment(moment, DateSystem::From1904).to_string();
    assert_eq!(
        ["yyyy\"年\"m\"月\"", "0.0", "0\"人\"", "[=0]\"\";0"].map(shown),
        ["2024年3月", "2024-03-01", "43890人", "2024-03-01"]
    );
}

#[test]
fn texts_are_shown_with_the_words_of_their_section() {
    let shown = |code, text| Look::of_code(code).text(text).to_string();
    for code in ["General", "@", "0\"人\"", ";;;@", "0;-0;0;_ @_ ", "\"是\";;\"否\""] {
        assert_eq!(shown(code, "5"), "5", "{code}");
        assert!(!Look::of_code(code).changes_text(), "{code}");
    }
    assert!(Look::of_code("@\"千\"").changes_text());
    assert_eq!(shown("@\"千\"", "5"), "5千");
    assert_eq!(shown("0;0;0;\"第\"@\"号\"", "5"), "第5号");
    assert_eq!(shown(";;;", "5"), "#HIDDEN! 5");
    assert_eq!(shown(";;;", " "), " ");
}

proptest! {
    #[test]
    fn no_format_and_no_value_is_too_much(
        code in "([0#?.,%/@;!*_ymdhsEeG人元\"\\\\\\[\\]=<>$-]|General|\\[h\\]|\\[>=1\\]|AM/PM){0,12}",
        number in prop::num::f64::ANY,
        text in ".{0,4}",
    ) {
        let look = Look::of_code(&code);
        for system in [DateSystem::From1900, DateSystem::From1904] {
            let content = look.number(number, system);
            prop_assert!(!matches!(content, Content::Number(shown) if shown != number), "{code}");
        }
        prop_assert!(look.text(&text).to_string().len() < 5_000);
    }

    #[test]
    fn plain_formats_give_the_number_back(
        code in "(_ \\* )?[$¥]?(#,##)?0(\\.0{1,4})?(_\\))?(;\\[Red\\](-|\\()0\\)?)?",
        number in -1e15..1e15,
    ) {
        prop_assert_eq!(Look::of_code(&code).number(number, DateSystem::From1900), Content::Number(number));
    }

    #[test]
    fn numbers_with_words_keep_fifteen_digits(number in -1e12..1e12) {
        let Content::Text(text) = Look::of_code("0\"人\"").number(number, DateSystem::From1900) else { panic!() };
        let fifteen: f64 = format!("{number:.14e}").parse().unwrap();
        prop_assert_eq!(text.trim_end_matches('人').parse::<f64>().unwrap(), fifteen);
    }
}

#[test]
fn a_format_may_leave_out_the_year_of_days() {
    for code in ["m\"月\"d\"日\"", "d-mmm", "mm-dd", "m/d", "[$-804]m\"月\"d\"日\";@", "m/d h:mm"] {
        assert!(Look::of_code(code).leaves_out_year(), "{code}");
    }
    for code in ["yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"", "h:mm", "0.00", "mmm-yy", "[$-411]ge.m.d", ";;;"] {
        assert!(!Look::of_code(code).leaves_out_year(), "{code}");
    }
    assert!(
        Look::of_id(16).leaves_out_year() && Look::of_id(58).leaves_out_year() && !Look::of_id(14).leaves_out_year()
    );
}
