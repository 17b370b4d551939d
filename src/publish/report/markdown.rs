//! From Markdown with markers to the blocks of the tree. Raw HTML, links and images of a template are plain text.

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::marker::{BOLD, Insertion, Piece, pieces};
use super::tree::{Block, Cell, Column, Grid, Run, Side, Style, anchor, clean, picture_label, table_label, words};
use crate::text::{Lang, report as say};

/// What a template's text holds, in reading order: the title, and all that follows.
#[derive(Debug, Default)]
pub struct Outline {
    /// The words of the heading of level 1.
    pub title: Vec<Run>,
    /// Everything else.
    pub blocks: Vec<Block>,
}

/// Reads Markdown; `insertions` are what its markers stand for.
pub fn outline(markdown: &str, insertions: &[Insertion], lang: Lang) -> Outline {
    let markdown = bold_marked(markdown);
    let mut reader = Reader::new(insertions, lang);
    for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES) {
        reader.read(event);
    }
    reader.end_line();
    reader.outline
}

/// The same Markdown with [`BOLD`] for `**` in lines with Chinese: there Markdown takes `**方案。**制定` for plain text,
/// because it looks for a space after the full stop.
fn bold_marked(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for line in markdown.split_inclusive('\n') {
        let is_plain = !line.chars().any(is_wide) || line.contains("***") || line.contains("\\*");
        match is_plain {
            true => out.push_str(line),
            false => out.push_str(&line.replace("**", BOLD.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

struct Reader<'a> {
    insertions: &'a [Insertion],
    lang: Lang,
    outline: Outline,
    line: Vec<Inline>,
    style: Style,
    is_quote: bool,
    lists: Vec<(Option<u64>, Vec<Vec<Block>>)>,
    grid: Option<Grid>,
    row: Vec<Cell>,
    caption: String,
}

/// A piece of a line before it is known what becomes of the line.
enum Inline {
    Run(Run),
    /// The template's source goes on in the next line.
    Soft,
    Block(Insertion),
}

impl<'a> Reader<'a> {
    fn new(insertions: &'a [Insertion], lang: Lang) -> Reader<'a> {
        Reader {
            insertions,
            lang,
            outline: Outline::default(),
            line: Vec::new(),
            style: Style::default(),
            is_quote: false,
            lists: Vec::new(),
            grid: None,
            row: Vec::new(),
            caption: String::new(),
        }
    }

    fn read(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::Html(text) | Event::InlineHtml(text) if text.trim_start().starts_with("<!--") => {}
            Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak => self.line.push(Inline::Soft),
            Event::HardBreak => self.line.push(Inline::Run(Run::Break)),
            Event::Rule => self.push(Block::PageBreak),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Strong => self.style.strong = true,
            Tag::Emphasis => self.style.emphasis = true,
            Tag::BlockQuote(_) => self.is_quote = true,
            Tag::List(start) => {
                self.end_line();
                self.lists.push((start, Vec::new()));
            }
            Tag::Item => {
                if let Some((_, items)) = self.lists.last_mut() {
                    items.push(Vec::new());
                }
            }
            Tag::Table(sides) => self.grid = Some(self.open_grid(&sides)),
            _ => {}
        }
    }

    fn open_grid(&mut self, sides: &[Alignment]) -> Grid {
        let side = |side: &Alignment| match side {
            Alignment::Right => Side::Right,
            Alignment::Center => Side::Centre,
            _ => Side::Left,
        };
        let columns = sides.iter().map(|known| Column { title: String::new(), side: side(known) }).collect();
        Grid { title: std::mem::take(&mut self.caption), columns, ..Grid::default() }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::BlockQuote(_) => self.is_quote = false,
            TagEnd::Heading(level) => self.end_heading(level as u8),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_line(),
            TagEnd::List(_) => {
                if let Some((start, items)) = self.lists.pop() {
                    self.push(Block::List { start, items });
                }
            }
            TagEnd::TableCell => {
                let runs = runs_of(std::mem::take(&mut self.line)).0;
                self.row.push(Cell { runs, ..Cell::default() });
            }
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                self.grid.iter_mut().for_each(|grid| grid.rows.push(row.clone()));
            }
            TagEnd::Table => {
                if let Some(grid) = self.grid.take() {
                    self.push(Block::Grid(grid));
                }
            }
            _ => {}
        }
    }

    fn end_head(&mut self) {
        let titles = std::mem::take(&mut self.row);
        if let Some(grid) = &mut self.grid {
            for (column, title) in grid.columns.iter_mut().zip(titles) {
                column.title = words(&title.runs);
            }
        }
    }

    fn text(&mut self, text: &str) {
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => self.own_words(words),
                Piece::Marker(at) => {
                    if let Some(insertion) = self.insertions.get(at) {
                        self.insert(insertion);
                    }
                }
            }
        }
    }

    /// Words of the template.
    fn own_words(&mut self, words: &str) {
        for (i, part) in words.split(BOLD).enumerate() {
            if i > 0 {
                self.style.strong = !self.style.strong;
            }
            if !part.is_empty() {
                self.words(part);
            }
        }
    }

    /// Words with their line breaks.
    fn words(&mut self, words: &str) {
        for (i, line) in clean(words).trim_end_matches('\n').split('\n').enumerate() {
            if i > 0 {
                self.line.push(Inline::Run(Run::Break));
            }
            if !line.is_empty() {
                self.line.push(Inline::Run(Run::Text { text: line.to_string(), style: self.style }));
            }
        }
    }

    fn insert(&mut self, insertion: &Insertion) {
        let run = match insertion {
            Insertion::Words(words) => return self.words(words),
            Insertion::Number(number) => Run::Number(number.clone(), self.style),
            Insertion::Author(asked) => Run::Author(asked.clone()),
            Insertion::Reference(kind, id) => {
                let label = if *kind == "chart" { picture_label } else { table_label };
                Run::Reference { anchor: anchor(kind, id), text: label(self.lang, 0) }
            }
            Insertion::Caption(title) => {
                self.caption = title.clone();
                return;
            }
            block => return self.line.push(Inline::Block(block.clone())),
        };
        self.line.push(Inline::Run(run));
    }

    fn push(&mut self, block: Block) {
        match self.lists.last_mut().and_then(|(_, items)| items.last_mut()) {
            Some(item) => item.push(block),
            None => self.outline.blocks.push(block),
        }
    }

    fn end_heading(&mut self, level: u8) {
        let (runs, _) = runs_of(std::mem::take(&mut self.line));
        match level {
            1 => self.outline.title = runs,
            _ => self.push(Block::Heading { level: (level - 1).min(3), runs, anchor: String::new() }),
        }
    }

    fn end_line(&mut self) {
        self.style.strong = false;
        let (runs, insertions) = runs_of(std::mem::take(&mut self.line));
        match runs.as_slice() {
            [] => {}
            [Run::Author(asked)] => self.push(Block::Author(asked.clone())),
            _ if self.is_quote => self.push(Block::Quote(runs)),
            _ => self.push(Block::Paragraph(runs)),
        }
        for insertion in insertions {
            if let Some(block) = block_of(insertion, self.lang) {
                self.push(block);
            }
        }
    }
}

