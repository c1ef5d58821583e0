#include "main/commands/demo_story.h"

#include <boost/json.hpp>
#include <map>
#include <optional>
#include <set>

#include "platform/base/date.h"
#include "platform/base/fault.h"
#include "platform/base/json.h"
#include "platform/http/url.h"

namespace kamino::app {
namespace {

namespace json = boost::json;

// A name that nobody has: the step cannot be told.
struct Unknown {
    std::string name;
};

class Story {
  public:
    Story(App& app, const demo::Vocabulary& words) : app_(app), language_(words.word("language")) {
        for (const auto& key : words.keys())
            if (key.starts_with("industries.")) names_["industry." + key.substr(11)] = words.word(key);
    }

    void tell(const json::object& step) {
        for (const char* method : {"get", "post", "put", "patch"}) {
            const auto* path = step.if_contains(method);
            if (!path) continue;
            try {
                run(step, method, std::string{path->as_string()});
            } catch (const Unknown& unknown) {
                refused.push_back(std::string{path->as_string()} + ": nothing is named " + unknown.name);
            }
        }
    }

    // The scores that plans and lists are written from.
    void score() {
        const auto run = ask("admin", "POST", "/selection/runs", "{}");
        if (!run) return;
        if (const auto* job = run->as_object().if_contains("job_id"); job && job->is_string())
            app_.jobs().run_now(std::string{job->as_string()});
    }

    void leave() {
        for (const auto& [who, headers] : sessions_) send("DELETE", "/api/v1/session", "", headers);
    }

    std::vector<std::string> refused;

  private:
    const std::string& id(const std::string& name) const {
        const auto found = names_.find(name);
        if (found == names_.end()) throw Unknown{name};
        return found->second;
    }

    // None: an optional name in the path is unknown.
    std::optional<std::string> path(std::string text) const {
        for (auto at = text.find('{'); at != text.npos; at = text.find('{', at)) {
            const auto end = text.find('}', at);
            const auto name = text.substr(at + 1, end - at - 1);
            if (name.starts_with('?') && !names_.contains(name.substr(1))) return std::nullopt;
            text.replace(at, end - at + 1, id(name.starts_with('?') ? name.substr(1) : name));
        }
        const auto question = text.find('?');
        std::string encoded = text.substr(0, question);
        if (question == text.npos) return encoded;
        for (const char c : text.substr(question))
            encoded += c == '?' || c == '&' || c == '=' ? std::string(1, c)
                                                        : http::percent_encode(std::string_view{&c, 1});
        return encoded;
    }

    json::value body(const json::value& value) const {
        if (value.is_array()) {
            json::array items;
            for (const auto& item : value.as_array()) items.push_back(body(item));
            return items;
        }
        if (value.is_object()) {
            const auto& object = value.as_object();
            if (const auto* days = object.if_contains("day"))
                return json::string{today().plus_days(static_cast<int>(days->as_int64())).to_text()};
            if (object.contains("en") && object.contains("nl")) return object.at(language_);
            json::object members;
            for (const auto& [name, member] : object) members[name] = body(member);
            return members;
        }
        if (!value.is_string() || !value.as_string().starts_with("@")) return value;
        const std::string name{value.as_string().subview(1)};
        if (!name.starts_with('?')) return json::string{id(name)};
        const auto found = names_.find(name.substr(1));
        if (found == names_.end()) return nullptr;
        return json::string{found->second};
    }

    void keep(const std::string& name, const json::object& item) {
        names_[name] = std::string{item.at("id").as_string()};
        if (const auto* owner = item.if_contains("owner_id"); owner && owner->is_string())
            names_[name + ".owner"] = std::string{owner->as_string()};
    }

