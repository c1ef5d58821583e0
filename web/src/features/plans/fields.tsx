/** Fields that the plan's rows need beyond the common ones: several records, a scale from 1 to 5. */
import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useList } from '@/api/queries';
import { useT, useTerm } from '@/lib/i18n/i18n';
import type { CustomInput, FormField } from '@/ui/record-form';
import { usePlan } from './plan-context';

export interface Option {
  value: string;
  label: string;
}
const chosen = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

function Many({ options, ...props }: CustomInput & { options: Option[] }) {
  const t = useT();
  return (
    <MultiSelect
      label={props.label || undefined}
      aria-label={props['aria-label'] ?? props.label}
      error={props.error}
      data={options}
      value={chosen(props.value)}
      onChange={props.onChange}
      searchable
      clearable
      nothingFoundMessage={t('common.no_matches')}
    />
  );
}

/** Products are many: the server searches; what is chosen keeps its name from the plan. */
function Products(props: CustomInput) {
  const { nameOf } = usePlan();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 180);
  const [seen, setSeen] = useState<Record<string, string>>({});
  const list = useList('products', { q, sort: 'name', limit: 50, fields: 'id,name' });
  const options = (list.data?.items ?? []).map((item) => ({ value: item.id, label: item.name }));
  for (const id of chosen(props.value))
    if (!options.some((option) => option.value === id)) options.push({ value: id, label: seen[id] ?? nameOf(id) });
  return (
    <MultiSelect
      label={props.label || undefined}
      aria-label={props['aria-label'] ?? props.label}
      error={props.error}
      data={options}
      value={chosen(props.value)}
      onChange={(ids) => {
        const known = Object.fromEntries(options.map((option) => [option.value, option.label]));
        setSeen((before) => ({ ...before, ...known }));
        props.onChange(ids);
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
    />
  );
}

function Scale(props: CustomInput) {
  const term = useTerm();
  return (
    <Select
      label={props.label || undefined}
      aria-label={props['aria-label'] ?? props.label}
      error={props.error}
      data={['1', '2', '3', '4', '5'].map((value) => ({ value, label: `${value} · ${term('scale', value)}` }))}
      value={props.value ? String(props.value) : null}
      onChange={(value) => props.onChange(value ? Number(value) : null)}
    />
  );
}

/** One to five as filled and empty dots; the word is read and shown on hover. */
export function Dots({ value }: { value: number | null | undefined }) {
  const term = useTerm();
  if (!value) return null;
  return (
    <span
      className="k-dots"
      role="img"
      aria-label={`${value}/5`}
      title={`${value}/5 · ${term('scale', String(value))}`}
    >
      {[1, 2, 3, 4, 5].map((dot) => (
        <i key={dot} data-on={dot <= value || undefined} />
      ))}
    </span>
  );
}

function Names({ ids, options }: { ids: string[]; options?: Option[] }) {
  const { nameOf } = usePlan();
  const named = ids.map((id) => options?.find((option) => option.value === id)?.label ?? nameOf(id)).filter(Boolean);
  return <>{named.join(', ') || '…'}</>;
}

type Given = { key: string; label: string; required?: boolean };
export const manyField = (given: Given, options: Option[]): FormField => ({
  ...given,
  kind: 'custom',
  input: (props) => <Many {...props} options={options} />,
  show: (value) => <Names ids={chosen(value)} options={options} />,
});
export const oneField = (given: Given, options: Option[]): FormField => ({
  ...given,
  kind: 'choice',
  choices: options,
});
export const productsField = (given: Given): FormField => ({
  ...given,
  kind: 'custom',
  input: (props) => <Products {...props} />,
  show: (value) => <Names ids={chosen(value)} />,
});
export const scaleField = (given: Given): FormField => ({
  ...given,
  kind: 'custom',
  input: (props) => <Scale {...props} />,
  show: (value) => <Dots value={value as number} />,
});

export const useChoices = () => {
  const term = useTerm();
  return (family: string, values: readonly string[]): Option[] =>
    values.map((value) => ({ value, label: term(family, value) }));
};

/** What rows may point to in this account and plan. */
export function useOptions() {
  const { plan } = usePlan();
  const filter = `account_id = "${plan.account_id}"`;
  const units = useList('account-units', { filter, sort: 'name', limit: 200, fields: 'id,name' });
  const deals = useList('opportunities', { filter, sort: '-updated_at', limit: 200, fields: 'id,name' });
  const named = (items: { id: string; name: string }[] | undefined) =>
    (items ?? []).map((item) => ({ value: item.id, label: item.name }));
  return {
    units: named(units.data?.items),
    opportunities: named(deals.data?.items),
    objectives: plan.objectives.map((objective) => ({ value: objective.id, label: objective.title })),
    tasks: plan.tasks.map((task) => ({ value: task.id, label: task.title })),
    initiatives: plan.initiatives.map((initiative) => ({ value: initiative.id, label: initiative.name })),
    sources: plan.sources.map((source) => ({ value: source.id, label: source.title })),
  };
}
