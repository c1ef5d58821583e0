// kamino analyze propensity: how likely a case ends well, and why. Formulas and sources in engine/propensity.
#include "engine/propensity/propensity.h"

#include <algorithm>
#include <cmath>

#include "analyze/cases.h"
#include "analyze/output.h"
#include "analyze/propensity_text.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

// A file, its decided cases and the rows that they come from.
struct Input {
    Table table;
    Target target;
    propensity::Frame frame;
    std::vector<bool> decided;
    std::vector<std::uint32_t> group;
    propensity::Cases cases() const {
        propensity::Cases out{.frame = propensity::select(frame, decided), .outcome = {}};
        for (std::size_t i = 0; i < decided.size(); ++i) {
            if (!decided[i]) continue;
            out.outcome.push_back(target.of[i] == Outcome::yes);
            if (!group.empty()) out.group.push_back(group[i]);
        }
        return out;
    }
    propensity::Frame open() const {
        auto undecided = decided;
        undecided.flip();
        return propensity::select(frame, undecided);
    }
};

Input read(const Arguments& arguments, const std::string& path, const propensity::Frame* like,
           std::vector<std::string>& notes) {
    const bool test = like != nullptr;
    Input in{.table = Table::read(path, Format::of(arguments)),
             .target = {},
             .frame = {},
             .decided = {},
             .group = {}};
    if (in.table.rows() == 0) throw Refusal("holds no rows", path);
    std::vector<std::size_t> without;
    const auto leave_out = [&](const std::string& name) {
        if (test && !in.table.find_column(name)) return;  // a file to be scored may lack it
        without.push_back(in.table.column(name));
    };
    for (const auto& name : arguments.list("exclude")) leave_out(name);
    for (const auto* option : {"target", "groups", "id"})
        if (arguments.has(option)) leave_out(arguments.text(option));
    if (in.table.find_column(arguments.text("target")))
        in.target = target_of(in.table, in.table.column(arguments.text("target")), arguments.text("positive"),
                              arguments.list("negative"), test);
    else
        in.target.of.assign(in.table.rows(), Outcome::open);
    for (const auto o : in.target.of) in.decided.push_back(o != Outcome::open);
    if (const auto name = arguments.text("groups"); !name.empty() && in.table.find_column(name))
        in.group = in.table.codes(in.table.column(name)).code;
    in.frame = frame_of(in.table, without, arguments, like, notes);
    return in;
}

propensity::Options options_of(const Arguments& arguments) {
    const auto model = arguments.text("model");
    const auto folds = arguments.whole("folds");
    if (folds < 2 || folds > 50) throw Refusal("--folds is between 2 and 50");
    return {.choice = model == "logistic" ? propensity::Choice::logistic
                      : model == "trees"  ? propensity::Choice::trees
                                          : propensity::Choice::automatic,
            .seed = static_cast<std::uint64_t>(arguments.whole("seed")),
            .threads = static_cast<unsigned>(std::clamp(arguments.whole("threads"), 1LL, 64LL)),
            .folds = static_cast<std::size_t>(folds)};
}

[[noreturn]] void refuse(propensity::Trouble trouble, const Input& in) {
    switch (trouble) {
        case propensity::Trouble::one_outcome:
            throw Refusal("each outcome needs two cases at least (and with --groups two groups)",
                          in.table.path());
        case propensity::Trouble::no_columns:
            throw Refusal("no column is left to learn from: all are excluded, constant, empty or identifiers",
                          in.table.path());
        default:
            throw Refusal("holds no decided case", in.table.path());
    }
}

