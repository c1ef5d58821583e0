/** The plan as a file: out without loss, and in again after a look at what it would change. */
import { Button, Group, Menu, Modal } from '@mantine/core';
import { IconFileExport, IconFileImport, IconFiles, IconTableExport, IconTableImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { apiUrl, post } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { PlanImportReport } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { lacksOwners, PlanDocumentReport } from '@/ui/plan-document-report';
import { ReaderPicker } from '@/ui/ref-picker';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';

interface Asked {
  document: unknown;
  account_id: string;
  merge: boolean;
  name: string;
  stand_in?: string;
}

function useImport() {
  const client = useQueryClient();
  const tried = useMutation({
    mutationFn: (asked: Asked) => post<PlanImportReport>('/plan-imports', { ...asked, dry_run: true, only_all: false }),
  });
  const done = useMutation({
    mutationFn: (asked: Asked) => post<PlanImportReport>('/plan-imports', { ...asked, only_all: false }),
    onSuccess: () => invalidate(client, 'plans'),
  });
  const undo = useMutation({
    mutationFn: (report: PlanImportReport) => post(`/plans/${report.plan_id}/imports/${report.id}/undo`),
    onSuccess: () => invalidate(client, 'plans'),
  });
  return { tried, done, undo };
}

/** A file picker with the look at its effect behind it. */
export function ImportPlan({
  accountId,
  children,
}: {
  accountId: string;
  children: (open: () => void) => React.ReactNode;
}) {
  const t = useT();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const { tried, done, undo } = useImport();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const close = () => {
    setAsked(null);
    setUnreadable(false);
    tried.reset();
    done.reset();
  };
  const look = (next: Asked) => {
    setAsked(next);
    tried.mutate(next);
  };
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      look({ document: JSON.parse(await file.text()) as unknown, account_id: accountId, merge: true, name: file.name });
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('plan.file_import')}
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <Modal
        opened={asked !== null || unreadable}
        onClose={close}
        title={t('plan.file_import')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {unreadable && <p>{t('plan.file_unreadable')}</p>}
        {tried.data && <PlanDocumentReport report={tried.data} />}
        {asked && (lacksOwners(tried.data) || asked.stand_in) && (
          <ReaderPicker
            accountId={accountId}
            label={t('plan.file_stand_in')}
            value={asked.stand_in ?? null}
            onChange={(id) => look({ ...asked, stand_in: id ?? undefined })}
          />
        )}
        {(tried.error ?? done.error) && <FaultBox error={tried.error ?? done.error} />}
        <Group mt={14}>
          {tried.data && asked && (
            <Button
              loading={done.isPending}
              onClick={() =>
                done.mutate(asked, {
                  onSuccess: (report) => {
                    toast.done(
                      t('plan.file_imported'),
                      report.created + report.updated ? () => undo.mutateAsync(report) : undefined,
                    );
                    close();
                  },
                })
              }
            >
              {t('plan.file_import')}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

export function PlanFileMenu({
  planId,
  accountId,
  readOnly,
}: {
  planId: string;
  accountId: string;
  readOnly: boolean;
}) {
  const t = useT();
  return (
    <ImportPlan accountId={accountId}>
      {(open) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              className="k-short-on-phone"
              title={t('plan.file')}
              leftSection={<IconFiles size={15} />}
            >
              {t('plan.file')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={apiUrl(`/plans/${planId}/export`, {})}
              download={`plan-${planId}.json`}
              leftSection={<IconFileExport size={15} />}
            >
              {t('plan.file_export')}
            </Menu.Item>
            <Menu.Item
              component="a"
              href={apiUrl('/plan-files/salesforce', { plan_id: planId })}
              download="account-plans.zip"
              leftSection={<IconTableExport size={15} />}
            >
              {t('plan.file_salesforce_out')}
            </Menu.Item>
            {!readOnly && (
              <Menu.Item leftSection={<IconFileImport size={15} />} onClick={open}>
                {t('plan.file_import')}
              </Menu.Item>
            )}
            {!readOnly && (
              <Menu.Item
                component={Link}
                to="/plan-import"
                search={{ account: accountId } as never}
                leftSection={<IconTableImport size={15} />}
              >
                {t('plan.file_salesforce_in')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </ImportPlan>
  );
}
