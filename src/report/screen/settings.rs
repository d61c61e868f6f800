//! The settings in words, so that typing errors become visible.

use std::fmt::Write as _;

use super::{assignments, unused};
use crate::kinds::JUDGEMENT;
use crate::report::wording::{name_of, required};
use crate::settings::{
    Criterion, Expr, Extent, LetterSettings, Mailbox, PageLook, Predecessors, Settings, Yardstick,
};
use crate::workspace::{TEMPLATE_FOLDER, UPWARD_FOLDER, Workspace};

/// The settings in words: how many of everything, and each target.
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
        workspace.templates.iter().map(|t| &*t.name).collect::<Vec<_>>().join(", "),
    );
    text.push_str(&units_over_time(settings));
    text += &letter_in_words(&settings.letter);
    for remark in page_in_words(&settings.office.page) {
        writeln!(text, "- {remark}").expect(INFALLIBLE);
    }
    for remark in unused::remarks(workspace) {
        writeln!(text, "- {remark}").expect(INFALLIBLE);
    }
    for form in &workspace.upward {
        let at = format!("{TEMPLATE_FOLDER}/{UPWARD_FOLDER}/{}", form.file);
        writeln!(text, "- Biểu cấp trên {at}: {} ô gắn mã.", form.cells.len()).expect(INFALLIBLE);
        for problem in &form.problems {
            writeln!(text, "- {at}: {problem}").expect(INFALLIBLE);
        }
    }
    for set in &settings.sets {
        writeln!(text, "\n{} ({})", set.document, set.code).expect(INFALLIBLE);
        for target in &set.targets {
            writeln!(text, "Chỉ tiêu {}. {}", target.number, target.title).expect(INFALLIBLE);
            for item in &target.items {
                let words = in_words(&item.criterion, settings);
                writeln!(text, "  {} {}: {words}", item.number, name_of(item)).expect(INFALLIBLE);
                if let Some(levels) = assignments::in_words(settings, set, item) {
                    writeln!(text, "{levels}").expect(INFALLIBLE);
                }
            }
        }
    }
    text
}

/// The letter's receivers and subject.
fn letter_in_words(letter: &LetterSettings) -> String {
    let all = |mailboxes: &[Mailbox]| match mailboxes {
        [] => "chưa ghi người nhận".to_owned(),
        some => some.iter().map(|one| one.address.as_str()).collect::<Vec<_>>().join(", "),
    };
    let copies = match &letter.copies[..] {
        [] => String::new(),
        copies => format!("; đồng gửi {}", all(copies)),
    };
    format!("Thư: {}{copies}; tiêu đề \"{}\".\n", all(&letter.to), letter.subject.as_written())
}

/// The settings of the signed page that differ from the usual.
fn page_in_words(page: &PageLook) -> Vec<String> {
    let mut said = Vec::new();
    if page.standalone {
        let mut signed = page.signed_as.clone();
        signed.extend(Some(page.signer.clone()).filter(|signer| !signer.is_empty()));
        let signed = if signed.is_empty() {
            "chưa ghi chức danh, người ký".to_owned()
        } else {
            format!("ký: {}", signed.join(", "))
        };
        said.push(format!("Phụ lục là văn bản riêng, {signed}"));
    }
    if !page.columns.is_empty() {
        let names: Vec<&str> = page.columns.iter().map(|column| column.vietnamese()).collect();
        said.push(format!("Phụ lục có thêm cột: {}", names.join(", ")));
    }
    if page.beyond {
        said.push("Cột Đánh giá ghi Vượt khi kết quả vượt mức".to_owned());
    }
    if page.word_report {
        said.push("Lập thêm báo cáo Word".to_owned());
    }
    if page.report_wording {
        said.push("Câu tổng hợp viết theo báo cáo: … chỉ tiêu gồm … nội dung".to_owned());
    }
    said
}

const INFALLIBLE: &str = "writing to a string cannot fail";

