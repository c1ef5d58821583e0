#include "platform/storage/sqlite/sqlite.h"
#include "platform/storage/storage.h"
#if __has_include("platform/storage/postgres/postgres.h")
#include "platform/storage/postgres/postgres.h"
#define KAMINO_HAS_POSTGRES 1
#endif

namespace kamino::storage {

std::unique_ptr<Database> open(const std::string& url, const Options& options) {
    if (url.starts_with("sqlite:")) return open_sqlite(url, options);
#ifdef KAMINO_HAS_POSTGRES
    if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
        return open_postgres(url, options);
#endif
    throw Fault{FaultCode::unavailable, "storage.bad_url", {}, {}, "neither sqlite: nor postgres://"};
}

}  // namespace kamino::storage
