// Reading 10,000,000 transactions: customer, date and amount as columns, against `wc -l` of the same file.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <string>

#include "analyze/table.h"
#include "row.h"

namespace {

using namespace kamino;

// CPU seconds of a program that ran to its end.
double run_seconds(const char* program, const char* option, const std::string& file) {
    const pid_t child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::execlp(program, program, option, file.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void write_transactions(const std::string& path, int rows) {
    std::FILE* out = std::fopen(path.c_str(), "w");
    if (!out) throw std::runtime_error("cannot write " + path);
    std::fputs("customer,date,amount\n", out);
    std::mt19937 random{1};
    for (int i = 0; i < rows; ++i)
        std::fprintf(out, "C%07u,%u-%02u-%02u,%u.%02u\n", static_cast<unsigned>(random() % 1'000'000),
                     static_cast<unsigned>(2022 + random() % 3), static_cast<unsigned>(1 + random() % 12),
                     static_cast<unsigned>(1 + random() % 28), static_cast<unsigned>(random() % 500),
                     static_cast<unsigned>(random() % 100));
    std::fclose(out);
}

bench::Measured ten_million() {
    const char* folder = std::getenv("KAMINO_BENCH_FOLDER");
    const std::string path =
        std::string{folder ? folder : "/tmp"} + "/kamino-bench-" + std::to_string(::getpid()) + ".csv";
    write_transactions(path, 10'000'000);
    bench::Measured m{.limit = 25};
    m.unit = 1e300;
    for (int i = 0; i < 5; ++i) m.unit = std::min(m.unit, run_seconds("wc", "-l", path));
    m.seconds = bench::least(3, [&] {
        const auto table = analyze::Table::read(path, {.threads = 2});
        const auto customers = table.codes(0);
        const auto dates = table.dates(1);
        const auto amounts = table.numbers(2);
        if (customers.code.size() != 10'000'000 || dates.size() != amounts.size()) std::abort();
    });
    ::unlink(path.c_str());
    return m;
}

const bench::Group group{"read", {{"reading 10,000,000 transactions from CSV, in wc -l of it", ten_million}}};

}  // namespace
