//! Whole documents: which sentences are targets, in which order, and what is asked.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use tonghop::setup::resolution::{About, Proposal, proposal, read_document};

use crate::expected::{data, rows, same, told};

/// The five documents by the numbers of the answers.
const DOCUMENTS: [(&str, &str); 5] = [
    ("000", "bao-cao-nghi-quyet"),
    ("001", "ke-hoach-2021-2026"),
    ("002", "ke-hoach-2025"),
    ("003", "ke-hoach-xa-2024"),
    ("004", "chuong-trinh-2030-2045"),
];

fn read(name: &str) -> Proposal {
    proposal(&read_document(&data(&format!("resolutions/{name}.txt"))).unwrap())
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Every answer is found in its document, in order, either as a target or as what may be one.
#[test]
fn the_items_of_the_five_documents_are_found_in_them() {
    let rows = rows("targets.tsv");
    let (mut found, mut lost) = (0, Vec::new());
    for (number, name) in DOCUMENTS {
        let proposal = read(name);
        let targets = proposal.targets.iter().flat_map(|target| &target.items);
        let mut rest: Vec<String> = targets.chain(&proposal.possible).map(told).collect();
        for row in rows.iter().filter(|row| row[1] == number) {
            let wanted = crate::sentences::answer(row);
            match rest.iter().position(|told| same(told, &wanted)) {
                Some(at) => {
                    rest.remove(at);
                    found += 1;
                }
                None => lost.push(format!("{number} {} {wanted}; left {rest:?}", row[4])),
            }
        }
    }
    println!("{found} of {} in their documents\n{}", rows.len(), lost.join("\n"));
    assert!(found >= 43, "{}", lost.join("\n"));
}

#[test]
fn heads_tell_number_date_and_years() {
    let head = read("bao-cao-nghi-quyet").head;
    assert_eq!((head.number.as_str(), head.day), ("47/NQ-HĐND", day(2021, 8, 12)));
    assert_eq!((head.from, head.to), (day(2021, 8, 12), day(2025, 12, 31)));
    let head = read("ke-hoach-2025").head;
    assert_eq!((head.kind.as_str(), head.number.as_str()), ("kế hoạch", "151/KH-UBND"));
    assert_eq!((head.day, head.to), (day(2024, 7, 22), day(2025, 12, 31)));
    assert_eq!(read("ke-hoach-2021-2026").head.day, None);
}

#[test]
fn a_report_on_a_resolution_has_its_seven_targets() {
    let proposal = read("bao-cao-nghi-quyet");
    let counts: Vec<usize> = proposal.targets.iter().map(|target| target.items.len()).collect();
    assert_eq!(counts, [1, 2, 2, 1, 2, 2, 1]);
    let first = &proposal.targets[0].items[0];
    assert_eq!(first.since, day(2021, 8, 12));
    assert!(first.questions.iter().any(|question| question.about == About::Since));
    // The document's own counts agree, so nothing is asked about them.
    let rest = proposal.targets.iter().flat_map(|target| &target.items);
    assert!(rest.flat_map(|item| &item.questions).all(|question| question.about != About::Rest));
}

#[test]
fn deadlines_come_from_headings() {
    let proposal = read("chuong-trinh-2030-2045");
    let items = proposal.targets.iter().flat_map(|target| &target.items);
    let days: BTreeSet<_> = items.map(|item| item.deadline).collect();
    assert_eq!(days, BTreeSet::from([day(2030, 12, 31), day(2045, 12, 31)]));
}

/// What is outside the aims is never a target without being asked.
#[test]
fn duties_are_no_targets() {
    for (_, name) in DOCUMENTS {
        let proposal = read(name);
        for item in &proposal.possible {
            let asks = item.questions.iter().any(|question| question.about == About::IsTarget);
            assert!(asks, "{}", item.sentence);
        }
        for target in &proposal.targets {
            let place = target.place.to_lowercase();
            assert!(
                !place.contains("giải pháp") && !place.contains("tổ chức thực hiện"),
                "{place}"
            );
        }
    }
}
