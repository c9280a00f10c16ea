//! Korean: particles and titles are cut off words, then places are looked up, people are family and given name before a
//! title, and bodies are known by name.

use std::ops::Range;

use super::{Fame, is_listed, listed, place};
use crate::mention::MentionKind;
use crate::tagger::Tagged;
use crate::words::Words;

const PARTICLES: &str = "에서는 에서도 으로부터 로부터 에게서 까지 부터 에서 에게 으로 이라고 라고 에는 와의 과의 께서 께 이 가 은 는 을 를 의 에 로 와 과 도 만";
const TITLES: &str = "국무위원장 위원장 부위원장 총비서 대통령 부통령 총리 부총리 내각총리 외무상 부상 장관 차관 의장 의원 대표 대사 장군 대장 원수 차수 주석 총장 사무총장 국장 부장 제1부부장 \
    부부장 시장 지사 대변인 동지 교수 박사 사장 회장 감독 선수 기자 씨 국왕 왕세자 사령관 총참모장 비서 상";
const BODIES: &str = "외무성 국방성 외교부 국방부 통일부 법무부 기획재정부 국정원 국가정보원 합동참모본부 합참 청와대 국회 대법원 헌법재판소 검찰 경찰청 한국은행 노동당 조선노동당 로동당 조선로동당 \
    최고인민회의 당중앙위원회 중앙위원회 정치국 조선인민군 인민군 내각 민주당 더불어민주당 국민의힘 조선중앙통신 로동신문 노동신문 연합뉴스 유엔 안보리 유럽연합 나토 백악관 국무부 \
    크렘린 삼성전자 현대자동차 김일성종합대학 서울대학교";
const FAMILY: &str = "김이리박최정강조윤장임림한오서신권황안송전홍유류고문양손배백허남심노로하곽성차주우구민진나라지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국";

/// Where a word falls into a name, a title and a particle.
pub fn cuts(word: &str) -> Vec<usize> {
    let mut cuts: Vec<usize> = stems(word)
        .find_map(|stem| {
            let border = [stem.len()].into_iter().filter(|&cut| cut < word.len());
            if is_known(stem) {
                return Some(border.collect());
            }
            let (name, _) = titled(stem)?;
            Some([name.len()].into_iter().chain(border).collect())
        })
        .unwrap_or_default();
    cuts.retain(|&cut| cut > 0 && cut < word.len());
    cuts
}

/// The word, and what is left without one of the particles.
fn stems(word: &str) -> impl Iterator<Item = &str> {
    let cut = listed(PARTICLES).filter_map(|particle| word.strip_suffix(particle));
    std::iter::once(word).chain(cut).filter(|stem| !stem.is_empty())
}

fn is_known(stem: &str) -> bool {
    is_listed(BODIES, stem) || is_listed(TITLES, stem) && stem.len() > 3 || is_place(stem)
}

/// Two letters may be a common word: only large places are taken.
fn is_place(stem: &str) -> bool {
    let letters = stem.chars().count();
    letters > 1 && place(stem).is_some_and(|fame| fame >= Fame::City || letters > 2)
}

/// A person's name with its title written to it: "김철수위원장".
fn titled(stem: &str) -> Option<(&str, &str)> {
    let titles = listed(TITLES).filter(|title| title.len() > 3);
    titles
        .filter_map(|title| stem.strip_suffix(title).map(|name| (name, title)))
        .find(|(name, _)| is_person_name(name))
}

fn is_person_name(name: &str) -> bool {
    let letters = name.chars().count();
    (3..=4).contains(&letters) && name.chars().next().is_some_and(|family| FAMILY.contains(family))
}

/// The name that begins at the word at `at`.
pub fn name_at(words: &Words, at: usize, sentence: &Range<usize>) -> Option<Tagged> {
    let printed = words.printed(&words.all[at]);
    let behind = words.all[at + 1..sentence.end].first();
    let behind = behind.map_or("", |word| words.printed(word));
    let kind = if is_listed(BODIES, printed) {
        MentionKind::Organisation
    } else if is_place(printed) {
        MentionKind::Place
    } else if is_person_name(printed) && stems(behind).any(|stem| is_listed(TITLES, stem)) {
        MentionKind::Person
    } else {
        return None;
    };
    Some(Tagged {
        words: at..at + 1,
        kind,
    })
}
