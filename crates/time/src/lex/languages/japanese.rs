//! Japanese words for time. The short weekdays (月, 火) stand as plurals: they are weekdays only in brackets behind a day.
//! Under `NoTime` stand words that begin like a time and are none.

use crate::lex::table::{LanguageTable, Order};
use crate::lex::{Cue, DayPart, Era, Holiday, Season, Tense, Unit};

/// Japanese.
pub(crate) static TABLE: LanguageTable = LanguageTable {
    order: Order::Year,
    postposes: false,
    months: ["", "", "", "", "", "", "", "", "", "", "", ""],
    weekdays: [
        "月曜日 月曜",
        "火曜日 火曜",
        "水曜日 水曜",
        "木曜日 木曜",
        "金曜日 金曜",
        "土曜日 土曜",
        "日曜日 日曜",
    ],
    weekday_plurals: ["月", "火", "水", "木", "金", "土", "日"],
    units: &[
        (Unit::Second, "秒間 秒", ""),
        (Unit::Minute, "分間", ""),
        (Unit::Hour, "時間", ""),
        (
            Unit::Day,
            "日間 日 同日 当日 翌日 明くる日 前日 翌朝 前夜 同夜 翌晩",
            "",
        ),
        (Unit::BusinessDay, "営業日 営業日間", ""),
        (Unit::Weekend, "週末 土日", ""),
        (
            Unit::Week,
            "週間 週 翌週 前週 同週 先々週 再来週 一週間 1週間",
            "",
        ),
        (
            Unit::Month,
            "か月 ヶ月 カ月 ヵ月 ケ月 箇月 か月間 ヶ月間 カ月間 ヵ月間 月 同月 当月 翌月 前月 先々月 再来月 ひと月 ふた月 \
             月末 月初め 月半ば",
            "",
        ),
        (Unit::Quarter, "四半期", ""),
        (
            Unit::Half,
            "上半期 下半期 上期 下期 前半 後半 半期 前半期 後半期",
            "",
        ),
        (
            Unit::Year,
            "年間 年 同年 当年 翌年 前年 一昨年 おととし 再来年 年来 年初め 年初 年始 年頭 年明け 年半ば 年末 年の瀬 年央",
            "",
        ),
        (Unit::Decade, "年代", ""),
        (Unit::Century, "世紀 今世紀 前世紀 来世紀", ""),
    ],
    frequencies: &[
        (Unit::Hour, "毎時"),
        (Unit::Day, "毎日 連日 毎朝 毎晩"),
        (Unit::Week, "毎週 隔週"),
        (Unit::Month, "毎月 隔月"),
        (Unit::Year, "毎年 隔年 例年"),
    ],
    cardinals: &[
        (0, "〇 零 ゼロ"),
        (1, "一 ひと月"),
        (2, "二 隔週 隔月 隔年 ふた月"),
        (3, "三"),
        (4, "四"),
        (5, "五"),
        (6, "六"),
        (7, "七"),
        (8, "八"),
        (9, "九"),
        (10, "十"),
        (100, "百"),
        (1000, "千"),
        (10_000, "万"),
        (100_000_000, "億"),
    ],
    ordinals: &["上半期 上期 前半 前半期 最初 初回", "下半期 下期 後半 後半期"],
    seasons: &[
        (Season::Spring, "春 春季 今春 昨春 来春"),
        (Season::Summer, "夏 夏季 今夏 昨夏 来夏 真夏"),
        (Season::Autumn, "秋 秋季 今秋 昨秋 来秋"),
        (Season::Winter, "冬 冬季 今冬 昨冬 来冬 真冬"),
    ],
    parts: &[
        (DayPart::Dawn, "未明 明け方 夜明け", ""),
        (DayPart::Morning, "午前 午前中 朝 早朝 今朝 けさ 明朝 翌朝", ""),
        (DayPart::Midday, "昼 お昼 昼ごろ", ""),
        (DayPart::Noon, "正午", ""),
        (DayPart::Afternoon, "午後 昼過ぎ 昼すぎ", ""),
        (DayPart::Evening, "夕方 夕 夕刻", ""),
        (
            DayPart::Night,
            "夜 深夜 夜間 晩 今夜 今晩 昨夜 昨晩 ゆうべ 明晩 前夜 同夜 翌晩 夜遅く",
            "",
        ),
        (DayPart::Midnight, "真夜中", ""),
    ],
    cues: &[
        (Cue::Of, "の"),
        (Cue::From, "から"),
        (Cue::Till, "まで までに にかけて にかけ"),
        (Cue::And, "と および 及び と、"),
        (Cue::Or, "または あるいは もしくは 又は"),
        (Cue::Between, "間 あいだ 間に"),
        (Cue::Since, "以降 以来 以後 より後"),
        (Cue::That, "その それ"),
        (Cue::This, "この"),
        (Cue::Same, "同じ 同日 当日 同夜 同週 同月 当月 同年 当年"),
        (Cue::Following, "翌日 明くる日 翌朝 翌晩 翌週 翌月 翌年"),
        (Cue::Previous, "前日 前夜 前週 前月 前年 前の"),
        (Cue::YearMark, "年 年度 年生まれ 年産 年版 年の初 年初の"),
        (Cue::MonthMark, "月 月期 月分"),
        (Cue::DayMark, "日 日付"),
        (Cue::HourMark, "時"),
        (Cue::MinuteMark, "分"),
        (Cue::SecondMark, "秒"),
        (Cue::Today, "今日 本日 きょう 今朝 けさ 今夜 今晩"),
        (Cue::Yesterday, "昨日 きのう 昨夜 昨晩 ゆうべ"),
        (Cue::Tomorrow, "明日 あす あした 明朝 明晩"),
        (Cue::BeforeYesterday, "一昨日 おととい"),
        (Cue::AfterTomorrow, "明後日 あさって"),
        (Cue::ThisYear, "今年 本年 ことし 今年度 今春 今夏 今秋 今冬"),
        (Cue::LastYear, "昨年 去年 昨年度 昨春 昨夏 昨秋 昨冬"),
        (Cue::NextYear, "来年 明年 来年度 来春 来夏 来秋 来冬"),
        (Cue::ThisMonth, "今月 本月"),
        (Cue::LastMonth, "先月"),
        (Cue::NextMonth, "来月"),
        (Cue::ThisWeek, "今週"),
        (Cue::LastWeek, "先週"),
        (Cue::NextWeek, "来週"),
        (Cue::BeforeLast, "先々週 先々月 一昨年 おととし"),
        (Cue::AfterNext, "再来週 再来月 再来年"),
        (Cue::Last, "前世紀"),
        (Cue::Next, "来世紀"),
        (Cue::Current, "今世紀"),
        (Cue::Past, "過去 去る"),
        (Cue::Coming, "来る きたる 次 次回"),
        (Cue::Recent, "ここ"),
        (Cue::Ago, "前 まえ 以前"),
        (Cue::Later, "後 あと のち"),
        (Cue::Inside, "以内 以内に"),
        (Cue::During, "で でも の歴史 の節目 の伝統 の生涯"),
        (Cue::LengthMark, "ぶり 振り がかり 連続 連続で"),
        (Cue::OrMore, "以上"),
        (Cue::OrLess, "以下"),
        (Cue::Below, "未満 足らず 弱 近く"),
        (Cue::Odd, "余り あまり 余 強 超"),
        (Cue::Around, "頃 ごろ ころ 前後 ほど 程度 くらい ぐらい すぎ 過ぎ"),
        (Cue::About, "約 およそ ほぼ おおよそ"),
        (Cue::Least, "少なくとも"),
        (Cue::Most, "最大"),
        (Cue::Nearly, "ほとんど"),
        (Cue::Present, "現在 今 今頃 今ごろ 目下 現時点"),
        (Cue::PastVague, "最近 近年 先ごろ 先日 このほど このところ"),
        (Cue::FutureVague, "将来 今後 向こう これから"),
        (Cue::Several, "数 何"),
        (Cue::Half, "半"),
        (Cue::Every, "毎"),
        (Cue::Apart, "ごと ごとに おき おきに 毎に"),
        (Cue::Ordinal, "第 番目"),
        (Cue::Latest, "最後 最終"),
        (
            Cue::Start,
            "初め はじめ 初頭 上旬 初旬 年初め 年初 年始 年頭 年明け 月初め 序盤 前半",
        ),
        (Cue::Middle, "中旬 半ば なかば 中頃 中ごろ 月半ば 年半ば 年央"),
        (Cue::End, "末 下旬 終わり 終盤 月末 年末 年の瀬 末期 後半"),
        (Cue::Lunar, "旧暦 陰暦"),
        (Cue::FirstYear, "元"),
        (Cue::Bc, "紀元前"),
        (Cue::Ad, "西暦"),
        (
            Cue::Quantity,
            "日中 日あたり 日当たり 日平均 日目 年目 年生 年制 年物 日付け変更線 分の 月号 月目 週目 か月目 カ月目",
        ),
        (
            Cue::Particle,
            "は が を に も へ や か ね よ に、 は、 には では にも とも",
        ),
        (
            Cue::NoTime,
            "日本 日産 日立 日経 日銀 日米 日韓 日朝 日露 日程 日常 日系 日光 日記 日数 日時 日和 日刊 \
             月給 月面 月刊 月光 月額 年齢 年金 年収 年賀 年上 年下 年俸 年寄 年季 年号 年功 \
             時代 時期 時間帯 時点 時計 時価 時事 時給 時速 時差 時短 時折 時々 \
             明日香 明日葉 今回 今度 今更 今村 今井 今田 今野 今川 今市 今治 今泉 今西 今日的 \
             春闘 春日 春樹 春菜 夏目 夏休み 夏場 秋田 秋葉 秋葉原 秋山 秋元 秋本 秋篠宮 冬場 冬木 冬眠 \
             半分 半数 半導体 半島 半額 朝ドラ 朝日 朝鮮 朝食 朝刊 朝廷 朝倉 朝霞 昼食 昼間 夕食 夕刊 夕張 夕日 夜中 夜景 夜勤 夜行 夜空 \
             分野 分析 分担 分類 分散 分配 分裂 水曜どうでしょう 土地 土台 土砂 金融 金額 金属 金利 木材 火災 火山 水道 水準 水産 \
             数字 数学 数値 何か 何も 何ら 前提 前進 後継 後任 後藤 後半戦 前半戦 後者 前者 \
             初めて はじめて 初の 最初の試み 末端 末っ子 間違 間接 間もなく 同じく あすか あすから \
             第一人者 第三者 第三国 次第 次々 次官 次長 次男 次世代 次期 年初来 来る日も 来日 来場 来客 来訪 来店 去った",
        ),
    ],
    holidays: &[
        (Holiday::Fixed(1, 1), "元日 元旦"),
        (
            Holiday::Nth {
                n: 2,
                weekday: 1,
                month: 1,
            },
            "成人の日",
        ),
        (Holiday::Fixed(2, 11), "建国記念の日 建国記念日"),
        (Holiday::Fixed(2, 14), "バレンタインデー"),
        (Holiday::Fixed(2, 23), "天皇誕生日"),
        (Holiday::Fixed(3, 3), "ひな祭り"),
        (Holiday::SolarTerm { degrees: 0, hours: 9 }, "春分の日 春分"),
        (
            Holiday::SolarTerm {
                degrees: 90,
                hours: 9,
            },
            "夏至",
        ),
        (
            Holiday::SolarTerm {
                degrees: 180,
                hours: 9,
            },
            "秋分の日 秋分",
        ),
        (
            Holiday::SolarTerm {
                degrees: 270,
                hours: 9,
            },
            "冬至",
        ),
        (
            Holiday::SolarTerm {
                degrees: 315,
                hours: 9,
            },
            "立春",
        ),
        (Holiday::Fixed(4, 29), "昭和の日"),
        (Holiday::Fixed(5, 1), "メーデー"),
        (Holiday::Fixed(5, 3), "憲法記念日"),
        (Holiday::Fixed(5, 4), "みどりの日"),
        (Holiday::Fixed(5, 5), "こどもの日 子どもの日"),
        (
            Holiday::Nth {
                n: 2,
                weekday: 7,
                month: 5,
            },
            "母の日",
        ),
        (
            Holiday::Nth {
                n: 3,
                weekday: 7,
                month: 6,
            },
            "父の日",
        ),
        (Holiday::Fixed(7, 7), "七夕"),
        (
            Holiday::Nth {
                n: 3,
                weekday: 1,
                month: 7,
            },
            "海の日",
        ),
        (Holiday::Fixed(8, 11), "山の日"),
        (Holiday::Fixed(8, 15), "終戦記念日 終戦の日"),
        (Holiday::Fixed(9, 1), "防災の日"),
        (
            Holiday::Nth {
                n: 3,
                weekday: 1,
                month: 9,
            },
            "敬老の日",
        ),
        (
            Holiday::Nth {
                n: 2,
                weekday: 1,
                month: 10,
            },
            "スポーツの日 体育の日",
        ),
        (Holiday::Fixed(10, 31), "ハロウィーン ハロウィン"),
        (Holiday::Fixed(11, 3), "文化の日"),
        (Holiday::Fixed(11, 23), "勤労感謝の日"),
        (
            Holiday::Nth {
                n: 4,
                weekday: 4,
                month: 11,
            },
            "感謝祭",
        ),
        (Holiday::Fixed(12, 24), "クリスマスイブ クリスマス・イブ"),
        (Holiday::Fixed(12, 25), "クリスマス"),
        (Holiday::Fixed(12, 31), "大みそか 大晦日"),
        (Holiday::Easter(0), "復活祭 イースター"),
        (
            Holiday::Lunar {
                month: 1,
                day: 1,
                korean: false,
            },
            "旧正月 春節",
        ),
        (
            Holiday::Lunar {
                month: 8,
                day: 15,
                korean: false,
            },
            "中秋の名月 中秋節",
        ),
    ],
    eras: &[
        (Era { zero: 1867, last: 45 }, "明治"),
        (Era { zero: 1911, last: 15 }, "大正"),
        (Era { zero: 1925, last: 64 }, "昭和 昭"),
        (Era { zero: 1988, last: 31 }, "平成 平"),
        (
            Era {
                zero: 2018,
                last: 9999,
            },
            "令和 令",
        ),
        (Era { zero: 1864, last: 4 }, "慶応"),
        (
            Era {
                zero: 1911,
                last: 9999,
            },
            "民国 主体 チュチェ",
        ),
    ],
    tenses: &[
        (Tense::Future, "予定 見通し 見込み だろう でしょう"),
        (Tense::Past, "した された なった だった れた いた った"),
    ],
    ..LanguageTable::NONE
};
