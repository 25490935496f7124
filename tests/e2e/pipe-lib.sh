# Sourced by the tests of the recipes, after lib.sh: a desk whose mail comes through a pipe, as the user $user.
#
#   pipe_opens             an empty $world with a configuration in $home, whose acknowledgements go to $world/sent/
#   pipe_opens_in_world    the same with the servers of world.sh, sending by SMTP
#   recipe FILE            examples/FILE on standard output, with this world's paths
#   as COMMAND...          runs it as $user, with nothing in its environment but what a mail server leaves
#   pipe_fails HOW, pipe_mended   the filter fails: configuration locked corrupt hang killed missing
#   landed                 each mail below $home/Maildir: its folder and subject, sorted
#   delivered SUBJECT      the file of the mail with that subject; it must be the only one
#   untouched ORIGINAL SUBJECT [HEADER...]  the mail was delivered once, as it came but for headers at the top
#   rows SUBJECT           how many decisions the ledger has on mail of that subject, and how many acknowledgements wait

user=nobody
[ "$(id -u)" = 0 ] || user=$(id -un)
group=$(id -gn "$user")

# The folder of the programs is what changes with a fault: in it `deskbell` is a link to the one that was built.
pipe_opens() {
  desk_folder
  home=$world/home
  ledger=$world/state/ledger.db
  mkdir -p "$world/sent"
  printf '#!/bin/sh\ncat > "$(mktemp %s/sent/XXXXXX)"\n' "$world" > "$world/sendmail"
  chmod 755 "$world/sendmail"
  pipe_prepare
  pipe_configuration > "$config"
  cp "$config" "$world/good.yaml"
  [ "$(id -u)" != 0 ] || chown -R "$user:$group" "$home" "$world/sent"
}

# The same in a world with servers; Dovecot delivers into the mailbox of support@acme.example as the user mail.
pipe_opens_in_world() { # [ADDRESSES]
  desk_opens
  home=$world/dovecot/home/support@acme.example
  pipe_prepare
  write_config '  brakes: {sender: off, similar: off}' | sed "s/addresses: .*/addresses: ${1:-[support@acme.example]}/" > "$config"
  cp "$config" "$world/good.yaml"
  rmdir "$home/Maildir"
  mkdir -p "$mail/support@acme.example"
  ln -s "$mail/support@acme.example" "$home/Maildir"
  chown -R mail:mail "$mail/support@acme.example" "$world/dovecot/home"
}

pipe_prepare() {
  bin=$world/bin
  config=$home/.config/deskbell/deskbell.yaml
  export DESKBELL_CONFIG="$config"
  mkdir -p "$home/.config/deskbell" "$home/Maildir" "$bin" "$world/state" "$world/hang"
  # A worker that hangs behind the real front.
  cp "$deskbell" "$world/hang/deskbell"
  printf '#!/bin/sh\nexec sleep 600\n' > "$world/hang/deskbell-core"
  # A front that is killed in the midst of writing.
  printf '#!/bin/sh\nhead -c 100\nkill -9 $$\n' > "$world/killed"
  chmod 755 "$world/hang/deskbell-core" "$world/killed"
  chmod 2770 "$world/state"
  [ "$(id -u)" != 0 ] || chown -R "$user:$group" "$world/state"
  ln -s "$deskbell" "$bin/deskbell"
}

pipe_configuration() {
  cat <<CONFIG
desk:
  name: Acme Support
  addresses: [support@acme.example]
  timezone: Europe/Berlin
  reply: on
  tag: ACME
  brakes: {sender: off, similar: off}
  key-file: $world/state/key
  ledger: sqlite:$ledger
send:
  url: sendmail:$world/sendmail
  from: Acme Support <support@acme.example>
CONFIG
}

recipe() { # FILE
  sed -e "s|/usr/local/bin|$bin|g" -e "s|/etc/deskbell/|$home/.config/deskbell/|g" "$top_srcdir/examples/$1"
}

as() {
  if [ "$(id -u)" = 0 ]; then
    set -- setpriv --reuid "$user" --regid "$group" --clear-groups "$@"
  fi
  # shellcheck disable=SC2154 # set by automake, or not at all
  env -i HOME="$home" USER="$user" LOGNAME="$user" PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin TZ=UTC "$@"
}

