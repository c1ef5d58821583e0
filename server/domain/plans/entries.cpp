#include "domain/plans/entries.h"

#include <algorithm>
#include <boost/json.hpp>

#include "domain/plans/content_rules.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/plans/template.h"

namespace kamino::plans {
namespace {

using boost::json::object;
using boost::json::value;
using templates::Block;
using templates::FormField;

constexpr std::size_t short_text = 1000, long_text = 20'000;

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_nothing(const value& v) {
    return v.is_null() || (v.is_string() && v.get_string().empty());
}

std::string text_fault(const value& v, std::size_t limit) {
    if (!v.is_string()) return "field.wrong_type";
    return code_points(std::string_view{v.get_string()}) > limit ? "field.too_long" : "";
}

std::string money_fault(const value& v) {
    const auto* o = v.if_object();
    const auto* minor = o ? o->if_contains("minor") : nullptr;
    const auto* currency = o ? o->if_contains("currency") : nullptr;
    if (!minor || !currency || !minor->is_int64() || !currency->is_string() || o->size() != 2)
        return "field.wrong_type";
    if (!currency_exponent(std::string_view{currency->get_string()})) return "field.bad_currency";
    return std::abs(minor->get_int64()) > money_limit ? "field.out_of_range" : "";
}

Params params_of(const FormField& field, const std::string& fault) {
    if (fault == "field.too_long")
        return {{"max", std::to_string(field.type == "long_text" ? long_text : short_text)}};
    if (fault == "field.out_of_range") return {{"min", "-1e15"}, {"max", "1e15"}};
    if (fault == "field.bad_reference") return {{"entity", "user"}};
    if (fault != "field.not_a_choice") return {};
    std::string all;
    for (const auto& c : field.choices) all += (all.empty() ? "" : ", ") + c.key;
    return {{"choices", all}};
}

// What was there and has no field here any more stays, unless somebody takes it away by name.
object kept(const Block& block, const object& was, object is) {
    for (const auto& [key, value] : was)
        if (!block.field(key) && !is.contains(key)) is[key] = value;
    object out;
    for (const auto& [key, value] : is)
        if (!is_nothing(value)) out[key] = value;
    return out;
}

void check_values(storage::Write& write, const Block& block, const object& was, const object& is,
                  std::vector<FieldFault>& faults) {
    for (const auto& [key, value] : is) {
        const auto* before = was.if_contains(key);
        if (before && *before == value) continue;
        const auto path = "/content/" + std::string{key};
        const auto* field = block.field(key);
        if (!field) {
            faults.push_back({path, "field.unknown", {}});
            continue;
        }
        auto fault = value_fault(*field, value);
        if (fault.empty() && field->type == "person" &&
            !write.text(sql::user_name, {{"id", std::string_view{value.get_string()}}}))
            fault = "field.bad_reference";
        if (!fault.empty()) faults.push_back({path, fault, params_of(*field, fault)});
    }
}

}  // namespace

std::string value_fault(const FormField& field, const value& v) {
    if (field.type == "text") return text_fault(v, short_text);
    if (field.type == "long_text") return text_fault(v, long_text);
    if (field.type == "money") return money_fault(v);
    if (field.type == "number" || field.type == "percent") {
        if (!v.is_number()) return "field.wrong_type";
        return std::abs(v.to_number<double>()) > 1e15 ? "field.out_of_range" : "";
    }
    if (!v.is_string()) return "field.wrong_type";
    const std::string_view text{v.get_string()};
    if (field.type == "date") return Date::parse(text) ? "" : "field.bad_date";
    if (field.type == "choice")
        return std::any_of(field.choices.begin(), field.choices.end(),
                           [&](const auto& c) { return c.key == text; })
                   ? ""
                   : "field.not_a_choice";
    return text.size() <= 40 ? "" : "field.too_long";
}

void check_block_entry(storage::Write& write, const auth::Actor&, const describe::Record* before,
                       describe::Record& record, std::vector<FieldFault>& faults) {
    auto& entry = static_cast<BlockEntry&>(record);
    const auto* was = static_cast<const BlockEntry*>(before);
    check_row(write, BlockEntry::entity(), was, entry, faults);
    if (was && was->block != entry.block) faults.push_back({"/block", "plan.stays", {}});
    const auto plan = storage::find<Plan>(write, entry.plan_id);
    if (!plan || entry.block.empty()) return;
    const auto edition = edition_of(write, *plan);
    const templates::FormSection* home = nullptr;
    const auto* block = edition->form.block(entry.block, &home);
    // Out of the bin, or one of a block that left the form: it stays as it is.
    const bool stands = was || !entry.id.empty();
    if (!block || !block->is_filled_in() || (stands && entry.kind != block->kind)) {
        if (!stands) faults.push_back({"/block", "plan.no_such_block", {{"block", entry.block}}});
        return;
    }
    if (!was && block->kind != "table" &&
        write.text(sql::find_entry, {{"plan", plan->id}, {"block", entry.block}}))
        faults.push_back({"/block", "plan.block_filled", {}});
    const auto is = base::parse_json(entry.content.json);
    const auto old = was ? base::parse_json(was->content.json) : value(object());
    const auto& old_values = old.as_object();
    const auto values = kept(*block, old_values, is.as_object());
    if (entry.id.empty() || was) check_values(write, *block, old_values, values, faults);
    const auto then = templates::find_edition(write, entry.template_version_id.value_or(""));
    entry.words = words_kept(*block, words_of(entry, then ? then->form : edition->form), values);
    entry.content.json = base::json_text(values);
    entry.section = home->key;
    entry.kind = block->kind;
    entry.template_version_id = plan->template_version_id;
}

bool has_place(const templates::Form& form, const BlockEntry& entry) {
    const auto* block = form.block(entry.block);
    return block && block->kind == entry.kind;
}

bool is_filled(const BlockEntry& entry) {
    return entry.content.json != "{}" && !entry.content.json.empty();
}

bool has_entry(const PlanView& view, std::string_view section) {
    return std::any_of(view.content.entries.begin(), view.content.entries.end(), [&](const BlockEntry& e) {
        const templates::FormSection* home = nullptr;
        return is_filled(e) && view.form().block(e.block, &home) && home->key == section;
    });
}

std::vector<std::pair<std::string, int>> empty_blocks(const PlanView& view) {
    std::vector<std::pair<std::string, int>> all;
    for (const auto& s : view.form().sections) {
        if (!view.asks(s.key)) continue;
        int empty = 0;
        for (const auto& b : s.blocks) {
            if (!b.is_filled_in() || !b.reach.is_for(rigour_of(view.plan.rigour), view.around.account_type))
                continue;
            bool filled = false;
            std::vector<std::string> given;
            for (const auto& e : view.content.entries) {
                if (e.block != b.key || !is_filled(e)) continue;
                filled = true;
                const auto content = base::parse_json(e.content.json);
                for (const auto& [key, ignored] : content.as_object()) given.emplace_back(key);
            }
            if (!filled) {
                empty += b.reach.required;
                continue;
            }
            if (b.kind != "fields") continue;
            for (const auto& f : b.fields)
                empty += f.required && std::find(given.begin(), given.end(), f.key) == given.end();
        }
        if (empty > 0) all.emplace_back(s.key, empty);
    }
    return all;
}

std::vector<std::string> people_in(const templates::Form& form, const templates::Form& written,
                                   const BlockEntry& entry) {
    std::vector<std::string> ids;
    const auto* now = form.block(entry.block);
    const auto then = words_of(entry, written);
    const auto content = base::parse_json(entry.content.json);
    for (const auto& [key, value] : content.as_object()) {
        const auto* is = now ? now->field(key) : nullptr;
        const auto* was = then.field(key);
        if (value.is_string() && ((is && is->type == "person") || (was && was->type == "person")))
            ids.emplace_back(value.get_string());
    }
    return ids;
}

std::string value_text(const FormField& field, const value& v, const Reader& reader,
                       const std::map<std::string, std::string>& names) {
    if (money_fault(v).empty()) {
        const Money money{v.at("minor").as_int64(), std::string{v.at("currency").as_string()}};
        return i18n::format_money(reader.locale, money);
    }
    if (v.is_number()) {
        const auto number = v.to_number<double>();
        if (field.type == "percent") return i18n::format_percent(reader.locale, number / 100, 1);
        return i18n::format_number(reader.locale, number, v.is_double() ? 2 : 0);
    }
    if (!v.is_string()) return base::json_text(v);
    const std::string text{v.get_string()};
    if (field.type == "date")
        if (const auto date = Date::parse(text)) return i18n::format_date(reader.locale, *date);
    for (const auto& c : field.choices)
        if (c.key == text) return templates::text_in(c.title, reader.language);
    const auto name = field.type == "person" ? names.find(text) : names.end();
    return name == names.end() ? text : name->second;
}

std::vector<LeftOver> left_over(const templates::Form& form, const templates::Form& written,
                                const BlockEntry& entry, const Reader& reader,
                                const std::map<std::string, std::string>& names) {
    std::vector<LeftOver> all;
    const auto* now = has_place(form, entry) ? form.block(entry.block) : nullptr;
    const auto then = words_of(entry, written);
    const auto content = base::parse_json(entry.content.json);
    for (const auto& [key, v] : content.as_object()) {
        const auto* field = now ? now->field(key) : nullptr;
        if (field && value_fault(*field, v).empty()) continue;
        const auto* was = then.field(key);
        const FormField unknown;
        all.push_back({std::string{key},
                       field ? templates::text_in(field->title, reader.language)
                       : was ? templates::text_in(was->title, reader.language)
                             : std::string{key},
                       value_text(was ? *was : unknown, v, reader, names)});
    }
    return all;
}

std::string own_text(const Question& question, i18n::Language language) {
    const auto params = base::parse_json(question.params.json);
    const auto* texts = params.as_object().if_contains("text");
    if (!texts || !texts->is_object()) return question.key;
    templates::Texts all;
    constexpr std::string_view languages[] = {"en", "es", "nl"};
    for (std::size_t i = 0; i < all.size(); ++i)
        if (const auto* text = texts->as_object().if_contains(languages[i]); text && text->is_string())
            all[i] = std::string{text->get_string()};
    return templates::text_in(all, language);
}

std::string own_key(const templates::Block& block, const templates::OwnQuestion& question) {
    return std::string{own_question} + block.key + "." + question.key;
}

std::string own_params(const templates::Texts& texts) {
    base::JsonWriter w;
    w.begin_object().key("text").begin_object();
    w.pair("en", texts[0]).pair("es", texts[1]).pair("nl", texts[2]);
    w.end_object().end_object();
    return w.take();
}

}  // namespace kamino::plans
