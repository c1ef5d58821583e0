#include "platform/http/workers.h"

namespace kamino::http {

Workers::Workers(int threads, std::size_t max_waiting) : max_waiting_(max_waiting) {
    for (int i = 0; i < std::max(1, threads); ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    stop();
}

bool Workers::submit(std::function<void()> job, bool always) {
    {
        std::lock_guard lock{mutex_};
        if (!always && (stopping_ || jobs_.size() >= max_waiting_)) return false;
        jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void Workers::stop() {
    {
        std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

std::size_t Workers::waiting() const {
    std::lock_guard lock{mutex_};
    return jobs_.size();
}

void Workers::work() {
    while (true) {
        std::function<void()> job;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            if (jobs_.empty()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
    }
}

}  // namespace kamino::http
