/* A desk, made by hand, that the tests of this room compose for. */
#pragma once
#include "reply/reply.h"

struct fixture {
  struct config config;
  struct config_desk desk;
  struct config_calendar office;
  struct config_team billing;
  struct reply_facts *facts;
  struct reply_context context;
  struct templates *templates;
};

/* Acme Support in Berlin, Sunday 2026-11-22 10:00; Jane Doe's ticket 1042 about an invoice, due on Monday at 12:00. The
 * shipped texts. */
void fixture_init(struct fixture *fixture);
void fixture_init_with(struct fixture *fixture, struct templates *templates); /* which fixture_clear() frees */
struct templates *fixture_templates(void);                                    /* the shipped texts */
void fixture_clear(struct fixture *fixture);

/* The same for a Korean customer of a desk in Seoul. */
void fixture_in_korean(struct fixture *fixture);

struct reply_mail *fixture_compose(const struct fixture *fixture);

/* "" replaces by nothing. */
void fixture_set(char **field, const char *value);
void fixture_add(GPtrArray *list, const char *value);
