//! Structure and meaning of blank forms.

use tonghop::setup::proposal::{Kind, Proposal, ProposedFigure};
use tonghop::setup::{Office, learn_office};

use super::office::{learnt, proposed, real_form};

fn figure<'p>(proposal: &'p Proposal, code: &str) -> &'p ProposedFigure {
    let found = proposal.figures.iter().find(|figure| figure.code == code);
    found.unwrap_or_else(|| {
        let codes: Vec<_> = proposal.figures.iter().map(|figure| &figure.code).collect();
        panic!("no {code} among {codes:#?}")
    })
}

fn relations(proposal: &Proposal) -> Vec<String> {
    let said = |own: &tonghop::setup::proposal::ProposedRelation| {
        let asked = if own.questions.is_empty() { "" } else { " ?" };
        format!("{} {} {}{asked}", own.left, own.sign, own.right)
    };
    proposal.relations.iter().map(said).collect()
}

/// The new rural programme and the survey of poor households, 2026.
#[test]
fn every_table_of_real_forms_is_learnt() {
    for (file, expected) in [
        (
            "1-ntm-xa-2026.xlsx",
            &[
                ("Bieu 10", 78, false),
                ("Bieu 11", 39, false),
                ("Bieu 12", 324, false),
                ("Bieu 13", 42, false),
            ],
        ),
        (
            "2-giam-ngheo.xlsx",
            &[
                ("Bieu 1", 15, true),
                ("Bieu 2", 11, true),
                ("Bieu 8", 12, true),
                ("Bieu 15", 17, true),
            ],
        ),
    ] {
        let office = learnt(&real_form(file));
        let found: Vec<_> =
            office.tables.iter().map(|own| (own.sheet.as_str(), own.codes, own.is_list)).collect();
        assert_eq!(found, expected, "{file}");
        assert!(office.proposal.questions.len() <= 20, "{file}: {:#?}", office.proposal.questions);
        for question in &office.proposal.questions {
            let all = [
                &question.place,
                &question.cells,
                &question.text,
                &question.understood,
                &question.reason,
            ];
            assert!(all.iter().all(|text| !text.is_empty()), "{question:?}");
        }
    }
}

#[test]
fn printed_formulas_become_relations_and_shares() {
    let office = learnt(&real_form("2-giam-ngheo.xlsx"));
    let proposal = &office.proposal;
    let explained =
        |text: &str| proposal.relations.iter().filter(|own| own.explanation == text).count();
    // Two rows a name: households and heads.
    assert_eq!(explained("cột 9 = 1-2-3-4+5+6+7+8"), 2);
    assert_eq!(explained("cột 4 = 3/1*100"), 1);
    assert_eq!(explained("cột 14 = 13/2*100"), 1);
    assert_eq!((explained("cột 5 = 1-2-3-4"), explained("cột 10 = 6-7-8-9")), (2, 2));
    let shares = proposal.figures.iter().filter(|own| own.over_units.contains('/'));
    assert_eq!(shares.count(), 6, "each share of the first table is one of its totals");
}

/// Kinds, bases, units of measure, headings, "Trong đó", totals.
const PLAN: &str = "\
== Biểu 3
ỦY BAN NHÂN DÂN XÃ ..........
BÁO CÁO THỰC HIỆN CHỈ TIÊU
TT | Chỉ tiêu | ĐVT | Thực hiện năm 2025 | Năm 2026 | | | Ghi chú
 | | | | Kế hoạch | Thực hiện đến kỳ báo cáo | Ước thực hiện cả năm
A | KINH TẾ
I | Nông nghiệp
1 | Diện tích gieo trồng | ha
2 | Giá trị sản xuất | Triệu đồng
3 | Năng suất lúa | tạ/ha
II | Xã hội
1 | Tổng số hộ | hộ
 | Trong đó: hộ nghèo | hộ
2 | Tỷ lệ hộ nghèo | %
3 | Xã đạt chuẩn nông thôn mới | đạt/chưa đạt
 | Người lập biểu | | | | Chủ tịch
";

