// The ranking of all accounts under weights that are only tried (SEL-2): every account's normalised criteria
// in memory, columns of small integers, so that a moved slider costs no database. The table belongs to the
// run that made it and to the judgements worked in since; another revision makes another table. A table never
// changes: requests share it.
#pragma once
#include <memory>
#include <mutex>

#include "domain/selection/model.h"

namespace kamino::selection {

struct RankingTable {
    static constexpr std::int16_t unknown = -1;
    std::string revision;
    std::vector<std::string> ids;                                       // rising
    std::vector<std::uint16_t> judged_by;                               // index into models
    std::vector<Model> models;                                          // the versions that scored
    std::array<std::vector<std::int16_t>, criterion_count> normalised;  // 1/100 of a point

    Values values_of(std::size_t account) const;
    std::optional<std::size_t> model_at(std::string_view id) const;
};

class RankingTables {
  public:
    // The table of what stands now in this transaction's view; read once for each revision. Thread-safe.
    std::shared_ptr<const RankingTable> current(storage::Read& read);

  private:
    std::mutex mutex_;
    std::shared_ptr<const RankingTable> last_;
};

using Subjects = std::vector<std::uint32_t>;  // accounts of a table, rising

// Those of the model's accounts that the actor sees.
Subjects subjects_of(storage::Read& read, const auth::Actor& actor, const RankingTable& table,
                     std::size_t model);
// The score of each subject under these rules, in the subjects' order. A direction other than the one that
// made the table turns a value round; another scale needs a run, and so does a criterion that the table does
// not know yet: it counts as none.
std::vector<double> scores_of(const RankingTable& table, const Subjects& subjects, const Rules& made_with,
                              const Rules& rules);

// How two rankings of the same subjects differ.
struct Standing {
    std::vector<double> scores;
    std::vector<std::uint32_t> order, ranks;
    explicit Standing(std::vector<double> of);
};
struct Moves {
    std::vector<std::uint32_t> entered,
        left;                // places in subjects; the first `top` of the one and not of the other
    std::int64_t moved = 0;  // whose rank differs
};
Moves moves_between(const Standing& before, const Standing& after, std::size_t top);

// How firmly the first `top` stand when every weight is off by up to `change` (engine/score/ranking.h says by
// which measures and whose).
struct Stability {
    int draws = 0;
    double kept_mean = 0, kept_min = 0;  // share of the first `top` that stays among them
    double tau_mean = 0, tau_min = 0;    // Kendall's tau-b of the subjects compared
    std::vector<double> acceptability;   // of each of the first `top`: share of draws in which it stays
};
Stability stability_of(const RankingTable& table, const Subjects& subjects, const Rules& rules,
                       std::size_t top, double change, int draws);

}  // namespace kamino::selection
