//! Units of measure: the money unit that a text names, and units that may follow a number.

use rust_decimal::Decimal;

use crate::text::folded;

/// The measure of a row or column, as far as it matters for reading numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// People, cooperatives, groups: whole numbers.
    Count,
    /// Money in this unit.
    Money(MoneyUnit),
    /// A percentage: 75 for 75 %.
    Percent,
    /// Anything else, or unknown.
    Other,
}

impl Measure {
    /// The measure that an office writes as `Triệu đồng/năm`, `%` or `Người`.
    #[must_use]
    pub fn in_text(text: &str) -> Self {
        if let Some(unit) = MoneyUnit::in_text(text) {
            return Self::Money(unit);
        }
        match unit_after_number(&folded(text)) {
            _ if text.contains('%') => Self::Percent,
            Some(UnitWord::Counted) => Self::Count,
            _ => Self::Other,
        }
    }
}

/// The units in which reports write money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoneyUnit {
    /// Đồng.
    Dong,
    /// Nghìn đồng, 1.000 đồng.
    Nghin,
    /// Triệu đồng.
    Trieu,
    /// Tỷ đồng.
    Ty,
}

impl MoneyUnit {
    /// Its value in đồng.
    #[must_use]
    pub fn in_dong(self) -> Decimal {
        match self {
            Self::Dong => Decimal::ONE,
            Self::Nghin => Decimal::from(1_000),
            Self::Trieu => Decimal::from(1_000_000),
            Self::Ty => Decimal::from(1_000_000_000),
        }
    }

    /// The money unit in a label or heading: `Triệu đồng/năm`, `Doanh thu (tr.đ)`, `Đơn vị tính:
    /// 1.000 đồng`. "hội đồng" and "tỷ lệ" contain none.
    #[must_use]
    pub fn in_text(text: &str) -> Option<Self> {
        let text = folded(text);
        let words = split_words(&text);
        (0..words.len()).find_map(|place| {
            (1..=3).rev().find_map(|length| {
                let (unit, certain) = money_word(&words.get(place..place + length)?.concat())?;
                let before = place.checked_sub(1).map(|place| words[place]);
                let stands_alone = begins_unit(before) && ends_unit(words.get(place + length));
                (certain || stands_alone).then_some(unit)
            })
        })
    }
}

/// Splits a folded text into runs of letters, runs of digits with dots, and single other
/// characters. Spaces and dots between words are dropped: "tr. đồng" gives "tr", "đồng".
fn split_words(text: &str) -> Vec<&str> {
    let kind = |letter: char| match letter {
        _ if letter.is_alphabetic() => 1,
        _ if letter.is_ascii_digit() => 2,
        '.' => 3,
        _ => 0,
    };
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |letter: char| {
            (kind(first) == 1 && kind(letter) == 1) || (kind(first) == 2 && kind(letter) >= 2)
        };
        let end = rest.find(|letter| !run(letter)).unwrap_or(rest.len()).max(first.len_utf8());
        if !matches!(first, ' ' | '.') {
            words.push(&rest[..end]);
        }
        rest = &rest[end..];
    }
    words
}

/// The money unit written by these joined words, and whether they can mean nothing else. "đồng",
/// "triệu" and "tỉ" also occur in other words.
fn money_word(joined: &str) -> Option<(MoneyUnit, bool)> {
    Some(match joined {
        "tỉđồng" | "tỉđ" | "tỉvnđ" | "tidong" => (MoneyUnit::Ty, true),
        "triệuđồng" | "triệuđ" | "triệuvnđ" | "trieudong" | "trđ" | "trđồng" | "trd" => {
            (MoneyUnit::Trieu, true)
        }
        "nghìnđồng" | "ngànđồng" | "nghìnđ" | "ngànđ" | "nghindong" | "ngandong" | "ngđ"
        | "1.000đồng" | "1000đồng" | "1.000đ" | "1000đ" => (MoneyUnit::Nghin, true),
        "1.000.000đồng" | "1000000đồng" | "1.000.000đ" => (MoneyUnit::Trieu, true),
        "vnđ" | "vnd" | "đồngviệtnam" => (MoneyUnit::Dong, true),
        "tỉ" => (MoneyUnit::Ty, false),
        "triệu" | "tr" => (MoneyUnit::Trieu, false),
        "nghìn" | "ngàn" => (MoneyUnit::Nghin, false),
        "đồng" | "đ" => (MoneyUnit::Dong, false),
        _ => return None,
    })
}

fn begins_unit(before: Option<&str>) -> bool {
    before.is_none_or(|word| {
        matches!(word, "(" | ":" | "," | ";" | "-" | "tính")
            || word.starts_with(|first: char| first.is_ascii_digit())
    })
}

fn ends_unit(after: Option<&&str>) -> bool {
    after.is_none_or(|word| matches!(*word, ")" | "/" | "," | ";" | "-"))
}

/// The kind of unit after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitWord {
    /// People, organisations, services and the like.
    Counted,
    /// `%`.
    Percent,
    /// Money.
    Money(MoneyUnit),
}

