//! The command line: arguments in, files and words out, an exit code.

mod arguments;
mod dropped;
mod exit;
mod folder_argument;
mod init;
mod menu;
mod odd_place;
mod template;
mod window;
mod work;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::{self, RULES};
use crate::intake::{PlaceError, locate};
use crate::memory;
use crate::report::screen;
use arguments::{Arguments, Command, Options};
use dropped::{Meaning, OfficeFiles, meaning};
use exit::NOTHING_PRODUCED;
use work::{check_only, consolidate};
use workbook_io::read::subprocess;

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
        None => match meaning(&arguments.folders)? {
            Meaning::Folder(folder) => consolidate(&folder, &arguments.options),
            Meaning::Forms(files) => set_up(&files, &arguments.options),
        },
        Some(Command::Check { folder: given, options }) => check_only(&folder(given)?, &options),
        Some(Command::Explain { code }) => explain(code.as_deref()),
        Some(Command::Init { folder, pack, form, resolution, period }) => match &form[..] {
            [] => init::init(folder.as_deref(), pack.as_deref(), period),
            forms => init::from_forms(folder.as_deref(), forms, &resolution, period),
        },
        Some(Command::Template { folder: given, period, show }) => {
            template::template(&folder(given)?, period, show)
        }
    }
}

/// Forms were dropped onto the program: sets up from them, if somebody can answer.
fn set_up(files: &OfficeFiles, options: &Options) -> Result<ExitCode, String> {
    if options.quiet || options.json.is_some() || !window::is_answered() {
        return Err(format!(
            "{}: không nằm trong thư mục làm việc nào. Nếu đó là biểu mẫu của cơ quan, lập thư mục làm việc bằng lệnh: \
             tonghop init THƯ-MỤC --form BIỂU-MẪU; nếu là báo cáo của đơn vị, chép vào thư mục của kỳ rồi kéo thả \
             thư mục đó.",
            dropped::names(&files.forms)
        ));
    }
    menu::set_up(&mut io::stdin().lock(), files);
    Ok(ExitCode::SUCCESS)
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
