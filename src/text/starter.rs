//! Sentences of `canvass new`, and the words on its form.

use super::Phrase;

/// What was made.
pub const MADE: Phrase = Phrase { zh: "已建立 {folder}：", en: "made {folder}:" };
/// What each file is for, by the ending of its name.
pub const PURPOSES: &[(&str, Phrase)] = &[
    ("README.md", Phrase { zh: "怎样改成自己的调查", en: "how to make it your own" }),
    (
        "survey.toml",
        Phrase {
            zh: "填报什么、审核什么、统计什么、发布什么", en: "what is asked, checked, computed and published"
        },
    ),
    (".sql", Phrase { zh: "自己的一张表", en: "a table of its own" }),
    ("report.zh.md", Phrase { zh: "报告模板", en: "the report's template" }),
    ("report.en.md", Phrase { zh: "报告模板", en: "the report's template" }),
    ("units.xlsx", Phrase { zh: "名录库：应报单位", en: "the register: who is asked" }),
    ("form.xlsx", Phrase { zh: "空白填报表，可直接下发", en: "the blank form, to be sent out" }),
];
/// The returns that were made.
pub const RETURNS: Phrase = Phrase {
    zh: "{n} 份填报表；有 1 个单位未报，有 1 份填报有误",
    en: "{n} returns; one unit sent nothing, and one return holds a mistake",
};
/// What to do next.
pub const NEXT: Phrase = Phrase { zh: "接下来：", en: "next:" };
/// The folder holds something.
pub const FOLDER_FILLED: Phrase = Phrase {
    zh: "{folder}：文件夹里已有文件，没有改动\n  提示：另指一个不存在的或空的文件夹",
    en: "{folder}: the folder is not empty, and nothing was changed\n  hint: name a folder that is empty or does not exist",
};
/// A file stands where the folder is wanted.
pub const FOLDER_IS_FILE: Phrase = Phrase {
    zh: "{folder}：这是文件，不是文件夹\n  提示：另指一个不存在的或空的文件夹",
    en: "{folder}: this is a file, not a folder\n  hint: name a folder that is empty or does not exist",
};

/// The name of the register's sheet.
pub const REGISTER: Phrase = Phrase { zh: "名录", en: "Register" };
/// The name of the form's sheet.
pub const FORM: Phrase = Phrase { zh: "填报表", en: "Return" };
/// The title over the form.
pub const FORM_TITLE: Phrase = Phrase { zh: "{period}{title}表", en: "{title}, {period}" };
/// The heading of the running numbers.
pub const NUMBER: Phrase = Phrase { zh: "序号", en: "No." };
/// The heading of the questions.
pub const QUESTION: Phrase = Phrase { zh: "项目", en: "Question" };
/// How the form is to be filled in.
pub const FORM_NOTE: Phrase = Phrase {
    zh: "注：“是否”类项目填“是”或“否”；不适用的项目填“不适用”；隐患一行一条，行数不够可以增加。",
    en: "Notes: answer questions of fact with Yes or No; write n/a where a question does not apply; \
         give each hazard a row of its own and add rows as needed.",
};