/// Units that reports count, folded. General words of the language only.
const COUNTED: &str = "|người|nguoi|ng|thành viên|tv|xã viên|tổ viên|hội viên|htx|hợp tác xã|tht|\
    tổ hợp tác|lhhtx|liên hiệp htx|liên hiệp hợp tác xã|tổ|xã|ấp|khâu|khâu dịch vụ|dịch vụ|hộ|\
    lao động|lđ|cán bộ|đơn vị|mô hình|doanh nghiệp|dn|đồng chí|lượt người|lượt|lớp|chỉ tiêu|nội dung|\
    công trình|cơ sở|trường|trạm|giường|chợ|thôn|bản|buôn|sóc|khóm|khu phố|học sinh|em|bệnh nhân|\
    ca|thẻ|hồ sơ|con|cây|cái|giếng|dự án|cuộc|";

/// Units that reports count, folded: "người", "hộ", "công trình". General words of the language.
pub fn counted_units() -> impl Iterator<Item = &'static str> {
    COUNTED.split('|').filter(|unit| !unit.is_empty())
}

/// What a unit may be counted by, after a stroke: `triệu đồng/người/năm`.
const PER: &str = "|năm|tháng|quí|kì|người|htx|tht|thành viên|lao động|lđ|ha|hộ|tổ|01 htx|01 tht|\
    th|1 tháng|01 tháng|1 năm|01 năm|";

/// The months that a unit is counted by: `triệu đồng/người/tháng` one, `/năm` twelve.
#[must_use]
pub fn months_in_unit(text: &str) -> Option<u32> {
    let folded = folded(text);
    folded.split('/').skip(1).find_map(|part| {
        let part = part.trim_matches([' ', '.', ')', ',', ';']);
        match part.trim_start_matches(['0', '1', ' ']) {
            "tháng" | "th" => Some(1),
            "quí" => Some(3),
            "năm" => Some(12),
            _ => None,
        }
    })
}

/// The unit, if the whole folded text is one.
pub(crate) fn unit_after_number(folded: &str) -> Option<UnitWord> {
    let mut parts = folded.split('/').map(|part| part.trim().trim_end_matches('.'));
    let first = parts.next()?;
    let unit = if first == "%" {
        UnitWord::Percent
    } else if is_one_of(COUNTED, first) {
        UnitWord::Counted
    } else {
        UnitWord::Money(money_word(&split_words(first).concat())?.0)
    };
    parts.all(|part| is_one_of(PER, part)).then_some(unit)
}

fn is_one_of(list: &str, text: &str) -> bool {
    !text.is_empty() && list.contains(&format!("|{text}|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_units_as_written() {
        use MoneyUnit::{Dong, Nghin, Trieu, Ty};
        for (text, unit) in [
            ("Triệu đồng/năm", Trieu),
            ("triệu đồng/người/năm", Trieu),
            ("tr.đ", Trieu),
            ("Tr.đồng", Trieu),
            ("trđ", Trieu),
            ("tr đồng", Trieu),
            ("Triệu", Trieu),
            ("trieu dong", Trieu),
            ("Doanh thu (triệu đồng)", Trieu),
            ("Doanh thu triệu đồng", Trieu),
            ("tỷ đồng", Ty),
            ("Tỉ đồng/năm", Ty),
            ("tỷ", Ty),
            ("Nghìn đồng", Nghin),
            ("ngàn đồng", Nghin),
            ("1.000 đồng", Nghin),
            ("Đơn vị tính: 1.000đ", Nghin),
            ("ĐVT: đồng", Dong),
            ("Đồng", Dong),
            ("đ/người/tháng", Dong),
            ("VNĐ", Dong),
            ("Ðồng", Dong),
        ] {
            assert_eq!(MoneyUnit::in_text(text), Some(unit), "{text}");
            assert_eq!(Measure::in_text(text), Measure::Money(unit), "{text}");
        }
    }

    #[test]
    fn units_are_counted_by_the_month_or_the_year() {
        for (text, months) in [
            ("4,2 triệu/tháng", Some(1)),
            ("Triệu đồng/người/tháng", Some(1)),
            ("4,2 tr/th", Some(1)),
            ("5 triệu/1 tháng", Some(1)),
            ("Triệu đồng/năm", Some(12)),
            ("(triệu đồng/người/năm)", Some(12)),
            ("120 triệu/quý", Some(3)),
            ("Triệu đồng", None),
            ("12/5", None),
        ] {
            assert_eq!(months_in_unit(text), months, "{text}");
        }
    }

    #[test]
    fn text_that_only_looks_like_money() {
        for text in [
            "Hội đồng quản trị",
            "Cộng đồng",
            "Đồng Tháp",
            "Đồng bằng",
            "Tỷ lệ",
            "tỷ trọng (%)",
            "Xã Triệu Sơn",
            "Người",
            "",
            "HTX",
            "hợp đồng",
            "Công ty",
            "Trung bình",
        ] {
            assert_eq!(MoneyUnit::in_text(text), None, "{text}");
        }
    }

    #[test]
    fn word_lists_are_folded() {
        assert_eq!(folded(COUNTED), COUNTED);
        assert_eq!(folded(PER), PER);
    }

    #[test]
    fn measures() {
        for (text, measure) in [
            ("Người", Measure::Count),
            ("HTX", Measure::Count),
            ("THT", Measure::Count),
            ("thành viên", Measure::Count),
            ("%", Measure::Percent),
            ("Tỷ lệ (%)", Measure::Percent),
            ("ha", Measure::Other),
            ("", Measure::Other),
        ] {
            assert_eq!(Measure::in_text(text), measure, "{text}");
        }
    }
}
