//! Drives the real binary on real workbooks: one module a phase, one binary.

mod commands;
mod derived;
mod documents;
mod edition;
mod drift;
mod faults;
mod golden;
mod grades;
mod interruption;
mod kinds_of_file;
mod layouts;
mod pictures;
mod mutation;
mod neighbours;
mod order;
mod published;
mod rewriting;
mod round;
mod safety_grading;
mod scorecard;
mod support;
mod visible;
mod wall;
