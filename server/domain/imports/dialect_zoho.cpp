#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// Each look-up is a pair "X.id", "X": the id counts, the name helps where the id is unknown. Ids look like
// zcrm_123.
constexpr std::array<DialectText, 5> texts = {{
    {"zoho", "accounts", R"(
!key name
Record Id | Account Id = external_id
Account Owner.id | Account Owner Id | Company Owner.id = owner_id ref users external_id
Account Owner | Company Owner = owner_id ref users name,email
Account Name | Company Name = name
Phone = phone
Parent Account.id | Parent Company.id = parent_id ref accounts external_id
Parent Account | Parent Company = parent_id ref accounts name
Website = website
Account Type = status words account_status
Industry = industry
Employees = employees
Annual Revenue = annual_revenue
Currency = annual_revenue currency
Description = description
Billing Street | Billing Address - Street | Billing Address - Flat / House No. / Building / Apartment Name = street line
Billing Address - Street Address = street line
Billing City | Billing Address - City = city
Billing State | Billing Address - State / Province = region
Billing Code | Billing Address - Zip / Postal Code | Billing Address - Postal Code = postal_code
Billing Country | Billing Address - Country / Region = country
Billing Address - Latitude = latitude
Billing Address - Longitude = longitude
Tag = tags list split ,
Shipping Street | Shipping Address - Street = shipping.street line
Shipping Address - Street Address = shipping.street line
Shipping City | Shipping Address - City = shipping.city
Shipping State | Shipping Address - State / Province = shipping.region
Shipping Code | Shipping Address - Zip / Postal Code = shipping.postal_code
Shipping Country | Shipping Address - Country / Region = shipping.country
Shipping Address - Latitude = shipping.latitude
Shipping Address - Longitude = shipping.longitude
Rating | Account Site | Fax | Account Number | Ticker Symbol | Ownership | SIC Code | Exchange Rate = - no_field
Last Activity Time | Change Log Time = - computed
Created By.id | Created By | Modified By.id | Modified By | Created Time | Modified Time | Locked | Layout.id | Layout | User Modified Time | System Activity Time | User Activity Time | System Modified Time | Unsubscribed Mode | Unsubscribed Time = - system
)"},
    {"zoho", "people", R"(
!key email
Record Id | Contact Id = external_id
Contact Name | Full Name = name full
First Name = first_name
Last Name = last_name
Account Name.id | Company Name.id = account_id ref accounts external_id
Account Name | Company Name = account_id ref accounts name
Email = email
Phone = phone
Mobile = mobile
Title = title
Department = department
Reporting To.id = reports_to_id ref people external_id
Reporting To = reports_to_id ref people name
Mailing City | Mailing Address - City = city
Mailing Country | Mailing Address - Country / Region = country
Email Opt Out = consent words opt_out
Description = notes
Tag = tags list split ,
Contact Owner.id | Contact Owner | Lead Source | Salutation | Mailing Street | Mailing State | Mailing Zip | Mailing Address - Street | Mailing Address - Street Address | Mailing Address - State / Province | Mailing Address - Zip / Postal Code | Other Street | Other City | Other State | Other Zip | Other Country | Home Phone | Other Phone | Fax | Assistant | Asst Phone | Date of Birth | Skype ID | Twitter | Secondary Email | Vendor Name.id | Vendor Name = - no_field
Last Activity Time = - computed
Created By.id | Created By | Modified By.id | Modified By | Created Time | Modified Time | Locked | Layout.id | Layout | Unsubscribed Mode | Unsubscribed Time = - system
)"},
    {"zoho", "opportunities", R"(
!key account_id,name
Record Id | Deal Id = external_id
Deal Owner.id = owner_id ref users external_id
Deal Owner = owner_id ref users name,email
Deal Name = name
Account Name.id | Company Name.id = account_id ref accounts external_id
Account Name | Company Name = account_id ref accounts name
Contact Name.id = person_ids list people external_id maybe
Contact Name = person_ids list people name maybe
Amount = amount
Currency = amount currency
Stage = stage ref opportunity_stages key,name
Closing Date = close_on
Created Time = opened_on
Next Step = next_step
Probability (%) | Probability = probability
Reason For Loss = lost_reason
Competitors = competitors list split ,
Pipeline.id | Pipeline | Sub-Pipeline | Description | Lead Source | Type | Campaign Source.id | Campaign Source | Tag | Exchange Rate = - no_field
Overall Sales Duration | Sales Cycle Duration | Lead Conversion Time | Last Activity Time | Expected Revenue | Forecast Category | Stage Modified Time = - computed
Created By.id | Created By | Modified By.id | Modified By | Modified Time | Locked | Layout.id | Layout = - system
)"},
    {"zoho", "interactions", R"(
!key account_id,subject,happened_at
!const kind=event
!const status=done
Record Id | Task Id = external_id
Task Owner.id | Note Owner.id | Host.id | Call Owner.id = owner_id ref users external_id
Task Owner | Note Owner | Host | Call Owner = owner_id ref users name,email
Subject | Note Title | Title = subject
Closed Time = happened_at
Due Date | From | Call Start Time = happened_at
Created Time = happened_at
Status = status words done
Call Duration (in seconds) = minutes divide 60
Call Type = kind words activity
Call Result = outcome
Associated_Id | Parent Id.id = account_id ref accounts external_id
Account Name.id = account_id ref accounts external_id
Account Name = account_id ref accounts name
Related To.id | What Id.id = opportunity_id ref opportunities external_id maybe
Related To = opportunity_id ref opportunities name maybe
Contact Name.id = person_ids list people external_id maybe
Contact Name = person_ids list people name maybe
Description | Note Content | Call Agenda = notes
Priority | Parent Id | Location | All day | Tag = - no_field
To | Last Activity Time = - computed
Modified Time | Created By.id | Created By | Modified By.id | Modified By | Locked = - system
)"},
    {"zoho", "products", R"(
!key code,name
Record Id | Product Id = external_id
Product Name = name
Product Code = code
Product Active = active
Product Category = parent_id ref products name
Unit Price = unit_price
Currency = unit_price currency
Description = description
Product Owner.id | Product Owner | Vendor Name.id | Vendor Name | Manufacturer | Tax | Taxable | Commission Rate | Usage Unit | Handler.id | Handler | Sales Start Date | Sales End Date | Support Start Date | Support Expiry Date | Tag = - no_field
Qty in Stock | Qty Ordered | Qty in Demand | Reorder Level = - computed
Created By.id | Created By | Modified By.id | Modified By | Created Time | Modified Time | Locked | Layout.id | Layout = - system
)"},
}};

}  // namespace

std::span<const DialectText> zoho_texts() {
    return texts;
}

}  // namespace kamino::imports
