// Answers of `kamino analyze pmedian --instance`, and of --points FILE of TSPLIB.
#include "analyze/check.h"
#include "analyze/json_reader.h"
#include "analyze/median_reader.h"
#include "analyze/tsplib_reader.h"

namespace kamino::analyze {
namespace {

std::vector<int> numbers(const Field& answer, std::string_view name) {
    std::vector<int> list;
    for (const auto& item : answer.at(name).items()) list.push_back(static_cast<int>(item.whole()));
    return list;
}

}  // namespace

CheckKind pmedian_kind() {
    return {.name = "pmedian",
            .recognises =
                [](const Source& instance, const Source& solution) {
                    const bool medians = solution.text.find("\"medians\"") != std::string::npos;
                    return medians && (is_tsplib(instance) || is_capacitated(instance));
                },
            .judge =
                [](const Source& instance, const Source& solution, const Arguments&) {
                    const auto document = parse_document(solution);
                    const Field answer{solution, document};
                    const auto question = is_tsplib(instance) ? read_tsplib_points(instance).instance
                                                              : read_capacitated(instance).instance;
                    return territory::check::judge_medians(question, numbers(answer, "medians"),
                                                           numbers(answer, "owner"));
                }};
}

}  // namespace kamino::analyze
