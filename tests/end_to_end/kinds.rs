//! Kinds of targets, from the settings' drop-down to what is printed.

use std::fs::File;
use std::io::Read as _;

use rust_decimal::Decimal;
use tonghop::intake::locate;
use tonghop::judge::Status;
use tonghop::kinds::KINDS;
use tonghop::report::{json, screen};
use tonghop::results::Results;
use tonghop::workspace::Workspace;

use crate::packs::repository;
use crate::settings_book::SettingsBook;

/// The item of the plan that is told in these words.
const ITEM: &str = "Đến năm 2030 toàn huyện có khoảng 20-25 tổ hợp tác";

fn with(comparison: &str, lower: &str, upper: &str) -> SettingsBook {
    SettingsBook::of_pack("ct-huyen-2030-2045")
        .put("Nội dung", ITEM, "So sánh", comparison)
        .put("Nội dung", ITEM, "Mức", lower)
        .put("Nội dung", ITEM, "Mức trên", upper)
}

/// What is made of the first item's verdict, with the machine's and the officer's words.
fn first_item<T>(
    comparison: &str,
    [lower, upper]: [Decimal; 2],
    take: impl Fn(&Results<'_>, Status) -> T,
) -> T {
    let settings = with(comparison, &lower.to_string(), &upper.to_string()).read();
    let sample = Workspace::open(&repository("samples/ct-huyen")).unwrap();
    let workspace = Workspace { settings, ..sample };
    let place = locate(&repository("samples/ct-huyen/2024-06"), None).unwrap();
    let results = Results::read(&workspace, &place).unwrap();
    let status = results.verdicts[0].targets[0].items[0].status;
    take(&results, status)
}

#[test]
fn every_drop_down_offers_every_kind() {
    for pack in std::fs::read_dir(repository("templates")).unwrap() {
        let path = pack.unwrap().path().join("khai-bao.xlsx");
        let mut package = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
        let mut parts = String::new();
        for index in 0..package.len() {
            let mut part = package.by_index(index).unwrap();
            if part.name().unwrap().starts_with("xl/worksheets/sheet") {
                part.read_to_string(&mut parts).unwrap();
            }
        }
        let offered: Vec<&str> = KINDS.iter().map(|kind| kind.words[0]).collect();
        let list = format!("<formula1>\"{},nhận định,", offered.join(","));
        assert!(parts.contains(&list), "{list} is not in {}", path.display());
    }
}

#[test]
fn a_strict_range_is_unmet_above_its_upper_level() {
    let known = first_item("khoảng", [1.into(), 2.into()], |results, _| {
        results.verdicts[0].targets[0].items[0].measured[0].printed.unwrap()
    });
    let [below, above] = [known - Decimal::ONE, known + Decimal::ONE];
    let far = known - Decimal::TWO;
    for (comparison, levels, expected) in [
        ("từ … đến …", [known, known], Status::Met),
        ("từ … đến …", [below, above], Status::Met),
        ("Từ ... đến ..., không vượt mức trên", [far, below], Status::Unmet),
        ("từ … đến …", [above, above], Status::Unmet),
        ("khoảng", [far, below], Status::Met),
    ] {
        let status = first_item(comparison, levels, |_, status| status);
        assert_eq!(status, expected, "{known}: {comparison} {levels:?}");
    }
}

#[test]
fn a_range_says_which_one_it_is() {
    for (comparison, says, code) in [
        ("từ … đến …", "từ 20 đến 25 tổ hợp tác, không vượt mức trên, căn cứ", "strict_range"),
        ("khoảng", "khoảng 20 - 25 tổ hợp tác, đạt khi từ mức thấp trở lên", "range"),
    ] {
        let levels = [20.into(), 25.into()];
        first_item(comparison, levels, |results, _| {
            let read_back = screen::settings_in_words(results.workspace);
            let says = says.replace("tổ hợp tác", "THT");
            assert!(read_back.contains(&says), "{says} is not in {read_back}");
            let twin = json::render(results);
            assert!(twin.contains(&format!("\"op\": \"{code}\"")), "{twin}");
            assert!(twin.contains("\"upper\": \"25\""));
        });
    }
}

#[test]
fn a_strict_range_needs_two_numbers() {
    let said = with("từ … đến …", "20", "").problems();
    assert!(said.contains("trang \"Nội dung\"") && said.contains("Mức trên"), "{said}");
    let said = with("từ … đến …", "năm trước", "25").problems();
    assert!(said.contains("ghi năm trước") && said.contains("cần ghi số"), "{said}");
}

#[test]
fn an_upper_level_that_nothing_asks_for_is_said() {
    let settings = with("trên", "20", "25").read();
    let sample = Workspace::open(&repository("samples/ct-huyen")).unwrap();
    let said = screen::settings_in_words(&Workspace { settings, ..sample });
    assert!(said.contains("không xét mức trên: nội dung 1.1."), "{said}");
}