fn in_words(judged: &Criterion, settings: &Settings) -> String {
    match judged {
        Criterion::ByOffice => JUDGEMENT.explained.to_owned(),
        Criterion::ByFigure(yardstick) => yardstick_in_words(yardstick, settings),
        Criterion::ByParts { how, parts } => {
            let parts = parts.iter().map(|part| {
                format!("{} {}", part.name, yardstick_in_words(&part.yardstick, settings))
            });
            format!("{}: {}", how.word, parts.collect::<Vec<_>>().join("; "))
        }
    }
}

fn yardstick_in_words(yardstick: &Yardstick, settings: &Settings) -> String {
    let baseline = yardstick.baseline.map_or_else(String::new, |base| {
        format!(", mức xuất phát {}", viet_text::notation::vietnamese(base))
    });
    format!(
        "{}{}{baseline}, căn cứ {}, tính bằng {}",
        required(yardstick),
        yardstick.kind.explained,
        yardstick.basis.vietnamese(),
        figure(&yardstick.figure, settings)
    )
}

/// For each unit with a first day: the units it was made of, and whether it can be compared.
fn units_over_time(settings: &Settings) -> String {
    let mut text = String::new();
    let places = &settings.timeline;
    for unit in places.all() {
        let Some(from) = unit.from.filter(|_| unit.extent != Extent::Outside) else { continue };
        let parents: Vec<String> = places
            .parents(unit)
            .into_iter()
            .map(|parent| match parent.extent {
                Extent::Whole => parent.name.clone(),
                Extent::Part => format!("một phần {}", parent.name),
                Extent::Outside => format!("{} (ngoài danh sách)", parent.name),
            })
            .collect();
        let made_of = if parents.is_empty() {
            "chưa khai báo nhập từ đơn vị nào".to_owned()
        } else {
            format!("gồm {}", parents.join(", "))
        };
        let compared =
            from.pred_opt().map(|before| places.predecessors(unit, before, &places.on(before)));
        let compared = match compared {
            Some(Predecessors::Units(_)) => "so sánh được với trước đó",
            _ => "không so sánh được với trước đó",
        };
        let day = from.format("%d/%m/%Y");
        writeln!(text, "- {} ({}) từ {day}: {made_of}; {compared}.", unit.name, unit.code)
            .expect(INFALLIBLE);
    }
    text
}

/// Arithmetic with the indicators' names in place of their codes, and without needless brackets.
fn figure(expr: &Expr, settings: &Settings) -> String {
    match expr {
        Expr::Number(number) => viet_text::notation::vietnamese(*number),
        Expr::Term(term) => {
            let name = &settings.indicators[&term.code].name;
            match term.basis {
                Some(basis) => format!("[{name}, {}]", basis.vietnamese()),
                None => format!("[{name}]"),
            }
        }
        Expr::Binary(left, operator, right) => {
            let bracketed = |part: &Expr| match part {
                Expr::Binary(..) => format!("({})", figure(part, settings)),
                part => figure(part, settings),
            };
            let goes_on = left.leads_into(*operator);
            let left = if goes_on { figure(left, settings) } else { bracketed(left) };
            format!("{left} {} {}", operator.sign(), bracketed(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::settings::{Operator, Term};

    #[test]
    fn arithmetic_has_no_needless_brackets() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
        let settings = Workspace::open(&sample).unwrap().settings;
        let term = || Expr::Term(Term { code: "htx.so_luong".to_owned(), basis: None });
        let join = |left: Expr, operator, right: Expr| {
            Expr::Binary(Box::new(left), operator, Box::new(right))
        };
        let sum = |terms: usize| (1..terms).fold(term(), |sum, _| join(sum, Operator::Add, term()));
        let name = "[Tổng số HTX đang hoạt động]";
        let said = |expr: &Expr| figure(expr, &settings).replace(name, "a");
        assert_eq!(said(&sum(5)), "a + a + a + a + a");
        assert_eq!(said(&join(sum(2), Operator::Divide, sum(3))), "(a + a) / (a + a + a)");
        assert_eq!(said(&join(term(), Operator::Subtract, sum(2))), "a - (a + a)");
    }
}
