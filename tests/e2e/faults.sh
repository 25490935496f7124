#!/bin/bash
# Everything that can be wrong around deskbell: a clear line, the right exit status, and nothing lost: once the fault is
# mended, the mail that waited is acknowledged, once.
. "$(dirname "$0")/lib.sh"
desk_opens

good=$config
"$deskbell" poll

# One mail waits in the mailbox; the poll under a fault must not lose it.
n=0
mail_waits() { # [DESK-ADDRESS]
  n=$((n + 1))
  customer=fault$n@customer.example
  mail_of from="Customer <$customer>" to="${1:-support@acme.example}" subject="Fault $n" > "$world/mail" &&
    deliver "$world/mail" "$customer" "${1:-support@acme.example}" && settle
}

# fault NAME STATUS TEXT: a poll with $bad as configuration (and $prefix in front) ends with STATUS, says TEXT, sends
# nothing; with the good one the mail is then answered once.
prefix=
fault() {
  said=$(DESKBELL_CONFIG=$bad $prefix "$deskbell" poll 2>&1)
  status=$?
  settle
  check "$1: exit status" same "$2" "$status"
  check "$1: is told" contains "$said" "$3"
  check "$1: one line, or one a problem" test "$(printf '%s\n' "$said" | wc -l)" -le 3
  check "$1: nothing was sent" same 0 "$(inbox_count "$customer")"
}

mended() { # NAME
  "$deskbell" poll > "$world/out" 2>&1
  settle
  check "$1: afterwards it is answered, once" same 1 "$(inbox_count "$customer")"
}

# changed SED-EXPRESSION: a copy of the good configuration in $bad
changed() {
  bad=$world/bad.yaml
  sed "$1" "$good" > "$bad"
}

mail_waits
changed "s|ca-file: .*|ca-file: $tls/stranger-ca.pem|"
fault "a certificate of an authority that is not trusted" 69 "certificate"
mended "a certificate of an authority that is not trusted"

mail_waits
CERT=wronghost "$servers/dovecot.sh" start "$world/wronghost" $((port + 5)) "$tls"
changed "s|imaps://localhost:[0-9]*|imaps://localhost:$((port + 6))|"
fault "a certificate for another host" 69 "localhost"
mended "a certificate for another host"
"$servers/dovecot.sh" stop "$world/wronghost"

mail_waits
TLS=no "$servers/dovecot.sh" start "$world/plain" $((port + 5)) "$tls"
changed "s|imaps://localhost:[0-9]*|imap://localhost:$((port + 5))|"
fault "a server without STARTTLS" 69 "STARTTLS"
check "a server without STARTTLS: no password crossed the wire" same 0 "$(grep -c 'Login: user=\|auth failed' "$world/plain/dovecot.log")"
mended "a server without STARTTLS"
"$servers/dovecot.sh" stop "$world/plain"

mail_waits
printf 'wrong\n' > "$world/wrong"
# Any password but one is wrong for an address that the server lists.
changed "s|password-file: $world/password|password-file: $world/wrong|"
fault "a wrong password" 77 "login"
mended "a wrong password"

mail_waits
changed "s|imaps://localhost:[0-9]*|imaps://localhost:1|"
fault "a server that is down" 69 "localhost"
mended "a server that is down"

mail_waits
changed "s|    user: support@acme.example|    user: support@acme.example\n    folder: Nowhere|;"
sed -i '/^send:/,$s/    folder: Nowhere//' "$bad"
fault "a folder that is not there" 66 "Nowhere"
mended "a folder that is not there"

mail_waits
changed "s|smtp://localhost:[0-9]*|smtp://localhost:1|"
fault "an SMTP server that is down" 69 "localhost"
# The claim is made, the acknowledgement waits for its next attempt.
DESKBELL_NOW=$(date -u -d '+10 minutes' +%Y-%m-%dT%H:%M:%SZ) "$deskbell" send
settle
check "an SMTP server that is down: the acknowledgement leaves at the next attempt" same 1 "$(inbox_count "$customer")"

