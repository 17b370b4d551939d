//! Drives the real binary on real workbooks: one module a phase, one binary.

mod accountability_cases;
mod commands;
mod derived;
mod documents;
mod edition;
mod drift;
mod faults;
mod golden;
mod interruption;
mod kinds_of_file;
mod layouts;
mod pictures;
mod levels;
mod mutation;
mod neighbours;
mod order;
mod published;
mod responsibility_certificates;
mod rewriting;
mod round;
mod scorecard;
mod support;
mod themes;
mod visible;
mod wall;
