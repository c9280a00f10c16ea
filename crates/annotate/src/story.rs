//! The story of an article, sentence by sentence: who "he" and "they" are, which trip an event belongs to, which day it
//! was, and who vouches for it. Turns the readers' drafts into events.

use annals_names::{Mention, MentionKind, Names};
use annals_text::{Span, Text};
use jiff::civil::Date;

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
        for draft in drafts.iter().flat_map(|draft| one_for_each_place(clauses, draft)) {
            for (dates, from_draft) in self.dates(clauses, &draft) {
                let event = self.event(sentence, clauses, &draft, dates, from_draft, &reports, &drafts);
                self.events.extend(event);
            }
        }
        self.remember(clauses, first);
        for report in reports {
            let entity = self
                .resolved(clauses, &report.speaker)
                .first()
                .and_then(|who| who.entity);
            self.spoken.push(Spoken { report, entity });
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn event(
        &self,
        sentence: Span,
        clauses: &Clauses,
        draft: &Draft,
        dates: EventDates,
        certain: bool,
        reports: &[Report],
        drafts: &[Draft],
    ) -> Option<EventMention> {
        let trigger = clauses.phrases.span(draft.trigger.clone());
        let actors = self.participants(clauses, &draft.actors, &[]);
        let doers = inner_doers(clauses, draft, drafts);
        let mut recipients = self.participants(clauses, doers.unwrap_or(&draft.recipients), &actors);
        let mut actors = actors;
        if matches!(
            draft.frame.kind,
            EventKind::Inspect | EventKind::Visit | EventKind::Travel | EventKind::Ceremony
        ) {
            actors.extend(self.companions(clauses, draft, &actors));
        }
        if draft.frame.kind == EventKind::Visit {
            recipients.extend(self.inviters(clauses, &actors));
        }
        let place = self.event_place(clauses, draft);
        let unsaid = draft.frame.kind == EventKind::State && actors.is_empty();
        if unsaid && (!draft.actors.is_empty() || !draft.frame.issues()) {
            return None;
        }
        let unresolved = actors.is_empty() && !draft.actors.is_empty() && place.is_none();
        if recipients.is_empty()
            && (unresolved || actors.is_empty() && place.is_none() && dates.start.is_none())
        {
            return None;
        }
        let moves = matches!(draft.frame.kind, EventKind::Visit | EventKind::Travel);
        let nobody = actors.is_empty() && recipients.is_empty();
        let vague = place.is_none() && dates.start.is_none() && is_definite(clauses, draft);
        if draft.free && (moves && actors.is_empty() || nobody && place.is_none() || vague) {
            return None;
        }
        let report = vouching(reports, trigger);
        let attribution = match report {
            Some(report) => self
                .resolved(clauses, &report.speaker)
                .first()
                .map(|who| who.span),
            None => self.accuser(clauses, draft, drafts),
        };
        let denied = report.is_some_and(|report| matches!(report.lemma, "deny" | "refute"));
        let dates = self.not_after_its_report(dates, draft.status);
        let status = self.status(if denied { Status::Denied } else { draft.status }, &dates);
        let inferred = draft.free
            || actors
                .iter()
                .chain(&recipients)
                .any(|who| who.span != who.printed);
        Some(EventMention {
            kind: draft.frame.kind,
            trigger,
            actors,
            recipients,
            place,
            dates,
            attribution,
            status,
            evidence: sentence,
            confidence: if inferred || !certain {
                Confidence::Medium
            } else {
                Confidence::High
            },
            frame: draft.frame.name,
        })
    }

    /// A bare weekday of something that is no plan is the last one before publication, not the next.
    fn not_after_its_report(&self, dates: EventDates, status: Status) -> EventDates {
        let weekday = dates.from.is_some_and(|span| is_weekday(&self.text[span]));
        let (Some(published), Some(first)) = (self.published, dates.first) else {
            return dates;
        };
        if !weekday || status == Status::Planned || first <= published {
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

    // --- who -------------------------------------------------------------------------------------------------

    fn participants(&self, clauses: &Clauses, parties: &[Party], others: &[Participant]) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::new();
        for who in parties.iter().flat_map(|party| self.resolved(clauses, party)) {
            let same = |other: &Participant| {
                other.span == who.span || (other.entity.is_some() && other.entity == who.entity)
            };
            let who = if others.iter().any(same) {
                self.another(clauses, who, others)
            } else {
                Some(who)
            };
            let Some(who) = who else { continue };
            let same = |other: &Participant| {
                other.span == who.span || (other.entity.is_some() && other.entity == who.entity)
            };
            if !found.iter().any(same) {
                found.push(who);
            }
        }
        found
    }

    /// Nobody meets himself: a role phrase that seemed to be the actor is the last other person printed with that title, or
    /// is left as words.
    fn another(&self, clauses: &Clauses, who: Participant, others: &[Participant]) -> Option<Participant> {
        if who.span == who.printed || who.printed.len() < 4 {
            return None;
        }
        let printed = &self.text[who.printed];
        let role = printed.split_whitespace().next_back()?.to_lowercase();
        let taken = |mention: &&Mention| others.iter().any(|other| other.entity == Some(mention.entity));
        let end = clauses.phrases.words.last()?.span.end;
        let count = self
            .names
            .mentions
            .partition_point(|mention| mention.span.start < end);
        let holder = self.names.mentions[count.saturating_sub(200)..count]
            .iter()
            .filter(|mention| !taken(mention) && mention.kind == MentionKind::Person)
            .filter(|mention| {
                mention
                    .title
                    .is_some_and(|title| self.text[title].to_lowercase().ends_with(&role))
            })
            .last();
        if matches!(role.as_str(), "him" | "her" | "his" | "them" | "he" | "she") {
            return None;
        }
        Some(match holder {
            Some(mention) => Participant {
                span: mention.span,
                printed: who.printed,
                entity: Some(mention.entity),
            },
            None => Participant {
                span: who.printed,
                printed: who.printed,
                entity: None,
            },
        })
    }

    /// Who a party is: a name, the name behind a pronoun or role, or the words themselves.
    fn resolved(&self, clauses: &Clauses, party: &Party) -> Vec<Participant> {
        let words = clauses.phrases.words;
        let printed = clauses.phrases.span(party.words.clone());
        let head = words[party.head].span;
        if let Some(mention) = words[party.head].mention {
            let mention = &self.names.mentions[mention];
            return vec![Participant {
                span: mention.span,
                printed: mention.span,
                entity: Some(mention.entity),
            }];
        }
        let lower = words[party.head].lower.as_str();
        if self.means_several(clauses, party) {
            let several = self.both(lower);
            if !several.is_empty() {
                return several
                    .iter()
                    .map(|who| Participant { printed, ..*who })
                    .collect();
            }
        }
        if let Some(mention) = self.referent(head) {
            return vec![Participant {
                span: mention.span,
                printed,
                entity: Some(mention.entity),
            }];
        }
        if party.pronoun {
            return self.later_subject(clauses, party, printed);
        }
        let (span, entity) = self.led_by(clauses, party).unwrap_or((printed, None));
        vec![Participant {
            span,
            printed: span,
            entity,
        }]
    }

    /// "a delegation *led by X*": the words with the leader's name, who stands for them.
    fn led_by(&self, clauses: &Clauses, party: &Party) -> Option<(Span, Option<usize>)> {
        let leads = |lemma: &str| matches!(lemma, "lead" | "head");
        let clause = clauses.list.iter().find(|clause| {
            clause.kind == ClauseKind::Participle
                && leads(clause.verb.lemma)
                && clauses.phrases.chunks[clause.chunk].words.start == party.words.end
        })?;
        let by = clause
            .phrases
            .iter()
            .find(|phrase| clauses.phrases.lower(phrase.preposition) == "by")?;
        let leader = parties(clauses, by.group).into_iter().next()?;
        let mention = &self.names.mentions[clauses.phrases.words[leader.head].mention?];
        let start = clauses.phrases.words[party.words.start].span;
        Some((start.cover(mention.span), Some(mention.entity)))
    }

    /// "During *his* stay, the president ...": a possessive that nobody stands before means the subject behind it.
    fn later_subject(&self, clauses: &Clauses, party: &Party, printed: Span) -> Vec<Participant> {
        let possessive = matches!(clauses.phrases.words[party.head].lower.as_str(), "his" | "her");
        let first = clauses
            .list
            .iter()
            .find(|clause| clause.kind == ClauseKind::Finite);
        let subject = first.and_then(|clause| clause.subject).filter(|&group| {
            let start = clauses.groups[group].chunks.start;
            clauses.phrases.chunks[start].words.start > party.head && clauses.nature(group) == Nature::Person
        });
        let Some(subject) = subject.filter(|_| possessive) else {
            return Vec::new();
        };
        let named: Vec<Party> = parties(clauses, subject)
            .into_iter()
            .filter(|party| !party.pronoun)
            .collect();
        let who = named.iter().flat_map(|party| self.resolved(clauses, party));
        who.map(|who| Participant { printed, ..who }).collect()
    }

    /// Whether the words mean more than one of those named before.
    fn means_several(&self, clauses: &Clauses, party: &Party) -> bool {
        let words = clauses.phrases.words;
        let lower = words[party.head].lower.as_str();
        let two = words[party.words.clone()]
            .iter()
            .any(|word| matches!(word.lower.as_str(), "two" | "both" | "top"));
        let counted = two || party.words.start > 0 && words[party.words.start - 1].lower == "both";
        matches!(lower, "they" | "both")
            || counted
                && matches!(
                    lower,
                    "leaders"
                        | "presidents"
                        | "ministers"
                        | "men"
                        | "women"
                        | "officials"
                        | "diplomats"
                        | "sides"
                        | "premiers"
                        | "envoys"
                )
    }

    fn both(&self, lower: &str) -> &[Participant] {
        if self.paragraph > self.pair_paragraph + 3 {
            return &self.several;
        }
        if lower == "sides" || self.pair.len() == 2 && lower != "they" {
            return &self.pair;
        }
        if self.several.is_empty() {
            &self.pair
        } else {
            &self.several
        }
    }

    /// The fullest name that a pronoun or role phrase at these words stands for.
    fn referent(&self, head: Span) -> Option<&'a Mention> {
        let references = &self.names.references;
        let after = references.partition_point(|reference| reference.span.start <= head.start);
        let reference = references[..after]
            .last()
            .filter(|reference| reference.span.end >= head.end)?;
        let mention = self.fullest.get(reference.entity).copied().flatten()?;
        Some(&self.names.mentions[mention])
    }

    /// "accompanied by X", "Accompanying him were X and Y".
    fn companions(&self, clauses: &Clauses, draft: &Draft, known: &[Participant]) -> Vec<Participant> {
        let mut found = Vec::new();
        for (index, clause) in clauses.list.iter().enumerate() {
            let own = draft.clause == Some(index);
            for phrase in clause.phrases.iter().filter(|_| own || draft.clause.is_some()) {
                if clauses.phrases.lower(phrase.preposition) == "accompanied by" {
                    found.extend(parties(clauses, phrase.group));
                }
            }
            let accompanying =
                clause.verb.lemma == "accompany" && clause.verb.form == crate::chunk::VerbShape::Gerund;
            if accompanying {
                let be = clauses.list.get(index + 1).filter(|next| next.verb.lemma == "be");
                let objects = be.map(|be| be.objects.as_slice()).unwrap_or_default();
                found.extend(objects.iter().flat_map(|&group| parties(clauses, group)));
            }
        }
        self.participants(clauses, &found, known)
    }

    /// "at the invitation of X".
    fn inviters(&self, clauses: &Clauses, known: &[Participant]) -> Vec<Participant> {
        let mut found = Vec::new();
        for group in clauses.groups {
            for member in &group.members {
                let invitation = clauses
                    .phrases
                    .noun(member.noun)
                    .is_some_and(|phrase| clauses.phrases.words[phrase.head].lower == "invitation");
                let by = member
                    .attached
                    .first()
                    .filter(|(at, _)| clauses.phrases.lower(*at) == "of");
                if let Some((_, noun)) = by.filter(|_| invitation) {
                    found.push(attached_party(clauses, *noun));
                }
            }
        }
        self.participants(clauses, &found, known)
    }

    /// Whoever accuses vouches for what they accuse others of.
    fn accuser(&self, clauses: &Clauses, draft: &Draft, drafts: &[Draft]) -> Option<Span> {
        let accuser = drafts.iter().find(|other| {
            other.frame.vouch
                && other.chunk < draft.chunk
                && draft.clause.is_some()
                && self.belongs(clauses, draft, other)
        })?;
        let who = self.resolved(clauses, accuser.actors.first()?);
        who.first().map(|who| who.span)
    }

    fn belongs(&self, clauses: &Clauses, draft: &Draft, accuser: &Draft) -> bool {
        let mut clause = draft.clause;
        for _ in 0..8 {
            if clause == accuser.clause {
                return true;
            }
            clause = clause.and_then(|clause| clauses.list[clause].governor);
        }
        false
    }

    // --- where -----------------------------------------------------------------------------------------------

    fn event_place(&self, clauses: &Clauses, draft: &Draft) -> Option<Span> {
        let named = draft
            .places
            .first()
            .and_then(|party| self.place_of(clauses, party));
        named.or_else(|| self.surroundings(clauses, draft))
    }

    /// The name of a place, or the words for it.
    fn place_of(&self, clauses: &Clauses, party: &Party) -> Option<Span> {
        let words = clauses.phrases.words;
        let head = &words[party.head];
        match head.lower.as_str() {
            "there" => return self.place,
            "here" => return self.dateline,
            _ => {}
        }
        if party.pronoun {
            return None;
        }
        let named = |at: usize| {
            let mention = &self.names.mentions[words[at].mention?];
            matches!(mention.kind, MentionKind::Place | MentionKind::Organisation).then_some(mention.span)
        };
        if let Some(span) = named(party.head) {
            let capitals = party
                .words
                .clone()
                .rev()
                .take_while(|&at| words[at].capital || words[at].mention.is_some())
                .last();
            return Some(
                capitals
                    .map_or(span, |start| words[start].span.cover(span))
                    .cover(span),
            );
        }
        let common = !head.capital;
        let inside = party.words.clone().filter(|&at| at > party.head).find_map(named);
        let vague = matches!(
            head.lower.as_str(),
            "places"
                | "place"
                | "parts"
                | "city"
                | "capital"
                | "town"
                | "outskirts"
                | "village"
                | "area"
                | "region"
                | "province"
        );
        if common && vague {
            return inside
                .or_else(|| self.referent(head.span).map(|mention| mention.span))
                .or_else(|| {
                    (head.lower != "places" && head.lower != "parts")
                        .then(|| clauses.phrases.span(party.words.clone()))
                });
        }
        let named_inside =
            common && inside.is_some_and(|inside| inside.end <= words[party.words.end - 1].span.end);
        let end = if named_inside {
            words[party.words.end - 1].span
        } else {
            head.span
        };
        Some(words[party.words.start].span.cover(end))
    }

    /// A place in the phrases around: its own clause, or the clause it is joined to.
    fn surroundings(&self, clauses: &Clauses, draft: &Draft) -> Option<Span> {
        if draft.free {
            return None;
        }
        let mut clause = draft.clause?;
        for _ in 0..4 {
            if let Some(place) = self.place_phrase(clauses, clause, draft) {
                return Some(place);
            }
            let own_days = !clauses.list[clause].times.is_empty();
            clause = clauses.list[clause].partner.filter(|_| !own_days)?;
        }
        None
    }

    fn place_phrase(&self, clauses: &Clauses, clause: usize, draft: &Draft) -> Option<Span> {
        let rank = |preposition: &str| match preposition {
            "at" => Some(0),
            "in" | "there" | "here" => Some(1),
            "near" | "outside" | "inside" | "through" | "across" | "aboard" | "around" => Some(2),
            "on" => Some(3),
            _ => None,
        };
        let says = matches!(
            draft.frame.kind,
            EventKind::Accuse
                | EventKind::Request
                | EventKind::Reject
                | EventKind::Support
                | EventKind::Threaten
                | EventKind::Agree
        );
        let verb = clauses.list[clause].chunk;
        let behind_object = |preposition: usize| {
            let noun = preposition > verb + 1 && clauses.group_of[preposition - 1].is_some();
            says && noun && preposition > verb
        };
        let taken: Vec<usize> = draft
            .actors
            .iter()
            .chain(&draft.recipients)
            .map(|party| party.head)
            .collect();
        let mut found: Vec<(i32, usize)> = Vec::new();
        for phrase in &clauses.list[clause].phrases {
            let rank = rank(clauses.phrases.lower(phrase.preposition));
            let is_place = matches!(clauses.nature(phrase.group), Nature::Place)
                || clauses.nature(phrase.group) == Nature::Unknown
                || clauses.nature(phrase.group) == Nature::Organisation && rank == Some(0);
            if let Some(rank) = rank.filter(|_| is_place && !behind_object(phrase.preposition)) {
                found.push((rank, phrase.group));
            }
        }
        found.sort();
        let party = found
            .into_iter()
            .filter_map(|(_, group)| parties(clauses, group).into_iter().next())
            .find(|party| !taken.contains(&party.head))?;
        self.place_of(clauses, &party)
    }

    // --- when ------------------------------------------------------------------------------------------------

    /// The dates of a draft, one set for each event it stands for, and whether they are its own.
    fn dates(&self, clauses: &Clauses, draft: &Draft) -> Vec<(EventDates, bool)> {
        let own = self.own_times(clauses, draft);
        if !own.is_empty() {
            return own.into_iter().map(|dates| (dates, true)).collect();
        }
        let told_apart = self.described_time(clauses, draft);
        let inherited = told_apart
            .or_else(|| self.shared_time(clauses, draft))
            .map(|dates| (dates, true));
        let inherited = inherited.or_else(|| self.trip_dates(clauses, draft).map(|dates| (dates, false)));
        vec![inherited.unwrap_or((EventDates::default(), true))]
    }

    fn own_times(&self, clauses: &Clauses, draft: &Draft) -> Vec<EventDates> {
        let chunks: Vec<usize> = if draft.free {
            self.noun_times(clauses, draft)
        } else {
            let Some(clause) = draft.clause else {
                return Vec::new();
            };
            self.clause_times(clauses, clause)
        };
        let inside = self.time_inside(clauses, draft);
        let times: Vec<EventDates> = inside
            .into_iter()
            .chain(chunks.iter().filter_map(|&chunk| self.time_at(clauses, chunk)))
            .collect();
        self.several_times(clauses, &chunks, times)
    }

    /// "in 2001 and again in 2004" are two events, "on March 2 and 3" is one of two days; of other times the first counts.
    fn several_times(
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
    fn clause_times(&self, clauses: &Clauses, clause: usize) -> Vec<usize> {
        let clause = &clauses.list[clause];
        let (behind, before): (Vec<usize>, Vec<usize>) =
            clause.times.iter().partition(|&&chunk| chunk > clause.chunk);
        if behind.iter().any(|&chunk| self.time_at(clauses, chunk).is_some()) {
            behind
        } else {
            before
        }
    }

    /// Times in the phrases right behind a free noun.
    fn noun_times(&self, clauses: &Clauses, draft: &Draft) -> Vec<usize> {
        let mut at = draft.chunk + 1;
        let mut found = Vec::new();
        while let Some(kind) = clauses.kind(at) {
            match kind {
                ChunkKind::Time => found.push(at),
                ChunkKind::Noun(_) | ChunkKind::Preposition | ChunkKind::Conjunction => {}
                ChunkKind::Verb(verb)
                    if verb.form == crate::chunk::VerbShape::BarePast
                        || verb.form == crate::chunk::VerbShape::Participle =>
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
    fn time_inside(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        let words = clauses.phrases.chunks[draft.chunk].words.clone();
        let time = words.clone().find_map(|at| clauses.phrases.words[at].time)?;
        matches!(clauses.kind(draft.chunk), Some(ChunkKind::Noun(_)))
            .then(|| self.days[time].dates.clone())
            .filter(|dates| dates.start.is_some())
    }

    /// The dates at a time chunk; nothing behind "by", "before", "until" and "after", which set bounds only.
    fn time_at(&self, clauses: &Clauses, chunk: usize) -> Option<EventDates> {
        let word = &clauses.phrases.words[clauses.phrases.chunks[chunk].words.start];
        let days = &self.days[word.time?];
        let before = chunk.checked_sub(1).filter(|&at| {
            matches!(
                clauses.kind(at),
                Some(ChunkKind::Preposition | ChunkKind::Subordinator)
            )
        });
        match before.map(|at| clauses.phrases.lower(at)) {
            Some("by" | "before" | "until" | "till" | "after" | "ahead of") => None,
            Some("since") => Some(EventDates {
                end: None,
                last: None,
                ..days.dates.clone()
            }),
            _ => Some(days.dates.clone()).filter(|dates| dates.start.is_some() || dates.end.is_some()),
        }
    }

    /// The days in a clause about the noun itself: "the launch, planned for Friday,", "a three-day trip that began on Monday".
    fn described_time(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        clauses.phrases.noun(draft.chunk)?;
        let own = clauses.group_of[draft.chunk];
        let about = clauses.list.iter().enumerate().find(|(_, clause)| {
            let near = clause.subject == own
                || clause.kind == ClauseKind::Relative
                    && clause.chunk > draft.chunk
                    && clause.chunk < draft.chunk + 8;
            let says_when = matches!(clause.verb.lemma, "begin" | "start" | "open" | "end" | "conclude");
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

    /// From its first day, as long as the noun says ("a three-day trip"); without that, its end is open.
    fn lasting(&self, clauses: &Clauses, draft: &Draft, dates: EventDates) -> EventDates {
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
    fn shared_time(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
        let own = draft.clause.filter(|_| !draft.free)?;
        let mut clause = own;
        for _ in 0..4 {
            let Some(partner) = clauses.list[clause].partner else {
                break;
            };
            if let Some(dates) = self.dates_of(clauses, partner) {
                return Some(dates);
            }
            clause = partner;
        }
        if let Some(dates) = self.time_of_content(clauses, own) {
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
    fn time_of_content(&self, clauses: &Clauses, clause: usize) -> Option<EventDates> {
        let next = clauses.list.get(clause + 1)?;
        if next.governor != Some(clause) || next.kind != ClauseKind::Infinitive {
            return None;
        }
        let dates = self.dates_of(clauses, clause + 1)?;
        (dates.last? <= self.published?).then_some(dates)
    }

    fn dates_of(&self, clauses: &Clauses, clause: usize) -> Option<EventDates> {
        self.clause_times(clauses, clause)
            .into_iter()
            .find_map(|chunk| self.time_at(clauses, chunk))
    }

    /// The days of the trip that an undated event is part of: it says so ("during his visit"), stands in the trip's own
    /// paragraph, or is between the traveller and the host.
    fn trip_dates(&self, clauses: &Clauses, draft: &Draft) -> Option<EventDates> {
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
    fn during_trip(&self, clauses: &Clauses) -> bool {
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

    // --- what the next sentence needs to know ----------------------------------------------------------------

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
                self.several = if who.len() > 1 { who } else { Vec::new() };
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

/// "OSLO, June 4 (NPB) --": the place a text begins with, before a comma.
fn dateline(text: &Text, names: &Names) -> Option<Span> {
    let first = names
        .mentions
        .first()
        .filter(|mention| mention.kind == MentionKind::Place)?;
    let begins = text[Span::new(0, first.span.start)].trim().is_empty();
    let head = &text[Span::new(
        first.span.end,
        text.floor_char_boundary(first.span.end + 60).max(first.span.end),
    )];
    let marked =
        head.starts_with([',', ' ']) && ["--", "—", "–", " - "].iter().any(|dash| head.contains(dash));
    (begins && marked).then_some(first.span)
}

/// Several places toured are several events.
fn one_for_each_place(clauses: &Clauses, draft: &Draft) -> Vec<Draft> {
    let tours = matches!(draft.frame.kind, EventKind::Visit | EventKind::Inspect);
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

fn is_weekday(text: &str) -> bool {
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
    );
    let first = clauses.phrases.lower(draft.chunk);
    let lead = draft
        .chunk
        .checked_sub(1)
        .is_some_and(|at| matches!(clauses.kind(at), Some(ChunkKind::Preposition)));
    appointment && (lead || matches!(first, "the" | "his" | "her" | "their" | "this" | "that" | "these"))
}

/// Where an accusation or rejection is about an event ("condemned the raid by X"), it is against whoever did that.
fn inner_doers<'d>(clauses: &Clauses, draft: &Draft, drafts: &'d [Draft]) -> Option<&'d [Party]> {
    let about_deeds = matches!(draft.frame.kind, EventKind::Accuse | EventKind::Reject);
    let object = draft.recipients.first().filter(|_| about_deeds)?;
    let inner = drafts.iter().find(|other| {
        other.chunk != draft.chunk
            && clauses.phrases.chunks[other.chunk].words.contains(&object.head)
            && other.frame.is_noun()
    })?;
    Some(&inner.actors)
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
        own.is_some_and(|report| report.acts && !says_event(report) && !inside_other(reports, report))
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
