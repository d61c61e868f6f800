use super::*;

fn found(text: &str) -> String {
    find_period(text).map_or_else(|| "none".to_owned(), |period| period.to_string())
}

#[test]
fn months() {
    for text in [
        "Kỳ báo cáo: Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)",
        "Kỳ báo cáo: Tháng 10 năm 2023 (số liệu tính đến ngày 10/11/2023)",
        "THÁNG 10, NĂM 2023",
        "bao cao thang 10 nam 2023",
        "T10.2023",
        "KTTT T10-2023.xlsx",
        "KTTT_T10_2023.xls",
        "BC KTTT xa My An T10 2023.xls",
        "UBND xã Đốc Binh Kiều_KTTT_10.2023.xlsx",
        "tháng 10-2023",
        "tháng 10/2023",
        "Tha\u{301}ng 10/2023",
        "10.2023",
        "10-2023",
        "2023-10",
        "2023_10",
        "D:/bao-cao/2023-10",
        "Số liệu đến ngày 31/10/2023",
        "tính đến hết ngày 31 tháng 10 năm 2023",
        "Theo NQ 47/NQ-HĐND ngày 12/8/2021, tháng 10/2023",
        "Mỹ Quý T10.2023",
        "KTTT thang_10_2023",
        "bc_2023_10_my_an",
        "Báo cáo tháng 10-2023 (1)",
        "BÁO CÁO THÁNG MƯỜI NĂM 2023",
        "Tháng mười, năm 2023",
        "bao cao thang muoi nam 2023",
        "10 tháng năm 2023",
        "Báo cáo kinh tế tập thể 10 tháng đầu năm 2023",
        "mười tháng đầu năm 2023",
        "Tháng 10 năm 2023, so với tháng 10 năm 2022",
    ] {
        assert_eq!(found(text), "2023-10", "{text}");
    }
}

#[test]
fn longer_periods() {
    for (text, name) in [
        ("Quý II-2024", "2024-Q2"),
        ("QUÝ II NĂM 2024", "2024-Q2"),
        ("Quí 2/2024", "2024-Q2"),
        ("bc quy ii 2024", "2024-Q2"),
        ("Q2/2024", "2024-Q2"),
        ("QII.2024", "2024-Q2"),
        ("Q2-2024.xlsx", "2024-Q2"),
        ("6T-2024", "2024-6T"),
        ("6 tháng đầu năm 2024", "2024-6T"),
        ("06 THÁNG NĂM 2024", "2024-6T"),
        ("6 tháng cuối năm 2024", "2024-6TC"),
        ("Báo cáo 6 tháng đầu năm 2024 (đến ngày 30/6/2024)", "2024-6T"),
        ("Xã Mỹ Quý 2.2024", "2024-02"),
        ("Xã Mỹ Quý quý 2-2024", "2024-Q2"),
        ("9 tháng đầu năm 2024", "2024-9T"),
        ("BÁO CÁO 9 THÁNG NĂM 2024", "2024-9T"),
        ("09 tháng đầu năm 2024", "2024-9T"),
        ("Chín tháng đầu năm 2024", "2024-9T"),
        ("bao cao 9T 2024", "2024-9T"),
        ("9T-2024", "2024-9T"),
        ("3 tháng đầu năm 2024", "2024-Q1"),
        ("12 tháng năm 2024", "2024"),
        ("6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024", "2024-6T"),
        ("9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm 2024", "2024-9T"),
        ("tháng chín năm 2024", "2024-09"),
        ("THÁNG MƯỜI MỘT NĂM 2024", "2024-11"),
        ("tháng mười hai/2024", "2024-12"),
        ("tháng giêng năm 2024", "2024-01"),
        ("tháng năm năm 2024", "2024-05"),
        ("tháng sáu năm 2024", "2024-06"),
        ("Năm 2024", "2024"),
        ("bao cao nam 2024", "2024"),
        ("2024", "2024"),
    ] {
        assert_eq!(found(text), name, "{text}");
    }
}

#[test]
fn a_folder_name_reads_back() {
    for period in [
        Period::Month { year: 2024, month: 3 },
        Period::Quarter { year: 2024, quarter: 4 },
        Period::HalfYear { year: 2024, half: 1 },
        Period::HalfYear { year: 2024, half: 2 },
        Period::NineMonths { year: 2024 },
        Period::Year { year: 2024 },
    ] {
        assert_eq!(find_period(&period.to_string()), Some(period));
    }
}

#[test]
fn no_period() {
    for text in [
        "47/NQ-HĐND ngày 12/8/2021",
        "Nghị quyết số 10/2023/NQ-HĐND",
        "Thông tư 01/2020/TT-BKHĐT",
        "Kèm theo Báo cáo số 10/2023",
        "Tháp Mười, ngày 05 tháng 11 năm 2023",
        "Tháp Mười, ngày     tháng 11 năm 2023",
        "Tháp Mười, ngày ... tháng 11 năm 2023",
        "Kỳ báo cáo: Tháng ... năm ...",
        "Kỳ báo cáo: Tháng ... năm 2023",
        "ĐT: 02773.824.123",
        "0912.10.2023",
        "0912 345 678",
        "giai đoạn 2021-2025",
        "đến năm 2025",
        "đúng Luật Hợp tác xã năm 2012",
        "tăng so với năm 2016",
        "so với 9 tháng đầu năm 2022",
        "cùng kỳ tháng 10 năm 2022",
        "3 tháng cuối năm 2023",
        "tháng năm 2023",
        "tháng 10",
        "9 tháng",
        "tháng 13/2023",
        "31/10/2023",
        "31.10.23",
        "HTX số 2",
        "",
    ] {
        assert_eq!(found(text), "none", "{text}");
    }
}

#[test]
fn a_period_without_its_year() {
    let found = |text: &str| {
        let until = Period::Month { year: 2023, month: 10 };
        find_period_without_year(text).map(|period| period.latest_until(until).to_string())
    };
    for (text, name) in [
        ("BC KTTT xa My An T10.xls", "2023-10"),
        ("Mỹ Đông - biểu KTTT tháng 10.ods", "2023-10"),
        ("t10 (1)", "2023-10"),
        ("BÁO CÁO THÁNG MƯỜI", "2023-10"),
        ("tháng chín", "2023-09"),
        ("tháng 11", "2022-11"),
        ("Báo cáo 9 tháng", "2023-9T"),
        ("9 tháng đầu năm", "2023-9T"),
        ("6 tháng đầu năm", "2023-6T"),
        ("10 tháng", "2023-10"),
        ("Quý III", "2023-Q3"),
    ] {
        assert_eq!(found(text).as_deref(), Some(name), "{text}");
    }
    for text in [
        "T10.2023",
        "ngày 5 tháng 6",
        "THT 10",
        "tháng 13",
        "Mẫu T 1",
        "t100",
        "Xã Mỹ Quý 2",
        "Mỹ Quý I",
        "tháng sau",
        "",
    ] {
        assert_eq!(find_period_without_year(text), None, "{text}");
    }
}

#[test]
fn the_day_that_closes_the_figures() {
    for (text, day) in [
        ("Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2022)", "2022-10-31"),
        ("từ ngày 15/9/2023 đến ngày 14/10/2023", "2023-10-14"),
        ("đến hết ngày 31 tháng 10 năm 2023", "2023-10-31"),
    ] {
        assert_eq!(find_closing_day(text).map(|day| day.to_string()).as_deref(), Some(day));
    }
    assert_eq!(find_closing_day("Tháp Mười, ngày 05 tháng 11 năm 2023"), None);
}
