//! Any bytes as a container: its directory, its parts, and whatever kind of workbook they make.
#![no_main]

use canvass::collect::container::Container;
use canvass::collect::guard::{Budget, Limits};
use libfuzzer_sys::fuzz_target;

mod package;

fuzz_target!(|bytes: &[u8]| {
    let budget = Budget::new(Limits::default());
    if let Ok(mut container) = Container::open(bytes, &budget) {
        let names: Vec<String> = container.names().map(|name| name.into_owned()).collect();
        assert!(names.iter().all(|name| container.has(name)));
        for name in &names {
            let _ = container.part(name);
        }
    }
    if bytes.starts_with(b"PK") {
        package::read(bytes, "a.xlsx");
    }
});
