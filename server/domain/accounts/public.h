// Accounts: companies and their units, in trees; who is on the account team; who sees which account. The only
// header of this vertical that others include.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/registry/registry.h"

namespace kamino::accounts {

struct Account : describe::Record {
    std::string name, legal_name, external_id, status = "prospect", industry, tax_id, website, phone;
    std::optional<std::int64_t> employees;
    std::optional<Money> annual_revenue;
    std::optional<std::string> owner_id, parent_id;
    std::string street, city, region, postal_code, country;
    std::optional<double> latitude, longitude;  // WGS 84 degrees
    std::optional<std::int64_t> year_founded;
    std::vector<std::string> tags;
    describe::Document custom;
    std::string description, source;
    static const describe::Entity& entity();
};

// A business unit, division, buying centre or department inside an account.
struct Unit : describe::Record {
    std::string account_id, name, kind = "department";
    std::optional<std::string> parent_id;
    static const describe::Entity& entity();
};

struct Location : describe::Record {
    std::string account_id, name, kind = "site", street, city, region, postal_code, country;
    std::optional<double> latitude, longitude;
    static const describe::Entity& entity();
};

// One of ours on the account team, with one of the six roles, executive sponsor, or plain member.
struct TeamMember : describe::Record {
    std::string account_id, user_id, role = "member";
    static const describe::Entity& entity();
};

// What others subscribe to, in main/compose.cpp. All run in the writing transaction.
struct Events {
    // An account was added, changed, put into the bin (after = nullptr) or brought back (before = nullptr).
    std::vector<std::function<void(storage::Write&, const Account* before, const Account* after)>> saved;
    // Many accounts changed at once by an import (ids).
    std::vector<std::function<void(storage::Write&, const std::vector<std::string>& ids)>> imported;
};
Events& events();

// The account and everything below it in the tree, itself first.
std::vector<std::string> subtree(storage::Read& read, std::string_view account_id);

// Fault not_found when there is no such account (one in the bin counts) or the actor may not see it.
void require_account(storage::Read& read, const auth::Actor& actor, std::string_view account_id);
bool is_unit_of(storage::Read& read, std::string_view unit_id, std::string_view account_id);

// Works out again who sees the account and all below it: owner, account team, and these of every account
// above.
void refresh_access(storage::Write& write, std::string_view account_id);
// The same, and the tree, for all accounts: after imports.
void rebuild_tree_and_access(storage::Write& write);

void offer(registry::Registry& registry);

}  // namespace kamino::accounts
