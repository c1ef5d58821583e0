// States of a plan and what differs between two. Pure: values in, values out; thread-safe.
#pragma once
#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::revisions {

// Entity name -> id of the record -> its members. Only living records.
using State = std::map<std::string, std::map<std::string, boost::json::object>>;

struct Word {
    enum class Kind { same, removed, added } kind = Kind::same;
    std::string text;  // one or more words with the blanks behind them
    bool operator==(const Word&) const = default;
};
// The shortest edit of one text into the other, in words; removed before added. The pieces that are not
// `added` join to `before`, those that are not `removed` to `after`. E. Myers, "An O(ND) difference algorithm
// and its variations", Algorithmica 1 (1986), the greedy algorithm of section 4; paragraphs first, then the
// words of what differs. Where more than `most_edits` would be needed, the piece is replaced as a whole.
std::vector<Word> word_difference(std::string_view before, std::string_view after);
inline constexpr int most_edits = 1500;

struct FieldChange {
    std::string name;
    boost::json::value before, after;
};
struct RowChange {
    enum class Kind { added, removed, changed } kind = Kind::changed;
    std::string entity, id;
    std::vector<FieldChange> fields;  // of added and removed rows: every member that is not empty
};
// In the order of entities and ids; nothing for rows that are alike.
std::vector<RowChange> difference(const State& before, const State& after);

// null, "", [] and {} say the same: nothing there.
bool is_empty(const boost::json::value& value);

}  // namespace kamino::revisions
