#include "domain/imports/proposal.h"

#include <gtest/gtest.h>

#include "domain/imports/csv.h"
#include "domain/imports/fields.h"
#include "platform/base/fault.h"

namespace kamino::imports {
namespace {

Proposal propose_for(std::string text, std::string_view entity = "") {
    const auto table = csv_table_of(std::move(text));
    const Preview seen = preview(*table);
    return propose(table->headers(), seen.profiles, entity);
}

std::string field_of(const Proposal& p, std::string_view column) {
    const ColumnMapping* c = p.mapping.find(column);
    return c == nullptr ? "" : c->field;
}

TEST(Proposal, SpanishInvoices) {
    const auto p = propose_for(
        "Cliente;Razón social;Factura;Fecha factura;Artículo;Cantidad;Importe neto;Margen\n"
        "C-001;Maderas del Sur S.L.;F-1;13/02/2026;SIERRA-1;2;1.234,50;300,10\n"
        "C-002;Hierros Ñuble Ltda;F-2;01/02/2026;SIERRA-2;1;99,95;10,00\n");
    EXPECT_EQ(p.entity, "sales_lines");
    EXPECT_EQ(field_of(p, "Cliente"), "account_id");
    EXPECT_EQ(field_of(p, "Razón social"), "account_id.name");
    EXPECT_EQ(field_of(p, "Factura"), "invoice_number");
    EXPECT_EQ(field_of(p, "Fecha factura"), "booked_on");
    EXPECT_EQ(field_of(p, "Artículo"), "product_id");
    EXPECT_EQ(field_of(p, "Cantidad"), "quantity");
    EXPECT_EQ(field_of(p, "Importe neto"), "net_amount");
    EXPECT_EQ(field_of(p, "Margen"), "margin");
    EXPECT_TRUE(p.questions.empty());
    EXPECT_EQ(p.mapping.find("Importe neto")->decimal, DecimalMark::comma);
    EXPECT_EQ(p.mapping.find("Fecha factura")->date_order, DateOrder::dmy);
}

TEST(Proposal, DutchInvoicesAskForTheDateOrder) {
    const auto p = propose_for(
        "Debiteurnummer\tKlantnaam\tFactuurnummer\tFactuurdatum\tArtikelcode\tOmschrijving\tAantal\tBedrag\n"
        "1001\tDe Boer BV\t2026001\t01-02-2026\tA1\tZaag\t2\t1.234\n"
        "1002\tJansen NV\t2026002\t03-04-2026\tA2\tHamer\t1\t5.678\n");
    EXPECT_EQ(p.entity, "sales_lines");
    EXPECT_EQ(field_of(p, "Debiteurnummer"), "account_id");
    EXPECT_EQ(field_of(p, "Klantnaam"), "account_id.name");
    EXPECT_EQ(field_of(p, "Factuurdatum"), "booked_on");
    EXPECT_EQ(field_of(p, "Omschrijving"), "product_id.name");
    EXPECT_EQ(field_of(p, "Bedrag"), "net_amount");
    ASSERT_EQ(p.questions.size(), 2U);
    const auto& date = p.questions[0].kind == "date_order" ? p.questions[0] : p.questions[1];
    const auto& amount = p.questions[0].kind == "decimal" ? p.questions[0] : p.questions[1];
    EXPECT_EQ(date.column, "Factuurdatum");
    EXPECT_EQ(date.samples, (std::vector<std::string>{"01-02-2026", "03-04-2026"}));
    EXPECT_EQ(amount.column, "Bedrag");
    auto answered = p.mapping;
    for (auto& c : answered.columns) {
        if (c.column == "Bedrag") c.decimal = DecimalMark::comma;
        if (c.column == "Factuurdatum") c.date_order = DateOrder::dmy;
    }
    const auto table = csv_table_of("Debiteurnummer\tFactuurdatum\tBedrag\n1\t01-02-2026\t1.234\n");
    const auto seen = preview(*table);
    EXPECT_TRUE(open_questions(answered, table->headers(), seen.profiles).empty());
}

TEST(Proposal, AccountsAndPeopleInThreeLanguages) {
    const auto es = propose_for(
        "Empresa,CIF,Sector,Ciudad,País,Facturación anual,Empleados,Página web\n"
        "Maderas SL,B123,Madera,Soria,España,1200000,35,www.maderas.example\n");
    EXPECT_EQ(es.entity, "accounts");
    EXPECT_EQ(field_of(es, "Empresa"), "name");
    EXPECT_EQ(field_of(es, "CIF"), "tax_id");
    EXPECT_EQ(field_of(es, "País"), "country");
    EXPECT_EQ(field_of(es, "Facturación anual"), "annual_revenue");
    EXPECT_EQ(field_of(es, "Página web"), "website");
    const auto nl = propose_for(
        "Bedrijf,Voornaam,Achternaam,Functie,E-mailadres,Mobiel\nDe Boer "
        "BV,Jan,Smit,Inkoper,j@deboer.example,+31 6 12345678\n");
    EXPECT_EQ(nl.entity, "people");
    EXPECT_EQ(field_of(nl, "Bedrijf"), "account_id");
    EXPECT_EQ(field_of(nl, "Achternaam"), "last_name");
    EXPECT_EQ(field_of(nl, "E-mailadres"), "email");
    EXPECT_EQ(field_of(nl, "Mobiel"), "mobile");
    const auto en = propose_for(
        "Deal,Company,Phase,Value,Expected close date,Salesperson\nSaws,Acme,Proposal,1200.50,2026-05-01,Ana "
        "Ruiz\n");
    EXPECT_EQ(en.entity, "opportunities");
    EXPECT_EQ(field_of(en, "Phase"), "stage");
    EXPECT_EQ(field_of(en, "Value"), "amount");
    EXPECT_EQ(field_of(en, "Expected close date"), "close_on");
}

// DATA-1. What kind of customer it is, is not what it is called.
TEST(Proposal, AKindIsNoName) {
    const auto p = propose_for(
        "Firma;Straatnaam;Woonplaats;Soort klant\nDe Boer BV;Kade 1;Gent;Gold\nJansen NV;Kade "
        "2;Breda;Silver\n",
        "accounts");
    EXPECT_EQ(field_of(p, "Firma"), "name");
    EXPECT_EQ(field_of(p, "Woonplaats"), "city");
    EXPECT_NE(field_of(p, "Soort klant"), "name");
    const auto q = propose_for("Klantnaam;Plaats;Soort\nDe Boer BV;Gent;A\nJansen NV;Breda;B\n", "accounts");
    EXPECT_EQ(field_of(q, "Klantnaam"), "name");
}

TEST(Proposal, ContentDecidesWhereNamesDoNot) {
    const auto p = propose_for(
        "First name,Last name,Kontakt,Company\nAna,Ruiz,ana@x.example,Acme\nJan,Smit,jan@y.example,Beta\n");
    EXPECT_EQ(p.entity, "people");
    EXPECT_EQ(field_of(p, "Kontakt"), "email");
}

TEST(Proposal, CustomColumnsOfADialectGetOptions) {
    const auto p =
        propose_for("Id,Name,BillingCity,OwnerId,IsDeleted,Tax_Id__c,Shoe__c\n1,Acme,Delft,5,false,NL1,42\n");
    EXPECT_EQ(p.dialect, "salesforce_api");
    EXPECT_EQ(field_of(p, "Tax_Id__c"), "tax_id");
    EXPECT_FALSE(p.columns[6].mapping);
    EXPECT_EQ(p.columns.size(), 7U);
}

TEST(Proposal, UnitPriceTimesQuantityIsTheAmount) {
    const auto p = propose_for("Customer,Order date,Qty,Price,Item\nAcme,2026-01-31,3,2.50,Saw\n");
    EXPECT_EQ(p.entity, "sales_lines");
    ASSERT_EQ(p.mapping.computed.size(), 1U);
    EXPECT_EQ(p.mapping.computed[0].left, "Qty");
    EXPECT_EQ(p.mapping.computed[0].right, "Price");
    EXPECT_EQ(field_of(p, "Price"), "");
}

TEST(Proposal, NothingKnownNothingClaimed) {
    EXPECT_EQ(propose_for("foo,bar\n1,2\n").entity, "");
    EXPECT_EQ(propose({}, {}).columns.size(), 0U);
}

TEST(Proposal, NamesAreAlike) {
    EXPECT_EQ(name_similarity("Account Name", "account_name"), 1);
    EXPECT_EQ(name_similarity("annualRevenue", "Annual revenue"), 1);
    EXPECT_GT(name_similarity("Adress", "address"), 0.8);
    EXPECT_GT(name_similarity("Fecha de la factura", "fecha factura"), 0.95);
    EXPECT_LT(name_similarity("city", "country"), 0.5);
    EXPECT_EQ(name_similarity("", "x"), 0);
}

TEST(Mapping, JsonIsReadStrictly) {
    const auto path_of = [](std::string_view json) -> std::string {
        try {
            mapping_from_json(json);
        } catch (const Fault& fault) {
            const auto path = fault.params.find("path");
            return path == fault.params.end() ? fault.key : path->second;
        }
        return "fine";
    };
    EXPECT_EQ(path_of(R"({"entity":"accounts","columns":[{"column":"N","field":"name"}]})"), "fine");
    EXPECT_EQ(path_of(R"({"columns":[]})"), "/entity");
    EXPECT_EQ(path_of(R"({"entity":"accounts","columns":[{"column":"N","field":"nam"}]})"),
              "/columns/0/field");
    EXPECT_EQ(
        path_of(R"({"entity":"accounts","columns":[{"column":"N","field":"owner_id","as":"reference"}]})"),
        "/columns/0/to");
    EXPECT_EQ(path_of(R"({"entity":"accounts","columns":[{"column":"N","field":"name","color":1}]})"),
              "/columns/0/color");
    EXPECT_EQ(path_of(R"({"entity":"accounts","columns":[{"column":"N","field":"employees","divisor":0}]})"),
              "/columns/0/divisor");
    EXPECT_EQ(path_of(R"({"entity":"accounts","columns":[{"column":"N","field":"custom.shoe"}],"extra":1})"),
              "/extra");
    EXPECT_EQ(path_of("{"), "request.malformed_json");
}

}  // namespace
}  // namespace kamino::imports
