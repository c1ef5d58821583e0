/**
 * The map: attractiveness upwards, our position to the right. Two lines part it into four fields; they are moved by
 * pointer or by arrow keys. A drawn loop marks the accounts inside; the list below does the same by keyboard.
 */
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useMemo, useRef, useState } from 'react';
import type { MapPoint } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { insideLoop, nearest, type Spot } from './lasso';
import './selection.css';

const edge = { left: 44, right: 12, top: 12, bottom: 40 };

/** The picture takes the width that there is, so that its letters keep their size. */
interface Frame {
  width: number;
  height: number;
  inner: { width: number; height: number };
  toX: (position: number) => number;
  toY: (attractiveness: number) => number;
}
function frameOf(wanted: number): Frame {
  const width = Math.max(300, Math.min(900, wanted || 760));
  const height = Math.round(width < 520 ? width : width * 0.68);
  const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
  return {
    width,
    height,
    inner,
    toX: (position) => edge.left + (inner.width * position) / 100,
    toY: (attractiveness) => edge.top + inner.height * (1 - attractiveness / 100),
  };
}
const clamp = (value: number) => Math.max(0, Math.min(100, value));

export interface Breaks {
  attractiveness: number;
  position: number;
}

interface Props {
  points: MapPoint[];
  breaks: Breaks;
  onBreaks: (breaks: Breaks) => void;
  marked: ReadonlySet<string>;
  onLasso: (ids: string[]) => void;
}

type Placed = MapPoint & Spot & { radius: number };

function usePlaced(points: MapPoint[], frame: Frame): Placed[] {
  return useMemo(() => {
    const largest = Math.max(1, ...points.map((point) => point.revenue_12m.minor));
    return points.map((point) => ({
      ...point,
      x: frame.toX(point.position ?? 0),
      y: frame.toY(point.attractiveness ?? 0),
      radius: 3 + 11 * Math.sqrt(Math.max(0, point.revenue_12m.minor) / largest),
    }));
  }, [points, frame]);
}

/** One of the two lines, a slider in the words of assistive technology. */
function Break({
  frame,
  axis,
  value,
  label,
  change,
  toValue,
}: {
  frame: Frame;
  axis: 'x' | 'y';
  value: number;
  label: string;
  change: (value: number) => void;
  toValue: (event: PointerEvent<SVGElement>) => number;
}) {
  const { inner, toX, toY } = frame;
  const upright = axis === 'x';
  const at = upright ? toX(value) : toY(value);
  const ends = upright
    ? { x1: at, x2: at, y1: edge.top, y2: edge.top + inner.height }
    : { x1: edge.left, x2: edge.left + inner.width, y1: at, y2: at };
  const step = (by: number) => change(clamp(value + by));
  return (
    <g
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value)}
      aria-orientation={upright ? 'horizontal' : 'vertical'}
      className="k-map-break"
      style={{ cursor: upright ? 'ew-resize' : 'ns-resize', touchAction: 'none' }}
      onKeyDown={(event) => {
        const steps: Record<string, number> = {
          ArrowUp: 1,
          ArrowRight: 1,
          ArrowDown: -1,
          ArrowLeft: -1,
          PageUp: 10,
          PageDown: -10,
        };
        const by = steps[event.key];
        if (by === undefined) return;
        event.preventDefault();
        step(by);
      }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) change(clamp(toValue(event)));
      }}
    >
      <line {...ends} stroke="transparent" strokeWidth={18} />
      <line {...ends} stroke="var(--k-dim)" strokeDasharray="5 4" />
      <circle
        cx={upright ? at : edge.left + inner.width}
        cy={upright ? edge.top : at}
        r={6}
        fill="var(--k-surface)"
        stroke="var(--k-dim)"
      />
    </g>
  );
}

