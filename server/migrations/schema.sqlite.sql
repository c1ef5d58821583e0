CREATE TABLE account_access (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    PRIMARY KEY (user_id, account_id)
) STRICT;
CREATE TABLE account_classes (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    class TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT REFERENCES users (id)
) STRICT;
CREATE TABLE account_group_members (
    group_id TEXT NOT NULL REFERENCES account_groups (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (group_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_groups (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    rule TEXT NOT NULL DEFAULT '{}',
    owner_id TEXT REFERENCES users (id),
    frozen_at INTEGER,
    frozen_by TEXT REFERENCES users (id)
) STRICT;
CREATE TABLE account_judgements (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    criterion TEXT NOT NULL,
    value INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    judged_by TEXT REFERENCES users (id)
) STRICT;
CREATE TABLE account_locations (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    street TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    latitude REAL,
    longitude REAL
) STRICT;
CREATE TABLE account_team (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "account_tree" (
    ancestor_id TEXT NOT NULL REFERENCES accounts (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    depth INTEGER NOT NULL,
    PRIMARY KEY (account_id, ancestor_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_units (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    parent_id TEXT REFERENCES account_units (id)
) STRICT;
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    legal_name TEXT NOT NULL DEFAULT '',
    legal_name_folded TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    industry TEXT NOT NULL DEFAULT '',
    tax_id TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    employees INTEGER,
    annual_revenue_minor INTEGER,
    annual_revenue_currency TEXT,
    owner_id TEXT REFERENCES users (id),
    parent_id TEXT REFERENCES accounts (id),
    street TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    city_folded TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    latitude REAL,
    longitude REAL,
    year_founded INTEGER,
    tags TEXT NOT NULL DEFAULT '[]',
    custom TEXT NOT NULL DEFAULT '{}',
    description TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE accounts_in_bin (
    account_id TEXT NOT NULL PRIMARY KEY
) STRICT;
CREATE TABLE api_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER
) STRICT;
CREATE TABLE change_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL
) STRICT;
CREATE TABLE changes (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id TEXT NOT NULL,
    door TEXT NOT NULL,
    request_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE TABLE comment_notices (
    user_id TEXT NOT NULL REFERENCES users (id),
    comment_id TEXT NOT NULL REFERENCES comments (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (user_id, comment_id)
) STRICT;
CREATE TABLE comments (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    plan_id TEXT REFERENCES plans (id),
    parent_id TEXT REFERENCES comments (id),
    anchor_entity TEXT NOT NULL DEFAULT '',
    anchor_id TEXT NOT NULL DEFAULT '',
    anchor_field TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    mention_ids TEXT NOT NULL DEFAULT '[]',
    author_id TEXT REFERENCES users (id),
    edited_at INTEGER,
    resolved_at INTEGER,
    resolved_by TEXT REFERENCES users (id)
) STRICT;
CREATE TABLE custom_fields (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    entity_name TEXT NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT NOT NULL DEFAULT '[]',
    required INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE document_batches (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    user_id TEXT REFERENCES users (id),
    state TEXT NOT NULL DEFAULT 'waiting',
    format TEXT NOT NULL DEFAULT 'pptx',
    audience TEXT NOT NULL DEFAULT 'internal',
    view TEXT NOT NULL DEFAULT 'full',
    language TEXT NOT NULL DEFAULT 'en',
    account_ids TEXT NOT NULL DEFAULT '[]',
    account_count INTEGER NOT NULL DEFAULT 0,
    made_count INTEGER NOT NULL DEFAULT 0,
    job_id TEXT NOT NULL DEFAULT '',
    path TEXT NOT NULL DEFAULT '',
    report TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE employments (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    person_id TEXT NOT NULL REFERENCES people (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    started_on TEXT NOT NULL,
    ended_on TEXT
) STRICT;
CREATE TABLE exchange_rates (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    currency TEXT NOT NULL,
    valid_on TEXT NOT NULL,
    rate REAL NOT NULL CHECK (rate > 0)
) STRICT;
CREATE TABLE idempotency_keys (
    actor_id TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (actor_id, key)
) STRICT;
CREATE TABLE import_faults (
    import_id TEXT NOT NULL REFERENCES imports (id),
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    value TEXT NOT NULL,
    key TEXT NOT NULL,
    params TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
) STRICT;
CREATE TABLE import_mappings (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    target TEXT NOT NULL DEFAULT '',
    mapping TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE "import_traces" (
    import_id TEXT NOT NULL REFERENCES imports (id),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '',
    dialect TEXT NOT NULL DEFAULT '',
    mapping TEXT NOT NULL DEFAULT '{}',
    options TEXT NOT NULL DEFAULT '{}',
    analysis TEXT NOT NULL DEFAULT '{}',
    result TEXT NOT NULL DEFAULT '{}',
    rows_done INTEGER NOT NULL DEFAULT 0,
    bytes_done INTEGER NOT NULL DEFAULT 0,
    bytes_total INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    user_id TEXT REFERENCES users (id),
    path TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE interactions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    person_ids TEXT NOT NULL DEFAULT '[]',
    user_ids TEXT NOT NULL DEFAULT '[]',
    owner_id TEXT REFERENCES users (id),
    kind TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    subject_folded TEXT NOT NULL DEFAULT '',
    happened_at INTEGER NOT NULL,
    minutes INTEGER,
    outcome TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT ''
, cost_minor INTEGER, cost_currency TEXT) STRICT;
CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempt_count INTEGER NOT NULL,
    run_after INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    cancel_asked INTEGER NOT NULL,
    done_count INTEGER NOT NULL,
    total_count INTEGER NOT NULL,
    note TEXT NOT NULL,
    fault TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER
) STRICT;
CREATE TABLE key_account_moves (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    list TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    focus TEXT NOT NULL DEFAULT '',
    rigour TEXT NOT NULL DEFAULT '',
    manager_id TEXT REFERENCES users (id),
    replaces_id TEXT REFERENCES accounts (id),
    requested_by TEXT REFERENCES users (id),
    decided_by TEXT REFERENCES users (id),
    decided_at INTEGER,
    decision_note TEXT NOT NULL DEFAULT ''
, sole_approver INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE key_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    list TEXT NOT NULL,
    state TEXT NOT NULL,
    focus TEXT NOT NULL DEFAULT '',
    rigour TEXT NOT NULL DEFAULT 'standard',
    manager_id TEXT REFERENCES users (id),
    entered_on TEXT NOT NULL,
    probation_until TEXT,
    left_on TEXT,
    entry_reason TEXT NOT NULL DEFAULT '',
    exit_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE key_list_round_items (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    round_id TEXT NOT NULL REFERENCES key_list_rounds (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    verdict TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    snapshot TEXT NOT NULL DEFAULT '{}',
    decided_by TEXT REFERENCES users (id),
    decided_at INTEGER
) STRICT;
CREATE TABLE key_list_rounds (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    title TEXT NOT NULL,
    list TEXT NOT NULL DEFAULT 'key',
    due_on TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    opened_by TEXT REFERENCES users (id),
    closed_by TEXT REFERENCES users (id),
    closed_at INTEGER
) STRICT;
CREATE TABLE manager_capacities (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    user_id TEXT NOT NULL REFERENCES users (id),
    hours INTEGER,
    key_cap INTEGER
) STRICT;
CREATE TABLE needs (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    parent_id TEXT REFERENCES needs (id)
) STRICT;
CREATE TABLE opportunities (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    external_id TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER,
    amount_currency TEXT,
    probability INTEGER,
    close_on TEXT,
    opened_on TEXT,
    owner_id TEXT REFERENCES users (id),
    product_id TEXT REFERENCES products (id),
    product_line_ids TEXT NOT NULL DEFAULT '[]',
    person_ids TEXT NOT NULL DEFAULT '[]',
    competitors TEXT NOT NULL DEFAULT '[]',
    initiative TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    lost_reason TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE opportunity_stage_changes (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    opportunity_id TEXT NOT NULL REFERENCES opportunities (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    stage TEXT NOT NULL DEFAULT '',
    from_stage TEXT NOT NULL DEFAULT '',
    changed_at INTEGER NOT NULL,
    amount_minor INTEGER,
    amount_currency TEXT
) STRICT;
CREATE TABLE opportunity_stages (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    key TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    probability INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    unit_id TEXT REFERENCES account_units (id),
    external_id TEXT NOT NULL DEFAULT '',
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    title_folded TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    email_folded TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    mobile TEXT NOT NULL DEFAULT '',
    reports_to_id TEXT REFERENCES people (id),
    decision_role TEXT NOT NULL DEFAULT '',
    influence INTEGER,
    stance TEXT NOT NULL DEFAULT '',
    closeness TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    consent TEXT NOT NULL DEFAULT '',
    likes TEXT NOT NULL DEFAULT '',
    interests TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    custom TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE plan_batch_lines (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    batch_id TEXT NOT NULL REFERENCES plan_batches (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    outcome TEXT NOT NULL DEFAULT '',
    plan_id TEXT REFERENCES plans (id)
) STRICT;
CREATE TABLE plan_batches (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    filter TEXT NOT NULL DEFAULT '',
    objective TEXT NOT NULL DEFAULT '',
    activity TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    total INTEGER NOT NULL DEFAULT 0,
    made INTEGER NOT NULL DEFAULT 0,
    had_plan INTEGER NOT NULL DEFAULT 0,
    no_right INTEGER NOT NULL DEFAULT 0,
    kept INTEGER NOT NULL DEFAULT 0,
    user_id TEXT REFERENCES users (id),
    job_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE plan_checks (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    list TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plan_competitors (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    product_ids TEXT NOT NULL DEFAULT '[]',
    unit_ids TEXT NOT NULL DEFAULT '[]',
    strength INTEGER,
    share_percent REAL,
    counter_move TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plan_entries (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    section TEXT NOT NULL DEFAULT '',
    block TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    content TEXT NOT NULL DEFAULT '{}',
    template_version_id TEXT REFERENCES plan_template_versions (id),
    audience TEXT NOT NULL DEFAULT 'internal'
, words TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE plan_imports (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'applied',
    user_id TEXT REFERENCES users (id),
    account_ids TEXT NOT NULL DEFAULT '[]',
    result TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE plan_initiatives (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    sponsor_id TEXT REFERENCES people (id),
    horizon TEXT NOT NULL DEFAULT '',
    budget_minor INTEGER,
    budget_currency TEXT,
    priority INTEGER,
    starts_on TEXT,
    ends_on TEXT,
    status TEXT NOT NULL DEFAULT '',
    opportunity_ids TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plan_insights (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    author_id TEXT REFERENCES users (id),
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plan_links (
    id TEXT NOT NULL PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES plan_imports (id),
    plan_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    key TEXT NOT NULL,
    external_id TEXT NOT NULL,
    said TEXT NOT NULL
) STRICT;
CREATE TABLE plan_objectives (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    metric TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT '',
    baseline REAL,
    target REAL,
    due_on TEXT,
    owner_id TEXT REFERENCES users (id),
    status TEXT NOT NULL DEFAULT '',
    smart_reasons TEXT NOT NULL DEFAULT '[]'
, horizon TEXT NOT NULL DEFAULT 'medium', audience TEXT NOT NULL DEFAULT 'internal', note TEXT NOT NULL DEFAULT '', drafted TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE plan_possibilities (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    opportunity_id TEXT REFERENCES opportunities (id),
    initiative_id TEXT REFERENCES plan_initiatives (id),
    priority INTEGER,
    viability INTEGER,
    value_minor INTEGER,
    value_currency TEXT,
    reasoning TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plan_presence (
    plan_id TEXT NOT NULL REFERENCES plans (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    client_id TEXT NOT NULL,
    section TEXT NOT NULL DEFAULT '',
    editing INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (plan_id, user_id, client_id)
) STRICT;
CREATE TABLE plan_profile_entries (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    source_id TEXT REFERENCES plan_sources (id),
    dated_on TEXT,
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plan_questions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    section TEXT NOT NULL DEFAULT '',
    family TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    params TEXT NOT NULL DEFAULT '{}',
    position INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT '',
    answered_by TEXT REFERENCES users (id),
    answered_at INTEGER,
    declined_reason TEXT NOT NULL DEFAULT ''
, audience TEXT NOT NULL DEFAULT 'internal') STRICT;
CREATE TABLE plan_revisions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'named',
    log_seq INTEGER NOT NULL,
    created_by TEXT REFERENCES users (id),
    requested_by TEXT REFERENCES users (id),
    requested_at INTEGER,
    decided_by TEXT REFERENCES users (id),
    decided_at INTEGER,
    decision_note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE plan_section_drafts (
    section_id TEXT NOT NULL REFERENCES plan_sections (id),
    drafted_at INTEGER NOT NULL,
    facts TEXT NOT NULL DEFAULT '{}',
    draft TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (section_id, drafted_at)
) STRICT;
CREATE TABLE plan_sections (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '{}',
    draft TEXT NOT NULL DEFAULT '{}',
    drafted_at INTEGER,
    edited_at INTEGER,
    edited_by TEXT REFERENCES users (id),
    reviewed_at INTEGER,
    reviewed_by TEXT REFERENCES users (id)
, audience TEXT NOT NULL DEFAULT 'internal') STRICT;
CREATE TABLE plan_sources (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    note TEXT NOT NULL DEFAULT ''
, kind TEXT NOT NULL DEFAULT '', audience TEXT NOT NULL DEFAULT 'internal') STRICT;
CREATE TABLE plan_swot_items (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    weight INTEGER NOT NULL DEFAULT 3,
    evidence TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    objective_ids TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL DEFAULT 0,
    audience TEXT NOT NULL DEFAULT 'internal'
, task_ids TEXT NOT NULL DEFAULT '[]') STRICT;
CREATE TABLE plan_tasks (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    owner_id TEXT REFERENCES users (id),
    due_on TEXT,
    done_on TEXT,
    question_id TEXT REFERENCES plan_questions (id),
    role TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT 'internal'
, drafted TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE plan_template_versions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    template_id TEXT NOT NULL REFERENCES plan_templates (id),
    name TEXT NOT NULL DEFAULT '',
    number INTEGER NOT NULL,
    form TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    published_by TEXT REFERENCES users (id),
    published_at INTEGER
) STRICT;
CREATE TABLE plan_templates (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    rigours TEXT NOT NULL DEFAULT '[]',
    account_types TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL DEFAULT 0,
    form TEXT NOT NULL DEFAULT '{}',
    shipped_key TEXT NOT NULL DEFAULT '',
    shipped_version INTEGER NOT NULL DEFAULT 0,
    number INTEGER NOT NULL DEFAULT 0,
    version_id TEXT
) STRICT;
CREATE TABLE plan_tows_moves (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    first_id TEXT NOT NULL REFERENCES plan_swot_items (id),
    second_id TEXT NOT NULL REFERENCES plan_swot_items (id),
    kind TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    objective_id TEXT REFERENCES plan_objectives (id),
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plan_value_propositions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    unit_id TEXT REFERENCES account_units (id),
    pains TEXT NOT NULL DEFAULT '',
    offer TEXT NOT NULL DEFAULT '',
    proof TEXT NOT NULL DEFAULT '',
    product_ids TEXT NOT NULL DEFAULT '[]',
    audience TEXT NOT NULL DEFAULT 'internal'
) STRICT;
CREATE TABLE plans (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    status TEXT NOT NULL DEFAULT '',
    owner_id TEXT REFERENCES users (id),
    objective TEXT NOT NULL DEFAULT '',
    starts_on TEXT,
    ends_on TEXT,
    template_version INTEGER NOT NULL DEFAULT 1,
    completeness_score INTEGER NOT NULL DEFAULT 0
, stage TEXT NOT NULL DEFAULT 'strategy', stage_reason TEXT NOT NULL DEFAULT '', rigour TEXT NOT NULL DEFAULT 'standard', focus TEXT NOT NULL DEFAULT '', conclusion TEXT NOT NULL DEFAULT '', conclusion_reason TEXT NOT NULL DEFAULT '', conclusion_next TEXT NOT NULL DEFAULT '', concluded_on TEXT, template_version_id TEXT REFERENCES plan_template_versions (id)) STRICT;
CREATE TABLE "portfolio" (
     row_no INTEGER PRIMARY KEY,
    id TEXT NOT NULL  UNIQUE,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    industry TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    city_folded TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    owner_id TEXT,
    owner_name TEXT NOT NULL DEFAULT '',
    owner_name_folded TEXT NOT NULL DEFAULT '',
    parent_id TEXT,
    tags TEXT NOT NULL DEFAULT '[]',
    employees INTEGER,
    class TEXT NOT NULL DEFAULT '',
    class_source TEXT NOT NULL DEFAULT '',
    rule_class TEXT NOT NULL DEFAULT '',
    score REAL NOT NULL DEFAULT 0,
    revenue_12m_minor INTEGER NOT NULL DEFAULT 0,
    revenue_12m_currency TEXT NOT NULL DEFAULT '',
    revenue_prev_12m_minor INTEGER NOT NULL DEFAULT 0,
    revenue_prev_12m_currency TEXT NOT NULL DEFAULT '',
    margin_12m_minor INTEGER NOT NULL DEFAULT 0,
    margin_12m_currency TEXT NOT NULL DEFAULT '',
    potential_minor INTEGER NOT NULL DEFAULT 0,
    potential_currency TEXT NOT NULL DEFAULT '',
    open_pipeline_minor INTEGER NOT NULL DEFAULT 0,
    open_pipeline_currency TEXT NOT NULL DEFAULT '',
    won_12m_minor INTEGER NOT NULL DEFAULT 0,
    won_12m_currency TEXT NOT NULL DEFAULT '',
    growth REAL,
    last_interaction_at INTEGER,
    last_purchase_on TEXT,
    plan_id TEXT,
    plan_status TEXT NOT NULL DEFAULT '',
    plan_completeness REAL NOT NULL DEFAULT 0
, key_state TEXT NOT NULL DEFAULT '', revenue_fy_minor INTEGER NOT NULL DEFAULT 0, revenue_fy_currency TEXT NOT NULL DEFAULT '', revenue_prev_fy_minor INTEGER NOT NULL DEFAULT 0, revenue_prev_fy_currency TEXT NOT NULL DEFAULT '', weighted_pipeline_minor INTEGER NOT NULL DEFAULT 0, weighted_pipeline_currency TEXT NOT NULL DEFAULT '', margin_rate REAL, potential_share REAL, win_rate REAL, stability REAL, order_count_12m INTEGER NOT NULL DEFAULT 0, month_count_12m INTEGER NOT NULL DEFAULT 0, line_count_12m INTEGER NOT NULL DEFAULT 0, open_deal_count INTEGER NOT NULL DEFAULT 0, people_count INTEGER NOT NULL DEFAULT 0, decider_count INTEGER NOT NULL DEFAULT 0, interaction_count_12m INTEGER NOT NULL DEFAULT 0, first_purchase_on TEXT, recency_fifth INTEGER NOT NULL DEFAULT 0, frequency_fifth INTEGER NOT NULL DEFAULT 0, monetary_fifth INTEGER NOT NULL DEFAULT 0, rfm TEXT NOT NULL DEFAULT '', plan_stage TEXT NOT NULL DEFAULT '', ordinal INTEGER GENERATED ALWAYS AS (row_no) VIRTUAL, custom TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE portfolio_changes (
    id TEXT NOT NULL PRIMARY KEY,
    class TEXT NOT NULL,
    class_source TEXT NOT NULL,
    rule_class TEXT NOT NULL,
    score REAL NOT NULL,
    currency TEXT NOT NULL,
    revenue_12m_minor INTEGER NOT NULL,
    revenue_prev_12m_minor INTEGER NOT NULL,
    margin_12m_minor INTEGER NOT NULL,
    potential_minor INTEGER NOT NULL,
    open_pipeline_minor INTEGER NOT NULL,
    won_12m_minor INTEGER NOT NULL,
    growth REAL,
    last_interaction_at INTEGER,
    last_purchase_on TEXT,
    model_id TEXT NOT NULL,
    model_number INTEGER NOT NULL,
    scoring TEXT NOT NULL
, revenue_fy_minor INTEGER NOT NULL DEFAULT 0, revenue_prev_fy_minor INTEGER NOT NULL DEFAULT 0, weighted_pipeline_minor INTEGER NOT NULL DEFAULT 0, margin_rate REAL, potential_share REAL, win_rate REAL, stability REAL, order_count_12m INTEGER NOT NULL DEFAULT 0, month_count_12m INTEGER NOT NULL DEFAULT 0, line_count_12m INTEGER NOT NULL DEFAULT 0, open_deal_count INTEGER NOT NULL DEFAULT 0, people_count INTEGER NOT NULL DEFAULT 0, decider_count INTEGER NOT NULL DEFAULT 0, interaction_count_12m INTEGER NOT NULL DEFAULT 0, first_purchase_on TEXT, recency_fifth INTEGER NOT NULL DEFAULT 0, frequency_fifth INTEGER NOT NULL DEFAULT 0, monetary_fifth INTEGER NOT NULL DEFAULT 0, rfm TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE TABLE portfolio_scores (
    id TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL DEFAULT '',
    model_number INTEGER NOT NULL DEFAULT 0,
    patched_at INTEGER,
    scoring TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE portfolio_search USING fts5(name_folded, city_folded, content='portfolio', content_rowid='row_no',
    columnsize=0, detail=none, tokenize='trigram');
CREATE TABLE 'portfolio_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'portfolio_search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'portfolio_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE postcodes (
    country TEXT NOT NULL,
    code_key TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    PRIMARY KEY (country, code_key, name)
) STRICT;
CREATE TABLE products (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    code_folded TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    parent_id TEXT REFERENCES products (id),
    unit_price_minor INTEGER,
    unit_price_currency TEXT,
    need_ids TEXT NOT NULL DEFAULT '[]',
    active INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE programme_settings (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    key_cap INTEGER,
    manager_cap INTEGER,
    prospect_cap INTEGER,
    probation_months INTEGER NOT NULL DEFAULT 6,
    review_month INTEGER NOT NULL DEFAULT 11,
    manager_hours INTEGER NOT NULL DEFAULT 600,
    hours TEXT NOT NULL DEFAULT '{}',
    turn INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE rollout_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    wave_id TEXT NOT NULL REFERENCES rollout_waves (id),
    account_id TEXT NOT NULL REFERENCES accounts (id)
) STRICT;
CREATE TABLE rollout_waves (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE sales_lines (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    unit_id TEXT REFERENCES account_units (id),
    product_id TEXT REFERENCES products (id),
    import_id TEXT,
    booked_on TEXT NOT NULL,
    invoice_number TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    quantity REAL NOT NULL,
    net_amount_minor INTEGER NOT NULL,
    net_amount_currency TEXT NOT NULL,
    margin_minor INTEGER,
    margin_currency TEXT
) STRICT;
CREATE TABLE "sales_months" (
    account_id TEXT NOT NULL,
    month TEXT NOT NULL,
    product_id TEXT NOT NULL,
    net_minor INTEGER NOT NULL,
    margin_minor INTEGER NOT NULL,
    quantity REAL NOT NULL,
    line_count INTEGER NOT NULL,
    invoice_count INTEGER NOT NULL,
    PRIMARY KEY (account_id, month, product_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sales_unconverted (
    account_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    PRIMARY KEY (account_id, currency)
) STRICT;
CREATE TABLE saved_views (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL DEFAULT '{}',
    shared INTEGER NOT NULL DEFAULT 0,
    owner_id TEXT
) STRICT;
CREATE TABLE schema_migrations (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT;
CREATE TABLE selection_model_versions (
    model_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    weights TEXT NOT NULL,
    settings TEXT NOT NULL,
    thresholds TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT,
    used_at INTEGER,
    PRIMARY KEY (model_id, number)
) STRICT;
CREATE TABLE selection_models (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    weights TEXT NOT NULL DEFAULT '{}',
    thresholds TEXT NOT NULL DEFAULT '{}'
, number INTEGER NOT NULL DEFAULT 1, filter TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, settings TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE selection_runs (
    id TEXT NOT NULL PRIMARY KEY,
    ran_at INTEGER NOT NULL,
    as_of TEXT,
    model_version INTEGER NOT NULL,
    weights TEXT NOT NULL,
    limits TEXT NOT NULL,
    account_count INTEGER NOT NULL,
    changed_count INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
) STRICT;
CREATE TABLE setup_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sign_in_attempts (
    attempt_key TEXT NOT NULL PRIMARY KEY,
    failure_count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
) STRICT;
CREATE TABLE user_passwords (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    language TEXT NOT NULL,
    team TEXT NOT NULL DEFAULT '',
    manager_id TEXT REFERENCES users (id)
) STRICT;
CREATE TABLE workspace_logos (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    type TEXT NOT NULL DEFAULT '',
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    bytes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE workspace_settings (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT 'EUR',
    language TEXT NOT NULL DEFAULT 'en',
    locale TEXT NOT NULL DEFAULT 'en-GB',
    fiscal_year_start_month INTEGER NOT NULL DEFAULT 1,
    demo INTEGER NOT NULL DEFAULT 0
, brand_color TEXT NOT NULL DEFAULT '', accent_color TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE write_marks (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_access_by_account ON account_access (account_id);
CREATE UNIQUE INDEX account_classes_by_account ON account_classes (account_id) WHERE deleted_at IS NULL;
CREATE INDEX account_group_members_by_account ON account_group_members (account_id);
CREATE INDEX account_groups_by_name ON account_groups (name_folded, id);
CREATE UNIQUE INDEX account_judgements_by_account ON account_judgements (account_id, criterion) WHERE deleted_at IS NULL;
CREATE INDEX account_locations_by_account ON account_locations (account_id);
CREATE INDEX account_team_by_account ON account_team (account_id);
CREATE INDEX account_team_by_user ON account_team (user_id);
CREATE INDEX account_tree_by_ancestor ON account_tree (ancestor_id, account_id);
CREATE INDEX account_units_by_account ON account_units (account_id);
CREATE UNIQUE INDEX accounts_by_external_id ON accounts (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX accounts_by_name ON accounts (name_folded, id);
CREATE INDEX accounts_by_owner ON accounts (owner_id);
CREATE INDEX accounts_by_parent ON accounts (parent_id);
CREATE INDEX api_tokens_by_user ON api_tokens (user_id);
CREATE INDEX changes_by_account ON changes (account_id, seq);
CREATE INDEX changes_by_entity ON changes (entity, entity_id, seq);
CREATE INDEX comment_notices_by_user ON comment_notices (user_id, created_at);
CREATE INDEX comments_by_account ON comments (account_id, plan_id, created_at);
CREATE INDEX comments_by_parent ON comments (parent_id);
CREATE UNIQUE INDEX custom_fields_by_name ON custom_fields (entity_name, name) WHERE deleted_at IS NULL;
CREATE INDEX document_batches_by_user ON document_batches (user_id, created_at);
CREATE INDEX employments_by_account ON employments (account_id);
CREATE INDEX employments_by_person ON employments (person_id);
CREATE UNIQUE INDEX exchange_rates_by_currency ON exchange_rates (currency, valid_on) WHERE deleted_at IS NULL;
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);
CREATE INDEX interactions_by_account ON interactions (account_id, happened_at);
CREATE UNIQUE INDEX interactions_by_external_id ON interactions (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX interactions_by_time ON interactions (happened_at, id);
CREATE INDEX jobs_by_actor ON jobs (actor_id, created_at);
CREATE INDEX jobs_by_state ON jobs (state, run_after);
CREATE INDEX jobs_by_subject ON jobs (kind, subject_id);
CREATE INDEX key_account_moves_by_state ON key_account_moves (state, created_at);
CREATE UNIQUE INDEX key_account_moves_open ON key_account_moves (account_id, list) WHERE state = 'open' AND deleted_at IS NULL;
CREATE INDEX key_accounts_by_list ON key_accounts (list, state);
CREATE INDEX key_accounts_by_manager ON key_accounts (manager_id);
CREATE UNIQUE INDEX key_accounts_open ON key_accounts (account_id) WHERE state <> 'left' AND deleted_at IS NULL;
CREATE UNIQUE INDEX key_list_round_items_by_round ON key_list_round_items (round_id, account_id);
CREATE UNIQUE INDEX key_list_rounds_open ON key_list_rounds (list) WHERE state = 'open' AND deleted_at IS NULL;
CREATE UNIQUE INDEX manager_capacities_by_user ON manager_capacities (user_id) WHERE deleted_at IS NULL;
CREATE INDEX needs_by_parent ON needs (parent_id);
CREATE INDEX opportunities_by_account ON opportunities (account_id, outcome);
CREATE INDEX opportunities_by_close ON opportunities (close_on, id);
CREATE UNIQUE INDEX opportunities_by_external_id ON opportunities (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX opportunity_stage_changes_by_opportunity ON opportunity_stage_changes (opportunity_id, changed_at);
CREATE UNIQUE INDEX opportunity_stages_by_key ON opportunity_stages (key) WHERE deleted_at IS NULL;
CREATE INDEX people_by_account ON people (account_id, name_folded);
CREATE UNIQUE INDEX people_by_external_id ON people (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX people_by_name ON people (name_folded, id);
CREATE INDEX people_by_reports_to ON people (reports_to_id);
CREATE INDEX plan_batch_lines_by_account ON plan_batch_lines (account_id);
CREATE UNIQUE INDEX plan_batch_lines_by_batch ON plan_batch_lines (batch_id, account_id);
CREATE INDEX plan_batch_lines_by_plan ON plan_batch_lines (plan_id);
CREATE INDEX plan_batches_by_user ON plan_batches (user_id);
CREATE INDEX plan_checks_by_account ON plan_checks (account_id);
CREATE INDEX plan_checks_by_plan ON plan_checks (plan_id);
CREATE UNIQUE INDEX plan_checks_one ON plan_checks (plan_id, list, key) WHERE deleted_at IS NULL;
CREATE INDEX plan_competitors_by_account ON plan_competitors (account_id);
CREATE INDEX plan_competitors_by_plan ON plan_competitors (plan_id);
CREATE INDEX plan_entries_by_account ON plan_entries (account_id);
CREATE INDEX plan_entries_by_plan ON plan_entries (plan_id);
CREATE UNIQUE INDEX plan_entries_one ON plan_entries (plan_id, block) WHERE kind <> 'table' AND deleted_at IS NULL;
CREATE INDEX plan_imports_by_user ON plan_imports (user_id, created_at);
CREATE INDEX plan_initiatives_by_account ON plan_initiatives (account_id);
CREATE INDEX plan_initiatives_by_plan ON plan_initiatives (plan_id);
CREATE INDEX plan_insights_by_account ON plan_insights (account_id);
CREATE INDEX plan_insights_by_plan ON plan_insights (plan_id);
CREATE INDEX plan_links_by_import ON plan_links (import_id);
CREATE INDEX plan_links_by_key ON plan_links (key);
CREATE INDEX plan_links_by_plan ON plan_links (plan_id);
CREATE INDEX plan_objectives_by_account ON plan_objectives (account_id);
CREATE INDEX plan_objectives_by_plan ON plan_objectives (plan_id);
CREATE INDEX plan_possibilities_by_account ON plan_possibilities (account_id);
CREATE INDEX plan_possibilities_by_plan ON plan_possibilities (plan_id);
CREATE INDEX plan_profile_entries_by_account ON plan_profile_entries (account_id);
CREATE INDEX plan_profile_entries_by_plan ON plan_profile_entries (plan_id);
CREATE UNIQUE INDEX plan_profile_entries_one ON plan_profile_entries (plan_id, key) WHERE deleted_at IS NULL;
CREATE INDEX plan_questions_by_account ON plan_questions (account_id);
CREATE INDEX plan_questions_by_plan ON plan_questions (plan_id, position);
CREATE INDEX plan_revisions_by_account ON plan_revisions (account_id);
CREATE UNIQUE INDEX plan_revisions_by_plan ON plan_revisions (plan_id, number);
CREATE INDEX plan_revisions_by_state ON plan_revisions (state, requested_at);
CREATE INDEX plan_sections_by_account ON plan_sections (account_id);
CREATE UNIQUE INDEX plan_sections_by_plan ON plan_sections (plan_id, key);
CREATE INDEX plan_sources_by_account ON plan_sources (account_id);
CREATE INDEX plan_sources_by_plan ON plan_sources (plan_id);
CREATE INDEX plan_swot_items_by_account ON plan_swot_items (account_id);
CREATE INDEX plan_swot_items_by_plan ON plan_swot_items (plan_id);
CREATE INDEX plan_tasks_by_account ON plan_tasks (account_id);
CREATE INDEX plan_tasks_by_owner ON plan_tasks (owner_id, due_on);
CREATE INDEX plan_tasks_by_plan ON plan_tasks (plan_id);
CREATE INDEX plan_tasks_by_question ON plan_tasks (question_id);
CREATE UNIQUE INDEX plan_template_versions_by_template ON plan_template_versions (template_id, number);
CREATE UNIQUE INDEX plan_templates_shipped ON plan_templates (shipped_key) WHERE shipped_key <> '';
CREATE INDEX plan_tows_moves_by_account ON plan_tows_moves (account_id);
CREATE INDEX plan_tows_moves_by_first ON plan_tows_moves (first_id);
CREATE INDEX plan_tows_moves_by_plan ON plan_tows_moves (plan_id);
CREATE INDEX plan_tows_moves_by_second ON plan_tows_moves (second_id);
CREATE INDEX plan_value_propositions_by_account ON plan_value_propositions (account_id);
CREATE INDEX plan_value_propositions_by_plan ON plan_value_propositions (plan_id);
CREATE INDEX plans_by_account ON plans (account_id, created_at);
CREATE INDEX plans_by_owner ON plans (owner_id);
CREATE INDEX plans_by_template_version ON plans (template_version_id);
CREATE UNIQUE INDEX plans_one_open ON plans (account_id) WHERE status <> 'closed' AND deleted_at IS NULL;
CREATE INDEX portfolio_bin ON portfolio (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX portfolio_by_city ON portfolio (city_folded, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_class ON portfolio (class, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_country ON portfolio (country, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_created_at ON portfolio (created_at, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_growth ON portfolio (growth, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_industry ON portfolio (industry, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_key_state ON portfolio (key_state, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_last_interaction ON portfolio (last_interaction_at, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_last_purchase ON portfolio (last_purchase_on, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_margin ON portfolio (margin_12m_minor, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_name ON portfolio (name_folded, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_open_pipeline ON portfolio (open_pipeline_minor, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_ordinal ON portfolio (ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_owner ON portfolio (owner_id);
CREATE INDEX portfolio_by_owner_name ON portfolio (owner_name_folded, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_parent ON portfolio (parent_id);
CREATE INDEX portfolio_by_plan_completeness ON portfolio (plan_completeness, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_plan_status ON portfolio (plan_status, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_potential ON portfolio (potential_minor, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_revenue ON portfolio (revenue_12m_minor, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_revenue_prev ON portfolio (revenue_prev_12m_minor, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_score ON portfolio (score, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_status ON portfolio (status, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_updated_at ON portfolio (updated_at, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_won ON portfolio (won_12m_minor, ordinal) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_scores_patched ON portfolio_scores (patched_at) WHERE patched_at IS NOT NULL;
CREATE INDEX postcodes_by_code ON postcodes (code_key);
CREATE INDEX products_by_code ON products (code);
CREATE INDEX products_by_parent ON products (parent_id);
CREATE UNIQUE INDEX rollout_accounts_by_account ON rollout_accounts (account_id) WHERE deleted_at IS NULL;
CREATE INDEX rollout_accounts_by_wave ON rollout_accounts (wave_id);
CREATE INDEX sales_lines_by_account ON sales_lines (account_id, booked_on);
CREATE INDEX saved_views_by_owner ON saved_views (owner_id, page);
CREATE INDEX selection_runs_by_time ON selection_runs (ran_at, id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_use ON sessions (seen_at);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts (last_at);
CREATE UNIQUE INDEX users_by_email ON users (email_folded) WHERE deleted_at IS NULL;
CREATE INDEX users_by_manager ON users (manager_id);
