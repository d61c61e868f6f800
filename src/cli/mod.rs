//! The command line: arguments in, files and words out, an exit code.

mod arguments;
mod folder_argument;
mod init;
mod menu;
mod template;
mod window;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::{self, RULES, Severity};
use crate::intake::{PlaceError, locate};
use crate::memory;
use crate::report::screen;
use crate::results::Results;
use crate::workspace::{PeriodPlace, Workspace, is_workspace};
use arguments::{Arguments, Command, Options};
use workbook_io::read::subprocess;

/// Nothing could be produced; the reason was printed.
const NOTHING_PRODUCED: u8 = 1;
/// The command line is incomplete.
const WRONG_USAGE: u8 = 2;
/// With `--strict`: there are serious findings.
const FINDINGS: u8 = 3;

/// The argument with which the program starts itself as a reader of files; no folder has this name.
const READER_ARGUMENT: &str = "--read-apart";

/// Starts this program as a reader of files for itself.
fn reader_command() -> std::process::Command {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("tonghop"));
    let mut command = std::process::Command::new(program);
    command.arg(READER_ARGUMENT);
    memory::to_be_capped(&mut command);
    command
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == READER_ARGUMENT) {
        return subprocess::serve(memory::cap);
    }
    if std::env::current_exe().is_ok() {
        subprocess::set_up(reader_command);
    }
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err((text, 0)) => {
            screen::show(&text);
            return ExitCode::SUCCESS;
        }
        Err((text, code)) => {
            screen::complain(&text);
            window::keep_open();
            return ExitCode::from(code);
        }
    };
    if asks_for_work(&arguments) {
        // The officer left the menu with 0, so the window need not stay open.
        return menu::run(&mut io::stdin().lock(), &beside());
    }
    // Without a command, a folder may have been dropped onto the program.
    let by_hand = arguments.command.is_none();
    let outcome = run(arguments).unwrap_or_else(|message| {
        screen::complain(&message);
        ExitCode::from(NOTHING_PRODUCED)
    });
    if by_hand {
        window::keep_open();
    }
    outcome
}

fn run(arguments: Arguments) -> Result<ExitCode, String> {
    let folder = |given: Option<PathBuf>| folder_argument::folder_meant(given.as_slice());
    match arguments.command {
        None => {
            consolidate(&folder_argument::folder_meant(&arguments.folders)?, &arguments.options)
        }
        Some(Command::Check { folder: given, options }) => check_only(&folder(given)?, &options),
        Some(Command::Explain { code }) => explain(code.as_deref()),
        Some(Command::Init { folder, pack, form, period }) => match &form[..] {
            [] => init::init(folder.as_deref(), pack.as_deref(), period),
            forms => init::from_forms(folder.as_deref(), forms, period),
        },
        Some(Command::Template { folder: given, period, show }) => {
            template::template(&folder(given)?, period, show)
        }
    }
}

/// Should the menu be shown? Nothing was given, there is no workspace here, and somebody can
/// answer.
fn asks_for_work(arguments: &Arguments) -> bool {
    let nothing_given = arguments.command.is_none() && arguments.folders.is_empty();
    let no_workspace = || {
        let here = locate(Path::new("."), arguments.options.period);
        matches!(here, Err(PlaceError::NoWorkspace(_)))
    };
    nothing_given && !arguments::are_given_by_program() && no_workspace() && window::is_answered()
}

/// Where the menu looks for workspaces: here, and beside the program.
fn beside() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let program = program.as_deref().and_then(Path::parent).map(Path::to_owned);
    [PathBuf::from(".")].into_iter().chain(program).collect()
}

/// The main job: a period folder in, the annex and all that goes with it out.
fn consolidate(folder: &Path, options: &Options) -> Result<ExitCode, String> {
    let place = locate(folder, options.period).map_err(|error| error.to_string())?;
    let _turn = crate::report::output::lock_period(&place.folder)?;
    let workspace = open_workspace(&place)?;
    let mut results = Results::read(&workspace, &place)?;
    let (json, slips) = (options.json.as_deref(), !options.no_slips);
    let written = crate::report::output::write(&mut results, &place.folder, json, slips)?;
    if !options.quiet && !written.json_on_screen {
        screen::show(&screen::summary(&results, &written.lines()));
    }
    Ok(exit(results, options))
}

fn open_workspace(place: &PeriodPlace) -> Result<Workspace, String> {
    Workspace::open_for(place).map_err(|problems| settings_wrong(&problems))
}

/// Shows findings only; writes nothing but the JSON if wanted.
fn check_only(folder: &Path, options: &Options) -> Result<ExitCode, String> {
    let place = match locate(folder, options.period) {
        Ok(place) => place,
        Err(error @ PlaceError::UnusedFolder(_)) => return Err(error.to_string()),
        Err(error) => return check_settings(folder).ok_or_else(|| error.to_string()),
    };
    let workspace = open_workspace(&place)?;
    let results = Results::read(&workspace, &place)?;
    let json_on_screen = crate::report::output::write_json(&results, options.json.as_deref())?;
    if !options.quiet && !json_on_screen {
        if dunce::canonicalize(folder).is_ok_and(|given| given == place.root) {
            screen::show(&screen::settings_in_words(&workspace));
        }
        screen::show(&screen::findings(&results));
    }
    Ok(exit(results, options))
}

/// Explains a rule; without a code, lists all.
fn explain(code: Option<&str>) -> Result<ExitCode, String> {
    let text = match code {
        Some(code) => check::explain(code)?,
        None => RULES
            .iter()
            .map(|rule| {
                format!("{:<24} {} ({})\n", rule.code, rule.title, rule.severity.vietnamese())
            })
            .collect(),
    };
    screen::show(&text);
    Ok(ExitCode::SUCCESS)
}

/// Checks the settings of a workspace without input.
fn check_settings(folder: &Path) -> Option<ExitCode> {
    if !is_workspace(folder) {
        return None;
    }
    let code = match Workspace::open(folder) {
        Ok(workspace) => {
            screen::show(&screen::settings_in_words(&workspace));
            ExitCode::SUCCESS
        }
        Err(problems) => {
            screen::complain(&settings_wrong(&problems));
            ExitCode::from(NOTHING_PRODUCED)
        }
    };
    Some(code)
}

fn settings_wrong(problems: &[String]) -> String {
    format!(
        "Chưa chạy được vì tệp khai báo hoặc biểu mẫu còn chỗ chưa rõ ({} chỗ):\n- {}\nSửa các chỗ \
         trên trong Excel, lưu lại rồi chạy lại.",
        problems.len(),
        problems.join("\n- ")
    )
}

/// The exit code. The program ends here, so large results are not freed first.
fn exit(results: Results<'_>, options: &Options) -> ExitCode {
    let mut open = results.findings.iter().filter(|finding| finding.is_open());
    let grave = open.any(|finding| finding.severity == Severity::Error);
    std::mem::forget(results);
    if options.strict && grave { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}