pipe_fails() { # HOW
  case $1 in
  configuration) sed -i 's/reply: on/reply: perhaps/' "$config" ;;
  locked)
    mkfifo "$world/lock"
    sqlite3 "$ledger" < "$world/lock" > "$world/locked" &
    locker=$!
    exec 8> "$world/lock"
    printf '.bail on\n.timeout 20000\nBEGIN EXCLUSIVE;\nSELECT 1;\n' >&8
    until [ -s "$world/locked" ]; do
      kill -0 $locker || return 1
      sleep 0.05
    done
    ;;
  corrupt)
    sqlite3 "$ledger" 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null
    cp -p "$ledger" "$world/ledger.kept"
    rm -f "$ledger-wal" "$ledger-shm"
    head -c 65536 /dev/urandom | dd of="$ledger" bs=1024 seek=1 conv=notrunc 2> /dev/null
    ;;
  hang) ln -sfn "$world/hang/deskbell" "$bin/deskbell" ;;
  killed) ln -sfn "$world/killed" "$bin/deskbell" ;;
  missing) rm "$bin/deskbell" ;;
  esac
}

pipe_mended() {
  cp "$world/good.yaml" "$config"
  ln -sfn "$deskbell" "$bin/deskbell"
  if [ -n "${locker:-}" ]; then
    exec 8>&-
    wait "$locker" 2> /dev/null
    rm "$world/lock"
    locker=
  fi
  if [ -f "$world/ledger.kept" ]; then
    rm -f "$ledger-wal" "$ledger-shm"
    cat "$world/ledger.kept" > "$ledger"
    rm "$world/ledger.kept"
  fi
}

subject_of() { # FILE
  sed -n '1,/^$/s/^Subject: //p' "$1"
}

mails() {
  find "$home/Maildir/" \( -path '*/new/*' -o -path '*/cur/*' \) -type f -printf '%P\n'
}

landed() {
  mails | while read -r path; do
    folder=${path%/*}
    folder=${folder%new}
    folder=${folder%cur}
    printf '%s %s\n' "${folder:-INBOX/}" "$(subject_of "$home/Maildir/$path")"
  done | sort
}

delivered() { # SUBJECT
  found=$(mails | sed "s|^|$home/Maildir/|" | tr '\n' '\0' | xargs -0r grep -lxF "Subject: $1")
  [ "$(printf '%s\n' "$found" | grep -c .)" = 1 ] || { printf 'delivered not once: %s\n' "$1 ($found)" >&2; return 1; }
  printf '%s\n' "$found"
}

# Everything that is added stands above the mail, so its last bytes are the mail; but for $closing, which procmail puts after
# a mail that came back from a filter.
closing=
untouched() { # ORIGINAL SUBJECT [HEADER...]
  original=$1 subject=$2
  shift 2
  file=$(delivered "$subject") || return
  for end in '' "$closing"; do
    size=$(($(stat -c %s "$original") + ${#end}))
    tail -c "$size" "$file" | cmp - <(cat "$original" && printf '%s' "$end") && break
    [ "$end" != "$closing" ] || { tail -c "$size" "$file" | diff "$original" -; return 1; }
  done
  added=$(head -c $(($(stat -c %s "$file") - size)) "$file" | sed -n 's/^\([A-Za-z-]*\): .*/\1/p' |
    grep -v '^X-Deskbell-' | sort -u | tr '\n' ' ')
  same "$(printf '%s\n' "$@" | sort -u | sed '/^$/d' | tr '\n' ' ')" "$added"
}

seen() { # SUBJECT: the mail carries the headers
  file=$(delivered "$1") && grep -q '^X-Deskbell-Reply: ' "$file"
}

unseen() { # SUBJECT
  file=$(delivered "$1") && ! grep -q '^X-Deskbell-' "$file"
}

tickets_count() {
  db 'SELECT count(*) FROM tickets'
}

outbox_count() {
  db 'SELECT count(*) FROM outbox'
}
