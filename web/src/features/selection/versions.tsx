/** The versions of one model: when, by whom, with which weights; an earlier one can be taken up again. */
import { Button, Modal } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { SelectionCriterion } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ScrollX } from '@/ui/scroll-x';
import { EmptyLine, Waiting } from '@/ui/states';
import { useVersions } from './queries';

function List({ modelId, take }: { modelId: string; take: (criteria: SelectionCriterion[]) => void }) {
  const t = useT();
  const format = useFormat();
  const versions = useVersions(modelId);
  return (
    <Waiting on={versions}>
      {() => {
        const items = versions.data?.items ?? [];
        if (items.length === 0) return <EmptyLine>{t('selection.no_versions')}</EmptyLine>;
        return (
          <ScrollX>
            <table className="k-table">
              <thead>
                <tr>
                  <th className="k-num">{t('selection.version')}</th>
                  <th>{t('selection.saved_at')}</th>
                  <th>{t('selection.saved_by')}</th>
                  <th>{t('selection.used')}</th>
                  <th>{t('selection.weights')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {items.map((version) => (
                  <tr key={version.number}>
                    <td className="k-num">{version.number}</td>
                    <td>{format.instant(version.saved_at)}</td>
                    <td>{version.saved_by || '–'}</td>
                    <td>{version.used_at ? format.instant(version.used_at) : t('selection.not_used')}</td>
                    <td className="k-dim">
                      {version.criteria
                        .filter((criterion) => criterion.weight > 0)
                        .map((criterion) => `${criterion.name} ${format.number(criterion.weight)}`)
                        .join(' · ')}
                    </td>
                    <td>
                      <Button variant="default" size="xs" onClick={() => take(version.criteria)}>
                        {t('selection.take_up')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
        );
      }}
    </Waiting>
  );
}

export function Versions({ modelId, take }: { modelId: string; take: (criteria: SelectionCriterion[]) => void }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconHistory size={15} />} onClick={() => setOpened(true)}>
        {t('selection.versions')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('selection.versions')}
        size="xl"
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {opened && (
          <List
            modelId={modelId}
            take={(criteria) => {
              take(criteria);
              setOpened(false);
            }}
          />
        )}
      </Modal>
    </>
  );
}
