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

fn run(mut call: Call<'_, '_>) -> Answer {
    match call.name {
        "size" => Ok(list::size(&mut call)),
        "downcase"
        | "upcase"
        | "capitalize"
        | "strip"
        | "lstrip"
        | "rstrip"
        | "strip_newlines"
        | "newline_to_br"
        | "normalize_whitespace"
        | "squish" => text::plain(&mut call),
        "append" | "prepend" => text::join(&mut call),
        "replace" | "replace_first" | "replace_last" | "remove" | "remove_first" | "remove_last" => {
            text::replace(&mut call)
        }
        "truncate" | "truncatewords" => text::truncate(&mut call),
        "split" => text::split(&mut call),
        "slice" => text::slice(&mut call),
        "slugify" => text::slugify(&mut call),
        "number_of_words" => Ok(text::words(&call)),
        "smartify" => text::smartify(&mut call),
        "escape" | "h" | "escape_once" | "xml_escape" | "strip_html" => html::plain(&mut call),
        "markdownify" => html::markdownify(&mut call),
        "inspect" => {
            let shown = html::escape(&call.input.inspect());
            call.made(shown)
        }
        "url_encode"
        | "url_decode"
        | "cgi_escape"
        | "uri_escape"
        | "base64_encode"
        | "base64_decode"
        | "base64_url_safe_encode"
        | "base64_url_safe_decode" => url::code(&mut call),
        "relative_url" | "absolute_url" | "strip_index" => url::address(&mut call),
        "abs" | "ceil" | "floor" | "round" | "to_integer" => number::one(&call),
        "plus" | "minus" | "times" | "divided_by" | "modulo" | "at_least" | "at_most" => number::two(&call),
        "sum" => number::sum(&mut call),
        "first" | "last" => Ok(list::end(&mut call)),
        "join" => list::join(&mut call),
        "array_to_sentence_string" => list::sentence(&mut call),
        "sort" | "sort_natural" => list::sort(&mut call),
        "reverse" | "uniq" | "compact" | "concat" | "push" | "pop" | "shift" | "unshift" => {
            list::change(&mut call)
        }
        "sample" => Ok(list::end(&mut call)),
        "map" => list::map(&mut call),
        "where" | "find" | "reject" | "has" | "find_index" => list::pick(&mut call),
        "where_exp" | "find_exp" | "reject_exp" => list::pick_by(&mut call),
        "group_by" | "group_by_exp" => list::group(&mut call),
        "default" => Ok(default(&call)),
        "jsonify" | "json" => json::jsonify(&mut call),
        "date" | "date_to_string" | "date_to_long_string" | "date_to_rfc822" | "date_to_xmlschema" => {
            time::date(&mut call)
        }
        "sassify" | "scssify" => Ok(Val::Nil),
        _ => {
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
