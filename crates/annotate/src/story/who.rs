//! Who takes part: names, the names behind pronouns and roles, companions, hosts, and those who accuse.

use annals_names::{Mention, MentionKind};
use annals_text::Span;

use super::Story;
use crate::Participant;
use crate::clause::{Clause, ClauseKind, Clauses};
use crate::group::Nature;
use crate::lexicon::lexicon;
use crate::reader::{Draft, Party, attached_party, parties};

impl<'a> Story<'a> {
    pub(super) fn participants(
        &self,
        clauses: &Clauses,
        parties: &[Party],
        others: &[Participant],
    ) -> Vec<Participant> {
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
    pub(super) fn another(
        &self,
        clauses: &Clauses,
        who: Participant,
        others: &[Participant],
    ) -> Option<Participant> {
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
            .rfind(|mention| {
                let titled = mention
                    .title
                    .is_some_and(|title| self.text[title].to_lowercase().ends_with(&role));
                titled && mention.kind == MentionKind::Person && !taken(mention)
            });
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
    pub(super) fn resolved(&self, clauses: &Clauses, party: &Party) -> Vec<Participant> {
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
            let several = self.of_office(lower, party.head, clauses);
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
            let speaker = self.speaker_before(clauses, party, printed);
            return if speaker.is_empty() {
                self.later_subject(clauses, party, printed)
            } else {
                speaker
            };
        }
        let (span, entity) = self.led_by(clauses, party).unwrap_or((printed, None));
        vec![Participant {
            span,
            printed: span,
            entity,
        }]
    }

    /// "a delegation *led by X*": the words with the leader's name, who stands for them.
    pub(super) fn led_by(&self, clauses: &Clauses, party: &Party) -> Option<(Span, Option<usize>)> {
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

    /// "The army said *it* shot down": the one who says so.
    fn speaker_before(&self, clauses: &Clauses, party: &Party, printed: Span) -> Vec<Participant> {
        let pronoun = clauses.phrases.words[party.head].lower.as_str();
        let it = matches!(pronoun, "it" | "he" | "she" | "they");
        let says = |clause: &&Clause| {
            let before = clauses.phrases.chunks[clause.chunk].words.end <= party.head;
            before && lexicon().has("report", clause.verb.lemma) && !clause.verb.passive
        };
        let speech = clauses.list.iter().rfind(says).filter(|_| it);
        let Some(subject) = speech.and_then(|speech| speech.subject) else {
            return Vec::new();
        };
        let plural = parties(clauses, subject).len() > 1
            || parties(clauses, subject)
                .iter()
                .any(|who| clauses.phrases.words[who.head].lower.ends_with('s'));
        let group = match pronoun {
            "it" => matches!(clauses.nature(subject), Nature::Organisation | Nature::Place),
            "they" => plural && clauses.nature(subject) != Nature::Thing,
            _ => clauses.nature(subject) == Nature::Person && !plural,
        };
        let named = parties(clauses, subject)
            .into_iter()
            .filter(|party| group && !party.pronoun);
        let who = named.flat_map(|party| self.resolved(clauses, &party));
        who.map(|who| Participant { printed, ..who }).collect()
    }

    /// "During *his* stay, the president ...": a possessive that nobody stands before means the subject behind it.
    pub(super) fn later_subject(&self, clauses: &Clauses, party: &Party, printed: Span) -> Vec<Participant> {
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
    pub(super) fn means_several(&self, clauses: &Clauses, party: &Party) -> bool {
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

    /// Those meant by "the two presidents": the two who met last, or the only two named so far, who are called so.
    fn of_office(&self, lower: &str, head: usize, clauses: &Clauses) -> Vec<Participant> {
        let both = self.both(lower);
        let office = match lower {
            "presidents" | "ministers" | "premiers" | "envoys" => &lower[..lower.len() - 1],
            _ => return both.to_vec(),
        };
        let end = clauses.phrases.words[head].span.start;
        let count = self
            .names
            .mentions
            .partition_point(|mention| mention.span.start < end);
        let mut holders: Vec<Participant> = Vec::new();
        for mention in self.names.mentions[count.saturating_sub(200)..count].iter() {
            let known = holders.iter().any(|who| who.entity == Some(mention.entity));
            if mention.kind == MentionKind::Person && !known && self.is_called(mention, office) {
                holders.push(Participant {
                    span: mention.span,
                    printed: mention.span,
                    entity: Some(mention.entity),
                });
            }
        }
        let holds = |who: &Participant| holders.iter().any(|holder| holder.entity == who.entity);
        if both.len() == 2 && both.iter().all(holds) {
            return both.to_vec();
        }
        holders.truncate(3);
        if holders.len() == 2 { holders } else { Vec::new() }
    }

    /// Whether the title printed with a name holds an office.
    fn is_called(&self, mention: &Mention, office: &str) -> bool {
        let title = mention.title.map(|title| self.text[title].to_lowercase());
        title.is_some_and(|title| {
            let mut words = title.split(|c: char| !c.is_alphanumeric());
            let below = ["vice", "deputy", "former", "ex"]
                .iter()
                .any(|rank| title.split([' ', '-']).any(|w| w == *rank));
            let head = words.any(|word| word.strip_suffix('s').unwrap_or(word) == office);
            let chief = office == "minister" && title.contains("prime minister");
            head && !below && !chief
        })
    }

    pub(super) fn both(&self, lower: &str) -> &[Participant] {
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
    pub(super) fn referent(&self, head: Span) -> Option<&'a Mention> {
        let references = &self.names.references;
        let after = references.partition_point(|reference| reference.span.start <= head.start);
        let reference = references[..after]
            .last()
            .filter(|reference| reference.span.end >= head.end)?;
        let mention = self.fullest.get(reference.entity).copied().flatten()?;
        Some(&self.names.mentions[mention])
    }

    /// "accompanied by X", "Accompanying him were X and Y".
    pub(super) fn companions(
        &self,
        clauses: &Clauses,
        draft: &Draft,
        known: &[Participant],
    ) -> Vec<Participant> {
        let mut found = Vec::new();
        for (index, clause) in clauses.list.iter().enumerate() {
            let own = draft.clause == Some(index);
            for phrase in clause.phrases.iter().filter(|_| own || draft.clause.is_some()) {
                let before_verb = phrase.preposition < clause.chunk;
                let companions = match clauses.phrases.lower(phrase.preposition) {
                    "accompanied by" => true,
                    "including" => own && before_verb,
                    _ => false,
                };
                if companions {
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
    pub(super) fn inviters(&self, clauses: &Clauses, known: &[Participant]) -> Vec<Participant> {
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

    /// "The death of X was announced *by Y*".
    pub(super) fn announcer(&self, clauses: &Clauses, draft: &Draft) -> Option<Span> {
        let own = clauses.group_of[draft.chunk]?;
        let told = |clause: &&Clause| {
            clause.subject == Some(own)
                && clause.verb.passive
                && matches!(
                    clause.verb.lemma,
                    "announce" | "report" | "confirm" | "disclose" | "reveal"
                )
        };
        let clause = clauses.list.iter().find(told)?;
        let by = clause
            .phrases
            .iter()
            .find(|phrase| clauses.phrases.lower(phrase.preposition) == "by")?;
        let who = self.resolved(clauses, &parties(clauses, by.group).into_iter().next()?);
        who.first().map(|who| who.span)
    }

    /// Whoever accuses vouches for what they accuse others of.
    pub(super) fn accuser(&self, clauses: &Clauses, draft: &Draft, drafts: &[Draft]) -> Option<Span> {
        let accuser = drafts.iter().find(|other| {
            other.frame.vouch
                && other.chunk < draft.chunk
                && draft.clause.is_some()
                && self.belongs(clauses, draft, other)
        })?;
        let who = self.resolved(clauses, accuser.actors.first()?);
        who.first().map(|who| who.span)
    }

    pub(super) fn belongs(&self, clauses: &Clauses, draft: &Draft, accuser: &Draft) -> bool {
        let mut clause = draft.clause;
        for _ in 0..8 {
            if clause == accuser.clause {
                return true;
            }
            clause = clause.and_then(|clause| clauses.list[clause].governor);
        }
        false
    }
}
