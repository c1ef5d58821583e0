/** The plan through time: its named revisions and their approval, and any two moments compared. */
import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconGitCompare, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useNames } from '@/api/queries';
import { useCan, useMayWrite } from '@/api/session';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import { Empty, FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { DifferenceView } from './difference-view';
import { type Revision, useAskApproval, useDecideRevision, useNameRevision, useRevisions } from './queries';

const tones = { named: 'mute', requested: 'warn', approved: 'good', sent_back: 'bad' } as const;

function NameForm({ planId, close }: { planId: string; close: () => void }) {
  const t = useT();
  const name = useNameRevision(planId);
  const [values, setValues] = useState({ name: '', note: '', ask_approval: false });
  return (
    <Stack gap={12}>
      {name.error && <FaultBox error={name.error} />}
      <TextInput
        label={t('revisions.name')}
        description={t('revisions.name_hint')}
        value={values.name}
        onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        withAsterisk
        data-autofocus
      />
      <Textarea
        label={t('revisions.note')}
        value={values.note}
        onChange={(event) => setValues({ ...values, note: event.currentTarget.value })}
        autosize
        minRows={2}
      />
      <Checkbox
        label={t('revisions.ask_too')}
        checked={values.ask_approval}
        onChange={(event) => setValues({ ...values, ask_approval: event.currentTarget.checked })}
      />
      <Button
        disabled={!values.name.trim()}
        loading={name.isPending}
        onClick={() => name.mutate(values, { onSuccess: close })}
      >
        {t('revisions.name_it')}
      </Button>
    </Stack>
  );
}

function DecisionForm({
  revision,
  word,
  close,
}: {
  revision: Revision;
  word: 'approved' | 'sent_back';
  close: () => void;
}) {
  const t = useT();
  const decide = useDecideRevision();
  const [note, setNote] = useState('');
  return (
    <Stack gap={12}>
      {decide.error && <FaultBox error={decide.error} />}
      <Textarea
        label={t('programme.decision_note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        withAsterisk={word === 'sent_back'}
        autosize
        minRows={2}
        data-autofocus
      />
      <Button
        disabled={word === 'sent_back' && !note.trim()}
        loading={decide.isPending}
        onClick={() => decide.mutate({ id: revision.id, decision: word, note }, { onSuccess: close })}
      >
        {t(word === 'approved' ? 'revisions.approve' : 'revisions.send_back')}
      </Button>
    </Stack>
  );
}

function RevisionTable({ revisions, compare }: { revisions: Revision[]; compare: (id: string) => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const can = useCan();
  const mayAsk = useMayWrite('plans');
  const names = useNames(
    'users',
    revisions.flatMap((one) => [one.created_by, one.decided_by]),
  );
  const ask = useAskApproval();
  const [open, setOpen] = useState<{ revision: Revision; word: 'approved' | 'sent_back' } | null>(null);
  return (
    <>
      <table className="k-table k-table-cards">
        <thead>
          <tr>
            <th className="k-num">{t('revisions.number')}</th>
            <th>{t('revisions.name')}</th>
            <th>{t('revisions.by')}</th>
            <th>{t('revisions.state')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {revisions.map((revision) => (
            <tr key={revision.id}>
              <td className="k-num" data-label={t('revisions.number')}>
                {revision.number}
              </td>
              <td data-wide>
                <b>{revision.name}</b>
                {revision.note && <div className="k-dim">{revision.note}</div>}
              </td>
              <td data-label={t('revisions.by')}>
                <span>
                  {names?.get(revision.created_by ?? '') ?? '–'}{' '}
                  <span className="k-dim">{format.instant(revision.created_at)}</span>
                </span>
              </td>
              <td data-label={t('revisions.state')}>
                <span>
                  <ToneChip tone={tones[revision.state || 'named']}>
                    {t(`revisions.${revision.state || 'named'}`)}
                  </ToneChip>
                  {revision.decided_by && (
                    <span className="k-dim">
                      {' '}
                      {names?.get(revision.decided_by)}
                      {revision.decision_note && `: ${revision.decision_note}`}
                    </span>
                  )}
                </span>
              </td>
              <td>
                <Group gap={6} justify="flex-end" className="k-revision-acts">
                  <Button size="compact-xs" variant="subtle" onClick={() => compare(revision.id)}>
                    {t('revisions.compare_now')}
                  </Button>
                  {mayAsk && (revision.state === 'named' || revision.state === 'sent_back') && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      loading={ask.isPending}
                      onClick={() => ask.mutate(revision.id, { onError: toast.failed })}
                    >
                      {t('revisions.ask')}
                    </Button>
                  )}
                  {can('selection.write') && revision.state === 'requested' && (
                    <>
                      <Button size="compact-xs" onClick={() => setOpen({ revision, word: 'approved' })}>
                        {t('revisions.approve')}
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => setOpen({ revision, word: 'sent_back' })}
                      >
                        {t('revisions.send_back')}
                      </Button>
                    </>
                  )}
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={<b>{open?.revision.name}</b>}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {open && <DecisionForm revision={open.revision} word={open.word} close={() => setOpen(null)} />}
      </Modal>
    </>
  );
}

/** A moment: now, a revision, or a date. */
function MomentPicker({
  label,
  revisions,
  value,
  onChange,
}: {
  label: string;
  revisions: Revision[];
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useT();
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Group gap={8} align="flex-end">
      <Select
        size="xs"
        label={label}
        allowDeselect={false}
        data={[
          { value: 'now', label: t('revisions.now') },
          ...revisions.map((one) => ({ value: one.id, label: `${one.number}. ${one.name}` })),
          { value: 'date', label: t('revisions.a_date') },
        ]}
        value={isDate ? 'date' : value}
        onChange={(next) => next && onChange(next === 'date' ? today : next)}
      />
      {isDate && (
        <TextInput
          size="xs"
          type="date"
          aria-label={`${label}: ${t('revisions.a_date')}`}
          max={today}
          value={value}
          onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
        />
      )}
    </Group>
  );
}

export function RevisionsView({
  plan,
  sections,
}: {
  plan: { id: string; status: string };
  sections: Map<string, string>;
}) {
  const t = useT();
  const may = useMayWrite('plans');
  const revisions = useRevisions(plan.id);
  const [naming, setNaming] = useState(false);
  // until somebody chooses: what changed since the newest revision
  const [chosen, setFrom] = useState('');
  const [to, setTo] = useState('now');
  const all = revisions.data?.items ?? [];
  const from = chosen || all[0]?.id || '';
  const name = may && plan.status !== 'closed' && (
    <Button size="xs" onClick={() => setNaming(true)}>
      {t('revisions.name_this')}
    </Button>
  );
  const compare = (id: string) => {
    setFrom(id);
    setTo('now');
  };
  return (
    <Waiting on={revisions}>
      {() => (
        <>
          <Section title={t('revisions.title')} aside={all.length ? name : undefined}>
            {all.length === 0 ? (
              <Empty
                icon={<IconHistory size={28} stroke={1.5} aria-hidden />}
                title={t('revisions.none')}
                text={t('revisions.none_text')}
                action={name || undefined}
              />
            ) : (
              <RevisionTable revisions={all} compare={compare} />
            )}
          </Section>
          <Section title={t('revisions.compare')}>
            <Group gap={20} align="flex-end" mb={12}>
              <MomentPicker label={t('revisions.from')} revisions={all} value={from || 'now'} onChange={setFrom} />
              <IconGitCompare size={18} aria-hidden style={{ marginBottom: 6 }} />
              <MomentPicker label={t('revisions.to')} revisions={all} value={to} onChange={setTo} />
            </Group>
            {from ? (
              <DifferenceView
                planId={plan.id}
                from={from}
                to={to}
                sections={sections}
                mayWrite={may && plan.status !== 'closed'}
              />
            ) : (
              <p className="k-dim">{t('revisions.compare_hint')}</p>
            )}
          </Section>
          <Modal
            opened={naming}
            onClose={() => setNaming(false)}
            title={<b>{t('revisions.name_this')}</b>}
            closeButtonProps={{ 'aria-label': t('action.close') }}
          >
            {naming && <NameForm planId={plan.id} close={() => setNaming(false)} />}
          </Modal>
        </>
      )}
    </Waiting>
  );
}
