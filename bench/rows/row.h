// A row of the engine's benchmark. A file of bench/rows names its group once,
//     static const kamino::bench::Group group{"clv", {{"BG/NBD fit, 1,000,000 customers", bgnbd_million}}};
// and each function fills in what it measured. Every row runs in a process of its own, so that its memory is its own.
#pragma once
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace kamino::bench {

struct Measured {
    double seconds = 0, limit = 0;  // CPU seconds of all threads; the limit in seconds, or times `unit` if there is one
    double unit = 0;                // what a multiple is of: seconds of wc -l
    double limit_mb = 0;            // of the process; 0: none
    double reference = 0;           // seconds of the bench's own plain version; 0: none
    std::string note;
};

using Row = std::pair<std::string, std::function<Measured()>>;

struct Group {
    Group(std::string name_, std::vector<Row> rows_);
    std::string name;
    std::vector<Row> rows;
};

// CPU seconds of this process, all threads.
inline double cpu() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The least CPU time of so many runs.
template <class Work>
double least(int runs, const Work& work) {
    double best = 1e300;
    for (int i = 0; i < runs; ++i) {
        const double from = cpu();
        work();
        best = std::min(best, cpu() - from);
    }
    return best;
}

std::string shared_file(const std::string& name);  // in the folder of data sets, which may be missing

}  // namespace kamino::bench
