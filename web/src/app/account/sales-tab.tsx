import { Group, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useSales } from '@/features/accounts/queries';
import { SalesChart } from '@/features/accounts/sales-chart';
import { useT } from '@/lib/i18n/i18n';
import { ImportButton } from '@/ui/no-accounts';
import { PageBody } from '@/ui/page';
import { Empty, Waiting } from '@/ui/states';
import { Unconverted } from '@/ui/unconverted';
import { useAccountId } from './use-account-id';

function monthsBefore(month: string, count: number): string {
  const at = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - count);
  return at.toISOString().slice(0, 10);
}

export default function SalesTab() {
  const t = useT();
  const id = useAccountId();
  const [group, setGroup] = useState<'line' | 'product'>('line');
  const [span, setSpan] = useState('36');
  // months count back from the last one with sales anywhere, which the server knows
  const recent = useSales(id, group);
  const last = recent.data?.months.at(-1);
  const from = last ? monthsBefore(last, Number(span) - 1) : undefined;
  const sales = useSales(id, group, from);
  return (
    <PageBody>
      <Group mb={16} className="k-no-print">
        <SegmentedControl
          size="xs"
          value={group}
          onChange={(value) => setGroup(value as 'line' | 'product')}
          aria-label={t('sales.by')}
          data={[
            { value: 'line', label: t('kind.line') },
            { value: 'product', label: t('kind.product') },
          ]}
        />
        <Select
          aria-label={t('sales.period')}
          value={span}
          onChange={(value) => value && setSpan(value)}
          allowDeselect={false}
          data={[
            { value: '12', label: t('sales.months', { count: 12 }) },
            { value: '24', label: t('sales.months', { count: 24 }) },
            { value: '36', label: t('sales.months', { count: 36 }) },
            { value: '120', label: t('sales.ten_years') },
          ]}
          w={150}
        />
      </Group>
      <Unconverted count={sales.data?.unconverted ?? 0} />
      <Waiting on={sales} lines={8}>
        {() =>
          sales.data?.series.length ? (
            <SalesChart sales={sales.data} height={440} most={group === 'line' ? 12 : 10} />
          ) : (
            <Empty title={t('account.sales')} text={t('account.no_sales')} action={<ImportButton />} />
          )
        }
      </Waiting>
    </PageBody>
  );
}
