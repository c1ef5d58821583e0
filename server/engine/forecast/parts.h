// The parts that methods are made of, fitted once to one series. Internal to engine/forecast.
#pragma once
#include <map>

#include "engine/forecast/ets.h"
#include "engine/forecast/forecast.h"
#include "engine/forecast/theta.h"

namespace kamino::forecast {

class Parts {
  public:
    Parts(std::span<const double> values, std::size_t period, std::size_t horizon);
    Outcome outcome(Method method);  // automatic is resolved
    Method usual() const;
    const std::vector<Method>& candidates() const;

  private:
    // A member of a combination.
    struct Part {
        std::string name;
        std::vector<double> mean, variance, fitted;
        std::size_t parameters = 0;
    };
    const Part& ets();
    const Part& theta();
    const Part& optimised_theta();
    const Part& damped();
    const Part& seasonal_naive();
    Part naive() const;
    Part ets_without_season() const;
    Part from(const EtsModel& model) const;
    Part from(const ThetaModel& model, std::string name, std::vector<double> mean,
              std::size_t parameters) const;
    bool sane(const Part& part) const;
    Outcome degenerate() const;
    Outcome combined(Method method, std::vector<const Part*> parts);
    Outcome of_demand(Method method) const;
    void add_params(Outcome& outcome) const;
    std::vector<double> inside_errors() const;
    std::vector<double> walk_variance() const;
    double growth() const;

    std::span<const double> values_;
    std::size_t period_, horizon_;
    double least_ = 0, most_ = 0;
    Quality quality_;
    std::optional<EtsModel> ets_model_;
    std::map<std::string, Part> parts_;
};

}  // namespace kamino::forecast
