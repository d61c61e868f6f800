//! Hand-made .ods content, including what LibreOffice never writes.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::grid::{Address, FormatKind, Grid, Look, Value};
use crate::read::{Limit, Limits, Refusal, read};

const HEAD: &str = "<office:document-content>\
    <office:automatic-styles>\
      <number:number-style style:name='N2'><number:number number:decimal-places='2'/>\
      </number:number-style>\
      <style:style style:name='ce1' style:data-style-name='N2'/>\
      <style:style style:name='ce2' style:parent-style-name='ce1'/>\
      <number:percentage-style style:name='N10'><number:number number:decimal-places='1'/>\
      </number:percentage-style>\
      <number:number-style style:name='N11'><number:number number:decimal-places='0'/>\
      <style:map style:condition='value()&lt;1' style:apply-style-name='N10'/>\
      </number:number-style>\
      <number:date-style style:name='N36'><number:day/></number:date-style>\
      <number:text-style style:name='N37'><number:text-content/>\
      <style:map style:condition='value()&gt;=0' style:apply-style-name='N36'/>\
      </number:text-style>\
      <style:default-style style:family='table-cell'/>\
      <style:style style:name='pc' style:family='table-cell' style:data-style-name='N10'/>\
      <style:style style:name='or' style:family='table-cell' style:data-style-name='N11'/>\
      <style:style style:name='day' style:family='table-cell' style:data-style-name='N37'/>\
      <style:style style:name='gone' style:family='table-cell' style:parent-style-name='x'/>\
      <style:style style:name='struck' style:family='table-cell'><style:text-properties \
      style:text-line-through-style='solid'/></style:style>\
      <style:style style:name='T1' style:family='text'><style:text-properties \
      style:text-line-through-style='solid' style:text-line-through-type='single'/></style:style>\
      <style:style style:name='T2' style:family='text'><style:text-properties \
      style:text-position='super 58%'/></style:style>\
      <style:style style:name='T3' style:family='text'><style:text-properties \
      style:text-line-through-type='none' style:text-position='-8% 58%'/></style:style>\
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
    assert_eq!(number.look.shown_decimals, Some(2));
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
fn a_number_that_is_none_stays_visible() {
    let cell = "<table:table-cell office:value-type='float' office:value='x1'/>";
    let grid = sheet(&format!("<table:table-row>{cell}</table:table-row>")).unwrap();
    assert_eq!(grid.get(at("A1")).unwrap().value, Value::Unreadable(Some("x1".into())));
}

#[test]
fn looks_of_cells() {
    let cell = |style: &str| {
        format!(
            "<table:table-cell table:style-name='{style}' office:value-type='float' office:value='7'/>"
        )
    };
    let cells: String = ["pc", "or", "day", "gone", "struck", "none"].map(cell).concat();
    let unnamed = "<table:table-cell office:value-type='float' office:value='7'/>";
    let grid = sheet(&format!("<table:table-row>{cells}{unnamed}</table:table-row>")).unwrap();
    let looks: Vec<Look> = grid.cells.values().map(|cell| cell.look).collect();
    let plain = Look::ORDINARY;
    let expected = [
        Look { format: FormatKind::Percent, ..plain },
        Look { format: FormatKind::Unknown, shown_decimals: Some(0), ..plain },
        Look { format: FormatKind::Day, ..plain },
        // A style or an ancestor is missing.
        Look::UNKNOWN,
        Look { struck: Some(true), ..plain },
        Look::UNKNOWN,
        plain,
    ];
    assert_eq!(looks, expected);
}

