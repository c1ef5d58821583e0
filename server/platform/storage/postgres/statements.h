// The statements of one connection, prepared once on the server and kept by their text, and the arguments
// made ready to travel.
//
// Types of parameters are said, never guessed: an integer travels as int8, a real as float8, a text as text.
// A NULL has the type that its parameter had in an earlier call on this connection; while there was none, the
// word NULL is written into the text instead, because the server can find a type for the word everywhere (`:a
// IS NULL` included), which it cannot for an untyped parameter. So one text may have a few prepared forms;
// they soon come together into one.
#pragma once
#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/storage/storage.h"

namespace kamino::storage::postgres {

inline constexpr Oid oid_int8 = 20, oid_text = 25, oid_float8 = 701;

// One prepared form of a text.
struct Plan {
    std::string name;               // "" = not kept by the server
    std::string text;               // with $1 …
    std::vector<Oid> types;         // one for each of our names; 0 = the word NULL
    mutable bool prepared = false;  // the server has it
};

// A plan and the arguments as libpq wants them. Points into the statements and the caller's Args.
struct Bound {
    const Plan* plan = nullptr;
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
    std::vector<std::array<char, 8>> numbers;
};

class Statements {
  public:
    explicit Statements(bool named) : named_(named) {}
    // std::logic_error and Fault invalid as arrange() of sql_text.h.
    Bound bind(const Sql& sql, const Args& args);
    // The text's parameters, in the order of their first mention; good until the next bind().
    const std::vector<std::string>& names(const Sql& sql) { return entry(sql).names; }
    // More than is good to keep: Connection::tidy().
    bool crowded() const { return kept_ > 600 || entries_.size() > 600; }
    void clear();
    int kept() const { return kept_; }

  private:
    struct Entry {
        std::vector<std::string> names;
        std::vector<Oid> known;
        std::vector<Plan> plans;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    Entry& entry(const Sql& sql);
    const Plan& plan(Entry& entry, std::string_view text, const std::vector<const Value*>& values);

    bool named_;
    int kept_ = 0;
    std::int64_t last_name_ = 0;
    Plan passing_;  // the form of a text that has too many forms to keep
    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

}  // namespace kamino::storage::postgres
