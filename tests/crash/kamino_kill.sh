#!/bin/bash
# kill -9 of the real server while HTTP clients write under idempotency keys and an import runs: nothing acknowledged may be
# lost, nothing may be half there or there twice. On SQLite, and on PostgreSQL where KAMINO_TEST_PG says there is one.
#   tests/crash/kamino_kill.sh [ROUNDS]        default 20 (bin/check --full)
# The last line is "N passed, N failed".
source "$(dirname "${BASH_SOURCE[0]}")/../../bin/lib/environment.sh"

export KAMINO_BIN="${KAMINO_BIN:-$PWD/build/$preset/kamino}"
KAMINO_KILL_ROUNDS="${1:-20}" exec node tests/crash/kamino_kill.mjs
