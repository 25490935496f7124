/* The part of deskbell-filters(5) that the tables of conditions and results make. */
#pragma once

/* roff (man macros): a section of conditions and one of results. Free with g_free(). */
char *triage_rules_manual(void);
