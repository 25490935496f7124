/* What the filters for spam and viruses on a mail's way said about it.
 *
 * The verdict counts and no score: "X-Spam-Status: No, score=8.1 required=15" is fine, because whoever set the
 * threshold knew better. A score is read only where a product tells nothing else. */
#include "policy/policy-private.h"

#include "base/text.h"
#include "mail/mail.h"

#include <string.h>

const struct policy_header policy_spam[] = {
  /* SpamAssassin, Rspamd, Amavis, ClamAV, MailScanner */
  { "X-Spam-Flag", MATCH_SAYS, "yes|true|1" },
  { "X-Spam-Status", MATCH_SAYS, "yes|spam" },
  { "X-Spam", MATCH_SAYS, "yes|true|spam" },
  { "X-Rspamd-Action", MATCH_HOLDS, "add header|rewrite subject|reject|quarantine" },
  { "X-Spamd-Result", MATCH_STARTS, "default: true" },
  { "X-Amavis-Alert", MATCH_SAYS, "infected|banned" },
  { "X-Virus", MATCH_SAYS, "yes|infected" },
  { "X-Virus-Status", MATCH_SAYS, "yes|infected" },
  { "X-Antivirus-Status", MATCH_SAYS, "infected" },
  { "X-AVAS-Spam-Status", MATCH_SAYS, "yes|spam" },
  { "X-AVAS-Virus-Status", MATCH_SAYS, "yes|infected" },
  { "X-*MailScanner-SpamCheck", MATCH_SAYS, "spam" },
  { "X-*MailScanner", MATCH_HOLDS, "infected" },
  /* statistical ones */
  { "X-Bogosity", MATCH_SAYS, "yes|spam" },
  { "X-CRM114-Status", MATCH_SAYS, "spam" },
  { "X-DSPAM-Result", MATCH_SAYS, "spam|virus|blacklisted|blocklisted" },
  { "X-Spambayes-Classification", MATCH_SAYS, "spam" },
  { "X-OSBF-Lua-Score", MATCH_HOLDS, "[s]" },
  /* Microsoft; SCL is a verdict in numbers: 5 and more goes to the junk folder */
  { "X-MS-Exchange-Organization-SCL", MATCH_OVER, "5" },
  { "X-MS-Exchange-Organization-PCL", MATCH_OVER, "8" },
  { "X-Forefront-Antispam-Report", MATCH_HOLDS,
    "sfv:spm|sfv:sks|sfv:skb|cat:spm|cat:hspm|cat:phsh|cat:hphsh|cat:hphish|cat:malw|cat:ampd" },
  /* gateways */
  { "X-Barracuda-Spam-Flag", MATCH_SAYS, "yes" },
  { "X-Barracuda-Spam-Status", MATCH_SAYS, "yes" },
  { "X-Proofpoint-Spam-Details", MATCH_HOLDS, "rule=spam|rule=phish|rule=malware|rule=virus" },
  { "X-Proofpoint-Banner-Trigger", MATCH_SAYS, "spam" },
  { "X-Mimecast-Spam-Score", MATCH_OVER, "7" },
  { "X-IronPort-Anti-Spam-Verdict", MATCH_SAYS, "spam|positive|suspect" },
  { "X-SLBL-Result", MATCH_STARTS, "block" },
  { "X-CTCH-Spam", MATCH_SAYS, "confirmed|bulk" },
  { "X-TM-AS-Result", MATCH_STARTS, "yes-" },
  { "X-VR-Spamstate", MATCH_SAYS, "spam" },
  { "X-Vade-Verdict", MATCH_STARTS, "spam|virus|phishing|malware" },
  { "X-Purgate-Type", MATCH_STARTS, "spam|virus|phish|dangerous" },
  { "X-SpamExperts-Class", MATCH_SAYS, "spam|phish|virus" },
  { "X-antispameurope-Spamstatus", MATCH_SAYS, "spam|virus|content" },
  { "X-hMailServer-Spam", MATCH_SAYS, "yes" },
  { "X-PerlMx-Virus-Detected", MATCH_PRESENT },
  /* Kaspersky, Dr.Web */
  { "X-SpamTest-Status", MATCH_SAYS, "spam" },
  { "X-KLMS-AntiSpam-Status", MATCH_SAYS, "spam|phishing|blacklisted" },
  { "X-KSMG-AntiSpam-Status", MATCH_SAYS, "spam|phishing|blacklisted" },
  { "X-KSE-AntiSpam-Status", MATCH_SAYS, "spam|phishing|blacklisted" },
  { "X-KLMS-Message-Action", MATCH_SAYS, "infected|quarantine|spam" },
  { "X-DrWeb-SpamState", MATCH_SAYS, "yes|spam|1" },
  /* providers */
  { "X-SES-Spam-Verdict", MATCH_SAYS, "fail" },
  { "X-SES-Virus-Verdict", MATCH_SAYS, "fail" },
  { "X-Gm-Spam", MATCH_SAYS, "1|true|yes" },
  { "X-Gm-Phishy", MATCH_SAYS, "1|true|yes" },
  { "X-YahooFilteredBulk", MATCH_PRESENT },
  { "X-UI-Filterresults", MATCH_STARTS, "junk" },
  { "X-Yandex-Spam", MATCH_SAYS, "4" },
  { "X-Terrace-Spammark", MATCH_SAYS, "yes|spam" },
  { NULL },
};

