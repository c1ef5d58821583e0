/**
 * A chart that always has its table. ECharts comes in its own chunk, with only the parts used here; on paper the series
 * carry patterns.
 */
import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { Switchable } from './switchable';

export interface ChartColors {
  text: string;
  dim: string;
  line: string;
  surface: string;
  series: string[];
  /** Patterns instead of plain areas: on paper, where colours may not survive. */
  patterns: boolean;
}
export type ChartOption = (colors: ChartColors) => Record<string, unknown>;

const palettes: Record<'light' | 'dark', ChartColors> = {
  light: {
    patterns: false,
    text: '#1d1e22',
    dim: '#5f6168',
    line: '#e6e6e2',
    surface: '#ffffff',
    series: [
      '#3558b2',
      '#9cb6e8',
      '#0f8a7e',
      '#e0a33c',
      '#8a5fb5',
      '#5f6168',
      '#c96a4a',
      '#6fb7d6',
      '#a7a36a',
      '#b0457b',
    ],
  },
  dark: {
    patterns: false,
    text: '#e4e5e8',
    dim: '#a2a5ad',
    line: '#2c2e33',
    surface: '#17181b',
    series: [
      '#7f9be0',
      '#3f5c9e',
      '#3fb8aa',
      '#e6b45c',
      '#b495d8',
      '#8f939c',
      '#e08d70',
      '#8ccbe4',
      '#c4c088',
      '#d97aa8',
    ],
  },
};

function Canvas({ option, height, label }: { option: ChartOption; height: number; label: string }) {
  const holder = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const still = useReducedMotion();
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let gone = false;
    let dispose = () => {};
    void import('./echarts').then(({ init }) => {
      if (gone) return;
      const chart = init(element, undefined, { renderer: 'svg' });
      chart.setOption({
        animation: !still,
        animationDuration: 160,
        textStyle: { fontFamily: '"Inter Variable", sans-serif', fontSize: 12 },
        ...option(palettes[scheme]),
      });
      const observer = new ResizeObserver(() => chart.resize());
      observer.observe(element);
      const onPaper = () => chart.setOption({ animation: false, ...option({ ...palettes.light, patterns: true }) });
      const onScreen = () => chart.setOption(option(palettes[scheme]));
      window.addEventListener('beforeprint', onPaper);
      window.addEventListener('afterprint', onScreen);
      dispose = () => {
        window.removeEventListener('beforeprint', onPaper);
        window.removeEventListener('afterprint', onScreen);
        observer.disconnect();
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [option, scheme, still]);
  return <div ref={holder} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

export function Chart({
  label,
  option,
  table,
  height = 280,
}: {
  label: string;
  option: ChartOption;
  table: ReactNode;
  height?: number;
}) {
  return <Switchable label={label} table={table} chart={<Canvas option={option} height={height} label={label} />} />;
}
