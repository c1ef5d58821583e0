// What the accounts of one industry bought in two years: read once, and then asked for each of them without
// itself. Whoever drafts many plans keeps a PeerCache for the run; not thread-safe.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/storage/storage.h"

namespace kamino::plans {

struct PeerFigures {
    int count = 0;                      // that bought in the last 12 months
    std::optional<double> growth;       // median of those that bought in both years; needs five
    std::map<std::string, int> buyers;  // of each line in the last 12 months
};

class Peers {
  public:
    // `line_of`: the line of a product. Until the last month, both ends of the two years included.
    static Peers read(storage::Read& read, const std::string& industry, Date until,
                      const std::map<std::string, std::string>& line_of);
    // Of all but this one.
    PeerFigures without(const std::string& account_id) const;

  private:
    struct Peer {
        std::int64_t now_minor = 0, before_minor = 0;
        std::vector<std::string> lines;
    };
    void take(const std::string& account_id, Peer peer);
    std::unordered_map<std::string, Peer> peers_;
    PeerFigures all_;
    std::vector<double> growths_;  // ascending
};

using PeerCache = std::map<std::string, Peers>;  // by industry

}  // namespace kamino::plans
