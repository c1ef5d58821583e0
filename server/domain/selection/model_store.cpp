// Models and their versions in the database.
#include <algorithm>
#include <array>

#include "domain/selection/model.h"
#include "domain/selection/model_store.sql.h"
#include "platform/base/log.h"

namespace kamino::selection {
namespace {

// What a filter may ask of: what is told to us about an account. What a run works out would make scores
// depend on scores.
constexpr std::array<std::string_view, 27> judged_fields{"name",
                                                         "status",
                                                         "industry",
                                                         "city",
                                                         "region",
                                                         "country",
                                                         "owner_id",
                                                         "owner_name",
                                                         "parent_id",
                                                         "employees",
                                                         "tags",
                                                         "external_id",
                                                         "legal_name",
                                                         "postal_code",
                                                         "year_founded",
                                                         "source",
                                                         "annual_revenue",
                                                         "unit_name",
                                                         "unit_kind",
                                                         "location_name",
                                                         "location_kind",
                                                         "location_city",
                                                         "location_region",
                                                         "location_country",
                                                         "team_user_id",
                                                         "team_role",
                                                         "website"};

constexpr std::string_view group_term = "group";  // terms.cpp; the groups vertical says who is in it

void check_names(const describe::Filter& filter, std::vector<FieldFault>& faults) {
    if (filter.node == describe::Filter::Node::comparison && filter.name != group_term &&
        !filter.name.starts_with("custom.") &&
        std::find(judged_fields.begin(), judged_fields.end(), filter.name) == judged_fields.end())
        faults.push_back({"/filter", "selection.filter_field", {{"name", filter.name}}});
    for (const auto& part : filter.parts) check_names(part, faults);
}

// A group goes by what it asks for: not by the score, which would depend on itself.
void check_group_names(const describe::Filter& filter, const describe::Reading& reading,
                       std::vector<FieldFault>& faults) {
    if (filter.node == describe::Filter::Node::comparison && filter.name == group_term)
        for (const auto& id : filter.values)
            if (reading.expand && !id.null &&
                reading.expand(group_term, id.text, "g").sql.find("portfolio.score") != std::string::npos)
                faults.push_back({"/filter", "selection.filter_group_by_score", {}});
    for (const auto& part : filter.parts) check_group_names(part, reading, faults);
}

// For filters that were kept: a custom field of theirs may be gone meanwhile.
describe::Reading outliving(describe::Reading reading) {
    reading.find_member = nullptr;
    return reading;
}

void check_filter(const SelectionModel& row, const describe::Reading& reading,
                  std::vector<FieldFault>& faults) {
    const bool standard = row.id == model_id;
    if (standard && !row.filter.empty()) faults.push_back({"/filter", "selection.standard_judges_all", {}});
    if (standard) return;
    try {
        const auto filter = describe::parse_filter(row.filter);
        check_names(filter, faults);
        if (!faults.empty()) return;
        check_group_names(filter, reading, faults);
        if (describe::compile(PortfolioRow::entity(), filter, "f", reading).sql.empty())
            faults.push_back({"/filter", "field.required", {}});
    } catch (const Fault& fault) {
        faults.push_back({"/filter", fault.key, fault.params});
    }
}

bool asks_group(const describe::Filter& filter, const std::optional<std::string_view>& id) {
    if (filter.node == describe::Filter::Node::comparison && filter.name == group_term)
        return !id || std::any_of(filter.values.begin(), filter.values.end(),
                                  [&](const auto& value) { return value.text == *id; });
    return std::any_of(filter.parts.begin(), filter.parts.end(),
                       [&](const auto& part) { return asks_group(part, id); });
}

// Whom the model's filter takes. A group that is gone all the same (restored data, another workspace's model)
// takes nobody: a run must not fail for it. Nor for a custom field that is gone: what accounts still say of
// it counts.
describe::Condition claimed_by(const Model& model, const describe::Reading& reading) {
    try {
        return describe::compile(PortfolioRow::entity(), describe::parse_filter(model.filter), "f",
                                 outliving(reading));
    } catch (const Fault& fault) {
        if (!filters_by_group(model)) throw;
        log::warn("the group of a selection model is gone", {{"model", model.id}, {"why", fault.key}});
        return {};
    }
}

// The place among the others is no part of a version.
bool same_version(const SelectionModel& a, const SelectionModel& b) {
    const auto one = model_of(a), other = model_of(b);
    return one.name == other.name && one.filter == other.filter && one.rules == other.rules &&
           one.class_rules == other.class_rules;
}

SelectionModel version_row(const storage::Rows& rows, int first, const std::string& id, std::int64_t number) {
    SelectionModel row;
    row.id = id;
    row.number = number;
    row.name = rows.text(first);
    row.filter = rows.text(first + 1);
    row.weights.json = rows.text(first + 2);
    row.settings.json = rows.text(first + 3);
    row.thresholds.json = rows.text(first + 4);
    return row;
}

}  // namespace

SelectionModel load_model_row(storage::Read& read, const std::string& id) {
    if (auto row = storage::find<SelectionModel>(read, id)) return *row;
    if (id != model_id) throw not_found();
    return row_of(shipped_model());
}

Model load_model(storage::Read& read, const std::string& id) {
    return model_of(load_model_row(read, id));
}

std::vector<Model> load_models(storage::Read& read) {
    std::vector<Model> models{load_model(read)};
    for (const auto& row : storage::list<SelectionModel>(read, {.sort = "position,name", .limit = 200}))
        if (row.id != model_id) models.push_back(model_of(row));
    return models;
}

Model load_version(storage::Read& read, const std::string& id, std::int64_t number) {
    auto rows = read.query(sql::find_version, {{"model", id}, {"number", number}});
    if (rows.next()) return model_of(version_row(rows, 0, id, number));
    auto model = shipped_model();
    model.id = id;
    model.number = number;
    return model;
}

// A computed criterion is made of a field that there is; one that has gone meanwhile does not block its
// model.
void check_computed(storage::Read& read, const SelectionModel* before, const SelectionModel& after,
                    std::vector<FieldFault>& faults) {
    const auto was = before ? model_of(*before).rules.own : std::vector<OwnCriterion>{};
    const auto fields = computed_fields(read, i18n::Language::en);
    for (const auto& own : model_of(after).rules.own) {
        const auto same = [&](const auto& other) { return own.field == other.field && own.key == other.key; };
        const auto named = [&](const auto& field) { return own.field == field.key; };
        if (!own.judged && std::none_of(was.begin(), was.end(), same) &&
            std::none_of(fields.begin(), fields.end(), named))
            faults.push_back(
                {"/settings/" + own.key + "/field", "selection.unknown_measure", {{"name", own.field}}});
    }
}

void check_saved_model(storage::Write& write, const describe::Record* before, describe::Record& after,
                       const describe::Reading& reading, std::vector<FieldFault>& faults) {
    auto& row = static_cast<SelectionModel&>(after);
    const auto* was = static_cast<const SelectionModel*>(before);
    check_model(row, faults);
    const bool kept = was ? was->filter == row.filter : !row.id.empty();  // or it comes back from the bin
    check_filter(row, kept ? outliving(reading) : reading, faults);
    if (faults.empty()) check_computed(write, was, row, faults);
    if (!faults.empty()) return;
    if (!was) {
        // Out of the bin, or the shipped one for the first time: after whatever there was.
        const auto last =
            row.id.empty() ? std::nullopt : write.integer(sql::last_number, {{"model", row.id}});
        row.number = last.value_or(0) + 1;
        return;
    }
    const bool used = write.integer(sql::used_at, {{"model", was->id}, {"number", was->number}}).has_value();
    row.number = was->number + (used && !same_version(*was, row) ? 1 : 0);
}

void keep_version(storage::Write& write, const SelectionModel* before, const SelectionModel& after) {
    if (before && same_version(*before, after)) return;
    const auto& by = write.origin().actor_id;
    write.execute(sql::put_version, {{"model", after.id},
                                     {"number", after.number},
                                     {"name", after.name},
                                     {"filter", after.filter},
                                     {"weights", after.weights.json},
                                     {"settings", after.settings.json},
                                     {"thresholds", after.thresholds.json},
                                     {"at", write.at()},
                                     {"by", by.empty() ? std::nullopt : std::optional{by}}});
}

void mark_used(storage::Write& write, const Model& model) {
    write.execute(sql::mark_used, {{"model", model.id}, {"number", model.number}, {"at", write.at()}});
}

std::vector<Version> list_versions(storage::Read& read, const std::string& id) {
    std::vector<Version> versions;
    auto rows = read.query(sql::list_versions, {{"model", id}});
    while (rows.next()) {
        const auto used = rows.maybe_integer(8);
        versions.push_back({model_of(version_row(rows, 1, id, rows.integer(0))), rows.instant(6),
                            rows.text(7), used ? std::optional{Instant{*used}} : std::nullopt});
    }
    return versions;
}

std::vector<std::pair<std::string, std::int64_t>> count_judged(storage::Read& read) {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    auto rows = read.query(sql::count_judged);
    while (rows.next()) counts.emplace_back(rows.text(0), rows.integer(1));
    return counts;
}

bool filters_by_group(const Model& model) {
    return asks_group(describe::parse_filter(model.filter), std::nullopt);
}

std::optional<std::string> model_of_group(storage::Read& read, std::string_view group_id) {
    for (const auto& model : load_models(read))
        if (asks_group(describe::parse_filter(model.filter), group_id)) return model.name;
    return std::nullopt;
}

std::vector<std::uint16_t> judged_by(storage::Read& read, const std::vector<Model>& models,
                                     const std::vector<Facts>& facts, const describe::Reading& reading) {
    std::vector<std::uint16_t> by(facts.size(), 0);
    for (std::size_t m = models.size(); m-- > 1;) {
        const auto condition = claimed_by(models[m], reading);
        if (condition.sql.empty()) continue;
        storage::Args args;
        for (const auto& v : condition.values) args.emplace_back(v.name, v.value);
        auto rows =
            read.query({"selection.judged",
                        "SELECT portfolio.id FROM portfolio WHERE portfolio.deleted_at IS NULL AND (" +
                            condition.sql + ") ORDER BY portfolio.id"},
                       args);
        std::size_t at = 0;
        while (rows.next()) {
            while (at < facts.size() && facts[at].id < rows.text_view(0)) ++at;
            if (at < facts.size() && facts[at].id == rows.text_view(0))
                by[at] = static_cast<std::uint16_t>(m);
        }
    }
    return by;
}

}  // namespace kamino::selection
