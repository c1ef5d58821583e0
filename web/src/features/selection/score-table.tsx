/** Why the account scores as it does: each criterion with its weight and the data behind; judgements set in place. */
import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { put } from '@/api/client';
import { invalidate } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { AccountScore } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Meter } from '@/ui/chips';
import { useToast } from '@/ui/toast';
import { ClassStrip } from './class-strip';

/** Where the rows lie that a criterion was computed from. */
const rowsBehind: Record<string, string> = {
  current_revenue: 'sales',
  margin: 'sales',
  growth_potential: 'pipeline',
  renewal: 'sales',
  winning: 'pipeline',
  effort: 'interactions',
  relationship: 'people',
  market_share: 'sales',
  stability: 'sales',
};

const sourceRows: Record<AccountScore['criteria'][number]['source'], string> = {
  '': '',
  account: '',
  custom: '',
  sales: 'sales',
  deals: 'pipeline',
  people: 'people',
  interactions: 'interactions',
  plan: 'plan',
};
const rowsOf = (criterion: AccountScore['criteria'][number]) =>
  rowsBehind[criterion.key] ?? sourceRows[criterion.source];

function useJudge(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, value }: { key: string; value: number }) =>
      put(`/accounts/${accountId}/judgements/${key}`, { value, note: '' }),
    onSuccess: () => invalidate(client, 'selection'),
  });
}

export function ScoreTable({ score, accountId }: { score: AccountScore; accountId: string }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const toast = useToast();
  const judge = useJudge(accountId);
  const mayWrite = useMayWrite('accounts');
  return (
    <>
      <p style={{ margin: '4px 0 8px' }}>
        <b>{score.class ? term('class', score.class) : t('class.none')}</b>
        {score.class_reason && <span className="k-dim"> – {score.class_reason}</span>}
      </p>
      {score.class_source === 'person' && (
        <p className="k-dim" style={{ margin: '0 0 8px' }}>
          {t('selection.rule_would_say', {
            class: score.computed_class ?? t('class.none'),
            reason: score.rule_reason,
          })}
        </p>
      )}
      <ClassStrip accountId={accountId} />
      {score.score !== null && (
        <p className="k-dim" style={{ marginBottom: 8 }}>
          {t('selection.scored_by', {
            score: format.number(Math.round(score.score * 10) / 10),
            rank: score.rank ?? 0,
            accounts: score.accounts,
            name: score.model_name,
            number: score.model_version,
          })}
        </p>
      )}
      <table className="k-table k-table-cards k-table-top">
        <thead>
          <tr>
            <th>{t('selection.criterion')}</th>
            <th className="k-num">{t('selection.weight')}</th>
            <th>{t('field.score')}</th>
            <th>{t('selection.behind')}</th>
          </tr>
        </thead>
        <tbody>
          {score.criteria.map((criterion) => (
            <tr key={criterion.key}>
              <td data-wide>{criterion.name}</td>
              <td className="k-num" data-label={t('selection.weight')}>
                {format.percent(criterion.weight)}
              </td>
              <td data-label={t('field.score')}>
                {criterion.normalised === null ? (
                  <span className="k-dim">–</span>
                ) : (
                  <Meter value={criterion.normalised} label={criterion.name} />
                )}
              </td>
              <td className="k-dim" data-wide>
                {criterion.kind === 'soft' && mayWrite ? (
                  <Select
                    aria-label={`${criterion.name} 1–5`}
                    placeholder={t('selection.judge')}
                    data={['1', '2', '3', '4', '5'].map((value) => {
                      const means = criterion.levels[Number(value) - 1];
                      return { value, label: means ? `${value} – ${means}` : value };
                    })}
                    value={criterion.raw === null ? null : String(Math.round(criterion.raw))}
                    onChange={(value) =>
                      value && judge.mutate({ key: criterion.key, value: Number(value) }, { onError: toast.failed })
                    }
                    w={criterion.levels.some(Boolean) ? 200 : 92}
                    maw="100%"
                  />
                ) : null}
                {criterion.kind === 'soft' && mayWrite && criterion.missing ? null : (
                  <span>{criterion.explanation}</span>
                )}
                {rowsOf(criterion) && !criterion.missing && (
                  <>
                    {' '}
                    <Link
                      to={`/accounts/${accountId}/${rowsOf(criterion)}`}
                      className="k-link"
                      style={{ textDecoration: 'underline' }}
                    >
                      {t('selection.rows_behind')}
                    </Link>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
