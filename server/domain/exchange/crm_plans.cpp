#include "domain/exchange/crm_plans.h"

#include <algorithm>
#include <set>

#include "domain/exchange/crm_text.h"
#include "platform/base/text.h"

namespace kamino::exchange {
namespace {

using boost::json::object;
using imports::SetRow;

constexpr std::size_t swot_limit = 1000, insight_limit = 2000, profile_limit = 8000, note_limit = 4000,
                      title_limit = 300;

object origin(std::string_view column, const SetRow& row) {
    object first{{"evidence", origin_of(column)}};
    if (const auto date = value(row, "dated_on"); Date::parse(date)) first["dated_on"] = date;
    return first;
}

std::string entry_key(std::string_view field, std::string_view text) {
    std::string key{"#"};
    key.append(field).append("#").append(text_key(text));
    return key;
}

void add_entry(std::vector<Said>& all, const SetRow& row, const Area& area, const std::string& item) {
    const auto cell_column = column(row, area.field);
    if (std::string_view{area.entity} == "plan_competitor") {
        const auto named = named_item(item);
        const auto name = pieces_of(named.name, title_limit);
        Said said{
            area.entity, entry_key(area.field, item), cell_column, {{"name", name.empty() ? item : name[0]}}};
        auto rest = named.rest;
        for (std::size_t i = 1; i < name.size(); ++i) rest = name[i] + (rest.empty() ? "" : "\n" + rest);
        said.first = origin(area.column, row);
        if (const auto pieces = pieces_of(rest, note_limit); !pieces.empty()) {
            said.values["evidence"] = pieces[0];
            said.first.erase("evidence");
        }
        all.push_back(std::move(said));
        return;
    }
    const bool swot = std::string_view{area.entity} == "plan_swot_item";
    for (const auto& piece : pieces_of(item, swot ? swot_limit : insight_limit))
        all.push_back({area.entity,
                       entry_key(area.field, piece),
                       cell_column,
                       {{"kind", area.kind}, {"text", piece}},
                       origin(area.column, row)});
}

void add_insight(std::vector<Said>& all, const SetRow& row, const std::string& name,
                 const std::string& text) {
    for (const auto& piece : pieces_of(name + ": " + text, insight_limit))
        all.push_back({"plan_insight",
                       entry_key(name, piece),
                       name,
                       {{"kind", "insight"}, {"text", piece}},
                       origin(name, row)});
}

void add_profile(std::vector<Said>& all, const SetRow& row, const ProfileArea& area) {
    const auto pieces = pieces_of(unguarded(value(row, area.key)), profile_limit);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0) {
            add_insight(all, row, column(row, area.key), pieces[i]);
            continue;
        }
        all.push_back({"plan_profile_entry",
                       "#" + std::string{area.key},
                       column(row, area.key),
                       {{"key", area.key}, {"text", pieces[i]}},
                       origin(area.column, row)});
    }
}

std::string one_line(std::string text) {
    std::string line;
    for (const char c : text)
        if (c == '\n')
            line += " / ";
        else if (c != '\r')
            line += c;
    return line;
}

// The first of these columns that says a number; what says none is left to the words.
std::optional<double> number(const SetRow& row, std::initializer_list<std::string_view> fields) {
    for (const auto field : fields)
        if (const auto n = base::to_double(value(row, field))) return n;
    return std::nullopt;
}

std::string unit_of(const SetRow& row, const std::string& currency) {
    const auto type = base::fold(value(row, "value_type"));
    if (type == "percent" || !value(row, "target_percent").empty()) return "%";
    if (type == "currency" || !value(row, "target_currency").empty()) {
        const auto own = value(row, "currency");
        return own.empty() ? currency : own;
    }
    return "";
}

}  // namespace

std::string value(const SetRow& row, std::string_view field) {
    const auto found = row.values.find(field);
    return found == row.values.end() ? std::string{} : found->second;
}

