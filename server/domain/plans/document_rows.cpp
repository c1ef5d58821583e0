#include "domain/plans/document_rows.h"

#include <algorithm>
#include <cmath>

namespace kamino::plans {
namespace {

using describe::Kind;

// A row of the plan that another one points to: its words, and who may read them.
std::optional<std::pair<std::string, Audience>> pointed_at(const Printed& p, const std::string& id) {
    const auto found = [&](const auto& rows, auto member,
                           const char* field) -> std::optional<std::pair<std::string, Audience>> {
        for (const auto& row : rows)
            if (row.id == id)
                return std::pair{row.*member, narrower(audience_of(row), audience_of(row.entity(), field))};
        return std::nullopt;
    };
    const auto& c = p.view.content;
    if (auto o = found(c.objectives, &Objective::title, "title")) return o;
    if (auto s = found(c.sources, &Source::title, "title")) return s;
    if (auto i = found(c.initiatives, &Initiative::name, "name")) return i;
    if (auto s = found(c.swot_items, &SwotItem::text, "text")) return s;
    if (auto t = found(c.tasks, &Task::title, "title")) return t;
    return std::nullopt;
}

Value reference_value(const Printed& p, const std::string& text, Audience audience, bool small) {
    std::vector<std::string> list;
    for (std::size_t at = 0; !text.empty() && at <= text.size();) {
        const auto end = std::min(text.find(';', at), text.size());
        const auto id = text.substr(at, end - at);
        at = end + 1;
        if (const auto known = p.names.find(id); known != p.names.end()) {
            list.push_back(known->second);
        } else if (const auto row = pointed_at(p, id)) {
            list.push_back(row->first);
            audience = narrower(audience, row->second);
        }
    }
    return text_value(list.empty() ? "" : joined(list, p.reader), audience, small);
}

}  // namespace

std::string Printed::name(const std::optional<std::string>& id) const {
    const auto found = id ? names.find(*id) : names.end();
    return found == names.end() ? "" : found->second;
}
std::string Printed::say(const std::string& key, const Params& params) const {
    return i18n::translate(reader.language, "plan.print." + key, params);
}
std::string Printed::column(const std::string& key) const {
    return i18n::translate(reader.language, "plan.column." + key);
}
std::string Printed::word(const std::string& family, const std::string& value) const {
    return value.empty() ? "" : i18n::translate(reader.language, "plan." + family + "." + value);
}

Audience narrower(Audience a, Audience b) {
    return office::may_read(a, b) ? a : b;
}

Audience circle_of(std::string_view word) {
    if (word == "customer_safe") return Audience::customer_safe;
    return word == "partner" ? Audience::partner : Audience::internal;
}

std::string_view name_of(Audience circle) {
    if (circle == Audience::customer_safe) return "customer_safe";
    return circle == Audience::partner ? "partner" : "internal";
}

Audience audience_of(const PlanRow& row) {
    return circle_of(row.audience);
}

Audience audience_of(const describe::Entity& entity, std::string_view field) {
    return entity.at(field).rule.audience;
}

double major_units(std::int64_t minor, const std::string& currency) {
    return static_cast<double>(minor) / std::pow(10, currency_exponent(currency).value_or(2));
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

Value text_value(std::string text, Audience audience, bool small) {
    Value v;
    v.text = std::move(text);
    v.audience = audience;
    v.small = small;
    return v;
}
Value date_value(const Printed& p, const std::optional<Date>& date, Audience audience, bool small) {
    auto v = text_value(date ? i18n::format_date(p.reader.locale, *date) : "", audience, small);
    if (!date) return v;
    v.kind = Value::Kind::date;
    v.date = *date;
    return v;
}
Value money_value(const Printed& p, std::int64_t minor, const std::string& currency, Audience audience) {
    auto v = text_value(whole_money(minor, currency, p.reader.locale), audience);
    v.kind = Value::Kind::money;
    v.number = major_units(minor, currency);
    v.currency = currency;
    return v;
}
Value percent_value(const Printed& p, double ratio, int decimals, Audience audience) {
    auto v = text_value(i18n::format_percent(p.reader.locale, ratio, decimals), audience);
    v.kind = Value::Kind::percent;
    v.number = ratio;
    return v;
}
Value number_value(const Printed& p, double number, int decimals, Audience audience) {
    auto v = text_value(i18n::format_number(p.reader.locale, number, decimals), audience);
    v.kind = Value::Kind::number;
    v.number = number;
    return v;
}

Value value_of(const Printed& p, const describe::Entity& e, const describe::Record& row, const Shown& shown) {
    const auto& field = e.at(shown.field);
    const auto audience = field.rule.audience;
    const bool small = shown.as == Shown::As::small;
    if (describe::is_absent(field, row)) return text_value("", audience, small);
    auto& record =
        const_cast<describe::Record&>(row);  // fields are reached the same way for reading and writing
    const auto text = describe::get_text(field, row);
    if (!field.rule.reference.empty()) return reference_value(p, text, audience, small);
    if (*shown.words) return text_value(p.word(shown.words, text), audience, small);
    switch (field.kind) {
        case Kind::date:
            return date_value(p, Date::parse(text), audience, small);
        case Kind::money: {
            const auto& money = field.nullable ? **static_cast<std::optional<Money>*>(field.at(record))
                                               : *static_cast<Money*>(field.at(record));
            return money_value(p, money.minor, money.currency, audience);
        }
        case Kind::integer:
        case Kind::real: {
            const double number = std::strtod(text.c_str(), nullptr);
            if (shown.as == Shown::As::percent) return percent_value(p, number / 100, 0, audience);
            auto v = number_value(p, number, 0, audience);
            if (shown.as == Shown::As::of_five) v.text = text + "/5";
            return v;
        }
        default:
            return text_value(text, audience, small);
    }
}

Block rows_block(const Printed& p, const describe::Entity& e, const std::vector<const PlanRow*>& rows,
                 const std::vector<ColumnOf>& columns, std::string title) {
    Block block{Block::Kind::table, std::move(title), Audience::customer_safe};
    for (const auto& c : columns) {
        auto widest = Audience::internal;
        bool numeric = true;
        for (const auto& shown : c.fields) {
            const auto& field = e.at(shown.field);
            if (office::may_read(widest, field.rule.audience)) widest = field.rule.audience;
            numeric = numeric &&
                      (field.kind == Kind::money || field.kind == Kind::integer || field.kind == Kind::real);
        }
        block.table.columns.push_back({p.column(c.title), numeric, c.width, widest});
    }
    for (const auto* row : rows) {
        office::Row out{{}, false, audience_of(*row)};
        for (const auto& c : columns) {
            office::Cell cell;
            for (const auto& shown : c.fields)
                if (auto v = value_of(p, e, *row, shown); !v.text.empty()) cell.push_back(std::move(v));
            out.cells.push_back(std::move(cell));
        }
        block.table.rows.push_back(std::move(out));
    }
    return block;
}

}  // namespace kamino::plans
