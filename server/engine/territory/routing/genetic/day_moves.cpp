// The moves of two near stops (see day_search.h).
#include <algorithm>

#include "engine/territory/routing/genetic/day_search.h"

namespace kamino::territory::routing::genetic {
namespace {

constexpr double least_gain = 1e-4;

}  // namespace

DaySearch::Around DaySearch::around(int node) const {
    const auto* nodes = nodes_.data();
    const auto& u = nodes[node];
    Around a{node, u.prev, u.next, -1, u.route, u.site, 0, 0, 0, 0, u.onward, 0, 0, 0};
    if (node <= fleet_.stops) {
        a.before_site = nodes[u.prev].site;
        a.in = nodes[u.prev].onward;
    }
    const auto& x = nodes[u.next];
    a.next_site = x.site;
    if (u.next <= fleet_.stops) {
        a.beyond = x.next;
        a.beyond_site = nodes[x.next].site;
        a.out_two = x.onward;
    }
    return a;
}

// What closing the gap behind one stop, or two, changes.
void DaySearch::close_gap(Around& u) const {
    u.close = leg(u.before_site, u.next_site) - u.in - u.out;
    if (u.beyond >= 0) u.close_two = leg(u.before_site, u.beyond_site) - u.in - u.out_two;
}

// A stops from u on change places with B stops from v on; B = 0: they go behind v. Turned: in the other
// order.
template <int A, int B, bool turned>
bool DaySearch::exchange(const Around& u, const Around& v) {
    if ((A == 2 && u.beyond < 0) || (B == 2 && v.beyond < 0)) return false;
    if (B > 0 && v.node > fleet_.stops) return false;
    const int u2 = A == 2 ? u.next : u.node, nu = A == 2 ? u.beyond : u.next;
    const int v2 = B == 2 ? v.next : v.node, nv = B == 2 ? v.beyond : v.next;
    if (v.node == u.node || v.node == u2 || v2 == u.node) return false;
    if (B == 0 ? v.node == u.before : nu == v.node || nv == u.node) return false;
    const int u2_site = A == 2 ? u.next_site : u.site, nv_site = B == 2 ? v.beyond_site : v.next_site;
    const int head = turned ? u2_site : u.site, foot = turned ? u.site : u2_site;
    std::int32_t way_u = 0, way_v = leg(foot, nv_site);
    if constexpr (B == 0) {
        way_u = A == 2 ? u.close_two : u.close;
        way_v += leg(v.site, head) - v.out;
    } else {
        const int v2_site = B == 2 ? v.next_site : v.site, nu_site = A == 2 ? u.beyond_site : u.next_site;
        way_u = leg(u.before_site, v.site) + leg(v2_site, nu_site) - u.in - (A == 2 ? u.out_two : u.out);
        way_v += leg(v.before_site, head) - v.in - (B == 2 ? v.out_two : v.out);
    }
    const auto& tu = tours_.data()[u.route];
    const auto& tv = tours_.data()[v.route];
    double change = static_cast<double>(way_u + way_v);
    if (u.route != v.route) {
        if (change >= tu.penalty + tv.penalty - least_gain) return false;
        std::int64_t load = demand(u.node), time = service(u.node);
        if (A == 2) load += demand(u2), time += service(u2) + u.out;
        if (B > 0) load -= demand(v.node), time -= service(v.node);
        if (B == 2) load -= demand(v2), time -= service(v2) + v.out;
        change += charge(tu.load - load, tu.time + way_u - time) - tu.penalty +
                  charge(tv.load + load, tv.time + way_v + time) - tv.penalty;
    } else {
        if (change >= tu.penalty - least_gain) return false;
        change += charge(tu.load, tu.time + way_u + way_v) - tu.penalty;
    }
    if (change > -least_gain) return false;
    ++moves_;
    const int before_v = B == 0 ? v.node : v.before;
    if constexpr (B == 0) {
        link(u.before, nu);
    } else {
        link(u.before, v.node);
        link(v2, nu);
    }
    const int first_in = turned ? u2 : u.node, last_in = turned ? u.node : u2;
    link(before_v, first_in);
    if (A == 2 && turned) link(first_in, last_in);
    link(last_in, nv);
    refresh(u.route);
    if (u.route != v.route) refresh(v.route);
    return true;
}

void DaySearch::relink(int route, const std::vector<int>& stops) {
    int before = first(route);
    for (const int stop : stops) {
        link(before, stop);
        before = stop;
    }
    link(before, last(route));
}

// u … x, v … y in one route: the way from x to v is turned.
bool DaySearch::turn(int u, int v) {
    auto* nodes = nodes_.data();
    if (nodes[u].at > nodes[v].at) std::swap(u, v);
    const int x = nodes[u].next, y = nodes[v].next;
    if (x == v || y < 0) return false;
    double change = d(u, v) + d(x, y) - d(u, x) - d(v, y);
    const int r = nodes[u].route;
    auto& tour = tours_.data()[r];
    if (change >= tour.penalty - least_gain) return false;
    change += charge(tour.load, tour.time + static_cast<std::int64_t>(change)) - tour.penalty;
    if (change > -least_gain) return false;
    ++moves_;
    for (int i = x, next = 0; i != y; i = next) {
        next = nodes[i].next;
        nodes[i].next = nodes[i].prev;
        nodes[i].prev = next;
    }
    link(u, v);
    link(x, y);
    refresh(r);
    return true;
}

// Two routes … u x …, … v y …: crossed to … u y …, … v x …; turned: to … u v … and … x y ….
bool DaySearch::cross(const Around& a, const Around& b, bool turned) {
    const auto* nodes = nodes_.data();
    const int u = a.node, v = b.node, x = a.next, y = b.next, ru = a.route, rv = b.route;
    const auto& tu = tours_.data()[ru];
    const auto& tv = tours_.data()[rv];
    const std::int32_t way_u = turned ? leg(a.site, b.site) : leg(a.site, b.next_site);
    const std::int32_t way_v = turned ? leg(a.next_site, b.next_site) : leg(b.site, a.next_site);
    const double change = static_cast<double>(way_u + way_v - a.out - b.out);
    if (change >= tu.penalty + tv.penalty - least_gain) return false;
    const auto& nu = nodes[u];
    const auto& nv = nodes[v];
    std::int64_t load_u = nu.load, load_v = tu.load - nu.load, time_u = nu.time, time_v = tail(x);
    if (turned) {
        load_u += nv.load, load_v += tv.load - nv.load;
        time_u += way_u + nv.time;
        time_v += way_v + tail(y);
    } else {
        load_u += tv.load - nv.load, load_v += nv.load;
        time_u += way_u + tail(y);
        time_v += way_v + nv.time;
    }
    if (change + charge(load_u, time_u) + charge(load_v, time_v) - tu.penalty - tv.penalty > -least_gain)
        return false;
    ++moves_;
    one_.clear();
    two_.clear();
    for (int i = nodes[first(ru)].next; i != x; i = nodes[i].next) one_.push_back(i);
    const int end_u = last(ru), end_v = last(rv);
    if (turned) {
        for (int i = v; i <= fleet_.stops; i = nodes[i].prev) one_.push_back(i);
        for (int i = nodes[end_u].prev; i != u; i = nodes[i].prev) two_.push_back(i);
        for (int i = y; i != end_v; i = nodes[i].next) two_.push_back(i);
    } else {
        for (int i = y; i != end_v; i = nodes[i].next) one_.push_back(i);
        for (int i = nodes[first(rv)].next; i != y; i = nodes[i].next) two_.push_back(i);
        for (int i = x; i != end_u; i = nodes[i].next) two_.push_back(i);
    }
    relink(ru, one_);
    relink(rv, two_);
    refresh(ru);
    refresh(rv);
    return true;
}

bool DaySearch::try_pair(const Around& u, int node) {
    const auto v = around(node);
    if (exchange<1, 0, false>(u, v) || exchange<2, 0, false>(u, v) || exchange<2, 0, true>(u, v)) return true;
    if (u.node < node && exchange<1, 1, false>(u, v)) return true;
    if (exchange<2, 1, false>(u, v)) return true;
    if (u.node < node && exchange<2, 2, false>(u, v)) return true;
    if (u.route == v.route) return turn(u.node, node);
    return cross(u, v, true) || cross(u, v, false);
}

// Behind the depot of another near stop's route.
bool DaySearch::try_start(const Around& u, int start) {
    const auto v = around(start);
    if (exchange<1, 0, false>(u, v) || exchange<2, 0, false>(u, v) || exchange<2, 0, true>(u, v)) return true;
    if (u.route == v.route) return turn(start, u.node);
    return cross(u, v, true) || cross(u, v, false);
}

bool DaySearch::try_empty(const Around& u) {
    if (empty_ < 0 || tours_[empty_].stops > 0) {
        empty_ = -1;
        for (int r = 0; r < fleet_.vehicles && empty_ < 0; ++r)
            if (tours_[r].stops == 0) empty_ = r;
        if (empty_ < 0) return false;
    }
    const auto v = around(first(empty_));
    return exchange<1, 0, false>(u, v) || exchange<2, 0, false>(u, v) || exchange<2, 0, true>(u, v) ||
           cross(u, v, false);
}

}  // namespace kamino::territory::routing::genetic
