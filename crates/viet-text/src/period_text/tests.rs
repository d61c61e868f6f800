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
        "10 tháng năm 2023",
        "10 tháng đầu năm 2023",
        "tháng 10",
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
fn a_month_without_its_year() {
    for text in ["BC KTTT xa My An T10.xls", "Mỹ Đông - biểu KTTT tháng 10.ods", "t10 (1)"] {
        assert_eq!(find_month_without_year(text), Some(10), "{text}");
    }
    for text in
        ["T10.2023", "ngày 5 tháng 6", "10 tháng", "THT 10", "tháng 13", "Mẫu T 1", "t100", ""]
    {
        assert_eq!(find_month_without_year(text), None, "{text}");
    }
}
