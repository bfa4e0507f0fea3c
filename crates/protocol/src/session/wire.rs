//! Little-endian fields in and out of byte slices.

/// Why bytes are no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The message ends before its last field.
    #[error("message is truncated")]
    Truncated,
    /// Bytes follow the last field.
    #[error("{0} bytes follow the message's end")]
    Trailing(usize),
    /// An unknown message type.
    #[error("unknown message type 0x{0:02x}")]
    Type(u8),
    /// A field holds a value that its type does not have.
    #[error("field '{0}' is out of range")]
    Range(&'static str),
    /// A text field is not UTF-8.
    #[error("text is not UTF-8")]
    Text,
    /// A declared length is above the limit.
    #[error("length {0} is above the limit of {1}")]
    Length(usize, usize),
}

pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&mut self, n: usize) -> Result<&'a [u8], WireError> {
        let (head, tail) = self.0.split_at_checked(n).ok_or(WireError::Truncated)?;
        self.0 = tail;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let (head, tail) = self.0.split_first_chunk().ok_or(WireError::Truncated)?;
        self.0 = tail;
        Ok(*head)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, WireError> {
        Ok(u8::from_le_bytes(self.array()?))
    }
    pub(crate) fn u16(&mut self) -> Result<u16, WireError> {
        Ok(u16::from_le_bytes(self.array()?))
    }
    pub(crate) fn u32(&mut self) -> Result<u32, WireError> {
        Ok(u32::from_le_bytes(self.array()?))
    }
    pub(crate) fn u64(&mut self) -> Result<u64, WireError> {
        Ok(u64::from_le_bytes(self.array()?))
    }
    pub(crate) fn i16(&mut self) -> Result<i16, WireError> {
        Ok(i16::from_le_bytes(self.array()?))
    }
    pub(crate) fn i32(&mut self) -> Result<i32, WireError> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    /// A text with a 16-bit length before it.
    pub(crate) fn text(&mut self) -> Result<&'a str, WireError> {
        let n = self.u16()?;
        std::str::from_utf8(self.bytes(n.into())?).map_err(|_| WireError::Text)
    }

    pub(crate) fn end(self) -> Result<(), WireError> {
        match self.0.len() {
            0 => Ok(()),
            n => Err(WireError::Trailing(n)),
        }
    }
}

/// Appends a text with a 16-bit length before it, cut at a character where it is too long.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    let mut n = text.len().min(u16::MAX.into());
    while !text.is_char_boundary(n) {
        n -= 1;
    }
    out.extend_from_slice(&(n as u16).to_le_bytes());
    out.extend_from_slice(&text.as_bytes()[..n]);
}

/// Appends fields in order.
macro_rules! put {
    ($out:expr, $($field:expr),+ $(,)?) => {{
        $( $out.extend_from_slice(&($field).to_le_bytes()); )+
    }};
}
pub(crate) use put;
