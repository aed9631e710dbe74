//! What is wrong with a post and its site, each with its remedy: rows of several lines, the words of each whole.

use super::pane::{Choice, Item, Kind, Pane};
use crate::problem::Problem;
use crate::text::Clean;

/// The problems of a post in a file, then those of its site.
pub fn problems<'a>(
    file: Option<&Clean>,
    post: impl Iterator<Item = &'a Problem>,
    site: impl Iterator<Item = &'a Problem>,
) -> Pane {
    let mut items: Vec<Item> = Vec::new();
    let groups = post.map(|problem| (problem, "This post")).chain(site.map(|problem| (problem, "Its site")));
    for (problem, group) in groups {
        let choice = Choice::File(problem.file.clone(), problem.line);
        items.push(Item::new(choice, &problem.message, &told(problem, file)).under(group));
    }
    let file = file.filter(|_| items.iter().any(|item| item.group == "This post")).cloned();
    Pane::new(Kind::Problems { file: file.unwrap_or_default() }, "Problems", items)
}

/// `line 7: correct the target`: where, the file too unless it is that of the post, and what helps.
fn told(problem: &Problem, file: Option<&Clean>) -> String {
    let place = match (problem.line, file == Some(&problem.file)) {
        (Some(line), true) => format!("line {line}"),
        (None, true) => String::new(),
        (Some(line), false) => format!("{}:{line}", problem.file),
        (None, false) => problem.file.to_string(),
    };
    let between = if place.is_empty() || problem.remedy.is_empty() { "" } else { ": " };
    format!("{place}{between}{}", problem.remedy)
}
