//! What is said of a definition that cannot be read: the sentences of the TOML reader and of serde, in both languages.
//!
//! They come as English sentences only. Their kinds are recognised and told anew, with what was probably meant; of
//! signs that are out of place the kind is told in Chinese and the reader's own words are kept beside it.

use super::expression::nearest;
use crate::text::saying::Saying;
use crate::text::{survey, toml as say};

/// The most keys that are listed beside the one that was probably meant.
const MOST_LISTED: usize = 12;

/// The sentence of the reader in both languages.
pub fn saying(message: &str) -> Saying {
    let message = message.trim().replace('\n', "; ");
    let known = [unknown_name, missing_or_twice, wrong_type, of_ours, say::wrong_syntax];
    known.iter().find_map(|tell| tell(&message)).unwrap_or_else(|| say::cannot_read(&message))
}

/// ``unknown field `requred`, expected one of `id`, `required` `` and the same of variants.
fn unknown_name(message: &str) -> Option<Saying> {
    let is_key = message.starts_with("unknown field `");
    let rest = message.strip_prefix(if is_key { "unknown field `" } else { "unknown variant `" })?;
    let (name, expected) = rest.split_once('`')?;
    let known = quoted(expected);
    let list: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    Some(match (is_key, nearest(name, known.iter().copied())) {
        (true, _) if known.is_empty() => say::no_keys(name),
        (true, Some(near)) if known.len() > MOST_LISTED => say::unknown_key_only_near(name, near),
        (true, Some(near)) => say::unknown_key_near(name, near, list),
        (true, None) => say::unknown_key(name, list),
        (false, Some(near)) => say::unknown_word_near(name, near, list),
        (false, None) => say::unknown_word(name, list),
    })
}

fn missing_or_twice(message: &str) -> Option<Saying> {
    let named = |kind: &str| message.strip_prefix(kind).map(|rest| rest.trim_matches('`').to_string());
    let missing = named("missing field ").map(say::missing_key);
    missing.or_else(|| named("duplicate field ").map(say::key_twice))
}

/// `invalid type: string "x", expected u32`
fn wrong_type(message: &str) -> Option<Saying> {
    if let Some(rest) = message.strip_prefix("invalid length ") {
        let (n, what) = rest.split_once(", expected ")?;
        return Some(say::wrong_length(n, expected(what)));
    }
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    let (is, what) = rest.split_once(", expected ")?;
    Some(say::wrong_type(found(is), expected(what)))
}

/// What stands there: `string "x"`, ``integer `5` ``, `sequence`, `map`.
fn found(words: &str) -> Saying {
    match words.split_once(' ') {
        Some(("string", value)) => say::a_text(value),
        Some(("integer" | "float", value)) => say::a_number(value),
        Some(("floating", value)) => say::a_number(value.trim_start_matches("point ")),
        Some(("boolean", value)) => say::a_truth(value),
        _ if words == "sequence" => say::a_list(),
        _ if words == "map" => say::a_table(),
        _ => Saying::same(words),
    }
}

/// What should stand there, by serde's words for it.
fn expected(words: &str) -> Saying {
    match words {
        "a string" | "str" | "borrowed string" | "string" => say::some_text(),
        "a boolean" => say::some_truth(),
        "a sequence" => say::a_list(),
        "a map" => say::a_table(),
        "string or table" | "variant identifier" => say::some_word(),
        "u8" | "u16" | "u32" | "u64" | "usize" | "u128" => say::some_whole_number_from_0(),
        "i8" | "i16" | "i32" | "i64" | "isize" | "i128" => say::some_whole_number(),
        "f32" | "f64" => say::some_number(),
        words if words.starts_with("a text, or {") => say::some_texts(),
        words if words.starts_with("struct ") || words.starts_with("map") => say::a_table(),
        words if words.starts_with("enum ") => say::some_word(),
        words => Saying::same(words),
    }
}

