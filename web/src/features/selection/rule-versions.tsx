/** Versions of the class rules: those of the workspace's model in which the rules differ; any can be taken up. */
import { Button, Modal } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { ClassRules, SelectionVersions } from '@/api/types';
import { useFormat } from '@/lib/format';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { ScrollX } from '@/ui/scroll-x';
import { EmptyLine, Waiting } from '@/ui/states';
import { useVersions } from './queries';

type Version = SelectionVersions['items'][number];

/** What differs from one version's rules to the next, as words. */
export function differences(before: ClassRules | undefined, after: ClassRules): [MessageKey, string, string][] {
  const found: [MessageKey, string, string][] = [];
  const words: [Exclude<keyof ClassRules, 'table'>, MessageKey][] = [
    ['structural_months', 'selection.limit_structural'],
    ['significant_share', 'selection.limit_significant'],
    ['growing_from', 'selection.limit_growing'],
    ['headroom_from', 'selection.limit_headroom'],
    ['potential_from', 'selection.limit_potential'],
    ['newcomer_grows', 'selection.newcomer_grows'],
  ];
  if (!before) return found;
  for (const [key, label] of words)
    if (before[key] !== after[key]) found.push([label, String(before[key]), String(after[key])]);
  for (const row of Object.keys(after.table) as (keyof ClassRules['table'])[])
    if (before.table[row] !== after.table[row])
      found.push([`selection.row_${row}`, before.table[row], after.table[row]]);
  return found;
}

function List({ items, take }: { items: Version[]; take: (rules: ClassRules) => void }) {
  const t = useT();
  const format = useFormat();
  // newest first; a version whose rules are those of the one before is about weights only
  const kept = items.filter(
    (version, at) => at === items.length - 1 || differences(items[at + 1]?.thresholds, version.thresholds).length > 0,
  );
  if (items.length === 0) return <EmptyLine>{t('selection.no_versions')}</EmptyLine>;
  return (
    <ScrollX>
      <table className="k-table">
        <thead>
          <tr>
            <th className="k-num">{t('selection.version')}</th>
            <th>{t('selection.saved_at')}</th>
            <th>{t('selection.saved_by')}</th>
            <th>{t('selection.what_changed')}</th>
            <th>
              <span className="k-visually-hidden">{t('selection.take_up')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {kept.map((version) => (
            <tr key={version.number}>
              <td className="k-num">{version.number}</td>
              <td>{format.instant(version.saved_at)}</td>
              <td>{version.saved_by || '–'}</td>
              <td className="k-dim">
                {differences(items[items.indexOf(version) + 1]?.thresholds, version.thresholds)
                  .map(([label, was, is]) => `${t(label)}: ${was} → ${is}`)
                  .join(' · ') || '–'}
              </td>
              <td>
                <Button variant="default" size="xs" onClick={() => take(version.thresholds)}>
                  {t('selection.take_up')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

export function RuleVersions({ modelId, take }: { modelId: string; take: (rules: ClassRules) => void }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const versions = useVersions(modelId);
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
          <Waiting on={versions}>
            {() => (
              <List
                items={versions.data?.items ?? []}
                take={(rules) => {
                  take(rules);
                  setOpened(false);
                }}
              />
            )}
          </Waiting>
        )}
      </Modal>
    </>
  );
}
