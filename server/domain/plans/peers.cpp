#include "domain/plans/peers.h"

#include <algorithm>
#include <set>

#include "domain/plans/plans_store.sql.h"

namespace kamino::plans {
namespace {

constexpr std::size_t fewest_growths = 5;

double median(const std::vector<double>& sorted) {
    const auto n = sorted.size();
    return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

bool grew(std::int64_t now_minor, std::int64_t before_minor) {
    return now_minor > 0 && before_minor > 0;
}

double growth_of(std::int64_t now_minor, std::int64_t before_minor) {
    return static_cast<double>(now_minor) / static_cast<double>(before_minor) - 1;
}

}  // namespace

Peers Peers::read(storage::Read& read, const std::string& industry, Date until,
                  const std::map<std::string, std::string>& line_of) {
    Peers all;
    auto rows = read.query(sql::list_peer_months, {{"industry", industry},
                                                   {"middle", until.plus_months(-12)},
                                                   {"from_month", until.plus_months(-24)},
                                                   {"to_month", until}});
    std::string account_id;
    Peer peer;
    std::map<std::string, std::int64_t, std::less<>> bought;  // by product, in the last 12 months
    const auto finish = [&] {
        if (account_id.empty()) return;
        std::set<std::string> lines;
        for (const auto& [product, net] : bought)
            if (const auto line = line_of.find(product); net > 0 && line != line_of.end())
                lines.insert(line->second);
        peer.lines.assign(lines.begin(), lines.end());
        all.take(account_id, std::move(peer));
        peer = {};
        bought.clear();
    };
    while (rows.next()) {
        if (rows.text_view(0) != account_id) {
            finish();
            account_id = rows.text(0);
        }
        const auto net = rows.integer(3);
        if (rows.integer(2) == 0) {
            peer.before_minor += net;
            continue;
        }
        peer.now_minor += net;
        const auto product = rows.text_view(1);
        if (const auto known = bought.find(product); known != bought.end())
            known->second += net;
        else
            bought.emplace(product, net);
    }
    finish();
    std::sort(all.growths_.begin(), all.growths_.end());
    return all;
}

void Peers::take(const std::string& account_id, Peer peer) {
    all_.count += peer.now_minor > 0;
    if (grew(peer.now_minor, peer.before_minor))
        growths_.push_back(growth_of(peer.now_minor, peer.before_minor));
    for (const auto& line : peer.lines) ++all_.buyers[line];
    peers_.emplace(account_id, std::move(peer));
}

PeerFigures Peers::without(const std::string& account_id) const {
    auto figures = all_;
    auto growths = growths_;
    if (const auto self = peers_.find(account_id); self != peers_.end()) {
        const auto& [now_minor, before_minor, lines] = self->second;
        figures.count -= now_minor > 0;
        for (const auto& line : lines) --figures.buyers[line];
        if (grew(now_minor, before_minor))
            growths.erase(
                std::lower_bound(growths.begin(), growths.end(), growth_of(now_minor, before_minor)));
    }
    if (growths.size() >= fewest_growths) figures.growth = median(growths);
    return figures;
}

}  // namespace kamino::plans
