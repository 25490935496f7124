/* Bounces of every form, each as small as it can be; and mails of people, which are none. */
#include "sample.h"

#define FROM_DAEMON "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: us@desk.example\n"
#define FROM_POSTMASTER "Return-Path: <>\nFrom: postmaster@mx.example\nTo: us@desk.example\n"
#define FROM_PERSON "Return-Path: <mina@acme.example>\nFrom: Mina <mina@acme.example>\nTo: us@desk.example\n"
#define ORIGINAL "Received: from a by b; Mon, 1 Jun 2026 09:00:00 +0000\nFrom: Desk <us@desk.example>\nTo: Mina <mina@acme.example>\n" \
                 "Subject: Your ticket\nMessage-ID: <1.desk@desk.example>\nX-Deskbell-Loop: abc\n\nHello\n"
#define UTF8 "Content-Type: text/plain; charset=utf-8\n"

struct bounce_case {
  const char *name, *mail;
  enum mail_bounce_kind kind;
  const char *recipients; /* "address status hard|soft;" for each */
};

static const struct bounce_case forms[] = {
  { "qmail", FROM_DAEMON "Subject: failure notice\n\nHi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to "
    "deliver your message to the following addresses.\nThis is a permanent error; I've given up.\n\n<mina@acme.example>:\n"
    "192.0.2.1 does not like recipient.\nRemote host said: 550 no such user here\nGiving up on 192.0.2.1.\n\n"
    "<mika@acme.example>:\nUser is over quota. (#5.2.2)\n\n--- Below this line is a copy of the message.\n\n" ORIGINAL,
    BOUNCE_FAILURE, "mina@acme.example 5.4.7 soft;mika@acme.example 5.2.2 soft;" },
  { "exim", FROM_DAEMON "Subject: Mail delivery failed: returning message to sender\nX-Failed-Recipients: mina@acme.example\n\n"
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or "
    "more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  mina@acme.example\n    SMTP error "
    "from remote mail server after RCPT TO:<mina@acme.example>:\n    550 5.1.1 unknown\n\n------ This is a copy of the message, "
    "including all the headers. ------\n\n" ORIGINAL, BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "exim late", FROM_DAEMON "Subject: Warning: message 1x delayed 24 hours\n\nThis message was created automatically by mail delivery "
    "software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on "
    "the queue on mx.example.\n\nThe address to which the message has not yet been delivered is:\n\n  mina@acme.example\n    host "
    "mx.acme.example [192.0.2.1]\n    Connection timed out\n", BOUNCE_DELAY, "mina@acme.example 4.4.1 soft;" },
  { "postfix", FROM_DAEMON "Subject: Undelivered Mail Returned to Sender\n\nThis is the Postfix program at host mx.example.\n\nI'm "
    "sorry to have to inform you that your message could not be\ndelivered to one or more recipients. It's attached below.\n\nFor "
    "further assistance, please send mail to <postmaster>\n\n<mina@acme.example> (expanded from <desk@acme.example>): host "
    "mx.acme.example[192.0.2.1]\n    said: 552 mailbox full (in reply to RCPT TO command)\n", BOUNCE_FAILURE,
    "mina@acme.example 5.2.2 soft;" },
  { "sendmail", FROM_DAEMON "Subject: Returned mail: see transcript for details\n\nThe original message was received at Mon, 1 Jun 2026\n"
    "from desk.example [192.0.2.9]\n\n   ----- The following addresses had permanent fatal errors -----\n<mina@acme.example>\n    "
    "(reason: 550 Host unknown)\n\n   ----- Transcript of session follows -----\n550 5.1.2 <mina@acme.example>... Host unknown\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.2 hard;" },
  { "sendmail late", FROM_DAEMON "Subject: Warning: could not send message for past 4 hours\n\n    ********\n    **      THIS IS A "
    "WARNING MESSAGE ONLY      **\n\n   ----- The following addresses had transient non-fatal errors -----\n<mina@acme.example>\n",
    BOUNCE_DELAY, "mina@acme.example 4.0.0 soft;" },
  { "sendmail 5", FROM_DAEMON "Subject: Returned mail: User unknown\n\n   ----- Transcript of session follows -----\n>>> RCPT "
    "To:<mina@acme.example>\n<<< 550 User unknown\n550 mina@acme.example... User unknown\n\n   ----- Unsent message follows "
    "-----\n" ORIGINAL, BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "yahoo", FROM_DAEMON "Subject: Failure Notice\n\nSorry, we were unable to deliver your message to the following address.\n\n"
    "<mina@acme.example>:\n554: delivery error: dd This user doesn't have an account [0]\n", BOUNCE_FAILURE,
    "mina@acme.example 5.1.1 hard;" },
  { "gmail", FROM_DAEMON "Subject: Delivery Status Notification (Failure)\n\nDelivery to the following recipient failed permanently:\n\n"
    "     mina@acme.example\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected. "
    "The error was:\n550 5.7.1 policy\n\n----- Original message -----\n\n" ORIGINAL, BOUNCE_FAILURE,
    "mina@acme.example 5.7.1 hard;" },
  { "gmail late", FROM_DAEMON "Subject: Delivery Status Notification (Delay)\nX-Failed-Recipients: mina@acme.example\n\nThis is an "
    "automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient "
    "has been delayed:\n\n     mina@acme.example\n", BOUNCE_DELAY, "mina@acme.example 4.0.0 soft;" },
  { "exchange 2003", "Return-Path: <>\nFrom: System Administrator <admin@acme.example>\nTo: us@desk.example\nSubject: Undeliverable: "
    "Your ticket\n\nYour message\n\n  To:      mina@acme.example\n  Subject: Your ticket\n\ndid not reach the following "
    "recipient(s):\n\nmina@acme.example on Mon, 1 Jun 2026 09:00:00 +0000\n    The recipient name is not recognized\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "office 365", "From: Microsoft Outlook <MicrosoftExchange1@acme.example>\nTo: us@desk.example\nSubject: Undeliverable: Your ticket\n"
    "Content-Type: text/html\n\n<p>Your message to <b>mina@acme.example</b> couldn't be delivered.</p><p>mina wasn't found at "
    "acme.example.</p>", BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "exchange, german", FROM_POSTMASTER UTF8 "Subject: Unzustellbar: Your ticket\n\nFehler bei der Nachrichtenzustellung an folgende "
    "Empfänger oder Gruppen:\n\nmina@acme.example<mailto:mina@acme.example>\nDie E-Mail-Adresse wurde nicht gefunden.\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "domino", FROM_POSTMASTER "Subject: DELIVERY FAILURE: User not listed\n\nYour message\n\n  Subject: Your ticket\n\nwas not "
    "delivered to:\n\n  mina@acme.example\n\nbecause:\n\n  User mina (mina@acme.example) not listed in Domino Directory\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "notes", FROM_POSTMASTER "Subject: Undeliverable message\n\n------- Failure Reasons  --------\n\nUser not listed in public Name & "
    "Address Book\nmina@acme.example\n\n------- Returned Message --------\n\n" ORIGINAL, BOUNCE_FAILURE,
    "mina@acme.example 5.1.1 hard;" },
  { "mailmarshal", FROM_POSTMASTER "Subject: Undeliverable Mail: \"Your ticket\"\n\nYour message:\n   From:    us@desk.example\n   "
    "Subject: Your ticket\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were "
    "affected:\n    mina@acme.example\n", BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "courier", FROM_POSTMASTER "Subject: NOTICE: mail delivery status.\n\nThis is a delivery status notification from mx.example,\n"
    "running the Courier mail server.\n\n                UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be "
    "delivered:\n\n<mina@acme.example>:\n    mx.acme.example [192.0.2.1]:\n>>> RCPT TO:<mina@acme.example>\n<<< 552 too large\n",
    BOUNCE_FAILURE, "mina@acme.example 5.3.4 hard;" },
  { "smail", FROM_DAEMON "Subject: mail failed, returning to sender\n\n|------------------------- Failed addresses follow: ---------"
    "|\n mina@acme.example ... unknown host\n|------------------------- Message text follows: ----|\n" ORIGINAL, BOUNCE_FAILURE,
    "mina@acme.example 5.1.2 hard;" },
  { "iplanet", FROM_POSTMASTER "Subject: Delivery Notification: Delivery has failed\n\nThis report relates to a message you sent with "
    "the following header fields:\n\n  Message-id: <1.desk@desk.example>\n  From: us@desk.example\n\nYour message cannot be "
    "delivered to the following recipients:\n\n  Recipient address: mina@acme.example\n  Reason: Illegal host/domain name found\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.2 hard;" },
  { "dragonfly", FROM_DAEMON "Subject: Mail delivery failed\n\nThis is the DragonFly Mail Agent at mx.example.\n\nThere was an error "
    "delivering your mail to <mina@acme.example>.\n\nCould not deliver for the last 432000 seconds. Giving up.\n\nMessage headers "
    "follow.\n\n" ORIGINAL, BOUNCE_FAILURE, "mina@acme.example 4.4.7 soft;" },
  { "imail", "From: \"Postmaster\" <postmaster@mx.example>\nTo: us@desk.example\nX-Mailer: <SMTP32 v8>\nSubject: Undeliverable Mail\n\n"
    "Unknown user: mina@acme.example\n\nOriginal message follows.\n\n" ORIGINAL, BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "verizon", "From: post_master@mx.example\nTo: us@desk.example\nSubject: Re:Your ticket\n\nError: Invalid user address\n\nError "
    "message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  MAIL FROM: us@desk.example\n  RCPT "
    "TO: 5550100@acme.example\n", BOUNCE_FAILURE, "5550100@acme.example 5.1.1 hard;" },
  { "amazon workmail", FROM_DAEMON "Subject: Delivery Status Notification (Failure)\n\nAn error occurred while trying to deliver the mail "
    "to the following recipients:\nmina@acme.example\n\nTechnical report:\n\nReporting-MTA: dsn; mx.example\n\nAction: failed\n"
    "Final-Recipient: rfc822; mina@acme.example\nDiagnostic-Code: smtp; 554 4.4.7 Message expired\nStatus: 4.4.7\n", BOUNCE_FAILURE,
    "mina@acme.example 4.4.7 soft;" },
  { "amazon sns", "From: no-reply@sns.amazonaws.com\nTo: us@desk.example\nSubject: AWS Notification Message\n\n{\"notificationType\":"
    "\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"mina@acme.example\",\"status\":"
    "\"5.1.1\"}]},\"mail\":{\"commonHeaders\":{\"messageId\":\"<1.desk@desk.example>\"}}}\n\n--\nIf you wish to stop\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "1&1", FROM_DAEMON UTF8 "Subject: Mail delivery failed: returning message to sender\n\nThis message was created automatically by mail "
    "delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. The following "
    "address(es)\nfailed:\n\nmina@acme.example:\nSMTP error from remote server for RCPT TO command, host: mx.acme.example reason: "
    "550 5.2.1 off\n\n\n--- The header of the original message is following. ---\n\n" ORIGINAL, BOUNCE_FAILURE,
    "mina@acme.example 5.2.1 hard;" },
  { "mail.ru", FROM_DAEMON UTF8 "Subject: Ваше сообщение не доставлено. Mail failure.\n\nК сожалению, Ваше письмо не может быть доставлено "
    "одному или нескольким получателям:\n\n  mina@acme.example\n    нет такого пользователя\n", BOUNCE_FAILURE,
    "mina@acme.example 5.1.1 hard;" },
  { "ezweb", FROM_POSTMASTER UTF8 "Subject: Mail System Error - Returned Mail\n\n次のあて先へのメッセージはエラーのため送信できませんでした。\n\n"
    "Each of the following recipients was rejected by a remote\nmail server.\n\n    Recipient: <mina@acme.example>\n    >>> RCPT "
    "TO:<mina@acme.example>\n    <<< 550 <mina@acme.example>: User unknown\n", BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "au", "Return-Path: <>\nFrom: no-reply@mx.example\nTo: us@desk.example\nSubject: Mail\n\nYour mail sent on: Mon, 1 Jun 2026\n     Could "
    "not be delivered to: <mina@acme.example>\n     As their mailbox is full.\n", BOUNCE_FAILURE, "mina@acme.example 5.2.2 soft;" },
  { "m-filter", "From: postmaster@mx.example\nTo: us@desk.example\nX-Mailer: m-FILTER\n" UTF8 "Subject: failure notice\n\n以下のメールアドレスへの送信に失敗し"
    "ました。\nmina@acme.example\n\n-------server message\n550 5.1.1 unknown user\n\n-------original message\n" ORIGINAL,
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "naver", FROM_DAEMON UTF8 "Subject: [메일 발송 실패 안내] Your ticket\n\n고객님께서 보내신 메일이 발송되지 못했습니다.\n\n받는 사람 : "
    "<mina@acme.example>\n발송 시간 : 2026-06-01\n실패 사유 : 존재하지 않는 메일 주소입니다.\n", BOUNCE_FAILURE,
    "mina@acme.example 5.1.1 hard;" },
  { "daum", FROM_POSTMASTER UTF8 "Subject: 메일이 반송되었습니다.\n\n메일이 반송되었습니다.\n수신자: mina@acme.example\n사유: 메일함 용량 초과\n",
    BOUNCE_FAILURE, "mina@acme.example 5.2.2 soft;" },
  { "korean, polite past", FROM_DAEMON UTF8 "Subject: [발송실패 안내] Your ticket\n\n보내신 메일이 수신자에게 전달되지 못하였습니다.\n\n받는 사람 : "
    "mina@acme.example\n실패 사유 : 가입되지 않은 아이디입니다.\n", BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "korean, dormant", FROM_DAEMON UTF8 "Subject: 메일 반송 안내\n\n고객님께서 보내신 메일이 아래와 같은 사유로 반송 처리되었습니다.\n\n수신자 : "
    "mina@acme.example\n사유 : 장기간 로그인하지 않아 이용이 제한된 계정입니다.\n", BOUNCE_FAILURE, "mina@acme.example 5.2.1 hard;" },
  { "korean, full", FROM_POSTMASTER UTF8 "Subject: 메일 전송 실패 알림\n\n다음 수신자에게 메일을 배달할 수 없습니다.\n\nmina@acme.example\n"
    "수신자의 메일함 용량이 부족합니다.\n", BOUNCE_FAILURE, "mina@acme.example 5.2.2 soft;" },
  { "korean, too large", FROM_POSTMASTER UTF8 "Subject: 메일 전송 실패\n\n메일을 전송하지 못하였습니다.\n받는 사람: mina@acme.example\n"
    "사유: 첨부파일 용량 초과\n", BOUNCE_FAILURE, "mina@acme.example 5.3.4 hard;" },
  { "korean, no domain", FROM_POSTMASTER UTF8 "Subject: 반송 메일\n\n메일이 전달되지 못하고 반송되었습니다.\n수신자: mina@acme.example\n"
    "사유: 도메인이 존재하지 않습니다.\n", BOUNCE_FAILURE, "mina@acme.example 5.1.2 hard;" },
  { "korean, refused", FROM_POSTMASTER UTF8 "Subject: 반송 메일\n\n메일 전달에 실패하였습니다.\n수신자: mina@acme.example\n"
    "사유: 수신 서버에서 수신을 거부하였습니다.\n", BOUNCE_FAILURE, "mina@acme.example 5.7.1 hard;" },
  { "qq", FROM_POSTMASTER UTF8 "Subject: 系统退信\n\n抱歉，您的邮件被退回来了……\n收件人：mina@acme.example\n退信原因：该用户不存在\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "163", FROM_POSTMASTER UTF8 "Subject: 系统退信/Systems bounce\n\n您的邮件无法投递到以下收件人：\nmina@acme.example\n550 邮箱空间不足\n",
    BOUNCE_FAILURE, "mina@acme.example 5.2.2 soft;" },
  { "biglobe", FROM_POSTMASTER "Subject: Returned mail: User unknown\n\n   ----- The following addresses had delivery problems -----\n"
    "mina@acme.example\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local "
    "limit.\n", BOUNCE_FAILURE, "mina@acme.example 5.2.2 soft;" },
  { "inline with a list's precedence", "Precedence: bulk\nFrom: admin@mx.example\nTo: us@desk.example\nSubject: Non-Delivery: Your ticket\n\n"
    "--- Non-Delivery Report ---\nThe email below could not be delivered to the following user:\n\n\"mina@acme.example\" "
    "<mina@acme.example>\n\nOld message:\n\nHello\n", BOUNCE_FAILURE, "mina@acme.example 5.0.0 hard;" },
  { "aol", FROM_DAEMON "Subject: Mail Delivery Problem\n\nYour mail to the following recipients could not be delivered because they are "
    "not accepting mail:\n\tmina\n", BOUNCE_FAILURE, "mina@mx.example 5.7.1 hard;" },
  { "x.400", FROM_POSTMASTER "Subject: Undeliverable: x\n\nYour message\n\ndid not reach the following recipient(s):\n\nc=US;a= "
    ";p=Acme;o=Seoul;dda:SMTP=mina@acme.example; on Mon, 1 Jun 2026 09:00:00\n    The recipient name is not recognized\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "groupwise", FROM_POSTMASTER "Subject: Message status - undeliverable\n\nThe message that you sent was undeliverable to the "
    "following:\n\tmina@acme.example (user not found)\n", BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "mdaemon", FROM_POSTMASTER "Subject: Warning: Mail delivery failed\n\nThe following addresses did NOT receive a copy of your "
    "message:\n\n> mina@acme.example\n\n--- Session Transcript ---\n>>> RCPT To: <mina@acme.example>\n<<< 550 unknown user\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "t-online", FROM_DAEMON "Subject: Mail delivery failed\n\n|------------------------- Message log follows: -------|\n no valid "
    "recipients were found for this message\n|------------------------- Failed addresses follow: --|\n <mina@acme.example>\n    552 "
    "5.2.2 Quota exceeded\n\n|------------------------- Message header follows: ----|\n" ORIGINAL, BOUNCE_FAILURE,
    "mina@acme.example 5.2.2 soft;" },
  { "zoho", FROM_DAEMON "Subject: Undelivered Mail Returned to Sender\n\nThis message was created automatically by mail delivery "
    "software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n"
    "mina@acme.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 unknown\n", BOUNCE_FAILURE,
    "mina@acme.example 5.1.1 hard;" },
  { "surfcontrol", FROM_POSTMASTER "Subject: Message undeliverable\n\nYour message could not be sent.\nA transcript of the attempts to "
    "send the message follows.\nAddressed To: mina@acme.example\n\nFailed to send to identified host,\nmina@acme.example: "
    "[192.0.2.5], 550 mina@acme.example... No such user\n", BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "a form nobody knows", FROM_DAEMON "Subject: Delivery failure\n\nSorry: <mina@acme.example> quota exceeded\n", BOUNCE_FAILURE,
    "mina@acme.example 5.2.2 soft;" },
  { "no recipient but the original's", FROM_DAEMON "Subject: Delivery failure\n\nIt did not work.\n\n----- Original message -----\n\n" ORIGINAL,
    BOUNCE_FAILURE, "mina@acme.example 5.0.0 hard;" },
};

