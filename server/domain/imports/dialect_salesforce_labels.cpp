#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// Reports and describe labels. Report rows name their neighbours, so references go by name.
constexpr std::array<DialectText, 4> texts = {{
    {"salesforce_report", "accounts", R"(
!key name
Account ID | Case Safe Account ID | 18 Digit Account ID = external_id
Account Name = name
Account Type | Type = status words account_status
Parent Account ID = parent_id ref accounts external_id
Parent Account = parent_id ref accounts name
Billing Street = street
Billing Address Line1 = street line
Billing Address Line2 = street line
Billing Address Line3 = street line
Billing City = city
Billing State/Province | Billing State = region
Billing Zip/Postal Code = postal_code
Billing Country | Billing Country (text only) = country
Account Phone | Phone = phone
Website = website
Industry = industry
Annual Revenue = annual_revenue
Annual Revenue Currency | Account Currency = annual_revenue currency
Employees = employees
Account Description | Description = description
Owner ID = owner_id ref users external_id
Account Owner = owner_id ref users name
Account Source = source
Year Started = year_founded
Tradestyle = legal_name
Shipping Street = shipping.street line
Shipping Address Line1 = shipping.street line
Shipping Address Line2 = shipping.street line
Shipping Address Line3 = shipping.street line
Shipping City = shipping.city
Shipping State | Shipping State/Province = shipping.region
Shipping Zip/Postal Code = shipping.postal_code
Shipping Country = shipping.country
Account Fax | Fax | Account Number | SIC Code | SIC Description | Ownership | Ticker Symbol | Account Rating | Rating | Account Site | D-U-N-S Number | NAICS Code | NAICS Description | Owner Role | Account Owner Alias = - no_field
Last Activity | Annual Revenue (converted) = - computed
Created Date | Created By | Last Modified Date | Last Modified By | Created Alias | Last Modified Alias = - system
)"},
    {"salesforce_report", "people", R"(
!key email
Contact ID = external_id
Account ID = account_id ref accounts external_id
Account Name = account_id ref accounts name
First Name = first_name
Last Name = last_name
Full Name | Contact Name = name full
Title = title
Department = department
Email = email
Phone | Business Phone | Contact Phone = phone
Mobile | Mobile Phone = mobile
Mailing City = city
Mailing Country = country
Reports To ID = reports_to_id ref people external_id
Reports To = reports_to_id ref people name
Email Opt Out = consent words opt_out
Description | Contact Description = notes
Salutation | Mailing Street | Mailing Address Line1 | Mailing Address Line2 | Mailing Address Line3 | Mailing State | Mailing State/Province | Mailing Zip/Postal Code | Other Street | Other Address Line1 | Other Address Line2 | Other Address Line3 | Other City | Other State | Other State/Province | Other Zip/Postal Code | Other Country | Home Phone | Other Phone | Fax | Do Not Call | Lead Source | Birthdate | Assistant | Asst. Phone | Contact Owner | Owner ID | Account Owner = - no_field
Last Activity = - computed
Created Date | Created By | Last Modified Date | Last Modified By = - system
)"},
    {"salesforce_report", "opportunities", R"(
!key account_id,name
Opportunity ID = external_id
Account ID = account_id ref accounts external_id
Account Name = account_id ref accounts name
Opportunity Name | Name = name
Stage = stage ref opportunity_stages key,name
Amount = amount
Amount Currency | Opportunity Currency = amount currency
Probability (%) | Probability = probability
Close Date = close_on
Created Date = opened_on
Next Step = next_step
Opportunity Owner = owner_id ref users name
Owner ID = owner_id ref users external_id
Primary Contact | Contact Name = person_ids list people name maybe
Product Name = product_id ref products name
Loss Reason | Closed Lost Reason = lost_reason
Main Competitor(s) = competitors list
Owner Role | Lead Source | Type | Opportunity Type | Quantity | Description | Primary Campaign Source | Private = - no_field
Fiscal Period | Expected Revenue | Expected Amount | Age | Closed | Won | Forecast Category | Last Stage Change Date | Stage Duration | Last Activity | Fiscal Year | Has Products | Amount (converted) | Push Count = - computed
Created By | Last Modified Date | Last Modified By = - system
)"},
    {"salesforce_report", "interactions", R"(
!key account_id,subject,happened_at
!const kind=event
!const status=done
Activity ID = external_id
Assigned | Assigned To = owner_id ref users name
Subject = subject
Date | Due Date | Start = happened_at
Status = status words done
Contact | Name = person_ids list people name maybe
Opportunity = opportunity_id ref opportunities name maybe
Company / Account | Account | Account Name = account_id ref accounts name
Comments | Full Comments | Description = notes
Call Result = outcome
Call Duration = minutes divide 60
Task Subtype | Activity Type | Type | Call Type = kind words activity
Priority | High Priority | Task | Lead | Location | Event = - no_field
Closed | End = - computed
Created Date | Created By | Last Modified Date | Last Modified By = - system
)"},
}};

}  // namespace

std::span<const DialectText> salesforce_label_texts() {
    return texts;
}

}  // namespace kamino::imports
