/** The rules of the five classes: limits, the table of what an account is, and who would move, before saving. */
import { Button, Group, NumberInput, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { isFault } from '@/api/faults';
import { useMayWrite } from '@/api/session';
import type { ClassPreview, ClassRules, SelectionModelItem } from '@/api/types';
import { useFormat } from '@/lib/format';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { EmptyLine, FaultBox, SkeletonLines } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { ClassMatrix, type Field, wayOf } from './class-matrix';
import { ClassTable } from './class-table';
import { useClassPreview, useModels, useSaveModel } from './queries';
import { RuleVersions } from './rule-versions';
import './selection.css';

type Limit = Exclude<keyof ClassRules, 'newcomer_grows' | 'table'>;
const limits: { key: Limit; label: MessageKey; percent: boolean; min: number; max: number }[] = [
  { key: 'structural_months', label: 'selection.limit_structural', percent: false, min: 1, max: 12 },
  { key: 'significant_share', label: 'selection.limit_significant', percent: true, min: 1, max: 100 },
  { key: 'growing_from', label: 'selection.limit_growing', percent: true, min: -100, max: 1000 },
  { key: 'headroom_from', label: 'selection.limit_headroom', percent: true, min: 0, max: 10_000 },
  { key: 'potential_from', label: 'selection.limit_potential', percent: true, min: 1, max: 10_000 },
];

/** The field below the rules that a fault is about: `growing_from`, `table/nothing_left`. */
export const fieldOfFault = (path: string) => path.replace(/^\/?thresholds\//, '');
function faultOf(error: unknown, path: string): string | undefined {
  return isFault(error) ? error.fields.find((fault) => fieldOfFault(fault.path) === path)?.message : undefined;
}

export function LimitFields({
  rules,
  fixed,
  fault,
  change,
}: {
  rules: ClassRules;
  fixed: boolean;
  fault: (path: string) => string | undefined;
  change: (rules: ClassRules) => void;
}) {
  const t = useT();
  return (
    <div className="k-rule-limits">
      {limits.map(({ key, label, percent, min, max }) => (
        <NumberInput
          key={key}
          label={t(label)}
          error={fault(key)}
          suffix={percent ? ' %' : ''}
          min={min}
          max={max}
          decimalScale={percent ? 1 : 0}
          disabled={fixed}
          value={percent ? Math.round(rules[key] * 1000) / 10 : rules[key]}
          onChange={(value) => {
            if (typeof value === 'number') change({ ...rules, [key]: percent ? Math.round(value * 10) / 1000 : value });
          }}
        />
      ))}
      <Switch
        label={t('selection.newcomer_grows')}
        checked={rules.newcomer_grows}
        disabled={fixed}
        onChange={(event) => change({ ...rules, newcomer_grows: event.currentTarget.checked })}
      />
    </div>
  );
}

function Moving({ preview }: { preview: ClassPreview }) {
  const t = useT();
  const format = useFormat();
  const [opened, setOpened] = useState<Field | null>(null);
  const moving = preview.cells.filter((cell) => wayOf(cell.from, cell.to) !== 'same');
  const shown = moving.filter((cell) => !opened || (cell.from === opened.from && cell.to === opened.to));
  return (
    <>
      <p aria-live="polite">
        <b>{t('selection.preview_moves', { count: preview.changed, accounts: preview.accounts })}</b>{' '}
        <span className="k-dim">
          {t('selection.significant_from', { amount: format.money(preview.significant_from) })}
          {preview.kept_by_people > 0 && ` ${t('selection.kept_by_people', { count: preview.kept_by_people })}`}
        </span>
      </p>
      <ClassMatrix
        cells={preview.cells}
        opened={opened}
        open={(field) => setOpened(opened && opened.from === field.from && opened.to === field.to ? null : field)}
      />
      {shown.map((cell) => (
        <p key={`${cell.from} ${cell.to}`} style={{ marginTop: 8 }}>
          <b>
            {cell.from ?? t('class.none')} → {cell.to ?? t('class.none')}:
          </b>{' '}
          {cell.names.join(', ')}
          {cell.accounts > cell.names.length && (
            <span className="k-dim"> {t('selection.and_more', { count: cell.accounts - cell.names.length })}</span>
          )}
        </p>
      ))}
    </>
  );
}

function Editor({ model }: { model: SelectionModelItem }) {
  const t = useT();
  const toast = useToast();
  const may = useMayWrite('selection');
  const save = useSaveModel(model.id);
  const [rules, setRules] = useState(model.thresholds);
  const [asked] = useDebouncedValue(rules, 250);
  const changed = JSON.stringify(rules) !== JSON.stringify(model.thresholds);
  const preview = useClassPreview(asked, changed);
  const ready = asked === rules && !preview.isFetching && !preview.error;
  const fault = (path: string) => faultOf(preview.error, path) ?? faultOf(save.error, path);
  const known = isFault(preview.error) && preview.error.fields.some((one) => fault(fieldOfFault(one.path)));
  const store = () =>
    save.mutate(
      { version: model.version, change: { thresholds: rules } },
      { onSuccess: (after) => toast.done(t('selection.saved_version', { number: after.number })) },
    );
  return (
    <div className="k-columns">
      <Section title={t('selection.class_rules')} aside={<RuleVersions modelId={model.id} take={setRules} />}>
        <p className="k-dim" style={{ marginBottom: 8 }}>
          {t('selection.class_rules_text')}
        </p>
        <LimitFields rules={rules} fixed={!may} fault={fault} change={setRules} />
        <ClassTable rules={rules} fixed={!may} fault={fault} change={setRules} />
        {save.error && <FaultBox error={save.error} />}
        {may && (
          <Group mt={12} gap={8}>
            <Button disabled={!changed || !ready} loading={save.isPending} onClick={store}>
              {t('selection.save_rules')}
            </Button>
            {changed && (
              <Button variant="default" onClick={() => setRules(model.thresholds)}>
                {t('action.cancel')}
              </Button>
            )}
          </Group>
        )}
      </Section>
      <Section title={t('selection.rules_preview')}>
        {!changed ? (
          <EmptyLine>{t('selection.rules_unchanged')}</EmptyLine>
        ) : preview.error ? (
          known ? (
            <EmptyLine>{t('selection.rules_refused')}</EmptyLine>
          ) : (
            <FaultBox error={preview.error} />
          )
        ) : preview.data ? (
          <Moving preview={preview.data} />
        ) : (
          <SkeletonLines lines={6} />
        )}
      </Section>
    </div>
  );
}

export function ClassRulesEditor() {
  const models = useModels();
  const model = models.data?.items.find((one) => one.standard);
  if (models.error) return <FaultBox error={models.error} retry={() => void models.refetch()} />;
  if (!model) return <SkeletonLines lines={8} />;
  return <Editor key={model.version} model={model} />;
}
