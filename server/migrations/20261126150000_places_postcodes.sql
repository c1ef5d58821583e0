-- Postcodes that somebody imported (kamino geo import), a country at a time.
CREATE TABLE postcodes (
    country TEXT NOT NULL,
    code_key TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    PRIMARY KEY (country, code_key, name)
);
CREATE INDEX postcodes_by_code ON postcodes (code_key);