#define REPORT(extra) "Return-Path: <>\nFrom: postmaster@mx.example\nTo: us@desk.example\nSubject: Delivery Status\nContent-Type: " \
                      "multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\n" extra "\n"

static const struct bounce_case standard[] = {
  { "a vague status and a precise diagnostic", REPORT("x") "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
    "Final-Recipient: rfc822; mina@acme.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 gone\n--b--\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "no diagnostic but in the text", REPORT("<mina@acme.example>: 552 mailbox full") "--b\nContent-Type: message/delivery-status\n\n"
    "Final-Recipient: rfc822; mina@acme.example\nAction: failed\nStatus: 5.0.0\n--b--\n", BOUNCE_FAILURE,
    "mina@acme.example 5.2.2 soft;" },
  { "global (RFC 6533)", REPORT("x") "--b\nContent-Type: message/global-delivery-status\nContent-Transfer-Encoding: 8bit\n\n"
    "Final-Recipient: utf-8; 미나@acme.example\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/global\n\n" ORIGINAL
    "--b--\n", BOUNCE_FAILURE, "미나@acme.example 5.1.1 hard;" },
  { "a report without its part", REPORT("Delivery to the following recipients failed permanently:\n\n   * mina@acme.example\n") "--b--\n",
    BOUNCE_FAILURE, "mina@acme.example 5.0.0 hard;" },
  { "an empty line before what is returned", REPORT("x") "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; "
    "mina@acme.example\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n\n" ORIGINAL "--b--\n",
    BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "a recipient parted from its outcome", REPORT("x") "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; "
    "mina@acme.example\n\nAction: failed\nStatus: 5.1.1\n--b--\n", BOUNCE_FAILURE, "mina@acme.example 5.1.1 hard;" },
  { "a complaint of outlook.com", "From: staff@complaints.example\nTo: us@desk.example\nSubject: complaint about message from "
    "192.0.2.1\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: "
    "mina@acme.example\n" ORIGINAL "--b--\n", BOUNCE_FEEDBACK, "mina@acme.example (null) soft;" },
  { "its header alone", REPORT("x") "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; mina@acme.example\n"
    "Action: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\n" ORIGINAL "--b--\n", BOUNCE_FAILURE,
    "mina@acme.example 5.1.1 hard;" },
  { "late", REPORT("x") "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; mina@acme.example\nAction: delayed\n"
    "Status: 4.2.2\n--b--\n", BOUNCE_DELAY, "mina@acme.example 4.2.2 soft;" },
};

