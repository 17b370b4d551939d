//! What reading one file may cost, as typed, and how the program asks itself to read files within it.

use std::ffi::OsString;
use std::time::Duration;

use clap::Args;

use crate::collect::pool::Allowance;
use crate::text::saying::Saying;
use crate::text::typed as say;

/// What reading one file may cost; a file that costs more is rejected and the run goes on.
#[derive(Debug, Clone, Args)]
pub struct Limits {
    /// Bytes of the largest file that is read.
    #[arg(long, value_name = "SIZE", default_value = "256MiB", value_parser = size)]
    pub max_file_size: u64,
    /// Seconds in which a file of another kind than .xlsx is read.
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub max_read_seconds: u64,
    /// Bytes of memory with which such a file is read.
    #[arg(long, value_name = "SIZE", default_value = "512MiB", value_parser = size)]
    pub max_read_memory: u64,
}

impl Limits {
    /// The same as reading takes it.
    pub fn allowance(&self) -> Allowance {
        let time = Duration::from_secs(self.max_read_seconds);
        Allowance { bytes: self.max_file_size, time, memory: self.max_read_memory }
    }
}

/// What the program types when it starts itself to read files: `canvass read-worker MEMORY SECONDS`, in bytes and
/// seconds. Nobody else does, so help and completions do not name it.
pub fn worker(arguments: &[OsString]) -> Option<(u64, Duration)> {
    let [_, command, memory, seconds] = arguments else { return None };
    let number = |argument: &OsString| argument.to_str()?.parse::<u64>().ok();
    (command == "read-worker").then_some((number(memory)?, Duration::from_secs(number(seconds)?)))
}

/// Bytes, or a number with KiB, MiB or GiB; the `iB` may be left out.
fn size(written: &str) -> Result<u64, Saying> {
    let lower = written.trim().to_lowercase();
    let digits = lower.trim_end_matches(|c: char| !c.is_ascii_digit());
    let factor = match lower[digits.len()..].trim() {
        "" | "b" => Some(1),
        "k" | "kb" | "kib" => Some(1024),
        "m" | "mb" | "mib" => Some(1024 * 1024),
        "g" | "gb" | "gib" => Some(1024 * 1024 * 1024),
        _ => None,
    };
    let bytes = digits.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(|| say::no_size(written))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn sizes_are_read_with_and_without_a_unit() {
        for (written, bytes) in [("256MiB", 256 << 20), ("512k", 512 << 10), ("1 GB", 1 << 30), ("77", 77)] {
            assert_eq!(size(written), Ok(bytes), "{written}");
        }
        for written in ["", "MiB", "-1", "0", "1.5M", "12 parsecs", "99999999999G"] {
            assert!(size(written).is_err(), "{written}");
        }
    }

    #[test]
    fn limits_left_out_are_those_of_reading() {
        let cli = Cli::parse_from(["canvass", "run", "survey"]);
        let sources = cli.command.sources().unwrap();
        assert_eq!(sources.limits.allowance(), Allowance::default());
    }

    #[test]
    fn only_the_program_itself_asks_for_a_worker() {
        let typed = |words: &[&str]| worker(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(typed(&["canvass", "read-worker", "1024", "15"]), Some((1024, Duration::from_secs(15))));
        assert_eq!(typed(&["canvass", "read-worker"]), None);
        assert_eq!(typed(&["canvass", "read-worker", "much", "15"]), None);
        assert_eq!(typed(&["canvass", "run", "1024", "15"]), None);
    }
}
