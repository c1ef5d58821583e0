/** Plans that came from files, newest first, each with its way back. */
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useList } from '@/api/queries';
import type { PlanImport } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { StateChip } from './state-chip';

export function PlanHistory({ undo }: { undo: (id: string) => void }) {
  const t = useT();
  const format = useFormat();
  const list = useList('plan-imports', { sort: '-created_at', limit: 20 });
  if (!list.data?.items.length) return null;
  return (
    <Section title={t('import.history')}>
      <div className="k-scroll-x" style={{ marginTop: 8 }}>
        <table className="k-table">
          <tbody>
            {list.data.items.map((one: PlanImport) => (
              <tr key={one.id}>
                <td>{one.name}</td>
                <td>
                  <StateChip state={one.state} />
                </td>
                <td>{format.ago(one.created_at)}</td>
                <td className="k-num">
                  {one.state === 'applied' && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      leftSection={<IconArrowBackUp size={14} />}
                      onClick={() => undo(one.id)}
                    >
                      {t('import.undo')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
