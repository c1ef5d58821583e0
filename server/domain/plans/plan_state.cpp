// A plan in its reader's language.
#include "domain/plans/plan_state.h"

#include "domain/plans/entries.h"
#include "domain/plans/plans_store.h"
#include "domain/plans/template.h"
#include "domain/workspace/public.h"

namespace kamino::plans {

Completeness plan_completeness(storage::Read& read, const Plan& plan, Date today) {
    return completeness(facts_of(view_of(read, plan, today)));
}

Reader reader_for(std::string_view locale, i18n::Language language) {
    constexpr std::string_view usual[] = {"en-GB", "es-ES", "nl-NL"};
    if (i18n::language_of(locale) == language && !locale.empty()) return {language, std::string{locale}};
    return {language, std::string{usual[static_cast<std::size_t>(language)]}};
}

Reader reader_of(storage::Read& read, i18n::Language language) {
    return reader_for(workspace::settings(read).locale, language);
}

std::string body_of(const Section& section, const Reader& reader) {
    if (section.edited_at) return section.body;
    const auto sentences = sentences_of(section.draft.json);
    return sentences.empty() ? section.body : body_text(sentences, reader);
}

std::string headline_of(const Plan& plan, const std::vector<Section>& sections, const Reader& reader) {
    if (!plan.objective.empty()) return plan.objective;
    for (const auto& s : sections) {
        if (s.key != "objective") continue;
        for (const auto& sentence : sentences_of(s.draft.json))
            if (sentence.key == "plan.goal.proposal") return sentence_text(sentence, reader);
    }
    return "";
}

std::int64_t revision_of(const Plan& plan, const std::vector<Section>& sections) {
    auto revision = plan.version;
    for (const auto& s : sections) revision += s.version - 1;
    return revision;
}

std::string question_text(const Question& question, const Reader& reader) {
    if (!question.text.empty()) return question.text;
    if (question.key.starts_with(own_question)) return own_text(question, reader.language);
    if (const auto* q = shipped_template().question(question.key)) return in(q->text, reader.language);
    return sentence_text(sentence_of(question.key, question.params.json), reader);
}

}  // namespace kamino::plans
