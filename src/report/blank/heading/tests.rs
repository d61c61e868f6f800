//! Headings as forms have them, before and after.

use super::{HeadingValues, applied, filled, letters};
use crate::settings::ClosingDay;
use viet_text::period::Period;

const MONTH: Period = Period::Month { year: 2026, month: 2 };
const OCTOBER: Period = Period::Month { year: 2023, month: 10 };
const QUARTER: Period = Period::Quarter { year: 2026, quarter: 1 };
const HALF: Period = Period::HalfYear { year: 2026, half: 1 };
const SECOND_HALF: Period = Period::HalfYear { year: 2026, half: 2 };
const NINE: Period = Period::NineMonths { year: 2026 };
const YEAR: Period = Period::Year { year: 2026 };

/// The text filled, and whether it says whose and of when it is.
fn made(text: &str, unit: Option<&str>, period: Option<Period>) -> (String, bool, bool) {
    let kinds = ["xã", "phường", "thị trấn"].map(str::to_owned);
    let filled = filled(
        text,
        &HeadingValues { unit, kinds: &kinds, period, closing: ClosingDay::default() },
    );
    (applied(&letters(text), &filled.edits), filled.says_unit, filled.says_period)
}

/// Text, period, the text filled; the same text where it is left alone.
fn check(table: &[(&str, Period, &str)]) {
    for (text, period, expected) in table {
        assert_eq!(made(text, None, Some(*period)).0, *expected, "{text}, {period}");
    }
}

#[test]
fn a_heading_of_a_circular_by_period() {
    const HEADING: &str = "Kỳ báo cáo: Quý …/Năm …\n(Từ ngày … tháng … năm … đến ngày …)";
    check(&[
        (
            HEADING,
            QUARTER,
            "Kỳ báo cáo: Quý I/Năm 2026\n(Từ ngày 01 tháng 01 năm 2026 đến ngày 31/03/2026)",
        ),
        (HEADING, MONTH, HEADING),
        (HEADING, HALF, HEADING),
        (HEADING, YEAR, HEADING),
    ]);
}

#[test]
fn from_a_day_to_a_day() {
    const FULL: &str = "(Từ ngày … tháng … năm … đến ngày … tháng … năm …)";
    check(&[
        (FULL, MONTH, "(Từ ngày 01 tháng 02 năm 2026 đến ngày 28 tháng 02 năm 2026)"),
        (FULL, QUARTER, "(Từ ngày 01 tháng 01 năm 2026 đến ngày 31 tháng 3 năm 2026)"),
        (FULL, SECOND_HALF, "(Từ ngày 01 tháng 7 năm 2026 đến ngày 31 tháng 12 năm 2026)"),
        (FULL, YEAR, "(Từ ngày 01 tháng 01 năm 2026 đến ngày 31 tháng 12 năm 2026)"),
        ("Từ ngày ..... đến ngày .....", HALF, "Từ ngày 01/01/2026 đến ngày 30/06/2026"),
        (
            "từ ngày ..../..../20.... đến hết ngày ..../..../20....",
            MONTH,
            "từ ngày 01/02/2026 đến hết ngày 28/02/2026",
        ),
        ("TỪ NGÀY ____ ĐẾN NGÀY ____", QUARTER, "TỪ NGÀY 01/01/2026 ĐẾN NGÀY 31/03/2026"),
        ("(Từ tháng … đến tháng … năm …)", QUARTER, "(Từ tháng 01 đến tháng 3 năm 2026)"),
        ("Từ ngày      đến ngày      ", MONTH, "Từ ngày 01/02/2026 đến ngày 28/02/2026 "),
        // A printed value belongs to the form.
        (
            "(Từ ngày 15/12 năm trước đến ngày 14/12)",
            YEAR,
            "(Từ ngày 15/12 năm trước đến ngày 14/12)",
        ),
        ("Nhận báo cáo từ ngày … đến ngày …", MONTH, "Nhận báo cáo từ ngày … đến ngày …"),
    ]);
}

