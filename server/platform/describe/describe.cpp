#include "platform/describe/describe.h"

#include <boost/json.hpp>

#include <stdexcept>

#include "platform/describe/column_view.h"
#include "platform/describe/members.h"

namespace kamino::describe {

const Field* Entity::find(std::string_view field_name) const {
    for (const auto& f : fields)
        if (f.name == field_name) return &f;
    return nullptr;
}

const Field* Entity::find_term(std::string_view name) const {
    if (const auto* field = find(name)) return field;
    for (const auto& t : terms)
        if (t.name == name) return &t;
    return nullptr;
}

const Field& Entity::at(std::string_view field_name) const {
    if (const auto* f = find(field_name)) return *f;
    throw std::logic_error("no field " + std::string{field_name} + " in " + std::string{name});
}

Entity make_entity(std::string_view name, std::string_view table, std::vector<Field> fields,
                   EntityOptions options, RecordPtr (*make)(), RecordPtr (*copy)(const Record&)) {
    Entity e{name,
             table,
             std::move(fields),
             options.from,
             options.account_field,
             options.title_field,
             options.search_index,
             options.bin_index,
             options.ordinal,
             std::move(options.terms),
             make,
             copy};
    for (auto& f : e.fields) {
        if (f.rule.searchable) f.rule.folded = true;
        if (f.kind == Kind::list || f.kind == Kind::document) f.rule.sortable = false;
    }
    return e;
}

namespace {
std::vector<Column> columns_of(const std::vector<Field>& fields) {
    std::vector<Column> columns;
    for (const auto& f : fields) {
        const std::string name{f.name};
        if (f.kind == Kind::money) {
            columns.push_back({name + "_minor", &f, Part::minor});
            columns.push_back({name + "_currency", &f, Part::currency});
        } else {
            columns.push_back({name, &f, Part::whole});
            if (f.rule.folded) columns.push_back({name + "_folded", &f, Part::folded});
        }
    }
    return columns;
}
}  // namespace

// The columns point into `fields`, so they are made where the entity has come to rest.
const std::vector<Column>& Entity::columns() const {
    std::call_once(*columns_once_, [&] { columns_ = columns_of(fields); });
    return columns_;
}

namespace {

template <class T, class Convert>
void set_plain(const Field& f, Record& r, const Value& value, Convert convert) {
    if (!f.nullable) {
        member<T>(f, r) = convert(value);
    } else if (std::holds_alternative<std::nullptr_t>(value)) {
        member<std::optional<T>>(f, r).reset();
    } else {
        member<std::optional<T>>(f, r) = convert(value);
    }
}

double real_of(const Value& v) {
    if (const auto* n = std::get_if<std::int64_t>(&v)) return static_cast<double>(*n);
    return std::get<double>(v);
}

Date date_of(const Value& v) {
    const auto d = Date::parse(std::get<std::string>(v));
    if (!d) throw std::logic_error("not a date in the database: " + std::get<std::string>(v));
    return *d;
}

std::vector<std::string> list_of(const std::string& json) {
    std::vector<std::string> items;
    const auto parsed = base::parse_json(json);
    for (const auto& item : parsed.as_array()) items.emplace_back(item.as_string());
    return items;
}

// The two money columns arrive one after the other; a NULL or empty currency means that there is none.
void set_money(const Field& f, Record& r, Part part, Value value) {
    const bool null = std::holds_alternative<std::nullptr_t>(value);
    if (f.nullable) {
        auto& v = member<std::optional<Money>>(f, r);
        if (null) {
            v.reset();
            return;
        }
        if (!v) v.emplace();
    }
    Money& m = f.nullable ? *member<std::optional<Money>>(f, r) : member<Money>(f, r);
    if (part == Part::minor) m.minor = null ? 0 : std::get<std::int64_t>(value);
    if (part == Part::currency) m.currency = null ? "" : std::get<std::string>(std::move(value));
}

}  // namespace

Value column_value(const Column& column, const Record& record) {
    std::string scratch;
    return std::visit(
        [](const auto& v) -> Value {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string_view>)
                return std::string{v};
            else
                return v;
        },
        column_view(column, record, scratch));
}

