import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Pareto as ParetoAnswer, ParetoPoint } from '@/api/types';
import { toMajor, useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Chart, type ChartColors } from '@/ui/chart';
import { MoneyText } from '@/ui/chips';
import { EmptyLine, Waiting } from '@/ui/states';
import { Unconverted } from '@/ui/unconverted';
import { usePareto } from './queries';

const tableRows = 50;

function ParetoTable({ points }: { points: ParetoPoint[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <table className="k-table">
      <thead>
        <tr>
          <th className="k-num">{t('selection.rank')}</th>
          <th>{t('field.account')}</th>
          <th className="k-num">{t('field.revenue_12m')}</th>
          <th className="k-num">{t('selection.cumulative')}</th>
        </tr>
      </thead>
      <tbody>
        {points.slice(0, tableRows).map((point) => (
          <tr key={point.rank}>
            <td className="k-num">{point.rank}</td>
            <td>
              {point.account_id ? (
                <Link to={`/accounts/${point.account_id}`} className="k-link">
                  {point.name}
                </Link>
              ) : (
                point.name
              )}
            </td>
            <td className="k-num">
              <MoneyText value={point.revenue_12m} />
            </td>
            <td className="k-num">{format.percent(point.cumulative_share, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ParetoChart({ pareto }: { pareto: ParetoAnswer }) {
  const t = useT();
  const format = useFormat();
  const points = pareto.items;
  const option = useCallback(
    (colors: ChartColors) => ({
      color: [colors.series[1], colors.series[0]],
      grid: { left: 8, right: 8, top: 28, bottom: 24, containLabel: true },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text, fontSize: 12 },
        formatter: ([first]: { dataIndex: number }[]) => {
          const point = points[first?.dataIndex ?? 0];
          if (!point) return '';
          const box = document.createElement('div');
          box.textContent = `${point.rank}. ${point.name}: ${format.money(point.revenue_12m)}, ${format.percent(point.cumulative_share, 1)}`;
          return box;
        },
      },
      xAxis: {
        type: 'value',
        min: 1,
        max: 'dataMax',
        minInterval: 1,
        splitLine: { show: false },
        axisLabel: { color: colors.dim, hideOverlap: true },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colors.line } },
        name: t('selection.rank'),
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: { color: colors.dim },
      },
      yAxis: [
        {
          type: 'value',
          splitNumber: 4,
          axisLabel: { color: colors.dim, formatter: (value: number) => format.compact(value) },
          splitLine: { lineStyle: { color: colors.line } },
        },
        {
          type: 'value',
          min: 0,
          max: 1,
          interval: 0.2,
          axisLabel: { color: colors.dim, formatter: (value: number) => format.percent(value) },
          splitLine: { show: false },
        },
      ],
      series: [
        {
          type: 'line',
          step: 'end',
          showSymbol: false,
          lineStyle: { width: 1 },
          areaStyle: { opacity: 0.5 },
          data: points.map((point) => [point.rank, toMajor(point.revenue_12m)]),
        },
        {
          type: 'line',
          yAxisIndex: 1,
          showSymbol: false,
          data: points.map((point) => [point.rank, point.cumulative_share]),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colors.dim, type: 'dashed' },
            label: { show: false },
            data: [{ yAxis: 0.8 }],
          },
        },
      ],
    }),
    [points, format, t],
  );
  return (
    <>
      {pareto.eighty && (
        <p style={{ marginBottom: 8 }}>
          {t('selection.eighty', { count: pareto.eighty.rank })}
          {pareto.given_back.accounts > 0 && (
            <span className="k-dim">
              {' '}
              {t('selection.given_back', {
                count: pareto.given_back.accounts,
                amount: format.money(pareto.given_back.revenue_12m),
              })}
            </span>
          )}
        </p>
      )}
      <Chart label={t('selection.pareto')} option={option} height={260} table={<ParetoTable points={points} />} />
    </>
  );
}

export function Pareto() {
  const t = useT();
  const pareto = usePareto();
  return (
    <Waiting on={pareto}>
      {() =>
        pareto.data?.items.length ? (
          <>
            <Unconverted count={pareto.data.unconverted} />
            <ParetoChart pareto={pareto.data} />
          </>
        ) : (
          <EmptyLine>{t('selection.no_sales')}</EmptyLine>
        )
      }
    </Waiting>
  );
}
