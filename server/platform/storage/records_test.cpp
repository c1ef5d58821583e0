// Generic save, load and list on both engines: pages without gaps for any sort, versions, bin, put back
// exactly.
#include "platform/storage/records.h"

#include <algorithm>
#include <array>
#include <random>

#include "platform/storage/record_walk.h"
#include "platform/storage/reindex.h"
#include "testing/database.h"

namespace kamino::storage {
namespace {

struct Row : describe::Record {
    std::string name;
    std::optional<std::int64_t> size;
    std::optional<double> weight;
    std::optional<Date> day;
    std::optional<Money> price;
    std::optional<std::string> parent_id;
    bool active = false;
    std::vector<std::string> tags;
    describe::Document custom;
    static const describe::Entity& entity();
};

const describe::Entity& Row::entity() {
    using describe::field;
    static const describe::Entity e = describe::make_entity<Row>(
        "row", "rows",
        {field<&Row::name>("name", {.required = true, .searchable = true}), field<&Row::size>("size"),
         field<&Row::weight>("weight"), field<&Row::day>("day"), field<&Row::price>("price"),
         field<&Row::parent_id>("parent_id"), field<&Row::active>("active"), field<&Row::tags>("tags"),
         field<&Row::custom>("custom")},
        {.bin_index = true, .ordinal = "ordinal"});
    return e;
}

class RecordsTest : public testing::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        const std::string text = on_sqlite() ? "TEXT" : "TEXT COLLATE \"C\"",
                          integer = on_sqlite() ? "INTEGER" : "BIGINT";
        const std::string real = on_sqlite() ? "REAL" : "DOUBLE PRECISION";
        db().run_script(
            "CREATE TABLE rows (" + std::string{on_sqlite() ? "row_no INTEGER PRIMARY KEY, " : ""} + "id " +
            text + " NOT NULL UNIQUE, version " + integer + " NOT NULL, created_at " + integer +
            " NOT NULL, updated_at " + integer + " NOT NULL, deleted_at " + integer + ", name " + text +
            " NOT NULL, name_folded " + text + " NOT NULL, size " + integer + ", weight " + real + ", day " +
            text + ", price_minor " + integer + ", price_currency " + text + ", parent_id " + text +
            ", active " + integer + " NOT NULL, tags " + text + " NOT NULL, custom " + text + " NOT NULL);");
        // As the portfolio's: SQLite breaks ties by the row's number.
        if (on_sqlite())
            db().run_script(
                "ALTER TABLE rows ADD COLUMN ordinal INTEGER GENERATED ALWAYS AS (row_no) VIRTUAL;");
    }
    Row add(Row row) {
        db().write({}, [&](Write& w) {
            row.id.clear();
            insert_record(w, Row::entity(), row);
        });
        return row;
    }
    Row find_back(const std::string& id, bool deleted = false) {
        return db().read([&](Read& r) {
            const auto found = find_record(r, Row::entity(), id, {}, deleted);
            return found ? static_cast<Row&>(*found) : Row{};
        });
    }
    std::vector<std::string> names(ListQuery query, int* pages = nullptr) {
        std::vector<std::string> all;
        do {
            const auto page = db().read([&](Read& r) { return list_records(r, Row::entity(), query); });
            for (const auto& item : page.items) all.push_back(item->id);
            query.cursor = page.next_cursor;
            if (pages) ++*pages;
        } while (!query.cursor.empty() && all.size() < 1000);
        return all;
    }
    std::string changes() {
        return db().read([](Read& r) {
            std::string all;
            auto rows = r.query({"test.changes", "SELECT action FROM changes ORDER BY seq"});
            while (rows.next()) all += (all.empty() ? "" : " ") + rows.text(0);
            return all;
        });
    }
};
KAMINO_EACH_ENGINE(RecordsTest);

bool same(const Row& a, const Row& b) {
    return a.id == b.id && a.version == b.version && a.created_at == b.created_at &&
           a.updated_at == b.updated_at && a.deleted_at == b.deleted_at &&
           std::all_of(Row::entity().fields.begin(), Row::entity().fields.end(),
                       [&](const auto& f) { return describe::equal(f, a, b); });
}

