#include "analyze/clv.h"

#include <cmath>

#include "analyze/output.h"

namespace kamino::analyze {

namespace {

std::vector<Option> options() {
    std::vector<Option> all{
        {.name = "transactions", .help = "CSV file with one row a purchase"},
        {.name = "customer", .help = "column that names the customer (with --transactions)"},
        {.name = "date", .help = "column with the date of the purchase (with --transactions)"},
        {.name = "amount", .help = "column with its amount; adds spending and lifetime value"},
        {.name = "summary",
         .help = "instead of transactions: CSV file with one row a customer and the columns x (repeat "
                 "purchases), t_x "
                 "(time of the last one), T (time watched), both since the first purchase; if wanted m_x "
                 "(mean value of "
                 "the repeat purchases), weight (how many customers the row stands for) and id"},
        {.name = "unit", .help = "of time", .fallback = "week", .choices = {"day", "week", "month", "year"}},
        {.name = "calibration-end",
         .help = "last day (2026-01-31) from which the model learns; what comes later tests it (with "
                 "--transactions; "
                 "left out: learns from all)"},
        {.name = "model",
         .help = "bgnbd, mbgnbd (may leave after the first purchase too), paretonbd (may leave at any time), "
                 "bgbb "
                 "(occasions at fixed times), sbg (contracts: x renewals of T that came up), or auto: the "
                 "best of the "
                 "first three by likelihood",
         .fallback = "bgnbd",
         .choices = {"bgnbd", "mbgnbd", "paretonbd", "bgbb", "sbg", "auto"}},
        {.name = "horizon", .kind = Kind::number, .help = "how many units to look ahead (left out: a year)"},
        {.name = "discount",
         .kind = Kind::number,
         .help = "annual rate at which later purchases count less, 0.1 being 10 %",
         .fallback = "0.1"},
        {.name = "customers",
         .help = "CSV file to write: id, x, t_x, T, expected, p_alive, value, clv, clv_lo, clv_hi of every "
                 "customer"},
    };
    for (auto& o : common_options()) all.push_back(o);
    return all;
}

double horizon_of(const Arguments& arguments, Unit unit) {
    if (!arguments.has("horizon")) return std::max(1.0, std::floor(365.25 / days_of(unit)));
    const double horizon = arguments.number("horizon");
    if (!(horizon > 0) || horizon > 100'000)
        throw Refusal("--horizon is more than 0 and at most 100000 units");
    return horizon;
}

ClvQuestion question_of(const Arguments& arguments) {
    ClvQuestion question;
    question.model = arguments.text("model");
    question.unit = arguments.text("unit");
    question.horizon = horizon_of(arguments, unit_of(question.unit));
    question.discount = arguments.number("discount");
    question.customers = arguments.has("customers") || arguments.text("format") == "csv";
    question.threads = Format::of(arguments).threads;
    if (!(question.discount >= 0) || question.discount > 10)
        throw Refusal("--discount is a rate between 0 and 10; 0.1 is 10 % a year");
    const bool whole = question.model == "bgbb" || question.model == "sbg";
    if (whole && question.horizon != std::floor(question.horizon))
        throw Refusal("--horizon is a whole number of occasions with --model " + question.model);
    return question;
}

Purchases purchases_of(const Arguments& arguments, const std::string& model) {
    const bool transactions = arguments.has("transactions");
    if (transactions == arguments.has("summary")) throw Refusal("give either --transactions or --summary");
    const auto table =
        Table::read(arguments.text(transactions ? "transactions" : "summary"), Format::of(arguments));
    if (!transactions) {
        for (const char* name : {"customer", "date", "amount", "calibration-end"})
            if (arguments.has(name)) throw Refusal("--" + std::string{name} + " goes with --transactions");
        return purchases_of_summary(table, model == "sbg"    ? SummaryKind::contract
                                           : model == "bgbb" ? SummaryKind::discrete
                                                             : SummaryKind::continuous);
    }
    if (model == "sbg")
        throw Refusal("--model sbg needs --summary with the columns x (renewed) and T (came up)");
    for (const char* name : {"customer", "date"})
        if (!arguments.has(name))
            throw Refusal("--" + std::string{name} + " is missing: the name of a column");
    TransactionColumns columns;
    columns.customer = arguments.text("customer");
    columns.date = arguments.text("date");
    columns.amount = arguments.text("amount");
    columns.calibration_end = arguments.text("calibration-end");
    columns.unit = unit_of(arguments.text("unit"));
    columns.discrete = model == "bgbb";
    return purchases_of_transactions(table, columns);
}

void run(const Arguments& arguments) {
    auto question = question_of(arguments);
    question.source = arguments.text(arguments.has("transactions") ? "transactions" : "summary");
    const auto purchases = purchases_of(arguments, question.model);
    const auto result = study(purchases, question);
    const auto format = arguments.text("format");
    const auto document = format == "table" ? clv_table(purchases, question, result)
                          : format == "csv" ? customers_csv(purchases, result)
                                            : clv_json(purchases, question, result);
    if (arguments.has("customers")) write_file(arguments.text("customers"), customers_csv(purchases, result));
    print(document);
}

}  // namespace

Command clv_command() {
    return {"clv",
            "Customer lifetime value: who will buy again, how often, who has left, what each is worth; "
            "tested on what came "
            "after.",
            options(), run};
}

}  // namespace kamino::analyze
