//! What the command line says of itself: every command and every argument, in both languages.

use super::Phrase;

/// What is said of a command.
#[derive(Debug, Clone, Copy)]
pub struct Wording {
    /// The command's name; empty for the program.
    pub command: &'static str,
    /// What it does.
    pub about: Phrase,
    /// What follows its help: examples, what else is good to know.
    pub after: Phrase,
    /// Its arguments by id, without those that every command has.
    pub arguments: &'static [(&'static str, Phrase)],
}

/// The program.
pub const PROGRAM: Wording = Wording {
    command: "",
    about: Phrase {
        zh: "把各单位报送的 Excel 填报表汇总成数据、工作簿、图和报告",
        en: "Turns the Excel returns of many reporting units into figures, workbooks, charts and reports",
    },
    after: Phrase {
        zh: "示例：
  canvass run queries/central-survey
  canvass run queries/central-survey --lang en --period 2024 --out published
  canvass check queries/central-survey --returns 收件箱 --returns 补报.zip
  canvass query queries/central-survey \"SELECT name, system FROM returns WHERE NOT plan_made\"
  canvass new my-survey && canvass run my-survey

退出状态：0 完成；1 完成，但有达到 --fail-on 级别的问题项；2 用法或调查定义有误；3 没有编制成果。
语言：命令行上有 --lang 时以它为准，否则按系统语言。",
        en: "Examples:
  canvass run queries/central-survey
  canvass run queries/central-survey --lang en --period 2024 --out published
  canvass check queries/central-survey --returns inbox --returns late.zip
  canvass query queries/central-survey \"SELECT name, system FROM returns WHERE NOT plan_made\"
  canvass new my-survey && canvass run my-survey

Exit status: 0 done; 1 done, with findings at or above --fail-on; 2 wrong usage or survey; 3 nothing published.
This help is Chinese with --lang zh, or where the system's language is Chinese.",
    },
    arguments: &[],
};

