#include "domain/templates/form.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <span>

#include "domain/templates/shelf.h"
#include "platform/base/json.h"
#include "platform/base/text.h"

namespace kamino::templates {
namespace {

constexpr std::string_view rigour_names[] = {"light", "standard", "deep"};
constexpr std::size_t most_sections = 60, most_blocks = 40, most_fields = 40, most_choices = 60;
constexpr std::size_t title_limit = 200, help_limit = 1000, question_limit = 1000, key_limit = 40;

using boost::json::object;
using boost::json::value;

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Reads members of one object and notes what is wrong by its place.
class Reader {
  public:
    Reader(const value& v, std::string path, std::vector<FieldFault>& faults)
        : path_(std::move(path)), faults_(faults), object_(v.if_object()) {
        if (!object_) fault("", "field.wrong_type");
    }
    const std::string& path() const { return path_; }
    void fault(std::string_view member, std::string key, Params params = {}) const {
        faults_.push_back(
            {member.empty() ? path_ : path_ + "/" + std::string{member}, std::move(key), std::move(params)});
    }
    // Members that nobody knows are refused, so that a typing error does not go unseen.
    void only(std::initializer_list<std::string_view> names) const {
        if (!object_) return;
        for (const auto& [name, ignored] : *object_)
            if (std::find(names.begin(), names.end(), std::string_view{name}) == names.end())
                fault(name, "field.unknown");
    }
    const value* find(std::string_view name) const {
        const auto* v = object_ ? object_->if_contains(name) : nullptr;
        return v && !v->is_null() ? v : nullptr;
    }
    std::string text(std::string_view name) const {
        const auto* v = find(name);
        if (!v) return "";
        if (v->is_string()) return std::string{v->as_string()};
        fault(name, "field.wrong_type");
        return "";
    }
    bool flag(std::string_view name, bool fallback) const {
        const auto* v = find(name);
        if (!v) return fallback;
        if (v->is_bool()) return v->as_bool();
        fault(name, "field.wrong_type");
        return fallback;
    }
    std::string choice(std::string_view name, std::span<const std::string_view> choices,
                       std::string_view fallback) const {
        if (!find(name)) {
            if (fallback.empty()) fault(name, "field.required");
            return std::string{fallback};
        }
        auto chosen = text(name);
        if (std::find(choices.begin(), choices.end(), chosen) != choices.end()) return chosen;
        fault(name, "field.not_a_choice", {{"choices", joined(choices)}});
        return std::string{fallback};
    }
    Texts texts(std::string_view name, std::size_t limit) const {
        Texts out;
        const auto* v = find(name);
        if (!v) return out;
        const Reader in{*v, path_ + "/" + std::string{name}, faults_};
        in.only({"en", "es", "nl"});
        constexpr std::string_view languages[] = {"en", "es", "nl"};
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = base::trim(in.text(languages[i]));
            if (code_points(out[i]) > limit)
                in.fault(languages[i], "field.too_long", {{"max", std::to_string(limit)}});
        }
        return out;
    }
    // A name that stays when titles change: what plans keep hangs on it.
    std::string key(std::set<std::string>& taken) const {
        auto key = text("key");
        const bool good =
            !key.empty() && key.size() <= key_limit && std::all_of(key.begin(), key.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
            });
        if (!good)
            fault("key", "template.bad_key");
        else if (!taken.insert(key).second)
            fault("key", "template.repeated_key", {{"key", key}});
        return key;
    }
    std::vector<std::string> words(std::string_view name) const {
        std::vector<std::string> list;
        each(name, 500, [&](const value& v, std::string place) {
            if (v.is_string())
                list.emplace_back(v.as_string());
            else
                faults_.push_back({std::move(place), "field.wrong_type", {}});
        });
        return list;
    }
    template <class F>
    void each(std::string_view name, std::size_t most, F visit) const {
        const auto* v = find(name);
        if (!v) return;
        const auto* list = v->if_array();
        if (!list) return fault(name, "field.wrong_type");
        if (list->size() > most) return fault(name, "template.too_many", {{"max", std::to_string(most)}});
        for (std::size_t i = 0; i < list->size(); ++i)
            visit((*list)[i], path_ + "/" + std::string{name} + "/" + std::to_string(i));
    }

  private:
    static std::string joined(std::span<const std::string_view> words) {
        std::string all;
        for (auto w : words) all += (all.empty() ? "" : ", ") + std::string{w};
        return all;
    }
    std::string path_;
    std::vector<FieldFault>& faults_;
    const object* object_;
};

void need_title(const Reader& r, const Texts& title) {
    if (!is_said(title)) r.fault("title", "field.required");
}

Reach read_reach(const Reader& r, bool required, Rigour usual) {
    Reach reach;
    reach.rigour = rigour_of(r.choice("rigour", rigour_names, name_of(usual)));
    reach.required = r.flag("required", required);
    reach.account_types = r.words("account_types");
    for (std::size_t i = 0; i < reach.account_types.size(); ++i)
        if (std::find(std::begin(account_types), std::end(account_types), reach.account_types[i]) ==
            std::end(account_types))
            r.fault("account_types/" + std::to_string(i), "field.not_a_choice",
                    {{"choices", "prospect, customer, former"}});
    return reach;
}

