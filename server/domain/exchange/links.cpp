#include "domain/exchange/links.h"

#include "domain/exchange/exchange.sql.h"
#include "platform/base/id.h"

namespace kamino::exchange {
namespace {

Link link_of(const storage::Rows& rows) {
    const auto said = base::parse_json(rows.text(6));
    return {rows.text(0), rows.text(1), rows.text(2),    rows.text(3),
            rows.text(4), rows.text(5), said.as_object()};
}

}  // namespace

using describe::field;

const describe::Entity& PlanImport::entity() {
    static const auto e = describe::make_entity<PlanImport>(
        "plan_import", "plan_imports",
        {field<&PlanImport::name>("name", {.max_len = 1000, .writable = false}),
         field<&PlanImport::state>("state", {.choices = {"applied", "undone"}, .writable = false}),
         field<&PlanImport::user_id>("user_id", {.reference = "user", .writable = false}),
         field<&PlanImport::account_ids>("account_ids", {.reference = "account",
                                                         .writable = false,
                                                         .audited = false,
                                                         .filterable = false,
                                                         .sortable = false}),
         field<&PlanImport::result>(
             "result", {.writable = false, .audited = false, .filterable = false, .sortable = false})});
    return e;
}

void add_link(storage::Write& write, const std::string& import_id, const Link& link) {
    write.execute(sql::add_link, {{"id", base::new_id()},
                                  {"import", import_id},
                                  {"plan", link.plan_id},
                                  {"account", link.account_id},
                                  {"entity", link.entity},
                                  {"record", link.record_id},
                                  {"key", link.key},
                                  {"external_id", link.external_id},
                                  {"said", base::json_text(link.said)}});
}

std::optional<Link> find_link(storage::Read& read, const std::string& key) {
    auto rows = read.query(sql::find_link, {{"key", key}});
    if (!rows.next()) return std::nullopt;
    return link_of(rows);
}

std::map<std::string, Link> links_of(storage::Read& read, const std::string& plan_id) {
    std::map<std::string, Link> all;
    auto rows = read.query(sql::list_links, {{"plan", plan_id}});
    while (rows.next()) {
        auto link = link_of(rows);
        all.insert_or_assign(link.key, std::move(link));
    }
    return all;
}

void remove_links(storage::Write& write, const std::string& import_id) {
    write.execute(sql::remove_links, {{"import", import_id}});
}

}  // namespace kamino::exchange
