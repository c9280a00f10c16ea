//! When an event takes place: by its own clause, the clause it is joined to, what is said about its noun, or the trip it is
//! part of. Never the day of publication.

use super::Story;
use crate::chunk::{ChunkKind, VerbShape};
use crate::clause::{ClauseKind, Clauses};
use crate::lexicon::lexicon;
use crate::reader::Draft;
use crate::reader::nouns::tells_of;
use crate::status::cancels;
use crate::word::Class;
use crate::{EventDates, EventKind, Participant, Status};

impl Story<'_> {
    /// The dates of a draft, one set for each event it stands for, and whether they are its own.
    pub(super) fn dates(&self, clauses: &Clauses, draft: &Draft) -> Vec<(EventDates, bool)> {
        if draft.status == Status::Denied && draft.clause.is_some_and(|clause| cancels(clauses, clause)) {
            return vec![(self.due(clauses, draft), true)];
        }
        let own = self.own_times(clauses, draft);
        if !own.is_empty() {
            let begins = |clause: usize| {
                let lemma = clauses.list[clause].verb.lemma;
                matches!(
                    lemma,
                    "begin" | "start" | "embark" | "kick" | "commence" | "pay" | "fly" | "arrive" | "open"
                )
            };
            let told =
                |dates: EventDates| match draft.clause.is_some_and(begins) && counts_days(clauses, draft) {
                    true => self.lasting(clauses, draft, dates),
                    false => dates,
                };
            return own.into_iter().map(|dates| (told(dates), true)).collect();
        }
        let told_apart = self
            .described_time(clauses, draft)
            .or_else(|| self.days_of_stay(clauses, draft));
        let inherited = told_apart
            .or_else(|| self.shared_time(clauses, draft))
            .map(|dates| (dates, true));
        let inherited = inherited.or_else(|| self.trip_dates(clauses, draft).map(|dates| (dates, false)));
        vec![inherited.unwrap_or((EventDates::default(), true))]
    }

    /// When it would have taken place, had nobody called it off: as is said of it, or a day of the calendar still to come. A
    /// day that is over, or a bare weekday, is that of calling it off, or may be.
    fn due(&self, clauses: &Clauses, draft: &Draft) -> EventDates {
        let inside = self.time_inside(clauses, draft);
        let said = inside.or_else(|| self.described_time(clauses, draft));
        said.unwrap_or_else(|| {
            let mut own = self.own_times(clauses, draft).into_iter();
            let weekday = |dates: &EventDates| dates.from.is_some_and(|span| is_weekday(&self.text[span]));
            let to_come = |dates: &EventDates| self.published.is_some_and(|day| dates.first > Some(day));
            own.find(|dates| to_come(dates) && !weekday(dates))
                .unwrap_or_default()
        })
    }

    pub(super) fn own_times(&self, clauses: &Clauses, draft: &Draft) -> Vec<EventDates> {
        let chunks: Vec<usize> = if draft.free {
            self.noun_times(clauses, draft)
        } else {
            let Some(clause) = draft.clause else {
                return Vec::new();
            };
            self.clause_times(clauses, clause)
        };
        let inside = self.time_inside(clauses, draft);
        let lasts = matches!(
            draft.frame.kind,
            EventKind::Visit
                | EventKind::Travel
                | EventKind::Meet
                | EventKind::Convene
                | EventKind::Ceremony
                | EventKind::Mobilize
                | EventKind::Protest
                | EventKind::Agree
        );
        let times: Vec<EventDates> = inside
            .into_iter()
            .chain(chunks.iter().filter_map(|&chunk| {
                let open = || {
                    self.since(clauses, chunk)
                        .filter(|_| draft.status == Status::Ongoing)
                };
                self.time_at(clauses, chunk).or_else(open)
            }))
            .filter(|dates| lasts || dates.start.is_some())
            .collect();
        let times = self.several_times(clauses, &chunks, times);
        match draft.clause.filter(|_| times.is_empty() && !draft.free) {
            Some(clause) => self.time_of_occasion(clauses, clause).into_iter().collect(),
            None => times,
        }
    }

    /// "in 2011 and again in 2015" are two events, "on May 7 and 8" is one of two days; of other times the first counts.
    pub(super) fn several_times(
        &self,
        clauses: &Clauses,
        chunks: &[usize],
        mut times: Vec<EventDates>,
    ) -> Vec<EventDates> {
        if times.len() < 2 || chunks.len() < 2 {
            return times;
        }
        let between = || chunks[0] + 1..chunks[1];
        let joined = between().any(|at| matches!(clauses.kind(at), Some(ChunkKind::Conjunction)));
        let again = between().any(|at| clauses.phrases.lower(at) == "again");
        if joined && again {
            return times;
        }
        let next_day = times[0].last.and_then(|last| last.tomorrow().ok());
        if joined && next_day.is_some() && next_day == times[1].first {
            times[0].end = times[1].end.clone();
            times[0].last = times[1].last;
        }
        times.truncate(1);
        times
    }

    /// Times of a clause, those behind its verb first.
    pub(super) fn clause_times(&self, clauses: &Clauses, clause: usize) -> Vec<usize> {
        let clause = &clauses.list[clause];
        let (behind, before): (Vec<usize>, Vec<usize>) =
            clause.times.iter().partition(|&&chunk| chunk > clause.chunk);
        if before.is_empty() || behind.iter().any(|&chunk| self.time_at(clauses, chunk).is_some()) {
            behind
        } else {
            before
        }
    }

    /// Times in the phrases right behind a free noun.
    pub(super) fn noun_times(&self, clauses: &Clauses, draft: &Draft) -> Vec<usize> {
        let mut at = draft.chunk + 1;
        let mut found = Vec::new();
        while let Some(kind) = clauses.kind(at) {
            match kind {
                ChunkKind::Time => found.push(at),
                ChunkKind::Noun(_) | ChunkKind::Preposition | ChunkKind::Conjunction => {}
                ChunkKind::Verb(verb)
                    if verb.form == VerbShape::BarePast || verb.form == VerbShape::Participle =>
                {
                    let participle = clauses
                        .of_verb(at)
                        .is_some_and(|clause| clauses.list[clause].kind == ClauseKind::Participle);
                    if !participle {
                        break;
                    }
                }
                ChunkKind::Comma if matches!(clauses.kind(at + 1), Some(ChunkKind::Verb(_))) => {}
                _ => break,
            }
            at += 1;
        }
        found
    }

    /// A time inside the noun phrase itself ("Tuesday's talks").
    pub(super) fn time_inside(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        let words = clauses.phrases.chunks[draft.chunk].words.clone();
        let time = words.clone().find_map(|at| clauses.phrases.words[at].time)?;
        matches!(clauses.kind(draft.chunk), Some(ChunkKind::Noun(_)))
            .then(|| self.days[time].dates.clone())
            .filter(|dates| dates.start.is_some())
    }

    /// The dates at a time chunk; nothing behind "by", "since", "until" and "after", which set bounds only.
    pub(super) fn time_at(&self, clauses: &Clauses, chunk: usize) -> Option<EventDates> {
        let word = &clauses.phrases.words[clauses.phrases.chunks[chunk].words.start];
        let days = &self.days[word.time?];
        let before = chunk.checked_sub(1).filter(|&at| {
            matches!(
                clauses.kind(at),
                Some(ChunkKind::Preposition | ChunkKind::Subordinator)
            )
        });
        match before.map(|at| clauses.phrases.lower(at)) {
            Some("by" | "before" | "until" | "till" | "after" | "ahead of" | "since") => None,
            _ if self.text[days.span].starts_with("since ") => None,
            _ if word.time == Some(0) && counts_from_another(&self.text[days.span]) => None,
            _ => Some(days.dates.clone()).filter(|dates| dates.start.is_some() || dates.end.is_some()),
        }
    }

    /// "arrived on Monday *for a three-day visit*": as many days from the day of coming.
    fn days_of_stay(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        let visit = draft.free && draft.frame.kind == EventKind::Visit && counts_days(clauses, draft);
        let dates = self.dates_of(clauses, draft.clause.filter(|_| visit)?)?;
        Some(self.lasting(clauses, draft, dates)).filter(|dates| dates.end.is_some())
    }

    /// "lost in *Thursday's match*", "said at *Tuesday's meeting*": the day of the occasion on which it took place.
    fn time_of_occasion(&self, clauses: &Clauses, clause: usize) -> Option<EventDates> {
        let phrases = clauses.list[clause].phrases.iter();
        let at = phrases.filter(|phrase| {
            matches!(
                clauses.phrases.lower(phrase.preposition),
                "in" | "at" | "during" | "on"
            )
        });
        let objects = clauses.list[clause].objects.iter().copied();
        let nouns = at
            .map(|phrase| phrase.group)
            .chain(objects)
            .map(|group| clauses.groups[group].members[0].noun);
        let mut words = nouns.flat_map(|noun| clauses.phrases.chunks[noun].words.clone());
        let owned = |at: usize| {
            let next = clauses.phrases.words.get(at + 1);
            next.is_some_and(|next| next.class == Class::PossessiveMark)
        };
        let time = words.find_map(|at| clauses.phrases.words[at].time.filter(|_| owned(at)))?;
        Some(self.days[time].dates.clone()).filter(|dates| dates.start.is_some())
    }

    /// "have been on strike *since Wednesday*": the first day of what goes on.
    fn since(&self, clauses: &Clauses, chunk: usize) -> Option<EventDates> {
        let word = &clauses.phrases.words[clauses.phrases.chunks[chunk].words.start];
        let days = &self.days[word.time?];
        let before = chunk
            .checked_sub(1)
            .is_some_and(|at| clauses.phrases.lower(at) == "since");
        let inside = self.text[days.span].starts_with("since ");
        let open = EventDates {
            end: None,
            last: None,
            ..days.dates.clone()
        };
        (before || inside)
            .then_some(open)
            .filter(|dates| dates.start.is_some())
    }

    /// The days in a clause about the noun itself: "the concert, set for Sunday,", "a five-day tour that began on Monday".
    pub(super) fn described_time(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        clauses.phrases.noun(draft.chunk)?;
        let own = clauses.group_of[draft.chunk];
        let about = clauses.list.iter().enumerate().find(|(_, clause)| {
            let near = clause.subject == own
                || own.is_some_and(|own| tells_of(clauses, clause, own))
                || clause.kind == ClauseKind::Relative
                    && clause.chunk > draft.chunk
                    && clause.chunk < draft.chunk + 8;
            let says_when = matches!(
                clause.verb.lemma,
                "begin" | "start" | "open" | "end" | "conclude" | "close"
            ) || clause.verb.passive && lexicon().has("planned by", clause.verb.lemma);
            near && (clause.kind == ClauseKind::Participle
                || clause.kind == ClauseKind::Relative && says_when)
        });
        let (index, clause) = about?;
        let dates = self.dates_of(clauses, index)?;
        match clause.verb.lemma {
            "begin" | "start" | "open" => Some(self.lasting(clauses, draft, dates)),
            _ => Some(dates),
        }
    }

    /// From its first day, as long as the noun says ("a five-day tour"); without that, its end is open.
    pub(super) fn lasting(&self, clauses: &Clauses, draft: &Draft, dates: EventDates) -> EventDates {
        let words = &clauses.phrases.words[clauses.phrases.chunks[draft.chunk].words.clone()];
        let unit = words.iter().position(|word| word.lower == "day");
        let count = unit
            .and_then(|unit| unit.checked_sub(2))
            .and_then(|at| number(&words[at].lower));
        let last = match (dates.first, count) {
            (Some(first), Some(count)) if dates.first == dates.last => {
                first.checked_add(jiff::Span::new().days(count - 1)).ok()
            }
            _ => None,
        };
        EventDates {
            end: last.map(|last| last.to_string()),
            last,
            ..dates
        }
    }

    /// The dates of a clause that this one is joined or subordinated to.
    pub(super) fn shared_time(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        let own = draft.clause.filter(|_| !draft.free)?;
        let mut clause = own;
        for _ in 0..4 {
            let Some(partner) = clauses.list[clause].partner else {
                break;
            };
            if clauses.list[clause].verb.modal != clauses.list[partner].verb.modal {
                break;
            }
            if let Some(dates) = self.dates_of(clauses, partner) {
                return Some(dates);
            }
            clause = partner;
        }
        if let Some(dates) = self.time_of_content(clauses, own) {
            return Some(dates);
        }
        if let Some(dates) = self.time_of_journey(clauses, own) {
            return Some(dates);
        }
        let accompanies = |at: usize| matches!(clauses.phrases.lower(at), "when" | "while" | "as");
        let neighbour = |other: usize| clauses.list[other].subordinator.is_some_and(accompanies);
        if neighbour(own) && own > 0 {
            return self.dates_of(clauses, own - 1);
        }
        let below = own + 1;
        (below < clauses.list.len() && neighbour(below))
            .then(|| self.dates_of(clauses, below))
            .flatten()
    }

    /// "agreed to build a port on June 4": a day before publication is that of agreeing, not of building.
    pub(super) fn time_of_content(&self, clauses: &Clauses, clause: usize) -> Option<EventDates> {
        let next = clauses.list.get(clause + 1)?;
        if next.governor != Some(clause) || next.kind != ClauseKind::Infinitive {
            return None;
        }
        let dates = self.dates_of(clauses, clause + 1)?;
        (dates.last? <= self.published?).then_some(dates)
    }

    /// "is expected in Oslo on Thursday *to sign*": the day of coming.
    fn time_of_journey(&self, clauses: &Clauses, clause: usize) -> Option<EventDates> {
        let governor = expecting(clauses, clause)?;
        self.dates_of(clauses, governor)
    }

    pub(super) fn dates_of(&self, clauses: &Clauses, clause: usize) -> Option<EventDates> {
        self.clause_times(clauses, clause)
            .into_iter()
            .find_map(|chunk| self.time_at(clauses, chunk))
    }

    /// The days of the trip that an undated event is part of: it says so ("during his visit"), stands in the trip's own
    /// paragraph, or is between the traveller and the host.
    pub(super) fn trip_dates(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        let trip = self.trip.as_ref()?;
        let travels = matches!(draft.frame.kind, EventKind::Visit | EventKind::Travel);
        if draft.status != Status::Happened || draft.free || draft.frame.speech {
            return None;
        }
        let actors = self.participants(clauses, &draft.actors, &[]);
        let others = self.participants(clauses, &draft.recipients, &[]);
        let all = || actors.iter().chain(&others);
        let among = |who: &Participant, group: &[Participant]| {
            group
                .iter()
                .any(|one| one.entity.is_some() && one.entity == who.entity)
        };
        if !all().any(|who| among(who, &trip.travellers)) {
            return None;
        }
        let says_so = self.during_trip(clauses);
        let same_paragraph = trip.paragraph == self.paragraph && !travels;
        let dated = clauses.list.iter().any(|clause| !clause.times.is_empty());
        let hosted =
            all().count() > 1 && all().all(|who| among(who, &trip.travellers) || among(who, &trip.hosts));
        (says_so || !dated && (same_paragraph || hosted && !travels)).then(|| trip.dates.clone())
    }

    /// "during his visit", "on the trip".
    pub(super) fn during_trip(&self, clauses: &Clauses) -> bool {
        (1..clauses.phrases.chunks.len()).any(|chunk| {
            let Some(phrase) = clauses.phrases.noun(chunk) else {
                return false;
            };
            let trip = lexicon().has("trip", &clauses.phrases.words[phrase.head].lower);
            let during = matches!(clauses.kind(chunk - 1), Some(ChunkKind::Preposition))
                && matches!(clauses.phrases.lower(chunk - 1), "during" | "on");
            let known = matches!(
                clauses.phrases.lower(chunk),
                "his" | "her" | "the" | "their" | "this" | "that"
            );
            trip && during && known
        })
    }
}

