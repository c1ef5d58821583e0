import { useQuery } from '@tanstack/react-query';
import { get } from '@/api/client';
import type { OpportunityStage } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { RecordDrawer } from '@/ui/record-drawer';
import { Waiting } from '@/ui/states';
import { useOpportunityFields } from './fields';

interface StageChange {
  stage: string;
  at?: string;
  changed_at?: string;
}

function StageHistory({ id, stages }: { id: string; stages: OpportunityStage[] }) {
  const t = useT();
  const format = useFormat();
  const history = useQuery({
    queryKey: ['opportunities', 'stages', id],
    queryFn: ({ signal }) => get<{ items: StageChange[] }>(`/opportunities/${id}/stages`, undefined, signal),
  });
  return (
    <Section title={t('opportunity.stage_history')}>
      <Waiting on={history} lines={2}>
        {() => (
          <ul className="k-list">
            {history.data?.items.map((step, at) => (
              <li key={at}>
                <span>{stages.find((stage) => stage.key === step.stage)?.name ?? step.stage}</span>
                <span className="k-dim">{format.dayFull(step.changed_at ?? step.at ?? '')}</span>
              </li>
            ))}
          </ul>
        )}
      </Waiting>
    </Section>
  );
}

export function OpportunityDrawer({
  id,
  close,
  stages,
}: {
  id: string | null;
  close: () => void;
  stages: OpportunityStage[];
}) {
  const groups = useOpportunityFields(stages);
  return (
    <RecordDrawer
      route="opportunities"
      id={id}
      close={close}
      groups={groups}
      extra={(deal) => <StageHistory id={deal.id} stages={stages} />}
    />
  );
}
