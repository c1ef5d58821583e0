#include "platform/storage/storage.h"

#include <array>
#include <stdexcept>

#include "platform/storage/sql_text.h"

namespace kamino::storage {
namespace {

constexpr Sql take_seq{"storage.take_seq",
                       "UPDATE change_head SET seq = seq + :count WHERE id = 1 RETURNING seq"};
constexpr Sql insert_change{"storage.insert_change",
                            "INSERT INTO changes (seq, at, actor_id, door, request_id, entity, entity_id, "
                            "account_id, action, before, after) "
                            "VALUES (:seq, :at, :actor_id, :door, :request_id, :entity, :entity_id, "
                            ":account_id, :action, :before, :after)"};
constexpr std::array<std::string_view, 11> change_columns{"seq",        "at",     "actor_id",  "door",
                                                          "request_id", "entity", "entity_id", "account_id",
                                                          "action",     "before", "after"};

}  // namespace

std::optional<Date> Rows::maybe_date(int c) const {
    if (is_null(c)) return std::nullopt;
    const auto iso = text_view(c);
    if (iso.empty()) return std::nullopt;
    const auto date = Date::parse(iso);
    if (!date) throw std::logic_error{"not a date in the database: " + std::string{iso}};
    return date;
}

std::optional<std::int64_t> Read::integer(const Sql& sql, const Args& args) {
    auto rows = query(sql, args);
    return rows.next() ? rows.maybe_integer(0) : std::nullopt;
}

std::optional<std::string> Read::text(const Sql& sql, const Args& args) {
    auto rows = query(sql, args);
    return rows.next() ? rows.maybe_text(0) : std::nullopt;
}

void Write::bulk_insert(std::string_view table, std::span<const std::string_view> columns,
                        std::span<const std::vector<Value>> rows) {
    for (const auto& row : rows)
        if (row.size() != columns.size())
            throw std::logic_error{"bulk insert into " + std::string{table} + ": a row of another width"};
    insert_all(table, columns, [&, at = rows.begin()](std::span<ValueView> views) mutable {
        if (at == rows.end()) return false;
        for (std::size_t i = 0; i < views.size(); ++i) views[i] = view_of((*at)[i]);
        ++at;
        return true;
    });
}

// The head row is taken last, so that on PostgreSQL its lock is held only from here to the commit, and the
// numbers are given in the order of the commits.
void Write::flush_changes() {
    if (changes_.empty()) return;
    const auto count = static_cast<std::int64_t>(changes_.size());
    const auto last = integer(take_seq, {{"count", count}});
    if (!last) throw std::logic_error{"change_head has no row"};
    auto seq = *last - count;
    if (count == 1) {
        const auto& c = changes_.front();
        execute(insert_change, {{"seq", seq + 1},
                                {"at", at_},
                                {"actor_id", origin_.actor_id},
                                {"door", origin_.door},
                                {"request_id", origin_.request_id},
                                {"entity", c.entity},
                                {"entity_id", c.entity_id},
                                {"account_id", c.account_id},
                                {"action", c.action},
                                {"before", c.before},
                                {"after", c.after}});
    } else {
        insert_all("changes", change_columns, [&, at = changes_.begin()](std::span<ValueView> row) mutable {
            if (at == changes_.end()) return false;
            const auto& c = *at++;
            std::size_t i = 0;
            for (const ValueView& value : std::initializer_list<ValueView>{
                     ++seq, at_.us, origin_.actor_id, origin_.door, origin_.request_id, c.entity, c.entity_id,
                     c.account_id, c.action, c.before, c.after})
                row[i++] = value;
            return true;
        });
    }
    changes_.clear();
    changed_ = true;
}

}  // namespace kamino::storage
