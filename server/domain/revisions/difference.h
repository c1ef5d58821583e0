// States of a plan and what differs between two. Pure: values in, values out; thread-safe.
#pragma once
#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/words.h"

namespace kamino::revisions {

// Entity name -> id of the record -> its members. Only living records.
using State = std::map<std::string, std::map<std::string, boost::json::object>>;

using base::Word;
using base::word_difference;

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
