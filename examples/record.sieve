# /etc/dovecot/sieve/record.sieve: deskbell opens the ticket and prepares the acknowledgement; the mail itself stays as it
# came, so nothing is there to be sorted by. Settings: dovecot-sieve.conf, with this file as sieve_before.
require ["vnd.dovecot.execute", "envelope", "variables"];

if envelope :matches "from" "*" {
  set "sender" "${1}";
}
if envelope :matches "to" "*" {
  set "recipient" "${1}";
}

if envelope :is "to" ["support@acme.example", "help@acme.example"] {
  execute :pipe "deskbell" ["filter", "--no-output", "-f", "${sender}", "-a", "${recipient}"];
}
