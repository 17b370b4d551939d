//! Any bytes as the records of an .xls, without the compound file around them.
#![no_main]

use canvass::collect::biff;
use canvass::collect::guard::{Budget, Limits};
use libfuzzer_sys::fuzz_target;

mod package;

fuzz_target!(|bytes: &[u8]| package::check(biff::read_stream(bytes, &Budget::new(Limits::default()))));
