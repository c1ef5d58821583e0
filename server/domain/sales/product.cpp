#include "domain/sales/product.h"

#include "domain/sales/sales_store.h"

namespace kamino::sales {

using describe::field;

const describe::Entity& Need::entity() {
    static const describe::Entity e = describe::make_entity<Need>(
        "need", "needs",
        {field<&Need::name>("name",
                            {.required = true, .max_len = 200, .searchable = true, .natural_key = true}),
         field<&Need::code>("code", {.max_len = 60, .external_key = true}),
         field<&Need::parent_id>("parent_id", {.reference = "need"})});
    return e;
}

const describe::Entity& Product::entity() {
    static const describe::Entity e = describe::make_entity<Product>(
        "product", "products",
        {field<&Product::name>("name",
                               {.required = true, .max_len = 200, .searchable = true, .natural_key = true}),
         field<&Product::code>("code", {.max_len = 60, .searchable = true}),
         field<&Product::external_id>("external_id", {.max_len = 100, .external_key = true}),
         field<&Product::kind>("kind", {.required = true, .choices = {"line", "product", "service"}}),
         field<&Product::description>("description", {.max_len = 20'000, .format = "multiline"}),
         field<&Product::parent_id>("parent_id", {.reference = "product"}),
         field<&Product::unit_price>("unit_price"),
         field<&Product::need_ids>("need_ids", {.reference = "need"}), field<&Product::active>("active")});
    return e;
}

const describe::Entity& SalesLine::entity() {
    static const describe::Entity e = describe::make_entity<SalesLine>(
        "sales_line", "sales_lines",
        {field<&SalesLine::account_id>("account_id", {.required = true, .reference = "account"}),
         field<&SalesLine::unit_id>("unit_id", {.reference = "account_unit"}),
         field<&SalesLine::product_id>("product_id", {.reference = "product"}),
         field<&SalesLine::import_id>("import_id", {.writable = false, .importable = false}),
         field<&SalesLine::booked_on>("booked_on", {.required = true}),
         field<&SalesLine::invoice_number>("invoice_number", {.max_len = 100}),
         field<&SalesLine::external_id>("external_id", {.max_len = 100}),
         field<&SalesLine::quantity>("quantity", {.min = -1e12, .max = 1e12}),
         field<&SalesLine::net_amount>("net_amount", {.required = true}),
         field<&SalesLine::margin>("margin")},
        {.account_field = "account_id", .title_field = "invoice_number"});
    return e;
}

Events& events() {
    static Events e;
    return e;
}

void check_need(storage::Write& write, const auth::Actor&, const describe::Record*, describe::Record& record,
                std::vector<FieldFault>& faults) {
    const auto& need = static_cast<const Need&>(record);
    if (need.parent_id && is_need_below(write, *need.parent_id, need.id))
        faults.push_back({"/parent_id", "product.parent_below", {}});
}

void check_product(storage::Write& write, const auth::Actor&, const describe::Record* before,
                   describe::Record& record, std::vector<FieldFault>& faults) {
    const auto& product = static_cast<const Product&>(record);
    const auto* was = static_cast<const Product*>(before);
    if (product.parent_id && is_product_below(write, *product.parent_id, product.id))
        faults.push_back({"/parent_id", "product.parent_below", {}});
    if (!product.code.empty() && (!was || was->code != product.code) &&
        find_code(write, product.code, product.id))
        faults.push_back({"/code", "field.duplicate", {}});
}

void check_sales_line(storage::Write& write, const auth::Actor&, const describe::Record*,
                      describe::Record& record, std::vector<FieldFault>& faults) {
    const auto& line = static_cast<const SalesLine&>(record);
    if (line.unit_id && !accounts::is_unit_of(write, *line.unit_id, line.account_id))
        faults.push_back({"/unit_id", "account.foreign_unit", {}});
}

void saved_sales_line(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    std::vector<std::string> accounts;
    if (before) accounts.push_back(static_cast<const SalesLine*>(before)->account_id);
    if (after) accounts.push_back(static_cast<const SalesLine*>(after)->account_id);
    rebuild_months(write, accounts);
}

}  // namespace kamino::sales