std::string column(const SetRow& row, std::string_view field) {
    const auto found = row.columns.find(field);
    return found == row.columns.end() ? std::string{} : found->second;
}

std::string origin_of(std::string_view column) {
    return "Salesforce AccountPlan." + std::string{column};
}

const std::vector<Area>& areas() {
    static const std::vector<Area> all{
        {"strengths", "RelationshipStrengths", "plan_swot_item", "strength"},
        {"weaknesses", "RelationshipWeaknesses", "plan_swot_item", "weakness"},
        {"opportunities", "RelationshipOpportunities", "plan_swot_item", "opportunity"},
        {"threats", "RelationshipThreats", "plan_swot_item", "threat"},
        {"competitive_strengths", "AccountCompetitiveStrengths", "plan_swot_item", "strength"},
        {"competitive_weaknesses", "AccountCmptvWeaknesses", "plan_swot_item", "weakness"},
        {"competitors", "AccountCompetitors", "plan_competitor", ""},
        {"trends", "AccountIndustryTrends", "plan_insight", "trend"}};
    return all;
}

const std::vector<ProfileArea>& profile_areas() {
    static const std::vector<ProfileArea> all{{"goals", "AccountVision"},
                                              {"strategy", "AccountStrategicPriorities"},
                                              {"pains", "AccountChallenges"}};
    return all;
}

std::vector<Said> said_of_plan(const SetRow& row) {
    std::vector<Said> all;
    for (const auto& area : profile_areas()) add_profile(all, row, area);
    for (const auto& area : areas()) {
        auto items = items_of(unguarded(value(row, area.field)));
        if (std::string_view{area.entity} == "plan_competitor") items = names_in(items);
        for (const auto& item : items) add_entry(all, row, area, unguarded(item));
    }
    for (const auto& [name, text] : row.kept) {
        if (base::squash(name) != "notes") {
            add_insight(all, row, name, unguarded(text));
            continue;
        }
        // Notes are the place for what we know and the CRM has no field for: entries, not a block.
        for (const auto& item : items_of(unguarded(text)))
            for (const auto& piece : pieces_of(item, insight_limit))
                all.push_back({"plan_insight",
                               entry_key("notes", piece),
                               name,
                               {{"text", piece}},
                               origin("Notes", row)});
    }
    return all;
}

std::string plan_status(std::string_view word) {
    const auto folded = base::squash(word);
    if (folded == "active") return "active";
    if (folded == "inactive") return "closed";
    return folded == "notstarted" ? "draft" : "";
}

std::string objective_status(std::string_view word) {
    const auto folded = base::squash(word);
    if (folded == "new") return "draft";
    if (folded == "inprogress") return "agreed";
    return folded == "closed" ? "reached" : "";
}

std::string with_lines(std::string note, Lines lines) {
    std::sort(lines.begin(), lines.end());
    bool parted = note.empty();
    for (const auto& [name, text] : lines) {
        if (!parted) note += "\n";
        note += (note.empty() ? "" : "\n") + name + ": " + one_line(text);
        parted = true;
    }
    return note;
}

std::pair<std::string, Lines> without_lines(std::string_view note) {
    static const std::set<std::string_view> names{"StartDate",
                                                  "Status",
                                                  "Priority",
                                                  "ExternalStakeholderId",
                                                  "ExternalStakeholder.Name",
                                                  "AccountPlanObjCategoryId",
                                                  "AccountPlanObjCategory.Name",
                                                  "ObjectiveInteractionSummary",
                                                  kamino_line};
    const auto blank = note.rfind("\n\n");
    const auto from = blank == std::string_view::npos ? 0 : blank + 2;
    Lines lines;
    for (std::size_t at = from; at < note.size();) {
        const auto end = std::min(note.find('\n', at), note.size());
        const auto line = note.substr(at, end - at);
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos) return {std::string{note}, {}};
        const auto name = line.substr(0, colon);
        if (!names.contains(name) && !name.ends_with("__c")) return {std::string{note}, {}};
        lines.emplace_back(name, line.substr(colon + 2));
        at = end + 1;
    }
    return {base::trim(note.substr(0, blank == std::string_view::npos ? 0 : blank)), lines};
}

