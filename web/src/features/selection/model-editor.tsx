/** The criteria of one model and how much each counts; weights are shown as shares of their sum. */
import { NumberInput, Slider, TextInput } from '@mantine/core';
import type { SelectionCriterion } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { CriterionSettings } from './criterion-settings';

function CriterionRow({
  criterion,
  sum,
  change,
}: {
  criterion: SelectionCriterion;
  sum: number;
  change: (change: Partial<SelectionCriterion>) => void;
}) {
  const t = useT();
  const format = useFormat();
  const set = (weight: number) => change({ weight });
  return (
    <tr className="k-middle">
      <td title={criterion.description}>
        <b>{criterion.name}</b>
      </td>
      <td className="k-hide-phone">
        <PlainChip>{criterion.kind === 'hard' ? t('selection.hard') : t('selection.soft')}</PlainChip>
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
        <CriterionSettings criterion={criterion} change={change} />
      </td>
    </tr>
  );
}

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
          <TextInput
            label={t('selection.judges')}
            value={draft.filter}
            disabled={fixed}
            onChange={(event) => change({ ...draft, filter: event.currentTarget.value })}
            style={{ flex: 1, minWidth: 240 }}
          />
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
              />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  );
}
