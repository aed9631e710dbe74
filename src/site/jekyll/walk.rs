//! The walk through the folders of the source for what is no post (`Reader#read_directories`).

use super::config::Config;
use crate::site::Site;

/// No folder is entered deeper than this.
const MAX_DEPTH: usize = 24;

/// Hands out the path below the source, with `/`, of each file that Jekyll reads there. Ends when `each` says false.
pub(super) fn files(config: &Config, site: &Site, each: &mut dyn FnMut(String) -> bool) {
    folder(config, site, "", 0, each);
}

fn folder(
    config: &Config,
    site: &Site,
    base: &str,
    depth: usize,
    each: &mut dyn FnMut(String) -> bool,
) -> bool {
    for entry in site.files.list(&config.source.join(base)) {
        let Some(name) = entry.name.to_str() else { continue };
        let path = if base.is_empty() { name.to_owned() } else { format!("{base}/{name}") };
        if !config.filter.takes(base, name, entry.is_folder) || path == config.destination {
            continue;
        }
        let on = match entry.is_folder {
            true => depth >= MAX_DEPTH || folder(config, site, &path, depth + 1, each),
            false => each(path),
        };
        if !on {
            return false;
        }
    }
    true
}