// Absent values come last in either direction, and a page may start or end among them.
TEST_P(RecordsTest, pages_have_no_gaps_for_any_sort) {
    std::mt19937 random{5};
    const auto maybe = [&] { return random() % 3 != 0; };
    for (int i = 0; i < 57; ++i) {
        Row row;
        row.name = std::string(1, static_cast<char>('a' + random() % 4)) + (random() % 2 ? "É" : "z");
        if (maybe()) row.size = static_cast<std::int64_t>(random() % 5) - 2;
        if (maybe()) row.weight = static_cast<double>(random() % 7) / 3;
        if (maybe()) row.day = Date::of(2026, 1, 1 + random() % 4);
        if (maybe()) row.price = Money{static_cast<std::int64_t>(random() % 4), "EUR"};
        if (maybe()) row.parent_id = "p" + std::to_string(random() % 3);
        row.active = maybe();
        add(row);
    }
    for (const char* sort : {"", "name", "-name", "size", "-size", "weight,-size", "-day,weight",
                             "price,-name,size", "-price,-parent_id", "active,-size", "-active,name,-weight",
                             "parent_id", "-created_at", "version,-id"}) {
        const auto all = names({.sort = sort, .limit = 1000});
        ASSERT_EQ(all.size(), 57U) << sort;
        for (const int limit : {1, 7, 19, 57}) {
            int pages = 0;
            EXPECT_EQ(names({.sort = sort, .limit = limit}, &pages), all) << sort << " by " << limit;
            EXPECT_EQ(pages, (57 + limit - 1) / limit) << sort << " by " << limit;
        }
    }
    for (const char* key : {"size", "-size"}) {
        const auto page = db().read([&](Read& r) { return list<Row>(r, {.sort = key, .limit = 1000}); });
        const auto first_absent =
            std::find_if(page.begin(), page.end(), [](const Row& r) { return !r.size; });
        EXPECT_TRUE(first_absent != page.begin() &&
                    std::none_of(first_absent, page.end(), [](const Row& r) { return r.size.has_value(); }))
            << key;
    }
}

TEST_P(RecordsTest, a_cursor_belongs_to_its_sort) {
    for (int i = 0; i < 3; ++i) add({.name = "x"});
    const auto page = db().read(
        [](Read& r) { return list_records(r, Row::entity(), {.sort = "name", .limit = 2, .count = true}); });
    EXPECT_EQ(page.total, 3);
    for (const std::string& cursor :
         {page.next_cursor.substr(2), std::string{"zz"}, std::string{"5b5d"}, page.next_cursor + "00"})
        EXPECT_THROW(names({.sort = "name", .cursor = cursor}), Fault) << cursor;
    EXPECT_THROW(names({.sort = "-name", .cursor = page.next_cursor}), Fault);
    EXPECT_THROW(names({.limit = 0}), Fault);
}

TEST_P(RecordsTest, values_come_back_as_they_went) {
    Row row;
    row.name = "Ünï \"quoted\" \\ %_";
    row.size = -(1LL << 53);
    row.weight = 0.1;
    row.day = Date::of(2024, 2, 29);
    row.price = Money{-5, "JPY"};
    row.parent_id = "p";
    row.active = true;
    row.tags = {"a;b", "c\"d"};
    row.custom.json = R"({"x":[1,null,"é"]})";
    const auto saved = add(row);
    EXPECT_TRUE(same(find_back(saved.id), saved));
    const auto bare = add({.name = "bare"});
    EXPECT_TRUE(same(find_back(bare.id), bare));
    EXPECT_EQ(names({.q = "bare"}), (std::vector<std::string>{bare.id}));
    EXPECT_EQ(names({.filter = "tags = \"c\\\"d\" and price < 0 and name ~ \"%_\""}).size(), 1U);
    EXPECT_EQ(names({.q = "uni quoted"}).size(), 1U);
    EXPECT_EQ(names({.q = "uni other"}).size(), 0U);
}

TEST_P(RecordsTest, who_saw_an_old_version_is_told_the_new_one) {
    const auto first = add({.name = "one"});
    auto second = first;
    second.name = "two";
    EXPECT_TRUE(db().write({}, [&](Write& w) { return update_record(w, Row::entity(), first, second); }));
    EXPECT_EQ(second.version, 2);
    EXPECT_FALSE(db().write({}, [&](Write& w) {
        auto same_again = second;
        return update_record(w, Row::entity(), second, same_again);
    }));
    for (const int kind : {0, 1}) {
        auto third = first;
        third.name = "three";
        try {
            db().write({}, [&](Write& w) {
                if (kind == 0)
                    update_record(w, Row::entity(), first, third);
                else
                    delete_record(w, Row::entity(), third);
            });
            ADD_FAILURE() << "a stale version was written";
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.key, "request.stale");
            EXPECT_NE(fault.current_json.find("\"two\""), std::string::npos);
        }
    }
    EXPECT_EQ(find_back(first.id).name, "two");
    EXPECT_EQ(changes(), "insert update");
}