/// The commands.
pub const COMMANDS: &[Wording] = &[
    Wording {
        command: "run",
        about: Phrase { zh: "读取、审核、统计并编制成果", en: "Read, check, compute and publish" },
        after: Phrase {
            zh: "示例：
  canvass run queries/central-survey
  canvass run queries/central-survey --returns 收件箱 --period 2024 --out published
  canvass run queries/central-survey --units U05,U12

成果放在 输出文件夹/调查标识/报告期/ 下；编制中断时，原有成果保持完整。",
            en: "Examples:
  canvass run queries/central-survey --lang en
  canvass run queries/central-survey --returns inbox --period 2024 --out published
  canvass run queries/central-survey --units U05,U12

The publication is written to OUT/SURVEY-ID/PERIOD/; the previous one stays whole if a run is interrupted.",
        },
        arguments: &[
            SURVEY,
            RETURNS,
            PERIOD,
            DATE,
            STRUCTURE,
            LANG,
            FILE_SIZE,
            READ_SECONDS,
            READ_MEMORY,
            OUT,
            AUDIENCE,
            UNITS,
            FAIL_ON,
        ],
    },
    Wording {
        command: "check",
        about: Phrase {
            zh: "只读取和审核，问题项显示在屏幕上并写入文件",
            en: "Read and check only: findings on the screen and as files",
        },
        after: Phrase {
            zh: "示例：
  canvass check queries/central-survey --returns 收件箱 --fail-on query
  canvass check queries/central-survey --format json > findings.json",
            en: "Examples:
  canvass check queries/central-survey --returns inbox --fail-on query
  canvass check queries/central-survey --format json > findings.json",
        },
        arguments: &[
            SURVEY,
            RETURNS,
            PERIOD,
            DATE,
            STRUCTURE,
            LANG,
            FILE_SIZE,
            READ_SECONDS,
            READ_MEMORY,
            OUT,
            FAIL_ON,
            ("format", Phrase { zh: "问题项的输出格式", en: "How findings are printed" }),
        ],
    },
    Wording {
        command: "query",
        about: Phrase { zh: "用 SQL 查询汇总后的数据", en: "Put an SQL question to the consolidated tables" },
        after: Phrase {
            zh:
                "可查询的表：returns、answers、units、figures、members、names、changes、findings、ledger、items、codes、
attributes、quotas、spans、lists、comparison，以及各张一行一条的表（按标识）。
示例：
  canvass query queries/central-survey \"SELECT system, COUNT(*) AS n FROM returns GROUP BY system\"",
            en: "Tables: returns, answers, units, figures, members, names, changes, findings, ledger, items, codes,
attributes, quotas, spans, lists, comparison, and every repeating table by its id.
Example:
  canvass query queries/central-survey \"SELECT system, COUNT(*) AS n FROM returns GROUP BY system\"",
        },
        arguments: &[
            SURVEY,
            ("sql", Phrase { zh: "查询语句", en: "The question" }),
            RETURNS,
            PERIOD,
            DATE,
            STRUCTURE,
            LANG,
            FILE_SIZE,
            READ_SECONDS,
            READ_MEMORY,
            ("format", Phrase { zh: "查询结果的输出格式", en: "How rows are printed" }),
        ],
    },
    Wording {
        command: "new",
        about: Phrase { zh: "建立一套可以直接运行的调查", en: "Make a starter survey that runs" },
        after: Phrase {
            zh: "示例：\n  canvass new my-survey && canvass run my-survey",
            en: "Example:\n  canvass new my-survey --lang en && canvass run my-survey",
        },
        arguments: &[
            (
                "folder",
                Phrase {
                    zh: "要建立的文件夹；必须不存在或是空的",
                    en: "The folder to make; it must not exist, or be empty",
                },
            ),
            ("lang", Phrase { zh: "这套调查的语言", en: "The language of the starter survey" }),
        ],
    },
    Wording {
        command: "schema",
        about: Phrase {
            zh: "输出 survey.toml 的 JSON Schema，供编辑器使用",
            en: "Print the JSON Schema of survey.toml, for editors",
        },
        after: Phrase {
            zh: "示例：
  canvass schema > survey.schema.json
在 survey.toml 第一行写上 #:schema ./survey.schema.json，编辑器即可补全和检查各个键。",
            en: "Example:
  canvass schema > survey.schema.json
With #:schema ./survey.schema.json on the first line of survey.toml, editors complete and check its keys.",
        },
        arguments: &[],
    },
    Wording {
        command: "completions",
        about: Phrase { zh: "输出命令行补全脚本", en: "Print a completion script for a shell" },
        after: Phrase {
            zh: "示例：\n  canvass completions bash > ~/.local/share/bash-completion/completions/canvass",
            en: "Example:\n  canvass completions bash > ~/.local/share/bash-completion/completions/canvass",
        },
        arguments: &[("shell", Phrase { zh: "哪一种命令行", en: "The shell" })],
    },
    Wording {
        command: "man",
        about: Phrase { zh: "输出手册页", en: "Print the manual page" },
        after: Phrase {
            zh: "示例：\n  canvass man > canvass.1 && man ./canvass.1",
            en: "Example:\n  canvass man > canvass.1 && man ./canvass.1",
        },
        arguments: &[],
    },
];

/// The arguments that every command has.
pub const EVERYWHERE: &[(&str, Phrase)] = &[
    ("lang", Phrase { zh: "提示和帮助的语言", en: "The language of what is said" }),
    ("quiet", Phrase { zh: "少说：不显示进度和小结", en: "Say less: no progress, no closing summary" }),
    ("verbose", Phrase { zh: "多说：逐个列出文件", en: "Say more: every file" }),
    ("help", Phrase { zh: "显示帮助", en: "Print help" }),
    ("version", Phrase { zh: "显示版本", en: "Print the version" }),
];

