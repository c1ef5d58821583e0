// The invented company in memory while its files are written: accounts, people, deals and who works on them.
// Sales lines are not held: they go straight to their file. Plain values; indexes point into the vectors of
// Company. One thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "demo/catalogue.h"
#include "demo/demo.h"
#include "demo/places.h"
#include "demo/random.h"
#include "demo/vocabulary.h"

namespace kamino::demo {

// How an account's business with us goes over the 36 months.
enum class Course { steady, growing, declining, churned, newcomer, one_off, prospect, former };

struct User {
    std::string name, email;
    std::string_view role;  // admin, leader, operations, manager, viewer
    std::string_view team;  // key below "teams."
    std::string_view language;
    std::string_view countries;  // where a manager has accounts, "ES;CL"
    int manager = -1;            // user
};

// A product in an account's basket: bought from a day on.
struct Item {
    int product;
    Date from;
    double weight;    // how often
    double quantity;  // typical
};

struct Place {
    int city = 0;
    double latitude = 0, longitude = 0;
    std::string street, postal;
};

struct Account {
    std::string external_id, name, short_name, legal_name, domain;
    std::string_view kind;  // key below "account.": group, subsidiary, site, single
    int country = 0, industry = 0;
    Place place;
    int parent = -1, owner = 0;
    Course course = Course::steady;
    double size = 0;  // normal deviate behind employees and business
    int employees = 0, founded = 0;
    std::string_view currency;
    double value = 0;     // EUR a year that a steady year brings; for prospects: would bring
    double strength = 0;  // 0 … 1: quality of the relationship
    double discount = 0;
    double yearly_growth = 0;
    bool drifting = false;  // we stopped calling in the last months
    Date first{}, last{};   // days between which it buys; last < first: never
    std::vector<Item> items;
    std::vector<int> people;
    double price_level() const { return 1.0 - discount; }
};

struct Person {
    int account = 0;
    std::string external_id, first_name, last_name, email, phone;
    std::string_view department;  // key below "departments."
    bool head = false;
    int reports_to = -1;
    std::string_view decision_role, stance, closeness, language;
    int influence = 0;
};

struct StageEntry {
    std::string_view stage;
    Date on;
};

struct Deal {
    std::string external_id;
    int account = 0, product = 0, owner = 0;
    bool first = false;  // a line that the account does not buy yet
    double amount = 0;   // EUR
    Date opened{}, close{};
    std::string_view outcome;  // open, won, lost
    int probability = 0;
    std::vector<StageEntry> stages;  // in order; the last one is the present stage
    std::vector<int> people;
    int talks = 0;  // interactions while it was worked on
    bool rival = false;
};

struct Company {
    Options options;
    const Vocabulary* words = nullptr;
    Date start{}, end{};  // both included
    std::vector<User> users;
    std::vector<Account> accounts;
    std::vector<Person> people;
    std::vector<Deal> deals;
    std::string product_name(int product) const;
    // The account's unit of this key below "units."; "" when it has none (small accounts have no units).
    std::string unit_name(const Account& account, std::string_view unit) const;
};

// Each step fills its part and may read the ones before it.
void make_users(Company& company);
void make_accounts(Company& company);
void make_people(Company& company);
void make_baskets(Company& company);
void make_deals(Company& company);

// EUR for one unit of the currency when the data starts.
double base_rate(std::string_view currency);
Date working_day(Date day);  // Saturday and Sunday to Monday
inline double years_between(Date a, Date b) {
    return (b.days - a.days) / 365.25;
}
inline Date random_day(Random& random, Date first, Date last) {
    return first.plus_days(random.range(0, last.days - first.days));
}

}  // namespace kamino::demo
