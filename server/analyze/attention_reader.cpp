#include "analyze/attention_reader.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "analyze/json_reader.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

namespace at = territory::attention;

using Names = std::unordered_map<std::string, std::int32_t>;

constexpr std::size_t most_options = 64;

struct Response {  // curve and the contacts that its answers call today's
    std::int32_t curve = at::none;
    double today = 1;       // the answer for today
    double contacts = NAN;  // NaN: those of the account
};

// What accounts of one class or segment have in common.
struct Kind {
    double least = 0, most = at::unlimited;
    Response response;
};

class Reader {
  public:
    explicit Reader(const Source& source) : source_(source), document_(parse_document(source)) {}

    AttentionInput read() {
        const Field root{source_, document_};
        root.only({"name", "comment", "hours", "money", "contacts", "channels", "people", "classes",
                   "segments", "response", "accounts"});
        if (const auto f = root.find("hours")) in_.hours = f->at_least(0);
        if (const auto f = root.find("money")) in_.money = f->at_least(0);
        read_contacts(root);
        read_channels(root);
        if (const auto f = root.find("people")) read_people(*f);
        if (const auto f = root.find("response")) usual_ = response(*f, "all");
        if (const auto f = root.find("classes")) read_classes(*f);
        if (const auto f = root.find("segments")) read_segments(*f);
        const auto accounts = root.at("accounts").items();
        if (accounts.empty()) root.at("accounts").refuse("needs at least one account");
        in_.accounts.reserve(accounts.size());
        in_.options.reserve(accounts.size() * (in_.contacts.size() * in_.channels.size() + 1));
        in_.contacts_today.assign(accounts.size() * in_.channels.size(), 0);
        for (const auto& f : accounts) account(f);
        warn();
        return std::move(out_);
    }

  private:
    void read_contacts(const Field& root) {
        in_.contacts = {0, 1, 2, 3, 4, 6, 12, 24, 52};
        const auto f = root.find("contacts");
        if (!f) return;
        in_.contacts.clear();
        for (const auto& n : f->items()) in_.contacts.push_back(n.at_least(0));
        std::sort(in_.contacts.begin(), in_.contacts.end());
        in_.contacts.erase(std::unique(in_.contacts.begin(), in_.contacts.end()), in_.contacts.end());
        if (in_.contacts.empty()) f->refuse("needs at least one number");
    }

    void read_channels(const Field& root) {
        if (const auto f = root.find("channels")) {
            for (const auto& c : f->items()) {
                c.only({"id", "name", "hours", "money", "effect"});
                at::Channel channel{.id = c.at("id").name()};
                channel.hours = c.find("hours") ? c.at("hours").at_least(0) : 0;
                channel.money = c.find("money") ? c.at("money").at_least(0) : 0;
                channel.effect = c.find("effect") ? c.at("effect").at_least(0) : 1;
                add(channels_, channel.id, in_.channels.size(), c);
                in_.channels.push_back(std::move(channel));
            }
            if (in_.channels.empty()) f->refuse("needs at least one channel");
        } else {
            in_.channels = {{.id = "visit"}};
            channels_ = {{"visit", 0}};
        }
        if (in_.contacts.size() * in_.channels.size() >= most_options)
            root.refuse("has more than 63 options an account: fewer contacts or fewer channels");
        in_.costs.emplace_back();
        for (const auto& c : in_.channels)
            in_.costs[0].hours.push_back(c.hours), in_.costs[0].money.push_back(c.money);
    }

    void read_people(const Field& people) {
        for (const auto& p : people.items()) {
            p.only({"id", "name", "hours", "money"});
            at::Person person{.id = p.at("id").name()};
            if (const auto f = p.find("hours")) person.hours = f->at_least(0);
            if (const auto f = p.find("money")) person.money = f->at_least(0);
            add(people_, person.id, in_.people.size(), p);
            in_.people.push_back(std::move(person));
        }
    }

    void read_classes(const Field& classes) {
        for (const auto& c : classes.items()) {
            c.only({"id", "name", "least", "most", "response"});
            at::Group group{.id = c.at("id").name()};
            Kind kind;
            limits(c, kind.least, kind.most);
            if (const auto f = c.find("response")) kind.response = response(*f, "class " + group.id);
            add(classes_, group.id, in_.groups.size(), c);
            in_.groups.push_back(std::move(group));
            class_kinds_.push_back(kind);
        }
    }

    void read_segments(const Field& segments) {
        for (const auto& s : segments.items()) {
            s.only({"id", "name", "response"});
            const auto id = s.at("id").name();
            add(segments_, id, segment_responses_.size(), s);
            segment_responses_.push_back(response(s.at("response"), "segment " + id));
        }
    }

    void add(Names& names, const std::string& id, std::size_t index, const Field& where) const {
        if (!names.emplace(id, static_cast<std::int32_t>(index)).second) where.refuse("stands twice: " + id);
    }
    static std::int32_t of(const Names& names, const Field& f, const char* what) {
        const auto found = names.find(f.name());
        if (found == names.end()) f.refuse("is not among the " + std::string{what} + ": " + f.name());
        return found->second;
    }
    static void limits(const Field& f, double& least, double& most) {
        if (const auto l = f.find("least")) least = l->at_least(0);
        if (const auto m = f.find("most")) most = m->at_least(0);
    }