#[test]
fn months_quarters_halves_and_years() {
    check(&[
        ("Tháng … năm …", MONTH, "Tháng 02 năm 2026"),
        ("Tháng …/…", OCTOBER, "Tháng 10/2023"),
        ("(Tháng ... năm 20...)", OCTOBER, "(Tháng 10 năm 2023)"),
        ("Tháng … năm 2025", MONTH, "Tháng 02 năm 2026"),
        ("Tháng 9 năm …", MONTH, "Tháng 9 năm …"),
        ("BÁO CÁO KTTT THÁNG ..... NĂM .....", OCTOBER, "BÁO CÁO KTTT THÁNG 10 NĂM 2023"),
        ("BÁO CÁO KTTT THÁNG..NĂM..", OCTOBER, "BÁO CÁO KTTT THÁNG 10 NĂM 2023"),
        ("BÁO CÁO THÁNG ..... NĂM .....", QUARTER, "BÁO CÁO THÁNG ..... NĂM ....."),
        ("Tháng     năm     ", MONTH, "Tháng 02 năm 2026 "),
        ("Quý … năm ……", QUARTER, "Quý I năm 2026"),
        ("Quý .../2026", QUARTER, "Quý I/2026"),
        ("QUÍ ___ NĂM ___", QUARTER, "QUÍ I NĂM 2026"),
        ("Quý … năm …", HALF, "Quý … năm …"),
        ("Tháng …/Quý …/Năm …", QUARTER, "Tháng …/Quý …/Năm …"),
        ("XÃ MỸ QUÝ ......", QUARTER, "XÃ MỸ QUÝ ......"),
        ("(6 tháng ... năm ...)", HALF, "(6 tháng đầu năm 2026)"),
        ("(6 tháng ... năm ...)", SECOND_HALF, "(6 tháng cuối năm 2026)"),
        ("KẾT QUẢ THỰC HIỆN 6 THÁNG…/NĂM…", HALF, "KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU/NĂM 2026"),
        ("KẾT QUẢ THỰC HIỆN 6 THÁNG…/NĂM…", YEAR, "KẾT QUẢ THỰC HIỆN 6 THÁNG…/NĂM…"),
        ("NGUỒN LỰC THỰC HIỆN 6 THÁNG NĂM…", HALF, "NGUỒN LỰC THỰC HIỆN 6 THÁNG NĂM 2026"),
        ("NGUỒN LỰC THỰC HIỆN 6 THÁNG NĂM…", SECOND_HALF, "NGUỒN LỰC THỰC HIỆN 6 THÁNG NĂM…"),
        ("Sáu tháng đầu năm …", HALF, "Sáu tháng đầu năm 2026"),
        ("6 tháng đầu năm …", SECOND_HALF, "6 tháng đầu năm …"),
        ("6 tháng đầu năm …", MONTH, "6 tháng đầu năm …"),
        ("9 tháng đầu năm …", NINE, "9 tháng đầu năm 2026"),
        ("… tháng đầu năm …", NINE, "9 tháng đầu năm 2026"),
        ("6 tháng đầu năm …", NINE, "6 tháng đầu năm …"),
        ("sáu tháng đầu năm …", NINE, "sáu tháng đầu năm …"),
        ("Kỳ báo cáo: Tháng … năm …", NINE, "Kỳ báo cáo: 9 tháng đầu năm 2026"),
        ("9 tháng đầu năm …", HALF, "9 tháng đầu năm …"),
        ("… tháng đầu năm …", HALF, "6 tháng đầu năm 2026"),
        ("DANH SÁCH HỘ NGHÈO NĂM…", YEAR, "DANH SÁCH HỘ NGHÈO NĂM 2026"),
        ("DANH SÁCH HỘ NGHÈO NĂM…", MONTH, "DANH SÁCH HỘ NGHÈO NĂM 2026"),
        ("So với năm …", YEAR, "So với năm …"),
        ("So với cùng kỳ năm …", YEAR, "So với cùng kỳ năm …"),
        ("Kế hoạch năm … - …", YEAR, "Kế hoạch năm … - …"),
        ("Nghị quyết tháng 9 năm 2023", MONTH, "Nghị quyết tháng 9 năm 2023"),
    ]);
}

