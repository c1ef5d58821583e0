// The time of an alignment: CPU seconds of the whole process, all threads together, since its phases use both
// cores.
#pragma once
#include <cmath>
#include <ctime>

#include "engine/territory/effort.h"

namespace kamino::territory::alignment {

inline double process_cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Runs from its construction. Asking for the time costs a system call: ask every few hundred steps.
class Clock {
  public:
    explicit Clock(const Effort& effort) : effort_(&effort), from_(process_cpu_seconds()) {}
    double seconds() const { return process_cpu_seconds() - from_; }
    bool stopped() const { return effort_->stop && effort_->stop->load(std::memory_order_relaxed); }
    // True when `share` (0..1) of the limit has passed, or when the search was told to stop. With a number of
    // iterations there is no limit in time: the answer must not depend on the machine.
    bool over(double share = 1) const {
        return stopped() || (effort_->iterations <= 0 && seconds() >= share * effort_->cpu_seconds);
    }
    void report(double best, double bound = std::nan("")) const {
        if (effort_->progress) effort_->progress(best, bound);
    }

  private:
    const Effort* effort_;
    double from_;
};

}  // namespace kamino::territory::alignment
