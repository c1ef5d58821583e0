#include "domain/plans/plans_store.h"

#include "domain/plans/plans_store.sql.h"
#include "platform/base/text.h"

namespace kamino::plans {
namespace {

template <class T>
std::vector<T> children(storage::Read& read, const std::string& plan_id, const char* sort) {
    storage::ListQuery query;
    query.filter = "plan_id = \"" + plan_id + "\"";
    query.sort = sort;
    query.limit = 1000;
    return storage::list<T>(read, query);
}

}  // namespace

std::vector<Section> sections_of(storage::Read& read, const std::string& plan_id) {
    return children<Section>(read, plan_id, "position");
}
std::vector<Question> questions_of(storage::Read& read, const std::string& plan_id) {
    return children<Question>(read, plan_id, "position");
}
std::vector<Objective> objectives_of(storage::Read& read, const std::string& plan_id) {
    return children<Objective>(read, plan_id, "created_at");
}
std::vector<Source> sources_of(storage::Read& read, const std::string& plan_id) {
    return children<Source>(read, plan_id, "created_at");
}

std::string user_name(storage::Read& read, const std::optional<std::string>& id) {
    return id ? read.text(sql::user_name, {{"id", *id}}).value_or("") : "";
}

bool has_question(storage::Read& read, const std::string& plan_id, const std::string& key) {
    return read.text(sql::find_question, {{"plan", plan_id}, {"key", key}}).has_value();
}

bool has_open_plan(storage::Read& read, const std::string& account_id, const std::string& except_id) {
    return read.text(sql::find_open, {{"account", account_id}, {"except", except_id}}).has_value();
}

std::optional<Plan> plan_of(storage::Read& read, std::string_view account_id) {
    const auto id = read.text(sql::find_plan_of, {{"account", account_id}});
    return id ? storage::find<Plan>(read, *id) : std::nullopt;
}

std::vector<std::string> accounts_named(storage::Read& read, std::string_view text) {
    std::vector<std::string> ids;
    auto rows = read.query(sql::list_named_accounts, {{"wanted", text}, {"folded", base::fold(text)}});
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

}  // namespace kamino::plans
