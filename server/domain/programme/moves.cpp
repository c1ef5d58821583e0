// Requests to enter, stay on or leave a list, and their decision: the only way in which a membership changes
// its state.
#include "domain/programme/programme.h"
#include "domain/programme/programme_store.h"
#include "platform/auth/readers.h"

namespace kamino::programme {
namespace {

std::optional<std::string> user_of(const auth::Actor& actor) {
    return actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id};
}

[[noreturn]] void refuse_full(storage::Read& read, const auth::Actor& actor, const Move& move,
                              std::string_view key, std::int64_t cap, std::string_view manager_id) {
    auto fault = conflict(std::string{key}, {{"cap", std::to_string(cap)}});
    base::JsonWriter w;
    w.begin_object().pair("cap", cap).pair("list", move.list).key("could_leave").begin_array();
    for (const auto& l : could_leave(read, actor, move.list, manager_id))
        w.begin_object()
            .pair("account_id", l.account_id)
            .pair("name", l.name)
            .pair("class", l.account_class)
            .pair("focus", l.focus)
            .pair("score", l.score)
            .end_object();
    w.end_array().end_object();
    fault.current_json = w.take();
    throw fault;
}

// Whether the entry fits under the caps, with the one who leaves for it counted out.
void require_room(storage::Write& write, const auth::Actor& actor, const Move& move) {
    const auto rules = settings(write);
    const auto leaver = move.replaces_id ? membership(write, *move.replaces_id) : std::nullopt;
    const bool leaves_list = leaver && leaver->list == move.list;
    const auto cap = move.list == "key" ? rules.key_cap : rules.prospect_cap;
    if (cap && count_members(write, move.list) - (leaves_list ? 1 : 0) >= *cap)
        refuse_full(write, actor, move, "programme.cap_reached", *cap, "");
    const auto leads = leader_of(write, move.account_id, move.manager_id);
    if (move.list != "key" || !leads) return;
    const auto own = manager_cap(write, rules, *leads);
    const bool leaves_manager =
        leaves_list && leader_of(write, leaver->account_id, leaver->manager_id) == leads;
    if (own && count_led(write, *leads, move.account_id) - (leaves_manager ? 1 : 0) >= *own)
        refuse_full(write, actor, move, "programme.manager_cap_reached", *own, *leads);
}

// Whether who is to lead this member of the key list may lead one more.
void require_room_of(storage::Write& write, const std::optional<std::string>& leads,
                     const std::string& account_id, std::string_view path, std::vector<FieldFault>& faults) {
    if (!leads) return;
    take_turn(write);
    const auto cap = manager_cap(write, settings(write), *leads);
    if (cap && count_led(write, *leads, account_id) >= *cap)
        faults.push_back(
            {std::string{path}, "programme.manager_cap_reached", {{"cap", std::to_string(*cap)}}});
}

void tell(storage::Write& write, const std::string& account_id) {
    for (const auto& subscriber : events().changed) subscriber(write, account_id);
}

Move exit_of(const KeyAccount& member, const std::string& reason,
             const std::optional<std::string>& requested_by) {
    Move exit;
    exit.account_id = member.account_id;
    exit.list = member.list;
    exit.kind = "exit";
    exit.state = "open";
    exit.reason = reason;
    exit.requested_by = requested_by;
    return exit;
}

void leave(storage::Write& write, const KeyAccount& member, const std::string& reason) {
    auto after = member;
    after.state = "left";
    after.left_on = write.at().date();
    after.exit_reason = reason;
    storage::update_record(write, KeyAccount::entity(), member, after);
    tell(write, member.account_id);
}

// An exit that nobody asked for by itself: it is asked for and approved with the entry that it makes room
// for, and says so in the ledger.
void leave_for(storage::Write& write, const auth::Actor& actor, const KeyAccount& member, const Move& entry) {
    auto exit = exit_of(member, entry.reason, entry.requested_by);
    exit.state = "approved";
    exit.decided_by = user_of(actor);
    exit.decided_at = write.at();
    exit.sole_approver = entry.sole_approver;
    storage::insert_record(write, Move::entity(), exit);
    leave(write, member, entry.reason);
}

void enter(storage::Write& write, const auth::Actor& actor, const Move& move) {
    require_room(write, actor, move);
    if (move.replaces_id)
        if (const auto leaver = membership(write, *move.replaces_id); leaver && leaver->list == move.list)
            leave_for(write, actor, *leaver, move);
    auto focus = move.focus;
    if (focus.empty() && events().focus_of_plan) focus = events().focus_of_plan(write, move.account_id);
    // A prospect that becomes a key account leaves the focus list by itself.
    if (const auto stands = membership(write, move.account_id)) {
        if (stands->list == move.list) throw conflict("programme.is_member");
        if (focus.empty()) focus = stands->focus;
        leave_for(write, actor, *stands, move);
    }
    const auto months = settings(write).probation_months;
    KeyAccount member;
    member.account_id = move.account_id;
    member.list = move.list;
    member.state = months > 0 ? "probation" : "active";
    member.focus = focus;
    member.rigour = move.rigour.empty() ? "standard" : move.rigour;
    member.manager_id = move.manager_id;
    member.entered_on = write.at().date();
    if (months > 0) member.probation_until = member.entered_on.plus_months(static_cast<int>(months));
    member.entry_reason = move.reason;
    storage::insert_record(write, KeyAccount::entity(), member);
    tell(write, move.account_id);
}

void stay(storage::Write& write, const KeyAccount& member, bool confirmed) {
    auto after = member;
    if (confirmed) {
        after.state = "active";
        after.probation_until.reset();
    } else {
        const auto from = std::max(member.probation_until.value_or(write.at().date()), write.at().date());
        const auto months = std::max<std::int64_t>(settings(write).probation_months, 1);
        after.state = "probation";
        after.probation_until = from.plus_months(static_cast<int>(months));
    }
    storage::update_record(write, KeyAccount::entity(), member, after);
    tell(write, member.account_id);
}

void carry_out(storage::Write& write, const auth::Actor& actor, const Move& move) {
    if (move.kind == "entry") return enter(write, actor, move);
    const auto member = membership(write, move.account_id);
    if (!member || member->list != move.list) throw conflict("programme.is_no_member");
    if (move.kind == "exit") return leave(write, *member, move.reason);
    stay(write, *member, move.kind == "confirm");
}

// In the name of who writes: what was asked is overtaken.
void withdraw(storage::Write& write, const Move& before, const std::string& note) {
    auto after = before;
    after.state = "withdrawn";
    after.decided_at = write.at();
    after.decision_note = note;
    if (const auto& who = write.origin().actor_id; !who.empty()) after.decided_by = who;
    storage::update_record(write, Move::entity(), before, after);
}

bool is_own(const auth::Actor& actor, const Move& move) {
    return !actor.user_id.empty() && move.requested_by == actor.user_id;
}

bool may_others_decide(storage::Read& read, const auth::Actor& actor) {
    return auth::count_others_who_may(read, "selection.write", actor.user_id) > 0;
}

// Nobody approves what he asked for himself, unless nobody else may: true then, and the log says so.
bool require_second_person(storage::Read& read, const auth::Actor& actor, const Move& move) {
    if (!is_own(actor, move)) return false;
    if (may_others_decide(read, actor)) throw forbidden("programme.not_your_own");
    return true;
}

// What a verdict asks for, in the word of a request.
std::string_view kind_of(std::string_view verdict) {
    return verdict == "exit" ? "exit" : verdict == "keep" ? "confirm" : "extend";
}

// The request that waits for a member, unless the round just ended it: what says something else than the
// verdict is refused, with the reason that the round gives.
std::optional<Move> settle(storage::Write& write, const auth::Actor& actor, const KeyAccount& member,
                           std::string_view kind, const std::string& note) {
    for (auto& move : open_moves(write, member.account_id)) {
        if (move.list != member.list) continue;
        if (move.kind == kind) return move;
        decide(write, actor, move, Decision::refused, note);
    }
    return std::nullopt;
}

}  // namespace

