/* Headers as the usual servers write them, as the RFC allows them, and as strangers forge them. */
#include "policy/authentication.h"

#include "mail-of.h"

#include <string.h>

#define US "Authentication-Results: mx.acme.example; "
#define ID "mx.acme.example"

static const char *const names[] = {
  [AUTH_UNKNOWN] = "unknown", [AUTH_NONE] = "none", [AUTH_PASS] = "pass", [AUTH_FAIL] = "fail"
};

struct header_case {
  const char *headers; /* From is mina@customer.example unless it says otherwise */
  const char *expected; /* the result, and why */
};

static char *read_as(const char *headers, const char *authserv_id)
{
  g_autoptr(Mail) mail = mail_of(headers);
  struct authentication authentication;
  authentication_read(mail, authserv_id, &authentication);
  char *got = g_strdup_printf("%s%s%s", names[authentication.result], authentication.why ? ": " : "",
                              authentication.why ? authentication.why : "");
  authentication_clear(&authentication);
  return got;
}

static void check(const struct header_case *cases, gsize n, const char *authserv_id)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *got = read_as(cases[i].headers, authserv_id);
    if (strcmp(got, cases[i].expected))
      g_error("%s\ngot      %s\nexpected %s", cases[i].headers, got, cases[i].expected);
  }
}
#define CHECK(cases, id) check(cases, G_N_ELEMENTS(cases), id)

