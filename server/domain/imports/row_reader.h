// One row of a file into one record, by the mapping: values by their kind, references through the index,
// computed amounts. Tells what is wrong with a row column by column and never throws for a bad cell.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/imports/import.h"
#include "domain/imports/index.h"
#include "domain/imports/table.h"

namespace kamino::imports {

struct RowFault {
    std::int64_t line = 0;
    std::string column, value, key;
    Params params{};
};

// A reference to the entity's own kind that may stand further down in the file (parent account, manager).
struct OpenReference {
    const describe::Field* field;
    std::string by, text, column;
};

// A reference to a record that nobody knows, with what the row says of it: the run may make it once the rest
// of the row is found good.
struct MissingReference {
    const describe::Field* field;
    const ColumnMapping* mapping;
    std::string text;
    std::map<std::string, std::string> more;
    std::string column;
};

class RowReader {
  public:
    RowReader(const registry::Registry& registry, Index& index, const registry::Resource& resource,
              const Mapping& mapping, const RunOptions& options, const std::vector<std::string>& headers,
              std::string workspace_currency);

    struct Result {
        std::vector<RowFault> faults;
        std::vector<OpenReference> open;
        std::vector<MissingReference> missing;
        std::vector<RowFault> notes;                // what was left out of a good row
        bool skip = false;                          // told so by a column (IsDeleted)
        std::string own_id;                         // what an export of ours says that the record's id is
        std::vector<const describe::Field*> given;  // fields that the row has a value for
    };
    // Fills `record` (fresh, or a copy of what is stored: fields without a value stay as they are).
    Result read(const Row& row, describe::Record& record);
    // The records that references may name; once, before the first row.
    void load_keys(storage::Read& read);

    const std::vector<const describe::Field*>& natural_key() const { return natural_; }
    const describe::Field* external_key() const { return external_; }

  private:
    struct Source {
        std::size_t column;
        const ColumnMapping* mapping;
        ColumnFormat format;
        bool country = false;                    // names of countries become their codes
        bool own = false;                        // refers to the resource itself
        std::vector<const Index::Keys*> keys{};  // of `by`
    };
    struct Target {
        const describe::Field* field = nullptr;
        Take take = Take::value;
        std::vector<Source> sources;
        std::vector<Source> currency;
    };
    struct Sum {
        const describe::Field* field;
        std::size_t left, right;
        ColumnFormat left_format, right_format;
        std::string currency;
    };
    void plan(const std::vector<std::string>& headers);
    void read_target(const Row& row, const Target& target, describe::Record& record, Result& result);
    void put_value(const Row& row, const Target& target, const Source& source, describe::Record& record,
                   Result& result);
    void put_money(const Row& row, const Target& target, const Source& source, describe::Record& record,
                   Result& result);
    void put_number(const Row& row, const Target& target, const Source& source, describe::Record& record,
                    Result& result);
    void put_reference(const Row& row, const Target& target, const Source& source, describe::Record& record,
                       Result& result);
    void put_list(const Row& row, const Target& target, const Source& source, describe::Record& record,
                  Result& result);
    std::string find_one(const Row& row, const Source& source, const std::string& text, Result& result,
                         const describe::Field& field);
    void note_missing(const Row& row, const Source& source, const std::string& text, Result& result,
                      const describe::Field& field);
    void put_text(const Row& row, const Target& target, const Source& source, describe::Record& record,
                  Result& result);
    void put_sum(const Row& row, const Sum& sum, describe::Record& record, Result& result);
    void put_constants(const Row& row, describe::Record& record, Result& result);
    void fault(Result& result, const Row& row, const Source& source, std::string key,
               Params params = {}) const;
    std::string default_currency(const Row& row, const Target& target, const Source& source) const;

    const registry::Registry& registry_;
    Index& index_;
    const registry::Resource& resource_;
    const Mapping& mapping_;
    const RunOptions& options_;
    std::string workspace_currency_;
    std::vector<std::string> headers_;
    std::vector<Target> targets_;
    std::vector<Sum> sums_;
    std::vector<Source> skips_;
    std::optional<std::size_t> own_id_;  // column
    std::map<std::string, std::vector<std::pair<std::string, Source>>>
        made_fields_;  // "account_id" -> (field, source)
    std::vector<const describe::Field*> natural_;
    const describe::Field* external_ = nullptr;
    std::set<std::string> noted_;  // unknown users, told once each
};

}  // namespace kamino::imports
