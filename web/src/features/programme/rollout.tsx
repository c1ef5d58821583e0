/** The roll-out of plans over the strategic accounts: waves with dates and progress, and a proposal for the rest. */
import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRemove } from '@/api/queries';
import { useCan } from '@/api/session';
import type { KeyRollout } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark, DayText, PlainChip, ToneChip } from '@/ui/chips';
import { useSome } from '@/ui/some';
import { EmptyLine, FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { hasPlan } from './plan-mark';
import { useProposal, useRollout } from './queries';

type Wave = KeyRollout['waves'][number];

function firstOfNextMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 1)).toISOString().slice(0, 10);
}

function Proposal({ close }: { close: () => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const propose = useProposal();
  const [waves, setWaves] = useState(4);
  const [months, setMonths] = useState(3);
  const [start, setStart] = useState(firstOfNextMonth);
  const ask = (apply: boolean) =>
    propose.mutate(
      { waves, months, starts_on: start, apply },
      {
        onSuccess: () => {
          if (!apply) return;
          close();
          toast.done(t('programme.waves_made'));
        },
      },
    );
  return (
    <Stack gap={12}>
      <p className="k-dim">{t('programme.proposal_text')}</p>
      {propose.error && <FaultBox error={propose.error} />}
      <Group grow>
        <NumberInput
          label={t('programme.wave_count')}
          min={1}
          max={24}
          value={waves}
          onChange={(v) => setWaves(Number(v) || 1)}
        />
        <NumberInput
          label={t('programme.wave_months')}
          min={1}
          max={24}
          value={months}
          onChange={(v) => setMonths(Number(v) || 1)}
        />
        <TextInput
          type="date"
          label={t('programme.starts_on')}
          value={start}
          onChange={(e) => setStart(e.currentTarget.value)}
        />
      </Group>
      {propose.data && !propose.data.applied && (
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('programme.wave')}</th>
              <th>{t('programme.when')}</th>
              <th className="k-num">{t('nav.accounts')}</th>
              <th className="k-num">{t('programme.hours_year')}</th>
            </tr>
          </thead>
          <tbody>
            {propose.data.waves.map((wave) => (
              <tr key={wave.starts_on}>
                <td title={wave.items.map((item) => item.name).join(', ')}>{wave.name}</td>
                <td>
                  <DayText value={wave.starts_on} /> – <DayText value={wave.ends_on} />
                </td>
                <td className="k-num">{wave.items.length}</td>
                <td className="k-num">{format.number(Math.round(wave.hours))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => ask(false)} loading={propose.isPending}>
          {t('programme.preview')}
        </Button>
        <Button onClick={() => ask(true)} disabled={!propose.data || propose.data.applied} loading={propose.isPending}>
          {t('programme.make_waves')}
        </Button>
      </Group>
    </Stack>
  );
}

function WaveAccounts({ items }: { items: Wave['items'] }) {
  const t = useT();
  const { shown, more } = useSome(items);
  return (
    <>
      <ul style={{ margin: '8px 0 8px 4px', padding: 0, listStyle: 'none', columns: '260px' }}>
        {shown.map((item) => (
          <li key={item.id} style={{ breakInside: 'avoid', padding: '2px 0' }}>
            <ClassMark value={item.class} />{' '}
            <Link to={`/accounts/${item.id}/plan`} className="k-link">
              {item.name}
            </Link>{' '}
            {!hasPlan(item) && (
              <span className="k-dim">{t(item.plan_id ? 'programme.plan_ended' : 'programme.no_plan')}</span>
            )}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

function WaveBlock({ wave, may }: { wave: Wave; may: boolean }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const remove = useRemove('rollout-waves');
  const [open, setOpen] = useState(false);
  const today = new Date().toISOString().slice(0, 10);
  const done = wave.accounts > 0 && wave.with_plan === wave.accounts;
  const late = !done && wave.wave.ends_on < today;
  const word = done
    ? 'programme.wave_done'
    : late
      ? 'programme.wave_late'
      : wave.wave.starts_on <= today
        ? 'programme.wave_runs'
        : 'programme.wave_waits';
  return (
    <details
      style={{ borderTop: '1px solid var(--k-line)', padding: '8px 0' }}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary style={{ display: 'flex', gap: 12, alignItems: 'center', cursor: 'pointer', flexWrap: 'wrap' }}>
        <b>{wave.wave.name}</b>
        <span className="k-dim">
          <DayText value={wave.wave.starts_on} /> – <DayText value={wave.wave.ends_on} />
        </span>
        {done || late ? (
          <ToneChip tone={done ? 'good' : 'bad'}>{t(word)}</ToneChip>
        ) : (
          <PlainChip ink={wave.wave.starts_on <= today}>{t(word)}</PlainChip>
        )}
        <span>
          {t('programme.wave_progress', { with_plan: wave.with_plan, count: wave.accounts })}
          {wave.accounts > 0 && ` (${format.percent(wave.with_plan / wave.accounts)})`}
        </span>
      </summary>
      {open && <WaveAccounts items={wave.items} />}
      {may && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="red"
          onClick={() => remove.mutate({ id: wave.wave.id, version: wave.wave.version }, { onError: toast.failed })}
        >
          {t('programme.drop_wave')}
        </Button>
      )}
    </details>
  );
}

export function Rollout() {
  const t = useT();
  const format = useFormat();
  const may = useCan()('selection.write');
  const rollout = useRollout();
  const [proposing, setProposing] = useState(false);
  const data = rollout.data;
  return (
    <Waiting on={rollout}>
      {() =>
        data && (
          <>
            <Group justify="space-between" mb={8}>
              <span>
                {data.accounts > 0 &&
                  t('programme.rollout_progress', {
                    with_plan: data.with_plan,
                    count: data.accounts,
                    share: format.percent(data.with_plan / data.accounts),
                  })}
              </span>
              {may && data.unassigned.length > 0 && (
                <Button size="xs" onClick={() => setProposing(true)}>
                  {t('programme.propose_waves', { count: data.unassigned.length })}
                </Button>
              )}
            </Group>
            {data.waves.length === 0 && <EmptyLine>{t('programme.no_waves')}</EmptyLine>}
            {data.waves.map((wave) => (
              <WaveBlock key={wave.wave.id} wave={wave} may={may} />
            ))}
            <Modal
              size="lg"
              opened={proposing}
              onClose={() => setProposing(false)}
              title={<b>{t('programme.rollout')}</b>}
              closeButtonProps={{ 'aria-label': t('action.close') }}
            >
              {proposing && <Proposal close={() => setProposing(false)} />}
            </Modal>
          </>
        )
      }
    </Waiting>
  );
}
