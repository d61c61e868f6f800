//! The phrases by which Vietnamese documents set targets. One place for all of them; general
//! administrative language only, no field's own words.

use std::sync::LazyLock;

use super::tokens::{Token, phrase, says};

/// What a phrase before a number makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The number is enough.
    AtLeast,
    /// More than the number is needed.
    Above,
    /// At most the number.
    AtMost,
    /// Less than the number.
    Below,
    /// About the number.
    About,
    /// What is left is to be the number, or less.
    Left,
    /// The figure is to go up to the number: the number is a level.
    UpTo,
    /// The figure is to grow by the number.
    Up,
    /// The figure is to shrink by the number.
    Down,
    /// The figure is to be so many times what it was.
    Times,
    /// The figure is to exceed another by the number, or the number itself: what follows decides.
    Exceeds,
    /// Exactly the number.
    Exactly,
    /// The number is what is to be reached.
    Reach,
    /// Says nothing of the number, but may stand between it and what does.
    Idle,
}

/// Phrases before a number. Of those that fit, the longest counts.
const BEFORE: &[(Before, &str)] = &[
    (
        Before::AtLeast,
        "tối thiểu|tối thiểu là|ít nhất|ít nhất là|tối thiểu phải|không dưới|không thấp hơn|\
         không ít hơn|không nhỏ hơn|không kém|từ|bằng hoặc lớn hơn|bằng hoặc cao hơn|bằng hoặc trên|≥|> =",
    ),
    (Before::Above, "trên|hơn|lớn hơn|cao hơn|nhiều hơn|vượt trên|vượt mức|vượt quá|>"),
    (
        Before::AtMost,
        "không quá|tối đa|tối đa là|tối đa không quá|nhiều nhất|không vượt quá|không vượt|không trên|\
         không cao hơn|không lớn hơn|không nhiều hơn|không hơn|không để quá|không để vượt quá|≤|< =|\
         bằng hoặc dưới|bằng hoặc thấp hơn",
    ),
    (
        Before::Below,
        "dưới|nhỏ hơn|thấp hơn|ít hơn|chưa đến|không đến|không tới|xuống dưới|còn dưới|<",
    ),
    (Before::About, "khoảng|xấp xỉ|ước khoảng|ước|ước đạt|gần|chừng|dự kiến"),
    (
        Before::Left,
        "còn|chỉ còn|giảm còn|giảm xuống còn|giảm xuống|xuống còn|xuống|hạ còn|hạ xuống còn|\
         kéo giảm còn|kéo giảm xuống còn|giảm về|về mức|về",
    ),
    (
        Before::UpTo,
        "lên|tăng lên|nâng lên|lên đến|lên tới|tăng lên đến|nâng tổng số lên|đưa lên|đến|tới",
    ),
    (Before::Up, "tăng|tăng thêm|tăng trưởng|tăng được|tăng trên địa bàn|mở rộng thêm"),
    (Before::Down, "giảm|giảm thêm|giảm được|cắt giảm|kéo giảm|hạ|rút ngắn"),
    (Before::Times, "gấp|tăng gấp|gấp hơn"),
    (Before::Exceeds, "vượt|đạt và vượt"),
    (Before::Exactly, "đúng|bằng đúng|ổn định ở mức|giữ ổn định ở mức|giữ ở mức|giữ nguyên"),
    (
        Before::Reach,
        "đạt|là|bằng|có|được|chiếm|đạt mức|ở mức|phải đạt|đạt tỷ lệ|với tỷ lệ|tỷ lệ|:|=|đủ|mức|\
         duy trì|giữ vững|giữ|thực hiện|thu hút|hoàn thành|đạt được|đạt ít",
    ),
    (
        Before::Idle,
        "bình quân|trung bình|bình quân mỗi năm|trung bình mỗi năm|mỗi năm|hằng năm|hàng năm|thêm|\
         hằng năm đạt|bình quân hằng năm|bình quân hàng năm|bình quân đạt|phấn đấu|phần đấu|phần đầu|số|cho|\
         thêm được|đạt bình quân|toàn xã|toàn huyện|toàn tỉnh|trong đó|riêng|năm|cả",
    ),
];

