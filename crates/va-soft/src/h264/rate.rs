//! Which QP makes a frame the size that it should have.

/// Coded again at most this often.
const TRIES: u32 = 5;

/// The QP of the next frame, by the last ones.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Of intra and of inter frames.
    pub qp: [i32; 2],
    pub min_qp: i32,
    pub max_qp: i32,
}

/// Bits that a frame should have, and may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    pub target: usize,
    pub limit: usize,
}

impl Rate {
    /// Begins at `initial_qp`.
    pub fn new(initial_qp: i32, min_qp: i32, max_qp: i32) -> Self {
        let (min_qp, max_qp) = (min_qp.clamp(1, 51), max_qp.clamp(1, 51).max(min_qp));
        let initial_qp = initial_qp.clamp(min_qp, max_qp);
        Self {
            qp: [initial_qp; 2],
            min_qp,
            max_qp,
        }
    }

    /// Codes a frame by `code`, which says its bits for a QP, until it fits. Returns what `code` made.
    pub fn fit<T>(
        &mut self,
        intra: bool,
        budget: Budget,
        mut code: impl FnMut(i32) -> (T, usize),
    ) -> T {
        let slot = usize::from(!intra);
        let mut qp = self.qp[slot].clamp(self.min_qp, self.max_qp);
        for tries in 1.. {
            let (coded, bits) = code(qp);
            let limit = if intra {
                budget.limit
            } else {
                budget.limit.min(budget.target * 5 / 4)
            };
            if bits <= limit || qp == self.max_qp || tries == TRIES {
                let wanted = if intra { limit } else { budget.target };
                let easy = bits < wanted / 2;
                self.qp[slot] = if easy {
                    qp - step(wanted, bits).min(4)
                } else {
                    qp
                };
                return coded;
            }
            qp = (qp + step(bits, limit)).min(self.max_qp);
        }
        unreachable!("the last try returns")
    }
}

/// Steps of QP that make `more` bits about `less`: six halve them.
fn step(more: usize, less: usize) -> i32 {
    let ratio = more as f64 / less.max(1) as f64;
    ((6.0 * ratio.log2()).ceil() as i32).clamp(1, 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_that_is_too_large_is_coded_again() {
        let mut rate = Rate::new(20, 1, 51);
        let budget = Budget {
            target: 10_000,
            limit: 10_000,
        };
        let bits = |qp: i32| (800_000.0 / 2f64.powf(f64::from(qp) / 6.0)) as usize;
        for _ in 0..10 {
            let coded = rate.fit(false, budget, |qp| (bits(qp), bits(qp)));
            assert!((4_000..=12_500).contains(&coded), "{coded}");
        }
    }
}
