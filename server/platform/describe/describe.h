// Describe once. An entity is one plain struct deriving from Record and one array of field rows. From the
// rows come JSON in and out, validation, columns for insert / update / load / list, audit differences, import
// and export columns, and OpenAPI. The rows are data; the engine below is not a template. Field rows are
// immutable after start; every function here is thread-safe.
//
//   struct Account : describe::Record { std::string name; std::optional<std::string> parent_id; ...
//       static const describe::Entity& entity(); };
//   const Entity& Account::entity() {
//       static const Entity e = describe::make_entity<Account>("account", "accounts", {
//           field<&Account::name>("name", {.required = true, .max_len = 200, .folded = true, .natural_key =
//           true}), field<&Account::parent_id>("parent_id", {.reference = "account"}), ... });
//       return e; }
//
// How C++ types map: std::string (empty = absent; column NOT NULL DEFAULT ''), bool, std::int64_t, double,
// and std::optional of int64, double, Date, Instant, std::string (for references: column NULL), Date,
// Instant, Money / std::optional<Money> (two columns <name>_minor and <name>_currency),
// std::vector<std::string> (a list, JSON text), Document (any JSON object, JSON text).
#pragma once
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "platform/base/date.h"
#include "platform/base/fault.h"
#include "platform/base/json.h"
#include "platform/base/money.h"

namespace kamino::describe {

struct Record {
    std::string id;
    std::int64_t version = 0;  // 1 after the insert, +1 with every update
    Instant created_at;
    Instant updated_at;
    std::optional<Instant> deleted_at;  // set = in the bin
};

// JSON text of an object; "{}" when empty. Keys that the workspace defines (custom fields, view settings).
struct Document {
    std::string json = "{}";
    bool operator==(const Document&) const = default;
};

// A value as the databases hold it: dates as ISO text, instants as microseconds, booleans as 0 / 1.
using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

enum class Kind { text, boolean, integer, real, date, instant, money, list, document };

// The widest circle that may read a field in a document: ours; ours and partners; the customer too. A field
// that nobody declared is ours alone.
enum class Audience { undeclared, internal, partner, customer_safe };

struct Rule {
    bool required = false;
    int max_len = 2000;                       // text: code points
    std::optional<double> min{}, max{};       // integer, real (inclusive)
    std::vector<std::string_view> choices{};  // text: the allowed values ("" is allowed unless required)
    std::string_view reference{};  // name of the entity that the id (or each id of a list) belongs to
    std::string_view format{};     // "email" "url" "country" "currency" "language" "multiline" "phone"
    bool folded = false;  // text: a second column <name>_folded holds base::fold(value); ~ and sort use it
    bool searchable = false;    // free-text search (?q=) looks here; implies folded
    bool natural_key = false;   // imports match by it when there is no external id
    bool external_key = false;  // imports match by it first
    bool writable = true;       // false: the API refuses it; the system sets it
    bool importable = true;
    bool audited = true;  // appears in before / after of the change log
    bool secret = false;  // never leaves the server: not in JSON, lists, export
    bool filterable = true;
    bool sortable = true;
    bool by_member = false;         // document: a change names the members that it means, null takes one away
    std::string_view expression{};  // read models: the SQL expression; default <table alias>.<name>
    // Terms only (Entity::terms): the related rows in which `expression` stands, as the beginning of a SELECT
    // of the entity's ids that a comparison ends: "SELECT u.account_id FROM account_units u WHERE".
    std::string_view rows{};
    Audience audience = Audience::undeclared;
};

struct Field {
    std::string_view name;
    Kind kind;
    bool nullable;         // std::optional in the struct: the column may be NULL
    void* (*at)(Record&);  // the member inside a record
    Rule rule;
};

// One database column of a field (money and folded text have two).
enum class Part { whole, minor, currency, folded };
struct Column {
    std::string name;
    const Field* field;
    Part part;
};

using RecordPtr = std::unique_ptr<Record, void (*)(Record*)>;

struct Entity {
    std::string_view name;   // singular, snake_case: "account"; label key "entity.account"
    std::string_view table;  // plural: "accounts"; for a read model the alias used in `from`
    std::vector<Field> fields;
    std::string_view from{};  // read models: FROM clause; empty = the table itself
    std::string_view
        account_field{};  // the field (or "id") that says to which account a row belongs; empty = none
    std::string_view title_field = "name";
    std::string_view search_index{};  // see EntityOptions
    bool bin_index = false;           // see EntityOptions
    std::string_view ordinal{};       // see EntityOptions
    // What filters may ask of besides the fields: other columns (Rule::expression), related rows (Rule::rows
    // too), and names that stand for a whole set of rows (neither; Reading::expand says which). `at` is
    // nullptr.
    std::vector<Field> terms{};
    RecordPtr (*make)() = nullptr;
    RecordPtr (*copy)(const Record&) = nullptr;

    const std::vector<Column>& columns()
        const;  // Record's own columns excluded; use only once the entity rests
    const Field* find(std::string_view field_name) const;  // nullptr when unknown
    const Field& at(std::string_view field_name) const;    // defect when unknown
    const Field* find_term(std::string_view name) const;   // a field or a term; nullptr when unknown

