// kamino analyze attention: which account gets how much attention when hours and money are limited.
#include "engine/territory/attention/attention.h"

#include "analyze/attention_writer.h"
#include "analyze/output.h"

namespace kamino::analyze {
namespace {

constexpr double usual_seconds = 5;

void run(const Arguments& arguments) {
    const auto input = read_attention(read_source(arguments.text("instance")));
    const auto changes = arguments.whole("changes");
    if (changes < 0 || changes > 10'000) throw Refusal("--changes is 0 to 10000");
    const auto effort = effort_of(arguments, usual_seconds);
    const territory::attention::Planner planner{input.instance, effort};
    print(attention_text(input, planner, effort, static_cast<std::size_t>(changes)));
}

}  // namespace

Command attention() {
    return {
        "attention",
        "Contacts and channels of each account that bring back the most for limited hours and money.",
        search_options({{.name = "instance",
                         .help = "accounts, responses, channels and limits: JSON (docs/territory.md)",
                         .required = true},
                        {.name = "changes",
                         .kind = Kind::whole,
                         .help = "so many of the largest changes are listed with the price of refusing them",
                         .fallback = "20"}},
                       usual_seconds),
        run};
}

}  // namespace kamino::analyze
