/* Korean particles, which follow the sound that a word ends in: 홍길동은, 제인은 but 결제팀이, 고객지원이, 서비스가. */
#pragma once
#include <glib.h>

/* The forms there are, by the name that templates use. */
struct particle {
  const char *name;       /* "eun" */
  const char *closed;     /* after a final consonant: "은" */
  const char *open;       /* after a vowel: "는" */
  const char *either;     /* where nobody can tell how the word is read: "은(는)" */
};
extern const struct particle particles[];
extern const gsize n_particles;

/* `word` with the particle at its end. Digits are read as Sino-Korean numbers, capitals as letters. */
char *particle_join(const char *word, const struct particle *particle);
