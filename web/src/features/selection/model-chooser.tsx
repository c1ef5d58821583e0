/** Which model is looked at; new ones, with a filter that says whom they judge. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useMayWrite } from '@/api/session';
import type { SelectionModelItem } from '@/api/types';
import { type Condition, filterText } from '@/lib/filter';
import { useT } from '@/lib/i18n/i18n';
import { FilterBuilder } from '@/ui/filter-builder';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useJudgedFields } from './judged-filter';
import { standardModel, useAddModel, useRemoveModel, useRestoreModel } from './queries';

function NewModel({ close, added, position }: { close: () => void; added: (id: string) => void; position: number }) {
  const t = useT();
  const add = useAddModel();
  const fields = useJudgedFields();
  const [name, setName] = useState('');
  const [conditions, setConditions] = useState<Condition[]>([]);
  const filter = filterText(conditions);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ name: name.trim(), filter, position }, { onSuccess: ({ id }) => added(id) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <p className="k-dim">{t('selection.new_model_text')}</p>
        <TextInput
          data-autofocus
          required
          maxLength={100}
          label={t('field.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <div style={{ marginBottom: 6, fontWeight: 500 }}>{t('selection.judges')}</div>
          <FilterBuilder fields={fields} value={conditions} onChange={setConditions} />
        </div>
        {add.error && <FaultBox error={add.error} />}
        <Group>
          <Button type="submit" loading={add.isPending} disabled={!name.trim() || !filter}>
            {t('selection.add_model')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function ModelChooser({
  models,
  chosen,
  choose,
}: {
  models: SelectionModelItem[];
  chosen: SelectionModelItem;
  choose: (id: string) => void;
}) {
  const t = useT();
  const toast = useToast();
  const may = useMayWrite('selection');
  const [adding, setAdding] = useState(false);
  const drop = useRemoveModel();
  const restore = useRestoreModel();
  const leave = () =>
    drop.mutate(
      { id: chosen.id, version: chosen.version },
      {
        onSuccess: () => {
          choose(standardModel);
          toast.done(t('common.deleted', { name: chosen.name }), () => restore.mutateAsync(chosen.id));
        },
        onError: toast.failed,
      },
    );
  return (
    <Group gap={8} mb={12} align="flex-end">
      <Select
        label={t('selection.model')}
        value={chosen.id}
        onChange={(id) => id && choose(id)}
        allowDeselect={false}
        data={models.map((model) => ({
          value: model.id,
          label: `${model.standard ? t('selection.standard') : model.name} · ${t('portfolio.count', { count: model.accounts })}`,
        }))}
        w={320}
        maw="100%"
      />
      {may && (
        <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
          {t('selection.new_model')}
        </Button>
      )}
      {may && !chosen.standard && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={15} />}
          loading={drop.isPending}
          onClick={leave}
        >
          {t('action.delete')}
        </Button>
      )}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('selection.new_model')}
        size="lg"
        closeOnEscape={false} // Escape closes the filter, and what was typed would go with it
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <NewModel
          position={models.length * 10}
          close={() => setAdding(false)}
          added={(id) => {
            setAdding(false);
            choose(id);
          }}
        />
      </Modal>
    </Group>
  );
}
