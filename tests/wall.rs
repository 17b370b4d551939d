//! No file takes a round down, slows it without bound, or changes what the good returns come to.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::support::{Outcome, Round, form, hostile, project};

/// Each file of `tests/returns`, what becomes of it, and a word of the reason.
const FATES: &[(&str, &str, &str)] = &[
    ("ods_cells_repeated_to_90_million.ods", "rejected", ""),
    ("ods_200_sheets_repeated.ods", "rejected", ""),
    ("ods_two_thousand_million_blanks.ods", "rejected", ""),
    ("ods_cut_in_table.ods", "rejected", "damaged"),
    ("ods_cut_in_note.ods", "rejected", ""),
    ("ods_without_content.ods", "rejected", ""),
    ("xls_dimensions_over_all_cells.xls", "rejected", ""),
    ("xls_dimensions_backwards.xls", "rejected", ""),
    ("xls_cells_in_far_corners.xls", "rejected", ""),
    ("xls_column_65535.xls", "rejected", ""),
    ("xls_record_longer_than_the_file.xls", "rejected", ""),
    ("xls_chain_of_sectors_in_a_circle.xls", "rejected", ""),
    ("xls_cut_short.xls", "rejected", "damaged"),
    ("xls_only_a_signature.xls", "rejected", ""),
    ("xlsb_records_cut_short.xlsb", "rejected", ""),
    ("xlsb_record_longer_than_the_part.xlsb", "rejected", ""),
    ("xlsx_cut_short.xlsx", "rejected", "cut short"),
    ("xlsx_directory_alone.xlsx", "rejected", ""),
    ("xlsx_sheet_of_96_million_blanks.xlsx", "rejected", ""),
    ("xlsx_parts_that_are_no_xml.xlsx", "rejected", ""),
    ("empty.xlsx", "rejected", "empty"),
    ("zero_bytes_only.xlsx", "rejected", "zero bytes"),
    ("noise.xls", "rejected", "not that of a spreadsheet"),
    ("pdf.xlsx", "rejected", "PDF"),
    ("picture.xls", "rejected", "PNG"),
    ("letter.docx", "ignored", "not a spreadsheet"),
    ("~$U01.xlsx", "ignored", "lock file"),
    ("._U01.xlsx", "ignored", "system"),
    ("U01.xlsx.crdownload", "ignored", "not finished"),
    ("archive_cut_short.zip", "rejected", "archive is damaged"),
    ("archive_locked.zip", "ignored", "files: 1"),
    ("archive_locked.zip/a.xlsx", "rejected", "password"),
    ("archive_that_claims_4_gigabytes.zip", "rejected", "more than is read"),
    ("archives_three_deep.zip", "ignored", "files: 2"),
    ("archives_three_deep.zip/second.zip", "ignored", "files: 1"),
    ("archives_three_deep.zip/second.zip/third.zip", "rejected", "two archives deep"),
];

fn good_round() -> Round {
    Round::new()
        .unit("U01", "North", "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=yes")
        .unit("U02", "South", "Number of staff=5\nStaff trained=0\nTraining plan in force=no")
        .silent("U03", "South")
}

fn bytes_of(name: &str) -> Vec<u8> {
    fs::read(project().join("tests/returns").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn is_inside_archive(name: &str) -> bool {
    name.contains(".zip/")
}

fn data(outcome: &Outcome, name: &str) -> String {
    fs::read_to_string(outcome.folder.join("data").join(name)).unwrap()
}

/// The row of the file with exactly that name, as status and reason.
fn fate(outcome: &Outcome, file: &str) -> (String, String) {
    let rows = outcome.rows("ledger.csv");
    let of_file: Vec<_> = rows.iter().filter(|row| row["file"] == file).collect();
    assert_eq!(of_file.len(), 1, "{file} has one row of the ledger\n{}", outcome.stderr);
    (of_file[0]["status"].clone(), of_file[0]["reason"].clone())
}

#[test]
#[ignore = "writes the files of tests/returns anew"]
fn make_the_returns() {
    hostile::make();
}

#[test]
fn every_file_of_the_folder_is_one_that_is_tried() {
    let mut names: Vec<&str> = FATES.iter().map(|(name, ..)| *name).filter(|name| !is_inside_archive(name)).collect();
    let folder = fs::read_dir(project().join("tests/returns")).unwrap();
    let mut found: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, names);
}

#[test]
fn one_of_each_bad_file_leaves_the_good_returns_as_they_are() {
    let round = good_round();
    let without = round.run();
    for (name, ..) in FATES.iter().filter(|(name, ..)| !is_inside_archive(name)) {
        round.file(&format!("2025-Q1/{name}"), &bytes_of(name));
    }
    let with = round.command("run", &["--max-read-seconds", "3"]);
    assert_eq!(with.status, without.status, "{}", with.stderr);
    for name in ["answers.csv", "figures.csv", "units.csv"] {
        assert_eq!(data(&with, name), data(&without, name), "{name}");
    }
    for (name, status, word) in FATES {
        let (found, reason) = fate(&with, &format!("2025-Q1/{name}"));
        assert_eq!(found, *status, "{name}: {reason}");
        assert!(!reason.is_empty() && reason.contains(word), "{name}: {reason}");
    }
    assert_eq!(with.rows("ledger.csv").len(), FATES.len() + 2);
}

/// The files that took reading down or kept it for ever, and the most that each may cost.
#[cfg(target_os = "linux")]
#[test]
fn no_file_takes_twenty_seconds_or_half_a_gigabyte() {
    let round = good_round();
    round.run();
    for (name, ..) in FATES.iter().filter(|(name, ..)| !is_inside_archive(name)) {
        let folder = round.folder.0.join("alone");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes_of(name)).unwrap();
        let (time, memory) = cost(&round, &folder);
        assert!(time < Duration::from_secs(20), "{name} takes {time:?}");
        assert!(memory < 512 * 1024, "{name} takes {memory} KiB");
        println!("{name}: {:.2} s, {} MiB", time.as_secs_f64(), memory / 1024);
    }
}

