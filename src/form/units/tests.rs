//! Names of units as communes write them.

use super::*;

fn names() -> UnitNames {
    let unit = |name: &str, also: &[&str]| Unit {
        code: name.to_owned(),
        name: name.to_owned(),
        also: also.iter().map(|name| (*name).to_owned()).collect(),
        ..Unit::default()
    };
    let office = Office {
        unit_kinds: "xã, phường, thị trấn".to_owned(),
        parent: "ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI".to_owned(),
        ..Office::default()
    };
    let units = [
        unit("Xã Mỹ Quý", &["Mỹ Quí"]),
        unit("Thị trấn Mỹ An", &["TT Mỹ An", "TT. Mỹ An"]),
        unit("Xã Mỹ An", &[]),
        unit("Xã Đốc Binh Kiều", &[]),
        unit("Xã Thanh Mỹ", &[]),
        unit("Xã Thạnh Lợi", &["Thanh Lợi"]),
    ];
    UnitNames::new(&office, &units)
}

#[test]
fn known_in_headings() {
    for (line, unit) in [
        ("UBND XÃ MỸ QUÝ", 0),
        ("ỦY BAN NHÂN DÂN XÃ MỸ QUÍ", 0),
        ("Đơn vị: xã Mỹ Quý", 0),
        ("Đơn vị báo cáo: Xã Mỹ Quý, huyện Tháp Mười", 0),
        ("HUYỆN THÁP MƯỜI - XÃ MỸ QUÝ", 0),
        ("HUYỆN THÁP MƯỜI\nXÃ MỸ QUÝ", 0),
        ("XÃ: MỸ QUÝ", 0),
        ("Đơn vị: Mỹ Quý", 0),
        ("UBND MỸ QUÝ", 0),
        ("BÁO CÁO KINH TẾ TẬP THỂ XÃ MỸ QUÝ THÁNG 10 NĂM 2023", 0),
        ("BÁO CÁO KINH TẾ - XÃ HỘI XÃ MỸ QUÝ QUÝ III NĂM 2023", 0),
        ("BÁO CÁO XÃ MỸ QUÝ HUYỆN THÁP MƯỜI", 0),
        ("Xã Mỹ Quý, huyện Tháp Mười, tỉnh Đồng Tháp", 0),
        ("Xã Mỹ Quý gửi phòng", 0),
        ("Xa\u{303} My\u{303} Quy\u{301}", 0),
        ("TT. MỸ AN", 1),
        ("Ủy ban nhân dân thị trấn Mỹ An", 1),
        ("UBND xã Mỹ An", 2),
    ] {
        assert_eq!(names().in_heading(line), Some(NamedUnit::Known(unit)), "{line}");
    }
}