static void what_servers_write_is_understood(void)
{
  static const struct header_case cases[] = {
    /* Gmail and Google Workspace */
    { US "\n       dkim=pass header.i=@customer.example header.s=20230601 header.b=AbC+d/1=;\n"
         "       spf=pass (acme.example: domain of mina@customer.example designates 192.0.2.1 as permitted sender) "
         "smtp.mailfrom=mina@customer.example;\n       dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) "
         "header.from=customer.example",
      "pass: dmarc=pass" },
    { US "dkim=fail header.i=@customer.example header.s=s header.b=X; spf=softfail (acme.example: domain of transitioning "
         "mina@customer.example does not designate 192.0.2.1 as permitted sender) smtp.mailfrom=mina@customer.example; "
         "dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=customer.example",
      "fail: dmarc=fail" },
    { US "dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=customer.example", "none: dmarc=fail policy=none" },
    { US "dmarc=fail (p=REJECT sp=NONE dis=NONE) header.from=customer.example", "fail: dmarc=fail" },
    { US "arc=pass (i=1 spf=pass spfdomain=customer.example dkim=pass dkdomain=customer.example dmarc=pass "
         "fromdomain=customer.example); dmarc=fail (p=QUARANTINE) header.from=customer.example",
      "none: dmarc=fail arc=pass" },
    /* Microsoft 365, with a name as in its ARC headers */
    { US "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=customer.example; dkim=pass (signature was verified) "
         "header.d=customer.example;dmarc=pass action=none header.from=customer.example;compauth=pass reason=100",
      "pass: dmarc=pass" },
    { US "spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=customer.example; dkim=none (message not signed) "
         "header.d=none;dmarc=fail action=oreject header.from=customer.example;compauth=fail reason=000",
      "fail: dmarc=fail" },
    { US "spf=none smtp.mailfrom=customer.example; dkim=none header.d=none;dmarc=fail action=none "
         "header.from=customer.example;compauth=fail reason=001",
      "none: dmarc=fail policy=none" },
    { US "spf=pass smtp.mailfrom=customer.example; dkim=none header.d=none;dmarc=bestguesspass action=none "
         "header.from=customer.example;compauth=pass reason=109",
      "pass: spf=pass" },
    { US "spf=none smtp.mailfrom=customer.example;compauth=pass reason=130", "none: spf=none" },
    /* OpenDKIM, OpenDMARC and policyd-spf: a header each, of which only the topmost counts */
    { US "dmarc=pass (p=none dis=none) header.from=customer.example\n" US "spf=fail smtp.mailfrom=customer.example",
      "pass: dmarc=pass" },
    { US "dkim=pass (2048-bit key; unprotected) header.d=customer.example header.i=@customer.example header.a=rsa-sha256 "
         "header.s=mail header.b=AbCdEf12; dkim-atps=neutral",
      "pass: dkim=pass header.d=customer.example" },
    { US "spf=pass (mailfrom) smtp.mailfrom=customer.example (client-ip=192.0.2.1; helo=mail.customer.example; "
         "envelope-from=mina@customer.example; receiver=<UNKNOWN>)",
      "pass: spf=pass" },
    /* Rspamd */
    { US "\n\tdkim=pass header.d=customer.example header.s=mail header.b=\"A/b+C1\";\n\tspf=pass (mx.acme.example: domain "
         "of mina@customer.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=mina@customer.example;\n\t"
         "dmarc=pass (policy=reject) header.from=customer.example",
      "pass: dmarc=pass" },
    { US "dkim=none; dmarc=fail reason=\"No valid SPF, No valid DKIM\" header.from=customer.example (policy=reject)",
      "fail: dmarc=fail" },
    { US "dmarc=fail reason=\"No valid SPF\" header.from=customer.example (policy=none)", "none: dmarc=fail policy=none" },
    { US "auth=pass smtp.auth=mina@customer.example smtp.mailfrom=mina@customer.example",
      "pass: auth=pass smtp.auth=mina@customer.example" },
    { US "auth=pass smtp.auth=robot@customer.example smtp.mailfrom=mina@customer.example", "none: nothing was checked" },
    /* Fastmail */
    { US "\n    arc=none (no signatures found);\n    bimi=skipped (DMARC Policy is not at enforcement);\n    dkim=pass "
         "(2048-bit rsa key sha256) header.d=customer.example\n    header.i=@customer.example header.b=AbCdEf12 "
         "header.a=rsa-sha256\n    header.s=fm1 x-bits=2048;\n    dmarc=pass policy.published-domain-policy=none\n    "
         "policy.applied-disposition=none policy.evaluated-disposition=none\n    (p=none,d=none,d.eval=none)\n    "
         "policy.policy-from=p header.from=customer.example;\n    iprev=pass smtp.remote-ip=192.0.2.1 "
         "(mail.customer.example);\n    spf=pass smtp.mailfrom=mina@customer.example smtp.helo=mail.customer.example",
      "pass: dmarc=pass" },
    { US "dmarc=fail policy.published-domain-policy=none header.from=customer.example", "none: dmarc=fail policy=none" },
    { US "dmarc=fail policy.published-domain-policy=reject policy.applied-disposition=none header.from=customer.example",
      "fail: dmarc=fail" },
    /* Yahoo, Naver */
    { US "dkim=pass header.i=@customer.example header.s=s2048; spf=pass smtp.mailfrom=customer.example; "
         "dmarc=pass(p=REJECT) header.from=customer.example;",
      "pass: dmarc=pass" },
    { US "spf=pass(mx.acme.example: domain of mina@customer.example designates 192.0.2.1 as permitted sender) "
         "smtp.mailfrom=mina@customer.example; dkim=pass header.i=@customer.example",
      "pass: dkim=pass header.d=customer.example" },
    /* Exim */
    { US "iprev=pass (mail.customer.example) smtp.remote-ip=192.0.2.1; spf=pass smtp.mailfrom=customer.example; "
         "dmarc=pass header.from=customer.example; arc=none",
      "pass: dmarc=pass" },
  };
  CHECK(cases, ID);
}

