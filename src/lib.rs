//! canvass turns the Excel returns of many reporting units into figures, workbooks, charts and reports.

pub mod answer;
pub mod check;
pub mod cli;
pub mod collect;
pub mod compute;
pub mod consolidate;
pub mod error;
pub mod figure;
pub mod finding;
pub mod frame;
pub mod kind;
pub mod period;
pub mod publish;
pub mod receipt;
pub mod register;
pub mod run;
pub mod sheet;
pub mod survey;
pub mod table;
pub mod tabulate;
pub mod text;
