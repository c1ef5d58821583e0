// Rows of many described entities of one plan in one statement: a UNION ALL over the tables whose columns are
// laid into slots by type, made once from the field rows.
#include <algorithm>
#include <array>

#include "domain/plans/content.h"

namespace kamino::plans {
namespace {

using describe::Kind;
using describe::Part;

enum Slot { text, whole, real };
constexpr int first_slot = 5;  // after number, id, version, created_at, updated_at

Slot slot_of(const describe::Column& c) {
    if (c.part == Part::minor) return whole;
    if (c.part == Part::currency) return text;
    switch (c.field->kind) {
        case Kind::boolean:
        case Kind::integer:
        case Kind::instant:
            return whole;
        case Kind::real:
            return real;
        default:
            return text;
    }
}

struct Family {
    const describe::Entity* entity;
    void (*take)(Content&, const describe::Record&);
};

template <auto Member>
Family family() {
    using Row = typename std::remove_reference_t<decltype(std::declval<Content&>().*Member)>::value_type;
    return {&Row::entity(), [](Content& content, const describe::Record& row) {
                (content.*Member).push_back(static_cast<const Row&>(row));
            }};
}

const std::vector<Family>& families() {
    static const std::vector<Family> all{family<&Content::sections>(),
                                         family<&Content::objectives>(),
                                         family<&Content::questions>(),
                                         family<&Content::sources>(),
                                         family<&Content::swot_items>(),
                                         family<&Content::tows_moves>(),
                                         family<&Content::competitors>(),
                                         family<&Content::insights>(),
                                         family<&Content::value_propositions>(),
                                         family<&Content::initiatives>(),
                                         family<&Content::possibilities>(),
                                         family<&Content::profile>(),
                                         family<&Content::checks>(),
                                         family<&Content::tasks>(),
                                         family<&Content::entries>()};
    return all;
}

std::array<int, 3> widths() {
    std::array<int, 3> most{};
    for (const auto& f : families()) {
        std::array<int, 3> mine{};
        for (const auto& c : f.entity->columns())
            if (c.part != Part::folded) ++mine[slot_of(c)];
        for (int slot = text; slot <= real; ++slot) most[slot] = std::max(most[slot], mine[slot]);
    }
    return most;
}

std::string select_of(const describe::Entity& e, std::size_t number, const std::array<int, 3>& most) {
    constexpr const char* nothing[] = {"CAST(NULL AS TEXT)", "CAST(NULL AS BIGINT)",
                                       "CAST(NULL AS DOUBLE PRECISION)"};
    std::string sql = "SELECT " + std::to_string(number) + ", id, version, created_at, updated_at";
    for (int slot = text; slot <= real; ++slot) {
        int used = 0;
        for (const auto& c : e.columns())
            if (c.part != Part::folded && slot_of(c) == slot) sql += ", \"" + c.name + "\"", ++used;
        for (; used < most[slot]; ++used) sql += std::string{", "} + nothing[slot];
    }
    return sql + " FROM " + std::string{e.table} + " WHERE plan_id = :plan AND deleted_at IS NULL";
}

const std::string& statement() {
    static const std::string sql = [] {
        std::string text;
        const auto most = widths();
        for (std::size_t i = 0; i < families().size(); ++i)
            text += (i ? "\nUNION ALL\n" : "") + select_of(*families()[i].entity, i, most);
        return text;
    }();
    return sql;
}

describe::RecordPtr row_of(const describe::Entity& e, const storage::Rows& rows,
                           const std::array<int, 3>& most) {
    auto r = e.make();
    r->id = rows.text(1);
    r->version = rows.integer(2);
    r->created_at = rows.instant(3);
    r->updated_at = rows.instant(4);
    std::array<int, 3> at{first_slot, first_slot + most[text], first_slot + most[text] + most[whole]};
    for (const auto& c : e.columns())
        if (c.part != Part::folded) describe::set_column(c, *r, rows.value(at[slot_of(c)]++));
    return r;
}

template <class T>
void by_creation(std::vector<T>& rows) {
    std::sort(rows.begin(), rows.end(), [](const T& a, const T& b) {
        return std::pair{a.created_at.us, std::string_view{a.id}} <
               std::pair{b.created_at.us, std::string_view{b.id}};
    });
}
template <class T>
void by_position(std::vector<T>& rows) {
    by_creation(rows);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const T& a, const T& b) { return a.position < b.position; });
}

}  // namespace

void sort_content(Content& c) {
    by_position(c.sections);
    by_position(c.questions);
    by_position(c.swot_items);
    by_creation(c.objectives);
    by_creation(c.sources);
    by_creation(c.tows_moves);
    by_creation(c.competitors);
    by_creation(c.insights);
    by_creation(c.value_propositions);
    by_creation(c.initiatives);
    by_creation(c.possibilities);
    by_creation(c.profile);
    by_creation(c.checks);
    by_creation(c.tasks);
    by_position(c.entries);
}

Content content_of(storage::Read& read, const std::string& plan_id) {
    static const auto most = widths();
    Content c;
    auto rows = read.query({"plans.content", statement()}, {{"plan", plan_id}});
    while (rows.next()) {
        const auto& f = families()[static_cast<std::size_t>(rows.integer(0))];
        f.take(c, *row_of(*f.entity, rows, most));
    }
    sort_content(c);
    return c;
}

}  // namespace kamino::plans