static void the_syntax_of_the_rfc_is_read(void)
{
  static const struct header_case cases[] = {
    { "Authentication-Results: mx.acme.example; none", "none: nothing was checked" },
    { "Authentication-Results: mx.acme.example", "none: nothing was checked" },
    { "Authentication-Results: mx.acme.example 1; none", "none: nothing was checked" },
    { "Authentication-Results: mx.acme.example 1; spf=pass smtp.mailfrom=customer.example", "pass: spf=pass" },
    { "Authentication-Results: mx.acme.example 2; spf=pass smtp.mailfrom=customer.example",
      "none: the header cannot be read" },
    { "Authentication-Results: \"mx.acme.example\" (our own) ; spf=pass smtp.mailfrom=customer.example",
      "pass: spf=pass" },
    { "authentication-results: MX.Acme.Example; SPF=Pass SMTP.MailFrom=Customer.Example.", "pass: spf=pass" },
    { US "dkim/1=pass header.d=customer.example", "pass: dkim=pass header.d=customer.example" },
    { US "dkim/2=pass header.d=customer.example", "none: nothing was checked" },
    { "Authentication-Results: foo.example (foobar) 1 (baz);\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\n"
      " policy (A dot can go here) . (like that) expired\n (this surprised me) = (as I wasn't expecting it) 1362471462",
      "unknown" },
    { "Authentication-Results: (a (nested (one))) mx.acme.example (b) 1 (c);\n dkim (d) / 1 (e) = (f) pass\n header (g) . "
      "(h) d (i) = (j) customer.example",
      "pass: dkim=pass header.d=customer.example" },
    { US "spf=pass smtp.mailfrom=\"odd ; dkim=pass\"@customer.example", "pass: spf=pass" },
    { US "spf=pass smtp.mailfrom=prvs=123ab=mina@customer.example", "pass: spf=pass" },
    { US "spf=pass smtp.mailfrom=<mina@customer.example>", "pass: spf=pass" },
    { US "dmarc=pass header.from=CUSTOMER.example", "pass: dmarc=pass" },
    { US "dmarc=pass", "pass: dmarc=pass" },
    { "From: mina@b\xc3\xbc" "cher.example\n" US "dmarc=pass header.from=xn--bcher-kva.example", "pass: dmarc=pass" },
    { "From: mina@xn--bcher-kva.example\n" US "dkim=pass header.d=mail.b\xc3\xbc" "cher.example",
      "pass: dkim=pass header.d=mail.xn--bcher-kva.example" },
    { US "dkim=fail (body hash) header.d=customer.example; dkim=pass header.d=customer.example",
      "pass: dkim=pass header.d=customer.example" },
    { US "dkim=pass header.d=esp.example header.i=@esp.example; dkim=pass header.d=customer.example; dmarc=none",
      "pass: dkim=pass header.d=customer.example" },
    { US "dmarc=temperror; dkim=temperror header.d=customer.example", "none: dmarc=temperror" },
    { US "dmarc=permerror; spf=pass smtp.mailfrom=customer.example", "pass: spf=pass" },
    { US "spf=neutral smtp.mailfrom=customer.example", "none: spf=neutral" },
    { US "spf=fail smtp.mailfrom=customer.example; dmarc=none", "fail: spf=fail" },
    { US "spf=fail smtp.mailfrom=customer.example; arc=pass", "none: spf=fail" },
    { US "spf=fail smtp.mailfrom=customer.example; dkim=pass header.d=customer.example",
      "pass: dkim=pass header.d=customer.example" },
    { US "dkim=fail header.d=customer.example", "none: dkim=fail" },
    { US "iprev=pass policy.iprev=192.0.2.1", "none: nothing was checked" },
    { US "x-vendor=pass header.from=customer.example;; ; spf=pass smtp.mailfrom=customer.example;", "pass: spf=pass" },
  };
  CHECK(cases, ID);
}

static void alignment_is_that_of_the_same_domain_or_one_below(void)
{
  static const struct header_case cases[] = {
    { US "dkim=pass header.d=mail.customer.example", "pass: dkim=pass header.d=mail.customer.example" },
    { "From: mina@news.customer.example\n" US "dkim=pass header.d=customer.example",
      "pass: dkim=pass header.d=customer.example" },
    { "From: mina@news.customer.example\n" US "dkim=pass header.d=mail.customer.example",
      "none: dkim=pass, not for the domain of From" },
    { US "dkim=pass header.d=evilcustomer.example", "none: dkim=pass, not for the domain of From" },
    { US "dkim=pass header.d=customer.example.evil.example", "none: dkim=pass, not for the domain of From" },
    { US "dkim=pass header.d=example", "none: dkim=pass, not for the domain of From" },
    { US "dkim=pass header.d=.example", "none: dkim=pass, not for the domain of From" },
    { US "dkim=pass header.d=esp.example", "none: dkim=pass, not for the domain of From" },
    { US "dkim=pass header.d=esp.example header.i=@customer.example", "none: dkim=pass, not for the domain of From" },
    { US "spf=pass smtp.mailfrom=bounce@list.example", "none: spf=pass, not for the domain of From" },
    { US "spf=pass smtp.mailfrom=b@bounce.customer.example", "pass: spf=pass" },
    { US "spf=pass smtp.helo=mail.customer.example", "none: spf=pass, not for the domain of From" },
    { US "spf=pass smtp.mailfrom= (null sender)", "none: spf=pass, not for the domain of From" },
    { US "spf=pass smtp.mailfrom=<>", "none: spf=pass, not for the domain of From" },
    { US "spf=fail smtp.mailfrom=list.example", "none: spf=fail" },
    { US "dmarc=pass header.from=other.example", "none: dmarc=pass, not for the domain of From" },
    { US "dmarc=pass header.from=mail.customer.example", "none: dmarc=pass, not for the domain of From" },
    { "From: mina@localhost\n" US "dmarc=pass header.from=localhost", "none: dmarc=pass, not for the domain of From" },
  };
  CHECK(cases, ID);
}

