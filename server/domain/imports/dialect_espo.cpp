#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// CSV carries attribute names, XLSX the labels; both are listed.
constexpr std::array<DialectText, 5> texts = {{
    {"espo", "accounts", R"(
!key name
id = external_id
name = name
website = website
phoneNumber | Phone = phone
type = status words account_status
industry = industry
billingAddressStreet | Billing Street = street
billingAddressCity | Billing City = city
billingAddressState | Billing State = region
billingAddressPostalCode | Billing Postal Code = postal_code
billingAddressCountry | Billing Country = country
description = description
assignedUserId = owner_id ref users external_id
assignedUserName | Assigned User = owner_id ref users name
deleted = skip_row skip
shippingAddressStreet | Shipping Street = shipping.street
shippingAddressCity | Shipping City = shipping.city
shippingAddressState | Shipping State = shipping.region
shippingAddressPostalCode | Shipping Postal Code = shipping.postal_code
shippingAddressCountry | Shipping Country = shipping.country
emailAddress | Email | sicCode | SIC Code | campaignId | campaignName | contactRole | contactIsInactive | teamsIds | teamsNames | targetListsIds | originalLeadId | originalLeadName | emailAddressIsOptedOut | phoneNumberIsOptedOut | emailAddressData | phoneNumberData | billingAddressMap = - no_field
createdAt | modifiedAt | createdById | createdByName | modifiedById | modifiedByName | isFollowed | followersIds | streamUpdatedAt | versionNumber | Created At | Modified At = - system
)"},
    {"espo", "people", R"(
!key email
id = external_id
firstName | First Name = first_name
lastName | Last Name = last_name
name = name full
accountId = account_id ref accounts external_id
accountName = account_id ref accounts name
accountsIds = account_id ref accounts external_id split ,
title | accountRole = title
emailAddress | Email = email
phoneNumber | Phone = phone
addressCity = city
addressCountry = country
emailAddressIsOptedOut = consent words opt_out
description = notes
deleted = skip_row skip
salutationName | middleName | doNotCall | addressStreet | addressState | addressPostalCode | accountsNames | accountIsInactive | accountType | opportunityRole | acceptanceStatus | campaignId | campaignName | assignedUserId | assignedUserName | teamsIds | teamsNames | portalUserId | portalUserName | originalLeadId | originalLeadName | targetListsIds | phoneNumberIsOptedOut | emailAddressData | phoneNumberData = - no_field
createdAt | modifiedAt | createdById | createdByName | modifiedById | modifiedByName | isFollowed | followersIds | streamUpdatedAt | hasPortalUser = - system
)"},
    {"espo", "opportunities", R"(
!key account_id,name
id = external_id
name = name
amount = amount
amountCurrency = amount currency
accountId = account_id ref accounts external_id
accountName = account_id ref accounts name
stage = stage ref opportunity_stages key,name
probability = probability
closeDate | Close Date = close_on
createdAt = opened_on
contactsIds = person_ids list people external_id split , maybe
contactId = person_ids list people external_id maybe
contactsNames | contactName = person_ids list people name split , maybe
assignedUserId = owner_id ref users external_id
assignedUserName = owner_id ref users name
deleted = skip_row skip
leadSource | description | contactRole | campaignId | campaignName | originalLeadId | originalLeadName | teamsIds | teamsNames | attachmentsIds = - no_field
amountConverted | amountWeightedConverted | lastStage = - computed
modifiedAt | createdById | createdByName | modifiedById | modifiedByName | isFollowed | followersIds | streamUpdatedAt = - system
)"},
    {"espo", "interactions", R"(
!key account_id,subject,happened_at
!const kind=event
!const status=done
id = external_id
name = subject
status = status words done
dateStart | dateStartDate | dateCompleted = happened_at
dateEnd | dateEndDate = happened_at
direction = kind words activity
accountId = account_id ref accounts external_id
accountName = account_id ref accounts name
parentId = account_id ref accounts external_id maybe
parentName = account_id ref accounts name maybe
contactsIds = person_ids list people external_id split , maybe
contactId = person_ids list people external_id maybe
contactsNames | contactName = person_ids list people name split , maybe
usersIds = user_ids list users external_id split , maybe
assignedUserId = owner_id ref users external_id
assignedUserName = owner_id ref users name
description = notes
duration = minutes divide 60
deleted = skip_row skip
priority | parentType | leadsIds | leadsNames | usersNames | teamsIds | teamsNames | reminders | attachmentsIds | isAllDay | uid | joinUrl | acceptanceStatus = - no_field
isOverdue = - computed
createdAt | modifiedAt | createdById | createdByName | modifiedById | modifiedByName | isFollowed | followersIds = - system
)"},
    {"espo", "users", R"(
!key email
id = external_id
name = name
emailAddress | Email = email
isActive = active
teamsNames | defaultTeamName = team
deleted = skip_row skip
userName | type | title | firstName | lastName | salutationName | phoneNumber | gender | contactId | contactName | accountsIds | rolesIds | rolesNames | teamsIds | defaultTeamId | avatarId | workingTimeCalendarId = - no_field
createdAt | modifiedAt | createdById | createdByName | lastAccess | password | authMethod = - system
)"},
}};

}  // namespace

std::span<const DialectText> espo_texts() {
    return texts;
}

}  // namespace kamino::imports
