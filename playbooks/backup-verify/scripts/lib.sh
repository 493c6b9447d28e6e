# What the steps of this playbook share. Sourced, never run.
# The work folder of the run ($HOME) remembers where the staging folder is, so that a step that was
# interrupted, and the rollback, find it again.

set -eu
LC_ALL=C
export LC_ALL

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Prints the staging folder; nothing where none was chosen yet.
staging() {
  if [ -f "$HOME/staging-path" ]; then
    cat "$HOME/staging-path"
  fi
}

# Prints the folder that holds the checksum list $1 below $2: the top, or the only top folder.
checksum_folder() {
  if [ -f "$2/$1" ]; then
    printf '%s\n' "$2"
    return
  fi
  found=
  for candidate in "$2"/*/"$1"; do
    [ -f "$candidate" ] || continue
    [ -z "$found" ] || die "There is more than one $1 in the backup, and none at its top."
    found=${candidate%/*}
  done
  [ -n "$found" ] || die "There is no $1 in the backup: nothing says what its files should be."
  printf '%s\n' "$found"
}