void set_column(const Column& column, Record& r, Value value) {
    const Field& f = *column.field;
    if (column.part == Part::folded) return;
    switch (f.kind) {
        case Kind::text:
            if (f.nullable) {
                auto& v = member<std::optional<std::string>>(f, r);
                if (std::holds_alternative<std::nullptr_t>(value))
                    v.reset();
                else
                    v = std::get<std::string>(std::move(value));
            } else {
                member<std::string>(f, r) = std::get<std::string>(std::move(value));
            }
            return;
        case Kind::boolean:
            member<bool>(f, r) = std::get<std::int64_t>(value) != 0;
            return;
        case Kind::integer:
            set_plain<std::int64_t>(f, r, value, [](const Value& v) { return std::get<std::int64_t>(v); });
            return;
        case Kind::real:
            set_plain<double>(f, r, value, real_of);
            return;
        case Kind::date:
            set_plain<Date>(f, r, value, date_of);
            return;
        case Kind::instant:
            set_plain<Instant>(f, r, value,
                               [](const Value& v) { return Instant{std::get<std::int64_t>(v)}; });
            return;
        case Kind::list:
            member<std::vector<std::string>>(f, r) = list_of(std::get<std::string>(value));
            return;
        case Kind::document:
            member<Document>(f, r).json = std::get<std::string>(std::move(value));
            return;
        case Kind::money:
            set_money(f, r, column.part, std::move(value));
            return;
    }
}

bool is_absent(const Field& f, const Record& record) {
    Record& r = const_cast<Record&>(record);
    switch (f.kind) {
        case Kind::text: {
            if (!f.nullable) return member<std::string>(f, r).empty();
            auto& v = member<std::optional<std::string>>(f, r);
            return !v || v->empty();
        }
        case Kind::list:
            return member<std::vector<std::string>>(f, r).empty();
        case Kind::document:
            return member<Document>(f, r).json == "{}";
        case Kind::money: {
            const Money* m = money_of(f, r);
            return !m || (m->currency.empty() && m->minor == 0);
        }
        case Kind::boolean:
            return false;
        case Kind::integer:
            return f.nullable && !member<std::optional<std::int64_t>>(f, r);
        case Kind::real:
            return f.nullable && !member<std::optional<double>>(f, r);
        case Kind::date:
            return f.nullable ? !member<std::optional<Date>>(f, r) : member<Date>(f, r) == Date{};
        case Kind::instant:
            return f.nullable ? !member<std::optional<Instant>>(f, r) : member<Instant>(f, r) == Instant{};
    }
    return false;
}

bool equal(const Field& f, const Record& a, const Record& b) {
    if (f.kind == Kind::money) {
        const Money* x = money_of(f, const_cast<Record&>(a));
        const Money* y = money_of(f, const_cast<Record&>(b));
        return x && y ? *x == *y : !x && !y;
    }
    std::string one, other;
    return whole_view(f, a, one) == whole_view(f, b, other);
}

Difference difference(const Entity& entity, const Record* before, const Record* after) {
    base::JsonWriter was, is;
    was.begin_object();
    is.begin_object();
    bool empty = true;
    for (const auto& f : entity.fields) {
        if (!f.rule.audited || f.rule.secret) continue;
        if (before && after && equal(f, *before, *after)) continue;
        const bool had = before && !is_absent(f, *before);
        const bool has = after && !is_absent(f, *after);
        if (!had && !has) continue;
        empty = false;
        if (before) {
            was.key(f.name);
            write_member(was, f, *before);
        }
        if (after) {
            is.key(f.name);
            write_member(is, f, *after);
        }
    }
    was.end_object();
    is.end_object();
    return {was.take(), is.take(), empty};
}

}  // namespace kamino::describe
