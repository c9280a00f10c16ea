//! Whether a page says to its readers that the rest of the article is for those who pay or sign in: by a box that they see
//! right behind the text. What a page says of this in its head is read elsewhere.

use crate::print::Print;

/// So far behind the text the box begins, in segments.
const NEAR: usize = 6;
/// No such line is longer, in bytes.
const LONGEST: usize = 400;

/// What such boxes say, in lower case.
const SAID: &[&str] = &[
    "to continue reading",
    "to keep reading",
    "to read the full article",
    "to read the full story",
    "to read the rest",
    "to read this article",
    "subscribe to read",
    "continue reading with a",
    "is for subscribers",
    "for subscribers only",
    "subscribers only",
    "exclusive to subscribers",
    "um weiterzulesen",
    "jetzt weiterlesen",
    "weiterlesen mit",
    "nur für abonnenten",
    "diesen artikel weiterlesen",
    "réservé aux abonnés",
    "réservée aux abonnés",
    "pour lire la suite",
    "de cet article à lire",
    "para seguir leyendo",
    "exclusivo para suscriptores",
    "para continuar leyendo",
    "per continuare a leggere",
    "riservato agli abbonati",
    "para continuar lendo",
    "para continuar a ler",
    "exclusivo para assinantes",
    "om verder te lezen",
    "alleen voor abonnees",
    "för att läsa vidare",
    "för att fortsätta läsa",
    "for at læse videre",
    "for å lese videre",
    "jatka lukemista",
    "vain tilaajille",
    "aby czytać dalej",
    "tylko dla prenumeratorów",
    "pro předplatitele",
    "чтобы продолжить чтение",
    "только для подписчиков",
    "лише для передплатників",
    "devamını okumak için",
    "続きを読むには",
    "会員限定記事",
    "有料会員限定",
    "订阅后继续阅读",
    "구독자 전용",
];

/// Whether one of the first segments behind the last kept one is such a line. A line that readers do not see says nothing.
pub fn stands_behind(print: &Print, kept: &[bool]) -> bool {
    let Some(last) = kept.iter().rposition(|kept| *kept) else {
        return false;
    };
    let behind = print.segments[last + 1..].iter();
    let mut seen = behind
        .filter(|segment| segment.barred.is_none() && !segment.hidden)
        .take(NEAR);
    seen.any(|segment| says_so(print.text_of(segment)))
}

fn says_so(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    SAID.iter().any(|said| lower.contains(said))
}