#[test]
fn a_heading_with_two_periods_is_left_unchanged() {
    for (text, period) in [
        ("THÁNG … NĂM …. SO VỚI THÁNG … NĂM ….", MONTH),
        ("Kết quả tháng …, nhiệm vụ tháng … năm ……", MONTH),
        ("Tháng … và dự kiến tháng … năm ……", MONTH),
        ("Tháng … và tháng … năm ……", MONTH),
        ("Năm …… và kế hoạch năm ……", YEAR),
        ("NĂM …… VÀ NĂM ……", YEAR),
        ("Quý … và phương hướng quý …", QUARTER),
        ("Quý … và phương hướng, nhiệm vụ trọng tâm quý … năm ……", QUARTER),
        ("6 tháng đầu năm … so với 6 tháng đầu năm …", HALF),
        ("Từ ngày … đến ngày …, so với từ ngày … đến ngày …", MONTH),
        ("Từ ngày … đến ngày …\nTừ ngày … đến ngày …", MONTH),
        ("Kỳ báo cáo: Tháng … năm … (cùng kỳ: tháng … năm …)", MONTH),
        ("Kỳ báo cáo: Tháng 9 năm 2023, tháng 8 năm 2023", OCTOBER),
    ] {
        check(&[(text, period, text)]);
    }
    check(&[
        (
            "Tháng … năm … (số liệu tính đến ngày …)",
            OCTOBER,
            "Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)",
        ),
        (
            "Quý … năm … (từ ngày … đến ngày …)",
            QUARTER,
            "Quý I năm 2026 (từ ngày 01/01/2026 đến ngày 31/03/2026)",
        ),
        ("Tháng … năm … so với tháng trước", MONTH, "Tháng 02 năm 2026 so với tháng trước"),
        (
            "Tháng … năm … và nhiệm vụ tháng tiếp theo",
            MONTH,
            "Tháng 02 năm 2026 và nhiệm vụ tháng tiếp theo",
        ),
        // A value printed beside belongs to the form.
        (
            "Tháng … năm … so với tháng 12 năm 2025",
            MONTH,
            "Tháng 02 năm 2026 so với tháng 12 năm 2025",
        ),
        (
            "Kỳ báo cáo: Tháng 9 năm 2023 (cùng kỳ: tháng 9 năm 2022)",
            OCTOBER,
            "Kỳ báo cáo: Tháng 10 năm 2023 (cùng kỳ: tháng 9 năm 2022)",
        ),
    ]);
}

#[test]
fn words_beside_a_slot_can_mean_another_period() {
    for (text, period) in [
        ("Cùng kỳ tháng … năm ……", MONTH),
        ("Tháng trước (tháng … năm ……)", MONTH),
        ("Kỳ báo cáo tháng trước: Tháng … năm ……", MONTH),
        ("So với tháng … năm ……", MONTH),
        ("Dự kiến quý … năm ……", QUARTER),
        ("Kế hoạch tháng … năm ……", MONTH),
        ("KẾ HOẠCH NĂM ……", YEAR),
        ("Nhiệm vụ trọng tâm tháng …/…", MONTH),
        ("Phương hướng công tác quý … năm …", QUARTER),
        ("Tháng tiếp theo: tháng … năm …", MONTH),
        ("Tháng sau: tháng … năm …", MONTH),
        ("Tháng … năm trước", MONTH),
        ("Tháng … cùng kỳ năm trước", MONTH),
        ("Cùng kỳ từ ngày … đến ngày …", MONTH),
    ] {
        check(&[(text, period, text)]);
    }
    check(&[
        (
            "KẾT QUẢ THỰC HIỆN KẾ HOẠCH THÁNG … NĂM …",
            OCTOBER,
            "KẾT QUẢ THỰC HIỆN KẾ HOẠCH THÁNG 10 NĂM 2023",
        ),
        ("Thực hiện các nhiệm vụ quý … năm …", QUARTER, "Thực hiện các nhiệm vụ quý I năm 2026"),
        (
            "Kế hoạch phát triển HTX\nTháng … năm …",
            MONTH,
            "Kế hoạch phát triển HTX\nTháng 02 năm 2026",
        ),
    ]);
}

