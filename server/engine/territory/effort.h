// How much work a search may do and what it tells on the way. The same input, seed and iterations give the
// same answer; with a time limit the clock decides. One Effort serves one search on one thread.
#pragma once
#include <atomic>
#include <cstdint>
#include <ctime>
#include <functional>

namespace kamino::territory {

struct Effort {
    double cpu_seconds = 10;      // of the calling thread; looked at when iterations is 0
    std::int64_t iterations = 0;  // > 0: exactly so many, the clock is left alone
    std::uint64_t seed = 1;
    int threads = 1;                          // never changes the answer
    const std::atomic<bool>* stop = nullptr;  // set from outside: end soon, keep the best
    std::function<void(double best, double bound)>
        progress{};  // called when the best answer changes; NaN: unknown
};

inline double thread_cpu_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// Where a search stands between 0 (start) and 1 (its effort is used up).
class Budget {
  public:
    // `share` of the effort, in 0..1; the clock is read every `clock_every` steps.
    explicit Budget(const Effort& effort, double share = 1, int clock_every = 64)
        : stop_(effort.stop),
          clock_every_(clock_every),
          limit_(effort.iterations > 0 ? 0 : effort.cpu_seconds * share),
          steps_(static_cast<std::int64_t>(static_cast<double>(effort.iterations) * share)),
          start_(thread_cpu_seconds()) {}

    // Counts a step; false when the effort is used up or the stop was asked for.
    bool step() {
        if (stop_ && stop_->load(std::memory_order_relaxed)) return false;
        const auto done = done_++;
        if (steps_ > 0 || limit_ <= 0) {
            if (done >= steps_) return false;
            fraction_ = static_cast<double>(done) / static_cast<double>(steps_);
        } else if (done % clock_every_ == 0) {
            fraction_ = (thread_cpu_seconds() - start_) / limit_;
        }
        return fraction_ < 1;
    }
    double fraction() const { return fraction_; }
    std::int64_t steps() const { return done_; }

  private:
    const std::atomic<bool>* stop_;
    int clock_every_;
    double limit_;
    std::int64_t steps_, done_ = 0;
    double start_, fraction_ = 0;
};

}  // namespace kamino::territory
