/** The fields that only this workspace has, of accounts and of people. */
import { useList } from '@/api/queries';
import type { CustomField } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import type { FormField } from '@/ui/record-form';
import { SubList } from '@/ui/sub-list';

const entities = ['account', 'person'];
const kinds = ['text', 'number', 'date', 'choice', 'boolean'];

/** What a field that is required means for those who were there before it. */
function Without({ field }: { field: CustomField }) {
  const t = useT();
  const search = { filter: `custom.${field.name} = null`, count: true, limit: 1, fields: 'id' };
  const ofPeople = field.entity_name === 'person';
  const accounts = useList('accounts', search, !ofPeople);
  const people = useList('people', search, ofPeople);
  const count = (ofPeople ? people : accounts).data?.total;
  if (count === undefined || count === null) return null;
  return (
    <p className="k-note" role="status">
      {t(ofPeople ? 'settings.people_without' : 'settings.accounts_without', { count })}{' '}
      {count > 0 && t(field.required ? 'settings.without_required' : 'settings.without_optional')}
    </p>
  );
}

export function CustomFields() {
  const t = useT();
  const term = useTerm();
  const later: FormField[] = [
    { key: 'label', label: t('settings.label'), kind: 'text', required: true },
    {
      key: 'kind',
      label: t('field.kind'),
      kind: 'choice',
      required: true,
      choices: kinds.map((value) => ({ value, label: term('kind', value) })),
    },
    { key: 'choices', label: t('settings.choices'), kind: 'tags', hint: t('settings.choices_hint') },
    { key: 'required', label: t('settings.required'), kind: 'boolean', hint: t('settings.required_hint') },
  ];
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
        ...later,
      ]}
      edited={later}
      extra={(field) => <Without field={field} />}
      head={[
        t('settings.entity'),
        t('settings.label'),
        t('settings.key'),
        t('field.kind'),
        t('settings.choices'),
        t('settings.required'),
      ]}
      cells={(field) => [
        term('entity', field.entity_name),
        <b key="label">{field.label}</b>,
        <code key="name">{field.name}</code>,
        term('kind', field.kind),
        field.choices.join(', '),
        field.required ? t('common.yes') : '',
      ]}
    />
  );
}
