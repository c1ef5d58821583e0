/** A short form that creates a record: fields given as rows, faults of the server beside the field they name. */
import { Button, Group, Modal, MultiSelect, Select, SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { fieldErrors, isFault } from '@/api/faults';
import { useT } from '@/lib/i18n/i18n';
import { MoneyInput } from './money-input';
import { ReaderPicker, RefPicker, type RefRoute } from './ref-picker';
import { FaultBox } from './states';

export type FormField = { key: string; label: string; required?: boolean; hint?: string } & (
  | { kind: 'text' | 'longtext' | 'number' | 'date' | 'datetime' | 'email' | 'boolean' | 'tags' }
  | { kind: 'money'; currency: string }
  | { kind: 'choice' | 'choices'; choices: { value: string; label: string }[] }
  | { kind: 'ref'; route: RefRoute; filter?: string }
  /** One of those who see the account. */
  | { kind: 'reader'; route: 'users'; accountId: string }
  /** A field that a feature draws itself: several records, a scale. */
  | { kind: 'custom'; input: (props: CustomInput) => ReactNode; show: (value: unknown) => ReactNode }
);

export interface CustomInput {
  label: string;
  'aria-label'?: string;
  error?: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

export type Values = Record<string, unknown>;

export function FieldInput({
  field,
  value,
  error,
  onChange,
  autoFocus,
  name,
}: {
  field: FormField;
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
  autoFocus?: boolean;
  /** The name for a screen reader where the label stands elsewhere. */
  name?: string;
}): ReactNode {
  const common = {
    label: field.label,
    description: field.hint,
    error,
    withAsterisk: field.required,
    'data-autofocus': autoFocus || undefined,
    'aria-label': name,
  };
  const text = {
    ...common,
    value: String(value ?? ''),
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  switch (field.kind) {
    case 'longtext':
      return <Textarea {...text} autosize minRows={3} />;
    case 'number':
      return (
        <TextInput
          {...text}
          type="number"
          step="any"
          onChange={(event) => onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
        />
      );
    case 'date':
      return <TextInput {...text} type="date" onChange={(event) => onChange(event.currentTarget.value || null)} />;
    case 'datetime':
      return <TextInput {...text} type="datetime-local" />;
    case 'email':
      return <TextInput {...text} type="email" />;
    case 'tags':
      return (
        <TextInput
          {...common}
          value={Array.isArray(value) ? value.join(', ') : ''}
          onChange={(event) => onChange(event.currentTarget.value.split(',').map((part) => part.trimStart()))}
        />
      );
    case 'boolean':
      return (
        <Switch
          label={field.label}
          description={field.hint}
          error={error}
          checked={Boolean(value)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'money':
      return (
        <MoneyInput
          {...common}
          currency={field.currency}
          value={value as { minor: number; currency: string } | null}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={field.choices}
          value={(value as string) || null}
          onChange={onChange}
          allowDeselect={!field.required}
          searchable={field.choices.length > 8}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          data={field.choices}
          value={(value as string[] | null) ?? []}
          onChange={onChange}
          searchable
          hidePickedOptions
          clearable
        />
      );
    case 'ref':
      return (
        <RefPicker
          {...common}
          route={field.route}
          filter={field.filter}
          value={(value as string) || null}
          onChange={onChange}
        />
      );
    case 'reader':
      return (
        <ReaderPicker {...common} accountId={field.accountId} value={(value as string) || null} onChange={onChange} />
      );
    case 'custom':
      return field.input({ label: field.label, 'aria-label': name, error, value, onChange });
    default:
      return <TextInput {...text} />;
  }
}

const outgoing = (fields: FormField[], values: Values): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.key];
      if (value === undefined || value === '') return [];
      if (field.kind === 'datetime') return [[field.key, new Date(String(value)).toISOString()]];
      if (field.kind === 'tags') return [[field.key, (value as string[]).map((part) => part.trim()).filter(Boolean)]];
      return [[field.key, value]];
    }),
  );

interface FormProps {
  fields: FormField[];
  /** Fields that few need: folded away until they are asked for, or one of them is at fault. */
  more?: FormField[];
  initial?: Values;
  save: (values: Values) => Promise<unknown>;
  close: () => void;
  submitLabel?: string;
}

const nothing: FormField[] = [];

function Form({ fields, more = nothing, initial, save, close, submitLabel }: FormProps) {
  const t = useT();
  const all = [...fields, ...more];
  const [unfolded, setUnfolded] = useState(false);
  const [values, setValues] = useState<Values>(initial ?? {});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const errors = fieldErrors(error);
  const known = new Set(all.map((field) => field.key));
  const elsewhere =
    isFault(error) && (error.fields.length === 0 || error.fields.some((fault) => !known.has(fault.path)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await save(outgoing(all, values));
      close();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const open = unfolded || more.some((field) => errors[field.key]);
  const input = (field: FormField, autoFocus?: boolean) => (
    <FieldInput
      key={field.key}
      field={field}
      value={values[field.key]}
      error={errors[field.key]}
      autoFocus={autoFocus}
      onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
    />
  );
  return (
    <form onSubmit={(event) => void submit(event)}>
      {error !== null && (elsewhere || !isFault(error)) && <FaultBox error={error} />}
      <SimpleGrid cols={1} spacing={12}>
        {fields.map((field, at) => input(field, at === 0))}
        {more.length > 0 && !open && (
          <Button variant="subtle" justify="flex-start" aria-expanded={false} onClick={() => setUnfolded(true)}>
            {t('form.more_fields', { count: more.length })}
          </Button>
        )}
        {open && more.map((field) => input(field))}
      </SimpleGrid>
      <Group justify="flex-end" mt={16}>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {submitLabel ?? t('action.create')}
        </Button>
      </Group>
    </form>
  );
}

export function RecordForm({ opened, title, ...form }: FormProps & { opened: boolean; title: string }) {
  const t = useT();
  return (
    <Modal opened={opened} onClose={form.close} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {opened && <Form {...form} />}
    </Modal>
  );
}
