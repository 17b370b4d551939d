//! The headings of an Excel table.

use std::collections::BTreeSet;

use crate::publish::sheet::fit;

/// Headings that all differ in any case of letters, as the columns of an Excel table must: a repeated one is numbered.
pub fn distinct(heads: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let distinct = |head: &String| {
        let clean = fit::clean(head, "").replace('\n', " ");
        let mut name: String =
            if clean.trim().is_empty() { "_".to_string() } else { clean.chars().take(250).collect() };
        let plain = name.clone();
        let mut n = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{plain} ({n})");
            n += 1;
        }
        name
    };
    heads.iter().map(distinct).collect()
}
