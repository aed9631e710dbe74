//! The filters: Liquid's standard ones and Jekyll's. One table; one file for each kind of value.
//!
//! Sources: `StandardFilters` of Liquid 4.0 (and what Liquid 5 added), `Jekyll::Filters` of Jekyll 4.3.

mod html;
mod json;
mod list;
mod number;
mod text;
mod time;
pub(super) mod url;

use super::budget::Spent;
use super::eval::Interpreter;
use super::val::Val;

/// Why a filter gives nothing.
#[derive(Debug)]
pub enum Fault {
    /// A budget is used up.
    Spent(Spent),
    /// It cannot do that.
    Misuse(String),
}

impl From<Spent> for Fault {
    fn from(spent: Spent) -> Self {
        Self::Spent(spent)
    }
}

type Answer = Result<Val, Fault>;

/// A call of a filter: what it is given.
struct Call<'a, 'h> {
    to: &'a mut Interpreter<'h>,
    name: &'a str,
    input: Val,
    args: &'a [Val],
}

impl Call<'_, '_> {
    /// The input as text.
    fn text(&self) -> std::rc::Rc<str> {
        self.input.print()
    }

    /// An argument; `nil` where it is not written.
    fn arg(&self, n: usize) -> Val {
        self.args.get(n).cloned().unwrap_or_default()
    }

    /// An argument as text; empty where it is not written.
    fn arg_text(&self, n: usize) -> std::rc::Rc<str> {
        self.arg(n).print()
    }

    /// Pays for a text and makes it a value.
    fn made(&mut self, text: String) -> Answer {
        self.to.budget.make(text.len())?;
        Ok(Val::text(text))
    }

    /// Pays for a list and makes it a value.
    fn listed(&mut self, items: Vec<Val>) -> Answer {
        self.to.budget.make(items.len().saturating_mul(32))?;
        Ok(Val::list(items))
    }
}

/// Sends a value through a filter. An unknown filter leaves it as it is; one that fails gives nothing.
pub fn apply(to: &mut Interpreter<'_>, name: &str, input: Val, args: &[Val]) -> Result<Val, Spent> {
    to.budget.step(1)?;
    let weight: usize = args.iter().map(Val::weight).sum();
    to.budget.look(input.weight() + weight)?;
    let call = Call { to, name, input, args };
    match run(call) {
        Ok(value) => Ok(value),
        Err(Fault::Spent(spent)) => Err(spent),
        Err(Fault::Misuse(why)) => {
            to.note(format!("`{name}`: {why}"), "nothing is shown in its place");
            Ok(Val::Nil)
        }
    }
}

/// What a filter does.
type Filter = fn(&mut Call<'_, '_>) -> Answer;

/// The filters, those together that one function does.
const FILTERS: &[(&[&str], Filter)] = &[
    (&["size"], |call| Ok(list::size(call))),
    (&["downcase", "upcase", "capitalize", "strip", "lstrip", "rstrip", "strip_newlines"], text::plain),
    (&["newline_to_br", "normalize_whitespace", "squish"], text::plain),
    (&["append", "prepend"], text::join),
    (&["replace", "replace_first", "replace_last", "remove", "remove_first", "remove_last"], text::replace),
    (&["truncate", "truncatewords"], text::truncate),
    (&["split"], text::split),
    (&["slice"], text::slice),
    (&["slugify"], text::slugify),
    (&["number_of_words"], |call| Ok(text::words(call))),
    (&["smartify"], text::smartify),
    (&["escape", "h", "escape_once", "xml_escape", "strip_html"], html::plain),
    (&["markdownify"], html::markdownify),
    (&["inspect"], html::inspect),
    (&["url_encode", "url_decode", "cgi_escape", "uri_escape"], url::code),
    (&["base64_encode", "base64_decode", "base64_url_safe_encode", "base64_url_safe_decode"], url::code),
    (&["relative_url", "absolute_url", "strip_index"], url::address),
    (&["abs", "ceil", "floor", "round", "to_integer"], |call| number::one(call)),
    (&["plus", "minus", "times", "divided_by", "modulo", "at_least", "at_most"], |call| number::two(call)),
    (&["sum"], number::sum),
    (&["first", "last", "sample"], |call| Ok(list::end(call))),
    (&["join"], list::join),
    (&["array_to_sentence_string"], list::sentence),
    (&["sort", "sort_natural"], list::sort),
    (&["reverse", "uniq", "compact", "concat", "push", "pop", "shift", "unshift"], list::change),
    (&["map"], list::map),
    (&["where", "find", "reject", "has", "find_index"], list::pick),
    (&["where_exp", "find_exp", "reject_exp"], list::pick_by),
    (&["group_by", "group_by_exp"], list::group),
    (&["default"], |call| Ok(default(call))),
    (&["jsonify", "json"], json::jsonify),
    (&["date", "date_to_string", "date_to_long_string", "date_to_rfc822", "date_to_xmlschema"], time::date),
    (&["sassify", "scssify"], |_| Ok(Val::Nil)),
];

fn run(mut call: Call<'_, '_>) -> Answer {
    match FILTERS.iter().find(|(names, _)| names.contains(&call.name)) {
        Some((_, filter)) => filter(&mut call),
        None => {
            let message = format!("no filter `{}` is known here", call.name);
            call.to.note(message, "the value is shown as it is");
            Ok(call.input)
        }
    }
}

/// `default`: for `nil`, `false` and what is empty.
fn default(call: &Call<'_, '_>) -> Val {
    let empty = !call.input.truthy() || call.input.equals(&Val::Empty);
    if empty { call.arg(0) } else { call.input.clone() }
}
