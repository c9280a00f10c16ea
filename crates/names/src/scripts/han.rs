//! Chinese: a run of letters is cut at the names in it. Places by the lists; people by family name and one or two letters
//! before a title or a verb that people do; bodies by their name, with the country before them.

use std::ops::Range;

use super::{Fame, is_listed, listed, place};
use crate::mention::MentionKind;
use crate::tagger::Tagged;
use crate::words::Words;

const TITLES: &str = "国家主席 总书记 副主席 主席 副总统 总统 副总理 总理 首相 外交部长 国防部长 外长 副部长 部长 委员长 委员 将军 大将 元帅 国王 女王 王子 大使 书记 省长 市长 州长 议长 发言人 \
    秘书长 司令 参谋长 同志 先生 女士 教授 博士 主任 局长 會長 总干事 领导人 總統 總理 部長 市長 將軍 發言人 秘書長";
const VERBS: &str =
    "访问 会见 会晤 表示 指出 强调 抵达 宣布 主持 出席 致电 接见 参观 认为 说 称 訪問 會見 強調 抵達 宣佈";
const BODIES: &str = "外交部 国防部 商务部 财政部 教育部 公安部 国务院 中央委员会 政治局 中央军委 全国人大 人民大会 人民解放军 解放军 人民军 共产党 劳动党 国民党 联合国 安理会 欧盟 北约 东盟 世卫组织 \
    新华社 人民日报 朝中社 中央银行 最高法院 议会 国会 外交部 國防部 聯合國 國民黨";
const FAMILY: &str = "习李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐邓韩冯曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁任姚沈钟姜崔谭陆范汪廖石金韦贾夏傅方邹熊白孟秦邱侯江尹薛闫段雷龙陶史贺毛郝顾龚邵万钱严武戴莫孔向汤温朴安文申崔習張劉陳楊黃趙吳孫馬鄭謝鄧韓馮蔣葉蘇呂鍾譚陸賈鄒龍賀顧龔萬錢嚴湯溫";
/// Names longer than this many letters are not looked up.
const LONGEST: usize = 10;

/// A part of a run: how many letters, and what it names.
type Part = (usize, Option<MentionKind>);

/// Where a run falls into names, titles and the rest.
pub fn cuts(run: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = run.char_indices().collect();
    let mut cuts = Vec::new();
    let mut i = 0;
    while i < letters.len() {
        let (length, kind) = part_at(run, &letters, i);
        if kind.is_some() || length > 1 {
            cuts.extend([
                letters[i].0,
                letters.get(i + length).map_or(run.len(), |letter| letter.0),
            ]);
        }
        i += length;
    }
    cuts.retain(|&cut| cut > 0 && cut < run.len());
    cuts.dedup();
    cuts
}

fn part_at(run: &str, letters: &[(usize, char)], i: usize) -> Part {
    let rest = &run[letters[i].0..];
    let count = |word: &str| word.chars().count();
    if let Some(body) = longest(rest, BODIES) {
        return (count(body), Some(MentionKind::Organisation));
    }
    if let Some(length) = place_at(run, letters, i) {
        return (length, Some(MentionKind::Place));
    }
    if let Some(title) = longest(rest, TITLES) {
        return (count(title), None);
    }
    if let Some(length) = person_at(rest) {
        return (length, Some(MentionKind::Person));
    }
    (1, None)
}

/// The longest of the listed words that `rest` begins with.
fn longest(rest: &str, words: &'static str) -> Option<&'static str> {
    listed(words)
        .filter(|word| rest.starts_with(word))
        .max_by_key(|word| word.len())
}

fn place_at(run: &str, letters: &[(usize, char)], i: usize) -> Option<usize> {
    let end = |length: usize| letters.get(i + length).map_or(run.len(), |letter| letter.0);
    let most = LONGEST.min(letters.len() - i);
    (2..=most).rev().find(|&length| {
        let fame = place(&run[letters[i].0..end(length)]);
        let headed = ["市", "省", "县", "州"]
            .iter()
            .any(|head| run[end(length)..].starts_with(head));
        fame.is_some_and(|fame| fame >= Fame::City || length > 2 || headed)
    })
}

/// A family name and one or two letters, before a title or a verb.
fn person_at(rest: &str) -> Option<usize> {
    let family = rest.chars().next()?;
    if !FAMILY.contains(family) {
        return None;
    }
    [3, 2].into_iter().find(|&length| {
        let behind = rest.char_indices().nth(length).map_or("", |(at, _)| &rest[at..]);
        longest(behind, TITLES).is_some() || longest(behind, VERBS).is_some()
    })
}

/// The name that the word at `at` is.
pub fn name_at(words: &Words, at: usize, sentence: &Range<usize>) -> Option<Tagged> {
    let printed = words.printed(&words.all[at]);
    let behind = (at + 1 < sentence.end).then(|| words.printed(&words.all[at + 1]));
    let letters = printed.chars().count();
    let kind = if is_listed(BODIES, printed) {
        MentionKind::Organisation
    } else if place(printed).is_some() {
        MentionKind::Place
    } else if !is_listed(TITLES, printed)
        && (2..=3).contains(&letters)
        && printed
            .chars()
            .next()
            .is_some_and(|family| FAMILY.contains(family))
        && behind.is_some_and(|behind| longest(behind, TITLES).is_some() || longest(behind, VERBS).is_some())
    {
        MentionKind::Person
    } else {
        return None;
    };
    Some(Tagged {
        words: at..at + 1,
        kind,
    })
}
