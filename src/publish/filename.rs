//! Names of files made from the codes of units: nothing leaves its folder, and no two units share a file anywhere.

use std::collections::BTreeMap;

/// The longest name, in bytes, before its ending: 255 is the limit of most file systems.
const LONGEST: usize = 120;

/// Names that Windows keeps for devices, whatever ending follows.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A name a code, in the order given, each different from every other also where capitals do not count.
///
/// Letters and digits of any script, `-`, `_` and inner `.` stay; everything else becomes `_`. What would meet another
/// name gets `~2`, `~3` … in the order given, so that the same register always gives the same names.
pub fn of_codes<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut name = |code: &str| {
        let name = safe(code);
        let mut candidate = name.clone();
        let mut n = 1;
        while seen.contains_key(&candidate.to_lowercase()) {
            n += 1;
            candidate = format!("{name}~{n}");
        }
        seen.insert(candidate.to_lowercase(), n);
        candidate
    };
    codes.map(&mut name).collect()
}

fn safe(code: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
    let mut name: String = code.chars().map(plain).collect();
    while name.len() > LONGEST {
        name.pop();
    }
    let name = name.trim_matches('.');
    match name {
        "" => "_".to_string(),
        name if is_reserved(name) => format!("_{name}"),
        name => name.to_string(),
    }
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let is_port = |port: &str| {
        let number = stem.strip_prefix(port).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    RESERVED.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_stays_in_its_folder_and_is_nobody_elses() {
        let names =
            of_codes(["U01", "../a", "u01", "CON", "com1.x", "", "甲/乙", "甲:乙", ".hidden.", "a b"].into_iter());
        assert_eq!(names, ["U01", "_a", "u01~2", "_CON", "_com1.x", "_", "甲_乙", "甲_乙~2", "hidden", "a_b"]);
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        let names = of_codes(["单位".repeat(80).as_str(), "单位".repeat(81).as_str()].into_iter());
        assert_eq!(names[0], "单位".repeat(20));
        assert_eq!(names[1], format!("{}~2", "单位".repeat(20)));
    }

    proptest! {
        #[test]
        fn whatever_the_codes_the_names_are_safe_and_differ(codes in prop::collection::vec(".{0,200}", 1..20)) {
            let names = of_codes(codes.iter().map(String::as_str));
            let folded: std::collections::BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(folded.len(), codes.len());
            for name in &names {
                let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
                prop_assert!(!name.is_empty() && name.len() < 200 && name.chars().all(is_plain), "{}", name);
                prop_assert!(!name.starts_with('.') && !name.ends_with('.') && !is_reserved(name), "{}", name);
            }
        }
    }
}
