#include "platform/storage/migrations.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "migrations/migration_files.h"
#include "testing/database.h"

namespace kamino::storage {
namespace {

struct DialectCase {
    const char* script;
    const char* sqlite;
    const char* postgres;
};

TEST(Dialect, gives_each_engine_its_words) {
    const DialectCase cases[] = {
        {"CREATE TABLE t (id TEXT NOT NULL, n INTEGER, r REAL, b BLOB);",
         "CREATE TABLE t (id TEXT NOT NULL, n INTEGER, r REAL, b BLOB) STRICT;",
         "CREATE TABLE t (id TEXT COLLATE \"C\" NOT NULL, n BIGINT, r DOUBLE PRECISION, b BYTEA);"},
        {"CREATE TABLE IF NOT EXISTS t (a TEXT CHECK (a IN ('x', ')')), b INTEGER DEFAULT (1))",
         "CREATE TABLE IF NOT EXISTS t (a TEXT CHECK (a IN ('x', ')')), b INTEGER DEFAULT (1)) STRICT",
         "CREATE TABLE IF NOT EXISTS t (a TEXT COLLATE \"C\" CHECK (a IN ('x', ')')), b BIGINT DEFAULT (1))"},
        {"CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID;",
         "CREATE TABLE t (a TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;",
         "CREATE TABLE t (a TEXT COLLATE \"C\" PRIMARY KEY);"},
        {"-- TEXT in a comment\nSELECT 'TEXT', \"TEXT\", text;",
         "-- TEXT in a comment\nSELECT 'TEXT', \"TEXT\", text;",
         "-- TEXT in a comment\nSELECT 'TEXT', \"TEXT\", text;"},
        {"UPDATE t SET a = CAST(n AS TEXT), n = CAST(a AS INTEGER);",
         "UPDATE t SET a = CAST(n AS TEXT), n = CAST(a AS INTEGER);",
         "UPDATE t SET a = CAST(n AS TEXT), n = CAST(a AS BIGINT);"},
        {"CREATE INDEX i ON t (a, (b));", "CREATE INDEX i ON t (a, (b));", "CREATE INDEX i ON t (a, (b));"},
        {"/*sqlite CREATE INDEX i ON t (a); *//*postgres CREATE INDEX i ON t USING gin (a TEXT); */",
         " CREATE INDEX i ON t (a); ", " CREATE INDEX i ON t USING gin (a TEXT); "},
        {"ALTER TABLE t ADD COLUMN text TEXT NOT NULL DEFAULT '';",
         "ALTER TABLE t ADD COLUMN text TEXT NOT NULL DEFAULT '';",
         "ALTER TABLE t ADD COLUMN text TEXT COLLATE \"C\" NOT NULL DEFAULT '';"},
        {"CREATE TABLE a AS SELECT (1) AS x;CREATE TABLE b (x REAL);",
         "CREATE TABLE a AS SELECT (1) AS x;CREATE TABLE b (x REAL) STRICT;",
         "CREATE TABLE a AS SELECT (1) AS x;CREATE TABLE b (x DOUBLE PRECISION);"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(dialect_sql(c.script, Engine::sqlite), c.sqlite);
        EXPECT_EQ(dialect_sql(c.script, Engine::postgres), c.postgres);
    }
}

base::EmbeddedFile file(std::string_view path, std::string_view content) {
    return {path, content.data(), static_cast<unsigned long>(content.size())};
}

class MigrationsTest : public testing::DatabaseTest {
  protected:
    // What the templates of the tests have in them, and more.
    static std::vector<base::EmbeddedFile> with(std::initializer_list<base::EmbeddedFile> more) {
        auto files = migration_files();
        files.insert(files.end(), more);
        return files;
    }
    std::string fault_key(const std::vector<base::EmbeddedFile>& files) {
        try {
            migrate(db(), files);
        } catch (const Fault& fault) {
            return fault.key;
        }
        return "";
    }
};
KAMINO_EACH_ENGINE(MigrationsTest);

const auto one =
    file("20990101000000_one.sql",
         "CREATE TABLE one (id TEXT NOT NULL PRIMARY KEY);\nINSERT INTO one (id) VALUES ('x');\n");
const auto two =
    file("20990102000000_two.sql", "CREATE TABLE two (id TEXT NOT NULL PRIMARY KEY REFERENCES one (id));\n");

TEST_P(MigrationsTest, apply_once_and_in_order) {
    const auto report = migrate(db(), with({two, one}));
    EXPECT_EQ(report.applied, (std::vector<std::string>{"20990101000000_one", "20990102000000_two"}));
    EXPECT_TRUE(migrate(db(), with({one, two})).applied.empty());
    EXPECT_EQ(db().read([](Read& r) { return r.text({"t", "SELECT id FROM one"}); }), "x");
}

TEST_P(MigrationsTest, a_file_is_copied_before_a_migration_touches_it) {
    const auto report = migrate(db(), with({one}));
    if (!on_sqlite()) {
        EXPECT_EQ(report.backup_path, "");
        return;
    }
    ASSERT_TRUE(std::filesystem::exists(report.backup_path));
    const auto before = open("sqlite:" + report.backup_path);
    EXPECT_TRUE(before->read([](Read& r) { return r.integer({"t", "SELECT seq FROM change_head"}); }));
    EXPECT_EQ(before->schema_dump().find("CREATE TABLE one"), std::string::npos);
}

TEST_P(MigrationsTest, an_unknown_migration_means_that_the_database_is_newer) {
    migrate(db(), with({one}));
    const auto before = db().schema_dump();
    EXPECT_EQ(fault_key(with({})), "schema.newer");
    EXPECT_EQ(db().schema_dump(), before);
}

TEST_P(MigrationsTest, a_changed_migration_is_drift_and_nothing_is_applied) {
    migrate(db(), with({one}));
    EXPECT_EQ(fault_key(with({file(one.path, "CREATE TABLE other (id TEXT);"), two})), "schema.drift");
    EXPECT_EQ(db().schema_dump().find("two"), std::string::npos);
}

TEST_P(MigrationsTest, a_failing_migration_leaves_nothing_of_itself) {
    const auto bad =
        file("20990103000000_bad.sql", "CREATE TABLE half (id TEXT);\nINSERT INTO nowhere VALUES (1);\n");
    EXPECT_ANY_THROW(migrate(db(), with({one, bad})));
    const auto dump = db().schema_dump();
    EXPECT_NE(dump.find("one"), std::string::npos) << "the migrations before it stay";
    EXPECT_EQ(dump.find("half"), std::string::npos);
    EXPECT_EQ(migrate(db(), with({one, two})).applied.size(), 1U);
}

TEST_P(MigrationsTest, dumps_are_the_same_for_the_same_schema) {
    const auto again = testing::fresh_database(GetParam());
    migrate(db(), with({one, two}));
    migrate(again->db(), with({one}));
    migrate(again->db(), with({one, two}));
    EXPECT_EQ(db().schema_dump(), again->db().schema_dump());
}

// The schema as reviewers see it. KAMINO_WRITE_SCHEMA=1 writes the files anew.
TEST_P(MigrationsTest, committed_dumps_are_what_the_migrations_make) {
    const auto path = std::string{KAMINO_SOURCE_DIR} + "/server/migrations/schema." +
                      (on_sqlite() ? "sqlite" : "postgres") + ".sql";
    if (std::getenv("KAMINO_WRITE_SCHEMA")) std::ofstream{path} << db().schema_dump();
    std::ifstream file{path};
    if (!file) GTEST_SKIP() << path << " is not there";
    EXPECT_EQ(db().schema_dump(), (std::string{std::istreambuf_iterator<char>{file}, {}}))
        << "run the test with KAMINO_WRITE_SCHEMA=1 and commit " << path;
}

// SQLite cannot alter a column: the table is made again under another name. Rows that refer to it must
// survive the DROP.
TEST_P(MigrationsTest, a_table_can_be_rebuilt_while_others_refer_to_it) {
    if (!on_sqlite()) GTEST_SKIP() << "SQLite's way";
    const auto rebuild = file("20990103000000_rebuild.sql",
                              "INSERT INTO two (id) VALUES ('x');\nCREATE TABLE one_new (id TEXT NOT NULL "
                              "PRIMARY KEY, n INTEGER);\n"
                              "INSERT INTO one_new (id) SELECT id FROM one;\nDROP TABLE one;\n"
                              "ALTER TABLE one_new RENAME TO one;\n");
    migrate(db(), with({one, two, rebuild}));
    EXPECT_EQ(db().read([](Read& r) { return r.integer({"t", "SELECT count(*) FROM two"}); }), 1);
    const auto broken = file("20990104000000_broken.sql", "DELETE FROM one;\n");
    EXPECT_ANY_THROW(migrate(db(), with({one, two, rebuild, broken})));
    EXPECT_EQ(db().read([](Read& r) { return r.integer({"t", "SELECT count(*) FROM one"}); }), 1);
}

}  // namespace
}  // namespace kamino::storage
