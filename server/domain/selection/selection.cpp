#include "domain/selection/selection.h"

namespace kamino::selection {

using describe::field;

const describe::Entity& SelectionModel::entity() {
    static const describe::Entity e = describe::make_entity<SelectionModel>(
        "selection_model", "selection_models",
        {field<&SelectionModel::name>("name", {.required = true, .max_len = 100}),
         field<&SelectionModel::filter>("filter", {.max_len = 8000}),
         field<&SelectionModel::position>("position", {.min = 0, .max = 10'000}),
         field<&SelectionModel::number>("number", {.writable = false, .importable = false}),
         field<&SelectionModel::weights>("weights"), field<&SelectionModel::settings>("settings"),
         field<&SelectionModel::thresholds>("thresholds")});
    return e;
}

const describe::Entity& Judgement::entity() {
    static const describe::Entity e = describe::make_entity<Judgement>(
        "account_judgement", "account_judgements",
        {field<&Judgement::account_id>("account_id", {.required = true, .reference = "account"}),
         field<&Judgement::criterion>("criterion", {.required = true, .max_len = 60}),
         field<&Judgement::value>("value", {.min = 1, .max = 5}),
         field<&Judgement::note>("note", {.max_len = 2000, .format = "multiline"}),
         field<&Judgement::judged_by>("judged_by", {.reference = "user", .writable = false})},
        {.account_field = "account_id", .title_field = "criterion"});
    return e;
}

const describe::Entity& AccountClass::entity() {
    static const describe::Entity e = describe::make_entity<AccountClass>(
        "account_class", "account_classes",
        {field<&AccountClass::account_id>("account_id", {.required = true, .reference = "account"}),
         field<&AccountClass::class_>("class", {.required = true, .choices = {"A", "B", "C", "D", "E"}}),
         field<&AccountClass::reason>("reason", {.required = true, .max_len = 2000, .format = "multiline"}),
         field<&AccountClass::set_by>("set_by", {.reference = "user", .writable = false})},
        {.account_field = "account_id", .title_field = "class"});
    return e;
}

}  // namespace kamino::selection
