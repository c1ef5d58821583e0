import { useT, useTerm } from '@/lib/i18n/i18n';
import { SubList } from '@/ui/sub-list';

const entities = ['account', 'person'];
const kinds = ['text', 'number', 'date', 'choice', 'boolean'];

export function CustomFields() {
  const t = useT();
  const term = useTerm();
  return (
    <SubList
      route="custom-fields"
      title={t('settings.fields')}
      sort="entity_name,label"
      addLabel={t('settings.add_field')}
      empty={t('settings.no_fields')}
      initial={{ entity_name: 'account', kind: 'text' }}
      fields={[
        {
          key: 'entity_name',
          label: t('settings.entity'),
          kind: 'choice',
          required: true,
          choices: entities.map((value) => ({ value, label: term('entity', value) })),
        },
        { key: 'name', label: t('settings.key'), kind: 'text', required: true, hint: t('settings.key_hint') },
        { key: 'label', label: t('settings.label'), kind: 'text', required: true },
        {
          key: 'kind',
          label: t('field.kind'),
          kind: 'choice',
          required: true,
          choices: kinds.map((value) => ({ value, label: term('kind', value) })),
        },
        { key: 'choices', label: t('settings.choices'), kind: 'tags', hint: t('settings.choices_hint') },
      ]}
      head={[t('settings.entity'), t('settings.label'), t('settings.key'), t('field.kind'), t('settings.choices')]}
      cells={(field) => [
        term('entity', field.entity_name),
        <b key="label">{field.label}</b>,
        <code key="name">{field.name}</code>,
        term('kind', field.kind),
        field.choices.join(', '),
      ]}
    />
  );
}
