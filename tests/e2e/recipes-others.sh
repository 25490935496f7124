#!/bin/bash
# The other recipes of examples/: fdm and sieve rules at work, and what mutt and Exim say of theirs. What is not installed is
# skipped (Exim can't be beside Postfix in Debian).
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pipe-lib.sh"
needs sqlite3
pipe_opens

has() { # PROGRAM
  command -v "$1" > /dev/null || { echo "# $1 is not installed, skipped"; return 1; }
}

if has fdm; then
  mkdir -p "$home/Incoming/new" "$home/Incoming/cur" "$home/Incoming/tmp"
  # fdm takes the home from the list of users.
  { printf 'set lock-file "%s/lock"\n' "$home"; recipe fdm.conf | sed "s|%h|$home|"; } > "$home/fdm.conf"
  chmod 600 "$home/fdm.conf"
  rmdir "$home/Maildir"
  comes_in() { # NAME=VALUE...
    mail_of from='Jane Doe <jane@customer.example>' extra='Return-Path: <jane@customer.example>' "$@" > "$world/mail"
    cp "$world/mail" "$home/Incoming/new/$RANDOM.test"
    [ "$(id -u)" != 0 ] || chown -R "$user:$group" "$home"
  }
  fdm_fetches() {
    (cd / && as fdm -q -f "$home/fdm.conf" fetch)
  }
  comes_in subject='The shop is down' body='Checkout is down since 8:40, nobody can pay.'
  check "fdm: fetches" exits 0 fdm_fetches
  check "fdm: sorts by the headers" same '.Urgent/ The shop is down' "$(landed)"
  check "fdm: the mail is as it came, but for headers" untouched "$world/mail" 'The shop is down' Received
  check "fdm: the acknowledgement waits" same 1 "$(outbox_count)"
  comes_in subject='Second' body='Where is the manual?'
  pipe_fails configuration
  check "fdm, the filter fails: fetches" exits 0 fdm_fetches
  check "fdm, the filter fails: delivered as it came" untouched "$world/mail" Second Received
  pipe_mended
  comes_in subject='Third' body='Where is the manual?'
  pipe_fails missing
  fdm_fetches 2> /dev/null
  check "fdm, no filter there: nothing is delivered" same 0 "$(landed | grep -c Third)"
  check "fdm, no filter there: the mail stays where it was" grep -rqx 'Subject: Third' "$home/Incoming"
  pipe_mended
  check "fdm, mended: fetches" exits 0 fdm_fetches
  check "fdm, mended: delivered once" seen Third
  check "fdm: acknowledged once each" same 2 "$(outbox_count)"
fi

with_headers() { # PRIORITY CATEGORY TEAM LANGUAGE REPLY
  printf 'X-Deskbell-Priority: %s\nX-Deskbell-Category: %s\nX-Deskbell-Team: %s\nX-Deskbell-Language: %s\nX-Deskbell-Reply: %s\n' "$@"
  mail_of
}

if has sieve-test; then
  cp "$top_srcdir/examples/sort.sieve" "$world"
  sorts() { # PRIORITY CATEGORY TEAM LANGUAGE REPLY
    with_headers "$@" > "$world/sorted"
    printf '%s\n' 'mail_location = maildir:/nonexistent' "mail_uid = $user" "mail_gid = $group" 'first_valid_uid = 1' \
      > "$world/none.conf"
    sieve-test -c "$world/none.conf" "$world/sort.sieve" "$world/sorted" 2>&1
  }
  check "sieve: billing has a folder" contains "$(sorts normal billing billing en queued)" 'folder: Billing'
  check "sieve: so has what gets no answer" contains "$(sorts normal billing billing en 'none; reason=list-id')" 'folder: Unanswered'
  check "sieve: an outage goes to the engineers" contains "$(sorts urgent outage operations en queued)" 'folder: Engineering'
  check "... with a flag" contains "$(sorts urgent outage operations en queued)" '\flagged'
  check "sieve: Korean" contains "$(sorts normal general support ko queued)" 'folder: Korean'
fi

if has mutt; then
  check "mutt takes its lines" same '' "$(mutt -n -F "$top_srcdir/examples/muttrc" -f /dev/null -D 2>&1 | grep -i "^error in\|errors in")"
  check "... all of them" contains "$(mutt -n -F "$top_srcdir/examples/muttrc" -f /dev/null -D 2>&1)" 'sort=reverse-score'
fi

if has exim4; then
  { echo 'primary_hostname = mx.acme.example'; sed 's/= deskbell$/= mail/' "$top_srcdir/examples/exim.conf"; } > "$world/exim.conf"
  check "Exim takes its parts" exits 0 exim4 -C "$world/exim.conf" -bV
  routes=$(exim4 -C "$world/exim.conf" -bt support@acme.example 2>&1)
  check "Exim: a copy for deskbell" contains "$routes" deskbell_record
  check "Exim: and the mail itself" contains "$routes" deskbell_deliver
fi
finish
