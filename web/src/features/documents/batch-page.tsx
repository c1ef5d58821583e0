/** Documents of many accounts: chosen, made in the background, fetched as one archive with a line for each account. */
import { Button, Group, Progress, Radio, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { apiUrl } from '@/api/client';
import { useList } from '@/api/queries';
import type { DocumentBatch } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { ToneChip } from '@/ui/chips';
import { Page, PageBody, Section } from '@/ui/page';
import { FaultBox } from '@/ui/states';
import { useOpen } from '@/ui/use-open';
import './documents.css';
import { useBatch, useBatchJob, useStartBatch, type Wish } from './queries';
import { WishFields } from './wish-fields';

/** Those that a list shows: its filter and search. */
export interface Choice {
  filter: string;
  q: string;
  /** Those that were marked, instead. */
  accountIds?: string[];
}

const keyAccounts = 'key_state = "active" or key_state = "probation"';

interface ReportItem {
  account_id: string;
  name: string;
  outcome: 'made' | 'no_plan' | 'not_seen' | 'failed';
  file: string;
}

const tones = { made: 'good', no_plan: 'warn', not_seen: 'mute', failed: 'bad' } as const;

function Report({ batch }: { batch: DocumentBatch }) {
  const t = useT();
  const items = ((batch.report as { items?: ReportItem[] } | undefined)?.items ?? []) as ReportItem[];
  const left = items.filter((item) => item.outcome !== 'made');
  return (
    <Stack gap={12}>
      <p role="status">{t('documents.made', { count: batch.made_count ?? 0, all: batch.account_count ?? 0 })}</p>
      <Button
        component="a"
        href={apiUrl(`/document-batches/${batch.id}/file`)}
        download
        leftSection={<IconDownload size={15} />}
        style={{ justifySelf: 'start' }}
      >
        {t('documents.download_all')}
      </Button>
      {left.length > 0 && (
        <>
          <h3 style={{ fontSize: 13 }}>{t('documents.left_out')}</h3>
          <ul className="k-document-report">
            {left.map((item) => (
              <li key={item.account_id}>
                <ToneChip tone={tones[item.outcome]}>{t(`documents.outcome_${item.outcome}`)}</ToneChip>{' '}
                {item.name ? (
                  <Link to="/accounts/$accountId/plan" params={{ accountId: item.account_id }}>
                    {item.name}
                  </Link>
                ) : (
                  <span className="k-dim">{t('documents.unknown_account')}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}

function UnderWay({ id, again }: { id: string; again: () => void }) {
  const t = useT();
  const format = useFormat();
  const batch = useBatch(id);
  const job = useBatchJob(batch.data);
  if (batch.error) return <FaultBox error={batch.error} retry={() => void batch.refetch()} />;
  if (batch.data?.state === 'done') return <Report batch={batch.data} />;
  if (batch.data?.state === 'failed')
    return (
      <Stack gap={12}>
        <p role="alert">{t('documents.failed')}</p>
        <Button variant="default" onClick={again} style={{ alignSelf: 'start' }}>
          {t('action.retry')}
        </Button>
      </Stack>
    );
  const total = job.data?.progress.total || batch.data?.account_count || 0;
  const done = job.data?.progress.done ?? 0;
  return (
    <Stack gap={10}>
      <Progress value={total > 0 ? (100 * done) / total : 0} animated aria-label={t('documents.progress')} />
      <p role="status" aria-live="polite" className="k-dim">
        {t('documents.progress_of', { done: format.integer(done), all: format.integer(total) })}
      </p>
      <p className="k-dim">{t('documents.background')}</p>
    </Stack>
  );
}

function BatchForm({ choice, started }: { choice: Choice; started: (id: string) => void }) {
  const t = useT();
  const { language } = useLanguage();
  const start = useStartBatch();
  // how many the list shows; 0 asks for the number alone
  const shown = useList(
    'portfolio',
    { filter: choice.filter, q: choice.q, limit: 1, fields: 'id', count: true },
    !choice.accountIds,
  );
  const count = choice.accountIds?.length ?? shown.data?.total ?? null;
  const [which, setWhich] = useState<'shown' | 'key'>('shown');
  const [wish, setWish] = useState<Wish>({
    format: 'pptx',
    audience: 'internal',
    view: 'full',
    at: 'now',
    lang: language,
  });
  const run = () =>
    start.mutate(
      {
        ...(which === 'key'
          ? { filter: keyAccounts }
          : choice.accountIds
            ? { account_ids: choice.accountIds }
            : { filter: choice.filter, q: choice.q }),
        format: wish.format,
        audience: wish.audience,
        view: wish.view,
        language: wish.lang,
      },
      { onSuccess: (batch) => started(batch.id) },
    );
  return (
    <Stack gap={12}>
      {start.error && <FaultBox error={start.error} />}
      <Radio.Group label={t('documents.which')} value={which} onChange={(value) => setWhich(value as 'shown' | 'key')}>
        <Stack gap={6} mt={6}>
          <Radio
            value="shown"
            label={
              count === null
                ? t('documents.shown_all')
                : t(choice.accountIds ? 'documents.marked_count' : 'documents.shown_count', { count })
            }
          />
          <Radio value="key" label={t('documents.key_accounts')} />
        </Stack>
      </Radio.Group>
      <WishFields wish={wish} change={(part) => setWish({ ...wish, ...part })} />
      <Group>
        <Button loading={start.isPending} onClick={run}>
          {t('documents.make')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Earlier batches of the reader, each with its archive. */
function Earlier({ shown, show }: { shown: string | null; show: (id: string) => void }) {
  const t = useT();
  const format = useFormat();
  const batches = useList('document-batches', { sort: '-created_at', limit: 20 });
  const others = (batches.data?.items ?? []).filter((batch) => batch.id !== shown);
  if (others.length === 0) return null;
  return (
    <Section title={t('documents.earlier')}>
      <ul className="k-document-report">
        {others.map((batch) => (
          <li key={batch.id}>
            <Button size="compact-sm" variant="subtle" onClick={() => show(batch.id)}>
              {format.instant(batch.created_at)}
            </Button>{' '}
            <span className="k-dim">
              {[
                t(`documents.format_${batch.format}`),
                t(`documents.audience_${batch.audience}`),
                t('documents.accounts_count', { count: batch.account_count ?? 0 }),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export default function BatchPage() {
  const t = useT();
  const [id, setId] = useOpen();
  const {
    filter = '',
    q = '',
    marked = false,
  } = useSearch({ strict: false }) as { filter?: string; q?: string; marked?: boolean };
  const [ids] = useKept<string[]>('documents.marked', []);
  return (
    <Page title={t('documents.many')}>
      <PageBody narrow>
        <div style={{ maxWidth: 520, marginBottom: 28 }}>
          {id ? (
            <>
              <UnderWay id={id} again={() => setId(null)} />
              <Button variant="subtle" mt={16} onClick={() => setId(null)}>
                {t('documents.another')}
              </Button>
            </>
          ) : (
            <BatchForm choice={marked ? { filter, q, accountIds: ids } : { filter, q }} started={setId} />
          )}
        </div>
        <Earlier shown={id} show={setId} />
      </PageBody>
    </Page>
  );
}
