// Account plans: one open plan per account, in sections that write their first draft from the data;
// objectives that are checked to be SMART; questions of the library and of what is missing; sources. The only
// header that others include.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/public.h"
#include "domain/plans/peers.h"
#include "platform/office/document.h"
#include "platform/registry/registry.h"

namespace kamino::plans {

struct Plan : describe::Record {
    std::string account_id, status = "draft";
    std::optional<std::string> owner_id;
    std::string objective;  // the headline in a person's words; "" = what the draft proposes stands
    std::optional<Date> starts_on, ends_on;
    std::string stage = "strategy";   // strategy research action_plan execution review
    std::string stage_reason;         // why it moved on although exit criteria were open
    std::string rigour = "standard";  // light standard deep: how much is asked
    std::string focus;                // penetrate expand protect
    std::string conclusion;  // of a closed plan: completed, or not_key ("not a key account after all")
    std::string conclusion_reason, conclusion_next;  // why, and what happens with the account instead
    std::optional<Date> concluded_on;
    std::int64_t template_version = 1;  // the number of the version that it follows
    std::optional<std::string>
        template_version_id;              // none: the shipped form, from before there were templates
    std::int64_t completeness_score = 0;  // 0..100 as of the last write; the item says what is missing
    static const describe::Entity& entity();
};

// What every row of a plan has. `audience` is the widest circle that may read it: internal (ours), partner
// (ours and partners), customer_safe (the customer too).
struct PlanRow : describe::Record {
    std::string plan_id, account_id, audience = "internal";
};
describe::Field audience_field();

// One section. `body` is rich text as platform/markup reads it, a subset of Markdown. While nobody edited it,
// the body is a rendering of `draft` (sentences with their parameters) and is shown in the reader's language.
struct Section : PlanRow {
    std::string key;
    std::int64_t position = 0;
    std::string body;
    describe::Document facts, draft;
    std::optional<Instant> drafted_at, edited_at, reviewed_at;
    std::optional<std::string> edited_by, reviewed_by;
    static const describe::Entity& entity();
};

struct Objective : PlanRow {
    std::string title, note, kind = "quantitative", metric, unit, horizon = "medium";
    std::optional<double> baseline, target;
    std::optional<Date> due_on;
    std::optional<std::string> owner_id;
    std::string status = "draft";
    std::vector<std::string> smart_reasons;  // message keys; empty = SMART
    describe::Document drafted;              // which of its texts are the draft's (see words.h)
    static const describe::Entity& entity();
};

// A question of the library (`key` names it there), of the draft (`key` is a message key, with params), or
// one's own
// (`text`). Open until it is answered or declined with a reason.
struct Question : PlanRow {
    std::string section, family, key, text;
    describe::Document params;
    std::int64_t position = 0;
    std::string answer;
    std::optional<std::string> answered_by;
    std::optional<Instant> answered_at;
    std::string declined_reason;
    static const describe::Entity& entity();
};

struct Source : PlanRow {
    std::string title, url, kind;  // annual_report investor_deck website social expert news other
    std::optional<Date> dated_on;
    std::string note;
    static const describe::Entity& entity();
};

struct Events {
    // The plan that stands for an account changed: its open one, else its newest; nullptr when there is none.
    // Runs in the writing transaction.
    std::vector<std::function<void(storage::Write&, const std::string& account_id, const Plan*)>> changed;
    // A plan ended with the finding that its account is not a key account (`is` has the conclusion), or goes
    // on after that (`is` has none).
    std::vector<std::function<void(storage::Write&, const Plan& was, const Plan& is)>> found_not_key;
    // The focus that the programme decided for the account, "" = none: a plan that starts without one takes
    // it. May be empty.
    std::function<std::string(storage::Read&, const std::string& account_id)> focus_of;
};
Events& events();

// The open plan of an account, else its newest closed one.
std::optional<Plan> plan_of(storage::Read& read, std::string_view account_id);
// The account's focus was changed elsewhere (on the key list): its open plan takes it, drafts anew what
// nobody edited, and asks what is relevant now.
void follow_focus(storage::Write& write, const std::string& account_id, const std::string& focus);
// Of a section as it stood, which the change log holds without it: the figures and sentences of the draft
// that it had then, as far as they are known.
void find_draft(storage::Read& read, Section& section);
// What the block, the fields and the choices of a plan's own entry are called, for a reader. `states`: the
// entry's members as the change log holds them, at one moment or several; later ones have the last word.
struct EntryWords {
    struct Field {
        std::string title, type;
        std::map<std::string, std::string> choices;
    };
    std::string title;
    std::map<std::string, Field> fields;
};
EntryWords entry_words(storage::Read& read, i18n::Language language,
                       const std::vector<const boost::json::object*>& states);
// Makes the plan of an account: sections drafted from the data, a first objective, the questions. The caller
// has run the rules; Fault conflict "plan.already_open". Whoever starts many keeps `peers` from one to the
// next.
Plan start_plan(storage::Write& write, const accounts::Account& account, const Plan& wanted,
                i18n::Language language, PeerCache* peers = nullptr);
// After rows were written past the registry: works the score out again and tells who subscribed.
void refresh_score(storage::Write& write, const std::string& plan_id);
// Accounts that an id, an external id or an exact name means, in this order of trust.
std::vector<std::string> accounts_named(storage::Read& read, std::string_view text);

// ---- documents
// What is known around a plan besides its own rows; what is unknown stays empty.
struct Standing {
    std::string customer_class, list_state, entry_reason;  // state: "active", "probation", "prospect"
    std::optional<Money> potential;
};
// The records of a plan as they stood at the end of a day, by the name of their entity: the plan, its rows,
// its account and the account's team.
struct Frozen {
    Date on;
    std::map<std::string, std::vector<describe::RecordPtr>, std::less<>> rows;
    std::map<std::string, std::string> names;  // by id, of those who were called otherwise than today
};
struct DocumentWish {
    i18n::Language language = i18n::Language::en;
    const Frozen* frozen = nullptr;  // nullptr: as it stands
    Standing standing{};
};
// The whole plan, every piece marked with who may read it; the caller takes out what its reader must not see.
// Stamp, brand and whom it is for are the caller's.
office::Document document(storage::Read& read, const Plan& plan, const DocumentWish& wish);

void offer(registry::Registry& registry);

}  // namespace kamino::plans
