/* The reasons, in the order in which they are told: what we know for certain about this very mail, then what its sender
 * is, then how it came about. The first hard one names the refusal, else the first strong one.
 *
 * Hard is what a standard forbids or what could start a loop, whoever wishes for an answer; strong is what is right in
 * nearly every case, but what a filter may know better. */
#include "policy/policy-private.h"

#include "mail/mail.h"

static void find_own_output(struct policy_search *search)
{
  if (search->facts->own_output)
    policy_found(search, NULL, NULL);
}

static void find_done_mark(struct policy_search *search)
{
  if (search->facts->done_mark)
    policy_found(search, NULL, NULL);
}

static void find_answered(struct policy_search *search)
{
  if (search->facts->answered)
    policy_found(search, NULL, NULL);
}

static void find_backlog(struct policy_search *search)
{
  if (search->facts->backlog)
    policy_found(search, NULL, NULL);
}

static void find_too_old(struct policy_search *search)
{
  if (search->facts->max_age > 0 &&
      search->facts->now - mail_age_from(search->mail, search->facts->now) > search->facts->max_age)
    policy_found(search, NULL, NULL);
}

static void find_bounce(struct policy_search *search)
{
  if (search->mail->bounce && search->mail->bounce->kind != BOUNCE_FEEDBACK)
    policy_found(search, NULL, NULL);
}

static void find_report(struct policy_search *search)
{
  if (search->mail->is_report || (search->mail->bounce && search->mail->bounce->kind == BOUNCE_FEEDBACK))
    policy_found(search, NULL, NULL);
}

static void find_cut_header(struct policy_search *search)
{
  if (search->mail->header_cut)
    policy_found(search, NULL, NULL);
}

static void find_away_subject(struct policy_search *search)
{
  if (policy_subject_begins(search->mail->subject, policy_away_phrases))
    policy_found(search, "Subject", search->mail->subject);
}

static void find_undeliverable_subject(struct policy_search *search)
{
  if (policy_subject_begins(search->mail->subject, policy_undeliverable_phrases))
    policy_found(search, "Subject", search->mail->subject);
}

static void find_authenticated(struct policy_search *search)
{
  if (search->facts->authentication == AUTH_PASS)
    policy_found(search, "Authentication-Results", search->facts->authentication_why);
}

static void find_not_vouched_for(struct policy_search *search)
{
  if (search->facts->authentication == AUTH_NONE && !search->facts->silent_unless_authenticated)
    policy_found(search, NULL, search->facts->authentication_why);
}

static void find_filter_no(struct policy_search *search)
{
  if (search->facts->rule_reply < 0)
    policy_found(search, NULL, "reply: no");
}

static void find_filter_yes(struct policy_search *search)
{
  if (search->facts->rule_reply > 0)
    policy_found(search, NULL, "reply: yes");
}

