-- Invoice lines that no total counts, because their currency has no rate: how many by account, kept beside the monthly
-- roll-up, so that every total can say what it leaves out.
CREATE TABLE sales_unconverted (
    account_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    PRIMARY KEY (account_id, currency)
);
INSERT INTO sales_unconverted (account_id, currency, line_count)
SELECT account_id, net_amount_currency, COUNT(*) FROM sales_lines
 WHERE deleted_at IS NULL
   AND net_amount_currency <> COALESCE((SELECT currency FROM workspace_settings WHERE id = 'workspace'), 'EUR')
   AND net_amount_currency NOT IN (SELECT currency FROM exchange_rates WHERE deleted_at IS NULL)
 GROUP BY account_id, net_amount_currency;
