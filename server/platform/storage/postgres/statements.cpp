#include "platform/storage/postgres/statements.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "platform/storage/sql_text.h"

namespace kamino::storage::postgres {
namespace {

constexpr std::size_t most_forms = 16;

Oid type_of(const Value& value) {
    if (std::holds_alternative<std::int64_t>(value)) return oid_int8;
    if (std::holds_alternative<double>(value)) return oid_float8;
    if (std::holds_alternative<std::string>(value)) return oid_text;
    return 0;
}

bool fits(const std::vector<Oid>& types, const std::vector<const Value*>& values) {
    for (std::size_t i = 0; i < types.size(); ++i) {
        const auto type = type_of(*values[i]);
        if (type != 0 && type != types[i]) return false;
    }
    return true;
}

std::string numbered(std::string_view text, const std::vector<std::string>& names,
                     const std::vector<Oid>& types) {
    std::string result;
    result.reserve(text.size());
    SqlScanner scanner{text};
    for (auto token = scanner.next(); token.kind != SqlToken::Kind::end; token = scanner.next()) {
        if (token.kind != SqlToken::Kind::parameter) {
            result += told(token, Engine::postgres);
            continue;
        }
        const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), token.text.substr(1)) -
                                                 names.begin());
        if (types[at] == 0) {
            result += "NULL";
            continue;
        }
        const auto number = std::count_if(types.begin(), types.begin() + static_cast<std::ptrdiff_t>(at),
                                          [](Oid type) { return type != 0; });
        result += '$' + std::to_string(number + 1);
    }
    return result;
}

std::array<char, 8> big_endian(std::uint64_t bits) {
    if constexpr (std::endian::native == std::endian::little) bits = __builtin_bswap64(bits);
    return std::bit_cast<std::array<char, 8>>(bits);
}

void add(Bound& bound, Oid type, const Value& value) {
    bound.types.push_back(type);
    if (const auto* text = std::get_if<std::string>(&value)) {
        bound.values.push_back(text->data());
        bound.lengths.push_back(static_cast<int>(text->size()));
        bound.formats.push_back(1);
        return;
    }
    bound.lengths.push_back(8);
    bound.formats.push_back(1);
    if (std::holds_alternative<std::nullptr_t>(value)) {
        bound.values.push_back(nullptr);
        return;
    }
    const auto* integer = std::get_if<std::int64_t>(&value);
    bound.numbers.push_back(big_endian(integer ? static_cast<std::uint64_t>(*integer)
                                               : std::bit_cast<std::uint64_t>(std::get<double>(value))));
    bound.values.push_back(bound.numbers.back().data());
}

}  // namespace

Statements::Entry& Statements::entry(const Sql& sql) {
    const auto found = entries_.find(sql.text);
    if (found != entries_.end()) return found->second;
    Entry made;
    made.names = positional(sql.text, Engine::postgres).names;
    made.known.assign(made.names.size(), 0);
    return entries_.emplace(std::string{sql.text}, std::move(made)).first->second;
}

Bound Statements::bind(const Sql& sql, const Args& args) {
    auto& of_text = entry(sql);
    const auto values = arrange(sql.name, of_text.names, args);
    Bound bound;
    bound.plan = &plan(of_text, sql.text, values);
    bound.numbers.reserve(values.size());  // the values point into it
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (bound.plan->types[i] != 0) add(bound, bound.plan->types[i], *values[i]);
    }
    return bound;
}

const Plan& Statements::plan(Entry& entry, std::string_view text, const std::vector<const Value*>& values) {
    for (auto it = entry.plans.rbegin(); it != entry.plans.rend(); ++it) {
        if (fits(it->types, values)) return *it;
    }
    Plan made;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (const auto type = type_of(*values[i])) entry.known[i] = type;
        made.types.push_back(entry.known[i]);
    }
    made.text = numbered(text, entry.names, made.types);
    if (entry.plans.size() >= most_forms) return passing_ = std::move(made);
    if (named_) {
        made.name = "k" + std::to_string(++last_name_);
        ++kept_;
    }
    return entry.plans.emplace_back(std::move(made));
}

void Statements::clear() {
    entries_.clear();
    kept_ = 0;
}

}  // namespace kamino::storage::postgres
