//! The story of an article, sentence by sentence: who "he" and "they" are, which trip an event belongs to, which day it
//! was, and who vouches for it. Turns the readers' drafts into events.

mod heard;
mod place;
mod when;
mod who;

use annals_names::{MentionKind, Names};
use annals_text::{Span, Text};
use jiff::civil::Date;

use self::place::dateline;
use self::when::is_weekday;
use crate::chunk::ChunkKind;
use crate::clause::{ClauseKind, Clauses};
use crate::days::Days;
use crate::group::Nature;
use crate::lexicon::lexicon;
use crate::reader::{Draft, Party, attached_party, parties, read};
use crate::report::{Report, reports};
use crate::statements::Spoken;
use crate::{Confidence, EventDates, EventKind, EventMention, Participant, Status};

/// What has been told so far.
pub struct Story<'a> {
    text: &'a Text,
    names: &'a Names,
    days: &'a [Days],
    published: Option<Date>,
    /// For each entity, the mention that names it most fully.
    fullest: Vec<Option<usize>>,
    /// The two who last met, signed or talked.
    pair: Vec<Participant>,
    /// The paragraph that told so.
    pair_paragraph: usize,
    /// Who the last sentence with several subjects was about.
    several: Vec<Participant>,
    trip: Option<Trip>,
    /// The last place an event was at.
    place: Option<Span>,
    /// The place in the dateline: "here".
    dateline: Option<Span>,
    paragraph: usize,
    /// Events so far.
    pub events: Vec<EventMention>,
    /// Those told of by a role before their name.
    holders: Vec<heard::Holder>,
    /// Reports so far.
    pub spoken: Vec<Spoken>,
}

/// A journey whose days are known: what happens on it happens on those days.
struct Trip {
    travellers: Vec<Participant>,
    hosts: Vec<Participant>,
    dates: EventDates,
    paragraph: usize,
}

/// One sentence with all that was read in it.
struct Scene<'s> {
    sentence: Span,
    clauses: &'s Clauses<'s>,
    reports: &'s [Report],
    drafts: &'s [Draft],
}

impl<'a> Story<'a> {
    /// A story of which nothing has been told.
    pub fn new(text: &'a Text, names: &'a Names, days: &'a [Days], published: Option<Date>) -> Self {
        let entities = names
            .mentions
            .iter()
            .map(|mention| mention.entity + 1)
            .max()
            .unwrap_or(0);
        let mut fullest: Vec<Option<usize>> = vec![None; entities.min(names.mentions.len())];
        for (number, mention) in names.mentions.iter().enumerate() {
            if let Some(best) = fullest.get_mut(mention.entity) {
                let longer =
                    best.is_none_or(|best: usize| names.mentions[best].span.len() < mention.span.len());
                if longer {
                    *best = Some(number);
                }
            }
        }
        Story {
            text,
            names,
            days,
            published,
            fullest,
            pair: Vec::new(),
            pair_paragraph: 0,
            several: Vec::new(),
            trip: None,
            place: None,
            dateline: dateline(text, names),
            paragraph: 0,
            events: Vec::new(),
            holders: heard::holders(text, &names.mentions),
            spoken: Vec::new(),
        }
    }

    /// Tells one more sentence of the paragraph with this number.
    pub fn tell(&mut self, sentence: Span, clauses: &Clauses, paragraph: usize, quiet: bool) {
        self.paragraph = paragraph;
        let reports = reports(clauses);
        let drafts = if quiet {
            Vec::new()
        } else {
            kept(read(clauses), &reports, clauses)
        };
        let first = self.events.len();
        let scene = Scene {
            sentence,
            clauses,
            reports: &reports,
            drafts: &drafts,
        };
        for draft in drafts.iter().flat_map(|draft| one_for_each_place(clauses, draft)) {
            for (dates, own) in self.dates(clauses, &draft) {
                let event = self.event(&scene, &draft, dates, own);
                self.events.extend(event);
            }
        }
        self.remember(clauses, first);
        for report in reports {
            self.keep(clauses, report);
        }
    }

