// Statements of the programme.
#pragma once
#include "domain/programme/programme.h"

namespace kamino::programme {

inline constexpr const char* settings_id = "programme";

Settings settings(storage::Read& read);
// Waits for every other transaction that counts members, and keeps them waiting until this one ends.
void take_turn(storage::Write& write);

std::int64_t count_members(storage::Read& read, std::string_view list);
std::int64_t count_led(storage::Read& read, std::string_view manager_id, std::string_view except_account_id);
// Who leads a key account: whom the list names, else the account's owner; nullopt = nobody.
std::optional<std::string> leader_of(storage::Read& read, const std::string& account_id,
                                     const std::optional<std::string>& manager_id);
// The cap of one manager: his own, else the settings'.
std::optional<std::int64_t> manager_cap(storage::Read& read, const Settings& settings,
                                        std::string_view manager_id);
bool has_open_move(storage::Read& read, std::string_view account_id, std::string_view list);
// The requests that wait for an account, on either list.
std::vector<Move> open_moves(storage::Read& read, std::string_view account_id);

// Members who could leave, weakest score first, as far as the actor sees them; of one manager unless manager
// is "".
struct Leaver {
    std::string account_id, name, account_class, focus;
    double score = 0;
};
std::vector<Leaver> could_leave(storage::Read& read, const auth::Actor& actor, std::string_view list,
                                std::string_view manager_id);

std::vector<KeyAccount> members(storage::Read& read, std::string_view list);
// Without those whose account is in the bin.
std::vector<RoundItem> items_of(storage::Read& read, std::string_view round_id);
bool has_items(storage::Read& read, std::string_view round_id);

// Those that went into the bin in the moment in which the wave did, and are in no wave now.
std::vector<WaveAccount> accounts_gone_with(storage::Read& read, const Wave& wave);
std::vector<WaveAccount> accounts_of_wave(storage::Read& read, std::string_view wave_id);
// The stays on a list, as far as the actor sees the accounts.
std::vector<Stay> stays(storage::Read& read, const auth::Actor& actor, std::string_view list);

// A strategic account (on the key list, or of class A or B) with what coverage and waves look at.
struct Strategic {
    std::string id, name, account_class, owner_id, owner_name, plan_id, plan_status;
    double score = 0, plan_completeness = 0;
    std::string list, state, focus, rigour, manager_id, wave_id;  // "" = not on a list, in no wave
};
std::vector<Strategic> strategic(storage::Read& read, const auth::Actor& actor);

struct Manager {
    std::string id, name;
    std::optional<std::int64_t> hours, key_cap;
    std::string capacity_id;  // "" = as in the settings
    std::int64_t capacity_version = 0;
};
// Active users who may lead: managers, leaders and administrators; only himself for who does not see all.
std::vector<Manager> managers(storage::Read& read, const auth::Actor& actor);

}  // namespace kamino::programme
