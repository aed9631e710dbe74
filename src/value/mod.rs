//! Values with lines: YAML, TOML, JSON, with limits.
