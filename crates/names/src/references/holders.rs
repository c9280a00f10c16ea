//! Who held an office on the article's day, among the people whom the article names: what the table of offices adds to the
//! article's own appositions. It never brings in anybody whom the article does not name.

use jiff::civil::Date;

use super::Role;
use crate::draft::Draft;
use crate::mention::MentionKind;
use crate::offices::{self, Holding};
use crate::person::PersonName;
use crate::sameness;
use crate::words::Words;

/// What the table says of a role phrase.
pub enum ByTable {
    /// This person of the article held the office.
    Named(usize),
    /// Somebody whom the article does not name held it.
    Unnamed(&'static Holding),
    /// The table does not know, or the article has no day.
    Silent,
}

/// The people of an article by their fullest names, and its day.
pub struct Holders {
    day: Option<Date>,
    people: Vec<(usize, String)>,
}

impl Holders {
    pub fn new(
        words: &Words,
        drafts: &[Draft],
        numbers: &[usize],
        entities: usize,
        day: Option<Date>,
    ) -> Self {
        let mut fullest: Vec<Option<usize>> = vec![None; if day.is_some() { entities } else { 0 }];
        for (i, draft) in drafts.iter().enumerate() {
            let Some(known) = fullest
                .get_mut(numbers[i])
                .filter(|_| draft.kind == MentionKind::Person)
            else {
                continue;
            };
            if known.is_none_or(|known| drafts[known].words.len() < draft.words.len()) {
                *known = Some(i);
            }
        }
        let printed = |i: usize| words.text[words.span(&drafts[i].words).range()].to_owned();
        let named = fullest.iter().enumerate();
        Holders {
            day,
            people: named
                .filter_map(|(entity, draft)| Some((entity, printed((*draft)?))))
                .collect(),
        }
    }

    /// Who of the article held the office that a role phrase with a country names.
    pub fn of(&self, role: &Role) -> ByTable {
        let rows = self.rows(role);
        let [row] = rows[..] else {
            return ByTable::Silent;
        };
        let holder = PersonName::parse(row.holder);
        let is_holder =
            |(_, name): &&(usize, String)| sameness::may_be_called(&holder, &PersonName::parse(name));
        let mut named = self.people.iter().filter(is_holder);
        match (named.next(), named.next()) {
            (Some((entity, _)), None) => ByTable::Named(*entity),
            (None, _) => ByTable::Unnamed(row),
            (Some(_), Some(_)) => ByTable::Silent,
        }
    }

    fn rows(&self, role: &Role) -> Vec<&'static Holding> {
        let (Some(day), Some(country)) = (self.day, role.country) else {
            return Vec::new();
        };
        offices::holders(Some(country), &role.office, Some(day)).unwrap_or_default()
    }
}
