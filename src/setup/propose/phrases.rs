//! What the words of headers and labels say: on which basis, over which time, what kind of number. One
//! place for all phrases.

use crate::settings::Basis;
use crate::setup::blank::is_measured;
use crate::setup::proposal::Kind;
use viet_text::measure::Measure;
use viet_text::text::folded;

/// Does a text hold one of these as whole words?
fn says(text: &str, phrases: &[&str]) -> bool {
    let spaced = |text: &str| {
        let plain: String = folded(text)
            .chars()
            .map(|c| if c.is_alphanumeric() || c == '%' { c } else { ' ' })
            .collect();
        format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let text = spaced(text);
    phrases.iter().any(|phrase| text.contains(&spaced(phrase)))
}

/// The basis that a part of a header names; `None` where it names none.
pub(super) fn basis(text: &str) -> Option<Basis> {
    const DONE: [&str; 6] = ["thực hiện", "TH", "kết quả", "KQ", "huy động", "giải ngân"];
    const PLAN: [&str; 6] =
        ["kế hoạch", "KH", "chỉ tiêu giao", "dự toán", "kế hoạch vốn", "giao đầu năm"];
    const PRIOR: [&str; 3] = ["năm trước", "năm ngoái", "31/12 năm trước"];
    const ESTIMATE: [&str; 3] = ["ước", "ước thực hiện", "dự kiến cả năm"];
    match () {
        () if says(text, &PRIOR) => Some(Basis::Prior),
        () if says(text, &ESTIMATE) => Some(Basis::Estimate),
        () if says(text, &DONE) => Some(Basis::Actual),
        () if says(text, &PLAN) => Some(Basis::Plan),
        () => None,
    }
}

/// Is the plan or estimate one of a part of the year only? Then it is no plan of the year.
pub(super) fn is_of_part(text: &str) -> bool {
    const PART: [&str; 12] = [
        "6T",
        "6 tháng",
        "9 tháng",
        "quý",
        "cuối năm",
        "đầu năm",
        "tháng",
        "tháng tới",
        "kỳ tới",
        "giai đoạn",
        "5 năm",
        "trung hạn",
    ];
    says(text, &PART)
}

/// How months make a longer period, where words tell.
pub(super) fn over_periods(text: &str) -> Option<&'static str> {
    const TO_DATE: [&str; 8] =
        ["lũy kế", "từ đầu năm", "cộng dồn", "trong năm", "6 tháng", "9 tháng", "cả năm", "6T"];
    const FLOW: [&str; 7] = [
        "trong kỳ",
        "trong tháng",
        "trong quý",
        "kỳ báo cáo",
        "tháng báo cáo",
        "phát sinh trong kỳ",
        "trong tuần",
    ];
    const POINT: [&str; 5] = ["đầu kỳ", "cuối kỳ", "hiện có", "đến thời điểm", "hiện tại"];
    match () {
        () if says(text, &FLOW) => Some("phát sinh"),
        () if says(text, &POINT) => Some("thời điểm"),
        () if says(text, &TO_DATE) => Some("lũy kế"),
        () => None,
    }
}

/// Does it sound like something that happens, so that a month's figure may be the month's own?
pub(super) fn sounds_like_flow(text: &str) -> bool {
    const FLOW: [&str; 18] = [
        "thoát nghèo",
        "phát sinh",
        "mới",
        "giảm",
        "tăng",
        "bổ sung",
        "tiếp nhận",
        "giải quyết",
        "huy động",
        "giải ngân",
        "thực hiện",
        "thành lập",
        "cấp",
        "hỗ trợ",
        "tổ chức",
        "ban hành",
        "kiểm tra",
        "xử lý",
    ];
    says(text, &FLOW)
}

/// Does it ask for a share?
pub(super) fn is_share(text: &str, unit: &str) -> bool {
    Measure::in_text(unit) == Measure::Percent || says(text, &["tỷ lệ", "%", "tỉ trọng", "cơ cấu"])
}

/// Does it ask for a mean, which is no sum?
pub(super) fn is_mean(text: &str, unit: &str) -> bool {
    const MEAN: [&str; 7] =
        ["bình quân", "trung bình", "BQ", "năng suất", "mật độ", "tốc độ tăng", "chỉ số"];
    // "triệu đồng/người/năm" is by head; "người/năm" is not.
    let by_head = ["/người", "/hộ", "/ha", "/lao động", "/tháng", "/khẩu", "/đơn vị"];
    // "Trung bình" alone, between Khá and Yếu, is a grade of which things are counted.
    let is_grade = folded(text).trim() == folded("trung bình");
    says(text, &MEAN) && !is_grade || by_head.iter().any(|by| folded(unit).contains(&folded(by)))
}

