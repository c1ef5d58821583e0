/** Plans that come as files: those of Salesforce, several together, or one document of our own. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { apiUrl, get } from '@/api/client';
import { useItem } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { ImportJob } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { FaultBox } from '@/ui/states';
import { type DocumentSource, PlanDocument } from './plan-document';
import { documentIn, joined, type PlanFile, type PlanImportSearch, read } from './plan-files';
import { SalesforceFiles } from './plan-salesforce';

export default function PlanImportPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayWrite = useMayWrite('plans');
  const { account, uploads, document } = useSearch({ strict: false }) as PlanImportSearch;
  const only = useItem('accounts', account);
  const [files, setFiles] = useState<PlanFile[]>([]);
  const [plan, setPlan] = useState<DocumentSource | null>(null);
  const [reading, setReading] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const [fault, setFault] = useState<unknown>(null);

  // what the import page has taken already
  useEffect(() => {
    const jobOf = (id: string) => get<ImportJob>(`/imports/${id}`);
    const taken = async () => {
      if (document) setPlan({ name: (await jobOf(document)).name, upload: document });
      else if (uploads) {
        const jobs = await Promise.all(uploads.split(',').map(jobOf));
        setFiles(jobs.map((job) => ({ name: job.name, upload: job.id })));
      }
    };
    taken().catch(setFault);
  }, [uploads, document]);

  const take = async (more: File[]) => {
    setFault(null);
    setUnreadable(false);
    setReading(true);
    try {
      const own = more.find((file) => file.name.toLowerCase().endsWith('.json'));
      if (own) setPlan({ name: own.name, document: await documentIn(own) });
      else setFiles(joined(files, await Promise.all(more.map(read))));
    } catch {
      setUnreadable(true);
    }
    setReading(false);
  };
  const clear = () => {
    setPlan(null);
    setFiles([]);
    void navigate({ to: '/plan-import', search: account ? { account } : {}, replace: true } as never);
  };
  return (
    <Page
      title={t('import.plans_title')}
      actions={
        <Button
          component="a"
          variant="default"
          href={apiUrl('/plan-files/salesforce', {})}
          download="account-plans.zip"
          leftSection={<IconDownload size={15} />}
        >
          {t('import.plans_export')}
        </Button>
      }
    >
      <PageBody>
        {!plan && (
          <p className="k-dim" style={{ maxWidth: 760, margin: '0 0 16px' }}>
            {t('import.plans_text')}
          </p>
        )}
        {account && only.data && <p className="k-note">{t('import.plans_only', { name: only.data.name })}</p>}
        {fault !== null && <FaultBox error={fault} />}
        {unreadable && <p className="k-note">{t('plan.file_unreadable')}</p>}
        {plan ? (
          <PlanDocument source={plan} accountId={account} close={clear} />
        ) : (
          <SalesforceFiles
            files={files}
            account={account}
            clear={clear}
            drop={(name) => setFiles(files.filter((file) => file.name !== name))}
            take={(more) => void take(more)}
            reading={reading}
            mayWrite={mayWrite}
          />
        )}
      </PageBody>
    </Page>
  );
}
