#include "domain/imports/dialects.h"

#include <gtest/gtest.h>

#include <random>

#include "domain/imports/proposal.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

struct Export {
    const char* dialect;
    const char* entity;
    const char* headers;
    std::vector<const char*> fields;  // that must be filled by the whole set
};

const Export exports[] = {
    {"salesforce_api",
     "accounts",
     "Id,IsDeleted,MasterRecordId,Name,Type,RecordTypeId,ParentId,BillingStreet,BillingCity,BillingState,"
     "BillingPostalCode,BillingCountry,BillingLatitude,BillingLongitude,BillingGeocodeAccuracy,"
     "ShippingStreet,ShippingCity,ShippingState,ShippingPostalCode,ShippingCountry,ShippingLatitude,"
     "ShippingLongitude,ShippingGeocodeAccuracy,Phone,Fax,AccountNumber,Website,PhotoUrl,Sic,Industry,"
     "AnnualRevenue,NumberOfEmployees,Ownership,TickerSymbol,Description,Rating,Site,OwnerId,CreatedDate,"
     "CreatedById,LastModifiedDate,LastModifiedById,SystemModstamp,LastActivityDate,LastViewedDate,"
     "LastReferencedDate,IsPartner,IsCustomerPortal,ChannelProgramName,ChannelProgramLevelName,Jigsaw,"
     "JigsawCompanyId,CleanStatus,AccountSource,DunsNumber,Tradestyle,NaicsCode,NaicsDesc,YearStarted,"
     "SicDesc,DandbCompanyId,OperatingHoursId,BillingStateCode,BillingCountryCode",
     {"external_id",    "name",      "status",      "parent_id", "street", "city",        "region",
      "postal_code",    "country",   "latitude",    "longitude", "phone",  "website",     "industry",
      "annual_revenue", "employees", "description", "owner_id",  "source", "year_founded"}},
    {"salesforce_api",
     "people",
     "Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Salutation,Name,OtherStreet,OtherCity,"
     "OtherState,OtherPostalCode,OtherCountry,OtherLatitude,OtherLongitude,OtherGeocodeAccuracy,"
     "MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,MailingLatitude,"
     "MailingLongitude,MailingGeocodeAccuracy,Phone,Fax,MobilePhone,HomePhone,OtherPhone,AssistantPhone,"
     "ReportsToId,Email,Title,Department,AssistantName,LeadSource,Birthdate,Description,OwnerId,CreatedDate,"
     "CreatedById,LastModifiedDate,LastModifiedById,SystemModstamp,LastActivityDate,LastCURequestDate,"
     "LastCUUpdateDate,LastViewedDate,LastReferencedDate,EmailBouncedReason,EmailBouncedDate,IsEmailBounced,"
     "PhotoUrl,Jigsaw,JigsawContactId,CleanStatus,IndividualId",
     {"external_id", "account_id", "last_name", "first_name", "name", "city", "country", "phone", "mobile",
      "reports_to_id", "email", "title", "department", "notes"}},
    {"salesforce_api",
     "opportunities",
     "Id,IsDeleted,AccountId,IsPrivate,Name,Description,StageName,Amount,Probability,ExpectedRevenue,"
     "TotalOpportunityQuantity,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,ForecastCategory,"
     "ForecastCategoryName,CampaignId,HasOpportunityLineItem,Pricebook2Id,OwnerId,CreatedDate,CreatedById,"
     "LastModifiedDate,LastModifiedById,SystemModstamp,LastActivityDate,LastStageChangeDate,FiscalQuarter,"
     "FiscalYear,Fiscal,ContactId,LastViewedDate,LastReferencedDate,HasOpenActivity,HasOverdueTask,"
     "LastAmountChangedHistoryId,LastCloseDateChangedHistoryId,PushCount",
     {"external_id", "account_id", "name", "stage", "amount", "probability", "close_on", "opened_on",
      "next_step", "owner_id", "person_ids"}},
    {"salesforce_api",
     "interactions",
     "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,IsHighPriority,OwnerId,Description,Type,IsDeleted,"
     "AccountId,IsClosed,CreatedDate,CreatedById,LastModifiedDate,LastModifiedById,SystemModstamp,IsArchived,"
     "CallDurationInSeconds,CallType,CallDisposition,CallObject,ReminderDateTime,IsReminderSet,"
     "RecurrenceActivityId,IsRecurrence,RecurrenceStartDateOnly,RecurrenceEndDateOnly,"
     "RecurrenceTimeZoneSidKey,RecurrenceType,RecurrenceInterval,RecurrenceDayOfWeekMask,"
     "RecurrenceDayOfMonth,RecurrenceInstance,RecurrenceMonthOfYear,TaskSubtype,CompletedDateTime",
     {"external_id", "account_id", "person_ids", "opportunity_id", "subject", "happened_at", "status",
      "owner_id", "notes", "kind", "minutes", "outcome"}},
    {"salesforce_report",
     "accounts",
     "Account ID,Account Name,Account Type,Parent Account ID,Billing Street,Billing City,Billing "
     "State/Province,Billing Zip/Postal Code,Billing Country,Shipping Street,Shipping City,Shipping "
     "State/Province,Shipping Zip/Postal Code,Shipping Country,Account Phone,Account Fax,Account "
     "Number,Website,SIC Code,Industry,Annual Revenue,Employees,Ownership,Ticker Symbol,Account "
     "Description,Account Rating,Account Site,Owner ID,Created Date,Last Modified Date,Last Activity,Account "
     "Source,D-U-N-S Number,NAICS Code,NAICS Description,Year Started,SIC Description",
     {"external_id", "name", "status", "parent_id", "street", "city", "region", "postal_code", "country",
      "phone", "website", "industry", "annual_revenue", "employees", "description", "owner_id", "source",
      "year_founded"}},
    {"salesforce_report",
     "accounts",
     "Account Owner,Account Name,Type,Rating,Phone,Fax,Website,Industry,Annual Revenue,Employees,SIC "
     "Code,Ticker Symbol,Ownership,Description,Billing Street,Billing Address Line1,Billing Address "
     "Line2,Billing City,Billing State,Billing Zip/Postal Code,Billing Country,Shipping Street,Shipping "
     "City,Shipping State,Created Date,Last Activity,Last Modified Date",
     {"name", "status", "phone", "website", "industry", "annual_revenue", "employees", "description",
      "street", "city", "region", "postal_code", "country", "owner_id"}},
    {"salesforce_report",
     "people",
     "Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing Address Line1,Mailing "
     "Address Line2,Mailing Address Line3,Mailing City,Mailing State,Mailing Zip/Postal Code,Mailing "
     "Country,Other Street,Other City,Other State,Other Zip/Postal Code,Other Country,Phone,Mobile,Home "
     "Phone,Other Phone,Fax,Email,Email Opt Out,Do Not Call,Lead Source,Birthdate,Assistant,Asst. "
     "Phone,Description",
     {"first_name", "last_name", "title", "account_id", "city", "country", "phone", "mobile", "email",
      "consent", "notes"}},
    {"salesforce_report",
     "opportunities",
     "Owner Role,Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Expected "
     "Revenue,Probability (%),Age,Close Date,Created Date,Next Step,Lead Source,Type",
     {"owner_id", "account_id", "name", "stage", "amount", "probability", "close_on", "opened_on",
      "next_step"}},
    {"salesforce_report",
     "opportunities",
     "Opportunity ID,Account ID,Name,Stage,Amount,Probability (%),Expected Amount,Quantity,Close "
     "Date,Opportunity Type,Next Step,Lead Source,Closed,Won,Forecast Category,Fiscal Period,Last Stage "
     "Change Date",
     {"external_id", "account_id", "name", "stage", "amount", "probability", "close_on", "next_step"}},
    {"salesforce_report",
     "interactions",
     "Assigned,Subject,Date,Priority,Status,Task,Contact,Lead,Opportunity,Company / Account",
     {"owner_id", "subject", "happened_at", "status", "person_ids", "opportunity_id", "account_id"}},
    {"salesforce_report",
     "interactions",
     "Activity ID,Assigned To,Account,Call Duration,Call Result,Call Type,Closed,Comments,Due Date,High "
     "Priority,Name,Priority,Subject",
     {"external_id", "owner_id", "account_id", "minutes", "outcome", "kind", "notes", "happened_at"}},
    {"hubspot",
     "accounts",
     "Record ID,Company name,Company Domain Name,Company owner,Create Date,Phone Number,Last Activity "
     "Date,City,State/Region,Country/Region,Postal Code,Street Address,Industry,Type,Annual Revenue,Number "
     "of Employees,Lifecycle Stage,Lead Status,Website URL,Description,Parent Company,Number of child "
     "companies,Last Contacted,Next Activity Date,Total open deal value,Recent Deal Amount,Owner assigned "
     "date,Merged Company IDs,Target Account,Ideal Customer Profile Tier,Has Org Chart,Number of Contacts on "
     "Org Chart,Number of contacts with a buying role,Number of decision makers,Number of blockers",
     {"external_id", "name", "website", "owner_id", "phone", "city", "region", "country", "postal_code",
      "street", "industry", "status", "annual_revenue", "employees", "description", "parent_id"}},
    {"hubspot",
     "people",
     "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Contact owner,Lead "
     "Status,Lifecycle Stage,Create Date,Last Activity Date,Country/Region,Associated Company,Associated "
     "Company IDs",
     {"external_id", "first_name", "last_name", "email", "phone", "title", "account_id", "country"}},
    {"hubspot",
     "opportunities",
     "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Company "
     "Name,Associated Company,Associated Company IDs,Associated Contact IDs,Last Activity Date,Date entered "
     "current stage,Associated Contact,Deal Type,Forecast category",
     {"external_id", "name", "stage", "amount", "close_on", "opened_on", "owner_id", "account_id",
      "person_ids"}},
    {"zoho",
     "accounts",
     "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Parent Account.id,Parent "
     "Account,Website,Account Type,Industry,Description,Created By.id,Created By,Modified By.id,Modified "
     "By,Created Time,Modified Time,Last Activity Time,Billing Street,Billing City,Billing State,Billing "
     "Code,Billing Country,Locked,Rating,Account Site,Fax,Account Number,Ticker "
     "Symbol,Ownership,Employees,Annual Revenue,SIC Code,Tag,Shipping Street,Shipping City",
     {"external_id", "owner_id", "name", "phone", "parent_id", "website", "status", "industry", "description",
      "street", "city", "region", "postal_code", "country", "employees", "annual_revenue", "tags"}},
    {"zoho",
     "accounts",
     "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,Billing Address - City,Billing "
     "Address - State / Province,Billing Address - Country / Region,Created Time,Modified Time",
     {"external_id", "owner_id", "name", "phone", "website", "city", "region", "country"}},
    {"zoho",
     "people",
     "Record Id,Contact Owner.id,Contact Owner,Contact Name,First Name,Last Name,Account Name.id,Account "
     "Name,Email,Phone,Mobile,Title,Department,Reporting To,Lead Source,Mailing Street,Mailing City,Mailing "
     "State,Mailing Zip,Mailing Country,Created Time,Modified Time",
     {"external_id", "name", "first_name", "last_name", "account_id", "email", "phone", "mobile", "title",
      "department", "reports_to_id", "city", "country"}},
    {"zoho",
     "opportunities",
     "Record Id,Deal Owner.id,Deal Owner,Deal Name,Account Name.id,Account Name,Contact Name.id,Contact "
     "Name,Pipeline.id,Pipeline,Sub-Pipeline,Amount,Currency,Stage,Closing Date,Next Step,Description,Reason "
     "For Loss,Overall Sales Duration,Created By.id,Created By,Modified By.id,Modified By,Created "
     "Time,Modified Time,Last Activity Time,Lead Source,Probability (%),Expected Revenue,Type",
     {"external_id", "owner_id", "name", "account_id", "person_ids", "amount", "stage", "close_on",
      "next_step", "lost_reason", "probability", "opened_on"}},
    {"zoho",
     "interactions",
     "Record Id,Task Owner.id,Subject,Due Date,Status,Priority,Related To.id,Contact "
     "Name.id,Description,Created Time,Modified Time,Closed Time",
     {"external_id", "owner_id", "subject", "happened_at", "status", "opportunity_id", "person_ids",
      "notes"}},
    {"zoho",
     "interactions",
     "Record Id,Note Owner.id,Note Title,Note Content,Associated_Id,Created Time",
     {"external_id", "owner_id", "subject", "notes", "account_id", "happened_at"}},
    {"suitecrm",
     "accounts",
     "Name,ID,Website,Email Address,Non Primary E-mails,Office Phone,Alternate Phone,Fax,Billing "
     "Street,Billing City,Billing State,Billing Postal Code,Billing Country,Shipping Street,Shipping "
     "City,Shipping State,Shipping Postal Code,Shipping Country,Description,Type,Industry,Annual "
     "Revenue,Employees,SIC Code,Ticker Symbol,Parent Account ID,Ownership,Campaign ID,Rating,Assigned "
     "to,Assigned User ID,Date Created,Date Modified,Modified By,Created By,Deleted",
     {"name", "external_id", "website", "phone", "street", "city", "region", "postal_code", "country",
      "description", "status", "industry", "annual_revenue", "employees", "parent_id", "owner_id"}},
    {"suitecrm",
     "opportunities",
     "Opportunity Name,ID,Opportunity Amount,Currency,Expected Close Date,Sales Stage,Probability (%),Next "
     "Step,Opportunity Type,Account Name,Description,Amount,Lead Source",
     {"name", "external_id", "amount", "close_on", "stage", "probability", "next_step", "account_id"}},
    {"suitecrm",
     "interactions",
     "Subject,ID,Description,Status,Date Start,Date Due,Priority,Parent Type,Parent ID,Contact ID,Assigned "
     "to",
     {"subject", "external_id", "notes", "status", "happened_at", "account_id", "person_ids", "owner_id"}},
    {"espo",
     "accounts",
     "name,website,emailAddress,phoneNumber,type,industry,billingAddressStreet,billingAddressCity,"
     "billingAddressState,billingAddressCountry,billingAddressPostalCode,assignedUserId,assignedUserName",
     {"name", "website", "phone", "status", "industry", "street", "city", "region", "country", "postal_code",
      "owner_id"}},
    {"espo",
     "people",
     "id,salutationName,firstName,lastName,accountId,accountName,title,emailAddress,phoneNumber,addressCity,"
     "addressCountry,description,createdAt",
     {"external_id", "first_name", "last_name", "account_id", "title", "email", "phone", "city", "country",
      "notes"}},
    {"twenty",
     "accounts",
     "Name,Domain Name,Employees,Address,ARR,ICP,Account Owner,Linkedin,Creation date",
     {"name", "website", "employees", "street", "annual_revenue", "owner_id"}},
    {"maven",
     "accounts",
     "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
     {"name", "industry", "year_founded", "annual_revenue", "employees", "country", "parent_id"}},
    {"maven", "products", "product,series,sales_price", {"name", "parent_id", "unit_price"}},
    {"maven", "users", "sales_agent,manager,regional_office", {"name", "manager_id", "team"}},
    {"maven",
     "opportunities",
     "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
     {"external_id", "owner_id", "product_id", "account_id", "stage", "opened_on", "close_on", "amount"}},
    {"online_retail",
     "sales_lines",
     "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
     {"invoice_number", "product_id", "product_id.name", "quantity", "booked_on", "account_id",
      "account_id.country"}},
};

