/** What a page shows while it waits, when there is nothing, and when something went wrong. */
import { Button } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { QueryClientContext } from '@tanstack/react-query';
import { type ReactNode, useContext } from 'react';
import { isFault } from '@/api/faults';
import type { CustomField, Page } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';

export function useFaultText(): (error: unknown) => string {
  const t = useT();
  return (error) => {
    if (!isFault(error)) return t('fault.unexpected');
    if (error.status === 0) return t('fault.unreachable');
    if (error.message && error.message !== String(error.status)) return error.message;
    if (error.status === 403) return t('fault.forbidden');
    if (error.status === 404) return t('fault.not_found');
    return t('fault.server', { status: error.status });
  };
}

/** How people call a field of the workspace's own, from what the page has read already; else the path as it is. */
function useFieldName(): (path: string) => string {
  const client = useContext(QueryClientContext);
  return (path) => {
    const name = /^custom\/(.+)$/.exec(path)?.[1];
    if (!name) return path;
    const lists = client?.getQueriesData<Page<CustomField>>({ queryKey: ['custom-fields'] }) ?? [];
    return lists.flatMap(([, page]) => page?.items ?? []).find((field) => field.name === name)?.label || name;
  };
}

export function FaultBox({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  const faultText = useFaultText();
  const fieldName = useFieldName();
  const fields = isFault(error) ? error.fields : [];
  return (
    <div className="k-fault" role="alert">
      <strong>{t('fault.title')}</strong>
      <div>{faultText(error)}</div>
      {fields.length > 0 && (
        <ul>
          {fields.map((fault) => (
            <li key={`${fault.path}${fault.message}`}>
              {fault.path && <b>{fieldName(fault.path)}: </b>}
              {fault.message}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <Button mt={8} variant="default" onClick={retry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  );
}

export function Empty({
  icon,
  title,
  text,
  action,
}: {
  icon?: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <div className="k-empty">
      {icon ?? <IconMoodEmpty size={28} stroke={1.5} aria-hidden />}
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
    </div>
  );
}

export function EmptyLine({ children }: { children: ReactNode }) {
  return <p className="k-empty-small">{children}</p>;
}

const widths = [62, 84, 46, 74, 55, 68];
export function SkeletonLines({ lines = 6 }: { lines?: number }) {
  const t = useT();
  return (
    <div role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className="k-skel" style={{ width: `${widths[at % widths.length]}%`, margin: '14px 0' }} />
      ))}
    </div>
  );
}

interface Asked {
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
}

/** Skeleton, fault or content, whichever the query calls for. */
export function Waiting({ on, lines, children }: { on: Asked; lines?: number; children: () => ReactNode }) {
  if (on.error) return <FaultBox error={on.error} retry={() => void on.refetch()} />;
  if (on.isPending) return <SkeletonLines lines={lines} />;
  return <>{children()}</>;
}
