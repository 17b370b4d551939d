//! Round: a whole round in a temporary folder, in four lines.

pub mod container;
pub mod hostile;
pub mod scene;
pub mod shim;
pub mod xlsb;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use assert_cmd::Command;
use rust_xlsxwriter::{ExcelDateTime, Workbook};

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, started in the project's folder.
pub fn canvass() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_canvass"));
    command.current_dir(project());
    command
}

/// A folder of its own for each caller, removed when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("canvass-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A round of the tiny survey: a register, returns, and what the program makes of them.
pub struct Round {
    pub folder: Arc<Folder>,
    units: Vec<[String; 5]>,
    definition: String,
}

impl Round {
    /// A round of the survey in `tests/tiny`.
    pub fn new() -> Round {
        let definition = fs::read_to_string(project().join("tests/tiny/survey.toml")).unwrap();
        Round { folder: Arc::new(Folder::new()), units: Vec::new(), definition }
    }

    /// Changes the definition.
    pub fn replacing(mut self, old: &str, new: &str) -> Round {
        assert!(self.definition.contains(old), "the definition has no `{old}`");
        self.definition = self.definition.replace(old, new);
        self
    }

    /// A unit of the register that sends nothing (yet).
    pub fn silent(mut self, code: &str, region: &str) -> Round {
        let row = [code, &format!("Office {code}"), region, "", ""].map(str::to_string);
        self.units.push(row);
        self
    }

    /// A unit of the register with a return for the first quarter of 2025: `Label=answer` a line.
    pub fn unit(self, code: &str, region: &str, answers: &str) -> Round {
        let round = self.silent(code, region);
        round.form(&format!("2025-Q1/{code}.xlsx"), &form(code, "2025-Q1", answers));
        round
    }

    /// A return drawn cell by cell: `A1=text` a line; numbers are numbers.
    pub fn form(&self, name: &str, cells: &[(String, String)]) -> &Round {
        let mut workbook = fixed_workbook();
        let sheet = workbook.add_worksheet();
        for (cell, text) in cells {
            let (row, col) = position(cell);
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, col, number).unwrap(),
                Err(_) => sheet.write_string(row, col, text).unwrap(),
            };
        }
        self.file(name, &workbook.save_to_buffer().unwrap())
    }

    /// Any bytes as a file below the folder of returns.
    pub fn file(&self, name: &str, bytes: &[u8]) -> &Round {
        let path = self.folder.0.join("returns").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Any text as a file of the survey's folder.
    pub fn survey_file(&self, name: &str, text: &str) -> &Round {
        fs::write(self.folder.0.join(name), text).unwrap();
        self
    }

    fn write_survey(&self) {
        fs::write(self.folder.0.join("survey.toml"), &self.definition).unwrap();
        fs::create_dir_all(self.folder.0.join("returns")).unwrap();
        let mut workbook = fixed_workbook();
        let sheet = workbook.add_worksheet();
        for (col, heading) in ["Code", "Name", "Region", "Formerly", "Also"].iter().enumerate() {
            sheet.write_string(0, col as u16, *heading).unwrap();
        }
        for (row, unit) in self.units.iter().enumerate() {
            for (col, text) in unit.iter().enumerate() {
                sheet.write_string(row as u32 + 1, col as u16, text).unwrap();
            }
        }
        workbook.save(self.folder.0.join("units.xlsx")).unwrap();
    }

    /// Runs a command on the round; arguments after the survey.
    pub fn command(&self, command: &str, arguments: &[&str]) -> Outcome {
        self.write_survey();
        let out = self.folder.0.join("out");
        let mut program = canvass();
        program.arg(command).arg(&self.folder.0).args(arguments);
        if matches!(command, "run" | "check") && !arguments.contains(&"--out") {
            program.arg("--out").arg(&out);
        }
        let output = program.output().unwrap();
        Outcome {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            folder: out.join("tiny/2025-Q1"),
            _round: Some(self.folder.clone()),
        }
    }

    pub fn run(&self) -> Outcome {
        self.command("run", &[])
    }
}

/// What a command printed and wrote.
pub struct Outcome {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub folder: PathBuf,
    /// Keeps the folder as long as its files may be looked at.
    pub _round: Option<Arc<Folder>>,
}

impl Outcome {
    /// A data file's rows, each by column name.
    pub fn rows(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        rows(&self.folder.join("data").join(name))
    }

    /// A figure of the whole on a base.
    pub fn figure(&self, figure: &str, base: &str) -> BTreeMap<String, String> {
        let rows = self.rows("figures.csv");
        let of_whole = |row: &&BTreeMap<String, String>| {
            row["figure"] == figure && row["base"] == base && row["group_by"].is_empty()
        };
        let found: Vec<_> = rows.iter().filter(of_whole).collect();
        assert_eq!(found.len(), 1, "{figure} of {base}: {} rows\n{}", found.len(), self.stderr);
        found[0].clone()
    }

    /// The rules of the findings of a unit, in order.
    pub fn rules_of(&self, unit: &str) -> Vec<String> {
        self.rows("findings.csv").iter().filter(|row| row["unit"] == unit).map(|row| row["rule"].clone()).collect()
    }

    /// The status and reason of a file in the ledger.
    pub fn receipt(&self, file: &str) -> (String, String) {
        let rows = self.rows("ledger.csv");
        let row = rows.iter().find(|row| row["file"].ends_with(file));
        let row = row.unwrap_or_else(|| panic!("{file} is not in the ledger: {rows:?}"));
        (row["status"].clone(), row["reason"].clone())
    }
}

/// The rows of a CSV file, each by column name.
pub fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut records = records(&text).into_iter();
    let header = records.next().expect("a data file has a header row");
    records.map(|record| header.iter().cloned().zip(record).collect()).collect()
}

/// RFC 4180.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut characters) = (false, text.chars().peekable());
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

/// The cells of a form as the tiny survey's office draws it.
pub fn form(code: &str, period: &str, answers: &str) -> Vec<(String, String)> {
    let mut cells = vec![
        ("A1".into(), "Quarterly staff return".into()),
        ("A2".into(), "Code".into()),
        ("B2".into(), code.into()),
        ("A3".into(), "Unit".into()),
        ("B3".into(), format!("Office {code}")),
        ("A4".into(), "Quarter".into()),
        ("B4".into(), period.into()),
    ];
    let labels = [
        "Number of staff",
        "Staff trained",
        "Training plan in force",
        "Training held",
        "Anything else",
        "Date",
        "Nil return",
    ];
    for (row, label) in labels.iter().enumerate() {
        cells.push((format!("A{}", row + 6), label.to_string()));
        let answer =
            answers.lines().find_map(|line| line.trim().strip_prefix(&format!("{label}=")).map(str::to_string));
        if let Some(answer) = answer {
            cells.push((format!("B{}", row + 6), answer));
        }
    }
    cells
}

fn position(cell: &str) -> (u32, u16) {
    let position = canvass::sheet::Position::parse(cell).unwrap_or_else(|| panic!("{cell} is a cell"));
    (position.row, position.col as u16)
}

/// A workbook whose bytes do not depend on the clock.
pub fn fixed_workbook() -> Workbook {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2025, 1, 1).unwrap();
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
    workbook
}