    /// The event of a draft, unless too little of it can be said.
    fn event(&self, scene: &Scene, draft: &Draft, dates: EventDates, own: bool) -> Option<EventMention> {
        let (actors, recipients) = self.sides(scene, draft);
        let place = self.event_place(scene.clauses, draft);
        let trigger = scene.clauses.phrases.span(draft.trigger.clone());
        let (attribution, denied) = self.vouched(scene, draft, trigger);
        let dates = self.in_doubt_none(self.not_after_its_report(scene.clauses, draft, dates));
        let status = self.status(if denied { Status::Denied } else { draft.status }, &dates);
        let resolved = actors
            .iter()
            .chain(&recipients)
            .any(|who| who.span != who.printed);
        let dated_later = match (self.published, dates.first) {
            (Some(published), Some(first)) => draft.status == Status::Happened && first > published,
            _ => false,
        };
        let sure = own && !draft.free && !resolved && !dated_later;
        let event = EventMention {
            kind: draft.frame.kind,
            trigger,
            actors,
            recipients,
            place,
            dates,
            attribution,
            status,
            evidence: scene.sentence,
            confidence: if sure {
                Confidence::High
            } else {
                Confidence::Medium
            },
            frame: draft.frame.name,
        };
        says_enough(scene.clauses, draft, &event).then_some(event)
    }

    /// Who does it, and to or with whom.
    fn sides(&self, scene: &Scene, draft: &Draft) -> (Vec<Participant>, Vec<Participant>) {
        use EventKind::{Ceremony, Inspect, Travel, Visit};
        let clauses = scene.clauses;
        let mut actors = self.participants(clauses, &draft.actors, &[]);
        let against = inner_doers(clauses, draft, scene.drafts).unwrap_or(&draft.recipients);
        let against: Vec<Party> = match draft.frame.kind {
            EventKind::Accuse | EventKind::Reject | EventKind::Support => {
                against.iter().filter_map(|party| whose(clauses, party)).collect()
            }
            _ => against.to_vec(),
        };
        let mut recipients = self.participants(clauses, &against, &actors);
        if matches!(draft.frame.kind, Inspect | Visit | Travel | Ceremony) {
            actors.extend(self.companions(clauses, draft, &actors));
        }
        if draft.frame.kind == Visit {
            recipients.extend(self.inviters(clauses, &actors));
        }
        (actors, recipients)
    }

    /// Who vouches for an event, and whether they deny it.
    fn vouched(&self, scene: &Scene, draft: &Draft, trigger: Span) -> (Option<Span>, bool) {
        let Some(report) = vouching(scene.reports, trigger) else {
            let told = self.announcer(scene.clauses, draft);
            return (
                told.or_else(|| self.accuser(scene.clauses, draft, scene.drafts)),
                false,
            );
        };
        let speaker = self.resolved(scene.clauses, &report.speaker);
        let denied = matches!(report.lemma, "deny" | "refute");
        (speaker.first().map(|who| who.span), denied)
    }

    /// A bare weekday of something that is no plan is the last one before publication, not the next; but what "will not"
    /// happen is still ahead.
    fn not_after_its_report(&self, clauses: &Clauses, draft: &Draft, dates: EventDates) -> EventDates {
        let weekday = dates.from.is_some_and(|span| is_weekday(&self.text[span]));
        let (Some(published), Some(first)) = (self.published, dates.first) else {
            return dates;
        };
        if draft.status == Status::Planned {
            return self.ahead(dates, weekday, published);
        }
        let will_not = draft.status == Status::Denied
            && draft.clause.is_some_and(|clause| clauses.list[clause].verb.modal);
        if !weekday || first <= published || will_not {
            return dates;
        }
        let week = jiff::Span::new().days(7);
        let Ok(day) = first.checked_sub(week) else {
            return dates;
        };
        EventDates {
            start: Some(day.to_string()),
            end: Some(day.to_string()),
            first: Some(day),
            last: Some(day),
            from: dates.from,
        }
    }

