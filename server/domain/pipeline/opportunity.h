// Rules of opportunities and stages, and the hooks that the registry runs.
#pragma once
#include "domain/pipeline/public.h"

namespace kamino::pipeline {

// Stages that nobody defined come with imports ("Engaging", "closedwon"): their outcome and probability are
// guessed from the words in three languages, so that no row is lost; people correct them in the settings.
Stage guess_stage(std::string_view label);

void check_stage(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                 describe::Record& after, std::vector<FieldFault>& faults);
void saved_stage(storage::Write& write, const describe::Record* before, const describe::Record* after);
void check_opportunity(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                       describe::Record& after, std::vector<FieldFault>& faults);
void saved_opportunity(storage::Write& write, const describe::Record* before, const describe::Record* after);
// After a chunk of an import: stage history of what is new or changed stage, and the event.
void imported_opportunities(storage::Write& write, const std::vector<std::string>& ids);

}  // namespace kamino::pipeline
