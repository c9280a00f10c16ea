//! Sayings: what a sentence's tree says of its cues. For each word that reports, who its subject is, and which part of the
//! sentence hangs on it as its content. It knows nothing of quotation marks over sentences; `statements.rs` joins those.

use annals_syntax::{Relation, Tag};
use annals_text::{Span, Text};

use crate::cues::{Takes, cues};
use crate::second::is_verb;
use crate::tree::Tree;

/// Somebody says something, as the tree of one sentence has it.
#[derive(Clone, Debug)]
pub struct Saying {
    /// Who, as printed, and the word that decides who it is; none where the text does not say.
    pub speaker: Option<(Span, Span)>,
    /// Whether that word is a pronoun.
    pub pronoun: bool,
    /// The word that says so, with its auxiliaries.
    pub cue: Span,
    /// From subject to verb, where a quotation can stand beside them.
    pub region: Option<Span>,
    /// What is said.
    pub content: Option<Span>,
    /// Whether it is said, rather than meant or judged.
    pub asserts: bool,
    /// Which way the content hangs on the cue, for `--why`.
    pub reason: &'static str,
}

/// The sayings of a sentence, in the order of their cues.
pub fn sayings(text: &Text, tree: &Tree) -> Vec<Saying> {
    let reader = Reader { text, tree };
    (0..tree.nodes.len()).filter_map(|at| reader.at(at)).collect()
}

/// Whether a sentence holds any word that may report: what is worth a tree.
pub fn may_report(words: &[crate::word::Word]) -> bool {
    words
        .iter()
        .any(|word| cues().verb(&word.lower).is_some() || cues().noun(&word.lower).is_some())
}

struct Reader<'t> {
    text: &'t Text,
    tree: &'t Tree,
}

/// The content is a clause.
const CLAUSE: &str = "clause";
/// No longer is an aside, in words.
const SHORT: usize = 14;
/// So far up a subject is sought.
const FAR: usize = 6;

