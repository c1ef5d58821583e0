/** Classes through time: how many accounts each had, and who moved between two periods. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ClassHistory } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { AccountFilter, useAccountFilter } from './account-filter';
import type { Field } from './class-matrix';
import { ClassTime } from './class-time';
import { NotScored } from './not-scored';
import { usePeriodName, usualFrom } from './periods';
import { useClassHistory, useTransitions } from './queries';
import { FieldDrawer, Transitions } from './transitions';

const now = 'now';
function Body({ history, filter }: { history: ClassHistory; filter: string }) {
  const t = useT();
  const name = usePeriodName();
  const [from, setFrom] = useState(() => usualFrom(history.periods));
  const [to, setTo] = useState(now);
  const [opened, setOpened] = useState<Field | null>(null);
  const transitions = useTransitions(from, to, filter);
  const choices = [
    ...history.periods.map((period) => ({ value: period.ends_on, label: name(period) })),
    { value: now, label: t('selection.now') },
  ].reverse();
  return (
    <>
      <Section title={t('selection.class_time')}>
        <p className="k-dim" style={{ marginBottom: 8 }}>
          {t('selection.class_time_text')}
        </p>
        <ClassTime history={history} />
      </Section>
      <Section
        title={t('selection.transitions')}
        aside={
          <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
            <Select
              size="xs"
              w={190}
              aria-label={t('selection.before')}
              allowDeselect={false}
              data={choices.filter((one) => one.value !== now)}
              value={from}
              onChange={(value) => value && setFrom(value)}
            />
            <Select
              size="xs"
              w={190}
              aria-label={t('selection.after')}
              allowDeselect={false}
              data={choices}
              value={to}
              onChange={(value) => value && setTo(value)}
            />
          </div>
        }
      >
        <Waiting on={transitions} lines={8}>
          {() => transitions.data && <Transitions transitions={transitions.data} opened={opened} open={setOpened} />}
        </Waiting>
      </Section>
      <FieldDrawer filter={filter} from={from} to={to} field={opened} close={() => setOpened(null)} />
    </>
  );
}

export default function MovesTab() {
  const t = useT();
  const asked = useAccountFilter('moves');
  const history = useClassHistory(asked.filter);
  const body = () => {
    if (!history.data?.periods.length) return <NotScored text={t('selection.no_history')} />;
    if (asked.filter !== '' && history.data.now.classes.every((sum) => sum.accounts === 0))
      return <EmptyLine>{t('selection.filter_nobody')}</EmptyLine>;
    return <Body history={history.data} filter={asked.filter} />;
  };
  return (
    <>
      <AccountFilter {...asked} />
      <Waiting on={history} lines={12}>
        {body}
      </Waiting>
    </>
  );
}
