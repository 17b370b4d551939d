//! Which part is what: the package's main part, and the parts that a part points at.

use std::rc::Rc;

use crate::collect::container::Container;
use crate::collect::guard::{Budget, unlawful};
use crate::collect::memo::Memo;
use crate::collect::workbook::Refusal;
use crate::collect::xml::{self, Scanner, Token, is};

const LIST: &str = "[Content_Types].xml";

thread_local! {
    static MET_LINKS: Memo<Vec<Link>> = const { Memo::new() };
    static MET_TYPES: Memo<(String, String)> = const { Memo::new() };
}

/// What a package of office parts holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The main part's name.
    pub main: String,
    /// The main part's content type; empty where the package does not say.
    pub content_type: String,
    /// `xlsx`, `xlsm`, `xltx`, `xltm` or `xlsb` for workbooks.
    pub kind: &'static str,
}

impl Package {
    /// Whether the main part is a workbook, and not a text or a presentation.
    pub fn is_workbook(&self) -> bool {
        let is = |word: &str| self.content_type.contains(word);
        is("spreadsheetml")
            || is("ms-excel")
            || (self.content_type.is_empty() && self.main.contains("workbook"))
            || self.content_type == "application/xml"
    }
}

/// A pointer from one part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The name by which the part calls it.
    pub id: String,
    /// The last word of its type: `worksheet`, `styles`; the same in both generations of the standard.
    pub kind: String,
    /// The part it points at, from the package's root.
    pub target: String,
}

/// Finds the main part of a package; `None` where there is none.
pub fn package(container: &mut Container, budget: &Budget) -> Result<Option<Package>, Refusal> {
    let links = links_of(container, "", budget)?;
    let named = only(&links, "officeDocument", "_rels/.rels")?.map(|link| link.target.clone());
    let usual = || ["xl/workbook.xml", "xl/workbook.bin"].into_iter().find(|name| container.has(name));
    let main = match named {
        Some(named) => named,
        None if links.is_empty() => match usual() {
            Some(usual) => usual.to_string(),
            None => return Ok(None),
        },
        None => return Ok(None),
    };
    let content_type = content_type(container, &main, budget)?;
    let kind = kind(&main, &content_type);
    Ok(Some(Package { main, content_type, kind }))
}

fn kind(main: &str, content_type: &str) -> &'static str {
    let is = |word: &str| content_type.contains(word);
    match () {
        () if is("sheet.binary") || main.ends_with(".bin") => "xlsb",
        () if is("template.macroEnabled") => "xltm",
        () if is("macroEnabled") => "xlsm",
        () if is("template") => "xltx",
        () => "xlsx",
    }
}

/// The pointers of a part, or of the package where no part is named; none where the package holds no list of them.
pub fn links_of(container: &mut Container, part: &str, budget: &Budget) -> Result<Rc<Vec<Link>>, Refusal> {
    let (folder, base) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = format!("{folder}{slash}_rels/{base}.rels");
    let links = MET_LINKS.with(|met| met.part(container, &name, budget, |text| read(text, &name, folder, budget)))?;
    Ok(links.unwrap_or_default())
}

fn read(text: &str, part: &str, folder: &str, budget: &Budget) -> Result<Vec<Link>, Refusal> {
    let mut scanner = Scanner::new(text, part, budget);
    let mut links: Vec<Link> = Vec::new();
    loop {
        match scanner.next()? {
            Token::Open(tag) | Token::Empty(tag) if is(&tag, "Relationship") => {
                let get = |name| scanner.attribute(&tag, name).map(Option::unwrap_or_default);
                let (id, kind, target) = (get("Id")?, get("Type")?, get("Target")?);
                if get("TargetMode")? == "External" {
                    continue;
                }
                scanner.within(links.len(), |limits| limits.parts)?;
                if links.iter().any(|link| link.id == id) {
                    return Err(unlawful(format!("{part}: {id} ×2")));
                }
                let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
                links.push(Link { id: id.into_owned(), kind, target: resolved(folder, &target) });
            }
            Token::End => return Ok(links),
            _ => {}
        }
    }
}

/// The one pointer of a kind; two that lead to different parts are refused.
pub fn only<'l>(links: &'l [Link], kind: &str, part: &str) -> Result<Option<&'l Link>, Refusal> {
    let mut of_kind = links.iter().filter(|link| link.kind == kind);
    let first = of_kind.next();
    match of_kind.find(|link| Some(&link.target) != first.map(|first| &first.target)) {
        Some(_) => Err(unlawful(format!("{part}: {kind} ×2"))),
        None => Ok(first),
    }
}

/// A target from the package's root: absolute, or counted from the folder with `..` and `.` followed.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let (from, target) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target.as_str()),
    };
    let mut path: Vec<&str> = from.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn content_type(container: &mut Container, main: &str, budget: &Budget) -> Result<String, Refusal> {
    let read = |text: &str| Ok((main.to_string(), read_content_type(text, main, budget)?));
    let found = MET_TYPES.with(|met| met.part(container, LIST, budget, read))?;
    match found.as_deref() {
        None => Ok(String::new()),
        Some((known, found)) if known == main => Ok(found.clone()),
        // The same list, in which another package points at another part.
        Some(_) => {
            let Some(bytes) = container.part(LIST)? else { return Ok(String::new()) };
            read_content_type(&xml::decode(&bytes, LIST)?, main, budget)
        }
    }
}

fn read_content_type(text: &str, main: &str, budget: &Budget) -> Result<String, Refusal> {
    let mut scanner = Scanner::new(text, LIST, budget);
    let (mut own, mut by_ending) = (None, None);
    loop {
        match scanner.next()? {
            Token::Open(tag) | Token::Empty(tag) => {
                let get = |name| scanner.attribute(&tag, name).map(Option::unwrap_or_default);
                if is(&tag, "Override") && get("PartName")?.trim_start_matches('/').eq_ignore_ascii_case(main) {
                    own = Some(get("ContentType")?.into_owned());
                } else if is(&tag, "Default") && main.ends_with(&format!(".{}", get("Extension")?)) {
                    by_ending = Some(get("ContentType")?.into_owned());
                }
            }
            Token::End => return Ok(own.or(by_ending).unwrap_or_default()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_followed_from_the_folder_or_from_the_root() {
        for (folder, target, expected) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../styles.xml", "styles.xml"),
            ("xl", "..\\..\\styles.xml", "styles.xml"),
            ("", "./book.xml", "book.xml"),
        ] {
            assert_eq!(resolved(folder, target), expected);
        }
    }
}
