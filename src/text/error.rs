//! Sentences of what stops a run.

use super::Phrase;

/// What stands before the message.
pub const ERROR: Phrase = Phrase { zh: "错误：{message}", en: "error: {message}" };
/// The survey's folder or file is not there.
pub const NO_SUCH_SURVEY: Phrase = Phrase {
    zh: "{path}：没有这个文件夹或文件\n  提示：指明调查所在的文件夹，如 queries/central-survey；canvass new 可建立新的调查",
    en: "{path}: there is no such folder or file\n  hint: name a survey such as queries/central-survey; canvass new makes one",
};
/// The folder holds no definition.
pub const NO_DEFINITION: Phrase = Phrase {
    zh: "{path}：文件夹里没有 survey.toml\n  提示：指明调查所在的文件夹，如 queries/central-survey；canvass new 可建立新的调查",
    en: "{path}: the folder holds no survey.toml\n  hint: name a survey such as queries/central-survey; canvass new makes one",
};
/// A query that cannot be run.
pub const QUERY: Phrase = Phrase { zh: "查询 {name}：{message}", en: "query {name}: {message}" };
/// A query typed on the command line that cannot be run.
pub const TYPED_QUERY: Phrase = Phrase { zh: "查询语句：{message}", en: "query: {message}" };
/// More than one mistake in a survey's files; they follow, a line each.
pub const PROBLEMS: Phrase =
    Phrase { zh: "调查文件中有 {n} 处错误\n{problems}", en: "{n} mistakes in the survey's files\n{problems}" };
/// What concerns a whole file.
pub const OF_FILE: Phrase = Phrase { zh: "{file}：{message}", en: "{file}: {message}" };
/// The program or a library of it fails.
pub const FAILED: Phrase = Phrase {
    zh: "程序内部错误：{detail}\n  提示：不是填报表或调查定义的问题，请把这条信息告知程序维护人员",
    en: "internal error: {detail}\n  hint: neither the returns nor the survey are to blame; tell those who maintain the program",
};
/// Another run holds the publication.
pub const BUSY: Phrase = Phrase {
    zh: "另一次运行正在写入同一份成果：{holder}（{lock}）\n  提示：等它结束后再运行，或用 --out 另指输出文件夹",
    en: "another run is writing here: {holder} ({lock})\n  hint: wait until it has ended, or name another folder with --out",
};
/// A file cannot be read or written: what happened, what to do.
pub const CAUSE: Phrase = Phrase { zh: "{what}\n  提示：{remedy}", en: "{what}\n  hint: {remedy}" };
/// A file cannot be read or written for a reason that the system alone knows.
pub const CAUSE_OTHER: Phrase = Phrase { zh: "无法读写（{detail}）", en: "cannot be read or written ({detail})" };

/// There is no such file: what happened, and what to do.
pub const NOT_FOUND: [Phrase; 2] = [
    Phrase { zh: "没有这个文件或文件夹", en: "there is no such file or folder" },
    Phrase { zh: "核对路径和文件名", en: "check the path and the name" },
];
/// The user may not.
pub const DENIED: [Phrase; 2] = [
    Phrase { zh: "没有读写权限", en: "permission denied" },
    Phrase {
        zh: "请管理员开通权限，或换一个有权限的文件夹（输出文件夹用 --out 指明）",
        en: "ask for the right to it, or name another folder (for the output with --out)",
    },
];
/// A file stands where a folder is wanted.
pub const NO_FOLDER: [Phrase; 2] = [
    Phrase { zh: "这里应是文件夹，却是文件", en: "a file stands where a folder is wanted" },
    Phrase { zh: "移走这个文件，或另指文件夹", en: "move the file away, or name another folder" },
];
/// A folder stands where a file is wanted.
pub const NO_FILE: [Phrase; 2] = [
    Phrase { zh: "这里应是文件，却是文件夹", en: "a folder stands where a file is wanted" },
    Phrase { zh: "核对路径和文件名", en: "check the path and the name" },
];
/// There is no room.
pub const FULL: [Phrase; 2] = [
    Phrase { zh: "磁盘空间不足", en: "the disk is full" },
    Phrase {
        zh: "腾出空间后重新运行，或用 --out 把成果写到别的磁盘；原有成果没有改动",
        en: "make room and run again, or name a folder on another disk with --out; \
             the previous publication is untouched",
    },
];
/// Nothing may be written there.
pub const READ_ONLY: [Phrase; 2] = [
    Phrase { zh: "所在磁盘只读，不能写入", en: "the disk is read-only" },
    Phrase { zh: "用 --out 另指可以写入的文件夹", en: "name a folder that can be written with --out" },
];
/// Another program holds the file.
pub const IN_USE: [Phrase; 2] = [
    Phrase { zh: "文件正被其他程序占用", en: "the file is in use by another program" },
    Phrase {
        zh: "关闭 Excel、WPS 等程序中打开的文件后重新运行", en: "close it in Excel or elsewhere and run again"
    },
];
/// The content is not text.
pub const NO_TEXT: [Phrase; 2] = [
    Phrase { zh: "不是 UTF-8 编码的文本", en: "this is not UTF-8 text" },
    Phrase { zh: "用编辑器另存为 UTF-8 编码", en: "save it as UTF-8 in an editor" },
];
