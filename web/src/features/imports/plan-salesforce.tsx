/** Account plans of Salesforce: its files together, a look at what they would change, then in, and back out of it. */
import { Button, Group, Select, Switch } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { FileDrop } from '@/ui/file-drop';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type PlanFile, questionsOf, totals, usePlanFiles, type Wish } from './plan-files';
import { PlanHistory } from './plan-history';
import { Files, Report } from './plan-import-report';
import { Questions } from './questions';

export function SalesforceFiles({
  files,
  account,
  clear,
  drop,
  take,
  reading,
  mayWrite,
}: {
  files: PlanFile[];
  account?: string;
  clear: () => void;
  drop: (name: string) => void;
  take: (files: File[]) => void;
  reading: boolean;
  mayWrite: boolean;
}) {
  const t = useT();
  const toast = useToast();
  const { tried, done, undo } = usePlanFiles();
  const [wish, setWish] = useState<Wish>({ files: [], ...(account ? { account_id: account } : {}) });
  const look = (next: Wish) => {
    setWish(next);
    done.reset();
    if (next.files.length) tried.mutate(next);
    else tried.reset();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever files come or go, and then only
  useEffect(() => {
    if (files.length || wish.files.length) look({ ...wish, files });
  }, [files]);
  const takeBack = (id: string) =>
    undo.mutate(id, {
      onSuccess: () => {
        toast.done(t('import.undone_text'));
        clear();
      },
    });
  const report = tried.data;
  const open = report ? questionsOf(report) : [];
  const counts = report ? totals(report) : null;
  const nothing = counts !== null && counts.created + counts.updated === 0;
  const refused = counts !== null && counts.rejected > 0 && wish.only_all === true;
  const error = tried.error ?? done.error ?? undo.error;
  return (
    <>
      {error && <FaultBox error={error} />}
      {done.data ? (
        <>
          <p className="k-note" role="status">
            {done.data.id ? t('import.done_text') : t('import.nothing_new')}
          </p>
          <Report report={done.data} />
          <Group>
            {done.data.id && (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={15} />}
                loading={undo.isPending}
                onClick={() => takeBack(done.data.id)}
              >
                {t('import.undo')}
              </Button>
            )}
            <Button variant="default" onClick={clear}>
              {t('import.another')}
            </Button>
          </Group>
        </>
      ) : (
        mayWrite && (
          <FileDrop
            take={take}
            busy={reading || tried.isPending}
            title={t('import.plans_drop')}
            formats={t('import.plans_formats')}
            accept=".csv,.txt,.tsv,.xlsx,.zip,.gz,.json"
          />
        )
      )}
      {!done.data && report && (
        <>
          <Files report={report} drop={wish.files.length === report.files.length ? drop : undefined} />
          <Questions
            questions={open}
            answers={wish as unknown as Record<string, unknown>}
            answer={(kind, value) => look({ ...wish, [kind]: value })}
          />
          {open.length === 0 && (
            <>
              <Group my={16} align="flex-end">
                <Select
                  label={t('import.when_wrong')}
                  data={[
                    { value: 'good', label: t('import.mode_good') },
                    { value: 'all', label: t('import.mode_all') },
                  ]}
                  value={wish.only_all ? 'all' : 'good'}
                  allowDeselect={false}
                  onChange={(mode) => setWish({ ...wish, only_all: mode === 'all' })}
                  w={240}
                />
                <Switch
                  mb={6}
                  label={t('import.replace')}
                  checked={wish.replace === true}
                  onChange={(event) => look({ ...wish, replace: event.currentTarget.checked })}
                />
              </Group>
              {refused && <p className="k-note">{t('import.refused_all')}</p>}
              {nothing && <p className="k-note">{t('import.nothing_new')}</p>}
              <Report report={report} tried />
              <div className="k-sticky-foot">
                <Button disabled={nothing || refused} loading={done.isPending} onClick={() => done.mutate(wish)}>
                  {t('import.apply')}
                </Button>
              </div>
            </>
          )}
        </>
      )}
      {!report && !done.data && mayWrite && (
        <div style={{ marginTop: 28 }}>
          <PlanHistory undo={takeBack} />
        </div>
      )}
    </>
  );
}
