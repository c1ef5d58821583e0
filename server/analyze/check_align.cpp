// Answers of `kamino analyze align`.
#include "analyze/align_reader.h"
#include "analyze/check.h"
#include "engine/territory/check/align_check.h"

namespace kamino::analyze {

CheckKind align_kind() {
    return {.name = "align",
            .recognises =
                [](const Source& instance, const Source& solution) {
                    const bool owners =
                        solution.first() != '{' || solution.text.find("\"owner\"") != std::string::npos;
                    return owners && (is_districting(instance) ||
                                      (instance.first() == '{' &&
                                       instance.text.find("\"units\"") != std::string::npos));
                },
            .judge =
                [](const Source& instance, const Source& solution, const Arguments&) {
                    const auto in = read_alignment(instance);
                    return territory::check::judge_alignment(in, read_owners(in, solution));
                }};
}

}  // namespace kamino::analyze
