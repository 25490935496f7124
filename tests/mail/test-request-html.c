/* What the pages of mail programs tell of quotes and signatures by their structure. */
#include "sample.h"

static const struct {
  const char *name, *html, *request, *signature;
} cases[] = {
  { "Gmail", "<div dir=ltr>New.</div><br><div class=\"gmail_quote\"><div dir=ltr class=\"gmail_attr\">On Mon, Nov 23, 2026 at 10:00 AM Mina &lt;<a href=x>mina@acme.example</a>&gt; wrote:<br></div><blockquote class=\"gmail_quote\"><div>old</div></blockquote></div>", "New.", "" },
  { "Gmail in a language of its own", "<div>Uus.</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">Kasutaja Mina (mina@acme.example) kirjutas 23.11.2026 kell 10:00 nii:<br></div><blockquote class=\"gmail_quote\">vana</blockquote></div>", "Uus.", "" },
  { "Gmail, answers between", "<div>Hi Mina,</div><div class=gmail_quote><div class=gmail_attr>On Mon, Nov 23, 2026, Mina &lt;mina@acme.example&gt; wrote:</div><blockquote>Which version?</blockquote><div>4.2</div><blockquote>Since when?</blockquote><div>Today.</div></div>", "Hi Mina,\n\n> Which version?\n\n4.2\n\n> Since when?\n\nToday.", "" },
  { "Gmail, signature", "<div>New.</div><span class=\"gmail_signature_prefix\">-- </span><br><div class=\"gmail_signature\">Mina Lee<br>Acme</div>", "New.", "Mina Lee\nAcme" },
  { "Gmail, signature without mark", "<div>New.</div><div class=\"gmail_signature\">Mina Lee<br>Acme</div>", "New.", "Mina Lee\nAcme" },
  { "Apple Mail", "New.<br><div><br><blockquote type=\"cite\"><div>On Nov 23, 2026, at 10:00, Mina &lt;mina@acme.example&gt; wrote:</div><br><div>old</div></blockquote></div>", "New.", "" },
  { "Apple Mail, signature", "<div>New.</div><div id=\"AppleMailSignature\">Mina</div><blockquote type=cite>old</blockquote>", "New.", "Mina" },
  { "Thunderbird", "<p>New.</p><div class=\"moz-cite-prefix\">On 11/23/26 10:00, Mina wrote:<br></div><blockquote type=\"cite\"><p>old</p></blockquote>", "New.", "" },
  { "Thunderbird, signature", "<p>New.</p><pre class=\"moz-signature\">Mina\nAcme</pre>", "New.", "Mina\nAcme" },
  { "Thunderbird, below", "<div class=\"moz-cite-prefix\">On 11/23/26 10:00, Mina wrote:</div><blockquote type=\"cite\">old</blockquote><p>New.</p>", "New.", "" },
  { "Outlook on the web", "<div>New.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Mina<br><b>Sent:</b> Monday<br><b>To:</b> x<br><b>Subject:</b> y</div><div>old</div>", "New.", "" },
  { "Outlook on the web in a language of its own", "<div>Uus.</div><div id=\"divRplyFwdMsg\"><b>Saatja:</b> Mina<br><b>Saadetud:</b> x<br><b>Teema:</b> y</div><div>vana</div>", "Uus.", "" },
  { "Outlook, a border drawn", "<p>New.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>From:</b> Mina<br><b>Sent:</b> Monday<br><b>To:</b> x</p></div><p>old</p>", "New.", "" },
  { "a border drawn in a text", "<p>First.</p><div style='border-top:solid red 1pt'>Second.</div>", "First.\n\nSecond.", "" },
  { "Outlook, signature", "<div>New.</div><div id=\"Signature\"><p>Mina</p></div><div id=\"divRplyFwdMsg\">From: a</div>old", "New.", "Mina" },
  { "Outlook mobile", "<div>New.</div><div id=\"ms-outlook-mobile-signature\">Get <a>Outlook for iOS</a></div><div id=\"mail-editor-reference-message-container\"><b>From:</b> Mina</div>", "New.", NULL },
  { "Yahoo", "<div>New.</div><div class=\"yahoo_quoted\"><div>On Monday Mina wrote:</div><div>old</div></div>", "New.", "" },
  { "Yahoo, below", "<div class=\"yahoo_quoted\"><div>On Monday, Mina &lt;mina@acme.example&gt; wrote:</div><div>old</div></div><div>New.</div>", "New.", "" },
  { "Proton", "<div>New.</div><div class=\"protonmail_signature_block\">Mina</div><div class=\"protonmail_quote\">On Monday, Mina wrote:<br><blockquote>old</blockquote></div>", "New.", "Mina" },
  { "Zoho", "<div>New.</div><div class=\"zmail_extra\"><div>---- On Mon wrote ----</div>old</div>", "New.", "" },
  { "Naver", "<p>새 글입니다.</p><p>-----Original Message-----<br><b>From:</b> \"이민아\"&lt;mina@acme.example&gt;<br><b>To:</b> x<br><b>Cc:</b><br><b>Sent:</b> 2026-11-23<br><b>Subject:</b> 프린터</p><p>옛 글</p>", "새 글입니다.", "" },
  { "Daum", "<p>새 글입니다.</p><blockquote style='border-left:2px solid'>--------- 원본 메일 ---------<br>보낸사람: 이민아<br>받는사람: x<br>제목: y<br><br>옛 글</blockquote>", "새 글입니다.", "" },
  { "Outlook, Korean", "<p>새 글입니다.</p><div style='border:none;border-top:solid #B5C4DF 1.0pt'><p><b>보낸 사람:</b> 이민아 <br><b>보낸 날짜:</b> 월요일<br><b>받는 사람:</b> x<br><b>제목:</b> y</p></div><p>옛 글</p>", "새 글입니다.", "" },
  { "QQ", "<div>新的。</div><div style='font-size:12px'>------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b> Mina</div><div>旧的</div>", "新的。", "" },
  { "a quotation in a text", "<p>The page says</p><blockquote>error 5</blockquote><p>when I print.</p>", "The page says\n\n> error 5\n\nwhen I print.", "" },
  { "all of it in a quotation", "<div class=\"yahoo_quoted\">New.</div>", "New.", NULL },
  { "all of it in a signature", "<div id=\"Signature\">It fails.</div>", "It fails.", NULL },
  { "marks of a stranger", "a&#28;&#29;&#30;&#31;b", "ab", "" },
};

static void structure_tells_what_is_new(void)
{
  guint failed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strconcat("Subject: Re: x\nContent-Type: text/html; charset=utf-8\n\n", cases[i].html, NULL);
    g_autoptr(Mail) mail = sample_mail(text);
    gboolean has_marks = strpbrk(mail->text, "\x1C\x1D\x1E\x1F") || strpbrk(mail->request, "\x1C\x1D\x1E\x1F");
    if (g_strcmp0(mail->request, cases[i].request) != 0 || has_marks ||
        (cases[i].signature && g_strcmp0(mail->signature, cases[i].signature) != 0)) {
      g_test_message("%s: got '%s' and '%s'", cases[i].name, mail->request, mail->signature);
      failed++;
    }
  }
  g_assert_cmpuint(failed, ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/request/html", structure_tells_what_is_new);
  return g_test_run();
}
