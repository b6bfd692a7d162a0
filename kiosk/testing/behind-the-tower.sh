#!/bin/sh
# Starts a browser that takes what the tower leaves. Priorities count within a session only where the kernel groups by session
# (autogroup), so the session is lowered as well; a kernel without it has no such file.
{ echo 15 > /proc/self/autogroup; } 2> /dev/null
exec nice -n 15 "$CARILLON_BROWSER_BINARY" "$@"
