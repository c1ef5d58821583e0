#include "domain/templates/template.h"

#include <algorithm>
#include <boost/json.hpp>
#include <mutex>
#include <unordered_map>

#include "domain/templates/templates_store.sql.h"
#include "platform/base/text.h"

namespace kamino::templates {

using describe::field;

namespace {

describe::Rule system_set(std::string_view reference = {}) {
    return {.reference = reference, .writable = false, .importable = false};
}

void only(const std::vector<std::string>& words, std::initializer_list<std::string_view> choices,
          std::string_view path, std::vector<FieldFault>& faults) {
    std::string all;
    for (auto c : choices) all += (all.empty() ? "" : ", ") + std::string{c};
    for (const auto& word : words)
        if (std::find(choices.begin(), choices.end(), word) == choices.end())
            faults.push_back({std::string{path}, "field.not_a_choice", {{"choices", all}}});
}

// The same in every way that a plan could notice; the order of members does not count.
bool same_form(std::string_view a, std::string_view b) {
    return base::parse_json(a) == base::parse_json(b);
}

class Editions {
  public:
    EditionPtr find(const std::string& id) {
        const std::lock_guard lock{mutex_};
        const auto found = known_.find(id);
        return found == known_.end() ? nullptr : found->second;
    }
    void keep(const EditionPtr& edition) {
        const std::lock_guard lock{mutex_};
        known_[edition->id] = edition;
    }

  private:
    std::mutex mutex_;
    std::unordered_map<std::string, EditionPtr> known_;
};

// Versions never change and their ids are unique in the world: what was read once is good for ever.
Editions& editions() {
    static Editions all;
    return all;
}

}  // namespace

const describe::Entity& PlanTemplate::entity() {
    using T = PlanTemplate;
    static const describe::Entity e = describe::make_entity<T>(
        "plan_template", "plan_templates",
        {field<&T::name>("name", {.required = true, .max_len = 120}),
         field<&T::description>("description", {.max_len = 1000, .format = "multiline"}),
         field<&T::rigours>("rigours"), field<&T::account_types>("account_types"),
         field<&T::position>("position", {.min = 0, .max = 10'000}),
         field<&T::form>("form", {.filterable = false}), field<&T::shipped_key>("shipped_key", system_set()),
         field<&T::shipped_version>("shipped_version", system_set()),
         field<&T::number>("number", system_set()),
         field<&T::version_id>("version_id", system_set("plan_template_version"))});
    return e;
}

const describe::Entity& PlanTemplateVersion::entity() {
    using V = PlanTemplateVersion;
    static const describe::Entity e = describe::make_entity<V>(
        "plan_template_version", "plan_template_versions",
        {field<&V::template_id>("template_id", system_set("plan_template")),
         field<&V::name>("name", system_set()), field<&V::number>("number", system_set()),
         field<&V::form>("form", {.writable = false, .importable = false, .filterable = false}),
         field<&V::note>("note", {.max_len = 1000, .writable = false, .importable = false}),
         field<&V::published_by>("published_by", system_set("user")),
         field<&V::published_at>("published_at", system_set())});
    return e;
}

Events& events() {
    static Events e;
    return e;
}

void check_template(storage::Write&, const auth::Actor&, const describe::Record*, describe::Record& record,
                    std::vector<FieldFault>& faults) {
    auto& t = static_cast<PlanTemplate&>(record);
    only(t.rigours, {"light", "standard", "deep"}, "/rigours", faults);
    only(t.account_types, {"prospect", "customer", "former"}, "/account_types", faults);
    read_form(t.form.json, "/form", faults);
}

PlanTemplateVersion publish(storage::Write& write, PlanTemplate draft, std::string note,
                            const std::optional<std::string>& user_id) {
    std::vector<FieldFault> faults;
    if (read_form(draft.form.json, "/form", faults).sections.empty())
        faults.push_back({"/form/sections", "field.required", {}});
    if (!faults.empty()) throw invalid_fields(std::move(faults));
    const auto last = write.text(sql::last_form, {{"template", draft.id}});
    if (last && same_form(*last, draft.form.json)) throw conflict("template.nothing_new");
    PlanTemplateVersion version;
    version.template_id = draft.id;
    version.name = draft.name;
    version.number = write.integer(sql::next_number, {{"template", draft.id}}).value_or(1);
    version.form = draft.form;
    version.note = std::move(note);
    version.published_by = user_id;
    version.published_at = write.at();
    storage::insert_record(write, PlanTemplateVersion::entity(), version);
    auto after = draft;
    after.number = version.number;
    after.version_id = version.id;
    storage::update_record(write, PlanTemplate::entity(), draft, after);
    return version;
}

PlanTemplateVersion publish_draft(storage::Write& write, const PlanTemplate& draft,
                                  const auth::Actor& actor) {
    return publish(write, draft, "", actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id});
}

EditionPtr find_edition(storage::Read& read, const std::string& version_id) {
    if (version_id.empty()) return nullptr;
    if (auto known = editions().find(version_id)) return known;
    auto edition = std::make_shared<Edition>();
    {
        auto rows = read.query(sql::find_version, {{"id", version_id}});
        if (!rows.next()) return nullptr;
        std::vector<FieldFault> ignored;
        edition->id = rows.text(0);
        edition->template_id = rows.text(1);
        edition->name = rows.text(2);
        edition->number = rows.integer(3);
        edition->form = read_form(rows.text_view(4), "", ignored);
    }
    editions().keep(edition);
    return edition;
}

EditionPtr standard_edition() {
    static const EditionPtr standard = [] {
        auto edition = std::make_shared<Edition>();
        std::vector<FieldFault> ignored;
        for (const auto& t : shelf().templates)
            if (t.key == "standard") edition->form = read_form(t.form_json, "", ignored);
        return edition;
    }();
    return standard;
}

EditionPtr edition_for(storage::Read& read, std::string_view rigour, std::string_view account_type) {
    std::string best, fallback;
    {
        auto rows = read.query(sql::list_for_rigour, {{"rigour", "%\"" + std::string{rigour} + "\"%"}});
        while (rows.next()) {
            const auto types = base::parse_json(rows.text_view(1));
            bool named = false;
            for (const auto& t : types.as_array()) named |= t.as_string() == account_type;
            auto& place = types.as_array().empty() ? fallback : best;
            if (place.empty() && (named || types.as_array().empty())) place = rows.text(0);
        }
    }
    auto edition = find_edition(read, best.empty() ? fallback : best);
    return edition ? edition : standard_edition();
}

EditionPtr newest_edition(storage::Read& read, const std::string& template_id) {
    const auto id = read.text(sql::newest_version, {{"template", template_id}});
    return id ? find_edition(read, *id) : nullptr;
}

}  // namespace kamino::templates
