#include "platform/storage/postgres/postgres.h"
#include "platform/storage/sqlite/sqlite.h"
#include "platform/storage/storage.h"

namespace kamino::storage {

std::unique_ptr<Database> open(const std::string& url, const Options& options) {
    if (url.starts_with("sqlite:")) return open_sqlite(url, options);
    if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
        return open_postgres(url, options);
    throw Fault{FaultCode::unavailable, "storage.bad_url", {}, {}, "neither sqlite: nor postgres://"};
}

}  // namespace kamino::storage
