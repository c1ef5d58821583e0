#include "platform/base/text.h"

#include <boost/json.hpp>

#include "platform/describe/members.h"

namespace kamino::describe {
namespace {

template <class T>
std::optional<FieldFault> put(const Field& f, Record& r, std::optional<T> value, const char* wrong) {
    if (!value) return FieldFault{"/" + std::string{f.name}, wrong, {}};
    if (f.nullable)
        member<std::optional<T>>(f, r) = std::move(*value);
    else
        member<T>(f, r) = std::move(*value);
    return std::nullopt;
}

template <class T>
void clear(const Field& f, Record& r) {
    if (f.nullable)
        member<std::optional<T>>(f, r).reset();
    else
        member<T>(f, r) = T{};
}

void clear_any(const Field& f, Record& r) {
    switch (f.kind) {
        case Kind::text:
            clear<std::string>(f, r);
            return;
        case Kind::boolean:
            member<bool>(f, r) = false;
            return;
        case Kind::integer:
            clear<std::int64_t>(f, r);
            return;
        case Kind::real:
            clear<double>(f, r);
            return;
        case Kind::date:
            clear<Date>(f, r);
            return;
        case Kind::instant:
            clear<Instant>(f, r);
            return;
        case Kind::money:
            clear<Money>(f, r);
            return;
        case Kind::list:
            member<std::vector<std::string>>(f, r).clear();
            return;
        case Kind::document:
            member<Document>(f, r).json = "{}";
            return;
    }
}

std::optional<FieldFault> put_money(const Field& f, Record& r, std::string_view text,
                                    std::string_view currency) {
    const std::string path = "/" + std::string{f.name};
    if (const auto blank = text.find(' '); blank != std::string_view::npos) {
        currency = text.substr(blank + 1);
        text = text.substr(0, blank);
    }
    const auto exponent = currency_exponent(currency);
    if (!exponent) return FieldFault{path, "field.bad_currency", {}};
    const auto minor = minor_from_decimal(text, *exponent);
    if (!minor) return FieldFault{path, "field.bad_money", {}};
    return put<Money>(f, r, Money{*minor, std::string{currency}}, "");
}

std::optional<bool> to_bool(std::string_view text) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    return std::nullopt;
}

std::optional<Document> to_document(std::string_view text) {
    try {
        const auto parsed = base::parse_json(text);
        if (parsed.is_object()) return Document{base::json_text(parsed)};
    } catch (const Fault&) {
    }
    return std::nullopt;
}

}  // namespace

std::optional<FieldFault> set_text(const Field& f, Record& r, std::string_view text,
                                   std::string_view currency) {
    if (text.empty()) {
        clear_any(f, r);
        return std::nullopt;
    }
    switch (f.kind) {
        case Kind::text:
            return put<std::string>(f, r, std::string{text}, "");
        case Kind::boolean:
            return put<bool>(f, r, to_bool(text), "field.wrong_type");
        case Kind::integer:
            return put<std::int64_t>(f, r, base::to_int(text), "field.wrong_type");
        case Kind::real:
            return put<double>(f, r, base::to_double(text), "field.wrong_type");
        case Kind::date:
            return put<Date>(f, r, Date::parse(text), "field.bad_date");
        case Kind::instant: {
            auto i = Instant::parse(text);
            if (!i)
                if (const auto d = Date::parse(text)) i = Instant::at(*d);
            return put<Instant>(f, r, i, "field.bad_date");
        }
        case Kind::money:
            return put_money(f, r, text, currency);
        case Kind::list:
            member<std::vector<std::string>>(f, r) = base::split(text, ';');
            return std::nullopt;
        case Kind::document:
            return put<Document>(f, r, to_document(text), "field.wrong_type");
    }
    return std::nullopt;
}

std::string get_text(const Field& f, const Record& record) {
    if (is_absent(f, record)) return "";
    Record& r = const_cast<Record&>(record);
    switch (f.kind) {
        case Kind::text:
            return f.nullable ? *member<std::optional<std::string>>(f, r) : member<std::string>(f, r);
        case Kind::boolean:
            return member<bool>(f, r) ? "true" : "false";
        case Kind::integer:
            return std::to_string(f.nullable ? *member<std::optional<std::int64_t>>(f, r)
                                             : member<std::int64_t>(f, r));
        case Kind::real:
            return base::number_text(f.nullable ? *member<std::optional<double>>(f, r)
                                                : member<double>(f, r));
        case Kind::date:
            return (f.nullable ? *member<std::optional<Date>>(f, r) : member<Date>(f, r)).to_text();
        case Kind::instant:
            return (f.nullable ? *member<std::optional<Instant>>(f, r) : member<Instant>(f, r)).to_text();
        case Kind::money: {
            const Money& m = f.nullable ? *member<std::optional<Money>>(f, r) : member<Money>(f, r);
            return decimal_from_minor(m.minor, currency_exponent(m.currency).value_or(2));
        }
        case Kind::list: {
            std::string all;
            for (const auto& item : member<std::vector<std::string>>(f, r))
                all += (all.empty() ? "" : ";") + item;
            return all;
        }
        case Kind::document:
            return member<Document>(f, r).json;
    }
    return "";
}

}  // namespace kamino::describe
