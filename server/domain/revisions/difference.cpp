#include "domain/revisions/difference.h"

namespace kamino::revisions {

bool is_empty(const boost::json::value& value) {
    return value.is_null() || (value.is_string() && value.get_string().empty()) ||
           (value.is_array() && value.get_array().empty()) ||
           (value.is_object() && value.get_object().empty());
}

namespace {

const boost::json::value& member(const boost::json::object& row, std::string_view name) {
    static const boost::json::value none;
    const auto* found = row.if_contains(name);
    return found ? *found : none;
}

std::vector<FieldChange> changes(const boost::json::object& before, const boost::json::object& after);

// Documents differ member by member: "content.budget".
bool add_members(const std::string& name, const boost::json::value& was, const boost::json::value& is,
                 std::vector<FieldChange>& fields) {
    static const boost::json::object nothing;
    if (name != "content" || (!was.is_object() && !is.is_object())) return false;
    for (auto& change :
         changes(was.is_object() ? was.get_object() : nothing, is.is_object() ? is.get_object() : nothing))
        fields.push_back({name + "." + change.name, std::move(change.before), std::move(change.after)});
    return true;
}

std::vector<FieldChange> changes(const boost::json::object& before, const boost::json::object& after) {
    std::vector<FieldChange> fields;
    std::vector<std::string> names;
    for (const auto& [name, value] : before) names.emplace_back(name);
    for (const auto& [name, value] : after)
        if (!before.contains(name)) names.emplace_back(name);
    for (const auto& name : names) {
        const auto& was = member(before, name);
        const auto& is = member(after, name);
        if (was == is || (is_empty(was) && is_empty(is))) continue;
        if (!add_members(name, was, is, fields)) fields.push_back({name, was, is});
    }
    return fields;
}

}  // namespace

std::vector<RowChange> difference(const State& before, const State& after) {
    std::vector<RowChange> rows;
    static const std::map<std::string, boost::json::object> nothing;
    const auto of = [](const State& state,
                       const std::string& entity) -> const std::map<std::string, boost::json::object>& {
        const auto found = state.find(entity);
        return found == state.end() ? nothing : found->second;
    };
    std::map<std::string, int> entities;
    for (const auto* state : {&before, &after})
        for (const auto& [entity, records] : *state) entities[entity];
    for (const auto& [entity, ignored] : entities) {
        const auto& was = of(before, entity);
        const auto& is = of(after, entity);
        for (const auto& [id, row] : was) {
            const auto found = is.find(id);
            if (found == is.end())
                rows.push_back({RowChange::Kind::removed, entity, id, changes(row, {})});
            else if (auto fields = changes(row, found->second); !fields.empty())
                rows.push_back({RowChange::Kind::changed, entity, id, std::move(fields)});
        }
        for (const auto& [id, row] : is)
            if (!was.contains(id)) rows.push_back({RowChange::Kind::added, entity, id, changes({}, row)});
    }
    return rows;
}

}  // namespace kamino::revisions
