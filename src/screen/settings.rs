//! The settings read back in words, so that a slip of typing shows.

use std::fmt::Write as _;

use super::unused;
use crate::settings::{Expr, Judged, Settings, Yardstick};
use crate::wording::required;
use crate::workspace::Workspace;

/// What the settings say: how many of everything, and each target in words.
#[must_use]
pub fn settings_in_words(workspace: &Workspace) -> String {
    let settings = &workspace.settings;
    let mut text = format!(
        "Khai báo: {} {}; {} số liệu; {} danh sách; {} quan hệ; {} bộ chỉ tiêu. Biểu mẫu: {}.\n",
        settings.units.len(),
        settings.office.unit_kinds,
        settings.indicators.len(),
        settings.lists.len(),
        settings.relations.len(),
        settings.sets.len(),
        workspace.templates.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", "),
    );
    for remark in unused::remarks(workspace) {
        writeln!(text, "- {remark}").expect(INFALLIBLE);
    }
    for set in &settings.sets {
        writeln!(text, "\n{} ({})", set.document, set.code).expect(INFALLIBLE);
        for target in &set.targets {
            writeln!(text, "Chỉ tiêu {}. {}", target.number, target.title).expect(INFALLIBLE);
            for item in &target.items {
                let words = in_words(&item.judged, settings);
                writeln!(text, "  {} {}: {words}", item.number, item.short).expect(INFALLIBLE);
            }
        }
    }
    text
}

const INFALLIBLE: &str = "writing to a string cannot fail";

fn in_words(judged: &Judged, settings: &Settings) -> String {
    match judged {
        Judged::ByOffice => "theo nhận định của cơ quan tổng hợp".to_owned(),
        Judged::ByFigure(yardstick) => yardstick_in_words(yardstick, settings),
        Judged::ByParts { all, parts } => {
            let how = if *all { "tất cả các phần" } else { "một trong các phần" };
            let parts = parts.iter().map(|part| {
                format!("{} {}", part.name, yardstick_in_words(&part.yardstick, settings))
            });
            format!("{how}: {}", parts.collect::<Vec<_>>().join("; "))
        }
    }
}

fn yardstick_in_words(yardstick: &Yardstick, settings: &Settings) -> String {
    format!(
        "{}, căn cứ {}, tính bằng {}",
        required(yardstick),
        yardstick.basis.vietnamese(),
        figure(&yardstick.figure, settings)
    )
}

/// Arithmetic with the indicators' names in place of their codes.
fn figure(expr: &Expr, settings: &Settings) -> String {
    match expr {
        Expr::Number(number) => crate::decimal::vietnamese(*number),
        Expr::Term(term) => {
            let name = &settings.indicators[&term.code].name;
            match term.basis {
                Some(basis) => format!("[{name}, {}]", basis.vietnamese()),
                None => format!("[{name}]"),
            }
        }
        Expr::Binary(left, operator, right) => {
            let (left, right) = (figure(left, settings), figure(right, settings));
            format!("({left} {} {right})", operator.sign())
        }
    }
}