static char *tell(const struct mail_bounce *bounce)
{
  GString *told = g_string_new(NULL);
  for (guint i = 0; bounce && i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *one = g_ptr_array_index(bounce->recipients, i);
    g_string_append_printf(told, "%s %s %s;", one->address, one->status, one->hard ? "hard" : "soft");
  }
  return g_string_free(told, FALSE);
}

static void check_cases(const struct bounce_case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autoptr(Mail) mail = sample_mail(cases[i].mail);
    g_autofree char *told = tell(mail->bounce);
    if (!mail->bounce || mail->bounce->kind != cases[i].kind || strcmp(told, cases[i].recipients) != 0) {
      g_test_message("%s: %s", cases[i].name, mail->bounce ? told : "not recognised");
      g_test_fail();
    }
    /* What returned the message says which it was. */
    if (mail->bounce && strstr(cases[i].mail, "Message-ID: <1.desk")) {
      g_assert_cmpstr(mail->bounce->original_message_id, ==, "<1.desk@desk.example>");
      g_assert_cmpstr(mail->bounce->original_from, ==, "us@desk.example");
      g_assert_cmpstr(mail->bounce->original_to, ==, "mina@acme.example");
      g_assert_cmpstr(mail->bounce->original_subject, ==, "Your ticket");
      g_assert_cmpstr(mail->bounce->original_loop, ==, "abc");
    }
  }
}

