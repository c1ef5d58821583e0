// The migration that made one focus of two: the list and the plan of an account each had their own, and both
// could say something else. Run on rows that contradict each other, in the schema of that day. SEL-8.
#include <algorithm>

#include "migrations/migration_files.h"
#include "platform/storage/migrations.h"
#include "testing/database.h"

namespace kamino::programme {
namespace {

constexpr std::string_view reconciles = "20261126151101_programme_one_focus.sql";

struct Case {
    const char* name;
    const char *list_state, *list_focus;   // "" = the account is on no list
    const char *plan_status, *plan_focus;  // "" = it has no plan
    bool list_deleted = false, plan_deleted = false;
    const char *list_after, *plan_after;
    int list_version = 1, plan_version = 1;  // 2: the migration changed the row
};
constexpr Case cases[] = {
    {"the list wins", "active", "protect", "draft", "penetrate", false, false, "protect", "protect", 1, 2},
    {"on probation too", "probation", "expand", "approved", "protect", false, false, "expand", "expand", 1,
     2},
    {"a plan that says nothing takes it", "active", "expand", "draft", "", false, false, "expand", "expand",
     1, 2},
    {"a list that says nothing takes the plan's", "active", "", "draft", "protect", false, false, "protect",
     "protect", 2, 1},
    {"what agrees is left alone", "active", "expand", "draft", "expand", false, false, "expand", "expand", 1,
     1},
    {"nobody said anything", "active", "", "draft", "", false, false, "", "", 1, 1},
    {"who left the list does not count", "left", "protect", "draft", "expand", false, false, "protect",
     "expand", 1, 1},
    {"nor a stay in the bin", "active", "protect", "draft", "expand", true, false, "protect", "expand", 1, 1},
    {"a closed plan keeps what it had", "active", "protect", "closed", "expand", false, false, "protect",
     "expand", 1, 1},
    {"and gives nothing", "active", "", "closed", "expand", false, false, "", "expand", 1, 1},
    {"nor does one in the bin", "active", "", "draft", "expand", false, true, "", "expand", 1, 1},
    {"no plan", "active", "protect", "", "", false, false, "protect", "", 1, 1},
    {"no list", "", "", "draft", "expand", false, false, "", "expand", 1, 1},
};

class OneFocus : public ::testing::TestWithParam<storage::Engine> {};
KAMINO_EACH_ENGINE(OneFocus);

void add(storage::Write& w, const Case& c) {
    const std::string id = c.name;
    w.execute({"add account",
               "INSERT INTO accounts (id, version, created_at, updated_at, name) VALUES (:id, 1, 0, 0, :id)"},
              {{"id", id}});
    const auto gone = [](bool deleted) {
        return deleted ? storage::Value{std::int64_t{1}} : storage::Value{};
    };
    if (*c.list_state)
        w.execute(
            {"add stay",
             "INSERT INTO key_accounts (id, version, created_at, updated_at, deleted_at, account_id, list, "
             "state, "
             "focus, entered_on) VALUES (:id, 1, 0, 0, :gone, :id, 'key', :state, :focus, '2026-01-01')"},
            {{"id", id}, {"gone", gone(c.list_deleted)}, {"state", c.list_state}, {"focus", c.list_focus}});
    if (*c.plan_status)
        w.execute(
            {"add plan",
             "INSERT INTO plans (id, version, created_at, updated_at, deleted_at, account_id, status, focus) "
             "VALUES (:id, 1, 0, 0, :gone, :id, :status, :focus)"},
            {{"id", id}, {"gone", gone(c.plan_deleted)}, {"status", c.plan_status}, {"focus", c.plan_focus}});
}

std::string row(storage::Read& r, const char* table, const std::string& id) {
    auto rows = r.query({"row", std::string{"SELECT focus, version FROM "} + table + " WHERE id = :id"},
                        {{"id", id}});
    return rows.next() ? rows.text(0) + " " + std::to_string(rows.integer(1)) : "";
}

TEST_P(OneFocus, RowsThatContradictEachOtherAreReconciled) {
    if (!testing::available(GetParam())) GTEST_SKIP();
    const auto database = testing::empty_database(GetParam());
    auto files = migration_files();
    auto older = files;
    std::erase_if(older, [](const auto& f) { return f.path >= reconciles; });
    ASSERT_LT(older.size(), files.size());
    storage::migrate(database->db(), older);
    database->db().write({.door = "cli"}, [](storage::Write& w) {
        for (const auto& c : cases) add(w, c);
    });
    const auto report = storage::migrate(database->db(), files);
    ASSERT_FALSE(report.applied.empty());
    EXPECT_EQ(report.applied.front() + ".sql", reconciles);
    database->db().read([](storage::Read& r) {
        for (const auto& c : cases) {
            const auto said = [](const char* state, const char* focus, int version) {
                return *state ? std::string{focus} + " " + std::to_string(version) : std::string{};
            };
            EXPECT_EQ(row(r, "key_accounts", c.name), said(c.list_state, c.list_after, c.list_version))
                << c.name;
            EXPECT_EQ(row(r, "plans", c.name), said(c.plan_status, c.plan_after, c.plan_version)) << c.name;
        }
        return 0;
    });
}

}  // namespace
}  // namespace kamino::programme
