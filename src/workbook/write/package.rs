//! What the library leaves open in the finished package: the caches of charts that draw
//! formulas, without which previewers show empty charts, and first pages without a header.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::charts::Drawn;
use super::error::{Cause, WriteError};
use crate::sheet::Area;

/// What is to be mended in a package.
#[derive(Default)]
pub(super) struct Mends {
    sheets: usize,
    /// Parts of sheets whose first page bears no header.
    plain_first: Vec<String>,
    /// Numbers that charts draw, by sheet.
    drawn: BTreeMap<String, Drawn>,
}

impl Mends {
    /// Notes the next sheet.
    pub(super) fn add(&mut self, sheet: &str, plain_first: bool, drawn: Drawn) {
        self.sheets += 1;
        if plain_first {
            self.plain_first.push(format!("xl/worksheets/sheet{}.xml", self.sheets));
        }
        if !drawn.is_empty() {
            self.drawn.insert(sheet.to_owned(), drawn);
        }
    }

    /// A part as it should be; `None` where it is so already.
    fn part(&self, name: &str, xml: &str) -> Option<String> {
        if self.plain_first.iter().any(|part| part == name) {
            let plain = xml.replacen("<headerFooter>", "<headerFooter differentFirst=\"1\">", 1);
            return (plain != xml).then_some(plain);
        }
        let is_chart = name.starts_with("xl/charts/chart") && !self.drawn.is_empty();
        is_chart.then(|| self.with_caches(xml))
    }

    /// A chart with the numbers that it draws.
    fn with_caches(&self, xml: &str) -> String {
        const OPEN: &str = "</c:f><c:numCache>";
        const CLOSE: &str = "</c:numCache>";
        let mut made = String::with_capacity(xml.len() * 2);
        let mut rest = xml;
        while let Some(at) = rest.find(OPEN) {
            let (before, after) = rest.split_at(at);
            let Some(end) = after.find(CLOSE) else { break };
            let reference = before.rsplit("<c:f>").next().unwrap_or_default();
            made.push_str(before);
            match self.cache(reference) {
                Some(cache) => made.push_str(&format!("{OPEN}{cache}{CLOSE}")),
                None => made.push_str(&after[..end + CLOSE.len()]),
            }
            rest = &after[end + CLOSE.len()..];
        }
        made.push_str(rest);
        made
    }

    fn cache(&self, reference: &str) -> Option<String> {
        let (sheet, cells) = reference.rsplit_once('!')?;
        let sheet = unescaped(sheet);
        let sheet = match sheet.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')) {
            Some(quoted) => quoted.replace("''", "'"),
            None => sheet.into_owned(),
        };
        let drawn = self.drawn.get(&sheet)?;
        let cells = cells.replace('$', "");
        let (from, to) = cells.split_once(':').unwrap_or((&cells, &cells));
        let area = Area::new(from.parse().ok()?, to.parse().ok()?);
        let points = (area.from.row..=area.to.row)
            .flat_map(|row| (area.from.col..=area.to.col).map(move |col| (row, col)));
        let mut cache = String::from("<c:formatCode>General</c:formatCode>");
        let mut count = 0;
        let mut values = String::new();
        for (place, (row, col)) in points.enumerate() {
            count = place + 1;
            if let Some(number) = drawn.get(&crate::cell::Address::new(row, col)) {
                values.push_str(&format!("<c:pt idx=\"{place}\"><c:v>{number}</c:v></c:pt>"));
            }
        }
        cache.push_str(&format!("<c:ptCount val=\"{count}\"/>{values}"));
        Some(cache)
    }
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    Cow::Owned(plain.replace("&apos;", "'").replace("&amp;", "&"))
}

/// The package with what was left open.
pub(super) fn mended(bytes: Vec<u8>, mends: &Mends) -> Result<Vec<u8>, WriteError> {
    if mends.plain_first.is_empty() && mends.drawn.is_empty() {
        return Ok(bytes);
    }
    again(&bytes, mends).map_err(|error| WriteError {
        sheet: String::new(),
        at: None,
        cause: Cause::Library(error.to_string()),
    })
}

fn again(bytes: &[u8], mends: &Mends) -> zip::result::ZipResult<Vec<u8>> {
    let mut parts = ZipArchive::new(Cursor::new(bytes))?;
    let mut made = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place)?;
        let name = part.name()?.into_owned();
        let mut mended = None;
        if name.starts_with("xl/charts/") || mends.plain_first.contains(&name) {
            let mut xml = String::new();
            part.read_to_string(&mut xml)?;
            mended = mends.part(&name, &xml);
        }
        drop(part);
        match mended {
            Some(xml) => {
                // The day that the library gives its parts: no clock shows.
                made.start_file(name, SimpleFileOptions::default())?;
                made.write_all(xml.as_bytes())?;
            }
            None => made.raw_copy_file(parts.by_index_raw(place)?)?,
        }
    }
    Ok(made.finish()?.into_inner())
}
