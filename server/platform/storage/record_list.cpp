// Lists: filter, free text, sort and keyset cursors over described entities.
#include <algorithm>
#include <boost/json.hpp>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/storage/record_sql.h"
#include "platform/storage/record_walk.h"
#include "platform/storage/records.h"

namespace kamino::storage {
namespace {

using describe::SortKey;

// SQLite keeps no statistics of values: it guesses how many rows a condition leaves, and guesses badly. So a
// list looks first whether few rows are left, and says which way to go: `few` are found by the conditions'
// own indexes and sorted; `many` are met soon on a walk along the index of the sort. PostgreSQL knows by
// itself.
enum class Way { open, few, many };
constexpr std::int64_t few_rows = 400;

// What narrows a list, and what every list has.
struct Conditions {
    std::string living;               // "x.deleted_at IS NULL"
    std::string narrow, narrow_each;  // scope, filter and search, joined; for a walk
    std::string after;                // behind the cursor
    std::string index, words;         // search index and what it is asked; no walk asks it
    Args args;

    bool by_index(Way way) const { return !words.empty() && way != Way::many; }
    Args arguments(Way way) const {
        auto all = args;
        if (by_index(way)) all.emplace_back("words", std::string_view{words});
        return all;
    }
    // Hits come one after another and stop with the LIMIT; an IN (SELECT …) would gather them all first.
    std::string from(const RecordSql& s, Way way) const {
        return by_index(way) ? index + " CROSS JOIN " + s.from : s.from;
    }

