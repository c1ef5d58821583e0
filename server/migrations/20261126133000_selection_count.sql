-- How many accounts there are, without reading them: the smallest index that holds every living row of the portfolio.
CREATE INDEX portfolio_living ON portfolio (deleted_at) WHERE deleted_at IS NULL;
