# What the steps of this playbook share. Sourced, never run.
# The work folder of the run ($HOME) remembers what was chosen, and where the staging folder is, so that a step that was
# interrupted, and the rollback, find it again.

set -eu
LC_ALL=C
export LC_ALL

# Says why the step fails; as its output `error` too, for the steps whose words are not kept.
die() {
  printf '%s\n' "$*" >&2
  printf '{"error": "%s"}\n' "$(printf '%s' "$*" | tr '\001-\037' ' ' | sed 's/[\\"]/\\&/g')" >"$ATOMCTL_OUTPUT"
  exit 1
}

# Says so where one of these logs speaks of a full disk: then nothing else that went wrong means anything.
check_room() {
  ! grep -q -s -E 'No space left on device|Wrote only [0-9]+ of [0-9]+ bytes' "$@" || die "There is no room for what is restored: choose a staging place with more."
}

# Keeps what comes on standard input as $HOME/$1: whole, or not at all.
keep() {
  cat >"$HOME/$1.new"
  mv "$HOME/$1.new" "$HOME/$1"
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

# Refuses a checksum list $1, called $2, that says nothing, or that names what lies outside the backup.
check_list() {
  [ -s "$1" ] || die "$2 is empty: nothing says what the files should be."
  wrong=$(grep -n -v -E '^\\?[0-9a-fA-F]{64} [ *].' "$1" | head -n 1 | cut -d : -f 1)
  [ -z "$wrong" ] || die "Line $wrong of $2 is no checksum."
  outside=$(grep -n -E '^\\?[0-9a-fA-F]{64} [ *](/|(.*/)?\.\.(/|$))' "$1" | head -n 1 | cut -d : -f 1)
  [ -z "$outside" ] || die "Line $outside of $2 names a path outside the backup."
}

# The names in a checksum list, as sha256sum writes them, where a line feed is \n, without a leading ./
names() {
  sed -e 's/^\\\{0,1\}[0-9a-fA-F]\{64\} [ *]//' -e 's/^\.\///' | sort -u
}