/// "the same day", "two days later": means nothing where no day was told before.
fn counts_from_another(words: &str) -> bool {
    let lower = words.to_lowercase();
    let day = lower.contains("day") || lower.contains("week") || lower.contains("evening");
    let other = ["same", "following", "later", "that day", "next day", "previous"];
    day && other.iter().any(|other| lower.contains(other))
}

/// "a five-day tour": the noun says for how long.
fn counts_days(clauses: &Clauses, draft: &Draft) -> bool {
    let words = clauses.phrases.chunks[draft.chunk].words.clone();
    matches!(clauses.kind(draft.chunk), Some(ChunkKind::Noun(_)))
        && clauses.phrases.words[words]
            .iter()
            .any(|word| word.lower == "day")
}

/// The clause that says where somebody is expected in order to do what this one says.
pub(super) fn expecting(clauses: &Clauses, clause: usize) -> Option<usize> {
    let own = &clauses.list[clause];
    let governor = own.governor.filter(|_| own.kind == ClauseKind::Infinitive)?;
    let verb = &clauses.list[governor].verb;
    let due = verb.passive && lexicon().has("planned by", verb.lemma) && own.governor_group.is_some();
    due.then_some(governor)
}

/// A small number in words or digits.
fn number(word: &str) -> Option<i64> {
    const WORDS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let spelled = WORDS
        .iter()
        .position(|candidate| *candidate == word)
        .map(|at| at as i64 + 1);
    spelled
        .or_else(|| word.parse().ok())
        .filter(|count| (1..=60).contains(count))
}

pub(super) fn is_weekday(text: &str) -> bool {
    const DAYS: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let first = text.split_whitespace().next().unwrap_or("");
    DAYS.contains(&first)
}
