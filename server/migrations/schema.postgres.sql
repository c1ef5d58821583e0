TABLE account_access
  user_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  CONSTRAINT account_access_pkey PRIMARY KEY (user_id, account_id)
  CONSTRAINT account_access_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX account_access_by_account ON account_access USING btree (account_id)
TABLE account_classes
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  class text COLLATE "C" NOT NULL
  reason text COLLATE "C" NOT NULL
  set_by text COLLATE "C"
  CONSTRAINT account_classes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT account_classes_pkey PRIMARY KEY (id)
  CONSTRAINT account_classes_set_by_fkey FOREIGN KEY (set_by) REFERENCES users(id)
  CREATE UNIQUE INDEX account_classes_by_account ON account_classes USING btree (account_id) WHERE deleted_at IS NULL
TABLE account_group_members
  group_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  CONSTRAINT account_group_members_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT account_group_members_group_id_fkey FOREIGN KEY (group_id) REFERENCES account_groups(id)
  CONSTRAINT account_group_members_pkey PRIMARY KEY (group_id, account_id)
  CREATE INDEX account_group_members_by_account ON account_group_members USING btree (account_id)
TABLE account_groups
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  colour text COLLATE "C" NOT NULL DEFAULT ''::text
  description text COLLATE "C" NOT NULL DEFAULT ''::text
  rule text COLLATE "C" NOT NULL DEFAULT '{}'::text
  owner_id text COLLATE "C"
  frozen_at bigint
  frozen_by text COLLATE "C"
  CONSTRAINT account_groups_frozen_by_fkey FOREIGN KEY (frozen_by) REFERENCES users(id)
  CONSTRAINT account_groups_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
  CONSTRAINT account_groups_pkey PRIMARY KEY (id)
  CREATE INDEX account_groups_by_name ON account_groups USING btree (name_folded, id)
TABLE account_judgements
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  criterion text COLLATE "C" NOT NULL
  value bigint NOT NULL
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  judged_by text COLLATE "C"
  CONSTRAINT account_judgements_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT account_judgements_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES users(id)
  CONSTRAINT account_judgements_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX account_judgements_by_account ON account_judgements USING btree (account_id, criterion) WHERE deleted_at IS NULL
TABLE account_locations
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  street text COLLATE "C" NOT NULL DEFAULT ''::text
  city text COLLATE "C" NOT NULL DEFAULT ''::text
  region text COLLATE "C" NOT NULL DEFAULT ''::text
  postal_code text COLLATE "C" NOT NULL DEFAULT ''::text
  country text COLLATE "C" NOT NULL DEFAULT ''::text
  latitude double precision
  longitude double precision
  CONSTRAINT account_locations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT account_locations_pkey PRIMARY KEY (id)
  CREATE INDEX account_locations_by_account ON account_locations USING btree (account_id)
TABLE account_team
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  user_id text COLLATE "C" NOT NULL
  role text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT account_team_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT account_team_pkey PRIMARY KEY (id)
  CONSTRAINT account_team_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX account_team_by_account ON account_team USING btree (account_id)
  CREATE INDEX account_team_by_user ON account_team USING btree (user_id)
TABLE account_tree
  ancestor_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  depth bigint NOT NULL
  CONSTRAINT account_tree_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT account_tree_ancestor_id_fkey FOREIGN KEY (ancestor_id) REFERENCES accounts(id)
  CONSTRAINT account_tree_pkey PRIMARY KEY (account_id, ancestor_id)
  CREATE INDEX account_tree_by_ancestor ON account_tree USING btree (ancestor_id, account_id)
TABLE account_units
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  parent_id text COLLATE "C"
  CONSTRAINT account_units_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT account_units_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES account_units(id)
  CONSTRAINT account_units_pkey PRIMARY KEY (id)
  CREATE INDEX account_units_by_account ON account_units USING btree (account_id)
TABLE accounts
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  legal_name text COLLATE "C" NOT NULL DEFAULT ''::text
  legal_name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  external_id text COLLATE "C" NOT NULL DEFAULT ''::text
  status text COLLATE "C" NOT NULL DEFAULT ''::text
  industry text COLLATE "C" NOT NULL DEFAULT ''::text
  tax_id text COLLATE "C" NOT NULL DEFAULT ''::text
  website text COLLATE "C" NOT NULL DEFAULT ''::text
  phone text COLLATE "C" NOT NULL DEFAULT ''::text
  employees bigint
  annual_revenue_minor bigint
  annual_revenue_currency text COLLATE "C"
  owner_id text COLLATE "C"
  parent_id text COLLATE "C"
  street text COLLATE "C" NOT NULL DEFAULT ''::text
  city text COLLATE "C" NOT NULL DEFAULT ''::text
  city_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  region text COLLATE "C" NOT NULL DEFAULT ''::text
  postal_code text COLLATE "C" NOT NULL DEFAULT ''::text
  country text COLLATE "C" NOT NULL DEFAULT ''::text
  latitude double precision
  longitude double precision
  year_founded bigint
  tags text COLLATE "C" NOT NULL DEFAULT '[]'::text
  custom text COLLATE "C" NOT NULL DEFAULT '{}'::text
  description text COLLATE "C" NOT NULL DEFAULT ''::text
  source text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT accounts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
  CONSTRAINT accounts_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES accounts(id)
  CONSTRAINT accounts_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX accounts_by_external_id ON accounts USING btree (external_id) WHERE external_id <> ''::text AND deleted_at IS NULL
  CREATE INDEX accounts_by_name ON accounts USING btree (name_folded, id)
  CREATE INDEX accounts_by_owner ON accounts USING btree (owner_id)
  CREATE INDEX accounts_by_parent ON accounts USING btree (parent_id)
TABLE accounts_in_bin
  account_id text COLLATE "C" NOT NULL
  CONSTRAINT accounts_in_bin_pkey PRIMARY KEY (account_id)
TABLE api_tokens
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  user_id text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL
  prefix text COLLATE "C" NOT NULL
  token_hash text COLLATE "C" NOT NULL
  scopes text COLLATE "C" NOT NULL
  expires_at bigint
  last_used_at bigint
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id)
  CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash)
  CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX api_tokens_by_user ON api_tokens USING btree (user_id)
TABLE change_head
  id bigint NOT NULL
  seq bigint NOT NULL
  CONSTRAINT change_head_id_check CHECK (id = 1)
  CONSTRAINT change_head_pkey PRIMARY KEY (id)
TABLE changes
  seq bigint NOT NULL
  at bigint NOT NULL
  actor_id text COLLATE "C" NOT NULL
  door text COLLATE "C" NOT NULL
  request_id text COLLATE "C" NOT NULL
  entity text COLLATE "C" NOT NULL
  entity_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  action text COLLATE "C" NOT NULL
  before text COLLATE "C" NOT NULL
  after text COLLATE "C" NOT NULL
  CONSTRAINT changes_pkey PRIMARY KEY (seq)
  CREATE INDEX changes_by_account ON changes USING btree (account_id, seq)
  CREATE INDEX changes_by_entity ON changes USING btree (entity, entity_id, seq)
TABLE comment_notices
  user_id text COLLATE "C" NOT NULL
  comment_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  kind text COLLATE "C" NOT NULL
  created_at bigint NOT NULL
  read_at bigint
  CONSTRAINT comment_notices_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT comment_notices_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES comments(id)
  CONSTRAINT comment_notices_pkey PRIMARY KEY (user_id, comment_id)
  CONSTRAINT comment_notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX comment_notices_by_user ON comment_notices USING btree (user_id, created_at)
