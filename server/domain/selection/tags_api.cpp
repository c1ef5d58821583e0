// Tags on many accounts at once: what is marked on the map or in a list becomes a group that filters find
// again.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/selection/selection_api.h"
#include "platform/base/text.h"

namespace kamino::selection {
namespace {

constexpr std::size_t most_accounts = 2000, longest_tag = 60;

std::vector<std::string> texts_of(const boost::json::object& from, const char* key, std::size_t most,
                                  std::size_t longest) {
    std::vector<std::string> texts;
    const auto* list = from.if_contains(key);
    if (!list) return texts;
    const std::string path = std::string{"/"} + key;
    if (!list->is_array()) throw invalid_field(path, "field.wrong_type");
    for (const auto& value : list->as_array()) {
        if (!value.is_string()) throw invalid_field(path, "field.wrong_type");
        auto text = base::trim(std::string{value.as_string()});
        if (text.empty()) throw invalid_field(path, "field.required");
        if (text.size() > longest || text.find(';') != std::string::npos)
            throw invalid_field(path, "field.too_long", {{"max", std::to_string(longest)}});
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    }
    if (texts.size() > most) throw invalid_field(path, "field.too_large", {{"max", std::to_string(most)}});
    return texts;
}

// `change` on each of the accounts that the actor sees; how many changed, and how many he does not see.
template <class Change>
http::Response change_accounts(registry::Registry& registry, http::Request& request,
                               const std::vector<std::string>& ids, Change change) {
    if (ids.empty()) throw invalid_field("/account_ids", "field.required");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto& resource = registry.at(accounts::Account::entity().name);
        const auto scope = registry::scope_of(resource, actor);
        std::int64_t changed = 0, unseen = 0;
        for (const auto& id : ids) {
            const auto before = storage::find<accounts::Account>(w, id, scope);
            if (!before) {
                ++unseen;
                continue;
            }
            auto after = *before;
            if (change(after)) changed += registry::save(registry, w, resource, actor, &*before, after);
        }
        base::JsonWriter out;
        out.begin_object().pair("changed", changed).pair("unseen", unseen).end_object();
        return http::Response::json(out.take());
    });
}

const boost::json::object& body_of(const boost::json::value& document) {
    const auto* body = document.if_object();
    if (!body) throw invalid_field("", "field.wrong_type");
    return *body;
}

}  // namespace

http::Response put_tags(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    const auto& body = body_of(document);
    const auto ids = texts_of(body, "account_ids", most_accounts, 100);
    const auto add = texts_of(body, "add", 20, longest_tag),
               remove = texts_of(body, "remove", 20, longest_tag);
    if (!ids.empty() && add.empty() && remove.empty()) throw invalid_field("/add", "field.required");
    return change_accounts(registry, request, ids, [&](accounts::Account& account) {
        const auto before = account.tags;
        std::erase_if(account.tags, [&](const std::string& tag) {
            return std::find(remove.begin(), remove.end(), tag) != remove.end();
        });
        for (const auto& tag : add)
            if (std::find(account.tags.begin(), account.tags.end(), tag) == account.tags.end())
                account.tags.push_back(tag);
        return account.tags != before;
    });
}

http::Response put_owner(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    const auto& body = body_of(document);
    const auto ids = texts_of(body, "account_ids", most_accounts, 100);
    const auto* given = body.if_contains("owner_id");
    if (!given) throw invalid_field("/owner_id", "field.required");
    if (!given->is_null() && !given->is_string()) throw invalid_field("/owner_id", "field.wrong_type");
    const auto owner = given->is_null() ? std::nullopt : std::optional{std::string{given->as_string()}};
    return change_accounts(registry, request, ids, [&](accounts::Account& account) {
        const bool other = account.owner_id != owner;
        account.owner_id = owner;
        return other;
    });
}

}  // namespace kamino::selection
