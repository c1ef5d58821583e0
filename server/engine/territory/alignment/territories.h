// Territories under search: each one's units as plain arrays of coordinates, so that "who is too far from
// here" is one pass over them, and the graph's question "does the rest hang together without this unit".
// One thread.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/alignment/instance.h"

namespace kamino::territory::alignment {

class Territories {
  public:
    Territories(const std::vector<Place>& places, const Graph& graph, std::size_t people,
                const std::vector<std::int32_t>& owner);

    std::size_t size() const { return owner_.size(); }
    std::size_t people() const { return list_.size(); }
    std::int32_t owner(Index unit) const { return owner_[unit]; }
    const std::vector<std::int32_t>& owners() const { return owner_; }
    const std::vector<Index>& units(std::size_t person) const { return list_[person].unit; }
    const Graph& graph() const { return graph_; }
    void move(Index unit, std::int32_t to);

    // Sum over the units of a territory beyond `reach` (straight km) of (distance - reach) / reach; 0 mostly.
    double beyond(Index unit, std::size_t person, double reach) const;
    double widest(std::size_t person) const;  // straight km between the two units farthest apart
    // The two units that are farthest apart.
    std::pair<Index, Index> ends(std::size_t person) const;
    // Whether the unit's territory stays in one piece when the unit leaves; false for its last unit.
    bool whole_without(Index unit) const;
    bool touches(Index unit, std::int32_t person) const;

  private:
    struct List {
        std::vector<float> x, y, z;
        std::vector<Index> unit;
        float cx = 0, cy = 0, cz = 0, radius = 0;  // all units are within the radius
        int changes = 0;
    };
    void enclose(List& list) const;
    void insert(Index unit, std::int32_t to);
    const std::vector<Place>& places_;
    const Graph& graph_;
    std::vector<std::int32_t> owner_;
    std::vector<std::uint32_t> at_;  // of a unit in its list
    std::vector<List> list_;
    mutable std::vector<std::uint32_t> seen_;
    mutable std::uint32_t mark_ = 0;
    mutable std::vector<Index> queue_;
};

}  // namespace kamino::territory::alignment
