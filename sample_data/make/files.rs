//! Which file each unit sends, how it is named, drawn and filled in.

use canvass::text::Lang;
use chrono::{Days, NaiveDate};

use crate::form::{Guide, Head, Labels, Layout, SENT_OUT};
use crate::manner::{Date, Manner, NotRelevant, Number, PLAIN, Percent, Ways, YesNo};
use crate::seed::Seed;
use crate::units::Unit;

/// A file with one return.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name; the ending tells the format.
    pub name: String,
    /// The code of the unit that sends it.
    pub unit: String,
    /// How it is filled in.
    pub manner: Manner,
    /// How it is drawn.
    pub layout: Layout,
    /// How the unit names itself.
    pub identity: Identity,
}

/// How a unit names itself in the form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Identity {
    /// By code and name.
    Full,
    /// By its name alone.
    Name,
    /// By its former name alone.
    Former,
    /// By its short name alone.
    Alias,
    /// By code and name, without the period.
    NoPeriod,
}

impl File {
    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(&self.name, |(stem, _)| stem)
    }

    /// The file's ending.
    pub fn ending(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// The identity block of the form.
    pub fn head(&self, unit: &Unit, year: i32) -> Head {
        let aliases = unit.alias.split('；').next_back().unwrap_or_default();
        let name = match self.identity {
            Identity::Former => unit.former,
            Identity::Alias => aliases,
            _ if self.layout.lang == Lang::En => aliases,
            _ => unit.name_in(year),
        };
        let coded = matches!(self.identity, Identity::Full | Identity::NoPeriod);
        Head {
            name: name.to_string(),
            code: if coded { unit.code.clone() } else { String::new() },
            year: (self.identity != Identity::NoPeriod).then_some(year),
            dated: Some(dated(&unit.code, year)),
            contact: contact(&unit.code, self.layout.lang).to_string(),
        }
    }
}

/// The date of a return: in January of the next year, one of them after the due day.
pub fn dated(code: &str, year: i32) -> NaiveDate {
    let january = NaiveDate::from_ymd_opt(year + 1, 1, 6).expect("a day in January");
    match code {
        "U21" if year == 2024 => january + Days::new(35),
        "U32" | "U33" => january + Days::new(9),
        _ => january + Days::new(Seed::of(&format!("{code}-{year}")).below(25)),
    }
}

fn contact(code: &str, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => Seed::of(code).choose(&["办公室综合处", "综合处", "办公室", "秘书处", "人事处", "机关党委"]),
        Lang::En => "General Office",
    }
}

fn file(name: &str, unit: &str, manner: Manner, layout: Layout) -> File {
    File { name: name.to_string(), unit: unit.to_string(), manner, layout, identity: Identity::Full }
}

impl File {
    fn by(self, identity: Identity) -> File {
        File { identity, ..self }
    }
}

const WORDS: NotRelevant = NotRelevant::Words;
const NO: NotRelevant = NotRelevant::No;

/// The files of single units for 2024, in protocol order; the academies come in one roster.
pub fn of_2024() -> Vec<File> {
    [party(), government(), mass_and_news()].concat()
}

fn party() -> Vec<File> {
    vec![
        file("综合协调部_落实情况一览表.xlsx", "U01", PLAIN, SENT_OUT),
        file(
            "组织联络部.xlsx",
            "U02",
            Manner { yes_no: YesNo::Wide, date: Date::Slashes, percent: Percent::Wide, not_relevant: NO, ..PLAIN },
            Layout { labels: Labels::Spaced, ..SENT_OUT },
        ),
        file(
            "宣教指导部落实情况一览表.xlsx",
            "U03",
            Manner { yes_no: YesNo::Boxes, date: Date::Chinese, percent: Percent::Sign, ways: Ways::Boxes, ..PLAIN },
            SENT_OUT,
        ),
        file(
            "附件1：基层联络部.xlsx",
            "U04",
            Manner { yes_no: YesNo::Brackets, date: Date::Dots, percent: Percent::Bare, ways: Ways::Lines, ..PLAIN },
            SENT_OUT,
        ),
        file(
            "05决策调研室.xlsx",
            "U05",
            Manner { yes_no: YesNo::Marks, date: Date::Dashes, percent: Percent::Words, not_relevant: WORDS, ..PLAIN },
            SENT_OUT,
        ),
        file(
            "史料整编室（报送稿）.xlsx",
            "U06",
            Manner { yes_no: YesNo::Letters, date: Date::Compact, percent: Percent::Vague, ways: Ways::Short, ..PLAIN },
            SENT_OUT,
        ),
        file("U07.xls", "U07", Manner { not_relevant: NO, ..PLAIN }, SENT_OUT),
        file(
            "来信办理局.xlsx",
            "U08",
            Manner { yes_no: YesNo::Started, not_relevant: WORDS, ways: Ways::Short, ..PLAIN },
            SENT_OUT,
        )
        .by(Identity::NoPeriod),
        file(
            "机关保障局(2).xlsx",
            "U09",
            Manner { yes_no: YesNo::Digits, not_relevant: NO, ..PLAIN },
            Layout { guide: Guide::Last, ..SENT_OUT },
        ),
    ]
}

