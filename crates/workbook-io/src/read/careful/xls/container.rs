//! The OLE container of a .xls, of encrypted workbooks and of other documents.

use std::io::{Cursor, Read as _, Write as _};

use cfb::CompoundFile;

use crate::read::{Damage, Refusal};

/// Streams of document properties.
const PROPERTIES: [&str; 2] = ["\u{5}SummaryInformation", "\u{5}DocumentSummaryInformation"];

/// The streams that matter here.
pub(super) struct Contents {
    /// The BIFF stream.
    pub(super) workbook: Vec<u8>,
    properties: Vec<(&'static str, Vec<u8>)>,
}

/// Extracts the workbook, or says what the container holds instead.
pub(super) fn contents(bytes: &[u8]) -> Result<Contents, Refusal> {
    let mut file =
        CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Damaged(Damage::CutShort))?;
    if file.exists("/EncryptedPackage") || file.exists("/EncryptionInfo") {
        return Err(Refusal::Password);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)) else {
        return Err(if file.exists("/WordDocument") {
            Refusal::Word
        } else if file.exists("/PowerPoint Document") {
            Refusal::PowerPoint
        } else {
            Refusal::NotAWorkbook
        });
    };
    let mut stream = |name: &str| {
        let mut bytes = Vec::new();
        file.open_stream(name)?.read_to_end(&mut bytes)?;
        Ok::<_, std::io::Error>(bytes)
    };
    let workbook = stream(name).map_err(|_| Refusal::Damaged(Damage::CutShort))?;
    let properties = PROPERTIES
        .into_iter()
        .filter_map(|name| Some((name, stream(&format!("/{name}")).ok()?)))
        .collect();
    Ok(Contents { workbook, properties })
}

/// A new container with only these streams. calamine finds streams by name regardless of their
/// folder, so in the original it may find an embedded workbook.
pub(super) fn wrapped(contents: &Contents) -> std::io::Result<Vec<u8>> {
    let mut file = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(&contents.workbook)?;
    for (name, bytes) in &contents.properties {
        file.create_stream(format!("/{name}"))?.write_all(bytes)?;
    }
    file.flush()?;
    Ok(file.into_inner().into_inner())
}
