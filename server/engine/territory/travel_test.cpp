// TERR-3, TERR-4: distances by hand: the great circle, fitted factors and speeds, and ways round barriers.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/territory/distance.h"
#include "engine/territory/random.h"

namespace kamino::territory {
namespace {

TEST(Travel, great_circles) {
    // A quarter of the equator, and one degree of a meridian, of a sphere of the mean radius.
    EXPECT_NEAR(straight_km(on_earth(0, 0), on_earth(0, 90), true), earth_km * std::numbers::pi / 2, 1e-6);
    EXPECT_NEAR(straight_km(on_earth(40, 5), on_earth(41, 5), true), earth_km * std::numbers::pi / 180, 1e-6);
    EXPECT_NEAR(straight_km({0, 0}, {3, 4}, false), 5, 1e-12);
}

TEST(Travel, known_ways_give_back_the_factor_and_the_speeds_they_were_made_with) {
    Travel truth{.sphere = true, .road_factor = 1.42, .bands = {{12, 28}, {1e9, 76}}};
    Random random{5};
    std::vector<KnownWay> ways;
    for (int i = 0; i < 60; ++i) {
        const auto from = on_earth(40 + random.unit(), -4 + random.unit());
        const auto to = on_earth(40 + random.unit(), -4 + random.unit());
        const double km = truth.road_km(from, to);
        ways.push_back({from, to, km, truth.minutes_of(km)});
    }
    const auto fitted = fit_travel(usual_travel(true), ways);
    EXPECT_NEAR(fitted.road_factor, 1.42, 1e-9);
    EXPECT_EQ(fitted.fit.ways, 60);
    EXPECT_NEAR(fitted.fit.km_error, 0, 1e-6);
    // The bands of the fit are others than those of the truth: the minutes are near, and the error says how
    // near.
    EXPECT_LT(fitted.fit.minutes_error, 8);
    EXPECT_NEAR(fitted.minutes_of(90), truth.minutes_of(90), 0.05 * truth.minutes_of(90));
    // Fewer than three ways change nothing.
    EXPECT_EQ(fit_travel(usual_travel(true), {ways.data(), 2}).road_factor, 1.3);
}

double km(const std::vector<Barrier>& barriers, Point a, Point b) {
    const Barriers all{barriers, false};
    const double there = all.km(a, b), back = all.km(all.seat(b), all.seat(a));
    EXPECT_TRUE(there == back || std::abs(there - back) < 1e-9) << there << " and " << back;
    return there;
}

TEST(Barriers, a_wall_is_passed_round_its_end) {
    const Barrier wall{.name = "river", .line = {{5, -3}, {5, 3}}};
    EXPECT_NEAR(km({wall}, {0, 0}, {10, 0}), 2 * std::sqrt(34), 0.03);
    EXPECT_NEAR(km({wall}, {0, 0}, {4.9, 0}), 4.9, 1e-12);
    EXPECT_NEAR(km({wall}, {0, 4}, {10, 4}), 10, 1e-12);
    // A corner in the middle of a wall is no hole in it.
    const Barrier bent{.name = "river", .line = {{5, -3}, {5, 0}, {5, 3}}};
    EXPECT_NEAR(km({bent}, {0, 0}, {10, 0}), 2 * std::sqrt(34), 0.03);
    // Of the two ends the nearer one.
    EXPECT_NEAR(km({wall}, {0, -2}, {10, -2}), 2 * std::sqrt(26), 0.03);
}

TEST(Barriers, crossings_and_detour_factors) {
    const Barrier bridge{.name = "river", .line = {{5, -30}, {5, 30}}, .crossings = {{5.2, 1}}};
    EXPECT_NEAR(km({bridge}, {0, 0}, {10, 0}), 2 * std::sqrt(26), 0.03);
    const Barrier slow{.name = "hills", .line = {{5, -30}, {5, 30}}, .detour = 1.5};
    EXPECT_NEAR(km({slow}, {0, 0}, {10, 0}), 15, 1e-12);
    EXPECT_NEAR(km({slow}, {0, 0}, {4, 0}), 4, 1e-12);
}

TEST(Barriers, areas_are_passed_round_their_corners_and_shut_places_in) {
    const Barrier lake{.name = "lake", .line = {{4, -1}, {6, -1}, {6, 1}, {4, 1}}, .area = true};
    EXPECT_NEAR(km({lake}, {0, 0}, {10, 0}), 2 * std::sqrt(17) + 2, 0.05);
    EXPECT_TRUE(std::isinf(km({lake}, {5, 0}, {10, 0})));
    auto ferry = lake;
    ferry.crossings = {{6, 0}};
    EXPECT_NEAR(km({ferry}, {5, 0}, {10, 0}), 5, 0.05);
    // Two walls one after the other: the way leads round both.
    const Barrier first{.name = "a", .line = {{3, -50}, {3, 2}}},
        second{.name = "b", .line = {{7, -2}, {7, 50}}};
    const double between = std::sqrt(16 + 16);
    EXPECT_NEAR(km({first, second}, {0, 0}, {10, 0}), 2 * std::sqrt(13) + between, 0.05);
}

// The same wall on the earth: a piece of the meridian of 5 degrees east, 3 degrees to the north and to the
// south.
TEST(Barriers, on_the_earth) {
    Travel travel = usual_travel(true);
    travel.barriers = std::make_shared<Barriers>(
        std::vector<Barrier>{{.name = "ridge", .line = {on_earth(-3, 5), on_earth(3, 5)}}}, true);
    const double way = 2 * straight_km(on_earth(0, 0), on_earth(3, 5), true);
    EXPECT_NEAR(travel.road_km(on_earth(0, 0), on_earth(0, 10)), 1.3 * way, 0.1);
    EXPECT_NEAR(travel.road_km(on_earth(4, 0), on_earth(4, 10)),
                1.3 * straight_km(on_earth(4, 0), on_earth(4, 10), true), 1e-9);
    // The same legs asked for by place.
    const RoadDistance roads{{{0, 0}, {10, 0}, {0, 4}}, travel};
    EXPECT_NEAR(roads.leg(0, 1).distance, 1.3 * way, 0.1);
    EXPECT_NEAR(roads.leg(1, 0).distance, roads.leg(0, 1).distance, 1e-6);
    EXPECT_NEAR(roads.leg(0, 1).time, travel.minutes_of(roads.leg(0, 1).distance), 1e-9);
    // The other side of the earth is not in the way.
    EXPECT_NEAR(travel.air_km(on_earth(0, 180), on_earth(0, -170)),
                straight_km(on_earth(0, 180), on_earth(0, -170), true), 1e-9);
}

}  // namespace
}  // namespace kamino::territory
