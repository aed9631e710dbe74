//! YAML, read by libyaml's own grammar (the port `libyaml-safer`), because that is what Ruby reads it by: what is an
//! error there is one here, and what passes there passes here. What a scalar means is Psych's choice (`resolve`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use libyaml_safer::{Event, EventData, Parser, ScalarStyle};

use super::{Fault, MAX_DEPTH, MAX_NODES, Map, Slot, Value, resolve};

/// What a scalar without quotes means, as Psych reads it.
pub fn plain(text: &str) -> Value {
    resolve::plain(text)
}

/// A key that a map has already: the later value counts, as it does for Ruby.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The key.
    pub key: String,
    /// The line on which it stood before, from 1.
    pub before: usize,
    /// The line on which it stands again.
    pub line: usize,
}

/// Reads one YAML document of at most `max_bytes`. An empty one is [`Value::Null`]; a second one is left alone.
pub fn parse(text: &str, max_bytes: usize) -> Result<Value, Fault> {
    Ok(parse_noting(text, max_bytes)?.0)
}

/// The same, and the keys that a map has twice.
pub fn parse_noting(text: &str, max_bytes: usize) -> Result<(Value, Vec<Twice>), Fault> {
    if text.len() > max_bytes {
        return Err(Fault::new(None, format!("longer than {} KiB", max_bytes / 1024)));
    }
    // The port reads beyond the end of a last line that is not ended (libyaml sets a zero there): a whole blog could not
    // be read for a block scalar at the end of its configuration.
    let whole: Cow<'_, str> = match text.ends_with('\n') {
        true => text.into(),
        false => format!("{text}\n").into(),
    };
    // It panics where the C library trusts its buffer, too: a tag with a wrong escape, an octet that is no character.
    let read = catch_unwind(AssertUnwindSafe(|| read(&whole)));
    read.unwrap_or_else(|_| {
        Err(Fault::new(None, "this cannot be read by rushlight, whether it is YAML or not"))
    })
}

fn read(text: &str) -> Result<(Value, Vec<Twice>), Fault> {
    let mut input = text.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut input);
    let mut builder = Builder { parser, anchors: HashMap::new(), nodes: 0, twice: Vec::new() };
    loop {
        let event = builder.next()?;
        match event.data {
            EventData::StreamStart { .. } | EventData::DocumentStart { .. } => {}
            EventData::StreamEnd | EventData::DocumentEnd { .. } => return Ok((Value::Null, Vec::new())),
            data => {
                let value = builder.node(data, event.start_mark.line, 0)?.value;
                return Ok((value, builder.twice));
            }
        }
    }
}

struct Builder<'a> {
    parser: Parser<&'a mut &'a [u8]>,
    /// What each anchor names, and of how many values that is made.
    anchors: HashMap<String, (Value, usize)>,
    nodes: usize,
    twice: Vec<Twice>,
}

/// A value, and whether it was a scalar without quotes.
struct Node {
    value: Value,
    plain: bool,
}

