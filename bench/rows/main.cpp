#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include "row.h"

namespace kamino::bench {

namespace {

std::vector<const Group*>& groups() {
    static std::vector<const Group*> all;
    return all;
}

struct Answer {
    Measured measured;
    char note[400] = {};
    bool good = false;
};

// The row in a process of its own, and that process's largest memory in MB.
std::pair<Answer, double> run_apart(const Row& row) {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
        Answer answer;
        try {
            const Measured m = row.second();
            std::snprintf(answer.note, sizeof answer.note, "%s", m.note.c_str());
            answer.measured.seconds = m.seconds, answer.measured.limit = m.limit,
            answer.measured.unit = m.unit;
            answer.measured.limit_mb = m.limit_mb, answer.measured.reference = m.reference;
            answer.good = true;
        } catch (const std::exception& error) {
            std::snprintf(answer.note, sizeof answer.note, "%s", error.what());
        }
        double numbers[5] = {answer.measured.seconds, answer.measured.limit, answer.measured.unit,
                             answer.measured.limit_mb, answer.measured.reference};
        (void)!::write(ends[1], numbers, sizeof numbers);
        (void)!::write(ends[1], answer.note, sizeof answer.note);
        ::_exit(answer.good ? 0 : 1);
    }
    ::close(ends[1]);
    Answer answer;
    double numbers[5] = {};
    if (::read(ends[0], numbers, sizeof numbers) != sizeof numbers ||
        ::read(ends[0], answer.note, sizeof answer.note) != sizeof answer.note)
        std::snprintf(answer.note, sizeof answer.note, "the row's process broke off");
    ::close(ends[0]);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    answer.good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    answer.measured = {numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], answer.note};
    return {answer, static_cast<double>(usage.ru_maxrss) / 1024};
}

bool report(const Row& row, const Answer& answer, double mb) {
    const Measured& m = answer.measured;
    if (!answer.good) {
        std::printf("FAILED %s: %s\n", row.first.c_str(), answer.note);
        return false;
    }
    const double figure = m.unit > 0 ? m.seconds / m.unit : m.seconds;
    const bool holds = figure <= m.limit && (m.limit_mb == 0 || mb <= m.limit_mb);
    std::printf("%s %s: ", holds ? "holds " : "MISSED", row.first.c_str());
    if (m.unit > 0)
        std::printf("%.1f × (at most %g), %.3f s against %.3f s", figure, m.limit, m.seconds, m.unit);
    else
        std::printf("%.5f s (at most %g)", m.seconds, m.limit);
    if (m.limit_mb > 0) std::printf(", %.0f MB (at most %g)", mb, m.limit_mb);
    if (m.reference > 0) std::printf("; plain version %.4f s, %.0f ×", m.reference, m.reference / m.seconds);
    if (answer.note[0]) std::printf("; %s", answer.note);
    std::printf("\n");
    return holds;
}

}  // namespace

Group::Group(std::string name_, std::vector<Row> rows_) : name(std::move(name_)), rows(std::move(rows_)) {
    groups().push_back(this);
}

std::string shared_file(const std::string& name) {
    const char* folder = std::getenv("KAMINO_SHARED");
    return std::string{folder ? folder : "../shared"} + "/data/" + name;
}

}  // namespace kamino::bench

int main(int argc, char** argv) {
    using namespace kamino::bench;
    auto all = groups();
    std::sort(all.begin(), all.end(), [](const Group* a, const Group* b) { return a->name < b->name; });
    bool good = true;
    for (const auto* group : all) {
        if (argc > 1 && std::find(argv + 1, argv + argc, group->name) == argv + argc) continue;
        for (const auto& row : group->rows) {
            const auto [answer, mb] = run_apart(row);
            good &= report(row, answer, mb);
        }
    }
    return good ? 0 : 1;
}
