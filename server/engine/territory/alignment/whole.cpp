#include "engine/territory/alignment/whole.h"

#include <algorithm>
#include <numeric>

namespace kamino::territory::alignment {
namespace {

struct Pieces {
    std::vector<std::uint32_t> of;  // by unit
    std::vector<double> load;       // by piece
    std::vector<std::int32_t> owner;
};

double load_of(const Problem& p, Index unit) {
    const auto a = p.atom_of[unit];
    double sum = 1e-9;
    for (std::size_t b = 0; b < p.measures(); ++b) sum += static_cast<double>(p.load[a * p.measures() + b]);
    return sum / static_cast<double>(p.first[a + 1] - p.first[a]);
}

Pieces pieces(const Problem& p, const Graph& graph, const std::vector<std::int32_t>& owner) {
    constexpr auto none = ~0u;
    Pieces out{.of = std::vector<std::uint32_t>(owner.size(), none), .load = {}, .owner = {}};
    std::vector<Index> stack;
    for (Index start = 0; start < owner.size(); ++start) {
        if (out.of[start] != none || owner[start] == nobody) continue;
        const auto piece = static_cast<std::uint32_t>(out.load.size());
        out.load.push_back(0);
        out.owner.push_back(owner[start]);
        out.of[start] = piece;
        stack.assign(1, start);
        while (!stack.empty()) {
            const Index u = stack.back();
            stack.pop_back();
            out.load[piece] += load_of(p, u);
            for (auto e = graph.first[u]; e < graph.first[u + 1]; ++e) {
                const Index v = graph.to[e];
                if (out.of[v] == none && owner[v] == owner[u]) out.of[v] = piece, stack.push_back(v);
            }
        }
    }
    return out;
}

}  // namespace

void make_whole(const Problem& p, const Graph& graph, std::vector<std::int32_t>& owner) {
    const auto cut = pieces(p, graph, owner);
    std::vector<std::int32_t> heaviest(p.people(), -1);
    for (std::size_t c = 0; c < cut.load.size(); ++c) {
        auto& best = heaviest[cut.owner[c]];
        if (best < 0 || cut.load[c] > cut.load[best]) best = static_cast<std::int32_t>(c);
    }
    std::vector<double> load(p.people(), 0);
    std::vector<Index> open;
    for (Index u = 0; u < owner.size(); ++u) {
        const auto& may = p.allowed[p.kind[p.atom_of[u]]];
        const bool stray = owner[u] == nobody || static_cast<std::int32_t>(cut.of[u]) != heaviest[owner[u]];
        if (stray && (owner[u] == nobody || std::count(may.begin(), may.end(), 1) > 1)) {
            owner[u] = nobody;
            open.push_back(u);
        } else {
            load[owner[u]] += load_of(p, u);
        }
    }
    while (!open.empty()) {
        std::vector<Index> rest;
        for (const Index u : open) {
            std::int32_t best = nobody;
            for (auto e = graph.first[u]; e < graph.first[u + 1]; ++e) {
                const auto j = owner[graph.to[e]];
                if (j != nobody && p.may(p.atom_of[u], j) && (best == nobody || load[j] < load[best]))
                    best = j;
            }
            if (best == nobody) {
                rest.push_back(u);
            } else {
                owner[u] = best;
                load[best] += load_of(p, u);
            }
        }
        if (rest.size() == open.size()) {  // no neighbour may take them: any person who may
            for (const Index u : rest) {
                const auto& may = p.allowed[p.kind[p.atom_of[u]]];
                const auto j = std::find(may.begin(), may.end(), 1) - may.begin();
                owner[u] =
                    j < std::ssize(may) ? static_cast<std::int32_t>(j) : std::max(p.today[p.atom_of[u]], 0);
            }
            break;
        }
        open.swap(rest);
    }
    // Members of one atom that went to different people come together again with the first.
    for (std::size_t a = 0; a < p.atoms(); ++a)
        for (auto e = p.first[a] + 1; e < p.first[a + 1]; ++e)
            owner[p.members[e]] = owner[p.members[p.first[a]]];
}

}  // namespace kamino::territory::alignment
