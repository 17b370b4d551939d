//! Any bytes as what a worker says: a worker that was taken over by a file must not take the program along.
#![no_main]

use canvass::collect::pool::wire;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = wire::requested(bytes);
    let _ = wire::receive(&mut &bytes[..], 1 << 20);
    if let Some(Ok(workbook)) = wire::answered(bytes) {
        let again = wire::answer(&Ok(workbook));
        assert!(wire::answered(&again).is_some());
    }
});
