#include "domain/plans/template.h"

#include <algorithm>
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

std::string maybe_text(const boost::json::value& o, std::string_view key) {
    const auto* found = o.as_object().if_contains(key);
    return found ? std::string{found->as_string()} : std::string{};
}

std::vector<std::string> words(const boost::json::value& o, std::string_view key) {
    std::vector<std::string> list;
    if (const auto* found = o.as_object().if_contains(key))
        for (const auto& word : found->as_array()) list.emplace_back(word.as_string());
    return list;
}

LibraryQuestion question(const boost::json::value& q) {
    LibraryQuestion out;
    out.key = text(q, "key");
    out.family = text(q, "family");
    out.section = text(q, "section");
    out.stage = text(q, "stage");
    out.rigour = rigour_of(text(q, "rigour"));
    out.classes = words(q, "classes");
    out.focus = words(q, "focus");
    out.text = texts(q.at("text"));
    return out;
}

std::vector<Point> points(const boost::json::value& process, std::string_view list) {
    std::vector<Point> out;
    for (const auto& p : process.at(list).as_array())
        out.push_back({text(p, "key"), maybe_text(p, "section"),
                       rigour_of(p.as_object().contains("rigour") ? text(p, "rigour") : "light"),
                       texts(p.at("title")), texts(p.at("help"))});
    return out;
}

void read_process(Template& t) {
    const auto process = file("process.json");
    t.profile = points(process, "profile");
    t.ladder = points(process, "ladder");
    t.conditions = points(process, "conditions");
    for (const auto& s : process.at("stages").as_array()) {
        StageTemplate stage{text(s, "key"), texts(s.at("title")), texts(s.at("help")), {}};
        for (const auto& c : s.at("criteria").as_array())
            stage.criteria.push_back({text(c, "key"), text(c, "section"), text(c, "by") == "hand",
                                      c.as_object().contains("always"), rigour_of(text(c, "rigour")),
                                      texts(c.at("title"))});
        t.stages.push_back(std::move(stage));
    }
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
        t.sections.push_back({text(s, "key"), s.at("drafted").as_bool(), rigour_of(text(s, "rigour")),
                              texts(s.at("title")), texts(s.at("help"))});
    const auto library = file("questions.json");
    for (const auto& [name, f] : library.at("families").as_object()) t.families[std::string{name}] = texts(f);
    for (const auto& q : library.at("questions").as_array()) t.questions.push_back(question(q));
    read_process(t);
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

int Template::stage_number(std::string_view key) const {
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (stages[i].key == key) return static_cast<int>(i);
    return -1;
}

bool Template::has_check(std::string_view list, std::string_view key) const {
    const auto named = [&](const std::vector<Point>& points) {
        return std::any_of(points.begin(), points.end(), [&](const Point& p) { return p.key == key; });
    };
    if (list == "ladder") return named(ladder);
    if (list == "condition") return named(conditions);
    for (const auto& s : stages)
        for (const auto& c : s.criteria)
            if (list == "stage" && c.by_hand && s.key + "." + c.key == key) return true;
    return false;
}

GrowthRule Template::growth_rule(const std::string& customer_class) const {
    auto rule = growth;
    if (const auto found = growth_of_class.find(customer_class); found != growth_of_class.end())
        rule.of_class = found->second;
    return rule;
}

}  // namespace kamino::plans
