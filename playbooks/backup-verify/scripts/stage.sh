#!/bin/sh
# Makes the staging folder. Its path is written down before it is made: an interruption leaves nothing unknown behind.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

if [ -z "$(staging)" ]; then
  unique=$(od -An -tx1 -N8 </dev/urandom | tr -d ' \n')
  printf '%s\n' "${STAGING_ROOT:-$HOME}/backup-verify-$unique" >"$HOME/staging-path.new"
  date +%s >"$HOME/started"
  mv "$HOME/staging-path.new" "$HOME/staging-path"
fi

folder=$(staging)
mkdir -p "$folder"
chmod 700 "$folder"
printf 'What is restored lies in %s\n' "$folder"
