//! Phase 2: from returns to findings.
