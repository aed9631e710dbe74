//! What is wrong with the bodies of all posts, in little room: what is wrong with one is mostly wrong with many.

use crate::post::{Name, Pool, PostId};
use crate::problem::Problem;
use crate::text::Clean;

/// The problems of posts. A message or a remedy that several have is one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Wrong {
    /// In the order of posts and lines, once they are arranged.
    all: Vec<One>,
}

/// A problem of a post.
#[derive(Clone, Debug)]
struct One {
    post: PostId,
    /// From 1; 0 where it is of the whole file.
    line: u32,
    message: Name,
    remedy: Name,
    /// None where it is the post's own.
    file: Option<Name>,
}

impl One {
    fn problem(&self, own: &Clean) -> Problem {
        Problem {
            file: self.file.as_deref().unwrap_or(own).clone(),
            line: (self.line > 0).then_some(self.line as usize),
            message: Clean::clone(&self.message),
            remedy: Clean::clone(&self.remedy),
        }
    }
}

impl Wrong {
    /// Takes a problem of a post whose file is `own`; what it has in common with others is from the pool.
    pub(super) fn add(&mut self, post: PostId, own: &Clean, problem: &Problem, pool: &mut Pool) {
        let line = problem.line.map_or(0, |line| u32::try_from(line).unwrap_or(u32::MAX));
        let file = (problem.file != *own).then(|| pool.name(&problem.file));
        self.all.push(One {
            post,
            line,
            message: pool.name(&problem.message),
            remedy: pool.name(&problem.remedy),
            file,
        });
    }

    /// Brings what came in any order into the order in which it is looked up.
    pub(super) fn arrange(&mut self) {
        self.all.sort_by_key(|one| (one.post, one.line));
        self.all.shrink_to_fit();
    }

    fn of(&self, post: PostId) -> &[One] {
        let start = self.all.partition_point(|one| one.post < post);
        let rest = &self.all[start..];
        &rest[..rest.partition_point(|one| one.post == post)]
    }

    /// Whether a post has any, once they are arranged.
    pub(super) fn has(&self, post: PostId) -> bool {
        !self.of(post).is_empty()
    }

    /// Those of a post whose file is `own`, by their lines, once they are arranged.
    pub(super) fn problems<'a>(&'a self, post: PostId, own: &'a Clean) -> impl Iterator<Item = Problem> + 'a {
        self.of(post).iter().map(|one| one.problem(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_comes_back_as_it_was_and_texts_of_many_are_one() {
        // Those of a hundred thousand posts, four tenths of which had a link to nowhere, were a sixth of all memory.
        let (mut wrong, mut pool) = (Wrong::default(), Pool::default());
        let file = |post: u32| Clean::line(&format!("{post}.md"));
        let nowhere = |post: u32| Problem::new(&file(post), "no such post: /a/", "correct the target");
        let of_part = Problem::new(&Clean::line("_includes/x.html"), "no such filter", "");
        for post in [2, 0] {
            wrong.add(PostId(post), &file(post), &nowhere(post).at(7), &mut pool);
            wrong.add(PostId(post), &file(post), &of_part, &mut pool);
        }
        wrong.arrange();
        let of = |post: u32| wrong.problems(PostId(post), &file(post)).collect::<Vec<_>>();
        assert_eq!(of(0), [of_part.clone(), nowhere(0).at(7)], "by the lines");
        assert_eq!(of(2), [of_part, nowhere(2).at(7)]);
        assert_eq!((wrong.has(PostId(0)), wrong.has(PostId(1)), of(1)), (true, false, vec![]));
        let message = |n: usize| std::ptr::from_ref::<str>(wrong.all[n].message.as_str());
        assert_eq!((message(1), size_of::<One>()), (message(3), 4 * size_of::<usize>()));
    }
}
