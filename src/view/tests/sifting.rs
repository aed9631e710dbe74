//! Filtering, tags, views, sorting.

use super::{Drive, MARSH};
use crate::app::{Effect, Options};
use crate::library::samples;

fn marsh() -> Drive {
    Drive::new(MARSH, 80, 24)
}

#[test]
fn the_list_follows_what_is_typed() {
    let mut drive = marsh().types("/tag:linux");
    assert!(drive.line(0).starts_with(" The Marsh Diary  tag:linux    "));
    assert!(drive.line(0).ends_with("    4 of 8"));
    assert!(drive.bottom().starts_with(" /tag:linux "), "{}", drive.bottom());
    let mut taken = drive.keys("enter");
    assert!(taken.bottom().starts_with(" 1 of 4 "), "{}", taken.bottom());
}

#[test]
fn escape_brings_back_what_was_there() {
    let mut drive = marsh().keys("j j").types("/tag:linux").keys("esc");
    assert!(drive.line(0).contains("8 posts, newest first"));
    assert_eq!(
        drive.at_cursor(),
        "▌   2 Jan  A small shell for large trees                          shell, linux"
    );
}

#[test]
fn backspace_in_an_empty_field_leaves_it() {
    let mut drive = marsh().types("/a").keys("backspace backspace");
    assert!(drive.bottom().starts_with(" 1 of 8"));
}

#[test]
fn a_wrong_query_says_what_is_wrong_and_the_last_good_result_stays() {
    let mut drive = marsh().types("/tag:linux is:drft");
    assert!(drive.line(0).contains("4 of 8"), "{}", drive.line(0));
    assert!(drive.bottom().contains("drft"), "{}", drive.bottom());
    assert!(drive.bottom().contains("draft"), "{}", drive.bottom());
}

#[test]
fn tab_completes_and_again_takes_the_next() {
    let mut drive = marsh().types("/tag:l").keys("tab");
    assert!(drive.bottom().starts_with(" /tag:linux "), "{}", drive.bottom());
    let mut drive = marsh().types("/ta").keys("tab");
    assert!(drive.bottom().starts_with(" /tag: "), "{}", drive.bottom());
}

#[test]
fn the_results_can_be_walked_while_typing() {
    let mut drive = marsh().types("/tag:linux").keys("down down enter");
    assert_eq!(
        drive.at_cursor(),
        "▌  30 Nov  Reading strace like prose                            linux, tracing"
    );
}

#[test]
fn the_cursor_stands_behind_what_is_typed() {
    let mut drive = marsh().types("/ab");
    assert_eq!(drive.frame().cursor.unwrap(), (4, 23).into());
}

#[test]
fn back_takes_the_last_filter_back_and_forward_brings_it_again() {
    let mut drive = marsh().types("/tag:linux").keys("enter h");
    assert!(drive.line(0).contains("8 posts"));
    let mut again = drive.keys("L");
    assert!(again.line(0).contains("4 of 8"));
    let mut end = again.keys("h h");
    assert!(end.bottom().contains("q quits"), "{}", end.bottom());
}

#[test]
fn out_of_a_filter_the_current_post_stays_current() {
    let mut typed = marsh().keys("j").types("/tag:linux").keys("enter j j h");
    assert!(typed.at_cursor().contains("Reading strace like prose"), "{}", typed.at_cursor());
    assert!(typed.line(0).contains("8 posts"));
    let mut tags = marsh().keys("t enter j j h");
    assert!(tags.at_cursor().contains("Reading strace like prose"), "{}", tags.at_cursor());
    let mut read = marsh().types("/tag:linux").keys("enter j enter h h");
    assert!(read.at_cursor().contains("A small shell"), "{}", read.at_cursor());
    let mut forward = marsh().types("/tag:linux").keys("enter j h L");
    assert!(forward.at_cursor().contains("A small shell"), "{}", forward.at_cursor());
}

