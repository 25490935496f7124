/* The IMAP source and a server that misbehaves: a thread speaks what a table says. */
#pragma once
#include "source/imap-private.h"

enum after { GO_ON, STALL, CLOSE, FLOOD, FLOOD_LINES };

struct rule {
  const char *command; /* what the client's line has in it; NULL ends the list */
  const char *reply;   /* "%T" is its tag */
  enum after after;
  guint times;         /* it holds for that many lines; 0: for all */
};

#define MAX_RULES 12

struct script {
  const char *name;
  struct rule rules[MAX_RULES]; /* before `usual` */
};

struct server {
  const struct script *script;
  int listener;
  guint16 port;
  guint used[MAX_RULES];
  char tag[32];
  GString *transcript; /* the client's commands, without tags */
  GThread *thread;
};

struct run {
  struct config_mailbox mailbox;
  struct server server;
  struct source *source;
  struct imap_state state;
  GError *error; /* of opening */
};

/* What the next run is asked by; NULL: it is not. */
extern gboolean (*run_interrupted)(void);

void run_start(struct run *run, const struct script *script, enum config_done done, const char *done_name);
void run_stop(struct run *run);
