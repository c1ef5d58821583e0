/**
 * Every account by its share of value (to the right) and of attention (upwards), both on logarithmic axes, since a few
 * accounts have most of either. On the line both are equal; above it an account gets more than it brings.
 */
import { useElementSize } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Attention, AttentionLine } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Switchable } from '@/ui/switchable';
import { AttentionTable } from './attention-table';
import './selection.css';

const edge = { left: 56, right: 14, top: 14, bottom: 42 };
const tableRows = 50;

/** From the smallest share that is not nothing, a tenth of a power below, to the largest. */
export function rangeOf(lines: AttentionLine[]): [number, number] {
  const shares = lines.flatMap((line) => [line.attention_share, line.value_share]).filter((share) => share > 0);
  if (shares.length === 0) return [0.001, 1];
  const least = Math.floor(Math.log10(Math.max(Math.min(...shares), 1e-5)));
  return [10 ** least, Math.max(...shares) * 1.3];
}

/** 0 at the low end, 1 at the high; nothing lies on the axis itself. */
export function place(share: number, [low, high]: [number, number]): number {
  if (share <= low) return 0;
  return Math.min(1, Math.log(share / low) / Math.log(high / low));
}

function Picture({ attention }: { attention: Attention }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const { ref, width: space } = useElementSize();
  const [hovered, setHovered] = useState<AttentionLine | null>(null);
  const lines = attention.accounts.items;
  const range = useMemo(() => rangeOf(lines), [lines]);
  const width = Math.max(300, Math.min(900, space || 760));
  const height = Math.round(width < 520 ? width : width * 0.56);
  const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
  const x = (share: number) => edge.left + inner.width * place(share, range);
  const y = (share: number) => edge.top + inner.height * (1 - place(share, range));
  const ticks = [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1].filter((tick) => tick >= range[0] && tick <= range[1]);
  const named = new Set([attention.under[0]?.id, attention.over[0]?.id]);
  return (
    <div ref={ref}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="k-map"
        role="img"
        aria-label={t('selection.attention_label', { count: lines.length })}
        style={{ cursor: 'default', touchAction: 'auto' }}
      >
        <g fontSize={11} fill="var(--k-dim)">
          <rect
            x={edge.left}
            y={edge.top}
            width={inner.width}
            height={inner.height}
            fill="none"
            stroke="var(--k-line)"
          />
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={x(tick)} x2={x(tick)} y1={edge.top} y2={edge.top + inner.height} stroke="var(--k-line)" />
              <line x1={edge.left} x2={edge.left + inner.width} y1={y(tick)} y2={y(tick)} stroke="var(--k-line)" />
              <text x={x(tick)} y={edge.top + inner.height + 15} textAnchor="middle">
                {format.percent(tick, 3)}
              </text>
              <text x={edge.left - 6} y={y(tick) + 4} textAnchor="end">
                {format.percent(tick, 3)}
              </text>
            </g>
          ))}
          <line
            x1={x(range[0])}
            y1={y(range[0])}
            x2={x(range[1])}
            y2={y(range[1])}
            stroke="var(--k-dim)"
            strokeDasharray="5 4"
          />
          <text x={edge.left + 10} y={edge.top + 20} fontSize={12} fontWeight={600}>
            {t('selection.gets_more')}
          </text>
          <text
            x={edge.left + inner.width - 10}
            y={edge.top + inner.height - 12}
            fontSize={12}
            fontWeight={600}
            textAnchor="end"
          >
            {t('selection.gets_less')}
          </text>
          <text x={edge.left + inner.width / 2} y={height - 6} textAnchor="middle" fontSize={12}>
            {t('selection.value_share')} →
          </text>
          <text
            transform={`translate(12 ${edge.top + inner.height / 2}) rotate(-90)`}
            textAnchor="middle"
            fontSize={12}
          >
            {t('selection.attention_share')} →
          </text>
        </g>
        {lines.map((line) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table beside it opens the same accounts by keyboard
          <circle
            key={line.id}
            cx={x(line.value_share)}
            cy={y(line.attention_share)}
            r={hovered?.id === line.id ? 7 : 4.5}
            fill={line.gap_per_month >= 0 ? 'var(--k-surface)' : 'var(--k-accent)'}
            fillOpacity={0.7}
            stroke="var(--k-accent)"
            strokeWidth={hovered?.id === line.id ? 2.5 : 1.3}
            style={{ cursor: 'pointer' }}
            onPointerEnter={() => setHovered(line)}
            onPointerLeave={() => setHovered(null)}
            onClick={() => void navigate({ to: `/accounts/${line.id}` })}
          />
        ))}
        {lines
          .filter((line) => named.has(line.id))
          .map((line) => {
            const right = place(line.value_share, range) > 0.6;
            return (
              <text
                key={line.id}
                x={x(line.value_share) + (right ? -9 : 9)}
                y={y(line.attention_share) + 4}
                fontSize={12}
                textAnchor={right ? 'end' : 'start'}
                fill="var(--k-text)"
                stroke="var(--k-surface)"
                strokeWidth={3}
                paintOrder="stroke"
                pointerEvents="none"
              >
                {line.name}
              </text>
            );
          })}
      </svg>
      <p className="k-dim" style={{ minHeight: 20 }}>
        {hovered
          ? `${hovered.name} · ${hovered.class ?? '–'} · ${t('selection.attention_share')} ${format.percent(hovered.attention_share, 2)} · ${t('selection.value_share')} ${format.percent(hovered.value_share, 2)}`
          : t('selection.attention_hint')}
      </p>
    </div>
  );
}

export function AttentionChart({ attention }: { attention: Attention }) {
  const t = useT();
  const lines = attention.accounts.items;
  return (
    <>
      <Switchable
        label={t('selection.attention_picture')}
        chart={<Picture attention={attention} />}
        table={<AttentionTable lines={lines.slice(0, tableRows)} attention={attention} linked />}
      />
      {attention.accounts.count > lines.length && (
        <p className="k-dim">
          {t('selection.attention_drawn', { shown: lines.length, count: attention.accounts.count })}
        </p>
      )}
    </>
  );
}
