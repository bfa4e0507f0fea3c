//! What a node counted of its players' input.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::bail;

use crate::bench::http;

/// How long a session that was left may take to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Events by their fate, of the sessions that have ended; waits for the first.
pub async fn input(metrics_port: u16) -> anyhow::Result<BTreeMap<String, u64>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let counted = read(&http::text(metrics_port, "/metrics", "").await?);
        if !counted.is_empty() {
            return Ok(counted);
        }
        if Instant::now() > deadline {
            bail!("the node has counted nothing of the neighbour's input");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn read(figures: &str) -> BTreeMap<String, u64> {
    let line = |line: &str| {
        let rest = line.strip_prefix("stratus_node_input_total{fate=\"")?;
        let (fate, count) = rest.split_once("\"} ")?;
        let count = count.trim().parse().ok().filter(|count| *count > 0)?;
        Some((fate.to_owned(), count))
    };
    figures.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fates_that_nothing_met_are_left_out() {
        let figures = "# HELP x\nstratus_node_input_total{fate=\"overtaken\"} 7\n\
                       stratus_node_input_total{fate=\"merged\"} 0\nstratus_node_sessions 1\n";
        let counted = read(figures);
        assert_eq!(
            counted.into_iter().collect::<Vec<_>>(),
            [("overtaken".into(), 7)]
        );
    }
}
