//! The ELF header of a type-2 AppImage: a runtime program with a squashfs behind it.
//!
//! The AppImage specification (type 2) puts `AI\x02` at byte 8 of the ELF identification, and the
//! file system right behind the section header table, which is therefore the ELF's last part.

/// Bytes of an ELF-64 header.
pub const HEADER_LEN: usize = 64;
/// At byte 8 of every type-2 AppImage.
pub const APPIMAGE_MAGIC: [u8; 3] = *b"AI\x02";
/// First bytes of a little-endian squashfs.
pub const SQUASHFS_MAGIC: [u8; 4] = *b"hsqs";
/// Bytes of a squashfs 4.0 superblock.
pub const SUPERBLOCK_LEN: usize = 96;

/// Why bytes are no AppImage's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ElfError {
    /// Fewer bytes than a header has.
    #[error("the file is only {0} bytes long: an ELF header alone has 64")]
    Short(usize),
    /// No ELF at all.
    #[error("the file is no ELF program, so it is no AppImage")]
    NotElf,
    /// 32-bit or big-endian.
    #[error("the ELF is not a 64-bit little-endian one")]
    Class,
    /// An ELF without the mark of a type-2 AppImage.
    #[error("the ELF lacks the type-2 AppImage mark (AI, 2) at byte 8")]
    NotAppImage,
    /// A section table that is nowhere.
    #[error("the ELF's section table ends at no valid place")]
    Sections,
    /// Nothing, or something else, behind the ELF.
    #[error("no squashfs where the ELF ends (byte {0}); the file may be cut off")]
    NotSquashfs(u64),
    /// A squashfs that is longer than its file.
    #[error(
        "the squashfs needs {needed} bytes and the file has {present}: it is cut off, copy it again"
    )]
    Truncated {
        /// What the superblock says.
        needed: u64,
        /// What lies behind the ELF.
        present: u64,
    },
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// Where the squashfs begins: `e_shoff + e_shentsize · e_shnum`.
///
/// # Errors
/// What is wrong with the header.
pub fn squashfs_offset(header: &[u8]) -> Result<u64, ElfError> {
    if header.len() < HEADER_LEN {
        return Err(ElfError::Short(header.len()));
    }
    if !header.starts_with(b"\x7fELF") {
        return Err(ElfError::NotElf);
    }
    if header[4] != 2 || header[5] != 1 {
        return Err(ElfError::Class);
    }
    if header[8..11] != APPIMAGE_MAGIC {
        return Err(ElfError::NotAppImage);
    }
    end_of_sections(header).ok_or(ElfError::Sections)
}

fn end_of_sections(header: &[u8]) -> Option<u64> {
    let table = u64_at(header, 0x28)?;
    let entry = u64::from(u16_at(header, 0x3a)?);
    let count = u64::from(u16_at(header, 0x3c)?);
    let end = table.checked_add(entry * count)?;
    (table >= HEADER_LEN as u64 && end > table && end <= i64::MAX as u64).then_some(end)
}

/// Checks a squashfs superblock against the bytes that the file has from there on.
///
/// # Errors
/// What is wrong with it.
pub fn check_superblock(block: &[u8], offset: u64, present: u64) -> Result<(), ElfError> {
    if block.len() < SUPERBLOCK_LEN || block[..4] != SQUASHFS_MAGIC {
        return Err(ElfError::NotSquashfs(offset));
    }
    let needed = u64_at(block, 40).unwrap_or(u64::MAX);
    if needed < SUPERBLOCK_LEN as u64 {
        return Err(ElfError::NotSquashfs(offset));
    }
    if needed > present {
        return Err(ElfError::Truncated { needed, present });
    }
    Ok(())
}

