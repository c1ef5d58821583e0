/** The criteria of the selection model and how much each counts; weights are shown as shares of their sum. */
import { Button, Group, NumberInput, Slider } from '@mantine/core';
import { useState } from 'react';
import { useMayWrite } from '@/api/session';
import type { SelectionModel } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useModel, useSaveModel } from './queries';

function Editor({ model }: { model: SelectionModel }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const save = useSaveModel();
  const may = useMayWrite('selection');
  const [weights, setWeights] = useState<Record<string, number>>(() =>
    Object.fromEntries(model.criteria.map((criterion) => [criterion.key, criterion.weight])),
  );
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  const top = Math.max(1, ...model.criteria.map((criterion) => criterion.weight));
  const scale = top <= 1 ? 1 : 100;
  const changed = model.criteria.some((criterion) => weights[criterion.key] !== criterion.weight);
  const store = () =>
    save.mutate(
      {
        version: model.version,
        criteria: model.criteria.map((criterion) => ({ ...criterion, weight: weights[criterion.key] ?? 0 })),
      },
      { onSuccess: () => toast.done(t('selection.saved')) },
    );
  return (
    <>
      <p className="k-dim" style={{ marginBottom: 8 }}>
        {t('selection.model_text')}
      </p>
      <div className="k-scroll-x">
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('selection.criterion')}</th>
              <th>{t('selection.source')}</th>
              <th style={{ minWidth: 180 }}>{t('selection.weight')}</th>
              <th />
              <th className="k-num">{t('selection.share')}</th>
            </tr>
          </thead>
          <tbody>
            {model.criteria.map((criterion) => {
              const weight = weights[criterion.key] ?? 0;
              const set = (value: number) => setWeights({ ...weights, [criterion.key]: value });
              return (
                <tr key={criterion.key}>
                  <td>
                    <b>{criterion.name}</b>
                    {criterion.description && <div className="k-dim">{criterion.description}</div>}
                  </td>
                  <td>
                    <PlainChip>{criterion.kind === 'hard' ? t('selection.hard') : t('selection.soft')}</PlainChip>
                  </td>
                  <td style={{ verticalAlign: 'middle' }}>
                    <Slider
                      aria-label={criterion.name}
                      thumbLabel={criterion.name}
                      size="sm"
                      min={0}
                      max={scale}
                      step={scale / 100}
                      label={null}
                      value={weight}
                      onChange={set}
                      disabled={!may}
                    />
                  </td>
                  <td style={{ width: 90 }}>
                    <NumberInput
                      aria-label={`${t('selection.weight')}: ${criterion.name}`}
                      min={0}
                      max={scale}
                      step={scale / 100}
                      value={weight}
                      onChange={(value) => set(Number(value))}
                      disabled={!may}
                      hideControls
                    />
                  </td>
                  <td className="k-num">{sum > 0 ? format.percent(weight / sum, 1) : '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {save.error && <FaultBox error={save.error} />}
      {may && (
        <Group mt={12}>
          <Button disabled={!changed || sum <= 0} loading={save.isPending} onClick={store}>
            {t('selection.save')}
          </Button>
          {changed && (
            <Button
              variant="default"
              onClick={() =>
                setWeights(Object.fromEntries(model.criteria.map((criterion) => [criterion.key, criterion.weight])))
              }
            >
              {t('action.cancel')}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}

export function ModelEditor() {
  const model = useModel();
  return <Waiting on={model}>{() => model.data && <Editor key={model.data.version} model={model.data} />}</Waiting>;
}
