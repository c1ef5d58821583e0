/** The criteria of one model and how much each counts; weights are shown as shares of their sum. */
import { Button, NumberInput, Slider, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SelectionCriterion } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { CriterionSettings } from './criterion-settings';
import { JudgedFilter } from './judged-filter';
import { OwnCriterion } from './own-criterion';
import { useComputedFields } from './queries';

function CriterionRow({
  criterion,
  sum,
  change,
  edit,
  remove,
}: {
  criterion: SelectionCriterion;
  sum: number;
  change: (change: Partial<SelectionCriterion>) => void;
  edit?: () => void;
  remove?: () => void;
}) {
  const t = useT();
  const format = useFormat();
  const set = (weight: number) => change({ weight });
  const measures = useComputedFields(criterion.field !== null).data?.items;
  const gone = criterion.field && measures && !measures.some((one) => one.key === criterion.field);
  return (
    <tr className="k-middle">
      <td title={criterion.description}>
        <b>{criterion.name}</b>
        {gone && (
          <div className="k-bad-text" role="status">
            {t('selection.measure_gone')}
          </div>
        )}
      </td>
      <td className="k-hide-phone">
        <PlainChip>{criterion.kind === 'hard' ? t('selection.hard') : t('selection.soft')}</PlainChip>{' '}
        {criterion.own && <PlainChip>{t('selection.own')}</PlainChip>}
      </td>
      <td>
        <Slider
          aria-label={criterion.name}
          thumbLabel={criterion.name}
          size="sm"
          min={0}
          max={100}
          step={1}
          label={null}
          value={criterion.weight}
          onChange={set}
        />
      </td>
      <td className="k-hide-phone" style={{ minWidth: 74, width: 74 }}>
        <NumberInput
          aria-label={`${t('selection.weight')}: ${criterion.name}`}
          min={0}
          max={100}
          clampBehavior="strict"
          value={criterion.weight}
          onChange={(value) => set(Number(value))}
          hideControls
        />
      </td>
      <td className="k-num">{sum > 0 ? format.percent(criterion.weight / sum, 1) : '–'}</td>
      <td style={{ minWidth: 44, width: 44 }}>
        <CriterionSettings criterion={criterion} change={change} edit={edit} remove={remove} />
      </td>
    </tr>
  );
}

/** As many own criteria as the server lets a model have. */
const ownMost = 12;

export interface Draft {
  name: string;
  filter: string;
  criteria: SelectionCriterion[];
}

/** Everybody may try other weights; only who may write can save them, or say whom the model judges. */
export function ModelEditor({
  draft,
  standard,
  fixed,
  change,
}: {
  draft: Draft;
  standard: boolean;
  fixed: boolean;
  change: (draft: Draft) => void;
}) {
  const t = useT();
  const sum = draft.criteria.reduce((total, criterion) => total + criterion.weight, 0);
  const [edited, setEdited] = useState<SelectionCriterion | 'new' | null>(null);
  const ownCount = draft.criteria.filter((criterion) => criterion.own).length;
  const drop = (key: string) =>
    change({ ...draft, criteria: draft.criteria.filter((criterion) => criterion.key !== key) });
  const put = (criterion: SelectionCriterion) => {
    const there = draft.criteria.some((one) => one.key === criterion.key);
    change({
      ...draft,
      criteria: there
        ? draft.criteria.map((one) => (one.key === criterion.key ? criterion : one))
        : [...draft.criteria, criterion],
    });
    setEdited(null);
  };
  const changeOne = (key: string, part: Partial<SelectionCriterion>) =>
    change({
      ...draft,
      criteria: draft.criteria.map((criterion) => (criterion.key === key ? { ...criterion, ...part } : criterion)),
    });
  return (
    <>
      {!standard && (
        <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', marginBottom: 12 }}>
          <TextInput
            label={t('field.name')}
            value={draft.name}
            maxLength={100}
            disabled={fixed}
            onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
            w={220}
          />
          <JudgedFilter filter={draft.filter} fixed={fixed} change={(filter) => change({ ...draft, filter })} />
        </div>
      )}
      <ScrollX>
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('selection.criterion')}</th>
              <th className="k-hide-phone">{t('selection.source')}</th>
              <th style={{ minWidth: 110 }}>{t('selection.weight')}</th>
              <th className="k-hide-phone">
                <span className="k-visually-hidden">{t('selection.weight')}</span>
              </th>
              <th className="k-num">{t('selection.share')}</th>
              <th>
                <span className="k-visually-hidden">{t('selection.settings')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {draft.criteria.map((criterion) => (
              <CriterionRow
                key={criterion.key}
                criterion={criterion}
                sum={sum}
                change={(part) => changeOne(criterion.key, part)}
                {...(criterion.own &&
                  !fixed && { edit: () => setEdited(criterion), remove: () => drop(criterion.key) })}
              />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {!fixed && (
        <Button
          mt={10}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={ownCount >= ownMost}
          title={ownCount >= ownMost ? t('selection.own_most', { count: ownMost }) : undefined}
          onClick={() => setEdited('new')}
        >
          {t('selection.add_criterion')}
        </Button>
      )}
      <OwnCriterion
        opened={edited !== null}
        before={edited === 'new' ? null : edited}
        criteria={draft.criteria}
        close={() => setEdited(null)}
        save={put}
      />
    </>
  );
}