/// Phrases behind a number and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// "trở lên"
    OrMore,
    /// "trở xuống"
    OrLess,
}

const AFTER: &[(After, &str)] = &[
    (After::OrMore, "trở lên|hoặc cao hơn|hoặc hơn|hoặc nhiều hơn|trở lên mỗi năm"),
    (After::OrLess, "trở xuống|hoặc thấp hơn|hoặc ít hơn|trở lại"),
];

/// What is to be none at all.
const NONE_LEFT: &str = "không còn|không để xảy ra|không để phát sinh|không để|không có|không phát sinh|không xảy ra|\
     chấm dứt|chấm dứt tình trạng|xử lý dứt điểm|giải quyết dứt điểm|khắc phục dứt điểm|xóa bỏ|xóa bỏ hoàn toàn|xóa|xoá|\
     xoá bỏ|loại bỏ|hoàn thành việc xóa|hoàn thành xóa|hoàn thành xoá|cơ bản không còn|cơ bản xóa|\
     cơ bản xoá|thanh toán dứt điểm|xử lý triệt để|giải quyết triệt để|xử lý xong";
/// Of these, those that may also mean something else.
const NEARLY_NONE: &str =
    "cơ bản không còn|cơ bản xóa|cơ bản xoá|xóa|xoá|không để|không có|xử lý xong|loại bỏ";
/// Those that may stand behind what they are said of.
const NONE_ANYWHERE: &str = "không còn|không để xảy ra|không để phát sinh|cơ bản không còn";

/// All of them.
const ALL: &str = "đều|toàn bộ|tất cả|tất cả các|mọi|hầu hết";
/// Nearly all: no level can be read from it.
const MOST: &str = "hầu hết|phần lớn|đa số";

/// What a sentence may begin with, before what it is about.
const LEADS: &str = "phấn đấu|phần đấu|phần đầu|phấn đấu có|tiếp tục|vận động|tiếp tục vận động|bảo đảm|đảm bảo|tổ chức|\
     đồng thời|trong đó|trong đó có|và|với|cùng với|mục tiêu|chỉ tiêu|về|từng bước|tập trung|\
     duy trì|giữ vững|tiếp tục duy trì|nâng|nâng cao|riêng|cụ thể|cụ thể như sau|trên địa bàn|\
     toàn huyện|toàn xã|toàn tỉnh|toàn thành phố|toàn phường|cả nước|cả tỉnh|cả huyện|huyện|xã|\
     tỉnh|có|hoàn thành|thực hiện|chỉ tiêu về|phấn đấu trong năm|hằng năm|hàng năm|mỗi năm|\
     bình quân hằng năm|đến|phấn đấu đến|hết|cuối|năm|vào|trong|từ|:|-|,|đạt|nhằm|để";

/// Words with which an aim is announced.
const AIMS: &str = "phấn đấu|phần đấu|mục tiêu|chỉ tiêu|bảo đảm|đảm bảo|đạt|tối thiểu|ít nhất|trở lên|không quá|\
     không còn|xử lý dứt điểm|giải quyết dứt điểm|trên|dưới|thành lập mới|hoàn thành|chấm dứt";

/// Figures of which less is better.
const LESS_IS_BETTER: &str = "nghèo|cận nghèo|hộ nghèo|suy dinh dưỡng|thấp còi|tử vong|thất nghiệp|tai nạn|tội phạm|\
     bỏ học|lưu ban|thất thoát|thất thu|ô nhiễm|tảo hôn|nợ đọng|nợ xấu|nợ thuế|quá hạn|trễ hạn|\
     chậm hạn|yếu kém|vi phạm|tệ nạn|mắc bệnh|mắc mới|hao hụt|sinh con thứ ba|sinh con thứ 3|\
     khiếu kiện|tái nghèo|mù chữ|cháy nổ|thiếu việc làm|lãng phí|nhà tạm|dột nát|phát thải|\
     thời gian giải quyết|chi phí tuân thủ|trẻ em béo phì|bạo lực|xâm hại|tái phạm|đuối nước|\
     sinh thứ ba|bụi mịn|thiếu nước";
