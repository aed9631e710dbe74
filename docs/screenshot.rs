//! Makes the picture of the README: runs the program in a pseudo terminal and writes its screen as SVG.
//!
//! ```sh
//! cargo build --release
//! cargo run --example screenshot -- target/release/rushlight jjj > docs/screenshot.svg
//! ```
//!
//! The first argument is the program, the second the keys to press, the rest goes to the program.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::sync::mpsc;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use vt100::{Cell, Color, Screen};

const ROWS: u16 = 34;
const COLUMNS: u16 = 120;
/// How long the program must be silent before the screen counts as finished.
const REST: Duration = Duration::from_millis(700);
/// Size of a cell and of the letters in it, in the units of the picture.
const CELL: (f64, f64) = (8.4, 18.0);
const LETTER: f64 = 14.0;
const MARGIN: f64 = 14.0;
const GROUND: &str = "#16130f";
const TEXT: &str = "#d9cbb0";
/// What stands for the sixteen colours of the terminal.
const SIXTEEN: [&str; 16] = [
    "#221d17", "#d9775f", "#a3b06a", "#e0bd6a", "#8ba6c9", "#bf93b4", "#83b0a0", "#d9cbb0", "#84765f",
    "#e58a72", "#b4c17b", "#efcc79", "#9cb7da", "#d0a4c5", "#94c1b1", "#f6eedd",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().ok_or("which program?")?;
    let keys = arguments.next().unwrap_or_default();
    let parser = run(&program, &keys, arguments)?;
    std::io::stdout().write_all(picture(parser.screen()).as_bytes())?;
    Ok(())
}

/// Runs the program, presses the keys one by one, and gives the terminal as it is then.
fn run(
    program: &str,
    keys: &str,
    arguments: impl Iterator<Item = String>,
) -> Result<vt100::Parser, Box<dyn Error>> {
    let pair = native_pty_system().openpty(PtySize {
        rows: ROWS,
        cols: COLUMNS,
        pixel_width: 0,
        pixel_height: 0,
    })?;
    let mut child = pair.slave.spawn_command(command(program, arguments)?)?;
    drop(pair.slave);
    let mut input = pair.master.take_writer()?;
    let output = listen(pair.master.try_clone_reader()?);
    let mut parser = terminal()?;
    follow(&output, &mut parser);
    for key in keys.chars() {
        input.write_all(key.to_string().as_bytes())?;
        follow(&output, &mut parser);
    }
    child.kill()?;
    Ok(parser)
}

/// The program, with nobody's settings and away from any site, so that it opens the sample blog.
fn command(program: &str, arguments: impl Iterator<Item = String>) -> Result<CommandBuilder, Box<dyn Error>> {
    let nowhere = std::env::temp_dir().join("rushlight-screenshot");
    std::fs::create_dir_all(&nowhere)?;
    let mut command = CommandBuilder::new(std::fs::canonicalize(program)?);
    command.args(arguments);
    command.cwd(&nowhere);
    command.env("HOME", &nowhere);
    command.env("XDG_CONFIG_HOME", &nowhere);
    command.env("XDG_STATE_HOME", &nowhere);
    command.env("XDG_CACHE_HOME", &nowhere);
    command.env("LANG", "C.UTF-8");
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "truecolor");
    command.env_remove("NO_COLOR");
    Ok(command)
}

fn terminal() -> Result<vt100::Parser, Box<dyn Error>> {
    let rows = ROWS.try_into()?;
    let columns = COLUMNS.try_into()?;
    Ok(vt100::Parser::new(rows, columns, 0))
}

/// What the program writes, piece by piece; a read of a terminal cannot have a time limit, a channel can.
fn listen(mut reader: Box<dyn Read + Send>) -> mpsc::Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(length @ 1..) = reader.read(&mut piece) {
            if send.send(piece[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    receive
}

fn follow(output: &mpsc::Receiver<Vec<u8>>, parser: &mut vt100::Parser) {
    while let Ok(piece) = output.recv_timeout(REST) {
        parser.process(&piece);
    }
}

/// How a run of cells looks.
#[derive(Clone, PartialEq)]
struct Look {
    text: String,
    ground: String,
    bold: bool,
    italic: bool,
    underline: bool,
    dim: bool,
}

fn look(cell: &Cell) -> Look {
    let (mut text, mut ground) = (colour(cell.fgcolor(), TEXT), colour(cell.bgcolor(), GROUND));
    if cell.inverse() {
        std::mem::swap(&mut text, &mut ground);
    }
    let (bold, italic, underline, dim) = (cell.bold(), cell.italic(), cell.underline(), cell.dim());
    Look { text, ground, bold, italic, underline, dim }
}

fn colour(color: Color, default: &str) -> String {
    match color {
        Color::Default => default.to_owned(),
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Idx(n) => indexed(n),
    }
}

/// A colour of the palette of 256: sixteen, a cube of 6 × 6 × 6, a ramp of greys.
fn indexed(n: u8) -> String {
    let step = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    match n {
        0..16 => SIXTEEN[usize::from(n)].to_owned(),
        16..232 => {
            format!("#{:02x}{:02x}{:02x}", step((n - 16) / 36), step((n - 16) / 6 % 6), step((n - 16) % 6))
        }
        232.. => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (n - 232)),
    }
}

fn picture(screen: &Screen) -> String {
    let width = f64::from(COLUMNS) * CELL.0 + 2.0 * MARGIN;
    let height = f64::from(ROWS) * CELL.1 + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{LETTER}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    );
    for row in 0..ROWS {
        for (column, cells, text, look) in runs(screen, row) {
            draw(&mut svg, row, column, cells, &text, &look);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// The runs of a row: first column, cells, text, look.
fn runs(screen: &Screen, row: u16) -> Vec<(u16, u16, String, Look)> {
    let mut runs: Vec<(u16, u16, String, Look)> = Vec::new();
    for column in 0..COLUMNS {
        let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation()) else {
            continue;
        };
        let (text, cells, look) = (
            if cell.has_contents() { cell.contents() } else { " " },
            1 + u16::from(cell.is_wide()),
            look(cell),
        );
        match runs.last_mut() {
            // Behind a gap a new run begins: where letters have another width, columns still stand where they should.
            Some(run) if run.3 == look && (text == " " || !run.2.ends_with("  ")) => {
                run.1 += cells;
                run.2.push_str(text);
            }
            _ => runs.push((column, cells, text.to_owned(), look)),
        }
    }
    runs
}

fn draw(svg: &mut String, row: u16, column: u16, cells: u16, text: &str, look: &Look) {
    let (x, y) = (MARGIN + f64::from(column) * CELL.0, MARGIN + f64::from(row) * CELL.1);
    let width = f64::from(cells) * CELL.0;
    if look.ground != GROUND {
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1, look.ground
        );
    }
    let words = text.trim_matches(' ');
    if words.is_empty() {
        return;
    }
    let before = (text.len() - text.trim_start_matches(' ').len()) as f64 * CELL.0;
    let (x, width) = (x + before, width - (text.len() - words.len()) as f64 * CELL.0);
    let mut style = String::new();
    for (on, attribute) in [
        (look.bold, " font-weight=\"bold\""),
        (look.italic, " font-style=\"italic\""),
        (look.underline, " text-decoration=\"underline\""),
        (look.dim, " opacity=\"0.6\""),
    ] {
        style.push_str(if on { attribute } else { "" });
    }
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" xml:space=\"preserve\" fill=\"{}\"{style}>{words}</text>",
        y + LETTER,
        look.text,
    );
}