mail_waits
# Root may write everywhere; without these capabilities it is somebody else in a folder of nobody's.
chmod 755 "$world/state"
chmod 644 "$world"/state/*
chown -R 65534 "$world/state"
bad=$good prefix="setpriv --bounding-set -dac_override,-dac_read_search"
fault "a ledger that may not be written" 77 "ledger"
chown -R 0 "$world/state"
prefix=
mended "a ledger that may not be written"

mkdir "$world/small"
if mount -t tmpfs -o size=600k none "$world/small" 2> /dev/null; then
  # A mailbox of its own: in the other one the marks of the other ledger would be noticed.
  changed "s|sqlite:.*|sqlite:$world/small/state/ledger.db|; s|support@acme.example|disk@acme.example|"
  DESKBELL_CONFIG=$bad "$deskbell" poll
  mail_waits disk@acme.example
  dd if=/dev/zero of="$world/small/fill" bs=1k 2> /dev/null
  fault "a full disk" 74 "full"
  rm "$world/small/fill"
  DESKBELL_CONFIG=$bad "$deskbell" poll > "$world/out" 2>&1
  settle
  check "a full disk: afterwards it is answered, once" same 1 "$(inbox_count "$customer")"
  umount "$world/small"
else
  echo "# a full disk: skipped, no tmpfs can be mounted here"
fi

mail_waits
mkdir -p "$world/texts/en"
printf 'Hello {{name}},\n\n{{#deadline}}by {{deadline}\n' > "$world/texts/en/new.md"
write_config "  templates: $world/texts" > "$world/bad.yaml"
bad=$world/bad.yaml
fault "a template with a typing error" 78 "new.md:3:"
DESKBELL_NOW=$(date -u -d '+10 minutes' +%Y-%m-%dT%H:%M:%SZ) "$deskbell" send
settle
check "a template with a typing error: it leaves when the text is mended" same 1 "$(inbox_count "$customer")"

mail_waits
mkdir -p "$world/rules"
printf -- '- rule: broken\n  when:\n    subject: [/HTTP (500/]\n  priority: urgent\n' > "$world/rules/10-broken.yaml"
write_config "  filters: $world/rules" > "$world/bad.yaml"
fault "a filter with a broken expression" 78 "10-broken.yaml:3:"
mended "a filter with a broken expression"

mail_waits
sed -e 's/  reply: on/  reply: perhaps/' -e 's/  timezone: .*/  timezone: Europe\/Berlyn/' -e 's/    password-file/    pasword-file/' \
  "$good" > "$world/bad.yaml"
said=$(DESKBELL_CONFIG=$world/bad.yaml "$deskbell" poll 2>&1)
check "three errors in the configuration: exit status" exits 78 env DESKBELL_CONFIG="$world/bad.yaml" "$deskbell" poll
for part in perhaps Berlyn pasword-file; do
  check "three errors in the configuration: $part is named with line and column" \
    grep -qE "bad.yaml:[0-9]+:[0-9]+: .*$part" <<< "$said"
done
mended "three errors in the configuration"

check "a configuration that is not there" exits 66 env DESKBELL_CONFIG="$world/none.yaml" "$deskbell" poll
check "... is no different for check" exits 66 env DESKBELL_CONFIG="$world/none.yaml" "$deskbell" check
check "an unknown command" exits 64 "$deskbell" pol
check "an unknown option" exits 64 "$deskbell" poll --nonsense
check "a mailbox that is not configured" exits 64 "$deskbell" poll nosuch
check "a file that is not there" exits 66 "$deskbell" triage "$world/none.eml"

mail_waits
box=$(printf %s "imaps://localhost:$imaps_port/support@acme.example/INBOX" | sha256sum | cut -c 1-16)
check "each mailbox has a lock" test -e "$ledger.mailbox-$box.lock"
exec 9> "$ledger.mailbox-$box.lock"
if flock -n 9; then
  check "another poll has the mailbox: ends with 0, and says nothing" same "0" "$("$deskbell" poll 2>&1; echo $?)"
  check "another poll has the mailbox: -v says so" contains "$("$deskbell" poll -v 2>&1)" "inbox: another poll or watch has it"
  check "another poll has the mailbox: nothing was sent" same 0 "$(inbox_count "$customer")"
  flock -u 9
fi
mended "another poll has the mailbox"
finish
