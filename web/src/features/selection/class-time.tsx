/** Accounts by class at the end of each period and now, as bars and as a table. */
import { useCallback } from 'react';
import type { ClassHistory } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Chart, type ChartColors } from '@/ui/chart';
import { ClassMark } from '@/ui/chips';
import { usePeriodName } from './periods';

const letters = ['A', 'B', 'C', 'D', 'E'];
type Sums = ClassHistory['now']['classes'];
const count = (sums: Sums, letter: string | null) => sums.find((one) => one.class === letter)?.accounts ?? 0;

export function ClassTime({ history }: { history: ClassHistory }) {
  const t = useT();
  const format = useFormat();
  const name = usePeriodName();
  const columns = [
    ...history.periods.map((period) => ({
      label: name(period),
      short: format.month(period.ends_on),
      sums: period.classes,
    })),
    { label: t('selection.now'), short: t('selection.now'), sums: history.now.classes },
  ];
  const key = JSON.stringify(columns.map((column) => [column.label, column.sums]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the columns, which are new at every render
  const option = useCallback(
    (colors: ChartColors) => ({
      color: [colors.series[0], colors.series[2], colors.series[1], colors.series[3], colors.series[5]],
      aria: { enabled: colors.patterns, decal: { show: colors.patterns } },
      grid: { left: 8, right: 8, top: 34, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: colors.dim }, itemWidth: 12, itemHeight: 12 },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text, fontSize: 12 },
      },
      xAxis: {
        type: 'category',
        data: columns.map((column) => column.short),
        axisLabel: { color: colors.dim, hideOverlap: true },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colors.line } },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: colors.dim, formatter: (value: number) => format.compact(value) },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: letters.map((letter) => ({
        name: letter,
        type: 'bar',
        stack: 'classes',
        barMaxWidth: 44,
        data: columns.map((column) => count(column.sums, letter)),
      })),
    }),
    [key, format],
  );
  return (
    <Chart
      label={t('selection.class_time')}
      option={option}
      height={240}
      table={
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('selection.period_column')}</th>
              {[...letters, null].map((letter) => (
                <th key={letter} className="k-num">
                  <ClassMark value={letter} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...columns].reverse().map((column) => (
              <tr key={column.label}>
                <td>{column.label}</td>
                {[...letters, null].map((letter) => (
                  <td key={letter} className="k-num">
                    {format.integer(count(column.sums, letter))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
