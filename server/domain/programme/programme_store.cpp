#include "domain/programme/programme_store.h"

#include "domain/programme/programme_store.sql.h"

namespace kamino::programme {
namespace {

// The statement with the condition that `column` is an account that the actor sees, and what follows.
storage::Rows seen(storage::Read& read, const auth::Actor& actor, const storage::Sql& sql, storage::Args args,
                   std::string_view column, std::string_view rest) {
    const auto scope = auth::visible_accounts(actor, column);
    std::string text{sql.text};
    if (!scope.sql.empty()) text += " AND (" + scope.sql + ")";
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    text += rest;
    return read.query({sql.name, text}, args);
}

template <class T>
std::vector<T> all(storage::Read& read, const storage::Sql& sql, const storage::Args& args) {
    std::vector<std::string> ids;
    {
        auto rows = read.query(sql, args);
        while (rows.next()) ids.push_back(rows.text(0));
    }
    std::vector<T> result;
    for (const auto& id : ids) result.push_back(storage::load<T>(read, id));
    return result;
}

}  // namespace

Settings settings(storage::Read& read) {
    return storage::load<Settings>(read, settings_id);
}

void take_turn(storage::Write& write) {
    write.execute(sql::take_turn);
}

std::optional<KeyAccount> membership(storage::Read& read, std::string_view account_id) {
    const auto id = read.text(sql::find_membership, {{"account", account_id}});
    return id ? storage::find<KeyAccount>(read, *id) : std::nullopt;
}

std::int64_t count_members(storage::Read& read, std::string_view list) {
    return read.integer(sql::count_members, {{"list", list}}).value_or(0);
}

std::int64_t count_led(storage::Read& read, std::string_view manager_id, std::string_view except_account_id) {
    return read.integer(sql::count_led, {{"manager", manager_id}, {"except", except_account_id}}).value_or(0);
}

std::optional<std::string> leader_of(storage::Read& read, const std::string& account_id,
                                     const std::optional<std::string>& manager_id) {
    return manager_id ? manager_id : read.text(sql::owner_of, {{"account", account_id}});
}

std::optional<std::int64_t> manager_cap(storage::Read& read, const Settings& settings,
                                        std::string_view manager_id) {
    const auto own = read.integer(sql::manager_cap, {{"manager", manager_id}});
    return own ? own : settings.manager_cap;
}

bool has_open_move(storage::Read& read, std::string_view account_id, std::string_view list) {
    return read.text(sql::find_open_move, {{"account", account_id}, {"list", list}}).has_value();
}

std::vector<Move> open_moves(storage::Read& read, std::string_view account_id) {
    return all<Move>(read, sql::list_open_moves, {{"account", account_id}});
}

std::vector<Leaver> could_leave(storage::Read& read, const auth::Actor& actor, std::string_view list,
                                std::string_view manager_id) {
    auto rows = seen(read, actor, sql::list_could_leave, {{"list", list}, {"manager", manager_id}},
                     "k.account_id", " ORDER BY p.score, k.account_id LIMIT 10");
    std::vector<Leaver> result;
    while (rows.next())
        result.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.real(4)});
    return result;
}

std::vector<KeyAccount> members(storage::Read& read, std::string_view list) {
    return all<KeyAccount>(read, sql::list_members, {{"list", list}});
}

std::vector<RoundItem> items_of(storage::Read& read, std::string_view round_id) {
    return all<RoundItem>(read, sql::list_items, {{"round", round_id}});
}

bool has_items(storage::Read& read, std::string_view round_id) {
    return read.text(sql::any_item, {{"round", round_id}}).has_value();
}

std::vector<WaveAccount> accounts_of_wave(storage::Read& read, std::string_view wave_id) {
    return all<WaveAccount>(read, sql::list_accounts_of_wave, {{"wave", wave_id}});
}

std::vector<WaveAccount> accounts_gone_with(storage::Read& read, const Wave& wave) {
    std::vector<std::string> ids;
    {
        auto rows = read.query(sql::list_accounts_gone_with, {{"wave", wave.id}, {"at", wave.deleted_at}});
        while (rows.next()) ids.push_back(rows.text(0));
    }
    std::vector<WaveAccount> accounts;
    for (const auto& id : ids)
        if (const auto row = storage::find_record(read, WaveAccount::entity(), id, {}, true))
            accounts.push_back(static_cast<const WaveAccount&>(*row));
    return accounts;
}

std::vector<Strategic> strategic(storage::Read& read, const auth::Actor& actor) {
    auto rows = seen(read, actor, sql::list_strategic, {}, "p.id", " ORDER BY p.score DESC, p.id");
    std::vector<Strategic> result;
    while (rows.next()) {
        Strategic s;
        std::string* texts[] = {&s.id,         &s.name,    &s.account_class, &s.owner_id,
                                &s.owner_name, &s.plan_id, &s.plan_status};
        for (int c = 0; c < 7; ++c) *texts[c] = rows.text(c);
        s.score = rows.real(7);
        s.plan_completeness = rows.real(8);
        std::string* more[] = {&s.list, &s.state, &s.focus, &s.rigour, &s.manager_id, &s.wave_id};
        for (int c = 0; c < 6; ++c) *more[c] = rows.text(9 + c);
        result.push_back(std::move(s));
    }
    return result;
}

std::vector<Manager> managers(storage::Read& read, const auth::Actor& actor) {
    auto rows =
        read.query(sql::list_managers, {{"only", auth::sees_all(actor) ? std::string{} : actor.user_id}});
    std::vector<Manager> result;
    while (rows.next())
        result.push_back({rows.text(0), rows.text(1), rows.maybe_integer(2), rows.maybe_integer(3),
                          rows.text(4), rows.integer(5)});
    return result;
}

std::vector<Stay> stays(storage::Read& read, const auth::Actor& actor, std::string_view list) {
    auto rows = seen(read, actor, sql::list_stays, {{"list", list}}, "k.account_id", "");
    std::vector<Stay> result;
    while (rows.next()) result.push_back({rows.maybe_date(0).value_or(Date{}), rows.maybe_date(1)});
    return result;
}

}  // namespace kamino::programme
