// Charts of the page as inline SVG. Bars differ by pattern, not by colour alone, so that they print in black.
#include <algorithm>
#include <cmath>

#include "platform/base/text.h"
#include "platform/i18n/i18n.h"
#include "platform/office/html_parts.h"
#include "platform/office/xml.h"

namespace kamino::office {
namespace {

std::string num(double v) {
    return base::number_text(std::round(v * 100) / 100);
}

class Drawing {
  public:
    explicit Drawing(const Document& d)
        : d_(d), ink_(css(readable(d.brand.color))), accent_(css(d.brand.accent)) {}

    std::string open(double height, const std::string& label) const {
        const auto cross = [&](const char* id, const std::string& color) {
            return std::string{"<pattern id=\""} + id +
                   "\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
                   "patternTransform=\"rotate(45)\"><rect "
                   "width=\"4\" height=\"4\" fill=\"#fff\"/><rect width=\"1.4\" height=\"4\" fill=\"" +
                   color + "\"/></pattern>";
        };
        return "<svg viewBox=\"0 0 500 " + num(height) + "\" role=\"img\" aria-label=\"" + escaped(label) +
               "\"><defs><pattern id=\"fill0\" width=\"4\" height=\"4\" "
               "patternUnits=\"userSpaceOnUse\"><rect "
               "width=\"4\" height=\"4\" fill=\"" +
               ink_ + "\"/></pattern>" + cross("fill1", "#7a93ac") +
               "<pattern id=\"fill2\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect "
               "width=\"4\" "
               "height=\"4\" fill=\"#fff\"/><circle cx=\"2\" cy=\"2\" r=\".9\" fill=\"" +
               accent_ + "\"/></pattern></defs>";
    }
    std::string rect(double x, double y, double w, double h, std::size_t fill) const {
        return "<rect x=\"" + num(x) + "\" y=\"" + num(y) + "\" width=\"" + num(w) + "\" height=\"" + num(h) +
               "\" fill=\"url(#fill" + std::to_string(fill % 3) + ")\" stroke=\"" + ink_ +
               "\" stroke-width=\".5\"/>";
    }
    std::string text(double x, double y, const char* anchor, const std::string& what) const {
        return "<text x=\"" + num(x) + "\" y=\"" + num(y) + "\" text-anchor=\"" + anchor + "\">" +
               escaped(what) + "</text>";
    }
    static std::string line(double x1, double y1, double x2, double y2, const char* color, double width) {
        return "<line x1=\"" + num(x1) + "\" x2=\"" + num(x2) + "\" y1=\"" + num(y1) + "\" y2=\"" + num(y2) +
               "\" stroke=\"" + color + "\" stroke-width=\"" + num(width) + "\"/>";
    }
    std::string amount(double value, const std::string& currency) const {
        return amount_text(d_, value, currency);
    }

  private:
    const Document& d_;
    std::string ink_, accent_;
};

// The next of 1, 2, 2.5, 5 x 10^n at or above a fourth of the highest bar.
double step_for(double highest) {
    const double raw = highest / 4;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double m : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (m * power >= raw) return m * power;
    return 10 * power;
}

std::string columns(const Chart& chart, const std::string& title, const Drawing& draw) {
    const double left = 62, top = 22, width = 500 - left, height = 130;
    double highest = 1;
    for (const auto& s : chart.series)
        for (const double v : s.values) highest = std::max(highest, v);
    const double step = step_for(highest), ceiling = step * std::ceil(highest / step);
    const double slot = width / static_cast<double>(std::max<std::size_t>(1, chart.categories.size()));
    const double bar = slot * 0.8 / static_cast<double>(std::max<std::size_t>(1, chart.series.size()));
    auto out = draw.open(176, title);
    for (double v = 0; v <= ceiling * 1.0001; v += step) {
        const double y = top + height - height * v / ceiling;
        out += Drawing::line(left, y, 500, y, "#d5dce4", 0.5);
        out += draw.text(left - 4, y + 2.5, "end", draw.amount(v, chart.currency));
    }
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        const double x = left + slot * static_cast<double>(i) + slot * 0.1;
        // The first series is the one of today: it stands on the right and is filled.
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            const double h = height * std::max(0.0, chart.series[s].values.at(i)) / ceiling;
            const double at = x + bar * static_cast<double>(chart.series.size() - 1 - s);
            if (h > 0) out += draw.rect(at, top + height - h, bar * 0.96, h, s);
        }
        out += draw.text(x + slot * 0.4, top + height + 10, "middle", chart.categories[i]);
    }
    double at = left;
    for (std::size_t s = chart.series.size(); s-- > 0; at += 130)
        out += draw.rect(at, 4, 9, 7, s) + draw.text(at + 13, 10.5, "start", chart.series[s].name);
    return out + "</svg>";
}

std::string stack(const Chart& chart, const std::string& title, const Drawing& draw) {
    double sum = 0;
    for (const auto& s : chart.series) sum += s.values.at(0);
    const double scale = 500.0 / std::max({1.0, sum, chart.mark.value_or(0)});
    auto out = draw.open(58, title);
    double x = 0;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const double w = chart.series[s].values.at(0) * scale;
        if (w > 0) out += draw.rect(x, 4, w, 20, s);
        x += w;
        const double at = 0.5 + 124.5 * static_cast<double>(s);
        out += draw.rect(at, 36, 9, 7, s) + draw.text(at + 13, 42.5, "start", chart.series[s].name) +
               draw.text(at + 13, 52.5, "start", draw.amount(chart.series[s].values.at(0), chart.currency));
    }
    if (chart.mark) {
        const double at = std::min(499.0, *chart.mark * scale);
        out += Drawing::line(at, 1, at, 28, "#1b2430", 1.2) +
               Drawing::line(375, 35, 375, 45, "#1b2430", 1.2) +
               draw.text(380, 42.5, "start", chart.mark_name) +
               draw.text(380, 52.5, "start", draw.amount(*chart.mark, chart.currency));
    }
    return out + "</svg>";
}

}  // namespace

std::string amount_text(const Document& document, double value, const std::string& currency) {
    if (currency.empty()) return i18n::format_number(document.locale, value, 0);
    const int digits = currency_exponent(currency).value_or(2);
    auto whole = i18n::format_money(document.locale,
                                    {std::llround(std::round(value) * std::pow(10, digits)), currency});
    // Whole amounts: without the zeros behind the decimal sign.
    const std::string zeros(static_cast<std::size_t>(digits), '0');
    for (const char sign : {'.', ','})
        if (const auto at = digits > 0 ? whole.rfind(sign + zeros) : std::string::npos;
            at != std::string::npos)
            whole.erase(at, 1 + zeros.size());
    return whole;
}

std::string chart_html(const Chart& chart, const std::string& title, const Document& document) {
    const Drawing draw{document};
    return chart.kind == Chart::Kind::stack ? stack(chart, title, draw) : columns(chart, title, draw);
}

}  // namespace kamino::office
