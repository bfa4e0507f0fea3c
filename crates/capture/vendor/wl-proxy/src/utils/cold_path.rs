#[cold]
#[inline(always)]
pub(crate) fn cold_path() {}
