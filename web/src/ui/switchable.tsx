/** A picture and the table that says the same; one of them is shown. */
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { ScrollX } from './scroll-x';

export function Switchable({ label, chart, table }: { label: string; chart: ReactNode; table: ReactNode }) {
  const t = useT();
  const [view, setView] = useState('chart');
  return (
    <div>
      <SegmentedControl
        size="xs"
        className="k-no-print"
        value={view}
        onChange={setView}
        aria-label={label}
        transitionDuration={0}
        data={[
          { value: 'chart', label: t('action.show_chart') },
          { value: 'table', label: t('action.show_table') },
        ]}
      />
      {view === 'chart' ? chart : <ScrollX>{table}</ScrollX>}
    </div>
  );
}
