//! Sentences on dated evidence and on lists.

use super::Phrase;

/// Evidence without a date.
pub const UNDATED: Phrase = Phrase {
    zh: "没有日期，不能作为完成情况的依据",
    en: "no date is given; without one it proves nothing",
};
/// What to do about it.
pub const UNDATED_REMEDY: Phrase = Phrase { zh: "补填日期", en: "give the day" };
/// Evidence dated after the return came in.
pub const FUTURE: Phrase = Phrase {
    zh: "日期{day}晚于报送日期，事项尚未发生，未计入",
    en: "the date {day} is after the return came in; it is not counted",
};
/// What to do about it.
pub const FUTURE_REMEDY: Phrase = Phrase {
    zh: "核对日期；尚未开展的不得填报",
    en: "check the day; what has not been done is not to be reported",
};
/// Evidence of another period.
pub const OUTSIDE_PERIOD: Phrase = Phrase {
    zh: "日期{day}不在本报告期（{period}）内，未计入",
    en: "the date {day} is outside the period ({period}); it is not counted",
};
/// What to do about it.
pub const OUTSIDE_PERIOD_REMEDY: Phrase = Phrase {
    zh: "更正日期，或更正相应报告期的填报表",
    en: "correct the day, or the return of its own period",
};
/// Evidence that stands in a return twice.
pub const REPEATED: Phrase = Phrase {
    zh: "与本表前面一行同一日期、同一内容（{day}），只计一次",
    en: "a row above says the same of the same day ({day}); it is counted once",
};
/// What to do about it.
pub const REPEATED_REMEDY: Phrase =
    Phrase { zh: "删去重复的一行，或说明是两次", en: "delete it, or explain that it happened twice" };
/// A log that is that of another unit.
pub const COPIED: Phrase = Phrase {
    zh: "“{table}”有{n}行与{unit}日期、内容完全相同（本单位共{all}行）",
    en: "“{table}”: {n} of {all} rows have the same days and words as those of {unit}",
};
/// What to do about it.
pub const COPIED_REMEDY: Phrase =
    Phrase { zh: "提供原始记录，说明是否照抄", en: "show the original records and explain" };
/// An answer dated before the case.
pub const ANSWER_FIRST: Phrase = Phrase {
    zh: "办理日期{day}早于提出日期{begun}",
    en: "the answer is dated {day}, before the beginning on {begun}",
};
/// What to do about it.
pub const ANSWER_FIRST_REMEDY: Phrase = Phrase { zh: "核对两个日期", en: "check both days" };

/// An entry of a list without a number.
pub const NO_NUMBER: Phrase = Phrase {
    zh: "没有编号，无法跟踪，未列入清单",
    en: "no number is given; the entry cannot be followed and is left out of the list",
};
/// What to do about it.
pub const NO_NUMBER_REMEDY: Phrase = Phrase { zh: "补填编号", en: "give it a number" };
/// A number used twice.
pub const NUMBER_TWICE: Phrase = Phrase {
    zh: "编号“{number}”重复，以前一行为准",
    en: "number “{number}” is there twice; the first row counts",
};
/// What to do about it.
pub const NUMBER_TWICE_REMEDY: Phrase = Phrase { zh: "每项一个编号", en: "give each entry a number of its own" };
/// Closed, but when?
pub const CLOSED_WITHOUT_DATE: Phrase = Phrase {
    zh: "“{number}”已销号，但没有销号日期",
    en: "“{number}” is closed, but has no closing date",
};
/// Closed, but under which number?
pub const CLOSED_WITHOUT_NUMBER: Phrase = Phrase {
    zh: "“{number}”已销号，但没有销号编号",
    en: "“{number}” is closed, but has no closing number",
};
/// What to do about either.
pub const CLOSED_REMEDY: Phrase = Phrase { zh: "按销号单补填", en: "fill it in from the closing record" };
/// Closed before it was opened.
pub const CLOSED_BEFORE_OPENED: Phrase = Phrase {
    zh: "“{number}”的销号日期{closed}早于列入日期{opened}",
    en: "“{number}” was closed on {closed}, before it was opened on {opened}",
};
/// Closed after the return came in.
pub const CLOSED_IN_FUTURE: Phrase = Phrase {
    zh: "“{number}”的销号日期{closed}尚未到，按未销号计",
    en: "“{number}” is closed on {closed}, a day that has not come; it counts as open",
};
/// Open, with a closing date.
pub const OPEN_WITH_DATE: Phrase = Phrase {
    zh: "“{number}”未销号，却填了销号日期{closed}",
    en: "“{number}” is open, but has the closing date {closed}",
};
/// What to do about days that do not fit.
pub const DAYS_REMEDY: Phrase = Phrase { zh: "核对状态和日期", en: "check the state and the days" };
/// Without a deadline.
pub const NO_DEADLINE: Phrase = Phrase {
    zh: "“{number}”没有完成时限，无法判断是否逾期",
    en: "“{number}” has no deadline; whether it is overdue cannot be told",
};
/// What to do about it.
pub const NO_DEADLINE_REMEDY: Phrase = Phrase { zh: "补填完成时限", en: "give a deadline" };
/// Not reported again.
pub const NOT_REPORTED_AGAIN: Phrase = Phrase {
    zh: "{list}“{number}”（{title}）上期未销号，本期未报，按上期情况结转",
    en: "{list}, “{number}” ({title}) was open and is not reported again; it is carried over as it was",
};
/// What to do about it.
pub const NOT_REPORTED_REMEDY: Phrase =
    Phrase { zh: "补报进展；已完成的补办销号", en: "report how it stands; close it if it is done" };
/// Closed before, open again.
pub const REOPENED: Phrase = Phrase {
    zh: "{list}“{number}”（{title}）上期已销号，本期又列为未销号",
    en: "{list}, “{number}” ({title}) was closed and is open again",
};
/// What to do about it.
pub const REOPENED_REMEDY: Phrase = Phrase { zh: "说明重新列入的原因", en: "explain why" };
