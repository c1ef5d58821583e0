#include "domain/exchange/plan_writer.h"

#include <algorithm>

#include "platform/base/id.h"
#include "platform/base/text.h"

namespace kamino::exchange {
namespace {

using boost::json::object;

std::string text_of(const object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    return v && v->is_string() ? std::string{v->get_string()} : std::string{};
}

// The member by whose words a row is the same as another, and whether its kind has to be the same too.
struct Sameness {
    std::string_view member;
    bool kind = false;
};
std::optional<Sameness> sameness_of(std::string_view entity) {
    static const std::map<std::string_view, Sameness> all{
        {"plan_profile_entry", {"key"}},  {"plan_swot_item", {"text", true}}, {"plan_competitor", {"name"}},
        {"plan_insight", {"text", true}}, {"plan_objective", {"title"}},      {"plan_source", {"title"}}};
    const auto found = all.find(entity);
    return found == all.end() ? std::nullopt : std::optional{found->second};
}

object without_extra(const object& said) {
    object plain;
    for (const auto& [name, value] : said)
        if (!name.starts_with('_')) plain[name] = value;
    return plain;
}

std::string column_of(const Said& said, std::string_view member) {
    const auto found = said.columns.find(member);
    return found == said.columns.end() || found->second.empty() ? said.column : found->second;
}

std::string shown(const object& values, std::string_view member) {
    const auto* v = values.if_contains(member);
    if (!v || v->is_null()) return "";
    return (v->is_string() ? std::string{v->get_string()} : base::json_text(*v)).substr(0, 400);
}

}  // namespace

void PlanHere::did(Outcome what) {
    if (what == Outcome::created && outcome == Outcome::unchanged) what = Outcome::updated;
    if (what == Outcome::updated && outcome == Outcome::unchanged) outcome = Outcome::updated;
}

std::string PlanWriter::key_of(const PlanHere& here, const Said& said) const {
    if (said.key.empty()) return "";
    if (!said.key.starts_with('#')) return said.key;
    return (here.key.empty() ? "kamino:" + here.plan.id : here.key) + said.key;
}

std::map<std::string, describe::RecordPtr>& PlanWriter::rows(PlanHere& here, const describe::Entity& entity) {
    const auto [found, fresh] = here.rows.try_emplace(std::string{entity.name});
    auto& all = found->second;
    if (!fresh) return all;
    storage::ListQuery query;
    query.filter = "plan_id = \"" + here.plan.id + "\"";
    query.limit = 1000;
    for (auto& r : storage::list_records(write_, entity, query).items) {
        auto id = r->id;
        all.emplace(std::move(id), std::move(r));
    }
    return all;
}

std::string PlanWriter::same_thing(PlanHere& here, const describe::Entity& entity, const Said& said) {
    if (entity.name == "plan") return here.plan.id;
    auto& all = rows(here, entity);
    if (!said.own_id.empty() && all.contains(said.own_id)) return said.own_id;
    const auto sameness = sameness_of(entity.name);
    if (!sameness) return "";
    auto wanted = text_of(said.values, sameness->member);
    if (wanted.empty()) wanted = text_of(said.first, sameness->member);
    wanted = base::squash(wanted);
    const auto kind = sameness->kind ? text_of(said.values, "kind") : "";
    if (wanted.empty()) return "";
    for (const auto& [id, row] : all) {
        if (here.taken.contains(id)) continue;
        if (!kind.empty() && describe::get_text(entity.at("kind"), *row) != kind) continue;
        if (base::squash(describe::get_text(entity.at(sameness->member), *row)) == wanted) return id;
    }
    return "";
}

void PlanWriter::sift(const describe::Entity& entity, const Said& said, const Link* link,
                      const describe::Record& before, object& accepted, object& remembered,
                      std::vector<CrmFault>& faults) {
    const auto wanted = entity.copy(before), based = entity.copy(before);
    describe::read_json(entity, said.values, *wanted, true);
    if (link) describe::read_json(entity, without_extra(link->said), *based, true);
    const auto sameness = sameness_of(entity.name);
    for (const auto& [key, value] : said.values) {
        const std::string_view name{key.data(), key.size()};
        const auto* f = entity.find(name);
        if (!f || describe::equal(*f, *wanted, before)) {
            accepted.erase(name);
            continue;
        }
        const bool told = link && link->said.contains(name);
        // The words by which it was found are the same but for signs; what the file said before is no news.
        const bool no_news = told ? describe::equal(*f, *wanted, *based)
                                  : said.own_id.empty() && sameness && sameness->member == name &&
                                        entity.name != "plan_profile_entry";
        if (no_news) {
            accepted.erase(name);
            continue;
        }
        // A draft is what nobody decided yet (an objective that is not SMART falls back to it by itself), and
        // what is measured by nothing is of no kind.
        const bool undecided =
            (name == "status" && describe::get_text(*f, before) == "draft") ||
            (name == "kind" && entity.find("metric") && describe::is_absent(entity.at("metric"), before));
        const bool untouched =
            undecided || (told ? describe::equal(*f, *based, before) : describe::is_absent(*f, before));
        if (untouched || replace_) continue;
        faults.push_back({"",
                          0,
                          column_of(said, name),
                          shown(said.values, name),
                          "exchange.kept_here",
                          {{"value", describe::get_text(*f, before).substr(0, 200)}},
                          true});
        accepted.erase(name);
        if (told)
            remembered[name] = link->said.at(name);
        else
            remembered.erase(name);
    }
}

std::vector<FieldFault> PlanWriter::judge(const registry::Resource& resource, const PlanHere& here,
                                          const describe::Record* before, describe::Record& after) {
    std::vector<FieldFault> wrong;
    if (!here.writable) return {{"", "plan.is_closed", {}}};
    if (resource.check) resource.check(write_, actor_, before, after, wrong);
    for (auto& f : describe::validate(*resource.entity, after)) wrong.push_back(std::move(f));
    // A plan that came in closed gets its rows all the same.
    std::erase_if(wrong, [](const FieldFault& f) { return f.key == "plan.is_closed"; });
    return wrong;
}

PlanWriter::Put PlanWriter::put(PlanHere& here, const Said& said, std::vector<CrmFault>& faults, object extra,
                                const std::string& external_id) {
    const auto& resource = registry_.at(said.entity);
    const auto& e = *resource.entity;
    const auto key = key_of(here, said);
    const auto known = here.links.find(key);
    const Link* link = key.empty() || known == here.links.end() ? nullptr : &known->second;
    const auto id = link ? link->record_id : same_thing(here, e, said);
    auto before = id.empty() ? describe::RecordPtr{nullptr, [](describe::Record*) {}}
                             : storage::find_record(write_, e, id);
    if (link && !before) return {Outcome::unchanged, ""};  // somebody took it away here
    auto accepted = said.values, remembered = said.values;
    if (before)
        sift(e, said, link, *before, accepted, remembered, faults);
    else
        for (const auto& [name, value] : said.first)
            if (!accepted.contains(name)) accepted[name] = value;
    auto after = before ? e.copy(*before) : e.make();
    auto wrong = describe::read_json(e, accepted, *after, true);
    if (e.name != "plan") {
        static_cast<plans::PlanRow&>(*after).plan_id = here.plan.id;
        static_cast<plans::PlanRow&>(*after).account_id = here.plan.account_id;
    }
    const bool changes = !before || !accepted.empty();
    if (changes && wrong.empty()) wrong = judge(resource, here, before.get(), *after);
    for (const auto& f : wrong) {
        const auto member = f.path.empty() ? std::string{} : f.path.substr(1);
        faults.push_back({"", 0, column_of(said, member), shown(accepted, member), f.key, f.params});
    }
    if (!wrong.empty()) return {};
    auto outcome = Outcome::unchanged;
    if (!before) {
        storage::insert_record(write_, e, *after);
        outcome = Outcome::created;
    } else if (changes && storage::update_record(write_, e, *before, *after)) {
        outcome = Outcome::updated;
    }
    here.taken.insert(after->id);
    here.did(outcome);
    for (const auto& [name, value] : extra) remembered[name] = value;
    remembered = base::parse_json(base::json_text(remembered)).as_object();  // numbers as they are read back
    const bool of_their_own = !key.empty() && (outcome == Outcome::created || !key.starts_with("kamino:"));
    if (of_their_own && (!link || link->said != remembered)) {
        const Link fresh{here.plan.id,
                         here.plan.account_id,
                         std::string{e.name},
                         after->id,
                         key,
                         external_id.empty() && link ? link->external_id : external_id,
                         remembered};
        add_link(write_, import_id_, fresh);
        ++links_added_;
        here.links.insert_or_assign(key, fresh);
    }
    const Put done{outcome, after->id};
    if (e.name == "plan")
        here.plan = static_cast<const plans::Plan&>(*after);
    else
        rows(here, e).insert_or_assign(done.id, std::move(after));
    return done;
}

}  // namespace kamino::exchange
