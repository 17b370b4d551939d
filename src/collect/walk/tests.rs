use super::*;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("canvass-walk-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn put(root: &Path, name: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, name).unwrap();
}

fn listed(found: &[Found]) -> Vec<(&str, bool)> {
    found.iter().map(|file| (file.name.as_str(), file.aside.is_none())).collect()
}

const LIMIT: u64 = 1024;

fn walked(root: &Path) -> Vec<Found> {
    files(&[root.to_path_buf()], LIMIT).unwrap()
}

fn reason(found: &[Found], name: &str) -> (ReceiptStatus, Phrase) {
    let file = found.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("{name} in {found:?}"));
    let aside = file.aside.as_ref().unwrap_or_else(|| panic!("{name} is read"));
    (aside.status, aside.reason)
}

#[test]
fn every_file_is_found_once_and_debris_is_put_aside() {
    let root = folder("all");
    let names =
        ["2024/b.xlsx", "2024/a.XLS", "2024/~$b.xlsx", "._a.xls", "Thumbs.db", "x.xlsx/inner.ods", "b.xlsx.part"];
    for name in names {
        put(&root, name);
    }
    let prefix = root.file_name().unwrap().to_str().unwrap();
    assert_eq!(files(&[root.clone(), root.join("2024")], LIMIT).unwrap().len(), 8);
    let alone = walked(&root);
    let expected = [
        ("._a.xls", false),
        ("2024/a.XLS", true),
        ("2024/b.xlsx", true),
        ("2024/~$b.xlsx", false),
        ("Thumbs.db", false),
        ("b.xlsx.part", false),
        ("x.xlsx", false),
        ("x.xlsx/inner.ods", true),
    ];
    assert_eq!(listed(&alone), expected);
    assert_eq!(*alone[1].folders, ["2024", prefix]);
    assert_eq!(reason(&alone, "x.xlsx"), (ReceiptStatus::Rejected, say::FOLDER_NAMED_LIKE_A_FILE));
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn empty_and_huge_files_are_not_opened() {
    let root = folder("sizes");
    fs::write(root.join("empty.xlsx"), b"").unwrap();
    fs::write(root.join("huge.xlsx"), vec![b'x'; LIMIT as usize + 1]).unwrap();
    fs::write(root.join("film.mp4"), vec![b'x'; LIMIT as usize + 1]).unwrap();
    fs::write(root.join(".keep"), b"").unwrap();
    fs::write(root.join("huge.rar"), vec![b'x'; LIMIT as usize + 1]).unwrap();
    fs::write(root.join("huge.zip.002"), vec![b'x'; LIMIT as usize + 1]).unwrap();
    fs::write(root.join("empty.7z"), b"").unwrap();
    fs::write(root.join("small.7z"), b"7z").unwrap();
    fs::create_dir(root.join("2024.7z")).unwrap();
    let found = walked(&root);
    assert_eq!(reason(&found, "empty.xlsx"), (ReceiptStatus::Rejected, reader::EMPTY));
    assert_eq!(reason(&found, "huge.xlsx"), (ReceiptStatus::Rejected, reader::TOO_LARGE));
    assert_eq!(reason(&found, "huge.rar"), (ReceiptStatus::Rejected, say::ARCHIVE));
    assert_eq!(reason(&found, "huge.zip.002"), (ReceiptStatus::Rejected, say::PART_OF_ARCHIVE));
    assert_eq!(reason(&found, "empty.7z"), (ReceiptStatus::Rejected, reader::EMPTY));
    let small = found.iter().find(|file| file.name == "small.7z").unwrap();
    assert!(small.aside.is_none() && small.claims_return, "what it is, its bytes tell");
    assert!(found.iter().all(|file| file.name != "2024.7z"), "a folder is none, whatever its name");
    assert_eq!(reason(&found, "film.mp4"), (ReceiptStatus::Ignored, say::NO_SPREADSHEET));
    assert_eq!(reason(&found, ".keep"), (ReceiptStatus::Ignored, say::NO_SPREADSHEET));
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn a_file_that_goes_or_changes_before_it_is_read_is_rejected() {
    let root = folder("changes");
    for name in ["gone.xlsx", "grown.xlsx", "same.xlsx"] {
        put(&root, name);
    }
    let found = walked(&root);
    fs::remove_file(root.join("gone.xlsx")).unwrap();
    fs::write(root.join("grown.xlsx"), b"more than there was").unwrap();
    assert_eq!(found[0].read(LIMIT), Err(Aside::rejected(say::FILE_GONE)));
    assert_eq!(found[1].read(LIMIT), Err(Aside::rejected(say::FILE_CHANGES)));
    assert_eq!(found[2].read(LIMIT).as_deref(), Ok(&b"same.xlsx"[..]));
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn a_path_that_does_not_exist_is_wrong_usage() {
    let missing = files(&[PathBuf::from("/nowhere/returns")], LIMIT);
    assert!(matches!(missing, Err(Error::Usage(message)) if message.to_string().contains("/nowhere/returns")));
}

#[test]
fn bytes_that_are_no_text_are_shown_one_by_one() {
    assert_eq!(shown_bytes(b"\xbc\xd7.xls"), "\\xBC\\xD7.xls");
    assert_eq!(shown_bytes("甲.xls".as_bytes()), "甲.xls");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_told_apart() {
    use std::os::unix::ffi::OsStrExt;
    let root = folder("bytes");
    for name in [&b"\xbc\xd7.xls"[..], b"\xbc\xd8.xls", b"\\xBC\\xD7.xls"] {
        fs::write(root.join(OsStr::from_bytes(name)), b"x").unwrap();
    }
    let found = walked(&root);
    let names: Vec<&str> = found.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["\\xBC\\xD7.xls", "\\xBC\\xD7.xls (2)", "\\xBC\\xD8.xls"]);
    fs::remove_dir_all(&root).unwrap();
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_but_to_files_inside_and_pipes_are_not_opened() {
    use std::os::unix::fs::symlink;
    let root = folder("links");
    put(&root, "in/a.xlsx");
    put(&root, "beside/b.xlsx");
    let links = [
        ("b.xlsx", root.join("in/a.xlsx")),
        ("out.xlsx", PathBuf::from("/etc/hostname")),
        ("in/up", root.clone()),
        ("in/beside", root.join("beside")),
        ("gone.xlsx", PathBuf::from("nothing")),
        ("self.xlsx", PathBuf::from("self.xlsx")),
        ("device.xlsx", PathBuf::from("/dev/zero")),
    ];
    for (name, target) in &links {
        symlink(target, root.join(name)).unwrap();
    }
    std::os::unix::net::UnixListener::bind(root.join("socket.xlsx")).unwrap();
    let found = walked(&root);
    let read: Vec<&str> = found.iter().filter(|f| f.aside.is_none()).map(|f| f.name.as_str()).collect();
    assert_eq!(read, ["b.xlsx", "beside/b.xlsx", "in/a.xlsx"]);
    for (name, why) in [
        ("out.xlsx", say::LINK_LEADS_OUT),
        ("in/up", say::LINK_IN_A_CIRCLE),
        ("gone.xlsx", say::LINK_TO_NOTHING),
        ("self.xlsx", say::LINK_IN_A_CIRCLE),
        ("device.xlsx", say::LINK_LEADS_OUT),
        ("socket.xlsx", say::NO_REGULAR_FILE),
    ] {
        assert_eq!(reason(&found, name), (ReceiptStatus::Rejected, why), "{name}");
    }
    assert_eq!(reason(&found, "in/beside"), (ReceiptStatus::Ignored, say::LINK_TO_FOLDER));
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn what_a_record_lists_is_put_aside_and_a_return_beside_it_is_not() {
    let root = folder("own");
    for name in ["s/2024/summary.xlsx", "s/2024/data/units.csv", "s/2024/U01.xlsx", "2024/summary.xlsx"] {
        put(&root, name);
    }
    let record = r#"{"program": "canvass", "outputs": {"summary.xlsx": "00", "data/units.csv": "00"}}"#;
    fs::write(root.join("s/2024/run.json"), record).unwrap();
    let found = walked(&root);
    for name in ["s/2024/run.json", "s/2024/summary.xlsx", "s/2024/data/units.csv"] {
        assert_eq!(reason(&found, name), (ReceiptStatus::Ignored, say::OWN_PUBLICATION), "{name}");
    }
    let read: Vec<&str> = found.iter().filter(|file| file.aside.is_none()).map(|file| file.name.as_str()).collect();
    assert_eq!(read, ["2024/summary.xlsx", "s/2024/U01.xlsx"]);
    fs::remove_dir_all(&root).unwrap();
}