#[test]
fn out_of_a_filter_whose_post_is_not_in_the_list_one_comes_to_the_row_from_before() {
    let mut draft = marsh().keys("4 G").types("/is:draft").keys("enter h");
    assert!(draft.at_cursor().contains("Reading strace like prose"), "{}", draft.at_cursor());
    let mut none = marsh().keys("4 G").types("/tag:linus").keys("enter h");
    assert!(none.at_cursor().contains("Reading strace like prose"), "{}", none.at_cursor());
    let mut view = marsh().keys("4 G v d h");
    assert!(view.at_cursor().contains("Reading strace like prose"), "{}", view.at_cursor());
}

#[test]
fn no_match_says_what_helps() {
    let mut drive = marsh().types("/tag:linus").keys("enter");
    assert!(drive.shows("No post matches the filter."));
    assert!(drive.shows("No post has tag:linus; perhaps linux?"));
    assert!(drive.shows("/ changes it, h takes it back, v a shows all posts."));
}

#[test]
fn a_word_that_joins_terms_elsewhere_is_said_to_be_none_here() {
    let mut drive = marsh().types("/tag:linux or tag:networks").keys("enter");
    assert!(drive.shows("“or” is no sign of a filter; write tag:linux,networks."));
    let mut found = marsh().types("/packet or").keys("enter");
    assert!(!found.shows("no sign of a filter"));
}

#[test]
fn an_empty_library_says_what_helps() {
    let mut drive = Drive::new(&[], 80, 24);
    assert!(drive.shows("There is no post here."));
    assert!(drive.shows("rushlight PATH"));
    let mut quit = drive.keys("q");
    assert_eq!(quit.left, [Effect::Quit]);
    assert!(quit.shows("r reads the folder again, q quits."));
}

#[test]
fn a_window_too_small_says_so() {
    assert!(Drive::new(MARSH, 11, 8).text().starts_with("Too small:\nmake it\n12×3 or"));
}

#[test]
fn tags_are_chosen_excluded_and_taken_back() {
    let mut with = marsh().keys("t +");
    assert!(with.shows("Tags of 4 posts, linux"));
    assert!(with.shows("+ linux"), "{}", with.text());
    let mut without = with.keys("j -");
    assert!(without.shows("linux, not "), "{}", without.text());
    let mut none = without.keys("- g + esc");
    assert!(none.line(0).contains("8 posts"), "{}", none.line(0));
}

#[test]
fn enter_on_a_tag_is_only_this() {
    let mut drive = marsh().keys("t j enter");
    assert!(drive.line(0).contains("tag:networks"), "{}", drive.line(0));
    assert!(drive.bottom().starts_with(" 1 of 2 "));
}

#[test]
fn after_plus_and_minus_enter_keeps_what_is_chosen() {
    // Enter put the row under the cursor in the place of all that was chosen, where everyone takes it for `done`.
    let mut chosen = marsh().keys("t + j");
    assert!(chosen.bottom().contains("Enter keep"), "{}", chosen.bottom());
    let mut kept = chosen.keys("enter");
    assert!(kept.line(0).contains("tag:linux") && !kept.line(0).contains("networks"), "{}", kept.line(0));
    let mut taken_back = marsh().keys("t + +");
    assert!(taken_back.bottom().contains("Enter only this"), "{}", taken_back.bottom());
    let mut later = kept.keys("t G enter");
    assert!(!later.line(0).contains("tag:linux"), "chosen before the pane was opened: {}", later.line(0));
}

#[test]
fn enter_chooses_the_first_of_the_narrowed_rows_as_in_a_search() {
    let mut only = marsh().keys("t").types("/netw").keys("enter");
    assert!(only.line(0).contains("tag:networks"), "{}", only.line(0));
    assert!(marsh().keys("t /").bottom().contains("Enter only this  Tab rows  Esc restore"));
    assert!(marsh().keys("enter c /").bottom().contains("Enter choose  Tab rows"));
    // Tab leads to the rows; so does Enter where one is chosen already.
    let mut rows = marsh().keys("t").types("/netw").keys("tab +");
    assert!(rows.shows("+ networks"), "{}", rows.text());
    let mut both = marsh().keys("t +").types("/she").keys("enter");
    assert!(both.shows("Tags of 4 posts, linux"), "{}", both.text());
    let mut phone = Drive::new(MARSH, 40, 12).keys("t +");
    assert!(phone.bottom().contains("Enter keep  + and"), "{}", phone.bottom());
}

