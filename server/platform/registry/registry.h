// What verticals offer. A Resource is a described entity with a route: from it come list, load, create,
// patch, delete, restore, export, search, import and OpenAPI, with visibility, permissions, idempotency keys
// and ETags applied in one place. Filled at start by main/compose.cpp through each vertical's `void
// offer(registry::Registry&)`; read-only after.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/audit.h"
#include "platform/auth/auth.h"
#include "platform/describe/describe.h"
#include "platform/jobs/jobs.h"

namespace kamino::registry {

using describe::Record;
using describe::RecordPtr;

// Cross-field rules and rules that need the database; runs in the write transaction before the row is
// written, may fill derived fields of `after`. `before` is nullptr for an insert.
using Check = std::function<void(storage::Write&, const auth::Actor&, const Record* before, Record& after,
                                 std::vector<FieldFault>& faults)>;
// Consequences in the same transaction, after the row is written. `after` nullptr: it went to the bin;
// `before` nullptr: it is new, or came back.
using Saved = std::function<void(storage::Write&, const Record* before, const Record* after)>;

struct Resource {
    const describe::Entity* entity = nullptr;
    std::string route;  // "accounts" -> /api/v1/accounts
    std::string area;   // permissions "<area>.read" and "<area>.write"
    bool creatable = true, updatable = true, deletable = true;
    bool own_item = false;    // the vertical serves GET /{id} itself, with more than the fields
    bool importable = false;  // a target of `kamino import --as <route with _>`
    bool exportable = true;
    std::string default_sort = "-created_at";
    Check check{};
    Saved saved{};
    // Who sees a row; empty: by the entity's account_field through auth::visible_accounts, or everybody with
    // "<area>.read" when the entity belongs to no account.
    std::function<storage::Scope(const auth::Actor&)> scope{};
    // Puts words of the reader's language in place of what the product ships, where nobody wrote his own.
    std::function<void(Record&, i18n::Language)> in_words{};
    // May refuse that a row goes to the bin, by throwing.
    std::function<void(storage::Write&, const auth::Actor&, const Record&)> removing{};

    // ---- imports ----
    // Runs after each chunk of an import for all rows it touched (their ids), instead of `saved` for each.
    std::function<void(storage::Write&, const std::vector<std::string>& ids)> imported{};
    // Runs once when a whole import of this resource was applied or undone.
    std::function<void(storage::Write&)> import_done{};
    // Facts in millions of rows (sales lines): no change-log line per row, rows carry import_id, undo deletes
    // by it.
    bool bulk = false;
};

class Registry {
  public:
    Registry(storage::Database& database, http::Server& server, auth::Auth& auth, jobs::Queue& jobs);

    void offer(Resource resource);  // adds the resource and its routes
    // A route of a vertical's own ("/api/v1/accounts/{id}/score"); `access` is a permission.
    void route(http::Route route);

    // An entity with routes of its own only: its schema goes into the OpenAPI document.
    void add_schema(const describe::Entity& entity) { described_.push_back(&entity); }

    const std::vector<std::unique_ptr<Resource>>& resources() const { return resources_; }
    const std::vector<const describe::Entity*>& described() const { return described_; }
    const Resource* find(std::string_view entity_name) const;  // nullptr when unknown
    const Resource* by_route(std::string_view route) const;
    const Resource& at(std::string_view entity_name) const;  // defect when unknown

    // What filters need to know of the workspace: its fiscal calendar, its groups. Set by main/compose.cpp;
    // what it gives lives no longer than the transaction.
    void set_reading(std::function<describe::Reading(storage::Read&)> fn) { reading_ = std::move(fn); }
    describe::Reading reading(storage::Read& read) const {
        return reading_ ? reading_(read) : describe::Reading{};
    }

    storage::Database& database() { return database_; }
    jobs::Queue& jobs() { return jobs_; }
    auth::Auth& auth() { return auth_; }
    http::Server& server() { return server_; }

    // The whole OpenAPI 3.1 document of what is registered now.
    std::string openapi() const;
    // Adds GET /api/v1/openapi.json, /api/v1/search, /api/v1/bin.
    void install_shared_routes();

  private:
    storage::Database& database_;
    http::Server& server_;
    auth::Auth& auth_;
    jobs::Queue& jobs_;
    std::vector<std::unique_ptr<Resource>> resources_;
    std::vector<const describe::Entity*> described_;
    std::function<describe::Reading(storage::Read&)> reading_;
};

// ---- what the API, the importer and the verticals do with a resource: the same rules by every door
// ---------------
storage::Scope scope_of(const Resource& resource, const auth::Actor& actor);
// Validates (rows of the entity, references exist and are visible, the check hook); throws invalid_fields.
void check(const Registry& registry, storage::Write& write, const Resource& resource,
           const auth::Actor& actor, const Record* before, Record& after);
// check + insert or update + saved hook. `before` nullptr = insert. Returns false when nothing differed.
bool save(const Registry& registry, storage::Write& write, const Resource& resource, const auth::Actor& actor,
          const Record* before, Record& after);
void remove(const Registry& registry, storage::Write& write, const Resource& resource,
            const auth::Actor& actor, Record& record);
void restore(const Registry& registry, storage::Write& write, const Resource& resource,
             const auth::Actor& actor, Record& record);

// ---- for verticals' own routes
// ---------------------------------------------------------------------------------- limit, cursor, sort,
// filter, q, count of a list request.
storage::ListQuery list_query(const http::Request& request, std::string_view default_sort);
// Fault invalid_field at `path` when a name is no member of the entity's JSON.
void require_members(const describe::Entity& entity, std::span<const std::string_view> names,
                     std::string_view path);
// {"items":[…],"next_cursor":…,"total":…}; ?fields= applied.
http::Response list_response(const http::Request& request, const describe::Entity& entity,
                             const storage::Page& page);
// Runs fn in a write transaction under the request's Idempotency-Key, if it has one: a repeat with the same
// body gives the first answer, with another body Fault conflict "request.idempotency_mismatch".
http::Response write(Registry& registry, const http::Request& request,
                     const std::function<http::Response(storage::Write&, const auth::Actor&)>& fn);
http::Response read(Registry& registry, const http::Request& request,
                    const std::function<http::Response(storage::Read&, const auth::Actor&)>& fn);

// A cell by RFC 4180; text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP
// CSV injection).
std::string csv_cell(std::string text, bool number);
// Streams every visible row that the request's filter asks for (?format=csv|ndjson|xlsx&columns=a,b&lang=es),
// safe against spreadsheet formulas. The same code serves `kamino export`.
http::Response export_response(Registry& registry, const Resource& resource, const http::Request& request);
struct ExportOptions {
    std::string format = "csv";
    std::vector<std::string> columns;       // empty = all that are not secret; "custom.size" too
    std::optional<i18n::Language> words{};  // headings and choices in words; nullopt = as imports read them
    storage::ListQuery query;
    std::function<describe::Reading(storage::Read&)> reading{};  // of the query's filter
};
void export_rows(storage::Database& database, const Resource& resource, const auth::Actor& actor,
                 const ExportOptions& options, const std::function<void(std::string_view)>& out);

}  // namespace kamino::registry