const struct policy_reason policy_reasons[] = {
  { "own-output", POLICY_HARD, "deskbell",
    "It is a mail of our own that came back: a header or its Message-ID carries a token that our key verifies.", NULL,
    find_own_output },
  { "done-mark", POLICY_HARD, "deskbell",
    "It carries our mark (keyword or folder), or an acknowledgement of it is known.", NULL, find_done_mark },
  { "answered", POLICY_HARD, "RFC 3501 section 2.3.2",
    "It is flagged as answered, or an answer to it lies in the Sent folder: a person was quicker.", NULL,
    find_answered },
  { "backlog", POLICY_HARD, "deskbell", "It lay in the mailbox before deskbell saw the mailbox for the first time.",
    NULL, find_backlog },
  { "too-old", POLICY_HARD, "deskbell", "It is older than max-age, by its arrival and not by its Date.", NULL,
    find_too_old },
  { "no-sender", POLICY_HARD, "RFC 5322 section 3.6.2", "From is missing or has no address in it.", NULL,
    policy_find_no_sender },
  { "bounce", POLICY_HARD, "RFC 3834 section 2", "It tells that a mail could not be delivered, or not yet.",
    policy_bounce_headers, find_bounce },
  { "report", POLICY_HARD, "RFC 3834 section 2",
    "It is a report of a machine: of delivery, of reading, or of a complaint about spam.", policy_report_headers,
    find_report },
  { "null-sender", POLICY_HARD, "RFC 3834 section 2",
    "Its envelope sender is empty, which asks for no answer of any kind.", policy_null_sender,
    policy_find_null_envelope },
  { "daemon-sender", POLICY_HARD, "RFC 5230 section 4.6",
    "From or the envelope sender is a mail system's own address, such as MAILER-DAEMON.", NULL, policy_find_daemon },
  { "invalid-sender", POLICY_HARD, "RFC 5321 section 4.1.2", "The address in From is none that mail can be sent to.",
    NULL, policy_find_invalid_sender },
  { "own-address", POLICY_HARD, "Pigeonhole, osTicket",
    "From or the envelope sender is one of our addresses, or the mail was sent to its own sender.", NULL,
    policy_find_own_address },
  { "auto-submitted", POLICY_HARD, "RFC 3834 section 5",
    "No person sent it: Auto-Submitted has any value but no. A mail that was forwarded automatically opens a ticket, "
    "but whoever set the forwarding up did not ask for an answer.",
    policy_auto_submitted, NULL },
  { "list-id", POLICY_HARD, "RFC 2919", "It came through a mailing list.", policy_list_id, NULL },
  { "oversized-header", POLICY_HARD, "deskbell",
    "Its header has more than 1,000 fields or 256 KiB and was not read to its end, where anything of the above may stand.",
    NULL, find_cut_header },

  { "staff-unverified", POLICY_STRONG, "deskbell",
    "From is one of the desk's staff, whose mail is an answer and not a request; that it really came from there is not "
    "known.",
    NULL, policy_find_staff },
  { "list-headers", POLICY_STRONG, "RFC 2369",
    "It has the headers of a mailing list or newsletter. Some shops and ticket systems set them on mail to one person.",
    policy_list_headers, NULL },
  { "mailing-list", POLICY_STRONG, "Znuny", "It has the headers of mailing list software.", policy_mailing_list, NULL },
  { "list-sender", POLICY_STRONG, "RFC 5230 section 4.6",
    "From or the envelope sender is an address that manages a mailing list: owner-x, x-request, x-owner, x-bounces, "
    "listserv, majordomo, mailman, sympa.",
    NULL, policy_find_list_sender },
  { "autoresponder", POLICY_STRONG, "osTicket, FreeScout, RT, Discourse",
    "It has a header of an autoresponder: one of the following, or any X- header whose name speaks of an automatic "
    "reply or generated mail and whose value does not deny it.",
    policy_autoresponder, policy_find_autoresponder_names },
  { "out-of-office", POLICY_STRONG, "Discourse, Zammad",
    "Its subject begins with what mail programs put before absence notices and automatic replies, in one of many "
    "languages, followed by a colon or the like.",
    NULL, find_away_subject },
  { "undeliverable", POLICY_STRONG, "osTicket",
    "Its subject begins with what mail systems put before notices of mail that was not delivered.", NULL,
    find_undeliverable_subject },
  { "precedence", POLICY_STRONG, "Pigeonhole, osTicket",
    "It calls itself bulk, list or junk mail or an automatic reply.", policy_precedence, NULL },
  { "auto-response-suppress", POLICY_STRONG, "MS-OXCMAIL section 2.1.3.2.20",
    "It asks for no automatic reply. Exchange sets this on some mail of people, too.", policy_suppress, NULL },
  { "noreply", POLICY_STRONG, "Zammad, Zendesk",
    "From or Reply-To says that nobody reads there: noreply, do-not-reply.", NULL, policy_find_noreply },
  { "system-sender", POLICY_STRONG, "vacation(1)",
    "From is an account that programs write from, such as postmaster, root or www-data, or is named Mail Delivery "
    "System.",
    NULL, policy_find_system_sender },
  { "machine-sender", POLICY_STRONG, "deskbell",
    "From is an address for notifications, newsletters or automatic replies.", NULL, policy_find_machine_sender },
  { "notification", POLICY_STRONG, "osTicket, Postfix Admin", "It is a notification of a service that is no person.",
    policy_notification, NULL },
  { "loop-header", POLICY_STRONG, "Zammad, OTRS, RT",
    "It has a mark by which other desks and autoresponders know their own mail.", policy_loop, NULL },
  { "spam", POLICY_STRONG, "Postfix Admin, Discourse", "A spam or virus filter on its way said so.", policy_spam,
    NULL },
  { "not-addressed", POLICY_STRONG, "RFC 5230 section 4.5",
    "None of our addresses stands in To, Cc, Resent-To or Resent-Cc: it came by a blind copy, an alias we do not know "
    "of, or a list.",
    NULL, policy_find_not_addressed },
  { "filter", POLICY_STRONG, "deskbell", "A filter said reply: no.", NULL, find_filter_no },

  { "filter-overrules", POLICY_NOTE, "deskbell", "A filter said reply: yes; strong reasons do not count.", NULL,
    find_filter_yes },
  { "reply-to-ignored", POLICY_NOTE, "deskbell",
    "Reply-To is not used, because it is not a single address in the domain of From. A stranger can write anything "
    "there, and would have us write to a third person.",
    NULL, policy_find_ignored_reply_to },
  { "bulk-sender", POLICY_NOTE, "deskbell",
    "It was sent by a service for bulk mail, which also carries mail of people.", policy_bulk, NULL },
  { "inbox-rule", POLICY_NOTE, "Zammad", "A rule of an Exchange mailbox forwarded or made it.", policy_inbox_rule,
    NULL },
  { "authenticated", POLICY_NOTE, "RFC 8601", "Our mail server vouches for the domain of From.", NULL,
    find_authenticated },
  { "not-vouched-for", POLICY_NOTE, "RFC 8601",
    "Our mail server, by the desk's authserv-id, does not vouch for the domain of From. The desk's unauthenticated says "
    "what that means; unless it is answer, an acknowledgement has nothing in it that the sender could have written.",
    NULL, find_not_vouched_for },
  { NULL },
};
