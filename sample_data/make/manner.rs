//! The manners in which people fill in a form: the same answer in many spellings.

use chrono::{Datelike, NaiveDate};

use crate::answers::Answers;

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Nothing.
    Blank,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A share, shown as a percentage.
    Percent(f64),
    /// A day, shown as a date.
    Date(NaiveDate),
}

fn text(words: impl Into<String>) -> Written {
    Written::Text(words.into())
}

/// How one person fills in a form.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Yes and no.
    pub yes_no: YesNo,
    /// Days.
    pub date: Date,
    /// Percentages.
    pub percent: Percent,
    /// Numbers of persons.
    pub number: Number,
    /// Several choices.
    pub ways: Ways,
    /// Questions that do not apply.
    pub not_relevant: NotRelevant,
}

/// The manner that the form's drop-down lists suggest.
pub const PLAIN: Manner = Manner {
    yes_no: YesNo::Words,
    date: Date::Cell,
    percent: Percent::Cell,
    number: Number::Digits,
    ways: Ways::Comma,
    not_relevant: NotRelevant::Blank,
};

/// Spellings of yes and no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum YesNo {
    /// 是, 否.
    Words,
    /// 有, 无.
    Have,
    /// 已开展, 未开展.
    Started,
    /// √, ×.
    Marks,
    /// Y, N.
    Letters,
    /// The numbers 1 and 0.
    Digits,
    /// ☑是 □否.
    Boxes,
    /// 是(√) 否( ).
    Brackets,
    /// Full-width letters and blanks around them.
    Wide,
    /// 是, but where there is a plan, with a remark in the same cell.
    Remarked,
    /// Yes, No.
    English,
}

/// Spellings of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Date {
    /// A date cell.
    Cell,
    /// 2024-3-5.
    Dashes,
    /// 2024/03/05.
    Slashes,
    /// 2024.3.5.
    Dots,
    /// 2024年3月5日.
    Chinese,
    /// 20240305.
    Compact,
    /// 二〇二四年三月五日.
    Numerals,
    /// 5 March 2024.
    English,
}

/// Spellings of a percentage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Percent {
    /// A cell with a percent format.
    Cell,
    /// 95.5%.
    Sign,
    /// ９５．５％.
    Wide,
    /// 95.5 as a bare number.
    Bare,
    /// 百分之九十五.
    Words,
    /// A phrase that no one can count: 基本全覆盖.
    Vague,
}

/// Spellings of a number of persons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A number cell.
    Digits,
    /// 6人.
    Persons,
    /// 三, and 无 for none.
    Chinese,
    /// ２.
    Wide,
    /// A number stored as text.
    Text,
}

/// Ways of ticking several choices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ways {
    /// 会议通报、书面反馈.
    Comma,
    /// 会议；书面, in short words.
    Short,
    /// One a line.
    Lines,
    /// ☑会议通报 □书面反馈 □个别谈话.
    Boxes,
}

/// What is written where a question does not apply.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NotRelevant {
    /// Nothing.
    Blank,
    /// 不适用.
    Words,
    /// No, and zero for a number.
    No,
}

impl Manner {
    /// What a person of this manner writes for an item. Items: those of the central survey.
    pub fn write(&self, item: &str, answers: &Answers) -> Written {
        if !applies(item, answers) {
            return self.write_not_relevant(item);
        }
        match item {
            "plan_date" => answers.plan_date.map_or(Written::Blank, |day| self.date.write(day)),
            "coverage" => answers.coverage.map_or(Written::Blank, |tenths| self.percent.write(tenths)),
            "feedback_ways" => self.ways.write(&answers.ways),
            "cadres_bureau" => self.number.write(answers.cadres(true)),
            "cadres_department" => self.number.write(answers.cadres(false)),
            "main_problems" => words(&answers.problems),
            "suggestions" => words(&answers.suggestions),
            _ => self.yes_no.write(answers.has(item), item, answers.plan_date),
        }
    }

    fn write_not_relevant(&self, item: &str) -> Written {
        let number = item.starts_with("cadres_");
        let yes_no = crate::units::YES_NO.contains(&item);
        match self.not_relevant {
            NotRelevant::Words => text("不适用"),
            NotRelevant::No if number => self.number.write(0),
            NotRelevant::No if yes_no => self.yes_no.write(false, item, None),
            _ => Written::Blank,
        }
    }
}

/// Whether a question applies to a unit with these answers, as the form says.
pub fn applies(item: &str, answers: &Answers) -> bool {
    match item {
        "plan_date" | "decomposed" => answers.has("plan_made"),
        "coverage" => answers.has("decomposed"),
        "fed_back" | "basis_for_decisions" => answers.has("assessed"),
        "feedback_ways" => answers.has("fed_back"),
        "cadres_bureau" | "cadres_department" => answers.has("accountability_used"),
        _ => true,
    }
}