/// The words of a line, and what stands in it by itself. A line break of the source is a space between Latin words and
/// nothing next to Chinese.
fn runs_of(line: Vec<Inline>) -> (Vec<Run>, Vec<Insertion>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut blocks = Vec::new();
    let mut is_broken = false;
    for inline in line {
        match inline {
            Inline::Soft => is_broken = true,
            Inline::Block(block) => blocks.push(block),
            Inline::Run(run) => {
                if std::mem::take(&mut is_broken) && needs_space(runs.last(), &run) {
                    push_text(&mut runs, " ".to_string(), Style::default());
                }
                match run {
                    Run::Text { text, style } => push_text(&mut runs, text, style),
                    other => runs.push(other),
                }
            }
        }
    }
    trim(&mut runs);
    (runs, blocks)
}

fn push_text(runs: &mut Vec<Run>, more: String, set: Style) {
    match runs.last_mut() {
        Some(Run::Text { text, style }) if *style == set => text.push_str(&more),
        _ => runs.push(Run::Text { text: more, style: set }),
    }
}

fn needs_space(before: Option<&Run>, after: &Run) -> bool {
    let end = before.and_then(|run| run.words().chars().last());
    let start = after.words().chars().next();
    match (end, start) {
        (Some(end), Some(start)) => !is_wide(end) && !is_wide(start) && !end.is_whitespace(),
        _ => false,
    }
}

