/* Places where a stop would hurt most, made reachable for the crash test.
 *
 * With $DESKBELL_STOP_AT=N the process is killed at the N-th step (no cleanup, status 137 in a shell); with
 * $DESKBELL_STEP_LOG=FILE each step's name is appended to FILE. Without them a step costs one comparison. Called before
 * and after every write to the ledger and every exchange with a server. */
#pragma once

void step(const char *name);
