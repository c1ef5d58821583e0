// What the two companies must come to, computed from the files by the sqlite3 shell.
import { join } from 'node:path';
import { figures, maven, retail } from './house.mjs';

const file = (name) => join(maven, name);

export function expected() {
  const [users] = figures(
    'SELECT count(*) n, (SELECT count(DISTINCT manager) FROM t WHERE manager NOT IN (SELECT sales_agent FROM t)) managers FROM t',
    file('sales_teams.csv'),
  );
  const [products] = figures('SELECT count(*) n, count(DISTINCT series) lines FROM t', file('products.csv'));
  const [accounts] = figures("SELECT count(*) n, sum(subsidiary_of <> '') parents FROM t", file('accounts.csv'));
  const [deals] = figures(
    `SELECT sum(account <> '') good, sum(account = '') bad, sum(CASE WHEN deal_stage = 'Won' AND account <> '' THEN close_value END) won,
      sum(deal_stage = 'Won' AND account <> '') won_count, sum(product = 'GTXPro' AND account <> '') gtx_pro FROM t`,
    file('sales_pipeline.csv'),
  );
  // Minor units, each line rounded by itself; no line of this file lies on half a penny.
  const [lines] = figures(
    `SELECT sum(CustomerID <> '') good, sum(CustomerID = '') bad, count(DISTINCT nullif(CustomerID, '')) customers,
      count(DISTINCT CASE WHEN CustomerID <> '' THEN lower(StockCode) END) products,
      sum(CASE WHEN CustomerID <> '' THEN CAST(round(Quantity * UnitPrice * 100) AS INTEGER) END) net FROM t`,
    retail,
  );
  return { users, products, accounts, deals, lines };
}
