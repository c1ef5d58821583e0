// Fresh, migrated databases for tests; linked by tests only.
//
//   class AccountStoreTest : public testing::DatabaseTest {};
//   KAMINO_EACH_ENGINE(AccountStoreTest);
//   TEST_P(AccountStoreTest, finds_what_was_inserted) { db().write(...); }
//
// Every test gets a database of its own, on SQLite in a folder that goes with it, on PostgreSQL
// (KAMINO_TEST_PG= postgres://…, a role that may create databases) as a copy of a template that the process
// migrates once. Without KAMINO_TEST_PG the PostgreSQL half is reported as skipped.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/storage/storage.h"

namespace kamino::testing {

// A folder under the system's temporary one; removed with all it holds.
class TempFolder {
  public:
    TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder();
    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

class TestDatabase {
  public:
    virtual ~TestDatabase() = default;
    virtual storage::Database& db() = 0;
    virtual std::string url() const = 0;  // with password; to open it a second time once close() was called
    virtual void close() = 0;             // db() is gone then; the data stay as long as this object
};

std::vector<storage::Engine> each_engine();
bool available(storage::Engine engine);  // PostgreSQL: KAMINO_TEST_PG is set
std::unique_ptr<TestDatabase> fresh_database(storage::Engine engine, const storage::Options& options = {});
// Without a single table: for tests that stop at an older schema.
std::unique_ptr<TestDatabase> empty_database(storage::Engine engine);
std::string engine_name(const ::testing::TestParamInfo<storage::Engine>& info);

class DatabaseTest : public ::testing::TestWithParam<storage::Engine> {
  protected:
    void SetUp() override;
    storage::Database& db() { return database_->db(); }
    TestDatabase& database() { return *database_; }
    bool on_sqlite() const { return GetParam() == storage::Engine::sqlite; }

  private:
    std::unique_ptr<TestDatabase> database_;
};

#define KAMINO_EACH_ENGINE(Fixture)                                                                   \
    INSTANTIATE_TEST_SUITE_P(engines, Fixture, ::testing::ValuesIn(::kamino::testing::each_engine()), \
                             ::kamino::testing::engine_name)

}  // namespace kamino::testing
