// One pass over the files of account plans: what every row means, put where it belongs. Inside of exchange
// only.
#pragma once
#include "domain/exchange/plan_writer.h"
#include "domain/imports/public.h"
#include "domain/workspace/public.h"

namespace kamino::exchange {

class CrmReading {
  public:
    CrmReading(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
               const std::vector<imports::SetFile>& files, const CrmOptions& options, CrmReport& report)
        : registry_(registry),
          write_(write),
          actor_(actor),
          files_(files),
          options_(options),
          report_(report),
          settings_(workspace::settings(write)),
          writer_(registry, write, actor, report.id, options.replace) {}

    // False when nothing differs from what is here.
    bool run();

  private:
    // A row that cannot be taken.
    struct Refused {
        std::string column, value, key;
        Params params{};
    };
    struct Skipped {};  // a row that is none of ours
    using Fields = std::initializer_list<const char*>;

    void each(std::string_view entity, const std::function<Outcome(const imports::SetRow&)>& take);
    void take_row(const imports::SetRow& row, const std::function<Outcome(const imports::SetRow&)>& take);
    // What was left out of a row that went in.
    void note(const imports::SetRow& row, const char* field, const char* key);
    PlanWriter::Put put(PlanHere& here, const Said& said, boost::json::object extra = {},
                        const std::string& external_id = {});

    // ---- who and what is meant (crm_meant.cpp)
    std::vector<accounts::Account> accounts_meant(const std::string& text, bool is_id);
    accounts::Account account_of(const imports::SetRow& row);
    std::size_t plan_rows() const;
    // The colleague whom one of these cells names, by e-mail or name; "" = nobody, and said.
    std::string user_of(const imports::SetRow& row, Fields fields);
    PlanHere& here_of(const plans::Plan& plan, const std::string& key);
    std::optional<plans::Plan> visible_plan(const std::string& id);
    // The plan that a cell names by their id, by ours or by its name; `what` is "plan" or "related".
    PlanHere& plan_meant(const imports::SetRow& row, const std::string& what);
    // The plan of ours that a row of a plan means; nullptr: it has to be made.
    PlanHere* plan_known(const imports::SetRow& row, const accounts::Account& account, const std::string& key,
                         const std::string& status);
    plans::Objective objective_meant(const imports::SetRow& row);

    // ---- plans (crm_reading.cpp)
    Said said_of_members(const imports::SetRow& row);
    PlanHere& make_plan(const accounts::Account& account, const Said& said, const std::string& key);
    void forget_drafts(const std::string& plan_id);
    Outcome plan_row(const imports::SetRow& row);

    // ---- what hangs on them (crm_objectives.cpp)
    Outcome objective_row(const imports::SetRow& row);
    Outcome measure_row(const imports::SetRow& row);
    // A measure's place: the objective itself, or one beside it when that has a measure already.
    boost::json::object place_measure(const imports::SetRow& row, const plans::Objective& objective,
                                      PlanHere& here, Said& said);
    Outcome relationship_row(const imports::SetRow& row);

    const registry::Registry& registry_;
    storage::Write& write_;
    const auth::Actor& actor_;
    const std::vector<imports::SetFile>& files_;
    const CrmOptions& options_;
    CrmReport& report_;
    workspace::Settings settings_;
    PlanWriter writer_;
    CrmFileReport* file_ = nullptr;
    std::int64_t line_ = 0;
    std::map<std::string, PlanHere> plans_;               // by our id
    std::multimap<std::string, std::string> names_;       // of the files -> our plan
    std::multimap<std::string, std::string> objectives_;  // title -> our objective
    std::set<std::string> seen_, measured_;
};

}  // namespace kamino::exchange
