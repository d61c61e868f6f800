//! Questions, each answered by a line.

use std::io::BufRead;
use std::process::ExitCode;

use crate::report::screen;
use viet_text::period::Period;
use viet_text::period_text::find_period;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The officer typed 0 or nothing: back to the menu.
    GaveUp,
    /// The input has ended.
    NoMoreInput,
}

/// The outcome of a menu choice.
pub(super) type MenuOutcome = Result<(), Ended>;

/// Asks, and reads the answers.
pub(super) struct Asker<'a> {
    input: &'a mut dyn BufRead,
}

impl<'a> Asker<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead) -> Self {
        Self { input }
    }

    /// Reads one line, trimmed. 0 always goes back.
    pub(super) fn line(&mut self, question: &str) -> Result<String, Ended> {
        screen::show(question);
        let mut line = Vec::new();
        if !matches!(self.input.read_until(b'\n', &mut line), Ok(1..)) {
            // The next output must not be on the question's line.
            screen::show("\n");
            return Err(Ended::NoMoreInput);
        }
        match String::from_utf8_lossy(&line).trim() {
            "0" | "0." => Err(Ended::GaveUp),
            answer => Ok(answer.to_owned()),
        }
    }

    /// Lets the officer choose by number; returns the position.
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

/// In the menu the exit code is not used.
pub(super) fn say(outcome: Result<ExitCode, String>) {
    if let Err(message) = outcome {
        screen::complain(&message);
    }
}

/// Asks for a period until what is typed is one; none where nothing was typed.
pub(super) fn ask_period(asker: &mut Asker<'_>, question: &str) -> Result<Option<Period>, Ended> {
    loop {
        let answer = asker.line(question)?;
        match find_period(&answer) {
            _ if answer.is_empty() => return Ok(None),
            Some(period) => return Ok(Some(period)),
            None => screen::complain(&format!(
                "Không hiểu kỳ \"{answer}\"; viết như 2024-01, 2024-Q1, 2024-6T, 2024-9T hoặc 2024."
            )),
        }
    }
}
