//! What pages inherit: `cascade` of the sections above them and of the configuration.
//!
//! Source: <https://gohugo.io/configuration/cascade/>: a page's own header counts first, then the nearest section. An
//! entry with a `target` is for some pages only and is left out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::config::{Config, get};
use crate::front_matter::{self, Header, decode::decode_head};
use crate::site::{Files, Site, open};
use crate::value::{Map, Value};

/// The cascades of the folders that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Cascades(Arc<Mutex<HashMap<PathBuf, Arc<Map>>>>);

/// Gives a page's header what it inherits.
pub(super) fn inherit(header: &mut Map, site: &Site, config: &Config, page: &Path) {
    let Some(root) = config.content.iter().map(|(folder, _)| folder).find(|f| page.starts_with(f)) else {
        return;
    };
    for folder in page.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
        add(header, &of_folder(site, config, folder));
    }
    add(header, &of_value(get(&config.root, "cascade")));
}

fn add(header: &mut Map, inherited: &Map) {
    for (key, value) in inherited.iter() {
        if get(header, key).is_none() {
            header.insert(key.to_owned(), value.clone());
        }
    }
}

fn of_folder(site: &Site, config: &Config, folder: &Path) -> Arc<Map> {
    let mut known = config.cascades.0.lock().unwrap_or_else(PoisonError::into_inner);
    let map = known.entry(folder.to_owned()).or_insert_with(|| Arc::new(read(&site.files, site, folder)));
    Arc::clone(map)
}

fn read(files: &Files, site: &Site, folder: &Path) -> Map {
    let path = folder.join("_index.md");
    let Ok(head) = files.head(&path, front_matter::is_enough) else { return Map::default() };
    let name = open::shown(&path);
    let (text, _) = decode_head(&head.bytes, site.encoding, &name);
    let header = Header::read(&front_matter::split(&text), &name);
    of_value(get(&header.map, "cascade"))
}

/// A table, or a list of tables.
fn of_value(value: Option<&Value>) -> Map {
    let mut out = Map::default();
    let tables = match value {
        Some(Value::List(tables)) => tables.as_slice(),
        Some(table) => std::slice::from_ref(table),
        None => &[],
    };
    for table in tables.iter().filter_map(Value::as_map) {
        if get(table, "target").is_none() && get(table, "_target").is_none() {
            add(&mut out, table);
        }
    }
    out
}
