//! The manual page and the completion scripts, from what the command line says of itself.

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::help;
use crate::error::Error;
use crate::text::{Lang, cli as words};

/// A completion script.
pub fn completions(shell: Shell, lang: Lang) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(lang), "canvass", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual page: the program, then a section a command.
pub fn page(lang: Lang) -> Result<String, Error> {
    let pages = help::pages(lang);
    let mut out = Vec::new();
    for (place, command) in pages.iter().enumerate() {
        let man = Man::new(command.clone());
        match place {
            0 => program(&man, &mut out),
            _ => section(command, &man, &mut out),
        }
        .map_err(Error::io("man"))?;
    }
    Ok(headed(&String::from_utf8_lossy(&out), lang))
}

/// The page with its headings in one language.
fn headed(page: &str, lang: Lang) -> String {
    let headed = |line: &str| {
        let (kind, heading) = line.split_at_checked(4)?;
        let known = words::MANUAL_HEADINGS.iter().find(|(made, _)| *made == heading);
        known.filter(|_| matches!(kind, ".SH " | ".SS ")).map(|(_, phrase)| format!("{kind}{}", phrase.text(lang)))
    };
    let lines: Vec<String> = page.lines().map(|line| headed(line).unwrap_or_else(|| line.to_string())).collect();
    lines.join("\n")
}

fn program(man: &Man, out: &mut Vec<u8>) -> std::io::Result<()> {
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_options_section(out)?;
    man.render_extra_section(out)
}

/// A command's own page, made a section of the program's.
fn section(command: &Command, man: &Man, out: &mut Vec<u8>) -> std::io::Result<()> {
    let mut page = Vec::new();
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_extra_section(&mut page)?;
    let page = String::from_utf8_lossy(&page).replace(".SH ", ".SS ");
    out.extend_from_slice(format!(".SH {}\n{page}", command.get_name().to_uppercase()).as_bytes());
    Ok(())
}