    /// "until June 2", right behind a journey of another year: a day whose year is not printed may be of that year.
    fn in_doubt_none(&self, dates: EventDates) -> EventDates {
        let (Some(trip), Some(from)) = (&self.trip, dates.from) else {
            return dates;
        };
        let words = &self.text[from];
        let yearless = !words
            .split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4);
        let until = yearless && dates.start.is_none() && words.chars().any(|c| c.is_ascii_digit());
        let near = trip.paragraph + 1 >= self.paragraph;
        let another = match (trip.dates.first, dates.last) {
            (Some(told), Some(day)) => told.year() != day.year(),
            _ => false,
        };
        if until && near && another {
            EventDates::default()
        } else {
            dates
        }
    }

    /// The weekday or month of a plan is the next one, where the text names no year.
    fn ahead(&self, dates: EventDates, weekday: bool, published: Date) -> EventDates {
        let (Some(first), Some(last), Some(from)) = (dates.first, dates.last, dates.from) else {
            return dates;
        };
        let words = &self.text[from];
        let month = words.chars().all(|c| c.is_alphabetic())
            && dates.start.as_ref().is_some_and(|start| start.len() == 7);
        let step = match (weekday, month) {
            (true, _) => jiff::Span::new().days(7),
            (_, true) => jiff::Span::new().years(1),
            _ => return dates,
        };
        let (Ok(first), Ok(last)) = (first.checked_add(step), last.checked_add(step)) else {
            return dates;
        };
        if dates.last >= Some(published) {
            return dates;
        }
        let printed = |day: Date| {
            if month {
                day.strftime("%Y-%m").to_string()
            } else {
                day.to_string()
            }
        };
        EventDates {
            start: Some(printed(first)),
            end: Some(printed(last)),
            first: Some(first),
            last: Some(last),
            from: dates.from,
        }
    }

    /// What is said to be going on or done on a later day is a plan.
    fn status(&self, status: Status, dates: &EventDates) -> Status {
        let later = match (self.published, dates.first) {
            (Some(published), Some(first)) => first > published,
            _ => false,
        };
        match status {
            Status::Ongoing | Status::Happened if later => Status::Planned,
            status => status,
        }
    }

    fn remember(&mut self, clauses: &Clauses, first: usize) {
        for number in first..self.events.len() {
            let event = &self.events[number];
            self.place = event.place.or(self.place);
            let persons: Vec<Participant> = event.actors.iter().chain(&event.recipients).copied().collect();
            let joins = matches!(
                event.kind,
                EventKind::Meet | EventKind::Sign | EventKind::Call | EventKind::Agree
            );
            if joins && persons.len() == 2 && persons.iter().all(|who| self.is_person(who)) {
                self.pair = persons;
                self.pair_paragraph = self.paragraph;
            }
            let travels = matches!(event.kind, EventKind::Visit | EventKind::Travel);
            if travels
                && event.dates.first.is_some()
                && event.status == Status::Happened
                && !event.actors.is_empty()
            {
                self.trip = Some(Trip {
                    travellers: event.actors.clone(),
                    hosts: event
                        .recipients
                        .iter()
                        .copied()
                        .chain(self.hosts_before(event))
                        .collect(),
                    dates: event.dates.clone(),
                    paragraph: self.paragraph,
                });
            }
        }
        let main = clauses
            .list
            .iter()
            .find(|clause| clause.kind == ClauseKind::Finite);
        if let Some(subject) = main.and_then(|clause| clause.subject) {
            let named: Vec<Party> = parties(clauses, subject);
            let pronoun = named.iter().any(|party| party.pronoun);
            let who = self.participants(clauses, &named, &[]);
            if !pronoun {
                let plural = named.iter().any(|party| {
                    let head = &clauses.phrases.words[party.head];
                    head.mention.is_none() && head.lower.ends_with('s') && party.nature != Nature::Thing
                });
                self.several = if who.len() > 1 || plural { who } else { Vec::new() };
            }
        }
    }

    /// A trip told again with the same days keeps its hosts.
    fn hosts_before(&self, event: &EventMention) -> Vec<Participant> {
        match &self.trip {
            Some(trip) if trip.dates == event.dates => trip.hosts.clone(),
            _ => Vec::new(),
        }
    }

    fn is_person(&self, who: &Participant) -> bool {
        let mention = who
            .entity
            .and_then(|entity| self.fullest.get(entity).copied().flatten());
        mention.is_some_and(|mention| self.names.mentions[mention].kind == MentionKind::Person)
    }
}

/// Several places toured are several events.
fn one_for_each_place(clauses: &Clauses, draft: &Draft) -> Vec<Draft> {
    let tours = matches!(draft.frame.kind, EventKind::Visit | EventKind::Inspect);
    let inner = match draft.places.as_slice() {
        [place] if tours => inner_places(clauses, place),
        _ => Vec::new(),
    };
    if inner.len() > 1 {
        let places = inner.into_iter();
        return places
            .map(|place| Draft {
                places: vec![place],
                ..draft.clone()
            })
            .collect();
    }
    let named: Vec<&Party> = draft
        .places
        .iter()
        .filter(|party| {
            clauses.phrases.words[party.head].capital || clauses.phrases.words[party.head].mention.is_some()
        })
        .collect();
    if !tours || named.len() < 2 {
        return vec![draft.clone()];
    }
    let places = named.into_iter().cloned();
    places
        .map(|place| Draft {
            places: vec![place],
            ..draft.clone()
        })
        .collect()
}

