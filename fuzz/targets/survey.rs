//! Any text as a survey's definition: taken, or refused with the places of what is wrong.
#![no_main]

use std::path::Path;

use canvass::error::Error;
use canvass::publish::chart;
use canvass::survey::load;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(error) = load::definition(Path::new("survey.toml"), text, chart::names()) {
        assert!(matches!(&error, Error::Definition(problems) if !problems.is_empty()), "{error}");
    }
});