TABLE comments
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  plan_id text COLLATE "C"
  parent_id text COLLATE "C"
  anchor_entity text COLLATE "C" NOT NULL DEFAULT ''::text
  anchor_id text COLLATE "C" NOT NULL DEFAULT ''::text
  anchor_field text COLLATE "C" NOT NULL DEFAULT ''::text
  body text COLLATE "C" NOT NULL DEFAULT ''::text
  mention_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  author_id text COLLATE "C"
  edited_at bigint
  resolved_at bigint
  resolved_by text COLLATE "C"
  CONSTRAINT comments_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id)
  CONSTRAINT comments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES comments(id)
  CONSTRAINT comments_pkey PRIMARY KEY (id)
  CONSTRAINT comments_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT comments_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES users(id)
  CREATE INDEX comments_by_account ON comments USING btree (account_id, plan_id, created_at)
  CREATE INDEX comments_by_parent ON comments USING btree (parent_id)
TABLE custom_fields
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  entity_name text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL
  label text COLLATE "C" NOT NULL
  kind text COLLATE "C" NOT NULL
  choices text COLLATE "C" NOT NULL DEFAULT '[]'::text
  required bigint NOT NULL DEFAULT 0
  CONSTRAINT custom_fields_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX custom_fields_by_name ON custom_fields USING btree (entity_name, name) WHERE deleted_at IS NULL
TABLE document_batches
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  user_id text COLLATE "C"
  state text COLLATE "C" NOT NULL DEFAULT 'waiting'::text
  format text COLLATE "C" NOT NULL DEFAULT 'pptx'::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  view text COLLATE "C" NOT NULL DEFAULT 'full'::text
  language text COLLATE "C" NOT NULL DEFAULT 'en'::text
  account_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  account_count bigint NOT NULL DEFAULT 0
  made_count bigint NOT NULL DEFAULT 0
  job_id text COLLATE "C" NOT NULL DEFAULT ''::text
  path text COLLATE "C" NOT NULL DEFAULT ''::text
  report text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT document_batches_pkey PRIMARY KEY (id)
  CONSTRAINT document_batches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX document_batches_by_user ON document_batches USING btree (user_id, created_at)
TABLE employments
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  person_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  title text COLLATE "C" NOT NULL DEFAULT ''::text
  started_on text COLLATE "C" NOT NULL
  ended_on text COLLATE "C"
  CONSTRAINT employments_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT employments_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
  CONSTRAINT employments_pkey PRIMARY KEY (id)
  CREATE INDEX employments_by_account ON employments USING btree (account_id)
  CREATE INDEX employments_by_person ON employments USING btree (person_id)
TABLE exchange_rates
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  currency text COLLATE "C" NOT NULL
  valid_on text COLLATE "C" NOT NULL
  rate double precision NOT NULL
  CONSTRAINT exchange_rates_pkey PRIMARY KEY (id)
  CONSTRAINT exchange_rates_rate_check CHECK (rate > 0::double precision)
  CREATE UNIQUE INDEX exchange_rates_by_currency ON exchange_rates USING btree (currency, valid_on) WHERE deleted_at IS NULL
TABLE idempotency_keys
  actor_id text COLLATE "C" NOT NULL
  key text COLLATE "C" NOT NULL
  request_hash text COLLATE "C" NOT NULL
  status bigint NOT NULL
  headers text COLLATE "C" NOT NULL
  body text COLLATE "C" NOT NULL
  created_at bigint NOT NULL
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (actor_id, key)
  CREATE INDEX idempotency_keys_by_time ON idempotency_keys USING btree (created_at)
TABLE import_faults
  import_id text COLLATE "C" NOT NULL
  "position" bigint NOT NULL
  line bigint NOT NULL
  column_name text COLLATE "C" NOT NULL
  value text COLLATE "C" NOT NULL
  key text COLLATE "C" NOT NULL
  params text COLLATE "C" NOT NULL
  CONSTRAINT import_faults_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id)
  CONSTRAINT import_faults_pkey PRIMARY KEY (import_id, "position")
TABLE import_mappings
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  target text COLLATE "C" NOT NULL DEFAULT ''::text
  mapping text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT import_mappings_pkey PRIMARY KEY (id)
TABLE import_traces
  import_id text COLLATE "C" NOT NULL
  "position" bigint NOT NULL
  entity text COLLATE "C" NOT NULL
  entity_id text COLLATE "C" NOT NULL
  action text COLLATE "C" NOT NULL
  before text COLLATE "C" NOT NULL
  after text COLLATE "C" NOT NULL
  CONSTRAINT import_traces_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id)
  CONSTRAINT import_traces_pkey PRIMARY KEY (import_id, "position")
TABLE imports
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  state text COLLATE "C" NOT NULL
  target text COLLATE "C" NOT NULL DEFAULT ''::text
  dialect text COLLATE "C" NOT NULL DEFAULT ''::text
  mapping text COLLATE "C" NOT NULL DEFAULT '{}'::text
  options text COLLATE "C" NOT NULL DEFAULT '{}'::text
  analysis text COLLATE "C" NOT NULL DEFAULT '{}'::text
  result text COLLATE "C" NOT NULL DEFAULT '{}'::text
  rows_done bigint NOT NULL DEFAULT 0
  bytes_done bigint NOT NULL DEFAULT 0
  bytes_total bigint NOT NULL DEFAULT 0
  problem text COLLATE "C" NOT NULL DEFAULT ''::text
  user_id text COLLATE "C"
  path text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT imports_pkey PRIMARY KEY (id)
  CONSTRAINT imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
TABLE interactions
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  person_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  user_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  owner_id text COLLATE "C"
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  status text COLLATE "C" NOT NULL DEFAULT ''::text
  subject text COLLATE "C" NOT NULL DEFAULT ''::text
  subject_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  happened_at bigint NOT NULL
  minutes bigint
  outcome text COLLATE "C" NOT NULL DEFAULT ''::text
  notes text COLLATE "C" NOT NULL DEFAULT ''::text
  external_id text COLLATE "C" NOT NULL DEFAULT ''::text
  cost_minor bigint
  cost_currency text COLLATE "C"
  CONSTRAINT interactions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT interactions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
  CONSTRAINT interactions_pkey PRIMARY KEY (id)
  CREATE INDEX interactions_by_account ON interactions USING btree (account_id, happened_at)
  CREATE UNIQUE INDEX interactions_by_external_id ON interactions USING btree (external_id) WHERE external_id <> ''::text AND deleted_at IS NULL
  CREATE INDEX interactions_by_time ON interactions USING btree (happened_at, id)
TABLE jobs
  id text COLLATE "C" NOT NULL
  kind text COLLATE "C" NOT NULL
  subject_id text COLLATE "C" NOT NULL
  payload text COLLATE "C" NOT NULL
  actor_id text COLLATE "C" NOT NULL
  state text COLLATE "C" NOT NULL
  attempt_count bigint NOT NULL
  run_after bigint NOT NULL
  lease_owner text COLLATE "C" NOT NULL
  lease_until bigint NOT NULL
  cancel_asked bigint NOT NULL
  done_count bigint NOT NULL
  total_count bigint NOT NULL
  note text COLLATE "C" NOT NULL
  fault text COLLATE "C" NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  started_at bigint
  finished_at bigint
  CONSTRAINT jobs_pkey PRIMARY KEY (id)
  CONSTRAINT jobs_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))
  CREATE INDEX jobs_by_actor ON jobs USING btree (actor_id, created_at)
  CREATE INDEX jobs_by_state ON jobs USING btree (state, run_after)
  CREATE INDEX jobs_by_subject ON jobs USING btree (kind, subject_id)
