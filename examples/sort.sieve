# Rules of a mailbox's owner, in any sieve: sorts by the headers of a deskbell that ran before (procmail, Postfix, Exim).
require ["fileinto", "mailbox", "imap4flags"];

if header :is "X-Deskbell-Priority" "urgent" {
  addflag "\\Flagged";
}

if header :contains "X-Deskbell-Reply" "none; reason=" {
  fileinto :create "Unanswered";
} elsif header :is "X-Deskbell-Team" "billing" {
  fileinto :create "Billing";
} elsif header :is "X-Deskbell-Category" ["outage", "bug"] {
  fileinto :create "Engineering";
} elsif header :is "X-Deskbell-Language" "ko" {
  fileinto :create "Korean";
}