    // [none, half, today, +50 %, saturation], or the same by name and `at`, the contacts meant by today.
    Response response(const Field& f, const std::string& of_whom) {
        at::Answers a;
        Response out;
        std::vector<double> all;
        if (f.is_array()) {
            for (const auto& item : f.items()) all.push_back(item.number());
            if (all.size() != 5)
                f.refuse("needs five answers: none, half, today, half as much again, saturation");
        } else {
            f.only({"none", "half", "today", "plus_50", "saturation", "at"});
            for (const char* name : {"none", "half", "today", "plus_50", "saturation"})
                all.push_back(f.at(name).number());
            if (const auto n = f.find("at")) {
                out.contacts = n->at_least(0);
                if (out.contacts <= 0) n->refuse("must be above 0");
            }
        }
        if (!std::is_sorted(all.begin(), all.end()))
            f.refuse(
                "falls: more attention must not bring less (none, half, today, half as much again, "
                "saturation)");
        a = {all[0], all[1], all[2], all[3], all[4]};
        out.today = a.today;
        out.curve = static_cast<std::int32_t>(in_.curves.size());
        in_.curves.push_back({of_whom, at::fit_curve(a)});
        return out;
    }

    void account(const Field& f) {
        f.only({"id", "name", "class", "segment", "person", "value", "today", "response", "least", "most",
                "channels", "hours", "money", "options"});
        const std::size_t index = in_.accounts.size();
        at::Account account{.id = f.at("id").name()};
        add(accounts_, account.id, index, f);
        if (const auto p = f.find("person")) account.person = of(people_, *p, "people");
        Response answers = usual_;
        if (const auto c = f.find("class")) {
            account.group = of(classes_, *c, "classes");
            const auto& kind = class_kinds_[account.group];
            account.least = kind.least, account.most = kind.most;
            if (kind.response.curve != at::none) answers = kind.response;
        }
        if (const auto s = f.find("segment")) answers = segment_responses_[of(segments_, *s, "segments")];
        limits(f, account.least, account.most);
        if (const auto options = f.find("options")) {
            ready_made(*options, f, account);
        } else {
            if (const auto r = f.find("response")) answers = response(*r, "account " + account.id);
            if (answers.curve == at::none)
                f.refuse("has no response: give one to the account, its segment, its class or the document");
            costs(f, account);
            today(f, index);
            curve(f, account, answers, index);
            at::add_options(in_, account, index);
        }
        in_.accounts.push_back(std::move(account));
    }

    void today(const Field& f, std::size_t index) {
        const auto t = f.find("today");
        if (!t) return;
        out_.knows_today = true;
        double* row = &in_.contacts_today[index * in_.channels.size()];
        if (!t->is_object()) {
            row[0] = t->at_least(0);
            return;
        }
        for (const auto& member : t->value().as_object())
            row[channel(std::string{member.key()}, *t)] = t->at(member.key()).at_least(0);
    }
    std::int32_t channel(const std::string& id, const Field& where) const {
        const auto found = channels_.find(id);
        if (found == channels_.end()) where.refuse("names an unknown channel: " + id);
        return found->second;
    }

    // The channels that the account may have, and its own hours and money of a contact.
    void costs(const Field& f, at::Account& account) {
        const auto channels = f.find("channels"), hours = f.find("hours"), money = f.find("money");
        if (!channels && !hours && !money) return;
        at::Costs own = in_.costs[0];
        if (channels) {
            std::vector<bool> open(in_.channels.size(), false);
            for (const auto& c : channels->items()) open[of(channels_, c, "channels")] = true;
            for (std::size_t c = 0; c < open.size(); ++c)
                if (!open[c]) own.hours[c] = own.money[c] = NAN;
            if (std::find(open.begin(), open.end(), true) == open.end()) channels->refuse("names no channel");
        }
        const auto replace = [&](const std::optional<Field>& given, std::vector<double>& by_channel) {
            if (!given) return;
            if (given->is_number()) {
                for (double& value : by_channel)
                    if (!std::isnan(value)) value = given->at_least(0);
                return;
            }
            if (!given->is_object()) given->refuse("must be a number, or numbers by channel");
            for (const auto& member : given->value().as_object())
                if (double& value = by_channel[channel(std::string{member.key()}, *given)];
                    !std::isnan(value))
                    value = given->at(member.key()).at_least(0);
        };
        replace(hours, own.hours);
        replace(money, own.money);
        account.costs = static_cast<std::int32_t>(in_.costs.size());
        in_.costs.push_back(std::move(own));
    }

