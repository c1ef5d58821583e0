#include "engine/parallel/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace kamino::parallel {

void for_parts(std::size_t parts, unsigned threads, const std::function<void(std::size_t)>& part) {
    const std::size_t workers = std::min<std::size_t>(std::max(threads, 1U), parts);
    if (workers <= 1) {
        for (std::size_t i = 0; i < parts; ++i) part(i);
        return;
    }
    std::vector<std::exception_ptr> failed(parts);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i; (i = next.fetch_add(1)) < parts;) {
            try {
                part(i);
            } catch (...) {
                failed[i] = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < workers; ++i) others.emplace_back(work);
        work();
    }
    for (const auto& fault : failed)
        if (fault) std::rethrow_exception(fault);
}

std::size_t parts_of(std::size_t n, std::size_t least, std::size_t most) {
    return std::clamp<std::size_t>(n / std::max<std::size_t>(least, 1), 1, most);
}

}  // namespace kamino::parallel
