//! Sentences of scores: rules in words, and why points were lost.

use super::Phrase;

/// Points for every event.
pub const PER_EVENT: Phrase = Phrase { zh: "每{counted}扣{points}分", en: "{points} off per {counted}" };
/// Some events are free.
pub const FREE: Phrase = Phrase { zh: "（{free}以内不扣）", en: " beyond the first {free}" };
/// Points to be gained for every event.
pub const BONUS: Phrase = Phrase { zh: "每{counted}加{points}分", en: "{points} per {counted}" };
/// What is counted where the survey has no words for it.
pub const EVENT: Phrase = Phrase { zh: "1次", en: "event" };
/// The rule stops when the points are used up.
pub const USED_UP: Phrase = Phrase { zh: "，扣完为止", en: ", until used up" };
/// The cap of a bonus.
pub const AT_MOST: Phrase = Phrase { zh: "，最多加{points}分", en: ", {points} at most" };
/// Points for every step below a target.
pub const SHORTFALL: Phrase = Phrase {
    zh: "达到{target}不扣分，每低{step}扣{points}分{part}",
    en: "{points} off per {step} below {target}{part}",
};
/// Points for every step above a limit.
pub const EXCESS: Phrase = Phrase {
    zh: "不超过{target}不扣分，每超{step}扣{points}分{part}",
    en: "{points} off per {step} above {target}{part}",
};
/// A step of one percentage point.
pub const A_POINT: Phrase = Phrase { zh: "1个百分点", en: "percentage point" };
/// A step of percentage points.
pub const POINTS_WIDE: Phrase = Phrase { zh: "{each}个百分点", en: "{each} percentage points" };
/// A step in another unit of measure.
pub const STEP_WIDE: Phrase = Phrase { zh: "{each}{unit}", en: "{each}" };
/// The English word of a unit of measure that has a singular of its own here.
pub const POINTS_UNIT: &str = "points";
/// A step of one point, which is no percentage point.
pub const ONE_OF_POINTS: Phrase = Phrase { zh: "1{unit}", en: "point" };
/// A value in percent.
pub const PERCENT: Phrase = Phrase { zh: "{n}%", en: "{n}%" };
/// A value with a unit of measure.
pub const WITH_UNIT: Phrase = Phrase { zh: "{n}{unit}", en: "{n} {unit}" };
/// Part of a step counts.
pub const IN_PART: Phrase = Phrase { zh: "（不足的按比例扣）", en: " (parts in proportion)" };
/// Part of a step does not count.
pub const WHOLE: Phrase = Phrase { zh: "（不足的不计）", en: " (whole steps only)" };
/// Part of a step counts as one.
pub const BEGUN: Phrase = Phrase { zh: "（不足的按一个计）", en: " (a step begun counts)" };
/// A step.
pub const STEP: Phrase = Phrase { zh: "{n}{unit}扣{points}分", en: "{n}{unit}: {points} off" };
/// The last step.
pub const LAST_STEP: Phrase = Phrase { zh: "{n}{unit}及以上扣{points}分", en: "{n} or more{unit}: {points} off" };
/// The sign between steps.
pub const BETWEEN_STEPS: Phrase = Phrase { zh: "，", en: "; " };
/// Beyond a limit, at it, short of it.
pub const AT_LEAST: Phrase = Phrase {
    zh: "高于{limit}得满分，等于{limit}得{part}分，低于{limit}不得分",
    en: "full marks above {limit}, {part} at {limit}, none below",
};
/// Below a limit, at it, above it.
pub const AT_MOST_LIMIT: Phrase = Phrase {
    zh: "低于{limit}得满分，等于{limit}得{part}分，高于{limit}不得分",
    en: "full marks below {limit}, {part} at {limit}, none above",
};
/// From a better value, from the limit, short of it.
pub const BAND_UP: Phrase = Phrase {
    zh: "达到{full}得满分，达到{limit}得{part}分，低于{limit}不得分",
    en: "full marks from {full}, {part} from {limit}, none below",
};
/// Up to a better value, up to the limit, above it.
pub const BAND_DOWN: Phrase = Phrase {
    zh: "不超过{full}得满分，不超过{limit}得{part}分，超过{limit}不得分",
    en: "full marks up to {full}, {part} up to {limit}, none above",
};
/// This return came late.
pub const LATE: Phrase =
    Phrase { zh: "本期填报表迟报扣{points}分", en: "{points} off if this return is late" };
/// Other reports came late too.
pub const LATE_EACH: Phrase = Phrase { zh: "每迟报1次扣{points}分", en: "{points} off per late report" };
/// A condition that is not met.
pub const NOT_MET: Phrase = Phrase { zh: "未做到扣{points}分", en: "{points} off if it is not done" };
/// An event empties other items.
pub const EMPTIES: Phrase =
    Phrase { zh: "；一有扣分，“{items}”不得分", en: "; if any is lost, “{items}” gets nothing" };
/// An event under a condition empties other items.
pub const EMPTIES_WHEN: Phrase =
    Phrase { zh: "；情形严重的，“{items}”不得分", en: "; in grave cases “{items}” gets nothing" };
/// The sign between names of items.
pub const BETWEEN_ITEMS: Phrase = Phrase { zh: "”“", en: "”, “" };
/// One point.
pub const ONE_POINT: Phrase = Phrase { zh: "{n}", en: "{n} point" };
/// Several points, or part of one.
pub const POINTS: Phrase = Phrase { zh: "{n}", en: "{n} points" };

/// Points were lost by the rule.
pub const LOST: Phrase = Phrase { zh: "填报{value}，扣{points}分", en: "{value} reported: {points} off" };
/// Points were lost because a condition does not hold.
pub const LOST_NOT_MET: Phrase = Phrase { zh: "未做到，扣{points}分", en: "not done: {points} off" };
/// Points were lost because of late reports.
pub const LOST_LATE: Phrase = Phrase { zh: "迟报{value}次，扣{points}分", en: "{value} late: {points} off" };
/// Points were gained.
pub const GAINED: Phrase = Phrase { zh: "填报{value}，加{points}分", en: "{value} reported: {points} gained" };
/// There is no data and so there are no marks.
pub const NO_DATA: Phrase = Phrase { zh: "{state}，不得分", en: "{state}: no marks" };
/// There is no data; so many points are given.
pub const NO_DATA_GIVEN: Phrase = Phrase { zh: "{state}，得{points}分", en: "{state}: {points} given" };
/// There is no data and no score.
pub const NO_SCORE: Phrase = Phrase { zh: "{state}，暂不计分", en: "{state}: not scored" };
/// Another item emptied this one.
pub const EMPTIED: Phrase = Phrase { zh: "因“{item}”被清零", en: "emptied by “{item}”" };
/// A veto sets the total to the least.
pub const VETO_ZERO: Phrase = Phrase { zh: "总分记{points}分", en: "the total is {points}" };
/// A veto bars the best stars.
pub const VETO_BAR: Phrase = Phrase { zh: "最高评为{star}", en: "{star} at best" };
/// The weights of an index as declared.
pub const AS_DECLARED: Phrase = Phrase { zh: "既定权重", en: "weights as declared" };
/// All weights are equal.
pub const EQUAL_WEIGHTS: Phrase = Phrase { zh: "等权重", en: "equal weights" };
/// A weight is moved.
pub const MOVED: Phrase =
    Phrase { zh: "“{item}”权重{sign}{share}%", en: "weight of “{item}” {sign}{share}%" };