std::vector<Said> said_of_objective(const SetRow& row, std::vector<CellFault>& faults) {
    Said said{"plan_objective", value(row, "external_id"), column(row, "name"), {}};
    said.own_id = value(row, "kamino_id");
    auto lines = row.kept;
    const auto title = pieces_of(unguarded(value(row, "name")), title_limit);
    if (title.empty())
        faults.push_back({"Name", "", "field.required"});
    else
        said.values["title"] = title[0];
    for (std::size_t i = 1; i < title.size(); ++i) lines.insert(lines.begin(), {"Name", title[i]});
    if (const auto start = value(row, "starts_on"); !start.empty())
        lines.insert(lines.begin(), {"StartDate", start});
    if (const auto due = value(row, "ends_on"); Date::parse(due))
        said.values["due_on"] = due;
    else if (!due.empty())
        faults.push_back({column(row, "ends_on"), due, "field.bad_date"});
    if (const auto status = value(row, "status"); !objective_status(status).empty())
        said.values["status"] = objective_status(status);
    else if (!status.empty())
        lines.emplace_back("Status", status);
    auto [words, own] = without_lines(unguarded(value(row, "note")));
    for (const auto& [name, text] : own)
        if (name == kamino_line && text == "dropped")
            said.values["status"] = text;
        else
            lines.emplace_back(name, text);
    const auto note = pieces_of(with_lines(words, lines), note_limit);
    if (!note.empty()) said.values["note"] = note[0];
    constexpr std::pair<const char*, const char*> members[] = {
        {"title", "name"}, {"due_on", "ends_on"}, {"status", "status"}, {"note", "note"}};
    for (const auto& [member, field] : members) said.columns.emplace(member, column(row, field));
    std::vector<Said> all{std::move(said)};
    // What an objective's note cannot hold stands among the insights.
    for (std::size_t i = 1; i < note.size(); ++i)
        for (const auto& piece :
             pieces_of(title.empty() ? note[i] : title[0] + ": " + note[i], insight_limit))
            all.push_back({"plan_insight",
                           entry_key("objective", piece),
                           column(row, "note"),
                           {{"kind", "insight"}, {"text", piece}},
                           {{"evidence", "Salesforce AccountPlanObjective.Description"}}});
    return all;
}

Said said_of_measure(const SetRow& row, const std::string& currency) {
    Said said{"plan_objective", value(row, "external_id"), column(row, "name"), {}};
    said.own_id = value(row, "kamino_id");
    const auto name = unguarded(value(row, "name"));
    const auto target = number(row, {"target", "target_currency", "target_number", "target_percent"});
    const auto current = number(row, {"current", "current_currency", "current_number", "current_percent"});
    const auto wanted = value(row, "target"), now = value(row, "current");
    std::string words = name;
    // A target in words is told in words.
    if (!wanted.empty() && !base::to_double(wanted)) words += ": " + unguarded(wanted);
    if (!now.empty() && !base::to_double(now)) words += " (" + unguarded(now) + ")";
    const auto metric = pieces_of(words, title_limit);
    if (!metric.empty()) said.values["metric"] = metric[0];
    if (target || !wanted.empty()) said.values["kind"] = target ? "quantitative" : "qualitative";
    if (target) said.values["target"] = *target;
    if (current) said.values["baseline"] = *current;
    if (const auto unit = unit_of(row, currency); !unit.empty() && target) said.values["unit"] = unit;
    constexpr std::pair<const char*, const char*> members[] = {
        {"metric", "name"}, {"target", "target"}, {"baseline", "current"}, {"unit", "value_type"}};
    for (const auto& [member, field] : members) said.columns.emplace(member, column(row, field));
    return said;
}

}  // namespace kamino::exchange
