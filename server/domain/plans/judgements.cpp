// Which judgements of a plan rest on evidence, and how old they are.
#include <map>

#include "domain/plans/process.h"

namespace kamino::plans {
namespace {

constexpr int old_row_days = 365;

class Judgements {
  public:
    explicit Judgements(Date today) : today_(today) {}

    // `dated`: the row carries a date of its own; without one its last change counts for its age.
    void add(const char* section, const PlanRow& row, bool proven, bool dated,
             const std::optional<Date>& on) {
        auto& s = states_.try_emplace(section, RowsState{section}).first->second;
        ++s.rows;
        if (!proven && s.unproven++ == 0) s.first_unproven = row.id;
        if (dated && proven && !on && s.undated++ == 0) s.first_undated = row.id;
        const auto seen = on.value_or(row.updated_at.date());
        if (today_.days - seen.days > old_row_days && s.old++ == 0) s.first_old = row.id;
    }
    std::vector<RowsState> take() {
        std::vector<RowsState> all;
        for (auto& [section, state] : states_) all.push_back(std::move(state));
        return all;
    }

  private:
    Date today_;
    std::map<std::string, RowsState> states_;
};

}  // namespace

std::vector<RowsState> rows_state(const PlanView& view) {
    Judgements j{view.today};
    const auto& c = view.content;
    for (const auto& r : c.swot_items) j.add("swot", r, !r.evidence.empty(), true, r.dated_on);
    for (const auto& r : c.competitors) j.add("competitors", r, !r.evidence.empty(), true, r.dated_on);
    for (const auto& r : c.insights)
        j.add("trends", r, !r.evidence.empty() || !r.url.empty(), true, r.dated_on);
    for (const auto& r : c.value_propositions) j.add("value", r, !r.proof.empty(), false, {});
    for (const auto& r : c.initiatives) j.add("initiatives", r, !r.evidence.empty(), false, {});
    for (const auto& r : c.possibilities) j.add("analysis", r, !r.reasoning.empty(), false, {});
    for (const auto& r : c.profile) {
        const auto& points = shipped_template().profile;
        const auto point =
            std::find_if(points.begin(), points.end(), [&](const Point& p) { return p.key == r.key; });
        j.add(point == points.end() ? "profile" : point->section.c_str(), r,
              !r.evidence.empty() || r.source_id, true, r.dated_on);
    }
    for (const auto& r : c.checks)
        if (r.list != "stage" && r.state != "open")
            j.add("relationship", r, !r.evidence.empty(), true, r.dated_on);
    return j.take();
}

}  // namespace kamino::plans
