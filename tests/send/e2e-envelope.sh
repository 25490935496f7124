#!/bin/sh
# What `check --connect` finds out about envelope sender and From, asked of a real Postfix that knows who may send as whom.
set -u
servers=$top_srcdir/tests/servers
. "$(dirname "$0")/../support/tap.sh"
needs postfix dovecot openssl setpriv
[ "$(id -u)" = 0 ] || skip_all "only root can start Postfix"

dir=$(mktemp -d)
chmod 755 "$dir"
tap_log=$dir/check.log
port=$((20000 + $$ % 1000 * 10))
stop_servers() {
  "$servers/postfix.sh" stop "$dir/postfix"
  "$servers/dovecot.sh" stop "$dir/dovecot"
  rm -rf "$dir"
}
trap stop_servers EXIT
trap 'exit 1' HUP INT TERM

postfix() { # LINE...: starts it anew, with these lines in main.cf
  printf '%s\n' "$@" > "$dir/extra"
  "$servers/postfix.sh" stop "$dir/postfix"
  EXTRA_MAIN=$dir/extra "$servers/postfix.sh" start "$dir/postfix" $((port + 2)) "$dir/dovecot" "$dir/tls"
}

configure() { # FROM ENVELOPE
  cat > "$dir/deskbell.yaml" <<CONF
desk: {addresses: ["*@acme.example"], key-file: key, ledger: "sqlite:ledger.db"}
send:
  url: smtp://localhost:$((port + 2))
  user: support@acme.example
  password-file: password
  ca-file: $dir/tls/ca.pem
  from: $1
  envelope-sender: "$2"
CONF
}

found() { # STATUS TEXT [OPTION]: what the check ends with and says
  exits "$1" "$top_builddir/src/deskbell" --config "$dir/deskbell.yaml" check --connect ${3:-} > "$dir/out" 2>&1 &&
    tr -s ' \n' '  ' < "$dir/out" | grep -qF -e "$2" || { cat "$dir/out"; return 1; }
}

nothing_came() {
  [ ! -e "$dir/dovecot/mail" ] || ! grep -rqs . "$dir/dovecot/mail" --include='[0-9]*'
}

"$servers/tls.sh" "$dir/tls"
printf 'secret\n' > "$dir/password"
"$servers/dovecot.sh" start "$dir/dovecot" "$port" "$dir/tls" && postfix '' || { echo "Bail out! no servers"; exit 1; }
signed='<support+1042-XXXXXXXXXXXXXXXX@acme.example>'

configure support@acme.example signed
check "a server that lets a user send as anybody takes the signed envelope" found 0 "mail from $signed is taken"
check "and bounces to it" found 0 "mail to $signed is taken"
check "-v tells what the server can do" found 0 '8BITMIME' -v
configure support@acme.example '<>'
check "the null sender is taken, and what it costs is told" found 0 'mail from <> is taken; bounces are not seen with it'
configure support@acme.example bounces@mail.acme.example
check "another domain for bounces is warned of" found 0 "'mail.acme.example' is another domain than acme.example"

owners='smtpd_sender_login_maps = inline:{support@acme.example=support@acme.example}'
reject='smtpd_sender_restrictions = reject_sender_login_mismatch'
postfix "$owners" "$reject"
configure support@acme.example signed
check "a signed envelope that the user does not own is refused" found 78 "the server refuses $signed: 553 5.7.1"
check "with the way out" found 78 "or set 'envelope-sender: support@acme.example'"
configure support@acme.example support@acme.example
check "the user's own address is taken" found 0 'mail from <support@acme.example> is taken'
configure sales@acme.example signed
check "a From that the user does not own is named" found 78 'the server refuses mail from sales@acme.example: 553 5.7.1'

postfix "$owners" "$reject" 'recipient_delimiter = +'
configure support@acme.example signed
check "with plus-addresses the signed envelope is the user's own" found 0 "mail from $signed is taken"

postfix 'smtpd_recipient_restrictions = check_recipient_access regexp:{{/[+]1042-/ 550 5.1.1 unknown user}}'
check "a server without plus-addresses would lose bounces" found 78 "the server refuses mail to $signed: 550 5.1.1"
postfix 'smtpd_recipient_restrictions = check_recipient_access regexp:{{/[+]1042-/ 450 4.2.0 greylisted}}'
check "a refusal for now is one for now" found 75 "the server refuses mail to $signed: 450 4.2.0"
check "nothing was ever sent" nothing_came
finish
