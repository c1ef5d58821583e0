#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// Objects as the Data Loader and the weekly export write them. Address compounds never carry data.
constexpr std::array<DialectText, 7> texts = {{
    {"salesforce_api", "accounts", R"(
!key name
Id = external_id
IsDeleted = skip_row skip
Name = name
Type = status words account_status
ParentId = parent_id ref accounts external_id
BillingStreet = street
BillingCity = city
BillingState = region
BillingStateCode = region
BillingPostalCode = postal_code
BillingCountry = country
BillingCountryCode = country
BillingLatitude = latitude
BillingLongitude = longitude
Phone = phone
Website = website
Industry = industry
AnnualRevenue = annual_revenue
CurrencyIsoCode = annual_revenue currency
NumberOfEmployees = employees
Description = description
OwnerId = owner_id ref users external_id,email,name
Owner.Email = owner_id ref users email
Owner.Name = owner_id ref users name
Parent.Name = parent_id ref accounts name
AccountSource = source
YearStarted = year_founded
Tradestyle = legal_name
ShippingStreet = shipping.street
ShippingCity = shipping.city
ShippingState = shipping.region
ShippingStateCode = shipping.region
ShippingPostalCode = shipping.postal_code
ShippingCountry = shipping.country
ShippingCountryCode = shipping.country
ShippingLatitude = shipping.latitude
ShippingLongitude = shipping.longitude
BillingAddress | ShippingAddress = - compound
Fax | AccountNumber | PhotoUrl | Sic | SicDesc | Ownership | TickerSymbol | Rating | Site | DunsNumber | NaicsCode | NaicsDesc | Jigsaw | ChannelProgramName | ChannelProgramLevelName = - no_field
LastActivityDate | LastViewedDate | LastReferencedDate | BillingGeocodeAccuracy | ShippingGeocodeAccuracy = - computed
MasterRecordId | RecordTypeId | CreatedDate | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp | IsPartner | IsCustomerPortal | JigsawCompanyId | CleanStatus | DandbCompanyId | OperatingHoursId = - system
)"},
    {"salesforce_api", "people", R"(
!key email
Id = external_id
IsDeleted = skip_row skip
AccountId = account_id ref accounts external_id
Account.Name = account_id ref accounts name
LastName = last_name
FirstName = first_name
Name = name full
MailingCity = city
MailingCountry = country
MailingCountryCode = country
Phone = phone
MobilePhone = mobile
ReportsToId = reports_to_id ref people external_id
ReportsTo.Email = reports_to_id ref people email
Email = email
Title = title
Department = department
Description = notes
HasOptedOutOfEmail = consent words opt_out
MailingAddress | OtherAddress = - compound
Salutation | OtherStreet | OtherCity | OtherState | OtherPostalCode | OtherCountry | OtherLatitude | OtherLongitude | MailingStreet | MailingState | MailingStateCode | MailingPostalCode | MailingLatitude | MailingLongitude | Fax | HomePhone | OtherPhone | AssistantPhone | AssistantName | LeadSource | Birthdate | OwnerId | EmailBouncedReason | EmailBouncedDate | IsEmailBounced | PhotoUrl | Jigsaw | DoNotCall = - no_field
OtherGeocodeAccuracy | MailingGeocodeAccuracy | LastActivityDate | LastCURequestDate | LastCUUpdateDate | LastViewedDate | LastReferencedDate = - computed
MasterRecordId | RecordTypeId | CreatedDate | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp | JigsawContactId | CleanStatus | IndividualId = - system
)"},
    {"salesforce_api", "opportunities", R"(
!key account_id,name
Id = external_id
IsDeleted = skip_row skip
AccountId = account_id ref accounts external_id
Account.Name = account_id ref accounts name
Name = name
StageName = stage ref opportunity_stages key,name
Amount = amount
CurrencyIsoCode = amount currency
Probability = probability
CloseDate = close_on
CreatedDate = opened_on
NextStep = next_step
OwnerId = owner_id ref users external_id,email,name
Owner.Email = owner_id ref users email
ContactId = person_ids list people external_id maybe
Loss_Reason__c | Lost_Reason__c | Closed_Lost_Reason__c = lost_reason
Competitor__c | Competitors__c | MainCompetitors__c = competitors list
Product__c = product_id ref products name,code
IsPrivate | Description | Type | LeadSource | TotalOpportunityQuantity | CampaignId | Pricebook2Id = - no_field
ExpectedRevenue | IsClosed | IsWon | ForecastCategory | ForecastCategoryName | HasOpportunityLineItem | LastActivityDate | LastStageChangeDate | FiscalQuarter | FiscalYear | Fiscal | LastViewedDate | LastReferencedDate | HasOpenActivity | HasOverdueTask | PushCount = - computed
RecordTypeId | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp | LastAmountChangedHistoryId | LastCloseDateChangedHistoryId | SyncedQuoteId | ContractId = - system
)"},
    {"salesforce_api", "interactions", R"(
!key account_id,subject,happened_at
!const kind=event
!const status=done
Id = external_id
IsDeleted = skip_row skip
WhoId = person_ids list people external_id maybe
WhatId = opportunity_id ref opportunities external_id maybe
AccountId = account_id ref accounts external_id
Subject = subject
CompletedDateTime = happened_at
StartDateTime = happened_at
ActivityDateTime = happened_at
ActivityDate = happened_at
Status = status words done
OwnerId = owner_id ref users external_id,email,name
Description = notes
TaskSubtype = kind words activity
CallType = kind words activity
Type = kind words activity
CallDurationInSeconds = minutes divide 60
DurationInMinutes = minutes
CallDisposition = outcome
Priority | IsHighPriority | CallObject | Location | ShowAs | IsPrivate | IsAllDayEvent = - no_field
IsClosed | IsArchived | EndDateTime | IsChild | IsGroupEvent | GroupEventType = - computed
CreatedDate | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp | ReminderDateTime | IsReminderSet | RecurrenceActivityId | IsRecurrence | RecurrenceStartDateOnly | RecurrenceEndDateOnly | RecurrenceTimeZoneSidKey | RecurrenceType | RecurrenceInterval | RecurrenceDayOfWeekMask | RecurrenceDayOfMonth | RecurrenceInstance | RecurrenceMonthOfYear | RecurrenceRegeneratedType = - system
)"},
    {"salesforce_api", "products", R"(
!key code,name
Id = external_id
IsDeleted = skip_row skip
Name = name
ProductCode = code
StockKeepingUnit = code
Description = description
IsActive = active
Family = parent_id ref products name
UnitPrice = unit_price
CurrencyIsoCode = unit_price currency
QuantityUnitOfMeasure | DisplayUrl | ExternalDataSourceId | ProductClass = - no_field
ExternalId | IsArchived | LastViewedDate | LastReferencedDate = - computed
CreatedDate | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp = - system
)"},
    {"salesforce_api", "users", R"(
!key email
Id = external_id
Name = name
Email = email
IsActive = active
Department = team
Division = team
ManagerId = manager_id ref users external_id
LanguageLocaleKey = language words language
Username | FirstName | LastName | CompanyName | Title | Street | City | State | PostalCode | Country | Phone | Fax | MobilePhone | Alias | EmployeeNumber | CommunityNickname | AboutMe | UserType | FederationIdentifier = - no_field
LastLoginDate | LastPasswordChangeDate | LastViewedDate | LastReferencedDate = - computed
UserRoleId | ProfileId | TimeZoneSidKey | LocaleSidKey | EmailEncodingKey | ReceivesInfoEmails | ReceivesAdminInfoEmails | DelegatedApproverId | CreatedDate | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp = - system
)"},
    {"salesforce_api", "sales_lines", R"(
!key invoice_number,product_id,booked_on,quantity,net_amount
Id = external_id
IsDeleted = skip_row skip
AccountId | Order.AccountId = account_id ref accounts external_id
Order.Account.Name = account_id ref accounts name
OrderId | Order.OrderNumber = invoice_number
Product2Id = product_id ref products external_id
Product2.ProductCode = product_id ref products code
Quantity = quantity
UnitPrice = unit_price
TotalPrice = net_amount
CurrencyIsoCode = net_amount currency
ServiceDate | Order.EffectiveDate = booked_on
OrderItemNumber | Description | EndDate | PricebookEntryId | ListPrice | AvailableQuantity = - no_field
CreatedDate | CreatedById | LastModifiedDate | LastModifiedById | SystemModstamp = - system
)"},
}};

}  // namespace

std::span<const DialectText> salesforce_texts() {
    return texts;
}

}  // namespace kamino::imports
