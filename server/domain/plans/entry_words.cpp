// What the blocks, fields and choices of an entry are called. An entry keeps the words that its content was
// written under, so that what a template has no place for any more never shows a bare key: not after a move,
// not in a difference, not in another workspace.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/plans/entries.h"
#include "domain/plans/plan_state.h"

namespace kamino::plans {
namespace {

namespace json = boost::json;
using templates::Block;
using templates::FormField;
using templates::Texts;

constexpr std::string_view languages[] = {"en", "es", "nl"};

json::object texts_json(const Texts& texts) {
    json::object out;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (!texts[i].empty()) out[languages[i]] = texts[i];
    return out;
}

Texts texts_of(const json::object& row, std::string_view name) {
    Texts texts;
    const auto* found = row.if_contains(name);
    if (!found || !found->is_object()) return texts;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (const auto* text = found->get_object().if_contains(languages[i]); text && text->is_string())
            texts[i] = std::string{text->get_string()};
    return texts;
}

std::string text_of(const json::object& row, std::string_view name) {
    const auto* found = row.if_contains(name);
    return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}

Block block_of(const json::object& words) {
    Block block;
    block.title = texts_of(words, "title");
    const auto* fields = words.if_contains("fields");
    if (!fields || !fields->is_object()) return block;
    for (const auto& [key, value] : fields->get_object()) {
        if (!value.is_object()) continue;
        FormField field;
        field.key = std::string{key};
        field.type = text_of(value.get_object(), "type");
        field.title = texts_of(value.get_object(), "title");
        const auto* choices = value.get_object().if_contains("choices");
        if (choices && choices->is_object())
            for (const auto& [choice, ignored] : choices->get_object())
                field.choices.push_back({std::string{choice}, texts_of(choices->get_object(), choice)});
        block.fields.push_back(std::move(field));
    }
    return block;
}

const templates::Choice* chosen(const FormField* field, const json::value& value) {
    if (!field || !value.is_string()) return nullptr;
    for (const auto& c : field->choices)
        if (c.key == std::string_view{value.get_string()}) return &c;
    return nullptr;
}

json::object field_json(const FormField& field, const FormField* earlier, const json::value& value) {
    json::object out{{"type", field.type}, {"title", texts_json(field.title)}};
    const auto* choice = chosen(&field, value);
    if (!choice) choice = chosen(earlier, value);
    if (choice) out["choices"] = json::object{{choice->key, texts_json(choice->title)}};
    return out;
}

}  // namespace

describe::Document words_kept(const Block& block, const Block& earlier, const json::object& content) {
    json::object fields;
    for (const auto& [key, value] : content) {
        const auto* was = earlier.field(key);
        const auto* is = block.field(key);
        if (is || was) fields[key] = field_json(is ? *is : *was, was, value);
    }
    return {base::json_text(json::object{{"title", texts_json(block.title)}, {"fields", std::move(fields)}})};
}

Block words_of(const BlockEntry& entry, const templates::Form& written) {
    const auto* then = written.block(entry.block);
    if (entry.words.json.size() <= 2) return then ? *then : Block{};
    auto block = block_of(base::parse_json(entry.words.json).as_object());
    if (!templates::is_said(block.title) && then) block.title = then->title;
    return block;
}

EntryWords entry_words(storage::Read& read, i18n::Language language,
                       const std::vector<const json::object*>& states) {
    EntryWords words;
    for (const auto* members : states) {
        BlockEntry entry;
        entry.block = text_of(*members, "block");
        if (const auto* kept = members->if_contains("words"); kept && kept->is_object())
            entry.words.json = base::json_text(*kept);
        const auto written = templates::find_edition(read, text_of(*members, "template_version_id"));
        const auto block = words_of(entry, written ? written->form : templates::standard_edition()->form);
        if (templates::is_said(block.title)) words.title = templates::text_in(block.title, language);
        for (const auto& f : block.fields) {
            auto& field = words.fields[f.key];
            field.title = templates::text_in(f.title, language);
            field.type = f.type;
            for (const auto& c : f.choices) field.choices[c.key] = templates::text_in(c.title, language);
        }
    }
    return words;
}

}  // namespace kamino::plans
