//! One post of a site, without a look at the others.

use std::path::Path;

use jiff::Timestamp;

use super::Site;
use crate::date::DateSource;
use crate::front_matter;
use crate::post::Post;

/// The post that a walk finds at a path of a site, found without a look at what lies beside the way; none where other posts have
/// to be known first: in a plain folder its date may be none because all have the same.
pub fn alone(site: &Site, path: &Path, now: Timestamp) -> Option<Post> {
    let found = site.rules.find(&site.files.toward(path), &|_| {});
    let candidate = found.candidates.iter().find(|candidate| candidate.path == path)?;
    let head = site.files.head(path, front_matter::is_enough).ok()?;
    let post = site.rules.post(site, candidate, &head, now)?;
    let is_settled = site.rules.stands_alone()
        || post.meta.date.as_ref().is_none_or(|date| date.source != DateSource::FileTime);
    is_settled.then_some(post)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::site::{Files, Generator, detect_in, scan};

    /// For each file of a site whether it is a post alone, and that it is then the one that a look at all files finds.
    fn alone_in(generator: Generator, files: &[(&'static str, &'static str)]) -> String {
        let table = Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes())));
        let mut site = detect_in(table, Some(generator));
        let all = scan(&mut site, Timestamp::UNIX_EPOCH);
        let said = files.iter().filter_map(|(path, _)| {
            let post = alone(&site, Path::new(path), Timestamp::UNIX_EPOCH);
            let found = all.iter().find(|post| post.path() == Path::new(path));
            assert_eq!(post.as_ref(), found.map(Arc::as_ref), "{path}");
            post.map(|_| *path)
        });
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_post_is_alone_what_it_is_among_all() {
        let jekyll = [
            ("_config.yml", "exclude: [x]\ncollections: {recipes: {output: true}}\n"),
            ("_posts/2020-01-02-a.md", "---\ntitle: A\n---\n"),
            ("deep/er/_posts/more/2020-01-03-b.md", "---\n---\n"),
            ("_drafts/c.md", "---\n---\n"),
            ("_recipes/d.md", "---\ntitle: D\n---\n"),
            ("x/_posts/2020-01-04-e.md", "---\n---\n"),
            ("_posts/undated.md", "---\n---\n"),
            ("about.md", "---\n---\n"),
        ];
        assert_eq!(
            alone_in(Generator::Jekyll, &jekyll),
            "_posts/2020-01-02-a.md deep/er/_posts/more/2020-01-03-b.md _drafts/c.md _recipes/d.md"
        );
        let loose = [("2020-01-02-a.md", "---\nlayout: post\n---\n"), ("b/2020-01-03-b.md", "---\n---\n")];
        assert_eq!(alone_in(Generator::Jekyll, &loose), "2020-01-02-a.md b/2020-01-03-b.md");
        let hugo = [
            ("hugo.toml", ""),
            ("content/_index.md", "---\ncascade: {tags: [t]}\n---\n"),
            ("content/posts/_index.md", "---\ntitle: P\n---\n"),
            ("content/posts/a.md", "---\ntitle: A\n---\n"),
            ("content/posts/b/index.md", "---\ntitle: B\n---\n"),
            ("content/posts/b/part.md", "---\ntitle: C\n---\n"),
            ("static/d.md", "d"),
        ];
        assert_eq!(alone_in(Generator::Hugo, &hugo), "content/posts/a.md content/posts/b/index.md");
        let zola =
            [("config.toml", ""), ("content/_index.md", ""), ("content/a/b.md", "+++\ntitle = 'B'\n+++\n")];
        assert_eq!(alone_in(Generator::Zola, &zola), "content/a/b.md");
        let plain = [
            ("a.md", "# A"),
            ("b/c.md", "---\ndate: 2020-01-02\n---\n"),
            ("LICENSE.md", "x"),
            ("target/d.md", "d"),
        ];
        assert_eq!(alone_in(Generator::Plain, &plain), "a.md b/c.md");
    }
}
