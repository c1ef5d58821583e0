import { Button, Group, SegmentedControl, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useSales } from '@/features/accounts/queries';
import { SalesChart } from '@/features/accounts/sales-chart';
import { addDays, today } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { PageBody } from '@/ui/page';
import { Empty, Waiting } from '@/ui/states';
import { useAccountId } from './use-account-id';

export default function SalesTab() {
  const t = useT();
  const id = useAccountId();
  const [group, setGroup] = useState<'line' | 'product'>('line');
  const [span, setSpan] = useState('36');
  const from = useMemo(
    () => (span === 'all' ? undefined : `${addDays(today(), -30.44 * Number(span)).slice(0, 7)}-01`),
    [span],
  );
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
            { value: 'all', label: t('sales.all') },
          ]}
          w={150}
        />
      </Group>
      <Waiting on={sales} lines={8}>
        {() =>
          sales.data?.series.length ? (
            <SalesChart sales={sales.data} height={440} most={group === 'line' ? 12 : 10} />
          ) : (
            <Empty
              title={t('account.sales')}
              text={t('account.no_sales')}
              action={
                <Button component={Link} to="/import">
                  {t('portfolio.empty_action')}
                </Button>
              }
            />
          )
        }
      </Waiting>
    </PageBody>
  );
}