TABLE key_account_moves
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  list text COLLATE "C" NOT NULL
  kind text COLLATE "C" NOT NULL
  state text COLLATE "C" NOT NULL
  reason text COLLATE "C" NOT NULL DEFAULT ''::text
  focus text COLLATE "C" NOT NULL DEFAULT ''::text
  rigour text COLLATE "C" NOT NULL DEFAULT ''::text
  manager_id text COLLATE "C"
  replaces_id text COLLATE "C"
  requested_by text COLLATE "C"
  decided_by text COLLATE "C"
  decided_at bigint
  decision_note text COLLATE "C" NOT NULL DEFAULT ''::text
  sole_approver bigint NOT NULL DEFAULT 0
  CONSTRAINT key_account_moves_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT key_account_moves_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id)
  CONSTRAINT key_account_moves_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES users(id)
  CONSTRAINT key_account_moves_pkey PRIMARY KEY (id)
  CONSTRAINT key_account_moves_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES accounts(id)
  CONSTRAINT key_account_moves_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(id)
  CREATE INDEX key_account_moves_by_state ON key_account_moves USING btree (state, created_at)
  CREATE UNIQUE INDEX key_account_moves_open ON key_account_moves USING btree (account_id, list) WHERE state = 'open'::text AND deleted_at IS NULL
TABLE key_accounts
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  list text COLLATE "C" NOT NULL
  state text COLLATE "C" NOT NULL
  focus text COLLATE "C" NOT NULL DEFAULT ''::text
  rigour text COLLATE "C" NOT NULL DEFAULT 'standard'::text
  manager_id text COLLATE "C"
  entered_on text COLLATE "C" NOT NULL
  probation_until text COLLATE "C"
  left_on text COLLATE "C"
  entry_reason text COLLATE "C" NOT NULL DEFAULT ''::text
  exit_reason text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT key_accounts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT key_accounts_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES users(id)
  CONSTRAINT key_accounts_pkey PRIMARY KEY (id)
  CREATE INDEX key_accounts_by_list ON key_accounts USING btree (list, state)
  CREATE INDEX key_accounts_by_manager ON key_accounts USING btree (manager_id)
  CREATE UNIQUE INDEX key_accounts_open ON key_accounts USING btree (account_id) WHERE state <> 'left'::text AND deleted_at IS NULL
TABLE key_list_round_items
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  round_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  verdict text COLLATE "C" NOT NULL DEFAULT ''::text
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  snapshot text COLLATE "C" NOT NULL DEFAULT '{}'::text
  decided_by text COLLATE "C"
  decided_at bigint
  CONSTRAINT key_list_round_items_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT key_list_round_items_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id)
  CONSTRAINT key_list_round_items_pkey PRIMARY KEY (id)
  CONSTRAINT key_list_round_items_round_id_fkey FOREIGN KEY (round_id) REFERENCES key_list_rounds(id)
  CREATE UNIQUE INDEX key_list_round_items_by_round ON key_list_round_items USING btree (round_id, account_id)
TABLE key_list_rounds
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  title text COLLATE "C" NOT NULL
  list text COLLATE "C" NOT NULL DEFAULT 'key'::text
  due_on text COLLATE "C"
  state text COLLATE "C" NOT NULL DEFAULT 'open'::text
  opened_by text COLLATE "C"
  closed_by text COLLATE "C"
  closed_at bigint
  CONSTRAINT key_list_rounds_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES users(id)
  CONSTRAINT key_list_rounds_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES users(id)
  CONSTRAINT key_list_rounds_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX key_list_rounds_open ON key_list_rounds USING btree (list) WHERE state = 'open'::text AND deleted_at IS NULL
TABLE manager_capacities
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  user_id text COLLATE "C" NOT NULL
  hours bigint
  key_cap bigint
  CONSTRAINT manager_capacities_pkey PRIMARY KEY (id)
  CONSTRAINT manager_capacities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE UNIQUE INDEX manager_capacities_by_user ON manager_capacities USING btree (user_id) WHERE deleted_at IS NULL
TABLE needs
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  code text COLLATE "C" NOT NULL DEFAULT ''::text
  parent_id text COLLATE "C"
  CONSTRAINT needs_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES needs(id)
  CONSTRAINT needs_pkey PRIMARY KEY (id)
  CREATE INDEX needs_by_parent ON needs USING btree (parent_id)
TABLE opportunities
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  external_id text COLLATE "C" NOT NULL DEFAULT ''::text
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  stage text COLLATE "C" NOT NULL DEFAULT ''::text
  amount_minor bigint
  amount_currency text COLLATE "C"
  probability bigint
  close_on text COLLATE "C"
  opened_on text COLLATE "C"
  owner_id text COLLATE "C"
  product_id text COLLATE "C"
  product_line_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  person_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  competitors text COLLATE "C" NOT NULL DEFAULT '[]'::text
  initiative text COLLATE "C" NOT NULL DEFAULT ''::text
  next_step text COLLATE "C" NOT NULL DEFAULT ''::text
  lost_reason text COLLATE "C" NOT NULL DEFAULT ''::text
  outcome text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT opportunities_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT opportunities_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
  CONSTRAINT opportunities_pkey PRIMARY KEY (id)
  CONSTRAINT opportunities_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id)
  CREATE INDEX opportunities_by_account ON opportunities USING btree (account_id, outcome)
  CREATE INDEX opportunities_by_close ON opportunities USING btree (close_on, id)
  CREATE UNIQUE INDEX opportunities_by_external_id ON opportunities USING btree (external_id) WHERE external_id <> ''::text AND deleted_at IS NULL
TABLE opportunity_stage_changes
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  opportunity_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  stage text COLLATE "C" NOT NULL DEFAULT ''::text
  from_stage text COLLATE "C" NOT NULL DEFAULT ''::text
  changed_at bigint NOT NULL
  amount_minor bigint
  amount_currency text COLLATE "C"
  CONSTRAINT opportunity_stage_changes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT opportunity_stage_changes_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id)
  CONSTRAINT opportunity_stage_changes_pkey PRIMARY KEY (id)
  CREATE INDEX opportunity_stage_changes_by_opportunity ON opportunity_stage_changes USING btree (opportunity_id, changed_at)
TABLE opportunity_stages
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  key text COLLATE "C" NOT NULL DEFAULT ''::text
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  outcome text COLLATE "C" NOT NULL DEFAULT ''::text
  "position" bigint NOT NULL DEFAULT 0
  probability bigint NOT NULL DEFAULT 0
  CONSTRAINT opportunity_stages_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX opportunity_stages_by_key ON opportunity_stages USING btree (key) WHERE deleted_at IS NULL
TABLE people
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  unit_id text COLLATE "C"
  external_id text COLLATE "C" NOT NULL DEFAULT ''::text
  first_name text COLLATE "C" NOT NULL DEFAULT ''::text
  last_name text COLLATE "C" NOT NULL DEFAULT ''::text
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  title text COLLATE "C" NOT NULL DEFAULT ''::text
  title_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  department text COLLATE "C" NOT NULL DEFAULT ''::text
  email text COLLATE "C" NOT NULL DEFAULT ''::text
  email_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  phone text COLLATE "C" NOT NULL DEFAULT ''::text
  mobile text COLLATE "C" NOT NULL DEFAULT ''::text
  reports_to_id text COLLATE "C"
  decision_role text COLLATE "C" NOT NULL DEFAULT ''::text
  influence bigint
  stance text COLLATE "C" NOT NULL DEFAULT ''::text
  closeness text COLLATE "C" NOT NULL DEFAULT ''::text
  language text COLLATE "C" NOT NULL DEFAULT ''::text
  consent text COLLATE "C" NOT NULL DEFAULT ''::text
  likes text COLLATE "C" NOT NULL DEFAULT ''::text
  interests text COLLATE "C" NOT NULL DEFAULT ''::text
  city text COLLATE "C" NOT NULL DEFAULT ''::text
  country text COLLATE "C" NOT NULL DEFAULT ''::text
  notes text COLLATE "C" NOT NULL DEFAULT ''::text
  tags text COLLATE "C" NOT NULL DEFAULT '[]'::text
  custom text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT people_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT people_pkey PRIMARY KEY (id)
  CONSTRAINT people_reports_to_id_fkey FOREIGN KEY (reports_to_id) REFERENCES people(id)
  CONSTRAINT people_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES account_units(id)
  CREATE INDEX people_by_account ON people USING btree (account_id, name_folded)
  CREATE UNIQUE INDEX people_by_external_id ON people USING btree (external_id) WHERE external_id <> ''::text AND deleted_at IS NULL
  CREATE INDEX people_by_name ON people USING btree (name_folded, id)
  CREATE INDEX people_by_reports_to ON people USING btree (reports_to_id)
