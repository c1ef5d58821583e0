// Documents of many accounts in one archive.
#pragma once
#include "domain/documents/public.h"

namespace kamino::documents {

struct Batch : describe::Record {
    std::optional<std::string> user_id;  // who asked; nobody else sees it
    std::string state = "waiting";       // waiting running done failed
    std::string format = "pptx", audience = "internal", view = "full", language = "en";
    std::vector<std::string> account_ids;
    std::int64_t account_count = 0, made_count = 0;
    std::string job_id, path;
    describe::Document report;  // {"items":[{"account_id","name","outcome","file"}]}
    static const describe::Entity& entity();
};

inline constexpr std::size_t most_accounts = 1000;
inline constexpr int days_kept = 7;

Surroundings& surroundings();
void run_batch(const registry::Registry& registry, jobs::Run& run);
// Forgets batches that are older than a week, and their archives.
void sweep(storage::Write& write);

}  // namespace kamino::documents
