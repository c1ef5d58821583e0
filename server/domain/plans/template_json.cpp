// The shipped template for readers.
#include "domain/plans/template.h"

namespace kamino::plans {
namespace {

using templates::name_of;

void write_words(base::JsonWriter& w, std::string_view name, const std::vector<std::string>& words) {
    w.key(name).begin_array();
    for (const auto& word : words) w.value(std::string_view{word});
    w.end_array();
}

}  // namespace

std::string template_json(i18n::Language language) {
    const auto& t = shipped_template();
    base::JsonWriter w;
    w.begin_object().pair("version", t.version).key("sections").begin_array();
    for (const auto& s : t.sections)
        w.begin_object()
            .pair("key", std::string_view{s.key})
            .pair("title", in(s.title, language))
            .pair("help", in(s.help, language))
            .pair("rigour", name_of(s.rigour))
            .pair("drafted", s.drafted)
            .end_object();
    w.end_array().key("questions").begin_array();
    for (const auto& q : t.questions) {
        w.begin_object()
            .pair("key", std::string_view{q.key})
            .pair("section", std::string_view{q.section})
            .pair("family", std::string_view{q.family})
            .pair("family_title", in(t.families.at(q.family), language))
            .pair("stage", std::string_view{q.stage})
            .pair("rigour", name_of(q.rigour));
        write_words(w, "classes", q.classes);
        write_words(w, "focus", q.focus);
        w.pair("text", in(q.text, language)).end_object();
    }
    w.end_array().end_object();
    return w.take();
}

}  // namespace kamino::plans
