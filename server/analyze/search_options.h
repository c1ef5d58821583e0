// What the commands that search have in common: --time-limit, --iterations, progress on standard error,
// SIGINT.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyze/command.h"
#include "engine/territory/check/verdict.h"
#include "engine/territory/effort.h"
#include "platform/base/json.h"

namespace kamino::analyze {

// `own`, then --time-limit, --iterations and common_options(); `seconds` is the usual limit, for the help.
std::vector<Option> search_options(std::vector<Option> own, double seconds);

// Reads them, and takes SIGINT from now on: the first one ends the search with the best answer so far, the
// second one the program. `seconds` is the usual limit; with --iterations and no --time-limit there is none.
territory::Effort effort_of(const Arguments& arguments, double seconds);

// A whole file: Refusal when it cannot be read.
struct Source {
    std::string path, text;
    // The first character that is no white space, 0 of an empty text: '{' means JSON.
    char first() const;
};
Source read_source(const std::string& path);

// "feasible": …, "violations": [{"rule", "message"}], into the open object.
void write_violations(base::JsonWriter& out, const std::vector<territory::check::Violation>& violations);
// "objective", "bound", "gap" ((objective - bound) / |objective|, null without a bound), "cpu_seconds",
// "seed".
void write_head(base::JsonWriter& out, double objective, double bound, double cpu_seconds,
                std::uint64_t seed);

}  // namespace kamino::analyze
