//! Whole documents.

use tonghop::setup::resolution::{proposal, read_document};

use crate::expected::{data, told};

#[test]
fn show() {
    for name in [
        "bao-cao-nghi-quyet",
        "ke-hoach-2021-2026",
        "ke-hoach-2025",
        "ke-hoach-xa-2024",
        "chuong-trinh-2030-2045",
    ] {
        let document = read_document(&data(&format!("resolutions/{name}.txt"))).unwrap();
        let proposal = proposal(&document);
        println!("=== {name} {:?}", proposal.head);
        for target in &proposal.targets {
            println!("{}. [{}] {}", target.number, target.place, target.title);
            for item in &target.items {
                println!(
                    "    {} | {} | {:?} since {:?} {:?} q{}",
                    told(item),
                    item.subject,
                    item.deadline,
                    item.since,
                    item.basis,
                    item.questions.len()
                );
                println!("        {}", item.sentence);
            }
        }
        for item in &proposal.possible {
            println!("  ? {} | {} | {}", told(item), item.subject, item.sentence);
        }
    }
}
