/** The fields that a workspace added to its accounts and people: as rows of a form and as conditions of a filter. */
import { useMemo } from 'react';
import { useList } from '@/api/queries';
import type { CustomField } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import type { FilterField } from './filter-builder';
import type { FormField, Values } from './record-form';

const none: CustomField[] = [];

/** Undefined until they are read. */
export function useCustomFieldList(entity: CustomField['entity_name']): CustomField[] | undefined {
  return useList('custom-fields', { filter: `entity_name = ${entity}`, sort: 'label,name', limit: 200 }).data?.items;
}
export const useCustomFields = (entity: CustomField['entity_name']): CustomField[] =>
  useCustomFieldList(entity) ?? none;

const kinds: Record<CustomField['kind'], 'text' | 'number' | 'date' | 'boolean'> = {
  text: 'text',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'text',
};

export function customFormField(field: CustomField): FormField {
  const label = field.label || field.name;
  const required = field.required;
  if (field.kind === 'choice')
    return {
      key: field.name,
      label,
      required,
      kind: 'choice',
      choices: field.choices.map((choice) => ({ value: choice, label: choice })),
    };
  return { key: field.name, label, required, kind: kinds[field.kind] };
}

/** In the form of a new record they stand beside its own fields, named as the server's faults name them. */
export const within = 'custom/';

export interface CustomRows {
  /** What nobody can leave out. */
  required: FormField[];
  optional: FormField[];
  /** The values of a form as the body that creates the record. */
  bodyOf: (values: Values) => Values;
}

export function useCustomRows(entity: CustomField['entity_name']): CustomRows {
  const fields = useCustomFields(entity);
  return useMemo(() => {
    const rows = (required: boolean) =>
      fields
        .filter((field) => field.required === required)
        .map((field): FormField => ({ ...customFormField(field), key: within + field.name }));
    const bodyOf = (values: Values): Values => {
      const body: Values = {};
      // a switch that nobody touched says no
      const custom: Values = Object.fromEntries(
        fields.filter((field) => field.required && field.kind === 'boolean').map((field) => [field.name, false]),
      );
      for (const [key, value] of Object.entries(values))
        if (key.startsWith(within)) custom[key.slice(within.length)] = value;
        else body[key] = value;
      return Object.keys(custom).length ? { ...body, custom } : body;
    };
    return { required: rows(true), optional: rows(false), bodyOf };
  }, [fields]);
}

export function useCustomFilterFields(entity: CustomField['entity_name']): FilterField[] {
  const t = useT();
  const fields = useCustomFields(entity);
  return useMemo(
    () =>
      fields.map((field): FilterField => {
        const row = { key: `custom.${field.name}`, label: field.label || field.name };
        if (field.kind === 'boolean')
          return {
            ...row,
            kind: 'choice',
            choices: [
              { value: 'true', label: t('common.yes') },
              { value: 'false', label: t('common.no') },
            ],
          };
        if (field.kind === 'choice')
          return { ...row, kind: 'choice', choices: field.choices.map((value) => ({ value, label: value })) };
        return { ...row, kind: field.kind };
      }),
    [t, fields],
  );
}