// Probabilities and reasons of the rows of one file, decided ones out of fold where it was learned from.
void write_predictions(const std::string& path, const Arguments& arguments,
                       const propensity::Learned& learned, const Input& in, bool test) {
    std::vector<std::size_t> used;
    for (std::size_t c = 0; c < learned.encoder.names().size(); ++c)
        if (std::none_of(learned.encoder.dropped().begin(), learned.encoder.dropped().end(),
                         [&](const auto& d) { return d.first == c; }))
            used.push_back(c);
    std::vector<std::string> header{"line", "id", "outcome", "known", "probability", "score", "base"};
    for (const auto c : used) header.push_back("contribution_" + learned.encoder.names()[c]);
    CsvWriter out(header);
    const auto fresh = learned.score(test ? in.frame : in.open());
    const auto id = arguments.has("id") ? in.table.find_column(arguments.text("id")) : std::nullopt;
    std::size_t decided = 0, open = 0;
    for (std::size_t row = 0; row < in.table.rows(); ++row) {
        const bool learned_from = !test && in.decided[row];
        const auto& scored = learned_from ? learned.out_of_fold : fresh;
        const auto place = learned_from ? decided++ : open++;
        out.cell(static_cast<long long>(in.table.line(row))).cell(id ? in.table.text(row, *id) : "");
        out.cell(in.target.of[row] == Outcome::yes ? "yes" : in.target.of[row] == Outcome::no ? "no" : "");
        out.cell(learned_from ? "out_of_fold" : "new")
            .cell(scored.probability[place])
            .cell(scored.score[place]);
        out.cell(scored.explained.base[place]);
        for (const auto c : used) out.cell(scored.explained.part[place * scored.explained.columns + c]);
        out.end_row();
    }
    out.save(path);
}

void run(const Arguments& arguments) {
    if (arguments.text("format") != "json") throw Refusal("--format is json here; --predictions writes CSV");
    const auto options = options_of(arguments);
    Findings f;
    const auto train = read(arguments, arguments.text("train"), nullptr, f.notes);
    std::optional<Input> test;
    if (arguments.has("test")) test = read(arguments, arguments.text("test"), &train.frame, f.notes);
    const auto cases = train.cases();
    const auto open = train.open();
    progress("steps: read, learned, scored", 1, 3);
    const auto learned = propensity::learn(cases, options);
    progress("steps: read, learned, scored", 2, 3);
    if (learned.trouble != propensity::Trouble::none) refuse(learned.trouble, train);
    f.suspicions = propensity::suspicions(cases, open.rows ? &open : nullptr);
    f.left_out = open.rows;
    f.target = train.target;
    auto tested = learned.quality;
    if (test) {
        const auto known = test->cases();
        const auto scored = learned.score(known.frame);
        const auto ones = std::count(known.outcome.begin(), known.outcome.end(), 1);
        f.tested = ones > 0 && ones < static_cast<std::ptrdiff_t>(known.outcome.size());
        if (f.tested)
            tested = propensity::quality(scored.score, scored.probability, known.outcome, {}, known.group);
        else
            f.notes.push_back("The test file does not hold both outcomes: the figures are out of fold.");
    }
    if (arguments.has("predictions"))
        write_predictions(arguments.text("predictions"), arguments, learned, test ? *test : train,
                          test.has_value());
    progress("steps: read, learned, scored", 3, 3);
    print(propensity_json(arguments, learned, cases, tested, f));
}

}  // namespace

Command propensity() {
    std::vector<Option> options{
        {.name = "train", .help = "CSV of cases, one a line", .required = true},
        {.name = "target", .help = "column: how the case ended", .required = true},
        {.name = "positive", .help = "the value that is asked for: Won", .required = true},
        {.name = "negative",
         .kind = Kind::list,
         .help = "the values against it (recognised when left out); other rows count as open"},
        {.name = "test", .help = "CSV that is scored, and judged where it holds outcomes"},
        {.name = "model",
         .help = "logistic | trees | auto",
         .fallback = "auto",
         .choices = {"logistic", "trees", "auto"}},
        {.name = "exclude", .kind = Kind::list, .help = "columns that are not to be used"},
        {.name = "groups", .help = "column: cases that belong together (one account) stay in one fold"},
        {.name = "id", .help = "column that --predictions repeats; it is not used"},
        {.name = "folds", .kind = Kind::whole, .help = "of the cross-validation", .fallback = "5"},
        {.name = "predictions", .help = "CSV to write: probability and contributions of each case"}};
    for (auto& option : common_options()) options.push_back(std::move(option));
    return {"propensity", "How likely a case ends well (a deal is won), calibrated, with its reasons.",
            std::move(options), run};
}

}  // namespace kamino::analyze