#[test]
fn any_of_several_tags() {
    let mut drive = marsh().keys("t + |");
    drive = drive.types("/shell").keys("enter + q");
    assert!(drive.line(0).contains("tag:linux"), "{}", drive.line(0));
}

#[test]
fn tags_are_narrowed_and_the_key_that_opened_them_closes_them() {
    let mut drive = marsh().keys("t").types("/dis");
    assert!(drive.shows("distributed computing"));
    assert!(!drive.shows("networks"));
    let mut closed = drive.keys("tab t");
    assert!(closed.line(0).contains("8 posts"));
    assert!(closed.bottom().contains("Enter read"));
}

#[test]
fn views_choose_by_letter_or_by_row() {
    assert!(marsh().keys("v d").line(0).contains("is:draft"));
    assert!(marsh().keys("v j j j enter").line(0).contains("is:draft"));
    assert!(marsh().keys("v p").shows("Nothing is wrong with any post."));
    assert!(marsh().keys("v d v a").line(0).contains("8 posts"));
}

#[test]
fn sorting_turns_round() {
    let mut drive = marsh().keys("s r");
    assert!(drive.line(0).contains("8 posts, oldest first"));
    assert_eq!(drive.line(2), "   2023");
}

#[test]
fn counts_years_and_per_cent_in_the_list() {
    assert!(marsh().keys("3 G").bottom().starts_with(" 3 of 8"));
    assert!(marsh().keys("5 0 %").bottom().starts_with(" 4 of 8"));
    assert!(marsh().keys("]").bottom().starts_with(" 4 of 8"));
    assert!(marsh().keys("G [").bottom().starts_with(" 4 of 8"));
    assert!(marsh().keys("2 j )").bottom().starts_with(" 4 of 8"));
    assert!(marsh().keys("4").bottom().starts_with(" 4  1 of 8"));
}

#[test]
fn the_picker_shows_each_theme_and_leaving_it_brings_the_old_one_back() {
    let options = || Options { themes: vec!["default".into(), "marsh".into()], ..Options::default() };
    let drive = Drive::of(samples::library(MARSH), options(), 80, 24).keys("C j");
    assert_eq!(drive.app.theme(), "marsh");
    let drive = drive.keys("esc");
    assert_eq!(drive.app.theme(), "default");
    let drive = drive.keys("C j enter");
    assert_eq!(drive.app.theme(), "marsh");
    assert_eq!(drive.left, [Effect::Remember(crate::app::Memory::Theme("marsh".into()))]);
}

#[test]
fn the_palette_does_what_its_row_says() {
    let mut drive = marsh().keys(":").types("by title").keys("enter");
    assert!(drive.line(0).contains("by title"), "{}", drive.text());
}

#[test]
fn the_palette_knows_what_vi_and_less_know() {
    assert!(marsh().keys(": 3 enter").bottom().starts_with(" 3 of 8"));
    assert!(marsh().keys(": n enter").bottom().starts_with(" 2 of 8"));
    assert_eq!(marsh().keys(": q enter").left, [Effect::Quit]);
    assert_eq!(marsh().keys("enter : q enter").left, [Effect::Quit], "from a post, too");
}

#[test]
fn what_is_typed_exactly_goes_first_in_the_palette() {
    // `:quit` began with `Close this level; in the list, quit`, and closed the post.
    assert_eq!(marsh().keys("enter :").types("quit").keys("enter").left, [Effect::Quit]);
    let mut key = marsh().keys(":").types("U");
    assert!(key.line(4).contains("Take back what was last marked"), "{}", key.text());
    let mut command = marsh().keys(":").types("n");
    assert!(command.line(4).contains("The next row"), "as it does: {}", command.text());
}

