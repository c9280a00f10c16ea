//! Who stands right behind a quotation: `"...," said the mayor of Bergen`, `"...," the mayor, who had waited, said`. Only the
//! order of words counts here, and the parts of speech; a parser is easily lost beside a long quotation.

use annals_syntax::{Relation, Tag};
use annals_text::{Span, Text};

use crate::cues::{Takes, cues};
use crate::second::is_verb;
use crate::tree::Tree;

/// So many words behind a quotation its verb may stand.
const REACH: usize = 40;

/// Somebody who stands behind a quotation.
pub struct Behind {
    /// Who, as printed.
    pub speaker: Span,
    /// The word that decides who it is.
    pub head: Span,
    /// Whether that is a pronoun.
    pub pronoun: bool,
    /// The verb.
    pub cue: Span,
}

/// Who says the words that end right before this byte, if the sentence of the tree goes on with it.
pub fn behind(text: &Text, tree: &Tree, end: usize) -> Option<Behind> {
    let first = tree.places.partition_point(|place| place.start < end);
    let reader = Reader { text, tree };
    let first = (first..tree.places.len()).find(|&at| !reader.is_light(at))?;
    if reader.says(first) {
        reader.inverted(first)
    } else {
        reader.straight(first)
    }
}

struct Reader<'t> {
    text: &'t Text,
    tree: &'t Tree,
}

impl Reader<'_> {
    fn is_light(&self, at: usize) -> bool {
        matches!(
            self.tree.tag(at),
            Tag::Comma | Tag::Colon | Tag::Close | Tag::Hyph
        ) || matches!(&self.text[self.tree.places[at]], "," | "-" | "--" | "–" | "—")
    }

    fn lower(&self, at: usize) -> String {
        self.text[self.tree.places[at]].to_lowercase()
    }

    /// Whether a word is a verb of saying with a tense.
    fn says(&self, at: usize) -> bool {
        let tensed = is_verb(self.tree.tag(at)) && !matches!(self.tree.tag(at), Tag::Vb | Tag::Vbg);
        tensed
            && cues()
                .verb(&self.lower(at))
                .is_some_and(|(_, takes)| takes.any(Takes::SAYS))
    }

    /// "said the mayor, Ane Lie, ...".
    fn inverted(&self, verb: usize) -> Option<Behind> {
        let first = verb + 1;
        let last = self.phrase_end(first, self.tree.places.len())?;
        self.found(first, last, verb)
    }

    /// "the mayor, Ane Lie, who had waited, said".
    fn straight(&self, first: usize) -> Option<Behind> {
        let mut aside = false;
        let limit = self.tree.places.len().min(first + REACH);
        for at in first..limit {
            match self.tree.tag(at) {
                Tag::Wp | Tag::Wdt | Tag::Wrb => aside = true,
                Tag::Comma => aside = false,
                Tag::Open | Tag::Close | Tag::Cc if at == first => return None,
                Tag::Open | Tag::Close => return None,
                _ if self.says(at) && !aside => {
                    let last = self.phrase_end(first, at)?;
                    return self.found(first, last, at);
                }
                tag if is_verb(tag) && !aside && !matches!(tag, Tag::Vbn | Tag::Vbg) => return None,
                _ => {}
            }
        }
        None
    }

    /// The last word of a noun phrase that begins here.
    fn phrase_end(&self, first: usize, limit: usize) -> Option<usize> {
        let begins = matches!(
            self.tree.tag(*Some(&first).filter(|&&at| at < limit)?),
            Tag::Nn
                | Tag::Nns
                | Tag::Nnp
                | Tag::Nnps
                | Tag::Prp
                | Tag::PrpS
                | Tag::Dt
                | Tag::Jj
                | Tag::Cd
                | Tag::Jjs
                | Tag::Vbn
        );
        let ends = |at: &usize| {
            let tag = self.tree.tag(*at);
            let small = tag == Tag::In && self.lower(*at) != "of";
            small
                || is_verb(tag) && *at > first
                || matches!(
                    tag,
                    Tag::Comma
                        | Tag::Stop
                        | Tag::Colon
                        | Tag::Wp
                        | Tag::Wdt
                        | Tag::Lrb
                        | Tag::Open
                        | Tag::Rb
                        | Tag::Md
                        | Tag::To
                )
        };
        let end = (first..limit).find(ends).unwrap_or(limit);
        (begins && end > first).then(|| end - 1)
    }

    fn found(&self, first: usize, last: usize, verb: usize) -> Option<Behind> {
        let of = (first..=last).find(|&at| at > first && self.lower(at) == "of");
        let head = of.map_or(last, |of| of - 1);
        let pronoun = self.tree.tag(head) == Tag::Prp;
        let helps = self
            .tree
            .children(verb)
            .filter(|&child| child < verb && self.tree.relation(child) == Relation::Aux)
            .find(|&child| child > last);
        Some(Behind {
            speaker: self.tree.span(first, last),
            head: self.tree.places[head],
            pronoun,
            cue: self.tree.span(helps.unwrap_or(verb).min(verb), verb),
        })
    }
}
