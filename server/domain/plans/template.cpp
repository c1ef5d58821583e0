#include "domain/plans/template.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "platform/base/embedded.h"

namespace kamino {
std::vector<base::EmbeddedFile> plan_files();
}

namespace kamino::plans {
namespace {

boost::json::value file(std::string_view name) {
    for (const auto& f : plan_files())
        if (f.path == name) return base::parse_json(f.content);
    throw std::logic_error("data/plans has no " + std::string{name});
}

std::string text(const boost::json::value& o, std::string_view key) {
    return std::string{o.at(key).as_string()};
}

// at() throws when a language is missing: the files are ours and a hole is a defect.
Texts texts(const boost::json::value& o) {
    return {text(o, "en"), text(o, "es"), text(o, "nl")};
}

Template read() {
    Template t;
    const auto plan = file("template.json");
    t.version = plan.at("version").to_number<int>();
    const auto& growth = plan.at("growth");
    t.growth.fallback = growth.at("default").to_number<double>();
    t.growth.floor = growth.at("floor").to_number<double>();
    t.growth.ceiling = growth.at("ceiling").to_number<double>();
    for (const auto& [name, rate] : growth.at("of_class").as_object())
        t.growth_of_class[std::string{name}] = rate.to_number<double>();
    for (const auto& s : plan.at("sections").as_array())
        t.sections.push_back(
            {text(s, "key"), s.at("drafted").as_bool(), texts(s.at("title")), texts(s.at("help"))});
    const auto library = file("questions.json");
    for (const auto& [name, f] : library.at("families").as_object()) t.families[std::string{name}] = texts(f);
    for (const auto& q : library.at("questions").as_array())
        t.questions.push_back({text(q, "key"), text(q, "family"), text(q, "section"), texts(q.at("text"))});
    return t;
}

}  // namespace

const Template& shipped_template() {
    static const Template t = read();
    return t;
}

const SectionTemplate* Template::section(std::string_view key) const {
    for (const auto& s : sections)
        if (s.key == key) return &s;
    return nullptr;
}

const LibraryQuestion* Template::question(std::string_view key) const {
    for (const auto& q : questions)
        if (q.key == key) return &q;
    return nullptr;
}

GrowthRule Template::growth_rule(const std::string& customer_class) const {
    auto rule = growth;
    if (const auto found = growth_of_class.find(customer_class); found != growth_of_class.end())
        rule.of_class = found->second;
    return rule;
}

}  // namespace kamino::plans
