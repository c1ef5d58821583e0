// From a parsed filter to SQL: names against the entity's fields and terms, values against their kinds.
#include <array>

#include "platform/base/text.h"
#include "platform/describe/filter.h"
#include "platform/describe/period.h"
#include "platform/describe/sql_pieces.h"

namespace kamino::describe {
namespace {

// Record's own columns that lists may use.
struct OwnColumn {
    std::string_view name;
    Kind kind;
};
constexpr std::array<OwnColumn, 4> own_columns{{{"id", Kind::text},
                                                {"version", Kind::integer},
                                                {"created_at", Kind::instant},
                                                {"updated_at", Kind::instant}}};

std::string prefix_of(const Entity& e) {
    return std::string{e.table} + ".";
}

// What a comparison compares: a field, a term, one of Record's own columns, or a member of a document.
struct Subject {
    const Field* field = nullptr;  // nullptr: Record's own
    Kind kind = Kind::text;
    bool nullable = false;
    std::string column;
    std::string member;  // of a document
};

class Compiler {
  public:
    Compiler(const Entity& entity, std::string_view prefix, const Reading& reading)
        : entity_(entity), prefix_(prefix), reading_(reading) {}

    std::string sql(const Filter& f) {
        switch (f.node) {
            case Filter::Node::comparison:
                return comparison(f);
            case Filter::Node::negation:
                return negation(f.parts[0]);
            default:
                break;
        }
        if (f.parts.empty()) return "";
        std::string all;
        for (const auto& part : f.parts) {
            const auto one = sql(part);
            all += (all.empty()                   ? ""
                    : f.node == Filter::Node::all ? " AND "
                                                  : " OR ") +
                   (one.empty() ? "(1 = 1)" : one);
        }
        return "(" + all + ")";
    }
    std::vector<NamedValue> values;

  private:
    // `why`: filter.<why> of the catalogues, which may name the field and the value.
    [[noreturn]] void bad(const Filter& f, std::string_view why, std::string_view value = {}) {
        throw invalid("request.bad_filter", {{"at", f.name},
                                             {"why", "filter." + std::string{why}},
                                             {"name", f.name},
                                             {"value", std::string{value}}});
    }

    std::string param(Value v) {
        std::string name = std::string{prefix_} + std::to_string(values.size());
        values.push_back({name, std::move(v)});
        return ":" + name;
    }

    // What SQL does not know is not so: its negation is.
    std::string negation(const Filter& part) {
        const bool before = unknown_;
        unknown_ = false;
        auto inner = sql(part);
        if (inner.empty()) inner = "(1 = 1)";
        const bool may_be_unknown = unknown_;
        unknown_ = before;
        return may_be_unknown ? "NOT COALESCE(" + inner + ", FALSE)" : "NOT " + inner;
    }

    Subject subject(const Filter& f) {
        Subject s;
        const auto dot = f.name.find('.');
        s.field = entity_.find_term(f.name.substr(0, dot));
        if (s.field) {
            if (!s.field->rule.filterable || s.field->rule.secret) bad(f, "unknown");
            s.kind = s.field->kind;
            s.nullable = s.field->nullable;
            s.column = expression(entity_, *s.field, s.kind == Kind::money ? Part::minor : Part::whole);
            if (dot != std::string::npos) {
                s.member = f.name.substr(dot + 1);
                if (s.kind != Kind::document || !is_member_name(s.member)) bad(f, "member");
                if (reading_.find_member && !reading_.find_member(entity_, s.field->name, s.member))
                    bad(f, "unknown");
                s.nullable = true;
            }
            return s;
        }
        for (const auto& own : own_columns)
            if (own.name == f.name) {
                s.kind = own.kind;
                s.column = prefix_of(entity_) + f.name;
            }
        if (s.column.empty()) bad(f, "unknown");
        return s;
    }