void follow_focus(storage::Write& write, const std::string& account_id, const std::string& focus) {
    const auto member = membership(write, account_id);
    if (!member || member->focus == focus) return;
    auto after = *member;
    after.focus = focus;
    storage::update_record(write, KeyAccount::entity(), *member, after);
    tell(write, account_id);
}

void check_move(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                describe::Record& record, std::vector<FieldFault>& faults) {
    if (before) return;
    auto& move = static_cast<Move&>(record);
    move.state = "open";
    move.requested_by = user_of(actor);
    const auto member = membership(write, move.account_id);
    const bool on_list = member && member->list == move.list;
    if (move.kind == "entry") {
        if (on_list) faults.push_back({"/account_id", "programme.is_member", {}});
        if (move.version == 0)
            auth::require_reader(write, move.account_id, move.manager_id, "/manager_id", faults);
        if (member && !on_list && move.list == "prospect")
            faults.push_back({"/account_id", "programme.is_key", {}});
        const auto leaver = move.replaces_id ? membership(write, *move.replaces_id) : std::nullopt;
        if (move.replaces_id && (!leaver || leaver->list != move.list))
            faults.push_back({"/replaces_id", "programme.is_no_member", {}});
    } else if (!move.kind.empty()) {
        move.focus.clear(), move.rigour.clear(), move.manager_id.reset(), move.replaces_id.reset();
        if (!on_list) faults.push_back({"/account_id", "programme.is_no_member", {}});
        if (on_list && move.kind == "confirm" && member->state != "probation")
            faults.push_back({"/kind", "programme.not_on_probation", {}});
    }
    if (!move.account_id.empty() && has_open_move(write, move.account_id, move.list))
        faults.push_back({"/account_id", "programme.move_waits", {}});
    if (faults.empty() && move.kind == "entry") require_room(write, actor, move);
}

