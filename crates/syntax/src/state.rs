//! The transition system: arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011), with the root behind the last word
//! (Ballesteros and Nivre 2013). A word gets its head when it leaves the stack, and by then has all that depend on it.

/// What the system can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next word goes onto the stack.
    Shift,
    /// The word on the stack depends on the next word.
    Left,
    /// The word on the stack depends on the one below it.
    Right,
}

impl Action {
    /// Every one.
    pub const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// No word.
pub const NONE: u32 = u32::MAX;

/// What depends on a word, as far as it is built.
#[derive(Clone, Copy, Debug)]
pub struct Below {
    /// The leftmost, and the one that was leftmost before it.
    pub left: [u32; 2],
    /// The rightmost, and the one that was rightmost before it.
    pub right: [u32; 2],
    /// How many on the left and on the right.
    pub counts: [u32; 2],
    /// The relations of those on the left and on the right, as bits.
    pub relations: [u64; 2],
}

impl Default for Below {
    fn default() -> Self {
        Below {
            left: [NONE; 2],
            right: [NONE; 2],
            counts: [0; 2],
            relations: [0; 2],
        }
    }
}

/// A sentence half read. Words are numbered from 0; the root is the number behind the last.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Words whose heads are open, the last one on top.
    pub stack: Vec<u32>,
    /// The next word.
    pub next: u32,
    /// The root.
    pub root: u32,
    /// The head of each word; `NONE` while it is open.
    pub heads: Vec<u32>,
    /// The number of each word's relation.
    pub relations: Vec<u8>,
    /// What depends on each word, and on the root.
    pub below: Vec<Below>,
}

impl State {
    /// Nothing read yet of so many words.
    pub fn begin(&mut self, words: usize) {
        self.stack.clear();
        (self.next, self.root) = (0, words as u32);
        self.heads.clear();
        self.heads.resize(words, NONE);
        self.relations.clear();
        self.relations.resize(words, 0);
        self.below.clear();
        self.below.resize(words + 1, Below::default());
    }

    /// Whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.stack.is_empty() && self.next == self.root
    }

    /// Whether an action can be taken. The root takes one word only: the last on the stack.
    pub fn allows(&self, action: Action) -> bool {
        let depth = self.stack.len();
        match action {
            Action::Shift => self.next < self.root,
            Action::Left => depth == 1 || depth > 1 && self.next < self.root,
            Action::Right => depth > 1,
        }
    }

    /// The arc that an action makes: head and dependent.
    pub fn arc(&self, action: Action) -> Option<(u32, u32)> {
        let &[.., top] = self.stack.as_slice() else {
            return None;
        };
        match action {
            Action::Shift => None,
            Action::Left => Some((self.next, top)),
            Action::Right => Some((self.stack[self.stack.len().checked_sub(2)?], top)),
        }
    }

    /// Takes an action that is allowed; an arc gets this relation.
    pub fn take(&mut self, action: Action, relation: u8) {
        let Some((head, dependent)) = self.arc(action) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        self.heads[dependent as usize] = head;
        self.relations[dependent as usize] = relation;
        let side = usize::from(dependent > head);
        let below = &mut self.below[head as usize];
        below.counts[side] += 1;
        below.relations[side] |= 1 << (relation & 63);
        let outer = if side == 0 {
            &mut below.left
        } else {
            &mut below.right
        };
        *outer = [dependent, outer[0]];
    }

    /// The word so far down the stack.
    pub fn stacked(&self, depth: usize) -> u32 {
        let at = self.stack.len().checked_sub(depth + 1);
        at.map_or(NONE, |at| self.stack[at])
    }

    /// The word so far ahead.
    pub fn ahead(&self, distance: u32) -> u32 {
        let at = self.next.saturating_add(distance);
        if at <= self.root { at } else { NONE }
    }
}