TABLE plan_batch_lines
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  batch_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  outcome text COLLATE "C" NOT NULL DEFAULT ''::text
  plan_id text COLLATE "C"
  CONSTRAINT plan_batch_lines_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_batch_lines_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES plan_batches(id)
  CONSTRAINT plan_batch_lines_pkey PRIMARY KEY (id)
  CONSTRAINT plan_batch_lines_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_batch_lines_by_account ON plan_batch_lines USING btree (account_id)
  CREATE UNIQUE INDEX plan_batch_lines_by_batch ON plan_batch_lines USING btree (batch_id, account_id)
  CREATE INDEX plan_batch_lines_by_plan ON plan_batch_lines USING btree (plan_id)
TABLE plan_batches
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  filter text COLLATE "C" NOT NULL DEFAULT ''::text
  objective text COLLATE "C" NOT NULL DEFAULT ''::text
  activity text COLLATE "C" NOT NULL DEFAULT ''::text
  state text COLLATE "C" NOT NULL DEFAULT ''::text
  total bigint NOT NULL DEFAULT 0
  made bigint NOT NULL DEFAULT 0
  had_plan bigint NOT NULL DEFAULT 0
  no_right bigint NOT NULL DEFAULT 0
  kept bigint NOT NULL DEFAULT 0
  user_id text COLLATE "C"
  job_id text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT plan_batches_pkey PRIMARY KEY (id)
  CONSTRAINT plan_batches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX plan_batches_by_user ON plan_batches USING btree (user_id)
TABLE plan_checks
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  list text COLLATE "C" NOT NULL DEFAULT ''::text
  key text COLLATE "C" NOT NULL DEFAULT ''::text
  state text COLLATE "C" NOT NULL DEFAULT ''::text
  evidence text COLLATE "C" NOT NULL DEFAULT ''::text
  dated_on text COLLATE "C"
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_checks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_checks_pkey PRIMARY KEY (id)
  CONSTRAINT plan_checks_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_checks_by_account ON plan_checks USING btree (account_id)
  CREATE INDEX plan_checks_by_plan ON plan_checks USING btree (plan_id)
  CREATE UNIQUE INDEX plan_checks_one ON plan_checks USING btree (plan_id, list, key) WHERE deleted_at IS NULL
TABLE plan_competitors
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  product_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  unit_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  strength bigint
  share_percent double precision
  counter_move text COLLATE "C" NOT NULL DEFAULT ''::text
  evidence text COLLATE "C" NOT NULL DEFAULT ''::text
  dated_on text COLLATE "C"
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_competitors_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_competitors_pkey PRIMARY KEY (id)
  CONSTRAINT plan_competitors_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_competitors_by_account ON plan_competitors USING btree (account_id)
  CREATE INDEX plan_competitors_by_plan ON plan_competitors USING btree (plan_id)
TABLE plan_entries
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  section text COLLATE "C" NOT NULL DEFAULT ''::text
  block text COLLATE "C" NOT NULL DEFAULT ''::text
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  "position" bigint NOT NULL DEFAULT 0
  content text COLLATE "C" NOT NULL DEFAULT '{}'::text
  template_version_id text COLLATE "C"
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  words text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT plan_entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_entries_pkey PRIMARY KEY (id)
  CONSTRAINT plan_entries_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_entries_template_version_id_fkey FOREIGN KEY (template_version_id) REFERENCES plan_template_versions(id)
  CREATE INDEX plan_entries_by_account ON plan_entries USING btree (account_id)
  CREATE INDEX plan_entries_by_plan ON plan_entries USING btree (plan_id)
  CREATE UNIQUE INDEX plan_entries_one ON plan_entries USING btree (plan_id, block) WHERE kind <> 'table'::text AND deleted_at IS NULL
TABLE plan_imports
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  state text COLLATE "C" NOT NULL DEFAULT 'applied'::text
  user_id text COLLATE "C"
  account_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  result text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT plan_imports_pkey PRIMARY KEY (id)
  CONSTRAINT plan_imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
  CREATE INDEX plan_imports_by_user ON plan_imports USING btree (user_id, created_at)
TABLE plan_initiatives
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  sponsor_id text COLLATE "C"
  horizon text COLLATE "C" NOT NULL DEFAULT ''::text
  budget_minor bigint
  budget_currency text COLLATE "C"
  priority bigint
  starts_on text COLLATE "C"
  ends_on text COLLATE "C"
  status text COLLATE "C" NOT NULL DEFAULT ''::text
  opportunity_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  evidence text COLLATE "C" NOT NULL DEFAULT ''::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_initiatives_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_initiatives_pkey PRIMARY KEY (id)
  CONSTRAINT plan_initiatives_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_initiatives_sponsor_id_fkey FOREIGN KEY (sponsor_id) REFERENCES people(id)
  CREATE INDEX plan_initiatives_by_account ON plan_initiatives USING btree (account_id)
  CREATE INDEX plan_initiatives_by_plan ON plan_initiatives USING btree (plan_id)
TABLE plan_insights
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  text text COLLATE "C" NOT NULL DEFAULT ''::text
  evidence text COLLATE "C" NOT NULL DEFAULT ''::text
  url text COLLATE "C" NOT NULL DEFAULT ''::text
  dated_on text COLLATE "C"
  author_id text COLLATE "C"
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_insights_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_insights_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id)
  CONSTRAINT plan_insights_pkey PRIMARY KEY (id)
  CONSTRAINT plan_insights_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_insights_by_account ON plan_insights USING btree (account_id)
  CREATE INDEX plan_insights_by_plan ON plan_insights USING btree (plan_id)
TABLE plan_links
  id text COLLATE "C" NOT NULL
  import_id text COLLATE "C" NOT NULL
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  entity text COLLATE "C" NOT NULL
  record_id text COLLATE "C" NOT NULL
  key text COLLATE "C" NOT NULL
  external_id text COLLATE "C" NOT NULL
  said text COLLATE "C" NOT NULL
  CONSTRAINT plan_links_import_id_fkey FOREIGN KEY (import_id) REFERENCES plan_imports(id)
  CONSTRAINT plan_links_pkey PRIMARY KEY (id)
  CREATE INDEX plan_links_by_import ON plan_links USING btree (import_id)
  CREATE INDEX plan_links_by_key ON plan_links USING btree (key)
  CREATE INDEX plan_links_by_plan ON plan_links USING btree (plan_id)