std::vector<std::string> headers_of(const Export& e) {
    return base::split(e.headers, ',');
}

TEST(Dialects, EveryExportIsRecognisedWhole) {
    for (const Export& e : exports) {
        SCOPED_TRACE(std::string{e.dialect} + " " + e.entity);
        const auto headers = headers_of(e);
        const auto r = recognise(headers);
        ASSERT_TRUE(r);
        EXPECT_EQ(r->dialect, e.dialect);
        EXPECT_EQ(r->entity, e.entity);
        EXPECT_EQ(r->unknown, std::vector<std::string>{});
        EXPECT_EQ(r->mapping.columns.size() + r->ignored.size(), headers.size());
        for (const char* field : e.fields) EXPECT_FALSE(r->mapping.of_field(field).empty()) << field;
        EXPECT_EQ(mapping_from_json(mapping_to_json(r->mapping)), r->mapping);
    }
}

TEST(Dialects, CaseAndOrderDoNotMatter) {
    std::mt19937 random{7};
    for (const Export& e : exports) {
        SCOPED_TRACE(std::string{e.dialect} + " " + e.entity);
        auto headers = headers_of(e);
        std::shuffle(headers.begin(), headers.end(), random);
        for (auto& h : headers) {
            for (char& c : h) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
        const auto r = recognise(headers);
        ASSERT_TRUE(r);
        EXPECT_EQ(r->dialect, e.dialect);
        EXPECT_EQ(r->entity, e.entity);
        EXPECT_TRUE(r->unknown.empty());
    }
}

// Any half of the columns that still holds a name: at least 95 % of what can be mapped must be mapped to the
// very field that the whole set maps it to, whatever program the rest may be taken for.
TEST(Dialects, SubsetsMapTheSameWay) {
    std::mt19937 random{11};
    std::size_t wanted = 0;
    std::size_t right = 0;
    for (const Export& e : exports) {
        const auto whole = recognise(headers_of(e));
        ASSERT_TRUE(whole);
        for (int round = 0; round < 10; ++round) {
            auto headers = headers_of(e);
            std::shuffle(headers.begin(), headers.end(), random);
            const std::size_t size =
                std::max<std::size_t>(std::min<std::size_t>(6, headers.size()), headers.size() / 2);
            headers.resize(size);
            const Proposal p = propose(headers, {}, e.entity);
            for (const ColumnMapping& c : whole->mapping.columns) {
                if (c.field.empty() || std::find(headers.begin(), headers.end(), c.column) == headers.end())
                    continue;
                ++wanted;
                const ColumnMapping* got = p.mapping.find(c.column);
                right += got != nullptr && got->field == c.field;
            }
        }
    }
    EXPECT_GE(static_cast<double>(right), 0.95 * static_cast<double>(wanted)) << right << " of " << wanted;
}

TEST(Dialects, MeaningOfTheColumns) {
    const auto maven =
        recognise(headers_of({"", "", "account,sector,revenue,employees,office_location", {}}));
    ASSERT_TRUE(maven);
    EXPECT_EQ(maven->mapping.find("revenue")->scale, 1'000'000);
    EXPECT_EQ(maven->mapping.find("revenue")->currency, "USD");
    const auto zoho = recognise(headers_of(
        {"", "", "Record Id,Account Owner.id,Account Owner,Account Name,Account Type,Created Time", {}}));
    ASSERT_TRUE(zoho);
    const auto owners = zoho->mapping.of_field("owner_id");
    ASSERT_EQ(owners.size(), 2U);
    EXPECT_EQ(owners[0]->by, std::vector<std::string>{"external_id"});  // the id goes before the name
    EXPECT_EQ(zoho->mapping.find("account type")->word("Customer"), "customer");
    EXPECT_EQ(zoho->mapping.find("account type")->word("Vendor"), "");
    const auto retail = recognise(
        headers_of({"", "", "Country,CustomerID,UnitPrice,Quantity,InvoiceDate,StockCode,InvoiceNo", {}}));
    ASSERT_TRUE(retail);
    ASSERT_EQ(retail->mapping.computed.size(), 1U);
    EXPECT_EQ(retail->mapping.computed[0].left, "Quantity");
    EXPECT_TRUE(retail->mapping.find("CustomerID")->strip_point_zero);
    const auto task = recognise(headers_of(exports[3]));
    EXPECT_EQ(task->mapping.find("Status")->word("Completed"), "done");
    EXPECT_EQ(task->mapping.find("Status")->word("Not Started"), "planned");
    EXPECT_EQ(task->mapping.find("IsDeleted")->take, Take::skip_row);
}

TEST(Dialects, StrangersAreNotRecognised) {
    for (const char* headers :
         {"Cliente,Factura,Fecha,Importe", "a,b,c", "x", "Chapter,Section,Requirement", "Name,Value"}) {
        EXPECT_FALSE(recognise(base::split(headers, ','))) << headers;
    }
    EXPECT_FALSE(recognise({}));
}

}  // namespace
}  // namespace kamino::imports
