// A plan as its readers see it: what it lacks, its sections in the reader's language.
#pragma once
#include "domain/plans/facts.h"
#include "domain/plans/plan_view.h"

namespace kamino::plans {

Completeness plan_completeness(storage::Read& read, const Plan& plan, Date today);
// The reader's language with the workspace's national formats where they fit it.
Reader reader_of(storage::Read& read, i18n::Language language);
Reader reader_for(std::string_view locale, i18n::Language language);
// What stands in the section: the edited text, else the draft in the reader's language.
std::string body_of(const Section& section, const Reader& reader);
// The headline: what a person wrote, else what the draft of the objective proposes; "" when there is neither.
std::string headline_of(const Plan& plan, const std::vector<Section>& sections, const Reader& reader);
// Counts every saved change of the plan and of the text of its sections, from 1.
std::int64_t revision_of(const Plan& plan, const std::vector<Section>& sections);
std::string question_text(const Question& question, const Reader& reader);
// The plan with all its content, its health and its process: GET /plans/{id}.
std::string plan_json(storage::Read& read, const Plan& plan, i18n::Language language);

// Drafts again what nobody edited; sections that somebody edited keep their text and get new facts.
void refresh_plan(storage::Write& write, const Plan& plan, i18n::Language language);

// After its template changed: adds the sections and questions that the plan lacks, touches nothing else.
void complete_plan(storage::Write& write, const Plan& plan, i18n::Language language);

}  // namespace kamino::plans
