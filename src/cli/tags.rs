//! `rushlight tags`: the tags of the posts, with how many posts have each.

use serde_json::{Map, Value, json};

use super::args::ListArgs;
use super::environment::Environment;
use super::gather::gather;
use super::output::{Fault, emit, json_text};
use super::query::{self, Scope};
use super::settings;
use crate::library::TagGroup;

/// Runs the command.
pub fn run(args: &ListArgs, environment: &Environment) -> Result<(), Fault> {
    let library = gather(&args.paths, args.site.generator, &args.common, environment)?.library;
    let query = query::text(&args.filter, &settings::read(&args.common, environment)?)?;
    let query = query.as_deref();
    let library = query::ready(library, query, &args.common, environment);
    let found = query::run(&library, query, Scope::Usual, &args.common, environment)?;
    let groups = library.tags(&found);
    match args.json {
        true => emit(&json_text(&object(&groups))),
        false => emit(lines(&groups).as_bytes()),
    }
}

/// A group's name, then its values with their counts, the most frequent first.
fn lines(groups: &[TagGroup]) -> String {
    let mut out = String::new();
    for group in groups {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(group.field.group());
        out.push('\n');
        for tag in &group.tags {
            out.push_str(&format!("{:>6}  {}\n", tag.count, tag.name));
        }
    }
    out
}

/// An object with a list for each field, even where it is empty.
fn object(groups: &[TagGroup]) -> Map<String, Value> {
    let mut object = Map::new();
    for field in crate::library::Field::ALL {
        let tags = groups.iter().filter(|group| group.field == field).flat_map(|group| &group.tags);
        let tags = tags.map(|tag| json!({"name": tag.name.as_str(), "count": tag.count})).collect();
        object.insert(field.key().to_owned(), Value::Array(tags));
    }
    object
}
