//! The rules, one a file.

/// Declares the rules' files and lists them: a rule is registered here and nowhere else.
macro_rules! rules {
    ($($name:ident,)*) => {
        $(mod $name;)*

        /// All rules, in the order of the documentation.
        pub const RULES: &[super::Rule] = &[$($name::RULE,)*];
    };
}

rules! {
    file_unreadable,
    form_not_found,
    form_differs_from_list,
    text_read_as_number,
    unit_missing,
    unit_unknown,
    wrong_period,
}