#[test]
fn a_notice_stands_in_the_header_or_in_the_bottom_line() {
    let words = "This is the sample blog. Open your own with: rushlight FOLDER";
    let options = || Options { notice: crate::text::Clean::line(words), ..Options::default() };
    let mut wide = Drive::of(samples::library(MARSH), options(), 120, 24);
    assert!(wide.line(0).contains(words) && wide.line(0).ends_with("newest first"));
    let mut usual = Drive::of(samples::library(MARSH), options(), 80, 24);
    assert_eq!(usual.line(0), format!(" The Marsh Diary  {words}"));
    let mut phone = Drive::of(samples::library(MARSH), options(), 40, 12);
    assert!(phone.line(10).starts_with(" This is the sample blog.") && phone.bottom().ends_with("FOLDER"));
    assert!(phone.keys("j").bottom().starts_with(" 2 of 8"));
}

#[test]
fn the_help_can_be_narrowed() {
    let mut drive = marsh().keys("?").types("/colour").keys("enter");
    assert!(drive.shows("C           Colours") || drive.shows("C  Colours"), "{}", drive.text());
}

#[test]
fn keys_of_the_settings_are_those_of_the_footer() {
    let change =
        crate::app::Rebinding { context: "everywhere".into(), action: "tags".into(), keys: "X".into() };
    let options = Options { keys: vec![change], ..Options::default() };
    let mut drive = Drive::of(samples::library(MARSH), options, 80, 24);
    assert!(drive.bottom().contains("X tags"));
    assert!(drive.keys("X").shows("Tags of 8 posts"));
}

#[test]
fn the_palette_finds_by_a_few_letters_and_by_name() {
    let mut drive = marsh().keys(":").types("rld");
    assert!(drive.text().lines().any(|line| line.contains('▌') && line.contains("Read the folders again")));
    drive = drive.keys("enter");
    assert_eq!(drive.left, [Effect::Reload]);
    let mut none = marsh().keys(":").types("zzzz");
    assert!(none.shows("Nothing matches"));
}

#[test]
fn the_palette_copies_as_well() {
    let mut list = marsh().keys(":").types("copy");
    assert!(list.shows("Copy: the whole post") && !list.shows("Copy: a block of code"), "{}", list.text());
    let mut post = marsh().keys("enter :").types("copy code");
    assert!(
        post.text()
            .lines()
            .any(|line| line.starts_with(" ▌  Copy: a block of code ") && line.ends_with(" yc")),
        "{}",
        post.text()
    );
    assert!(post.keys("enter").bottom().contains("Copied the code"));
}

#[test]
fn a_phone_has_the_words_of_the_palette_whole() {
    let mut phone = Drive::new(MARSH, 40, 12).keys("enter :").types("reload");
    assert!(phone.shows("▌  Read the folders again            r"), "{}", phone.text());
    let mut tags = Drive::new(MARSH, 40, 12).keys("enter :").types("tags");
    assert!(tags.shows("▌  Tags, categories, series          t"), "{}", tags.text());
    let mut none = Drive::new(MARSH, 40, 12).keys(":").types("zzzz");
    assert!(none.shows("    Nothing matches; Esc takes the\n    narrowing back"), "{}", none.text());
}

#[test]
fn the_help_can_be_searched() {
    let mut help = marsh().keys("? /").types("reload");
    assert!(help.shows("Read the folders again") && !help.shows("Half a page on"));
    help = help.keys("enter q");
    assert!(!help.shows("Read the folders again"), "q closes it");
}