    std::string comparison(const Filter& f) {
        const auto s = subject(f);
        if (s.field && !s.field->rule.rows.empty()) return in_rows(f, s);
        if (s.field && !s.field->at && s.field->rule.expression.empty()) return set_of_rows(f, s);
        return compare(f, s);
    }

    // A term that stands for a set of rows.
    std::string set_of_rows(const Filter& f, const Subject& s) {
        if (!reading_.expand) bad(f, "unknown");
        if (f.op != Op::eq && f.op != Op::ne && f.op != Op::in) bad(f, "equality");
        std::string any;
        for (const auto& l : f.values) {
            if (l.null) bad(f, "null_value");
            const auto part = reading_.expand(s.field->name, l.text,
                                              std::string{prefix_} + std::to_string(values.size()) + "_");
            any += (any.empty() ? "" : " OR ") + (part.sql.empty() ? "(1 = 1)" : part.sql);
            values.insert(values.end(), part.values.begin(), part.values.end());
        }
        if (f.op == Op::ne) return "NOT COALESCE((" + any + "), FALSE)";
        unknown_ = true;
        return "(" + any + ")";
    }

    // A term in related rows: is there one that compares so? Never unknown.
    std::string in_rows(const Filter& f, const Subject& s) {
        const bool before = unknown_;
        const auto exists = [&](const std::string& condition) {
            return prefix_of(entity_) + "id IN (" + std::string{s.field->rule.rows} + " " + condition + ")";
        };
        const auto present = [&] {
            return exists("NOT " + (s.member.empty() ? absent(s.kind, s.nullable, s.column)
                                                     : absent_member(s.column, s.member)));
        };
        Filter plain = f;
        std::erase_if(plain.values, [](const Filter::Literal& l) { return l.null; });
        const bool asks_absent = plain.values.size() != f.values.size();
        if (asks_absent && f.op != Op::in && f.op != Op::eq && f.op != Op::ne) bad(f, "null_value");
        if (f.op == Op::ne) plain.op = Op::eq;
        std::string result;
        if (!plain.values.empty()) result = exists("(" + compare(plain, s) + ")");
        if (asks_absent) result += (result.empty() ? "NOT " : " OR NOT ") + present();
        unknown_ = before;
        return f.op == Op::ne ? "NOT (" + result + ")" : "(" + result + ")";
    }

    std::string compare(const Filter& f, const Subject& s) {
        if (!s.member.empty()) return compare_member(f, s);
        const auto& [field, kind, nullable, column, member] = s;
        unknown_ = unknown_ || nullable;
        if (f.op == Op::contains) return contains(f, field, kind, column);
        if (f.op == Op::in) return membership_of_any(f, field, kind, nullable, column);
        const auto& l = f.values[0];
        if (l.null) {
            if (f.op == Op::eq) return absent(kind, nullable, column);
            if (f.op == Op::ne) return "NOT " + absent(kind, nullable, column);
            bad(f, "null_value");
        }
        if (kind == Kind::document) bad(f, "member");
        if (kind == Kind::list) {
            if (f.op != Op::eq && f.op != Op::ne) bad(f, "equality");
            return (f.op == Op::ne ? "NOT " : "") + membership(column, l.text);
        }
        if (const auto period = period_in(kind, l)) return within(f.op, column, kind, *period);
        const std::string v = value(f, field, kind, l);
        if (f.op == Op::ne && nullable) return "(" + column + " IS DISTINCT FROM " + v + ")";
        return column + " " + std::string{sign(f.op)} + " " + v;
    }

    static std::string_view sign(Op op) {
        static constexpr std::array<std::string_view, 6> signs{"=", "<>", "<", "<=", ">", ">="};
        return signs.at(static_cast<std::size_t>(op));
    }

    std::optional<Period> period_in(Kind kind, const Filter::Literal& l) const {
        if (l.quoted || (kind != Kind::date && kind != Kind::instant && kind != Kind::document)) return {};
        return period_of(l.text, reading_.today.value_or(kamino::today()), reading_.fiscal_start_month);
    }