/// How long a check of a folder takes, and the most memory (KiB) that the program or a worker of it takes.
#[cfg(target_os = "linux")]
fn cost(round: &Round, returns: &std::path::Path) -> (Duration, u64) {
    let started = Instant::now();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_canvass"))
        .args(["check", "--quiet", "--period", "2025-Q1", "--returns"])
        .arg(returns)
        .arg("--out")
        .arg(round.folder.0.join("out"))
        .arg(&round.folder.0)
        .stderr(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    while program.try_wait().unwrap().is_none() {
        most = most.max(processes(program.id()).into_iter().filter_map(peak).max().unwrap_or(0));
        std::thread::sleep(Duration::from_millis(10));
    }
    (started.elapsed(), most)
}

#[cfg(target_os = "linux")]
fn processes(program: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{program}/task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children =
        children.flat_map(|line| line.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>());
    children.chain([program]).collect()
}

/// The most memory that a process has taken so far, in KiB.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse().ok())
}

#[test]
fn limits_can_be_set() {
    let round = good_round();
    round.file("2025-Q1/large.xlsx", &vec![b'x'; 64 * 1024]);
    let limited = round.command("run", &["--max-file-size", "63K"]);
    assert_eq!(limited.receipt("large.xlsx").0, "rejected");
    assert!(limited.receipt("large.xlsx").1.contains("size limit"), "{}", limited.receipt("large.xlsx").1);
    assert_eq!(round.command("run", &["--max-read-memory", "much"]).status, Some(2));
}

#[test]
fn returns_in_archives_are_read_and_sent_twice_they_count_once() {
    let round = good_round().silent("U04", "South").silent("U05", "South");
    let u04 = book(&round, &form("U04", "", "Number of staff=8\nTraining plan in force=no"));
    let u05 = book(&round, &form("U05", "2025-Q1", "Number of staff=9\nTraining plan in force=no"));
    let inner = hostile::archive(&[("U05.xlsx", &u05)]);
    let packed = hostile::archive(&[("2025-Q1/U04.xlsx", &u04), ("later/inner.zip", &inner), ("readme.txt", b"hello")]);
    round.file("sent.zip", &packed).file("again/U05.xlsx", &u05);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert_eq!(fate(&outcome, "sent.zip/2025-Q1/U04.xlsx").0, "used");
    let twice = [fate(&outcome, "again/U05.xlsx"), fate(&outcome, "sent.zip/later/inner.zip/U05.xlsx")];
    assert_eq!((twice[0].0.as_str(), twice[1].0.as_str()), ("used", "superseded"), "{twice:?}");
    assert_eq!(fate(&outcome, "sent.zip").0, "ignored");
    assert_eq!(fate(&outcome, "sent.zip/readme.txt").0, "ignored");
    assert_eq!(outcome.figure("staff", "")["value"], "34");
}

fn book(round: &Round, cells: &[(String, String)]) -> Vec<u8> {
    let name = "2025-Q1/for-an-archive.xlsx";
    round.form(name, cells);
    let path: PathBuf = round.folder.0.join("returns").join(name);
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(path).unwrap();
    bytes
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_not_opened() {
    use std::os::unix::fs::symlink;
    let round = good_round();
    let without = round.run();
    let returns = round.folder.0.join("returns/2025-Q1");
    fs::create_dir(returns.join("folder.xlsx")).unwrap();
    std::process::Command::new("mkfifo").arg(returns.join("pipe.xlsx")).status().unwrap();
    symlink("/etc/hostname", returns.join("out.xlsx")).unwrap();
    symlink("circle.xlsx", returns.join("circle.xlsx")).unwrap();
    symlink("..", returns.join("up")).unwrap();
    let with = round.run();
    assert_eq!((with.status, data(&with, "figures.csv")), (Some(0), data(&without, "figures.csv")), "{}", with.stderr);
    for (name, word) in [
        ("folder.xlsx", "a folder"),
        ("pipe.xlsx", "a pipe, device"),
        ("out.xlsx", "leads out"),
        ("circle.xlsx", "circle"),
        ("up", "circle"),
    ] {
        let (status, reason) = fate(&with, &format!("2025-Q1/{name}"));
        assert!(status == "rejected" && reason.contains(word), "{name}: {status} {reason}");
    }
}
