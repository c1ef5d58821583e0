// Charts of the printed plan as inline SVG. Bars differ by pattern, not by colour alone, so that they print
// in black.
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "domain/plans/document_parts.h"
#include "platform/base/text.h"

namespace kamino::plans {
namespace {

constexpr const char* patterns =
    "<defs><pattern id=\"now\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect width=\"4\" "
    "height=\"4\" fill=\"#1f4e79\"/></pattern>"
    "<pattern id=\"before\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/><rect width=\"1.4\" "
    "height=\"4\" fill=\"#7a93ac\"/></pattern>"
    "<pattern id=\"dots\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect width=\"4\" "
    "height=\"4\" fill=\"#fff\"/><circle cx=\"2\" cy=\"2\" r=\".9\" fill=\"#a86400\"/></pattern></defs>";

std::string num(double v) {
    return base::number_text(std::round(v * 100) / 100);
}

std::string rect(double x, double y, double w, double h, const char* fill) {
    return "<rect x=\"" + num(x) + "\" y=\"" + num(y) + "\" width=\"" + num(w) + "\" height=\"" + num(h) +
           "\" fill=\"url(#" + fill + ")\" stroke=\"#1f4e79\" stroke-width=\".5\"/>";
}

std::string text(double x, double y, const char* anchor, const std::string& what) {
    return "<text x=\"" + num(x) + "\" y=\"" + num(y) + "\" text-anchor=\"" + anchor + "\">" + escaped(what) +
           "</text>";
}

std::int64_t minor(const boost::json::object& o, std::string_view key) {
    const auto* v = o.if_contains(key);
    return v ? v->at("minor").to_number<std::int64_t>() : 0;
}

std::string currency_of(const boost::json::object& o, std::string_view key) {
    return std::string{o.at(key).at("currency").as_string()};
}

std::string say(const Reader& reader, const char* key) {
    return i18n::translate(reader.language, std::string{"plan.print."} + key);
}

// The next of 1, 2, 2.5, 5 x 10^n at or above a fourth of the highest bar.
double step_for(double highest) {
    const double raw = highest / 4;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double m : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (m * power >= raw) return m * power;
    return 10 * power;
}

struct Month {
    Date month;
    std::int64_t now_minor, before_minor;
};

std::string bars(const std::vector<Month>& months, const std::string& currency, const Reader& reader) {
    const double left = 62, top = 22, width = 500 - left, height = 130;
    double highest = 1;
    for (const auto& m : months)
        highest = std::max({highest, static_cast<double>(m.now_minor), static_cast<double>(m.before_minor)});
    const double step = step_for(highest), ceiling = step * std::ceil(highest / step);
    const double slot = width / static_cast<double>(months.size()), bar = slot * 0.38;
    std::string out = "<svg viewBox=\"0 0 500 176\" role=\"img\" aria-label=\"" +
                      escaped(say(reader, "chart")) + "\">" + patterns;
    for (double v = 0; v <= ceiling * 1.0001; v += step) {
        const double y = top + height - height * v / ceiling;
        out += "<line x1=\"" + num(left) + "\" x2=\"500\" y1=\"" + num(y) + "\" y2=\"" + num(y) +
               "\" stroke=\"#d5dce4\" stroke-width=\".5\"/>";
        out += text(left - 4, y + 2.5, "end", whole_money(std::llround(v), currency, reader.locale));
    }
    const auto column = [&](double x, std::int64_t value, const char* fill) {
        const double h = height * static_cast<double>(std::max<std::int64_t>(0, value)) / ceiling;
        return h > 0 ? rect(x, top + height - h, bar, h, fill) : std::string{};
    };
    for (std::size_t i = 0; i < months.size(); ++i) {
        const double x = left + slot * static_cast<double>(i) + slot * 0.1;
        out += column(x, months[i].before_minor, "before") +
               column(x + bar + slot * 0.03, months[i].now_minor, "now");
        out += text(x + bar, top + height + 10, "middle",
                    i18n::translate(reader.language, "plan.month." + std::to_string(months[i].month.month()))
                        .substr(0, 3));
    }
    out += rect(left, 4, 9, 7, "before") + text(left + 13, 10.5, "start", say(reader, "year_before"));
    out += rect(left + 130, 4, 9, 7, "now") + text(left + 143, 10.5, "start", say(reader, "this_year"));
    return out + "</svg>";
}

std::string change_text(std::int64_t now_minor, std::int64_t before, const Reader& reader) {
    if (before <= 0) return "–";
    const double ratio = static_cast<double>(now_minor) / static_cast<double>(before) - 1;
    return (ratio > 0 ? "+" : "") + i18n::format_percent(reader.locale, ratio, 1);
}

std::string month_table(const std::vector<Month>& months, const std::string& currency, const Reader& reader) {
    std::string out = "<table><thead><tr><th>" + escaped(say(reader, "month")) + "</th><th class=\"n\">" +
                      escaped(say(reader, "this_year")) + "</th><th class=\"n\">" +
                      escaped(say(reader, "year_before")) + "</th><th class=\"n\">" +
                      escaped(say(reader, "change")) + "</th></tr></thead><tbody>";
    std::int64_t now_sum = 0, before_sum = 0;
    const auto cells = [&](std::int64_t a, std::int64_t b) {
        return "</td><td class=\"n\">" + escaped(whole_money(a, currency, reader.locale)) +
               "</td><td class=\"n\">" + escaped(whole_money(b, currency, reader.locale)) +
               "</td><td class=\"n\">" + escaped(change_text(a, b, reader)) + "</td></tr>";
    };
    for (const auto& m : months) {
        out += "<tr><td>" + escaped(i18n::format_month(reader.locale, m.month)) +
               cells(m.now_minor, m.before_minor);
        now_sum += m.now_minor;
        before_sum += m.before_minor;
    }
    return out + "</tbody><tfoot><tr><td>" + escaped(say(reader, "total")) + cells(now_sum, before_sum) +
           "</tfoot></table>";
}

}  // namespace

std::string sales_chart(const boost::json::object& facts, const Reader& reader) {
    const auto* rows = facts.if_contains("months");
    if (!rows || rows->as_array().empty()) return "";
    std::vector<Month> months;
    std::string currency;
    bool any = false;
    for (const auto& row : rows->as_array()) {
        const auto& o = row.as_object();
        const auto& iso = o.at("month").as_string();
        months.push_back({Date::parse(std::string_view{iso.data(), iso.size()}).value_or(Date{}),
                          minor(o, "revenue"), minor(o, "revenue_year_before")});
        currency = currency_of(o, "revenue");
        any = any || months.back().now_minor != 0 || months.back().before_minor != 0;
    }
    if (!any) return "";
    return "<figure><figcaption>" + escaped(say(reader, "chart")) + "</figcaption>" +
           bars(months, currency, reader) + "</figure>" + month_table(months, currency, reader);
}

std::string gap_chart(const boost::json::object& facts, const Reader& reader) {
    const auto target = minor(facts, "target");
    if (target <= 0) return "";
    const auto currency = currency_of(facts, "target");
    const std::int64_t run = minor(facts, "run_rate"), pipe = minor(facts, "weighted_pipeline"),
                       gap = minor(facts, "gap");
    const double scale = 500.0 / static_cast<double>(std::max(target, run + pipe));
    std::string out = "<figure><figcaption>" + escaped(say(reader, "gap_chart")) +
                      "</figcaption><svg viewBox=\"0 0 500 58\" role=\"img\" aria-label=\"" +
                      escaped(say(reader, "gap_chart")) + "\">" + patterns;
    double x = 0;
    const auto part = [&](std::int64_t value, const char* fill) {
        if (value > 0) out += rect(x, 4, static_cast<double>(value) * scale, 20, fill);
        x += static_cast<double>(value) * scale;
    };
    part(run, "now");
    part(pipe, "before");
    part(gap, "dots");
    const auto legend = [&](double at, const char* fill, const char* fact, std::int64_t value) {
        out +=
            rect(at, 36, 9, 7, fill) +
            text(at + 13, 42.5, "start", i18n::translate(reader.language, std::string{"plan.fact."} + fact)) +
            text(at + 13, 52.5, "start", whole_money(value, currency, reader.locale));
    };
    legend(0.5, "now", "run_rate", run);
    legend(125, "before", "weighted_pipeline", pipe);
    legend(250, "dots", "gap", gap);
    const double mark = std::min(499.0, static_cast<double>(target) * scale);
    out += "<line x1=\"" + num(mark) + "\" x2=\"" + num(mark) +
           "\" y1=\"1\" y2=\"28\" stroke=\"#1b2430\" stroke-width=\"1.2\"/>";
    out += "<line x1=\"370\" x2=\"370\" y1=\"35\" y2=\"45\" stroke=\"#1b2430\" stroke-width=\"1.2\"/>";
    out += text(375, 42.5, "start", i18n::translate(reader.language, "plan.fact.target")) +
           text(375, 52.5, "start", whole_money(target, currency, reader.locale));
    return out + "</svg></figure>";
}

}  // namespace kamino::plans
