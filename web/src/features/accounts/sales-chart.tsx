/** Sales by product line and month: bars on top of each other, a table with the exact figures beside. */
import { useCallback, useMemo } from 'react';
import type { SalesSeries } from '@/api/types';
import { minorDigits, useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Chart, type ChartColors } from '@/ui/chart';

interface Row {
  name: string;
  values: number[];
  total: number;
}

/** The largest lines by name, the rest as one; amounts in major units. */
function useRows(sales: SalesSeries, most: number): Row[] {
  const t = useT();
  return useMemo(() => {
    const scale = 10 ** minorDigits(sales.currency);
    const rows = sales.series
      .map((series) => {
        const values = series.values_minor.map((value) => value / scale);
        return {
          name: series.name || (series.id === 'other' ? t('account.other_products') : t('account.no_product')),
          values,
          total: values.reduce((sum, value) => sum + value, 0),
        };
      })
      .sort((a, b) => b.total - a.total);
    if (rows.length <= most) return rows;
    const rest = rows.slice(most - 1);
    const other: Row = {
      name: t('account.other_lines', { count: rest.length }),
      values: sales.months.map((_, at) => rest.reduce((sum, row) => sum + (row.values[at] ?? 0), 0)),
      total: rest.reduce((sum, row) => sum + row.total, 0),
    };
    return [...rows.slice(0, most - 1), other];
  }, [sales, most, t]);
}

function SalesTable({ sales, rows }: { sales: SalesSeries; rows: Row[] }) {
  const t = useT();
  const format = useFormat();
  const totals = sales.months.map((_, at) => rows.reduce((sum, row) => sum + (row.values[at] ?? 0), 0));
  return (
    <table className="k-table">
      <caption className="k-visually-hidden">{t('account.sales')}</caption>
      <thead>
        <tr>
          <th>{sales.currency}</th>
          {sales.months.map((month) => (
            <th key={month} className="k-num">
              {format.month(month)}
            </th>
          ))}
          <th className="k-num">{t('common.total')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            {row.values.map((value, at) => (
              <td key={at} className="k-num" title={format.number(value)}>
                {value ? format.compact(value) : '–'}
              </td>
            ))}
            <td className="k-num" title={format.number(row.total)}>
              <b>{format.compact(row.total)}</b>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('common.total')}</th>
          {totals.map((value, at) => (
            <td key={at} className="k-num" title={format.number(value)}>
              <b>{format.compact(value)}</b>
            </td>
          ))}
          <td className="k-num">
            <b>{format.compact(totals.reduce((sum, value) => sum + value, 0))}</b>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Without the empty months before the first sale. */
function trimmed(sales: SalesSeries): SalesSeries {
  const first = sales.months.findIndex((_, at) => sales.series.some((series) => series.values_minor[at]));
  if (first <= 0) return sales;
  return {
    ...sales,
    months: sales.months.slice(first),
    series: sales.series.map((series) => ({ ...series, values_minor: series.values_minor.slice(first) })),
  };
}

export function SalesChart({
  sales: given,
  height = 300,
  most = 9,
}: {
  sales: SalesSeries;
  height?: number;
  most?: number;
}) {
  const t = useT();
  const format = useFormat();
  const sales = useMemo(() => trimmed(given), [given]);
  const rows = useRows(sales, most);
  const option = useCallback(
    (colors: ChartColors) => ({
      color: colors.series,
      aria: { enabled: true, decal: { show: colors.patterns } },
      grid: { left: 8, right: 8, top: 16, bottom: 60, containLabel: true },
      legend: { bottom: 0, type: 'scroll', itemWidth: 14, itemHeight: 10, textStyle: { color: colors.dim } },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text, fontSize: 12 },
        valueFormatter: (value: unknown) => `${sales.currency} ${format.number(Number(value))}`,
      },
      xAxis: {
        type: 'category',
        data: sales.months.map((month) => format.month(month)),
        axisLabel: { color: colors.dim, hideOverlap: true },
        axisLine: { lineStyle: { color: colors.line } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        splitNumber: 4,
        axisLabel: { color: colors.dim, formatter: (value: number) => format.compact(value) },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: rows.map((row) => ({
        name: row.name,
        type: 'bar',
        stack: 'sales',
        barMaxWidth: 26,
        data: row.values.map((value) => Math.round(value * 100) / 100),
      })),
    }),
    [sales, rows, format],
  );
  return (
    <Chart
      label={t('account.sales_by_line', { currency: sales.currency })}
      option={option}
      height={height}
      table={<SalesTable sales={sales} rows={rows} />}
    />
  );
}
