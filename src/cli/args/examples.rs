//! The examples at the end of `--help`.

use crate::library::{grammar, states};

pub(super) const READ_EXAMPLES: &str = "\
Examples:
  rushlight                              the site you stand in, or the sample blog
  rushlight ~/src/my-blog                a blog
  rushlight ~/src/my-blog -q tag:linux   only its posts about linux
  rushlight a-blog another-blog          several as one library
  rushlight post.md                      one post, in the list of its site
  git show HEAD:post.md | rushlight -    a post on standard input";

pub(super) const PRINT_EXAMPLES: &str = "\
Examples:
  rushlight print _posts/2024-03-27-two-ways.md
  rushlight print two-ways | less -R
  curl -s https://example.org/readme.md | rushlight print -
  rushlight print --width 60 --links list two-ways > two-ways.txt";

pub(super) const MARKS_EXAMPLES: &str = "\
Examples:
  rushlight marks export > marks.json
  rushlight marks import marks.json
  rushlight marks export | ssh other-machine rushlight marks import -";

pub(super) const DOCTOR_EXAMPLES: &str = "\
Examples:
  rushlight doctor                 the terminal: colours, glyphs, clipboard, and from where each is known
  rushlight doctor ~/src/my-blog   and the blog: its generator, its posts, where index and marks lie";

pub(super) const KEYS_EXAMPLES: &str = "\
Examples:
  rushlight keys            what every key does
  rushlight keys --names    all keys as settings: copy a line into config.yaml and change it";

pub(super) const SEARCH_EXAMPLES: &str = "\
Words are looked for in titles and texts, the best post first. Case and accents do not matter, and a word is
found in longer ones too. Terms of the filter may stand among the words.

Examples:
  rushlight search packet loss
  rushlight search '\"lose a packet\" -wire'    words side by side; not that word
  rushlight search -- packet -wire             the same without quotes: no option stands behind --
  rushlight search packet tag:linux ~/src/blog
  rushlight search packet --view unread        only among the posts of a view
  rushlight search packet | cut -f4            in a pipe: date, title, sentence and path, split by tabs

Exit codes: 0 where posts were found, 1 where none was, 2 for a failure or a wrong call.";

/// Examples, and what a filter may be made of.
pub(super) fn with_filters(examples: &str) -> String {
    let row = |(term, words): (String, String)| format!("  {term:<24}{words}\n");
    let terms: String = grammar().into_iter().map(row).collect();
    let states: String = states().into_iter().map(row).collect();
    let gap = if examples.is_empty() { "" } else { "\n\n" };
    format!(
        "{examples}{gap}Terms of a query; all of them must hold:\n{terms}\nAfter is:\n{}",
        states.trim_end()
    )
}

pub(super) const LIST_EXAMPLES: &str = "\
Examples:
  rushlight list -q 'tag:linux after:2020'
  rushlight list | cut -f2,4             in a pipe: date, title, tags and path, split by tabs
  rushlight list --json | jq -r '.[].title'";