/// "the districts of *X and Y*": the places a plural is made of.
fn inner_places(clauses: &Clauses, place: &Party) -> Vec<Party> {
    let words = clauses.phrases.words;
    if words[place.head].mention.is_some() || !words[place.head].lower.ends_with('s') {
        return Vec::new();
    }
    let members = clauses.groups.iter().flat_map(|group| &group.members);
    let own = members.into_iter().find(|member| {
        clauses
            .phrases
            .noun(member.noun)
            .is_some_and(|phrase| phrase.head == place.head)
    });
    let attached = own.into_iter().flat_map(|member| &member.attached);
    let names = attached.filter(|(_, noun)| {
        clauses
            .phrases
            .noun(*noun)
            .is_some_and(|phrase| words[phrase.head].mention.is_some())
    });
    names.map(|(_, noun)| attached_party(clauses, *noun)).collect()
}

/// Whether an event says enough to be a line: somebody, or a place or day, and more than that for a noun on its own.
fn says_enough(clauses: &Clauses, draft: &Draft, event: &EventMention) -> bool {
    let nobody = event.actors.is_empty() && event.recipients.is_empty();
    let (nowhere, never) = (event.place.is_none(), event.dates.start.is_none());
    let unresolved = !draft.actors.is_empty() && event.actors.is_empty();
    if nobody && nowhere && (unresolved || never) {
        return false;
    }
    let lost = draft.places.iter().any(|party| !party.pronoun) && nowhere;
    if event.kind == EventKind::Visit && lost && !draft.free {
        return false;
    }
    let somebody = |party: &Party| matches!(clauses.phrases.words[party.head].lower.as_str(), "he" | "she");
    let about_another = !event.recipients.is_empty()
        && matches!(
            event.kind,
            EventKind::Meet | EventKind::Call | EventKind::Appoint | EventKind::Dismiss
        );
    if unresolved && draft.actors.iter().all(somebody) && !about_another && event.evidence.start > 0 {
        return false;
    }
    if event.kind == EventKind::State && event.actors.is_empty() && (unresolved || !draft.frame.issues()) {
        return false;
    }
    let stays = draft
        .clause
        .is_some_and(|clause| clauses.list[clause].verb.lemma == "stay");
    if event.kind == EventKind::Travel && stays && nowhere && never {
        return false;
    }
    let moves = matches!(event.kind, EventKind::Visit | EventKind::Travel);
    if moves && never && event.actors.is_empty() && unresolved {
        return false;
    }
    let repeats = nowhere && never && draft.status == Status::Happened && is_definite(clauses, draft);
    !draft.free || !(moves && event.actors.is_empty() || nobody && nowhere || repeats)
}

/// "welcomed *the ceasefire between X and Y*": what somebody judges is told here, if it says whose it is.
fn is_judged(clauses: &Clauses, draft: &Draft) -> bool {
    let own = clauses.group_of[draft.chunk];
    let judges = |clause: &crate::clause::Clause| {
        lexicon().has("attitude", clause.verb.lemma) && clause.objects.iter().any(|&group| Some(group) == own)
    };
    let named = draft
        .actors
        .iter()
        .chain(&draft.recipients)
        .any(|party| !party.pronoun);
    named && clauses.list.iter().any(judges)
}

/// "the talks", "his visit": what was told before.
fn is_definite(clauses: &Clauses, draft: &Draft) -> bool {
    let appointment = matches!(
        draft.frame.kind,
        EventKind::Visit
            | EventKind::Travel
            | EventKind::Meet
            | EventKind::Convene
            | EventKind::Ceremony
            | EventKind::Call
            | EventKind::Agree
            | EventKind::Protest
    );
    let first = clauses.phrases.lower(draft.chunk);
    let lead = draft
        .chunk
        .checked_sub(1)
        .is_some_and(|at| matches!(clauses.kind(at), Some(ChunkKind::Preposition)));
    appointment
        && !is_judged(clauses, draft)
        && (lead || matches!(first, "the" | "his" | "her" | "their" | "this" | "that" | "these"))
}

