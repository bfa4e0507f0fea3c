//! Mistakes, and what the driver has to say of each.

use stratus_va_soft::report::Report;

/// What a test spoils, and a part of the complaint that follows.
pub type Spoilt<T> = (&'static str, fn(&mut T));

/// Compares the complaints with those that were to come.
pub fn each<T>(spoilt: &[Spoilt<T>], report: &Report) {
    let complaints = report.complaints();
    for (index, (part, _)) in spoilt.iter().enumerate() {
        let complaint = complaints.get(index).copied().unwrap_or("nothing");
        assert!(
            complaint.contains(part),
            "wanted '{part}', and it was: {complaint}"
        );
    }
    assert_eq!(complaints.len(), spoilt.len(), "{complaints:#?}");
}
