// The drafting rules: facts in, sentences, facts with their sources and questions out. Pure; nothing is
// translated here.
#pragma once
#include "domain/plans/analysis.h"
#include "domain/plans/public.h"
#include "domain/plans/sentence.h"
#include "domain/plans/template.h"

namespace kamino::plans {

using Sentences = std::vector<Sentence>;

struct DraftQuestion {
    std::string section, family;
    Sentence text;  // key "plan.ask.…"
};
struct SectionDraft {
    std::string key;
    Sentences sentences;
    std::string facts_json = "{}";
};
struct Draft {
    std::vector<SectionDraft> sections;  // of the template, in its order
    std::vector<DraftQuestion> questions;
    Gap gap;
    SalesTrend trend;
};
// `plan`: rigour, stage and focus that the plan has or will have.
Draft draft(const Facts& facts, const Template& shipped, const templates::Form& form, const Plan& plan);
Draft draft(const Facts& facts, const Template& shipped);  // of a new plan of the standard form and rigour

Sentences profile_sentences(const Facts& f, const SalesTrend& t);
Sentences own_company_sentences(const Facts& f);
Sentences sales_sentences(const Facts& f, const SalesTrend& t);
Sentences people_sentences(const Facts& f);
Sentences whitespace_sentences(const Facts& f);
Sentences pipeline_sentences(const Facts& f);
Sentences objective_sentences(const Facts& f, const SalesTrend& t, const Gap& g);
Sentences summary_sentences(const Facts& f, const SalesTrend& t, const Gap& g);
std::vector<DraftQuestion> draft_questions(const Facts& f, const SalesTrend& t, const Gap& g);
// The first sentences about sales, shared by the history and the summary.
void say_year(const Facts& f, const SalesTrend& t, Sentences& out);
void say_people(const Facts& f, Sentences& out);
// What the focus means here: the way in, what to add, or what is at stake. Nothing without a focus.
void say_focus(const Facts& f, const SalesTrend& t, std::string_view focus, Sentences& out);
void say_open_deals(const Facts& f, Sentences& out);
Sentence goal_sentence(const Facts& f, const Gap& g);
Sentence gap_sentence(const Facts& f, const Gap& g);
// Lines that at least half of five or more peers buy and this account does not.
std::vector<std::string> wanted_lines(const Facts& f);

// {"as_of":…, figures…, "sources":[{"fact":…,"source":…,"from":…,"to":…}]} of one section.
std::string facts_json(std::string_view section, const Facts& f, const SalesTrend& t, const Gap& g);

}  // namespace kamino::plans
