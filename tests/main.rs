//! Drives the real binary on real workbooks: one module a phase, one binary.

mod commands;
mod faults;
mod golden;
mod interruption;
mod kinds_of_file;
mod layouts;
mod mutation;
mod neighbours;
mod order;
mod published;
mod rewriting;
mod round;
mod support;
mod wall;
