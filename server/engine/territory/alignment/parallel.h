// Loops over both cores whose answer does not depend on how many there are: the work is cut into a fixed
// number of pieces, and whoever sums, sums the pieces in order.
#pragma once
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>

namespace kamino::territory::alignment {

inline constexpr std::size_t pieces = 64;

// work(piece, from, to) for 0 <= from < to <= n.
template <class Work>
void in_pieces(int threads, std::size_t n, const Work& work) {
    const std::size_t step = std::max<std::size_t>(1, (n + pieces - 1) / pieces);
    const auto one = [&](std::size_t p) {
        if (p * step < n) work(p, p * step, std::min(n, (p + 1) * step));
    };
    if (threads <= 1 || n < 2000) {
        for (std::size_t p = 0; p < pieces; ++p) one(p);
        return;
    }
    tbb::task_arena arena{threads};
    arena.execute([&] { tbb::parallel_for(std::size_t{0}, pieces, one); });
}

}  // namespace kamino::territory::alignment