/// Does it ask whether something is met?
pub(super) fn is_yes_no(text: &str) -> bool {
    const YES_NO: [&str; 8] = [
        "đánh giá",
        "đạt/chưa đạt",
        "đạt chưa đạt",
        "đạt/không đạt",
        "có/không",
        "hoàn thành hay chưa",
        "đạt chuẩn",
        "công nhận",
    ];
    says(text, &YES_NO) && !says(text, &["số", "tỷ lệ"])
}

/// Does it say outright that it is to be filled in with yes or no, met or not met?
pub(super) fn names_yes_no(text: &str) -> bool {
    const OUTRIGHT: [&str; 6] =
        ["đạt/chưa đạt", "đạt/không đạt", "có/không", "đạt chuẩn", "chưa đạt", "không đạt"];
    says(text, &OUTRIGHT)
}

/// Does it ask for words?
pub(super) fn is_text(text: &str) -> bool {
    const TEXT: [&str; 24] = [
        "tên",
        "họ tên",
        "họ và tên",
        "địa chỉ",
        "dân tộc",
        "quan hệ",
        "chức vụ",
        "điện thoại",
        "email",
        "giới tính",
        "văn bản",
        "quyết định",
        "số hiệu",
        "năm sinh",
        "ngành nghề",
        "lĩnh vực",
        "cmnd",
        "cccd",
        "căn cước",
        "người đại diện",
        "giám đốc",
        "trình độ",
        "xếp loại",
        "tình trạng",
    ];
    says(text, &TEXT)
}

/// Does it ask for a day?
pub(super) fn is_day(text: &str) -> bool {
    // "m3/ngày", "giờ trong ngày" measure something.
    let measures = ["/ngày", "/ ngày", "trong ngày", "mỗi ngày", "số ngày", "ngày công"];
    let text = folded(text);
    says(&text, &["ngày", "ngày tháng", "thời gian thành lập"])
        && !measures.iter().any(|word| text.contains(&folded(word)))
}

/// Does it ask for a number of things?
pub(super) fn is_number(text: &str) -> bool {
    const NUMBER: [&str; 9] =
        ["số", "tổng số", "tổng", "số lượng", "nhân khẩu", "cộng", "số hộ", "số khẩu", "lượt"];
    let folded_text = folded(text);
    NUMBER.iter().any(|word| folded_text.starts_with(&folded(word)))
}

/// The kind of number by unit of measure and words; `None` where neither tells.
pub(super) fn number_kind(text: &str, unit: &str) -> Option<Kind> {
    match Measure::in_text(unit) {
        _ if is_yes_no(text) => Some(Kind::YesNo),
        _ if is_share(text, unit) => Some(Kind::Share),
        Measure::Money(_) => Some(Kind::Amount),
        Measure::Count => Some(Kind::Count),
        _ if !unit.is_empty() && is_measured(unit) => Some(Kind::Amount),
        _ if !unit.is_empty() => Some(Kind::Count),
        _ if is_number(text) => Some(Kind::Count),
        _ => None,
    }
}

/// A word that parts a whole: what follows need not be all of it.
pub(super) fn is_part_word(text: &str) -> bool {
    let text = folded(text);
    ["trong đó", "trong đó:"].iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_of_headers() {
        for (text, meant) in [
            ("Kế hoạch năm...", Some(Basis::Plan)),
            ("KQ đến 31/12 năm trước", Some(Basis::Prior)),
            ("TH 6 tháng năm...", Some(Basis::Actual)),
            ("KQ TH kế hoạch năm...", Some(Basis::Actual)),
            ("Ước thực hiện cả năm", Some(Basis::Estimate)),
            ("Khác", None),
            ("Số hộ", None),
        ] {
            assert_eq!(basis(text), meant, "{text}");
        }
        assert!(is_of_part("KH 6T cuối năm...") && !is_of_part("Kế hoạch năm 2026"));
    }

    #[test]
    fn kinds_of_figures() {
        for (text, unit, kind) in [
            ("Tỷ lệ hộ nghèo đa chiều", "%", Some(Kind::Share)),
            ("Hệ thống đường giao thông", "km", Some(Kind::Amount)),
            ("Thu nhập bình quân", "Triệu đồng/người/năm", Some(Kind::Amount)),
            ("Đánh giá", "", Some(Kind::YesNo)),
            ("Tổng số hộ", "", Some(Kind::Count)),
            ("Văn hóa", "", None),
        ] {
            assert_eq!(number_kind(text, unit), kind, "{text}");
        }
        assert!(is_mean("Thu nhập bình quân", "") && is_mean("Thu nhập", "triệu đồng/người/năm"));
    }
}