/// Sentences of our own kinds of values, which reach the reader in English.
fn of_ours(message: &str) -> Option<Saying> {
    let named = message.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    match named {
        Some((written, rest)) if rest.starts_with(" is no period") => Some(survey::no_period(written)),
        Some((written, rest)) if rest.starts_with(" is no number that can be reckoned") => {
            Some(say::no_exact_number(written))
        }
        _ if message == say::text_without_languages().to_string() => Some(say::text_without_languages()),
        _ if message.starts_with("data did not match any variant") => Some(say::no_form()),
        _ => None,
    }
}

/// The names between backticks.
fn quoted(words: &str) -> Vec<&str> {
    words.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::index::Index;
    use crate::survey::{Item, Range, Survey};
    use crate::text::Lang;

    /// What is said of an item with the line.
    fn of_item(line: &str) -> [String; 2] {
        let text = format!("id = 'a'\nkind = 'text'\nlabel = 'A'\n{line}");
        let error = toml::from_str::<Item>(&text).expect_err("the item is wrong");
        told(error.message())
    }

    fn told(message: &str) -> [String; 2] {
        [Lang::Zh, Lang::En].map(|lang| saying(message).get(lang).to_string())
    }

    #[test]
    fn a_misspelt_key_is_told_with_the_one_that_was_meant() {
        let [zh, en] = of_item("requred = true");
        assert_eq!(zh, "没有 `requred` 这个键；是不是 `required`？");
        assert_eq!(en, "unknown key `requred`; did you mean `required`?");
        // Where there are few keys, or none is near, they are listed.
        let error = toml::from_str::<Range>("item = 'a'\nmni = 1").expect_err("the range is wrong");
        assert_eq!(told(error.message())[0], "没有 `mni` 这个键；是不是 `min`？此处可用的键：`item`、`min`、`max`");
        assert!(of_item("xyzzy = 1")[0].starts_with("没有 `xyzzy` 这个键；此处可用的键：`id`、`kind`、"));
    }

    #[test]
    fn values_of_another_kind_are_told_with_what_is_expected() {
        assert_eq!(
            of_item("required = 'yes'"),
            [
                "写的是文本 \"yes\"，应为 `true` 或 `false`",
                "the text \"yes\" is written where `true` or `false` is expected"
            ]
        );
        assert_eq!(of_item("labels = 'x'")[0], "写的是文本 \"x\"，应为列表 `[…]`");
        assert_eq!(of_item("unit = 5")[0], "写的是数 `5`，应为文本或 `{ zh = \"…\", en = \"…\" }`");
        assert_eq!(of_item("seek = ['up']")[0], "没有 `up` 这个取值；此处可用的取值：`right`、`below`");
        assert_eq!(of_item("unit = {}")[0], "文字要写 `zh`、`en` 或两者都写");
    }

    #[test]
    fn what_is_missing_is_told() {
        let error = toml::from_str::<Survey>("title = 'A'").expect_err("nearly all is missing");
        assert_eq!(told(error.message()), ["缺少 `id`", "the key `id` is missing"]);
        let error = toml::from_str::<Index>("id = 'x'\nmove_weights = 'much'").expect_err("this is no number");
        assert!(told(error.message())[0].starts_with("`much` 不是可以精确计算的数"), "{}", error.message());
    }

    #[test]
    fn signs_out_of_place_keep_the_readers_own_words() {
        for (text, zh) in [
            ("a = 1\na = 2", "键重复"),
            ("a = [1, 2", "缺少收尾的 `]`"),
            ("a = hello", "文本要加半角引号"),
            ("a", "键后面没有写值"),
            ("a = \"x", "文本没有写完或引号不配对"),
            ("[t", "缺少收尾的 `]`"),
            ("a = “x”", "文本要加半角引号"),
        ] {
            let error = toml::from_str::<toml::Table>(text).expect_err("this is no TOML");
            let [told, own] = told(error.message());
            assert_eq!(told, format!("{zh}（{}）", error.message()), "{text}");
            assert_eq!(own, error.message());
        }
    }

    #[test]
    fn a_sentence_that_nobody_foresaw_is_kept() {
        assert_eq!(told("the moon is full"), ["无法读取（the moon is full）", "the moon is full"]);
    }
}