TABLE plan_objectives
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  title text COLLATE "C" NOT NULL DEFAULT ''::text
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  metric text COLLATE "C" NOT NULL DEFAULT ''::text
  unit text COLLATE "C" NOT NULL DEFAULT ''::text
  baseline double precision
  target double precision
  due_on text COLLATE "C"
  owner_id text COLLATE "C"
  status text COLLATE "C" NOT NULL DEFAULT ''::text
  smart_reasons text COLLATE "C" NOT NULL DEFAULT '[]'::text
  horizon text COLLATE "C" NOT NULL DEFAULT 'medium'::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  drafted text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT plan_objectives_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_objectives_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
  CONSTRAINT plan_objectives_pkey PRIMARY KEY (id)
  CONSTRAINT plan_objectives_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_objectives_by_account ON plan_objectives USING btree (account_id)
  CREATE INDEX plan_objectives_by_plan ON plan_objectives USING btree (plan_id)
TABLE plan_possibilities
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  title text COLLATE "C" NOT NULL DEFAULT ''::text
  opportunity_id text COLLATE "C"
  initiative_id text COLLATE "C"
  priority bigint
  viability bigint
  value_minor bigint
  value_currency text COLLATE "C"
  reasoning text COLLATE "C" NOT NULL DEFAULT ''::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_possibilities_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_possibilities_initiative_id_fkey FOREIGN KEY (initiative_id) REFERENCES plan_initiatives(id)
  CONSTRAINT plan_possibilities_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id)
  CONSTRAINT plan_possibilities_pkey PRIMARY KEY (id)
  CONSTRAINT plan_possibilities_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_possibilities_by_account ON plan_possibilities USING btree (account_id)
  CREATE INDEX plan_possibilities_by_plan ON plan_possibilities USING btree (plan_id)
TABLE plan_presence
  plan_id text COLLATE "C" NOT NULL
  user_id text COLLATE "C" NOT NULL
  client_id text COLLATE "C" NOT NULL
  section text COLLATE "C" NOT NULL DEFAULT ''::text
  editing bigint NOT NULL DEFAULT 0
  since bigint NOT NULL
  seen_at bigint NOT NULL
  CONSTRAINT plan_presence_pkey PRIMARY KEY (plan_id, user_id, client_id)
  CONSTRAINT plan_presence_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_presence_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
TABLE plan_profile_entries
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  key text COLLATE "C" NOT NULL DEFAULT ''::text
  text text COLLATE "C" NOT NULL DEFAULT ''::text
  evidence text COLLATE "C" NOT NULL DEFAULT ''::text
  source_id text COLLATE "C"
  dated_on text COLLATE "C"
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_profile_entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_profile_entries_pkey PRIMARY KEY (id)
  CONSTRAINT plan_profile_entries_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_profile_entries_source_id_fkey FOREIGN KEY (source_id) REFERENCES plan_sources(id)
  CREATE INDEX plan_profile_entries_by_account ON plan_profile_entries USING btree (account_id)
  CREATE INDEX plan_profile_entries_by_plan ON plan_profile_entries USING btree (plan_id)
  CREATE UNIQUE INDEX plan_profile_entries_one ON plan_profile_entries USING btree (plan_id, key) WHERE deleted_at IS NULL
TABLE plan_questions
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  section text COLLATE "C" NOT NULL DEFAULT ''::text
  family text COLLATE "C" NOT NULL DEFAULT ''::text
  key text COLLATE "C" NOT NULL DEFAULT ''::text
  text text COLLATE "C" NOT NULL DEFAULT ''::text
  params text COLLATE "C" NOT NULL DEFAULT '{}'::text
  "position" bigint NOT NULL DEFAULT 0
  answer text COLLATE "C" NOT NULL DEFAULT ''::text
  answered_by text COLLATE "C"
  answered_at bigint
  declined_reason text COLLATE "C" NOT NULL DEFAULT ''::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_questions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_questions_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES users(id)
  CONSTRAINT plan_questions_pkey PRIMARY KEY (id)
  CONSTRAINT plan_questions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_questions_by_account ON plan_questions USING btree (account_id)
  CREATE INDEX plan_questions_by_plan ON plan_questions USING btree (plan_id, "position")
TABLE plan_revisions
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  number bigint NOT NULL
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  state text COLLATE "C" NOT NULL DEFAULT 'named'::text
  log_seq bigint NOT NULL
  created_by text COLLATE "C"
  requested_by text COLLATE "C"
  requested_at bigint
  decided_by text COLLATE "C"
  decided_at bigint
  decision_note text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT plan_revisions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_revisions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id)
  CONSTRAINT plan_revisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id)
  CONSTRAINT plan_revisions_pkey PRIMARY KEY (id)
  CONSTRAINT plan_revisions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_revisions_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(id)
  CREATE INDEX plan_revisions_by_account ON plan_revisions USING btree (account_id)
  CREATE UNIQUE INDEX plan_revisions_by_plan ON plan_revisions USING btree (plan_id, number)
  CREATE INDEX plan_revisions_by_state ON plan_revisions USING btree (state, requested_at)
TABLE plan_section_drafts
  section_id text COLLATE "C" NOT NULL
  drafted_at bigint NOT NULL
  facts text COLLATE "C" NOT NULL DEFAULT '{}'::text
  draft text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT plan_section_drafts_pkey PRIMARY KEY (section_id, drafted_at)
  CONSTRAINT plan_section_drafts_section_id_fkey FOREIGN KEY (section_id) REFERENCES plan_sections(id)
TABLE plan_sections
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  key text COLLATE "C" NOT NULL DEFAULT ''::text
  "position" bigint NOT NULL DEFAULT 0
  body text COLLATE "C" NOT NULL DEFAULT ''::text
  facts text COLLATE "C" NOT NULL DEFAULT '{}'::text
  draft text COLLATE "C" NOT NULL DEFAULT '{}'::text
  drafted_at bigint
  edited_at bigint
  edited_by text COLLATE "C"
  reviewed_at bigint
  reviewed_by text COLLATE "C"
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_sections_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_sections_edited_by_fkey FOREIGN KEY (edited_by) REFERENCES users(id)
  CONSTRAINT plan_sections_pkey PRIMARY KEY (id)
  CONSTRAINT plan_sections_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_sections_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES users(id)
  CREATE INDEX plan_sections_by_account ON plan_sections USING btree (account_id)
  CREATE UNIQUE INDEX plan_sections_by_plan ON plan_sections USING btree (plan_id, key)
TABLE plan_sources
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  title text COLLATE "C" NOT NULL DEFAULT ''::text
  url text COLLATE "C" NOT NULL DEFAULT ''::text
  dated_on text COLLATE "C"
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_sources_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_sources_pkey PRIMARY KEY (id)
  CONSTRAINT plan_sources_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_sources_by_account ON plan_sources USING btree (account_id)
  CREATE INDEX plan_sources_by_plan ON plan_sources USING btree (plan_id)
TABLE plan_swot_items
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  text text COLLATE "C" NOT NULL DEFAULT ''::text
  weight bigint NOT NULL DEFAULT 3
  evidence text COLLATE "C" NOT NULL DEFAULT ''::text
  dated_on text COLLATE "C"
  objective_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  "position" bigint NOT NULL DEFAULT 0
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  task_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  CONSTRAINT plan_swot_items_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_swot_items_pkey PRIMARY KEY (id)
  CONSTRAINT plan_swot_items_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_swot_items_by_account ON plan_swot_items USING btree (account_id)
  CREATE INDEX plan_swot_items_by_plan ON plan_swot_items USING btree (plan_id)
