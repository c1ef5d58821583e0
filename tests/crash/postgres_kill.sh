#!/bin/bash
# kill -9 of a PostgreSQL server while clients write: nothing acknowledged may be lost, nothing may be there twice.
#   tests/crash/postgres_kill.sh [ROUNDS]        default 20
# Makes a cluster of its own in a temporary folder (fsync and synchronous_commit on) and removes it. The clients and the
# verdict are in server/platform/storage/postgres/postgres_kill_test.cpp. The last line is "N passed, N failed".
source "$(dirname "${BASH_SOURCE[0]}")/../../bin/lib/environment.sh"

rounds="${1:-20}"
clients="build/$preset/server/kamino_platform_storage_test"
[ -x "$clients" ] || fail "$clients is not built; run bin/build --all"
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$programs/initdb" ] || fail "PostgreSQL is not installed; run bin/setup --tests"

owner=()
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id -u $user >/dev/null 2>&1 || user=nobody
    owner=(setpriv "--reuid=$user" "--regid=$(id -g $user)" --clear-groups --)
fi
folder=$(cd / && "${owner[@]}" mktemp -d /tmp/kamino-kill.XXXXXX)
stop() {
    (cd / && "${owner[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

(cd / && "${owner[@]}" env HOME="$folder" LC_ALL=C.UTF-8 "$programs/initdb" -D "$folder/data" -U kamino -A trust \
    -E UTF8 >"$folder/initdb.log" 2>&1) || { cat "$folder/initdb.log" >&2; fail "initdb failed"; }
port=$((20000 + RANDOM % 20000))
start="cd / && ${owner[*]} env HOME=$folder $programs/pg_ctl -D $folder/data -l $folder/log -w -o '-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder' start >/dev/null"
bash -c "$start" || { cat "$folder/log" >&2; fail "the cluster did not start"; }

export KAMINO_TEST_PG="postgres://kamino@127.0.0.1:$port/postgres"
export KAMINO_KILL_DATA="$folder/data" KAMINO_KILL_START="$start" KAMINO_KILL_ROUNDS="$rounds"
if "$clients" --gtest_filter='PostgresKillTest.*' 2>"$folder/clients.log"; then
    grep -E '^refused' "$folder/clients.log" | head -5 || true
    echo "2 passed, 0 failed"
else
    tail -40 "$folder/clients.log" >&2
    echo "0 passed, 2 failed"
    exit 1
fi
