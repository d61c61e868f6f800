//! Questions with an answer a line.

use std::io::BufRead;

use crate::report::screen;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The officer typed 0, or left the question empty: back to the menu.
    GaveUp,
    /// Nobody answers any more.
    NoMoreInput,
}

/// Asks, and reads the answers.
pub(super) struct Asker<'a> {
    input: &'a mut dyn BufRead,
}

impl<'a> Asker<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead) -> Self {
        Self { input }
    }

    /// One line, without the space around it. 0 goes back whatever the question.
    pub(super) fn line(&mut self, question: &str) -> Result<String, Ended> {
        screen::show(question);
        let mut line = Vec::new();
        if !matches!(self.input.read_until(b'\n', &mut line), Ok(1..)) {
            // What comes next is not to stand in the question's line.
            screen::show("\n");
            return Err(Ended::NoMoreInput);
        }
        match String::from_utf8_lossy(&line).trim() {
            "0" | "0." => Err(Ended::GaveUp),
            answer => Ok(answer.to_owned()),
        }
    }

    /// The place of one of several, by its number.
    pub(super) fn choose(&mut self, question: &str, names: Vec<String>) -> Result<usize, Ended> {
        let lines = names.iter().enumerate().map(|(at, name)| format!("  {}. {name}\n", at + 1));
        screen::show(&format!("{question}\n{}  0. Quay lại\n", lines.collect::<String>()));
        loop {
            let answer = self.line("Gõ số rồi nhấn Enter (0 hoặc để trống để quay lại): ")?;
            match answer.trim_end_matches('.').parse::<usize>() {
                _ if answer.is_empty() => return Err(Ended::GaveUp),
                Ok(number) if (1..=names.len()).contains(&number) => return Ok(number - 1),
                _ => screen::complain(&format!("Gõ một số từ 0 đến {}.", names.len())),
            }
        }
    }
}
