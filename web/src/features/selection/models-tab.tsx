/** A model and, beside it, the ranking that its weights make while they are moved. */
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useMayWrite } from '@/api/session';
import type { SelectionModelItem } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { ModelChooser } from './model-chooser';
import { type Draft, ModelEditor } from './model-editor';
import { criterionChanges, standardModel, useModels, useSaveModel } from './queries';
import { RankingPanel } from './ranking-panel';
import { ScoreDrawer } from './score-drawer';
import { Versions } from './versions';

const draftOf = ({ name, filter, criteria }: SelectionModelItem): Draft => ({ name, filter, criteria });
const same = (a: Draft, b: Draft) => JSON.stringify(a) === JSON.stringify(b);

function Workbench({ model }: { model: SelectionModelItem }) {
  const t = useT();
  const toast = useToast();
  const may = useMayWrite('selection');
  const save = useSaveModel(model.id);
  const saved = draftOf(model);
  const [draft, setDraft] = useState(saved);
  const [opened, setOpened] = useState<string | null>(null);
  const changed = !same(draft, saved);
  const weighs = draft.criteria.some((criterion) => criterion.weight > 0);
  const ends = draft.criteria.every(
    (criterion) => criterion.scale === 'rank' || (criterion.low ?? 0) < (criterion.high ?? 0),
  );
  const rescaled = draft.criteria.some((criterion) => {
    const before = model.criteria.find((one) => one.key === criterion.key);
    return criterion.scale !== before?.scale || criterion.low !== before.low || criterion.high !== before.high;
  });
  const store = () =>
    save.mutate(
      {
        version: model.version,
        change: {
          ...(model.standard ? {} : { name: draft.name, filter: draft.filter }),
          criteria: criterionChanges(draft.criteria, model.criteria),
        },
      },
      { onSuccess: (after) => toast.done(t('selection.saved_version', { number: after.number })) },
    );
  return (
    <div className="k-columns">
      <Section
        title={t('selection.criteria')}
        aside={<Versions modelId={model.id} take={(criteria) => setDraft({ ...draft, criteria })} />}
      >
        <p className="k-dim" style={{ marginBottom: 8 }}>
          {t('selection.model_text')}
        </p>
        <ModelEditor draft={draft} standard={model.standard} fixed={!may} change={setDraft} />
        {save.error && <FaultBox error={save.error} />}
        <Group mt={12} gap={8}>
          {may && (
            <Button disabled={!changed || !weighs || !ends} loading={save.isPending} onClick={store}>
              {t('selection.save_version')}
            </Button>
          )}
          {changed && (
            <Button variant="default" onClick={() => setDraft(saved)}>
              {t('action.cancel')}
            </Button>
          )}
          {changed && rescaled && <span className="k-dim">{t('selection.scale_waits')}</span>}
        </Group>
      </Section>
      <Section title={t('selection.ranking')}>
        <RankingPanel modelId={model.id} criteria={draft.criteria} saved={model.criteria} open={setOpened} />
      </Section>
      <ScoreDrawer accountId={opened} close={() => setOpened(null)} />
    </div>
  );
}

export default function ModelsTab() {
  const models = useModels();
  const [chosen, setChosen] = useState(standardModel);
  return (
    <Waiting on={models} lines={12}>
      {() => {
        const items = models.data?.items ?? [];
        const model = items.find((one) => one.id === chosen) ?? items[0];
        if (!model) return null;
        return (
          <>
            <ModelChooser models={items} chosen={model} choose={setChosen} />
            <Workbench key={`${model.id} ${model.version}`} model={model} />
          </>
        );
      }}
    </Waiting>
  );
}
