/** Opportunities by stage. Cards move by dragging, or with the arrow keys when they have the focus. */
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useNames, useUpdate } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Money, Opportunity, OpportunityStage } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { DayText, MoneyText } from '@/ui/chips';
import { useToast } from '@/ui/toast';

interface BoardProps {
  deals: Opportunity[];
  stages: OpportunityStage[];
  open: (id: string) => void;
}

function useMove() {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const update = useUpdate('opportunities');
  const [moved, setMoved] = useState<Record<string, string>>({});
  const forget = (id: string) => setMoved(({ [id]: _gone, ...rest }) => rest);
  const move = async (deal: Opportunity, to: OpportunityStage) => {
    setMoved((before) => ({ ...before, [deal.id]: to.key }));
    try {
      const saved = await update.mutateAsync({ id: deal.id, version: deal.version, body: { stage: to.key } });
      await client.invalidateQueries({ queryKey: ['opportunities', 'list'] });
      toast.done(t('opportunity.moved', { name: deal.name, stage: to.name }), async () => {
        await update.mutateAsync({
          id: deal.id,
          version: saved.version,
          body: { stage: deal.stage, probability: deal.probability },
        });
      });
    } catch (error) {
      toast.failed(error);
    }
    forget(deal.id);
  };
  return { moved, move };
}

interface CardProps {
  deal: Opportunity;
  account: string | undefined;
  movable: boolean;
  step: (by: number) => void;
  open: () => void;
}

function Card({ deal, account, movable, step, open }: CardProps) {
  const t = useT();
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open();
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !movable) return;
    event.preventDefault();
    step(by);
  };
  return (
    <button
      type="button"
      className="k-card"
      id={`deal-${deal.id}`}
      style={{ font: 'inherit', textAlign: 'left', color: 'inherit' }}
      draggable={movable}
      aria-description={movable ? t('keys.card') : undefined}
      onDragStart={(event) => event.dataTransfer.setData('text/kamino-deal', deal.id)}
      onKeyDown={onKey}
      onClick={open}
    >
      <strong>{deal.name}</strong>
      <div className="k-dim k-ellipsis">{account}</div>
      <div style={{ display: 'flex', justifyContent: 'space-between', marginTop: 6 }}>
        <MoneyText value={deal.amount} strong />
        <DayText value={deal.close_on} />
      </div>
    </button>
  );
}

const sumOf = (deals: Opportunity[]): Money | null => {
  const amounts = deals.flatMap((deal) => (deal.amount ? [deal.amount] : []));
  const first = amounts[0];
  // amounts in several currencies have no honest sum here
  if (!first || amounts.some((money) => money.currency !== first.currency)) return null;
  return { minor: amounts.reduce((sum, money) => sum + money.minor, 0), currency: first.currency };
};

export function Board({ deals, stages, open }: BoardProps) {
  const format = useFormat();
  const mayWrite = useMayWrite('opportunities');
  const { moved, move } = useMove();
  const [over, setOver] = useState('');
  const names = useNames(
    'accounts',
    deals.map((deal) => deal.account_id),
  );
  const stageOf = (deal: Opportunity) => moved[deal.id] ?? deal.stage;
  const stepFrom = (deal: Opportunity, by: number) => {
    const to = stages[stages.findIndex((stage) => stage.key === stageOf(deal)) + by];
    if (!to) return;
    void move(deal, to).then(() => document.getElementById(`deal-${deal.id}`)?.focus());
  };
  return (
    <div className="k-board">
      {stages.map((stage) => {
        const cards = deals.filter((deal) => stageOf(deal) === stage.key);
        return (
          <section
            key={stage.key}
            className="k-lane"
            aria-label={stage.name}
            data-over={over === stage.key}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(stage.key);
            }}
            onDragLeave={() => setOver('')}
            onDrop={(event) => {
              setOver('');
              const deal = deals.find((candidate) => candidate.id === event.dataTransfer.getData('text/kamino-deal'));
              if (deal && mayWrite && deal.stage !== stage.key) void move(deal, stage);
            }}
          >
            <header>
              <span>
                {stage.name} <span className="k-dim">{format.integer(cards.length)}</span>
              </span>
              <MoneyText value={sumOf(cards)} />
            </header>
            {cards.map((deal) => (
              <Card
                key={deal.id}
                deal={deal}
                account={names?.get(deal.account_id)}
                movable={mayWrite}
                step={(by) => stepFrom(deal, by)}
                open={() => open(deal.id)}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
}
