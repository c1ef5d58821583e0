#include "platform/http/router.h"

#include <map>
#include <stdexcept>

#include "platform/base/fault.h"
#include "platform/http/url.h"

namespace kamino::http {

// One segment of the tree. Names of parameters belong to the route, not to the node, so that "/a/{id}" and
// "/a/{account_id}/b" live together.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> any;
    std::map<std::string, const Route*, std::less<>> methods;
};

namespace {

std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> out;
    if (path.starts_with('/')) path.remove_prefix(1);
    while (true) {
        const auto end = path.find('/');
        out.push_back(path.substr(0, end));
        if (end == std::string_view::npos) return out;
        path.remove_prefix(end + 1);
    }
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

const Route& Router::add(Route route) {
    if (!route.pattern.starts_with('/') || !route.handler || route.name.empty())
        throw std::logic_error("route needs a pattern, a name and a handler: " + route.pattern);
    for (const auto& other : routes_)
        if (other.name == route.name) throw std::logic_error("two routes named " + route.name);
    Node* node = root_.get();
    for (const auto segment : segments(route.pattern)) {
        auto& next = is_parameter(segment) ? node->any : node->literals[std::string{segment}];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    if (node->methods.contains(route.method))
        throw std::logic_error("two routes for " + route.method + " " + route.pattern);
    const Route& kept = routes_.emplace_back(std::move(route));
    node->methods[kept.method] = &kept;
    return kept;
}

const Route& Router::get(std::string pattern, std::string name, Handler handler, std::string access) {
    return add({.method = "GET",
                .pattern = std::move(pattern),
                .name = std::move(name),
                .handler = std::move(handler),
                .access = std::move(access)});
}

const Route& Router::post(std::string pattern, std::string name, Handler handler, std::string access) {
    return add({.method = "POST",
                .pattern = std::move(pattern),
                .name = std::move(name),
                .handler = std::move(handler),
                .access = std::move(access)});
}

void Router::use(Middleware middleware) {
    middlewares_.push_back(std::move(middleware));
}

Router::Match Router::find(std::string_view method, std::string_view raw_path) const {
    raw_path = raw_path.substr(0, raw_path.find('?'));
    std::vector<std::string> path;
    for (const auto segment : segments(raw_path)) {
        auto text = percent_decode(segment, false);
        if (!text) throw invalid("request.malformed");
        path.push_back(std::move(*text));
    }
    // Depth first with the literal branch before the named one; a dead end below a literal steps back.
    const auto walk = [&](const auto& self, const Node& node, std::size_t depth) -> const Node* {
        if (depth == path.size()) return node.methods.empty() ? nullptr : &node;
        if (const auto it = node.literals.find(path[depth]); it != node.literals.end())
            if (const Node* found = self(self, *it->second, depth + 1)) return found;
        if (node.any && !path[depth].empty()) return self(self, *node.any, depth + 1);
        return nullptr;
    };
    Match match;
    const Node* node = walk(walk, *root_, 0);
    if (!node) return match;
    auto it = node->methods.find(method);
    if (it == node->methods.end() && method == "HEAD") it = node->methods.find("GET");
    if (it == node->methods.end()) {
        for (const auto& [name, route] : node->methods)
            match.allow += (match.allow.empty() ? "" : ", ") + name + (name == "GET" ? ", HEAD" : "");
        return match;
    }
    match.route = it->second;
    const auto names = segments(match.route->pattern);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (is_parameter(names[i]))
            match.params.emplace_back(std::string{names[i].substr(1, names[i].size() - 2)},
                                      std::move(path[i]));
    return match;
}

Response Router::call(Request& request) const {
    // Each middleware gets "the rest" as its next; built from the inside out on the stack of this call.
    const auto from = [&](const auto& self, std::size_t i, Request& r) -> Response {
        if (i == middlewares_.size()) return r.route->handler(r);
        return middlewares_[i](r, [&, i](Request& inner) { return self(self, i + 1, inner); });
    };
    return from(from, 0, request);
}

}  // namespace kamino::http
