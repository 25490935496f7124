/* From stored facts to what reply renders with: the calendar and zone of the promise. Part of deskbell-net. */
#pragma once
#include "reply/reply.h"

struct calendars;

/* What an acknowledgement with these facts is rendered with at `now`. `identity` may be NULL (preview). Everything in the
 * result is borrowed. */
struct reply_context desk_reply_context(const struct config *config, const struct config_desk *settings,
                                        const struct calendars *calendars, const struct reply_facts *facts,
                                        const struct identity *identity, gint64 now);
