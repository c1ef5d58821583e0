/** Rows of "field, comparison, value" that write the server's filter language. */
import { ActionIcon, Button, Group, MultiSelect, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconFilter, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Condition, Operator } from '@/lib/filter';
import { type MessageKey, useT } from '@/lib/i18n/i18n';

export interface FilterField {
  key: string;
  label: string;
  kind: 'text' | 'number' | 'date' | 'choice';
  choices?: { value: string; label: string }[];
  /** A choice that is never empty: nothing is in no group by itself. */
  always?: boolean;
}

const operatorsOf: Record<FilterField['kind'], Operator[]> = {
  text: ['~', '=', '!=', 'empty', 'filled'],
  number: ['>=', '<=', '=', 'empty', 'filled'],
  date: ['>=', '<=', '=', 'empty', 'filled'],
  choice: ['in', 'empty', 'filled'],
};
const operatorsFor = (field: FilterField): Operator[] => (field.always ? ['in'] : operatorsOf[field.kind]);
const operatorLabels: Record<Operator, MessageKey> = {
  '~': 'filter.contains',
  '=': 'filter.is',
  '!=': 'filter.is_not',
  '>=': 'filter.at_least',
  '<=': 'filter.at_most',
  '>': 'filter.above',
  '<': 'filter.below',
  in: 'filter.one_of',
  empty: 'filter.empty',
  filled: 'filter.filled',
};

function ValueField({
  field,
  condition,
  change,
}: {
  field: FilterField;
  condition: Condition;
  change: (value: string | string[]) => void;
}) {
  const t = useT();
  if (condition.operator === 'empty' || condition.operator === 'filled') return null;
  if (field.kind === 'choice')
    return (
      <MultiSelect
        size="xs"
        aria-label={t('filter.value')}
        data={field.choices ?? []}
        value={Array.isArray(condition.value) ? condition.value : []}
        onChange={change}
        searchable
        comboboxProps={{ withinPortal: false }}
        style={{ flex: 1, minWidth: 160 }}
      />
    );
  return (
    <TextInput
      aria-label={t('filter.value')}
      type={field.kind === 'text' ? 'text' : field.kind}
      step="any"
      value={String(condition.value)}
      onChange={(event) => change(event.currentTarget.value)}
      style={{ flex: 1, minWidth: 140 }}
    />
  );
}

interface RowProps {
  fields: FilterField[];
  condition: Condition;
  change: (condition: Condition) => void;
  remove: () => void;
}

function ConditionRow({ fields, condition, change, remove }: RowProps) {
  const t = useT();
  const known = fields.find((candidate) => candidate.key === condition.field);
  // kept with a view or a model, and taken away since: it can be replaced or removed
  const field = known ?? { key: condition.field, label: condition.field, kind: 'text' as const };
  const choose = (key: string | null) => {
    const next = fields.find((candidate) => candidate.key === key);
    if (next)
      change({ field: next.key, operator: operatorsFor(next)[0] ?? '=', value: next.kind === 'choice' ? [] : '' });
  };
  return (
    <Group gap={6} wrap="wrap">
      <Select
        aria-label={t('filter.field')}
        data={[...(known ? [] : [field]), ...fields].map(({ key, label }) => ({ value: key, label }))}
        error={!known && fields.length > 0 ? t('filter.field_gone') : undefined}
        value={field.key}
        onChange={choose}
        searchable
        allowDeselect={false}
        w={160}
        comboboxProps={{ withinPortal: false }}
      />
      {known && (
        <Select
          aria-label={t('filter.comparison')}
          data={operatorsFor(field).map((operator) => ({ value: operator, label: t(operatorLabels[operator]) }))}
          value={condition.operator}
          onChange={(operator) => operator && change({ ...condition, operator: operator as Operator })}
          allowDeselect={false}
          w={126}
          comboboxProps={{ withinPortal: false }}
        />
      )}
      {known && <ValueField field={field} condition={condition} change={(value) => change({ ...condition, value })} />}
      <ActionIcon variant="subtle" color="gray" aria-label={t('filter.remove')} onClick={remove}>
        <IconX size={15} />
      </ActionIcon>
    </Group>
  );
}

export function FilterBuilder({
  fields,
  value,
  onChange,
}: {
  fields: FilterField[];
  value: Condition[];
  onChange: (conditions: Condition[]) => void;
}) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const replace = (at: number, condition?: Condition) =>
    onChange(value.flatMap((old, index) => (index === at ? (condition ? [condition] : []) : [old])));
  const add = () => {
    const field = fields[0];
    if (field)
      onChange([
        ...value,
        { field: field.key, operator: operatorsFor(field)[0] ?? '=', value: field.kind === 'choice' ? [] : '' },
      ]);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant={value.length ? 'light' : 'default'}
          leftSection={<IconFilter size={15} />}
          onClick={() => {
            if (!opened && value.length === 0) add();
            setOpened(!opened);
          }}
        >
          {value.length ? t('filter.count', { count: value.length }) : t('filter.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw="min(620px, 94vw)" aria-label={t('filter.title')}>
        <Stack gap={8}>
          {value.map((condition, at) => (
            <ConditionRow
              key={at}
              fields={fields}
              condition={condition}
              change={(next) => replace(at, next)}
              remove={() => replace(at)}
            />
          ))}
          <Group justify="space-between">
            <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
              {t('filter.add')}
            </Button>
            {value.length > 0 && (
              <Button variant="subtle" color="gray" onClick={() => onChange([])}>
                {t('action.clear')}
              </Button>
            )}
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