#[test]
fn a_plan_is_read_as_it_is_meant() {
    let proposal = proposed(PLAN);
    let codes: Vec<&str> = proposal.forms[0].iter().map(|cell| cell.code.as_str()).collect();
    assert_eq!(
        codes[..4],
        [
            "bieu_3.dien_tich_gieo_trong@namtruoc",
            "bieu_3.dien_tich_gieo_trong@kehoach",
            "bieu_3.dien_tich_gieo_trong",
            "bieu_3.dien_tich_gieo_trong@uoc"
        ]
    );
    assert_eq!(codes.len(), 28, "headings have none: {codes:#?}");
    let kind =
        |code: &str| (figure(&proposal, code).kind, figure(&proposal, code).over_units.as_str());
    assert_eq!(kind("bieu_3.dien_tich_gieo_trong"), (Kind::Amount, "cộng"));
    assert_eq!(kind("bieu_3.nang_suat_lua"), (Kind::Amount, "không cộng"));
    assert_eq!(kind("bieu_3.ti_le_ho_ngheo"), (Kind::Share, "không cộng"));
    assert_eq!(kind("bieu_3.tong_so_ho"), (Kind::Count, "cộng"));
    let relations = relations(&proposal);
    let part = "bieu_3.trong_do_ho_ngheo <= bieu_3.tong_so_ho";
    assert!(relations.iter().any(|own| own == part), "{relations:#?}");
    let asked: Vec<&str> = proposal.questions.iter().map(|own| own.field).collect();
    assert!(asked.contains(&"Qua các đơn vị"), "{asked:?}");
}

/// Four header rows, the same label five times, a row of numbers with formulas.
const DEEP: &str = "\
== Phụ lục 2
TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ
STT | Lĩnh vực | Số hồ sơ tiếp nhận | | | | Số hồ sơ đã giải quyết
 | | Tổng số | Trong kỳ | | Từ kỳ trước | Tổng số | Trước hạn | Đúng hạn | Quá hạn
 | | | Trực tuyến | Trực tiếp
'1 | '2 | 3=4+5+6 | '4 | '5 | '6 | 7=8+9+10 | '8 | '9 | '10
1 | Hộ tịch
 | Tổng số
2 | Đất đai
 | Tổng số
3 | Chứng thực
 | Tổng số
";

#[test]
fn deep_headers_and_repeated_labels_have_codes_of_their_own() {
    let proposal = proposed(&DEEP.replace('\'', ""));
    let mut codes: Vec<&str> = proposal.forms[0].iter().map(|cell| cell.code.as_str()).collect();
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!((codes.len(), all), (48, 48), "{codes:#?}");
    let printed = proposal.relations.iter().filter(|own| own.questions.is_empty());
    let printed: Vec<&str> = printed.map(|own| own.explanation.as_str()).collect();
    assert_eq!(printed.iter().filter(|own| **own == "cột 3 = 4+5+6").count(), 6, "{printed:?}");
    assert_eq!(printed.iter().filter(|own| **own == "cột 7 = 8+9+10").count(), 6);
}

/// A list of organisations: the first rows are blank, some columns are ticked.
const LIST: &str = "\
== Danh sách
DANH SÁCH CƠ SỞ
STT | Tên cơ sở | Địa chỉ | Ngày thành lập | Lao động | | Doanh thu (triệu đồng) | Có chứng nhận
 | | | | Tổng số | Nữ
1
2
3
";

#[test]
fn a_list_has_kinds_and_asks_what_only_its_filler_knows() {
    let proposal = proposed(LIST);
    let kinds: Vec<_> = proposal.columns.iter().map(|own| (own.code.as_str(), own.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("ten", Kind::Name),
            ("dia_chi", Kind::Text),
            ("ngay_thanh_lap", Kind::Day),
            ("tong_so", Kind::Count),
            ("nu", Kind::Count),
            ("doanh_thu", Kind::Amount),
            ("co_chung_nhan", Kind::Tick)
        ]
    );
    assert!(
        proposal.questions.iter().any(|own| own.cells == "Có chứng nhận"),
        "{:#?}",
        proposal.questions
    );
    assert_eq!(
        figure(&proposal, "danh_sach.so_dong").derivation.as_ref().unwrap().operation,
        "đếm"
    );
}

#[test]
fn a_document_without_targets_is_named_and_stands_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("khen thưởng.txt");
    std::fs::write(&document, "Nghị quyết về khen thưởng.\nĐiều 1. Khen thưởng các tập thể.\n")
        .unwrap();
    let forms = vec![real_form("2-giam-ngheo.xlsx")];
    let office = Office { forms, resolutions: vec![document], ..Office::default() };
    let learnt = learn_office(&office).unwrap();
    assert!(learnt.proposal.sets.is_empty());
    let [said] = &learnt.left_out[..] else { panic!("{:?}", learnt.left_out) };
    assert!(said.contains("khen thưởng.txt: không thấy chỉ tiêu"), "{said}");
}
