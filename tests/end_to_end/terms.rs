//! Terms: which targets hold when, what a deadline changes, figures that the office enters.

use chrono::NaiveDate;
use tonghop::check::Severity;
use tonghop::intake::locate;
use tonghop::judge::{SetVerdict, Status, judge};
use tonghop::results::Results;
use tonghop::settings::{Basis, Settings};
use tonghop::workspace::Workspace;
use viet_text::period::Period;

use crate::packs::repository;
use crate::settings_book::SettingsBook;

fn workspace(sample: &str) -> Workspace {
    Workspace::open(&repository(&format!("samples/{sample}"))).unwrap()
}

fn results<'w>(workspace: &'w Workspace, sample: &str, period: &str) -> Results<'w> {
    let folder = repository(&format!("samples/{sample}/{period}"));
    Results::read(workspace, &locate(&folder, None).unwrap()).unwrap()
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn statuses(results: &Results<'_>) -> Vec<(String, Status)> {
    let pairs = results.verdicts.iter().flat_map(|verdict| {
        let items = verdict.set.targets.iter().flat_map(|target| &target.items);
        let judged = verdict.targets.iter().flat_map(|target| &target.items);
        items.zip(judged).map(|(item, judged)| (item.number.clone(), judged.status))
    });
    pairs.collect()
}

fn status(results: &Results<'_>, number: &str) -> Status {
    let all = statuses(results);
    all.into_iter().find(|(item, _)| item == number).expect("the item is judged").1
}