void decide(storage::Write& write, const auth::Actor& actor, Move& move, Decision decision,
            const std::string& note) {
    take_turn(write);
    const auto before = storage::load<Move>(write, move.id);
    if (before.state != "open") throw conflict("programme.is_decided");
    const auto wanted = move.replaces_id;
    move = before;
    if (wanted) move.replaces_id = wanted;
    if (decision == Decision::approved) {
        move.sole_approver = require_second_person(write, actor, before);
        carry_out(write, actor, move);
    }
    move.state = decision == Decision::approved  ? "approved"
                 : decision == Decision::refused ? "refused"
                                                 : "withdrawn";
    move.decided_by = user_of(actor);
    move.decided_at = write.at();
    move.decision_note = note;
    storage::update_record(write, Move::entity(), before, move);
}

void check_key_account(storage::Write& write, const auth::Actor&, const describe::Record* before,
                       describe::Record& record, std::vector<FieldFault>& faults) {
    const auto& member = static_cast<const KeyAccount&>(record);
    const auto* was = static_cast<const KeyAccount*>(before);
    if (!was) return;
    if (was->state == "left") faults.push_back({"/state", "programme.has_left", {}});
    if (member.manager_id == was->manager_id) return;
    auth::require_reader(write, member.account_id, member.manager_id, "/manager_id", faults);
    if (member.list != "key") return;
    const auto leads = leader_of(write, member.account_id, member.manager_id);
    if (leads != leader_of(write, member.account_id, was->manager_id))
        require_room_of(write, leads, member.account_id, "/manager_id", faults);
}

void follow_owner(storage::Write& write, const std::string& account_id) {
    const auto member = membership(write, account_id);
    if (!member || member->list != "key" || member->manager_id) return;
    std::vector<FieldFault> faults;
    require_room_of(write, leader_of(write, account_id, {}), account_id, "/owner_id", faults);
    if (!faults.empty()) throw invalid_fields(std::move(faults));
}

void propose_exit(storage::Write& write, const std::string& account_id, const std::string& reason) {
    const auto member = membership(write, account_id);
    if (!member) return;
    const auto& who = write.origin().actor_id;
    for (const auto& before : open_moves(write, account_id)) {
        if (before.list != member->list) continue;
        if (before.kind == "exit") return;
        withdraw(write, before, reason);  // it asks how the account stays
    }
    auto exit = exit_of(*member, reason, who.empty() ? std::nullopt : std::optional{who});
    storage::insert_record(write, Move::entity(), exit);
}

void take_back_exit(storage::Write& write, const std::string& account_id, const std::string& reason) {
    for (const auto& before : open_moves(write, account_id))
        if (before.kind == "exit" && before.reason == reason) withdraw(write, before, "");
}

void carry_out_verdict(storage::Write& write, const auth::Actor& actor, const Round& round,
                       const RoundItem& item) {
    const auto member = membership(write, item.account_id);
    if (!member || member->list != round.list) return;  // it left while the round was open
    const auto note = item.note.empty() ? round.title : item.note;
    auto waiting = settle(write, actor, *member, kind_of(item.verdict), note);
    if (item.verdict == "exit") {
        if (!waiting) {
            waiting = exit_of(*member, item.note, item.decided_by);
            storage::insert_record(write, Move::entity(), *waiting);
        }
        if (!is_own(actor, *waiting) || !may_others_decide(write, actor))
            decide(write, actor, *waiting, Decision::approved, round.title);
        return;
    }
    if (waiting && !is_own(actor, *waiting)) return decide(write, actor, *waiting, Decision::approved, note);
    if (waiting) decide(write, actor, *waiting, Decision::withdrawn, note);
    if (item.verdict == "probation" || member->state == "probation")
        stay(write, *member, item.verdict == "keep");
}

}  // namespace kamino::programme
