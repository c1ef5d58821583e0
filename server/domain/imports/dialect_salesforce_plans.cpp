#include <array>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

namespace {

// Account plans (objects of API 62 and 65) as the Data Loader writes them; labels and report columns meet the
// API names once blanks are gone, and stand here where they do not. "keep": no field of ours, kept in words.
constexpr std::array<DialectText, 4> texts = {{
    {"salesforce_api", "account_plans", R"(
Id | Account Plan ID = external_id
Kamino_Id__c = kamino_id
IsDeleted | Deleted = skip_row skip
Name | Account Plan Name | Account Plan: Account Plan Name = name
AccountId = account_id
Account.Name | Account = account_name
OwnerId = owner_id
Owner.Email = owner_email
Owner.Name | Owner | Account Plan Owner | Account Plan: Owner Name = owner_name
StartDate = starts_on
EndDate = ends_on
Status = status
AccountVision | Vision = goals
AccountStrategicPriorities | Strategic Priorities = strategy
AccountChallenges | Challenges = pains
AccountIndustryTrends | Industry Trends = trends
AccountCompetitors | Competitors = competitors
RelationshipStrengths = strengths
RelationshipWeaknesses = weaknesses
RelationshipOpportunities = opportunities
RelationshipThreats = threats
AccountCompetitiveStrengths | Competitive Strengths = competitive_strengths
AccountCmptvWeaknesses | Account Competitive Weaknesses | Competitive Weaknesses = competitive_weaknesses
AccountPrfmIndicators | Account Performance Indicators | Performance Indicators | Key Performance Indicators | Notes | RelationshipSummary | AccountInternalRiskRating | CallingStrategy | CallingStrategyNotes = keep
LastModifiedDate = dated_on
CreatedDate | CreatedById | Created By | LastModifiedById | Last Modified By | SystemModstamp | LastViewedDate | LastReferencedDate | RecordTypeId | CurrencyIsoCode | FlexCard | SourceSystemIdentifier = - system
)"},
    {"salesforce_api", "account_plan_objectives", R"(
Id | Account Plan Objective ID = external_id
Kamino_Id__c = kamino_id
IsDeleted | Deleted = skip_row skip
AccountPlanId = plan_id
AccountPlan.Kamino_Id__c = plan_kamino_id
AccountPlan.Name | Account Plan = plan_name
Name | Account Plan Objective Name | Account Plan Objective: Account Plan Objective Name = name
Description = note
StartDate = starts_on
EndDate = ends_on
Status = status
ObjectiveOwnerId = owner_id
ObjectiveOwner.Email = owner_email
ObjectiveOwner.Name | Objective Owner = owner_name
OwnerId = record_owner_id
Owner.Email = record_owner_email
Owner.Name | Owner | Account Plan Objective Owner = record_owner_name
Priority | ExternalStakeholderId | External Stakeholder | ExternalStakeholder.Name | AccountPlanObjCategoryId | AccountPlanObjCategory.Name | Category | ObjectiveInteractionSummary = keep
CreatedDate | CreatedById | Created By | LastModifiedDate | LastModifiedById | Last Modified By | SystemModstamp | LastViewedDate | LastReferencedDate | LastInteractionSumGenDate | RecordTypeId | CurrencyIsoCode | SourceSystemIdentifier = - system
)"},
    {"salesforce_api", "account_plan_measures", R"(
Id | Account Plan Objective Measure ID = external_id
Kamino_Id__c = kamino_id
IsDeleted | Deleted = skip_row skip
AccountPlanObjectiveId = objective_id
AccountPlanObjective.Kamino_Id__c = objective_kamino_id
AccountPlanObjective.Name | Account Plan Objective = objective_name
Name | Account Plan Objective Measure Name | Account Plan Objective Measure: Account Plan Objective Measure Name = name
ValueType = value_type
TargetValue = target
TargetCurrencyValue = target_currency
TargetNumberValue = target_number
TargetPercentValue = target_percent
CurrentValue = current
CurrentCurrencyValue = current_currency
CurrentNumberValue = current_number
CurrentPercentValue = current_percent
CurrencyIsoCode | Currency = currency
CreatedDate | CreatedById | Created By | LastModifiedDate | LastModifiedById | Last Modified By | SystemModstamp | LastViewedDate | LastReferencedDate | CurrentValueTimestamp | AccountPlanObjMeasCalcDefId | RecordTypeId | SourceSystemIdentifier | OwnerId = - system
)"},
    {"salesforce_api", "account_plan_relationships", R"(
Id | Account Plan Relationship ID = external_id
IsDeleted | Deleted = skip_row skip
AccountPlanId = plan_id
AccountPlan.Kamino_Id__c = plan_kamino_id
AccountPlan.Name | Account Plan = plan_name
RelatedAccountPlanId = related_id
RelatedAccountPlan.Kamino_Id__c = related_kamino_id
RelatedAccountPlan.Name | Related Account Plan = related_name
Name | Account Plan Relationship Name | Account Plan Relationship: Account Plan Relationship Name | SourceSystemIdentifier | CreatedDate | CreatedById | Created By | LastModifiedDate | LastModifiedById | Last Modified By | SystemModstamp | LastViewedDate | LastReferencedDate | OwnerId | CurrencyIsoCode = - system
)"},
}};

}  // namespace

std::span<const DialectText> salesforce_plan_texts() {
    return texts;
}

}  // namespace kamino::imports
