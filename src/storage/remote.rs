//! Whether a folder lies on a network or behind a file system in user space: the kernel does not tell there what others
//! change, and programs cannot share memory over its files.

use std::path::Path;

/// File systems by the numbers that `statfs(2)` gives, and what people call them.
#[cfg(target_os = "linux")]
const REMOTE: [(u32, &str); 11] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xfe53_4d42, "SMB"),
    (0xff53_4d42, "SMB"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x786f_4256, "a shared folder"),
];

/// What people call the file system of a folder that is not on a disk of this machine.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(folder: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(folder).ok()?.f_type;
    // The numbers have 32 bits, and are negative on some machines.
    name_of(kind as u32)
}

#[cfg(target_os = "linux")]
fn name_of(kind: u32) -> Option<&'static str> {
    REMOTE.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

/// What people call the file system of a folder that is not on a disk of this machine.
#[cfg(target_os = "macos")]
pub(super) fn is_remote(folder: &Path) -> Option<&'static str> {
    /// `MNT_LOCAL` of `sys/mount.h`.
    const LOCAL: u32 = 0x1000;
    (rustix::fs::statfs(folder).ok()?.f_flags & LOCAL == 0).then_some("a disk of the network")
}

/// Elsewhere nothing is known, and the system is trusted.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn is_remote(_: &Path) -> Option<&'static str> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn by_their_numbers() {
        assert_eq!(name_of(0x6969), Some("NFS"));
        // ext4.
        assert_eq!(name_of(0xef53), None);
    }

    #[test]
    fn the_temporary_folder_is_here() {
        assert_eq!(is_remote(&std::env::temp_dir()), None);
    }
}