    void add(const std::string& condition, const std::string& each = "") {
        const auto join = [](std::string& all, const std::string& one) {
            all += (all.empty() ? "(" : " AND (") + one + ")";
        };
        join(narrow, condition);
        join(narrow_each, each.empty() ? condition : each);
    }
    std::string where(Way way) const {
        std::string sql = " WHERE ";
        if (by_index(way)) sql += index + " MATCH :words AND row_no = " + index + ".rowid AND ";
        sql += living;
        // A CASE is no condition that an index answers.
        if (!narrow.empty() && way == Way::many)
            sql += " AND CASE WHEN " + narrow_each + " THEN 1 ELSE 0 END = 1";
        else if (!narrow.empty())
            sql += " AND " + narrow;
        return sql + (after.empty() ? "" : " AND " + after);
    }
};

std::string like(std::string_view word) {
    std::string escaped = "%";
    for (char c : word) {
        if (c == '%' || c == '_' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped + "%";
}

// Adds the word's trigrams, each as a term of FTS5; a word of fewer than three letters has none.
void add_trigrams(std::string& terms, std::string_view word) {
    std::vector<std::size_t> letters;  // where each begins
    for (std::size_t i = 0; i < word.size(); ++i)
        if ((word[i] & 0xc0) != 0x80) letters.push_back(i);
    letters.push_back(word.size());
    for (std::size_t i = 0; i + 3 < letters.size(); ++i) {
        terms += terms.empty() ? "\"" : " \"";
        for (const char c : word.substr(letters[i], letters[i + 3] - letters[i]))
            terms += c == '"' ? "\"\"" : std::string(1, c);
        terms += '"';
    }
}

// Every word of ?q= must occur in one of the searchable fields. Where there is a search index it says which
// rows can be meant; what the words are asked of decides.
void add_search(Conditions& c, const describe::Entity& e, const ListQuery& query, Engine engine) {
    int n = 0;
    std::string all;
    for (const auto& word : base::split(base::fold(query.q), ' ')) {
        if (n == 8) break;
        const std::string name = "q" + std::to_string(n++);
        std::string any;
        for (const auto& f : e.fields)
            if (f.rule.searchable)
                any += (any.empty() ? "" : " OR ") + describe::expression(e, f, describe::Part::folded) +
                       " LIKE :" + name + " ESCAPE '\\'";
        if (any.empty()) return;
        all += (all.empty() ? "(" : " AND (") + any + ")";
        c.args.emplace_back(name, Value{like(word)});
        add_trigrams(c.words, word);
    }
    if (!all.empty()) c.add(all);
    if (e.search_index.empty() || engine != Engine::sqlite) c.words.clear();
    c.index = e.search_index;
}

Conditions conditions(const describe::Entity& e, const ListQuery& query, const Scope& scope, Engine engine) {
    Conditions c;
    c.living = std::string{e.table} + ".deleted_at IS " + (query.deleted ? "NOT NULL" : "NULL");
    if (!scope.sql.empty()) c.add(scope.sql, scope.each);
    for (const auto& v : scope.values) c.args.emplace_back(v.name, v.value);
    auto filter = describe::compile(e, describe::parse_filter(query.filter), "f", query.reading);
    if (!filter.sql.empty()) c.add(filter.sql);
    c.args.reserve(c.args.size() + filter.values.size());
    for (auto& v : filter.values) c.args.emplace_back(v.name, v.value);
    add_search(c, e, query, engine);
    return c;
}

// How many rows there are, counted no further than `limit`.
std::int64_t count_to(Read& read, const RecordSql& s, const Conditions& c, std::int64_t limit) {
    const auto sql = "SELECT COUNT(*) FROM (SELECT 1 FROM " + c.from(s, Way::open) + c.where(Way::open) +
                     " LIMIT " + std::to_string(limit) + ") counted";
    return read.integer({s.list_name, sql}, c.arguments(Way::open)).value_or(0);
}

// All rows of the list.
std::int64_t count_all(Read& read, const describe::Entity& e, const RecordSql& s, const Conditions& c,
                       bool deleted) {
    auto sql = "SELECT COUNT(*) FROM " + c.from(s, Way::open) + c.where(Way::open);
    if (c.narrow.empty() && e.bin_index && !deleted && read.engine() == Engine::sqlite)
        sql = "SELECT (SELECT COUNT(*) FROM " + s.from + ") - (SELECT COUNT(*) FROM " + s.from +
              " WHERE deleted_at IS NOT NULL)";
    return read.integer({s.list_name, sql}, c.arguments(Way::open)).value_or(0);
}

// Counts as far as asked for, and finds the way.
Way look_first(Read& read, const describe::Entity& e, const RecordSql& s, const Conditions& c,
               const ListQuery& query, Page& page) {
    if (c.narrow.empty()) {
        if (query.count) page.total = count_all(read, e, s, c, query.deleted);
        return Way::open;
    }
    const bool guesses = read.engine() == Engine::sqlite;
    if (!query.count && !guesses) return Way::open;
    const auto most = !query.count ? few_rows : query.q.empty() ? counted_at_most : hits_at_most;
    const auto found = count_to(read, s, c, most + 1);
    if (query.count) {
        page.total = std::min(found, most);
        page.total_at_least = found > most;
    }
    return !guesses ? Way::open : found <= few_rows ? Way::few : Way::many;
}

std::string encode_cursor(const std::string& sort, const std::vector<Value>& last) {
    base::JsonWriter w;
    w.begin_array().value(std::string_view{sort});
    for (const auto& v : last) {
        if (const auto* n = std::get_if<std::int64_t>(&v))
            w.value(*n);
        else if (const auto* d = std::get_if<double>(&v))
            w.begin_array().value(*d).end_array();
        else if (const auto* t = std::get_if<std::string>(&v))
            w.value(std::string_view{*t});
        else
            w.null();
    }
    w.end_array();
    static constexpr char hex[] = "0123456789abcdef";
    std::string out;
    for (unsigned char ch : w.text()) {
        out += hex[ch >> 4];
        out += hex[ch & 15];
    }
    return out;
}

[[noreturn]] void bad_cursor() {
    throw invalid("request.bad_cursor");
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    bad_cursor();
}

std::vector<Value> decode_cursor(std::string_view cursor, const std::string& sort, std::size_t count) {
    if (cursor.size() % 2 || cursor.size() > 20'000) bad_cursor();
    std::string text;
    for (std::size_t i = 0; i < cursor.size(); i += 2)
        text += static_cast<char>(hex_digit(cursor[i]) * 16 + hex_digit(cursor[i + 1]));
    std::vector<Value> values;
    try {
        const auto parsed = base::parse_json(text);
        const auto& array = parsed.as_array();
        if (array.size() != count + 1 || array[0].as_string() != sort) bad_cursor();
        for (std::size_t i = 1; i < array.size(); ++i) {
            const auto& v = array[i];
            if (v.is_null())
                values.emplace_back(nullptr);
            else if (v.is_int64())
                values.emplace_back(v.as_int64());
            else if (v.is_array())
                values.emplace_back(v.as_array().at(0).to_number<double>());
            else
                values.emplace_back(std::string{v.as_string()});
        }
    } catch (const Fault&) {
        bad_cursor();
    } catch (const std::exception&) {
        bad_cursor();
    }
    return values;
}

bool is_numbered(const describe::Entity& e, Engine engine) {
    return engine == Engine::sqlite && !e.ordinal.empty();
}

// What breaks the ties of a sort.
std::string tie_column(const describe::Entity& e, Engine engine) {
    return std::string{e.table} + "." + std::string{is_numbered(e, engine) ? e.ordinal : "id"};
}

std::string order_by(const std::vector<SortKey>& keys, const std::string& tie, bool descending_tie, Way way) {
    std::string order = " ORDER BY ";
    const char* no_index = way == Way::few ? "+" : "";
    for (const auto& k : keys)
        order +=
            no_index + k.column + (k.descending ? " DESC" : "") + (k.nullable ? " NULLS LAST" : "") + ", ";
    return order + tie + (descending_tie ? " DESC" : "");
}

// "Rows after the last one": (a > :k0) OR (a = :k0 AND (b < :k1 OR …)), the row form where an index can serve
// it.
std::string after_last(const std::vector<SortKey>& keys, std::size_t i, const std::vector<Value>& last,
                       const std::string& tie, bool descending_tie, const std::vector<std::string>& names) {
    if (i == keys.size()) return tie + (descending_tie ? " < :" : " > :") + names[i];
    const auto& k = keys[i];
    const std::string rest = after_last(keys, i + 1, last, tie, descending_tie, names);
    const std::string p = ":" + names[i];
    if (std::holds_alternative<std::nullptr_t>(last[i])) return "(" + k.column + " IS NULL AND " + rest + ")";
    const std::string beyond = k.column + (k.descending ? " < " : " > ") + p;
    const std::string nulls = k.nullable ? " OR " + k.column + " IS NULL" : "";
    return "(" + beyond + nulls + " OR (" + k.column + " = " + p + " AND " + rest + "))";
}

}  // namespace

std::int64_t count_records(Read& read, const describe::Entity& e, const ListQuery& query,
                           const Scope& scope) {
    const auto& s = record_sql(e);
    return count_all(read, e, s, conditions(e, query, scope, read.engine()), query.deleted);
}

void each_record(Read& read, const describe::Entity& e, const ListQuery& query, const Scope& scope,
                 const std::function<void(const describe::Record&)>& visit) {
    const auto& s = record_sql(e);
    const auto keys = describe::parse_sort(e, query.sort);
    const auto c = conditions(e, query, scope, read.engine());
    const bool descending_tie = !keys.empty() && keys.back().descending;
    const auto tie = keys.empty() ? std::string{e.table} + ".id" : tie_column(e, read.engine());
    const auto sql = "SELECT " + s.columns + " FROM " + c.from(s, Way::open) + c.where(Way::open) +
                     order_by(keys, tie, descending_tie, Way::open);
    auto rows = read.query({s.list_name, sql}, c.arguments(Way::open));
    while (rows.next()) visit(*read_record(e, rows));
}

Page list_records(Read& read, const describe::Entity& e, const ListQuery& query, const Scope& scope) {
    if (query.limit < 1 || query.limit > 1000)
        throw invalid_field("/limit", "field.too_large", {{"max", "1000"}});
    const auto& s = record_sql(e);
    const auto keys = describe::parse_sort(e, query.sort);
    const bool descending_tie = !keys.empty() && keys.back().descending;
    const auto tie = tie_column(e, read.engine());
    auto c = conditions(e, query, scope, read.engine());
    Page page;
    const Way way = look_first(read, e, s, c, query, page);

    std::vector<std::string> names;
    for (std::size_t i = 0; i <= keys.size(); ++i) names.push_back("k" + std::to_string(i));
    if (!query.cursor.empty()) {
        auto last = decode_cursor(query.cursor, query.sort, keys.size() + 1);
        // Made by another version or engine, it names its last row in another way.
        if (std::holds_alternative<std::int64_t>(last.back()) != is_numbered(e, read.engine())) bad_cursor();
        // One direction and nothing null: the row comparison, which both engines answer from an index.
        bool plain = true;
        for (const auto& k : keys) plain = plain && !k.nullable && k.descending == descending_tie;
        if (plain) {
            std::string left, right;
            for (std::size_t i = 0; i < keys.size(); ++i) {
                left += keys[i].column + ", ";
                right += ":" + names[i] + ", ";
            }
            c.after = "(" + left + tie + ") " + (descending_tie ? "<" : ">") + " (" + right + ":" +
                      names[keys.size()] + ")";
        } else {
            c.after = after_last(keys, 0, last, tie, descending_tie, names);
        }
        for (std::size_t i = 0; i < last.size(); ++i)
            if (plain || !std::holds_alternative<std::nullptr_t>(last[i]))
                c.args.emplace_back(names[i], last[i]);
    }
    std::string sql = "SELECT " + s.columns;
    for (const auto& k : keys) sql += ", " + k.column;
    sql += ", " + tie;
    sql += " FROM " + c.from(s, way) + c.where(way) + order_by(keys, tie, descending_tie, way) + " LIMIT " +
           std::to_string(query.limit + 1);

    int own = 5;
    for (const auto& column : e.columns()) own += column.part != describe::Part::folded;
    auto rows = read.query({s.list_name, sql}, c.arguments(way));
    std::vector<Value> last;
    while (rows.next()) {
        if (static_cast<int>(page.items.size()) == query.limit) {
            page.next_cursor = encode_cursor(query.sort, last);
            break;
        }
        page.items.push_back(read_record(e, rows));
        if (static_cast<int>(page.items.size()) == query.limit) {
            for (std::size_t i = 0; i <= keys.size(); ++i)
                last.push_back(rows.value(own + static_cast<int>(i)));
        }
    }
    return page;
}

}  // namespace kamino::storage