static void strangers_cannot_vouch_for_themselves(void)
{
  static const struct header_case cases[] = {
    { "X-Empty: yes", "unknown" },
    { "Authentication-Results: mx.evil.example; dmarc=pass header.from=customer.example", "unknown" },
    { "Authentication-Results: mx.acme.example.evil.example; dmarc=pass header.from=customer.example", "unknown" },
    { "Authentication-Results: xmx.acme.example; dmarc=pass header.from=customer.example", "unknown" },
    { "Authentication-Results: (mx.acme.example) mx.evil.example; dmarc=pass", "unknown" },
    { "Authentication-Results: dmarc=pass header.from=customer.example", "unknown" },
    { "Authentication-Results: ; mx.acme.example; dmarc=pass", "unknown" },
    { "X-Authentication-Results: mx.acme.example; dmarc=pass header.from=customer.example", "unknown" },
    { "ARC-Authentication-Results: i=1; mx.acme.example; dmarc=pass header.from=customer.example", "unknown" },
    { "Authentication-Results-Original: mx.acme.example; dmarc=pass header.from=customer.example", "unknown" },
    /* below the genuine one, beside one of another server */
    { US "dmarc=fail (p=reject) header.from=customer.example\n" US "dmarc=pass header.from=customer.example",
      "fail: dmarc=fail" },
    { "Authentication-Results: mx.acme.example; none\n" US "dmarc=pass header.from=customer.example",
      "none: nothing was checked" },
    { "Authentication-Results: relay.acme.example; none\n" US "dmarc=pass header.from=customer.example\n"
      "Authentication-Results: mx.evil.example; dmarc=fail",
      "pass: dmarc=pass" },
    /* what they can choose, put where a server repeats it */
    { US "spf=pass (mx.acme.example: domain of \"a) ; dmarc=pass header.from=customer.example (\"@evil.example designates "
         "192.0.2.1) smtp.mailfrom=evil.example", "none: the header cannot be read" },
    { US "spf=none (domain of \"a\\\"\".\"b) smtp.mailfrom=x; dkim=pass header.d=customer.example (\"@evil.example)",
      "none: the header cannot be read" },
    { US "dkim=fail (\"body hash did not verify\") header.d=customer.example; spf=pass (said \"(ok)\") "
         "smtp.mailfrom=customer.example", "pass: spf=pass" },
    { US "spf=pass smtp.mailfrom==?utf-8?q?x=3B_dmarc=3Dpass_header.from=3Dcustomer.example?=@evil.example",
      "none: spf=pass, not for the domain of From" },
    { US "spf=none (=?utf-8?q?=29=3B_dmarc=3Dpass?=) smtp.mailfrom=evil.example",
      "none: spf=none" },
    { US "spf=pass (domain of \"x; dmarc=pass\"@evil.example) smtp.mailfrom=\"x; dmarc=pass "
         "header.from=customer.example\"@evil.example",
      "none: spf=pass, not for the domain of From" },
    { US "spf=pass smtp.mailfrom=x@customer.example smtp.mailfrom=y@evil.example",
      "none: spf=pass, not for the domain of From" },
    { US "spf=pass smtp.mailfrom=x; dmarc=pass header.from=customer.example@evil.example; dmarc=none",
      "none: dmarc=none" },
    { US "dmarc=pass header.from=customer.example; dmarc=fail header.from=customer.example", "fail: dmarc=fail" },
    { US "arc=pass", "none: nothing was checked" },
    { US "arc=pass (i=1 dmarc=pass fromdomain=customer.example); dmarc=none", "none: dmarc=none" },
    /* several authors, or none */
    { "From: mina@customer.example, eve@evil.example\n" US "dmarc=pass header.from=customer.example",
      "none: dmarc=pass, but From names several" },
    { "From: mina@customer.example\nFrom: eve@evil.example\n" US "dkim=pass header.d=customer.example",
      "none: dkim=pass header.d=customer.example, but From names several" },
    { "From: Nobody\n" US "dmarc=pass header.from=customer.example", "none: dmarc=pass, not for the domain of From" },
    { "From: Nobody\n" US "dmarc=fail header.from=customer.example", "fail: dmarc=fail" },
    /* never ended */
    { US "dmarc=pass header.from=customer.example (", "none: the header cannot be read" },
    { US "dmarc=pass header.from=customer.example (a (b)", "none: the header cannot be read" },
    { US "dmarc=pass header.from=customer.example; spf=pass smtp.mailfrom=\"x", "none: the header cannot be read" },
    { US "dmarc=pass header.from=customer.example (a\\", "none: the header cannot be read" },
    { US "=;==;.=.;/=/;dmarc", "none: nothing was checked" },
    { "Authentication-Results: mx.acme.example dmarc=pass header.from=customer.example",
      "none: the header cannot be read" },
    { "Authentication-Results:\nAuthentication-Results: ;\n" US "dmarc=pass", "pass: dmarc=pass" },
  };
  CHECK(cases, ID);
}

