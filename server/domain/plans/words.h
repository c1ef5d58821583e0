// Words that the product wrote into a plan's rows, in each reader's language. Beside the text a row keeps, in
// `drafted`, the text as it was stored and the message it came from. While the text is still that one,
// whoever reads it gets it in his language; what somebody wrote instead stays as typed. Sections and
// questions know their messages already.
#pragma once
#include "domain/plans/plan_view.h"
#include "domain/plans/sentence.h"

namespace kamino::plans {

// A text that was made from a message: a question of the library or of a template, or a key with values.
struct DraftedText {
    std::string_view field;
    std::string text;
    Sentence from;
};
// `locale` is the workspace's: its national formats stay those of the words.
describe::Document drafted_of(const std::vector<DraftedText>& texts, const std::string& locale);

// What a task out of a question, or out of a vacancy, starts with.
describe::Document drafted_of(storage::Read& read, const Task& task);

Sentence task_of_vacancy(const std::string& role);

// Objectives and tasks of a plan that is shown to a reader.
void put_in_words(Content& content, i18n::Language language);
// The same for records one by one (registry::Resource::in_words).
void objective_in_words(describe::Record& record, i18n::Language language);
void task_in_words(describe::Record& record, i18n::Language language);
void section_in_words(describe::Record& record, i18n::Language language);
void question_in_words(describe::Record& record, i18n::Language language);

// A reader saves what he reads: words of the product in any language are what stood there before.
void take_words(Objective& objective);
void take_words(Task& task);
void take_words(storage::Read& read, Question& question);
// True when the body is the draft's own text.
bool is_drafted(storage::Read& read, const Section& section);

}  // namespace kamino::plans