    std::string within(Op op, const std::string& column, Kind kind, const Period& p) {
        const auto day = [&](Date d) {
            return param(kind == Kind::instant ? Value{Instant::at(d).us} : Value{d.to_text()});
        };
        switch (op) {
            case Op::lt:
                return column + " < " + day(p.from);
            case Op::le:
                return column + " < " + day(p.until);
            case Op::gt:
                return column + " >= " + day(p.until);
            case Op::ge:
                return column + " >= " + day(p.from);
            default:
                break;
        }
        const auto from = day(p.from);
        const auto inside = "(" + column + " >= " + from + " AND " + column + " < " + day(p.until) + ")";
        return op == Op::ne ? "NOT COALESCE(" + inside + ", FALSE)" : inside;
    }

    // A member of a document has no kind: the literal says how to compare.
    std::string compare_member(const Filter& f, const Subject& s) {
        const auto text = member_text(s.column, s.member);
        unknown_ = true;
        const auto one = [&](const Filter::Literal& l, Op op) -> std::string {
            if (l.null) {
                if (op != Op::eq && op != Op::ne) bad(f, "null_value");
                return (op == Op::ne ? "NOT " : "") + absent_member(s.column, s.member);
            }
            std::string column = text;
            std::string v;
            if (op == Op::contains) return lower_like(text, l.text);
            if (const auto period = period_in(Kind::document, l))
                return within(op, text, Kind::date, *period);
            if (const auto n = l.quoted ? std::nullopt : base::to_double(l.text)) {
                column = member_number(s.column, s.member);
                v = param(*n);
            } else {
                v = param(l.text);
            }
            if (op == Op::ne) return "(" + column + " IS DISTINCT FROM " + v + ")";
            return column + " " + std::string{sign(op)} + " " + v;
        };
        if (f.op != Op::in) return one(f.values[0], f.op);
        std::string any;
        for (const auto& l : f.values) any += (any.empty() ? "(" : " OR ") + one(l, Op::eq);
        return any + ")";
    }

    // Lists are JSON text: an element is found by its quoted form. Not LIKE, which minds case on one engine
    // only.
    std::string membership(const std::string& column, const std::string& item) {
        base::JsonWriter w;
        w.value(std::string_view{item});
        return "(REPLACE(" + column + ", " + param(w.take()) + ", '') <> " + column + ")";
    }
    std::string membership_of_any(const Filter& f, const Field* field, Kind kind, bool nullable,
                                  const std::string& column) {
        if (kind == Kind::document) bad(f, "member");
        std::string any, nulls;
        for (const auto& l : f.values) {
            if (l.null)
                nulls = absent(kind, nullable, column);
            else if (kind == Kind::list)
                any += (any.empty() ? "" : " OR ") + membership(column, l.text);
            else if (period_in(kind, l))
                bad(f, "period_in_list", l.text);
            else
                any += (any.empty() ? "" : ", ") + value(f, field, kind, l);
        }
        if (any.empty()) return nulls;
        const std::string in = kind == Kind::list ? "(" + any + ")" : column + " IN (" + any + ")";
        return nulls.empty() ? in : "(" + in + " OR " + nulls + ")";
    }

    std::string contains(const Filter& f, const Field* field, Kind kind, const std::string& column) {
        const auto& text = f.values[0].text;
        if (!field || (kind != Kind::text && kind != Kind::list)) bad(f, "contains");
        if (kind == Kind::text && field->rule.folded)
            return "(" + expression(entity_, *field, Part::folded) + " LIKE " +
                   param(like_text(base::fold(text))) + " ESCAPE '\\')";
        return lower_like(column, text);
    }

    // LIKE minds case on one engine only; LOWER is ASCII on both (columns are COLLATE "C").
    std::string lower_like(const std::string& column, std::string lower) {
        for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return "(LOWER(" + column + ") LIKE " + param(like_text(lower)) + " ESCAPE '\\')";
    }

