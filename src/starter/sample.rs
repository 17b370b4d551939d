//! What the starter survey has to read: five invented libraries, and what four of them answered.

use chrono::NaiveDate;

use crate::period::Period;
use crate::text::Phrase;

/// The year reported on.
pub const YEAR: i32 = 2025;

/// A library of the register.
#[derive(Debug, Clone, Copy)]
pub struct Library {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: Phrase,
    /// Its district.
    pub district: Phrase,
}

/// What a cell of the form holds.
#[derive(Debug, Clone, Copy)]
pub enum Said {
    /// Left blank.
    Nothing,
    /// A number.
    Number(u32),
    /// A day: year, month, day.
    Day(i32, u32, u32),
    /// Words.
    Words(Phrase),
}

/// A return: what one library wrote.
#[derive(Debug, Clone, Copy)]
pub struct Sent {
    /// The library's place in [`LIBRARIES`].
    pub library: usize,
    /// The day of January after the period on which it is dated.
    pub day: u32,
    /// One answer an item, in the survey's order.
    pub answers: [Said; 6],
    /// The filled rows of the table of hazards: the place, and whether the hazard was removed.
    pub hazards: &'static [[Said; 2]],
}

const NORTH: Phrase = Phrase { zh: "北片", en: "North" };
const SOUTH: Phrase = Phrase { zh: "南片", en: "South" };
const YES: Said = words("是", "Yes");
const NO: Said = words("否", "No");
const AUTOMATIC: Said = words("自动报警", "Automatic");

/// The register, in protocol order. The last one sends nothing.
pub const LIBRARIES: [Library; 5] = [
    Library { code: "L01", name: Phrase { zh: "青松图书馆", en: "Pine Library" }, district: NORTH },
    Library { code: "L02", name: Phrase { zh: "白桦图书馆", en: "Birch Library" }, district: NORTH },
    Library { code: "L03", name: Phrase { zh: "红枫图书馆", en: "Maple Library" }, district: SOUTH },
    Library { code: "L04", name: Phrase { zh: "垂柳图书馆", en: "Willow Library" }, district: SOUTH },
    Library { code: "L05", name: Phrase { zh: "雪松图书馆", en: "Cedar Library" }, district: SOUTH },
];

/// The returns. The third holds a mistake: a drill in which nobody took part.
pub const RETURNS: [Sent; 4] = [
    Sent {
        library: 0,
        day: 8,
        answers: [
            YES,
            Said::Day(2025, 3, 10),
            YES,
            Said::Number(46),
            AUTOMATIC,
            words("希望统一组织一次培训", "A training for all libraries would help"),
        ],
        hazards: &[
            [words("二层书库插座", "Sockets in the stacks, second floor"), YES],
            [words("安全出口指示灯", "Exit sign at the main stairs"), YES],
        ],
    },
    Sent {
        library: 1,
        day: 14,
        answers: [YES, Said::Day(2024, 11, 20), NO, Said::Nothing, words("手动报警", "Manual"), Said::Nothing],
        hazards: &[[words("阅览室南侧通道", "South passage of the reading room"), NO]],
    },
    Sent {
        library: 2,
        day: 15,
        answers: [YES, Said::Day(2025, 5, 6), YES, Said::Number(0), AUTOMATIC, Said::Nothing],
        hazards: &[],
    },
    Sent {
        library: 3,
        day: 27,
        answers: [
            NO,
            Said::Nothing,
            NO,
            Said::Nothing,
            words("没有报警设施", "No alarm"),
            words("经费不足，尚未安装报警设施", "No funds yet for an alarm"),
        ],
        hazards: &[],
    },
];

const fn words(zh: &'static str, en: &'static str) -> Said {
    Said::Words(Phrase { zh, en })
}

/// The period reported on.
pub fn period() -> Period {
    Period::year(YEAR).expect("the sample's year is a period")
}

impl Sent {
    /// The date of the return.
    pub fn dated(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(YEAR + 1, 1, self.day).expect("January has that day")
    }
}
