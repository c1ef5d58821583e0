/** What can be done with the accounts that are marked: a tag on all of them, and the portfolio with only these. */
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconStack2, IconTable, IconTag } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMayWrite } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { useToast } from '@/ui/toast';
import { portfolioColumns } from './classes';
import { useTag } from './queries';

export function TagBar({ marked, clear }: { marked: ReadonlySet<string>; clear: () => void }) {
  const t = useT();
  const toast = useToast();
  const may = useMayWrite('accounts');
  const mayPlan = useMayWrite('plan-batches');
  const tag = useTag();
  const navigate = useNavigate();
  const [, setPlanned] = useKept<string[]>('plan-batches.marked', []);
  const [, setView] = useKept<unknown>('portfolio.view', null);
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [last, setLast] = useState('');
  const ids = [...marked];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const added = name.trim();
    tag.mutate(
      { account_ids: ids, add: [added] },
      {
        onSuccess: ({ changed }) => {
          setOpened(false);
          setLast(added);
          toast.done(t('selection.tagged', { count: changed, tag: added }), () =>
            tag.mutateAsync({ account_ids: ids, remove: [added] }),
          );
        },
        onError: toast.failed,
      },
    );
  };
  const show = () => {
    setView({
      conditions: [{ field: 'tags', operator: '~', value: last }],
      sort: '-revenue_12m',
      group: null,
      columns: portfolioColumns,
    });
    void navigate({ to: '/portfolio' });
  };
  return (
    <Group gap={8} mb={8} mih={34}>
      <span role="status">{t('selection.marked', { count: marked.size })}</span>
      {may && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTag size={14} />}
          disabled={marked.size === 0}
          onClick={() => setOpened(true)}
        >
          {t('selection.add_tag')}
        </Button>
      )}
      {mayPlan && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconStack2 size={14} />}
          disabled={marked.size === 0}
          onClick={() => {
            setPlanned(ids);
            void navigate({ to: '/plan-batches', search: { marked: true } });
          }}
        >
          {t('batch.new')}
        </Button>
      )}
      {last && (
        <Button size="xs" variant="default" leftSection={<IconTable size={14} />} onClick={show}>
          {t('selection.show_tagged', { tag: last })}
        </Button>
      )}
      {marked.size > 0 && (
        <Button size="xs" variant="subtle" onClick={clear}>
          {t('selection.unmark')}
        </Button>
      )}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('selection.add_tag')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <form onSubmit={submit}>
          <p className="k-dim" style={{ marginBottom: 10 }}>
            {t('selection.tag_text', { count: marked.size })}
          </p>
          <TextInput
            data-autofocus
            required
            maxLength={60}
            label={t('selection.tag')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value.replaceAll(';', ''))}
          />
          <Button type="submit" mt={12} loading={tag.isPending} disabled={!name.trim()}>
            {t('selection.add_tag')}
          </Button>
        </form>
      </Modal>
    </Group>
  );
}
