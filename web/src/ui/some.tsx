/** The first rows of a list that is all at hand but too long to draw, and a button for the next. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';

const at_first = 50;
const step = 200;

export function useSome<T>(list: T[]): { shown: T[]; more: ReactNode } {
  const t = useT();
  const format = useFormat();
  const [count, setCount] = useState(at_first);
  const more = list.length > count && (
    <p style={{ margin: '8px 0 0' }}>
      <span className="k-dim">
        {t('common.some_of', { shown: format.integer(count), count: format.integer(list.length) })}
      </span>{' '}
      <Button variant="subtle" size="compact-sm" onClick={() => setCount(count + step)}>
        {t('action.load_more')}
      </Button>
    </p>
  );
  return { shown: list.slice(0, count), more };
}