static void without_a_name_to_believe_nothing_is_known(void)
{
  g_autofree char *got = read_as(US "dmarc=pass header.from=customer.example", NULL);
  g_assert_cmpstr(got, ==, "unknown");
}

/* Microsoft 365 writes none, and renames what comes in. */
static void a_server_without_a_name_is_known_by_its_place(void)
{
  static const struct header_case cases[] = {
    { "Authentication-Results: spf=pass (sender IP is 192.0.2.1)\n smtp.mailfrom=customer.example; dkim=pass (signature was "
      "verified)\n header.d=customer.example;dmarc=pass action=none\n header.from=customer.example;compauth=pass reason=100",
      "pass: dmarc=pass" },
    { "Authentication-Results: (x) dmarc = fail action=oreject header.from=customer.example", "fail: dmarc=fail" },
    { US "dmarc=pass\nAuthentication-Results: dmarc=pass header.from=customer.example", "unknown" },
    { "Authentication-Results: -; dmarc=pass header.from=customer.example", "unknown" },
  };
  CHECK(cases, AUTHENTICATION_NO_NAME);
}

/* Time and memory stay in proportion to the header, which is at most 64 KiB. */
static void a_hostile_header_is_read_quickly(void)
{
  static const struct {
    const char *piece, *expected;
  } pieces[] = {
    { "(", "none: the header cannot be read" },
    { "((a)", "none: the header cannot be read" },
    { "\\\"", "none: the header cannot be read" },
    { ";", "none: the header cannot be read" },
    { "dkim=pass header.d=customer.example;", "none: the header cannot be read" },
    { "\\", "pass: dmarc=pass" },
    { "a=b ", "pass: dmarc=pass" },
    { "a.", "pass: dmarc=pass" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    GString *headers = g_string_new(US "dmarc=pass header.from=customer.example; ");
    while (headers->len < 60000)
      g_string_append(headers, pieces[i].piece);
    gint64 start = g_get_monotonic_time();
    g_autofree char *got = read_as(headers->str, ID);
    g_assert_cmpint(g_get_monotonic_time() - start, <, G_USEC_PER_SEC / 2);
    g_assert_cmpstr(got, ==, pieces[i].expected);
    g_string_free(headers, TRUE);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/authentication/servers", what_servers_write_is_understood);
  g_test_add_func("/authentication/syntax", the_syntax_of_the_rfc_is_read);
  g_test_add_func("/authentication/alignment", alignment_is_that_of_the_same_domain_or_one_below);
  g_test_add_func("/authentication/strangers", strangers_cannot_vouch_for_themselves);
  g_test_add_func("/authentication/no-id", without_a_name_to_believe_nothing_is_known);
  g_test_add_func("/authentication/no-name", a_server_without_a_name_is_known_by_its_place);
  g_test_add_func("/authentication/hostile", a_hostile_header_is_read_quickly);
  return g_test_run();
}