fn sets(verdicts: &[SetVerdict<'_>]) -> Vec<String> {
    verdicts.iter().map(|verdict| verdict.set.code.clone()).collect()
}

#[test]
fn each_sample_month_is_whole_and_raises_no_doubt() {
    for (sample, period, met) in
        [("ba-to", "2025-01", 0), ("tan-loi", "2024-10", 3), ("ct-huyen", "2024-06", 7)]
    {
        let workspace = workspace(sample);
        let results = results(&workspace, sample, period);
        let graver = results.findings.iter().filter(|f| f.severity != Severity::Info);
        assert_eq!(graver.map(|f| f.message.clone()).collect::<Vec<_>>(), Vec::<String>::new());
        let units = 0..workspace.settings.units.len();
        assert!(units.clone().all(|unit| results.month.used_by(unit).next().is_some()), "{sample}");
        let statuses = statuses(&results);
        assert_eq!(statuses.iter().filter(|(_, s)| *s == Status::Met).count(), met, "{sample}");
        if sample == "ba-to" {
            reports_the_figures_of_2024(&results);
        }
    }
}

fn reports_the_figures_of_2024(results: &Results<'_>) {
    for (code, value) in [
        ("htx.so_luong", 15),
        ("tht.so_luong", 22),
        ("htx.thanh_vien", 288),
        ("htx.lao_dong", 10),
        ("htx.cbql", 45),
    ] {
        let indicator = results.workspace.settings.indicators.get_index_of(code).unwrap();
        for basis in [Basis::Actual, Basis::Prior] {
            assert_eq!(results.figures.total(indicator, basis).value, Some(value.into()), "{code}");
        }
    }
}

#[test]
fn two_plans_side_by_side_and_each_month_by_the_targets_of_its_time() {
    let mut workspace = workspace("tan-loi");
    let old = workspace.settings.sets.remove(0);
    let until_september =
        { tonghop::settings::TargetSet { code: "a".into(), to: day("2024-09-30"), ..old.clone() } };
    let from_october =
        tonghop::settings::TargetSet { code: "b".into(), from: day("2024-10-01"), ..old.clone() };
    let always = tonghop::settings::TargetSet { code: "c".into(), from: None, to: None, ..old };
    workspace.settings.sets = vec![until_september, from_october, always];
    let results = results(&workspace, "tan-loi", "2024-10");
    assert_eq!(sets(&results.verdicts), ["b", "c"]);
    let september = Period::Month { year: 2024, month: 9 };
    let then = judge(&results.figures, &workspace.settings, september, &[]);
    assert_eq!(sets(&then), ["a", "c"]);
}

#[test]
fn what_is_unmet_fails_at_its_own_deadline_and_not_before() {
    let key = "Giải quyết hồ sơ giải thể 02 HTX đã ngưng hoạt động";
    let book = SettingsBook::of_pack("kh-tan-loi-2024").put("Nội dung", key, "Hạn", "30/10/2024");
    let workspace = Workspace { settings: book.read(), ..workspace("tan-loi") };
    let results = results(&workspace, "tan-loi", "2024-10");
    let words: Vec<&str> = results.verdicts[0]
        .targets
        .iter()
        .flat_map(|target| &target.items)
        .map(|item| item.vietnamese())
        .collect();
    assert_eq!(words, ["Đạt", "Đạt", "Đạt", "Không đạt", "Chưa đạt"]);
    let september = Period::Month { year: 2024, month: 9 };
    let earlier = judge(&results.figures, &workspace.settings, september, &[]);
    assert_eq!(earlier[0].targets[1].items[0].vietnamese(), "Chưa đạt");
    let december = Period::Month { year: 2024, month: 12 };
    let on =
        |period| judge(&results.figures, &workspace.settings, period, &results.entries.judgements);
    // The plan's deadline is 31/12/2024: on the day itself nothing irrevocable is said yet.
    assert_eq!(on(december)[0].targets[2].items[0].vietnamese(), "Chưa đạt");
}

#[test]
fn a_deadline_that_is_no_day_is_said() {
    let key = "Lựa chọn 01 mô hình HTX, THT làm điển hình";
    let book = SettingsBook::of_pack("kh-tan-loi-2024").put("Nội dung", key, "Hạn", "cuối năm");
    let said = book.problems();
    assert!(said.contains("ô N") && said.contains("\"Hạn\" ghi \"cuối năm\""), "{said}");
}

#[test]
fn what_the_office_enters_is_used_for_its_year_only() {
    let entered = |period: &str, value: &str| -> Settings {
        SettingsBook::of_pack("ct-huyen-2030-2045")
            .put("Số liệu cơ quan", "cq.dan_so", "Giá trị", value)
            .put("Số liệu cơ quan", "cq.dan_so", "Kỳ", period)
            .read()
    };
    // 261 members of cooperatives and 231 of groups.
    for (period, population, expected) in [
        ("2024", "2.460", Status::Met),
        ("2024-06", "2.461", Status::Unmet),
        ("2023", "2.460", Status::NoData),
        ("2024-05", "2.460", Status::NoData),
    ] {
        let settings = entered(period, population);
        let workspace = Workspace { settings, ..workspace("ct-huyen") };
        let results = results(&workspace, "ct-huyen", "2024-06");
        assert_eq!(status(&results, "6.1"), expected, "{period} {population}");
    }
}

#[test]
fn an_unknown_part_decides_nothing_unless_the_rest_already_does() {
    let threshold = |level: &str| {
        let key = "Khoảng 01-02 HTX và tổ hợp tác ứng dụng công nghệ cao";
        let book = SettingsBook::of_pack("ct-huyen-2030-2045");
        book.put("Nội dung", key, "So sánh", "từ … trở lên")
            .put("Nội dung", key, "Mức", level)
            .put("Nội dung", key, "Mức trên", "")
            .read()
    };
    for (level, expected) in [("1", Status::Met), ("2", Status::NoData)] {
        let workspace = Workspace { settings: threshold(level), ..workspace("ct-huyen") };
        let results = results(&workspace, "ct-huyen", "2024-06");
        assert_eq!(status(&results, "4.1"), expected, "one is known of, {level} wanted");
    }
}

#[test]
fn slips_in_what_the_office_enters_are_said() {
    for (header, text, says) in [
        ("Mã", "htx.so_luong", "đã có ở trang \"Số liệu\""),
        ("Giá trị", "nhiều", "không phải là số"),
        ("Giá trị", "-5", "số âm"),
    ] {
        let book = SettingsBook::of_pack("ct-huyen-2030-2045");
        let said = book.put("Số liệu cơ quan", "cq.dan_so", header, text).problems();
        assert!(said.contains(says) && said.contains("Số liệu cơ quan"), "{text}: {said}");
    }
}

#[test]
fn one_condition_may_name_several_words() {
    let with = |condition: &str| {
        let book = SettingsBook::of_pack("ct-huyen-2030-2045");
        book.put("Số liệu", "tht.tot_kha", "Điều kiện 1", condition)
    };
    let value = |condition: &str| {
        let workspace = Workspace { settings: with(condition).read(), ..workspace("ct-huyen") };
        let results = results(&workspace, "ct-huyen", "2024-06");
        let indicator = workspace.settings.indicators.get_index_of("tht.tot_kha").unwrap();
        results.figures.total(indicator, Basis::Actual).value
    };
    let (good, fair) = (value("xep_loai = Tốt").unwrap(), value("xep_loai = Khá").unwrap());
    assert_eq!(value("xep_loai = Tốt; Khá"), Some(good + fair));
    assert_eq!(value("xep_loai khác Trung bình; Yếu"), Some(good + fair));
    let said = with("xep_loai = Tốt; Kha").problems();
    assert!(said.contains("\"Kha\"; ý là \"Khá\"?"), "{said}");
}
