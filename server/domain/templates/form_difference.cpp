// What a plan notices that moves from one form to another.
#include <algorithm>
#include <map>

#include "domain/templates/form.h"

namespace kamino::templates {
namespace {

struct Placed {
    const Block* block;
    const FormSection* section;
};

std::map<std::string, Placed> blocks_of(const Form& form) {
    std::map<std::string, Placed> all;
    for (const auto& s : form.sections)
        for (const auto& b : s.blocks) all[b.key] = {&b, &s};
    return all;
}

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

class Comparison {
  public:
    Comparison(const Form& before, const Form& after)
        : before_(before), after_(after), were_(blocks_of(before)), are_(blocks_of(after)) {}

    std::vector<Change> run() {
        for (const auto& s : before_.sections)
            if (!after_.section(s.key)) add("removed", "section", s.key, "", "", s.title, {});
        for (const auto& s : after_.sections) section(s);
        for (const auto& [key, was] : were_)
            if (!are_.contains(key)) add("removed", "block", was.section->key, key, "", was.block->title, {});
        for (const auto& s : after_.sections)
            for (const auto& b : s.blocks) block(s, b);
        return std::move(changes_);
    }

  private:
    Change& add(std::string kind, std::string what, std::string section, std::string block, std::string field,
                Texts before, Texts after) {
        changes_.push_back({std::move(kind),
                            std::move(what),
                            std::move(section),
                            std::move(block),
                            std::move(field),
                            std::move(before),
                            std::move(after),
                            {},
                            {}});
        return changes_.back();
    }
    void section(const FormSection& is) {
        const auto* was = before_.section(is.key);
        if (!was) {
            add("added", "section", is.key, "", "", {}, is.title);
            return;
        }
        if (was->title != is.title) add("renamed", "section", is.key, "", "", was->title, is.title);
        if (was->reach != is.reach) add("asked", "section", is.key, "", "", was->title, is.title);
    }
    void block(const FormSection& home, const Block& is) {
        const auto found = were_.find(is.key);
        if (found == were_.end()) {
            add("added", "block", home.key, is.key, "", {}, is.title);
            return;
        }
        const auto& was = *found->second.block;
        if (found->second.section->key != home.key) {
            auto& c = add("moved", "block", home.key, is.key, "", was.title, is.title);
            c.was = found->second.section->key, c.is = home.key;
        }
        if (was.kind != is.kind) {
            auto& c = add("retyped", "block", home.key, is.key, "", was.title, is.title);
            c.was = was.kind, c.is = is.kind;
            return;
        }
        if (was.title != is.title) add("renamed", "block", home.key, is.key, "", was.title, is.title);
        if (was.reach != is.reach) add("asked", "block", home.key, is.key, "", was.title, is.title);
        if (was.audience != is.audience) {
            auto& c = add("shown", "block", home.key, is.key, "", was.title, is.title);
            c.was = was.audience, c.is = is.audience;
        }
        fields(home, was, is);
        questions(home, was, is);
    }
    void fields(const FormSection& home, const Block& was, const Block& is) {
        if (is.kind == "text") return;
        for (const auto& f : was.fields)
            if (!is.field(f.key)) add("removed", "field", home.key, is.key, f.key, f.title, {});
        for (const auto& f : is.fields) {
            const auto* old = was.field(f.key);
            if (!old) {
                add("added", "field", home.key, is.key, f.key, {}, f.title);
                continue;
            }
            if (old->title != f.title) add("renamed", "field", home.key, is.key, f.key, old->title, f.title);
            if (old->type != f.type) {
                auto& c = add("retyped", "field", home.key, is.key, f.key, old->title, f.title);
                c.was = old->type, c.is = f.type;
            }
            if (old->required != f.required)
                add("asked", "field", home.key, is.key, f.key, old->title, f.title);
            if (old->type == f.type) choices(home, is, *old, f);
        }
    }
    // "Level: Gold"
    static Texts choice_title(const FormField& field, const Choice* choice) {
        Texts texts;
        if (!choice) return texts;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto language = static_cast<i18n::Language>(i);
            texts[i] = text_in(field.title, language) + ": " + text_in(choice->title, language);
        }
        return texts;
    }
    void choices(const FormSection& home, const Block& block, const FormField& was, const FormField& is) {
        const auto of = [](const FormField& f, const std::string& key) -> const Choice* {
            for (const auto& c : f.choices)
                if (c.key == key) return &c;
            return nullptr;
        };
        const auto say = [&](const char* kind, const std::string& key) {
            auto& c = add(kind, "choice", home.key, block.key, is.key, choice_title(was, of(was, key)),
                          choice_title(is, of(is, key)));
            c.was = of(was, key) ? key : "";
            c.is = of(is, key) ? key : "";
        };
        for (const auto& c : was.choices)
            if (!of(is, c.key)) say("removed", c.key);
        for (const auto& c : is.choices) {
            const auto* old = of(was, c.key);
            if (!old)
                say("added", c.key);
            else if (old->title != c.title)
                say("renamed", c.key);
        }
    }
    void questions(const FormSection& home, const Block& was, const Block& is) {
        const auto own = [](const Block& b, const std::string& key) -> const OwnQuestion* {
            for (const auto& q : b.questions)
                if (q.key == key) return &q;
            return nullptr;
        };
        for (const auto& q : was.questions)
            if (!own(is, q.key)) add("removed", "question", home.key, is.key, q.key, q.text, {});
        for (const auto& q : is.questions) {
            const auto* old = own(was, q.key);
            if (!old)
                add("added", "question", home.key, is.key, q.key, {}, q.text);
            else if (old->text != q.text)
                add("renamed", "question", home.key, is.key, q.key, old->text, q.text);
        }
        for (const auto& key : was.library)
            if (!has(is.library, key)) add("removed", "question", home.key, is.key, key, {}, {});
        for (const auto& key : is.library)
            if (!has(was.library, key)) add("added", "question", home.key, is.key, key, {}, {});
    }

    const Form &before_, &after_;
    std::map<std::string, Placed> were_, are_;
    std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> difference(const Form& before, const Form& after) {
    return Comparison{before, after}.run();
}

}  // namespace kamino::templates
