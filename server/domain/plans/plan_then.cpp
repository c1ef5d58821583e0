// A plan as it stood: the same view, made of rows that somebody else took back.
#include <algorithm>

#include "domain/accounts/public.h"
#include "domain/plans/plan_view.h"
#include "domain/plans/plans_store.sql.h"

namespace kamino::plans {
namespace {

template <class T>
std::vector<T> rows_of(const Frozen& frozen) {
    std::vector<T> rows;
    if (const auto found = frozen.rows.find(T::entity().name); found != frozen.rows.end())
        for (const auto& row : found->second) rows.push_back(static_cast<const T&>(*row));
    return rows;
}

// The figures and sentences of the draft that the section had then; of a section drafted since, none are
// known.
void take_draft(storage::Read& read, Section& section, const Section* now) {
    if (now && now->drafted_at == section.drafted_at) return;
    find_draft(read, section);
}

std::vector<RoleHolder> team_then(storage::Read& read, const Frozen& frozen) {
    std::map<std::string, std::string> names;
    {
        auto rows = read.query(sql::list_user_names);
        while (rows.next()) names[rows.text(0)] = rows.text(1);
    }
    for (const auto& [id, name] : frozen.names) names[id] = name;
    std::vector<RoleHolder> team;
    for (const auto& m : rows_of<accounts::TeamMember>(frozen))
        team.push_back({m.id, m.user_id, names[m.user_id], m.role});
    std::sort(team.begin(), team.end(), [](const auto& a, const auto& b) {
        return std::tie(a.name, a.role) < std::tie(b.name, b.role);
    });
    return team;
}

}  // namespace

void find_draft(storage::Read& read, Section& section) {
    section.facts.json = section.draft.json = "{}";
    if (!section.drafted_at) return;
    auto rows = read.query(sql::find_draft, {{"section", section.id}, {"at", *section.drafted_at}});
    if (!rows.next()) return;
    section.facts.json = rows.text(0);
    section.draft.json = rows.text(1);
}

PlanView view_then(storage::Read& read, const Plan& plan, const Frozen& frozen) {
    auto view = view_of(read, plan, frozen.on);
    const auto now = view.content.sections;
    auto& c = view.content;
    c = {rows_of<Section>(frozen),    rows_of<Objective>(frozen),   rows_of<Question>(frozen),
         rows_of<Source>(frozen),     rows_of<SwotItem>(frozen),    rows_of<TowsMove>(frozen),
         rows_of<Competitor>(frozen), rows_of<Insight>(frozen),     rows_of<ValueProposition>(frozen),
         rows_of<Initiative>(frozen), rows_of<Possibility>(frozen), rows_of<ProfileEntry>(frozen),
         rows_of<Check>(frozen),      rows_of<Task>(frozen),        rows_of<BlockEntry>(frozen)};
    sort_content(c);
    for (auto& s : c.sections) {
        const auto same =
            std::find_if(now.begin(), now.end(), [&](const Section& n) { return n.id == s.id; });
        take_draft(read, s, same == now.end() ? nullptr : &*same);
    }
    if (const auto was = rows_of<Plan>(frozen); !was.empty()) view.plan = was.front();
    view.edition = edition_of(read, view.plan);
    if (const auto was = rows_of<accounts::Account>(frozen); !was.empty())
        view.around.account_name = was.front().name;
    view.team = team_then(read, frozen);
    return view;
}

}  // namespace kamino::plans
