# /etc/dovecot/sieve/filter.sieve: deskbell adds its headers, and the mail is sorted by them. Whatever goes wrong with it,
# the mail is delivered as it came. Settings: dovecot-sieve.conf.
require ["vnd.dovecot.filter", "envelope", "variables", "fileinto", "mailbox"];

if envelope :matches "from" "*" {
  set "sender" "${1}";
}
if envelope :matches "to" "*" {
  set "recipient" "${1}";
}

# Other desks' mailboxes may live here too: only the desk's own mail goes through.
if envelope :is "to" ["support@acme.example", "help@acme.example"] {
  filter "deskbell" ["filter", "-f", "${sender}", "-a", "${recipient}"];

  # From here on the headers that deskbell added can be asked for.
  if header :is "X-Deskbell-Priority" "urgent" {
    fileinto :create "Urgent";
  } elsif header :contains "X-Deskbell-Reply" "none; reason=" {
    # Lists, robots, bounces: what gets no answer.
    fileinto :create "Unanswered";
  } elsif header :is "X-Deskbell-Team" "billing" {
    fileinto :create "Billing";
  }
}
