//! The figures by which items are judged.

use tonghop::settings::NumberKind;
use tonghop::setup::resolution::{self, Known, KnownColumn, KnownFigure, Terms, match_item};

use crate::expected::rows;

/// The figures of the annex for cooperatives.
fn known() -> Known {
    let figures: Vec<KnownFigure> = rows("indicators.tsv")
        .iter()
        .map(|row| KnownFigure {
            code: row[0].clone(),
            name: row[3].replace("(not on form 01) ", "").replace("(not on the form) ", ""),
            path: vec![row[1].clone()],
            unit: row[4].clone(),
            kind: match row[5].as_str() {
                "tiền" => NumberKind::Money,
                "tỷ lệ" => NumberKind::Share,
                _ => NumberKind::Count,
            },
        })
        .collect();
    let field = KnownColumn {
        list: "HTX".to_owned(),
        name: "Lĩnh vực".to_owned(),
        choices: ["Nông nghiệp", "Thủy sản", "Khác"].map(str::to_owned).to_vec(),
    };
    Known::new(&figures, &[field], &Terms::default())
}

/// What the answers describe in words, though the annex has a figure for it.
const DESCRIBED: [(&str, &str); 3] = [
    ("số THT tiểu thủ công nghiệp thành lập mới từ ngày 12/8/2021", "tht.ttcn_moi"),
    ("mean of \"Số khâu dịch vụ\" over the list of cooperatives", "htx.khau_dich_vu_bq"),
    ("tht.so_luong against last year's", "tht.so_luong"),
];

/// "both of: a / b ; c / d" → its expressions; none for what no figure of the form gives.
fn expected(rows: &[Vec<String>], row: &[String]) -> Option<Vec<String>> {
    let indicator = &row[5];
    if let Some(same) = indicator.strip_prefix("as nq47 ") {
        let (target, item) = same.split_once('.').unwrap();
        let own = rows.iter().find(|row| row[1] == "000" && row[2] == target && row[3] == item);
        return expected(rows, own.unwrap());
    }
    if let Some((_, code)) = DESCRIBED.into_iter().find(|(text, _)| text == indicator) {
        return Some(vec![code.to_owned()]);
    }
    let text = indicator.strip_prefix("both of: ").unwrap_or(indicator);
    let is_code = |word: &str| {
        let word = word.trim_matches(['(', ')']);
        word.contains('.') || ["/", "+", "-"].contains(&word)
    };
    let parts: Vec<String> = text.split(';').map(|part| part.trim().to_owned()).collect();
    parts.iter().all(|part| part.split(' ').all(is_code)).then_some(parts)
}

#[test]
fn figures_of_the_five_documents() {
    let rows = rows("targets.tsv");
    let known = known();
    let (mut right, mut asked, mut lines) = (0, 0, Vec::new());
    let mut wrong = Vec::new();
    let mut before = None;
    for row in &rows {
        let item = resolution::items(&row[4]).remove(0);
        let own = match_item(&item, before.as_ref().map(|(item, own)| (item, own)), &known);
        let found: Vec<String> = own.parts.iter().filter_map(|(_, own)| own.clone()).collect();
        let wanted = expected(&rows, row);
        let is_right = match &wanted {
            Some(wanted) => {
                let sorted = |list: &[String]| {
                    let mut list = list.to_vec();
                    list.sort();
                    list
                };
                sorted(wanted) == sorted(&found)
            }
            // No figure of the form: none is proposed, and it is asked which.
            None => found.is_empty() && (item.comparison().is_none() || own.question.is_some()),
        };
        right += usize::from(is_right);
        asked += usize::from(own.question.is_some());
        let line = format!(
            "{}{} {}\n      {:?} {:?} wanted {:?}",
            if is_right { "+" } else { "-" },
            if own.is_certain { "!" } else { "?" },
            row[4],
            found,
            own.question.as_ref().map(|question| (&question.text, &question.choices)),
            wanted
        );
        if own.is_certain && !is_right {
            wrong.push(line.clone());
        }
        lines.push(line);
        before = Some((item, own));
    }
    println!("{right} of {} right, {asked} asked\n{}", rows.len(), lines.join("\n"));
    assert!(wrong.is_empty(), "wrong without a question:\n{}", wrong.join("\n"));
    assert!(right >= 34, "{right}\n{}", lines.join("\n"));
}
