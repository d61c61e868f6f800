//! The rules, one a file.

/// Declares the rules' files and lists them: a rule is registered here and nowhere else.
macro_rules! rules {
    ($($name:ident,)*) => {
        $(mod $name;)*

        /// All rules, in the order of the documentation. Of rules that compare figures, the
        /// earlier ones lie nearer to the cause: a cell that they name is left to them.
        pub const RULES: &[super::Rule] = &[$($name::RULE,)*];
    };
}

rules! {
    // The office's own settings and entries.
    no_resolution,
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
    file_name_differs,
    several_versions,
    identical_copy,
    received_late,
    // Annexes of offices below.
    annex_edited,
    annex_incomplete,
    annex_not_understood,
    // What cells say.
    cell_error,
    formula_without_result,
    not_a_number,
    number_doubtful,
    number_too_large,
    count_not_whole,
    count_negative,
    share_out_of_range,
    unit_stated,
    unit_slip,
    tick_unclear,
    day_unclear,
    word_unknown,
    // What sheets and lists hold.
    sheet_lacking,
    list_empty,
    named_twice,
    named_in_two_units,
    total_row,
    left_the_list,
    // How figures stand to one another.
    relation_broken,
    form_differs_from_list,
    figure_missing,
    column_missing,
    figure_jumps,
    same_as_before,
    // What was done and may be worth knowing.
    number_outside,
    label_differs,
    text_read_as_number,
    formula_computed,
    rounding_decides,
}
