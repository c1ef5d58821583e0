/** A workspace's own criterion: judged by people in its own words, or computed from a number of the account. */
import { Button, Group, Modal, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SelectionCriterion } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { useComputedFields, useModels } from './queries';

const marks = [1, 2, 3, 4, 5];

/** A key that says what it is, and that no other criterion has. */
export function keyOf(name: string, taken: string[]): string {
  const word = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  const key = `own_${word || 'criterion'}`;
  if (!taken.includes(key)) return key;
  let n = 2;
  while (taken.includes(`${key}_${n}`)) n++;
  return `${key}_${n}`;
}

const blank: SelectionCriterion = {
  key: '',
  name: '',
  description: '',
  weight: 10,
  kind: 'soft',
  unit: 'judgement',
  own: true,
  field: null,
  levels: ['', '', '', '', ''],
  inverse: false,
  side: 'attractiveness',
  direction: 'more',
  scale: 'rank',
  low: null,
  high: null,
  missing: 'leave_out',
};

function Levels({ levels, change }: { levels: string[]; change: (levels: string[]) => void }) {
  const t = useT();
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontWeight: 500, marginBottom: 4 }}>{t('selection.levels')}</legend>
      <Stack gap={6}>
        {marks.map((mark) => (
          <TextInput
            key={mark}
            aria-label={t('selection.level', { mark })}
            leftSection={<b>{mark}</b>}
            maxLength={100}
            placeholder={mark === 1 ? t('selection.level_low') : mark === 5 ? t('selection.level_high') : undefined}
            value={levels[mark - 1] ?? ''}
            onChange={(event) => {
              const text = event.currentTarget.value;
              change(marks.map((one) => (one === mark ? text : (levels[one - 1] ?? ''))));
            }}
          />
        ))}
      </Stack>
    </fieldset>
  );
}

function FieldChoice({
  criterion,
  change,
}: {
  criterion: SelectionCriterion;
  change: (part: Partial<SelectionCriterion>) => void;
}) {
  const t = useT();
  const read = useComputedFields().data?.items;
  const fields = read ?? [];
  const gone = criterion.field && read && !read.some((one) => one.key === criterion.field);
  const sources = ['custom', 'account', 'sales', 'deals', 'people', 'interactions', 'plan'] as const;
  return (
    <Select
      required
      searchable
      label={t('selection.computed_from')}
      nothingFoundMessage={t('selection.no_field')}
      value={criterion.field}
      error={gone ? t('selection.measure_gone') : undefined}
      onChange={(key) => {
        const field = fields.find((one) => one.key === key);
        if (field)
          change({
            field: field.key,
            unit: field.unit,
            scale: 'rank',
            low: null,
            high: null,
            name: criterion.name.trim() ? criterion.name : field.label,
          });
      }}
      data={sources
        .map((source) => ({
          group: t(`selection.source_${source}`),
          items: fields.filter((one) => one.source === source).map(({ key, label }) => ({ value: key, label })),
        }))
        .filter(({ items }) => items.length > 0)}
    />
  );
}

/** What another model judges by, and this one does not yet. */
function TakeOver({ taken, take }: { taken: string[]; take: (criterion: SelectionCriterion) => void }) {
  const t = useT();
  const models = useModels().data?.items ?? [];
  const others = new Map<string, SelectionCriterion>();
  for (const model of models)
    for (const criterion of model.criteria)
      if (criterion.own && !taken.includes(criterion.key)) others.set(criterion.key, criterion);
  if (others.size === 0) return null;
  return (
    <Select
      label={t('selection.take_criterion')}
      placeholder={t('selection.take_criterion_hint')}
      value={null}
      data={[...others.values()].map(({ key, name }) => ({ value: key, label: name }))}
      onChange={(key) => {
        const criterion = key ? others.get(key) : undefined;
        if (criterion) take(criterion);
      }}
    />
  );
}

function OwnForm({
  before,
  criteria,
  close,
  save,
}: {
  before: SelectionCriterion | null;
  criteria: SelectionCriterion[];
  close: () => void;
  save: (criterion: SelectionCriterion) => void;
}) {
  const t = useT();
  const [draft, setDraft] = useState<SelectionCriterion>(before ?? blank);
  const change = (part: Partial<SelectionCriterion>) => setDraft({ ...draft, ...part });
  const judged = draft.kind === 'soft';
  const name = draft.name.trim();
  const double = criteria.some(
    (one) => one.own && one.key !== before?.key && one.name.toLowerCase() === name.toLowerCase(),
  );
  const ready = name !== '' && !double && (judged || draft.field !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const taken = criteria.map((one) => one.key);
    save({ ...draft, name, description: draft.description.trim(), key: before?.key ?? keyOf(name, taken) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        {!before && (
          <>
            <TakeOver taken={criteria.map((one) => one.key)} take={save} />
            <SegmentedControl
              aria-label={t('selection.source')}
              value={draft.kind}
              onChange={(kind) =>
                change(
                  kind === 'soft'
                    ? {
                        kind: 'soft',
                        unit: 'judgement',
                        field: null,
                        direction: 'more',
                        scale: 'rank',
                        low: null,
                        high: null,
                      }
                    : { kind: 'hard', unit: 'number' },
                )
              }
              data={[
                { value: 'soft', label: t('selection.own_judged') },
                { value: 'hard', label: t('selection.own_computed') },
              ]}
            />
          </>
        )}
        {!judged && <FieldChoice criterion={draft} change={change} />}
        <TextInput
          data-autofocus
          required
          maxLength={80}
          label={t('field.name')}
          error={double ? t('selection.own_double') : undefined}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('field.description')}
          autosize
          minRows={2}
          maxLength={1000}
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        {judged && <Levels levels={draft.levels} change={(levels) => change({ levels })} />}
        <div>
          <div style={{ marginBottom: 4, fontWeight: 500 }}>{t('selection.side')}</div>
          <SegmentedControl
            aria-label={t('selection.side')}
            value={draft.side}
            onChange={(side) => change({ side: side as SelectionCriterion['side'] })}
            data={[
              { value: 'attractiveness', label: t('selection.attractiveness') },
              { value: 'position', label: t('selection.position') },
            ]}
          />
        </div>
        <Group>
          <Button type="submit" disabled={!ready}>
            {t(before ? 'action.apply' : 'selection.add_criterion')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function OwnCriterion({
  opened,
  before,
  criteria,
  close,
  save,
}: {
  opened: boolean;
  /** The criterion to change; null = a new one. */
  before: SelectionCriterion | null;
  criteria: SelectionCriterion[];
  close: () => void;
  save: (criterion: SelectionCriterion) => void;
}) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={before ? before.name : t('selection.own_new')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {opened && <OwnForm before={before} criteria={criteria} close={close} save={save} />}
    </Modal>
  );
}
