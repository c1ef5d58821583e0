/** The plan as a document: what it is asked to be on one side, what it will look like on the other. */
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconFileExport, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useList } from '@/api/queries';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import { FaultBox, SkeletonLines } from '@/ui/states';
import './documents.css';
import { documentUrl, usePreview, type Wish } from './queries';
import { WishFields } from './wish-fields';

function MomentField({ planId, at, change }: { planId: string; at: string; change: (at: string) => void }) {
  const t = useT();
  const revisions = useList('plan-revisions', { filter: `plan_id = "${planId}"`, sort: '-number', limit: 1000 });
  const today = new Date().toISOString().slice(0, 10);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(at);
  return (
    <>
      <Select
        label={t('documents.revision')}
        allowDeselect={false}
        data={[
          { value: 'now', label: t('revisions.now') },
          ...(revisions.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.number}. ${one.name}` })),
          { value: 'date', label: t('revisions.a_date') },
        ]}
        value={isDate ? 'date' : at}
        onChange={(next) => next && change(next === 'date' ? today : next)}
      />
      {isDate && (
        <TextInput
          type="date"
          label={t('revisions.a_date')}
          max={today}
          value={at}
          onChange={(event) => event.currentTarget.value && change(event.currentTarget.value)}
        />
      )}
    </>
  );
}

function Preview({ planId, wish }: { planId: string; wish: Wish }) {
  const t = useT();
  const [settled] = useDebouncedValue(wish, 200);
  const preview = usePreview(planId, settled);
  if (preview.error) return <FaultBox error={preview.error} retry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <SkeletonLines lines={12} />;
  // No script can run in it, and nothing it holds comes from elsewhere.
  return <iframe className="k-document-preview" title={t('documents.preview')} sandbox="" srcDoc={preview.data} />;
}

function DocumentForm({ planId }: { planId: string }) {
  const t = useT();
  const { language } = useLanguage();
  const [wish, setWish] = useState<Wish>({
    format: 'html',
    audience: 'internal',
    view: 'full',
    at: 'now',
    lang: language,
  });
  const change = (part: Partial<Wish>) => setWish({ ...wish, ...part });
  const printed = wish.format === 'html';
  return (
    <div className="k-document-dialog">
      <div className="k-document-form">
        <WishFields wish={wish} change={change} />
        <MomentField planId={planId} at={wish.at} change={(at) => change({ at })} />
        <Button
          component="a"
          href={documentUrl(planId, wish)}
          leftSection={printed ? <IconPrinter size={15} /> : <IconDownload size={15} />}
          {...(printed ? { target: '_blank', rel: 'noopener' } : { download: '' })}
        >
          {t(printed ? 'documents.open' : 'documents.download')}
        </Button>
        {printed && <p className="k-dim">{t('documents.open_hint')}</p>}
      </div>
      <Preview planId={planId} wish={wish} />
    </div>
  );
}

/** The button that opens it. */
export function DocumentButton({ planId }: { planId: string }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconFileExport size={15} />} onClick={() => setOpened(true)}>
        {t('documents.button')}
      </Button>
      <DocumentDialog planId={planId} opened={opened} close={() => setOpened(false)} />
    </>
  );
}

export function DocumentDialog({ planId, opened, close }: { planId: string; opened: boolean; close: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={close}
      size={1080}
      title={<b>{t('documents.title')}</b>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {opened && <DocumentForm planId={planId} />}
    </Modal>
  );
}