TABLE plan_tasks
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  title text COLLATE "C" NOT NULL DEFAULT ''::text
  owner_id text COLLATE "C"
  due_on text COLLATE "C"
  done_on text COLLATE "C"
  question_id text COLLATE "C"
  role text COLLATE "C" NOT NULL DEFAULT ''::text
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  drafted text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT plan_tasks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_tasks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
  CONSTRAINT plan_tasks_pkey PRIMARY KEY (id)
  CONSTRAINT plan_tasks_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_tasks_question_id_fkey FOREIGN KEY (question_id) REFERENCES plan_questions(id)
  CREATE INDEX plan_tasks_by_account ON plan_tasks USING btree (account_id)
  CREATE INDEX plan_tasks_by_owner ON plan_tasks USING btree (owner_id, due_on)
  CREATE INDEX plan_tasks_by_plan ON plan_tasks USING btree (plan_id)
  CREATE INDEX plan_tasks_by_question ON plan_tasks USING btree (question_id)
TABLE plan_template_versions
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  template_id text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  number bigint NOT NULL
  form text COLLATE "C" NOT NULL DEFAULT '{}'::text
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  published_by text COLLATE "C"
  published_at bigint
  CONSTRAINT plan_template_versions_pkey PRIMARY KEY (id)
  CONSTRAINT plan_template_versions_published_by_fkey FOREIGN KEY (published_by) REFERENCES users(id)
  CONSTRAINT plan_template_versions_template_id_fkey FOREIGN KEY (template_id) REFERENCES plan_templates(id)
  CREATE UNIQUE INDEX plan_template_versions_by_template ON plan_template_versions USING btree (template_id, number)
TABLE plan_templates
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  description text COLLATE "C" NOT NULL DEFAULT ''::text
  rigours text COLLATE "C" NOT NULL DEFAULT '[]'::text
  account_types text COLLATE "C" NOT NULL DEFAULT '[]'::text
  "position" bigint NOT NULL DEFAULT 0
  form text COLLATE "C" NOT NULL DEFAULT '{}'::text
  shipped_key text COLLATE "C" NOT NULL DEFAULT ''::text
  shipped_version bigint NOT NULL DEFAULT 0
  number bigint NOT NULL DEFAULT 0
  version_id text COLLATE "C"
  CONSTRAINT plan_templates_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX plan_templates_shipped ON plan_templates USING btree (shipped_key) WHERE shipped_key <> ''::text
TABLE plan_tows_moves
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  first_id text COLLATE "C" NOT NULL
  second_id text COLLATE "C" NOT NULL
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  text text COLLATE "C" NOT NULL DEFAULT ''::text
  objective_id text COLLATE "C"
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_tows_moves_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_tows_moves_first_id_fkey FOREIGN KEY (first_id) REFERENCES plan_swot_items(id)
  CONSTRAINT plan_tows_moves_objective_id_fkey FOREIGN KEY (objective_id) REFERENCES plan_objectives(id)
  CONSTRAINT plan_tows_moves_pkey PRIMARY KEY (id)
  CONSTRAINT plan_tows_moves_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_tows_moves_second_id_fkey FOREIGN KEY (second_id) REFERENCES plan_swot_items(id)
  CREATE INDEX plan_tows_moves_by_account ON plan_tows_moves USING btree (account_id)
  CREATE INDEX plan_tows_moves_by_first ON plan_tows_moves USING btree (first_id)
  CREATE INDEX plan_tows_moves_by_plan ON plan_tows_moves USING btree (plan_id)
  CREATE INDEX plan_tows_moves_by_second ON plan_tows_moves USING btree (second_id)
TABLE plan_value_propositions
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  plan_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  unit_id text COLLATE "C"
  pains text COLLATE "C" NOT NULL DEFAULT ''::text
  offer text COLLATE "C" NOT NULL DEFAULT ''::text
  proof text COLLATE "C" NOT NULL DEFAULT ''::text
  product_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  audience text COLLATE "C" NOT NULL DEFAULT 'internal'::text
  CONSTRAINT plan_value_propositions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plan_value_propositions_pkey PRIMARY KEY (id)
  CONSTRAINT plan_value_propositions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CONSTRAINT plan_value_propositions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES account_units(id)
  CREATE INDEX plan_value_propositions_by_account ON plan_value_propositions USING btree (account_id)
  CREATE INDEX plan_value_propositions_by_plan ON plan_value_propositions USING btree (plan_id)
TABLE plans
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  status text COLLATE "C" NOT NULL DEFAULT ''::text
  owner_id text COLLATE "C"
  objective text COLLATE "C" NOT NULL DEFAULT ''::text
  starts_on text COLLATE "C"
  ends_on text COLLATE "C"
  template_version bigint NOT NULL DEFAULT 1
  completeness_score bigint NOT NULL DEFAULT 0
  stage text COLLATE "C" NOT NULL DEFAULT 'strategy'::text
  stage_reason text COLLATE "C" NOT NULL DEFAULT ''::text
  rigour text COLLATE "C" NOT NULL DEFAULT 'standard'::text
  focus text COLLATE "C" NOT NULL DEFAULT ''::text
  conclusion text COLLATE "C" NOT NULL DEFAULT ''::text
  conclusion_reason text COLLATE "C" NOT NULL DEFAULT ''::text
  conclusion_next text COLLATE "C" NOT NULL DEFAULT ''::text
  concluded_on text COLLATE "C"
  template_version_id text COLLATE "C"
  CONSTRAINT plans_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT plans_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
  CONSTRAINT plans_pkey PRIMARY KEY (id)
  CONSTRAINT plans_template_version_id_fkey FOREIGN KEY (template_version_id) REFERENCES plan_template_versions(id)
  CREATE INDEX plans_by_account ON plans USING btree (account_id, created_at)
  CREATE INDEX plans_by_owner ON plans USING btree (owner_id)
  CREATE INDEX plans_by_template_version ON plans USING btree (template_version_id)
  CREATE UNIQUE INDEX plans_one_open ON plans USING btree (account_id) WHERE status <> 'closed'::text AND deleted_at IS NULL
