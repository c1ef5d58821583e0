/** The six roles and the executive sponsor: who fills each, and which stand vacant. */
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { invalidate, useKnownName } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Plan } from '@/api/types';
import { discard, type Sent, sendNew, sendRemoval, useUnsent } from '@/api/unsent';
import { useT } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { RecordForm } from '@/ui/record-form';
import { useToast } from '@/ui/toast';
import { usePlan } from './plan-context';
import { TaskForm } from './task-form';

type Role = Plan['roles'][number];

function useTeam(accountId: string) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const unsent = useUnsent();
  const join = (role: string, userId: unknown, name: string) =>
    sendNew({ route: 'account-team', mine: { account_id: accountId, user_id: userId, role }, label: name });
  const leave = (id: string, name: string) => sendRemoval({ route: 'account-team', record: id, base: {}, label: name });
  const told = (sent: Sent, text: string, back: (sent: Sent) => Promise<unknown>) => {
    if (sent.state === 'waiting') return toast.done(t('unsent.kept'));
    invalidate(client, 'account-team');
    toast.done(text, async () => {
      await back(sent);
      invalidate(client, 'account-team');
    });
  };
  return {
    join: async (role: string, userId: unknown, name: string) => {
      const sent = await join(role, userId, name);
      told(sent, t('plan.row_added'), async (done) => {
        if (done.state === 'saved' && done.merged) await leave(done.merged.record.id, name);
      });
    },
    leave: async (role: string, member: { member_id: string; user_id: string; name: string }) => {
      const waiting = unsent.find((one) => one.id === member.member_id);
      if (waiting) return discard(waiting);
      try {
        const sent = await leave(member.member_id, member.name);
        told(sent, t('plan.row_removed'), () => join(role, member.user_id, member.name));
      } catch (error) {
        toast.failed(error);
      }
    },
  };
}

function RoleLine({ role, fill, find }: { role: Role; fill: () => void; find: () => void }) {
  const t = useT();
  const { plan, readOnly } = usePlan();
  const mayWrite = useMayWrite('accounts') && !readOnly;
  const team = useTeam(plan.account_id);
  return (
    <li>
      <div>
        <b>{role.title}</b>
        <div className="k-dim">{role.help}</div>
      </div>
      <div className="k-role-who">
        {role.holders.length === 0 && <ToneChip tone="warn">{t('plan.vacant')}</ToneChip>}
        {role.holders.map((holder) => (
          <span key={holder.member_id} className="k-chip" style={{ paddingLeft: 8 }}>
            {holder.name}
            {mayWrite && (
              <ActionIcon
                variant="transparent"
                color="gray"
                size={18}
                aria-label={t('plan.take_off', { name: holder.name, role: role.title })}
                onClick={() => void team.leave(role.key, holder)}
              >
                <IconX size={12} />
              </ActionIcon>
            )}
          </span>
        ))}
        {mayWrite && (
          <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={12} />} onClick={fill}>
            {t('plan.fill_role')}
          </Button>
        )}
        {!readOnly && role.holders.length === 0 && (
          <Button variant="subtle" size="compact-xs" onClick={find}>
            {t('plan.make_task')}
          </Button>
        )}
      </div>
    </li>
  );
}

export function Roles() {
  const t = useT();
  const { plan } = usePlan();
  const team = useTeam(plan.account_id);
  const nameOf = useKnownName('users');
  const [filling, setFilling] = useState<Role | null>(null);
  const [finding, setFinding] = useState<Role | null>(null);
  const vacant = plan.roles.filter((role) => role.holders.length === 0).length;
  return (
    <section className="k-subsection" aria-label={t('plan.roles')}>
      <h3>
        {t('plan.roles')} {vacant > 0 && <span className="k-dim">{t('plan.vacancies', { count: vacant })}</span>}
      </h3>
      <ul className="k-roles">
        {plan.roles.map((role) => (
          <RoleLine key={role.key} role={role} fill={() => setFilling(role)} find={() => setFinding(role)} />
        ))}
      </ul>
      <RecordForm
        opened={filling !== null}
        close={() => setFilling(null)}
        title={filling?.title ?? ''}
        submitLabel={t('action.add')}
        fields={[{ key: 'user_id', label: t('field.user_id'), kind: 'ref', route: 'users', required: true }]}
        save={(values) => team.join(filling?.key ?? '', values.user_id, nameOf(String(values.user_id)))}
      />
      <TaskForm
        opened={finding !== null}
        close={() => setFinding(null)}
        title={finding?.task_title ?? ''}
        body={{ role: finding?.key }}
      />
    </section>
  );
}
