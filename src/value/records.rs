//! YAML that the program writes itself and reads again: typed records, through serde_yaml.
//!
//! What people write is read by [`super::yaml`], which knows lines and how a scalar stood in the source.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Fault;

/// Reads a record.
///
/// # Errors
/// A text that is no YAML, or that is no such record; the fault names the line.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_yaml::from_str(text)
        .map_err(|error| Fault::new(error.location().map(|place| place.line()), error.to_string()))
}

/// Writes a record, ended by a line break.
///
/// # Errors
/// A value that YAML has no form for.
pub fn write<T: Serialize>(record: &T) -> Result<String, Fault> {
    serde_yaml::to_string(record).map_err(|error| Fault::new(None, error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    #[test]
    fn what_is_written_is_read_again() {
        let record = BTreeMap::from([("theme".to_owned(), "it's: \"yes\"\n\u{1b}".to_owned())]);
        let text = super::write(&record).unwrap();
        assert_eq!(super::read::<BTreeMap<String, String>>(&text).unwrap(), record);
    }

    #[test]
    fn a_fault_names_its_line() {
        let fault = super::read::<BTreeMap<String, String>>("a: b\nc: [1").unwrap_err();
        assert!(fault.line.is_some());
    }
}
