-- name: parent_of_product
SELECT parent_id FROM products WHERE id = :id

-- name: parent_of_need
SELECT parent_id FROM needs WHERE id = :id

-- name: find_code
SELECT 1 FROM products WHERE code = :code AND id <> :except AND deleted_at IS NULL

-- name: clear_months
DELETE FROM sales_months

-- name: clear_months_of
DELETE FROM sales_months WHERE account_id = :account

-- name: list_account_ids
SELECT id FROM accounts ORDER BY id

-- name: list_lines
SELECT account_id, booked_on, COALESCE(product_id, ''), net_amount_minor, net_amount_currency, COALESCE(margin_minor, 0),
       quantity, invoice_number
  FROM sales_lines
 WHERE account_id >= :from AND account_id <= :until AND deleted_at IS NULL ORDER BY account_id, booked_on

-- name: list_months_of
SELECT month, product_id, net_minor, margin_minor, quantity, line_count, invoice_count FROM sales_months
 WHERE account_id = :account AND month >= :from_month AND month <= :to_month ORDER BY month, product_id

-- name: list_all_months
SELECT account_id, month, product_id, net_minor, margin_minor, invoice_count FROM sales_months
 WHERE month > :from_month AND month <= :to_month ORDER BY account_id, month

-- name: list_net_by_month
SELECT account_id, month, CAST(SUM(net_minor) AS BIGINT) FROM sales_months
 WHERE month >= :from_month AND month <= :to_month GROUP BY account_id, month ORDER BY account_id, month

-- name: list_first_last
SELECT account_id, MIN(booked_on), MAX(booked_on) FROM sales_lines WHERE deleted_at IS NULL GROUP BY account_id ORDER BY account_id

-- name: last_booked_on
SELECT MAX(month) FROM sales_months

-- name: last_line_on
SELECT MAX(booked_on) FROM sales_lines WHERE deleted_at IS NULL AND booked_on >= :month

-- name: list_parents
SELECT id, parent_id FROM products

-- name: count_unconverted
SELECT CAST(SUM(line_count) AS BIGINT) FROM sales_unconverted WHERE account_id = :account

-- name: any_unconverted
SELECT 1 FROM sales_unconverted LIMIT 1

-- name: list_currencies
SELECT net_amount_currency, COUNT(*), MIN(booked_on), MAX(booked_on) FROM sales_lines WHERE deleted_at IS NULL
 GROUP BY net_amount_currency ORDER BY net_amount_currency

-- name: clear_unconverted
DELETE FROM sales_unconverted

-- name: clear_unconverted_of
DELETE FROM sales_unconverted WHERE account_id = :account

-- name: add_unconverted
INSERT INTO sales_unconverted (account_id, currency, line_count) VALUES (:account, :currency, :lines)
