//! Any writing as the answer to an item of each kind: understood in one way only, and a value exactly where answered.
#![no_main]

use std::path::Path;
use std::sync::OnceLock;

use canvass::answer::State;
use canvass::kind::{Asked, understand};
use canvass::sheet::Content;
use canvass::survey::{Survey, load};
use libfuzzer_sys::fuzz_target;

fn survey() -> &'static Survey {
    static SURVEY: OnceLock<Survey> = OnceLock::new();
    SURVEY.get_or_init(|| {
        let text = include_str!("../survey.toml");
        load::definition(Path::new("survey.toml"), text, &[]).expect("the survey of the fuzz target is sound")
    })
}

/// The first byte says what the cell holds: a number in several guises, or text.
fn content(bytes: &[u8]) -> Option<Content> {
    let (kind, rest) = bytes.split_first()?;
    let number = || rest.first_chunk().map(|bytes| f64::from_le_bytes(*bytes)).filter(|number| number.is_finite());
    Some(match kind % 8 {
        0 => Content::Number(number()?),
        1 => Content::Percent(number()?),
        2 => Content::Bool(rest.first()? % 2 == 0),
        _ => Content::Text(String::from_utf8(rest.to_vec()).ok()?),
    })
}

fuzz_target!(|bytes: &[u8]| {
    let Some(content) = content(bytes) else { return };
    let survey = survey();
    for item in &survey.items {
        let asked = Asked { item, codes: survey.codes(item), missing: &survey.missing };
        let reading = understand(Some(&content), &asked);
        assert_eq!(reading.value.is_some(), reading.state == State::Answered, "{} {content:?}", item.id);
        assert_eq!(reading, understand(Some(&content), &asked));
    }
});
