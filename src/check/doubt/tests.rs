//! Every kind of finding that could be right decides a verdict where the level lies between both
//! figures, and no longer once the officer has answered.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::check::Finding;
use crate::check::fixture::{Outcome, outcome, texts};
use crate::check::opinion_tests::row;
use crate::judge::Status;
use crate::workspace::{Entries, sheets};
use viet_text::notation::vietnamese;
use workbook_io::parallel_map;

/// Rules whose findings could be right in one of their fixtures, so that another figure would be
/// printed. A finding of any other kind says of no figure what it would be instead.
const DECIDING: [&str; 21] = [
    "bien-dong-lon",
    "co-the-trung",
    "dang-an",
    "dong-bi-gach",
    "dong-tong-lech",
    "lech-danh-sach",
    "moi-co-trong-danh-sach",
    "nhieu-ban",
    "phu-luc-dang-ra-soat",
    "quan-he-so-lieu",
    "quan-he-trong-dong",
    "roi-danh-sach",
    "sai-don-vi-tinh",
    "so-bi-gach",
    "so-dem-am",
    "so-dem-le",
    "so-lon-bat-thuong",
    "trung-hai-don-vi",
    "trung-trong-don-vi",
    "ty-le-sai",
    "uoc-lech-thuc-hien",
];

/// Items of the fixtures' office that are judged by one figure, as they are and by other figures.
const ITEMS: [(&str, &str); 6] = [
    ("1.1", ""),
    ("1.1", "khai báo: Nội dung | 1.1 | Cách tính | htx.so\n"),
    ("1.2", ""),
    ("1.2", "khai báo: Nội dung | 1.2 | Căn cứ | thực hiện\n"),
    ("1.3", ""),
    ("1.3", "khai báo: Nội dung | 1.3 | Cách tính | htx.tl\n"),
];

/// The fixture with another level of an item.
fn with_level(text: &str, item: &str, level: Decimal) -> String {
    format!("khai báo: Nội dung | {item} | Mức | {}\n{text}", vietnamese(level))
}

/// The fixture with an opinion beside each of these findings.
fn with_opinions(text: &str, now: &Outcome, findings: &[&Finding], opinion: &str) -> Outcome {
    let rows = (900..).zip(findings).map(|(place, finding)| {
        let mut row = row(finding, now, opinion);
        row.row = place;
        row
    });
    let rows: Vec<_> = rows.collect();
    outcome(text, |entries: &mut Entries| {
        entries.tables.entry(sheets::CHECKS).or_default().rows.extend(rows);
    })
}

fn met(figure: Decimal, level: Decimal) -> Status {
    if figure >= level { Status::Met } else { Status::Unmet }
}

/// What is wrong with one item of a fixture; and the rules that decide it.
fn tried(
    name: &str,
    text: &str,
    (item, by): (&str, &str),
) -> (Vec<String>, BTreeSet<&'static str>) {
    let (mut wrong, mut deciding) = (Vec::new(), BTreeSet::new());
    let text = format!("{by}{text}");
    let printed = |outcome: &Outcome| {
        let judged = outcome.items.get(item)?;
        let doubt = judged.doubt.as_ref()?;
        let [today, then] = [judged, &*doubt.if_accepted].map(|own| own.measured[0].printed);
        (doubt.as_used != Status::NoData).then_some((today?, then?))
    };
    let Some((today, then)) = printed(&outcome(&text, |_| ())).filter(|(one, two)| one != two)
    else {
        return (wrong, deciding);
    };
    let level = today.max(then);
    let text = with_level(&text, item, level);
    let now = outcome(&text, |_| ());
    let mut expect = |what: &str, found: Status, wanted: Status| {
        if found != wanted {
            wrong.push(format!("{name}, {item}, {what}: {found:?}, not {wanted:?}"));
        }
    };
    let judged = &now.items[item];
    expect("in doubt", judged.status, Status::NotChecked);
    let Some(doubt) = &judged.doubt else { return (wrong, deciding) };
    expect("as used", doubt.as_used, met(today, level));
    let open: Vec<&Finding> = now.findings.iter().filter(|finding| finding.is_open()).collect();
    let flipping = open.iter().filter(|finding| finding.flips.iter().any(|own| own == item));
    deciding.extend(flipping.map(|finding| finding.code));
    let kept = with_opinions(&text, &now, &open, "giữ");
    let is_kept = kept.findings.iter().all(|finding| !finding.is_open());
    if is_kept {
        expect("kept", kept.items[item].status, met(today, level));
    }
    if open.iter().all(|finding| !finding.fixes.is_empty()) {
        let accepted = with_opinions(&text, &now, &open, "x");
        if accepted.findings.iter().all(|finding| !finding.is_open()) {
            expect("accepted", accepted.items[item].status, doubt.if_accepted.status);
        }
    }
    (wrong, deciding)
}

#[test]
fn each_kind_of_finding_decides_where_the_level_lies_between_both_figures() {
    let texts: Vec<(String, String)> = texts().into_iter().collect();
    let of_fixture =
        |(): &mut (), (name, text): &(String, String)| ITEMS.map(|item| tried(name, text, item));
    let found = parallel_map(&texts, || (), of_fixture);
    let (mut wrong, mut deciding) = (Vec::new(), BTreeMap::new());
    for (errors, rules) in found.into_iter().flatten() {
        wrong.extend(errors);
        rules.into_iter().for_each(|rule| *deciding.entry(rule).or_insert(0) += 1);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let rules: Vec<&str> = deciding.into_keys().collect();
    assert_eq!(rules, DECIDING);
}
