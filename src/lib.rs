//! canvass turns the Excel returns of many reporting units into figures, workbooks, charts and reports that an
//! office can sign.
//!
//! # The six phases
//!
//! Data flows one way: files → returns → findings, one frame → figures → tables → documents. Each phase is a function
//! of what it is given; only [`run`] knows them all.
//!
//! 1. [`collect::returns`]: files to returns; every file found ends in the receipt ledger ([`receipt::Receipt`]).
//! 2. [`check::findings`]: returns to [`finding::Finding`]s. A finding is data, never an error.
//! 3. [`consolidate::frame`]: returns to one frame, a row a unit of the register, a column an item.
//! 4. [`compute::figures`]: the frame to [`figure::Figure`]s, each with its base, unit account and bounds.
//! 5. [`tabulate::tables`]: figures to [`table::Table`]s, by the `.sql` files of the survey.
//! 6. [`publish::each_document`]: everything to workbook, reports, charts and data files.
//!
//! # The layers
//!
//! ```text
//! main, cli  ->  run  ->  phases  ->  given  ->  nouns          (phases never one another)
//! ```
//!
//! Given: [`survey`], [`register`], [`kind`], [`text`]: read once, never changed. Nouns: [`answer`], [`evidence`],
//! [`sheet`], [`receipt`], [`finding`], [`edition`], [`frame`], [`figure`], [`table`], [`period`]: plain data; [`numeral`]
//! reads Chinese numbers, [`visible`] shows what does not show. [`error::Error`] is what stops a run.
//!
//! Foreign crates have one door each: zip [`collect::archive`], rust_xlsxwriter [`publish::sheet`], plotters
//! [`publish::chart`], polars' SQL [`tabulate`] for tables and [`survey::expression`] for conditions.
//!
//! # Where to add what
//!
//! | to add | do |
//! |---|---|
//! | an item, check, indicator, table, chart of a known kind, sentence, survey | edit or add files in `queries/<survey>/` |
//! | a kind of item | one file under [`kind`], named in [`kind::KINDS`] |
//! | a kind of check | one file under [`check`], named in [`check::CHECKS`] |
//! | something derived for each unit | its words under [`survey`], its reckoning under [`compute`], a variant of [`survey::derived::Derivation`] |
//! | a kind of chart | one file under [`publish::chart`], named in [`publish::chart::CHARTS`] |
//! | an output format | one file under [`publish`], named in [`publish::FORMATS`] |
//! | a sentence of the program | one constant under [`text`], or one line of [`text::saying`]s for what is told later, in both languages |

#![forbid(unsafe_code)]

pub mod answer;
pub mod check;
pub mod cli;
pub mod collect;
pub mod compute;
pub mod consolidate;
pub mod dataset;
pub mod edition;
pub mod error;
pub mod evidence;
pub mod exact;
pub mod figure;
pub mod finding;
pub mod fraction;
pub mod frame;
pub mod kind;
pub mod manual;
pub mod numeral;
pub mod period;
pub mod publish;
pub mod published;
pub mod receipt;
pub mod register;
pub mod run;
pub mod screen;
pub mod sheet;
pub mod starter;
pub mod survey;
pub mod table;
pub mod tabulate;
pub mod text;
pub mod visible;
