-- The portfolio shows where an account stands on the lists of the programme, which tells it so.
ALTER TABLE portfolio ADD COLUMN key_state TEXT NOT NULL DEFAULT '';
UPDATE portfolio SET key_state = COALESCE((SELECT CASE WHEN k.list = 'key' THEN k.state ELSE 'prospect' END
       FROM key_accounts k WHERE k.account_id = portfolio.id AND k.state <> 'left' AND k.deleted_at IS NULL), '');
CREATE INDEX portfolio_by_key_state ON portfolio (key_state, id) WHERE deleted_at IS NULL;
