//! The unit of measure behind a number, as it is written.

use std::sync::LazyLock;

use viet_text::measure;

use super::terms::Terms;
use super::tokens::{Token, TokenKind, phrase, says};

/// What is counted, in the language of administration. Longer names first is seen to.
const NOUNS: &str = "người|lượt người|lượt|lao động|việc làm|hộ|hộ dân|hộ gia đình|hộ nghèo|xã|phường|thị trấn|thôn|bản|ấp|tổ dân phố|khu dân cư|\
     đơn vị|cơ quan|doanh nghiệp|cơ sở|trường|trường học|lớp|phòng học|học sinh|giáo viên|trẻ em|\
     bác sĩ|bác sỹ|giường bệnh|giường|trạm y tế|trạm|dược sĩ|điều dưỡng|sản phẩm|mô hình|dự án|công trình|\
     căn nhà|căn|nhà|căn hộ|ngôi nhà|km|m|mét|m2|m3|km2|ha|hecta|héc-ta|tấn|kg|lít|tạ|con|cây|cái|tiêu chí|chỉ tiêu|\
     thủ tục|hồ sơ|điểm|điểm phần trăm|ngày|giờ|tuần|tháng|tuổi|năm tuổi|lần|vụ|vụ việc|trường hợp|cuộc|đợt|kỳ|buổi|\
     lớp tập huấn|hội nghị|văn bản|đề tài|sáng kiến|câu lạc bộ|tổ|nhóm|tổ chức|chi nhánh|chợ|\
     cụm công nghiệp|khu công nghiệp|tuyến|tuyến đường|cầu|điểm du lịch|khách|lượt khách|du khách|\
     thuê bao|tài khoản|thẻ|máy|trang trại|vườn|vùng|chuỗi|chuỗi liên kết|chuỗi giá trị|nhãn hiệu|\
     mã số|mã vùng trồng|cán bộ|công chức|đảng viên|đoàn viên|hội viên|thành viên|tổ viên|đồng chí|\
     cá nhân|tập thể|gia đình|nội dung|nhiệm vụ|khâu|khâu dịch vụ|dịch vụ|mw|kwh|cơ sở dữ liệu|bậc|\
     hạng|giải|huy chương|suất|phần quà|bộ|chương trình|kế hoạch|nhà văn hóa|điểm trường|thư viện|\
     hợp đồng|nghề|ngành nghề|làng nghề|di tích|lễ hội|vận động viên|thí sinh|sinh viên|học viên|em|cháu|ca|\
     liều|mũi|bệnh nhân|ngàn|lượt hồ sơ|tin|bài|phóng sự|camera|điểm cầu|tủ sách|thùng|xe|chiếc|\
     diện tích|hạng mục|gói thầu|khu|lô|thửa|giấy|giấy chứng nhận|tòa nhà|hộ kinh doanh|chi bộ|hòm thư|\
     tổ chức đảng|sáng chế|bằng|giống|khu tái định cư|nhà máy|bể|điểm tập kết|lượt tin|phiên|đại biểu";
/// Words of scale: with a noun behind them they belong to the unit.
const SCALES: [&str; 8] = ["trăm", "nghìn", "ngàn", "triệu", "tỉ", "vạn", "chục", "trđ"];
/// Money.
const MONEY: [&str; 6] = ["đồng", "usd", "đô", "euro", "đ", "vnđ"];
/// By what a unit is counted.
const PER: &str = "năm|tháng|quý|kỳ|ngày|tuần|vụ|người|hộ|ha|xã|đơn vị|lao động|thành viên|giờ|m2|m3|km|lớp|trường|thôn|\
     người dân|đầu người|vạn dân|dân|trẻ|phụ nữ|hộ dân|cơ sở|doanh nghiệp|héc-ta|nhân khẩu|ha đất|bệnh nhân|học sinh|\
     trẻ em|trẻ đẻ sống|ca đẻ sống|bé gái|hộ gia đình|lượt|ngày đêm|sào|con|kg|cán bộ|khẩu";

static NOUN_WORDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let mut words: Vec<Vec<String>> =
        NOUNS.split('|').chain(measure::counted_units()).map(phrase).collect();
    words.sort_by_key(|own| std::cmp::Reverse(own.len()));
    words
});
static PER_WORDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let mut words: Vec<Vec<String>> =
        PER.split('|').chain(measure::counted_units()).map(phrase).collect();
    words.sort_by_key(|own| std::cmp::Reverse(own.len()));
    words
});

