//! Characters that do not show are shown in every output, whatever they came in with.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::support::{Round, form};

/// Turns the direction of reading; has no width.
const HIDDEN: [char; 3] = ['\u{202e}', '\u{2066}', '\u{200b}'];

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

/// The parts of a file as bytes: those of a container unpacked.
fn parts(path: &Path) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return vec![bytes];
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let part = |at: usize, zip: &mut zip::ZipArchive<_>| {
        let mut bytes = Vec::new();
        zip.by_index(at).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    (0..zip.len()).map(|at| part(at, &mut zip)).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn nothing_in_any_output_hides() {
    let last = "unit = \"%\"\ndecimals = 1\n";
    let further = "[[chart]]\nid = \"who\"\nkind = \"matrix\"\ntitle = \"Who\"\n\n[[document]]\nid = \"letter\"\nper = \"unit\"\n";
    let round = Round::new().replacing(last, &format!("{last}\n{further}")).silent("U01", "No\u{2066}rth");
    round.survey_file("letter.en.md", "# {{ unit.name }}\n\n{{ unit.region }}: {{ answer(\"remark\") }}.\n");
    let answers = "Number of staff=5\nStaff trained=7\nTraining plan in force=no\nAnything else=a\u{202e}b\u{200b}c";
    round.form("2025-Q1/gnp\u{202e}xslx.xlsx", &form("U01", "2025-Q1", answers));
    round.file("2025-Q1/not\u{200b}es.txt", b"nothing");
    let outcome = round.command("run", &["-v"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    for path in walk(&outcome.folder) {
        for bytes in parts(&path) {
            for hidden in HIDDEN {
                assert!(!holds(&bytes, &hidden.to_string()), "{} hides U+{:04X}", path.display(), u32::from(hidden));
            }
        }
    }
    let shown = |name: &str, text: &str| {
        let parts = parts(&outcome.folder.join(name));
        assert!(parts.iter().any(|bytes| holds(bytes, text)), "{name} does not show {text}");
    };
    for name in ["report.docx", "report.html", "summary.xlsx", "data/answers.csv"] {
        shown(name, "a⟦U+202E⟧b⟦U+200B⟧c");
    }
    for name in ["data/ledger.csv", "data/findings.csv", "data/units.csv", "run.json"] {
        shown(name, "gnp⟦U+202E⟧xslx.xlsx");
    }
    // There a file is a URI, in which other characters than ASCII are written by their bytes.
    shown("data/findings.sarif", "gnp%E2%9F%A6U+202E%E2%9F%A7xslx.xlsx");
    shown("data/ledger.csv", "not⟦U+200B⟧es.txt");
    shown("data/units.csv", "No⟦U+2066⟧rth");
    shown("documents/letter/U01.docx", "No⟦U+2066⟧rth: a⟦U+202E⟧b⟦U+200B⟧c.");
    for said in [&outcome.stdout, &outcome.stderr] {
        assert!(!said.contains(HIDDEN), "{said}");
    }
    assert!(outcome.stderr.contains("gnp⟦U+202E⟧xslx.xlsx"), "{}", outcome.stderr);
}

#[test]
fn a_check_shows_them_on_the_screen() {
    let round = Round::new().silent("U01", "North");
    let answers = "Number of staff=5\nStaff trained=7\nTraining plan in force=no";
    round.form("2025-Q1/gnp\u{202e}xslx.xlsx", &form("U01", "2025-Q1", answers));
    for format in ["text", "json", "csv"] {
        let outcome = round.command("check", &["--format", format]);
        let said = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(said.contains("gnp⟦U+202E⟧xslx.xlsx") && !said.contains(HIDDEN), "{format}: {said}");
    }
}
