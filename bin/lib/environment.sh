# Sourced by every script of bin/: stops on the first error, goes to the root of the repository, finds the right Node.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export KAMINO_ROOT="$PWD"
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$PWD}"
# The Node that bin/setup brought, where the machine's own is too old.
if [ -x build/tools/node/bin/node ]; then
    PATH="$PWD/build/tools/node/bin:$PATH"
fi
# One preset for bin/run and bin/test, so that a fresh machine compiles the libraries once.
preset="${KAMINO_PRESET:-release}"

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Compilers at once: KAMINO_JOBS, or one a processor, and 1.5 GB of memory for each (the HTTP server's file needs 1.1 GB).
jobs() {
    if [ -n "${KAMINO_JOBS:-}" ]; then
        echo "$KAMINO_JOBS"
        return
    fi
    local by_memory limit
    by_memory=$(awk '/MemAvailable/ {print int($2 / 1572864)}' /proc/meminfo)
    limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
    if [[ $limit =~ ^[0-9]+$ ]] && ((limit / 1610612736 < by_memory)); then by_memory=$((limit / 1610612736)); fi
    local n
    n=$(nproc)
    if ((by_memory < n)); then n=$by_memory; fi
    echo $((n < 1 ? 1 : n))
}
