//! Chinese words for time, simplified and traditional. Under `NoTime` stand words that begin like a time and are none.

use crate::lex::table::{LanguageTable, Order};
use crate::lex::{Cue, DayPart, Era, Holiday, Season, Tense, Unit};

/// Chinese.
pub(crate) static TABLE: LanguageTable = LanguageTable {
    order: Order::Year,
    postposes: false,
    months: ["", "", "", "", "", "", "", "", "", "", "", ""],
    weekdays: [
        "星期一 周一 礼拜一 週一 禮拜一",
        "星期二 周二 礼拜二 週二 禮拜二",
        "星期三 周三 礼拜三 週三 禮拜三",
        "星期四 周四 礼拜四 週四 禮拜四",
        "星期五 周五 礼拜五 週五 禮拜五",
        "星期六 周六 礼拜六 週六 禮拜六",
        "星期日 星期天 周日 周天 礼拜天 礼拜日 週日 禮拜天 禮拜日",
    ],
    weekday_plurals: ["", "", "", "", "", "", ""],
    units: &[
        (Unit::Second, "秒 秒钟 秒鐘", ""),
        (Unit::Minute, "分钟 分鐘", ""),
        (Unit::Hour, "小时 小時 钟头 鐘頭", ""),
        (
            Unit::Day,
            "天 当天 当日 當天 當日 同日 同一天 当晚 當晚 那天 那一天 这一天 這一天 次日 翌日 第二天 隔天 前一天 前一日 翌晨 次日凌晨",
            "",
        ),
        (Unit::BusinessDay, "工作日 交易日", ""),
        (Unit::Weekend, "周末 週末", ""),
        (Unit::Week, "周 星期 礼拜 週 禮拜 前一周 周初 次周", ""),
        (
            Unit::Month,
            "个月 個月 月 当月 當月 同月 次月 翌月 前一个月 月初 月底 月末 正月 冬月 腊月 臘月",
            "",
        ),
        (Unit::Quarter, "季度 首季 上季度 本季度 下季度", ""),
        (
            Unit::Half,
            "上半年 下半年 前半年 后半年 後半年 上半年度 下半年度",
            "",
        ),
        (
            Unit::Year,
            "年 周年间 当年 當年 同年 那年 那一年 该年 次年 第二年 翌年 前一年 前年 后年 後年 年初 年底 年末 年终 年終 年头",
            "",
        ),
        (Unit::Decade, "年代", ""),
        (
            Unit::Century,
            "世纪 世紀 上世纪 上世紀 上个世纪 上個世紀 本世纪 本世紀 新世纪",
            "",
        ),
    ],
    frequencies: &[
        (Unit::Hour, "每小时 每小時"),
        (Unit::Day, "每天 每日 天天 连日 連日 逐日"),
        (
            Unit::Week,
            "每周 每週 每星期 每个星期 每周一次 每周两次 每周三次 每周二次 每周四次 每周五次 隔周 隔週",
        ),
        (Unit::Month, "每月 每个月 每個月 隔月 逐月"),
        (Unit::Quarter, "每季度 每个季度"),
        (Unit::Year, "每年 逐年 年年 隔年 历年 歷年"),
    ],
    cardinals: &[
        (0, "零 〇 ○"),
        (1, "一 壹 正月"),
        (2, "二 两 兩 贰 隔周 隔週 隔月 隔年"),
        (3, "三 叁"),
        (4, "四 肆"),
        (5, "五 伍"),
        (6, "六 陆"),
        (7, "七 柒"),
        (8, "八 捌"),
        (9, "九 玖"),
        (10, "十 拾"),
        (11, "冬月"),
        (12, "腊月 臘月"),
        (20, "廿"),
        (30, "卅"),
        (100, "百"),
        (1000, "千"),
        (10_000, "万 萬"),
        (100_000_000, "亿 億"),
    ],
    ordinals: &[
        "上半年 前半年 上半年度 首季 首 首个 首個",
        "下半年 后半年 後半年 下半年度",
    ],
    seasons: &[
        (Season::Spring, "春季 春天 今春 去春 明春 春"),
        (Season::Summer, "夏季 夏天 今夏 去夏 明夏 夏"),
        (Season::Autumn, "秋季 秋天 今秋 去秋 明秋 秋"),
        (Season::Winter, "冬季 冬天 今冬 去冬 冬"),
    ],
    parts: &[
        (DayPart::Dawn, "凌晨 拂晓 黎明 今晨 次日凌晨 翌晨", ""),
        (
            DayPart::Morning,
            "上午 早上 早晨 清晨 早间 今早 明早 今天早上",
            "",
        ),
        (DayPart::Midday, "中午", ""),
        (DayPart::Noon, "正午", ""),
        (DayPart::Afternoon, "下午 午后 午後", ""),
        (
            DayPart::Evening,
            "晚上 傍晚 晚间 晚間 今晚 昨晚 明晚 当晚 當晚 晚",
            "",
        ),
        (DayPart::Night, "夜间 夜間 深夜 夜里 夜裡 昨夜 今夜 夜晚", ""),
        (DayPart::Midnight, "午夜 半夜 子夜", ""),
        (DayPart::Daytime, "白天", ""),
    ],
    cues: &[
        (Cue::Of, "的 之"),
        (Cue::To, "到 至 到了"),
        (Cue::FromAhead, "从 從 自 自从 自從"),
        (Cue::TillAhead, "截至 截止 截止到 直到 直至"),
        (Cue::Till, "为止 為止 止"),
        (Cue::And, "和 与 與 及 以及"),
        (Cue::Or, "或 或者 或是"),
        (Cue::Between, "之间 之間 间 間"),
        (Cue::Since, "以来 以來 起 至今 开始至今"),
        (Cue::YearMark, "年 年度 年份"),
        (Cue::MonthMark, "月 月份"),
        (Cue::DayMark, "日"),
        (Cue::NumberMark, "号 號"),
        (Cue::HourMark, "时 時 点钟 點鐘"),
        (Cue::OClock, "点 點"),
        (Cue::MinuteMark, "分"),
        (Cue::SecondMark, "秒"),
        (Cue::Today, "今天 今日 今晚 今夜 今早 今晨 今天早上"),
        (Cue::Yesterday, "昨天 昨日 昨晚 昨夜"),
        (Cue::Tomorrow, "明天 明日 明晚 明早"),
        (Cue::BeforeYesterday, "前天 前日"),
        (Cue::AfterTomorrow, "后天 後天 后日"),
        (Cue::ThisYear, "今年 本年 本年度 今春 今夏 今秋 今冬"),
        (Cue::LastYear, "去年 上年 去春 去夏 去秋 去冬"),
        (Cue::NextYear, "明年 明春 明夏 明秋 来年 來年"),
        (Cue::ThisMonth, "本月 这个月 這個月"),
        (Cue::LastMonth, "上月 上个月 上個月"),
        (Cue::NextMonth, "下月 下个月 下個月"),
        (Cue::ThisWeek, "本周 本週 这周 這週 这个星期 这星期 本星期 这礼拜"),
        (Cue::LastWeek, "上周 上週 上星期 上个星期 上礼拜 上个礼拜"),
        (Cue::NextWeek, "下周 下週 下星期 下个星期 下礼拜 下个礼拜"),
        (Cue::BeforeLast, "上上 前年"),
        (Cue::AfterNext, "下下 后年 後年"),
        (
            Cue::Last,
            "上世纪 上世紀 上个世纪 上個世紀 上季度 上个 上個 上一个 上一個 上一",
        ),
        (Cue::Next, "下季度 下个 下個 下一个 下一個 下一"),
        (Cue::This, "本世纪 本世紀 新世纪 本季度 这个 這個 这 這 本"),
        (
            Cue::Same,
            "当天 当日 當天 當日 同日 同一天 当晚 當晚 那天 那一天 这一天 這一天 当月 當月 同月 当年 當年 同年 那年 那一年 该年",
        ),
        (
            Cue::Following,
            "次日 翌日 第二天 隔天 次周 次月 翌月 次年 第二年 翌年 翌晨 次日凌晨",
        ),
        (Cue::Previous, "前一天 前一日 前一周 前一个月 前一年"),
        (Cue::Measure, "个 個"),
        (Cue::Ago, "前 以前 之前"),
        (Cue::Later, "后 後 以后 以後 之后 之後"),
        (Cue::During, "历史 歷史 的历史 的歷史 生涯"),
        (Cue::Inside, "内 內 以内 以內 之内 之內"),
        (Cue::OrMore, "以上"),
        (Cue::OrLess, "以下"),
        (Cue::Odd, "多 余 餘"),
        (Cue::Around, "左右 上下 前后 前後 许 許"),
        (Cue::About, "约 約 大约 大約 大概"),
        (Cue::Nearly, "近 将近 將近 不到 不足 未满 未滿"),
        (Cue::Over, "超过 超過 逾 长达 長達"),
        (Cue::Least, "至少 最少"),
        (Cue::Most, "最多 至多"),
        (Cue::Present, "现在 目前 如今 当前 當前 現在 现今 眼下 当下"),
        (
            Cue::PastVague,
            "最近 近日 近来 近期 日前 近年 近年来 近年來 近來 不久前",
        ),
        (Cue::FutureVague, "将来 將來 未来 未來 今后 今後 日后 日後"),
        (Cue::Past, "过去 過去"),
        (Cue::Several, "几 幾 数 數"),
        (Cue::Half, "半"),
        (Cue::Every, "每 每隔 每个 每個"),
        (Cue::Ordinal, "第"),
        (Cue::Latest, "最后 最後"),
        (Cue::Start, "初 年初 月初 上旬 年头 初期 周初"),
        (Cue::Middle, "中旬 中期"),
        (Cue::End, "底 末 年底 年末 年终 年終 月底 月末 下旬 末期"),
        (Cue::Lunar, "农历 農曆 阴历 陰曆 旧历 夏历 正月 冬月 腊月 臘月"),
        (Cue::FirstYear, "元"),
        (Cue::Bc, "公元前 西元前 纪元前"),
        (Cue::Ad, "公元 西元 公历"),
        (
            Cue::Quantity,
            "日元 日圆 日圓 年级 年級 年生 年制 年期 月龄 天空 天津",
        ),
        (
            Cue::NoTime,
            "日本 日报 日報 日均 日军 日語 日语 日方 日常 日益 日渐 日程 日期 日志 日子 日电 日内瓦 日前夕 \
             周边 周围 周期 周密 周转 周全 周折 周岁 周年 周恩来 周总理 周家 週年 週期 \
             月球 月亮 月饼 月薪 月均 年轻 年龄 年纪 年迈 年青 年均 年薪 年画 年夜饭 \
             天气 天然 天才 天使 天文 天堂 天下 天主 天安门 天河 时代 时候 时间 时期 时刻 时任 时报 时常 时尚 时速 时事 时政 \
             時代 時候 時間 時期 時刻 時任 時報 今村 今井 今生 本次 本报 本人 本身 本地 本土 本届 本来 本科 本案 本田 本國 本国 \
             明日香 明天下 一样 一起 一直 一些 一定 一般 一切 一致 一旦 一边 一半 万一 统一 \
             起诉 起訴 起草 起飞 起飛 起火 起码 起降 起点 起义 起来 起因 起步 起源 起到 \
             前往 前来 前來 前夕 前途 前提 前线 前总统 前总理 前部长 前首相 前锋 前瞻 前沿 前景 \
             后来 後來 后者 后续 后果 后勤 后卫 后援 后备 \
             春晚 春运 春運 春秋 春风 春耕 春兰 夏威夷 夏令营 夏令 夏普 秋田 秋收 秋千 冬奥 冬奧 冬奥会 冬奧會 冬粮 冬虫夏草 \
             分别 分析 分布 分公司 分行 分管 分享 上海 上述 上市 上升 上涨 上任 上台 上演 上诉 上校 上将 上层 上班 上学 上网 \
             下午茶 下降 下跌 下令 下属 下落 下台 下水 下岗 下滑 多数 多次 多名 多家 多年来 \
             初步 初级 初中 初次 初衷 初选 末日 末端 底部 底层 底线 内地 内部 内容 内阁 内政 内战 内蒙古 內地 內部 內閣 \
             至于 至關 至关 到达 到底 到位 到期 到访 到场 自己 自由 自然 自身 自治 自动 自主 自我 从事 从而 从此 从来 \
             上半月 下半月 上半周 下半周 上半场 下半场 上半身 下半身 半岛 半島 半导体 半數 半数 数据 数字 数量 数学 几乎 许多 許多 近似 近海 近平 约翰 約翰 约旦 約旦 约束 余下 多边 多元",
        ),
    ],
    holidays: &[
        (
            Holiday::LunarNewYear(0),
            "春节 春節 农历新年 農曆新年 正月初一 大年初一",
        ),
        (Holiday::LunarNewYear(-1), "除夕 大年三十 除夕夜"),
        (
            Holiday::Lunar {
                month: 1,
                day: 15,
                korean: false,
            },
            "元宵节 元宵節 正月十五",
        ),
        (
            Holiday::Lunar {
                month: 5,
                day: 5,
                korean: false,
            },
            "端午节 端午節 端午",
        ),
        (
            Holiday::Lunar {
                month: 7,
                day: 7,
                korean: false,
            },
            "七夕节 七夕",
        ),
        (
            Holiday::Lunar {
                month: 7,
                day: 15,
                korean: false,
            },
            "中元节 中元節",
        ),
        (
            Holiday::Lunar {
                month: 8,
                day: 15,
                korean: false,
            },
            "中秋节 中秋節 中秋",
        ),
        (
            Holiday::Lunar {
                month: 9,
                day: 9,
                korean: false,
            },
            "重阳节 重陽節 重阳",
        ),
        (
            Holiday::Lunar {
                month: 12,
                day: 8,
                korean: false,
            },
            "腊八节 臘八節 腊八",
        ),
        (
            Holiday::SolarTerm {
                degrees: 15,
                hours: 8,
            },
            "清明节 清明節 清明",
        ),
        (Holiday::SolarTerm { degrees: 0, hours: 8 }, "春分"),
        (
            Holiday::SolarTerm {
                degrees: 90,
                hours: 8,
            },
            "夏至",
        ),
        (
            Holiday::SolarTerm {
                degrees: 180,
                hours: 8,
            },
            "秋分",
        ),
        (
            Holiday::SolarTerm {
                degrees: 270,
                hours: 8,
            },
            "冬至",
        ),
        (
            Holiday::SolarTerm {
                degrees: 315,
                hours: 8,
            },
            "立春",
        ),
        (
            Holiday::SolarTerm {
                degrees: 45,
                hours: 8,
            },
            "立夏",
        ),
        (
            Holiday::SolarTerm {
                degrees: 135,
                hours: 8,
            },
            "立秋",
        ),
        (
            Holiday::SolarTerm {
                degrees: 225,
                hours: 8,
            },
            "立冬",
        ),
        (Holiday::Fixed(1, 1), "元旦"),
        (Holiday::Fixed(2, 14), "情人节 情人節"),
        (Holiday::Fixed(3, 8), "国际妇女节 三八妇女节 妇女节 婦女節"),
        (Holiday::Fixed(3, 12), "植树节"),
        (Holiday::Fixed(5, 1), "国际劳动节 五一劳动节 劳动节 勞動節 五一节"),
        (Holiday::Fixed(5, 4), "五四青年节 青年节"),
        (Holiday::Fixed(6, 1), "国际儿童节 六一儿童节 儿童节"),
        (Holiday::Fixed(7, 1), "建党节"),
        (Holiday::Fixed(8, 1), "建军节 八一建军节"),
        (Holiday::Fixed(9, 10), "教师节"),
        (Holiday::Fixed(10, 1), "国庆 国庆节 國慶 國慶節 国庆日 十一国庆"),
        (Holiday::Fixed(10, 10), "双十节 雙十節"),
        (Holiday::Fixed(10, 31), "万圣节 萬聖節"),
        (Holiday::Fixed(12, 13), "国家公祭日"),
        (Holiday::Fixed(12, 24), "平安夜"),
        (Holiday::Fixed(12, 25), "圣诞节 聖誕節 圣诞"),
        (
            Holiday::Nth {
                n: 2,
                weekday: 7,
                month: 5,
            },
            "母亲节 母親節",
        ),
        (
            Holiday::Nth {
                n: 3,
                weekday: 7,
                month: 6,
            },
            "父亲节 父親節",
        ),
        (
            Holiday::Nth {
                n: 4,
                weekday: 4,
                month: 11,
            },
            "感恩节 感恩節",
        ),
        (Holiday::Easter(0), "复活节 復活節"),
        (Holiday::Easter(-2), "耶稣受难日 耶穌受難日"),
    ],
    eras: &[
        (
            Era {
                zero: 1911,
                last: 9999,
            },
            "民国 民國",
        ),
        (Era { zero: 1908, last: 3 }, "宣统 宣統"),
        (Era { zero: 1874, last: 34 }, "光绪 光緒"),
        (Era { zero: 1861, last: 13 }, "同治"),
        (Era { zero: 1850, last: 11 }, "咸丰 咸豐"),
        (Era { zero: 1820, last: 30 }, "道光"),
        (Era { zero: 1795, last: 25 }, "嘉庆 嘉慶"),
        (Era { zero: 1735, last: 60 }, "乾隆"),
        (Era { zero: 1722, last: 13 }, "雍正"),
        (Era { zero: 1661, last: 61 }, "康熙"),
        (Era { zero: 1643, last: 18 }, "顺治 順治"),
        (Era { zero: 1627, last: 17 }, "崇祯 崇禎"),
        (Era { zero: 1572, last: 48 }, "万历 萬曆"),
        (Era { zero: 1521, last: 45 }, "嘉靖"),
        (Era { zero: 1402, last: 22 }, "永乐 永樂"),
        (Era { zero: 1367, last: 31 }, "洪武"),
        (Era { zero: 712, last: 29 }, "开元 開元"),
        (Era { zero: 626, last: 23 }, "贞观 貞觀"),
        (Era { zero: 704, last: 3 }, "神龙 神龍"),
        (
            Era {
                zero: 2018,
                last: 9999,
            },
            "令和",
        ),
        (Era { zero: 1988, last: 31 }, "平成"),
        (Era { zero: 1925, last: 64 }, "昭和"),
        (
            Era {
                zero: 1911,
                last: 9999,
            },
            "主体",
        ),
    ],
    tenses: &[
        (
            Tense::Future,
            "将 將 将于 將於 将在 將在 预计 預計 拟 有望 即将 即將 定于 定於",
        ),
        (Tense::Past, "了 过 過 曾 曾经 已 已经 已經"),
    ],
    ..LanguageTable::NONE
};
