//! What a key means. Every message has its row in the table of keys.

/// What happened, as a key said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// A line or row on.
    Down,
    /// A line or row back.
    Up,
    /// Half a page on.
    HalfDown,
    /// Half a page back.
    HalfUp,
    /// A page on; at the end of a post, the next post.
    PageDown,
    /// A page back.
    PageUp,
    /// To the top, or to the line or row of the count.
    Top,
    /// To the end, or to the line or row of the count.
    Bottom,
    /// To the per cent of the count.
    Percent,
    /// The next post or row.
    Next,
    /// The previous post or row.
    Previous,
    /// The next heading, year or group.
    NextPart,
    /// The previous heading, year or group.
    PreviousPart,
    /// Open what is selected.
    Open,
    /// One step back.
    Back,
    /// One step forward.
    Forward,
    /// Close this level.
    Close,
    /// Only cancel.
    Cancel,
    /// End the session.
    Quit,
    /// Type to filter or to narrow.
    Find,
    /// Search all posts.
    Search,
    /// The next hit of what is looked for.
    NextHit,
    /// The hit before.
    PreviousHit,
    /// The post is read, or is not.
    MarkRead,
    /// The post gets a star, or loses it.
    Star,
    /// All posts of the list are read.
    AllRead,
    /// Take the last change of marks back.
    Undo,
    /// From the list to the post beside it.
    FocusPost,
    /// The next link.
    NextLink,
    /// The previous link.
    PreviousLink,
    /// Letters on the links in view.
    LinkLetters,
    /// All links.
    Links,
    /// The headings.
    Contents,
    /// The languages of the post.
    Translations,
    /// The web page.
    WebPage,
    /// The editor.
    Edit,
    /// The menu of what can be copied.
    CopyMenu,
    /// Copy the address.
    CopyAddress,
    /// Copy the title and the address.
    CopyTitle,
    /// Copy a block of code.
    CopyCode,
    /// Copy the address of a link.
    CopyLink,
    /// Copy a paragraph.
    CopyParagraph,
    /// Copy the whole post.
    CopyAll,
    /// Look at where a link leads.
    Peek,
    /// A table or a block of code with the window to itself.
    Widen,
    /// Pan to the left.
    PanLeft,
    /// Pan to the right.
    PanRight,
    /// Pan to the starts of lines.
    PanStart,
    /// Pan to the ends of lines.
    PanEnd,
    /// The tags.
    Tags,
    /// The views.
    Views,
    /// The view of all posts.
    ViewAll,
    /// The view of posts that are not read.
    ViewUnread,
    /// The view of posts with a star.
    ViewStarred,
    /// The view of drafts and coming posts.
    ViewDrafts,
    /// The view of posts with problems.
    ViewProblems,
    /// Keep the filter as a view.
    SaveView,
    /// Give a saved view another name.
    RenameView,
    /// Forget a saved view.
    DeleteView,
    /// The orders of the list.
    SortMenu,
    /// By date.
    SortDate,
    /// By title.
    SortTitle,
    /// By length.
    SortLength,
    /// The other way round.
    SortReverse,
    /// What is wrong with this post and its site.
    Problems,
    /// Every action by name.
    Palette,
    /// The keys.
    Help,
    /// The themes.
    Themes,
    /// Capture the mouse or leave it.
    Mouse,
    /// The list beside the post, or not.
    ToggleList,
    /// Nothing but the text, or not.
    Zen,
    /// Shorter lines.
    Narrower,
    /// Longer lines.
    Wider,
    /// The measure of the settings.
    DefaultWidth,
    /// Scan the sites again.
    Reload,
    /// Draw everything again.
    Repaint,
    /// Stop the program.
    Suspend,
    /// Want this tag.
    With,
    /// Not this tag.
    Without,
    /// Any or all of the tags.
    AnyAll,
    /// Tags by name or by count.
    SortTags,
    /// To the column at the right.
    Right,
    /// To the column at the left.
    Left,
    /// Complete what is typed.
    Complete,
    /// Take what is typed.
    Accept,
    /// Leave the field and restore.
    Leave,
    /// A character to the left.
    CaretLeft,
    /// A character to the right.
    CaretRight,
    /// To the start of the field.
    CaretStart,
    /// To the end of the field.
    CaretEnd,
    /// The character before goes.
    Erase,
    /// The character under the caret goes.
    EraseNext,
    /// The word before goes.
    EraseWord,
    /// Everything before goes.
    EraseAll,
}
