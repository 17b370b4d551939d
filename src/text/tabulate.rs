//! Words of the tables that queries run over.

use super::Phrase;
use crate::answer::State;
use crate::figure::Side;
use crate::finding::Severity;
use crate::period::PeriodKind;
use crate::receipt::ReceiptStatus;
use crate::register::UnitState;
use crate::survey::concordance::Comparability;

const fn phrase(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

/// What stands between names.
pub const SEPARATOR: Phrase = phrase("、", ", ");
/// A list of names that is too long for a cell.
pub const AND_MORE: Phrase = phrase("{names}等{n}个单位", "{names} and others, {n} units in all");

/// On which side of a property units stand.
pub fn side(side: Side) -> Phrase {
    match side {
        Side::Yes => phrase("是", "yes"),
        Side::No => phrase("否", "no"),
        Side::Unknown(State::NotApplicable) => phrase("不适用", "not applicable"),
        Side::Unknown(State::Invalid) => phrase("填报无效", "invalid"),
        Side::Unknown(State::NotReceived) => phrase("未报", "not received"),
        Side::Unknown(State::Blank | State::Answered) => phrase("漏填", "blank"),
    }
}

/// How often a quota is due.
pub fn every(kind: PeriodKind) -> Phrase {
    match kind {
        PeriodKind::Year => phrase("每年", "yearly"),
        PeriodKind::Half => phrase("每半年", "half-yearly"),
        PeriodKind::Quarter => phrase("每季度", "quarterly"),
        PeriodKind::Month => phrase("每月", "monthly"),
    }
}

/// What became of a unit.
pub fn unit_state(state: UnitState) -> Phrase {
    match state {
        UnitState::Returned => phrase("已报", "returned"),
        UnitState::Late => phrase("迟报", "late"),
        UnitState::Nil => phrase("零报告", "nil return"),
        UnitState::Rejected => phrase("退回", "rejected"),
        UnitState::Missing => phrase("未报", "not received"),
    }
}

/// How grave a finding is.
pub fn severity(severity: Severity) -> Phrase {
    match severity {
        Severity::Error => phrase("强制性错误", "error"),
        Severity::Query => phrase("核实性问题", "query"),
        Severity::Note => phrase("提示", "note"),
    }
}

/// What a comparison across a change of definition means.
pub fn comparability(kind: Comparability) -> Phrase {
    match kind {
        Comparability::Same => phrase("口径不变", "same"),
        Comparability::Narrowed => phrase("口径变窄", "narrowed"),
        Comparability::Widened => phrase("口径变宽", "widened"),
        Comparability::NotComparable => phrase("不可比", "not comparable"),
    }
}

/// What became of a file.
pub fn receipt(status: ReceiptStatus) -> Phrase {
    match status {
        ReceiptStatus::Used => phrase("采用", "used"),
        ReceiptStatus::Superseded => phrase("被取代", "superseded"),
        ReceiptStatus::Rejected => phrase("退回", "rejected"),
        ReceiptStatus::Ignored => phrase("忽略", "ignored"),
    }
}