function Axes({ frame }: { frame: Frame }) {
  const t = useT();
  const { inner, height, toX, toY } = frame;
  return (
    <g fontSize={11} fill="var(--k-dim)" aria-hidden>
      <rect x={edge.left} y={edge.top} width={inner.width} height={inner.height} fill="none" stroke="var(--k-line)" />
      {[0, 25, 50, 75, 100].map((tick) => (
        <g key={tick}>
          <text x={toX(tick)} y={edge.top + inner.height + 15} textAnchor="middle">
            {tick}
          </text>
          <text x={edge.left - 7} y={toY(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      <text x={edge.left + inner.width / 2} y={height - 6} textAnchor="middle" fontSize={12}>
        {t('selection.position')} →
      </text>
      <text transform={`translate(12 ${edge.top + inner.height / 2}) rotate(-90)`} textAnchor="middle" fontSize={12}>
        {t('selection.attractiveness')} →
      </text>
    </g>
  );
}

function FieldNames({ frame, breaks }: { frame: Frame; breaks: Breaks }) {
  const t = useT();
  const { inner } = frame;
  const left = edge.left + 8;
  const right = edge.left + inner.width - 14;
  const bottom = edge.top + inner.height - 10;
  return (
    <g fontSize={12} fontWeight={600} fill="var(--k-dim)" aria-hidden>
      {breaks.attractiveness < 97 && (
        <>
          <text x={left} y={edge.top + 20}>
            {t('selection.field_develop')}
          </text>
          <text x={right} y={edge.top + 20} textAnchor="end">
            {t('selection.field_strategic')}
          </text>
        </>
      )}
      <text x={left} y={bottom}>
        {t('selection.field_light')}
      </text>
      <text x={right} y={bottom} textAnchor="end">
        {t('selection.field_maintain')}
      </text>
    </g>
  );
}

function Dot({ point, marked, hovered }: { point: Placed; marked: boolean; hovered: boolean }) {
  // key accounts are full, the others rings: the difference is not one of colour
  return (
    <circle
      cx={point.x}
      cy={point.y}
      r={point.radius}
      fill={point.key ? 'var(--k-accent)' : 'var(--k-surface)'}
      fillOpacity={point.key ? 0.75 : 0.35}
      stroke={marked || hovered ? 'var(--k-text)' : 'var(--k-accent)'}
      strokeWidth={marked ? 3 : hovered ? 2 : 1.2}
    />
  );
}

export function MapChart({ points, breaks, onBreaks, marked, onLasso }: Props) {
  const t = useT();
  const format = useFormat();
  const picture = useRef<SVGSVGElement>(null);
  const { ref: holder, width: space } = useElementSize();
  const frame = useMemo(() => frameOf(space), [space]);
  const { width, height, inner } = frame;
  const placed = usePlaced(points, frame);
  const [loop, setLoop] = useState<Spot[]>([]);
  const [hovered, setHovered] = useState<Placed | null>(null);
  const spot = (event: PointerEvent<SVGElement>): Spot => {
    const box = picture.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - box.left) * width) / box.width,
      y: ((event.clientY - box.top) * height) / box.height,
    };
  };
  const finish = () => {
    const path = loop;
    if (path.length === 0) return; // not begun here: a line was let go
    setLoop([]);
    if (path.length > 3) onLasso(placed.filter((point) => insideLoop(point, path)).map((point) => point.account_id));
    else if (hovered) onLasso([hovered.account_id]);
  };
  return (
    <div ref={holder}>
      <svg
        ref={picture}
        viewBox={`0 0 ${width} ${height}`}
        className="k-map"
        role="group"
        aria-label={t('selection.map_label', { count: points.length })}
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse' && event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setLoop([spot(event)]);
        }}
        onPointerMove={(event) => {
          const at = spot(event);
          if (loop.length > 0) setLoop((path) => [...path, at]);
          else setHovered(nearest(placed, at, 14));
        }}
        onPointerUp={finish}
        onPointerCancel={() => setLoop([])}
        onPointerLeave={() => setHovered(null)}
      >
        <Axes frame={frame} />
        <FieldNames frame={frame} breaks={breaks} />
        <g aria-hidden>
          {placed.map((point) => (
            <Dot
              key={point.account_id}
              point={point}
              marked={marked.has(point.account_id)}
              hovered={hovered?.account_id === point.account_id}
            />
          ))}
        </g>
        <Break
          frame={frame}
          axis="x"
          label={t('selection.break_position')}
          value={breaks.position}
          change={(position) => onBreaks({ ...breaks, position })}
          toValue={(event) => ((spot(event).x - edge.left) * 100) / inner.width}
        />
        <Break
          frame={frame}
          axis="y"
          label={t('selection.break_attractiveness')}
          value={breaks.attractiveness}
          change={(attractiveness) => onBreaks({ ...breaks, attractiveness })}
          toValue={(event) => 100 - ((spot(event).y - edge.top) * 100) / inner.height}
        />
        {loop.length > 1 && (
          <polygon
            points={loop.map(({ x, y }) => `${x},${y}`).join(' ')}
            fill="var(--k-accent)"
            fillOpacity={0.12}
            stroke="var(--k-accent)"
            strokeDasharray="3 3"
            pointerEvents="none"
          />
        )}
      </svg>
      <p className="k-dim" style={{ minHeight: 20 }}>
        {hovered
          ? `${hovered.name} · ${hovered.class || '–'} · ${format.money(hovered.revenue_12m)} · ${t('selection.attractiveness')} ${format.integer(hovered.attractiveness ?? 0)} · ${t('selection.position')} ${format.integer(hovered.position ?? 0)}`
          : t('selection.map_hint')}
      </p>
    </div>
  );
}
