use rust_xlsxwriter::{Color as Ink, Format, FormatAlign, FormatBorder, Workbook};

use super::*;
use crate::grid::Address;
use crate::sheet::{Borders, Color, HorizontalAlign, VerticalAlign};

fn at(text: &str) -> Address {
    text.parse().unwrap()
}

/// A form as an office makes one, in the program's usual font.
fn form() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_column_width(0, 12.0).unwrap();
    sheet.set_column_hidden(2).unwrap();
    sheet.set_row_height(1, 40.5).unwrap();
    sheet.set_landscape().set_screen_gridlines(false);
    let head = Format::new()
        .set_bold()
        .set_italic()
        .set_font_size(13.5)
        .set_font_color(Ink::RGB(0xC0_0000))
        .set_background_color(Ink::RGB(0xDD_EBF7))
        .set_border_top(FormatBorder::Double)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_rotation(-45);
    sheet.write_with_format(1, 0, "Chỉ tiêu", &head).unwrap();
    let share = Format::new().set_num_format("0.00%").set_indent(2);
    sheet.write_blank(2, 1, &share).unwrap();
    let words = Format::new().set_num_format("0\" người\"");
    sheet.write_with_format(3, 1, 5, &words).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_form_is_read_with_its_looks() {
    let looks = sheet_looks(&form(), &Limits::default()).unwrap();
    let [look] = &looks[..] else { panic!("{looks:?}") };
    let head = &look.styles[&at("A2")];
    assert_eq!((head.bold, head.italic, head.half_points), (true, true, 27));
    assert_eq!((head.color, head.fill), (Some(Color(0xC0_0000)), Some(Color(0xDD_EBF7))));
    assert_eq!(head.borders, Borders { top: true, ..Borders::NONE });
    assert_eq!((head.across, head.down), (HorizontalAlign::Center, VerticalAlign::Top));
    assert_eq!((head.wrap, head.rotation), (true, -45));
    let share = &look.styles[&at("B3")];
    assert_eq!((&*share.number, share.indent, share.down), ("0.00%", 2, VerticalAlign::Bottom));
    assert_eq!(look.styles[&at("B4")].number, "", "words are not copied");
    assert_eq!(look.heights[&1], 40.5);
    assert_eq!(look.hidden_columns, [2]);
    assert_eq!((look.landscape, look.hides_gridlines), (Some(true), true));
    // Twelve digits of 7 pixels and the padding, in digits of 8 pixels.
    assert!((10.3..10.5).contains(&look.widths[&0]), "{:?}", look.widths);
}

#[test]
fn colours_of_a_theme_are_tinted() {
    let theme = b"<t><lt1><sysClr val='window' lastClr='FFFFFF'/></lt1>\
        <accent1><srgbClr val='336699'/></accent1></t>";
    let palette = Palette::of_theme(theme).unwrap();
    let styles = "<styleSheet><fonts><font><sz val='11'/><name val='Calibri'/></font></fonts>\
        <fills><fill><patternFill><fgColor theme='0' tint='-0.249977111117893'/></patternFill></fill>\
        <fill><patternFill><fgColor theme='4' tint='0.5'/></patternFill></fill>\
        <fill><patternFill><fgColor indexed='10'/></patternFill></fill>\
        <fill><patternFill patternType='none'/></fill></fills>\
        <cellXfs><xf fillId='0'/><xf fillId='1'/><xf fillId='2'/><xf fillId='3'/></cellXfs></styleSheet>";
    let styles = CellStyles::read(styles.as_bytes(), &palette).unwrap();
    let fills = [0, 1, 2, 3].map(|number| styles.style(number).fill.map(|Color(rgb)| rgb));
    assert_eq!(fills, [Some(0xBF_BFBF), Some(0x99_B2CC), Some(0xFF_0000), None]);
    assert_eq!(styles.digit, 7.into());
}

#[test]
fn other_files_have_no_looks() {
    for bytes in [&b"PK\x03\x04"[..], b"", b"<html/>"] {
        assert_eq!(sheet_looks(bytes, &Limits::default()), None);
    }
}
