// Rules of the programme without I/O: hours, waves, the growth of a list; and the hooks that the registry
// runs.
#pragma once
#include <map>
#include <span>

#include "domain/programme/public.h"

namespace kamino::programme {

// Hours of one plan in a year; an account without a class counts as C, a plan without rigour as standard. 0
// when the settings do not say.
double plan_hours(const Settings& settings, std::string_view account_class, std::string_view rigour);
// The hours are {"A".."E": {"light","standard","deep": 0..3000}}; anything else is a fault.
void check_hours(const describe::Document& hours, std::vector<FieldFault>& faults);

// ---- growth of a list
// One stay: from the day of entry up to, not including, the day it was left.
struct Stay {
    Date from;
    std::optional<Date> to;
};
struct MonthCount {
    Date month;  // its first day
    std::int64_t entries = 0, exits = 0;
    std::int64_t members = 0;  // at the end of the month
};
// Every month from the first entry to the month of `today`; nothing without stays.
std::vector<MonthCount> growth(std::span<const Stay> stays, Date today);

// ---- waves
struct Candidate {
    std::string account_id, manager_id;  // manager "" = nobody yet
    double score = 0, hours = 0;         // hours of its plan in a year
};
// Puts every candidate into one of `waves` waves, best scores first, such that no manager starts more hours
// in a wave than an even share of his candidates asks for, plus one plan. Returns the wave of each candidate,
// in the order given.
std::vector<std::size_t> share_out(std::span<const Candidate> candidates, std::size_t waves);

// ---- hooks
void check_settings(storage::Write&, const auth::Actor&, const describe::Record* before,
                    describe::Record& after, std::vector<FieldFault>& faults);
void check_key_account(storage::Write&, const auth::Actor&, const describe::Record* before,
                       describe::Record& after, std::vector<FieldFault>& faults);
void check_move(storage::Write&, const auth::Actor&, const describe::Record* before, describe::Record& after,
                std::vector<FieldFault>& faults);
void check_round(storage::Write&, const auth::Actor&, const describe::Record* before, describe::Record& after,
                 std::vector<FieldFault>& faults);
void saved_round(storage::Write&, const describe::Record* before, const describe::Record* after);
void check_round_item(storage::Write&, const auth::Actor&, const describe::Record* before,
                      describe::Record& after, std::vector<FieldFault>& faults);
void check_wave(storage::Write&, const auth::Actor&, const describe::Record* before, describe::Record& after,
                std::vector<FieldFault>& faults);
void remove_wave(storage::Write&, const auth::Actor&, const describe::Record& wave);

// ---- decisions
enum class Decision { approved, refused, withdrawn };
// Carries the move out (approved) or ends it. Fault conflict "programme.cap_reached" lists who could leave.
void decide(storage::Write& write, const auth::Actor& actor, Move& move, Decision decision,
            const std::string& note);
// What a round decided about a member. An exit needs two people, like any other: who gave the verdict asks
// for it, who closes the round approves; where that is one person, the exit stays open as a request, unless
// nobody else may decide. Requests that wait for the account and say something else are refused.
void carry_out_verdict(storage::Write& write, const auth::Actor& actor, const Round& round,
                       const RoundItem& item);
// Carries the verdicts of a round out and closes it; conflict "programme.round_undecided" while one is
// missing.
void close_round(storage::Write& write, const auth::Actor& actor, Round& round);

}  // namespace kamino::programme