#[test]
fn what_is_wrong_is_not_denied_before_the_list_has_been_told() {
    // Bodies that became known between the filter and the frame were no more waited for, and line by line the answer was
    // "Nothing is wrong with any post".
    let start = Drive::learning(samples::library(MARSH), Options::default(), 80, 24);
    let mut view = start.keys("v p").learns_untold(&[0]);
    assert!(view.app.awaits_bodies() && !view.shows("Nothing is wrong"), "{}", view.text());
    let mut view = view.learns(&[0]);
    assert!(!view.app.awaits_bodies() && view.shows("1 of 8"), "{}", view.text());
}

#[test]
fn what_is_wrong_is_not_denied_before_the_posts_have_been_read() {
    // Right after the start `!` said that nothing is wrong, and `v p` that no post matches.
    let start = |keys: &str| {
        Drive::learning(samples::library(MARSH), Options::default(), 80, 24).keys(keys).has_learned(40)
    };
    let mut pane = start("!");
    assert!(pane.shows("Nothing wrong is known; not all posts are looked at yet"), "{}", pane.text());
    assert!(pane.line(2).starts_with(" Problems ") && pane.line(2).ends_with("indexing 40 %"));
    let mut pane = pane.learns(&[0]);
    assert!(pane.shows("a link leads nowhere: /x/") && pane.shows("post.md:7"), "{}", pane.text());
    assert!(pane.bottom().contains("All posts have been looked at") && !pane.shows("indexing"));
    let mut pane = start("!").learns(&[1]);
    assert!(pane.shows("Nothing is wrong here") && !pane.shows("not all"), "{}", pane.text());

    let mut view = start("v p");
    assert!(view.shows("Nothing wrong is known; not all posts are looked at yet."), "{}", view.text());
    assert!(view.bottom().contains("indexing 40 %"), "{}", view.text());
    let mut view = view.learns(&[0, 3]);
    assert!(view.shows("Two ways") && view.shows("Reading strace") && !view.shows("A small shell"));
    assert!(view.bottom().contains("All posts have been looked at"), "{}", view.text());
    assert!(view.keys("j").bottom().contains("2 of 2"));
    assert!(start("v p").learns(&[]).shows("Nothing is wrong with any post."));
    let mut usual = start("j").learns(&[0]);
    assert!(usual.bottom().contains("2 of 8"), "nobody asked: {}", usual.text());
    for width in [20, 40] {
        let narrow = Drive::learning(samples::library(MARSH), Options::default(), width, 12);
        let mut narrow = narrow.keys("v p").has_learned(40);
        assert!(narrow.shows("Nothing wrong is"), "{}", narrow.text());
    }
}

#[test]
fn what_is_wrong_with_a_filter_and_what_would_help_is_said_whole() {
    // In the line of the field the remedy was cut away: "`foo` is nothing a post can be; on…".
    let mut phone = Drive::new(MARSH, 40, 12).types("/is:foo");
    assert_eq!(
        phone.text().lines().skip(7).collect::<Vec<_>>(),
        [
            " /is:foo",
            " is: does not know “foo”; it knows",
            " draft, future, hidden, published, new,",
            " unread, read, starred, problem,",
            " undated",
        ]
    );
    assert_eq!(phone.at_cursor(), "/is:foo");
    let mut month = marsh().types("/after:2024-13");
    assert_eq!(
        month.text().lines().skip(22).collect::<Vec<_>>(),
        [" /after:2024-13", " “2024-13” is no date; write after:2024, after:2024-03 or after:2024-03-27",]
    );
    assert!(phone.keys("backspace backspace backspace").types("draft").bottom().starts_with(" /is:draft"));
}

#[test]
fn a_list_without_posts_or_tags_has_no_narrowing_to_take_back() {
    let mut none = Drive::new(&[], 80, 24).keys("t");
    assert!(none.shows("No tags: the list has no posts") && !none.shows("narrowing"), "{}", none.text());
    let mut bare = Drive::new(&["2024-03-27 One |", "2024-03-28 Two |"], 80, 24).keys("t");
    assert!(bare.shows("These posts have no tags"), "{}", bare.text());
}
