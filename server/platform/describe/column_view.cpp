#include "platform/describe/column_view.h"

#include <stdexcept>

#include "platform/base/text.h"
#include "platform/describe/members.h"

namespace kamino::describe {
namespace {

ValueView text_view(const Field& f, Record& r) {
    if (!f.nullable) return std::string_view{member<std::string>(f, r)};
    auto& v = member<std::optional<std::string>>(f, r);
    return v && !v->empty() ? ValueView{std::string_view{*v}} : ValueView{nullptr};
}

template <class T, class Convert>
ValueView plain_view(const Field& f, Record& r, Convert convert) {
    if (!f.nullable) return ValueView{convert(member<T>(f, r))};
    auto& v = member<std::optional<T>>(f, r);
    return v ? ValueView{convert(*v)} : ValueView{nullptr};
}

ValueView view(const Field& f, Part part, const Record& record, std::string& scratch) {
    Record& r = const_cast<Record&>(record);
    const auto keep = [&scratch](std::string text) -> std::string_view { return scratch = std::move(text); };
    switch (f.kind) {
        case Kind::text: {
            const auto text = text_view(f, r);
            if (part != Part::folded || std::holds_alternative<std::nullptr_t>(text)) return text;
            return keep(base::fold(std::get<std::string_view>(text)));
        }
        case Kind::boolean:
            return static_cast<std::int64_t>(member<bool>(f, r));
        case Kind::integer:
            return plain_view<std::int64_t>(f, r, [](std::int64_t n) { return n; });
        case Kind::real:
            return plain_view<double>(f, r, [](double n) { return n; });
        case Kind::date:
            return plain_view<Date>(f, r, [&](Date d) { return keep(d.to_text()); });
        case Kind::instant:
            return plain_view<Instant>(f, r, [](Instant i) { return i.us; });
        case Kind::list:
            return keep(list_json(member<std::vector<std::string>>(f, r)));
        case Kind::document:
            return std::string_view{member<Document>(f, r).json};
        case Kind::money: {
            const Money* m = money_of(f, r);
            if (!m) return nullptr;
            if (part == Part::currency) return std::string_view{m->currency};
            return m->minor;
        }
    }
    throw std::logic_error("unknown kind");
}

}  // namespace

const Money* money_of(const Field& f, Record& r) {
    if (!f.nullable) return &member<Money>(f, r);
    auto& v = member<std::optional<Money>>(f, r);
    return v ? &*v : nullptr;
}

std::string list_json(const std::vector<std::string>& items) {
    base::JsonWriter w;
    w.begin_array();
    for (const auto& item : items) w.value(std::string_view{item});
    w.end_array();
    return w.take();
}

ValueView column_view(const Column& column, const Record& record, std::string& scratch) {
    return view(*column.field, column.part, record, scratch);
}

ValueView whole_view(const Field& field, const Record& record, std::string& scratch) {
    return view(field, Part::whole, record, scratch);
}

}  // namespace kamino::describe
