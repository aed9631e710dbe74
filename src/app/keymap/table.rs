//! The table of keys. A new key is one row here.

use super::Context::{
    self, Copy, Everywhere, Field, Links, List, Pane, Peek, Post, Problems, Sort, Tags, Views, Wide,
};
use crate::app::message::Message::{self, self as M};

/// A row: where, which keys, what they mean, and the words for it.
#[derive(Debug)]
pub struct Row {
    /// Where it holds.
    pub context: Context,
    /// The keys, with blanks between them; the first is the one that is named.
    pub keys: &'static str,
    /// What they mean.
    pub message: Message,
    /// The name, as settings write it.
    pub name: &'static str,
    /// What it does, for the help.
    pub words: &'static str,
    /// The same in a word or two, for the footer.
    pub hint: &'static str,
}

const fn row(
    context: Context,
    keys: &'static str,
    message: Message,
    name: &'static str,
    words: &'static str,
    hint: &'static str,
) -> Row {
    Row { context, keys, message, name, words, hint }
}

/// All rows, in the order of the help.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row(Everywhere, "j down ctrl-e ctrl-n", M::Down, "down", "A line or row on; a count says how many", ""),
    row(Everywhere, "k up ctrl-y ctrl-p", M::Up, "up", "A line or row back", ""),
    row(Everywhere, "d ctrl-d", M::HalfDown, "half-down", "Half a page on", ""),
    row(Everywhere, "u ctrl-u", M::HalfUp, "half-up", "Half a page back", ""),
    row(Everywhere, "space f pagedown ctrl-f", M::PageDown, "page-down", "A page on; at the end of a post, the next that is not read", "on"),
    row(Everywhere, "b pageup ctrl-b", M::PageUp, "page-up", "A page back", ""),
    row(Everywhere, "g < home", M::Top, "top", "To the top; with a count, to that line or row", ""),
    row(Everywhere, "G > end", M::Bottom, "end", "To the end; with a count, to that line or row", ""),
    row(Everywhere, "%", M::Percent, "percent", "To the per cent of the count: 50%", ""),
    row(Everywhere, "enter l right", M::Open, "open", "Open what is selected", "open"),
    row(Everywhere, "h left backspace H ctrl-o", M::Back, "back", "One step back: from a link, to the list, to the last filter", "back"),
    row(Everywhere, "L", M::Forward, "forward", "One step forward again", "forward"),
    row(Everywhere, "q", M::Close, "close", "Close this level; in the list, quit", "close"),
    row(Everywhere, "esc", M::Cancel, "cancel", "Cancel what was begun, and nothing else", "cancel"),
    row(Everywhere, "Q ctrl-c", M::Quit, "quit", "Quit", "quit"),
    row(Everywhere, "S", M::Search, "search", "Search all posts", "search"),
    row(Everywhere, "t", M::Tags, "tags", "Tags, categories, series, languages, authors and sites", "tags"),
    row(Everywhere, "v", M::Views, "views", "Views: all, unread, starred, drafts and coming, problems", "views"),
    row(Everywhere, ":", M::Palette, "palette", "Every action by name", "actions"),
    row(Everywhere, "?", M::Help, "help", "The keys", "help"),
    row(Everywhere, "C", M::Themes, "themes", "Colours", "colours"),
    row(Everywhere, "M", M::Mouse, "mouse", "Capture the mouse, or leave it to the terminal", ""),
    row(Everywhere, "z", M::ToggleList, "list", "The list beside the post, in wide windows", "list"),
    row(Everywhere, "Z", M::Zen, "zen", "Nothing but the text", ""),
    row(Everywhere, "-", M::Narrower, "narrower", "Shorter lines", ""),
    row(Everywhere, "+ =", M::Wider, "wider", "Longer lines", ""),
    row(Everywhere, "0", M::DefaultWidth, "default-width", "The usual length of lines", ""),
    row(Everywhere, "!", M::Problems, "problems", "What is wrong with this post and its site", "problems"),
    row(Everywhere, "U", M::Undo, "undo", "Take back what was last marked", "undo"),
    row(Everywhere, "r", M::Reload, "reload", "Read the folders again", "reload"),
    row(Everywhere, "ctrl-l", M::Repaint, "repaint", "Draw everything again", ""),
    row(Everywhere, "ctrl-z", M::Suspend, "suspend", "Stop the program; `fg` goes on", ""),

    row(List, "enter l right o", M::Open, "read", "Read the post", "read"),
    row(List, "/", M::Find, "filter", "Filter the posts", "filter"),
    row(List, "tab", M::FocusPost, "focus-post", "To the post beside the list", ""),
    row(List, "n", M::NextHit, "next-unread", "The next post that is not read", ""),
    row(List, "N", M::PreviousHit, "previous-unread", "The one before that is not read", ""),
    row(List, ")", M::Next, "next", "The next row", ""),
    row(List, "(", M::Previous, "previous", "The row before", ""),
    row(List, "]", M::NextPart, "next-year", "The next year", ""),
    row(List, "[", M::PreviousPart, "previous-year", "The year before", ""),
    row(List, "s", M::SortMenu, "sort", "Sort the list", "sort"),
    row(List, "m", M::MarkRead, "mark-read", "Read, or not read any more", "read"),
    row(List, "*", M::Star, "star", "A star, or none any more", "star"),
    row(List, "A", M::AllRead, "all-read", "All posts shown are read", ""),
    row(List, "T", M::Translations, "translations", "The languages of the post: choose one to read it", "language"),
    row(List, "O", M::WebPage, "web-page", "The post's web page", ""),
    row(List, "e", M::Edit, "edit", "The post's file in the editor", "edit"),
    row(List, "K", M::Peek, "peek", "Look at the post without opening it", "peek"),
    row(List, "y", M::CopyMenu, "copy", "Copy: the address, or what the next key says", "copy"),

    row(Post, "enter l right", M::Open, "follow", "Follow the selected link; without one, a line on", "follow"),
    row(Post, "/", M::Find, "find", "Find in the post; capitals count where some are typed", "find"),
    row(Post, "n", M::NextHit, "next-hit", "The next hit", "next hit"),
    row(Post, "N", M::PreviousHit, "previous-hit", "The hit before", ""),
    row(Post, "tab", M::NextLink, "next-link", "The next link", "link"),
    row(Post, "shift-tab", M::PreviousLink, "previous-link", "The link before", ""),
    row(Post, "o", M::LinkLetters, "open-link", "Letters on the links in view: type one to follow it", "link"),
    row(Post, "F", M::Links, "links", "All links of the post", "links"),
    row(Post, "c", M::Contents, "contents", "Contents", "contents"),
    row(Post, ")", M::Next, "next", "The next post of the list", "next"),
    row(Post, "(", M::Previous, "previous", "The post before in the list", "previous"),
    row(Post, "]", M::NextPart, "next-heading", "The next heading", ""),
    row(Post, "[", M::PreviousPart, "previous-heading", "The heading before", ""),
    row(Post, "m", M::MarkRead, "mark-read", "Read, or not read any more", "read"),
    row(Post, "*", M::Star, "star", "A star, or none any more", "star"),
    row(Post, "T", M::Translations, "translations", "The same in another language, at the same place", "language"),
    row(Post, "O", M::WebPage, "web-page", "The post's web page", ""),
    row(Post, "e", M::Edit, "edit", "The post's file in the editor, at this place", ""),
    row(Post, "K", M::Peek, "peek", "Look at where a link leads: a note, a post, an address", "peek"),
    row(Post, "w", M::Widen, "wide", "A table or a block of code with the window to itself", "wide"),
    row(Post, "y", M::CopyMenu, "copy", "Copy: the address, or what the next key says", "copy"),

    row(Pane, "enter l right", M::Open, "choose", "Choose and close", "choose"),
    row(Pane, "/", M::Find, "narrow", "Narrow the rows", "narrow"),
    row(Pane, "tab ]", M::NextPart, "next-group", "The next group", ""),
    row(Pane, "shift-tab [", M::PreviousPart, "previous-group", "The group before", ""),
    row(Pane, "q h left backspace", M::Close, "back", "Close", "back"),

    row(Tags, "enter", M::Open, "only", "Only this; after + or -, keep what is chosen", "only this"),
    row(Tags, "l right", M::Right, "right", "To the column at the right; from there, as Enter", ""),
    row(Tags, "h left", M::Left, "left", "To the column at the left; from there, close", ""),
    row(Tags, "+ =", M::With, "with", "Posts must have this", "and"),
    row(Tags, "-", M::Without, "without", "Posts must not have this", "not"),
    row(Tags, "|", M::AnyAll, "any-all", "Any of those chosen will do, or all are needed", "any of"),
    row(Tags, "s", M::SortTags, "sort", "By name or by count", "by name"),

    row(Views, "a", M::ViewAll, "all", "All posts", "all"),
    row(Views, "u", M::ViewUnread, "unread", "Posts not read", "unread"),
    row(Views, "s", M::ViewStarred, "starred", "Posts with a star", "starred"),
    row(Views, "d", M::ViewDrafts, "drafts", "Drafts and coming posts", "drafts"),
    row(Views, "p", M::ViewProblems, "problems", "Posts with a problem", "problems"),

    row(Views, "w", M::SaveView, "save", "Save this filter as a view", "save"),
    row(Views, "R", M::RenameView, "rename", "Another name for the saved view", "rename"),
    row(Views, "x", M::DeleteView, "delete", "Forget the saved view", "delete"),

    row(Sort, "d", M::SortDate, "date", "By date, newest first", "date"),
    row(Sort, "t", M::SortTitle, "title", "By title", "title"),
    row(Sort, "l", M::SortLength, "length", "By length, longest first", "length"),
    row(Sort, "r", M::SortReverse, "reverse", "The other way round", "reverse"),

    row(Copy, "y u", M::CopyAddress, "address", "The address", "address"),
    row(Copy, "t", M::CopyTitle, "title", "Title and address", "title"),
    row(Copy, "c", M::CopyCode, "code", "A block of code", "code"),
    row(Copy, "l", M::CopyLink, "link", "The address of a link", "link"),
    row(Copy, "p", M::CopyParagraph, "paragraph", "A paragraph", "paragraph"),
    row(Copy, "a", M::CopyAll, "all", "The whole post", "all"),

    row(Peek, "enter l right", M::Open, "open", "Open what is looked at", "open"),
    row(Peek, "q h left backspace K", M::Close, "back", "Close; any other key closes and does its work", "back"),

    row(Wide, "h left", M::PanLeft, "left", "To the left", "pan"),
    row(Wide, "l right", M::PanRight, "right", "To the right", ""),
    row(Wide, "0", M::PanStart, "start", "To the starts of the lines", ""),
    row(Wide, "$", M::PanEnd, "end", "To the ends of the lines", ""),
    row(Wide, "/", M::Find, "find", "Find in the block; capitals count where some are typed", "find"),
    row(Wide, "n", M::NextHit, "next-hit", "The next hit", "next hit"),
    row(Wide, "N", M::PreviousHit, "previous-hit", "The hit before", ""),
    row(Wide, "y", M::CopyMenu, "copy", "Copy its source", "copy"),
    row(Wide, "w q backspace", M::Close, "back", "Close", "back"),

    row(Links, "y", M::CopyLink, "copy", "Copy the link", "copy"),
    row(Links, "K", M::Peek, "peek", "Look at where the link leads, the address in full", "peek"),

    row(Problems, "e", M::Edit, "edit", "The file in the editor, at the line", "edit"),

    row(Field, "enter", M::Accept, "accept", "Keep it; open or do what is selected", "keep"),
    row(Field, "esc", M::Leave, "leave", "Leave and restore; Backspace in an empty field too", "restore"),
    row(Field, "tab", M::Complete, "complete", "Complete the word", "complete"),
    row(Field, "down ctrl-n", M::Down, "down", "The next of the results", ""),
    row(Field, "up ctrl-p", M::Up, "up", "The result before", ""),
    row(Field, "pagedown", M::PageDown, "page-down", "A page of the results on", ""),
    row(Field, "pageup", M::PageUp, "page-up", "A page of the results back", ""),
    row(Field, "left ctrl-b", M::CaretLeft, "left", "A character to the left", ""),
    row(Field, "right ctrl-f", M::CaretRight, "right", "A character to the right", ""),
    row(Field, "home ctrl-a", M::CaretStart, "start", "To the start", ""),
    row(Field, "end ctrl-e", M::CaretEnd, "end", "To the end", ""),
    row(Field, "backspace", M::Erase, "erase", "The character before goes", ""),
    row(Field, "delete ctrl-d", M::EraseNext, "erase-next", "The character under the caret goes", ""),
    row(Field, "ctrl-w", M::EraseWord, "erase-word", "The word before goes", ""),
    row(Field, "ctrl-u", M::EraseAll, "erase-all", "Everything before the caret goes", ""),
    row(Field, "ctrl-c", M::Cancel, "cancel", "Leave at once and restore; a second one quits", "cancel"),
    row(Field, "ctrl-z", M::Suspend, "suspend", "Stop the program; `fg` goes on", ""),
];