/// Words among which those are turned round.
const MORE_IS_BETTER: &str = "không còn|không có|không bị|giảm nghèo|thoát nghèo|xóa đói|xóa mù chữ|xoá mù chữ|biết chữ|hộ nghèo được|hộ nghèo có|\
     người nghèo được|nghèo được|nghèo có|phòng chống|xử lý|giải quyết|điều tra|phá án|khám phá|\
     phòng ngừa|khắc phục|nghèo tham gia|nghèo tiếp cận|vay vốn|được hỗ trợ|thu gom|được xử lý";

/// Figures that are judged by the whole year's.
const OF_THE_YEAR: &str = "doanh thu|thu nhập|lợi nhuận|lãi|có lãi|giá trị sản xuất|thu ngân sách|tăng trưởng|\
     tổng sản phẩm|kim ngạch|doanh số|sản lượng|năng suất";

/// Numbers within these are names or conditions.
const LABELS: &str = "thứ|khóa|khoá|điều|khoản|mục|điểm|chương|phụ lục|biểu|mẫu|mức độ|cấp độ|hạng|loại|vùng|nhóm|\
     quý|số|tiêu chí số|iso|tcvn|qcvn|quốc lộ|ql|đường tỉnh|đt|khu vực|lần|đợt|kỳ họp|giai đoạn|\
     chỉ tiêu số|bậc|luật|nghị định|phần|quyết định|chương trình|đề án|xếp thứ|vị trí thứ|bước|\
     lớp|khối|tầng|cấp|công nghiệp|tổ|ấp|thôn|khu phố|trạm|trường số|phiên bản|tiểu mục|top|\
     cách mạng công nghiệp";

/// Last year's figure, or that of the same period.
const EARLIER: &str = "năm trước|năm liền kề|cùng kỳ|cùng kỳ năm trước|so với năm trước|năm ngoái|kỳ trước|giai đoạn trước|nhiệm kỳ trước";
/// More than before.
const MORE: &str = "tăng|cao hơn|nhiều hơn|về số lượng";
/// Less than before.
const LESS: &str = "giảm|thấp hơn|ít hơn";
/// Not less than before.
const NOT_LESS: &str = "không giảm|không thấp hơn|bằng hoặc cao hơn|bằng hoặc hơn|không ít hơn";
/// Not more than before.
const NOT_MORE: &str = "không tăng|không cao hơn|bằng hoặc thấp hơn|không nhiều hơn|không vượt";

/// Words that tell no figure from another.
const IDLE_WORDS: &str = "số|tổng số|tổng|số lượng|các|những|của|trong|tại|ở|trên|trên địa bàn|địa bàn|huyện|tỉnh|thành phố|\
     toàn huyện|toàn tỉnh|đạt|là|có|được|đã|tỷ lệ|một|mỗi|và|theo|hướng|cho|với|đang|hoạt động|đang hoạt động|\
     hiện có|loại|xếp loại|mức|từ|lên|năm|trong năm|để|vào|tham gia vào|tình trạng|đối với|\
     phát triển|phát triển mạnh|xây dựng|thực hiện|củng cố|tổ chức thực hiện|thu hút|nâng|nâng cao|\
     tiếp tục|vận động|không còn|về số lượng|về số lượng và chất lượng|làm việc|tổng cộng|\
     chiếm|khoảng|phấn đấu|so với|do|bởi|này|đó|khi|toàn|hiện nay|tính đến|đạt được|giai đoạn|đến|\
     hằng năm|hàng năm|bảo đảm|đảm bảo|trở lên|tốt và";
/// Wordings that mean the same, the standard one second.
pub(super) const SAME_WORDS: &[(&str, &str)] = &[
    ("lợi nhuận", "lãi"),
    ("ngưng", "ngừng"),
    ("người lao động", "lao động"),
    ("mới thành lập", "thành lập mới"),
    ("yếu kém", "yếu"),
    ("xã viên", "thành viên"),
    ("tổ viên", "thành viên"),
    ("trung bình mỗi", "bình quân mỗi"),
    ("thu nhập trung bình", "thu nhập bình quân"),
];

