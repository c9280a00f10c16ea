//! Whether what a clause or noun says happened: by its own verb, the verb it depends on, and the words "no" and "without".

use crate::Status;
use crate::chunk::{ChunkKind, VerbGroup};
use crate::clause::{Clause, ClauseKind, Clauses};
use crate::lexicon::lexicon;

/// Nouns and adjectives whose infinitive is planned ("no *plan* to visit", "is *ready* to meet").
const INTENTIONS: &[&str] = &[
    "plan",
    "plans",
    "intention",
    "decision",
    "agreement",
    "proposal",
    "offer",
    "promise",
    "pledge",
    "vow",
    "threat",
    "invitation",
    "ready",
    "due",
    "likely",
    "willing",
    "prepared",
    "scheduled",
    "readiness",
    "willingness",
    "desire",
    "able",
    "eager",
    "keen",
    "poised",
    "set",
    "opportunity",
    "chance",
    "bid",
    "attempt",
    "order",
    "call",
    "calls",
];

/// Adjectives that make a noun a plan.
const PROSPECTIVE: &[&str] = &[
    "planned",
    "proposed",
    "possible",
    "upcoming",
    "scheduled",
    "future",
    "forthcoming",
    "potential",
    "expected",
    "coming",
    "intended",
    "eventual",
    "prospective",
];

/// Verbs that carry their infinitive along: it happens as they do ("began to withdraw").
const CARRYING: &[&str] = &[
    "begin", "start", "continue", "manage", "come", "go", "return", "proceed", "dare", "help", "rush",
    "gather", "claim", "seem", "appear", "say", "report", "know", "believe", "use", "have", "happen", "turn",
    "travel",
];

/// The status of what a clause says; nothing where it says only what something is for.
pub fn of_clause(clauses: &Clauses, index: usize) -> Option<Status> {
    let clause = &clauses.list[index];
    let own = match clause.kind {
        ClauseKind::Infinitive => of_infinitive(clauses, clause)?,
        ClauseKind::Gerund => of_gerund(clauses, clause)?,
        ClauseKind::Participle => Status::Happened,
        ClauseKind::Finite | ClauseKind::Relative => of_finite(clauses, clause),
    };
    let negated = clause.verb.negated || has_negative(clauses, clause) || is_untrue(clauses, clause);
    Some(if negated { Status::Denied } else { own })
}

fn has_negative(clauses: &Clauses, clause: &Clause) -> bool {
    let groups = clause.subject.iter().chain(&clause.objects);
    groups.copied().any(|group| {
        let member = &clauses.groups[group].members[0];
        let phrase = clauses.phrases.noun(member.noun);
        phrase.is_some_and(|phrase| phrase.negative || is_nobody(&clauses.phrases.words[phrase.head].lower))
    })
}

fn is_nobody(word: &str) -> bool {
    matches!(word, "nobody" | "nothing" | "none" | "no-one" | "neither")
}

fn of_finite(clauses: &Clauses, clause: &Clause) -> Status {
    let conditional = is_conditional(clauses, clause);
    let shared_modal = clause.partner.is_some_and(|partner| {
        let partner = &clauses.list[partner].verb;
        partner.modal && clause.verb.present
    });
    if conditional || clause.verb.modal || shared_modal || is_awaited(clauses, clause) {
        Status::Planned
    } else if clause.verb.progressive && clause.verb.present {
        Status::Ongoing
    } else {
        Status::Happened
    }
}

fn is_conditional(clauses: &Clauses, clause: &Clause) -> bool {
    clause
        .subordinator
        .is_some_and(|at| matches!(clauses.phrases.lower(at), "if" | "unless" | "whether" | "once"))
}

