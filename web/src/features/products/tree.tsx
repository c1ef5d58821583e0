/** A tree of named records: arrows open, close and move; Enter opens the record. */
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';

interface Named {
  id: string;
  name: string;
  parent_id: string | null;
}
export interface Node<T> {
  item: T;
  children: Node<T>[];
}

export function treeOf<T extends Named>(items: T[]): Node<T>[] {
  const nodes = new Map(items.map((item): [string, Node<T>] => [item.id, { item, children: [] }]));
  const roots: Node<T>[] = [];
  for (const node of nodes.values()) (nodes.get(node.item.parent_id ?? '')?.children ?? roots).push(node);
  return roots;
}

interface Props<T> {
  label: string;
  nodes: Node<T>[];
  expandAll?: boolean;
  open: (id: string) => void;
  aside: (item: T) => ReactNode;
}

interface Row<T> {
  node: Node<T>;
  level: number;
}

export function Tree<T extends Named>({ label, nodes, expandAll, open, aside }: Props<T>) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const isOpen = (id: string) => expandAll || expanded.has(id);
  const toggle = (id: string, on = !expanded.has(id)) =>
    setExpanded((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  const flatten = (list: Node<T>[], level: number): Row<T>[] =>
    list.flatMap((node) => [{ node, level }, ...(isOpen(node.item.id) ? flatten(node.children, level + 1) : [])]);
  const rows = flatten(nodes, 1);

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = rows[current];
    if (!row) return;
    const focus = (at: number) => {
      const next = Math.max(0, Math.min(rows.length - 1, at));
      setCurrent(next);
      event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')[next]?.focus();
    };
    const id = row.node.item.id;
    if (event.key === 'ArrowDown') focus(current + 1);
    else if (event.key === 'ArrowUp') focus(current - 1);
    else if (event.key === 'ArrowRight')
      row.node.children.length && !isOpen(id) ? toggle(id, true) : focus(current + 1);
    else if (event.key === 'ArrowLeft')
      isOpen(id) && row.node.children.length
        ? toggle(id, false)
        : focus(rows.findLastIndex((other, at) => at < current && other.level < row.level));
    else if (event.key === 'Enter') open(id);
    else return;
    event.preventDefault();
  };
  return (
    <div className="k-list" role="tree" aria-label={label} onKeyDown={onKey}>
      {rows.map(({ node, level }, at) => {
        const Chevron = isOpen(node.item.id) ? IconChevronDown : IconChevronRight;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
          <div
            key={node.item.id}
            role="treeitem"
            aria-level={level}
            aria-expanded={node.children.length ? isOpen(node.item.id) : undefined}
            tabIndex={at === Math.min(current, rows.length - 1) ? 0 : -1}
            onFocus={() => setCurrent(at)}
            onClick={() => open(node.item.id)}
            style={{ paddingLeft: (level - 1) * 20, cursor: 'pointer' }}
          >
            <span className="k-ellipsis" style={{ fontWeight: level === 1 ? 600 : 400 }}>
              <Chevron
                size={16}
                aria-hidden
                style={{ verticalAlign: -3, marginRight: 6, visibility: node.children.length ? 'visible' : 'hidden' }}
                onClick={(event) => {
                  event.stopPropagation();
                  toggle(node.item.id);
                }}
              />
              {node.item.name}
              {node.children.length > 0 && <span className="k-dim"> {node.children.length}</span>}
            </span>
            {aside(node.item)}
          </div>
        );
      })}
    </div>
  );
}
