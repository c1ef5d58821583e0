// From a 64-bit hash to a small value, in one block of memory: millions of facts are remembered by it. Open
// addressing with linear probing, never more than three fifths full; the hash is the key. One thread at a
// time.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

namespace kamino::imports {

template <class Value>
class FlatTable {
  public:
    // The value of a key, made when it is new; good until the next call. `second`: it is new.
    std::pair<Value*, bool> at(std::uint64_t hash) {
        if ((used_ + 1) * 5 > slots_.size() * 3) grow();
        Slot& slot = find(hash == 0 ? 1 : hash);  // 0 marks a free slot
        const bool fresh = slot.hash == 0;
        if (fresh) ++used_;
        slot.hash = hash == 0 ? 1 : hash;
        return {&slot.value, fresh};
    }

    bool has(std::uint64_t hash) { return !slots_.empty() && find(hash == 0 ? 1 : hash).hash != 0; }

  private:
    struct Slot {
        std::uint64_t hash = 0;
        Value value{};
    };
    Slot& find(std::uint64_t hash) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
        return slots_[at];
    }
    void grow() {
        std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
        old.swap(slots_);
        for (Slot& slot : old)
            if (slot.hash != 0) find(slot.hash) = std::move(slot);
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace kamino::imports
