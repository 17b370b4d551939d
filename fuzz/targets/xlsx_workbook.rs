//! Any bytes as the workbook part of an .xlsx whose other parts are sound.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod package;

fuzz_target!(|bytes: &[u8]| package::read(&package::with_part(package::BOOK, bytes), "a.xlsx"));
