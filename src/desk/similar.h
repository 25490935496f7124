/* Mails of nearly the same words: a robot that changes its From each time still says the same. */
#pragma once
#include "ledger/ledger.h" /* SIMILAR_BITS */

struct mail;

/* A 64-bit SimHash over the folded words of subject and newly written text, numbers and addresses left out, so that texts
 * that differ in a name or a number are a few bits apart. 0 when there are too few words. */
guint64 similar_fingerprint(const struct mail *mail);
