//! `report.html`: the tree as one page that needs nothing else: no network, no other file, and no script to be read.

use sha2::{Digest, Sha256};

use super::listed;
use super::mark;
use super::markdown;
use super::page;
use super::pictures::Pictures;
use super::tree::{self, Behind, Block, Cell, Grid, Number, Picture, Report, Run, Side, Style};
use crate::survey::document::Orientation;
use crate::text::Phrase;
use crate::text::report as say;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// The most characters of a name that is not broken.
const MOST_OF_NAME: usize = 5;
/// Beyond this many units the lists behind the numbers are left to the script alone.
const MOST_LISTED: usize = 500;

/// The report as a page; equal reports give equal text.
pub fn render(report: &Report, charts: Pictures) -> String {
    let mut page = Page { report, charts, out: String::with_capacity(1 << 18) };
    page.head();
    page.body();
    page.out
}

struct Page<'a> {
    report: &'a Report,
    charts: Pictures<'a>,
    out: String,
}

/// What differs in print from the page of an official document.
fn page_rule(page: page::Page) -> Option<&'static str> {
    match (page.orientation, page.is_compact) {
        (Orientation::Portrait, false) => None,
        (Orientation::Portrait, true) => Some("@media print { @page { size: A4; margin: 17mm 19mm; } }"),
        (Orientation::Landscape, false) => Some("@media print { @page { size: A4 landscape; margin: 25mm 22mm; } }"),
        (Orientation::Landscape, true) => Some("@media print { @page { size: A4 landscape; margin: 17mm 19mm; } }"),
    }
}

/// Text as text of a page or of an attribute in quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

