/* The reasons, in the order in which they are told: what we know for certain about this very mail, then what its sender
 * is, then how it came about. The first hard one names the refusal, else the first strong one.
 *
 * Hard is what a standard forbids or what could start a loop, whoever wishes for an answer; strong is what is right in
 * nearly every case, but what a filter may know better; weak is what much mail of people has as well (policy-weak.c
 * tells how its points were chosen). */
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

static void find_calendar_answer(struct policy_search *search)
{
  enum mail_invitation invitation = search->mail->invitation;
  if (invitation == INVITATION_REPLY || invitation == INVITATION_CANCEL)
    policy_found(search, "Content-Type", invitation == INVITATION_REPLY ? "method=REPLY" : "method=CANCEL");
}

static void find_cut_header(struct policy_search *search)
{
  if (search->mail->header_cut)
    policy_found(search, NULL, NULL);
}

static void find_authentication_failed(struct policy_search *search)
{
  if (search->facts->authentication == AUTH_FAIL)
    policy_found(search, "Authentication-Results", search->facts->authentication_why);
}

/* A trusted form names whom we write to, so nobody else may write as the form. */
static void find_unauthenticated(struct policy_search *search)
{
  if (search->facts->authentication == AUTH_NONE && (search->facts->silent_unless_authenticated || search->is_form))
    policy_found(search, NULL, NULL);
}

static void find_spam(struct policy_search *search)
{
  policy_find_spam_names(search);
  policy_find_spam_subject(search);
}