    void run(const json::object& step, std::string method, const std::string& pattern) {
        const auto target = path(pattern);
        if (!target) return;
        const std::string who{step.at("as").as_string()};
        if (method == "get") return find(step, who, *target);
        for (auto& c : method) c = static_cast<char>(c - 'a' + 'A');
        const auto one = [&](json::object request) {
            std::string name;
            if (const auto* kept = request.if_contains("keep")) name = std::string{kept->as_string()};
            request.erase("keep");
            const auto answer = ask(who, method, *target, json::serialize(body(request)));
            if (answer && !name.empty()) keep(name, answer->as_object());
        };
        if (const auto* rows = step.if_contains("rows")) {
            for (const auto& row : rows->as_array()) {
                json::object request;
                if (const auto* with = step.if_contains("with")) request = with->as_object();
                for (const auto& [name, value] : row.as_object()) request[name] = value;
                one(std::move(request));
            }
            return;
        }
        json::object request;
        if (const auto* given = step.if_contains("body")) request = given->as_object();
        if (const auto* kept = step.if_contains("keep")) request["keep"] = *kept;
        one(std::move(request));
    }

    void find(const json::object& step, const std::string& who, const std::string& target) {
        const auto answer = ask(who, "GET", target, "");
        if (!answer) return;
        const auto& items = answer->as_object().at("items").as_array();
        if (const auto* member = step.if_contains("by")) {
            for (const auto& item : items)
                keep(std::string{step.at("under").as_string()} + "." +
                         std::string{item.as_object().at(member->as_string()).as_string()},
                     item.as_object());
            return;
        }
        auto item = items.begin();
        for (const auto& name : step.at("names").as_array()) {
            while (item != items.end() && !named_.insert(std::string{item->at("id").as_string()}).second)
                ++item;
            if (item != items.end()) keep(std::string{name.as_string()}, item->as_object());
        }
    }

    http::Response send(const std::string& method, const std::string& target, const std::string& content,
                        http::Pairs headers) {
        headers.emplace_back("Host", "localhost");
        headers.emplace_back("Content-Type", "application/json");
        if (method == "PATCH") headers.emplace_back("If-Match", "*");
        auto request = http::Request::make(method, target, std::move(headers), content);
        request.peer = "127.0.0.1";
        return app_.server().dispatch(std::move(request));
    }

    // None: it was refused.
    std::optional<json::value> ask(const std::string& who, const std::string& method,
                                   const std::string& target, const std::string& content) {
        const auto response = send(method, "/api/v1" + target, content, session(who));
        const std::string text{response.text_body()};
        if (response.status < 300) return text.empty() ? json::value{} : base::parse_json(text);
        refused.push_back(target + ": " + text);
        return std::nullopt;
    }

    const http::Pairs& session(const std::string& who) {
        if (const auto known = sessions_.find(who); known != sessions_.end()) return known->second;
        const auto user = names_.contains(who) ? names_.at(who) : first_with_role(who);
        const auto entered =
            send("POST", "/api/v1/demo/session", json::serialize(json::object{{"user_id", user}}), {});
        http::Pairs headers;
        for (const auto& [name, value] : entered.headers)
            if (name == "Set-Cookie") headers.emplace_back("Cookie", value.substr(0, value.find(';')));
        const auto answer = base::parse_json(std::string{entered.text_body()});
        if (const auto* csrf = answer.as_object().if_contains("csrf"))
            headers.emplace_back("X-CSRF-Token", std::string{csrf->as_string()});
        return sessions_[who] = std::move(headers);
    }

    std::string first_with_role(const std::string& role) {
        const auto people = send("GET", "/api/v1/demo/people", "", {});
        const auto answer = base::parse_json(std::string{people.text_body()});
        for (const auto& one : answer.as_object().at("items").as_array())
            if (one.as_object().at("role").as_string() == role)
                return std::string{one.as_object().at("id").as_string()};
        throw Unknown{role};
    }

    App& app_;
    std::string language_;
    std::map<std::string, std::string> names_;
    std::set<std::string> named_;  // ids that "names" gave a name
    std::map<std::string, http::Pairs> sessions_;
};

}  // namespace

std::vector<std::string> tell_story(App& app, std::string_view story, const demo::Vocabulary& words) {
    Story teller{app, words};
    teller.score();
    const auto document = base::parse_json(story);
    for (const auto& step : document.as_object().at("steps").as_array()) teller.tell(step.as_object());
    teller.leave();
    return teller.refused;
}

}  // namespace kamino::app
