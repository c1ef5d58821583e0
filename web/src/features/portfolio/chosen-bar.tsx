/** How many accounts are chosen, and what can be done with all of them. */
import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFileStack,
  IconSnowflake,
  IconStack2,
  IconStar,
  IconTag,
  IconUserShare,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMayWrite } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import type { Ticks } from '@/ui/ticking';
import { type Asked, ChosenDialog } from './chosen-dialogs';

function useActions(ids: string[], ask: (asked: Asked) => void) {
  const t = useT();
  const navigate = useNavigate();
  const mayAccounts = useMayWrite('accounts');
  const mayPlan = useMayWrite('plan-batches');
  const mayGroup = useMayWrite('groups');
  const mayList = useMayWrite('key-account-moves');
  const [, setPlanned] = useKept<string[]>('plan-batches.marked', []);
  const [, setPrinted] = useKept<string[]>('documents.marked', []);
  return [
    { key: 'tag', may: mayAccounts, icon: IconTag, label: t('selection.add_tag'), run: () => ask('tag') },
    {
      key: 'documents',
      may: true,
      icon: IconFileStack,
      label: t('ticks.documents'),
      run: () => {
        setPrinted(ids);
        void navigate({ to: '/documents', search: { marked: true } as never });
      },
    },
    {
      key: 'plans',
      may: mayPlan,
      icon: IconStack2,
      label: t('nav.light_plans'),
      run: () => {
        setPlanned(ids);
        void navigate({ to: '/plan-batches', search: { marked: true } });
      },
    },
    { key: 'group', may: mayGroup, icon: IconSnowflake, label: t('ticks.group'), run: () => ask('group') },
    { key: 'list', may: mayList, icon: IconStar, label: t('ticks.list'), run: () => ask('list') },
    { key: 'owner', may: mayAccounts, icon: IconUserShare, label: t('ticks.owner'), run: () => ask('owner') },
  ].filter(({ may }) => may);
}

export function ChosenBar({ ticks }: { ticks: Ticks }) {
  const t = useT();
  const [asked, setAsked] = useState<Asked | null>(null);
  const ids = [...ticks.ticked];
  const actions = useActions(ids, setAsked);
  if (ids.length === 0) return null;
  return (
    <section className="k-toolbar k-chosen k-no-print" aria-label={t('ticks.bar')}>
      <b role="status">{t('ticks.count', { count: ids.length })}</b>
      {actions.map(({ key, icon: Icon, label, run }) => (
        <span key={key} className="k-hide-phone">
          <Button size="xs" variant="default" leftSection={<Icon size={14} />} onClick={run}>
            {label}
          </Button>
        </span>
      ))}
      <span className="k-only-phone">
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button size="xs" rightSection={<IconChevronDown size={14} />}>
              {t('ticks.actions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {actions.map(({ key, icon: Icon, label, run }) => (
              <Menu.Item key={key} leftSection={<Icon size={15} />} onClick={run}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </span>
      <Button size="xs" variant="subtle" onClick={ticks.clear}>
        {t('ticks.clear')}
      </Button>
      <ChosenDialog asked={asked} ids={ids} close={() => setAsked(null)} />
    </section>
  );
}