static void find_form(struct policy_search *search)
{
  if (search->is_form && search->author)
    policy_found(search, "Reply-To", search->author->address);
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
  { "excluded", POLICY_HARD, "Zammad, Znuny",
    "From, the envelope sender or Reply-To is one of the addresses that desk.exclude names.", NULL,
    policy_find_excluded },
  { "too-old", POLICY_HARD, "deskbell", "It is older than max-age, by its arrival and not by its Date.", NULL,
    find_too_old },
  { "no-sender", POLICY_HARD, "RFC 5322 section 3.6.2", "From is missing or has no address in it.", NULL,
    policy_find_no_sender },
  { "form-without-sender", POLICY_HARD, "deskbell",
    "From is a form that desk.forms names, but Reply-To does not hold exactly one address that could be the "
    "customer's.",
    NULL, policy_find_form_without_sender },
  { "bounce", POLICY_HARD, "RFC 3834 section 2", "It tells that a mail could not be delivered, or not yet.",
    policy_bounce_headers, find_bounce },
  { "report", POLICY_HARD, "RFC 3834 section 2",
    "It is a report of a machine: of delivery, of reading, or of a complaint about spam.", policy_report_headers,
    find_report },
  { "null-sender", POLICY_HARD, "RFC 3834 section 2",
    "Its envelope sender is empty, which asks for no answer of any kind.", policy_null_sender,
    policy_find_null_envelope, .of_forms = TRUE },
  { "daemon-sender", POLICY_HARD, "RFC 5230 section 4.6",
    "From or the envelope sender is a mail system's own address, such as MAILER-DAEMON.", NULL, policy_find_daemon },
  { "invalid-sender", POLICY_HARD, "RFC 5321 section 4.1.2", "The address in From is none that mail can be sent to.",
    NULL, policy_find_invalid_sender },
  { "own-address", POLICY_HARD, "Pigeonhole, osTicket",
    "From or the envelope sender is one of our addresses, or the mail was sent to its own sender.", NULL,
    policy_find_own_address, .of_forms = TRUE },
  { "auto-submitted", POLICY_HARD, "RFC 3834 section 5",
    "No person sent it: Auto-Submitted has any value but no. A mail that was forwarded automatically opens a ticket, "
    "but whoever set the forwarding up did not ask for an answer.",
    policy_auto_submitted, NULL, .form_headers = policy_auto_submitted_form },
  { "list-id", POLICY_HARD, "RFC 2919",
    "It came through a mailing list, and not one whose List-Id is an address of this desk.", policy_list_id, NULL,
    .of_own_list = TRUE },
  { "oversized-header", POLICY_HARD, "deskbell",
    "Its header has more than 1,000 fields or 256 KiB and was not read to its end, where anything of the above may "
    "stand.",
    NULL, find_cut_header },

  { "authentication-failed", POLICY_STRONG, "RFC 8601, Discourse",
    "Our own mail server says that it did not come from the domain in From; whoever is there did not write to us.",
    NULL, find_authentication_failed },
  { "unauthenticated", POLICY_STRONG, "RFC 8601",
    "Our own mail server cannot say that it came from the domain in From, and desk.unauthenticated is silent, or it "
    "calls "
    "itself mail of a trusted form.",
    NULL, find_unauthenticated },
  { "staff", POLICY_STRONG, "Zammad",
    "From is one of the desk's staff, and our own mail server vouches for it: their mail is an answer and not a "
    "request.",
    NULL, policy_find_staff },
  { "staff-unverified", POLICY_STRONG, "deskbell",
    "From is one of the desk's staff, whose mail is an answer and not a request; that it really came from there is not "
    "known.",
    NULL, policy_find_unverified_staff },
  { "list-headers", POLICY_STRONG, "RFC 2369",
    "It has the headers of a mailing list. List-Unsubscribe alone is none: shops and ticket systems set it on mail to "
    "one person.",
    policy_list_headers, NULL, .of_own_list = TRUE },
  { "mailing-list", POLICY_STRONG, "Znuny", "It has the headers of mailing list software.", policy_mailing_list, NULL,
    .of_own_list = TRUE },
  { "list-sender", POLICY_STRONG, "RFC 5230 section 4.6",
    "From or the envelope sender is an address that manages a mailing list: owner-x, x-bounces, listserv, majordomo, "
    "mailman, sympa; the envelope sender also x-request and x-owner.",
    NULL, policy_find_list_sender },
  { "autoresponder", POLICY_STRONG, "osTicket, FreeScout, RT, Discourse",
    "It has a header of an autoresponder: one of the following, or any X- header whose name speaks of an automatic "
    "reply or generated mail and whose value does not deny it.",
    policy_autoresponder, policy_find_autoresponder_names },
  { "out-of-office", POLICY_STRONG, "Discourse, Zammad",
    "Its subject begins with what mail programs put before absence notices and automatic replies, in one of many "
    "languages, followed by a colon or the like.",
    NULL, policy_find_away_label },
  { "undeliverable", POLICY_STRONG, "osTicket",
    "Its subject begins with what mail systems put before notices of mail that was not delivered; a single word, such as "
    "Undeliverable, is failure-text only, as it is said of parcels, too.",
    NULL,
    policy_find_returned_label },
  { "calendar-answer", POLICY_STRONG, "RFC 6047",
    "It answers a meeting request (accepted, declined) or takes one back: a calendar program sent it, and nobody waits for "
    "an answer. Requests and proposals of another time are from people and count as any mail.",
    NULL, find_calendar_answer },
  { "precedence", POLICY_STRONG, "Pigeonhole, osTicket",
    "It calls itself bulk, list or junk mail or an automatic reply.", policy_precedence, NULL, .of_forms = TRUE,
    .of_own_list = TRUE },
  { "auto-response-suppress", POLICY_STRONG, "MS-OXCMAIL section 2.1.3.2.20",
    "A program set X-Auto-Response-Suppress to All, OOF or AutoReply and so asks for no automatic reply. DR, NDR, RN "
    "and "
    "NRN only ask for no reports and do not count.",
    NULL, policy_find_suppress, .of_forms = TRUE },
  { "noreply", POLICY_STRONG, "Zammad, Zendesk",
    "From or Reply-To says that nobody reads there: noreply, do-not-reply.", NULL, policy_find_noreply,
    .of_forms = TRUE },
  { "system-sender", POLICY_STRONG, "vacation(1)",
    "From is an account that programs write from, such as root or www-data, or is named Mail Delivery System.", NULL,
    policy_find_system_sender, .of_forms = TRUE },
  { "machine-sender", POLICY_STRONG, "deskbell",
    "From is an address for notifications, newsletters or automatic replies.", NULL, policy_find_machine_sender,
    .of_forms = TRUE },
  { "notification", POLICY_STRONG, "osTicket, Postfix Admin", "It is a notification of a service that is no person.",
    policy_notification, NULL },
  { "loop-header", POLICY_STRONG, "Zammad, OTRS, RT",
    "It has a mark by which other desks and autoresponders know their own mail.", policy_loop, NULL },
  { "spam", POLICY_STRONG, "Postfix Admin, Discourse",
    "A spam or virus filter on its way said so, by one of the following, another X- header whose name speaks of a "
    "verdict, "
    "or a tag before the subject; or the subject calls it an advertisement. Scores do not count where there is a "
    "verdict.",
    policy_spam, find_spam },
  { "not-addressed", POLICY_STRONG, "RFC 5230 section 4.5",
    "None of our addresses stands in To, Cc, Resent-To or Resent-Cc: it came by a blind copy, an alias we do not know "
    "of, or a list.",
    NULL, policy_find_not_addressed },
  { "filter", POLICY_STRONG, "deskbell", "A filter said reply: no.", NULL, find_filter_no },

  { "exchange-suppress", POLICY_WEAK, "GLPI",
    "X-Auto-Response-Suppress says All, OOF or AutoReply, beside other headers of Exchange, which stamps it on mail of "
    "people to a group, on invitations and on its own notices alike.",
    NULL, policy_find_exchange_suppress, 6, "exchange", TRUE },
  { "inbox-rule", POLICY_WEAK, "Zammad",
    "A rule of an Exchange mailbox made it or forwarded it; of an absence notice it is one sign of two.",
    policy_inbox_rule, NULL, 4, "rule", TRUE },
  { "campaign", POLICY_WEAK, "RFC 2369, Zammad",
    "It has what newsletters have, but lists have more of; shops set List-Unsubscribe on mail that a customer wrote in "
    "their form.",
    policy_campaign, NULL, 6, "campaign", TRUE, TRUE },
  { "bulk-relay", POLICY_WEAK, "deskbell",
    "A service for bulk mail carried it, which carries forms and ticket systems with people behind them as well.",
    policy_relay, NULL, 4, "relay", TRUE, TRUE },
  { "role-sender", POLICY_WEAK, "RFC 5230 section 4.6, RFC 2142",
    "From is postmaster, abuse, x-owner, x-request or the like: often a person, often a program.", NULL,
    policy_find_role_sender, 5, "sender", TRUE },
  { "robot-sender", POLICY_WEAK, "Znuny, Mailu",
    "From has a name that programs are given, such as robot, monitoring, scanner or news.", NULL,
    policy_find_robot_sender, 6, "sender", TRUE },
  { "loop-mark", POLICY_WEAK, "procmail, Znuny",
    "It has an X-Loop of somebody's own: an autoresponder set it, or a script that forwards a person's mail.",
    policy_loop_mark, NULL, 4, "loop", TRUE },
  { "away-subject", POLICY_WEAK, "Discourse, Zammad",
    "Its subject speaks of an absence or an automatic reply, though neither as a label nor as a question; people ask "
    "about those.",
    NULL,
    policy_find_away_subject, 5, "subject" },
  { "away-opening", POLICY_WEAK, "deskbell",
    "The first lines of its text say what absence notices say; people who leave tomorrow write so, too, and ask for "
    "something.",
    NULL, policy_find_away_opening, 6, "opening" },
  { "automatic-notice", POLICY_WEAK, "deskbell",
    "It says of itself that a program wrote it or that nobody reads answers; people quote such words.", NULL,
    policy_find_notice, 7, "notice", TRUE },
  { "failure-text", POLICY_WEAK, "RFC 5321 section 4.2",
    "Its text, or a single word as a label of its subject, is what mail systems say when they refuse a mail; people ask "
    "about that.",
    NULL,
    policy_find_failure_text, 5, "failure" },
  { "answers-us", POLICY_WEAK, "deskbell",
    "It answers our own mail, and has one of the two before; answering alone is what customers do.", NULL,
    policy_find_answers_us, 5, "answer" },
  { "incomplete-header", POLICY_WEAK, "RFC 5322 section 3.6",
    "It has no Message-ID, no Date, or neither To nor Cc, which mail programs of people write.", NULL,
    policy_find_incomplete, 4, "header", TRUE },
  { "program", POLICY_WEAK, "deskbell",
    "It was made by a library for programs, which many a form with a person behind it uses.", policy_program, NULL, 3,
    "program", TRUE },
  { "html-only", POLICY_WEAK, "deskbell", "It is HTML without a plain-text part, as programs and some web mail write.",
    policy_html, NULL, 2, "program", TRUE },
  { "low-importance", POLICY_WEAK, "deskbell", "It calls itself unimportant.", policy_unimportant, NULL, 2,
    "importance", TRUE },
  { "suspicion", POLICY_WEAK, "deskbell",
    "A spam filter is not sure, or the sender's own provider marked it, as Tencent does with much mail of people.",
    policy_suspicion, NULL, 4, "suspicion" },

  { "automatic", POLICY_STRONG, "deskbell",
    "The weak evidence adds up to 10 points or more. Of one cause only the heaviest piece counts.", NULL,
    policy_find_automatic },

  { "filter-overrules", POLICY_NOTE, "deskbell", "A filter said reply: yes; strong reasons do not count.", NULL,
    find_filter_yes },
  { "reply-to-ignored", POLICY_NOTE, "deskbell",
    "Reply-To is not used, because it is not a single address in the domain of From, because that is one where everybody "
    "can have an address, such as gmail.com, or because our mail server does not vouch for From. A stranger can write "
    "anything there, and would have us write to a third person.",
    NULL, policy_find_ignored_reply_to },
  { "form", POLICY_NOTE, "deskbell", "It came from a trusted form; the answer goes to its Reply-To.", NULL, find_form },
  { "own-list", POLICY_NOTE, "osTicket",
    "It came through a list or group whose List-Id is an address of this desk, which is a way to us and no list.", NULL,
    policy_find_own_list },
  { "authenticated", POLICY_NOTE, "RFC 8601", "Our mail server vouches for the domain of From.", NULL,
    find_authenticated },
  { "not-vouched-for", POLICY_NOTE, "RFC 8601",
    "Our mail server, by the desk's authserv-id, does not vouch for the domain of From. The desk's unauthenticated says "
    "what that means; unless it is answer, an acknowledgement has nothing in it that the sender could have written.",
    NULL, find_not_vouched_for },
  { NULL },
};