static void every_form_is_read(void)
{
  check_cases(forms, G_N_ELEMENTS(forms));
}

static void standard_reports_are_completed_from_their_words(void)
{
  check_cases(standard, G_N_ELEMENTS(standard));
}

static void mails_of_people_are_no_bounces(void)
{
  static const char *const mails[] = {
    FROM_PERSON "Subject: Mail delivery failed\n\nMy parcel could not be delivered to my address again. Where is it?\n",
    FROM_PERSON "Subject: Undelivered Mail Returned to Sender\n\nMy message could not be delivered to bob@acme.example, 550 5.1.1 user "
                "unknown. What can I do?\n",
    FROM_PERSON "Subject: Fwd: failure notice\n\nWhat is this?\n\n---------- Forwarded message ---------\nFrom: MAILER-DAEMON@mx.example\n\n"
                "Hi. This is the qmail-send program at mx.example.\n<bob@acme.example>:\nno such user (#5.1.1)\n",
    FROM_PERSON "Subject: Re: Undeliverable: Your ticket\n\nI got this:\n\n> Delivery has failed to these recipients or groups:\n> "
                "bob@acme.example\n",
    FROM_PERSON "Subject: failure notice\n\nHi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your "
                "message to the following addresses.\n\n<bob@acme.example>:\nno such user (#5.1.1)\n",
    "Return-Path: <>\nFrom: Mina <mina@acme.example>\nAuto-Submitted: auto-replied\nSubject: Automatic reply: Your ticket\n\nI am away. If "
    "your mail cannot be delivered to my colleague bob@acme.example, call.\n",
    "Return-Path: <>\nFrom: Mina <mina@acme.example>\nAuto-Submitted: auto-replied\nSubject: Your ticket\n\nI no longer work here; my mailbox "
    "is inactive. Write to bob@acme.example.\n",
    "From: Deliver Well <news@news.example>\nPrecedence: bulk\nSubject: Delivery failed? Five tips\n\nWhen your newsletter could not be "
    "delivered to one or more recipients, look at the bounce: 550 5.1.1 user unknown. Write to tips@news.example.\n",
    "From: Parcel Mail Delivery Service <info@parcel.example>\nSubject: Delivery failed\n\nYour parcel could not be delivered. Call us.\n",
    "From: postmaster@acme.example\nTo: us@desk.example\nSubject: Question about your mails\n\nHello, mails from our users to "
    "us@desk.example come back. They say the message could not be delivered. Can you look?\n",
    FROM_PERSON UTF8 "Subject: 메일이 반송되었습니다\n\nbob@acme.example 으로 보낸 메일이 반송되었습니다. 확인 부탁드립니다.\n",
    FROM_PERSON UTF8 "Subject: 메일 전송 실패\n\nbob@acme.example 에게 메일을 보낼 수 없습니다. 무엇이 문제인가요?\n",
    FROM_PERSON UTF8 "Subject: 退信\n\n我的邮件被退回，收件人：bob@acme.example，怎么办？\n",
    FROM_PERSON "X-Mailer: Amazon WorkMail\nSubject: Your service\n\nMails to bob@acme.example could not be delivered to him.\n",
    FROM_PERSON "Subject: bounce\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nLook at the attached report, please.\n--b\n"
                "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; bob@acme.example\nAction: failed\nStatus: 5.1.1\n--b--\n",
    FROM_PERSON "Subject: Fwd: bounce\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nLook.\n--b\nContent-Type: message/rfc822\n\n"
                "From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nHi. This is the qmail-send program\n\n<bob@acme.example>:\nno\n--b--\n",
    "Return-Path: <>\nFrom: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>\nSubject: Return receipt\n\n   ----- The following addresses "
    "had successful delivery notifications -----\n<bob@acme.example>  (successfully delivered to mailbox)\n",
    REPORT("This is the mail delivery report that you requested: delivery failed for nobody.") "--b\nContent-Type: "
    "message/delivery-status\n\nFinal-Recipient: rfc822; bob@acme.example\nAction: delivered\nStatus: 2.0.0\n--b--\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
    g_autoptr(Mail) mail = sample_mail(mails[i]);
    g_autofree char *told = tell(mail->bounce);
    if (mail->bounce) {
      g_test_message("mail %zu taken for a bounce: %s\n%s", i, told, mails[i]);
      g_test_fail();
    }
  }
}

