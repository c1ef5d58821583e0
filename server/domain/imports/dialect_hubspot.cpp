#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// Labels of the chosen columns of a view. Several associated ids stand in one cell, joined by semicolons.
constexpr std::array<DialectText, 5> texts = {{
    {"hubspot", "accounts", R"(
!key name
Record ID | Company ID = external_id
Company name | Name = name
Company Domain Name | Domain | Website URL = website
Company owner = owner_id ref users name,email
Phone Number = phone
City = city
State/Region = region
Country/Region | Country = country
Postal Code = postal_code
Street Address = street
Street Address 2 = street line
Industry = industry
Lifecycle Stage = status words account_status
Type = status words account_status
Annual Revenue = annual_revenue
Number of Employees = employees
Description | About Us = description
Parent Company = parent_id ref accounts name
Parent Company IDs = parent_id ref accounts external_id split ;
Year Founded = year_founded
Original Source | Original Source Type = source
Lead Status | Time Zone | Target Account | Ideal Customer Profile Tier | Has Org Chart | LinkedIn Company Page | Web Technologies | Is Public = - no_field
Last Activity Date | Number of child companies | Last Contacted | Next Activity Date | Total open deal value | Recent Deal Amount | Owner assigned date | Number of Contacts on Org Chart | Number of contacts with a buying role | Number of decision makers | Number of blockers | Number of Associated Contacts | Number of Associated Deals | Associated Contact | Associated Contact IDs | Associated Deal | Associated Deal IDs | Total Revenue = - computed
Create Date | Last Modified Date | Merged Company IDs | Created by user ID | HubSpot Team = - system
)"},
    {"hubspot", "people", R"(
!key email
Record ID | Contact ID = external_id
First Name = first_name
Last Name = last_name
Email = email
Phone Number = phone
Mobile Phone Number = mobile
Job Title = title
Associated Company IDs | Primary Associated Company ID | Associated Company IDs (Primary) = account_id ref accounts external_id split ;
Company Name = account_id ref accounts name
Associated Company | Associated Company (Primary) = account_id ref accounts name split ;
Buying Role = decision_role words buying_role split ;
Preferred language = language words language
Country/Region | Country = country
City = city
Unsubscribed from all email = consent words opt_out
Message = notes
Contact owner | Lead Status | Lifecycle Stage | State/Region | Postal Code | Street Address | Industry | Website URL | Original Source | Marketing contact status | Date of birth | Salutation = - no_field
Last Activity Date | Last Contacted | Next Activity Date | Recent Deal Amount | Associated Deal | Associated Deal IDs | Associated Note | Associated Note IDs | Number of Form Submissions | HubSpot Score = - computed
Create Date | Last Modified Date | Merged Contact IDs | Owner assigned date = - system
)"},
    {"hubspot", "opportunities", R"(
!key account_id,name
Record ID | Deal ID = external_id
Deal Name = name
Deal Stage = stage ref opportunity_stages key,name
Amount = amount
Currency = amount currency
Close Date = close_on
Create Date = opened_on
Deal owner = owner_id ref users name,email
Associated Company IDs | Associated Company IDs (Primary) = account_id ref accounts external_id split ;
Company Name = account_id ref accounts name
Associated Company | Associated Company (Primary) = account_id ref accounts name split ;
Associated Contact IDs = person_ids list people external_id maybe
Associated Contact = person_ids list people name maybe
Deal probability = probability
Next step = next_step
Closed Lost Reason = lost_reason
Competitors = competitors list
Associated Product | Products = product_id ref products name split ; maybe
Pipeline | Deal Type | Deal Description | Original Source | Original Source Type | State | Priority = - no_field
Last Activity Date | Date entered current stage | Date entered stage | Date left stage | Forecast category | Forecast amount | Weighted amount | Amount in company currency | Is Closed Won | Is Closed | Number of Associated Contacts | Days to close | Associated Line item | Associated Line item IDs = - computed
Last Modified Date | Owner assigned date | HubSpot Team | Created by user ID | Merged Deal IDs = - system
)"},
    {"hubspot", "products", R"(
!key code,name
Record ID | Product ID = external_id
Name | Product name = name
SKU = code
Unit price | Price = unit_price
Description | Product description = description
Folder | Product folder | Product category = parent_id ref products name
Product type = kind words product_kind
Unit cost | Margin | URL | Image URL | Billing frequency | Term = - no_field
Create Date | Last Modified Date | Created by user ID = - system
)"},
    {"hubspot", "interactions", R"(
!key account_id,subject,happened_at
!const kind=event
!const status=done
Record ID | Activity ID = external_id
Activity type | Task Type | Type = kind words activity
Task Title | Meeting name | Call Title | Email subject | Subject = subject
Activity date | Due date | Meeting start time = happened_at
Task Status = status words done
Meeting outcome | Call outcome = outcome
Activity assigned to | Assigned to = owner_id ref users name,email
Notes | Call notes | Note body | Task notes | Meeting description = notes
Call duration | Duration = minutes divide 60000
Associated Company IDs | Associated Company IDs (Primary) = account_id ref accounts external_id split ;
Associated Company | Company name = account_id ref accounts name split ;
Associated Contact IDs = person_ids list people external_id maybe
Associated Contact = person_ids list people name maybe
Associated Deal IDs = opportunity_id ref opportunities external_id split ; maybe
Associated Deal = opportunity_id ref opportunities name split ; maybe
Priority | Queue = - no_field
Create Date | Last Modified Date | Completed at = - system
)"},
}};

}  // namespace

std::span<const DialectText> hubspot_texts() {
    return texts;
}

}  // namespace kamino::imports