type Phrases<T> = LazyLock<Vec<(T, Vec<String>)>>;

fn table<T: Copy>(rows: &[(T, &str)]) -> Vec<(T, Vec<String>)> {
    let mut all: Vec<(T, Vec<String>)> = rows
        .iter()
        .flat_map(|(meaning, words)| words.split('|').map(|own| (*meaning, phrase(own))))
        .collect();
    all.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    all
}

static BEFORE_TABLE: Phrases<Before> = LazyLock::new(|| table(BEFORE));
static AFTER_TABLE: Phrases<After> = LazyLock::new(|| table(AFTER));

/// The longest phrase that ends before a place, and where it begins.
pub(super) fn before(tokens: &[Token], end: usize) -> Option<(Before, usize)> {
    BEFORE_TABLE.iter().find_map(|(meaning, words)| {
        let from = end.checked_sub(words.len())?;
        says(tokens, from, words).then_some((*meaning, from))
    })
}

/// The phrase that begins at a place, and where it ends.
pub(super) fn after(tokens: &[Token], from: usize) -> Option<(After, usize)> {
    let found = AFTER_TABLE.iter().find(|(_, words)| says(tokens, from, words))?;
    Some((found.0, from + found.1.len()))
}

/// A list of phrases, longest first.
pub(super) struct List(LazyLock<Vec<Vec<String>>>);

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $words:expr;)*) => {
        $($(#[$doc])* pub(super) static $name: List = List(LazyLock::new(|| {
            table(&[((), $words)]).into_iter().map(|(_, words)| words).collect()
        }));)*
    };
}

lists! {
    /// What is to be none at all.
    NONE_LEFT_LIST = NONE_LEFT;
    /// Of these, what may mean less than that.
    NEARLY_NONE_LIST = NEARLY_NONE;
    /// Of these, what may stand within a sentence.
    NONE_ANYWHERE_LIST = NONE_ANYWHERE;
    /// All of them.
    ALL_LIST = ALL;
    /// Most of them.
    MOST_LIST = MOST;
    /// What comes before what a sentence is about.
    LEAD_LIST = LEADS;
    /// What announces an aim.
    AIM_LIST = AIMS;
    /// Less is better.
    LESS_IS_BETTER_LIST = LESS_IS_BETTER;
    /// More is better nevertheless.
    MORE_IS_BETTER_LIST = MORE_IS_BETTER;
    /// Judged by the whole year.
    OF_THE_YEAR_LIST = OF_THE_YEAR;
    /// Before numbers that are names.
    LABEL_LIST = LABELS;
    /// An earlier period.
    EARLIER_LIST = EARLIER;
    /// More than before.
    MORE_LIST = MORE;
    /// Less than before.
    LESS_LIST = LESS;
    /// Not less than before.
    NOT_LESS_LIST = NOT_LESS;
    /// Words that tell no figure from another.
    IDLE_WORDS_LIST = IDLE_WORDS;
    /// Not more than before.
    NOT_MORE_LIST = NOT_MORE;
}

impl List {
    /// The place and length of the first phrase of the list within tokens.
    pub(super) fn find(&self, tokens: &[Token]) -> Option<(usize, usize)> {
        (0..tokens.len()).find_map(|at| Some((at, self.at(tokens, at)?)))
    }

    /// The length of the longest phrase that begins at a place.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.0.iter().find(|words| says(tokens, at, words)).map(Vec::len)
    }

    /// The length of the longest phrase that ends before a place.
    pub(super) fn ending(&self, tokens: &[Token], end: usize) -> Option<usize> {
        let ends = |words: &&Vec<String>| {
            end.checked_sub(words.len()).is_some_and(|from| says(tokens, from, words))
        };
        self.0.iter().find(ends).map(Vec::len)
    }

    /// Is one of the phrases among the tokens?
    pub(super) fn is_in(&self, tokens: &[Token]) -> bool {
        self.find(tokens).is_some()
    }
}
