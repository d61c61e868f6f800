//! What a row of Cần kiểm tra says about the opinion on it.

use crate::check::Finding;
use viet_text::text::folded;

/// The part of a row's text that names the figure in use: from these words to the end of the
/// clause.
fn used_in(said: &str) -> Option<std::ops::Range<usize>> {
    let words = ["Đang dùng ", "đang dùng "];
    let start = words.iter().find_map(|words| Some(said.find(words)? + words.len()))?;
    let rest = &said[start..];
    let ends = [". ", ", ", ") ", "). ", "; số"].iter().filter_map(|end| rest.find(end));
    let end = ends.min().unwrap_or(rest.trim_end_matches('.').len());
    Some(start..start + end)
}

/// A row's text without the figure in use, which an opinion may change.
pub(super) fn whatever_is_used(said: &str) -> String {
    let mut said = said.to_owned();
    if let Some(used) = used_in(&said) {
        said.replace_range(used, "");
    }
    said
}

/// A row's text with the figures of an opinion in use.
pub(super) fn with_given(said: &str, given: &str) -> Option<String> {
    let used = used_in(said).filter(|_| !given.is_empty())?;
    let mut said = said.to_owned();
    said.replace_range(used, &format!("{given}{BY_OPINION}"));
    Some(said)
}

/// A row's text about a row of a list, where the opinion has it counted or left out.
pub(super) fn ruled_now(said: &str, opinion: &str) -> Option<String> {
    let is_among = |words: &[&str]| words.iter().any(|word| folded(word) == folded(opinion));
    let (left_out, counted) = (". Không tính dòng ", ". Theo ý kiến, có tính dòng ");
    let (from, to) = if is_among(&["tính", "có tính", "vẫn tính"]) {
        (left_out, counted)
    } else if is_among(&["bỏ", "không tính", "loại"]) {
        (counted, left_out)
    } else {
        return None;
    };
    said.contains(from).then(|| said.replacen(from, to, 1))
}

/// Added to a figure that an opinion gave.
const BY_OPINION: &str = " theo ý kiến";

/// The addition for an opinion that keeps the value.
pub(super) fn stays(finding: &Finding) -> String {
    match &*finding.in_use {
        used if finding.settled && !used.is_empty() => format!("{KEPT}{used}."),
        _ => String::new(),
    }
}

/// Additions about the opinion on a row.
pub(super) const KEPT: &str = " Giữ theo ý kiến: dùng ";
pub(super) const LISTED: &str = " Đã nhận theo ý kiến cho ô này của biểu; số của đơn vị vẫn là số tính theo danh sách, xem dòng về biểu lệch với danh sách.";
pub(super) const UNUSABLE: &str = " Ý kiến chưa dùng được: đề nghị ghi ";

/// A row's text without these additions.
pub(super) fn bare(said: &str) -> &str {
    let ends = [KEPT, LISTED, UNUSABLE].into_iter().filter_map(|added| said.find(added));
    &said[..ends.min().unwrap_or(said.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_of_an_opinion_is_the_one_in_use() {
        for (said, given) in [
            (
                "F27 là 1. Đang dùng 1. Đề nghị kiểm tra.",
                "F27 là 1. Đang dùng 2 theo ý kiến. Đề nghị kiểm tra.",
            ),
            ("Đang dùng 1.623,5.", "Đang dùng 2 theo ý kiến."),
            ("(là 1, đang dùng 1). Đề nghị", "(là 1, đang dùng 2 theo ý kiến). Đề nghị"),
            (
                "để trống. Đang dùng số của biểu; số chỉ có ở danh sách",
                "để trống. Đang dùng 2 theo ý kiến; số chỉ có ở danh sách",
            ),
        ] {
            let now = with_given(said, "2").unwrap();
            assert_eq!(now, given);
            assert_eq!(with_given(&now, "2").unwrap(), given);
            assert_eq!(whatever_is_used(&now), whatever_is_used(said));
        }
        assert_eq!(with_given("ô C6: 11 (đang dùng) và 10", "2"), None);
    }
}
