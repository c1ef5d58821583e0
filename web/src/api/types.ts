/** Names for the generated types; nothing here describes a resource a second time. */
import type { components, paths } from './schema';

type Schemas = components['schemas'];
/** What a path answers to GET. */
type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;
/** What a path answers to POST. */
type Posted<P extends keyof paths> = paths[P] extends {
  post: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;
type Item<T extends { items: unknown[] }> = T['items'][number];

export type Money = Schemas['money'];
export type Account = Schemas['account'];
export type AccountUnit = Schemas['account_unit'];
export type AccountLocation = Schemas['account_location'];
export type AccountTeamMember = Schemas['account_team_member'];
export type User = Schemas['user'];
export type Token = Item<Answer<'/api/v1/tokens'>>;
export type Person = Schemas['person'];
export type Interaction = Schemas['interaction'];
export type Product = Schemas['product'];
export type Need = Schemas['need'];
export type SalesLine = Schemas['sales_line'];
export type Opportunity = Schemas['opportunity'];
export type OpportunityStage = Schemas['opportunity_stage'];
export type Workspace = Schemas['workspace'];
export type CurrencyChange = Answer<'/api/v1/workspace/currency-change'>;
export type ExchangeRate = Schemas['exchange_rate'];
export type CustomField = Schemas['custom_field'];
export type SavedView = Schemas['saved_view'];
export type PortfolioRow = Schemas['portfolio_row'];
export type PortfolioGroup = Item<Answer<'/api/v1/portfolio/summary'>>;
export type Pareto = Answer<'/api/v1/portfolio/pareto'>;
export type ParetoPoint = Item<Pareto>;
export type SalesSeries = Answer<'/api/v1/accounts/{id}/sales'>;
export type AccountScore = Answer<'/api/v1/accounts/{id}/score'>;
export type Change = Schemas['change'];
export type SelectionModel = Answer<'/api/v1/selection/model'>;
export type SelectionCriterion = SelectionModel['criteria'][number];
export type SelectionModels = Answer<'/api/v1/selection/models'>;
export type SelectionModelItem = Item<SelectionModels>;
export type ComputedField = Item<Answer<'/api/v1/selection/fields'>>;
export type SelectionVersions = Answer<'/api/v1/selection/models/{id}/versions'>;
export type Sensitivity = Answer<'/api/v1/selection/models/{id}/sensitivity'>;
export type Ranking = Posted<'/api/v1/selection/models/{id}/ranking'>;
export type RankedAccount = Item<Ranking>;
export type SelectionMap = Answer<'/api/v1/selection/map'>;
export type MapPoint = SelectionMap['points']['items'][number];
export type ClassRules = SelectionModel['thresholds'];
export type ClassPreview = Posted<'/api/v1/selection/classes/preview'>;
export type ClassTransitions = Answer<'/api/v1/selection/classes/transitions'>;
export type ClassCell = ClassPreview['cells'][number];
export type ClassMove = ClassPreview['up']['items'][number];
export type ClassHistory = Answer<'/api/v1/selection/classes/history'>;
export type AccountClasses = Answer<'/api/v1/accounts/{id}/classes'>;
export type Attention = Answer<'/api/v1/selection/attention'>;
export type AttentionLine = Attention['classes'][number];
export type AccountGroup = Omit<Schemas['account_group'], 'colour'> & {
  colour: 'blue' | 'teal' | 'green' | 'olive' | 'amber' | 'orange' | 'red' | 'violet' | 'grey';
};
export type RuleField = Item<Answer<'/api/v1/groups/fields'>>;
export type GroupCount = Posted<'/api/v1/groups/count'>;
export type GroupCounts = Answer<'/api/v1/groups/counts'>;
export type GroupCharacterisation = Answer<'/api/v1/groups/{id}/characterisation'>;
export type GroupNumber = GroupCharacterisation['numbers'][number];
export type GroupShare = GroupCharacterisation['shares'][number];
export type RfmGrid = Answer<'/api/v1/groups/rfm'>;
export type PlanSummary = Schemas['plan'];
export type Plan = Answer<'/api/v1/plans/{id}'>;
export type PlanSection = Plan['sections'][number];
export type Comment = Schemas['comment'];
export type CommentThreads = Answer<'/api/v1/plans/{id}/comments'>;
export type Inbox = Answer<'/api/v1/inbox'>;
export type PlanPresence = paths['/api/v1/plans/{id}/presence']['put']['responses'][200]['content']['application/json'];
export type PlanDocument = Answer<'/api/v1/plans/{id}/document'>;
export type DocumentBatch = Schemas['document_batch'];
export type Job = Answer<'/api/v1/jobs/{id}'>;
export type PlanDifference = Answer<'/api/v1/plans/{id}/difference'>;
export type KeyList = Answer<'/api/v1/programme/list'>;
export type KeyGrowth = Answer<'/api/v1/programme/growth'>;
export type KeyCoverage = Answer<'/api/v1/programme/coverage'>;
export type KeyRollout = Answer<'/api/v1/programme/rollout'>;
export type RolloutProposal =
  paths['/api/v1/programme/rollout/proposal']['post']['responses'][200]['content']['application/json'];
/** Who could leave a full list: part of the refusal, which the OpenAPI document leaves open. */
export type KeyLeaver = { account_id: string; name: string; class: string; focus: string; score: number };
export type PlanTemplate = Answer<'/api/v1/plan-template'>;
export type PlanTemplateRow = Schemas['plan_template'];
export type TemplateEffect = Answer<'/api/v1/plan-templates/{id}/effect'>;
export type TemplateChange = Answer<'/api/v1/plans/{id}/template-change'>;
export type PlanImportReport = paths['/api/v1/plan-imports']['post']['responses'][201]['content']['application/json'];
export type CrmPlanReport =
  paths['/api/v1/plan-imports/salesforce']['post']['responses'][200]['content']['application/json'];
export type PlanImport = Schemas['plan_import'];
export type PlanBatch = Schemas['plan_batch'];
export type ImportJob = Schemas['import'];
export type Session = Answer<'/api/v1/session'>;
export type SignIn = Item<Answer<'/api/v1/sessions'>>;
export type SearchHit = Item<Answer<'/api/v1/search'>>;
export type DemoPerson = Item<Answer<'/api/v1/demo/people'>>;
export type Problem = Schemas['problem'];
export type FieldFault = NonNullable<Problem['fields']>[number];

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
  plans: PlanSummary;
  'plan-sections': Schemas['plan_section'];
  'plan-objectives': Schemas['plan_objective'];
  'plan-questions': Schemas['plan_question'];
  'plan-sources': Schemas['plan_source'];
  groups: AccountGroup;
  'programme-settings': Schemas['programme_settings'];
  'manager-capacities': Schemas['manager_capacity'];
  'key-accounts': Schemas['key_account'];
  'key-account-moves': Schemas['key_account_move'];
  'key-list-rounds': Schemas['key_list_round'];
  'key-list-round-items': Schemas['key_list_round_item'];
  'rollout-waves': Schemas['rollout_wave'];
  'rollout-accounts': Schemas['rollout_account'];
  comments: Comment;
  'plan-revisions': Schemas['plan_revision'];
  'document-batches': Schemas['document_batch'];
  'plan-entries': Schemas['plan_entry'];
  'plan-templates': Schemas['plan_template'];
  'plan-template-versions': Schemas['plan_template_version'];
  'plan-batches': Schemas['plan_batch'];
  'plan-imports': Schemas['plan_import'];
  'plan-batch-lines': Schemas['plan_batch_line'];
  'plan-swot-items': Schemas['plan_swot_item'];
  'plan-tows-moves': Schemas['plan_tows_move'];
  'plan-competitors': Schemas['plan_competitor'];
  'plan-insights': Schemas['plan_insight'];
  'plan-value-propositions': Schemas['plan_value_proposition'];
  'plan-initiatives': Schemas['plan_initiative'];
  'plan-possibilities': Schemas['plan_possibility'];
  'plan-profile-entries': Schemas['plan_profile_entry'];
  'plan-checks': Schemas['plan_check'];
  'plan-tasks': Schemas['plan_task'];
  imports: ImportJob;
  portfolio: PortfolioRow;
  'account-classes': Schemas['account_class'];
}
export type Route = keyof Resources;

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total?: number | null;
  /** Counting stopped: there are more than `total`. */
  total_at_least?: boolean;
}
