//! .xlsb by its records ([MS-XLSB] 2.1.4).

use super::{Part, zipped};

pub(crate) const SHEET: &str = "xl/worksheets/sheet1.bin";

/// A record with its header, whose numbers take seven bits a byte.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = Vec::new();
    for number in [usize::from(kind), data.len()] {
        let mut rest = number;
        while rest >= 0x80 {
            record.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        record.push(rest as u8);
    }
    record.extend(data);
    record
}

/// A text with its length before it.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

pub(crate) fn row(row: u32) -> Vec<u8> {
    let mut data = row.to_le_bytes().to_vec();
    data.extend([0; 13]);
    record(0x0000, &data)
}

/// A cell of a kind: column, format, and what its kind holds.
pub(crate) fn cell(kind: u16, col: u32, content: &[u8]) -> Vec<u8> {
    let mut data = col.to_le_bytes().to_vec();
    data.extend([0; 4]);
    data.extend(content);
    record(kind, &data)
}

pub(crate) fn number(col: u32, value: f64) -> Vec<u8> {
    cell(5, col, &value.to_le_bytes())
}

/// A sheet's part, with these records between its rows' begin and end.
pub(crate) fn sheet(rows: &[u8]) -> Vec<u8> {
    let begin = [record(0x0081, &[]), record(0x0094, &[0; 16]), record(0x0091, &[])].concat();
    [begin, rows.to_vec(), record(0x0092, &[]), record(0x0082, &[])].concat()
}

/// The parts of a workbook with one sheet.
pub(crate) fn parts(sheet: &[u8]) -> Vec<Part> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let types = "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>";
    let links = format!(
        "<Relationships><Relationship Id=\"r0\" Type=\"{OFFICE}/worksheet\" \
         Target=\"worksheets/sheet1.bin\"/><Relationship Id=\"r1\" \
         Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.bin\"/></Relationships>"
    );
    let bundle = [vec![0; 8], wide("r0"), wide("A")].concat();
    let workbook = [
        record(0x0083, &[]),
        record(0x008F, &[]),
        record(0x009C, &bundle),
        record(0x0090, &[]),
        record(0x0084, &[]),
    ];
    let text = [vec![0], wide("Mỹ Quý")].concat();
    let texts = [
        record(0x009F, &[1u32, 1].map(u32::to_le_bytes).concat()),
        record(0x0013, &text),
        record(0x00A0, &[]),
    ];
    [
        ("[Content_Types].xml", types.as_bytes().to_vec()),
        ("xl/workbook.bin", workbook.concat()),
        ("xl/_rels/workbook.bin.rels", links.into_bytes()),
        ("xl/sharedStrings.bin", texts.concat()),
        (SHEET, sheet.to_vec()),
    ]
    .map(|(name, content)| (name.to_owned(), content))
    .to_vec()
}

/// A workbook with one sheet of these records.
pub(crate) fn rows(rows: &[u8]) -> Vec<u8> {
    zipped(&parts(&sheet(rows)))
}

/// A workbook as a commune would send it, in small.
pub(crate) fn sound() -> Vec<u8> {
    let one = |at: u32| {
        [row(at), cell(7, 0, &0u32.to_le_bytes()), number(1, f64::from(2 * at + 1))].concat()
    };
    rows(&(0..40).flat_map(one).collect::<Vec<u8>>())
}
