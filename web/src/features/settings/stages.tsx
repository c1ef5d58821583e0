import { useT, useTerm } from '@/lib/i18n/i18n';
import { SubList } from '@/ui/sub-list';

export function Stages() {
  const t = useT();
  const term = useTerm();
  return (
    <SubList
      route="opportunity-stages"
      title={t('settings.stages')}
      sort="position"
      addLabel={t('settings.add_stage')}
      empty={t('settings.no_stages')}
      initial={{ outcome: 'open' }}
      fields={[
        { key: 'name', label: t('field.name'), kind: 'text', required: true },
        { key: 'key', label: t('settings.key'), kind: 'text', required: true },
        { key: 'position', label: t('settings.position'), kind: 'number', required: true },
        { key: 'probability', label: t('field.probability'), kind: 'number' },
        {
          key: 'outcome',
          label: t('settings.outcome'),
          kind: 'choice',
          required: true,
          choices: ['open', 'won', 'lost'].map((value) => ({ value, label: term('outcome', value) })),
        },
      ]}
      head={[t('settings.position'), t('field.name'), t('field.probability'), t('settings.outcome')]}
      cells={(stage) => [
        stage.position,
        <b key="name">{stage.name}</b>,
        stage.probability,
        term('outcome', stage.outcome),
      ]}
    />
  );
}
