//! Which tellings make one event, and which events someone takes part in: lists whose links are numbers of four bytes,
//! since most of them hold one telling and there are millions.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// How many events of the same kind and person are looked at, latest first.
const REACH: usize = 96;
/// Behind the last one of a list.
const END: u32 = u32::MAX;

/// Groups of tellings, each the tellings of one event by number; the one that came first in time leads.
pub struct Groups {
    /// First and last telling of each group.
    bounds: Vec<(u32, u32)>,
    /// For each telling the next one of its group.
    next: Vec<u32>,
    /// For each telling its group.
    groups: Vec<u32>,
}

impl Groups {
    /// No group yet of so many tellings.
    pub fn new(tellings: usize) -> Self {
        Groups {
            bounds: Vec::new(),
            next: vec![END; tellings],
            groups: vec![END; tellings],
        }
    }

    /// Puts a telling that is in no group into one; the number behind the last one makes a new group.
    pub fn join(&mut self, telling: usize, group: usize) {
        self.groups[telling] = group as u32;
        let telling = telling as u32;
        match self.bounds.get_mut(group) {
            Some((_, last)) => {
                self.next[*last as usize] = telling;
                *last = telling;
            }
            None => self.bounds.push((telling, telling)),
        }
    }

    /// The group of a telling that has joined one.
    pub fn of(&self, telling: usize) -> usize {
        self.groups[telling] as usize
    }

    /// The tellings of a group, in the order in which they joined it.
    pub fn tellings(&self, group: usize) -> impl Iterator<Item = usize> {
        let mut at = self.bounds[group].0;
        std::iter::from_fn(move || {
            let telling = (at != END).then_some(at as usize)?;
            at = self.next[telling];
            Some(telling)
        })
    }

    /// All groups, in order of their making.
    pub fn iter(&self) -> impl Iterator<Item = Vec<usize>> {
        (0..self.bounds.len()).map(|group| self.tellings(group).collect())
    }
}

/// The latest groups under each key.
pub struct Latest<K> {
    last: FxHashMap<K, u32>,
    /// Groups, and for each the entry before it under the same key.
    entries: Vec<(u32, u32)>,
}

impl<K> Default for Latest<K> {
    fn default() -> Self {
        Latest {
            last: FxHashMap::default(),
            entries: Vec::new(),
        }
    }
}

impl<K: Copy + Eq + Hash> Latest<K> {
    /// Adds a group unless it stands among the latest already.
    pub fn add(&mut self, key: K, group: usize) {
        if self.groups(key).any(|old| old == group) {
            return;
        }
        let entry = self.entries.len() as u32;
        let before = self.last.insert(key, entry).unwrap_or(END);
        self.entries.push((group as u32, before));
    }

    /// The latest groups under a key, the last one first.
    pub fn groups(&self, key: K) -> impl Iterator<Item = usize> {
        let mut at = self.last.get(&key).copied().unwrap_or(END);
        let all = std::iter::from_fn(move || {
            let &(group, before) = self.entries.get(at as usize)?;
            at = before;
            Some(group as usize)
        });
        all.take(REACH)
    }
}
