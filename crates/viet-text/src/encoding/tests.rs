use proptest::prelude::*;

use super::*;

const SAMPLES: [(&str, &str, &str); 5] = [
    ("Tổng số hợp tác xã", "Tæng sè hîp t¸c x·", "Toång soá hôïp taùc xaõ"),
    ("Đơn vị tính", "§¬n vÞ tÝnh", "Ñôn vò tính"),
    ("lao động thường xuyên", "lao ®éng th\u{AD}êng xuyªn", "lao ñoäng thöôøng xuyeân"),
    ("triệu đồng/năm", "triÖu ®ång/n¨m", "trieäu ñoàng/naêm"),
    ("Xã Đốc Binh Kiều", "X· §èc Binh KiÒu", "Xaõ Ñoác Binh Kieàu"),
];

#[test]
fn samples_are_detected_and_decoded() {
    for (unicode, in_tcvn3, in_vni) in SAMPLES {
        assert_eq!(detect([unicode]), Encoding::Unicode, "{unicode}");
        assert_eq!(detect([in_tcvn3]), Encoding::Tcvn3, "{in_tcvn3}");
        assert_eq!(detect([in_vni]), Encoding::Vni, "{in_vni}");
        assert_eq!(decode(in_tcvn3, Encoding::Tcvn3), unicode);
        assert_eq!(decode(in_vni, Encoding::Vni), unicode);
    }
}

#[test]
fn other_text_stays() {
    for text in [
        "HTX",
        "Société de café à l'été, où père très âgé; naïve Zürich façade",
        "Khá, lãi, xã, có, hoà, khoá, toà, hoá, soát, là, và",
        "Hoá chất, khoá đào tạo",
        "15 µm, 20 m², «HTX», 5 °C, 3 × 4, 1½, THT¹",
        "Xa\u{303} Mỹ Quý",
        "",
    ] {
        assert_eq!(detect([text]), Encoding::Unicode, "{text}");
        assert_eq!(decode_if_legacy(text, Encoding::Unicode), text);
    }
}

#[test]
fn one_word_with_a_symbol_inside_is_enough() {
    assert_eq!(decode_if_legacy("Kh¸", Encoding::Unicode), "Khá");
    assert_eq!(decode_if_legacy("L·i", Encoding::Unicode), "Lãi");
}

#[test]
fn a_unicode_cell_of_a_legacy_sheet_stays() {
    assert_eq!(decode_if_legacy("Mỹ Quý", Encoding::Tcvn3), "Mỹ Quý");
    assert_eq!(decode_if_legacy("Sè HTX", Encoding::Tcvn3), "Số HTX");
    assert_eq!(decode_if_legacy("Hòa Bình", Encoding::Tcvn3), "Hòa Bình");
}

#[test]
fn capitals_of_capital_fonts_are_restored() {
    for (raw, unicode) in [
        ("ñY BAN NH¢N D¢N", "ỦY BAN NHÂN DÂN"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("THÞ TRÊN Mü AN", "THỊ TRẤN MỸ AN"),
        ("BiÓu 02. DANH S¸CH HîP T¸C X·", "Biểu 02. DANH SÁCH HỢP TÁC XÃ"),
        ("Tæ HîP T¸C", "TỔ HỢP TÁC"),
        ("CHñ TÞCH", "CHỦ TỊCH"),
        ("§èc lËp - Tù do - H¹nh phóc", "Đốc lập - Tự do - Hạnh phúc"),
        ("Sè HTX ®ang ho¹t ®éng", "Số HTX đang hoạt động"),
        ("¦íc c¶ n¨m", "Ước cả năm"),
        ("THT thñy s¶n", "THT thủy sản"),
    ] {
        assert_eq!(decode(raw, Encoding::Tcvn3), unicode);
    }
    assert_eq!(decode("UÛY BAN NHAÂN DAÂN XAÕ", Encoding::Vni), "ỦY BAN NHÂN DÂN XÃ");
}

#[test]
fn a_sheet_is_judged_as_a_whole() {
    let mostly_legacy = ["Tæng sè", "HTX", "Khá", "hîp t¸c x·", "12/05/2003"];
    assert_eq!(detect(mostly_legacy), Encoding::Tcvn3);
    let mostly_unicode = ["Tổng số thành viên hợp tác xã", "Sè HTX"];
    assert_eq!(detect(mostly_unicode), Encoding::Unicode);
}

/// Encodes one letter, by trying all codes.
fn encoded(letter: char, encoding: Encoding) -> String {
    let codes = ('\u{A0}'..='\u{FF}').map(String::from);
    let bases = "aeouyôöAEOUYÔÖ".chars();
    let pairs = bases
        .flat_map(|base| ('\u{C0}'..='\u{FF}').map(move |mark| String::from_iter([base, mark])));
    pairs
        .chain(codes)
        .find(|code| decode(code, encoding) == letter.to_string())
        .unwrap_or_else(|| letter.to_string())
}

proptest! {
    #[test]
    fn decoding_undoes_tcvn3(text in "[a-zàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ ]{0,30}") {
        let raw: String = text.chars().map(|letter| encoded(letter, Encoding::Tcvn3)).collect();
        prop_assert_eq!(decode(&raw, Encoding::Tcvn3), text);
    }

    #[test]
    fn decoding_undoes_vni(text in "[a-zA-ZàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ ]{0,30}") {
        let raw: String = text.chars().map(|letter| encoded(letter, Encoding::Vni)).collect();
        prop_assert_eq!(decode(&raw, Encoding::Vni), text);
    }
}

#[test]
fn letters_broken_by_a_wrong_code_page() {
    for text in
        ["Há»£p tÃ¡c xÃ£", "HTX Má»¹ QuÃ½", "H?p tác xã", "XÃ M? QU? ?", "H\u{fffd}p tác xã"]
    {
        assert!(is_broken(text), "{text}");
    }
    for text in [
        "Hợp tác xã Mỹ Quý",
        "HTX",
        "Có đạt không?",
        "Café São Paulo",
        "Tæng sè hîp t¸c x·",
        "?",
        "",
    ] {
        assert!(!is_broken(text), "{text}");
    }
}
