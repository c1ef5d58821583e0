// The yearly review of a list, and the waves of the roll-out: what the registry checks.
#include <algorithm>

#include "domain/programme/programme.h"
#include "domain/programme/programme_store.h"
#include "platform/base/visible.h"

namespace kamino::programme {
namespace {

// What the reviewer sees of the account, as it stood when the round opened.
std::string snapshot_of(storage::Read& read, const std::string& account_id) {
    const auto row = selection::portfolio_row(read, account_id);
    base::JsonWriter w;
    w.begin_object();
    if (row) {
        w.pair("score", row->score).pair("class", row->class_);
        w.key("revenue_12m").begin_object().pair("minor", row->revenue_12m.minor);
        w.pair("currency", row->revenue_12m.currency).end_object().key("growth");
        if (row->growth)
            w.value(*row->growth);
        else
            w.null();
        w.pair("plan_status", row->plan_status).pair("plan_completeness", row->plan_completeness);
    }
    return w.end_object().take();
}

}  // namespace

void check_settings(storage::Write&, const auth::Actor&, const describe::Record*, describe::Record& record,
                    std::vector<FieldFault>& faults) {
    check_hours(static_cast<const Settings&>(record).hours, faults);
}

void check_round(storage::Write&, const auth::Actor& actor, const describe::Record* before,
                 describe::Record& record, std::vector<FieldFault>& faults) {
    auto& round = static_cast<Round&>(record);
    const auto* was = static_cast<const Round*>(before);
    if (!was) {
        round.state = "open";
        if (!actor.user_id.empty()) round.opened_by = actor.user_id;
        return;
    }
    if (was->state == "closed") faults.push_back({"/state", "programme.round_closed", {}});
    if (was->list != round.list) faults.push_back({"/list", "programme.round_list_stays", {}});
}

void saved_round(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    if (before || !after) return;
    const auto& round = static_cast<const Round&>(*after);
    if (has_items(write, round.id)) return;  // came back from the bin
    for (const auto& member : members(write, round.list)) {
        RoundItem item;
        item.round_id = round.id;
        item.account_id = member.account_id;
        item.snapshot.json = snapshot_of(write, member.account_id);
        storage::insert_record(write, RoundItem::entity(), item);
    }
}

void check_round_item(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                      describe::Record& record, std::vector<FieldFault>& faults) {
    auto& item = static_cast<RoundItem&>(record);
    const auto* was = static_cast<const RoundItem*>(before);
    if (!was) return;
    if (storage::load<Round>(write, item.round_id).state == "closed")
        faults.push_back({"/verdict", "programme.round_closed", {}});
    if ((item.verdict == "exit" || item.verdict == "probation") && !base::has_visible(item.note))
        faults.push_back({"/note", "programme.reason_needed", {}});
    if (item.verdict == was->verdict && item.note == was->note) return;
    item.decided_at = item.verdict.empty() ? std::nullopt : std::optional{write.at()};
    item.decided_by.reset();
    if (!item.verdict.empty() && !actor.user_id.empty()) item.decided_by = actor.user_id;
}

void close_round(storage::Write& write, const auth::Actor& actor, Round& round) {
    take_turn(write);
    if (round.state != "open") throw conflict("programme.round_closed");
    const auto items = items_of(write, round.id);
    const auto open =
        std::count_if(items.begin(), items.end(), [](const RoundItem& i) { return i.verdict.empty(); });
    if (open > 0) throw conflict("programme.round_undecided", {{"count", std::to_string(open)}});
    for (const auto& item : items) carry_out_verdict(write, actor, round, item);
    const auto before = round;
    round.state = "closed";
    if (!actor.user_id.empty()) round.closed_by = actor.user_id;
    round.closed_at = write.at();
    storage::update_record(write, Round::entity(), before, round);
}

void check_wave(storage::Write& write, const auth::Actor&, const describe::Record* before,
                describe::Record& record, std::vector<FieldFault>& faults) {
    const auto& wave = static_cast<const Wave&>(record);
    if (wave.ends_on < wave.starts_on) faults.push_back({"/ends_on", "plan.ends_before_start", {}});
    if (before || !wave.deleted_at || !faults.empty()) return;
    // Out of the bin: with the accounts that went there with it and are in no other wave since.
    for (auto& account : accounts_gone_with(write, wave))
        storage::restore_record(write, WaveAccount::entity(), account);
}

void remove_wave(storage::Write& write, const auth::Actor&, const describe::Record& record) {
    for (auto& account : accounts_of_wave(write, record.id))
        storage::delete_record(write, WaveAccount::entity(), account);
}

}  // namespace kamino::programme
