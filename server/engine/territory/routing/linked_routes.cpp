#include <algorithm>
#include <numeric>

#include "engine/territory/routing/string_search.h"

namespace kamino::territory::routing {

NearStops::NearStops(const RouteProblem& problem, int count) {
    const int n = problem.nodes();
    width_ = static_cast<std::size_t>(std::max(0, std::min(count, n - 2)));
    near_.resize(width_ * static_cast<std::size_t>(n));
    std::vector<int> others(static_cast<std::size_t>(n));
    for (int i = 1; i < n; ++i) {
        const auto* row = problem.distance.data() + static_cast<std::size_t>(i) * n;
        others.clear();
        for (int j = 1; j < n; ++j)
            if (j != i) others.push_back(j);
        const auto closer = [row](int a, int b) { return row[a] != row[b] ? row[a] < row[b] : a < b; };
        const auto middle = others.begin() + static_cast<std::ptrdiff_t>(width_);
        std::nth_element(others.begin(), middle, others.end(), closer);
        std::sort(others.begin(), middle, closer);
        std::copy(others.begin(), middle, near_.begin() + static_cast<std::ptrdiff_t>(i * width_));
    }
}

Routes::Routes(const RouteProblem& p, int count) : problem(p), nodes_(p.nodes()), table_(p.distance.data()) {
    const auto n = static_cast<std::size_t>(nodes_), all = n + static_cast<std::size_t>(count);
    bool symmetric = true;
    for (std::size_t i = 0; i < n && symmetric; ++i)
        for (std::size_t j = 0; j < i && symmetric; ++j) symmetric = table_[i * n + j] == table_[j * n + i];
    if (!symmetric) {
        transposed_.resize(n * n);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) transposed_[j * n + i] = table_[i * n + j];
    }
    columns_ = symmetric ? table_ : transposed_.data();
    links.assign(all, {-1, -1, -1, 0});
    trips.assign(static_cast<std::size_t>(count), {0, 0, 0});
    for (int r = 0; r < count; ++r)
        links[static_cast<std::size_t>(nodes_ + r)] = {nodes_ + r, nodes_ + r, r, 0};
    if (problem.windows()) {
        early.assign(all, problem.open[0]);
        late.assign(all, problem.close[0]);
    }
}

void Routes::link(int stop, int after) {
    auto* l = links.data();
    const int before = l[after].next, route = l[after].route;
    const auto first = distance(site(after), stop), second = distance(stop, site(before));
    const auto change = first + second - l[after].onward;
    auto& trip = trips.data()[route];
    trip.load += problem.demand.data()[stop];
    trip.length += change + (problem.service.empty() ? 0 : problem.service.data()[stop]);
    ++trip.stops;
    total_ += change;
    l[stop] = {after, before, route, second};
    l[after].next = stop;
    l[after].onward = first;
    l[before].prev = stop;
}

void Routes::unlink(int stop) {
    auto* l = links.data();
    const int after = l[stop].prev, before = l[stop].next;
    const auto direct = after == before ? 0 : distance(site(after), site(before));
    const auto change = direct - l[after].onward - l[stop].onward;
    auto& trip = trips.data()[l[stop].route];
    trip.load -= problem.demand.data()[stop];
    trip.length += change - (problem.service.empty() ? 0 : problem.service.data()[stop]);
    --trip.stops;
    total_ += change;
    l[after].next = before;
    l[after].onward = direct;
    l[before].prev = after;
    l[stop].route = -1;
}

void Routes::insert(int stop, int after) {
    link(stop, after);
    log_.push_back({stop, -1});
}

void Routes::remove(int stop) {
    log_.push_back({stop, links.data()[stop].prev});
    unlink(stop);
}

void Routes::undo() {
    for (; !log_.empty(); log_.pop_back()) {
        const auto [stop, after] = log_.back();
        if (after < 0)
            unlink(stop);
        else
            link(stop, after);
    }
}

void Routes::refresh(int route) {
    const auto* l = links.data();
    const auto* service = problem.service.data();
    const int end = depot(route);
    auto at = problem.open[0];
    int before = end;
    for (int node = l[end].next; node != end; node = l[node].next) {
        at = std::max(at + l[before].onward, problem.open.data()[node]);
        early.data()[node] = at;
        at += service[node];
        before = node;
    }
    auto latest = problem.close[0];
    for (int node = l[end].prev; node != end; node = l[node].prev) {
        latest = std::min(latest - l[node].onward - service[node], problem.close.data()[node]);
        late.data()[node] = latest;
    }
}

std::vector<std::vector<int>> Routes::lists() const {
    std::vector<std::vector<int>> out;
    for (int r = 0; r < static_cast<int>(trips.size()); ++r) {
        if (trips[r].stops == 0) continue;
        auto& list = out.emplace_back();
        for (int node = links[depot(r)].next; node < nodes_; node = links[node].next) list.push_back(node);
    }
    return out;
}

}  // namespace kamino::territory::routing
