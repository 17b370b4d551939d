//! The six phases in order; the only module that knows them all.
