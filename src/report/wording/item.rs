//! How sentences name targets, items and resolutions.

use super::{capital, in_doubt, judged_against};
use crate::judge::ItemVerdict;
use crate::settings::{Criterion, Item, Target};

/// An item's number on the annex; a target of one item has the target's number.
#[must_use]
pub fn number_of<'t>(target: &'t Target, item: &'t Item) -> &'t str {
    if target.items.len() == 1 { &target.number } else { &item.number }
}

/// An item's name everywhere: its Tóm tắt, which says what is wanted ("Giảm HTX xếp loại yếu"),
/// even if it is its target's only item. Without a Tóm tắt, its wording in the resolution.
#[must_use]
pub fn name_of(item: &Item) -> &str {
    &item.short
}

/// "Thành viên HTX (2.570/2.600 thành viên)"
#[must_use]
pub fn judged_in_short(item: &Item, judged: &ItemVerdict) -> String {
    let figures = match (&item.criterion, &judged.measured[..]) {
        (Criterion::ByFigure(yardstick), [measured]) => {
            judged_against(yardstick, measured) + in_doubt(measured)
        }
        (Criterion::ByParts { parts, .. }, all) => {
            let each = parts.iter().zip(all).map(|(part, measured)| {
                let against = judged_against(&part.yardstick, measured);
                format!("{} {against}{}", part.name, in_doubt(measured))
            });
            each.collect::<Vec<_>>().join("; ")
        }
        _ => return name_of(item).to_owned(),
    };
    format!("{} ({figures})", name_of(item))
}

/// A resolution's kind and number: "Nghị quyết số 47/NQ-HĐND". Without a number it keeps its
/// subject.
#[must_use]
pub fn short_document(document: &str) -> String {
    let mut short = document.trim();
    for cut in [" ngày ", " của "] {
        short = short.split_once(cut).map_or(short, |(before, _)| before);
    }
    if let Some((before, _)) = short.split_once(" về ")
        && before.contains(|c: char| c.is_ascii_digit())
    {
        short = before;
    }
    capital(short.trim_end_matches([',', ';']))
}

#[cfg(test)]
mod tests {
    use super::short_document;

    #[test]
    fn documents_by_kind_and_number() {
        for (document, short) in [
            (
                "Nghị quyết số 47/NQ-HĐND ngày 12/8/2021 của Hội đồng nhân dân huyện",
                "Nghị quyết số 47/NQ-HĐND",
            ),
            ("Nghị quyết số 5-NQ/TU về phát triển nông thôn", "Nghị quyết số 5-NQ/TU"),
            (
                "Kế hoạch phát triển kinh tế tập thể năm 2024 của Ủy ban nhân dân xã",
                "Kế hoạch phát triển kinh tế tập thể năm 2024",
            ),
            ("Nghị quyết về nông thôn mới", "Nghị quyết về nông thôn mới"),
        ] {
            assert_eq!(short_document(document), short);
        }
    }
}
