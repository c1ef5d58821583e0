/** How the list has grown: members at the end of each month, who came and who left. */
import { useCallback } from 'react';
import type { KeyGrowth } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Chart, type ChartColors } from '@/ui/chart';

export function GrowthChart({ growth, cap }: { growth: KeyGrowth; cap: number | null }) {
  const t = useT();
  const format = useFormat();
  const points = growth.items;
  const option = useCallback(
    (colors: ChartColors) => ({
      color: [colors.series[0], colors.series[2], colors.series[3]],
      grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: colors.dim } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text, fontSize: 12 },
      },
      xAxis: {
        type: 'category',
        data: points.map((point) => format.month(point.month)),
        axisLabel: { color: colors.dim, hideOverlap: true },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colors.line } },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        max: (range: { max: number }) => Math.max(range.max, cap ?? 0),
        axisLabel: { color: colors.dim },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [
        {
          name: t('programme.members'),
          type: 'line',
          step: 'middle',
          showSymbol: points.length < 3,
          data: points.map((point) => point.members),
          markLine: cap
            ? {
                silent: true,
                symbol: 'none',
                lineStyle: { color: colors.dim, type: 'dashed' },
                label: { formatter: t('programme.cap_line', { cap }), color: colors.dim, position: 'insideEndTop' },
                data: [{ yAxis: cap }],
              }
            : undefined,
        },
        { name: t('programme.entries'), type: 'bar', barMaxWidth: 14, data: points.map((point) => point.entries) },
        { name: t('programme.exits'), type: 'bar', barMaxWidth: 14, data: points.map((point) => -point.exits) },
      ],
    }),
    [points, cap, format, t],
  );
  return (
    <Chart
      label={t('programme.growth')}
      option={option}
      height={220}
      table={
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('programme.month')}</th>
              <th className="k-num">{t('programme.entries')}</th>
              <th className="k-num">{t('programme.exits')}</th>
              <th className="k-num">{t('programme.members')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.month}>
                <td>{format.month(point.month)}</td>
                <td className="k-num">{point.entries}</td>
                <td className="k-num">{point.exits}</td>
                <td className="k-num">{point.members}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
