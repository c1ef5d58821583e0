// Answers of `kamino analyze attention`.
#include "analyze/attention_reader.h"
#include "analyze/check.h"

namespace kamino::analyze {

CheckKind attention_kind() {
    return {.name = "attention",
            .recognises = is_attention,
            .judge = [](const Source& instance, const Source& solution, const Arguments&) {
                const auto input = read_attention(instance);
                return territory::check::judge_attention(input.instance, read_allocation(input, solution));
            }};
}

}  // namespace kamino::analyze
