/** What the workspace's own fields say of one record, edited in place; nothing where there are no such fields. */
import { useMayWrite } from '@/api/session';
import type { CustomField } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { customFormField, useCustomFields, within } from './custom-fields';
import { EditableList } from './editable';
import { useRecordEdit } from './use-record-edit';

type Values = Record<string, unknown>;
type Told = { id: string; version: number; custom: Values };

/** Only what changes, without the prefix that faults have; a text that was emptied is gone, not empty. */
const documentOf = (values: Values): Values => ({
  custom: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.slice(within.length), value === '' ? null : value]),
  ),
});

export function OwnFields({
  entity,
  route,
  record,
}: {
  entity: CustomField['entity_name'];
  route: 'accounts' | 'people';
  record: Told;
}) {
  const t = useT();
  const readOnly = !useMayWrite(route);
  const fields = useCustomFields(entity);
  const { save } = useRecordEdit(route, record as never);
  if (fields.length === 0) return null;
  return (
    <EditableList
      title={t('profile.custom')}
      fields={fields.map((field) => ({ ...customFormField(field), key: within + field.name }))}
      record={Object.fromEntries(fields.map((field) => [within + field.name, record.custom[field.name]]))}
      save={(body, seen) => save(documentOf(body), documentOf(seen))}
      readOnly={readOnly}
    />
  );
}