#[test]
fn half_a_year_or_a_year() {
    for text in
        ["Báo cáo 06 tháng/năm ……", "Báo cáo 6 tháng, cả năm ……", "Báo cáo 6 tháng và năm …"]
    {
        check(&[(text, MONTH, text), (text, QUARTER, text)]);
    }
    check(&[
        ("Báo cáo 06 tháng/năm ……", HALF, "Báo cáo 06 tháng/năm 2026"),
        ("Báo cáo 06 tháng/năm ……", YEAR, "Báo cáo 06 tháng/năm 2026"),
    ]);
}

#[test]
fn up_to_a_day_and_a_day_of_signing() {
    check(&[
        ("Tính đến ngày … tháng … năm …", QUARTER, "Tính đến ngày 31 tháng 3 năm 2026"),
        ("(Số liệu tính đến ngày ...)", HALF, "(Số liệu tính đến ngày 30/06/2026)"),
        ("Có đến 24h ngày … tháng … năm …", MONTH, "Có đến 24h ngày … tháng … năm …"),
        ("Lũy kế đến tháng … năm …", QUARTER, "Lũy kế đến tháng 3 năm 2026"),
        ("Thời điểm ngày …/…/…", YEAR, "Thời điểm ngày 31/12/2026"),
        ("Hạn nộp: đến ngày …", MONTH, "Hạn nộp: đến ngày …"),
        ("Thời hạn gửi báo cáo: trước ngày …", MONTH, "Thời hạn gửi báo cáo: trước ngày …"),
        ("Mỹ Quý, ngày … tháng … năm …", MONTH, "Mỹ Quý, ngày … tháng … năm …"),
        ("Ngày … tháng … năm 2026", MONTH, "Ngày … tháng … năm 2026"),
        ("Ngày    tháng    năm 20  ", MONTH, "Ngày    tháng    năm 20  "),
        ("……, … tháng … năm …", HALF, "……, … tháng … năm …"),
        (
            "BÁO CÁO THÁNG … NĂM …\n(Kèm theo Công văn số …/UBND ngày … tháng … năm …)",
            OCTOBER,
            "BÁO CÁO THÁNG 10 NĂM 2023\n(Kèm theo Công văn số …/UBND ngày … tháng … năm …)",
        ),
        ("Độc lập - Tự do - Hạnh phúc", MONTH, "Độc lập - Tự do - Hạnh phúc"),
        ("Số: ..../BC-UBND", MONTH, "Số: ..../BC-UBND"),
        ("SỞ TÀI CHÍNH năm      CỘNG HÒA", YEAR, "SỞ TÀI CHÍNH năm      CỘNG HÒA"),
    ]);
}

#[test]
fn after_its_label_the_period_is_always_written() {
    check(&[
        ("Kỳ báo cáo: Tháng ... năm ...", OCTOBER, "Kỳ báo cáo: Tháng 10 năm 2023"),
        ("Kỳ báo cáo: Tháng ... năm ...", QUARTER, "Kỳ báo cáo: Quý I năm 2026"),
        ("Kỳ báo cáo: Tháng ... năm ...", HALF, "Kỳ báo cáo: 6 tháng đầu năm 2026"),
        ("KỲ BÁO CÁO: THÁNG ... NĂM ...", QUARTER, "KỲ BÁO CÁO: QUÝ I NĂM 2026"),
        ("Kỳ báo cáo:", YEAR, "Kỳ báo cáo: Năm 2026"),
        ("Kỳ báo cáo: ……………", YEAR, "Kỳ báo cáo: Năm 2026"),
        ("Kỳ báo cáo: 9/2023", OCTOBER, "Kỳ báo cáo: Tháng 10 năm 2023"),
        (
            "Kỳ báo cáo: Tháng 9 năm 2023 (số liệu tính đến ngày ...)",
            OCTOBER,
            "Kỳ báo cáo: Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)",
        ),
        (
            "Kỳ báo cáo: Tháng 9 năm 2023 (số liệu tính đến ngày 30/9/2023)",
            OCTOBER,
            "Kỳ báo cáo: Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)",
        ),
        (
            "Đơn vị: Phòng A\r\nKỳ báo cáo: Năm 2025\r\nNgày nhận: …",
            YEAR,
            "Đơn vị: Phòng A\r\nKỳ báo cáo: Năm 2026\r\nNgày nhận: …",
        ),
    ]);
}

