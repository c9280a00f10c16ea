//! The article as Markdown (CommonMark with the tables of GitHub): title, authors and day as its head, then each block by
//! its kind. Text that looks like Markdown is escaped, so that a reader of the rendering sees what the page printed.

use std::fmt::Write;

use crate::{Article, Block, BlockKind};

impl Article {
    /// The article as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut writer = Writer {
            article: self,
            out: String::new(),
            margins: Vec::new(),
            last: None,
        };
        writer.head();
        for (at, block) in self.blocks.iter().enumerate() {
            writer.block(block, self.blocks.get(at + 1));
        }
        if !writer.out.is_empty() && !writer.out.ends_with('\n') {
            writer.out.push('\n');
        }
        writer.out
    }
}

struct Writer<'a> {
    article: &'a Article,
    out: String,
    /// How far the text of each open list item is set in.
    margins: Vec<usize>,
    last: Option<Block>,
}

impl Writer<'_> {
    fn head(&mut self) {
        let article = self.article;
        if let Some(title) = article.title.as_deref().filter(|title| !title.is_empty()) {
            let _ = write!(self.out, "# {}", heading(title));
        }
        let day = article.published.map(|date| date.day.to_string());
        let byline: Vec<String> = article
            .authors
            .iter()
            .map(|author| inline(author))
            .chain(day)
            .collect();
        if !byline.is_empty() {
            self.part();
            let line = line_start(&byline.join(", "));
            self.out.push_str(&line);
        }
    }

    /// Ends the paragraph before, if there is one.
    fn part(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        let text = &self.article.text[block.span];
        if block.kind != BlockKind::ListItem {
            self.margins.clear();
        }
        match block.kind {
            BlockKind::Paragraph if block.layout.strong => self.wrapped("**", text),
            BlockKind::Paragraph => {
                self.part();
                self.out.push_str(&lines(text));
            }
            BlockKind::Caption => self.wrapped("*", text),
            BlockKind::Heading => {
                self.part();
                let level = usize::from(block.layout.level.clamp(2, 6));
                let _ = write!(self.out, "{} {}", "#".repeat(level), heading(text));
            }
            BlockKind::Quote => self.quote(block, text),
            BlockKind::ListItem => self.item(block, text),
            BlockKind::TableRow => self.row(block, text, next),
        }
        self.last = Some(*block);
    }

    fn wrapped(&mut self, mark: &str, text: &str) {
        self.part();
        let _ = write!(self.out, "{mark}{}{mark}", inline(&text.replace('\n', " ")));
    }

    fn goes_on(&self, kind: BlockKind) -> bool {
        self.last.is_some_and(|last| last.kind == kind)
    }

    fn quote(&mut self, block: &Block, text: &str) {
        if self.goes_on(BlockKind::Quote) && !block.layout.first {
            self.out.push_str("\n>\n");
        } else {
            self.part();
        }
        let quoted = lines(text).replace('\n', "\n> ");
        let _ = write!(self.out, "> {quoted}");
    }

    fn item(&mut self, block: &Block, text: &str) {
        let goes_on = self.goes_on(BlockKind::ListItem);
        let depth = usize::from(block.layout.level.max(1)).min(self.margins.len() + 1);
        // Of plain text nothing is known: each item is one.
        if goes_on && !block.layout.first && block.layout.level > 0 && depth <= self.margins.len() {
            self.margins.truncate(depth);
            self.part();
            self.set_in(self.margins[depth - 1], text);
            return;
        }
        match goes_on {
            true => self.out.push('\n'),
            false => self.part(),
        }
        self.margins.truncate(depth - 1);
        let outer = self.margins.last().copied().unwrap_or(0);
        let mark = match block.layout.number {
            Some(number) => format!("{number}. "),
            None => "- ".to_owned(),
        };
        let _ = write!(self.out, "{:outer$}{mark}", "");
        self.margins.push(outer + mark.len());
        let text = lines(text).replace('\n', &format!("\n{:1$}", "", outer + mark.len()));
        self.out.push_str(&text);
    }

    fn set_in(&mut self, margin: usize, text: &str) {
        let indent = " ".repeat(margin);
        let text = lines(text).replace('\n', &format!("\n{indent}"));
        let _ = write!(self.out, "{indent}{text}");
    }

    fn row(&mut self, block: &Block, text: &str, next: Option<&Block>) {
        let starts = block.layout.first || !self.goes_on(BlockKind::TableRow);
        if !starts {
            self.out.push('\n');
            return self.cells(&columns(block, text));
        }
        self.part();
        let cells = columns(block, text);
        let below = next.filter(|next| next.kind == BlockKind::TableRow && !next.layout.first);
        let below = below.map_or(0, |next| columns(next, &self.article.text[next.span]).len());
        let width = cells.len().max(below);
        let heads = if block.layout.heading {
            cells.as_slice()
        } else {
            &[]
        };
        self.cells(heads);
        self.out.push_str(&" |".repeat(width - heads.len()));
        let _ = write!(self.out, "\n|{}", " --- |".repeat(width));
        if heads.is_empty() {
            self.out.push('\n');
            self.cells(&cells);
        }
    }

    fn cells(&mut self, cells: &[&str]) {
        self.out.push('|');
        for cell in cells {
            let _ = write!(self.out, " {} |", inline(cell).replace('|', "\\|"));
        }
    }
}

/// The cells of a row by column, empty where no text stands.
fn columns<'t>(block: &Block, text: &'t str) -> Vec<&'t str> {
    let cells: Vec<&str> = text.split(" | ").collect();
    let columns = block.layout.columns;
    if columns.count_ones() as usize != cells.len() {
        return cells;
    }
    let width = (u64::BITS - columns.leading_zeros()) as usize;
    let mut cells = cells.into_iter();
    (0..width)
        .map(|column| match columns >> column & 1 {
            1 => cells.next().unwrap_or(""),
            _ => "",
        })
        .collect()
}

/// A heading: one line that does not end in what would close it.
fn heading(text: &str) -> String {
    let text = inline(&text.replace('\n', " "));
    match text.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => text,
    }
}

/// The lines of a text, each as text.
fn lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| line_start(&inline(line.trim())));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A line that was escaped inside and begins with nothing that would make it a heading, list, quote, rule or code.
fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marked = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let behind = &line[digits..];
    if (1..=9).contains(&digits) && behind.starts_with(['.', ')']) && marked(&behind[1..]) {
        return format!("{}\\{behind}", &line[..digits]);
    }
    let hashes = line.trim_start_matches('#');
    let heading = hashes.len() < line.len() && marked(hashes);
    let bullet = line.starts_with(['-', '+']) && marked(&line[1..]);
    let rule = |mark: char| line.starts_with(mark) && line.chars().all(|c| c == mark || c == ' ');
    if heading || bullet || line.starts_with('>') || rule('-') || rule('=') || line.starts_with("~~~") {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// Text within a line: what Markdown reads as emphasis, code, links, HTML, strikes or character references is escaped.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let rest = &text[at + letter.len_utf8()..];
        let escaped = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !before.is_alphanumeric() || !rest.starts_with(char::is_alphanumeric),
            '~' => before == '~' || rest.starts_with('~'),
            '&' => is_reference(rest),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// Whether a character reference follows an ampersand.
fn is_reference(rest: &str) -> bool {
    const LONGEST: usize = 40;
    let name = rest.bytes().take(LONGEST).position(|byte| byte == b';');
    name.is_some_and(|end| {
        end > 0
            && rest[..end]
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}
