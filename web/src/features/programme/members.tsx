/** The accounts on a list with what decides about them; focus, rigour and who leads are changed in place. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useNames } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { KeyList, Resources } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark, DayText, GrowthText, MoneyText, ToneChip } from '@/ui/chips';
import { ReaderPicker } from '@/ui/ref-picker';
import { ScrollX } from '@/ui/scroll-x';
import { useToast } from '@/ui/toast';
import { type Asking, FocusSelect, RigourSelect } from './move-dialog';
import { PlanMark } from './plan-mark';
import { useChangeStay } from './queries';

type Member = KeyList['items'][number];

function State({ member }: { member: Member }) {
  const t = useT();
  if (member.membership.state !== 'probation') return <ToneChip tone="good">{t('programme.active')}</ToneChip>;
  const until = member.membership.probation_until;
  const late = until ? until < new Date().toISOString().slice(0, 10) : false;
  return (
    <>
      <ToneChip tone={late ? 'bad' : 'warn'}>{t('programme.probation')}</ToneChip>
      {until && (
        <div className="k-dim" style={{ whiteSpace: 'nowrap' }}>
          {t('programme.until')} <DayText value={until} />
        </div>
      )}
    </>
  );
}

function Actions({ member, ask, list }: { member: Member; ask: (asking: Asking) => void; list: KeyList }) {
  const t = useT();
  const account = { id: member.membership.account_id ?? '', name: member.account?.name ?? '' };
  const item = (kind: Asking['kind'], label: string) => (
    <Menu.Item onClick={() => ask({ list: list.list, kind, account })}>{label}</Menu.Item>
  );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('programme.actions_for', { name: account.name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {member.membership.state === 'probation' && item('confirm', t('programme.ask_confirm'))}
        {item('extend', t('programme.ask_extend'))}
        {item('exit', t('programme.ask_exit'))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function Members({ list, ask }: { list: KeyList; ask: (asking: Asking) => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const may = useMayWrite('key-accounts');
  const change = useChangeStay();
  const leaders = useNames('users', may ? [] : list.items.map((member) => member.membership.manager_id));
  const waiting = new Set(list.requests.map((request) => request.move.account_id));
  const save = (member: Member, body: Partial<Resources['key-accounts']>) =>
    change.mutate({ id: member.membership.id, version: member.membership.version, body }, { onError: toast.failed });
  return (
    <ScrollX>
      <table className="k-table k-table-cards">
        <thead>
          <tr>
            <th style={{ minWidth: 190 }}>{t('field.account')}</th>
            <th>{t('programme.class_and_score')}</th>
            <th className="k-num">{t('field.revenue_12m')}</th>
            <th className="k-num">{t('field.growth')}</th>
            <th>{t('programme.state')}</th>
            <th style={{ minWidth: 120 }}>{t('programme.focus')}</th>
            <th style={{ minWidth: 110 }}>{t('programme.rigour')}</th>
            <th style={{ minWidth: 160 }}>{t('programme.leads')}</th>
            <th>{t('programme.plan')}</th>
            <th>{t('programme.entered')}</th>
            {may && <th />}
          </tr>
        </thead>
        <tbody>
          {list.items.map((member) => (
            <tr key={member.membership.id}>
              <td data-wide style={{ maxWidth: 270 }}>
                <Link to={`/accounts/${member.membership.account_id}`} className="k-link">
                  {member.account?.name ?? member.membership.account_id}
                </Link>
                <div className="k-dim k-clamp-2" title={member.membership.entry_reason}>
                  {member.membership.entry_reason}
                </div>
              </td>
              <td data-label={t('programme.class_and_score')}>
                <span style={{ whiteSpace: 'nowrap' }}>
                  <ClassMark value={member.account?.class ?? null} />{' '}
                  {member.account ? format.number(Math.round(member.account.score ?? 0)) : '–'}
                </span>
              </td>
              <td className="k-num" data-label={t('field.revenue_12m')}>
                <MoneyText value={member.account?.revenue_12m} />
              </td>
              <td className="k-num" data-label={t('field.growth')}>
                <GrowthText value={member.account?.growth} />
              </td>
              <td data-label={t('programme.state')}>
                <State member={member} />
              </td>
              <td data-label={t('programme.focus')}>
                <FocusSelect
                  value={member.membership.focus ?? ''}
                  onChange={(focus) => save(member, { focus } as Partial<Resources['key-accounts']>)}
                  disabled={!may}
                />
              </td>
              <td data-label={t('programme.rigour')}>
                <RigourSelect
                  value={member.membership.rigour ?? 'standard'}
                  onChange={(rigour) => save(member, { rigour } as Partial<Resources['key-accounts']>)}
                  disabled={!may}
                />
              </td>
              <td data-label={t('programme.leads')}>
                {may ? (
                  <ReaderPicker
                    accountId={member.membership.account_id ?? ''}
                    placeholder={member.account?.owner_name || t('programme.leads_nobody')}
                    aria-label={t('programme.leads')}
                    value={member.membership.manager_id ?? null}
                    onChange={(id) => save(member, { manager_id: id })}
                  />
                ) : (
                  (leaders?.get(member.membership.manager_id ?? '') ?? (member.account?.owner_name || '–'))
                )}
              </td>
              <td data-label={t('programme.plan')}>
                {member.account?.plan_id ? (
                  <Link to={`/accounts/${member.membership.account_id}/plan`} className="k-link">
                    <PlanMark of={member.account} />
                  </Link>
                ) : (
                  <PlanMark of={member.account} />
                )}
              </td>
              <td data-label={t('programme.entered')}>
                <DayText value={member.membership.entered_on} />
              </td>
              {may && (
                <td>
                  {waiting.has(member.membership.account_id ?? '') ? (
                    <span className="k-dim">{t('programme.waits')}</span>
                  ) : (
                    <Actions member={member} ask={ask} list={list} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
