/* What a fuzzed part gives: bytes come in, and whatever they are, its promises hold (or it aborts). The same part is linked
 * with libFuzzer (configure --enable-fuzzing), or with each.c, which takes files. */
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* CPU time of this thread in milliseconds, since any time. */
double fuzz_clock(void);

/* Aborts when `what` took longer since `start` than $FUZZ_MILLISECONDS (50 in a build without instruments, else 400);
 * the longest are told at the end. */
void fuzz_stop(const char *what, double start);
