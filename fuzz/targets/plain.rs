//! Any bytes as text: CSV, HTML, MHT and the XML of Excel 2003, in any encoding.
#![no_main]

use canvass::collect::guard::{Budget, Limits};
use canvass::collect::plain;
use libfuzzer_sys::fuzz_target;

mod package;

fuzz_target!(|bytes: &[u8]| package::check(plain::read(bytes, "a.xls", &Budget::new(Limits::default()))));