/// Whether a character fills a square: Chinese, its punctuation, full-width forms.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}'
        | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Blanks at the ends of a line are the template's lay-out, not its words.
fn trim(runs: &mut Vec<Run>) {
    while let Some(Run::Text { text, .. }) = runs.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        runs.pop();
    }
    while let Some(Run::Text { text, .. }) = runs.first_mut() {
        *text = text.trim_start().to_string();
        if !text.is_empty() {
            break;
        }
        runs.remove(0);
    }
}

fn block_of(insertion: Insertion, lang: Lang) -> Option<Block> {
    Some(match insertion {
        Insertion::Grid(grid) if grid.rows.is_empty() => {
            Block::Paragraph(vec![Run::plain(say::EMPTY_TABLE.say(lang, &[("title", &grid.title)]))])
        }
        Insertion::Grid(grid) => Block::Grid(grid),
        Insertion::Picture(picture) => Block::Picture(picture),
        Insertion::Answers(answers) if answers.is_empty() => {
            Block::Paragraph(vec![Run::plain(say::NO_ROWS.text(lang))])
        }
        Insertion::Answers(answers) => {
            let items = answers.into_iter().map(|(unit, text)| vec![answer(unit, &text, lang)]).collect();
            Block::List { start: None, items }
        }
        Insertion::Signed(lines) => Block::Signed(lines.iter().map(|line| vec![Run::plain(clean(line))]).collect()),
        Insertion::Contents => Block::Contents,
        Insertion::PageBreak => Block::PageBreak,
        _ => return None,
    })
}

fn answer(unit: String, text: &str, lang: Lang) -> Block {
    let name = say::OPEN_ANSWER.say(lang, &[("unit", &unit)]);
    let mut runs = vec![Run::Text { text: name, style: Style { strong: true, emphasis: false } }];
    for (i, line) in text.split('\n').map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if i > 0 {
            runs.push(Run::Break);
        }
        runs.push(Run::plain(line));
    }
    Block::Paragraph(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(markdown: &str, insertions: &[Insertion]) -> Vec<String> {
        let blocks = outline(markdown, insertions, Lang::Zh).blocks;
        blocks.iter().filter_map(|b| if let Block::Paragraph(runs) = b { Some(words(runs)) } else { None }).collect()
    }

    #[test]
    fn words_put_in_are_never_read_as_markdown() {
        let put = Insertion::Words("**粗** <b>x</b> | # a\n- b".into());
        assert_eq!(paragraphs("写道：\u{e000}0\u{e001}。", &[put]), ["写道：**粗** <b>x</b> | # a\n- b。"]);
    }

    #[test]
    fn a_line_of_the_source_goes_on_without_a_space_in_chinese() {
        assert_eq!(paragraphs("中文\n接着\n\none\ntwo", &[]), ["中文接着", "one two"]);
    }

    #[test]
    fn bold_type_works_next_to_chinese() {
        let blocks =
            outline("- **责任分解。**近七成**，**共\u{e000}0\u{e001}个", &[Insertion::Words("**".into())], Lang::Zh)
                .blocks;
        let Block::List { items, .. } = &blocks[0] else { panic!("{blocks:?}") };
        let Block::Paragraph(runs) = &items[0][0] else { panic!("{items:?}") };
        let set: Vec<(&str, bool)> = runs
            .iter()
            .map(|run| if let Run::Text { text, style } = run { (text.as_str(), style.strong) } else { ("", false) })
            .collect();
        assert_eq!(set, [("责任分解。", true), ("近七成", false), ("，", true), ("共**个", false)]);
    }

    #[test]
    fn raw_html_and_links_stay_text() {
        let found = paragraphs("a <script>alert(1)</script> [b](javascript:x)", &[]);
        assert_eq!(found, ["a <script>alert(1)</script> b"]);
    }
}
