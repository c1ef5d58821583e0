#include "domain/templates/shelf.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "platform/base/embedded.h"
#include "platform/base/json.h"

namespace kamino {
std::vector<base::EmbeddedFile> plan_files();
}

namespace kamino::templates {
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

// Every shipped section at its own rigour, with the texts of the shelf.
std::string standard_form(const Shelf& shelf) {
    base::JsonWriter w;
    w.begin_object().pair("library", true).key("sections").begin_array();
    for (const auto& s : shelf.sections)
        w.begin_object().pair("key", s.key).pair("rigour", name_of(s.rigour)).end_object();
    w.end_array().end_object();
    return w.take();
}

ShippedTemplate shipped(const boost::json::value& t) {
    ShippedTemplate out;
    out.key = text(t, "key");
    out.version = t.at("version").as_int64();
    out.name = texts(t.at("name"));
    out.description = texts(t.at("description"));
    for (const auto& r : t.at("rigours").as_array()) out.rigours.emplace_back(r.as_string());
    if (const auto* form = t.as_object().if_contains("form")) out.form_json = base::json_text(*form);
    return out;
}

Shelf read() {
    Shelf shelf;
    const auto sections = file("template.json");
    for (const auto& s : sections.at("sections").as_array())
        shelf.sections.push_back({text(s, "key"), s.at("drafted").as_bool(), rigour_of(text(s, "rigour")),
                                  texts(s.at("title")), texts(s.at("help"))});
    const auto library = file("questions.json");
    for (const auto& q : library.at("questions").as_array()) shelf.questions.push_back(text(q, "key"));
    const auto templates = file("templates.json");
    for (const auto& t : templates.at("templates").as_array()) {
        shelf.templates.push_back(shipped(t));
        if (shelf.templates.back().form_json.empty()) shelf.templates.back().form_json = standard_form(shelf);
    }
    return shelf;
}

}  // namespace

const Shelf& shelf() {
    static const Shelf s = read();
    return s;
}

const ShelfSection* Shelf::section(std::string_view key) const {
    for (const auto& s : sections)
        if (s.key == key) return &s;
    return nullptr;
}

bool Shelf::has_question(std::string_view key) const {
    return std::find(questions.begin(), questions.end(), key) != questions.end();
}

std::string in_words(const std::string& text, i18n::Language language) {
    using i18n::Language;
    for (const auto& shipped : shelf().templates)
        for (const auto* texts : {&shipped.name, &shipped.description})
            for (const auto known : {Language::en, Language::es, Language::nl})
                if (!text.empty() && text_in(*texts, known) == text) return text_in(*texts, language);
    return text;
}

}  // namespace kamino::templates