#[test]
fn struck_through_and_superscript_spans() {
    let grid = sheet(
        "<table:table-row>
         <table:table-cell office:value-type='string'><text:p><text:span text:style-name='T1'>1\
         </text:span>12 <text:span text:style-name='T2'>(a<text:span text:style-name='T1'>b\
         </text:span>)</text:span></text:p></table:table-cell>
         <table:table-cell table:style-name='struck' office:value-type='string'><text:p>\
         <text:span text:style-name='T3'>3</text:span>4</text:p></table:table-cell>
         <table:table-cell office:value-type='string'><text:p><text:span text:style-name='T1'>5\
         </text:span></text:p></table:table-cell>
         <table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>6\
         <text:span text:style-name='T1'>7</text:span></text:p></table:table-cell>
         </table:table-row>",
    )
    .unwrap();
    let runs_of_cells: Vec<String> = (grid.runs.iter())
        .flat_map(|(at, runs)| runs.iter().map(move |run| (at, run)))
        .map(|(at, run)| {
            let text = &grid.text(*at).unwrap()[run.range.clone()];
            let marks = [run.struck.then_some("-"), run.raised.then_some("^")];
            format!("{at} {}{text}", marks.into_iter().flatten().collect::<String>())
        })
        .collect();
    let expected = ["A1 -1", "A1 ^(a", "A1 -^b", "A1 ^)", "B1 -4", "D1 -7", "E1 -7"];
    assert_eq!(runs_of_cells, expected);
    let struck = |place: &str| grid.get(at(place)).unwrap().look.struck;
    assert_eq!(["A1", "B1", "C1"].map(struck), [Some(false), Some(false), Some(true)]);
}

#[test]
fn merged_cells_inside_and_beyond_the_sheet() {
    let cell = |spans: &str| {
        format!("<table:table-cell {spans} office:value-type='float' office:value='7'/>")
    };
    let joined = cell("table:number-columns-spanned='2' table:number-rows-spanned='3'");
    let row = format!("<table:table-row>{joined}<table:covered-table-cell/></table:table-row>");
    let pair = cell("table:number-columns-spanned='2' table:number-rows-spanned='1'");
    let pairs = format!("<table:table-row table:number-rows-repeated='2'>{pair}</table:table-row>");
    let blank = "<table:table-row table:number-rows-repeated='2'/>";
    let grid = sheet(&format!("{row}{blank}{pairs}")).unwrap();
    let areas = grid.merges.as_ref().unwrap().areas().iter().map(ToString::to_string);
    assert_eq!(areas.collect::<Vec<_>>(), ["A1:B3", "A4:B4", "A5:B5"]);
    let beyond = cell("table:number-columns-spanned='16385'");
    let grid = sheet(&format!("<table:table-row>{beyond}</table:table-row>")).unwrap();
    assert_eq!(grid.merges, None);
    let many = "<table:table-row table:number-rows-repeated='1048576'><table:table-cell \
        table:number-columns-spanned='2'/></table:table-row>";
    assert_eq!(sheet(many), Err(Refusal::TooLarge(Limit::Cells)));
}

#[test]
fn a_formula_that_comes_to_an_empty_text_has_a_line_or_a_type() {
    let grid = sheet(
        "<table:table-row>\
         <table:table-cell table:formula='of:=\"\"'><text:p/></table:table-cell>\
         <table:table-cell table:formula='of:=\"\"' office:value-type='string' \
         office:string-value=''/>\
         <table:table-cell table:formula='of:=1'/>\
         <table:table-cell table:formula='of:=1' office:value-type='float'/>\
         </table:table-row>",
    )
    .unwrap();
    let lacks: Vec<bool> = grid.cells.values().map(|cell| cell.lacks_result()).collect();
    assert_eq!(lacks, [false, false, true, true]);
}

#[test]
fn other_epochs() {
    for (date, from_1904) in
        [("1899-12-30", Some(false)), ("1904-01-01", Some(true)), ("1900-01-01", None)]
    {
        let content = format!(
            "{HEAD}<table:calculation-settings><table:null-date table:date-value='{date}'/>\
             </table:calculation-settings><table:table table:name='A'/>{TAIL}"
        );
        let book = read(&packed(&content), &Limits::default()).unwrap();
        assert_eq!(book.epoch_1904, from_1904, "{date}");
    }
}

#[test]
fn repeats_of_blank_cells_do_not_count() {
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
