#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// Translated labels, all cells quoted, separator of the person's choice.
constexpr std::array<DialectText, 5> texts = {{
    {"suitecrm", "accounts", R"(
!key name
Name | Account Name = name
ID = external_id
Website = website
Office Phone | Phone Office = phone
Billing Street = street
Billing Street 2 | Billing Street 3 | Billing Street 4 = street line
Billing City = city
Billing State = region
Billing Postal Code = postal_code
Billing Country = country
Description = description
Type = status words account_status
Industry = industry
Annual Revenue = annual_revenue
Employees = employees
Parent Account ID = parent_id ref accounts external_id
Member of | Parent Account = parent_id ref accounts name
Assigned User ID = owner_id ref users external_id
Assigned to | Assigned User Name = owner_id ref users name,email
Deleted = skip_row skip
Shipping Street = shipping.street line
Shipping Street 2 = shipping.street line
Shipping Street 3 = shipping.street line
Shipping Street 4 = shipping.street line
Shipping City = shipping.city
Shipping State = shipping.region
Shipping Postal Code = shipping.postal_code
Shipping Country = shipping.country
Email Address | Non Primary E-mails | Alternate Phone | Fax | SIC Code | Ticker Symbol | Ownership | Campaign ID | Campaign | Rating | Invalid Email | Email Opt Out = - no_field
Date Created | Date Modified | Modified By | Modified By Name | Created By | Created By Name = - system
)"},
    {"suitecrm", "people", R"(
!key email
First Name = first_name
Last Name = last_name
Name = name full
ID = external_id
Title | Job Title = title
Department = department
Account ID = account_id ref accounts external_id
Account Name = account_id ref accounts name
Email Address = email
Office Phone = phone
Mobile = mobile
Primary Address City = city
Primary Address Country = country
Reports to ID = reports_to_id ref people external_id
Reports to = reports_to_id ref people name
Description = notes
Deleted = skip_row skip
Email Opt Out = consent words opt_out
Salutation | Non Primary E-mails | Home | Home Phone | Other Phone | Fax | Primary Address Street | Primary Address Street 2 | Primary Address Street 3 | Primary Address State | Primary Address Postal Code | Alternate Address Street | Alternate Address Street 2 | Alternate Address Street 3 | Alternate Address City | Alternate Address State | Alternate Address Postal Code | Alternate Address Country | Birthdate | Lead Source | Assistant | Assistant Phone | Campaign ID | Do Not Call | Assigned User ID | Assigned to | Photo = - no_field
Date Created | Date Modified | Modified By | Modified By Name | Created By | Created By Name = - system
)"},
    {"suitecrm", "opportunities", R"(
!key account_id,name
Opportunity Name = name
ID = external_id
Opportunity Amount = amount
Currency = amount currency
Expected Close Date = close_on
Date Created = opened_on
Sales Stage = stage ref opportunity_stages key,name
Probability (%) = probability
Next Step = next_step
Account ID = account_id ref accounts external_id
Account Name = account_id ref accounts name
Assigned User ID = owner_id ref users external_id
Assigned to | Assigned User Name = owner_id ref users name,email
Deleted = skip_row skip
Amount | Currency ID | Currency Name | Currency Symbol = - computed
Opportunity Type | Type | Description | Lead Source | Campaign ID | Campaign = - no_field
Date Modified | Modified By | Modified By Name | Created By | Created By Name = - system
)"},
    {"suitecrm", "interactions", R"(
!key account_id,subject,happened_at
!const kind=event
!const status=done
Subject = subject
ID = external_id
Description = notes
Status = status words done
Date Start | Start Date = happened_at
Date Due | Due Date = happened_at
Account ID = account_id ref accounts external_id
Account Name = account_id ref accounts name
Parent ID = account_id ref accounts external_id maybe
Related to = account_id ref accounts name maybe
Contact ID = person_ids list people external_id maybe
Contact Name = person_ids list people name maybe
Assigned User ID = owner_id ref users external_id
Assigned to | Assigned User Name = owner_id ref users name,email
Duration Minutes = minutes
Deleted = skip_row skip
Priority | Parent Type | Location | Direction | Reminder Time | Email Reminder = - no_field
Duration Hours | Date End | End Date | Time Due | Time Start = - computed
Date Created | Date Modified | Modified By | Modified By Name | Created By | Created By Name = - system
)"},
    {"suitecrm", "products", R"(
!key code,name
Product Name = name
ID = external_id
Part Number = code
Category | Product Category = parent_id ref products name
Type = kind words product_kind
Price = unit_price
Currency = unit_price currency
Description = description
Deleted = skip_row skip
Cost | URL | Contact | Product Code | Product Image | Maincode = - no_field
Date Created | Date Modified | Modified By | Created By | Assigned to | Assigned User ID = - system
)"},
}};

}  // namespace

std::span<const DialectText> suitecrm_texts() {
    return texts;
}

}  // namespace kamino::imports
