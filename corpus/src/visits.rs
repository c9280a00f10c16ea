//! The captures in the order of time. Happenings are first told of at even intervals; copies, other tellings and later
//! captures of the same pages wait in a heap until it is their turn, for a few days of this world at most.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};

use annals_archive::CaptureId;
use jiff::{Span, Timestamp};

use crate::happening::Happening;
use crate::layout::{Surroundings, notices, page};
use crate::telling::day_of;
use crate::{Edit, Seeded, Telling, TruthRow, World, filler};

/// One capture: what was seen, and what is known of it.
pub struct Visit {
    /// The page's bytes.
    pub html: Vec<u8>,
    /// When it was captured.
    pub captured: Timestamp,
    /// What is known of it.
    pub truth: TruthRow,
}

/// All captures of a world, in the order of time.
pub struct Visits {
    world: World,
    seed: u64,
    begun: u64,
    per_day: u64,
    waiting: BinaryHeap<Reverse<Due>>,
    lately: VecDeque<String>,
}

/// A page that will be captured.
struct Due {
    at: Timestamp,
    /// Tells captures of the same instant apart, so that their order is the same on every machine.
    order: (u64, usize, u32),
    telling: Telling,
    version: u32,
    edit: Option<Edit>,
}

impl Visits {
    /// The captures of `world`, without end. `per_day` happenings are told of each day, from 1 January 2024 on.
    pub fn new(world: World, seed: u64, per_day: u64) -> Self {
        Visits {
            world,
            seed,
            begun: 0,
            per_day: per_day.max(1),
            waiting: BinaryHeap::new(),
            lately: VecDeque::new(),
        }
    }

    /// When happening `number` is first told of.
    fn published(&self, number: u64) -> Timestamp {
        const BEGIN: i64 = 1_704_067_200;
        let seconds = i128::from(number) * 86_400 / i128::from(self.per_day);
        Timestamp::from_second(BEGIN.saturating_add(seconds as i64)).expect("within jiff's years")
    }

    /// Puts the tellings of the next happening, and the later captures of each, among what waits.
    fn begin(&mut self) {
        let published = self.published(self.begun);
        let happening = Happening::new(&self.world, self.seed, self.begun, day_of(published));
        self.begun += 1;
        let mut choice = Seeded::new(self.seed, &[30, happening.number]);
        let outlets = self.world.outlets.len();
        let first = choice.below(outlets);
        let telling = Telling::own(&self.world, &happening, first, 0, published);
        for step in 1..outlets.min(4) {
            let outlet = (first + step) % outlets;
            let hours = 1 + choice.below(10) as i64;
            match choice.below(10) {
                0..3 => self.schedule(telling.copied(&self.world, outlet, hours)),
                3..5 => {
                    let later = published
                        .saturating_add(Span::new().hours(hours))
                        .expect("hours are small");
                    self.schedule(Telling::own(&self.world, &happening, outlet, step as u64, later));
                }
                _ => {}
            }
        }
        self.schedule(telling);
    }

    fn schedule(&mut self, telling: Telling) {
        let mut choice = Seeded::new(telling.happening.number, &[31, telling.outlet as u64]);
        let minutes = |minutes: i64| {
            telling
                .published
                .saturating_add(Span::new().minutes(minutes))
                .expect("minutes")
        };
        let first = minutes(3 + choice.below(50) as i64);
        if choice.chance(25) {
            let edit = choice.pick(&[Edit::Surroundings, Edit::Number, Edit::Wording, Edit::Addition]);
            let version = if edit == Edit::Surroundings { 1 } else { 2 };
            let later = minutes(60 * (2 + choice.below(40) as i64));
            self.wait(later, edited(&telling, edit, &mut choice), version, Some(edit));
        }
        self.wait(first, telling, 1, None);
    }

    fn wait(&mut self, at: Timestamp, telling: Telling, version: u32, edit: Option<Edit>) {
        let order = (telling.happening.number, telling.outlet, version);
        self.waiting.push(Reverse(Due {
            at,
            order,
            telling,
            version,
            edit,
        }));
    }

    fn visit(&mut self, due: Due) -> Visit {
        let outlet = &self.world.outlets[due.telling.outlet];
        let teasers: Vec<String> = self.lately.iter().cloned().collect();
        let around = Surroundings {
            outlet: &outlet.name,
            teasers: &teasers,
            readers: 100 + Seeded::new(due.order.0, &[32, u64::from(due.version)]).below(9000),
        };
        let html = page(outlet.layout, &due.telling, &around).into_bytes();
        let truth = truth(&due, &outlet.name, outlet.layout, teasers, &html);
        self.remember(&due.telling.title);
        Visit {
            html,
            captured: due.at,
            truth,
        }
    }

    /// The last few titles are the teasers of the next pages.
    fn remember(&mut self, title: &str) {
        if !self.lately.iter().any(|other| other == title) {
            self.lately.push_back(title.to_owned());
        }
        if self.lately.len() > 5 {
            self.lately.pop_front();
        }
    }
}

impl Iterator for Visits {
    type Item = Visit;

    fn next(&mut self) -> Option<Visit> {
        let next = |visits: &Visits| visits.waiting.peek().map(|due| due.0.at);
        while next(self).is_none_or(|at| at >= self.published(self.begun)) {
            self.begin();
        }
        let Reverse(due) = self.waiting.pop()?;
        Some(self.visit(due))
    }
}

/// The article as it stands after the edit. The sentence that tells of the happening stays.
fn edited(telling: &Telling, edit: Edit, choice: &mut Seeded) -> Telling {
    let mut later = telling.clone();
    match edit {
        Edit::Surroundings => {}
        Edit::Number => later.recount(100 + choice.below(900)),
        Edit::Wording => {
            later.paragraphs[1] = later.paragraphs[1].replacen(" a small airport", " a modest airport", 1)
        }
        Edit::Addition => later.paragraphs.push(filler::paragraph(choice)),
    }
    later
}

fn truth(due: &Due, outlet: &str, layout: usize, mut omitted: Vec<String>, html: &[u8]) -> TruthRow {
    let (telling, happening) = (&due.telling, &due.telling.happening);
    omitted.extend(notices(layout).iter().map(|&notice| notice.to_owned()));
    TruthRow {
        capture: CaptureId::of(&telling.url, due.at, html).to_string(),
        url: telling.url.clone(),
        outlet: outlet.to_owned(),
        captured: due.at.to_string(),
        published: day_of(telling.published).to_string(),
        title: telling.title.clone(),
        paragraphs: telling.paragraphs.clone(),
        omitted,
        version: due.version,
        edit: due.edit,
        copy_of: telling.copy_of.clone(),
        happening: happening.number,
        kind: happening.kind().to_owned(),
        actor: happening.actor.name.clone(),
        recipient: happening.recipient.as_ref().map(|person| person.name.clone()),
        place: happening.place.clone(),
        day: happening.day.to_string(),
        status: happening.status().to_owned(),
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Due {}
