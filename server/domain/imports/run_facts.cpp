#include "domain/imports/run_facts.h"

#include <future>

#include "domain/imports/imports_store.h"

namespace kamino::imports {
namespace {

constexpr std::size_t bytes_ahead = 24 << 20;  // packed; two batches are alive at a time
constexpr int most_rows_ahead = 500'000;
constexpr int least_direct = 2'000, most_direct = 50'000;

// What was read ahead, with the import's progress behind it.
struct Batch {
    FactBatch facts;
    std::vector<RowFault> faults;
    std::string result;
    std::int64_t rows = 0, bytes = 0;
    int read = 0;
    bool blocked = false, more = true;
};

Batch read_ahead(Session& session) {
    bool blocked = false, more = true;
    int read = 0;
    Row row;
    while (read < most_rows_ahead && session.bytes_of_facts() < bytes_ahead && !blocked &&
           (more = session.table().next(row))) {
        ++read;
        blocked = !session.fact(row);
    }
    session.counts.rows -= blocked ? 1 : 0;  // the row that waits is not behind us yet
    Batch batch{session.take_facts(),
                std::exchange(session.faults, {}),
                result_json(session),
                session.counts.rows,
                static_cast<std::int64_t>(session.table().done()),
                read,
                blocked,
                more};
    session.counts.rows += blocked ? 1 : 0;
    return batch;
}

void write_batch(registry::Registry& registry, const storage::Origin& origin, const Import& import,
                 Batch& batch) {
    registry.database().write(origin, [&](storage::Write& w) {
        batch.facts.write(w);
        add_faults(w, import.id, batch.faults);
        save_progress(w, import.id, batch.rows, batch.bytes, batch.result);
    });
}

}  // namespace

bool apply_facts(registry::Registry& registry, jobs::Run& run, const Import& import, Session& session,
                 const DirectChunk& direct) {
    const auto total = static_cast<std::int64_t>(session.table().total());
    const storage::Origin origin{run.actor().user_id, "import", import.id};
    const auto ahead = [&] { return std::async(std::launch::async, [&] { return read_ahead(session); }); };
    int direct_rows = least_direct;
    auto next = ahead();
    for (;;) {
        auto batch = next.get();
        if (run.cancelled()) return false;
        if (!batch.blocked && batch.more) next = ahead();
        if (batch.read > (batch.blocked ? 1 : 0) || !batch.more) write_batch(registry, origin, import, batch);
        run.progress(batch.bytes, total);
        if (!batch.blocked) {
            if (!batch.more) return true;
            continue;
        }
        // Unknown names come in swarms: the shorter the way between two, the more rows take the slow way.
        direct_rows = batch.read < most_direct ? std::min(2 * direct_rows, most_direct) : least_direct;
        if (!direct(direct_rows)) return true;
        next = ahead();
    }
}

}  // namespace kamino::imports