const SURVEY: (&str, Phrase) = (
    "survey",
    Phrase {
        zh: "调查：文件夹（如 queries/central-survey）或其中的 survey.toml",
        en: "The survey: a folder such as queries/central-survey, or its survey.toml",
    },
);
const RETURNS: (&str, Phrase) = (
    "returns",
    Phrase {
        zh: "填报表所在的文件夹（逐层查找）、文件或 .zip 压缩包；\n可以多次给出，不给出时用调查中写明的位置",
        en: "Folders (walked), files or .zip archives of returns; may be given more than once; the survey's own folder when left out",
    },
);
const PERIOD: (&str, Phrase) = (
    "period",
    Phrase {
        zh: "报告期，如 2024、2024-S1、2024-Q3、2024-M07；run 可写\n连续各期，如 2025-07..2026-06；不给出时取有填报表的最近一期",
        en: "The period: 2024, 2024-S1, 2024-Q3 or 2024-M07; for run also several in a row, 2025-07..2026-06;
the newest with returns when left out",
    },
);
const STRUCTURE: (&str, Phrase) = (
    "structure",
    Phrase {
        zh: "时间序列按哪一报告期的单位设置列示（合并、拆分前后可比）",
        en: "The period on whose units a series is shown, across mergers and splits",
    },
);
const DATE: (&str, Phrase) = (
    "date",
    Phrase {
        zh: "截止日期，如 2026-07-10：频次要求和清单按该日终了时的情况判定；\n不给出时用调查中写明的日期，否则为报告期最后一天",
        en: "The reference date, such as 2026-07-10, at whose close quotas and lists are judged; the survey's, else the period's last day, when left out",
    },
);
const FILE_SIZE: (&str, Phrase) = (
    "max_file_size",
    Phrase {
        zh: "文件大小上限，超过的退回", en: "The largest file that is read; a larger one is rejected"
    },
);
const READ_SECONDS: (&str, Phrase) = (
    "max_read_seconds",
    Phrase {
        zh: "读取一个非 .xlsx 文件的时限（秒），超过的退回",
        en: "The seconds within which a file other than .xlsx is read; one that takes longer is rejected",
    },
);
const READ_MEMORY: (&str, Phrase) = (
    "max_read_memory",
    Phrase {
        zh: "读取一个非 .xlsx 文件的内存上限，超过的退回",
        en: "The memory with which such a file is read; one that needs more is rejected",
    },
);
const LANG: (&str, Phrase) = (
    "lang",
    Phrase {
        zh: "成果和提示的语言；不给出时用调查中写明的语言",
        en: "The language of everything a reader sees; the survey's when left out",
    },
);
const OUT: (&str, Phrase) = ("out", Phrase { zh: "存放成果的文件夹", en: "The folder in which publications lie" });
const AUDIENCE: (&str, Phrase) = (
    "audience",
    Phrase {
        zh: "供谁阅读：internal 内部（全部），circular 通报，public 公开；\n公开版不出现单位名称，过小的数不予公布，写入 报告期.public/",
        en: "For whom it is published: internal, circular or public; the public edition names no unit and withholds \
             small counts, in PERIOD.public/",
    },
);
const UNITS: (&str, Phrase) = (
    "units",
    Phrase {
        zh: "只编制这些单位（按代码，逗号分隔）各自的文档，写入 报告期.units/，原有成果不动",
        en: "Make only the documents of these units (by code, separated by commas), in PERIOD.units/; the publication \
             stays as it is",
    },
);
const FAIL_ON: (&str, Phrase) = (
    "fail_on",
    Phrase {
        zh: "有这一级别或更严重的问题项时，退出状态为 1：\nerror 强制性错误，query 核实性问题，note 提示\n",
        en: "Exit with status 1 when there are findings of this severity or graver",
    },
);

/// The values that an argument takes, behind its help.
pub const VALUES: Phrase = Phrase { zh: "［可选：{values}］", en: " [one of: {values}]" };
/// What holds when an argument is left out, behind its help.
pub const DEFAULT: Phrase = Phrase { zh: "［默认：{value}］", en: " [default: {value}]" };
/// The heading of the line that shows how a command is typed.
pub const USAGE: Phrase = Phrase { zh: "用法：", en: "Usage: " };
/// The heading of the commands.
pub const SUBCOMMANDS: Phrase = Phrase { zh: "命令：", en: "Commands:" };
/// The heading of the arguments that stand by their place.
pub const POSITIONALS: Phrase = Phrase { zh: "参数：", en: "Arguments:" };
/// The heading of the arguments that stand by their name.
pub const OPTIONS: Phrase = Phrase { zh: "选项：", en: "Options:" };
/// What stands for a command.
pub const COMMAND_PLACE: Phrase = Phrase { zh: "命令", en: "COMMAND" };
/// What stands for options that may be given.
pub const OPTIONS_PLACE: Phrase = Phrase { zh: "[选项]", en: "[OPTIONS]" };

/// The headings of the manual page: as they are made, and as they are printed.
pub const MANUAL_HEADINGS: &[(&str, Phrase)] = &[
    ("NAME", Phrase { zh: "名称", en: "NAME" }),
    ("SYNOPSIS", Phrase { zh: "概述", en: "SYNOPSIS" }),
    ("DESCRIPTION", Phrase { zh: "描述", en: "DESCRIPTION" }),
    ("OPTIONS", Phrase { zh: "选项", en: "OPTIONS" }),
    ("EXTRA", Phrase { zh: "示例与说明", en: "EXAMPLES" }),
];
