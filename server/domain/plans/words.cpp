#include "domain/plans/words.h"

#include <boost/json.hpp>

#include "domain/plans/plan_state.h"
#include "domain/workspace/public.h"

namespace kamino::plans {
namespace {

namespace json = boost::json;

constexpr i18n::Language languages[] = {i18n::Language::en, i18n::Language::es, i18n::Language::nl};

// Everybody who may have read a text: with the workspace's national formats, or those usual in the language.
std::vector<Reader> readers(storage::Read& read) {
    std::vector<Reader> all;
    for (const auto& locale : {workspace::settings(read).locale, std::string{}})
        for (const auto language : languages) all.push_back(reader_for(locale, language));
    return all;
}

std::string said(const json::object& drafted, i18n::Language language) {
    const auto* locale = drafted.if_contains("locale");
    const auto reader = reader_for(locale ? std::string_view{locale->as_string()} : "", language);
    Question as;
    as.key = std::string{drafted.at("key").as_string()};
    as.params.json = json::serialize(drafted.at("params"));
    return question_text(as, reader);
}

// Visits the drafted texts of a row: the field, the text as it was stored, and where it came from.
template <class Visit>
void each_drafted(const describe::Entity& entity, const describe::Document& drafted, Visit visit) {
    if (drafted.json.size() <= 2) return;
    const auto document = base::parse_json(drafted.json);
    for (const auto& [name, from] : document.as_object())
        if (const auto* field = entity.find(std::string_view{name.data(), name.size()}))
            visit(*field, std::string{from.as_object().at("text").as_string()}, from.as_object());
}

template <class T>
void show(T& row, i18n::Language language) {
    each_drafted(T::entity(), row.drafted,
                 [&](const describe::Field& field, const std::string& stored, const json::object& from) {
                     if (describe::get_text(field, row) == stored)
                         describe::set_text(field, row, said(from, language));
                 });
}

template <class T>
void take(T& row) {
    each_drafted(T::entity(), row.drafted,
                 [&](const describe::Field& field, const std::string& stored, const json::object& from) {
                     const auto text = describe::get_text(field, row);
                     if (text == stored) return;
                     for (const auto language : languages)
                         if (text == said(from, language)) describe::set_text(field, row, stored);
                 });
}

}  // namespace

describe::Document drafted_of(const std::vector<DraftedText>& texts, const std::string& locale) {
    base::JsonWriter w;
    w.begin_object();
    for (const auto& t : texts)
        w.key(t.field)
            .begin_object()
            .pair("text", std::string_view{t.text})
            .pair("key", std::string_view{t.from.key})
            .pair("locale", std::string_view{locale})
            .key("params")
            .raw(params_json(t.from))
            .end_object();
    return {w.end_object().take()};
}

describe::Document drafted_of(storage::Read& read, const Task& task) {
    json::object from;
    const auto question =
        task.question_id ? storage::find<Question>(read, *task.question_id) : std::optional<Question>{};
    if (question && question->text.empty()) {
        from["key"] = question->key;
        from["params"] = base::parse_json(question->params.json);
    } else if (!task.role.empty()) {
        const auto find = task_of_vacancy(task.role);
        from["key"] = find.key;
        from["params"] = base::parse_json(params_json(find));
    } else {
        return {};
    }
    from["locale"] = workspace::settings(read).locale;
    for (const auto language : languages)
        if (said(from, language) == task.title) {
            from["text"] = task.title;
            return {json::serialize(json::object{{"title", from}})};
        }
    return {};
}

Sentence task_of_vacancy(const std::string& role) {
    return {"plan.task_find", {{"role", term_part("plan.role." + role)}}};
}

void put_in_words(Content& content, i18n::Language language) {
    for (auto& o : content.objectives) show(o, language);
    for (auto& t : content.tasks) show(t, language);
}

void objective_in_words(describe::Record& record, i18n::Language language) {
    show(static_cast<Objective&>(record), language);
}

void task_in_words(describe::Record& record, i18n::Language language) {
    show(static_cast<Task&>(record), language);
}

void section_in_words(describe::Record& record, i18n::Language language) {
    auto& section = static_cast<Section&>(record);
    if (section.edited_at || section.draft.json.size() <= 2) return;
    const auto draft = base::parse_json(section.draft.json);
    const auto* locale = draft.as_object().if_contains("locale");
    section.body =
        body_of(section, reader_for(locale ? std::string_view{locale->as_string()} : "", language));
}

void question_in_words(describe::Record& record, i18n::Language language) {
    auto& question = static_cast<Question&>(record);
    question.text = question_text(question, reader_for("", language));
}

void take_words(Objective& objective) {
    take(objective);
}

void take_words(Task& task) {
    take(task);
}

void take_words(storage::Read& read, Question& question) {
    if (question.key.empty() || question.text.empty()) return;
    auto drafted = question;
    drafted.text.clear();
    for (const auto& reader : readers(read))
        if (question.text == question_text(drafted, reader)) return question.text.clear();
}

bool is_drafted(storage::Read& read, const Section& section) {
    const auto sentences = sentences_of(section.draft.json);
    if (sentences.empty()) return false;
    const auto all = readers(read);
    return std::any_of(all.begin(), all.end(),
                       [&](const Reader& r) { return section.body == body_text(sentences, r); });
}

}  // namespace kamino::plans
