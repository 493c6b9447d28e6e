#!/bin/sh
# Removes the staging folder, whatever is in it. Done twice, it does nothing the second time.
. "$ATOMCTL_PACKAGE/scripts/lib.sh"

folder=$(staging)
[ -n "$folder" ] || exit 0
case $folder in
  */backup-verify-*) ;;
  *) die "This is no staging folder of backup-verify: $folder" ;;
esac
if [ -d "$folder" ]; then
  # A backup may hold folders that not even their owner may write.
  find "$folder" -type d -exec chmod u+rwx {} +
  rm -rf "$folder"
fi
printf 'Removed %s\n' "$folder"
