//! Chinese names in Latin letters: pinyin, and the Wade-Giles spelling of older and Taiwanese texts, read as the pinyin
//! syllables it may stand for (the apostrophes that would tell are often left out). It reads no characters.

/// The finals that stand behind each initial in pinyin.
const SYLLABLES: &[(&str, &str)] = &[
    ("b", "a o ai ei ao an en ang eng i ie iao ian in ing u"),
    ("p", "a o ai ei ao ou an en ang eng i ie iao ian in ing u"),
    ("m", "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u"),
    ("f", "a o ei ou an en ang eng u"),
    (
        "d",
        "a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un",
    ),
    ("t", "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un"),
    (
        "n",
        "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan ue",
    ),
    (
        "l",
        "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ue",
    ),
    (
        "g",
        "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    ),
    (
        "k",
        "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    ),
    (
        "h",
        "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    ),
    ("j", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("q", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("x", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    (
        "zh",
        "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    ),
    (
        "ch",
        "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    ),
    ("sh", "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang"),
    ("r", "e i ao ou an en ang eng ong u ua uo ui uan un"),
    ("z", "a e i ai ei ao ou an en ang eng ong u uo ui uan un"),
    ("c", "a e i ai ao ou an en ang eng ong u uo ui uan un"),
    ("s", "a e i ai ao ou an en ang eng ong u uo ui uan un"),
    ("y", "a e ao ou an in ang ing ong u ue uan un i o"),
    ("w", "a o ai ei an en ang eng u"),
    ("", "a o e ai ei ao ou an en ang er"),
];

/// Initials of Wade-Giles, longest first, with the initials of pinyin that each may stand for.
const INITIALS: &[(&str, &[&str])] = &[
    ("tz", &["z", "c"]),
    ("ts", &["z", "c"]),
    ("ch", &["zh", "ch", "j", "q"]),
    ("hs", &["x"]),
    ("sh", &["sh"]),
    ("ss", &["s"]),
    ("sz", &["s"]),
    ("p", &["b", "p"]),
    ("t", &["d", "t"]),
    ("k", &["g", "k"]),
    ("j", &["r"]),
    ("m", &["m"]),
    ("f", &["f"]),
    ("n", &["n"]),
    ("l", &["l"]),
    ("h", &["h"]),
    ("s", &["s"]),
    ("y", &["y"]),
    ("w", &["w"]),
    ("", &["", "y"]),
];

/// Finals of Wade-Giles with those of pinyin; any other is the same in both.
const FINALS: &[(&str, &[&str])] = &[
    ("ih", &["i"]),
    ("u", &["u", "i", "ou"]),
    ("ung", &["ong"]),
    ("iung", &["iong"]),
    ("ien", &["ian"]),
    ("ieh", &["ie"]),
    ("eh", &["e"]),
    ("en", &["en", "an"]),
    ("ueh", &["ue"]),
    ("o", &["e", "uo", "o"]),
    ("uei", &["ui"]),
    ("erh", &["er"]),
];

const FAMILIES: &str = "an ao bai bao bi bian bo cai cao chai chang che chen cheng chu cui dai deng ding dong du duan \
    fan fang feng fu gan gao ge geng gong gou gu guan guo hai han hao he hong hou hu hua huang huo ji jia jian jiang jiao \
    jin jing kang ke kong kuang lai lan lei leng li lian liang liao lin ling liu long lou lu luo lv ma mao mei meng mi miao \
    min mou mu ni nie ning niu ou ouyang pan pang pei peng pu qi qian qiao qin qiu qu quan rao ren rong ruan shan shang \
    shao shen sheng shi shu sima song su sui sun tan tang tao teng tian tong tu wan wang wei wen weng wo wu xi xia xian xiang \
    xiao xie xin xing xiong xu xuan xue yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhan zhang zhao zhen \
    zheng zhong zhou zhu zhuang zhuge zhuo zong zou zu zuo";

/// Whether a folded word can be a family name in pinyin or, if `old`, in Wade-Giles.
pub fn is_family(word: &str, old: bool) -> bool {
    let known = |pinyin: &str| FAMILIES.split(' ').any(|family| family == pinyin.trim());
    known(word) || old && syllable_readings(word, true).iter().any(|pinyin| known(pinyin))
}

/// The family names in pinyin that a spelling may stand for.
pub fn family_readings(word: &str) -> Vec<String> {
    let mut readings = syllable_readings(word, true);
    readings.retain(|pinyin| is_family(pinyin, false));
    readings
}

/// Whether letters are one or two syllables of plain pinyin.
pub fn is_pinyin(letters: &str) -> bool {
    !readings(letters, false).is_empty()
}

/// Whether letters are one or two syllables of pinyin or Wade-Giles.
pub fn is_given(letters: &str) -> bool {
    !readings(letters, true).is_empty()
}

/// Whether two spellings of one or two syllables can be the same; `old` where one of them is Wade-Giles.
pub fn same(a: &str, b: &str, old: bool) -> bool {
    let (a, b) = (readings(a, old), readings(b, old));
    a.iter().any(|reading| b.contains(reading))
}

/// The pinyin of letters, one or two syllables; several where the spelling leaves it open.
fn readings(letters: &str, old: bool) -> Vec<String> {
    if !letters.is_ascii() || letters.len() > 14 {
        return Vec::new();
    }
    let mut found = syllable_readings(letters, old);
    for cut in 1..letters.len() {
        let (first, second) = letters.split_at(cut);
        let second = syllable_readings(second, old);
        if second.is_empty() {
            continue;
        }
        for first in syllable_readings(first, old) {
            found.extend(second.iter().map(|second| format!("{first} {second}")));
        }
    }
    found
}

fn syllable_readings(written: &str, old: bool) -> Vec<String> {
    let mut found = Vec::new();
    if is_syllable(written) {
        found.push(written.to_owned());
    }
    if old {
        found.extend(wade_giles(written));
    }
    found
}

fn wade_giles(written: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (initial, modern) in INITIALS {
        let Some(rest) = written.strip_prefix(initial) else {
            continue;
        };
        let plain = [rest];
        let changed = FINALS.iter().find(|(last, _)| *last == rest);
        let finals = changed.map_or(&plain[..], |(_, finals)| finals);
        for (initial, last) in modern
            .iter()
            .flat_map(|initial| finals.iter().map(move |last| (initial, last)))
        {
            let syllable = format!("{initial}{last}");
            if is_syllable(&syllable) && !found.contains(&syllable) {
                found.push(syllable);
            }
        }
    }
    found
}

fn is_syllable(written: &str) -> bool {
    SYLLABLES.iter().any(|(initial, finals)| {
        written
            .strip_prefix(initial)
            .is_some_and(|rest| !rest.is_empty() && finals.split(' ').any(|last| last == rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wade_giles_is_read_as_pinyin() {
        for (old, new) in [
            ("tsetung", "zedong"),
            ("hsiaoping", "xiaoping"),
            ("enlai", "enlai"),
            ("chinping", "jinping"),
            ("chou", "zhou"),
            ("teng", "deng"),
            ("hsi", "xi"),
            ("chingkuo", "jingguo"),
        ] {
            assert!(same(old, new, true), "{old} {new}");
        }
        assert!(!same("zedong", "enlai", true));
        assert!(!same("chen", "zhen", false));
    }

    #[test]
    fn what_is_no_chinese_name() {
        assert!(!is_pinyin("smith") && !is_given("vladimir"));
        assert!(is_family("xi", false) && is_family("hsi", true) && !is_family("hsi", false));
    }
}
