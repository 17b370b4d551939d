//! What parts come to that are the same in all files of one form: formats, pointers, the list of sheets.
//!
//! Two parts that are packed into the same bytes, with the same name, size and checksum, are the same part: unpacking
//! and comparing it once is enough. What it costs is counted for each file all the same.

use std::cell::RefCell;
use std::rc::Rc;

use crate::collect::container::{Container, Packed};
use crate::collect::guard::{Budget, Limits, damaged};
use crate::collect::workbook::Refusal;
use crate::collect::xml;

/// So many parts of a sort are remembered on each thread, the latest ones met.
const MOST: usize = 8;
/// A part that is packed into more bytes is not remembered.
const LARGEST: usize = 16 * 1024;

/// Parts of one sort that were met on this thread.
pub struct Memo<T> {
    met: RefCell<Vec<Met<T>>>,
}

struct Met<T> {
    name: String,
    packed: Vec<u8>,
    facts: Facts,
    limits: Limits,
    /// The tags in it.
    tags: u64,
    value: Rc<T>,
}

/// What a container says about a part: its method, checksum and size.
type Facts = (u16, u32, u64);

fn facts(packed: &Packed) -> Facts {
    (packed.method, packed.crc, packed.unpacked)
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo::new()
    }
}

impl<T> Memo<T> {
    /// A memo of nothing yet.
    pub const fn new() -> Memo<T> {
        Memo { met: RefCell::new(Vec::new()) }
    }

    /// What a part comes to, by `read` from its text unless the same part was met before; `None` where it is not there.
    pub fn part(
        &self,
        container: &mut Container,
        name: &str,
        budget: &Budget,
        read: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Result<Option<Rc<T>>, Refusal> {
        let Some(packed) = container.packed(name) else { return Ok(None) };
        if let Some((tags, value)) = self.known(name, &packed, budget) {
            budget.unpack(packed.unpacked, name)?;
            budget.tags(tags, name)?;
            return Ok(Some(value));
        }
        let before = budget.tags_counted();
        let bytes = container.part(name)?.ok_or_else(|| damaged(name))?;
        let value = Rc::new(read(&xml::decode(&bytes, name)?)?);
        self.keep(name, &packed, budget, before, value.clone());
        Ok(Some(value))
    }

    fn known(&self, name: &str, packed: &Packed, budget: &Budget) -> Option<(u64, Rc<T>)> {
        let met = self.met.borrow();
        let is_it = |met: &&Met<T>| {
            met.facts == facts(packed) && met.name == name && met.limits == budget.limits && met.packed == packed.bytes
        };
        met.iter().find(is_it).map(|met| (met.tags, met.value.clone()))
    }

    fn keep(&self, name: &str, packed: &Packed, budget: &Budget, before: u64, value: Rc<T>) {
        if packed.bytes.len() > LARGEST {
            return;
        }
        let mut met = self.met.borrow_mut();
        if met.len() == MOST {
            met.remove(0);
        }
        met.push(Met {
            name: name.to_string(),
            packed: packed.bytes.to_vec(),
            facts: facts(packed),
            limits: budget.limits,
            tags: budget.tags_counted() - before,
            value,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::forge::{Forged, container};
    use crate::text::reader as say;

    fn read(memo: &Memo<usize>, part: &Forged, budget: &Budget, n_read: &mut usize) -> Result<usize, Refusal> {
        let bytes = container(std::slice::from_ref(part));
        let read = |text: &str| {
            *n_read += 1;
            budget.tags(5, "a")?;
            Ok(text.len())
        };
        Ok(*memo.part(&mut Container::open(&bytes, budget)?, "a.xml", budget, read)?.expect("the part is there"))
    }

    #[test]
    fn the_same_part_is_read_once_and_counted_for_each_file() {
        let (memo, mut n_read) = (Memo::new(), 0);
        let part = Forged::part("a.xml", b"<a>1</a>");
        for _ in 0..3 {
            let budget = Budget::default();
            assert_eq!(read(&memo, &part, &budget, &mut n_read), Ok(8));
            assert_eq!(budget.tags_counted(), 5);
        }
        assert_eq!(n_read, 1);
        assert_eq!(read(&memo, &Forged::part("a.xml", b"<a>12</a>"), &Budget::default(), &mut n_read), Ok(9));
        assert_eq!(n_read, 2);
    }

    #[test]
    fn a_part_that_says_another_checksum_or_size_is_not_the_same() {
        let (memo, mut n_read) = (Memo::new(), 0);
        let part = Forged::part("a.xml", b"<a>1</a>");
        read(&memo, &part, &Budget::default(), &mut n_read).unwrap();
        for lie in [Forged { crc: part.crc ^ 1, ..part.clone() }, Forged { unpacked: 9, ..part.clone() }] {
            let refused = read(&memo, &lie, &Budget::default(), &mut n_read).unwrap_err();
            assert_eq!(refused.reason, say::DAMAGED);
        }
        let small = Limits { tags: 4, ..Limits::default() };
        assert_eq!(read(&memo, &part, &Budget::new(small), &mut n_read).unwrap_err().reason, say::OVER_LIMIT);
    }

    #[test]
    fn only_the_latest_parts_are_remembered() {
        let (memo, mut n_read) = (Memo::new(), 0);
        for n in 0..2 * MOST {
            let text = format!("<a>{n}</a>");
            read(&memo, &Forged::part("a.xml", text.as_bytes()), &Budget::default(), &mut n_read).unwrap();
        }
        assert_eq!((memo.met.borrow().len(), n_read), (MOST, 2 * MOST));
    }
}
