//! Phase 5: from figures to tables; the only file that knows `SQLContext`.