/* Both ways in read a mail by its plan; what tells a bounce is within it. */
static void returned_global_messages_are_fetched(void)
{
  g_autoptr(Part) root = sample_parts(REPORT("x") "--b\nContent-Type: message/global\n\n" ORIGINAL "--b--\n");
  const struct part *returned = g_ptr_array_index(root->children, 1);
  g_assert_null(returned->children);
  g_assert_nonnull(returned->body);
}

static void a_flood_of_recipients_is_capped(void)
{
  g_autoptr(GString) text = g_string_new(FROM_DAEMON "Subject: failure notice\n\nHi. This is the qmail-send program at mx.example.\n\n");
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf(text, "<a%u@b.example>:\nx\n", i);
  g_autoptr(Mail) mail = sample_mail(text->str);
  g_assert_nonnull(mail->bounce);
  g_assert_cmpuint(mail->bounce->recipients->len, ==, 1000);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bounce/forms", every_form_is_read);
  g_test_add_func("/bounce/standard", standard_reports_are_completed_from_their_words);
  g_test_add_func("/bounce/people", mails_of_people_are_no_bounces);
  g_test_add_func("/bounce/global", returned_global_messages_are_fetched);
  g_test_add_func("/bounce/flood", a_flood_of_recipients_is_capped);
  return g_test_run();
}