    std::string value(const Filter& f, const Field* field, Kind kind, const Filter::Literal& l) {
        switch (kind) {
            case Kind::integer:
                if (auto n = base::to_int(l.text)) return param(*n);
                if (auto d = base::to_double(l.text)) return param(*d);
                break;
            case Kind::real:
                if (auto d = base::to_double(l.text)) return param(*d);
                break;
            case Kind::boolean:
                if (l.text == "true") return param(std::int64_t{1});
                if (l.text == "false") return param(std::int64_t{0});
                break;
            case Kind::date:
                if (auto d = Date::parse(l.text)) return param(d->to_text());
                break;
            case Kind::instant:
                if (auto i = Instant::parse(l.text)) return param(i->us);
                if (auto d = Date::parse(l.text)) return param(Instant::at(*d).us);
                break;
            case Kind::money:
                return money(f, *field, l);
            default:
                return param(l.text);
        }
        const bool day = kind == Kind::date || kind == Kind::instant;
        bad(f, day ? "day" : kind == Kind::boolean ? "boolean" : "number", l.text);
    }

    // "1000" compares the amount in the currency that each row has; the exponent is the row's.
    std::string money(const Filter& f, const Field& field, const Filter::Literal& l) {
        const auto cents = minor_from_decimal(l.text, 2);
        const auto whole = minor_from_decimal(l.text, 0);
        const auto mils = minor_from_decimal(l.text, 3);
        if (!cents || !whole || !mils) bad(f, "number", l.text);
        return "(CASE WHEN " + expression(entity_, field, Part::currency) +
               " IN "
               "('CLP','JPY','KRW','PYG','VND','ISK','UGX','XAF','XOF','XPF','BIF','DJF','GNF','KMF','RWF','"
               "VUV') THEN " +
               param(*whole) + " WHEN " + expression(entity_, field, Part::currency) +
               " IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN " + param(*mils) + " ELSE " +
               param(*cents) + " END)";
    }

    const Entity& entity_;
    std::string_view prefix_;
    const Reading& reading_;
    bool unknown_ = false;  // what was written since the last negation began may be NULL
};

}  // namespace

std::string expression(const Entity& entity, const Field& field, Part part) {
    std::string name{field.rule.expression};
    if (name.empty()) name = prefix_of(entity) + std::string{field.name};
    switch (part) {
        case Part::minor:
            return name + "_minor";
        case Part::currency:
            return name + "_currency";
        case Part::folded:
            return name + "_folded";
        default:
            return name;
    }
}

Condition compile(const Entity& entity, const Filter& filter, std::string_view prefix,
                  const Reading& reading) {
    Compiler c{entity, prefix, reading};
    Condition result;
    result.sql = c.sql(filter);
    result.values = std::move(c.values);
    return result;
}

std::vector<SortKey> parse_sort(const Entity& entity, std::string_view text) {
    std::vector<SortKey> keys;
    for (auto& name : base::split(text, ',')) {
        SortKey key;
        key.descending = name[0] == '-';
        if (key.descending) name.erase(0, 1);
        key.name = name;
        key.field = entity.find(name);
        if (key.field && key.field->rule.sortable && !key.field->rule.secret) {
            const Kind kind = key.field->kind;
            const Part part = kind == Kind::money      ? Part::minor
                              : key.field->rule.folded ? Part::folded
                                                       : Part::whole;
            key.column = expression(entity, *key.field, part);
            key.nullable = key.field->nullable;
        } else {
            key.field = nullptr;
            for (const auto& own : own_columns)
                if (own.name == name) key.column = prefix_of(entity) + name;
        }
        if (key.column.empty() || keys.size() == 4) throw invalid("request.bad_sort", {{"name", name}});
        keys.push_back(std::move(key));
    }
    return keys;
}

}  // namespace kamino::describe
