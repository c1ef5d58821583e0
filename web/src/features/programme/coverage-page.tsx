/** Coverage and capacity: who leads how many plans against hours, and the roll-out in waves. */
import { Button, Modal, NumberInput, Stack, UnstyledButton } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useCan } from '@/api/session';
import type { KeyCoverage } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark } from '@/ui/chips';
import { Figures, Page, PageBody, Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { useSome } from '@/ui/some';
import { EmptyLine, FaultBox, Waiting } from '@/ui/states';
import { PlanMark } from './plan-mark';
import { useCoverage, useSaveCapacity } from './queries';
import { Rollout } from './rollout';
import { SettingsDrawer } from './settings-drawer';

type Manager = KeyCoverage['managers'][number];
type Led = Manager['accounts'][number];

function Load({ manager }: { manager: Manager }) {
  const t = useT();
  const format = useFormat();
  const top = Math.max(manager.hours_have, manager.hours_needed, 1);
  const width = 160;
  const text = t('programme.hours_of', {
    needed: format.number(Math.round(manager.hours_needed)),
    have: format.number(manager.hours_have),
  });
  return (
    <span title={text} style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      <svg width={width} height="10" role="img" aria-label={text}>
        <rect width={(width * manager.hours_have) / top} height="10" rx="2" fill="var(--k-line)" />
        <rect
          y="2"
          width={(width * manager.hours_needed) / top}
          height="6"
          rx="2"
          fill={manager.over ? 'var(--k-bad)' : 'var(--k-accent)'}
        />
      </svg>
      <span className={manager.over ? 'k-bad-text' : undefined} style={{ whiteSpace: 'nowrap' }}>
        {text}
      </span>
    </span>
  );
}

function Accounts({ accounts }: { accounts: Led[] }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const { shown, more } = useSome(accounts);
  return (
    <>
      <table className="k-table">
        <thead>
          <tr>
            <th>{t('field.account')}</th>
            <th className="k-num">{t('field.score')}</th>
            <th>{t('programme.rigour')}</th>
            <th>{t('programme.focus')}</th>
            <th className="k-num">{t('programme.hours_year')}</th>
            <th>{t('programme.plan')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((account) => (
            <tr key={account.id}>
              <td>
                <Link to={`/accounts/${account.id}`} className="k-link">
                  {account.name}
                </Link>{' '}
                <ClassMark value={account.class} />
              </td>
              <td className="k-num">{format.number(Math.round(account.score))}</td>
              <td>{term('rigour', account.rigour || 'standard')}</td>
              <td>{account.focus ? term('focus', account.focus) : '–'}</td>
              <td className="k-num">{format.number(account.hours)}</td>
              <td>
                <PlanMark of={account} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

function CapacityForm({ manager, close }: { manager: Manager; close: () => void }) {
  const t = useT();
  const save = useSaveCapacity();
  const [hours, setHours] = useState<number | ''>(manager.hours_have);
  const [cap, setCap] = useState<number | ''>(manager.cap ?? '');
  const store = () =>
    save.mutate(
      {
        id: manager.capacity_id,
        version: manager.capacity_version,
        body: { user_id: manager.user_id, hours: hours === '' ? null : hours, key_cap: cap === '' ? null : cap },
      },
      { onSuccess: close },
    );
  return (
    <Stack gap={12}>
      {save.error && <FaultBox error={save.error} />}
      <NumberInput
        label={t('programme.manager_hours')}
        description={t('programme.as_settings')}
        value={hours}
        min={0}
        max={3000}
        onChange={(value) => setHours(value === '' ? '' : Number(value))}
      />
      <NumberInput
        label={t('programme.manager_cap')}
        description={t('programme.as_settings')}
        value={cap}
        min={0}
        onChange={(value) => setCap(value === '' ? '' : Number(value))}
      />
      <Button onClick={store} loading={save.isPending}>
        {t('action.save')}
      </Button>
    </Stack>
  );
}

function Managers({ coverage }: { coverage: KeyCoverage }) {
  const t = useT();
  const format = useFormat();
  const may = useCan()('selection.write');
  const [open, setOpen] = useState<string | null>(null);
  const [editing, setEditing] = useState<Manager | null>(null);
  const shown = coverage.managers.filter((manager) => manager.accounts.length > 0 || manager.capacity_id);
  const idle = coverage.managers.length - shown.length;
  return (
    <>
      <ScrollX>
        <table className="k-table k-table-cards">
          <thead>
            <tr>
              <th>{t('programme.manager')}</th>
              <th>{t('programme.load')}</th>
              <th className="k-num">{t('programme.plans_led')}</th>
              <th className="k-num">{t('programme.key_list')}</th>
              <th className="k-num">{t('programme.without_plan')}</th>
              <th className="k-num" title={t('programme.room_hint')}>
                {t('programme.room')}
              </th>
              <th />
            </tr>
          </thead>
          <tbody>
            {shown.map((manager) => (
              <Fragment key={manager.user_id}>
                <tr>
                  <td>
                    <UnstyledButton
                      fz="inherit"
                      className="k-link"
                      aria-expanded={open === manager.user_id}
                      onClick={() => setOpen(open === manager.user_id ? null : manager.user_id)}
                    >
                      {manager.name}
                    </UnstyledButton>
                  </td>
                  <td data-label={t('programme.hours_year')}>
                    <Load manager={manager} />
                  </td>
                  <td className="k-num" data-label={t('programme.plans_led')}>
                    {manager.plans_led}
                  </td>
                  <td
                    className={manager.over_cap ? 'k-num k-bad-text' : 'k-num'}
                    title={manager.over_cap ? t('programme.over_cap') : undefined}
                    data-label={t('programme.key_list')}
                  >
                    {manager.cap !== null
                      ? t('programme.of_cap', { count: manager.key_accounts, cap: manager.cap })
                      : manager.key_accounts}
                    {manager.over_cap && <div>{t('programme.over_cap')}</div>}
                  </td>
                  <td className="k-num" data-label={t('programme.without_plan')}>
                    {manager.without_plan}
                  </td>
                  <td className="k-num" data-label={t('programme.room')}>
                    {manager.room === null ? '–' : format.number(Math.floor(manager.room * 10) / 10)}
                  </td>
                  <td>
                    {may && (
                      <Button size="compact-xs" variant="subtle" onClick={() => setEditing(manager)}>
                        {t('programme.capacity')}
                      </Button>
                    )}
                  </td>
                </tr>
                {open === manager.user_id && (
                  <tr>
                    <td colSpan={7} data-wide>
                      <Accounts accounts={manager.accounts} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {idle > 0 && <p className="k-dim">{t('programme.idle', { count: idle })}</p>}
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={<b>{editing?.name}</b>}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {editing && <CapacityForm manager={editing} close={() => setEditing(null)} />}
      </Modal>
    </>
  );
}

export default function CoveragePage() {
  const t = useT();
  const format = useFormat();
  const coverage = useCoverage();
  const may = useCan()('selection.write');
  const [settings, setSettings] = useState(false);
  const data = coverage.data;
  return (
    <Page
      title={t('nav.coverage')}
      actions={
        may && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconAdjustments size={15} />}
            onClick={() => setSettings(true)}
          >
            {t('programme.settings')}
          </Button>
        )
      }
    >
      <PageBody>
        <Waiting on={coverage}>
          {() =>
            data && (
              <>
                <Figures
                  items={[
                    {
                      label: t('programme.strategic'),
                      value: format.number(data.accounts),
                      note: t('programme.strategic_text'),
                    },
                    {
                      label: t('programme.with_plan'),
                      value: data.accounts ? format.percent(data.with_plan / data.accounts) : '–',
                      note: t('programme.of_cap', { count: data.with_plan, cap: data.accounts }),
                    },
                    {
                      label: t('programme.over_hours'),
                      value: String(data.managers.filter((manager) => manager.over).length),
                    },
                    { label: t('programme.unled'), value: String(data.unled.length) },
                  ]}
                />
                <Section title={t('programme.load')}>
                  {data.accounts === 0 ? (
                    <EmptyLine>{t('programme.no_strategic')}</EmptyLine>
                  ) : (
                    <Managers coverage={data} />
                  )}
                </Section>
                {data.unled.length > 0 && (
                  <Section title={t('programme.unled')}>
                    <Accounts accounts={data.unled} />
                  </Section>
                )}
                <Section title={t('programme.rollout')}>
                  <Rollout />
                </Section>
              </>
            )
          }
        </Waiting>
      </PageBody>
      <SettingsDrawer opened={settings} close={() => setSettings(false)} />
    </Page>
  );
}