impl Page<'_> {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn line(&mut self, html: &str) {
        self.out.push_str(html);
        self.out.push('\n');
    }

    fn word(&self, phrase: Phrase) -> String {
        escape(phrase.text(self.report.lang))
    }

    fn head(&mut self) {
        let language = super::docx::language(self.report);
        let title = escape(&tree::words(&self.report.title));
        self.line("<!DOCTYPE html>");
        self.line(&format!("<html lang=\"{language}\">"));
        self.line("<head>");
        self.line("<meta charset=\"utf-8\">");
        let policy = format!(
            "default-src 'none'; img-src data:; style-src {}{}; script-src {}; base-uri 'none'; form-action 'none'",
            source_hash(STYLE),
            page_rule(self.report.page).map(|rule| format!(" {}", source_hash(rule))).unwrap_or_default(),
            source_hash(SCRIPT)
        );
        self.line(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"));
        self.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.line(crate::published::GENERATOR);
        self.line(&format!("<meta name=\"author\" content=\"{}\">", escape(&self.report.office)));
        self.line(&format!("<title>{title}</title>"));
        self.line(&format!("<style>{STYLE}</style>"));
        self.page_rule();
        self.line("</head>");
    }

    /// How the page lies when it is printed, where that is not upright.
    fn page_rule(&mut self) {
        if let Some(rule) = page_rule(self.report.page) {
            self.line(&format!("<style>{rule}</style>"));
        }
    }

    fn body(&mut self) {
        let report = self.report;
        let close = if report.page.is_compact { " class=\"compact\"" } else { "" };
        self.line(&format!("<body{close}>"));
        let skip = self.word(say::SKIP);
        self.line(&format!("<a class=\"skip\" href=\"#text\">{skip}</a>"));
        self.line("<main id=\"text\">");
        self.put("<header class=\"front\">\n<h1>");
        self.runs(&report.title);
        self.line("</h1>");
        for line in &report.front {
            self.put("<p>");
            self.runs(line);
            self.line("</p>");
        }
        self.line("</header>");
        self.contents();
        self.blocks(&report.blocks);
        self.behind();
        self.line("</main>");
        self.dialog();
        self.line(&format!(
            "<script type=\"application/json\" id=\"units\">{}</script>",
            listed::json(report.lang, &report.units, &report.behind, &report.cells)
        ));
        self.line(&format!("<script>{SCRIPT}</script>"));
        self.line("</body>\n</html>");
    }

    /// The table of contents; a page that does not ask for one has none.
    fn contents(&mut self) {
        if !self.report.blocks.contains(&Block::Contents) {
            return;
        }
        let title = self.word(say::CONTENTS);
        self.line(&format!("<nav aria-label=\"{title}\">\n<details open>\n<summary>{title}</summary>\n<ul>"));
        for block in &self.report.blocks {
            if let Block::Heading { level, runs, anchor } = block
                && *level <= 2
            {
                let words = escape(&tree::words(runs));
                self.line(&format!("<li class=\"level{level}\"><a href=\"#{anchor}\">{words}</a></li>"));
            }
        }
        if self.lists_units() {
            let annex = self.word(say::ANNEX_BEHIND);
            self.line(&format!("<li class=\"level1\"><a href=\"#behind\">{annex}</a></li>"));
        }
        self.line("</ul>\n</details>\n</nav>");
    }

    fn lists_units(&self) -> bool {
        !self.report.behind.is_empty() && self.report.units.len() <= MOST_LISTED
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, runs, anchor } => {
                    self.put(&format!("<h{} id=\"{anchor}\">", level + 1));
                    self.runs(runs);
                    self.line(&format!("</h{}>", level + 1));
                }
                Block::Paragraph(runs) => self.element("p", runs),
                Block::Signed(lines) => {
                    self.line("<div class=\"signed\">");
                    lines.iter().for_each(|line| self.element("p", line));
                    self.line("</div>");
                }
                Block::Quote(runs) => {
                    self.put("<blockquote>");
                    self.element("p", runs);
                    self.line("</blockquote>");
                }
                Block::List { start, items } => self.list(*start, items),
                Block::Grid(grid) => self.grid(grid),
                Block::Picture(picture) => self.picture(picture),
                Block::Author(asked) => self.line(&format!("<p class=\"author\"><mark>{}</mark></p>", escape(asked))),
                Block::Contents => {}
                Block::PageBreak => self.line("<div class=\"new-page\"></div>"),
            }
        }
    }

    fn element(&mut self, name: &str, runs: &[Run]) {
        self.put(&format!("<{name}>"));
        self.runs(runs);
        self.line(&format!("</{name}>"));
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text { text, style } => self.styled(*style, &escape(text)),
                Run::Number(number, style) => {
                    let html = self.number(number);
                    self.styled(*style, &html);
                }
                Run::Break => self.put("<br>"),
                Run::Author(asked) => self.put(&format!("<mark>{}</mark>", escape(asked))),
                Run::Reference { anchor, text } if !text.is_empty() => {
                    self.put(&format!("<a href=\"#{anchor}\">{}</a>", escape(text)));
                }
                Run::Reference { .. } => {}
            }
        }
    }

    fn styled(&mut self, style: Style, html: &str) {
        let (open, close) = match (style.strong, style.emphasis) {
            (false, false) => ("", ""),
            (true, false) => ("<strong>", "</strong>"),
            (false, true) => ("<em>", "</em>"),
            (true, true) => ("<strong><em>", "</em></strong>"),
        };
        self.put(open);
        self.put(html);
        self.put(close);
    }

    /// A number that leads to its units, and says which figure it is.
    fn number(&self, number: &Number) -> String {
        let text = escape(&number.text);
        let figure = escape(&match number.base.is_empty() {
            true => number.figure.clone(),
            false => format!("{}:{}", number.figure, number.base),
        });
        match number.behind {
            None => format!("<span data-figure=\"{figure}\">{text}</span>"),
            Some(at) => {
                let title = escape(&self.report.behind[at].title);
                format!("<a class=\"n\" href=\"#behind-{at}\" data-figure=\"{figure}\" title=\"{title}\">{text}</a>")
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let (open, close) = match start {
            None => ("<ul>".to_string(), "</ul>"),
            Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
        };
        self.line(&open);
        for item in items {
            self.put("<li>");
            match item.as_slice() {
                [Block::Paragraph(runs)] => self.runs(runs),
                blocks => self.blocks(blocks),
            }
            self.line("</li>");
        }
        self.line(close);
    }

    fn grid(&mut self, grid: &Grid) {
        let id = match grid.id.is_empty() {
            true => String::new(),
            false => format!(" id=\"{}\"", tree::anchor("table", &grid.id)),
        };
        self.line(&format!(
            "<div class=\"table\"{id} role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
            escape(&grid.title)
        ));
        self.line("<table>");
        if grid.number > 0 {
            let label = tree::table_label(self.report.lang, grid.number);
            self.line(&format!("<caption><span><b>{}</b> {}</span></caption>", escape(&label), escape(&grid.title)));
        }
        self.put("<thead><tr>");
        let sort = self.word(say::SORT);
        for column in &grid.columns {
            let (side, title) = (side(column.side), escape(&column.title));
            self.put(&format!(
                "<th scope=\"col\"{side}><button type=\"button\" title=\"{sort}\">{title}</button><span>{title}</span></th>"
            ));
        }
        self.line("</tr></thead>\n<tbody>");
        for row in &grid.rows {
            self.row(grid, row);
        }
        self.line("</tbody>\n</table>");
        if !grid.note.is_empty() {
            let note = say::NOTE.say(self.report.lang, &[("note", &grid.note)]);
            self.line(&format!("<p class=\"note\">{}</p>", escape(&note)));
        }
        self.line("</div>");
    }

    fn row(&mut self, grid: &Grid, row: &[Cell]) {
        self.put("<tr>");
        for (cell, column) in row.iter().zip(&grid.columns) {
            let key = cell.key.as_ref().map(|key| format!(" data-key=\"{}\"", escape(key))).unwrap_or_default();
            self.put(&format!("<td{}{key}>", cell_class(column.side, cell)));
            match mark::svg(cell, &escape(&tree::words(&cell.runs))) {
                Some(line) => self.put(&line),
                None => self.runs(&cell.runs),
            }
            self.put("</td>");
        }
        self.line("</tr>");
    }

    /// The drawing itself, so that it stays sharp in print; it is an image, so that nothing in it can run.
    fn picture(&mut self, picture: &Picture) {
        let Some(chart) = self.charts.get(picture.place) else { return };
        let id = tree::anchor("chart", &picture.id);
        let alternative = escape(&picture.alternative);
        let (width, height) = chart.size;
        let data = match chart.svg.is_empty() {
            true => format!("data:image/png;base64,{}", base64(&chart.png)),
            false => format!("data:image/svg+xml;base64,{}", base64(chart.svg.as_bytes())),
        };
        let label = escape(&tree::picture_label(self.report.lang, picture.number));
        self.line(&format!("<figure id=\"{id}\"{}>", figure_class(chart.size)));
        self.line(&format!("<img src=\"{data}\" alt=\"{alternative}\" width=\"{width}\" height=\"{height}\">"));
        self.line(&format!("<figcaption><b>{label}</b> {}</figcaption>\n</figure>", escape(&picture.title)));
    }

    /// The units behind every number, for readers without script.
    fn behind(&mut self) {
        if !self.lists_units() {
            return;
        }
        let (title, note) = (self.word(say::ANNEX_BEHIND), self.word(say::ANNEX_BEHIND_NOTE));
        self.line(&format!("<section class=\"behind\">\n<h2 id=\"behind\">{title}</h2>\n<p>{note}</p>"));
        for (at, behind) in self.report.behind.iter().enumerate() {
            self.line(&format!("<details id=\"behind-{at}\"><summary>{}</summary>", escape(&behind.title)));
            for (label, units) in sides(self.report, behind) {
                let head =
                    say::GROUP_OF_UNITS.say(self.report.lang, &[("side", &label), ("n", &units.len().to_string())]);
                let list = units.join(say::COMMA.text(self.report.lang));
                self.line(&format!("<p><b>{}</b><br>{}</p>", escape(&head), escape(&list)));
            }
            self.line("</details>");
        }
        self.line("</section>");
    }

    fn dialog(&mut self) {
        let close = self.word(say::CLOSE);
        self.line("<dialog id=\"panel\" aria-labelledby=\"panel-title\">");
        self.line("<h2 id=\"panel-title\"></h2>\n<div id=\"panel-units\"></div>");
        self.line(&format!("<form method=\"dialog\"><button autofocus>{close}</button></form>\n</dialog>"));
    }
}

/// The sides of a figure that have units, with their names.
fn sides(report: &Report, behind: &Behind) -> Vec<(String, Vec<String>)> {
    let named = |places: &[usize]| places.iter().map(|&place| report.units[place].clone()).collect::<Vec<_>>();
    let unknown = behind.unknown.iter().map(|(place, state)| {
        let why = super::facts::state_phrase(*state).text(report.lang);
        let open_close = if report.lang == crate::text::Lang::Zh { ("（", "）") } else { (" (", ")") };
        format!("{}{}{why}{}", report.units[*place], open_close.0, open_close.1)
    });
    let all = [
        (if behind.is_measure { say::TAKEN_IN } else { say::HAVE }, named(&behind.yes)),
        (say::HAVE_NOT, named(&behind.no)),
        (say::UNKNOWN, unknown.collect::<Vec<_>>()),
    ];
    let filled = all.into_iter().filter(|(_, units)| !units.is_empty());
    filled.map(|(label, units)| (label.text(report.lang).to_string(), units)).collect()
}

fn cell_class(set: Side, cell: &Cell) -> String {
    match mark::class(cell) {
        Some(state) => format!(" class=\"centre {state}\""),
        None if set == Side::Left && is_short(&tree::words(&cell.runs)) => " class=\"short\"".to_string(),
        None => side(set).to_string(),
    }
}

/// Whether a text of Chinese is a short name, which is not broken in print although it could be after any character.
fn is_short(words: &str) -> bool {
    let n_wide = words.chars().filter(|c| markdown::is_wide(*c)).count();
    (1..=MOST_OF_NAME).contains(&n_wide) && words.chars().count() == n_wide
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "",
        Side::Centre => " class=\"centre\"",
        Side::Right => " class=\"right\"",
    }
}

/// A source of the content security policy: exactly this text and no other.
fn source_hash(source: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(source.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            match place <= chunk.len() {
                true => out.push(char::from(LETTERS[(word >> (18 - 6 * place)) as usize & 63])),
                false => out.push('='),
            }
        }
    }
    out
}

/// A matrix of many rows must stay legible where other pictures are kept low.
fn figure_class((width, height): (u32, u32)) -> &'static str {
    if 4 * height > 3 * width { " class=\"tall\"" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_many_rows_is_no_lower_than_it_can_be_read() {
        assert_eq!([(840, 693), (840, 480)].map(figure_class), [" class=\"tall\"", ""]);
    }

    #[test]
    fn a_short_chinese_name_is_not_broken_in_print() {
        let class = |words: &str| cell_class(Side::Left, &Cell::text(words));
        assert_eq!(class("白芷镇"), " class=\"short\"");
        assert_eq!((class("未按时报送责任制落实情况"), class("5 个镇")), (String::new(), String::new()));
    }

    #[test]
    fn bytes_are_written_in_base_64() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