impl Reader<'_> {
    fn at(&self, at: usize) -> Option<Saying> {
        let tag = self.tree.tag(at);
        if let Some((_, takes)) = cues().verb(&self.lower(at)).filter(|_| is_verb(tag)) {
            self.of_verb(at, takes).or_else(|| self.of_adjective(at))
        } else if matches!(tag, Tag::Nn | Tag::Nns) {
            let takes = cues().noun(&self.lower(at))?;
            takes.any(Takes::CLAIMS).then(|| self.of_noun(at)).flatten()
        } else if tag == Tag::Jj || tag == Tag::Vbn {
            self.of_adjective(at)
        } else {
            None
        }
    }

    fn lower(&self, at: usize) -> String {
        self.text[self.tree.places[at]].to_lowercase()
    }

    fn of_verb(&self, at: usize, takes: Takes) -> Option<Saying> {
        if matches!(
            self.tree.relation(at),
            Relation::Aux | Relation::AuxPass | Relation::Case | Relation::Amod
        ) {
            return None;
        }
        let passive = self.tree.child(at, Relation::AuxPass).is_some()
            || self.tree.child(at, Relation::NsubjPass).is_some();
        if passive {
            return self.of_passive(at, takes);
        }
        let subject = self.subject(at, FAR).or_else(|| self.subject_behind(at));
        let helped = self.tree.child(at, Relation::Aux).is_some() || self.own_subject(at).is_some();
        if self.tree.tag(at) == Tag::Vbn && !helped && self.tree.relation(at) != Relation::Conj {
            return None;
        }
        let (first, last, reason) = self.content(at, subject, takes)?;
        let quoted = self.text[self.tree.places[first]].starts_with(['"', '“', '«', '\'', '`', '‘']);
        if !quoted && (self.is_idle(at) || subject.is_some_and(|subject| self.is_vague(subject, reason))) {
            return None;
        }
        let speaker = subject.map(|subject| self.phrase(subject));
        let own = self.own_subject(at);
        Some(Saying {
            speaker,
            pronoun: subject
                .is_some_and(|subject| matches!(self.tree.tag(subject), Tag::Prp | Tag::Wp | Tag::Wdt)),
            cue: self.cue(at),
            region: own.map(|own| self.phrase(own).0.cover(self.tree.places[at])),
            content: Some(self.tree.span(first, last)),
            asserts: reason == CLAUSE && takes.any(Takes::SAYS),
            reason,
        })
    }

    /// "to say" that nobody is told to have said; fine behind "went on", "continued", "wants".
    fn is_idle(&self, at: usize) -> bool {
        const GOES_ON: &[&str] = &[
            "go",
            "went",
            "goes",
            "gone",
            "going",
            "continue",
            "continued",
            "continues",
            "continuing",
            "begin",
            "began",
            "begins",
            "begun",
            "start",
            "started",
            "starts",
            "want",
            "wanted",
            "wants",
            "used",
            "seem",
            "seems",
            "seemed",
            "appear",
            "appeared",
            "appears",
            "meet",
            "met",
            "is",
            "was",
            "were",
            "are",
            "like",
            "moved",
            "hastened",
        ];
        let infinitive = self.tree.tag(at) == Tag::Vb && self.marked(at, &["to"]);
        let goes_on = || {
            let head = self.tree.nodes[at].head?;
            Some(GOES_ON.contains(&self.lower(head).as_str()))
        };
        infinitive && !goes_on().unwrap_or(false)
    }

    /// "it", "that": things that say nothing, unless they show something.
    fn is_vague(&self, subject: usize, reason: &str) -> bool {
        let lower = self.lower(subject);
        matches!(lower.as_str(), "there" | "this" | "that" | "which" | "these") && reason != CLAUSE
            || lower == "there"
    }

    /// "was praised by X"; "is expected to", "was seen as" without a doer.
    fn of_passive(&self, at: usize, takes: Takes) -> Option<Saying> {
        let subject = self
            .tree
            .child(at, Relation::NsubjPass)
            .or_else(|| self.tree.child(at, Relation::Expl))?;
        let agent = self.tree.child(at, Relation::OblAgent);
        let complement = self
            .tree
            .children(at)
            .filter(|&child| child > at)
            .find(|&child| matches!(self.tree.relation(child), Relation::Xcomp | Relation::Ccomp));
        if agent.is_none() && !(takes.any(Takes::PASSIVE) && complement.is_some()) {
            return None;
        }
        let (first, last) = self.tree.reach(subject);
        let first = match complement {
            Some(complement) if self.lower(subject) == "it" => self.tree.reach(complement).0,
            _ => first,
        };
        let last = complement.map_or(last, |complement| self.tree.reach(complement).1);
        let (first, last) = self.trimmed(first.min(last), last)?;
        Some(Saying {
            speaker: agent.map(|agent| self.phrase(agent)),
            pronoun: false,
            cue: self.cue(at),
            region: None,
            content: Some(self.tree.span(first, last)),
            asserts: false,
            reason: if agent.is_some() {
                "passive with a doer"
            } else {
                "passive"
            },
        })
    }

    /// "the claim that", "his refusal to".
    fn of_noun(&self, at: usize) -> Option<Saying> {
        let clause = self
            .tree
            .children(at)
            .filter(|&child| child > at)
            .find(|&child| {
                let hangs = matches!(self.tree.relation(child), Relation::Acl | Relation::Ccomp);
                hangs && self.marked(child, &["that", "to"])
            })?;
        let (first, last) = self.tree.reach(clause);
        let (first, last) = self.trimmed(first.max(at + 1), last)?;
        let told = self.marked(clause, &["that"]);
        let owner = self
            .tree
            .child(at, Relation::NmodPoss)
            .or_else(|| self.carrier(at));
        if owner.is_none() && !told {
            return None;
        }
        Some(Saying {
            speaker: owner.map(|owner| self.phrase(owner)),
            pronoun: owner.is_some_and(|owner| matches!(self.tree.tag(owner), Tag::Prp | Tag::PrpS)),
            cue: self.tree.places[at],
            region: None,
            content: Some(self.tree.span(first, last)),
            asserts: false,
            reason: if owner.is_some() {
                "noun with an owner"
            } else {
                "noun"
            },
        })
    }

    /// "was confident that", "is determined to".
    fn of_adjective(&self, at: usize) -> Option<Saying> {
        cues()
            .noun(&self.lower(at))
            .filter(|takes| takes.any(Takes::FEELS))?;
        self.tree
            .child(at, Relation::Cop)
            .or_else(|| self.tree.child(at, Relation::AuxPass))?;
        let subject = self
            .own_subject(at)
            .or_else(|| self.tree.child(at, Relation::NsubjPass))
            .filter(|&subject| self.lower(subject) != "it")?;
        let clause = self
            .tree
            .children(at)
            .filter(|&child| child > at)
            .find(|&child| {
                matches!(
                    self.tree.relation(child),
                    Relation::Ccomp | Relation::Xcomp | Relation::Advcl
                ) && self.marked(child, &["that", "to", "whether", "if"])
            })?;
        let (first, last) = self.tree.reach(clause);
        let (first, last) = self.trimmed(first.max(at + 1), last)?;
        Some(Saying {
            speaker: Some(self.phrase(subject)),
            pronoun: matches!(self.tree.tag(subject), Tag::Prp | Tag::Wp | Tag::Wdt),
            cue: self.cue(at),
            region: None,
            content: Some(self.tree.span(first, last)),
            asserts: false,
            reason: "adjective",
        })
    }

    /// Whose claim it is where they "made", "issued" or "repeated" it: the subject of the verb that carries the noun.
    fn carrier(&self, noun: usize) -> Option<usize> {
        const CARRY: &[&str] = &[
            "make",
            "made",
            "makes",
            "making",
            "issue",
            "issued",
            "issues",
            "issuing",
            "give",
            "gave",
            "given",
            "gives",
            "giving",
            "have",
            "has",
            "had",
            "express",
            "expressed",
            "expresses",
            "expressing",
            "repeat",
            "repeated",
            "repeats",
            "repeating",
            "voice",
            "voiced",
            "voices",
            "voicing",
            "raise",
            "raised",
            "raising",
            "raises",
            "reiterated",
            "reiterate",
            "reiterating",
            "put",
            "sound",
            "sounded",
            "announced",
            "announce",
            "unveiled",
            "outlined",
            "stated",
            "share",
            "shared",
            "shares",
            "hold",
            "held",
            "holds",
            "reached",
            "took",
            "drew",
            "floated",
            "advanced",
            "offered",
            "delivered",
            "sent",
            "signalled",
        ];
        let verb = self.tree.nodes[noun]
            .head
            .filter(|_| self.tree.relation(noun) == Relation::Obj)?;
        CARRY
            .contains(&self.lower(verb).as_str())
            .then(|| self.subject(verb, FAR))
            .flatten()
    }

    fn marked(&self, clause: usize, words: &[&str]) -> bool {
        self.tree
            .children(clause)
            .take_while(|&child| child < clause)
            .any(|child| {
                self.tree.relation(child) == Relation::Mark && words.contains(&self.lower(child).as_str())
            })
    }

    /// The subject that stands with a verb.
    fn own_subject(&self, at: usize) -> Option<usize> {
        self.tree
            .children(at)
            .find(|&child| matches!(self.tree.relation(child), Relation::Nsubj | Relation::NsubjOuter))
    }

    /// "Noting that ..., *he* left": whom the main clause behind is about.
    fn subject_behind(&self, at: usize) -> Option<usize> {
        let opens = self.tree.tag(at) == Tag::Vbg && at < 3;
        let root = self.tree.nodes.iter().position(|node| node.head.is_none())?;
        let subject = self.own_subject(root).filter(|&subject| subject > at);
        subject.filter(|_| opens)
    }

    /// Who does what a verb says: its own subject, or that of the verb it is joined to or hangs on.
    fn subject(&self, at: usize, steps: usize) -> Option<usize> {
        if let Some(own) = self
            .own_subject(at)
            .or_else(|| self.tree.child(at, Relation::NsubjPass))
        {
            return Some(own);
        }
        let head = self.tree.nodes[at].head.filter(|_| steps > 0)?;
        match self.tree.relation(at) {
            Relation::Xcomp => {
                let controls = cues()
                    .verb(&self.lower(head))
                    .is_some_and(|(_, takes)| takes.any(Takes::TELLS_TO));
                let object = self.tree.child(head, Relation::Obj).filter(|_| controls);
                object.or_else(|| self.subject(head, steps - 1))
            }
            Relation::Conj | Relation::Advcl | Relation::Ccomp | Relation::Parataxis
                if is_verb(self.tree.tag(head)) =>
            {
                self.subject(head, steps - 1)
            }
            Relation::Conj | Relation::Advcl => self.subject(head, steps - 1),
            Relation::Acl if self.tree.tag(at) == Tag::Vbg => Some(head),
            _ => None,
        }
    }

    /// The words of who speaks, without the clauses that hang on them; for "who", whom it tells of, too.
    fn phrase(&self, head: usize) -> (Span, Span) {
        if matches!(self.tree.tag(head), Tag::Wp | Tag::Wdt) {
            if let Some(told) = self.told_of(head) {
                let (span, place) = self.phrase(told);
                return (span.cover(self.tree.places[head]), place);
            }
        }
        let (first, _) = self.tree.reach(head);
        let inside = self
            .tree
            .children(head)
            .filter(|&child| child > head)
            .take_while(|&child| {
                !matches!(
                    self.tree.relation(child),
                    Relation::AclRelcl | Relation::Parataxis | Relation::Advcl | Relation::Acl
                )
            });
        let last = inside.map(|child| self.tree.reach(child).1).max().unwrap_or(head);
        let first = self.after_case(first, head);
        let (first, last) = self.trimmed(first, last).unwrap_or((head, head));
        (self.tree.span(first, last), self.tree.places[head])
    }

    /// Behind the "by" of a doer.
    fn after_case(&self, first: usize, head: usize) -> usize {
        let case = self
            .tree
            .children(head)
            .find(|&child| child < head && self.tree.relation(child) == Relation::Case);
        case.map_or(first, |case| case + 1).min(head)
    }

    /// The noun that a relative clause with this "who" tells of.
    fn told_of(&self, who: usize) -> Option<usize> {
        let mut at = who;
        for _ in 0..FAR {
            let head = self.tree.nodes[at].head?;
            if self.tree.relation(at) == Relation::AclRelcl {
                return (head < who).then_some(head);
            }
            at = head;
        }
        None
    }

    /// A verb with the auxiliaries and adverbs right before it.
    fn cue(&self, at: usize) -> Span {
        let mut first = at;
        for child in self.tree.children(at).rev().filter(|&child| child < at) {
            let helps = matches!(
                self.tree.relation(child),
                Relation::Aux | Relation::AuxPass | Relation::Advmod | Relation::Mark
            ) && child + 1 == first
                && self.tree.reach(child) == (child, child)
                && !matches!(self.tree.tag(child), Tag::In | Tag::Wrb);
            if !helps {
                break;
            }
            first = child;
        }
        self.tree.span(first, at)
    }

    /// The first and last word of what is said, and which way it hangs on the verb.
    fn content(
        &self,
        at: usize,
        subject: Option<usize>,
        takes: Takes,
    ) -> Option<(usize, usize, &'static str)> {
        let asks = takes.any(Takes::CLAUSE) || takes.any(Takes::JUDGES) || takes.any(Takes::MEANS_TO);
        let clause = asks.then(|| self.clause(at)).flatten();
        let aside = || takes.any(Takes::SAYS).then(|| self.around(at)).flatten();
        let with = |reason| move |(first, last)| (first, last, reason);
        clause
            .map(with(CLAUSE))
            .or_else(|| aside().map(with(CLAUSE)))
            .or_else(|| self.infinitive(at, takes).map(with("infinitive")))
            .or_else(|| self.object(at, subject, takes).map(with("object")))
            .or_else(|| self.about(at, takes).map(with("about")))
    }

    /// A clause that hangs on the verb, behind it rather than before it.
    fn clause(&self, at: usize) -> Option<(usize, usize)> {
        let hangs = |child: &usize| {
            let clause = self.tree.relation(*child) == Relation::Ccomp;
            clause || self.tree.relation(*child) == Relation::Parataxis
        };
        let behind = self.tree.children(at).filter(|&child| child > at).find(hangs);
        let child = behind.or_else(|| self.tree.children(at).filter(|&child| child < at).find(hangs))?;
        if !self.is_clause(child) {
            return None;
        }
        let (first, last) = self.tree.reach(child);
        let that = self
            .tree
            .children(child)
            .find(|&mark| mark > first && mark < child && self.lower(mark) == "that");
        let first = if child > at {
            that.unwrap_or(first).max(at + 1)
        } else {
            first
        };
        self.trimmed(first, last)
    }

    /// Whether a word is the head of a clause, or stands in quotation marks.
    fn is_clause(&self, at: usize) -> bool {
        let (first, last) = self.tree.reach(at);
        let quoted = (first..=last).any(|word| matches!(self.tree.tag(word), Tag::Open | Tag::Close));
        let has = |relation| self.tree.child(at, relation).is_some();
        quoted
            || is_verb(self.tree.tag(at))
            || has(Relation::Cop)
            || has(Relation::Nsubj)
            || has(Relation::Aux)
    }

    /// What stands around or before an aside: "The harbour, *the minister said*, will open".
    fn around(&self, at: usize) -> Option<(usize, usize)> {
        let head = self.tree.nodes[at]
            .head
            .filter(|_| self.tree.relation(at) == Relation::Parataxis)?;
        let (own_first, own_last) = self.tree.reach(at);
        let marked = own_first > 0
            && matches!(
                self.tree.tag(own_first - 1),
                Tag::Comma | Tag::Close | Tag::Open | Tag::Colon
            )
            || matches!(self.tree.tag(own_first), Tag::Comma | Tag::Close | Tag::Colon);
        let (first, last) = self.tree.reach(head);
        match (first < own_first, last > own_last) {
            (true, false) if marked => self.trimmed(first, own_first - 1),
            (false, true) => self.trimmed(own_last + 1, last),
            (true, true) if marked && own_last - own_first < SHORT => self.trimmed(first, last),
            _ => None,
        }
    }

    /// "plans to go", "proposed going", "urged them to go", "called on them to go".
    fn infinitive(&self, at: usize, takes: Takes) -> Option<(usize, usize)> {
        let child = self
            .tree
            .children(at)
            .filter(|&child| child > at)
            .find(|&child| {
                let hangs = matches!(
                    self.tree.relation(child),
                    Relation::Xcomp | Relation::Ccomp | Relation::Advcl
                );
                let gerund = self.tree.tag(child) == Tag::Vbg && self.tree.relation(child) == Relation::Xcomp;
                hangs && (gerund || self.marked(child, &["to"]))
            })?;
        let (first, last) = self.tree.reach(child);
        let before = |relation| {
            self.tree
                .child(at, relation)
                .filter(|&object| object > at && object < child)
        };
        let called_on = || before(Relation::Obl).filter(|&whom| self.lower(self.tree.reach(whom).0) == "on");
        match before(Relation::Obj).or_else(called_on) {
            Some(whom) if takes.any(Takes::TELLS_TO) => {
                let (begin, _) = self.tree.reach(whom);
                self.trimmed(self.after_case(begin, whom), last)
            }
            None if takes.any(Takes::MEANS_TO) => self.trimmed(first, last),
            _ => None,
        }
    }

    /// An object, with what is said of it.
    fn object(&self, at: usize, subject: Option<usize>, takes: Takes) -> Option<(usize, usize)> {
        const STUDIES: &[&str] = &[
            "poll",
            "polls",
            "survey",
            "surveys",
            "study",
            "studies",
            "report",
            "reports",
            "data",
            "figures",
            "video",
            "videos",
            "footage",
            "records",
            "documents",
            "emails",
            "research",
            "analysis",
            "review",
            "statistics",
            "census",
            "evidence",
            "results",
            "findings",
            "article",
            "letter",
            "memo",
            "investigation",
        ];
        let told = subject.is_some_and(|subject| STUDIES.contains(&self.lower(subject).as_str()));
        let stands = takes.any(Takes::STANDS_FOR) && self.own_subject(at).is_some();
        let judges = takes.any(Takes::JUDGES) || stands || told && takes.any(Takes::SHOWS);
        if !judges && !takes.any(Takes::CALLS) {
            return None;
        }
        let object = self.tree.child(at, Relation::Obj).filter(|&object| object > at)?;
        if matches!(self.tree.tag(object), Tag::Wp | Tag::Wdt) {
            return None;
        }
        let (first, mut last) = self.tree.reach(object);
        let alone = last;
        for child in self.tree.children(at).filter(|&child| child > object) {
            if self.tree.reach(child).0 != last + 1 || !self.completes(child) {
                break;
            }
            last = self.tree.reach(child).1;
        }
        (judges || last > alone)
            .then(|| self.trimmed(first, last))
            .flatten()
    }

    /// Whether a phrase behind an object is said of it ("accused him *of lying*"), rather than of when or why.
    fn completes(&self, child: usize) -> bool {
        const OF: &[&str] = &["as", "of", "for", "to", "about", "against", "with"];
        match self.tree.relation(child) {
            Relation::Xcomp | Relation::Ccomp => true,
            Relation::Obl | Relation::Advcl => {
                let (first, _) = self.tree.reach(child);
                let clause =
                    self.tree.relation(child) == Relation::Advcl && self.own_subject(child).is_some();
                OF.contains(&self.lower(first).as_str()) && !clause
            }
            _ => false,
        }
    }

    /// "spoke about the plan", "referred to it as".
    fn about(&self, at: usize, takes: Takes) -> Option<(usize, usize)> {
        if !takes.any(Takes::SPEAKS_OF) {
            return None;
        }
        let (lemma, _) = cues().verb(&self.lower(at))?;
        let fits = |preposition: &str| match preposition {
            "about" | "of" | "for" | "against" => true,
            "to" => matches!(lemma, "refer" | "point" | "allude" | "object" | "respond"),
            "on" => matches!(lemma, "comment" | "elaborate" | "dwell" | "expound" | "insist"),
            "with" => matches!(lemma, "agree" | "disagree" | "sympathize" | "sympathise"),
            _ => false,
        };
        self.tree
            .children(at)
            .filter(|&child| {
                child > at && matches!(self.tree.relation(child), Relation::Obl | Relation::Advcl)
            })
            .find_map(|child| {
                let (first, last) = self.tree.reach(child);
                (first <= at + 2 && fits(&self.lower(first)))
                    .then(|| self.trimmed(first + 1, last))
                    .flatten()
            })
    }

    /// Without commas, dashes and stops at its edges; quotation marks stay.
    fn trimmed(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let mark = |at: usize| {
            matches!(self.tree.tag(at), Tag::Comma | Tag::Stop | Tag::Colon)
                || matches!(
                    &self.text[self.tree.places[at]],
                    "," | "." | ";" | ":" | "--" | "-" | "–" | "—"
                )
        };
        let first = (first..=last).find(|&at| !mark(at))?;
        let last = (first..=last).rev().find(|&at| !mark(at))?;
        Some((first, last))
    }
}