/// Turns a program into the head of an AppImage: what is not loaded at run time (symbols, debug
/// information) is cut off, the mark is written, and an empty section table is put so that it
/// ends on a page: the squashfs that follows is then aligned for the loop device.
///
/// # Errors
/// The program is no 64-bit little-endian ELF, or its program headers point outside the file.
pub fn appimage_head(program: &[u8]) -> Result<Vec<u8>, ElfError> {
    const SECTION: usize = 64;
    const PAGE: usize = 4096;
    if program.len() < HEADER_LEN {
        return Err(ElfError::Short(program.len()));
    }
    if !program.starts_with(b"\x7fELF") {
        return Err(ElfError::NotElf);
    }
    if program[4] != 2 || program[5] != 1 {
        return Err(ElfError::Class);
    }
    let loaded = loaded_len(program).ok_or(ElfError::Sections)?;
    let mut head = program[..loaded].to_vec();
    let end = (loaded + SECTION).next_multiple_of(PAGE);
    head.resize(end, 0);
    head[8..11].copy_from_slice(&APPIMAGE_MAGIC);
    head[0x28..0x30].copy_from_slice(&((end - SECTION) as u64).to_le_bytes());
    head[0x3a..0x3c].copy_from_slice(&(SECTION as u16).to_le_bytes());
    head[0x3c..0x3e].copy_from_slice(&1u16.to_le_bytes());
    head[0x3e..0x40].copy_from_slice(&0u16.to_le_bytes());
    Ok(head)
}

/// Bytes from the start of the file to the end of the last segment.
fn loaded_len(program: &[u8]) -> Option<usize> {
    let table = usize::try_from(u64_at(program, 0x20)?).ok()?;
    let entry = usize::from(u16_at(program, 0x36)?);
    let count = usize::from(u16_at(program, 0x38)?);
    let mut end = table.checked_add(entry * count)?.max(HEADER_LEN);
    for index in 0..count {
        let at = table.checked_add(index * entry)?;
        let offset = usize::try_from(u64_at(program, at.checked_add(8)?)?).ok()?;
        let len = usize::try_from(u64_at(program, at.checked_add(32)?)?).ok()?;
        end = end.max(offset.checked_add(len)?);
    }
    (end <= program.len()).then_some(end)
}

/// The interpreter (`PT_INTERP`) of a dynamic program; `None` for anything else.
#[must_use]
pub fn interpreter(program: &[u8]) -> Option<&str> {
    const PT_INTERP: [u8; 4] = [3, 0, 0, 0];
    if !program.starts_with(b"\x7fELF") || program.get(4) != Some(&2) {
        return None;
    }
    let table = usize::try_from(u64_at(program, 0x20)?).ok()?;
    let entry = usize::from(u16_at(program, 0x36)?);
    let count = usize::from(u16_at(program, 0x38)?);
    for index in 0..count {
        let at = table.checked_add(index * entry)?;
        if program.get(at..at.checked_add(4)?)? == PT_INTERP {
            let offset = usize::try_from(u64_at(program, at.checked_add(8)?)?).ok()?;
            let len = usize::try_from(u64_at(program, at.checked_add(32)?)?).ok()?;
            let path = program.get(offset..offset.checked_add(len)?)?;
            return std::str::from_utf8(path.split(|&byte| byte == 0).next()?).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_program_becomes_the_head_of_an_appimage() {
        let program = std::fs::read("/proc/self/exe").unwrap();
        let head = appimage_head(&program).unwrap();
        assert_eq!(squashfs_offset(&head).unwrap(), head.len() as u64);
        assert_eq!(head.len() % 4096, 0);
        assert_eq!(squashfs_offset(&program), Err(ElfError::NotAppImage));
        assert!(interpreter(&head).unwrap().contains("ld-linux"));
    }

    #[test]
    fn a_table_that_would_overflow_is_refused() {
        let mut header = [0; 64];
        header[..6].copy_from_slice(b"\x7fELF\x02\x01");
        header[8..11].copy_from_slice(&APPIMAGE_MAGIC);
        assert_eq!(squashfs_offset(&header), Err(ElfError::Sections));
        header[0x28..0x30].copy_from_slice(&u64::MAX.to_le_bytes());
        header[0x3a] = 64;
        header[0x3c] = 1;
        assert_eq!(squashfs_offset(&header), Err(ElfError::Sections));
        assert_eq!(squashfs_offset(&header[..63]), Err(ElfError::Short(63)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..256), head in 0..3) {
            let magic = b"\x7fELF\x02\x01\x01\x00AI\x02";
            if head > 0 && bytes.len() > magic.len() {
                bytes[..magic.len()].copy_from_slice(magic);
            }
            let _ = squashfs_offset(&bytes);
            let _ = appimage_head(&bytes);
            let _ = interpreter(&bytes);
            let _ = check_superblock(&bytes, 7, 1000);
        }
    }
}
