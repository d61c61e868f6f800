//! Hand-made .ods content, down to what LibreOffice never writes.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::grid::{Address, Grid, Value};
use crate::read::{Limit, Limits, Refusal, read};

const HEAD: &str = "<office:document-content>\
    <office:automatic-styles>\
      <number:number-style style:name='N2'><number:number number:decimal-places='2'/>\
      </number:number-style>\
      <style:style style:name='ce1' style:data-style-name='N2'/>\
      <style:style style:name='ce2' style:parent-style-name='ce1'/>\
      <style:style style:name='ta2'><style:table-properties table:display='false'/>\
      </style:style>\
    </office:automatic-styles><office:body><office:spreadsheet>";
const TAIL: &str = "</office:spreadsheet></office:body></office:document-content>";

fn packed(content: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn sheet(rows: &str) -> Result<Grid, Refusal> {
    let table = format!("<table:table table:name='A'>{rows}</table:table>");
    let limits = Limits { cells: 1000, ..Limits::default() };
    let mut workbook = read(&packed(&format!("{HEAD}{table}{TAIL}")), &limits)?;
    Ok(workbook.sheets.remove(0))
}

fn at(text: &str) -> Address {
    text.parse().unwrap()
}

#[test]
fn values_of_every_kind_in_an_indented_file_without_mimetype() {
    let grid = sheet(
        "\n  <table:table-column table:default-cell-style-name='ce2'/>\n  <table:table-row>
        <table:table-cell office:value-type='float' office:value='1579.33'/>
        <table:table-cell office:value-type='string' calcext:value-type='string'>
          <office:annotation><text:p>ghi chú</text:p></office:annotation>
          <text:p>Mỹ <text:span>Quý</text:span><text:s text:c='2'/>&amp; Mỹ Đông</text:p>
          <text:p>dòng 2</text:p>
        </table:table-cell>
        <table:table-cell office:value-type='date' office:date-value='2023-03-15'/>
        <table:table-cell table:formula='of:=[.A1]/0' office:value-type='string'
            office:string-value='' calcext:value-type='error'><text:p>#DIV/0!</text:p>
        </table:table-cell>
        <table:table-cell table:formula='of:=SUM([.A1:.A2])'/>
      </table:table-row>",
    )
    .unwrap();
    let number = grid.get(at("A1")).unwrap();
    assert_eq!(number.value, Value::Number("1579.33".parse().unwrap()));
    assert_eq!(number.shown_decimals, Some(2));
    assert_eq!(grid.text(at("B1")), Some("Mỹ Quý  & Mỹ Đông\ndòng 2"));
    assert!(
        matches!(grid.get(at("C1")).unwrap().value, Value::Date { day: Some(day), .. } if day.to_string() == "2023-03-15")
    );
    let error = grid.get(at("D1")).unwrap();
    assert_eq!(error.value, Value::Error("#DIV/0!".into()));
    assert_eq!(error.formula.as_deref(), Some("[.A1]/0"));
    assert_eq!(grid.get(at("E1")).unwrap().value, Value::Blank);
    assert_eq!(grid.cells.len(), 5);
}

#[test]
fn repeats_count_only_where_something_stands() {
    let grid = sheet(
        "<table:table-row table:number-rows-repeated='3' table:visibility='collapse'>
         <table:table-cell table:number-columns-repeated='16383'/>
         <table:table-cell office:value-type='float' office:value='7'/></table:table-row>
         <table:table-row table:number-rows-repeated='1048573' table:visibility='filter'>
         <table:table-cell table:number-columns-repeated='16384'/></table:table-row>",
    )
    .unwrap();
    let filled: Vec<String> = grid.cells.keys().map(ToString::to_string).collect();
    assert_eq!(filled, ["XFD1", "XFD2", "XFD3"]);
    assert_eq!(grid.hidden_rows.len(), 3);
    let full = "<table:table-row table:number-rows-repeated='99999999'>\
        <table:table-cell table:number-columns-repeated='16384' office:value-type='float' \
        office:value='7'/></table:table-row>";
    assert_eq!(sheet(full), Err(Refusal::TooLarge(Limit::Cells)));
    let far = "<table:table-row><table:table-cell table:number-columns-repeated='16384'/>\
        <table:table-cell office:value-type='float' office:value='7'/></table:table-row>";
    assert!(matches!(sheet(far), Err(Refusal::Damaged(_))));
    let spaces = "<table:table-row><table:table-cell><text:p><text:s text:c='4000000000'/>\
        </text:p></table:table-cell></table:table-row>";
    assert_eq!(sheet(spaces), Err(Refusal::TooLarge(Limit::Text)));
}

#[test]
fn cut_content_ends_in_a_refusal_at_every_tag() {
    let content = format!(
        "{HEAD}<table:table table:name='A'><table:table-row><table:table-cell \
         office:value-type='string'><text:p>a</text:p></table:table-cell></table:table-row>\
         </table:table>{TAIL}"
    );
    assert!(read(&packed(&content), &Limits::default()).is_ok());
    for (cut, _) in content.match_indices('<').skip(1) {
        let result = read(&packed(&content[..cut]), &Limits::default());
        assert!(result.is_err(), "{cut}");
    }
}

#[test]
fn hidden_and_external_tables() {
    let content = format!(
        "{HEAD}<table:table table:name='A' table:style-name='ta2'/>\
         <table:table table:name=\"'file:///x.ods'#$S\"><table:table-source/></table:table>{TAIL}"
    );
    let workbook = read(&packed(&content), &Limits::default()).unwrap();
    let sheets: Vec<_> = workbook.sheets.iter().map(|grid| (&*grid.name, grid.hidden)).collect();
    assert_eq!(sheets, [("A", true)]);
}
