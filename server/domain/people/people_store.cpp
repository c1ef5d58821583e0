#include "domain/people/people_store.h"

#include <boost/json.hpp>
#include <set>

#include "domain/people/people_store.sql.h"

namespace kamino::people {

bool reports_up_to(storage::Read& read, const std::string& from, const std::string& to) {
    if (to.empty()) return false;
    std::optional<std::string> at = from;
    for (int depth = 0; at && depth < 200; ++depth) {
        if (*at == to) return true;
        at = read.text(sql::find_reports_to, {{"id", *at}});
    }
    return at.has_value();
}

bool find_external_person(storage::Read& read, std::string_view external_id, std::string_view except_id) {
    return read.integer(sql::find_external_person, {{"external_id", external_id}, {"except", except_id}})
        .has_value();
}

void move_employment(storage::Write& write, const Person& was, const Person& is) {
    const auto& entity = Employment::entity();
    if (const auto open =
            write.text(sql::find_open_employment, {{"person", was.id}, {"account", was.account_id}})) {
        const auto before = storage::load<Employment>(write, *open);
        auto after = before;
        after.ended_on = write.at().date();
        storage::update_record(write, entity, before, after);
    } else {
        Employment old;
        old.person_id = was.id;
        old.account_id = was.account_id;
        old.title = was.title;
        old.started_on = was.created_at.date();
        old.ended_on = write.at().date();
        storage::insert_record(write, entity, old);
    }
    Employment next;
    next.person_id = is.id;
    next.account_id = is.account_id;
    next.title = is.title;
    next.started_on = write.at().date();
    storage::insert_record(write, entity, next);
}

std::vector<Person> people_of(storage::Read& read, std::string_view account_id) {
    std::vector<std::string> ids;
    {
        auto rows = read.query(sql::list_people_of, {{"account", account_id}});
        while (rows.next()) ids.push_back(rows.text(0));
    }
    std::vector<Person> people;
    for (const auto& id : ids)
        if (auto p = storage::find<Person>(read, id)) people.push_back(std::move(*p));
    return people;
}

Coverage coverage(storage::Read& read, std::string_view account_id, Instant as_of) {
    Coverage c;
    if (auto rows = read.query(sql::count_roles, {{"account", account_id}}); rows.next()) {
        c.people = static_cast<int>(rows.integer(0));
        c.decision_makers = static_cast<int>(rows.integer(1));
    }
    if (const auto at = read.integer(sql::last_interaction, {{"account", account_id}}))
        c.last_interaction_at = Instant{*at};
    std::set<std::string> met;
    const Instant since{as_of.us - 180LL * 86'400'000'000};
    auto contacts = read.query(sql::list_contacts_since, {{"account", account_id}, {"since", since}});
    while (contacts.next()) {
        const auto ids = base::parse_json(contacts.text_view(0));
        for (const auto& id : ids.as_array()) met.emplace(std::string{id.as_string()});
    }
    auto deciders = read.query(sql::list_deciders, {{"account", account_id}});
    while (deciders.next()) c.reached_decision_makers += met.contains(deciders.text(0));
    return c;
}

std::vector<std::pair<std::string, Instant>> last_interactions(storage::Read& read) {
    std::vector<std::pair<std::string, Instant>> all;
    auto rows = read.query(sql::last_interactions);
    while (rows.next()) all.emplace_back(rows.text(0), rows.instant(1));
    return all;
}

}  // namespace kamino::people
