//! An article with what was found in it, by span.

use annals_extract::Article;
use annals_names::Names;
use annals_text::Span;
use annals_time::Times;
use jiff::civil::Date;

/// An article with its layers: what flows from annotation to the chronicle. The stages, in the order in which they need
/// each other (`stages.rs`):
///
/// ```text
/// sentences  = text::sentences(article.text)
/// times      = time::tag(text, sentences, published, language)      which days the text speaks of
/// names      = names::tag(text, sentences)                          who and where, and who "he" is
/// for each sentence:
///     words      = words(tokens, names, times)                      what each word is
///     chunks     = chunks(words)                                    noun phrases, verb groups
///     groups     = groups(chunks)                                   "X, the premier, and Y"
///     clauses    = clauses(groups)                                  subjects, objects, phrases, times
///     reports    = reports(clauses)                                 who says so
///     drafts     = read(clauses)                                    frames laid over clauses
///     events     = story.tell(drafts, reports)                      who, where, when, says who
///     doubt        where syntax::parse(words) does not say the same of who takes part
/// statements = statements(reports, quotations(text))
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    /// The article, which owns the text that all spans point into.
    pub article: Article,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Its time expressions and ranges.
    pub times: Times,
    /// Its names, references and places.
    pub names: Names,
    /// Who says what, sorted by content span.
    pub statements: Vec<Statement>,
    /// What it says happened, sorted by trigger span.
    pub events: Vec<EventMention>,
}

/// Who says what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Who says it, as printed, with title.
    pub speaker: Option<Span>,
    /// The number of the speaker's entity, as in `Mention::entity`.
    pub entity: Option<usize>,
    /// The word that reports it ("said", "according to").
    pub cue: Option<Span>,
    /// What is said.
    pub content: Span,
    /// Whether the words are given in quotation marks.
    pub direct: bool,
    /// How it was found, for `--why`.
    pub reason: &'static str,
    /// How many other statements hold it in what they report: 0, 1 or 2.
    pub depth: usize,
}

/// What a sentence says happened, will happen, or did not.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMention {
    /// What kind of event.
    pub kind: EventKind,
    /// The shortest word or phrase that evokes it.
    pub trigger: Span,
    /// Who does it, in the order printed.
    pub actors: Vec<Participant>,
    /// To, with or against whom, in the order printed.
    pub recipients: Vec<Participant>,
    /// The most specific place named for it.
    pub place: Option<Span>,
    /// When, as far as the text says.
    pub dates: EventDates,
    /// Who vouches for it, when the text says so.
    pub attribution: Option<Span>,
    /// Whether it happened.
    pub status: Status,
    /// The sentence or clause that says so.
    pub evidence: Span,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// Name of the frame that made it, for `--why`.
    pub frame: &'static str,
}

/// One who takes part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The name or phrase to print, without title. Where the sentence has a pronoun, its antecedent elsewhere in the text.
    pub span: Span,
    /// The words in the sentence itself; the same as `span` unless a pronoun or role phrase was resolved.
    pub printed: Span,
    /// The number of its entity, as in `Mention::entity`, if it is a name or stands for one.
    pub entity: Option<usize>,
}

/// When an event took place, as far as the text says: never the publication date in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventDates {
    /// ISO date of its beginning ("2001-07-26", "2001-07", "2001").
    pub start: Option<String>,
    /// ISO date of its end, as precise as the text; `None` when open or not said.
    pub end: Option<String>,
    /// The first day it can have begun.
    pub first: Option<Date>,
    /// The last day it can have ended.
    pub last: Option<Date>,
    /// The time expression or range it was read from.
    pub from: Option<Span>,
}

/// Whether an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It happened.
    Happened,
    /// It is going on at publication.
    Ongoing,
    /// It is planned, conditional or invited.
    Planned,
    /// It is said not to have happened, or was called off.
    Denied,
}

impl Status {
    /// As streams print it, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Happened => "happened",
            Status::Ongoing => "ongoing",
            Status::Planned => "planned",
            Status::Denied => "denied",
        }
    }
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// An explicit frame with its slots filled, and the second reader says the same.
    High,
    /// Something was inferred, or one reader alone says so.
    Medium,
}

impl Confidence {
    /// As streams print it, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::High => "high",
            Confidence::Medium => "medium",
        }
    }
}

macro_rules! event_kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// The kinds of event an analyst's chronicle knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EventKind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl EventKind {
            /// All kinds, in the order of the schema.
            pub const ALL: &'static [EventKind] = &[$(EventKind::$name,)+];

            /// As streams print it, in capitals ("VISIT").
            pub fn as_str(self) -> &'static str {
                match self {
                    $(EventKind::$name => $code,)+
                }
            }

            /// The kind with this name in capitals.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($code => Some(EventKind::$name),)+
                    _ => None,
                }
            }
        }
    };
}

event_kinds! {
    /// A person or delegation goes to a place as guest or tourer.
    Visit = "VISIT",
    /// A leg of movement: arrive, depart, stay, stop over.
    Travel = "TRAVEL",
    /// Meeting, talks, summit, audience, receiving someone.
    Meet = "MEET",
    /// Telephone or video talk.
    Call = "CALL",
    /// Field guidance, on-site inspection.
    Inspect = "INSPECT",
    /// Session, plenary, congress, conference held or attended.
    Convene = "CONVENE",
    /// Opening, wreath laying, parade, banquet, exhibition.
    Ceremony = "CEREMONY",
    /// Greeting, condolence, gift, congratulations sent.
    Message = "MESSAGE",
    /// An instrument signed or initialled.
    Sign = "SIGN",
    /// Agreement in principle, deal, ceasefire, promise.
    Agree = "AGREE",
    /// Statement, speech, briefing whose content is not itself an event.
    State = "STATE",
    /// Accuse, condemn.
    Accuse = "ACCUSE",
    /// Request, urge, demand.
    Request = "REQUEST",
    /// Reject, deny, refuse.
    Reject = "REJECT",
    /// Threaten.
    Threaten = "THREATEN",
    /// Express support.
    Support = "SUPPORT",
    /// Concede, yield.
    Concede = "CONCEDE",
    /// Cooperate.
    Cooperate = "COOPERATE",
    /// Give aid.
    Aid = "AID",
    /// Retreat, withdraw.
    Retreat = "RETREAT",
    /// Impose sanctions.
    Sanction = "SANCTION",
    /// Protest, demonstrate, strike.
    Protest = "PROTEST",
    /// Mobilise forces, hold drills.
    Mobilize = "MOBILIZE",
    /// Coerce, arrest, seize, ban.
    Coerce = "COERCE",
    /// Use force against someone.
    Assault = "ASSAULT",
    /// Missile, satellite, weapon test.
    Launch = "LAUNCH",
    /// A sports result.
    Match = "MATCH",
    /// Someone is appointed.
    Appoint = "APPOINT",
    /// Someone is dismissed, replaced, demoted.
    Dismiss = "DISMISS",
    /// Someone is elected.
    Elect = "ELECT",
    /// Someone is given an award.
    Award = "AWARD",
    /// Someone dies.
    Die = "DIE",
    /// Flood, storm, earthquake, accident.
    Disaster = "DISASTER",
}
