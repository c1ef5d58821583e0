import { useQuery } from '@tanstack/react-query';
import { get } from '@/api/client';
import type { TargetField } from './documents';

/** What a file can hold, in the order in which files are best imported; with the name of its schema. */
export const targets: Record<string, string> = {
  users: 'user',
  accounts: 'account',
  people: 'person',
  products: 'product',
  needs: 'need',
  opportunities: 'opportunity',
  interactions: 'interaction',
  sales_lines: 'sales_line',
  account_units: 'account_unit',
  account_locations: 'account_location',
  account_team: 'account_team_member',
  exchange_rates: 'exchange_rate',
};

const routes: Record<string, string> = {
  ...Object.fromEntries(Object.entries(targets).map(([route, schema]) => [schema, route])),
  account_unit: 'account_units',
};

/** A second address of an account: it becomes a location. */
const shipping: TargetField[] = ['street', 'city', 'region', 'postal_code', 'country', 'latitude', 'longitude'].map(
  (part) => ({
    name: `shipping.${part}`,
    to: undefined,
    many: false,
  }),
);

interface Property {
  type?: string | string[];
  'x-reference'?: string;
}
interface Document {
  components: { schemas: Record<string, { properties?: Record<string, Property> }> };
}

/** The fields that a file may fill, from the server's own description of the records. */
export function useTargetFields(target: string): TargetField[] {
  const { data } = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => get<Document>('/openapi.json', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const properties = data?.components.schemas[`${targets[target]}_create`]?.properties ?? {};
  const fields = Object.entries(properties)
    .filter(([name]) => name !== 'custom')
    .map(([name, property]) => {
      const reference = property['x-reference'];
      return { name, to: reference ? (routes[reference] ?? reference) : undefined, many: property.type === 'array' };
    });
  return target === 'accounts' && fields.length > 0 ? [...fields, ...shipping] : fields;
}