fn government() -> Vec<File> {
    vec![
        file("资源统筹局_落实情况一览表.xlsx", "U10", Manner { number: Number::Persons, ..PLAIN }, SENT_OUT),
        file(
            "工业规划局_落实情况一览表.xlsx",
            "U11",
            Manner { date: Date::Chinese, not_relevant: WORDS, ..PLAIN },
            SENT_OUT,
        )
        .by(Identity::Former),
        file("公共服务局.xlsm", "U12", Manner { ways: Ways::Lines, ..PLAIN }, SENT_OUT),
        file("城乡营造局.xlsx", "U13", Manner { date: Date::Dashes, percent: Percent::Sign, ..PLAIN }, SENT_OUT),
        file(
            "水土保育局落实情况.xlsx",
            "U14",
            Manner { yes_no: YesNo::Remarked, date: Date::Numerals, number: Number::Chinese, ..PLAIN },
            SENT_OUT,
        ),
        file("2024年落实情况一览表-交通调度局.xls", "U15", Manner { yes_no: YesNo::Marks, ..PLAIN }, SENT_OUT),
        file(
            "附件1：落实情况一览表(2).xlsx",
            "U16",
            Manner { yes_no: YesNo::Remarked, date: Date::Slashes, ..PLAIN },
            Layout { rows_above: 3, ..SENT_OUT },
        ),
        file("科研资助局.ods", "U17", Manner { not_relevant: WORDS, ..PLAIN }, SENT_OUT),
        file("环境监看局_修订.xlsx", "U18", PLAIN, SENT_OUT),
        file(
            "计量检定局.xlsx",
            "U19",
            Manner { date: Date::Dots, ..PLAIN },
            Layout { columns_left: 1, hidden_last_year: true, ..SENT_OUT },
        ),
        file("数据汇集局.xlsx", "U39", PLAIN, Layout { from_1904: true, ..SENT_OUT }),
        file("储备调运局补报.xlsx", "U21", Manner { number: Number::Wide, not_relevant: NO, ..PLAIN }, SENT_OUT),
        file(
            "灾害预防局.xlsx",
            "U22",
            Manner { not_relevant: WORDS, ..PLAIN },
            Layout { sheet: "Sheet1", guide: Guide::First, ..SENT_OUT },
        ),
        file("文化传承局.xls", "U23", Manner { date: Date::Chinese, percent: Percent::Sign, ..PLAIN }, SENT_OUT),
        file(
            "档案修护局.xlsx",
            "U24",
            Manner { date: Date::Dashes, percent: Percent::Bare, not_relevant: NO, ..PLAIN },
            Layout { labels: Labels::Numbered, ..SENT_OUT },
        ),
    ]
}

fn mass_and_news() -> Vec<File> {
    vec![
        file("职工互助会.xlsx", "U25", Manner { number: Number::Text, date: Date::Compact, ..PLAIN }, SENT_OUT),
        file("青年志愿会落实情况一览表.xlsx", "U26", Manner { yes_no: YesNo::Have, ..PLAIN }, SENT_OUT)
            .by(Identity::Alias),
        file("妇女发展会.ods", "U27", Manner { yes_no: YesNo::Boxes, ways: Ways::Boxes, ..PLAIN }, SENT_OUT),
        file(
            "科学传习会.xlsx",
            "U28",
            Manner { date: Date::Dots, ways: Ways::Short, ..PLAIN },
            Layout { open_below: true, labels: Labels::Broken, ..SENT_OUT },
        ),
        file("文艺联谊会.xlsx", "U29", Manner { percent: Percent::Words, not_relevant: WORDS, ..PLAIN }, SENT_OUT)
            .by(Identity::Name),
        file(
            "邻里关爱会_落实情况一览表.xlsx",
            "U30",
            Manner { number: Number::Text, not_relevant: NO, ..PLAIN },
            Layout { rows_above: 1, columns_left: 2, ..SENT_OUT },
        ),
        file("远山日报社.xlsx", "U31", Manner { date: Date::Slashes, percent: Percent::Sign, ..PLAIN }, SENT_OUT),
        file("清流广播台.xlsx", "U32", Manner { not_relevant: WORDS, ..PLAIN }, SENT_OUT),
        file("云桥通讯社.xlsx", "U33", Manner { not_relevant: WORDS, ..PLAIN }, SENT_OUT),
        file(
            "海平线杂志社 (English form).xlsx",
            "U34",
            Manner { yes_no: YesNo::English, date: Date::English, not_relevant: NO, ..PLAIN },
            Layout { lang: Lang::En, sheet: "Form", ..SENT_OUT },
        ),
    ]
}

/// The file of a unit for 2023: one folder, one manner of naming.
pub fn of_2023(unit: &Unit) -> File {
    let code = unit.code.as_str();
    let mut seed = Seed::of(code);
    let manner = Manner {
        yes_no: seed.choose(&[YesNo::Words, YesNo::Words, YesNo::Words, YesNo::Marks, YesNo::Have]),
        date: seed.choose(&[Date::Cell, Date::Cell, Date::Chinese, Date::Dashes]),
        not_relevant: seed.choose(&[NotRelevant::Blank, NO, WORDS]),
        ..PLAIN
    };
    let ending = if code == "U20" { "xls" } else { "xlsx" };
    file(&format!("{code}_{}.{ending}", unit.name_in(2023)), code, manner, SENT_OUT)
}
