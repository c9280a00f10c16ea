//! Whether a page is still there, in the language of evidence: a pure function over the looks that were taken at it. A look
//! that failed says nothing of the page; one look that found nothing is not a removal; the last day it was seen and the
//! first day it was missed are two days. It knows no clock: it speaks of looks, not of now.

mod sentence;

use jiff::Timestamp;

/// What a look at a page found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The page.
    Seen,
    /// The server says that there is no such page (404).
    Missing,
    /// The server says that the page was removed for good (410).
    Gone,
    /// The server sent the reader on to its front page.
    FrontPage,
    /// The server answered with another page: which. Told by the text that is gone, and by a second sign.
    AnotherPage(String),
    /// The server, or its robots.txt, did not let the reader in: how it said so.
    Blocked(String),
    /// There was no whole answer, or none that says anything of the page: why.
    Failed(String),
}

impl Found {
    /// The word for it, in the catalogue and in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Found::Seen => "seen",
            Found::Missing => "missing",
            Found::Gone => "gone",
            Found::FrontPage => "front page",
            Found::AnotherPage(_) => "another page",
            Found::Blocked(_) => "blocked",
            Found::Failed(_) => "failed",
        }
    }

    /// How it was said, where there are several ways.
    pub fn detail(&self) -> &str {
        match self {
            Found::AnotherPage(detail) | Found::Blocked(detail) | Found::Failed(detail) => detail,
            _ => "",
        }
    }

    pub(crate) fn of_row(word: &str, detail: String) -> Found {
        match word {
            "seen" => Found::Seen,
            "missing" => Found::Missing,
            "gone" => Found::Gone,
            "front page" => Found::FrontPage,
            "another page" => Found::AnotherPage(detail),
            "blocked" => Found::Blocked(detail),
            _ => Found::Failed(detail),
        }
    }

    /// Whether the server answered, and the page was not there.
    fn is_absence(&self) -> bool {
        matches!(
            self,
            Found::Missing | Found::Gone | Found::FrontPage | Found::AnotherPage(_)
        )
    }
}

/// One look at a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// What it found.
    pub found: Found,
    /// Whether the text was another one than before.
    pub changed: bool,
}

/// What the looks together say of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The last look that found out saw it.
    Present,
    /// The same, and its text was another one than at first.
    Changed,
    /// The last look that found out did not find it; those before did.
    MissingOnce,
    /// Several looks in a row did not find it.
    Missing,
    /// The server says that it was removed for good.
    Gone,
    /// Looks are sent on to the front page.
    FrontPage,
    /// Looks are answered with another page.
    AnotherPage,
    /// Looks are not let in.
    Blocked,
    /// No look has found out anything.
    Unknown,
}

impl State {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Present => "present",
            State::Changed => "changed",
            State::MissingOnce => "missing once",
            State::Missing => "missing",
            State::Gone => "gone",
            State::FrontPage => "redirected to the front page",
            State::AnotherPage => "answers, but with another page",
            State::Blocked => "blocked",
            State::Unknown => "unknown",
        }
    }

    /// Whether the page was not there when somebody looked.
    pub fn is_absence(self) -> bool {
        matches!(
            self,
            State::MissingOnce | State::Missing | State::Gone | State::FrontPage | State::AnotherPage
        )
    }
}

/// The presence of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// What is known.
    pub state: State,
    /// The first look that saw it.
    pub first_seen: Option<Timestamp>,
    /// The last look that saw it.
    pub last_seen: Option<Timestamp>,
    /// How many looks saw it.
    pub seen: usize,
    /// The first look of those that did not find it, or were not let in, since it was last seen.
    pub first_missed: Option<Timestamp>,
    /// The last of these.
    pub last_missed: Option<Timestamp>,
    /// How many there were.
    pub misses: usize,
    /// How the last of these was said.
    pub detail: String,
    /// How many times its text changed.
    pub changes: usize,
    /// The last look that saw the text before the last change, and the first that saw it changed.
    pub last_change: Option<(Timestamp, Timestamp)>,
    /// How many looks failed since the last one that found out anything, and why the last did.
    pub failed: (usize, String),
    /// When it was not found though it was seen before and after: from the first look that missed it to the next that saw it.
    pub returned: Option<(Timestamp, Timestamp)>,
}

impl Presence {
    /// What looks, in order of time, say together.
    pub fn of(looks: &[Look]) -> Presence {
        let mut presence = Presence {
            state: State::Unknown,
            first_seen: None,
            last_seen: None,
            seen: 0,
            first_missed: None,
            last_missed: None,
            misses: 0,
            detail: String::new(),
            changes: 0,
            last_change: None,
            failed: (0, String::new()),
            returned: None,
        };
        looks.iter().for_each(|look| presence.take(look));
        presence
    }

    fn take(&mut self, look: &Look) {
        match &look.found {
            Found::Failed(why) => {
                self.failed.0 += 1;
                self.failed.1.clone_from(why);
                return;
            }
            Found::Seen => self.see(look),
            found => self.miss(look.at, found),
        }
        self.failed = (0, String::new());
    }

    fn see(&mut self, look: &Look) {
        if self.state.is_absence() {
            self.returned = self.first_missed.map(|missed| (missed, look.at));
        }
        if let (true, Some(before)) = (look.changed, self.last_seen) {
            self.changes += 1;
            self.last_change = Some((before, look.at));
        }
        self.first_seen.get_or_insert(look.at);
        self.last_seen = Some(look.at);
        self.seen += 1;
        (self.first_missed, self.last_missed, self.misses) = (None, None, 0);
        self.state = match self.changes {
            0 => State::Present,
            _ => State::Changed,
        };
    }

    fn miss(&mut self, at: Timestamp, found: &Found) {
        // To be kept out is not to find nothing: the count of the one begins anew after the other.
        if self.misses > 0 && (self.state == State::Blocked) == found.is_absence() {
            (self.first_missed, self.misses) = (None, 0);
        }
        self.first_missed.get_or_insert(at);
        self.last_missed = Some(at);
        self.misses += 1;
        self.detail = found.detail().to_owned();
        self.state = match found {
            Found::Gone => State::Gone,
            Found::FrontPage => State::FrontPage,
            Found::AnotherPage(_) => State::AnotherPage,
            Found::Blocked(_) => State::Blocked,
            _ if self.misses == 1 => State::MissingOnce,
            _ => State::Missing,
        };
    }
}
