#include "analyze/search_options.h"

#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

std::atomic<bool> interrupted{false};

extern "C" void on_interrupt(int) {
    interrupted.store(true);
    std::signal(SIGINT, SIG_DFL);
}

// At most five lines a second to a terminal, one a second to a file.
void say(double best, double bound) {
    static const auto from = std::chrono::steady_clock::now();
    static const double pause = isatty(STDERR_FILENO) ? 0.2 : 1;
    static double last = -pause;
    const double now = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    if (now < last + pause) return;
    last = now;
    std::fprintf(stderr, "%7.1f s  best %.10g  bound %.10g\n", now, best, bound);
}

}  // namespace

std::vector<Option> search_options(std::vector<Option> own, double seconds) {
    own.push_back({.name = "time-limit",
                   .kind = Kind::number,
                   .help = "CPU seconds of all threads together; left out: " + base::number_text(seconds) +
                           ", or none beside --iterations"});
    own.push_back({.name = "iterations",
                   .kind = Kind::whole,
                   .help = "a limit that gives the same answer on every machine"});
    for (auto& option : common_options()) own.push_back(std::move(option));
    return own;
}

territory::Effort effort_of(const Arguments& arguments, double seconds) {
    territory::Effort effort;
    effort.seed = static_cast<std::uint64_t>(arguments.whole("seed"));
    effort.threads = static_cast<int>(arguments.whole("threads"));
    if (effort.threads < 1 || effort.threads > 256) throw Refusal("--threads is 1 to 256");
    if (arguments.has("iterations")) {
        effort.iterations = arguments.whole("iterations");
        if (effort.iterations < 1) throw Refusal("--iterations is 1 or more");
    }
    if (arguments.has("time-limit")) {
        effort.cpu_seconds = arguments.number("time-limit");
        if (effort.cpu_seconds <= 0) throw Refusal("--time-limit is above 0");
    } else if (effort.iterations == 0) {
        effort.cpu_seconds = seconds;
    }
    effort.progress = say;
    effort.stop = &interrupted;
    std::signal(SIGINT, on_interrupt);
    return effort;
}

char Source::first() const {
    const auto at = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return at == std::string::npos ? '\0' : text[at];
}

Source read_source(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) throw Refusal("cannot be read", path);
    Source source{path, {}};
    in.seekg(0, std::ios::end);
    if (const auto size = in.tellg(); size > 0) {
        source.text.resize(static_cast<std::size_t>(size));
        in.seekg(0);
        in.read(source.text.data(), size);
    } else {  // a pipe
        in.clear();
        source.text.assign(std::istreambuf_iterator<char>{in}, {});
    }
    return source;
}

void write_violations(base::JsonWriter& out, const std::vector<territory::check::Violation>& violations) {
    out.pair("feasible", violations.empty()).key("violations").begin_array();
    for (const auto& v : violations)
        out.begin_object().pair("rule", v.rule).pair("message", v.message).end_object();
    out.end_array();
}

void write_head(base::JsonWriter& out, double objective, double bound, double cpu_seconds,
                std::uint64_t seed) {
    const double gap = (objective - bound) / std::max(std::abs(objective), 1e-12);
    out.pair("objective", objective).pair("bound", bound).pair("gap", gap);
    out.pair("cpu_seconds", cpu_seconds).pair("seed", seed);
}

}  // namespace kamino::analyze