impl Builder<'_> {
    fn next(&mut self) -> Result<Event, Fault> {
        match self.parser.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(fault(&error)),
            None => Err(Fault::new(None, "ends too early")),
        }
    }

    fn count(&mut self, nodes: usize) -> Result<(), Fault> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(Fault::new(None, format!("more than {MAX_NODES} values")));
        }
        Ok(())
    }

    fn node(&mut self, data: EventData, line: u64, depth: usize) -> Result<Node, Fault> {
        if depth > MAX_DEPTH {
            return Err(Fault::new(Some(line as usize + 1), format!("nested deeper than {MAX_DEPTH}")));
        }
        self.count(1)?;
        let before = self.nodes;
        let (anchor, node) = match data {
            EventData::Alias { anchor } => return self.alias(&anchor, line),
            EventData::Scalar { anchor, tag, value, style, .. } => {
                (anchor, scalar(tag.as_deref(), value, style))
            }
            EventData::SequenceStart { anchor, .. } => (anchor, Node::of(self.list(depth)?)),
            EventData::MappingStart { anchor, .. } => (anchor, Node::of(self.map(depth)?)),
            _ => return Err(Fault::new(Some(line as usize + 1), "something else than a value")),
        };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, (node.value.clone(), self.nodes - before + 1));
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: &str, line: u64) -> Result<Node, Fault> {
        let Some((value, nodes)) = self.anchors.get(anchor).cloned() else {
            return Err(Fault::new(Some(line as usize + 1), format!("no anchor is called `{anchor}`")));
        };
        self.count(nodes)?;
        Ok(Node::of(value))
    }

    fn list(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut items = Vec::new();
        loop {
            let event = self.next()?;
            match event.data {
                EventData::SequenceEnd => return Ok(Value::List(items)),
                data => items.push(self.node(data, event.start_mark.line, depth + 1)?.value),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut map = Map::default();
        // What is merged in is meant to be replaced.
        let mut merged = false;
        loop {
            let event = self.next()?;
            let line = event.start_mark.line;
            let key = match event.data {
                EventData::MappingEnd => return Ok(Value::Map(map)),
                data => self.node(data, line, depth + 1)?,
            };
            let event = self.next()?;
            let node = self.node(event.data, event.start_mark.line, depth + 1)?;
            let merges = key.value.as_str() == Some("<<");
            if merges && merge(&mut map, &node.value) {
                merged = true;
                continue;
            }
            let (key, line) = (key.value.text().into_owned(), line as usize + 1);
            if let Some(before) = map.line(&key).filter(|_| !merged) {
                self.twice.push(Twice { key: key.clone(), before, line });
            }
            map.insert_slot(key, Slot { value: node.value, line, plain: node.plain });
        }
    }
}

impl Node {
    fn of(value: Value) -> Self {
        Self { value, plain: false }
    }
}

/// `<<: *other` puts the pairs of another map here, as Psych does: over those that are there.
fn merge(map: &mut Map, other: &Value) -> bool {
    match other {
        Value::Map(other) => {
            for (key, slot) in other.slots() {
                map.insert_slot(key.to_owned(), slot.clone());
            }
            true
        }
        Value::List(others) if others.iter().all(|other| other.as_map().is_some()) => {
            others.iter().rev().all(|other| merge(map, other))
        }
        _ => false,
    }
}

/// What a scalar is by its tag and its quotes (`Psych::Visitors::ToRuby#deserialize`).
fn scalar(tag: Option<&str>, value: String, style: ScalarStyle) -> Node {
    let plain = style == ScalarStyle::Plain;
    let value = match tag {
        Some("!str" | "tag:yaml.org,2002:str") => Value::Text(value),
        Some("!float" | "tag:yaml.org,2002:float") => match resolve::plain(&value) {
            Value::Int(number) => Value::Float(number as f64),
            other => other,
        },
        None if !plain => Value::Text(value),
        _ => resolve::plain(&value),
    };
    Node { value, plain: plain && tag.is_none() }
}

fn fault(error: &libyaml_safer::Error) -> Fault {
    // What is never closed is noticed at the next key or at the end; it is mended where it begins.
    let opened = error.context().is_some_and(|context| OPENED.contains(&context));
    let mark = error.context_mark().filter(|_| opened).or(error.problem_mark());
    Fault::new(mark.map(|mark| mark.line as usize + 1), error.problem())
}

/// What libyaml was in the middle of where a bracket or a quotation mark has no second one (its parser and scanner).
const OPENED: [&str; 3] =
    ["while parsing a flow sequence", "while parsing a flow mapping", "while scanning a quoted scalar"];

#[cfg(test)]
mod tests {
    use super::*;

    fn yaml(text: &str) -> Map {
        parse(text, 1 << 16).unwrap().as_map().unwrap().clone()
    }

    #[test]
    fn a_last_line_needs_no_end_whatever_stands_in_it() {
        for last in [
            ">-\n  end",
            "|\n  end",
            "|+\n  end",
            "\"end\"",
            "'end'",
            "[end]",
            "{b: end}",
            "&x end",
            "!!str end",
            "end # x",
        ] {
            assert!(yaml(&format!("a: {last}")).get("a").unwrap().inspect().contains("end"), "{last}");
        }
        for last in
            ["\"\\", "\"x", "'x", "|1", ">", "!<", "!", "&", "*", "\"\\u00", "? x", "%", "!<%ff>", "!%c0 x"]
        {
            let _ = parse(&format!("a: {last}"), 1 << 16);
            let _ = parse(last, 1 << 16);
        }
    }

    #[test]
    fn each_key_knows_its_line_and_whether_it_was_quoted() {
        let map = yaml("title: yes\n\ntags: [a, \"no\", no]\nquoted: 'yes'\n");
        assert_eq!(map.get("title"), Some(&Value::Bool(true)));
        assert_eq!(map.slot("quoted").map(|s| (s.line, s.plain)), Some((4, false)));
        assert_eq!(map.get("tags").unwrap().text(), "a, no, false");
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_counts() {
        assert_eq!(
            yaml("a: 1\nb: 2\na: 3\n").iter().map(|(k, v)| format!("{k}{}", v.text())).collect::<Vec<_>>(),
            ["a3", "b2"]
        );
    }

    #[test]
    fn a_tab_after_a_colon_is_a_blank() {
        assert_eq!(yaml("title:\tTabs\n").get("title").unwrap().text(), "Tabs");
    }

    #[test]
    fn anchors_aliases_and_merges() {
        let map = yaml("base: &b {x: 1, y: 2}\nother:\n  <<: *b\n  y: 3\n");
        assert_eq!(map.get("other").unwrap().get("x"), Some(&Value::Int(1)));
        assert_eq!(map.get("other").unwrap().get("y"), Some(&Value::Int(3)));
    }

    #[test]
    fn a_tag_says_what_a_scalar_is() {
        let map = yaml("a: !!str 12\nb: ! 12\nc: !!float 1\nd: !other yes\ne: 1.0e+400\n");
        assert_eq!(
            map.iter().map(|(_, value)| value.inspect()).collect::<Vec<_>>(),
            [r#""12""#, "12", "1.0", "true", "Infinity"]
        );
    }

    #[test]
    fn escapes_are_decoded_and_block_texts_keep_their_lines() {
        let map = yaml("a: \"\\e[31m\\u00e9\"\nb: |\n  one\n  two\nc: >\n  one\n  two\n");
        assert_eq!(map.get("a").unwrap().text(), "\u{1b}[31mé");
        assert_eq!(map.get("b").unwrap().text(), "one\ntwo\n");
        assert_eq!(map.get("c").unwrap().text(), "one two\n");
    }

    #[test]
    fn a_fault_names_its_line() {
        let fault = parse("a: 1\ntitle: Foo: bar\n", 1 << 16).unwrap_err();
        assert_eq!(fault.to_string(), "line 2: mapping values are not allowed in this context");
    }

    #[test]
    fn what_is_never_closed_is_a_fault_where_it_begins() {
        for text in
            ["a: 1\nb: [x\nc: 2\nd: 3\n", "a: 1\nb: {x\nc: 2\n", "a: 1\nb: \"x\nc: 2\n", "a: 1\nb: 'x\n"]
        {
            assert_eq!(parse(text, 1 << 16).unwrap_err().line, Some(2), "{text}");
        }
    }

    #[test]
    fn a_bomb_of_aliases_and_a_deep_nest_end_early() {
        let bomb: String = (0..40)
            .map(|n| match n {
                0 => "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(),
                n => format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1),
            })
            .collect();
        assert!(parse(&bomb, 1 << 16).is_err());
        assert!(parse(&"[".repeat(60_000), 1 << 16).is_err());
        assert!(parse(&"{a: ".repeat(15_000), 1 << 16).is_err());
        assert!(parse(&"- ".repeat(30_000), 1 << 16).is_err());
    }
}
