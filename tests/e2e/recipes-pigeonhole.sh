#!/bin/bash
# The sieve recipes of examples/, run by Dovecot's LMTP server and its dovecot-lda: where mail lands, what is acknowledged,
# and what happens when the filter fails, hangs, is killed or is not there. Dovecot can't defer: it always delivers.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pipe-lib.sh"
needs sievec
[ -e /usr/lib/dovecot/modules/sieve/lib90_sieve_extprograms_plugin.so ] || skip_all "dovecot-sieve is not installed"
user=mail group=$(id -gn mail)

# The recipe is read when Dovecot starts, so its paths are made before the world is.
world_folder
tap_log=$world/check.log
bin=$world/bin home=$world
mkdir "$world/sieve"
ln -s "$bin" "$world/sieve/bin"
recipe dovecot-sieve.conf | sed "s|/etc/dovecot|$world|" > "$world/sieve.conf"
cp "$top_srcdir/examples/filter.sieve" "$top_srcdir/examples/record.sieve" "$world/sieve"
export EXTRA=$world/sieve.conf
pipe_opens_in_world
conf=$world/dovecot/dovecot.conf

use() { # RULES: filter, record
  sed -i "s|sieve_before = .*|sieve_before = $world/sieve/$1.sieve|" "$world/sieve.conf"
  doveadm -c "$conf" reload
}
for rules in filter record; do
  check "$rules.sieve compiles" sievec -c "$conf" "$world/sieve/$rules.sieve"
done

lda_takes() { # MAIL [SENDER]
  /usr/lib/dovecot/dovecot-lda -c "$conf" -d support@acme.example -f "${2-jane@customer.example}" < "$1"
}

lmtp_takes() { # MAIL [SENDER]: by Postfix, as mail comes in
  deliver "$1" "${2-jane@customer.example}" && settle
}

mail_of id=1@customer.example subject='The shop is down' \
  body='Checkout is down since 8:40, nobody can pay.' > "$world/urgent"
mail_of id=2@customer.example subject='Charged twice' body='You charged my card twice for invoice 7.' > "$world/billing"
mail_of id=3@customer.example subject='Newsletter' extra='List-Id: <ops.example>' > "$world/list"
mail_of id=4@customer.example subject='From nobody' > "$world/null"

use filter
check "by LMTP" lmtp_takes "$world/urgent"
check "by LMTP" lmtp_takes "$world/billing"
check "by dovecot-lda" lda_takes "$world/list"
check "by LMTP, with a null sender" lmtp_takes "$world/null" ''
check "each mail lands once, in the folder of its headers" same ".Billing/ Charged twice
.Unanswered/ From nobody
.Unanswered/ Newsletter
.Urgent/ The shop is down" "$(landed)"
check "mail in is mail out but for the headers" untouched "$world/urgent" 'The shop is down' \
  Return-Path Delivered-To Received
check "... by dovecot-lda too" untouched "$world/list" Newsletter
check "people wait for an acknowledgement, the list and the null sender do not" same 2 "$(outbox_count)"

"$deskbell" send > "$world/out" 2>&1
settle
check "sent: the acknowledgement arrived, once for each of the two" same 2 "$(inbox_count jane@customer.example)"
"$deskbell" poll > "$world/out" 2>&1
settle
check "the poller sees the same mails and sends nothing more" same 2 "$(inbox_count jane@customer.example)"

use record
mail_of id=5@customer.example subject='Only recorded' body='Checkout is down since 8:40.' > "$world/recorded"
check "execute, by LMTP" lmtp_takes "$world/recorded"
check "execute: delivered as it came" untouched "$world/recorded" 'Only recorded' Return-Path Delivered-To Received
check "execute: ... without headers of ours" unseen 'Only recorded'
check "execute: the acknowledgement waits" same 3 "$(outbox_count)"

# Whatever fails, the mail is delivered once, as it came.
n=10
for form in filter record; do
  use $form
  for fault in configuration locked corrupt hang killed missing; do
    for way in lmtp lda; do
      [ "$form $way" != "record lda" ] || continue
      n=$((n + 1))
      subject="$form by $way, $fault"
      mail_of id=$n@customer.example subject="$subject" body='Checkout is down.' > "$world/mail"
      before=$(outbox_count)
      pipe_fails $fault
      start=$(date +%s)
      check "$subject: is accepted" ${way}_takes "$world/mail"
      headers='Return-Path Delivered-To Received'
      [ $way = lmtp ] || headers=
      # shellcheck disable=SC2086
      check "$subject: delivered once, as it came" untouched "$world/mail" "$subject" $headers
      check "$subject: ... without headers of ours" unseen "$subject"
      check "$subject: ... before Dovecot gives the filter up" test $(($(date +%s) - start)) -lt 55
      pipe_mended
      check "$subject: nothing was recorded" same "$before" "$(outbox_count)"
    done
  done
done
check "Dovecot was never brought down" same 0 "$(grep -c 'Panic\|killed with signal' "$world/dovecot/dovecot.log")"

waiting=$(outbox_count)
"$deskbell" poll > "$world/out" 2>&1
settle
check "what the filter missed the poller acknowledges, all but what was before its first sight" same \
  "$(outbox_count)" "$(($(inbox_count jane@customer.example) + 0))"
: "$waiting"
finish
