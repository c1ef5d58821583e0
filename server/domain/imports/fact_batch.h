// Facts (sales lines) of one chunk on their way to the database: packed into one block of memory and written
// in the order of their accounts, as the largest index of facts is. In the file's order every row would touch
// another page of it. Owns its rows; one thread at a time.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/storage/storage.h"

namespace kamino::imports {

class FactBatch {
  public:
    FactBatch(const describe::Entity& entity, std::string import_id);
    void add(const describe::Record& record);
    bool empty() const { return places_.empty(); }
    std::size_t bytes() const { return bytes_.size(); }
    // Brings the rows into the order in which they are to be written; nothing is added after.
    void sort();
    // Writes all rows, with ids that grow with them. May be called again for the same rows.
    void write(storage::Write& write) const;

  private:
    struct Place {
        base::IdBits account{};
        std::uint32_t at = 0;  // in bytes_
        auto operator<=>(const Place&) const = default;
    };

    const describe::Entity* entity_;
    std::string import_id_;
    std::vector<std::string_view> names_;
    std::string bytes_;
    std::vector<Place> places_;
};

}  // namespace kamino::imports