#[test]
fn unknown_and_unnamed() {
    for (line, name) in [
        ("XÃ TÂN HỘ CƠ", "Xã Tân Hộ Cơ"),
        ("UBND xã Tân Hộ Cơ", "xã Tân Hộ Cơ"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN HỘ CƠ", "Xã Tân Hộ Cơ"),
        (" ỦY BAN NHÂN DÂN XÃ SỐ MỘT", "Xã Số Một"),
        ("HUYỆN THÁP MƯỜI - XÃ TÂN HỘ CƠ", "Xã Tân Hộ Cơ"),
        ("XÃ ĐỐC BÌNH KIỀU", "Xã Đốc Bình Kiều"),
        // A name that goes on, another kind, another district, two names.
        ("XÃ MỸ QUÝ TÂY", "Xã Mỹ Quý Tây"),
        ("UBND xã Mỹ Quý Tây", "xã Mỹ Quý Tây"),
        ("BÁO CÁO KTTT XÃ MỸ QUÝ TÂY THÁNG 10 NĂM 2023", "Xã Mỹ Quý Tây"),
        ("XÃ MỸ AN HƯNG A", "Xã Mỹ An Hưng A"),
        ("THỊ XÃ MỸ QUÝ", "Thị Xã Mỹ Quý"),
        ("PHƯỜNG MỸ QUÝ", "Phường Mỹ Quý"),
        ("XÃ MỸ QUÝ, HUYỆN ĐỨC HUỆ", "Xã Mỹ Quý, Huyện Đức Huệ"),
        ("Mỹ Quý, huyện Đức Huệ, tỉnh Long An", "Xã Mỹ Quý, huyện Đức Huệ"),
        ("HUYỆN ĐỨC HUỆ - XÃ MỸ QUÝ", "Xã Mỹ Quý, Huyện Đức Huệ"),
        ("MỸ QUÝ - THANH MỸ", "MỸ QUÝ - THANH MỸ"),
        ("Xã Mỹ Quý và xã Thanh Mỹ", "Xã Mỹ Quý và xã Thanh Mỹ"),
        // Without its diacritics.
        ("XA MY QUY", "Xa My Quy"),
        ("UBND XA MY QUY", "Xa My Quy"),
        ("MY QUY", "My Quy"),
        ("BAO CAO KTTT XA MY QUY THANG 10", "Xa My Quy"),
        ("Xã My Quý", "Xã My Quý"),
        ("ĐỐC BÌNH KIỀU", "Đốc Bình Kiều"),
    ] {
        let unknown = NamedUnit::Unknown(name.to_owned());
        assert_eq!(names().in_heading(line), Some(unknown), "{line}");
    }
    for line in [
        "XÃ ...................",
        "ỦY BAN NHÂN DÂN XÃ …………",
        "Đơn vị: Xã .....",
        "ỦY BAN NHÂN DÂN",
        "Mỹ An",
        "BÁO CÁO KINH TẾ - XÃ HỘI THÁNG 10",
        "TÌNH HÌNH KINH TẾ - XÃ HỘI",
        "Tình hình văn hóa - xã hội địa phương",
        "KINH TE - XA HOI",
        "Xã viên hợp tác xã",
        "Xã, phường, thị trấn",
        "PHUONG HUONG NHIEM VU",
        "Xã đạt chuẩn nông thôn mới",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Đơn vị tính: triệu đồng",
        "Biểu 01. TÌNH HÌNH PHÁT TRIỂN KINH TẾ TẬP THỂ",
    ] {
        assert_eq!(names().in_heading(line), None, "{line}");
    }
}

#[test]
fn in_names_of_files() {
    for (name, unit) in [
        ("my quy", Some(0)),
        ("BC KTTT xa My An T10", Some(2)),
        ("TT My An", Some(1)),
        ("MyAn", None),
        ("Mỹ An", None),
        ("UBND xã Đốc Binh Kiều_KTTT_10.2023", Some(3)),
        ("Thanh Mỹ", Some(4)),
        ("Xã Mỹ Quý và xã Thanh Mỹ", None),
        ("Mỹ Quý - Thanh Mỹ", None),
        ("Xã Mỹ Quý Tây", None),
        ("xa my quy tay", None),
        ("xa_my_quy_tay_t10", None),
        ("Mỹ Quý Tây", None),
        ("Tân Mỹ Quý", None),
        ("Phường Mỹ Quý", None),
        ("Xã Mỹ Quý, huyện Đức Huệ", None),
        ("Thạnh Mỹ", None),
        ("x. My Quy", Some(0)),
        ("xa_my_quy_t10", Some(0)),
        ("Mỹ Quý (1)", Some(0)),
        ("Mỹ Quý gửi lại", Some(0)),
        ("my quy huyen thap muoi", Some(0)),
        ("huyện Tháp Mười Mỹ Quý", Some(0)),
        ("Báo cáo kinh tế - xã hội Mỹ Quý 2", Some(0)),
        ("bao cao", None),
    ] {
        assert_eq!(names().in_file_name(name), unit, "{name}");
    }
    for name in ["bao cao kinh te xa hoi", "Kinh tế - xã hội tháng 10", "Xã gửi lại"] {
        assert_eq!(names().in_name(name), None, "{name}");
    }
    let unknown = names().unknown_in_file_name("Xã Tân Hộ Cơ T10.2023");
    assert_eq!(unknown.as_deref(), Some("Xã Tân Hộ Cơ"));
    assert_eq!(names().unknown_in_file_name("bao cao thang 10"), None);
}

#[test]
fn nearly_a_unit() {
    assert_eq!(names().nearest("Xã Đốc Bình Kiều"), Some(3));
    assert_eq!(names().nearest("Xã Thanhh Mỹ"), Some(4));
    assert_eq!(names().nearest("Xa My Quy"), Some(0));
    assert_eq!(names().nearest("Mỹ Quy"), Some(0));
    for other in ["Xã Tân Hộ Cơ", "Xã Mỹ Quý Tây", "Xã Mỹ Quý A", "Xã Mỹ Quý, huyện Đức Huệ"]
    {
        assert_eq!(names().nearest(other), None, "{other}");
    }
}
