//! Dates that a page prints: alone or in a short line near its title, in its title element, behind words like "Published".
//! They are the outlet's own local days, and so they also settle the day of a time in UTC and which of two numbers is the month.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::{Written, read_written};
use crate::BlockKind;
use crate::day::{self, Order};
use crate::html::NodeId;
use crate::listing;
use crate::metadata::Sources;

/// Words before the day of publication, in lower case.
const PUBLISHED: &str = "published|posted|publication date|first published|date:|veröffentlicht|erstellt am|\
    publiziert|erschienen|publié|mis en ligne|publicado|publicada|pubblicato|pubblicata|\
    geplaatst|gepubliceerd|publisert|publiceret|publicerad|julkaistu|opublikowano|\
    data publikacji|опубликовано|опубліковано|publikováno|vydáno|yayınlanma|yayın tarihi|\
    dipublikasikan|diterbitkan|نشر|δημοσι|megjelent|publicat|入力|등록|発表|发布";

/// Words before the day of a change.
const CHANGED: &str = "updated|modified|last update|aktualisiert|aktualisierung|geändert|stand:|mis à jour|modifié|\
    actualizado|actualizada|aggiornato|bijgewerkt|oppdatert|opdateret|uppdaterad|päivitetty|\
    zaktualizowano|aktualizacja|обновлено|оновлено|aktualizováno|güncelleme|diperbarui|تحديث|\
    atualizado|frissítve|actualizat|수정|更新";

/// "/2025/03/" in an address: year and month.
fn month_in_address(address: &str) -> Option<(i16, i8)> {
    let parts: Vec<&str> = address.split('/').take(12).collect();
    parts.windows(2).find_map(|pair| {
        let shaped = pair[0].len() == 4 && pair[1].len() == 2;
        let year = pair[0].parse().ok().filter(|year| (1990..2100).contains(year));
        let month = pair[1].parse().ok().filter(|month| (1..=12).contains(month));
        year.zip(month).filter(|_| shaped)
    })
}

/// What a page prints around its title.
pub struct Visible<'s, 't, 'a> {
    sources: &'s Sources<'t, 'a>,
    order: Order,
    /// The first segment of the title.
    title: usize,
    /// The lines below the title that hold a date.
    head: OnceCell<Vec<&'s str>>,
    near_title: OnceCell<Option<Date>>,
}

impl<'s, 't, 'a> Visible<'s, 't, 'a> {
    /// `heading` prints the title.
    pub fn new(sources: &'s Sources<'t, 'a>, order: Order, heading: NodeId) -> Self {
        let segments = &sources.print.segments;
        let title = segments.partition_point(|segment| segment.node < heading);
        Visible {
            sources,
            order,
            title: title.min(segments.len()),
            head: OnceCell::new(),
            near_title: OnceCell::new(),
        }
    }

    /// The day of publication near the title: behind its word, alone in a line, inside a short line, or just above.
    pub fn near_title(&self) -> Option<Date> {
        *self
            .near_title
            .get_or_init(|| self.look_near_title().filter(|&day| self.fits_address(day)))
    }

    fn look_near_title(&self) -> Option<Date> {
        let stands = |line: &&&str| !is_changed(line) && !self.is_capture(line);
        let only = |line: &&str| day::only(line, self.order);
        let inside = |line: &&str| day::find(line, self.order).map(|(date, _)| date);
        let head = self.head();
        let marked = head.iter().find_map(|line| self.behind(line, PUBLISHED));
        let alone = || head.iter().filter(stands).find_map(only);
        let short = || {
            head.iter()
                .filter(stands)
                .filter(|line| !is_sentence(line))
                .find_map(inside)
        };
        let above = || {
            self.above()
                .find(|line| only(line).is_some() && stands(&line))
                .as_ref()
                .and_then(only)
        };
        marked.or_else(alone).or_else(short).or_else(above)
    }

    /// The day of publication elsewhere: in the title element, at the head of the text, behind its word, or the only one that
    /// stands alone on the page.
    pub fn anywhere(&self) -> Option<Date> {
        let found = self.of_title_element().or_else(|| self.before_text());
        let found = found
            .or_else(|| self.marked_anywhere())
            .or_else(|| self.only_one());
        found.filter(|&day| self.fits_address(day))
    }

    /// Whether a day lies in the month that the page's address names, give or take a day; true where it names none.
    fn fits_address(&self, day: Date) -> bool {
        let addresses = [self.sources.url, self.sources.canonical.as_deref()];
        let Some((year, month)) = addresses.into_iter().flatten().find_map(month_in_address) else {
            return true;
        };
        let near = [-1, 0, 1].map(|days| day.saturating_add(jiff::Span::new().days(days)));
        near.iter().any(|day| (day.year(), day.month()) == (year, month))
    }

    /// The day of the last change that the page prints near its title.
    pub fn changed_near_title(&self) -> Option<Date> {
        self.head().iter().find_map(|line| self.behind(line, CHANGED))
    }

    /// The same, else anywhere on the page.
    pub fn changed(&self) -> Option<Date> {
        let anywhere = || {
            let lines = self.lines().filter(|line| line.len() < 80);
            lines
                .filter(|line| self.has_date(line))
                .find_map(|line| self.behind(line, CHANGED))
        };
        self.changed_near_title().or_else(anywhere)
    }