/* A doubt, or the word of the sender's own provider on its way out: Tencent marks much mail of people. */
const struct policy_header policy_suspicion[] = {
  { "X-QQ-Spam", MATCH_SAYS, "true|yes|1" },
  { "X-Bogosity", MATCH_SAYS, "unsure" },
  { "X-CRM114-Status", MATCH_SAYS, "unsure" },
  { "X-SpamTest-Status", MATCH_STARTS, "probable" },
  { "X-KLMS-AntiSpam-Status", MATCH_STARTS, "probable" },
  { "X-KSMG-AntiSpam-Status", MATCH_STARTS, "probable" },
  { "X-CTCH-Spam", MATCH_SAYS, "suspect" },
  { "X-Purgate-Type", MATCH_STARTS, "suspect|bulk" },
  { "X-Microsoft-Antispam", MATCH_HOLDS, "bcl:7|bcl:8|bcl:9" },
  { "X-Forefront-Antispam-Report", MATCH_HOLDS, "cat:spoof|cat:uimp|cat:dimp|cat:bulk" },
  { NULL },
};

/* "X-Acme-Spam-Verdict: spam", "X-AcmeAV-Virus-Status: infected". */
void policy_find_spam_names(struct policy_search *search)
{
  static const struct policy_header verdicts[] = {
    { "X-*Spam*Flag", MATCH_SAYS, "yes|true|1|spam" },
    { "X-*Spam*Status", MATCH_SAYS, "yes|true|spam|phishing" },
    { "X-*Spam*Stat?", MATCH_SAYS, "yes|true|spam|phishing" },
    { "X-*Spam*Verdict", MATCH_SAYS, "yes|true|spam|fail|phishing" },
    { "X-*Spam*Result", MATCH_SAYS, "yes|true|spam|phishing" },
    { "X-*Spam*Class*", MATCH_SAYS, "yes|true|spam|phishing" },
    { "X-*Spam*Mark", MATCH_SAYS, "yes|true|spam" },
    { "X-*Spam*Detected", MATCH_SAYS, "yes|true|1" },
    { "X-*Virus*Status", MATCH_SAYS, "yes|true|infected|virus" },
    { "X-*Virus*Verdict", MATCH_SAYS, "yes|true|infected|virus|fail" },
    { "X-*Virus*Found", MATCH_SAYS, "yes|true|1" },
    { "X-*Virus*Flag", MATCH_SAYS, "yes|true|1" },
    { NULL },
  };
  for (guint i = 0; i < search->mail->headers->len; i++) {
    const struct mail_header *header = search->mail->headers->pdata[i];
    if (g_ascii_strncasecmp(header->name, "X-", 2))
      continue;
    g_autofree char *lower = g_ascii_strdown(header->name, -1);
    if ((strstr(lower, "spam") || strstr(lower, "virus")) && !policy_names_header(policy_spam, lower) &&
        !policy_names_header(policy_suspicion, lower) && policy_header_matches(verdicts, header))
      policy_found(search, header->name, header->value);
  }
}

/* What filters write into a subject, and the word that Korean (and once Japanese) law has put before advertisements. */
void policy_find_spam_subject(struct policy_search *search)
{
  static const char *const tags[] = {
    "[spam]",           "[***spam***]", "***spam***", "*****spam*****", "{spam?}",    "{spam}", "[spam:",
    "[suspected spam]", "[bulk]",       "[virus]",    "[스팸]",         "[스팸메일]", "(스팸)", "[광고]",
    "(광고)",           "(광 고)",      "[広告]",     "未承諾広告",     "[广告]",     "(ad)",   "[垃圾邮件]",
    "[疑似垃圾邮件]",   NULL,
  };
  g_autofree char *folded = text_fold(search->mail->subject);
  const char *start = g_strchug(folded);
  for (const char *const *tag = tags; *tag; tag++)
    if (g_str_has_prefix(start, *tag)) {
      policy_found(search, "Subject", search->mail->subject);
      return;
    }
}
