/** Names for the generated types; nothing here describes a resource a second time. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Money = Schemas['money'];
export type Account = Schemas['account'];
export type AccountUnit = Schemas['account_unit'];
export type AccountLocation = Schemas['account_location'];
export type AccountTeamMember = Schemas['account_team_member'];
export type User = Schemas['user'];
export type Token = Schemas['token'];
export type Person = Schemas['person'];
export type Interaction = Schemas['interaction'];
export type Product = Schemas['product'];
export type Need = Schemas['need'];
export type SalesLine = Schemas['sales_line'];
export type Opportunity = Schemas['opportunity'];
export type OpportunityStage = Schemas['opportunity_stage'];
export type Workspace = Schemas['workspace'];
export type ExchangeRate = Schemas['exchange_rate'];
export type CustomField = Schemas['custom_field'];
export type SavedView = Schemas['saved_view'];
export type PortfolioRow = Schemas['PortfolioRow'];
export type PortfolioGroup = Schemas['PortfolioGroup'];
export type ParetoPoint = Schemas['ParetoPoint'];
export type SalesSeries = Schemas['SalesSeries'];
export type AccountScore = Schemas['AccountScore'];
export type Change = Schemas['change'];
export type SelectionModel = Schemas['SelectionModel'];
export type SelectionCriterion = Schemas['SelectionCriterion'];
export type Plan = Schemas['Plan'];
export type PlanSection = Schemas['PlanSection'];
export type ImportJob = Schemas['import'];
export type Session = Schemas['Session'];
export type SearchHit = Schemas['SearchHit'];
export type DemoPerson = Schemas['DemoPerson'];
export type Problem = Schemas['problem'];
export type FieldFault = Schemas['FieldFault'];

/** Every described resource, by the name of its route. */
export interface Resources {
  accounts: Account;
  'account-units': AccountUnit;
  'account-locations': AccountLocation;
  'account-team': AccountTeamMember;
  users: User;
  tokens: Token;
  people: Person;
  interactions: Interaction;
  products: Product;
  needs: Need;
  'sales-lines': SalesLine;
  opportunities: Opportunity;
  'opportunity-stages': OpportunityStage;
  'exchange-rates': ExchangeRate;
  'custom-fields': CustomField;
  'saved-views': SavedView;
  plans: Plan;
  imports: ImportJob;
  portfolio: PortfolioRow;
}
export type Route = keyof Resources;

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total?: number | null;
}