fn words(words: &str) -> Written {
    if words.is_empty() { Written::Blank } else { text(words) }
}

impl YesNo {
    /// Writes yes or no; a remark names the month of the plan.
    pub fn write(self, yes: bool, item: &str, plan: Option<NaiveDate>) -> Written {
        let pick = |of_yes: &str, of_no: &str| text(if yes { of_yes } else { of_no });
        match (self, plan) {
            (YesNo::Remarked, Some(day)) if item == "plan_made" => {
                text(format!("是，{}年{}月印发", day.year(), day.month()))
            }
            (YesNo::Remarked, None) if item == "plan_made" => text("否（正在起草）"),
            (YesNo::Words | YesNo::Remarked, _) => pick("是", "否"),
            (YesNo::Have, _) => pick("有", "无"),
            (YesNo::Started, _) => pick("已开展", "未开展"),
            (YesNo::Marks, _) => pick("√", "×"),
            (YesNo::Letters, _) => pick("Y", "N"),
            (YesNo::Digits, _) => Written::Number(if yes { 1.0 } else { 0.0 }),
            (YesNo::Boxes, _) => pick("☑是  □否", "□是  ☑否"),
            (YesNo::Brackets, _) => pick("是（√） 否（ ）", "是（ ） 否（√）"),
            (YesNo::Wide, _) => pick("　Ｙ", "Ｎ　"),
            (YesNo::English, _) => pick("Yes", "No"),
        }
    }
}

impl Date {
    /// Writes a day.
    pub fn write(self, day: NaiveDate) -> Written {
        let (year, month, date) = (day.year(), day.month(), day.day());
        match self {
            Date::Cell => Written::Date(day),
            Date::Dashes => text(format!("{year}-{month}-{date}")),
            Date::Slashes => text(format!("{year}/{month:02}/{date:02}")),
            Date::Dots => text(format!("{year}.{month}.{date}")),
            Date::Chinese => text(format!("{year}年{month}月{date}日")),
            Date::Compact => text(format!("{year}{month:02}{date:02}")),
            Date::Numerals => text(format!("{}年{}月{}日", digits(year as u32), numeral(month), numeral(date))),
            Date::English => text(day.format("%-d %B %Y").to_string()),
        }
    }
}

impl Percent {
    fn write(self, tenths: u32) -> Written {
        let number = f64::from(tenths) / 10.0;
        match self {
            Percent::Cell => Written::Percent(f64::from(tenths) / 1000.0),
            Percent::Words if tenths.is_multiple_of(10) && tenths < 1000 => {
                text(format!("百分之{}", numeral(tenths / 10)))
            }
            Percent::Sign | Percent::Words => text(format!("{number}%")),
            Percent::Wide => text(wide(&format!("{number}%"))),
            Percent::Bare => Written::Number(number),
            Percent::Vague => text("基本全覆盖"),
        }
    }
}

impl Number {
    fn write(self, persons: u32) -> Written {
        match self {
            Number::Digits => Written::Number(f64::from(persons)),
            Number::Persons => text(format!("{persons}人")),
            Number::Chinese if persons == 0 => text("无"),
            Number::Chinese => text(numeral(persons)),
            Number::Wide => text(wide(&persons.to_string())),
            Number::Text => text(persons.to_string()),
        }
    }
}

impl Ways {
    fn write(self, ways: &[usize]) -> Written {
        const LABELS: [&str; 3] = ["会议通报", "书面反馈", "个别谈话"];
        const SHORT: [&str; 3] = ["会议", "书面", "谈话"];
        let chosen = |words: &[&str; 3]| ways.iter().map(|way| words[*way].to_string()).collect::<Vec<_>>();
        let boxes = (0..3).map(|way| format!("{}{}", if ways.contains(&way) { "☑" } else { "□" }, LABELS[way]));
        text(match self {
            Ways::Comma => chosen(&LABELS).join("、"),
            Ways::Short => chosen(&SHORT).join("；"),
            Ways::Lines => chosen(&LABELS).join("\n"),
            Ways::Boxes => boxes.collect::<Vec<_>>().join(" "),
        })
    }
}

/// A number below 100 in Chinese numerals.
fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number as usize / 10, number as usize % 10);
    match tens {
        0 => DIGITS[ones].to_string(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// A year digit by digit: 二〇二四.
fn digits(year: u32) -> String {
    year.to_string()
        .bytes()
        .map(|digit| ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'][usize::from(digit - b'0')])
        .collect()
}

/// Full-width forms of ASCII.
pub fn wide(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c })
        .collect()
}
