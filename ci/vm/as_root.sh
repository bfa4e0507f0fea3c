# shellcheck shell=bash
# Who may start the VM? Root alone: sourced by whatever starts one.

# as_root NAME: ends the script called NAME with code 125 where somebody else runs it.
as_root() {
  [ "$(id -u)" != 0 ] || return 0
  printf '%s: needs root, and you are %s (user %s).\n' "$1" "$(id -un 2>/dev/null || echo nobody)" "$(id -u)"
  printf '  %s\n' \
    "The VM's files are this machine's. Served by another user, all that is root's looks like nobody's inside, and mount," \
    "which has to be root's, fails there: nothing would run." \
    "Run it as root with your own PATH and settings: sudo -E env PATH=\"\$PATH\" ci/$1 …"
  exit 125
} >&2
