/** Names for the generated types; nothing here describes a resource a second time. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Money = Schemas['Money'];
export type Account = Schemas['Account'];
export type AccountUnit = Schemas['AccountUnit'];
export type AccountLocation = Schemas['AccountLocation'];
export type AccountTeamMember = Schemas['AccountTeamMember'];
export type User = Schemas['User'];
export type Token = Schemas['Token'];
export type Person = Schemas['Person'];
export type Interaction = Schemas['Interaction'];
export type Product = Schemas['Product'];
export type Need = Schemas['Need'];
export type SalesLine = Schemas['SalesLine'];
export type Opportunity = Schemas['Opportunity'];
export type OpportunityStage = Schemas['OpportunityStage'];
export type Workspace = Schemas['Workspace'];
export type ExchangeRate = Schemas['ExchangeRate'];
export type CustomField = Schemas['CustomField'];
export type SavedView = Schemas['SavedView'];
export type PortfolioRow = Schemas['PortfolioRow'];
export type PortfolioGroup = Schemas['PortfolioGroup'];
export type ParetoPoint = Schemas['ParetoPoint'];
export type SalesSeries = Schemas['SalesSeries'];
export type AccountScore = Schemas['AccountScore'];
export type Change = Schemas['Change'];
export type SelectionModel = Schemas['SelectionModel'];
export type SelectionCriterion = Schemas['SelectionCriterion'];
export type Plan = Schemas['Plan'];
export type PlanSection = Schemas['PlanSection'];
export type ImportJob = Schemas['Import'];
export type ImportMapping = Schemas['ImportMapping'];
export type Session = Schemas['Session'];
export type SearchHit = Schemas['SearchHit'];
export type DemoPerson = Schemas['DemoPerson'];
export type Problem = Schemas['Problem'];
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
