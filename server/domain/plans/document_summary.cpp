// The executive view: who they are, why they are key, money now and to come, how the relationship stands,
// what can go wrong, what happens next. One page.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/plans/document_rows.h"
#include "domain/plans/process.h"

namespace kamino::plans {
namespace {

namespace json = boost::json;
constexpr std::size_t most_risks = 3, most_moves = 5;

class Summary {
  public:
    Summary(const Printed& p, const Standing& standing) : p_(p), standing_(standing) {}

    Block who() const {
        auto block = card("who");
        const auto facts = figures_of(p_.view, "profile");
        for (const char* member : {"industry", "parent", "city", "country", "employees", "first_purchase_on"})
            if (const auto* v = facts.if_contains(member)) add_figure(block, "profile", member, *v);
        add(block, p_.say("owner"), value_of(p_, Plan::entity(), p_.view.plan, {"owner_id"}));
        std::vector<std::string> sponsors;
        for (const auto& m : p_.view.team)
            if (m.role == "executive_sponsor") sponsors.push_back(m.name);
        if (!sponsors.empty())
            add(block, capital(p_.word("role", "executive_sponsor")),
                text_value(joined(sponsors, p_.reader), Audience::customer_safe));
        return block;
    }

    Block why() const {
        auto block = card("why_key");
        const auto& plan = p_.view.plan;
        add(block, fact("class"), text_value(customer_class(), Audience::internal));
        if (!standing_.list_state.empty())
            add(block, p_.say("key_list"),
                text_value(p_.say("key_list." + standing_.list_state), Audience::internal));
        add(block, p_.say("key_reason"), text_value(standing_.entry_reason, Audience::internal));
        add(block, p_.say("focus"),
            text_value(p_.word("focus", plan.focus), audience_of(Plan::entity(), "focus")));
        if (plan.conclusion == "not_key")
            add(block, p_.word("conclusion", plan.conclusion),
                text_value(plan.conclusion_reason, audience_of(Plan::entity(), "conclusion_reason")));
        return block;
    }

    Block money() const {
        auto block = card("money");
        const auto sales = figures_of(p_.view, "sales"), goal = figures_of(p_.view, "objective"),
                   pipeline = figures_of(p_.view, "pipeline");
        for (const char* member : {"revenue_12m", "growth", "margin_12m"})
            if (const auto* v = sales.if_contains(member)) add_figure(block, "sales", member, *v);
        if (const auto* v = pipeline.if_contains("open_pipeline"))
            add_figure(block, "pipeline", "open_pipeline", *v);
        if (standing_.potential && standing_.potential->minor > 0)
            add(block, p_.say("potential"),
                money_value(p_, standing_.potential->minor, standing_.potential->currency,
                            Audience::internal));
        for (const char* member : {"target", "gap"})
            if (const auto* v = goal.if_contains(member)) add_figure(block, "objective", member, *v);
        return block;
    }

    Block relationship() const {
        auto block = card("relationship");
        const auto facts = figures_of(p_.view, "people");
        lights(block, facts);
        const auto* deciders = facts.if_contains("decision_makers");
        const auto* reached = facts.if_contains("reached_decision_makers");
        if (deciders && reached)
            add(block, fact("reached_decision_makers"),
                text_value(p_.say("of_many", {{"part", base::json_text(*reached)},
                                              {"whole", base::json_text(*deciders)}}),
                           Audience::internal));
        const auto own = figures_of(p_.view, "own_company");
        if (const auto* v = own.if_contains("last_contact_on"))
            add_figure(block, "own_company", "last_contact_on", *v);
        std::string highest;
        for (const auto& step : shipped_template().ladder)
            if (const auto* c = check_of(p_.view.content, "ladder", step.key); c && c->state == "met")
                highest = in(step.title, p_.reader.language);
        add(block, p_.column("step"), text_value(highest, Audience::internal));
        return block;
    }