    // What a unit of the curve is worth, and which attention its answers mean.
    void curve(const Field& f, at::Account& account, const Response& answers, std::size_t index) {
        account.curve = answers.curve;
        account.unit = 0;
        for (std::size_t c = 0; c < in_.channels.size(); ++c)
            account.unit += in_.contacts_today[index * in_.channels.size() + c] * in_.channels[c].effect;
        if (!std::isnan(answers.contacts)) account.unit = answers.contacts;
        if (account.unit <= 0)
            f.refuse(
                "gets no attention today: its response needs \"at\", the contacts that the answers call "
                "today's");
        if (const auto value = f.find("value")) {
            if (answers.today <= 0) value->refuse("needs a response whose answer for today is above 0");
            account.value = value->at_least(0) / answers.today;
        }
    }

    void ready_made(const Field& options, const Field& f, at::Account& account) {
        account.first = in_.options.size();
        for (const auto& o : options.items()) {
            o.only({"name", "contacts", "channel", "hours", "money", "return"});
            at::Option option;
            option.hours = o.find("hours") ? o.at("hours").at_least(0) : 0;
            option.money = o.find("money") ? o.at("money").at_least(0) : 0;
            option.gain = o.at("return").number();
            if (const auto n = o.find("contacts")) {
                option.contacts = n->at_least(0);
                option.allowed = option.contacts >= account.least && option.contacts <= account.most;
            } else {
                option.contacts = account.least;
            }
            option.name =
                o.find("name") ? o.at("name").name() : std::to_string(in_.options.size() - account.first);
            in_.options.push_back(std::move(option));
        }
        account.count = in_.options.size() - account.first;
        if (account.count == 0) options.refuse("needs at least one option");
        for (std::size_t j = 0; j < account.count; ++j)
            for (std::size_t k = 0; k < j; ++k)
                if (in_.options[account.first + j].name == in_.options[account.first + k].name)
                    options.refuse("has two options of one name: " + in_.options[account.first + j].name);
        if (const auto t = f.find("today")) {
            account.today = option_named(account, t->name());
            if (account.today == at::none) t->refuse("names none of the options: " + t->name());
            out_.knows_today = true;
        }
    }

  public:
    static std::int32_t option_named(const at::Instance& in, const at::Account& account,
                                     const std::string& name) {
        for (std::size_t j = 0; j < account.count; ++j)
            if (in.options[account.first + j].name == name) return static_cast<std::int32_t>(j);
        return at::none;
    }

  private:
    std::int32_t option_named(const at::Account& account, const std::string& name) const {
        return option_named(in_, account, name);
    }

    void warn() {
        int rough = 0;
        const at::NamedCurve* worst = nullptr;
        for (const auto& c : in_.curves) {
            if (c.curve.error > 0.1) ++rough;
            if (!worst || c.curve.error > worst->curve.error) worst = &c;
        }
        if (rough > 0)
            out_.warnings.push_back(std::to_string(rough) +
                                    " responses are met worse than by 10 % of their range; " +
                                    "the worst is that of " + worst->of + " (" +
                                    base::number_text(std::round(100 * worst->curve.error)) + " %)");
    }

    const Source& source_;
    boost::json::value document_;
    AttentionInput out_;
    at::Instance& in_ = out_.instance;
    Response usual_;
    std::vector<Kind> class_kinds_;
    std::vector<Response> segment_responses_;
    Names channels_, people_, classes_, segments_, accounts_;
};

}  // namespace

bool is_attention(const Source& source, const Source& solution) {
    return source.first() == '{' && source.text.find("\"accounts\"") != std::string::npos &&
           solution.text.find("\"allocation\"") != std::string::npos;
}

AttentionInput read_attention(const Source& source) {
    if (source.first() != '{') throw Refusal("is not the JSON model of docs/territory.md", source.path);
    return Reader{source}.read();
}

std::vector<territory::check::Given> read_allocation(const AttentionInput& input, const Source& solution) {
    const auto document = parse_document(solution);
    const Field root{solution, document};
    const auto& in = input.instance;
    std::unordered_map<std::string, std::size_t> accounts, channels;
    for (std::size_t i = 0; i < in.accounts.size(); ++i) accounts.emplace(in.accounts[i].id, i);
    for (std::size_t c = 0; c < in.channels.size(); ++c) channels.emplace(in.channels[c].id, c);
    std::vector<territory::check::Given> out;
    for (const auto& f : root.at("allocation").items()) {
        const auto id = f.at("id").name();
        const auto found = accounts.find(id);
        if (found == accounts.end()) f.at("id").refuse("is not among the accounts: " + id);
        territory::check::Given given{.account = found->second};
        const auto& account = in.accounts[given.account];
        if (account.curve == at::none) {
            given.option = Reader::option_named(in, account, f.at("option").name());
        } else if (const auto channel = f.find("channel")) {
            const auto which = channels.find(channel->name());
            if (which == channels.end()) channel->refuse("is no channel: " + channel->name());
            given.channel = static_cast<std::int32_t>(which->second);
            given.contacts = f.at("contacts").at_least(0);
        } else if (!f.flag_or("as_today", false)) {
            f.refuse("needs a channel with contacts, or \"as_today\": true");
        }
        out.push_back(given);
    }
    return out;
}

}  // namespace kamino::analyze
