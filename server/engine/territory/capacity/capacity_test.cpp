// TERR-3: capacity by hand, and the fitted travel against tours that were driven in the test.
#include "engine/territory/capacity/capacity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/territory/random.h"

namespace kamino::territory::capacity {
namespace {

using alignment::Place;

// A closed tour by nearest neighbour and 2-opt: a second method, the known ways of the test.
double tour_km(std::vector<Place> stops) {
    const auto km = [](const Place& a, const Place& b) { return std::sqrt(square_km(a, b)); };
    for (std::size_t i = 0; i + 1 < stops.size(); ++i)
        std::swap(stops[i + 1], *std::min_element(stops.begin() + i + 1, stops.end(), [&](auto& a, auto& b) {
                      return km(stops[i], a) < km(stops[i], b);
                  }));
    for (bool better = true; better;) {
        better = false;
        for (std::size_t i = 0; i + 2 < stops.size(); ++i)
            for (std::size_t j = i + 2; j < stops.size(); ++j) {
                const auto& after = stops[(j + 1) % stops.size()];
                if (km(stops[i], stops[j]) + km(stops[i + 1], after) <
                    km(stops[i], stops[i + 1]) + km(stops[j], after) - 1e-9) {
                    std::reverse(stops.begin() + i + 1, stops.begin() + j + 1);
                    better = true;
                }
            }
    }
    double sum = 0;
    for (std::size_t i = 0; i < stops.size(); ++i) sum += km(stops[i], stops[(i + 1) % stops.size()]);
    return sum;
}

std::vector<KnownRoute> driven(std::uint64_t seed, int count) {
    Random random{seed};
    std::vector<KnownRoute> routes;
    for (int r = 0; r < count; ++r) {
        KnownRoute route;
        route.home = {100 * random.unit(), 100 * random.unit(), 0};
        const Place at{100 * random.unit(), 100 * random.unit(), 0};
        for (int s = 0; s < 10; ++s)
            route.stops.push_back({at.x + 20 * random.unit(), at.y + 20 * random.unit(), 0});
        auto all = route.stops;
        all.push_back(route.home);
        route.km = tour_km(all);
        routes.push_back(std::move(route));
    }
    return routes;
}

TEST(Capacity, travel_is_fitted_on_driven_routes) {
    const auto model = fit_routes({}, driven(1, 40));
    EXPECT_EQ(model.routes, 40);
    EXPECT_DOUBLE_EQ(model.stops_a_day, 10);
    EXPECT_LT(model.error, 12);  // per cent, each route predicted by the others
    double error = 0;
    const auto fresh = driven(2, 40);
    for (const auto& route : fresh) error += std::abs(predicted_km(model, {}, route) / route.km - 1);
    EXPECT_LT(100 * error / 40, 12);
    EXPECT_NEAR(model.approach, 1, 0.25);  // the way there and back is driven once
    EXPECT_TRUE(std::isnan(fit_routes({}, {}).error));
}

TEST(Capacity, hours_by_hand) {
    Instance in;
    in.measures = {};
    in.people = {{.id = "ann", .home = {0, 0, 0}, .has_home = true, .capacity = {}},
                 {.id = "bob", .home = {5, 0, 0}, .has_home = true, .capacity = {}}};
    in.people[0].hours = 10, in.people[1].hours = 100;
    in.travel.bands = {{1e9, 60}};
    auto& u = in.units;
    for (int i = 0; i < 4; ++i) {
        u.ids.push_back(std::to_string(i));
        u.places.push_back({30, 40, 0});  // 50 km from ann's home, all at one place: no way between them
    }
    u.weight.assign(4, 1), u.value.assign(4, 1), u.minutes.assign(4, 120), u.visits.assign(4, 4);
    u.owner.assign(4, 0), u.locked.assign(4, 0), u.needs.assign(4, 0), u.tree.assign(4, -1);
    const auto c = check_capacity(in, {});
    // 16 visits, 8 a day: 2 days of 100 km at 60 km/h; 4 times 2 hours of service.
    EXPECT_DOUBLE_EQ(c.people[0].need.service_hours, 8);
    EXPECT_DOUBLE_EQ(c.people[0].need.days, 2);
    EXPECT_NEAR(c.people[0].need.travel_hours, 200.0 / 60, 1e-9);
    EXPECT_NEAR(c.need, 8 + 200.0 / 60, 1e-9);
    EXPECT_DOUBLE_EQ(c.have, 110);
    EXPECT_NEAR(c.people_needed, c.need / 55, 1e-12);
    ASSERT_EQ(c.people[0].options.size(), 3u);  // less often, to bob, more hours
    EXPECT_NE(c.people[0].options[1].find("person bob, 5 km away"), std::string::npos)
        << c.people[0].options[1];
    EXPECT_TRUE(c.people[1].options.empty());
}

}  // namespace
}  // namespace kamino::territory::capacity
