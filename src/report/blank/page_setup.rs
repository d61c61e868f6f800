//! How a blank form prints, where the office has not said so itself.

use std::collections::BTreeMap;

use crate::report::patch::sheet_xml::{SheetXml, elements_before};
use crate::report::patch::xml::{TokenKind, XmlToken, attribute};

impl SheetXml {
    /// Fits the sheet to the paper's width, unless the office has set its own scale.
    pub(super) fn fit_paper(&mut self) {
        let setup = self.tokens.iter().position(|token| token.is_open("pageSetup"));
        let says = |name: &str| setup.and_then(|at| attribute(&self.tokens[at].text, name));
        let fits = self.tokens.iter().any(|token| {
            token.is_open("pageSetUpPr") && attribute(&token.text, "fitToPage").is_some()
        });
        if fits || says("scale").is_some() {
            return;
        }
        let paper = says("paperSize").unwrap_or_else(|| "9".to_owned());
        let lying = says("orientation").unwrap_or_else(|| {
            if self.is_wide() { "landscape".to_owned() } else { "portrait".to_owned() }
        });
        // The printer settings of the old element are kept.
        let printer = says("r:id").map_or_else(String::new, |id| format!(" r:id=\"{id}\""));
        let text = format!(
            "<pageSetup paperSize=\"{paper}\" orientation=\"{lying}\" fitToWidth=\"1\" \
             fitToHeight=\"0\"{printer}/>"
        );
        match setup {
            Some(at) => self.tokens[at].text = text,
            None => {
                let place = self.after(elements_before("pageSetup"));
                self.tokens.insert(place, XmlToken::other(text));
            }
        }
        self.fit_to_page();
    }

    fn fit_to_page(&mut self) {
        const FIT: &str = "<pageSetUpPr fitToPage=\"1\"/>";
        let own = self.tokens.iter_mut().find(|token| token.is_open("pageSetUpPr"));
        if let Some(own) = own {
            own.text = own.text.replacen("<pageSetUpPr", "<pageSetUpPr fitToPage=\"1\"", 1);
            return;
        }
        let end = self.tokens.iter().position(|t| t.kind == TokenKind::End && t.name == "sheetPr");
        if let Some(end) = end {
            self.tokens.insert(end, XmlToken::other(FIT.to_owned()));
            return;
        }
        match self.tokens.iter_mut().find(|token| token.is_open("sheetPr")) {
            Some(empty) => {
                let open = empty.text.trim_end_matches(['>', '/']).to_owned();
                empty.text = format!("{open}>{FIT}</sheetPr>");
            }
            None => {
                let root = self.tokens.iter().position(|token| token.is_open("worksheet"));
                let element = format!("<sheetPr>{FIT}</sheetPr>");
                self.tokens.insert(root.map_or(0, |root| root + 1), XmlToken::other(element));
            }
        }
    }

    /// Are its columns together wider than a portrait page?
    fn is_wide(&self) -> bool {
        const STANDING: u32 = 140;
        const USUAL: u32 = 9;
        let last = self.styles().keys().map(|at| at.col).max().unwrap_or(0);
        let mut widths: BTreeMap<u32, u32> = (0..=last).map(|col| (col, USUAL)).collect();
        for token in self.tokens.iter().filter(|token| token.is_open("col")) {
            let number =
                |name: &str| attribute(&token.text, name).and_then(|v| v.parse::<u32>().ok());
            let width = attribute(&token.text, "width");
            let width = width.and_then(|w| w.split('.').next()?.parse::<u32>().ok());
            let (Some(from), Some(to), Some(width)) = (number("min"), number("max"), width) else {
                continue;
            };
            for (_, own) in widths.range_mut(from.saturating_sub(1)..to) {
                *own = width;
            }
        }
        widths.values().sum::<u32>() > STANDING
    }
}
