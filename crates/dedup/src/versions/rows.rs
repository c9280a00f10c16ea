//! Two versions side by side: which paragraphs of the one stand beside which of the other. Paragraphs that share words that
//! stayed the same share a row; a paragraph that was split stands beside all its parts.

use annals_text::Span;

use super::Comparison;

/// A row of two columns. Either may be empty; paragraphs of one row lie behind each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Paragraphs of the older text.
    pub older: Vec<Span>,
    /// Paragraphs of the newer text.
    pub newer: Vec<Span>,
    /// The numbers of the changes that stand in them.
    pub changes: Vec<usize>,
}

impl Comparison {
    /// The rows that show both texts whole, in order.
    pub fn rows(&self, older: &str, newer: &str) -> Vec<Row> {
        let mut columns = [Column::of(older), Column::of(newer)];
        let mut rows = Vec::new();
        let links = self.links(&columns);
        for (at, &(old, new)) in links.iter().enumerate() {
            if old < columns[0].taken && new < columns[1].taken {
                continue;
            }
            // What stands before the linked paragraphs on one side only has rows of its own.
            columns[0].alone_until(
                old,
                |span| Row {
                    older: vec![span],
                    ..Row::default()
                },
                &mut rows,
            );
            columns[1].alone_until(
                new,
                |span| Row {
                    newer: vec![span],
                    ..Row::default()
                },
                &mut rows,
            );
            let (mut last_old, mut last_new) = (old, new);
            for &(old, new) in &links[at..] {
                if old > last_old && new > last_new {
                    break;
                }
                (last_old, last_new) = (old.max(last_old), new.max(last_new));
            }
            rows.push(Row {
                older: columns[0].take(last_old + 1),
                newer: columns[1].take(last_new + 1),
                changes: Vec::new(),
            });
        }
        let ends = [0, 1].map(|side: usize| columns[side].paragraphs.len());
        columns[0].alone_until(
            ends[0],
            |span| Row {
                older: vec![span],
                ..Row::default()
            },
            &mut rows,
        );
        columns[1].alone_until(
            ends[1],
            |span| Row {
                newer: vec![span],
                ..Row::default()
            },
            &mut rows,
        );
        self.number(&mut rows);
        rows
    }

    /// Pairs of paragraphs that share words, ascending on both sides.
    fn links(&self, columns: &[Column; 2]) -> Vec<(usize, usize)> {
        let mut links: Vec<(usize, usize)> = Vec::new();
        let pairs = self.same.iter().copied();
        let changed = self
            .changes
            .iter()
            .filter(|change| !change.older.is_empty() && !change.newer.is_empty());
        let mut pairs: Vec<(Span, Span)> = pairs
            .chain(changed.map(|change| (change.older, change.newer)))
            .collect();
        pairs.sort_by_key(|(old, new)| (old.start, new.start));
        for (old, new) in pairs {
            let (first_old, last_old) = columns[0].paragraphs_of(old);
            let (first_new, last_new) = columns[1].paragraphs_of(new);
            // A stretch over several paragraphs links them in step, as far as both have as many.
            let steps = (last_old - first_old).max(last_new - first_new);
            for step in 0..=steps {
                let link = ((first_old + step).min(last_old), (first_new + step).min(last_new));
                if links.last() != Some(&link) {
                    links.push(link);
                }
            }
        }
        links
    }

    /// Writes down which changes stand in which rows.
    fn number(&self, rows: &mut [Row]) {
        let touches = |spans: &[Span], place: Span| {
            spans.iter().any(|span| match place.is_empty() {
                true => span.start <= place.start && place.end <= span.end,
                false => span.overlaps(place),
            })
        };
        let mut first = 0;
        for (number, change) in self.changes.iter().enumerate() {
            let here = |row: &Row| match (change.older.is_empty(), change.newer.is_empty()) {
                (true, false) => touches(&row.newer, change.newer),
                (false, true) => touches(&row.older, change.older),
                _ => touches(&row.older, change.older) || touches(&row.newer, change.newer),
            };
            let Some(at) = (first..rows.len()).find(|&at| here(&rows[at])) else {
                continue;
            };
            first = at;
            let many = rows[at..].iter_mut().take_while(|row| here(row));
            many.for_each(|row| row.changes.push(number));
        }
    }
}

struct Column {
    paragraphs: Vec<Span>,
    taken: usize,
}

impl Column {
    fn of(text: &str) -> Self {
        let (mut paragraphs, mut start) = (Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                paragraphs.push(Span::new(start, start + line.trim_end().len()));
            }
            start += line.len();
        }
        Column { paragraphs, taken: 0 }
    }

    /// The first and the last paragraph of a stretch.
    fn paragraphs_of(&self, stretch: Span) -> (usize, usize) {
        let first = self
            .paragraphs
            .partition_point(|paragraph| paragraph.end <= stretch.start);
        let last = self
            .paragraphs
            .partition_point(|paragraph| paragraph.start < stretch.end);
        let last = last.saturating_sub(1).max(first);
        (
            first.min(self.paragraphs.len().saturating_sub(1)),
            last.min(self.paragraphs.len().saturating_sub(1)),
        )
    }

    fn take(&mut self, end: usize) -> Vec<Span> {
        let end = end.clamp(self.taken, self.paragraphs.len());
        let taken = self.paragraphs[self.taken..end].to_vec();
        self.taken = end;
        taken
    }

    fn alone_until(&mut self, end: usize, row: impl Fn(Span) -> Row, rows: &mut Vec<Row>) {
        let alone = self.take(end.max(self.taken));
        rows.extend(alone.into_iter().map(row));
    }
}