    std::shared_ptr<std::once_flag> columns_once_ = std::make_shared<std::once_flag>();
    mutable std::vector<Column> columns_{};
};

// ---- building
// -------------------------------------------------------------------------------------------------
template <class T>
struct Traits;
#define KAMINO_KIND(type, k, null)             \
    template <>                                \
    struct Traits<type> {                      \
        static constexpr Kind kind = Kind::k;  \
        static constexpr bool nullable = null; \
    }
KAMINO_KIND(std::string, text, false);
KAMINO_KIND(std::optional<std::string>, text, true);
KAMINO_KIND(bool, boolean, false);
KAMINO_KIND(std::int64_t, integer, false);
KAMINO_KIND(std::optional<std::int64_t>, integer, true);
KAMINO_KIND(double, real, false);
KAMINO_KIND(std::optional<double>, real, true);
KAMINO_KIND(Date, date, false);
KAMINO_KIND(std::optional<Date>, date, true);
KAMINO_KIND(Instant, instant, false);
KAMINO_KIND(std::optional<Instant>, instant, true);
KAMINO_KIND(Money, money, false);
KAMINO_KIND(std::optional<Money>, money, true);
KAMINO_KIND(std::vector<std::string>, list, false);
KAMINO_KIND(Document, document, false);
#undef KAMINO_KIND

template <class>
struct MemberOf;
template <class T, class M>
struct MemberOf<M T::*> {
    using Owner = T;
    using Type = M;
};

template <auto Member>
Field field(std::string_view name, Rule rule = {}) {
    using Of = MemberOf<decltype(Member)>;
    using Tr = Traits<typename Of::Type>;
    return {name, Tr::kind, Tr::nullable,
            [](Record& r) -> void* { return &(static_cast<typename Of::Owner&>(r).*Member); },
            std::move(rule)};
}

struct EntityOptions {
    std::string_view from{};
    std::string_view account_field{};
    std::string_view title_field = "name";
    // SQLite: the FTS5 table with trigrams of the searchable columns, by the table's row_no; "" = none.
    // PostgreSQL has its trigram indexes on the columns themselves.
    std::string_view search_index{};
    // The table has a partial index on deleted_at of what lies in the bin (IS NOT NULL), so that SQLite
    // counts what lives as all rows, counted by the page, less these.
    bool bin_index = false;
    // SQLite: the column that numbers the table's rows (integer, unique, rising). Lists break ties by it, so
    // that the indexes of their sorts end with a few bytes instead of an id's 36. "" = by the id, as on
    // PostgreSQL.
    std::string_view ordinal{};
    std::vector<Field> terms{};
};
Entity make_entity(std::string_view name, std::string_view table, std::vector<Field> fields,
                   EntityOptions options, RecordPtr (*make)(), RecordPtr (*copy)(const Record&));

template <class T>
Entity make_entity(std::string_view name, std::string_view table, std::vector<Field> fields,
                   EntityOptions options = {}) {
    return make_entity(
        name, table, std::move(fields), options,
        [] {
            return RecordPtr{new T{}, [](Record* r) { delete static_cast<T*>(r); }};
        },
        [](const Record& from) {
            return RecordPtr{new T(static_cast<const T&>(from)),
                             [](Record* r) { delete static_cast<T*>(r); }};
        });
}

// ---- values
// ---------------------------------------------------------------------------------------------------
Value column_value(const Column& column, const Record& record);
void set_column(const Column& column, Record& record, Value value);  // a value of the wrong kind is a defect
bool is_absent(const Field& field, const Record& record);            // empty text, nullopt, empty list
bool equal(const Field& field, const Record& a, const Record& b);

// ---- JSON
// -----------------------------------------------------------------------------------------------------
// Writes the object with Record's own members and every field that is not secret; `only` (when not empty)
// restricts to the named members ("id" always goes).
void write_json(base::JsonWriter& out, const Entity& entity, const Record& record,
                std::span<const std::string_view> only = {});
std::string json(const Entity& entity, const Record& record);

// Reads an object into the record: members that are named change, others stay (merge-patch, RFC 7396).
// Returns every fault with its path; on any fault the record is half-read and must be dropped. `importing`
// lets fields that are not writable pass.
std::vector<FieldFault> read_json(const Entity& entity, const boost::json::value& document, Record& record,
                                  bool importing = false);

// Required fields, limits, choices, formats; no I/O. The second form looks only at the named fields.
std::vector<FieldFault> validate(const Entity& entity, const Record& record);

// ---- text (imports, CSV export)
// ------------------------------------------------------------------------------- Text in canonical form: ISO
// date, RFC 3339 instant, '.' decimals, money as "1234.50 EUR" or "1234.50" with `currency` given, lists
// joined by ';', booleans true / false. Empty text clears.
std::optional<FieldFault> set_text(const Field& field, Record& record, std::string_view text,
                                   std::string_view currency = {});
std::string get_text(const Field& field, const Record& record);  // money: decimal amount only; "" when absent

// ---- audit
// ----------------------------------------------------------------------------------------------------
struct Difference {
    std::string before,
        after;  // JSON objects of the audited fields that differ; "{}" both when nothing differs
    bool empty = true;
};
// `before` nullptr: everything present is new; `after` nullptr: everything present is gone.
Difference difference(const Entity& entity, const Record* before, const Record* after);

// ---- OpenAPI
// --------------------------------------------------------------------------------------------------
enum class SchemaOf { item, create, patch };
void write_schema(base::JsonWriter& out, const Entity& entity, SchemaOf of);

}  // namespace kamino::describe
