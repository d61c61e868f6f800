//! The rules, one a file.

/// Declares the rules' files and lists them. This is the only place where a rule is registered.
macro_rules! rules {
    ($($name:ident,)*) => {
        $(mod $name;)*

        /// All rules, in the order of the documentation. Among the rules that compare figures,
        /// earlier ones are nearer to the cause and report a cell first.
        pub const RULES: &[super::Rule] = &[$($name::RULE,)*];
    };
}

rules! {
    // The office's own settings and entries.
    no_resolution,
    to_confirm,
    year_start_unclear,
    not_comparable,
    folder_aside,
    earlier_by_hand,
    earlier_unreadable,
    entry_unclear,
    entry_stale,
    judgement_without_reason,
    // Files and submissions.
    file_unreadable,
    file_ignored,
    own_book,
    form_not_found,
    form_empty,
    unit_missing,
    unit_unknown,
    wrong_period,
    as_of_day,
    file_name_differs,
    several_versions,
    identical_copy,
    received_late,
    // Annexes of offices below.
    annex_edited,
    annex_incomplete,
    annex_under_review,
    annex_not_understood,
    // Single cells.
    cell_error,
    formula_without_result,
    formula_contradicted,
    not_a_number,
    day_in_number,
    per_cent_in_number,
    crossed_out,
    number_doubtful,
    number_too_large,
    count_not_whole,
    count_negative,
    share_out_of_range,
    unit_stated,
    unit_slip,
    tick_unclear,
    day_unclear,
    day_month_swapped,
    word_unknown,
    // Sheets and lists.
    letters_broken,
    // What sheets and lists hold.
    sheet_lacking,
    sheet_unknown,
    list_empty,
    row_crossed_out,
    named_twice,
    same_organisation,
    named_in_two_units,
    total_row,
    total_mismatch,
    example_row,
    cells_joined,
    hidden_counts,
    left_the_list,
    // Relations between figures.
    listed_late,
    day_changed,
    // How figures stand to one another.
    row_relation_broken,
    relation_broken,
    form_differs_from_list,
    figure_missing,
    column_missing,
    estimate_off,
    header_time,
    figure_jumps,
    same_as_before,
    out_of_proportion,
    // For information.
    number_outside,
    label_differs,
    text_read_as_number,
    formula_computed,
    day_from_number,
    word_by_synonym,
    rounding_decides,
}