/// "*Rumours that* he had resigned are *untrue*".
fn is_untrue(clauses: &Clauses, clause: &Clause) -> bool {
    let Some(that) = clause
        .subordinator
        .filter(|&at| clauses.phrases.lower(at) == "that")
    else {
        return false;
    };
    let noun = that.checked_sub(1).and_then(|at| clauses.phrases.noun(at));
    let told = noun.is_some_and(|phrase| {
        let head = clauses.phrases.words[phrase.head].lower.trim_end_matches('s');
        matches!(
            head,
            "rumour"
                | "rumor"
                | "report"
                | "claim"
                | "allegation"
                | "suggestion"
                | "speculation"
                | "new"
                | "assertion"
        )
    });
    let untrue = |lower: &str| {
        matches!(
            lower,
            "untrue"
                | "false"
                | "baseless"
                | "unfounded"
                | "groundless"
                | "wrong"
                | "incorrect"
                | "fabricated"
                | "nonsense"
        )
    };
    told && clauses.phrases.words.iter().any(|word| untrue(&word.lower))
}

/// "before he leaves", "when she returns": the present tense of what is still to come.
fn is_awaited(clauses: &Clauses, clause: &Clause) -> bool {
    let word = clause.subordinator.map(|at| clauses.phrases.lower(at));
    let ahead = clauses.list.iter().any(|other| other.verb.modal);
    let awaited = match word {
        Some("before" | "until" | "till") => true,
        Some("when" | "after" | "as soon as") => ahead,
        _ => false,
    };
    awaited && clause.verb.present && !clause.verb.passive
}

fn of_infinitive(clauses: &Clauses, clause: &Clause) -> Option<Status> {
    let governor = clause.governor?;
    let verb = &clauses.list[governor].verb;
    let above = of_clause(clauses, governor);
    if verb.lemma == "invite" && clause.governor_group.is_some() {
        return Some(if verb.negated {
            Status::Denied
        } else {
            Status::Planned
        });
    }
    if let Some(group) = clause.governor_group {
        let member = &clauses.groups[group].members[0];
        let phrase = clauses.phrases.noun(member.noun)?;
        let head = clauses.phrases.words[phrase.head].lower.as_str();
        if !INTENTIONS.contains(&head) {
            return of_purpose(clauses, governor, group);
        }
        let lexicon = lexicon();
        let refused = lexicon.has("failing", verb.lemma) || lexicon.has("cancelling", verb.lemma);
        let denied = phrase.negative || above == Some(Status::Denied) || refused && !verb.negated;
        return Some(if denied { Status::Denied } else { Status::Planned });
    }
    let lexicon = lexicon();
    if lexicon.has("failing", verb.lemma) {
        return Some(Status::Denied);
    }
    if lexicon.has("planning", verb.lemma) || verb.passive && lexicon.has("planned by", verb.lemma) {
        return Some(if verb.negated {
            Status::Denied
        } else {
            Status::Planned
        });
    }
    CARRYING.contains(&verb.lemma).then_some(above).flatten()
}

/// "is expected in Oslo to sign", "flew to Oslo to sign": planned. What other things are for did not happen yet, nor is it
/// said to be coming.
fn of_purpose(clauses: &Clauses, governor: usize, group: usize) -> Option<Status> {
    let verb = &clauses.list[governor].verb;
    let adjunct = clauses.groups[group].preposition.is_some();
    let due = adjunct && verb.passive && lexicon().has("planned by", verb.lemma);
    let under_way = lexicon().has("motion", verb.lemma)
        && clauses.list[governor].chunk < clauses.groups[group].chunks.start;
    if !due && !under_way {
        return None;
    }
    match of_clause(clauses, governor) {
        Some(Status::Denied) => Some(Status::Denied),
        _ => Some(Status::Planned),
    }
}

fn of_gerund(clauses: &Clauses, clause: &Clause) -> Option<Status> {
    if let Some(governor) = clause.governor {
        return of_governed(clauses, governor);
    }
    match clauses.kind(clause.start) {
        Some(ChunkKind::Preposition) => match clauses.phrases.lower(clause.start) {
            "without" | "instead of" => Some(Status::Denied),
            "after" | "since" | "following" | "by" | "before" | "upon" | "on" | "in" => {
                Some(Status::Happened)
            }
            "of" | "for" => Some(Status::Happened),
            _ => None,
        },
        _ => Some(Status::Happened),
    }
}

/// What a verb makes of the event it governs.
fn of_governed(clauses: &Clauses, index: usize) -> Option<Status> {
    let own = of_clause(clauses, index)?;
    let clause = &clauses.list[index];
    if cancels(clauses, index) {
        return Some(if own == Status::Denied {
            Status::Happened
        } else {
            Status::Denied
        });
    }
    if own == Status::Happened && lexicon().has("planned by", &phrasal(clauses, clause)) {
        return Some(Status::Planned);
    }
    Some(own)
}