    /// A date for machines; where its numbers can be read in two orders, the page prints which.
    pub fn in_printed_order(&self, value: &str) -> Option<Written> {
        let written = read_written(value, self.order)?;
        let other = match self.order {
            Order::DayFirst => Order::MonthFirst,
            Order::MonthFirst => Order::DayFirst,
        };
        let swapped = read_written(value, other)?;
        let printed = || {
            let lines = self.head().iter().copied().chain(self.first_lines());
            lines.into_iter().any(|line| certain(line) == Some(swapped.day))
        };
        Some(if swapped.day != written.day && printed() {
            swapped
        } else {
            written
        })
    }

    fn lines(&self) -> impl Iterator<Item = &'s str> {
        let print = self.sources.print;
        let open = print.segments.iter().filter(|segment| segment.barred.is_none());
        open.map(|segment| print.text_of(segment))
    }

    fn has_date(&self, line: &str) -> bool {
        day::find(line, self.order).is_some()
    }

    /// The lines with a date from the title to the second long paragraph or a list of other articles.
    fn head(&self) -> &[&'s str] {
        const NEAR: usize = 40;
        const LONG: usize = 200;
        self.head.get_or_init(|| {
            let print = self.sources.print;
            let segments = print.segments[self.title..].iter();
            let texts = segments.filter(|segment| segment.kind != BlockKind::Caption);
            let mut long = 0;
            let lines = texts
                .map(|segment| print.text_of(segment))
                .take(NEAR)
                .take_while(|line| {
                    long += usize::from(line.len() >= LONG);
                    long < 2 && !listing::announces_list(line)
                });
            lines
                .filter(|line| line.len() < LONG && self.has_date(line))
                .collect()
        })
    }

    /// The lines just above the title, nearest first.
    fn above(&self) -> impl Iterator<Item = &'s str> {
        const NEAR: usize = 8;
        let print = self.sources.print;
        let segments = &print.segments[self.title.saturating_sub(NEAR)..self.title];
        segments.iter().rev().map(|segment| print.text_of(segment))
    }

    fn first_lines(&self) -> impl Iterator<Item = &'s str> {
        const MOST: usize = 400;
        self.lines().take(MOST).filter(|line| line.len() < 80)
    }

    /// The date that follows one of `words` in a line.
    fn behind(&self, line: &str, words: &str) -> Option<Date> {
        const APART: usize = 40;
        if line.len() > 200 {
            return None;
        }
        let lower = line.to_lowercase();
        let at = words
            .split('|')
            .filter_map(|word| lower.find(word).map(|at| at + word.len()))
            .min()?;
        let (date, place) = day::find(lower.get(at..)?, self.order)?;
        (place.start <= APART && !self.is_capture(&lower)).then_some(date)
    }

    /// The date behind the last separator of the title element.
    fn of_title_element(&self) -> Option<Date> {
        let title = self.sources.html_title.as_deref()?;
        let (_, part) = title.rsplit_once('|').or_else(|| title.rsplit_once(" - "))?;
        day::only(part.trim(), self.order).filter(|_| part.trim().len() <= 20)
    }

    /// The date at the head of the text, a dash behind it.
    fn before_text(&self) -> Option<Date> {
        let mut lines = self.lines().skip(self.title).take(40);
        lines.find_map(|line| {
            let (date, place) = day::find(line, self.order).filter(|(_, place)| place.start == 0)?;
            let rest = line[place.end..].trim_start();
            (rest.len() > 60 && rest.starts_with(['–', '—', '-', '|'])).then_some(date)
        })
    }

    fn marked_anywhere(&self) -> Option<Date> {
        let mut dated = self.first_lines().filter(|line| self.has_date(line));
        dated.find_map(|line| self.behind(line, PUBLISHED))
    }

    /// The date that stands alone on the page, if all that do are the same.
    fn only_one(&self) -> Option<Date> {
        let mut dates = self.lines().filter_map(|line| {
            let date = day::only(line, self.order)?;
            (!self.is_capture(line) && !is_changed(line)).then_some(date)
        });
        let first = dates.next()?;
        dates.all(|date| date == first).then_some(first)
    }

    /// Whether a line prints the day on which an archive captured the page: its address says that day.
    fn is_capture(&self, line: &str) -> bool {
        let stamp = self
            .sources
            .url
            .and_then(|url| url.split_once("/web/"))
            .and_then(|(_, rest)| rest.get(..8));
        let day = stamp.and_then(|stamp| day::machine(stamp, self.order));
        day.is_some() && day::find(line, self.order).map(|(date, _)| date) == day
    }
}

/// A sentence that holds a date tells of that day.
fn is_sentence(line: &str) -> bool {
    const SHORTEST: usize = 60;
    line.len() > SHORTEST && line.ends_with(['.', '!', '?', '。'])
}

/// Whether the date of a line is that of a change: the word stands in it and no word for publication.
fn is_changed(line: &str) -> bool {
    const LONGEST: usize = 200;
    if line.len() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    CHANGED.split('|').any(|word| lower.contains(word))
        && !PUBLISHED.split('|').any(|word| lower.contains(word))
}

/// The date of a line that can be read in one way alone: with the month in words, or full stops between.
fn certain(line: &str) -> Option<Date> {
    let (first, _) = day::find(line, Order::DayFirst)?;
    let (second, _) = day::find(line, Order::MonthFirst)?;
    (first == second).then_some(first)
}
