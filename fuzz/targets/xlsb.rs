//! Any bytes as one part of an .xlsb whose other parts are sound, or as the whole file; the first byte says which.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod package;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    match package::BINARY_PARTS.get(usize::from(*which)) {
        Some(part) => package::read(&package::binary_with(part, rest), "a.xlsb"),
        None => package::read(rest, "a.xlsb"),
    }
});
