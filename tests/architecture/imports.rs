//! Which file of a crate uses which other, found in its text: enough for this code, which has one way
//! of writing imports. A name that a folder's `mod.rs` only hands on leads to the file that defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module's path within its crate; the crate itself is empty.
type Module = Vec<String>;

/// What one file says.
#[derive(Default)]
struct File {
    /// Its code, without comments, texts, tests and imports.
    body: String,
    /// The names that it imports, and from where.
    imports: BTreeMap<String, Vec<String>>,
    /// Names imported for others only.
    handed_on: BTreeSet<String>,
}

/// The files of a crate, and for each the files that it uses.
pub(crate) struct Imports {
    files: BTreeMap<Module, File>,
    pub(crate) uses: BTreeMap<Module, BTreeSet<Module>>,
}

impl Imports {
    pub(crate) fn of_crate(src: &Path) -> Self {
        let mut files = BTreeMap::new();
        for path in super::sources(src) {
            let inner = path.strip_prefix(src).unwrap().with_extension("");
            let mut module: Module =
                inner.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            if matches!(module.last().unwrap().as_str(), "mod" | "lib") {
                module.pop();
            }
            let is_test = |part: &String| part.contains("test") || part == "fixture";
            if module != ["main"] && !module.iter().any(is_test) {
                files.insert(module, File::read(&fs::read_to_string(&path).unwrap()));
            }
        }
        let mut imports = Self { files, uses: BTreeMap::new() };
        let modules: Vec<Module> = imports.files.keys().cloned().collect();
        for module in modules {
            let uses = imports.used_by(&module);
            imports.uses.insert(module, uses);
        }
        imports
    }

    fn used_by(&self, module: &Module) -> BTreeSet<Module> {
        let file = &self.files[module];
        let mut paths: Vec<Vec<String>> = Vec::new();
        for path in paths_in(&file.body) {
            let mut parts = path.split("::");
            let head = parts.next().unwrap();
            let head = file.imports.get(head).cloned().unwrap_or_else(|| vec![head.to_owned()]);
            paths.push(head.into_iter().chain(parts.map(str::to_owned)).collect());
        }
        let imports = file.imports.iter().filter(|(name, _)| !file.handed_on.contains(*name));
        paths.extend(imports.map(|(_, path)| path.clone()));
        let found = paths.iter().filter_map(|path| self.absolute(module, path));
        // A module that is imported is used by what is asked of it.
        let found = found.filter(|path| !self.files.contains_key(path) || self.is_handed_on(path));
        let found = found.filter_map(|path| self.definer(&path, 0));
        found.filter(|used| used != module).collect()
    }

    /// Does a module hand on a name that one of its own modules has, too?
    fn is_handed_on(&self, path: &[String]) -> bool {
        let (name, module) = path.split_last().unwrap();
        self.files.get(module).is_some_and(|file| file.imports.contains_key(name))
    }

    /// A path from the crate's root; `None` where it leads to another crate or to a local name.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Vec<String>> {
        let mut from = module.clone();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (from, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    from.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                let child = from.iter().cloned().chain([child.to_owned()]).collect::<Module>();
                self.files.contains_key(&child).then_some(())?;
            }
        }
        from.extend_from_slice(rest);
        (!rest.is_empty()).then_some(from)
    }

    /// The file that defines what a path from the root names.
    fn definer(&self, path: &[String], depth: usize) -> Option<Module> {
        let known = (0..=path.len()).rev().find(|end| self.files.contains_key(&path[..*end]))?;
        let (module, rest) = (path[..known].to_vec(), &path[known..]);
        let Some(name) = rest.first() else { return Some(module) };
        if depth < 8
            && let Some(from) = self.files[&module].imports.get(name)
        {
            let whole: Vec<String> = from.iter().chain(&rest[1..]).cloned().collect();
            if let Some(found) = self.absolute(&module, &whole) {
                return self.definer(&found, depth + 1).or(Some(module));
            }
        }
        Some(module)
    }

    /// Files that use one another, directly or by way of others; each circle once.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<String>> {
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            self.uses.keys().map(|module| (module, self.reached_from(module))).collect();
        let in_circle = |one: &&Module| reached[*one].contains(*one);
        let circle = |one: &Module| {
            let around = reached[one].iter().filter(|other| reached[**other].contains(one));
            around.map(|module| module.join("/")).collect()
        };
        let circles: BTreeSet<BTreeSet<String>> =
            self.uses.keys().filter(in_circle).map(circle).collect();
        circles.into_iter().collect()
    }

    fn reached_from<'a>(&'a self, module: &'a Module) -> BTreeSet<&'a Module> {
        let (mut reached, mut next) = (BTreeSet::new(), vec![module]);
        while let Some(module) = next.pop() {
            next.extend(self.uses[module].iter().filter(|used| reached.insert(*used)));
        }
        reached
    }
}

