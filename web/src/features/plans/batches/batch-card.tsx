/** One batch: how far it is, what came of each account, its texts, and its undo. */
import { Button, Group, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useList, useNames, useUpdate } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { PlanBatch } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { EditableValue } from '@/ui/editable';
import { useToast } from '@/ui/toast';
import { isRunning, useProgress, useStopBatch, useUndoBatch } from './queries';

function Report({ batch }: { batch: PlanBatch }) {
  const t = useT();
  const term = useTerm();
  const lines = useList('plan-batch-lines', { filter: `batch_id = "${batch.id}"`, sort: 'outcome', limit: 1000 });
  const names = useNames('accounts', lines.data?.items.map((line) => line.account_id) ?? []);
  return (
    <table className="k-table">
      <thead>
        <tr>
          <th>{t('field.account')}</th>
          <th>{t('batch.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.data?.items.map((line) => (
          <tr key={line.id}>
            <td>
              <Link className="k-link" to="/accounts/$accountId/plan" params={{ accountId: line.account_id }}>
                {names?.get(line.account_id) ?? '…'}
              </Link>
            </td>
            <td>{term('batch_outcome', line.outcome)}</td>
          </tr>
        ))}
        {batch.no_right > 0 && (
          <tr>
            <td className="k-dim">{t('batch.no_right_accounts', { count: batch.no_right })}</td>
            <td>{term('batch_outcome', 'no_right')}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** How far the job is; the numbers of what came of it follow at its end. */
function Running({ batch, mayStop }: { batch: PlanBatch; mayStop: boolean }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const job = useProgress(batch).data;
  const stop = useStopBatch();
  const total = job?.progress.total || batch.total;
  const done = job?.progress.done ?? 0;
  const stopping = stop.isSuccess || job?.cancel_asked;
  return (
    <Group gap={12} wrap="nowrap">
      <div style={{ flex: 1 }}>
        <Progress value={total > 0 ? (100 * done) / total : 0} animated aria-label={t('batch.progress')} />
        <p className="k-dim" role="status">
          {t('batch.progress_count', { done: format.integer(done), total: format.integer(total) })}
          {stopping && ` · ${t('batch.stopping')}`}
        </p>
      </div>
      {mayStop && !stopping && (
        <Button
          variant="default"
          size="compact-sm"
          loading={stop.isPending}
          onClick={() => stop.mutate(batch.id, { onError: toast.failed })}
        >
          {t('batch.stop')}
        </Button>
      )}
    </Group>
  );
}

const hasEnded = (batch: PlanBatch): boolean => batch.state === 'done' || batch.state === 'stopped';

export function BatchCard({ batch, open }: { batch: PlanBatch; open: boolean }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const toast = useToast();
  const readOnly = !useMayWrite('plan-batches');
  const update = useUpdate('plan-batches');
  const undo = useUndoBatch();
  const [shown, setShown] = useState(open);
  const running = isRunning(batch);
  const save = async (body: Record<string, unknown>) => {
    await update.mutateAsync({ id: batch.id, version: batch.version, body });
    toast.done(t('batch.texts_follow'));
  };
  return (
    <li className="k-section">
      <header>
        <h2>{batch.name}</h2>
        <span>
          <PlainChip>{term('batch_state', batch.state)}</PlainChip>{' '}
          <span className="k-dim">{format.ago(batch.created_at)}</span>
        </span>
      </header>
      {running ? (
        <Running batch={batch} mayStop={!readOnly && batch.state !== 'undoing'} />
      ) : (
        <p style={{ margin: '4px 0' }}>
          {t('batch.counts', { made: batch.made, had: batch.had_plan, refused: batch.no_right, total: batch.total })}
          {batch.kept > 0 && ` ${t('batch.kept', { count: batch.kept })}`}
          {batch.state === 'stopped' &&
            ` ${t('batch.stopped', { count: batch.total - batch.made - batch.had_plan - batch.no_right })}`}
        </p>
      )}
      <dl className="k-own-fields">
        {(['objective', 'activity'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`batch.${key}`)}</dt>
            <dd>
              <EditableValue
                field={{ key, label: t(`batch.${key}`), kind: 'longtext' }}
                value={batch[key]}
                save={save}
                readOnly={readOnly || !hasEnded(batch)}
              />
            </dd>
          </div>
        ))}
      </dl>
      <Group gap={8} mt={8}>
        <Button variant="subtle" size="compact-sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'batch.hide_report' : 'batch.show_report')}
        </Button>
        {!readOnly && hasEnded(batch) && batch.made > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            color="red"
            loading={undo.isPending}
            onClick={() =>
              undo.mutate(batch.id, { onSuccess: () => toast.done(t('batch.undoing')), onError: toast.failed })
            }
          >
            {t('batch.undo')}
          </Button>
        )}
      </Group>
      {shown && <Report batch={batch} />}
    </li>
  );
}
