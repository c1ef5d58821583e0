// A record that stands beside the row's own: the shipping address of an account is a location of its own, of
// kind "shipping". Its columns are mapped to "shipping.street" and so on. At most one per account; an address
// that is the account's own says nothing and makes none. Inside of a run only.
#pragma once
#include <unordered_map>

#include "domain/imports/row_reader.h"

namespace kamino::imports {

class Beside {
  public:
    // nullptr when the file has no such columns.
    static std::unique_ptr<Beside> of(const registry::Registry& registry, Index& index,
                                      const Mapping& mapping, const RunOptions& options,
                                      const std::vector<std::string>& headers);

    void load(storage::Read& read);
    // What the row says, into `record`; faults as those of any cell.
    std::vector<RowFault> read(const Row& row, describe::Record& record);
    bool says_anything(const describe::Record& record, const describe::Entity& main,
                       const describe::Record& main_record) const;
    const registry::Resource& resource() const { return *resource_; }
    // The id of the account's record, "" when there is none.
    std::string known(const std::string& account_id) const;
    void learn(const std::string& account_id, const std::string& id) { known_[account_id] = id; }
    // Kind and account of a new one.
    void set_owner(describe::Record& record, const std::string& account_id) const;

  private:
    const registry::Resource* resource_ = nullptr;
    Mapping mapping_;
    std::unique_ptr<RowReader> reader_;
    std::unordered_map<std::string, std::string> known_;  // account -> id
};

}  // namespace kamino::imports
