// Inside of a run: what one pass over the file knows and does. One pass belongs to one thread.
#pragma once
#include <unordered_map>

#include "domain/imports/beside.h"
#include "domain/imports/fact_batch.h"
#include "domain/imports/flat_table.h"
#include "domain/imports/import.h"
#include "domain/imports/index.h"
#include "domain/imports/row_reader.h"

namespace kamino::imports {

// A line of undo: what a row did to a record.
struct Trace {
    std::string entity, entity_id, action;  // created updated
    std::string before, after;              // JSON of the fields that differ
};

struct SampleRow {
    std::int64_t line;
    std::string action, title, detail;
};

class Session {
  public:
    Session(registry::Registry& registry, const Import& import, const registry::Resource& resource,
            auth::Actor actor, bool dry);

    // Loads what the pass needs to know of the database; once, before the first row.
    void prepare(storage::Read& read);
    // One row: reads, matches, validates, writes (also in a dry pass, whose transaction is rolled back).
    void row(storage::Write& write, const Row& row);
    // Facts may be read ahead, on another thread, while what was read before is written: a row without the
    // database. False: it names records that nobody knows; unblock() makes them and goes on with it, before
    // the next row.
    bool fact(const Row& row);
    void unblock(storage::Write& write);
    FactBatch take_facts();  // what was read since the last take, sorted
    std::size_t bytes_of_facts() const { return facts_to_write_.bytes(); }
    // A row that an earlier run has committed: only its key is taken note of.
    void replay(storage::Read& read, const Row& row);
    // End of a chunk: what was gathered goes to the database.
    void flush(storage::Write& write);
    // After the last row: references to rows that stood further down.
    void close_references(storage::Write& write);

    Counts counts;
    std::vector<RowFault> faults;    // since the last take
    std::vector<SampleRow> samples;  // the first of each kind of outcome
    const Table& table() const { return *table_; }
    Table& table() { return *table_; }
    bool bulk() const { return resource_.bulk; }

  private:
    struct Match {
        std::string id;         // "" = new
        bool repeated = false;  // an earlier row of this file is the same record
    };
    // What stands behind a fact that is stored already, or came earlier in this file.
    struct Seen {
        std::uint32_t stored = 0, read = 0;
    };
    struct Blocked {
        Row row;  // its line alone
        describe::RecordPtr record;
        RowReader::Result result;
    };
    struct Open {
        std::string id;
        std::int64_t line;
        OpenReference reference;
    };
    Match match(storage::Read& read, const describe::Record& record, const std::string& own_id);
    bool is_cut_wrong(const Row& row);
    std::string natural_key(const describe::Record& record) const;
    std::uint64_t fact_hash(const describe::Record& record) const;
    bool known_fact(const Row& row, const describe::Record& record);
    bool make_missing(storage::Write& write, const Row& row, describe::Record& record,
                      RowReader::Result& result);
    void load_natural(storage::Read& read);
    void load_facts(storage::Read& read);
    void fact_row(const Row& row, describe::RecordPtr record, RowReader::Result result);
    void insert_row(storage::Write& write, const Row& row, describe::Record& record);
    bool update_row(storage::Write& write, const Row& row, const std::string& id);
    bool write_beside(storage::Write& write, const Row& row, const std::string& id,
                      const describe::Record& main);
    bool judge(storage::Write& write, const Row& row, const describe::Record* before,
               describe::Record& record);
    std::string make(storage::Write& write, const std::string& to, const std::string& by,
                     const std::string& text, const std::map<std::string, std::string>& more);
    void reject(std::vector<RowFault> faults, const Row& row, const describe::Record* record);
    void sample(std::int64_t line, std::string_view action, const describe::Record* record,
                std::string detail = {});

    registry::Registry& registry_;
    const Import& import_;
    const registry::Resource& resource_;
    const describe::Entity& entity_;
    auth::Actor actor_;
    bool dry_;
    Mapping mapping_;
    RunOptions options_;
    std::unique_ptr<Table> table_;
    Index index_;
    std::unique_ptr<RowReader> reader_;
    std::unique_ptr<Beside> beside_;                    // nullptr when the file tells nothing of it
    std::vector<const describe::Column*> key_columns_;  // of the natural key
    std::pmr::monotonic_buffer_resource arena_;
    TextMap natural_{&arena_};  // key -> id
    TextSet in_file_{&arena_};  // external ids, ids and keys that rows of this file had
    FlatTable<Seen> facts_;
    // Facts with an external id: its hash -> the hash of what they say.
    FlatTable<std::uint64_t> named_facts_;
    FactBatch facts_to_write_;
    std::optional<Blocked> blocked_;
    std::vector<Open> open_;
    std::vector<Trace> traces_;
    std::unordered_map<std::string, std::vector<std::string>>
        touched_;  // entity -> ids, for the imported hooks
};

}  // namespace kamino::imports
