import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import type { PortfolioRow } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import type { Column } from '@/ui/data-table';

/** Which columns, in which order; the account's name always leads. */
export function ColumnMenu({
  all,
  shown,
  onChange,
}: {
  all: Column<PortfolioRow>[];
  shown: string[];
  onChange: (keys: string[]) => void;
}) {
  const t = useT();
  const hidden = all.filter((column) => !shown.includes(column.key));
  const ordered = [...shown.flatMap((key) => all.find((column) => column.key === key) ?? []), ...hidden];
  const move = (key: string, step: number) => {
    const at = shown.indexOf(key);
    const to = at + step;
    if (to < 1 || to >= shown.length) return;
    const next = [...shown];
    next.splice(at, 1);
    next.splice(to, 0, key);
    onChange(next);
  };
  return (
    <Popover position="bottom-start" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={15} />}>
          {t('portfolio.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('portfolio.columns')} style={{ maxHeight: '70vh', overflow: 'auto' }}>
        <ul className="k-list" style={{ width: 280 }}>
          {ordered.map((column) => {
            const on = shown.includes(column.key);
            const name = column.hint ?? column.label;
            return (
              <li key={column.key} style={{ minHeight: 32, padding: 0 }}>
                <Checkbox
                  size="xs"
                  label={name}
                  checked={on}
                  disabled={column.key === 'name'}
                  onChange={() => onChange(on ? shown.filter((key) => key !== column.key) : [...shown, column.key])}
                />
                {on && column.key !== 'name' && (
                  <>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={t('portfolio.column_up', { name })}
                      onClick={() => move(column.key, -1)}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={t('portfolio.column_down', { name })}
                      onClick={() => move(column.key, 1)}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
