//! What is wrong with a post and its site, each with its remedy.

use super::pane::{Choice, Item, Kind, Pane};
use crate::problem::Problem;

/// The problems of a post, then those of its site.
pub fn problems<'a>(
    post: impl Iterator<Item = &'a Problem>,
    site: impl Iterator<Item = &'a Problem>,
) -> Pane {
    let mut items: Vec<Item> = Vec::new();
    let groups = post.map(|problem| (problem, "This post")).chain(site.map(|problem| (problem, "Its site")));
    for (problem, group) in groups {
        let place = match problem.line {
            Some(line) => format!("{}:{line}", problem.file),
            None => problem.file.to_string(),
        };
        let choice = Choice::File(problem.file.clone(), problem.line);
        items.push(Item::new(choice, &problem.message, &place).under(group));
        if !problem.remedy.is_empty() {
            items.push(Item::new(Choice::Nothing, &format!("  {}", problem.remedy), "").under(group));
        }
    }
    Pane::new(Kind::Problems, "Problems", items)
}