/// A unit behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundUnit {
    /// Its first token.
    pub from: usize,
    /// The token behind it.
    pub to: usize,
    /// The token behind what is counted, without what it is counted by.
    pub noun_end: usize,
    /// It is a known unit, not merely the next word.
    pub is_known: bool,
    /// It is a noun that also says what the figure is about: not %, not money.
    pub is_counted: bool,
}

/// The length of what is counted, beginning at a token.
pub(super) fn noun_at(tokens: &[Token], at: usize, terms: &Terms) -> Option<usize> {
    let known = NOUN_WORDS.iter().find(|words| says(tokens, at, words)).map(Vec::len);
    let own = terms.length_at(tokens, at);
    known.max(own).or_else(|| tokens.get(at).filter(|token| token.is_capitals).map(|_| 1))
}

/// The unit that begins at a token.
pub(super) fn unit_at(tokens: &[Token], at: usize, terms: &Terms) -> Option<FoundUnit> {
    let first = tokens.get(at)?;
    let (noun_end, is_known, is_counted) = match first.key.as_str() {
        "%" => (at + 1, true, false),
        "‰" => (at + 1, true, false),
        "tr" if tokens.get(at + 1).is_some_and(|next| next.is(".")) => (at + 3, true, false),
        key if MONEY.contains(&key) => (at + 1, true, false),
        key if SCALES.contains(&key) => scaled(tokens, at, terms),
        _ => match noun_at(tokens, at, terms) {
            Some(length) => (at + length, true, true),
            None if first.kind == TokenKind::Word && !is_verb(first) => (at + 1, false, true),
            None => return None,
        },
    };
    let noun_end = noun_end.min(tokens.len());
    let to = per(tokens, noun_end);
    Some(FoundUnit { from: at, to, noun_end, is_known, is_counted })
}

/// Words behind a number that begin something else.
fn is_verb(token: &Token) -> bool {
    const OTHERS: [&str; 22] = [
        "trở", "so", "trên", "và", "của", "với", "trong", "vào", "đến", "được", "đạt", "là", "có",
        "để", "tại", "ở", "theo", "cho", "hoặc", "từ", "như", "nhằm",
    ];
    OTHERS.contains(&token.key.as_str())
}

/// "triệu đồng", "nghìn lượt khách", "tỷ"
fn scaled(tokens: &[Token], at: usize, terms: &Terms) -> (usize, bool, bool) {
    let mut end = at;
    while tokens.get(end).is_some_and(|token| SCALES.contains(&token.key.as_str())) {
        end += 1;
    }
    match tokens.get(end) {
        Some(token) if token.is("đồng") || token.is("usd") || token.is("đ") => {
            (end + 1, true, false)
        }
        _ => match noun_at(tokens, end, terms) {
            Some(length) => (end + length, true, true),
            None => (end, true, false),
        },
    }
}

/// "/người/năm", "/10.000 dân", "trên một vạn dân"
fn per(tokens: &[Token], from: usize) -> usize {
    let mut end = from;
    loop {
        let next = tokens.get(end).map(|token| token.key.as_str());
        let is_stroke = next == Some("/");
        let is_over = next == Some("trên")
            && tokens
                .get(end + 1)
                .is_some_and(|token| token.is_number() || token.is("một") || token.is("vạn"));
        if !is_stroke && !is_over {
            return end;
        }
        let mut at = end + 1;
        let has_number = tokens.get(at).is_some_and(|token| token.is_number() || token.is("một"));
        at += usize::from(has_number);
        let noun = PER_WORDS.iter().find(|words| says(tokens, at, words)).map(Vec::len);
        match noun {
            Some(length) => at += length,
            None if is_stroke
                && tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) =>
            {
                at += 1
            }
            None if is_stroke && has_number => {}
            None => return end,
        }
        end = at;
    }
}

/// What is counted in units that are people, hectares or money alike: "thành viên", "Người".
pub(super) fn is_people(unit: &str) -> bool {
    const PEOPLE: [&str; 17] = [
        "người",
        "thành viên",
        "lao động",
        "hội viên",
        "đoàn viên",
        "đảng viên",
        "cán bộ",
        "học sinh",
        "sinh viên",
        "tổ viên",
        "xã viên",
        "công chức",
        "người dân",
        "nhân khẩu",
        "khẩu",
        "giáo viên",
        "lượt người",
    ];
    PEOPLE.contains(&unit)
}
