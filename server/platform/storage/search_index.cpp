#include "platform/storage/search_index.h"

#include <algorithm>
#include <vector>

#include "platform/describe/describe.h"

namespace kamino::storage {
namespace {

// A few fixed sizes, so that few prepared statements are kept.
template <class F>
void in_batches(std::span<const std::string> ids, F&& run) {
    for (const std::size_t size : {256, 16, 1})
        for (; ids.size() >= size; ids = ids.subspan(size)) run(ids.first(size));
}

void each_row(Write& write, const std::string& insert, const std::string& from,
              std::span<const std::string> ids) {
    in_batches(ids, [&](std::span<const std::string> some) {
        std::string list;
        Args args;
        args.reserve(some.size());
        for (std::size_t i = 0; i < some.size(); ++i) {
            const auto name = "i" + std::to_string(i);
            list += (i ? ", :" : ":") + name;
            args.emplace_back(name, some[i]);
        }
        write.execute({"storage.change_words", insert + from + " WHERE id IN (" + list + ")"}, args);
    });
}

}  // namespace

void change_words(Write& write, const describe::Entity& entity, std::span<const std::string> ids,
                  const std::function<void()>& fn) {
    if (write.engine() != Engine::sqlite || entity.search_index.empty()) return fn();
    std::string columns;
    for (const auto& f : entity.fields)
        if (f.rule.searchable) columns += ", " + std::string{f.name} + "_folded";
    const std::string index{entity.search_index}, table{entity.table};
    // Told twice to forget the same words, the index would be broken.
    std::vector<std::string> once{ids.begin(), ids.end()};
    std::sort(once.begin(), once.end());
    once.erase(std::unique(once.begin(), once.end()), once.end());
    // FTS5 over another table's rows is told the old words to forget and the new ones to learn.
    each_row(write, "INSERT INTO " + index + " (" + index + ", rowid" + columns + ")",
             " SELECT 'delete', row_no" + columns + " FROM " + table, once);
    fn();
    each_row(write, "INSERT INTO " + index + " (rowid" + columns + ")",
             " SELECT row_no" + columns + " FROM " + table, once);
}

}  // namespace kamino::storage
