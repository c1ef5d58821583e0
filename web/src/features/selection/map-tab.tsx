/** Key is not just big: every account by how attractive it is to us and where we stand with it. */
import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import type { SelectionMap } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { EmptyLine, Waiting } from '@/ui/states';
import { AccountFilter, useAccountFilter } from './account-filter';
import { type Breaks, MapChart } from './map-chart';
import { Fields, MarkList, Named } from './map-lists';
import { NotScored } from './not-scored';
import { useMap } from './queries';
import { TagBar } from './tag-bar';

function MapBody({
  map,
  breaks,
  setBreaks,
}: {
  map: SelectionMap;
  breaks: Breaks;
  setBreaks: (breaks: Breaks) => void;
}) {
  const t = useT();
  const format = useFormat();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [view, setView] = useState('chart');
  const mark = useCallback((ids: string[], on: boolean) => {
    setMarked((before) => {
      const after = new Set(before);
      for (const id of ids)
        if (on) after.add(id);
        else after.delete(id);
      return after;
    });
  }, []);
  const drawn = map.points.items.length;
  return (
    <>
      <div className="k-columns k-columns-wide">
        <Section
          title={t('selection.tab_map')}
          aside={
            <SegmentedControl
              size="xs"
              aria-label={t('selection.tab_map')}
              value={view}
              onChange={setView}
              data={[
                { value: 'chart', label: t('action.show_chart') },
                { value: 'table', label: t('action.show_table') },
              ]}
            />
          }
        >
          {map.points.count === 0 && (
            <p className="k-note" role="status">
              {t('selection.none_placed')}
            </p>
          )}
          <TagBar marked={marked} clear={() => setMarked(new Set())} />
          {view === 'chart' ? (
            <MapChart
              points={map.points.items}
              breaks={breaks}
              onBreaks={setBreaks}
              marked={marked}
              onLasso={(ids) => mark(ids, !(ids.length === 1 && marked.has(ids[0] ?? '')))}
            />
          ) : (
            <ScrollX>
              <MarkList points={map.points.items} breaks={breaks} marked={marked} mark={mark} />
            </ScrollX>
          )}
          {map.points.count > drawn && (
            <p className="k-dim">
              {t('selection.drawn', { shown: format.integer(drawn), count: format.integer(map.points.count) })}
            </p>
          )}
        </Section>
        <Section title={t('selection.fields')}>
          <Fields map={map} />
        </Section>
      </div>
      <div className="k-columns">
        <Named
          title={t('selection.big_not_key')}
          text={t(`selection.big_not_key_by_${map.key_by}`, { amount: format.money(map.big_from) })}
          empty={t('selection.big_not_key_none')}
          list={map.big_not_key}
        />
        <Named
          title={t('selection.key_not_big')}
          text={t(`selection.key_not_big_by_${map.key_by}`)}
          empty={t('selection.key_not_big_none')}
          list={map.key_not_big}
        />
        <Named
          title={t('selection.unplaced')}
          text={t('selection.unplaced_text')}
          empty={t('selection.unplaced_none')}
          list={map.unplaced}
        />
      </div>
    </>
  );
}

export default function MapTab() {
  const t = useT();
  const [breaks, setBreaks] = useKept<Breaks>('selection.breaks', { attractiveness: 50, position: 50 });
  const [asked] = useDebouncedValue(breaks, 150);
  const filter = useAccountFilter('map');
  const map = useMap(filter.filter, Math.round(asked.attractiveness * 10) / 10, Math.round(asked.position * 10) / 10);
  return (
    <>
      <AccountFilter {...filter} />
      <Waiting on={map} lines={14}>
        {() => {
          if (!map.data) return null;
          if (map.data.accounts === 0)
            return filter.filter ? <EmptyLine>{t('selection.filter_nobody')}</EmptyLine> : <NotScored />;
          return <MapBody map={map.data} breaks={breaks} setBreaks={setBreaks} />;
        }}
      </Waiting>
    </>
  );
}