#[test]
fn units_in_their_slots() {
    for (text, expected) in [
        ("XÃ ...................", "XÃ MỸ QUÝ"),
        ("UBND xã …………", "UBND Xã Mỹ Quý"),
        ("Đơn vị báo cáo: .......", "Đơn vị báo cáo: Xã Mỹ Quý"),
        ("Đơn vị báo cáo: Xã .......", "Đơn vị báo cáo: Xã Mỹ Quý"),
        ("Tên đơn vị:", "Tên đơn vị: Xã Mỹ Quý"),
        ("XÃ, PHƯỜNG, THỊ TRẤN ____", "XÃ MỸ QUÝ"),
        ("XÃ/PHƯỜNG ......, HUYỆN ABC", "XÃ MỸ QUÝ, HUYỆN ABC"),
        (
            "Đơn vị báo cáo:\nĐơn vị nhận báo cáo: Sở Tài chính",
            "Đơn vị báo cáo: Xã Mỹ Quý\nĐơn vị nhận báo cáo: Sở Tài chính",
        ),
        (
            "Đơn vị báo cáo:\n………\nĐơn vị nhận báo cáo: ………",
            "Đơn vị báo cáo:\nXã Mỹ Quý\nĐơn vị nhận báo cáo: ………",
        ),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: ..../BC-UBND", "Số: ..../BC-UBND"),
        ("Đơn vị tính: triệu đồng", "Đơn vị tính: triệu đồng"),
        ("Đơn vị tính:", "Đơn vị tính:"),
    ] {
        let (made, says, _) = made(text, Some("Xã Mỹ Quý"), None);
        assert_eq!(made, expected, "{text}");
        assert_eq!(says, made != text, "{text}");
    }
}

#[test]
fn several_things_in_one_cell() {
    let made = |text: &str, period| made(text, Some("Xã Mỹ Quý"), Some(period));
    let text = "UBND XÃ ………\nBáo cáo quý … năm …\n(Tính đến ngày …)";
    let expected = "UBND XÃ MỸ QUÝ\nBáo cáo quý I năm 2026\n(Tính đến ngày 31/03/2026)";
    assert_eq!(made(text, QUARTER), (expected.to_owned(), true, true));
    // One place is not understood: nothing is touched.
    assert_eq!(made(text, MONTH), (text.to_owned(), false, false));
    let text = "Đơn vị: ……… Kỳ báo cáo: Tháng … năm …";
    let expected = "Đơn vị: Xã Mỹ Quý Kỳ báo cáo: Tháng 10 năm 2023";
    assert_eq!(made(text, OCTOBER), (expected.to_owned(), true, true));
    let signed = "Xã …………, ngày … tháng … năm …";
    let expected = "Xã Mỹ Quý, ngày … tháng … năm …";
    assert_eq!(made(signed, OCTOBER), (expected.to_owned(), true, false));
}

#[test]
fn which_texts_name_the_period() {
    for (text, period, says) in [
        ("NĂM …", YEAR, true),
        ("NĂM …", MONTH, false),
        ("Quý …/Năm …", QUARTER, true),
        ("Từ ngày … đến ngày …", QUARTER, true),
        ("Tính đến ngày …", QUARTER, false),
        ("Tháng 10 năm 2023", OCTOBER, true),
        ("Biểu số 1", OCTOBER, false),
    ] {
        assert_eq!(made(text, None, Some(period)).2, says, "{text}");
    }
}