impl File {
    fn read(text: &str) -> Self {
        let (mut file, mut code) = (Self::default(), code_of(text));
        while let Some(begin) = find_import(&code) {
            let end = begin + code[begin..].find(';').unwrap();
            let statement = code[begin..end].to_owned();
            let (visible, tree) = statement.split_once("use ").unwrap();
            for (name, path) in expanded(&[], tree) {
                if !visible.trim().is_empty() {
                    file.handed_on.insert(name.clone());
                }
                file.imports.insert(name, path);
            }
            code.replace_range(begin..=end, "");
        }
        let is_code = |line: &&str| !is_module_line(line);
        file.body = code.lines().filter(is_code).collect::<Vec<_>>().join("\n");
        file
    }
}

/// Where the first import begins, its visibility included.
fn find_import(code: &str) -> Option<usize> {
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let indented = line.len() - line.trim_start().len();
        let rest = line.trim_start();
        let bare = match rest.strip_prefix("pub") {
            Some(rest) => rest.strip_prefix('(').map_or(rest, |r| r.split_once(')').unwrap().1),
            None => rest,
        };
        if bare.trim_start().starts_with("use ") {
            return Some(at + indented);
        }
        at += line.len();
    }
    None
}

fn is_module_line(line: &str) -> bool {
    let line = line.trim();
    line.ends_with(';') && (line.starts_with("mod ") || line.contains(" mod "))
}

/// The names of an import and their paths: `a::{b, c as d}` gives b and d.
fn expanded(before: &[String], tree: &str) -> Vec<(String, Vec<String>)> {
    let tree = tree.trim();
    let part = |text: &str| text.trim().to_owned();
    if let Some((stem, inner)) = tree.split_once('{') {
        let inner = inner.strip_suffix('}').unwrap();
        let stem: Vec<String> = before
            .iter()
            .cloned()
            .chain(stem.split("::").map(part).filter(|p| !p.is_empty()))
            .collect();
        let mut found = Vec::new();
        let (mut depth, mut from) = (0, 0);
        for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    let one = inner[from..at].trim();
                    found.extend(
                        (!one.is_empty()).then(|| expanded(&stem, one)).into_iter().flatten(),
                    );
                    from = at + 1;
                }
                _ => {}
            }
        }
        return found;
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(p, n)| (p, Some(part(n))));
    let mut path: Vec<String> = before.iter().cloned().chain(path.split("::").map(part)).collect();
    if path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let name = name.unwrap_or_else(|| path.last().unwrap().clone());
    vec![(name, path)]
}

/// The paths and names in a file's code.
fn paths_in(code: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let words = code.split(move |letter: char| !is_part(letter)).map(|word| word.trim_matches(':'));
    words.filter(|word| !word.is_empty())
}

/// A file's code without comments, texts, methods' names and what is compiled for tests only.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut skips_item = false;
    for line in text.lines() {
        let line = line.split("//").next().unwrap();
        if line.starts_with("#[cfg(") && line.contains("test") {
            skips_item = true;
        } else if skips_item {
            // An item at the margin ends with its line, or with a brace at the margin.
            skips_item = line.starts_with(' ') || !line.ends_with([';', '}']);
        } else {
            code.push_str(&without_texts(line));
            code.push('\n');
        }
    }
    code
}

/// A line without what stands between quotes, without the places that visibility names, and without
/// methods that are called.
fn without_texts(line: &str) -> String {
    let outside: Vec<&str> = line.split('"').step_by(2).collect();
    let mut line = outside.join(" ");
    if let Some((before, rest)) = line.split_once("pub(in ") {
        line = format!("{before}pub{}", rest.split_once(')').unwrap().1);
    }
    let called =
        |part: &str| part.trim_start_matches(|l: char| l.is_alphanumeric() || l == '_').to_owned();
    let mut parts = line.split('.');
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |whole, part| whole + "." + &called(part))
}
