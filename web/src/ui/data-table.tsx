/**
 * A virtual table over rows that arrive in pages. Rows not loaded yet are skeletons, so that the scroll bar is right
 * from the start; rows around the window are asked for ahead of time. Arrows move, Enter opens, cards on a phone.
 * With `ticking` rows can be chosen: Space chooses, Shift with arrows or a click takes a range, Ctrl A takes all.
 */
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { TickCell, TickHead, type Ticking } from './ticking';

export interface Column<T> {
  key: string;
  label: string;
  /** CSS grid track, e.g. `minmax(180px, 2fr)`. */
  track: string;
  num?: boolean;
  sortable?: boolean;
  hint?: string;
  cell: (row: T) => ReactNode;
}

export interface GroupLine {
  key: string;
  open: boolean;
  cells: Record<string, ReactNode>;
}

export type Line<T> = { row: T } | { group: GroupLine } | { note: ReactNode } | undefined;

export interface DataTableProps<T> {
  label: string;
  columns: Column<T>[];
  /** How many lines there are; `lineAt` may answer undefined for those not loaded. */
  count: number;
  lineAt: (index: number) => Line<T>;
  rowKey: (row: T) => string;
  sort?: string;
  onSort?: (sort: string) => void;
  onOpen?: (row: T) => void;
  onToggleGroup?: (key: string) => void;
  /** Called with the last line in view. */
  onReach?: (index: number) => void;
  card: (row: T) => ReactNode;
  cardHeight?: number;
  ticking?: Ticking<T>;
}

const rowHeight = 36;

interface RowProps<T> {
  id: string;
  line: Line<T>;
  index: number;
  start: number;
  height: number;
  current: boolean;
  template: string;
  columns: Column<T>[];
  card?: (row: T) => ReactNode;
  onOpen?: (row: T) => void;
  onToggleGroup?: (key: string) => void;
  /** undefined: this table chooses nothing. */
  ticked?: boolean;
  tick?: Ticking<T>['tick'];
  tickLabel?: Ticking<T>['label'];
}

function Cells<T>({ line, columns }: { line: Line<T>; columns: Column<T>[] }) {
  if (line && 'note' in line)
    return (
      <div className="k-grid-cell" role="gridcell" style={{ gridColumn: '1 / -1' }}>
        {line.note}
      </div>
    );
  return columns.map((column, at) => (
    <div key={column.key} role="gridcell" className={column.num ? 'k-grid-cell k-num' : 'k-grid-cell'}>
      {line === undefined && <span className="k-skel" style={{ width: at ? '60%' : '80%' }} />}
      {line && 'row' in line && column.cell(line.row)}
      {line && 'group' in line && (
        <>
          {at === 0 &&
            (line.group.open ? (
              <IconChevronDown size={14} style={{ verticalAlign: -2, marginRight: 6 }} aria-hidden />
            ) : (
              <IconChevronRight size={14} style={{ verticalAlign: -2, marginRight: 6 }} aria-hidden />
            ))}
          {line.group.cells[column.key]}
        </>
      )}
    </div>
  ));
}

function TableRow<T>({
  id,
  line,
  index,
  start,
  height,
  current,
  template,
  columns,
  card,
  onOpen,
  onToggleGroup,
  ticked,
  tick,
  tickLabel,
}: RowProps<T>) {
  const group = line && 'group' in line ? line.group : undefined;
  const row = line && 'row' in line ? line.row : undefined;
  const open = () => {
    if (group) onToggleGroup?.(group.key);
    else if (row) onOpen?.(row);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid moves and opens with the keyboard
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-expanded={group ? group.open : undefined}
      aria-selected={row && ticked !== undefined ? ticked : undefined}
      className="k-grid-row"
      data-current={current}
      data-group={group ? '' : undefined}
      style={{
        transform: `translateY(${start}px)`,
        height,
        gridTemplateColumns: card ? (tick ? '44px 1fr' : '1fr') : template,
        cursor: row && onOpen ? 'pointer' : undefined,
      }}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a,button,input,label,[role="menu"],[role="dialog"]')) open();
      }}
    >
      {tick && (
        <TickCell
          label={row && tickLabel ? tickLabel(row) : ''}
          there={row !== undefined}
          ticked={ticked === true}
          tick={(range) => tick(index, range)}
        />
      )}
      {card && row ? (
        <div role="gridcell" style={{ padding: tick ? '0 16px 0 4px' : '0 16px', minWidth: 0 }}>
          {card(row)}
        </div>
      ) : (
        <Cells line={line} columns={card ? columns.slice(0, 1) : columns} />
      )}
    </div>
  );
}
const MemoRow = memo(TableRow) as typeof TableRow;

/** What the tracks need at least: the head and the rows are as wide as each other, also where both are scrolled. */
export function leastWidth(template: string): number {
  const tracks = template.match(/minmax\([^)]*\)|\S+/g) ?? [];
  return tracks.reduce((sum, track) => sum + Number(/(\d+)px/.exec(track)?.[1] ?? 0), 0);
}