FormField read_field(const value& v, std::string path, std::set<std::string>& keys,
                     std::vector<FieldFault>& faults) {
    const Reader r{v, std::move(path), faults};
    r.only({"key", "type", "title", "help", "required", "choices"});
    FormField f;
    f.key = r.key(keys);
    f.type = r.choice("type", field_types, "text");
    f.title = r.texts("title", title_limit);
    f.help = r.texts("help", help_limit);
    f.required = r.flag("required", false);
    need_title(r, f.title);
    std::set<std::string> choices;
    r.each("choices", most_choices, [&](const value& c, std::string place) {
        const Reader one{c, std::move(place), faults};
        one.only({"key", "title"});
        f.choices.push_back({one.key(choices), one.texts("title", title_limit)});
        need_title(one, f.choices.back().title);
    });
    if (f.type == "choice" && f.choices.empty()) r.fault("choices", "field.required");
    return f;
}

void read_questions(const Reader& r, Block& b, std::vector<FieldFault>& faults) {
    b.library = r.words("library");
    for (std::size_t i = 0; i < b.library.size(); ++i)
        if (!shelf().has_question(b.library[i]))
            r.fault("library/" + std::to_string(i), "plan.no_such_key", {{"key", b.library[i]}});
    std::set<std::string> keys;
    r.each("questions", most_fields, [&](const value& q, std::string place) {
        const Reader one{q, std::move(place), faults};
        one.only({"key", "text"});
        b.questions.push_back({one.key(keys), one.texts("text", question_limit)});
        if (!is_said(b.questions.back().text)) one.fault("text", "field.required");
    });
    if (b.library.empty() && b.questions.empty()) r.fault("questions", "field.required");
}

Block read_block(const value& v, std::string path, std::set<std::string>& keys,
                 std::vector<FieldFault>& faults) {
    const Reader r{v, std::move(path), faults};
    r.only({"key", "kind", "title", "help", "rigour", "required", "account_types", "audience", "source",
            "fields", "library", "questions"});
    Block b;
    b.key = r.key(keys);
    b.kind = r.choice("kind", block_kinds, "");
    b.title = r.texts("title", title_limit);
    b.help = r.texts("help", help_limit);
    b.reach = read_reach(r, false, Rigour::light);
    b.audience = r.choice("audience", circles, "internal");
    b.source = r.text("source");
    std::set<std::string> fields;
    r.each("fields", most_fields, [&](const value& f, std::string place) {
        b.fields.push_back(read_field(f, place, fields, faults));
    });
    if (b.kind != "living") need_title(r, b.title);
    if ((b.kind == "fields" || b.kind == "table") && b.fields.empty()) r.fault("fields", "field.required");
    if (b.kind == "questions") read_questions(r, b, faults);
    if (b.kind == "text") b.fields = {{"text", "long_text", b.title, b.help, b.reach.required, {}}};
    if (b.kind == "living") {
        const auto* source = shelf().section(b.source);
        if (!source || !source->drafted)
            r.fault("source", "template.no_such_source", {{"source", b.source}});
        else if (!is_said(b.title))
            b.title = source->title;
    }
    return b;
}

FormSection read_section(const value& v, std::string path, std::set<std::string>& sections,
                         std::set<std::string>& blocks, std::vector<FieldFault>& faults) {
    const Reader r{v, std::move(path), faults};
    r.only({"key", "title", "help", "rigour", "required", "account_types", "blocks"});
    FormSection s;
    s.key = r.key(sections);
    const auto* known = shelf().section(s.key);
    s.shipped = known != nullptr;
    s.title = r.texts("title", title_limit);
    s.help = r.texts("help", help_limit);
    s.reach = read_reach(r, true, known ? known->rigour : Rigour::light);
    if (known && !is_said(s.title)) s.title = known->title;
    if (known && !is_said(s.help)) s.help = known->help;
    need_title(r, s.title);
    r.each("blocks", most_blocks, [&](const value& b, std::string place) {
        s.blocks.push_back(read_block(b, std::move(place), blocks, faults));
    });
    return s;
}

}  // namespace

const std::string& text_in(const Texts& texts, i18n::Language language) {
    const auto& wanted = texts[static_cast<std::size_t>(language)];
    if (!wanted.empty()) return wanted;
    for (const auto& text : texts)
        if (!text.empty()) return text;
    return wanted;
}

bool is_said(const Texts& texts) {
    return std::any_of(texts.begin(), texts.end(), [](const auto& t) { return !t.empty(); });
}

Rigour rigour_of(std::string_view text) {
    return text == "light" ? Rigour::light : text == "deep" ? Rigour::deep : Rigour::standard;
}

std::string_view name_of(Rigour rigour) {
    return rigour_names[static_cast<std::size_t>(rigour)];
}

bool Reach::is_for(Rigour of_plan, std::string_view type) const {
    if (rigour > of_plan) return false;
    return account_types.empty() ||
           std::find(account_types.begin(), account_types.end(), type) != account_types.end();
}

const FormField* Block::field(std::string_view wanted) const {
    for (const auto& f : fields)
        if (f.key == wanted) return &f;
    return nullptr;
}

const FormSection* Form::section(std::string_view key) const {
    for (const auto& s : sections)
        if (s.key == key) return &s;
    return nullptr;
}

const Block* Form::block(std::string_view key, const FormSection** holder) const {
    for (const auto& s : sections)
        for (const auto& b : s.blocks)
            if (b.key == key) {
                if (holder) *holder = &s;
                return &b;
            }
    return nullptr;
}

Form read_form(std::string_view json, std::string_view path, std::vector<FieldFault>& faults) {
    Form form;
    const auto document = base::parse_json(json);
    const Reader r{document, std::string{path}, faults};
    r.only({"library", "compact", "sections"});
    form.library = r.flag("library", true);
    form.compact = r.flag("compact", false);
    std::set<std::string> sections, blocks;
    r.each("sections", most_sections, [&](const value& s, std::string place) {
        form.sections.push_back(read_section(s, std::move(place), sections, blocks, faults));
    });
    return form;
}

}  // namespace kamino::templates
