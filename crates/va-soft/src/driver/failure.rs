//! Why a call fails, and whose fault it is.

use crate::va::{VA_STATUS_ERROR_INVALID_BUFFER, VA_STATUS_ERROR_INVALID_PARAMETER, VAStatus};

/// Whose fault a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The application broke a rule: a complaint.
    Application,
    /// The driver has not got what was asked for; an application may try.
    Driver,
    /// A setting made it fail.
    Injected,
}

/// A call that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub status: VAStatus,
    pub blame: Blame,
    pub text: String,
}

/// What a call gives.
pub type Outcome<T = ()> = Result<T, Failure>;

/// The application broke a rule.
pub fn complain(status: u32, text: impl Into<String>) -> Failure {
    Failure {
        status: status as VAStatus,
        blame: Blame::Application,
        text: text.into(),
    }
}

/// A parameter that is wrong.
pub fn wrong(text: impl Into<String>) -> Failure {
    complain(VA_STATUS_ERROR_INVALID_PARAMETER, text)
}

/// A buffer that is wrong.
pub fn wrong_buffer(text: impl Into<String>) -> Failure {
    complain(VA_STATUS_ERROR_INVALID_BUFFER, text)
}

/// Something that this driver has not got.
pub fn refuse(status: u32, text: impl Into<String>) -> Failure {
    Failure {
        status: status as VAStatus,
        blame: Blame::Driver,
        text: text.into(),
    }
}

/// A failure that a setting asks for.
pub fn injected(status: u32, text: impl Into<String>) -> Failure {
    Failure {
        status: status as VAStatus,
        blame: Blame::Injected,
        text: text.into(),
    }
}

/// Complains with `text` unless `condition` holds.
pub fn demand(condition: bool, text: impl FnOnce() -> String) -> Outcome {
    if condition {
        Ok(())
    } else {
        Err(wrong(text()))
    }
}

/// An image that is not there.
pub fn missing_image(id: u32) -> Failure {
    complain(
        crate::va::VA_STATUS_ERROR_INVALID_IMAGE,
        format!("image {id} is not there"),
    )
}
