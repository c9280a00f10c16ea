//! Invented news in the languages beside English: the sentences of their case pages, each with times, among three times as
//! many without, which is about as dense as agency reports are.

use std::path::Path;

use super::documents::Document;

/// Code and case page of each language.
const LANGUAGES: [(&str, &str); 13] = [
    ("es", "spanish"),
    ("fr", "french"),
    ("de", "german"),
    ("it", "italian"),
    ("pt", "portuguese"),
    ("nl", "dutch"),
    ("ru", "russian"),
    ("tr", "turkish"),
    ("hi", "hindi"),
    ("ar", "arabic"),
    ("zh", "chinese"),
    ("ja", "japanese"),
    ("ko", "korean"),
];

/// Plain sentences, by language in the same order.
const PLAIN: [[&str; 4]; 13] = [
    [
        "El alcalde de Lovund defendió ante los vecinos la reforma del puerto y pidió paciencia a los comerciantes.",
        "La oposición considera que las cuentas del contratista no están claras y reclama una comisión.",
        "Según el portavoz de la naviera, el nuevo muelle dará trabajo a centenares de familias de la comarca.",
        "Los bomberos lograron apagar las llamas, pero el techo del mercado quedó destruido por completo.",
    ],
    [
        "Le maire de Lovund a défendu devant les habitants la rénovation du port et demandé de la patience.",
        "L'opposition juge que les comptes de l'entreprise ne sont pas clairs et réclame une commission.",
        "Selon le porte-parole de la compagnie, le quai donnera du travail à des centaines de familles.",
        "Les pompiers ont éteint les flammes, mais le toit de la halle est entièrement détruit.",
    ],
    [
        "Der Bürgermeister von Lovund verteidigte vor den Anwohnern den Umbau des Hafens und bat um Geduld.",
        "Die Opposition hält die Abrechnung der Baufirma für unklar und verlangt einen Ausschuss.",
        "Nach Angaben der Reederei soll der neue Kai Hunderten von Familien Arbeit geben.",
        "Die Feuerwehr konnte die Flammen löschen, doch das Dach der Markthalle wurde völlig zerstört.",
    ],
    [
        "Il sindaco di Lovund ha difeso davanti agli abitanti il rifacimento del porto e ha chiesto pazienza.",
        "L'opposizione ritiene che i conti dell'impresa non siano chiari e chiede una commissione.",
        "Secondo il portavoce della compagnia la nuova banchina darà lavoro a centinaia di famiglie.",
        "I pompieri hanno spento le fiamme, ma il tetto del mercato coperto è andato distrutto.",
    ],
    [
        "O presidente da câmara de Lovund defendeu perante os moradores a obra do porto e pediu paciência.",
        "A oposição entende que as contas da empresa não são claras e exige uma comissão.",
        "Segundo o porta-voz da companhia, o novo cais dará trabalho a centenas de famílias.",
        "Os bombeiros apagaram as chamas, mas o telhado do mercado ficou completamente destruído.",
    ],
    [
        "De burgemeester van Lovund verdedigde de verbouwing van de haven en vroeg de bewoners om geduld.",
        "De oppositie vindt de rekeningen van de aannemer onduidelijk en eist een commissie.",
        "Volgens de woordvoerder van de rederij geeft de kade werk aan honderden gezinnen.",
        "De brandweer kon de vlammen blussen, maar het dak van de markthal ging verloren.",
    ],
    [
        "Мэр Ловунда защищал перед жителями перестройку порта и просил их о терпении.",
        "Оппозиция считает счета подрядчика неясными и требует создать комиссию.",
        "По словам представителя пароходства, причал обеспечит работой сотни семей.",
        "Пожарные потушили пламя, однако крыша крытого рынка полностью разрушена.",
    ],
    [
        "Lovund belediye başkanı limanın yenilenmesini savundu ve halktan sabır istedi.",
        "Muhalefet, yüklenicinin hesaplarını açık bulmuyor ve bir komisyon kurulmasını istiyor.",
        "Şirket sözcüsüne göre yeni rıhtım yüzlerce aileye iş verecek.",
        "İtfaiye alevleri söndürdü, ancak çarşının çatısı tamamen yıkıldı.",
    ],
    [
        "लोवुंड के महापौर ने बंदरगाह के काम का बचाव किया और लोगों से धैर्य रखने को कहा।",
        "विपक्ष का कहना है कि ठेकेदार का हिसाब साफ नहीं है और जांच होनी चाहिए।",
        "कंपनी के प्रवक्ता के अनुसार नया घाट सैकड़ों परिवारों को काम देगा।",
        "दमकल ने आग बुझा दी, लेकिन बाजार की छत पूरी तरह नष्ट हो गई।",
    ],
    [
        "دافع رئيس بلدية لوفوند عن تجديد الميناء وطلب من السكان الصبر.",
        "وترى المعارضة أن حسابات المقاول غير واضحة وتطالب بتشكيل لجنة.",
        "وقال المتحدث باسم الشركة إن الرصيف الجديد سيوفر العمل لمئات الأسر.",
        "وأخمد رجال الإطفاء النيران، لكن سقف السوق دمر بالكامل.",
    ],
    [
        "洛文德市长为港口改造工程辩护，并请居民保持耐心。",
        "反对派认为承包商的账目不清，要求成立调查委员会。",
        "航运公司发言人说，新码头将为数百个家庭提供工作。",
        "消防员扑灭了大火，但市场的屋顶完全被毁。",
    ],
    [
        "ロブンドの市長は港の改修工事を擁護し、住民に理解を求めた。",
        "野党は業者の会計が不透明だとして、調査委員会の設置を要求している。",
        "船会社の広報担当者によると、新しい埠頭は多くの家庭に仕事をもたらす。",
        "消防隊が火を消し止めたが、市場の屋根は全焼した。",
    ],
    [
        "로분드 시장은 항구 개축 공사를 옹호하며 주민들에게 인내를 당부했다.",
        "야당은 시공사의 회계가 불투명하다며 조사위원회 구성을 요구하고 있다.",
        "해운사 대변인은 새 부두가 수백 가구에 일자리를 줄 것이라고 말했다.",
        "소방대가 불길을 잡았지만 시장 지붕은 모두 타 버렸다.",
    ],
];

/// Name and documents of each language, of about `size` bytes.
pub fn invented(size: usize) -> Vec<(String, Vec<Document>)> {
    let sets = LANGUAGES.iter().zip(&PLAIN);
    sets.map(|((language, page), plain)| {
        (
            format!("invented news, {language}"),
            news(language, page, plain, size),
        )
    })
    .collect()
}

fn news(language: &str, page: &str, plain: &[&str], size: usize) -> Vec<Document> {
    let mut article = String::new();
    let mut plain = plain.iter().cycle();
    for case in cases(page) {
        article.push_str(&case);
        for sentence in plain.by_ref().take(3) {
            article.push(' ');
            article.push_str(sentence);
        }
        article.push('\n');
    }
    let count = size.div_ceil(article.len().max(1));
    let article = || Document::new(article.clone(), Some("2014-05-20"), Some(language));
    (0..count).map(|_| article()).collect()
}

/// The sentences of a case page, without what is expected of them.
fn cases(page: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{page}.md"));
    let text = std::fs::read_to_string(&path).expect("the page is in the repository");
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    lines
        .filter(|line| !line.trim_start().starts_with('^'))
        .map(str::to_owned)
        .collect()
}
