//! Drives the real binary on real workbooks: one module a phase, one binary.

mod commands;
mod derived;
mod documents;
mod drift;
mod duty_quotas;
mod edition;
mod faults;
mod golden;
mod interruption;
mod kinds_of_file;
mod layouts;
mod monthly_bulletin;
mod mutation;
mod neighbours;
mod order;
mod pictures;
mod published;
mod quotas;
mod rewriting;
mod round;
mod scorecard;
mod support;
mod visible;
mod wall;
