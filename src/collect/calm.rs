//! Panics of a reader: caught, kept off the screen, and told by their place.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// The places of panics on this thread while somebody listens; `None` while nobody does.
    static HEARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

static LISTENING: Once = Once::new();

/// Does something that may panic. The error is the place of the panic in the program's text, such as `sheet.rs:31`.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    LISTENING.call_once(listen);
    let before = HEARD.replace(Some(String::new()));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    let heard = HEARD.replace(before).unwrap_or_default();
    done.map_err(|_| heard)
}

/// Puts an ear before the usual way of telling of panics, which goes on for all others.
fn listen() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !hear(panic) {
            usual(panic);
        }
    }));
}

fn hear(panic: &PanicHookInfo) -> bool {
    let place = panic.location().map(|place| format!("{}:{}", base(place.file()), place.line()));
    HEARD.with_borrow_mut(|heard| match heard {
        Some(heard) => {
            *heard = place.unwrap_or_default();
            true
        }
        None => false,
    })
}

fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_by_its_place_and_what_goes_well_is_given_back() {
        assert_eq!(caught(|| 7), Ok(7));
        let place = caught(|| [1][std::hint::black_box(3)]).unwrap_err();
        assert!(place.starts_with("calm.rs:"), "{place}");
        let nested = caught(|| caught(|| panic!("inner")).is_err()).unwrap();
        assert!(nested && HEARD.take().is_none());
    }
}
