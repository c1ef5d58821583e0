// Counters, gauges and histograms in the Prometheus text format (version 0.0.4). Thread-safe; one mutex,
// since a request touches it twice.
#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::http {

// Labels as they stand between the braces: labels({{"route", "accounts.get"}}) -> route="accounts.get"
std::string labels(const std::vector<std::pair<std::string_view, std::string_view>>& pairs);

class Metrics {
  public:
    void count(const std::string& name, const std::string& labels = {}, double by = 1);
    void observe(const std::string& name, const std::string& labels,
                 double seconds);                                        // histogram, 1 ms … 10 s
    void gauge(const std::string& name, std::function<double()> value);  // read when scraped
    void help(const std::string& name, std::string text);
    std::string text() const;

  private:
    struct Histogram {
        std::vector<std::uint64_t> buckets;
        double sum = 0;
        std::uint64_t count = 0;
    };
    mutable std::mutex mutex_;
    std::map<std::string, std::map<std::string, double>> counters_;
    std::map<std::string, std::map<std::string, Histogram>> histograms_;
    std::map<std::string, std::function<double()>> gauges_;
    std::map<std::string, std::string> help_;
};

}  // namespace kamino::http
