// Work on several cores that gives the same answer on one: the caller cuts it into parts whose number does
// not depend on the threads, each part writes its own place, and sums are taken over the parts in their
// order.
#pragma once
#include <cstddef>
#include <functional>

namespace kamino::parallel {

// Runs part(0) … part(parts - 1), at most `threads` at a time (0 counts as 1), and returns when all are done.
// The exception of the lowest part that threw is thrown again, after the others have ended.
void for_parts(std::size_t parts, unsigned threads, const std::function<void(std::size_t)>& part);

// How many parts of at least `least` things there are in `n`, at most `most`; at least 1.
std::size_t parts_of(std::size_t n, std::size_t least, std::size_t most = 64);
// Where part i of `parts` begins among n things; part i + 1 begins where it ends.
inline std::size_t part_begin(std::size_t n, std::size_t parts, std::size_t i) {
    return n / parts * i + n % parts * i / parts;
}

}  // namespace kamino::parallel