/// A verb with its particle, if it has one.
fn phrasal(clauses: &Clauses, clause: &Clause) -> String {
    let next = clauses.phrases.words.get(clause.verb.main + 1);
    match next.map(|word| word.lower.as_str()) {
        Some(particle @ ("off" | "for" | "out" | "up")) => format!("{} {particle}", clause.verb.lemma),
        _ => clause.verb.lemma.to_owned(),
    }
}

/// Whether a verb says of an event that it will not or did not take place.
pub fn cancels(clauses: &Clauses, index: usize) -> bool {
    lexicon().has("cancelling", &phrasal(clauses, &clauses.list[index]))
}

/// Whether a verb says of an event that it is planned or off.
pub fn governs(clauses: &Clauses, index: usize) -> bool {
    cancels(clauses, index) || lexicon().has("planned by", &phrasal(clauses, &clauses.list[index]))
}

/// The status of an event noun, carried by a clause or free.
pub fn of_noun(clauses: &Clauses, chunk: usize, trigger: usize, carrier: Option<usize>) -> Option<Status> {
    let phrase = clauses.phrases.noun(chunk)?;
    let words = clauses.phrases.words;
    let preposition = chunk
        .checked_sub(1)
        .filter(|&at| matches!(clauses.kind(at), Some(ChunkKind::Preposition)))
        .map(|at| clauses.phrases.lower(at));
    if phrase.negative || preposition == Some("without") {
        return Some(Status::Denied);
    }
    let prospective = words[phrase.core..trigger]
        .iter()
        .any(|word| PROSPECTIVE.contains(&word.lower.as_str()));
    if let Some(clause) = carrier {
        let status = of_governed(clauses, clause)?;
        let clause = &clauses.list[clause];
        let next = clauses.phrases.words.get(clause.verb.main + 1);
        let under_way =
            next.is_some_and(|word| matches!(word.lower.as_str(), "under" | "underway" | "ongoing"));
        let on_now =
            clause.verb.lemma == "be" && clause.verb.present && (preposition == Some("on") || under_way);
        let announced = is_scheduled(clauses, &clause.verb);
        return Some(match status {
            Status::Happened if on_now => Status::Ongoing,
            Status::Happened if announced => Status::Planned,
            Status::Happened if prospective => Status::Planned,
            status => status,
        });
    }
    Some(free(clauses, chunk, preposition, prospective))
}

/// "a conference that *opens* on Monday": the present tense of a beginning is a timetable, but in a headline a report.
fn is_scheduled(clauses: &Clauses, verb: &VerbGroup) -> bool {
    let begins = matches!(verb.lemma, "open" | "begin" | "start" | "close" | "end" | "kick");
    let stops = clauses.phrases.words.last().is_some_and(|word| word.lower == ".");
    begins && verb.present && !verb.passive && !verb.progressive && stops
}

fn free(clauses: &Clauses, chunk: usize, preposition: Option<&str>, prospective: bool) -> Status {
    let owner =
        clauses.owner[chunk].and_then(|owner| of_clause(clauses, owner).map(|status| (owner, status)));
    let future = owner.is_some_and(|(_, status)| status == Status::Planned);
    let complement = owner.is_some_and(|(owner, _)| {
        let clause = &clauses.list[owner];
        clause.verb.lemma == "be"
            && clauses.group_of[chunk].is_some_and(|group| clause.objects.contains(&group))
    });
    let conditional = owner.is_some_and(|(owner, _)| {
        let clause = &clauses.list[owner];
        clause.subject.is_some()
            && clause.subject == clauses.group_of[chunk]
            && is_conditional(clauses, clause)
    });
    match preposition {
        _ if conditional || prospective || future && complement => Status::Planned,
        Some("for" | "ahead of" | "towards" | "toward") => Status::Planned,
        Some("to") if owner.is_some_and(|(_, status)| status != Status::Happened) => Status::Planned,
        Some("during" | "on" | "at" | "in") if future => Status::Planned,
        _ => Status::Happened,
    }
}
