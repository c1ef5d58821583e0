// What people judge and add in a plan, as described rows: SWOT and TOWS, competitors, insights, value
// propositions, the customer's initiatives, possibilities, profile, checks and tasks. Every row belongs to a
// plan, carries its account, and says who may read it.
#pragma once
#include "domain/plans/public.h"

namespace kamino::plans {

// One strength, weakness, opportunity or threat of our position at the account.
struct SwotItem : PlanRow {
    std::string kind, text, evidence;
    std::int64_t weight = 3;  // 1..5
    std::optional<Date> dated_on;
    std::vector<std::string> objective_ids, task_ids;  // what it calls for: goals, and actions of the plan
    std::int64_t position = 0;
    static const describe::Entity& entity();
};

// A move that pairs what we are (strength or weakness, the first) with what comes (opportunity or threat, the
// second): so wo st wt.
struct TowsMove : PlanRow {
    std::string first_id, second_id, kind, text;
    std::optional<std::string> objective_id;
    static const describe::Entity& entity();
};

struct Competitor : PlanRow {
    std::string name;
    std::vector<std::string> product_ids, unit_ids;  // where they are: with what, and in which units
    std::optional<std::int64_t> strength;            // 1..5
    std::optional<double> share_percent;             // of what the account spends, an estimate
    std::string counter_move, evidence;
    std::optional<Date> dated_on;
    static const describe::Entity& entity();
};

struct Insight : PlanRow {
    std::string kind = "insight", text, evidence, url;  // trend need insight
    std::optional<Date> dated_on;
    std::optional<std::string> author_id;
    static const describe::Entity& entity();
};

// Why the account, or one of its buying centres, should choose us.
struct ValueProposition : PlanRow {
    std::optional<std::string> unit_id;  // nullopt: the whole account
    std::string pains, offer, proof;
    std::vector<std::string> product_ids;  // the tailored bundle
    static const describe::Entity& entity();
};

// What the customer undertakes.
struct Initiative : PlanRow {
    std::string name;
    std::optional<std::string> sponsor_id;  // a person at the account
    std::string horizon = "medium";
    std::optional<Money> budget;
    std::optional<std::int64_t> priority;  // 1..5 for the customer
    std::optional<Date> starts_on, ends_on;
    std::string status = "planned";
    std::vector<std::string> opportunity_ids;
    std::string note, evidence;
    static const describe::Entity& entity();
};

// A possible opportunity against an initiative: how much it matters to them, how viable our offer is.
struct Possibility : PlanRow {
    std::string title;
    std::optional<std::string> opportunity_id, initiative_id;
    std::optional<std::int64_t> priority, viability;  // 1..5
    std::optional<Money> value;
    std::string reasoning;
    static const describe::Entity& entity();
};

// One answer of the customer's profile; `key` names it in the process file.
struct ProfileEntry : PlanRow {
    std::string key, text, evidence;
    std::optional<std::string> source_id;
    std::optional<Date> dated_on;
    static const describe::Entity& entity();
};

// What people say of a step of the ladder, a condition for selling well or an exit criterion of a stage.
struct Check : PlanRow {
    std::string list, key, state = "open",
                           evidence;  // lists: ladder condition stage; states: open met not_met
    std::optional<Date> dated_on;
    static const describe::Entity& entity();
};

// Something to find out or to do, by whom and when.
struct Task : PlanRow {
    std::string title;
    std::optional<std::string> owner_id;
    std::optional<Date> due_on, done_on;
    std::optional<std::string> question_id;  // the question that it will answer
    std::string role, note;                  // role: the vacancy that it will fill
    describe::Document drafted;              // its title, while that is the question's (see words.h)
    static const describe::Entity& entity();
};

// What stands in one of the plan's own blocks, as its template asks: one entry of a text or of fields, one a
// row of a table. `content` has a member a field, by the field's key; values keep when the template changes.
struct BlockEntry : PlanRow {
    std::string section, block, kind;  // section and kind as they were when it was written last
    std::int64_t position = 0;
    describe::Document content;
    std::optional<std::string> template_version_id;  // of the form that it was written last for
    describe::Document words;                        // what its block, fields and choices were called then
    static const describe::Entity& entity();
};

// All that hangs on a plan, read in one statement.
struct Content {
    std::vector<Section> sections;
    std::vector<Objective> objectives;
    std::vector<Question> questions;
    std::vector<Source> sources;
    std::vector<SwotItem> swot_items;
    std::vector<TowsMove> tows_moves;
    std::vector<Competitor> competitors;
    std::vector<Insight> insights;
    std::vector<ValueProposition> value_propositions;
    std::vector<Initiative> initiatives;
    std::vector<Possibility> possibilities;
    std::vector<ProfileEntry> profile;
    std::vector<Check> checks;
    std::vector<Task> tasks;
    std::vector<BlockEntry> entries;
};
Content content_of(storage::Read& read, const std::string& plan_id);
void sort_content(Content& content);  // by position, else by when they were made

}  // namespace kamino::plans
