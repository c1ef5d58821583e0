/** A plan's own document (JSON): whose it is, what it would change, then in, and back out of it. */
import { Button, Group } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { post } from '@/api/client';
import { isFault } from '@/api/faults';
import { invalidate } from '@/api/queries';
import type { PlanImportReport } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { lacksOwners, PlanDocumentReport } from '@/ui/plan-document-report';
import { ReaderPicker, RefPicker } from '@/ui/ref-picker';
import { FaultBox, SkeletonLines } from '@/ui/states';
import { useToast } from '@/ui/toast';

/** The document itself, or the id of the upload that holds it. */
export type DocumentSource = { name: string; document: unknown } | { name: string; upload: string };

interface Choice {
  account_id?: string;
  stand_in?: string;
}

function useDocument(source: DocumentSource) {
  const client = useQueryClient();
  const send = (choice: Choice, dry_run: boolean) =>
    post<PlanImportReport>('/plan-imports', { ...source, ...choice, merge: true, only_all: false, dry_run });
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['plan-imports'] });
    void client.invalidateQueries({ queryKey: ['imports'] });
    invalidate(client, 'plans');
  };
  const tried = useMutation({ mutationFn: (choice: Choice) => send(choice, true) });
  const done = useMutation({ mutationFn: (choice: Choice) => send(choice, false), onSuccess: changed });
  const undo = useMutation({
    mutationFn: (id: string) => post(`/plan-imports/${id}/undo`),
    onSuccess: changed,
  });
  return { tried, done, undo };
}

const asksAccount = (error: unknown): boolean =>
  isFault(error) && error.fields.some((field) => field.path === 'account' || field.path === 'account_id');

function Done({ report, undo, close }: { report: PlanImportReport; undo: () => void; close: () => void }) {
  const t = useT();
  const changed = report.created + report.updated > 0;
  return (
    <>
      <p className="k-note" role="status">
        {changed ? t('import.done_text') : t('import.nothing_new')}
      </p>
      <PlanDocumentReport report={report} />
      <Group mt={16}>
        <Button component={Link} to={`/accounts/${report.account_id}/plan`}>
          {t('import.look')}
        </Button>
        {changed && (
          <Button variant="default" leftSection={<IconArrowBackUp size={15} />} onClick={undo}>
            {t('import.undo')}
          </Button>
        )}
        <Button variant="default" onClick={close}>
          {t('import.another')}
        </Button>
      </Group>
    </>
  );
}

export function PlanDocument({
  source,
  accountId,
  close,
}: {
  source: DocumentSource;
  accountId?: string;
  close: () => void;
}) {
  const t = useT();
  const toast = useToast();
  const { tried, done, undo } = useDocument(source);
  const [choice, setChoice] = useState<Choice>(accountId ? { account_id: accountId } : {});
  const look = (next: Choice) => {
    setChoice(next);
    tried.mutate(next);
  };
  // a look at the document as it came; every later one follows a choice
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => tried.mutate(choice), []);
  const report = tried.data;
  const account = choice.account_id ?? report?.account_id ?? null;
  const takeBack = (id: string) =>
    undo.mutate(id, {
      onSuccess: () => {
        toast.done(t('import.undone_text'));
        close();
      },
    });
  if (done.data) return <Done report={done.data} undo={() => takeBack(done.data.id)} close={close} />;
  const error = done.error ?? undo.error ?? (asksAccount(tried.error) && !choice.account_id ? null : tried.error);
  return (
    <>
      <h2 style={{ fontSize: 15, margin: '0 0 12px' }}>{source.name}</h2>
      {asksAccount(tried.error) && !choice.account_id && <p className="k-note">{t('import.plan_whose')}</p>}
      {error && <FaultBox error={error} />}
      <Group align="flex-end" mb={16}>
        <RefPicker
          route="accounts"
          label={t('entity.account')}
          value={account}
          onChange={(id) => look({ ...choice, account_id: id ?? undefined })}
        />
        {account && (lacksOwners(report) || choice.stand_in) && (
          <ReaderPicker
            accountId={account}
            label={t('plan.file_stand_in')}
            value={choice.stand_in ?? null}
            onChange={(id) => look({ ...choice, stand_in: id ?? undefined })}
          />
        )}
      </Group>
      {tried.isPending && !report && <SkeletonLines lines={3} />}
      {report && <PlanDocumentReport report={report} />}
      {report && report.created + report.updated === 0 && <p className="k-note">{t('import.nothing_new')}</p>}
      <div className="k-sticky-foot">
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button
          disabled={!report || tried.isPending || report.created + report.updated === 0}
          loading={done.isPending}
          onClick={() => done.mutate(choice)}
        >
          {t('import.apply')}
        </Button>
      </div>
    </>
  );
}
