//! XML that is damaged within, under checksums that are right: what would move or change a value is
//! refused, what writers do write is read.

use workbook_io::read::{Damage, Limits, Refusal, read};

use super::build::{ods, with, xlsx, zipped};

fn is_malformed(bytes: &[u8]) -> bool {
    matches!(read(bytes, &Limits::default()), Err(Refusal::Damaged(Damage::MalformedXml)))
}

fn cells(bytes: &[u8]) -> Vec<String> {
    let book = read(bytes, &Limits::default()).unwrap();
    let cells = book.sheets[0].cells.iter();
    cells.map(|(at, cell)| format!("{at}={}", cell.text().unwrap_or("number"))).collect()
}

#[test]
fn damaged_rows_of_an_xlsx_are_refused() {
    for damaged in [
        // A tag that is not closed before the next one begins.
        r#"<c r="E1" s="0" t="n" /<c r="F1" s="0" t="n"><v>7</v></c>"#,
        r#"<c r="E1" s="0" <c r="F1"><v>7</v></c>"#,
        r#"<c r="E1" .. s="0"><v>7</v></c>"#,
        r#"<c r="E1"s="0"><v>7</v></c>"#,
        r#"<c r="E1" s=0><v>7</v></c>"#,
        r#"<c r="E1" r="F1"><v>7</v></c>"#,
        r#"<c r="E1<!-- -->"><v>7</v></c>"#,
        r#"<c r="E1"><v>7<!-- -->1</v></c>"#,
        r#"<c r="E1" t="str"><v><?x?>7</v></c>"#,
        r#"<c r="E1"><f>1+<!-- -->1</f><v>2</v></c>"#,
        // Well-formed, but no sheet: a number where an index to a text was, a cell lost.
        r#"<c r="E1" u="s"><v>0</v></c>"#,
        r#"<d r="E1"><v>7</v></d>"#,
        r#"<c r="E1"><w>7</w></c>"#,
        r#"<c r="E1"><v>7<v>1</v></v></c>"#,
        r#"?c r="E1"/><c r="F1"><v>7</v></c>"#,
        r#"<c r="E1">7<v>7</v></c>"#,
    ] {
        assert!(is_malformed(&xlsx::rows(&format!("<row r=\"1\">{damaged}</row>"))), "{damaged}");
    }
    for damaged in [r#"<rox r="1"/>"#, r#"<row r="1" hiddex="1"/>"#, "7"] {
        assert!(is_malformed(&xlsx::rows(damaged)), "{damaged}");
    }
}

#[test]
fn damaged_parts_of_an_xlsx_are_refused() {
    let sheet = xlsx::sheet("<row><c t=\"s\"><v>0</v></c></row>");
    for (part, xml) in [
        ("xl/sharedStrings.xml", "<sst><si><t>Mỹ<!-- --> Quý</t></si></sst>".to_owned()),
        ("xl/sharedStrings.xml", "<sst><si .. ><t>Mỹ Quý</t></si></sst>".to_owned()),
        ("xl/sharedStrings.xml", "<sst><si><t>Mỹ Quý</t></si></sst><sst/>".to_owned()),
        (xlsx::SHEET, format!("{sheet}?")),
        (xlsx::SHEET, sheet.replace("<sheetData>", "<cols <col/><sheetData>")),
    ] {
        let bytes = zipped(&with(xlsx::parts(&sheet), part, xml.as_bytes()));
        assert!(is_malformed(&bytes), "{xml}");
    }
}

#[test]
fn damaged_rows_of_an_ods_are_refused() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="7"/>"#;
    for damaged in [
        r#"<table:table-cell table:style-name="a" offie:table-cell table:style-name="b"/>"#,
        r#"<table:table-cell table:number-columns-rexeated="2"/>"#,
        r#"<table:table-cell tabld:number-columns-repeated="2"/>"#,
        r#"<table:table-cell office:valux="2"/>"#,
        r#"<table:table-cexl/>"#,
        r#"<table:table-cell <table:table-cell/>"#,
        r#"<table:table-cell office:value-type="string"><text:p>1<!-- -->2</text:p></table:table-cell>"#,
        "?table:table-cell/>",
    ] {
        let row = format!("<table:table-row>{damaged}{cell}</table:table-row>");
        assert!(is_malformed(&ods::rows(&row)), "{damaged}");
    }
    for damaged in ["<table:table-rox/>", "<table:table-row table:number-rows-rexeated=\"2\"/>"] {
        assert!(is_malformed(&ods::rows(damaged)), "{damaged}");
    }
}

#[test]
fn what_writers_write_is_read() {
    let rows = "\n<row r = '1' spans='1:2' x14ac:dyDescent=\"0.25\" xmlns:x14ac='x'>\r\n\
        <!-- report --><c r='A1' s='0' t='str' ><f>B1&amp;\"\"</f><v>a &lt; b</v></c >\n\
        <c r='B1' t='inlineStr'><is><r><rPr><b/></rPr><t xml:space='preserve'> a</t></r></is></c>\
        <c r='C1' t='inlineStr'><is><t><![CDATA[x]]></t></is></c></row>\n";
    assert_eq!(cells(&xlsx::rows(rows)), ["A1=a < b", "B1= a", "C1=x"]);
    let rows = "<!-- report --><office:forms form:automatic-focus=\"false\"/>\n\
        <table:table-column table:style-name=\"co1\" table:number-columns-repeated=\"2\"/>\
        <table:table-header-rows><table:table-row table:style-name='ro1'>\
        <table:table-cell office:value-type=\"string\" calcext:value-type=\"string\" xml:id='a'\
        table2:formula='x'><office:annotation>x</office:annotation><text:p>a</text:p>\
        </table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>\
        <table:named-expressions><table:named-range table:name='x'/></table:named-expressions>\
        <calcext:conditional-formats/>";
    let rows = rows.replace("'a'table2", "'a' table2");
    assert_eq!(cells(&ods::rows(&rows)), ["A1=a"]);
}
