//! Buffers that one file after another is read into on the same thread.
//!
//! The answers that stay are small and are made between large buffers that go: given back to the system's memory each
//! time, these leave holes that only grow.

use std::cell::RefCell;

/// So many buffers are kept a thread.
const MOST: usize = 4;
/// A buffer of more bytes is not kept.
const LARGEST: usize = 1024 * 1024;

thread_local! {
    static SPARE: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// An empty buffer with room for so many bytes.
pub fn take(bytes: usize) -> Vec<u8> {
    let spare = SPARE.with_borrow_mut(|spare| {
        let fitting = spare.iter().position(|buffer| buffer.capacity() >= bytes);
        fitting.or(spare.len().checked_sub(1)).filter(|_| bytes <= LARGEST).map(|place| spare.swap_remove(place))
    });
    let mut buffer = spare.unwrap_or_default();
    buffer.reserve_exact(bytes);
    buffer
}

/// Takes back a buffer that is no longer needed.
pub fn give(mut buffer: Vec<u8>) {
    buffer.clear();
    SPARE.with_borrow_mut(|spare| {
        if spare.len() < MOST && (1..=LARGEST).contains(&buffer.capacity()) {
            spare.push(buffer);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_given_back_is_taken_again_and_is_empty() {
        let mut buffer = take(100);
        buffer.extend_from_slice(b"what another file says");
        let place = buffer.as_ptr();
        give(buffer);
        let again = take(50);
        assert_eq!((again.as_ptr(), again.len()), (place, 0));
        let another = take(50);
        assert_ne!(another.as_ptr(), place);
    }

    #[test]
    fn large_buffers_and_too_many_are_not_kept() {
        give(take(LARGEST + 1));
        SPARE.with_borrow(|spare| assert!(spare.is_empty()));
        let taken: Vec<_> = (0..2 * MOST).map(|_| take(10)).collect();
        taken.into_iter().for_each(give);
        SPARE.with_borrow(|spare| assert_eq!(spare.len(), MOST));
    }
}
