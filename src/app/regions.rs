//! The size of the window → the rectangles of its parts.

use ratatui::layout::Rect;

/// From so many cells on, list and post stand side by side.
pub const SPLIT: u16 = 120;
/// The cells of the list beside a post in the narrowest window that has both; it takes two fifths of what a wider one has
/// more, up to where long titles and their tags have room.
const LIST: u16 = 44;
const WIDEST_LIST: u16 = 76;
/// The cells between the two.
const GUTTER: u16 = 2;
/// Up to so many rows there is no header (a phone lying down).
const LOW: u16 = 12;
/// From so many rows on there is a blank row above a post that has the window to itself.
const HIGH: u16 = 20;
/// Below so many cells a window is a phone's: margins of one cell.
pub const PHONE: u16 = 60;

/// What is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// The list, and a preview where there is room.
    List,
    /// The post, the list beside it where there is room.
    Both,
    /// The post alone.
    Post,
}

/// The parts of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regions {
    /// The line at the top.
    pub header: Option<Rect>,
    /// The list.
    pub list: Option<Rect>,
    /// The post.
    pub post: Option<Rect>,
    /// A pane that lies over the others.
    pub pane: Option<Rect>,
    /// The line at the bottom.
    pub status: Option<Rect>,
}

/// Which of the program's own lines, at the top and at the bottom, are to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Both.
    All,
    /// None: nothing but the text.
    None,
    /// That at the bottom, since something is typed in it or stands in it.
    Bottom,
    /// The same, over the last row of the text: what says something for the time of one key moves nothing.
    Over,
}

/// How a pane lies over the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Over all of the post, or of the window where there is only one part.
    All,
    /// Over the whole window but its bottom line.
    Window,
    /// Over so many rows at the bottom.
    Low(usize),
}

/// The rectangles for a window of `width` × `height`.
pub fn regions((width, height): (u16, u16), show: Show, own: Own, over: Option<Over>) -> Regions {
    let split = width >= SPLIT && show != Show::Post;
    let header = height > LOW && own == Own::All && (split || show == Show::List);
    let status = height > 1 && (own != Own::None || over.is_some());
    // A blank row stands under the header, and above a post that has the window to itself.
    let top = if header { 2 } else { u16::from(height >= HIGH) };
    let under = own == Own::Over && over.is_none();
    let bottom = height.saturating_sub(u16::from(status && !under));
    let body = Rect::new(0, top, width, bottom.saturating_sub(top));
    let (list, post) = match (split, show) {
        (true, _) => {
            let list = (LIST + (width - SPLIT) / 5 * 2).min(WIDEST_LIST);
            let left = Rect { width: list, ..body };
            (Some(left), Some(Rect { x: list + GUTTER, width: width - list - GUTTER, ..body }))
        }
        (false, Show::List) => (Some(body), None),
        (false, Show::Both | Show::Post) => (None, Some(body)),
    };
    let beneath = if split { post.unwrap_or(body) } else { body };
    let pane = over.map(|over| match over {
        Over::All => beneath,
        Over::Window => Rect::new(0, 0, width, bottom),
        Over::Low(rows) => {
            let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(beneath.height);
            Rect { y: beneath.bottom() - rows, height: rows, ..beneath }
        }
    });
    Regions {
        header: header.then(|| Rect::new(0, 0, width, 1)),
        list,
        post,
        pane,
        status: status.then(|| Rect::new(0, height - 1, width, 1)),
    }
}

/// The row of an area in which a cell of the screen lies, from 0; none where it lies outside.
pub fn row_in(area: Option<Rect>, x: u16, y: u16) -> Option<usize> {
    area.filter(|area| area.contains((x, y).into())).map(|area| usize::from(y - area.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(width: u16, height: u16, show: Show) -> Regions {
        regions((width, height), show, Own::All, None)
    }

    #[test]
    fn side_by_side_from_120_cells_on() {
        let wide = at(120, 40, Show::List);
        assert_eq!(wide.list, Some(Rect::new(0, 2, 44, 37)));
        assert_eq!(wide.post, Some(Rect::new(46, 2, 74, 37)));
        assert_eq!(at(119, 40, Show::List).post, None);
        let lists = [140, 160, 200, 300].map(|width| at(width, 40, Show::Both).list.unwrap().width);
        assert_eq!(lists, [52, 60, 76, 76]);
        assert_eq!(at(120, 40, Show::Post).list, None);
    }

    #[test]
    fn a_phone_has_no_header() {
        let phone = at(40, 12, Show::List);
        assert_eq!((phone.header, phone.list), (None, Some(Rect::new(0, 0, 40, 11))));
        assert_eq!(phone.status, Some(Rect::new(0, 11, 40, 1)));
    }

    #[test]
    fn every_part_lies_in_the_window() {
        for (width, height) in (0..140).step_by(7).flat_map(|w| (0..30).map(move |h| (w, h))) {
            for show in [Show::List, Show::Both, Show::Post] {
                let overs = [None, Some(Over::All), Some(Over::Window), Some(Over::Low(7))];
                let owns = [Own::All, Own::None, Own::Bottom, Own::Over];
                for (over, own) in overs.iter().flat_map(|over| owns.map(|own| (*over, own))) {
                    let of = regions((width, height), show, own, over);
                    let window = Rect::new(0, 0, width, height);
                    for part in [of.header, of.list, of.post, of.pane, of.status].into_iter().flatten() {
                        assert_eq!(part.intersection(window), part, "{width}×{height} {show:?} {over:?}");
                    }
                }
            }
        }
    }
}
