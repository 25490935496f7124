/* What deskbell-templates(5) is made from. */
#pragma once

/* The variables of templates as a list in roff. Free with g_free(). */
char *reply_variables_manual(void);
