// The demo data seen from outside: the files are read back as any importer would read them.
#include "demo/demo.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "demo/catalogue.h"
#include "demo/places.h"
#include "demo/random.h"
#include "demo/vocabulary.h"
#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::demo {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

Options options_for(const std::string& language, double scale = 1.0) {
    Options o;
    o.language = language;
    o.scale = scale;
    o.end = Date::of(2026, 10, 31);
    o.vocabulary = text_of(fs::path(KAMINO_SOURCE_DIR) / "data" / "demo" / (language + ".json"));
    return o;
}

class Folder {
  public:
    Folder() {
        static int count = 0;
        path_ = fs::temp_directory_path() /
                ("kamino-demo-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

using Cells = std::vector<std::string>;

// RFC 4180, written for the test.
std::vector<Cells> read_csv(const fs::path& path) {
    const std::string text = text_of(path);
    std::vector<Cells> rows;
    Cells row;
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',' || c == '\n') {
            row.push_back(std::move(cell));
            cell.clear();
            if (c == '\n') {
                rows.push_back(std::move(row));
                row.clear();
            }
        } else {
            cell += c;
        }
    }
    return rows;
}

struct Table {
    std::map<std::string, std::size_t> columns;
    std::vector<Cells> rows;
    Table() = default;
    explicit Table(const fs::path& path) : rows(read_csv(path)) {
        for (std::size_t i = 0; i < rows.at(0).size(); ++i) columns[rows[0][i]] = i;
        rows.erase(rows.begin());
        for (const auto& row : rows) EXPECT_EQ(row.size(), columns.size()) << path;
    }
    const std::string& at(const Cells& row, const char* column) const { return row[columns.at(column)]; }
    std::set<std::string> all(const char* column) const {
        std::set<std::string> result;
        for (const auto& row : rows) result.insert(at(row, column));
        return result;
    }
};

double rate(const std::string& currency) {  // roughly; the data's own rates move around these
    static const std::map<std::string, double> rates = {
        {"EUR", 1}, {"USD", 0.92}, {"MXN", 0.0485}, {"COP", 0.000222}, {"CLP", 0.00098}};
    return rates.at(currency);
}

// The full English workspace, made once for all tests of its structure.
struct World {
    Folder folder;
    Summary summary;
    std::map<std::string, Table> tables;
    boost::json::object truth;
    World() {
        summary = generate(options_for("en"), folder.path());
        for (const auto& name : file_names()) tables.emplace(name, Table(folder.path() / name));
        truth = base::parse_json(text_of(folder.path() / "manifest.json")).at("truth").as_object();
    }
    const Table& operator[](const char* name) const { return tables.at(name); }
};

const World& world() {
    static const World w;
    return w;
}

std::set<std::string> names_in(const char* key) {
    std::set<std::string> result;
    for (const auto& item : world().truth.at(key).as_array()) result.emplace(item.as_string());
    return result;
}

void expect_refers(const char* file, const char* column, const std::set<std::string>& known) {
    const auto& table = world()[file];
    int filled = 0;
    for (const auto& row : table.rows) {
        std::stringstream list(table.at(row, column));
        for (std::string one; std::getline(list, one, ';'); ++filled)
            ASSERT_TRUE(known.contains(one)) << file << " " << column << " " << one;
    }
    EXPECT_GT(filled, 0) << file << " " << column;
}

TEST(Demo, same_seed_gives_the_same_bytes) {
    Folder one, two, other;
    generate(options_for("es", 0.1), one.path());
    generate(options_for("es", 0.1), two.path());
    auto changed = options_for("es", 0.1);
    changed.seed = 8;
    generate(changed, other.path());
    auto names = file_names();
    names.push_back("manifest.json");
    for (const auto& name : names) {
        const auto text = text_of(one.path() / name);
        EXPECT_FALSE(text.empty()) << name;
        EXPECT_EQ(text, text_of(two.path() / name)) << name;
    }
    EXPECT_NE(text_of(one.path() / "sales_lines.csv"), text_of(other.path() / "sales_lines.csv"));
}

TEST(Demo, draws_have_their_distributions) {
    Random a(7, "x"), b(7, "x"), c(7, "y");
    EXPECT_EQ(a.next(), b.next());
    EXPECT_NE(a.next(), c.next());
    double sum = 0, squares = 0;
    for (int i = 0; i < 20'000; ++i) {
        const double x = a.normal();
        sum += x;
        squares += x * x;
    }
    EXPECT_NEAR(sum / 20'000, 0, 0.03);
    EXPECT_NEAR(squares / 20'000, 1, 0.04);
    long counted = 0;
    for (int i = 0; i < 5'000; ++i) counted += a.poisson(80) + a.poisson(0.5);
    EXPECT_NEAR(static_cast<double>(counted) / 5'000, 80.5, 0.6);
}

// The sales lines without the units, which have names in the demo's language.
std::string lines_of(const fs::path& folder) {
    std::stringstream text(text_of(folder / "sales_lines.csv"));
    std::string all;
    for (std::string line; std::getline(text, line);) {
        const auto from = line.find(',', line.find(',') + 1);
        all += line.erase(from, line.find(',', from + 1) - from) + "\n";
    }
    return all;
}

TEST(Demo, languages_have_the_same_keys_and_the_same_data) {
    const auto keys = Vocabulary(options_for("en").vocabulary).keys();
    EXPECT_GT(keys.size(), 150u);
    Folder english;
    const auto rows = generate(options_for("en", 0.05), english.path()).rows;
    for (const std::string language : {"es", "nl"}) {
        EXPECT_EQ(keys, Vocabulary(options_for(language).vocabulary).keys()) << language;
        Folder folder;
        EXPECT_EQ(rows, generate(options_for(language, 0.05), folder.path()).rows) << language;
        EXPECT_TRUE(lines_of(folder.path()) == lines_of(english.path())) << language;
        EXPECT_NE(text_of(folder.path() / "products.csv"), text_of(english.path() / "products.csv"));
    }
}

TEST(Demo, refuses_what_it_cannot_do) {
    const auto key_of = [](Options options) {
        Folder folder;
        try {
            generate(options, folder.path());
        } catch (const Fault& fault) {
            EXPECT_FALSE(fs::exists(folder.path()));
            return fault.key;
        }
        return std::string("none");
    };
    auto options = options_for("en");
    options.scale = 0;
    EXPECT_EQ(key_of(options), "demo.scale");
    options = options_for("en");
    options.language = "de";
    EXPECT_EQ(key_of(options), "demo.language");
    options = options_for("en");
    options.end = Date{};
    EXPECT_EQ(key_of(options), "demo.end");
    options = options_for("en");
    options.language = "nl";  // with the English words
    EXPECT_EQ(key_of(options), "demo.vocabulary");
}

TEST(Demo, a_folder_that_cannot_be_written_is_said) {
    Folder folder;
    fs::create_directories(folder.path());
    std::ofstream(folder.path() / "file") << "x";
    try {
        generate(options_for("en", 0.02), folder.path() / "file");
        FAIL();
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.key, "demo.write_failed");
    }
}

TEST(Demo, counts) {
    const auto& rows = world().summary.rows;
    EXPECT_EQ(rows.at("users.csv"), 14);
    EXPECT_EQ(rows.at("accounts.csv"), 400);
    EXPECT_EQ(rows.at("people.csv"), 2500);
    EXPECT_EQ(rows.at("products.csv"), 9 + 120);
    EXPECT_EQ(rows.at("opportunities.csv"), 1500);
    EXPECT_NEAR(static_cast<double>(rows.at("sales_lines.csv")), 250'000, 20'000);
    EXPECT_NEAR(static_cast<double>(rows.at("interactions.csv")), 20'000, 800);
    for (const auto& name : file_names())
        EXPECT_EQ(rows.at(name), static_cast<std::int64_t>(world()[name.c_str()].rows.size())) << name;
    std::map<std::string, int> countries, statuses;
    const auto& accounts = world()["accounts.csv"];
    for (const auto& row : accounts.rows) {
        ++countries[accounts.at(row, "country")];
        ++statuses[accounts.at(row, "status")];
    }
    EXPECT_EQ(countries, (std::map<std::string, int>{
                             {"ES", 120}, {"NL", 88}, {"MX", 64}, {"BE", 48}, {"CO", 40}, {"CL", 40}}));
    EXPECT_GT(statuses["customer"], 240);
    EXPECT_GT(statuses["prospect"], 40);
    EXPECT_GT(statuses["former"], 10);
}

TEST(Demo, every_reference_resolves) {
    const auto users = world()["users.csv"].all("email");
    const auto accounts = world()["accounts.csv"].all("external_id");
    const auto people = world()["people.csv"].all("external_id");
    const auto products = world()["products.csv"].all("code");
    const auto needs = world()["needs.csv"].all("code");
    const auto units = world()["account_units.csv"].all("name");
    const auto deals = world()["opportunities.csv"].all("external_id");
    const auto stages = world()["opportunity_stages.csv"].all("key");
    expect_refers("users.csv", "manager_id", users);
    expect_refers("needs.csv", "parent_id", needs);
    expect_refers("products.csv", "parent_id", products);
    expect_refers("products.csv", "need_ids", needs);
    expect_refers("accounts.csv", "parent_id", accounts);
    expect_refers("accounts.csv", "owner_id", users);
    for (const char* file : {"account_units.csv", "account_locations.csv", "account_team.csv", "people.csv",
                             "opportunities.csv", "interactions.csv", "sales_lines.csv"})
        expect_refers(file, "account_id", accounts);
    expect_refers("account_team.csv", "user_id", users);
    expect_refers("people.csv", "reports_to_id", people);
    expect_refers("people.csv", "unit_id", units);
    expect_refers("sales_lines.csv", "unit_id", units);
    expect_refers("opportunities.csv", "stage", stages);
    expect_refers("opportunities.csv", "owner_id", users);
    expect_refers("opportunities.csv", "product_id", products);
    expect_refers("opportunities.csv", "person_ids", people);
    expect_refers("stage_history.csv", "opportunity_id", deals);
    expect_refers("stage_history.csv", "stage", stages);
    expect_refers("interactions.csv", "opportunity_id", deals);
    expect_refers("interactions.csv", "person_ids", people);
    expect_refers("interactions.csv", "user_ids", users);
    expect_refers("interactions.csv", "owner_id", users);
    expect_refers("sales_lines.csv", "product_id", products);
    for (const auto& [file, column] : std::map<const char*, const char*>{{"accounts.csv", "name"},
                                                                         {"accounts.csv", "external_id"},
                                                                         {"people.csv", "email"},
                                                                         {"account_units.csv", "name"},
                                                                         {"account_locations.csv", "name"},
                                                                         {"sales_lines.csv", "external_id"},
                                                                         {"interactions.csv", "external_id"}})
        EXPECT_EQ(world()[file].all(column).size(), world()[file].rows.size()) << file << " " << column;
}

TEST(Demo, people_stay_within_their_account) {
    std::map<std::string, std::string> account_of;
    const auto& people = world()["people.csv"];
    for (const auto& row : people.rows)
        account_of[people.at(row, "external_id")] = people.at(row, "account_id");
    int managed = 0;
    for (const auto& row : people.rows) {
        const auto& above = people.at(row, "reports_to_id");
        if (above.empty()) continue;
        ++managed;
        EXPECT_EQ(account_of.at(above), people.at(row, "account_id"));
        EXPECT_LT(above, people.at(row, "external_id"));  // earlier in the file: no circle
    }
    EXPECT_GT(managed, 1200);
    for (const char* file : {"opportunities.csv", "interactions.csv"}) {
        const auto& table = world()[file];
        for (const auto& row : table.rows) {
            std::stringstream list(table.at(row, "person_ids"));
            for (std::string one; std::getline(list, one, ';');)
                ASSERT_EQ(account_of.at(one), table.at(row, "account_id"));
        }
    }
}

TEST(Demo, accounts_lie_near_their_city) {
    const auto& accounts = world()["accounts.csv"];
    for (const auto& row : accounts.rows) {
        bool near = false;
        for (const auto& country : countries())
            for (const auto& city : country.cities)
                near = near || (country.code == accounts.at(row, "country") &&
                                city.name == accounts.at(row, "city") &&
                                std::abs(city.latitude - std::stod(accounts.at(row, "latitude"))) < 0.05 &&
                                std::abs(city.longitude - std::stod(accounts.at(row, "longitude"))) < 0.08);
        EXPECT_TRUE(near) << accounts.at(row, "name");
    }
    for (const auto& country : countries()) EXPECT_GE(country.cities.size(), 8u) << country.code;
}

TEST(Demo, dates_stay_in_order) {
    const auto& sales = world()["sales_lines.csv"];
    for (const auto& row : sales.rows) {
        ASSERT_GE(sales.at(row, "booked_on"), "2023-11-01");
        ASSERT_LE(sales.at(row, "booked_on"), "2026-10-31");
    }
    const auto& history = world()["stage_history.csv"];
    std::map<std::string, std::string> last_day, last_stage;
    for (const auto& row : history.rows) {
        auto& before = last_day[history.at(row, "opportunity_id")];
        ASSERT_LE(before, history.at(row, "changed_at"));
        before = history.at(row, "changed_at");
        ASSERT_LE(before, "2026-10-31");
        last_stage[history.at(row, "opportunity_id")] = history.at(row, "stage");
    }
    const auto& deals = world()["opportunities.csv"];
    for (const auto& row : deals.rows) {
        ASSERT_EQ(last_stage.at(deals.at(row, "external_id")), deals.at(row, "stage"));
        const bool closed = deals.at(row, "stage") == "won" || deals.at(row, "stage") == "lost";
        if (closed) {
            ASSERT_LE(deals.at(row, "close_on"), "2026-10-31");
            ASSERT_LE(deals.at(row, "opened_on"), deals.at(row, "close_on"));
        }
    }
    const auto& talks = world()["interactions.csv"];
    for (const auto& row : talks.rows)
        ASSERT_EQ(talks.at(row, "status") == "planned", talks.at(row, "happened_at") > "2026-10-31T23:59")
            << talks.at(row, "external_id");
}

TEST(Demo, who_has_gone_buys_no_more) {
    std::map<std::string, std::string> gone, last;
    for (const auto& item : world().truth.at("churned").as_array())
        gone[std::string(item.at("account_id").as_string())] = std::string(item.at("last_on").as_string());
    EXPECT_GT(gone.size(), 20u);
    const auto& sales = world()["sales_lines.csv"];
    std::set<std::string> buyers;
    for (const auto& row : sales.rows) {
        const auto& account = sales.at(row, "account_id");
        buyers.insert(account);
        if (const auto it = gone.find(account); it != gone.end()) {
            ASSERT_LE(sales.at(row, "booked_on"), it->second);
        }
    }
    const auto& accounts = world()["accounts.csv"];
    int silent = 0;
    for (const auto& row : accounts.rows) {
        const auto& id = accounts.at(row, "external_id");
        EXPECT_FALSE(accounts.at(row, "status") == "prospect" && buyers.contains(id)) << id;
        silent += gone.contains(id) && accounts.at(row, "status") == "customer";
    }
    EXPECT_GT(silent, 5);  // still called customers: to find these is the product's work
}

TEST(Demo, a_fifth_of_the_accounts_brings_most) {
    std::map<std::string, double> revenue;
    const auto& sales = world()["sales_lines.csv"];
    int credits = 0;
    for (const auto& row : sales.rows) {
        const double net = std::stod(sales.at(row, "net_amount"));
        revenue[sales.at(row, "account_id")] += net * rate(sales.at(row, "currency"));
        credits += net < 0;
    }
    std::vector<double> sorted;
    double all = 0, top = 0;
    for (const auto& [account, sum] : revenue) sorted.push_back(sum), all += sum;
    std::sort(sorted.rbegin(), sorted.rend());
    for (std::size_t i = 0; i < sorted.size() / 5; ++i) top += sorted[i];
    EXPECT_GT(top / all, 0.65);
    EXPECT_LT(top / all, 0.85);
    EXPECT_GT(credits, 1500);
    EXPECT_LT(credits, 6000);
}

TEST(Demo, each_line_has_its_season) {
    const auto& accounts = world()["accounts.csv"];
    const auto once = names_in("one_off");
    std::set<std::string> northern;
    for (const auto& row : accounts.rows)
        if (const auto& c = accounts.at(row, "country");
            (c == "ES" || c == "NL" || c == "BE") && !once.contains(accounts.at(row, "external_id")))
            northern.insert(accounts.at(row, "external_id"));
    std::map<std::string, std::array<double, 36>> months;  // from November 2023
    const auto& sales = world()["sales_lines.csv"];
    for (const auto& row : sales.rows) {
        if (!northern.contains(sales.at(row, "account_id"))) continue;
        const auto& day = sales.at(row, "booked_on");
        const int month = (std::stoi(day.substr(0, 4)) - 2023) * 12 + std::stoi(day.substr(5, 2)) - 11;
        months[sales.at(row, "product_id").substr(0, 3)][static_cast<std::size_t>(month)] +=
            std::stod(sales.at(row, "net_amount"));
    }
    for (const auto& line : lines()) {
        const auto& sums = months.at(std::string(line.code));
        double above = 0, below = 0, worst = 0;
        for (std::size_t k = 0; k < 12; ++k) {
            // Ratio to the centred moving average of a year, so that growth does not count.
            double index = 0;
            for (const std::size_t t : {k < 6 ? k + 12 : k, k < 6 ? k + 24 : k + 12}) {
                double year = (sums[t - 6] + sums[t + 6]) / 2;
                for (std::size_t m = t - 5; m <= t + 5; ++m) year += sums[m];
                index += sums[t] / year * 12 / 2;
            }
            const double planted = line.season[(k + 10) % 12];
            worst = std::max(worst, std::abs(index - planted));
            above += (index - 1) * (planted - 1);
            below += (planted - 1) * (planted - 1);
        }
        EXPECT_LT(worst, 0.3) << line.code;
        if (below > 0.1) {
            EXPECT_NEAR(above / below, 1.0, 0.35) << line.code;  // slope of found on planted
        }
    }
}

TEST(Demo, planted_pairs_are_bought_together) {
    std::map<std::string, std::set<std::string>> invoices;
    const auto& sales = world()["sales_lines.csv"];
    for (const auto& row : sales.rows)
        if (sales.at(row, "invoice_number")[0] == 'F')
            invoices[sales.at(row, "invoice_number")].insert(sales.at(row, "product_id").substr(0, 4));
    const auto all = static_cast<double>(invoices.size());
    for (const auto& pair : affinities()) {
        double first = 0, second = 0, both = 0;
        for (const auto& [number, basket] : invoices) {
            const bool a = basket.contains(std::string(pair.first)),
                       b = basket.contains(std::string(pair.second));
            first += a;
            second += b;
            both += a && b;
        }
        EXPECT_GT(both / all, 0.01) << pair.first;
        EXPECT_GT(both * all / first / second, 1.5) << pair.first << " " << pair.second;
    }
}

TEST(Demo, deals_are_won_for_reasons) {
    const auto& people = world()["people.csv"];
    std::set<std::string> deciders;
    for (const auto& row : people.rows)
        if (people.at(row, "decision_role") == "decision_maker")
            deciders.insert(people.at(row, "external_id"));
    std::map<std::string, int> talks;
    const auto& interactions = world()["interactions.csv"];
    for (const auto& row : interactions.rows) ++talks[interactions.at(row, "opportunity_id")];
    struct Count {
        double won = 0, all = 0;
        double share() const { return won / all; }
    };
    std::array<Count, 2> by_decider, by_rival;
    std::array<Count, 3> by_talks;
    const auto& deals = world()["opportunities.csv"];
    int open = 0;
    for (const auto& row : deals.rows) {
        const auto& stage = deals.at(row, "stage");
        if (stage != "won" && stage != "lost") {
            ++open;
            continue;
        }
        bool decider = false;
        std::stringstream list(deals.at(row, "person_ids"));
        for (std::string one; std::getline(list, one, ';');) decider = decider || deciders.contains(one);
        const int n = talks[deals.at(row, "external_id")];
        for (Count* count : {&by_decider[decider], &by_rival[!deals.at(row, "competitors").empty()],
                             &by_talks[n < 2   ? 0
                                       : n < 5 ? 1
                                               : 2]}) {
            count->won += stage == "won";
            ++count->all;
        }
    }
    EXPECT_GT(open, 80);
    EXPECT_GT(by_decider[1].share(), by_decider[0].share() + 0.1);
    EXPECT_LT(by_rival[1].share(), by_rival[0].share());
    EXPECT_GT(by_talks[1].share(), by_talks[0].share() + 0.05);
    EXPECT_GT(by_talks[2].share(), by_talks[1].share() + 0.05);
}

TEST(Demo, attention_went_before_the_drifting_accounts_were_noticed) {
    const auto drifting = names_in("drifting");
    ASSERT_GT(drifting.size(), 10u);
    double late = 0, early = 0;
    const auto& talks = world()["interactions.csv"];
    for (const auto& row : talks.rows) {
        if (!drifting.contains(talks.at(row, "account_id")) || !talks.at(row, "opportunity_id").empty())
            continue;
        const auto& at = talks.at(row, "happened_at");
        if (at >= "2026-05-01" && at < "2026-11-01") ++late;
        if (at >= "2025-05-01" && at < "2025-11-01") ++early;
    }
    EXPECT_LT(late, 0.5 * early);
}

}  // namespace
}  // namespace kamino::demo
