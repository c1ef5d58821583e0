#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// Twenty: labels of a view or field names. Maven: the practice pipeline whose money is in dollars, an
// account's revenue in millions of them. Online Retail: invoice lines of a British wholesaler; customers are
// numbers written as floats.
constexpr std::array<DialectText, 9> texts = {{
    {"twenty", "accounts", R"(
!key name
Id = external_id
Name = name
Domain Name | domainName | Domain Name / Link URL | Domain Name / Primary Link Url | domainNamePrimaryLinkUrl | Domain = website
Employees = employees
Address / Street 1 | Address / Address Street1 | addressAddressStreet1 | Address = street line
Address / Street 2 | Address / Address Street2 | addressAddressStreet2 = street line
Address / City | Address / Address City | addressAddressCity = city
Address / State | Address / Address State | addressAddressState = region
Address / Post Code | Address / Address Postcode | addressAddressPostcode = postal_code
Address / Country | Address / Address Country | addressAddressCountry = country
Address / Latitude | addressAddressLat | Address / Address Lat = latitude
Address / Longitude | addressAddressLng | Address / Address Lng = longitude
ARR | ARR / Amount | annualRecurringRevenue | annualRecurringRevenueAmountMicros = annual_revenue
ARR / Currency | annualRecurringRevenueCurrencyCode = annual_revenue currency
Account Owner | accountOwner = owner_id ref users name,email
accountOwnerId | Account Owner / Id = owner_id ref users external_id
Linkedin | Linkedin / Link URL | linkedinLink | X | X / Link URL | xLink | ICP | idealCustomerProfile | People | Opportunities | Favorites = - no_field
Creation date | Last update | Deleted at | Created by | createdAt | updatedAt | deletedAt | createdBy | Position | position | Created at | Updated at = - system
)"},
    {"twenty", "people", R"(
!key email
Id = external_id
Name = name full
Name / First Name | nameFirstName | First Name = first_name
Name / Last Name | nameLastName | Last Name = last_name
Email | Emails | Emails / Primary Email | emailsPrimaryEmail = email
Phone | Phones | Phones / Primary Phone Number | phonesPrimaryPhoneNumber = phone
Company | company | Company / Name = account_id ref accounts name
companyId | Company / Id = account_id ref accounts external_id
Job Title | jobTitle = title
City | city = city
Linkedin | Linkedin / Link URL | linkedinLink | X | X / Link URL | xLink | Avatar | avatarUrl | Emails / Additional Emails | Phones / Primary Phone Country Code | Phones / Primary Phone Calling Code = - no_field
Creation date | Last update | Deleted at | Created by | createdAt | updatedAt | deletedAt | createdBy | Position | position = - system
)"},
    {"twenty", "opportunities", R"(
!key account_id,name
Id = external_id
Name = name
Amount | Amount / Amount | amountAmount = amount
Amount / Currency | amountCurrencyCode = amount currency
Close date | closeDate = close_on
Stage | stage = stage ref opportunity_stages key,name
Company | company | Company / Name = account_id ref accounts name
companyId | Company / Id = account_id ref accounts external_id
Point of Contact | pointOfContact = person_ids list people name maybe
pointOfContactId = person_ids list people external_id maybe
Owner | owner = owner_id ref users name,email
Creation date | createdAt = opened_on
Last update | Deleted at | Created by | updatedAt | deletedAt | createdBy | Position | position = - system
)"},
    {"maven", "accounts", R"(
!key name
account = name
sector = industry
year_established = year_founded
revenue = annual_revenue scale 1000000 in USD
employees = employees
office_location = country
subsidiary_of = parent_id ref accounts name
)"},
    {"maven", "products", R"(
!key name
product = name
series = parent_id ref products name
sales_price = unit_price in USD
)"},
    {"maven", "users", R"(
!key name
sales_agent = name
manager = manager_id ref users name
regional_office = team
)"},
    {"maven", "opportunities", R"(
!key account_id,name
!const name={product} {opportunity_id}
opportunity_id = external_id
sales_agent = owner_id ref users name
product = product_id ref products name
account = account_id ref accounts name
deal_stage = stage ref opportunity_stages key,name
engage_date = opened_on
close_date = close_on
close_value = amount in USD
)"},
    {"online_retail", "sales_lines", R"(
!key invoice_number,product_id,booked_on,quantity,net_amount
!compute net_amount Quantity UnitPrice GBP
InvoiceNo | Invoice = invoice_number strip
StockCode = product_id ref products code strip
Description = product_id.name
Quantity = quantity
InvoiceDate = booked_on
UnitPrice | Price = unit_price in GBP
CustomerID | Customer ID = account_id ref accounts external_id strip
Country = account_id.country
)"},
    {"kamino", "sales_lines", R"(
!key invoice_number,product_id,booked_on,quantity,net_amount
account_external_id | customer_id = account_id ref accounts external_id
account_name | customer_name = account_id ref accounts name
product_code = product_id ref products code
product_name = product_id ref products name
booked_on = booked_on
invoice_number = invoice_number
quantity = quantity
net_amount = net_amount
currency = net_amount currency
margin = margin
external_id = external_id
)"},
}};

}  // namespace

std::span<const DialectText> other_texts() {
    return texts;
}

}  // namespace kamino::imports
