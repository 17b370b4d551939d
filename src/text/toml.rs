//! Sentences of what cannot be read in a TOML file: the kinds of mistake that its reader tells of in English.

use super::Lang;
use super::saying::{Saying, sayings};

sayings! {
    unknown_key(name, known): "没有 `{name}` 这个键；此处可用的键：{known}", "unknown key `{name}`; known here: {known}";
    unknown_key_near(name, near, known): "没有 `{name}` 这个键；是不是 `{near}`？此处可用的键：{known}",
        "unknown key `{name}`; did you mean `{near}`? known here: {known}";
    unknown_key_only_near(name, near): "没有 `{name}` 这个键；是不是 `{near}`？",
        "unknown key `{name}`; did you mean `{near}`?";
    no_keys(name): "此处不能写键，却写了 `{name}`", "unknown key `{name}`; no key is known here";
    unknown_word(name, known): "没有 `{name}` 这个取值；此处可用的取值：{known}",
        "unknown word `{name}`; known here: {known}";
    unknown_word_near(name, near, known): "没有 `{name}` 这个取值；是不是 `{near}`？此处可用的取值：{known}",
        "unknown word `{name}`; did you mean `{near}`? known here: {known}";
    missing_key(name): "缺少 `{name}`", "the key `{name}` is missing";
    key_twice(name): "键 `{name}` 重复", "the key `{name}` is there twice";
    wrong_type(found, expected): "写的是{found}，应为{expected}", "{found} is written where {expected} is expected";
    wrong_length(n, expected): "有 {n} 项，应为{expected}", "{n} entries are written where {expected} is expected";
    no_form(): "不是此处可用的写法；参见 canvass schema", "written in no form that is known here; see canvass schema";
    text_without_languages(): "文字要写 `zh`、`en` 或两者都写", "a text without `zh` and `en`";
    no_exact_number(written): "`{written}` 不是可以精确计算的数；请写成 2、0.5、\"1/3\" 或 \"40 %\"，小数不超过 6 位",
        "`{written}` is no number that can be reckoned with; write 2, 0.5, \"1/3\" or \"40 %\", at most six decimals";
    cannot_read(detail): "无法读取（{detail}）", "{detail}";

    a_text(value): "文本 {value}", "the text {value}";
    a_number(value): "数 {value}", "the number {value}";
    a_truth(value): "真假值 {value}", "{value}";
    a_list(): "列表 `[…]`", "a list `[…]`";
    a_table(): "表 `{{…}}`", "a table `{{…}}`";
    some_text(): "文本", "a text";
    some_texts(): "文本或 `{{ zh = \"…\", en = \"…\" }}`", "a text, or `{{ zh = \"…\", en = \"…\" }}`";
    some_number(): "数", "a number";
    some_whole_number(): "整数", "a whole number";
    some_whole_number_from_0(): "不小于 0 的整数", "a whole number from 0";
    some_truth(): " `true` 或 `false`", "`true` or `false`";
    some_word(): "引号中的一个取值", "a word in quotes";
}

/// What the reader of TOML says of signs that are out of place, by how its sentence begins.
const SYNTAX: &[(&str, &str)] = &[
    ("duplicate key", "键重复"),
    ("missing assignment", "键和值之间缺少 `=`"),
    ("key with no value", "键后面没有写值"),
    ("missing value", "`=` 后面没有写值"),
    ("missing key", "缺少键名"),
    ("extra `=`", "多了一个 `=`"),
    ("extra assignment", "多了一个 `=`"),
    ("unexpected `=`", "列表中不能有 `=`"),
    ("extra comma", "多了一个逗号"),
    ("missing comma", "各项之间缺少逗号"),
    ("unclosed array table", "缺少收尾的 `]]`"),
    ("unclosed table", "缺少收尾的 `]`"),
    ("unclosed inline table", "缺少收尾的 `}`"),
    ("unclosed array", "缺少收尾的 `]`"),
    ("missing array opening", "缺少开头的 `[`"),
    ("missing inline table opening", "缺少开头的 `{`"),
    ("missing table open", "缺少开头的 `[`"),
    ("missing opening quote", "缺少开头的引号"),
    ("string values must be quoted", "文本要加半角引号"),
    ("invalid basic string", "文本没有写完或引号不配对"),
    ("invalid literal string", "文本没有写完或引号不配对"),
    ("invalid multi-line", "多行文本没有写完或引号不配对"),
    ("invalid string", "文本没有写完或引号不配对"),
    ("missing escaped value", "`\\` 后面的转义写法不对；路径请用 `/`"),
    ("too few unicode", "`\\u` 后面的位数不够"),
    ("keys cannot be multi-line", "键名不能分行写"),
    ("unquoted keys cannot be empty", "缺少键名"),
    ("invalid unquoted key", "键名只能用字母、数字、`_` 和 `-`，其他字符要加引号"),
    ("invalid key", "键名写法不对"),
    ("cannot extend", "此键已经有值，不能再写下一级"),
    ("unexpected content", "此处有多余的内容"),
    ("unexpected key or value", "此处有多余的内容"),
    ("invalid comment character", "注释中有不能用的控制字符"),
    ("carriage return", "换行符不完整"),
    ("unexpected leading zero", "数的前面不能有多余的 0"),
    ("`_` may only go", "`_` 只能写在数字之间"),
    ("invalid integer", "整数写法不对"),
    ("invalid float", "小数写法不对"),
    ("invalid mantissa", "小数写法不对"),
    ("invalid fraction", "小数写法不对"),
    ("invalid exponent", "小数写法不对"),
    ("invalid date-time", "日期写法不对"),
    ("invalid boolean", "应为 `true` 或 `false`"),
    ("invalid value", "值的写法不对；文本要加半角引号"),
];

/// A mistake in the signs of TOML: its kind in Chinese where it is known, with the reader's own words.
pub fn wrong_syntax(message: &str) -> Option<Saying> {
    let (_, what) = SYNTAX.iter().find(|(begins, _)| message.starts_with(begins))?;
    Some(Saying::of(|lang| match lang {
        Lang::Zh => format!("{what}（{message}）"),
        Lang::En => message.to_string(),
    }))
}