function Head<T>({
  columns,
  template,
  sort,
  onSort,
  ticking,
}: {
  columns: Column<T>[];
  template: string;
  sort?: string;
  onSort?: (sort: string) => void;
  ticking?: Ticking<T>;
}) {
  const descending = sort?.startsWith('-');
  const sorted = descending ? sort?.slice(1) : sort;
  return (
    <div
      className="k-grid-head"
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: template, minWidth: leastWidth(template) }}
    >
      {ticking && <TickHead state={ticking.state} tickAll={ticking.tickAll} />}
      {columns.map((column) => {
        const active = sorted === column.key;
        const Arrow = descending ? IconArrowDown : IconArrowUp;
        return (
          <div
            key={column.key}
            role="columnheader"
            className="k-grid-headcell"
            data-num={column.num || undefined}
            title={column.hint}
            aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}
          >
            {column.sortable && onSort ? (
              // figures are looked at from the largest down, words from A
              <button
                type="button"
                onClick={() =>
                  onSort(
                    active ? (descending ? column.key : `-${column.key}`) : column.num ? `-${column.key}` : column.key,
                  )
                }
              >
                {column.label}
                {active && <Arrow size={13} aria-hidden />}
              </button>
            ) : (
              column.label
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Space on the line with the cursor, Ctrl A for all, Escape for none; true when the key was one of these. */
function tickByKey<T>(event: KeyboardEvent, ticking: Ticking<T>, current: number): boolean {
  if (event.key === ' ' && current >= 0) ticking.tick(current, event.shiftKey);
  else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) ticking.tickAll(true);
  else if (event.key === 'Escape' && ticking.state !== 'none') ticking.clear();
  else return false;
  event.preventDefault();
  return true;
}

export function DataTable<T>(props: DataTableProps<T>) {
  const {
    label,
    columns,
    count,
    lineAt,
    rowKey,
    sort,
    onSort,
    onOpen,
    onToggleGroup,
    onReach,
    card,
    cardHeight = 122,
    ticking,
  } = props;
  const t = useT();
  const gridId = useId();
  const phone = useMediaQuery('(max-width: 48em)', window.matchMedia?.('(max-width: 48em)').matches);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(-1);
  const template = [...(ticking ? ['46px'] : []), ...columns.map((column) => column.track)].join(' ');
  const headHeight = phone ? 0 : 35;

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const line = phone ? lineAt(index) : undefined;
      return phone && (line === undefined || 'row' in line) ? cardHeight : rowHeight;
    },
    overscan: 14,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => onReach?.(last), [last, onReach]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a switch between rows and cards changes every height
  useEffect(() => virtual.measure(), [phone]);

  const onKey = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -count,
      End: count,
    };
    if (ticking && tickByKey(event, ticking, current)) return;
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(count - 1, current + step));
      if (ticking && event.shiftKey && current >= 0) ticking.extend(current, next);
      setCurrent(next);
      virtual.scrollToIndex(next);
      return;
    }
    const line = current >= 0 ? lineAt(current) : undefined;
    if (event.key !== 'Enter' || !line) return;
    event.preventDefault();
    if ('row' in line) onOpen?.(line.row);
    if ('group' in line) onToggleGroup?.(line.group.key);
  };

  return (
    <div
      ref={scroller}
      className="k-grid"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-multiselectable={ticking ? true : undefined}
      aria-activedescendant={current >= 0 ? `${gridId}${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
    >
      {phone ? (
        <div className="k-visually-hidden" role="row">
          <span role="columnheader">{label}</span>
        </div>
      ) : (
        <Head columns={columns} template={template} sort={sort} onSort={onSort} ticking={ticking} />
      )}
      <div
        role="rowgroup"
        style={{
          height: virtual.getTotalSize(),
          position: 'relative',
          minWidth: phone ? undefined : leastWidth(template),
        }}
      >
        {items.map((item) => {
          const line = lineAt(item.index);
          const key =
            line && 'row' in line ? rowKey(line.row) : line && 'group' in line ? `group ${line.group.key}` : item.key;
          return (
            <MemoRow
              key={key}
              id={`${gridId}${item.index}`}
              line={line}
              index={item.index}
              start={item.start - headHeight}
              height={item.size}
              current={item.index === current}
              template={template}
              columns={columns}
              card={phone ? card : undefined}
              onOpen={onOpen}
              onToggleGroup={onToggleGroup}
              ticked={ticking && line && 'row' in line ? ticking.has(line.row) : undefined}
              tick={ticking?.tick}
              tickLabel={ticking?.label}
            />
          );
        })}
      </div>
      {count === 0 && (
        <p className="k-empty-small" style={{ padding: 20 }}>
          {t('common.no_matches')}
        </p>
      )}
    </div>
  );
}
