//! `tonghop init`: a workspace from a built-in pack, or from what the office has.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::Sources;
use super::exit::WRONG_USAGE;
use super::init_annex as annex;
use crate::excel_path::too_long;
use crate::report::screen;
use crate::settings::packs::{self, unpack};
use crate::setup::{
    Office, annex_targets, copy_reports, in_words, learn_office, open_form, read_reports,
};
use crate::workspace::{PeriodPlace, in_unicode, open};

/// Makes the workspace, or says which argument is missing.
pub(super) fn init(folder: Option<&Path>, sources: &Sources) -> Result<ExitCode, String> {
    let has_own = !sources.form.is_empty() || sources.reports.is_some();
    if let Some(sentence) = misused(folder, sources, has_own) {
        screen::complain(&sentence);
        return Ok(ExitCode::from(WRONG_USAGE));
    }
    let folder = folder.expect("checked above");
    match &sources.pack {
        Some(pack) => from_pack(folder, pack, sources),
        None => from_own(folder, sources),
    }
}

/// What is wrong with the arguments.
fn misused(folder: Option<&Path>, sources: &Sources, has_own: bool) -> Option<String> {
    let usage = |what: &str| {
        format!(
            "{what}. Cách dùng: tonghop init <THƯ MỤC> --reports <THƯ MỤC BÁO CÁO>, hoặc --form <BIỂU MẪU>, hoặc \
             --pack <GÓI>\n{}",
            packs::choice()
        )
    };
    if folder.is_none() {
        return Some(usage("Chưa ghi thư mục sẽ tạo"));
    }
    match &sources.pack {
        Some(_) if has_own => Some(
            "--pack là gói có sẵn, đã có biểu mẫu riêng; không dùng cùng --form, --reports. Muốn dùng biểu mẫu của \
             cơ quan thì bỏ --pack; muốn dùng gói thì bỏ --form, --reports."
                .to_owned(),
        ),
        Some(_) if !sources.resolution.is_empty() => Some(
            "--pack là gói có sẵn, đã có chỉ tiêu riêng; --resolution chỉ đi cùng --form hoặc --reports. Bỏ một trong \
             hai rồi chạy lại."
                .to_owned(),
        ),
        Some(_) => None,
        None if !has_own && !sources.resolution.is_empty() => Some(
            "--resolution cần có biểu mẫu để gắn số liệu: ghi thêm --form <BIỂU MẪU> hoặc --reports <THƯ MỤC BÁO CÁO>."
                .to_owned(),
        ),
        None if !has_own => Some(usage("Chưa chọn gói")),
        None => None,
    }
}

fn from_pack(folder: &Path, pack: &str, sources: &Sources) -> Result<ExitCode, String> {
    let pack = match packs::named(pack) {
        Ok(pack) => pack,
        Err(sentence) => {
            screen::complain(&sentence);
            return Ok(ExitCode::from(WRONG_USAGE));
        }
    };
    warn_of_length(folder);
    let period = sources.period.or(pack.first_period);
    let made = unpack(&pack, folder, period).map_err(|error| error.to_string())?;
    screen::show(&screen::new_workspace(&pack, &made));
    Ok(ExitCode::SUCCESS)
}

/// Makes the workspace from the office's own forms and reports.
fn from_own(folder: &Path, sources: &Sources) -> Result<ExitCode, String> {
    let mut own = Office { resolutions: sources.resolution.clone(), ..Office::default() };
    let forms = sources.form.iter().map(|path| open_form(path));
    own.forms = forms.collect::<Result<Vec<_>, _>>()?;
    let mut period = sources.period;
    let besides: Vec<PathBuf> = sources.annex.iter().cloned().collect();
    if let Some(reports) = &sources.reports {
        let read = read_reports(reports, &besides)?;
        period = period.or(read.period);
        if period.is_none() {
            return Err("Báo cáo không ghi rõ là của kỳ nào. Ghi thêm kỳ, ví dụ --period 2026-06."
                .to_owned());
        }
        own.forms.extend(read.forms);
        own.units = read.units;
        own.left_out = read.left_out;
    }
    if let (Some(annex), Some(period)) = (&sources.annex, period) {
        own.annex = annex_targets(&in_unicode(open(annex)?), period);
    }
    let learnt_targets = own.annex.clone();
    let office = learn_office(&own)?;
    warn_of_length(folder);
    let made =
        packs::new_workspace(folder, &office.files, period).map_err(|error| error.to_string())?;
    if let (Some(reports), Some(into)) = (&sources.reports, &made.period) {
        copy_reports(reports, into, &besides)?;
    }
    screen::show(&in_words(&office, &made, sources.reports.is_some()));
    if let (Some(annex), Some(folder), Some(period)) = (&sources.annex, &made.period, period) {
        let place = PeriodPlace { root: made.folder.clone(), folder: folder.clone(), period };
        annex::compare(annex, office, &place, learnt_targets.as_ref())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Said before anything is made, where the first annex's path would be too long for Excel.
pub(super) fn warn_of_length(folder: &Path) {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let annex = full.join("2023-10/ket-qua/phu-luc-2023-10.xlsx");
    if let Some(warning) = too_long([annex]) {
        screen::complain(&warning);
    }
}
