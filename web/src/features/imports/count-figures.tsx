import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Figures } from '@/ui/page';
import type { Counts } from './documents';

export function CountFigures({ counts }: { counts: Counts }) {
  const t = useT();
  const format = useFormat();
  return (
    <Figures
      items={[
        { label: t('import.created'), value: format.integer(counts.created) },
        ...(counts.made_along ? [{ label: t('import.made_along'), value: format.integer(counts.made_along) }] : []),
        { label: t('import.updated'), value: format.integer(counts.updated) },
        { label: t('import.unchanged'), value: format.integer(counts.unchanged) },
        { label: t('import.skipped'), value: format.integer(counts.skipped) },
        {
          label: t('import.rejected'),
          value: <span className={counts.rejected ? 'k-bad-text' : undefined}>{format.integer(counts.rejected)}</span>,
        },
      ]}
    />
  );
}
