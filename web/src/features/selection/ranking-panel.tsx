/** The ranking under the weights on the screen, beside the one that stands: who moves, who enters, who leaves. */
import { useThrottledValue } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconMinus } from '@tabler/icons-react';
import type { RankedAccount, SelectionCriterion } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark } from '@/ui/chips';
import { EmptyLine, Waiting } from '@/ui/states';
import { useRanking } from './queries';

export const shownTop = 20;

export function Shift({ account }: { account: RankedAccount }) {
  const t = useT();
  const by = account.rank_before - account.rank;
  if (by === 0)
    return (
      <span className="k-dim" title={t('selection.stays')}>
        <IconMinus size={13} aria-label={t('selection.stays')} />
      </span>
    );
  const Arrow = by > 0 ? IconArrowUp : IconArrowDown;
  const label = t(by > 0 ? 'selection.up_by' : 'selection.down_by', { count: Math.abs(by) });
  return (
    <span title={label} style={{ display: 'inline-flex', alignItems: 'center', gap: 2, whiteSpace: 'nowrap' }}>
      <Arrow size={13} aria-hidden />
      <span aria-hidden>{Math.abs(by)}</span>
      <span className="k-visually-hidden">{label}</span>
    </span>
  );
}

function Rows({ accounts, open }: { accounts: RankedAccount[]; open: (id: string) => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <table className="k-table k-middle">
      <thead>
        <tr>
          <th className="k-num">{t('selection.rank')}</th>
          <th>
            <span className="k-visually-hidden">{t('selection.moves')}</span>
          </th>
          <th>{t('field.account')}</th>
          <th>{t('field.class')}</th>
          <th className="k-num">{t('field.score')}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.account_id}>
            <td className="k-num">{format.integer(account.rank)}</td>
            <td>
              <Shift account={account} />
            </td>
            <td>
              <button type="button" className="k-link k-plain" onClick={() => open(account.account_id)}>
                {account.name}
              </button>
            </td>
            <td>
              <ClassMark value={account.class || null} />
            </td>
            <td className="k-num" title={t('selection.score_before', { score: format.tenths(account.score_before) })}>
              {format.tenths(account.score)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function RankingPanel({
  modelId,
  criteria,
  saved,
  open,
}: {
  modelId: string;
  criteria: SelectionCriterion[];
  /** Of the version that stands. */
  saved: SelectionCriterion[];
  open: (id: string) => void;
}) {
  const t = useT();
  const tried = useThrottledValue(criteria, 90);
  const ranking = useRanking(modelId, tried, saved, shownTop);
  return (
    <Waiting on={ranking} lines={12}>
      {() => {
        const data = ranking.data;
        if (!data || data.items.length === 0) return <EmptyLine>{t('selection.no_ranking')}</EmptyLine>;
        return (
          <>
            <p role="status" style={{ marginBottom: 8 }}>
              {data.moved === 0
                ? t('selection.nobody_moves', { count: data.accounts })
                : t('selection.moved', {
                    moved: data.moved,
                    count: data.accounts,
                    entered: data.entered,
                    top: data.top,
                  })}
            </p>
            <Rows accounts={data.items} open={open} />
            {data.left.length > 0 && (
              <>
                <h3 style={{ margin: '14px 0 6px' }}>{t('selection.leave_top', { top: data.top })}</h3>
                <Rows accounts={data.left} open={open} />
              </>
            )}
          </>
        );
      }}
    </Waiting>
  );
}
