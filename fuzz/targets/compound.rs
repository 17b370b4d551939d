//! Any bytes as a compound file: its chains of sectors, its directory, and the workbook in it.
#![no_main]

use canvass::collect::compound::{Compound, MAGIC};
use libfuzzer_sys::fuzz_target;

mod package;

fuzz_target!(|bytes: &[u8]| {
    let bytes = [MAGIC, bytes].concat();
    if let Ok(file) = Compound::open(&bytes) {
        let _ = file.stream("EncryptedPackage");
    }
    package::read(&bytes, "a.xls");
});
