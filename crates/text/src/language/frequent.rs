//! The quick answer: the most frequent words of the languages that most pages are in. A text in which one language's are
//! common and no other's nearly so is in that language; of any other text it says nothing. Tongues that share many words
//! with these stand on the list without a code, so that they are taken for none of them.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Language;

/// Languages by code with their most frequent words.
const FREQUENT: [(&str, &str); 12] = [
    (
        "en",
        "the of and to in is was that for with on as by it at from be this are have has will not he his said who which \
        their they but been an were or had its more about would after a she her we when there one all also can",
    ),
    (
        "de",
        "der die das und in den von zu mit sich des im für ist auf dem nicht ein eine als auch es an werden aus er hat \
        dass sie nach wird bei um am einen einer zum zur noch wie haben sind war über wurde so aber vor",
    ),
    (
        "fr",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ses son aux \
        d l à été cette elle s n qu ont mais comme ou été leur y nous",
    ),
    (
        "es",
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le o es ha este sobre fue \
        entre desde también ya hasta son está cuando muy",
    ),
    (
        "it",
        "di e il che la in a per un è della con non del si le da i una alla dei nel al gli sono delle più anche come ha \
        l ma dal d lo nella ai su dell alle questo",
    ),
    (
        "pt",
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à foi ou são pelo pela \
        também ele está ser tem até seu sua",
    ),
    (
        "nl",
        "de van het een en in is dat op te zijn voor met die niet aan er om ook als maar door naar bij ze uit dan nog of \
        over wordt hij heeft tot was worden werd deze meer",
    ),
    (
        "",
        "og det i på en er som til av at for med den ikke har de et var vi fra och att är för inte om ett jeg ikke af",
    ),
    (
        "",
        "de la i el que a en els per un una amb del al és les dels o e da do unha os na no ao para non",
    ),
    (
        "",
        "de și în la a cu pe care din nu un o se mai pentru este au fi sau ca que e",
    ),
    (
        "",
        "die van en in het is dat wat nie om te vir met op aan was sy hy deur",
    ),
    (
        "",
        "ng sa na ang mga si ay at di yang dan ini dengan untuk dari ke se ya la wa na kwa da",
    ),
];

/// No word of the list is longer, in bytes.
const LONGEST: usize = 8;

/// The language of `text`, if its most frequent words say so at a glance.
pub fn language(text: &str) -> Option<Language> {
    const FEWEST: usize = 40;
    let mut counts = [0; FREQUENT.len()];
    let mut words = 0;
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        let mut languages = languages_of(word);
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let best = (0..counts.len()).max_by_key(|&at| counts[at])?;
    let second = (0..counts.len())
        .filter(|&at| at != best)
        .map(|at| counts[at])
        .max()?;
    let plain = words >= FEWEST && counts[best] * 4 >= words && second * 10 <= counts[best] * 7;
    Language::from_tag(FREQUENT[best].0).filter(|_| plain)
}

/// The languages that have a word, as bits.
fn languages_of(word: &str) -> u16 {
    if word.len() > LONGEST {
        return 0;
    }
    let known = known();
    let found = known.get(word).or_else(|| {
        let lower = word.contains(char::is_uppercase).then(|| word.to_lowercase());
        known.get(lower?.as_str())
    });
    found.copied().unwrap_or(0)
}

/// For each word the languages that have it, as bits in the order of the list.
fn known() -> &'static FxHashMap<&'static str, u16> {
    static KNOWN: OnceLock<FxHashMap<&'static str, u16>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known = FxHashMap::default();
        for (at, (_, words)) in FREQUENT.iter().enumerate() {
            for word in words.split_whitespace() {
                debug_assert!(word.len() <= LONGEST);
                *known.entry(word).or_default() |= 1 << at;
            }
        }
        known
    })
}

#[cfg(test)]
mod tests {
    use super::language;

    fn check(text: &str, expected: &str) {
        let found = language(text).map(|language| language.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn plain_prose_is_told_at_a_glance() {
        check(
            "The two ministers met in the capital on Tuesday and signed an agreement on the railway that is to link the \
            harbour with the mines in the north. It will be built by a company from the coast, which has said that the \
            first trains could run by the end of the next year.",
            "en",
        );
        check(
            "Die beiden Minister trafen sich am Dienstag in der Hauptstadt und haben ein Abkommen über die Bahn \
            unterzeichnet, die den Hafen mit den Gruben im Norden verbinden soll. Sie wird von einer Firma aus dem \
            Süden gebaut, und der erste Zug soll nach den Worten des Ministers im nächsten Jahr fahren.",
            "de",
        );
        check(
            "Les deux ministres se sont rencontrés mardi dans la capitale et ont signé un accord sur le chemin de fer \
            qui doit relier le port aux mines du nord. La ligne est construite par une société de la côte et les \
            premiers trains, a dit le ministre, sont attendus pour la fin de l'année.",
            "fr",
        );
        check(
            "Los dos ministros se reunieron el martes en la capital y firmaron un acuerdo sobre el ferrocarril que ha de \
            unir el puerto con las minas del norte. La línea es obra de una empresa de la costa y los primeros trenes, \
            según el ministro, llegarán a la ciudad en el año que viene.",
            "es",
        );
    }

    #[test]
    fn tongues_that_share_words_are_left_to_others() {
        check(
            "De to ministrene møttes i hovedstaden på tirsdag og undertegnet en avtale om jernbanen som skal binde \
            havnen sammen med gruvene i nord. Den bygges av et selskap fra kysten, og de første togene skal gå ved \
            utgangen av neste år, sa ministeren til avisen på vei hjem fra møtet.",
            "none",
        );
        check(
            "Els dos ministres es van trobar dimarts a la capital i van signar un acord sobre el ferrocarril que ha \
            d'unir el port amb les mines del nord. La línia és obra d'una empresa de la costa i els primers trens, va \
            dir el ministre, arribaran a la ciutat l'any que ve amb els turistes.",
            "none",
        );
    }

    #[test]
    fn few_words_tell_nothing() {
        check("The house of the rising sun is in the north of the town.", "none");
        check("", "none");
    }
}