    // What people wrote first: threats, then weaknesses, the heaviest first; then what the records say.
    Block risks() const {
        Block block{Block::Kind::list, p_.say("risks"), Audience::customer_safe};
        auto items = p_.view.content.swot_items;
        std::stable_sort(items.begin(), items.end(),
                         [](const auto& a, const auto& b) { return a.weight > b.weight; });
        for (const char* kind : {"threat", "weakness"})
            for (const auto& i : items)
                if (i.kind == kind && block.items.size() < most_risks)
                    block.items.push_back({{value_of(p_, SwotItem::entity(), i, {"text"})}, audience_of(i)});
        const auto add_risk = [&](const std::string& text) {
            if (block.items.size() < most_risks)
                block.items.push_back({{text_value(text, Audience::internal)}});
        };
        const auto people = figures_of(p_.view, "people"), sales = figures_of(p_.view, "sales"),
                   pipeline = figures_of(p_.view, "pipeline");
        const auto whole = [](const json::object& o, const char* key) {
            const auto* v = o.if_contains(key);
            return v && v->is_number() ? v->to_number<std::int64_t>() : 0;
        };
        if (const auto unreached =
                whole(people, "decision_makers") - whole(people, "reached_decision_makers");
            unreached > 0)
            add_risk(p_.say("risk.unreached", {{"count", std::to_string(unreached)}}));
        if (const auto* half = sales.if_contains("half_year_growth");
            half && half->is_number() && half->to_number<double>() < 0)
            add_risk(p_.say("risk.falling", {{"share", i18n::format_percent(p_.reader.locale,
                                                                            half->to_number<double>(), 0)}}));
        std::int64_t stalled = 0;
        if (const auto* deals = pipeline.if_contains("opportunities"))
            for (const auto& d : deals->as_array()) stalled += d.at("stalled").as_bool();
        if (stalled > 0) add_risk(p_.say("risk.stalled", {{"count", std::to_string(stalled)}}));
        return block;
    }

    // Open tasks by their dates, then what was agreed to be reached.
    Block moves() const {
        Block block{Block::Kind::list, p_.say("next_moves"), Audience::customer_safe};
        auto tasks = p_.view.content.tasks;
        std::erase_if(tasks, [](const Task& t) { return t.done_on.has_value(); });
        std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) {
            return a.due_on.value_or(Date{}) < b.due_on.value_or(Date{});
        });
        for (const auto& t : tasks) add_move(block, t, "title", "owner_id", "due_on", audience_of(t));
        for (const auto& o : p_.view.content.objectives)
            if (o.status != "dropped" && o.status != "reached")
                add_move(block, o, "title", "owner_id", "due_on",
                         currency_exponent(o.unit) ? Audience::internal : audience_of(o));
        return block;
    }

  private:
    Block card(const char* title) const {
        return {Block::Kind::fields, p_.say(title), Audience::customer_safe};
    }
    std::string fact(const char* key) const {
        return i18n::translate(p_.reader.language, std::string{"plan.fact."} + key);
    }
    static void add(Block& block, std::string label, Value value) {
        const auto audience = value.audience;
        if (!value.text.empty()) block.fields.push_back({std::move(label), {std::move(value)}, audience});
    }
    // A figure is never wider than the section that it stands in.
    void add_figure(Block& block, const std::string& section, const char* member,
                    const json::value& v) const {
        auto audience = figure_audience(section + "." + member);
        for (const auto& s : p_.view.content.sections)
            if (s.key == section) audience = narrower(audience, audience_of(s));
        add(block, fact(member), figure_value(p_, member, v, audience));
    }
    std::string customer_class() const {
        if (!standing_.customer_class.empty()) return standing_.customer_class;
        const auto facts = figures_of(p_.view, "profile");
        const auto* v = facts.if_contains("class");
        return v && v->is_string() ? std::string{v->as_string()} : "";
    }
    void lights(Block& block, const json::object& facts) const {
        const auto* people = facts.if_contains("people");
        if (!people || !people->is_array()) return;
        const std::pair<const char*, office::Tone> all[] = {{"green", office::Tone::good},
                                                            {"amber", office::Tone::fair},
                                                            {"red", office::Tone::bad},
                                                            {"", office::Tone::mute}};
        for (const auto& [light, tone] : all) {
            const auto count = std::count_if(
                people->as_array().begin(), people->as_array().end(), [&](const json::value& o) {
                    const auto* v = o.as_object().if_contains("closeness");
                    const std::string said = v && v->is_string() ? std::string{v->as_string()} : "";
                    return said == light || (*light == 0 && said == "unknown");
                });
            if (count == 0) continue;
            auto v = number_value(p_, static_cast<double>(count), 0, Audience::internal);
            v.tone = tone;
            add(block, capital(p_.word("light", *light ? light : "unknown")), std::move(v));
        }
    }
    template <class T>
    void add_move(Block& block, const T& row, const char* title, const char* owner, const char* due,
                  Audience audience) const {
        if (block.items.size() >= most_moves) return;
        const auto& e = T::entity();
        office::Cell cell{value_of(p_, e, row, {title}), value_of(p_, e, row, {owner, "", Shown::As::small}),
                          value_of(p_, e, row, {due, "", Shown::As::small})};
        for (auto& v : cell) v.small = &v != &cell.front();
        std::erase_if(cell, [](const Value& v) { return v.text.empty(); });
        block.items.push_back({std::move(cell), audience});
    }

    const Printed& p_;
    const Standing& standing_;
};

}  // namespace

office::Section summary_of(const Printed& p, const Standing& standing) {
    const Summary s{p, standing};
    return {
        "summary", p.say("summary"), {s.who(), s.why(), s.money(), s.relationship(), s.risks(), s.moves()}};
}

}  // namespace kamino::plans
