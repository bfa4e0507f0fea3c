# shellcheck shell=bash
# Sourced by the scripts here: finds what ci/setup installed for this tree alone, and Rust.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PATH="$root/.cache/tools/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
