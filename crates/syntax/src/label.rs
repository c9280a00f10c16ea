//! The closed sets of names: parts of speech as the Penn Treebank has them, relations as Universal Dependencies has them.
//! Both are what UD English EWT uses; a name that stands in neither is read as the last, which says nothing.

/// Makes a set of names, each with the text that CoNLL-U writes.
macro_rules! names {
    ($(#[$doc:meta])* $set:ident { $($(#[$note:meta])* $name:ident $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $set { $($(#[$note])* $name,)* }

        impl $set {
            /// Every one, in the order of their numbers.
            pub const ALL: &'static [$set] = &[$($set::$name,)*];

            /// As CoNLL-U writes it.
            pub fn as_str(self) -> &'static str {
                match self { $($set::$name => $text,)* }
            }

            /// From what CoNLL-U writes.
            pub fn from_text(text: &str) -> Option<$set> {
                match text { $($text => Some($set::$name),)* _ => None }
            }
        }
    };
}

names! {
    /// A part of speech (Penn Treebank, with the additions of EWT).
    Tag {
        /// Noun.
        Nn "NN",
        /// Nouns.
        Nns "NNS",
        /// Name.
        Nnp "NNP",
        /// Names.
        Nnps "NNPS",
        /// Verb, base form.
        Vb "VB",
        /// Verb, past tense.
        Vbd "VBD",
        /// Verb, gerund or present participle.
        Vbg "VBG",
        /// Verb, past participle.
        Vbn "VBN",
        /// Verb, present tense, not third person singular.
        Vbp "VBP",
        /// Verb, present tense, third person singular.
        Vbz "VBZ",
        /// Modal.
        Md "MD",
        /// Adjective.
        Jj "JJ",
        /// Adjective, comparative.
        Jjr "JJR",
        /// Adjective, superlative.
        Jjs "JJS",
        /// Adverb.
        Rb "RB",
        /// Adverb, comparative.
        Rbr "RBR",
        /// Adverb, superlative.
        Rbs "RBS",
        /// Particle.
        Rp "RP",
        /// Preposition or subordinating conjunction.
        In "IN",
        /// The word "to".
        To "TO",
        /// Determiner.
        Dt "DT",
        /// Predeterminer.
        Pdt "PDT",
        /// Coordinating conjunction.
        Cc "CC",
        /// Number.
        Cd "CD",
        /// Personal pronoun.
        Prp "PRP",
        /// Possessive pronoun.
        PrpS "PRP$",
        /// Possessive ending.
        Pos "POS",
        /// Existential "there".
        Ex "EX",
        /// Wh-determiner.
        Wdt "WDT",
        /// Wh-pronoun.
        Wp "WP",
        /// Possessive wh-pronoun.
        WpS "WP$",
        /// Wh-adverb.
        Wrb "WRB",
        /// Interjection.
        Uh "UH",
        /// Foreign word.
        Fw "FW",
        /// Symbol.
        Sym "SYM",
        /// Mark of a list item.
        Ls "LS",
        /// Affix.
        Afx "AFX",
        /// Address of the web.
        Add "ADD",
        /// Part of a word written apart.
        Gw "GW",
        /// Hyphen.
        Hyph "HYPH",
        /// Currency.
        Dollar "$",
        /// Full stop.
        Stop ".",
        /// Comma.
        Comma ",",
        /// Colon, dash.
        Colon ":",
        /// Opening quotation mark.
        Open "``",
        /// Closing quotation mark.
        Close "''",
        /// Opening bracket.
        Lrb "-LRB-",
        /// Closing bracket.
        Rrb "-RRB-",
        /// Superfluous punctuation.
        Nfp "NFP",
        /// Unknown.
        Xx "XX",
    }
}

names! {
    /// What a word is to its head (Universal Dependencies, version 2).
    Relation {
        /// The head of the sentence.
        Root "root",
        /// Subject.
        Nsubj "nsubj",
        /// Subject of a passive.
        NsubjPass "nsubj:pass",
        /// Subject of an outer clause.
        NsubjOuter "nsubj:outer",
        /// Clause as a subject.
        Csubj "csubj",
        /// Clause as a subject of a passive.
        CsubjPass "csubj:pass",
        /// Clause as a subject of an outer clause.
        CsubjOuter "csubj:outer",
        /// Object.
        Obj "obj",
        /// Indirect object.
        Iobj "iobj",
        /// Clausal complement.
        Ccomp "ccomp",
        /// Open clausal complement.
        Xcomp "xcomp",
        /// Oblique: what a preposition ties to a verb.
        Obl "obl",
        /// The agent of a passive.
        OblAgent "obl:agent",
        /// An oblique without a preposition, such as a time.
        OblUnmarked "obl:unmarked",
        /// What a preposition ties to a noun.
        Nmod "nmod",
        /// Possessor.
        NmodPoss "nmod:poss",
        /// A nominal without a preposition.
        NmodUnmarked "nmod:unmarked",
        /// A title or description before a name.
        NmodDesc "nmod:desc",
        /// Apposition.
        Appos "appos",
        /// Number.
        Nummod "nummod",
        /// Adjective.
        Amod "amod",
        /// Determiner.
        Det "det",
        /// Determiner before the determiner.
        DetPredet "det:predet",
        /// Adverb.
        Advmod "advmod",
        /// Adverbial clause.
        Advcl "advcl",
        /// Adverbial clause that relates to a clause.
        AdvclRelcl "advcl:relcl",
        /// Clause on a noun.
        Acl "acl",
        /// Relative clause.
        AclRelcl "acl:relcl",
        /// Auxiliary.
        Aux "aux",
        /// Auxiliary of a passive.
        AuxPass "aux:pass",
        /// Copula.
        Cop "cop",
        /// Subordinating word.
        Mark "mark",
        /// Preposition, possessive ending.
        Case "case",
        /// A further member of a list of likes.
        Conj "conj",
        /// Coordinating conjunction.
        Cc "cc",
        /// The first half of "both ... and".
        CcPreconj "cc:preconj",
        /// Part of a compound.
        Compound "compound",
        /// Particle of a verb.
        CompoundPrt "compound:prt",
        /// Part of a name.
        Flat "flat",
        /// Part of a fixed expression.
        Fixed "fixed",
        /// Expletive.
        Expl "expl",
        /// Loosely joined clause.
        Parataxis "parataxis",
        /// Interjection and the like.
        Discourse "discourse",
        /// Addressee.
        Vocative "vocative",
        /// Item of a list.
        List "list",
        /// Part of a word written apart.
        Goeswith "goeswith",
        /// What was said and taken back.
        Reparandum "reparandum",
        /// Orphan of an elided head.
        Orphan "orphan",
        /// Moved out of its place.
        Dislocated "dislocated",
        /// Mark.
        Punct "punct",
        /// Anything else.
        Dep "dep",
    }
}
