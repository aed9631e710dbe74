//! Modes of the terminal, as xterm numbers them, and what erases.

/// Begins a session: alternate screen (1049), no wrapping at the right edge (7), bracketed paste (2004), the
/// wheel as arrow keys (1007). Without wrapping, a character that the terminal draws wider than we think never
/// spills into the next row.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[?1007h\x1b[?25l";

/// Ends a session, whatever it was in the middle of: a string, a synchronised update, a scroll region, a link.
pub const LEAVE: &[u8] =
    b"\x1b\\\x1b[?2026l\x1b[r\x1b]8;;\x1b\\\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?1007l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";

/// The terminal shows nothing of what follows until [`SYNC_END`].
pub const SYNC_BEGIN: &[u8] = b"\x1b[?2026h";
/// Shows everything since [`SYNC_BEGIN`] at once.
pub const SYNC_END: &[u8] = b"\x1b[?2026l";
/// Hides the cursor.
pub const HIDE: &[u8] = b"\x1b[?25l";
/// Shows the cursor.
pub const SHOW: &[u8] = b"\x1b[?25h";
/// The mouse is reported: presses (1000), in the SGR form (1006).
pub const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The mouse is the terminal's own again.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// Erases from the cursor to the end of its row, with the pen's ground where the terminal does that.
pub const ERASE_LINE: &[u8] = b"\x1b[K";
/// Resets pen and scroll region, goes to the top left cell and erases everything.
pub const WIPE: &[u8] = b"\x1b[m\x1b[r\x1b[H\x1b[J";
/// Keeps the cursor and its pen (DECSC).
pub const KEEP: &[u8] = b"\x1b7";
/// Brings back what [`KEEP`] kept (DECRC).
pub const BRING_BACK: &[u8] = b"\x1b8";
/// Asks whether the terminal is there (DSR 5): it answers when it has drawn what came before.
pub const ASK_READY: &[u8] = b"\x1b[5n";
/// Asks for the colour of the ground (OSC 11).
pub const ASK_GROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// Asks whether it knows synchronised updates (DECRQM 2026).
pub const ASK_SYNC: &[u8] = b"\x1b[?2026$p";
