/** The value of one comparison, entered as its field wants it. */
import { Autocomplete, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useList, useNames } from '@/api/queries';
import { useCurrency } from '@/api/session';
import type { RuleField } from '@/api/types';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { counted, type Period, periodOf, periodText, type Shape, shapes, type Unit, units } from './period';
import { useFieldValues } from './queries';
import { isValueless, type Leaf, takesMany, type Value } from './rule';

interface Props {
  field: RuleField;
  leaf: Leaf;
  change: (value: Value) => void;
  error?: string;
}

const textOf = (value: Value | undefined): string => (value === undefined ? '' : String(value));
const listOf = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The words of a choice: the family of its field, or the word itself. */
export function useChoiceLabel(): (field: string, value: string) => string {
  const term = useTerm();
  return (field, value) => {
    if (field === 'class' || field === 'rule_class') return value;
    const family: Record<string, string> = { unit_kind: 'kind', location_kind: 'kind', team_role: 'role' };
    return term(family[field] ?? field, value);
  };
}

function DateValue({ leaf, change, error }: Props) {
  const t = useT();
  const period = periodOf(textOf(leaf.value));
  const set = (part: Partial<Period>) => change(periodText({ ...period, ...part }));
  return (
    <>
      <Select
        aria-label={t('group.when')}
        data={shapes.map((shape) => ({ value: shape, label: t(`group.shape.${shape}`) }))}
        value={period.shape}
        allowDeselect={false}
        error={period.shape === 'day' ? undefined : error}
        onChange={(shape) => shape && set({ shape: shape as Shape })}
        className="k-rule-op k-rule-shape"
      />
      {counted(period.shape) && (
        <>
          <NumberInput
            aria-label={t('group.how_many')}
            value={period.count}
            min={0}
            max={9999}
            allowDecimal={false}
            onChange={(count) => set({ count: Number(count) || 0 })}
            className="k-rule-short"
          />
          <Select
            aria-label={t('group.unit')}
            data={units.map((unit) => ({ value: unit, label: t(`group.unit.${unit}`) }))}
            value={period.unit}
            allowDeselect={false}
            onChange={(unit) => unit && set({ unit: unit as Unit })}
            className="k-rule-unit"
          />
        </>
      )}
      {period.shape === 'day' && (
        <TextInput
          aria-label={t('filter.value')}
          type="date"
          value={period.day}
          error={error}
          onChange={(event) => change(event.currentTarget.value)}
          className="k-rule-op"
        />
      )}
    </>
  );
}

/** What parts thousands and decimals where the reader's language is spoken. */
function useSeparators(): { group: string; decimal: string } {
  const { language } = useLanguage();
  const parts = new Intl.NumberFormat(language).formatToParts(1234567.8);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { group: of('group'), decimal: of('decimal') };
}

function NumberValue({ field, leaf, change, error }: Props) {
  const t = useT();
  const currency = useCurrency();
  const separators = useSeparators();
  const ratio = field.format === 'ratio';
  const number = typeof leaf.value === 'number' ? leaf.value : '';
  return (
    <NumberInput
      aria-label={t('filter.value')}
      value={number === '' || !ratio ? number : Math.round(number * 10_000) / 100}
      onChange={(entered) => {
        if (entered === '' || Number.isNaN(Number(entered))) change('');
        else change(ratio ? Number(entered) / 100 : Number(entered));
      }}
      suffix={ratio || field.format === 'percent' ? ' %' : undefined}
      prefix={field.kind === 'money' ? `${currency} ` : undefined}
      thousandSeparator={field.format === 'plain' ? undefined : separators.group}
      decimalSeparator={separators.decimal}
      error={error}
      hideControls
      className="k-rule-op"
    />
  );
}

function ReferenceValue({ field, leaf, change, error }: Props) {
  const t = useT();
  const route = field.reference === 'user' ? 'users' : field.reference === 'product' ? 'products' : 'accounts';
  const chosen = listOf(leaf.value);
  const names = useNames(route, chosen);
  const list = useList(route, { sort: 'name', limit: 1000, fields: 'id,name' });
  const items = (list.data?.items ?? []).map((item) => ({ value: item.id, label: item.name }));
  for (const id of chosen)
    if (!items.some((item) => item.value === id)) items.push({ value: id, label: names?.get(id) ?? id });
  return (
    <MultiSelect
      aria-label={t('filter.value')}
      data={items}
      value={chosen}
      onChange={change}
      searchable
      limit={50}
      error={error}
      className="k-rule-value"
    />
  );
}

function ListValue({ field, leaf, change, error }: Props) {
  const t = useT();
  const label = useChoiceLabel();
  const values = useFieldValues(field.suggests ? field.key : null);
  const shared = {
    'aria-label': t('filter.value'),
    value: listOf(leaf.value),
    onChange: change,
    error,
    className: 'k-rule-value',
  };
  if (field.choices.length > 0)
    return (
      <MultiSelect
        {...shared}
        searchable
        data={field.choices.map((value) => ({ value, label: label(field.key, value) }))}
      />
    );
  return <TagsInput {...shared} data={values.data?.items.map((item) => item.value) ?? []} limit={50} />;
}

function StageValue({ leaf, change, error }: Props) {
  const t = useT();
  const stages = useList('opportunity-stages', { sort: 'position', limit: 100 });
  return (
    <Select
      aria-label={t('filter.value')}
      data={(stages.data?.items ?? []).map((stage) => ({ value: stage.key, label: stage.name }))}
      value={textOf(leaf.value) || null}
      onChange={(value) => change(value ?? '')}
      error={error}
      className="k-rule-value"
    />
  );
}

function TextValue({ field, leaf, change, error }: Props) {
  const t = useT();
  const values = useFieldValues(field.suggests && leaf.op !== '~' ? field.key : null);
  return (
    <Autocomplete
      aria-label={t('filter.value')}
      data={values.data?.items.map((item) => item.value) ?? []}
      limit={30}
      value={textOf(leaf.value)}
      onChange={change}
      error={error}
      className="k-rule-value"
    />
  );
}

export function ValueField(props: Props) {
  const t = useT();
  const { field, leaf, change, error } = props;
  if (isValueless(leaf.op)) return null;
  if (field.kind === 'date') return <DateValue {...props} />;
  if (field.kind === 'number' || field.kind === 'money') return <NumberValue {...props} />;
  if (field.kind === 'reference' && takesMany(leaf.op)) return <ReferenceValue {...props} />;
  if (field.key === 'deal_stage' && !takesMany(leaf.op) && leaf.op !== '~') return <StageValue {...props} />;
  if (field.kind === 'boolean')
    return (
      <Select
        aria-label={t('filter.value')}
        data={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        value={String(leaf.value ?? true)}
        allowDeselect={false}
        onChange={(value) => change(value === 'true')}
        error={error}
        className="k-rule-unit"
      />
    );
  if (takesMany(leaf.op)) return <ListValue {...props} />;
  return <TextValue {...props} />;
}