TEST_P(RecordsTest, to_the_bin_and_back) {
    auto row = add({.name = "one"});
    db().write({}, [&](Write& w) { delete_record(w, Row::entity(), row); });
    EXPECT_TRUE(names({}).empty());
    EXPECT_EQ(names({.deleted = true}), (std::vector<std::string>{row.id}));
    EXPECT_EQ(find_back(row.id).id, "");
    EXPECT_TRUE(find_back(row.id, true).deleted_at);
    db().write({}, [&](Write& w) { restore_record(w, Row::entity(), row); });
    EXPECT_EQ(find_back(row.id).version, 3);
    EXPECT_EQ(changes(), "insert delete restore");
}

// Undo puts a row exactly as it was, version and instants too.
TEST_P(RecordsTest, put_back_exactly) {
    const auto was = add({.name = "one", .size = 1, .price = Money{5, "EUR"}});
    auto is = was;
    is.name = "two";
    is.size.reset();
    is.price.reset();
    db().write({}, [&](Write& w) { update_record(w, Row::entity(), was, is); });
    db().write({}, [&](Write& w) { put_record(w, Row::entity(), was, "undo"); });
    EXPECT_TRUE(same(find_back(was.id), was));
    db().write({}, [&](Write& w) { w.execute({"test.erase", "DELETE FROM rows"}); });
    db().write({}, [&](Write& w) { put_record(w, Row::entity(), was, "undo"); });
    EXPECT_TRUE(same(find_back(was.id), was));
    EXPECT_EQ(changes(), "insert update undo undo");
}

TEST_P(RecordsTest, a_scope_goes_into_every_statement) {
    const auto mine = add({.name = "mine", .parent_id = "me"}),
               other = add({.name = "other", .parent_id = "you"});
    const Scope scope{"rows.parent_id = :me", {{"me", std::string{"me"}}}};
    db().read([&](Read& r) {
        EXPECT_EQ(list_records(r, Row::entity(), {.count = true}, scope).total, 1);
        EXPECT_EQ(count_records(r, Row::entity(), {.filter = "name = other"}, scope), 0);
        EXPECT_TRUE(find_record(r, Row::entity(), mine.id, scope));
        EXPECT_FALSE(find_record(r, Row::entity(), other.id, scope));
        EXPECT_EQ(count_records(r, Row::entity(), {.filter = "name = mine or name = other"}, scope), 1);
    });
}

