/** Words with a meaning: lights with shape, colour and word; customer class; a small meter. */
import { Tooltip } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleDashed, IconXboxXFilled } from '@tabler/icons-react';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';

type Tone = 'good' | 'warn' | 'bad' | 'mute';
const shapes = {
  good: IconCircleCheckFilled,
  warn: IconAlertTriangleFilled,
  bad: IconXboxXFilled,
  mute: IconCircleDashed,
};

export function ToneChip({ tone, children }: { tone: Tone; children: string }) {
  const Shape = shapes[tone];
  return (
    <span className="k-chip" data-tone={tone}>
      <Shape size={14} aria-hidden />
      {children}
    </span>
  );
}

const stanceTones: Record<string, Tone> = { promoter: 'good', neutral: 'warn', detractor: 'bad' };
export function StanceChip({ stance }: { stance: string }) {
  const term = useTerm();
  return <ToneChip tone={stanceTones[stance] ?? 'mute'}>{term('stance', stance || 'unknown')}</ToneChip>;
}

const closenessTones: Record<string, Tone> = { green: 'good', amber: 'warn', red: 'bad' };
export function ClosenessChip({ closeness }: { closeness: string }) {
  const term = useTerm();
  return <ToneChip tone={closenessTones[closeness] ?? 'mute'}>{term('closeness', closeness || 'unknown')}</ToneChip>;
}

export function PlainChip({ children, ink }: { children: string; ink?: boolean }) {
  return (
    <span className="k-chip" data-tone={ink ? 'ink' : undefined} style={{ paddingLeft: 8 }}>
      {children}
    </span>
  );
}

export function ClassMark({ value }: { value: string | null }) {
  const t = useT();
  const term = useTerm();
  return (
    <Tooltip label={value ? term('class', value) : t('class.none')} multiline maw={280}>
      <span className="k-class" data-class={value ?? ''}>
        {value || '–'}
      </span>
    </Tooltip>
  );
}

export function Meter({ value, label }: { value: number; label: string }) {
  const share = Math.max(0, Math.min(100, value));
  return (
    <span className="k-meter" title={label}>
      <svg width="52" height="5" aria-hidden="true">
        <rect width="52" height="5" rx="2.5" fill="var(--k-line)" />
        <rect width={(52 * share) / 100} height="5" rx="2.5" fill="var(--k-accent)" />
      </svg>
      {Math.round(value)}
    </span>
  );
}

interface MoneyLike {
  minor: number;
  currency: string;
}

export function MoneyText({ value, strong }: { value: MoneyLike | null | undefined; strong?: boolean }) {
  const format = useFormat();
  // a read model without figures yet holds zero in no currency
  if (!value?.currency) return <span className="k-dim">–</span>;
  if (value.minor === 0)
    return (
      <span className="k-dim" title={format.moneyExact(value)}>
        –
      </span>
    );
  const text = <span title={format.moneyExact(value)}>{format.money(value)}</span>;
  return strong ? <strong>{text}</strong> : text;
}

export function GrowthText({ value }: { value: number | null | undefined }) {
  const format = useFormat();
  if (value === null || value === undefined) return <span className="k-dim">–</span>;
  return <span className={value < 0 ? 'k-bad-text' : undefined}>{format.signedPercent(value)}</span>;
}

export function DayText({ value }: { value: string | null | undefined }) {
  const format = useFormat();
  if (!value) return <span className="k-dim">–</span>;
  return <span title={format.dayFull(value)}>{format.day(value)}</span>;
}
