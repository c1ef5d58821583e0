#include "platform/http/metrics.h"

#include <array>
#include <cstdint>

#include "platform/base/text.h"

namespace kamino::http {
namespace {

constexpr std::array<double, 13> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                        0.25,  0.5,    1,     2.5,  5,     10};

std::string number(double value) {
    try {
        return base::number_text(value);
    } catch (const std::exception&) {
        return "NaN";
    }
}

std::string sample(const std::string& name, const std::string& labels, double value) {
    return name + (labels.empty() ? "" : "{" + labels + "}") + " " + number(value) + "\n";
}

}  // namespace

std::string labels(const std::vector<std::pair<std::string_view, std::string_view>>& pairs) {
    std::string text;
    for (const auto& [name, value] : pairs) {
        if (!text.empty()) text += ',';
        text += name;
        text += "=\"";
        for (const char c : value) {
            if (c == '\\' || c == '"') text += '\\';
            if (c == '\n')
                text += "\\n";
            else
                text += c;
        }
        text += '"';
    }
    return text;
}

void Metrics::count(const std::string& name, const std::string& labels, double by) {
    std::lock_guard lock{mutex_};
    counters_[name][labels] += by;
}

void Metrics::observe(const std::string& name, const std::string& labels, double seconds) {
    std::lock_guard lock{mutex_};
    auto& h = histograms_[name][labels];
    h.buckets.resize(bounds.size());
    for (std::size_t i = 0; i < bounds.size(); ++i)
        if (seconds <= bounds[i]) ++h.buckets[i];
    h.sum += seconds;
    ++h.count;
}

void Metrics::gauge(const std::string& name, std::function<double()> value) {
    std::lock_guard lock{mutex_};
    gauges_[name] = std::move(value);
}

void Metrics::help(const std::string& name, std::string text) {
    std::lock_guard lock{mutex_};
    help_[name] = std::move(text);
}

std::string Metrics::text() const {
    std::string out;
    std::map<std::string, std::function<double()>> gauges;
    {
        std::lock_guard lock{mutex_};
        const auto head = [&](const std::string& name, const char* type) {
            if (const auto it = help_.find(name); it != help_.end())
                out += "# HELP " + name + " " + it->second + "\n";
            out += "# TYPE " + name + " " + type + "\n";
        };
        for (const auto& [name, series] : counters_) {
            head(name, "counter");
            for (const auto& [l, value] : series) out += sample(name, l, value);
        }
        for (const auto& [name, series] : histograms_) {
            head(name, "histogram");
            for (const auto& [l, h] : series) {
                const std::string comma = l.empty() ? "" : l + ",";
                for (std::size_t i = 0; i < bounds.size(); ++i)
                    out += sample(name + "_bucket", comma + "le=\"" + number(bounds[i]) + "\"",
                                  static_cast<double>(h.buckets[i]));
                out += sample(name + "_bucket", comma + "le=\"+Inf\"", static_cast<double>(h.count));
                out += sample(name + "_sum", l, h.sum);
                out += sample(name + "_count", l, static_cast<double>(h.count));
            }
        }
        gauges = gauges_;
    }
    // Outside the lock: a gauge may look at something that counts.
    for (const auto& [name, value] : gauges) out += "# TYPE " + name + " gauge\n" + sample(name, {}, value());
    return out;
}

}  // namespace kamino::http
