// How an account answers to attention: a response curve from five judgements, as the decision calculus asks
// for them (Little, "Models and managers: the concept of a decision calculus", Management Science 16(8),
// 1970; Lodish, "CALLPLAN: an interactive salesman's call planning system", Management Science 18(4), 1971):
// what would come back with no attention, half of today's, today's, half as much again, and as much as can
// be. Little's ADBUDG curve runs through them: least + (most - least) · z^c / (d + z^c), z in multiples of
// today's attention. Values; thread-safe.
#pragma once

namespace kamino::territory::attention {

struct Answers {
    double none = 0, half = 0, today = 0, plus_half = 0, saturation = 0;  // one unit, not falling
};

struct Curve {
    double least = 0, most = 0, c = 1, d = 1;
    double error = 0;  // largest distance to an answer, as a share of most - least
    double at(double z) const;
};

// Least, today and most are met exactly (d follows from today: z = 1), c comes by least squares on the two
// others. Where today's answer is that of no attention or of saturation no curve of the form meets it: it is
// taken a hundredth of the range inside, and `error` says so.
Curve fit_curve(const Answers& answers);

}  // namespace kamino::territory::attention