/// Those meant by a thing that is praised or denied: its owner ("*Oslo*'s claim", "the *Danish* plan", "the offer of *Oslo*");
/// nobody, where it is only said what it is.
fn whose(clauses: &Clauses, party: &Party) -> Option<Party> {
    let words = clauses.phrases.words;
    let named = party
        .words
        .clone()
        .any(|at| words[at].mention.is_some() && at == party.head);
    if party.nature != Nature::Thing || named || party.pronoun {
        return Some(party.clone());
    }
    let of_words = |range: std::ops::Range<usize>| Party {
        head: range.end - 1,
        pronoun: words[range.end - 1].class == crate::word::Class::Possessive,
        nature: Nature::Unknown,
        words: range,
    };
    let member = clauses
        .groups
        .iter()
        .flat_map(|group| &group.members)
        .find(|member| {
            clauses
                .phrases
                .noun(member.noun)
                .is_some_and(|phrase| phrase.head == party.head)
        })?;
    let phrase = clauses.phrases.noun(member.noun)?;
    if let Some(possessor) = &phrase.possessor {
        return Some(of_words(possessor.clone()));
    }
    let people = |at: &usize| words[*at].capital && lexicon().country(&words[*at].lower).is_some();
    if let Some(at) = (phrase.core..phrase.head).find(people) {
        return Some(of_words(at..at + 1));
    }
    let owner = member.attached.iter().find(|(at, noun)| {
        let acts = clauses
            .phrases
            .noun(*noun)
            .map(|phrase| clauses.phrases.nature(phrase));
        clauses.phrases.lower(*at) == "of"
            && matches!(
                acts,
                Some(Nature::Person | Nature::Organisation | Nature::Place | Nature::Unknown)
            )
    });
    owner.map(|(_, noun)| attached_party(clauses, *noun))
}

/// Where an accusation or rejection is about an event ("condemned the theft by X"), it is against whoever did that.
fn inner_doers<'d>(clauses: &Clauses, draft: &Draft, drafts: &'d [Draft]) -> Option<&'d [Party]> {
    let about_deeds = matches!(draft.frame.kind, EventKind::Accuse | EventKind::Reject);
    let object = draft.recipients.first().filter(|_| about_deeds)?;
    let inner = drafts.iter().find(|other| {
        other.chunk != draft.chunk
            && clauses.phrases.chunks[other.chunk].words.contains(&object.head)
            && other.frame.is_noun()
    })?;
    let joint = matches!(
        inner.frame.kind,
        EventKind::Meet | EventKind::Call | EventKind::Agree
    );
    let with_others = joint && draft.frame.kind == EventKind::Reject && !inner.recipients.is_empty();
    Some(if with_others || joint && inner.actors.is_empty() {
        &inner.recipients
    } else {
        &inner.actors
    })
}

/// Drafts of saying count only where nothing else in what is said does.
fn kept(drafts: Vec<Draft>, reports: &[Report], clauses: &Clauses) -> Vec<Draft> {
    let trigger = |draft: &Draft| clauses.phrases.span(draft.trigger.clone());
    let says_event = |report: &Report| {
        let content = report.content.unwrap_or(Span::new(0, 0));
        drafts
            .iter()
            .any(|draft| !draft.frame.speech && content.contains(trigger(draft)))
    };
    let speech_counts = |draft: &Draft| {
        let own = reports.iter().find(|report| report.clause == draft.clause);
        own.is_some_and(|report| {
            report.acts
                && !says_event(report)
                && !inside_other(reports, report)
                && !is_mere_source(clauses, report)
        })
    };
    let keep: Vec<bool> = drafts
        .iter()
        .map(|draft| !draft.frame.speech || speech_counts(draft))
        .collect();
    let mut keep = keep.into_iter();
    let mut drafts = drafts;
    drafts.retain(|_| keep.next().unwrap_or(false));
    drafts
}

/// Witnesses, unnamed officials and the press vouch for what others did; that they say so is no event.
fn is_mere_source(clauses: &Clauses, report: &Report) -> bool {
    let words = clauses.phrases.words;
    let speaker = &report.speaker;
    let named = speaker
        .words
        .clone()
        .any(|at| words[at].mention.is_some_and(|_| at == speaker.head));
    let head = words[speaker.head].lower.as_str();
    let press = |at: usize| lexicon().has_noun("press", &words[at].lower);
    let many = !named && head.ends_with('s') && lexicon().has_noun("person", head) || head == "people";
    many || press(speaker.head) || named && speaker.words.clone().any(press)
}

/// Speech told inside other speech is the other's.
fn inside_other(reports: &[Report], report: &Report) -> bool {
    reports.iter().any(|other| {
        other.cue != report.cue && other.content.is_some_and(|content| content.contains(report.cue))
    })
}

/// The innermost report whose words hold the trigger.
fn vouching(reports: &[Report], trigger: Span) -> Option<&Report> {
    reports
        .iter()
        .filter(|report| report.asserts && report.clausal && report.acts && !report.cue.overlaps(trigger))
        .filter(|report| report.content.is_some_and(|content| content.contains(trigger)))
        .min_by_key(|report| report.content.map_or(0, Span::len))
}
