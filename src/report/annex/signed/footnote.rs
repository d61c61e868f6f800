//! One footnote under the table.

use crate::judge::SetVerdict;
use crate::settings::{Item, Target, Yardstick};
use workbook_io::sheet::{Content, FormulaResult};

/// A paragraph of this many characters fits in one row.
pub(super) const PARAGRAPH: usize = 1500;

/// A footnote, and the text that it shows now.
pub(super) type Footnote = (Content, String);

/// A footnote that does not change with the figures.
pub(super) fn fixed(text: String) -> Footnote {
    (text.clone().into(), text)
}

/// Puts a text before and another behind what a footnote says; a formula stays one.
pub(super) fn wrap((content, text): &mut Footnote, before: &str, after: &str) {
    *text = format!("{before}{text}{after}");
    let quoted = |text: &str| if text.is_empty() { None } else { Some(format!("\"{text}\"")) };
    *content = match std::mem::replace(content, Content::Blank) {
        Content::Formula(live) => {
            let parts = [quoted(before), Some(live.formula.to_string()), quoted(after)];
            let formula = parts.into_iter().flatten().collect::<Vec<_>>().join("&");
            Content::formula(formula, FormulaResult::Text(text.clone()))
        }
        _ => text.clone().into(),
    };
}

/// All yardsticks with the name of their item on the page, in order.
pub(super) fn yardsticks<'s>(verdict: &SetVerdict<'s>) -> Vec<(String, &'s Yardstick)> {
    let items = verdict
        .set
        .targets
        .iter()
        .flat_map(|target| target.items.iter().map(move |item| (name(target, item), item)));
    let all = items.flat_map(|(name, item)| {
        item.yardsticks().into_iter().map(move |yardstick| (name.clone(), yardstick))
    });
    all.collect()
}

/// What a footnote calls an item. The page shows a target of one item under the target's number.
pub(super) fn name(target: &Target, item: &Item) -> String {
    match &target.items[..] {
        [_] => format!("chỉ tiêu {}", target.number),
        _ => format!("nội dung {}", item.number),
    }
}
