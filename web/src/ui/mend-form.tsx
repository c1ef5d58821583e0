/**
 * What the server refused, as a form: every value that somebody wrote can be changed here and sent again. The fields'
 * kinds come from the server's own description, so that whatever waits for the server can be mended.
 */
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/api/client';
import type { Body, Unsent } from '@/api/unsent';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { FieldInput, type FormField } from './record-form';
import type { RefRoute } from './ref-picker';
import { familyOf, routeOfField, ShownValue, useFieldName } from './shown-value';

interface Property {
  type?: string | string[];
  format?: string;
  enum?: string[];
  anyOf?: { $ref?: string }[];
  'x-format'?: string;
  'x-reference'?: string;
}
interface Described {
  paths: Record<string, { post?: { requestBody?: { content?: Record<string, { schema?: { $ref?: string } }> } } }>;
  components: { schemas: Record<string, { properties?: Record<string, Property>; required?: string[] }> };
}

/** Where something new belongs: nothing that a reader wrote. */
const placed = /^(plan|account|parent|anchor|mention)_|^(block|section|position|key|list|version)$/;

/** How a value is written; undefined: it is shown as it is. */
export function mendField(name: string, property: Property | undefined, value: unknown): FormField['kind'] | undefined {
  const types = [property?.type ?? typeof value].flat();
  if (property?.anyOf?.some((one) => one.$ref?.endsWith('/money'))) return 'money';
  if (property?.enum) return 'choice';
  if (property?.format === 'date') return 'date';
  if (types.includes('integer') || types.includes('number')) return 'number';
  if (types.includes('boolean')) return 'boolean';
  if (property?.['x-reference'] || /_ids?$/.test(name)) return types.includes('string') ? 'ref' : undefined;
  if (!types.includes('string')) return undefined;
  return property?.['x-format'] === 'multiline' || String(value ?? '').length > 60 ? 'longtext' : 'text';
}

function useDescribed(route: string) {
  const { data } = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => get<Described>('/openapi.json', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const ref = data?.paths[`/api/v1/${route}`]?.post?.requestBody?.content?.['application/json']?.schema?.$ref ?? '';
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  return { entity: name.replace(/_create$/, ''), schema: data?.components.schemas[name] };
}

export function MendForm({
  entry,
  send,
  discard,
}: {
  entry: Unsent;
  send: (mine: Body) => Promise<void>;
  discard: () => void;
}) {
  const t = useT();
  const term = useTerm();
  const fieldName = useFieldName();
  const { entity, schema } = useDescribed(entry.route);
  const [mine, setMine] = useState<Body>(entry.mine);
  const [busy, setBusy] = useState(false);
  // a value that the server misses is asked too
  const names = [...new Set([...Object.keys(entry.mine), ...Object.keys(entry.faults ?? {})])].filter(
    (name) => !placed.test(name) && (name in entry.mine || schema?.properties?.[name]),
  );
  const fieldOf = (name: string): FormField | undefined => {
    const property = schema?.properties?.[name];
    const kind = mendField(name, property, mine[name]);
    const common = { key: name, label: fieldName(entity, name) };
    const money = mine[name] as { currency?: string } | null;
    if (kind === 'money') return { ...common, kind, currency: money?.currency ?? 'EUR' };
    if (kind === 'choice') {
      const choices = (property?.enum ?? []).map((value) => ({ value, label: term(familyOf(name, entity), value) }));
      return { ...common, kind, choices };
    }
    if (kind === 'ref') {
      const route = routeOfField(name) as RefRoute | undefined;
      return route ? { ...common, kind, route } : undefined;
    }
    return kind ? ({ ...common, kind } as FormField) : undefined;
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void send(mine).finally(() => setBusy(false));
      }}
    >
      {names.map((name) => {
        const field = fieldOf(name);
        return field ? (
          <div key={name} style={{ marginBottom: 10 }}>
            <FieldInput
              field={field}
              value={mine[name]}
              error={entry.faults?.[name]}
              onChange={(value) => setMine((before) => ({ ...before, [name]: value }))}
            />
          </div>
        ) : (
          <p key={name}>
            <span className="k-dim">{fieldName(entity, name)}:</span> <ShownValue field={name} value={mine[name]} />
          </p>
        );
      })}
      <Group justify="flex-end" mt={16}>
        <Button variant="default" onClick={discard}>
          {t('unsent.discard')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('unsent.send_again')}
        </Button>
      </Group>
    </form>
  );
}
