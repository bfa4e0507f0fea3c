//! How many frames are kept.

/// Most frames that a decoder keeps (§A.3.1 h).
pub const MAX_FRAMES: usize = 16;

/// How many frames are kept, and how they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// All of them: `max_num_ref_frames`.
    pub(super) frames: u8,
    /// Of these, how many may be long-term.
    pub(super) long: u8,
    /// How many a frame refers to.
    pub(super) active: u8,
    /// Bits of `frame_num`.
    pub(super) log2_max_frame_num: u8,
}

/// A window that no decoder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a decoder cannot keep {frames} frames, {long} of them long-term, {active} referred to at a time, with {log2_max_frame_num} bits of frame_num"
)]
pub struct WindowError {
    frames: u8,
    long: u8,
    active: u8,
    log2_max_frame_num: u8,
}

impl Window {
    /// The last `frames` frames, 1 to [`MAX_FRAMES`]; none long-term, one referred to at a time, 8 bits of `frame_num`
    /// (as [`Sps::for_stream`](crate::h264::Sps::for_stream) says).
    ///
    /// # Errors
    /// Any other number.
    pub fn frames(frames: u8) -> Result<Self, WindowError> {
        Self {
            frames,
            long: 0,
            active: 1,
            log2_max_frame_num: 8,
        }
        .checked()
    }

    /// Of the frames, up to `long` are kept until others take their place, on demand ([`Ask::keep`](super::Ask::keep)).
    /// At least one stays short-term.
    ///
    /// # Errors
    /// As many as there are frames, or more.
    pub fn with_long_term(self, long: u8) -> Result<Self, WindowError> {
        Self { long, ..self }.checked()
    }

    /// A frame refers to up to `active` frames, 1 to all.
    ///
    /// # Errors
    /// None, or more than there are.
    pub fn with_active(self, active: u8) -> Result<Self, WindowError> {
        Self { active, ..self }.checked()
    }

    /// `frame_num` has so many bits, 4 to 16, and four times as many numbers as there are frames: [`Sps::log2_max_frame_num`](crate::h264::Sps::log2_max_frame_num).
    ///
    /// # Errors
    /// Any other number.
    pub fn with_frame_num_bits(self, log2_max_frame_num: u8) -> Result<Self, WindowError> {
        Self {
            log2_max_frame_num,
            ..self
        }
        .checked()
    }

    fn checked(self) -> Result<Self, WindowError> {
        let Self {
            frames,
            long,
            active,
            log2_max_frame_num,
        } = self;
        let good = (1..=MAX_FRAMES as u8).contains(&frames)
            && long < frames
            && (1..=frames).contains(&active)
            && (4..=16).contains(&log2_max_frame_num)
            // No frame that is kept has the number of the one at hand (§7.4.3), after a loss either.
            && 1 << log2_max_frame_num >= 4 * u32::from(frames);
        good.then_some(self).ok_or(WindowError {
            frames,
            long,
            active,
            log2_max_frame_num,
        })
    }

    pub(super) const fn frame_num_mask(self) -> u32 {
        (1 << self.log2_max_frame_num) - 1
    }

    /// After more missing frames, numbers come again that a decoder may still have.
    pub(super) const fn most_missing(self) -> u32 {
        self.frame_num_mask() - 2 * self.frames as u32
    }

    /// Places for coded pictures: the kept ones and the one at hand.
    #[must_use]
    pub const fn slots(self) -> usize {
        self.frames as usize + 1
    }
}
