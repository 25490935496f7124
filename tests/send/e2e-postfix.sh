#!/bin/sh
# Submission to a real Postfix that logs users in by Dovecot and delivers into it.
set -u
servers=$top_srcdir/tests/servers
submit=$top_builddir/tests/send/submit
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

run() { # STATUS TEXT ARGUMENT...: what one submission ends with and says, which stays in $dir/out
  expected=$1 text=$2
  shift 2
  exits "$expected" "$submit" "$@" > "$dir/out" 2>&1 && grep -q -e "$text" "$dir/out" || { cat "$dir/out"; return 1; }
}

delivered() { # RECIPIENT TEXT: in a mail of theirs
  within 5 grep -rqsF -e "$2" "$dir/dovecot/mail/$1"
}

nothing_came() {
  [ ! -e "$dir/dovecot/mail/nobody@customer.example" ]
}

postfix() { # VARIABLE=VALUE...: starts it anew
  "$servers/postfix.sh" stop "$dir/postfix"
  env "$@" "$servers/postfix.sh" start "$dir/postfix" $((port + 2)) "$dir/dovecot" "$dir/tls"
}

"$servers/tls.sh" "$dir/tls"
"$servers/dovecot.sh" start "$dir/dovecot" "$port" "$dir/tls" && postfix CERT=srv || { echo "Bail out! no servers"; exit 1; }

printf 'secret\n' > "$dir/password"
printf 'wrong\n' > "$dir/wrong"
printf 'Subject: hello\r\nMessage-ID: <one@acme.example>\r\n\r\n.\r\n..two dots\r\nend\r\n' > "$dir/mail"
sed 's/one@/two@/' "$dir/mail" > "$dir/mail2"
starttls=smtp://localhost:$((port + 2)) inbound=smtp://localhost:$((port + 3)) smtps=smtps://localhost:$((port + 4))
user=support@acme.example from=support+token@acme.example to=alice@customer.example ca=$dir/tls/ca.pem
nobody=nobody@customer.example

printf '#!/bin/sh\nexec sendmail -C "%s" "$@"\n' "$dir/postfix/etc" > "$dir/sendmail"
chmod +x "$dir/sendmail"
sed 's/one@/three@/' "$dir/mail" > "$dir/mail3"
bob=bob@customer.example

check "STARTTLS and login" run 0 '^sent: 250 2.0.0' $starttls $user "$dir/password" "$ca" $from $to "$dir/mail"
check "the mail is delivered" delivered $to '<one@acme.example>'
check "with its dots" delivered $to '..two dots'
check "and its envelope sender" delivered $to 'Return-Path: <support+token@acme.example>'
check "smtps" run 0 '^sent: 250' $smtps $user "$dir/password" "$ca" '' $to "$dir/mail2"
check "delivered with the null sender" delivered $to 'Return-Path: <>'
check "many mails" run 0 'ms a mail' $starttls $user "$dir/password" "$ca" $from $to "$dir/mail" 50
sed -n 's/^\(.* ms a mail\)/# STARTTLS, one connection: \1/p' "$dir/out"
check "over one connection" test "$(grep -c 'submission.*: connect from\|smtpd.*: connect from' "$dir/postfix/log/maillog")" = 3
check "a refused recipient is permanent" run 65 '^permanent: 550 5.1.1' \
  $starttls $user "$dir/password" "$ca" $from x@refused.example "$dir/mail"
check "a deferred recipient is temporary" run 75 '^temporary: 450 4.2.0' \
  $starttls $user "$dir/password" "$ca" $from x@later.example "$dir/mail"
check "a wrong password is refused" run 77 'refused the login: 535' \
  $starttls $user "$dir/wrong" "$ca" $from $nobody "$dir/mail"
check "and told by the check alone" run 77 'refused the login: 535' $smtps $user "$dir/wrong" "$ca"
check "the check alone succeeds" run 0 reachable $smtps $user "$dir/password" "$ca"
check "another authority is not trusted" run 69 'certificate is not trusted' \
  $starttls $user "$dir/password" "$dir/tls/stranger-ca.pem" $from $nobody "$dir/mail"
check "a private authority is not trusted unless named" run 69 'certificate is not trusted' \
  $smtps $user "$dir/password" '' $from $nobody "$dir/mail"
check "no login where there is no TLS to be had" run 69 'offers no STARTTLS' \
  $inbound $user "$dir/password" "$ca" $from $nobody "$dir/mail"
check "Postfix's sendmail" run 0 '^sent' "sendmail:$dir/sendmail" '' '' '' '' $bob "$dir/mail3"
check "delivers with its dots" delivered $bob '..two dots'
check "and with the null sender" delivered $bob 'Return-Path: <>'

postfix CERT=wronghost
check "another host's certificate is not trusted" run 69 'certificate is not trusted' \
  $starttls $user "$dir/password" "$ca" $from $nobody "$dir/mail"
postfix TLS=no
check "a server that stopped offering STARTTLS gets nothing" run 69 'offers no STARTTLS' \
  $starttls $user "$dir/password" "$ca" $from $nobody "$dir/mail"
"$servers/postfix.sh" stop "$dir/postfix"
check "a server that is down is unreachable" run 69 'cannot connect' \
  $starttls $user "$dir/password" "$ca" $from $nobody "$dir/mail"
check "none of the refused mails came" nothing_came
finish