// Few rows are sorted, many are met on a walk: both ways give the same pages, whatever the filter leaves.
TEST_P(RecordsTest, lists_of_few_and_of_many_are_the_same_lists) {
    std::vector<std::vector<Value>> rows;
    const std::array<std::string_view, 9> columns{"id",   "version",     "created_at", "updated_at", "name",
                                                  "size", "name_folded", "active",     "tags"};
    for (std::int64_t i = 0; i < 10'200; ++i) {
        const auto id = "r" + std::to_string(100'000 + i * 7919 % 10'200);
        const auto name = "name " + std::to_string(i % 5000);
        rows.push_back(
            {id, std::int64_t{1}, std::int64_t{0}, std::int64_t{0}, name, i, name, i % 2, std::string{"[]"}});
    }
    db().run_script(
        "ALTER TABLE rows DROP COLUMN custom; ALTER TABLE rows ADD COLUMN custom TEXT NOT NULL DEFAULT '{}'; "
        "CREATE INDEX rows_by_name ON rows (name_folded, id);");
    db().write({}, [&](Write& w) { w.bulk_insert("rows", columns, rows); });
    for (const std::string sort : {"name", "-name", "-size"})
        for (const auto& [filter, expected] :
             {std::pair{"size < 5", 5}, std::pair{"size >= 9000", 1200}, std::pair{"active = true", 5100},
              std::pair{"size >= 20000", 0}}) {
            db().read([&](Read& r) {
                ListQuery query{.filter = filter, .sort = sort, .limit = 1000, .count = true};
                std::vector<std::string> met;
                std::string last;
                do {
                    const auto page = list_records(r, Row::entity(), query);
                    if (query.count) {
                        EXPECT_EQ(page.total, expected) << filter;
                        EXPECT_FALSE(page.total_at_least);
                    }
                    query.count = false;
                    for (const auto& item : page.items) {
                        const auto& row = static_cast<const Row&>(*item);
                        auto key = row.name;
                        if (!last.empty() && sort == "name") EXPECT_LE(last, key);
                        if (!last.empty() && sort == "-name") EXPECT_GE(last, key);
                        last = std::move(key);
                        met.push_back(row.id);
                    }
                    query.cursor = page.next_cursor;
                } while (!query.cursor.empty());
                std::sort(met.begin(), met.end());
                EXPECT_EQ(std::unique(met.begin(), met.end()), met.end());
                EXPECT_EQ(met.size(), static_cast<std::size_t>(expected)) << filter << " " << sort;
            });
        }
    db().read([&](Read& r) {
        const auto all = list_records(r, Row::entity(), {.filter = "size >= 0", .limit = 1, .count = true});
        EXPECT_EQ(all.total, counted_at_most);
        EXPECT_TRUE(all.total_at_least) << "counting stops";
        EXPECT_EQ(list_records(r, Row::entity(), {.limit = 1, .count = true}).total, 10'200);
    });
    // What lies in the bin is counted apart.
    db().run_script(
        "CREATE INDEX rows_bin ON rows (deleted_at) WHERE deleted_at IS NOT NULL;"
        "UPDATE rows SET deleted_at = 7 WHERE size < 3;");
    db().read([&](Read& r) {
        EXPECT_EQ(list_records(r, Row::entity(), {.limit = 1, .count = true}).total, 10'197);
        EXPECT_EQ(list_records(r, Row::entity(), {.limit = 1, .count = true, .deleted = true}).total, 3);
        EXPECT_EQ(count_records(r, Row::entity(), {}), 10'197);
    });
}

TEST_P(RecordsTest, indexes_come_back_as_they_were) {
    db().run_script(
        "CREATE INDEX rows_by_size ON rows (size, id) WHERE deleted_at IS NULL;"
        "CREATE INDEX rows_by_name ON rows (name_folded);");
    add({.name = "x", .size = 1});
    const auto before = db().schema_dump();
    const std::array<std::string_view, 2> columns{"size", "weight"};
    const auto indexes = [](Write& w) {
        return w.engine() == Engine::sqlite
                   ? w.integer(
                         {"test.indexes", "SELECT COUNT(*) FROM sqlite_master WHERE name LIKE 'rows_by_%'"})
                   : std::optional<std::int64_t>{1};
    };
    db().write({}, [&](Write& w) {
        without_indexes(w, "rows", columns, [&] {
            EXPECT_EQ(indexes(w), 1) << "only the one by name is left";
            w.execute({"test.grow", "UPDATE rows SET size = 2"});
        });
    });
    EXPECT_EQ(db().schema_dump(), before);
    EXPECT_THROW(
        db().write(
            {}, [&](Write& w) { without_indexes(w, "rows", columns, [] { throw invalid("test.stop"); }); }),
        Fault);
    EXPECT_EQ(db().schema_dump(), before) << "a rollback brings them back too";
}

// An export of a million rows is one statement, not a thousand pages that each sort them all (DATA-1).
TEST_P(RecordsTest, EveryRowComesFromOneStatement) {
    std::vector<std::string> ids;
    for (int i = 0; i < 25; ++i) {
        Row row;
        row.name = i % 3 ? "even" : "odd";
        row.size = 25 - i;
        ids.push_back(add(row).id);
    }
    const auto walked = [&](const ListQuery& query, const Scope& scope = {}) {
        std::vector<std::string> seen;
        db().read([&](Read& r) {
            const auto before = r.statement_count();
            each_record(r, Row::entity(), query, scope,
                        [&](const describe::Record& row) { seen.push_back(row.id); });
            EXPECT_EQ(r.statement_count(), before + 1);
        });
        return seen;
    };
    EXPECT_EQ(walked({}), ids) << "as they came";
    ListQuery sorted;
    sorted.sort = "size";
    EXPECT_EQ(walked(sorted), (std::vector<std::string>{ids.rbegin(), ids.rend()}));
    sorted.filter = "name = odd and size > 4";
    EXPECT_EQ(walked(sorted), names(sorted));
    sorted.q = "dd";
    sorted.limit = 2;
    EXPECT_EQ(walked(sorted), names(sorted)) << "no limit, no cursor";
    EXPECT_EQ(walked({}, {"rows.size <= :most", {{"most", std::int64_t{2}}}}),
              (std::vector<std::string>{ids[23], ids[24]}));
    ListQuery bad;
    bad.filter = "nothing = 1";
    EXPECT_THROW(walked(bad), Fault);
}

}  // namespace
}  // namespace kamino::storage
