//! Any bytes as the content of an .ods.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod package;

fuzz_target!(|bytes: &[u8]| package::read(&package::ods(bytes), "a.ods"));
