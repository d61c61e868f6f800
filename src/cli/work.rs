//! What the program does for a folder: consolidate a period, or check it.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::Options;
use super::exit::{FINDINGS, NOTHING_PRODUCED, not_usable};
use super::odd_place;
use crate::check::Severity;
use crate::excel_path::too_long;
use crate::full_path::full_path;
use crate::intake::{PlaceError, locate};
use crate::report::{output, screen};
use crate::results::Results;
use crate::workspace::{PeriodPlace, Workspace, is_workspace};

/// The main job: a period folder in, the annex and all that goes with it out.
pub(super) fn consolidate(folder: &Path, options: &Options) -> Result<ExitCode, String> {
    let place = locate(folder, options.period).map_err(|error| error.to_string())?;
    let _turn = output::lock_period(&place.folder)?;
    let workspace = open_workspace(&place)?;
    let books = output::books(&place, &workspace.settings);
    let warnings = [odd_place::warning(Some(&place.folder)), too_long(books)];
    warnings.iter().flatten().for_each(|warning| screen::complain(warning));
    let mut results = Results::read(&workspace, &place)?;
    let (json, slips) = (options.json.as_deref(), !options.no_slips);
    let written = output::write(&mut results, &place.folder, json, slips)?;
    if !options.quiet && !written.json_on_screen {
        screen::show(&screen::summary(&results, &written.lines()));
    }
    Ok(exit(results, options))
}

fn open_workspace(place: &PeriodPlace) -> Result<Workspace, String> {
    Workspace::open_for(place).map_err(|refusal| not_usable(&refusal))
}

/// Shows findings only; writes nothing but the JSON if wanted.
pub(super) fn check_only(folder: &Path, options: &Options) -> Result<ExitCode, String> {
    let place = match locate(folder, options.period) {
        Ok(place) => place,
        Err(error @ PlaceError::UnusedFolder(_)) => return Err(error.to_string()),
        Err(error) => return check_settings(folder).ok_or_else(|| error.to_string()),
    };
    let workspace = open_workspace(&place)?;
    let results = Results::read(&workspace, &place)?;
    let json_on_screen = output::write_json(&results, options.json.as_deref())?;
    if !options.quiet && !json_on_screen {
        if full_path(folder).is_ok_and(|given| given == place.root) {
            screen::show(&screen::settings_in_words(&workspace));
        }
        screen::show(&screen::findings(&results));
    }
    Ok(exit(results, options))
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
        Err(refusal) => {
            screen::complain(&not_usable(&refusal));
            ExitCode::from(NOTHING_PRODUCED)
        }
    };
    Some(code)
}

/// The exit code. The program ends here, so large results are not freed first.
fn exit(results: Results<'_>, options: &Options) -> ExitCode {
    let mut open = results.findings.iter().filter(|finding| finding.is_open());
    let grave = open.any(|finding| finding.severity == Severity::Error);
    std::mem::forget(results);
    if options.strict && grave { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}
