/** The list review: every member once, with what has changed since, a verdict and a reason; closing carries it out. */
import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '@/api/queries';
import { useMayWrite, useSession } from '@/api/session';
import type { Money, Resources } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark, DayText, GrowthText, MoneyText } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { EmptyLine, FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useAlone } from './decision-dialog';
import { PlanMark } from './plan-mark';
import { useCloseRound, useJudgeItem, useRoundItems } from './queries';

type Item = Resources['key-list-round-items'];
interface Snapshot {
  score?: number;
  class?: string;
  revenue_12m?: Money;
  growth?: number | null;
  /** Empty without a plan. */
  plan_status?: string;
  plan_completeness?: number;
}

function Verdict({ item, readOnly }: { item: Item; readOnly: boolean }) {
  const t = useT();
  const judge = useJudgeItem();
  const toast = useToast();
  const [verdict, setVerdict] = useState(item.verdict ?? '');
  const [note, setNote] = useState(item.note ?? '');
  const needs = verdict === 'exit' || verdict === 'probation';
  const save = (next: string, why: string) => {
    if ((next === 'exit' || next === 'probation') && !why.trim()) return;
    if (next === (item.verdict ?? '') && why === (item.note ?? '')) return;
    judge.mutate(
      { id: item.id, version: item.version, body: { verdict: next, note: why } as Partial<Item> },
      { onError: toast.failed },
    );
  };
  return (
    <Group gap={8} className="k-verdict">
      <SegmentedControl
        size="xs"
        disabled={readOnly}
        value={verdict}
        transitionDuration={0}
        aria-label={t('programme.verdict')}
        onChange={(next) => {
          setVerdict(next as typeof verdict);
          save(next, note);
        }}
        data={[
          { value: 'keep', label: t('programme.keep') },
          { value: 'probation', label: t('programme.on_probation') },
          { value: 'exit', label: t('programme.leaves') },
        ]}
      />
      <TextInput
        size="xs"
        style={{ minWidth: 200, flex: 1 }}
        aria-label={t('programme.reason')}
        placeholder={t(needs ? 'programme.reason_needed' : 'programme.reason')}
        value={note}
        disabled={readOnly}
        required={needs}
        error={needs && !note.trim()}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={() => save(verdict, note)}
        onKeyDown={(event) => event.key === 'Enter' && save(verdict, note)}
      />
    </Group>
  );
}

/** The plan when the review began. */
export const planThen = (then: Snapshot) => ({
  plan_id: then.plan_status ? 'then' : '',
  plan_status: then.plan_status,
  plan_completeness: then.plan_completeness,
});

export function RoundView({ round }: { round: Resources['key-list-rounds'] }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const may = useMayWrite('selection');
  const items = useRoundItems(round.id);
  const close = useCloseRound();
  const names = useNames(
    'accounts',
    (items.data?.items ?? []).map((item) => item.account_id),
  );
  const all = items.data?.items ?? [];
  const decided = all.filter((item) => item.verdict).length;
  const me = useSession().user.id;
  const alone = useAlone();
  // who gave the verdict does not approve the exit too
  const own = alone ? 0 : all.filter((item) => item.verdict === 'exit' && item.decided_by === me).length;
  return (
    <Waiting on={items}>
      {() => (
        <>
          <Group justify="space-between" mb={8}>
            <span className="k-dim">
              {t('programme.round_progress', { decided, count: all.length })}
              {round.due_on && (
                <>
                  {' '}
                  · {t('programme.due')} <DayText value={round.due_on} />
                </>
              )}
            </span>
            {may && (
              <Button
                size="xs"
                disabled={decided < all.length}
                loading={close.isPending}
                onClick={() =>
                  close.mutate(round.id, {
                    onSuccess: () =>
                      toast.done(own ? t('programme.round_done_exits', { count: own }) : t('programme.round_done')),
                  })
                }
              >
                {t('programme.close_round')}
              </Button>
            )}
          </Group>
          {may && own > 0 && <p className="k-note">{t('programme.round_own_exits', { count: own })}</p>}
          {close.error && <FaultBox error={close.error} />}
          {all.length === 0 ? (
            <EmptyLine>{t('programme.round_empty')}</EmptyLine>
          ) : (
            <ScrollX>
              <table className="k-table k-table-cards">
                <thead>
                  <tr>
                    <th>{t('field.account')}</th>
                    <th className="k-num">{t('field.score')}</th>
                    <th className="k-num">{t('field.revenue_12m')}</th>
                    <th className="k-num">{t('field.growth')}</th>
                    <th>{t('programme.plan')}</th>
                    <th>{t('programme.verdict')}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((item) => {
                    const then = (item.snapshot ?? {}) as Snapshot;
                    return (
                      <tr key={item.id}>
                        <td>
                          <Link to={`/accounts/${item.account_id}`} className="k-link">
                            {names ? (
                              (names.get(item.account_id ?? '') ?? t('field.account'))
                            ) : (
                              <span className="k-skel" style={{ width: 120 }} />
                            )}
                          </Link>{' '}
                          <ClassMark value={then.class ?? null} />
                        </td>
                        <td className="k-num" data-label={t('field.score')}>
                          {format.number(Math.round(then.score ?? 0))}
                        </td>
                        <td className="k-num" data-label={t('field.revenue_12m')}>
                          <MoneyText value={then.revenue_12m} />
                        </td>
                        <td className="k-num" data-label={t('field.growth')}>
                          <GrowthText value={then.growth} />
                        </td>
                        <td data-label={t('programme.plan')}>
                          <PlanMark of={planThen(then)} />
                        </td>
                        <td data-wide>
                          <Verdict key={item.version} item={item} readOnly={!may} />
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </ScrollX>
          )}
        </>
      )}
    </Waiting>
  );
}
