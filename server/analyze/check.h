// `kamino analyze check`: one row a kind of answer. A kind recognises its instances and judges an answer of
// its kind with a checker of engine/territory/check. Add a row in check.cpp and a file check_<kind>.cpp that
// defines it.
#pragma once
#include <string>
#include <vector>

#include "analyze/search_options.h"

namespace kamino::analyze {

struct CheckKind {
    std::string name;  // as --kind takes it: "align"
    // Whether the instance (by its text or name) and the answer look like this kind; asked in the order of
    // the rows.
    bool (*recognises)(const Source& instance, const Source& solution);
    // The arguments hold what an instance of several files needs besides (--windows, --matrix).
    territory::check::Verdict (*judge)(const Source& instance, const Source& solution,
                                       const Arguments& arguments);
};

const std::vector<CheckKind>& check_kinds();

Command check();

}  // namespace kamino::analyze
