//! Drives the real binary on real workbooks: one module a phase, one binary.

mod commands;
mod derived;
mod documents;
mod drift;
mod edition;
mod golden;
mod kinds_of_file;
mod layouts;
mod pictures;
mod published;
mod round;
mod scorecard;
mod support;
mod visible;
mod wall;