TABLE portfolio
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  external_id text COLLATE "C" NOT NULL DEFAULT ''::text
  status text COLLATE "C" NOT NULL DEFAULT ''::text
  industry text COLLATE "C" NOT NULL DEFAULT ''::text
  city text COLLATE "C" NOT NULL DEFAULT ''::text
  city_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  region text COLLATE "C" NOT NULL DEFAULT ''::text
  country text COLLATE "C" NOT NULL DEFAULT ''::text
  owner_id text COLLATE "C"
  owner_name text COLLATE "C" NOT NULL DEFAULT ''::text
  owner_name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  parent_id text COLLATE "C"
  tags text COLLATE "C" NOT NULL DEFAULT '[]'::text
  employees bigint
  class text COLLATE "C" NOT NULL DEFAULT ''::text
  class_source text COLLATE "C" NOT NULL DEFAULT ''::text
  rule_class text COLLATE "C" NOT NULL DEFAULT ''::text
  score double precision NOT NULL DEFAULT 0
  revenue_12m_minor bigint NOT NULL DEFAULT 0
  revenue_12m_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  revenue_prev_12m_minor bigint NOT NULL DEFAULT 0
  revenue_prev_12m_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  margin_12m_minor bigint NOT NULL DEFAULT 0
  margin_12m_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  potential_minor bigint NOT NULL DEFAULT 0
  potential_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  open_pipeline_minor bigint NOT NULL DEFAULT 0
  open_pipeline_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  won_12m_minor bigint NOT NULL DEFAULT 0
  won_12m_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  growth double precision
  last_interaction_at bigint
  last_purchase_on text COLLATE "C"
  plan_id text COLLATE "C"
  plan_status text COLLATE "C" NOT NULL DEFAULT ''::text
  plan_completeness double precision NOT NULL DEFAULT 0
  key_state text COLLATE "C" NOT NULL DEFAULT ''::text
  revenue_fy_minor bigint NOT NULL DEFAULT 0
  revenue_fy_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  revenue_prev_fy_minor bigint NOT NULL DEFAULT 0
  revenue_prev_fy_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  weighted_pipeline_minor bigint NOT NULL DEFAULT 0
  weighted_pipeline_currency text COLLATE "C" NOT NULL DEFAULT ''::text
  margin_rate double precision
  potential_share double precision
  win_rate double precision
  stability double precision
  order_count_12m bigint NOT NULL DEFAULT 0
  month_count_12m bigint NOT NULL DEFAULT 0
  line_count_12m bigint NOT NULL DEFAULT 0
  open_deal_count bigint NOT NULL DEFAULT 0
  people_count bigint NOT NULL DEFAULT 0
  decider_count bigint NOT NULL DEFAULT 0
  interaction_count_12m bigint NOT NULL DEFAULT 0
  first_purchase_on text COLLATE "C"
  recency_fifth bigint NOT NULL DEFAULT 0
  frequency_fifth bigint NOT NULL DEFAULT 0
  monetary_fifth bigint NOT NULL DEFAULT 0
  rfm text COLLATE "C" NOT NULL DEFAULT ''::text
  plan_stage text COLLATE "C" NOT NULL DEFAULT ''::text
  custom text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT portfolio_pkey PRIMARY KEY (id)
  CREATE INDEX portfolio_bin ON portfolio USING btree (deleted_at) WHERE deleted_at IS NOT NULL
  CREATE INDEX portfolio_by_city ON portfolio USING btree (city_folded, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_city_trigrams ON portfolio USING gin (city_folded gin_trgm_ops)
  CREATE INDEX portfolio_by_class ON portfolio USING btree (class, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_country ON portfolio USING btree (country, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_created_at ON portfolio USING btree (created_at, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_growth ON portfolio USING btree (growth, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_growth_down ON portfolio USING btree (growth DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_id ON portfolio USING btree (id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_industry ON portfolio USING btree (industry, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_key_state ON portfolio USING btree (key_state, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_last_interaction ON portfolio USING btree (last_interaction_at, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_last_interaction_down ON portfolio USING btree (last_interaction_at DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_last_purchase ON portfolio USING btree (last_purchase_on, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_last_purchase_down ON portfolio USING btree (last_purchase_on DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_margin ON portfolio USING btree (margin_12m_minor, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_name ON portfolio USING btree (name_folded, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_name_trigrams ON portfolio USING gin (name_folded gin_trgm_ops)
  CREATE INDEX portfolio_by_open_pipeline ON portfolio USING btree (open_pipeline_minor, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_owner ON portfolio USING btree (owner_id)
  CREATE INDEX portfolio_by_owner_name ON portfolio USING btree (owner_name_folded, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_parent ON portfolio USING btree (parent_id)
  CREATE INDEX portfolio_by_plan_completeness ON portfolio USING btree (plan_completeness, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_plan_status ON portfolio USING btree (plan_status, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_potential ON portfolio USING btree (potential_minor, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_revenue ON portfolio USING btree (revenue_12m_minor, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_revenue_prev ON portfolio USING btree (revenue_prev_12m_minor, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_score ON portfolio USING btree (score, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_status ON portfolio USING btree (status, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_updated_at ON portfolio USING btree (updated_at, id) WHERE deleted_at IS NULL
  CREATE INDEX portfolio_by_won ON portfolio USING btree (won_12m_minor, id) WHERE deleted_at IS NULL
TABLE portfolio_changes
  id text COLLATE "C" NOT NULL
  class text COLLATE "C" NOT NULL
  class_source text COLLATE "C" NOT NULL
  rule_class text COLLATE "C" NOT NULL
  score double precision NOT NULL
  currency text COLLATE "C" NOT NULL
  revenue_12m_minor bigint NOT NULL
  revenue_prev_12m_minor bigint NOT NULL
  margin_12m_minor bigint NOT NULL
  potential_minor bigint NOT NULL
  open_pipeline_minor bigint NOT NULL
  won_12m_minor bigint NOT NULL
  growth double precision
  last_interaction_at bigint
  last_purchase_on text COLLATE "C"
  model_id text COLLATE "C" NOT NULL
  model_number bigint NOT NULL
  scoring text COLLATE "C" NOT NULL
  revenue_fy_minor bigint NOT NULL DEFAULT 0
  revenue_prev_fy_minor bigint NOT NULL DEFAULT 0
  weighted_pipeline_minor bigint NOT NULL DEFAULT 0
  margin_rate double precision
  potential_share double precision
  win_rate double precision
  stability double precision
  order_count_12m bigint NOT NULL DEFAULT 0
  month_count_12m bigint NOT NULL DEFAULT 0
  line_count_12m bigint NOT NULL DEFAULT 0
  open_deal_count bigint NOT NULL DEFAULT 0
  people_count bigint NOT NULL DEFAULT 0
  decider_count bigint NOT NULL DEFAULT 0
  interaction_count_12m bigint NOT NULL DEFAULT 0
  first_purchase_on text COLLATE "C"
  recency_fifth bigint NOT NULL DEFAULT 0
  frequency_fifth bigint NOT NULL DEFAULT 0
  monetary_fifth bigint NOT NULL DEFAULT 0
  rfm text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT portfolio_changes_pkey PRIMARY KEY (id)
TABLE portfolio_scores
  id text COLLATE "C" NOT NULL
  model_id text COLLATE "C" NOT NULL DEFAULT ''::text
  model_number bigint NOT NULL DEFAULT 0
  patched_at bigint
  scoring text COLLATE "C" NOT NULL
  CONSTRAINT portfolio_scores_pkey PRIMARY KEY (id)
  CREATE INDEX portfolio_scores_patched ON portfolio_scores USING btree (patched_at) WHERE patched_at IS NOT NULL
TABLE postcodes
  country text COLLATE "C" NOT NULL
  code_key text COLLATE "C" NOT NULL
  code text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL
  region text COLLATE "C" NOT NULL
  latitude double precision NOT NULL
  longitude double precision NOT NULL
  CONSTRAINT postcodes_pkey PRIMARY KEY (country, code_key, name)
  CREATE INDEX postcodes_by_code ON postcodes USING btree (code_key)
TABLE products
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  name_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  code text COLLATE "C" NOT NULL DEFAULT ''::text
  code_folded text COLLATE "C" NOT NULL DEFAULT ''::text
  external_id text COLLATE "C" NOT NULL DEFAULT ''::text
  kind text COLLATE "C" NOT NULL DEFAULT ''::text
  description text COLLATE "C" NOT NULL DEFAULT ''::text
  parent_id text COLLATE "C"
  unit_price_minor bigint
  unit_price_currency text COLLATE "C"
  need_ids text COLLATE "C" NOT NULL DEFAULT '[]'::text
  active bigint NOT NULL DEFAULT 1
  CONSTRAINT products_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES products(id)
  CONSTRAINT products_pkey PRIMARY KEY (id)
  CREATE INDEX products_by_code ON products USING btree (code)
  CREATE INDEX products_by_parent ON products USING btree (parent_id)
TABLE programme_settings
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  key_cap bigint
  manager_cap bigint
  prospect_cap bigint
  probation_months bigint NOT NULL DEFAULT 6
  review_month bigint NOT NULL DEFAULT 11
  manager_hours bigint NOT NULL DEFAULT 600
  hours text COLLATE "C" NOT NULL DEFAULT '{}'::text
  turn bigint NOT NULL DEFAULT 0
  CONSTRAINT programme_settings_pkey PRIMARY KEY (id)
TABLE rollout_accounts
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  wave_id text COLLATE "C" NOT NULL
  account_id text COLLATE "C" NOT NULL
  CONSTRAINT rollout_accounts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT rollout_accounts_pkey PRIMARY KEY (id)
  CONSTRAINT rollout_accounts_wave_id_fkey FOREIGN KEY (wave_id) REFERENCES rollout_waves(id)
  CREATE UNIQUE INDEX rollout_accounts_by_account ON rollout_accounts USING btree (account_id) WHERE deleted_at IS NULL
  CREATE INDEX rollout_accounts_by_wave ON rollout_accounts USING btree (wave_id)
TABLE rollout_waves
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL
  starts_on text COLLATE "C" NOT NULL
  ends_on text COLLATE "C" NOT NULL
  note text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT rollout_waves_pkey PRIMARY KEY (id)
TABLE sales_lines
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  account_id text COLLATE "C" NOT NULL
  unit_id text COLLATE "C"
  product_id text COLLATE "C"
  import_id text COLLATE "C"
  booked_on text COLLATE "C" NOT NULL
  invoice_number text COLLATE "C" NOT NULL DEFAULT ''::text
  external_id text COLLATE "C" NOT NULL DEFAULT ''::text
  quantity double precision NOT NULL
  net_amount_minor bigint NOT NULL
  net_amount_currency text COLLATE "C" NOT NULL
  margin_minor bigint
  margin_currency text COLLATE "C"
  CONSTRAINT sales_lines_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT sales_lines_pkey PRIMARY KEY (id)
  CONSTRAINT sales_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id)
  CONSTRAINT sales_lines_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES account_units(id)
  CREATE INDEX sales_lines_by_account ON sales_lines USING btree (account_id, booked_on)
TABLE sales_months
  account_id text COLLATE "C" NOT NULL
  month text COLLATE "C" NOT NULL
  product_id text COLLATE "C" NOT NULL
  net_minor bigint NOT NULL
  margin_minor bigint NOT NULL
  quantity double precision NOT NULL
  line_count bigint NOT NULL
  invoice_count bigint NOT NULL
  CONSTRAINT sales_months_pkey PRIMARY KEY (account_id, month, product_id)
TABLE sales_unconverted
  account_id text COLLATE "C" NOT NULL
  currency text COLLATE "C" NOT NULL
  line_count bigint NOT NULL
  CONSTRAINT sales_unconverted_pkey PRIMARY KEY (account_id, currency)
TABLE saved_views
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  page text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL
  query text COLLATE "C" NOT NULL DEFAULT '{}'::text
  shared bigint NOT NULL DEFAULT 0
  owner_id text COLLATE "C"
  CONSTRAINT saved_views_pkey PRIMARY KEY (id)
  CREATE INDEX saved_views_by_owner ON saved_views USING btree (owner_id, page)
TABLE schema_migrations
  id text COLLATE "C" NOT NULL
  name text COLLATE "C" NOT NULL
  checksum text COLLATE "C" NOT NULL
  applied_at bigint NOT NULL
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (id)
TABLE selection_model_versions
  model_id text COLLATE "C" NOT NULL
  number bigint NOT NULL
  name text COLLATE "C" NOT NULL
  filter text COLLATE "C" NOT NULL
  weights text COLLATE "C" NOT NULL
  settings text COLLATE "C" NOT NULL
  thresholds text COLLATE "C" NOT NULL
  saved_at bigint NOT NULL
  saved_by text COLLATE "C"
  used_at bigint
  CONSTRAINT selection_model_versions_pkey PRIMARY KEY (model_id, number)
TABLE selection_models
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  weights text COLLATE "C" NOT NULL DEFAULT '{}'::text
  thresholds text COLLATE "C" NOT NULL DEFAULT '{}'::text
  number bigint NOT NULL DEFAULT 1
  filter text COLLATE "C" NOT NULL DEFAULT ''::text
  "position" bigint NOT NULL DEFAULT 0
  settings text COLLATE "C" NOT NULL DEFAULT '{}'::text
  CONSTRAINT selection_models_pkey PRIMARY KEY (id)
TABLE selection_runs
  id text COLLATE "C" NOT NULL
  ran_at bigint NOT NULL
  as_of text COLLATE "C"
  model_version bigint NOT NULL
  weights text COLLATE "C" NOT NULL
  limits text COLLATE "C" NOT NULL
  account_count bigint NOT NULL
  changed_count bigint NOT NULL
  CONSTRAINT selection_runs_pkey PRIMARY KEY (id)
  CREATE INDEX selection_runs_by_time ON selection_runs USING btree (ran_at, id)
TABLE sessions
  id text COLLATE "C" NOT NULL
  token_hash text COLLATE "C" NOT NULL
  user_id text COLLATE "C" NOT NULL
  created_at bigint NOT NULL
  seen_at bigint NOT NULL
  expires_at bigint NOT NULL
  address text COLLATE "C" NOT NULL
  agent text COLLATE "C" NOT NULL
  CONSTRAINT sessions_pkey PRIMARY KEY (id)
  CONSTRAINT sessions_token_hash_key UNIQUE (token_hash)
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX sessions_by_expiry ON sessions USING btree (expires_at)
  CREATE INDEX sessions_by_use ON sessions USING btree (seen_at)
  CREATE INDEX sessions_by_user ON sessions USING btree (user_id)
TABLE setup_tokens
  token_hash text COLLATE "C" NOT NULL
  created_at bigint NOT NULL
  CONSTRAINT setup_tokens_pkey PRIMARY KEY (token_hash)
TABLE sign_in_attempts
  attempt_key text COLLATE "C" NOT NULL
  failure_count bigint NOT NULL
  last_at bigint NOT NULL
  blocked_until bigint NOT NULL
  CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (attempt_key)
  CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts USING btree (last_at)
TABLE user_passwords
  user_id text COLLATE "C" NOT NULL
  hash text COLLATE "C" NOT NULL
  changed_at bigint NOT NULL
  CONSTRAINT user_passwords_pkey PRIMARY KEY (user_id)
  CONSTRAINT user_passwords_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
TABLE users
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL
  name_folded text COLLATE "C" NOT NULL
  email text COLLATE "C" NOT NULL
  email_folded text COLLATE "C" NOT NULL
  role text COLLATE "C" NOT NULL
  active bigint NOT NULL
  language text COLLATE "C" NOT NULL
  team text COLLATE "C" NOT NULL DEFAULT ''::text
  manager_id text COLLATE "C"
  CONSTRAINT users_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES users(id)
  CONSTRAINT users_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX users_by_email ON users USING btree (email_folded) WHERE deleted_at IS NULL
  CREATE INDEX users_by_manager ON users USING btree (manager_id)
TABLE workspace_logos
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  type text COLLATE "C" NOT NULL DEFAULT ''::text
  width bigint NOT NULL DEFAULT 0
  height bigint NOT NULL DEFAULT 0
  bytes text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT workspace_logos_pkey PRIMARY KEY (id)
TABLE workspace_settings
  id text COLLATE "C" NOT NULL
  version bigint NOT NULL
  created_at bigint NOT NULL
  updated_at bigint NOT NULL
  deleted_at bigint
  name text COLLATE "C" NOT NULL DEFAULT ''::text
  currency text COLLATE "C" NOT NULL DEFAULT 'EUR'::text
  language text COLLATE "C" NOT NULL DEFAULT 'en'::text
  locale text COLLATE "C" NOT NULL DEFAULT 'en-GB'::text
  fiscal_year_start_month bigint NOT NULL DEFAULT 1
  demo bigint NOT NULL DEFAULT 0
  brand_color text COLLATE "C" NOT NULL DEFAULT ''::text
  accent_color text COLLATE "C" NOT NULL DEFAULT ''::text
  CONSTRAINT workspace_settings_pkey PRIMARY KEY (id)
TABLE write_marks
  id text COLLATE "C" NOT NULL
  at bigint NOT NULL
  CONSTRAINT write_marks_pkey PRIMARY KEY (id)
