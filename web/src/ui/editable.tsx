/** A field that shows its value and becomes its own form when touched: Enter or leaving saves, Escape takes back. */
import { type ReactNode, useRef, useState } from 'react';
import { fieldErrors } from '@/api/faults';
import { useNames } from '@/api/queries';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { FieldInput, type FormField } from './record-form';
import { useFaultText } from './states';
import { useDraft } from './use-draft';

function useShown(field: FormField, value: unknown): ReactNode {
  const t = useT();
  const format = useFormat();
  const points = field.kind === 'ref' || field.kind === 'reader';
  const names = useNames(field.kind === 'ref' ? field.route : 'users', points ? [value as string | null] : []);
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return null;
  switch (field.kind) {
    case 'choice':
      return field.choices.find((choice) => choice.value === value)?.label ?? String(value);
    case 'choices':
      return (value as string[])
        .map((one) => field.choices.find((choice) => choice.value === one)?.label ?? one)
        .join(', ');
    case 'money':
      return format.moneyExact(value as { minor: number; currency: string });
    case 'date':
      return format.dayFull(String(value));
    case 'datetime':
      return format.instant(String(value));
    case 'number':
      // a year is not 1,984
      return field.key.startsWith('year') ? String(value) : format.number(Number(value));
    case 'boolean':
      return value ? t('common.yes') : t('common.no');
    case 'tags':
      return (value as string[]).join(', ');
    case 'ref':
    case 'reader':
      return names?.get(String(value)) ?? '…';
    case 'custom':
      return field.show(value);
    case 'text':
    case 'longtext':
    case 'email':
      return String(value);
  }
}

const atOnce = new Set(['choice', 'ref', 'reader', 'boolean']);
/** Enter is theirs: a new line, one more choice. */
const keepsEnter = new Set(['longtext', 'choices', 'custom']);
/** An instant as the local time that the browser's own field takes. */
const localTime = (at: string): string => {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const draftOf = (field: FormField, value: unknown): unknown => {
  if (field.kind === 'datetime' && value) return localTime(String(value));
  return value ?? (field.kind === 'tags' || field.kind === 'choices' ? [] : null);
};
const clean = (field: FormField, value: unknown): unknown => {
  if (field.kind === 'datetime') return value ? new Date(String(value)).toISOString() : null;
  if (field.kind === 'tags') return (value as string[]).map((part) => part.trim()).filter(Boolean);
  // texts are never null: an empty one is absent
  if (['text', 'longtext', 'email'].includes(field.kind)) return String(value ?? '').trim();
  return value;
};

interface Props {
  field: FormField;
  value: unknown;
  /** `seen`: the value from which the reader started, which others may have changed since. */
  save: (body: Record<string, unknown>, seen: Record<string, unknown>) => Promise<void>;
  readOnly?: boolean;
  /** The record, where a text that is being written outlives its tab. */
  of?: { route: string; record: string };
}

/** The value alone, for tables and cards; the field's label is its name for a screen reader. */
export function EditableValue({ field, value, save, readOnly, of }: Props) {
  const t = useT();
  const faultText = useFaultText();
  const shown = useShown(field, value);
  const keeps = field.kind === 'longtext' && of && !readOnly;
  const kept = useDraft(keeps ? { ...of, field: field.key } : undefined);
  const [draft, setDraft] = useState<unknown>(kept.left?.text);
  const [seen, setSeen] = useState<unknown>(kept.left?.base ?? value);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  // a dialog that opens takes the focus away, which must not send the change a second time
  const sending = useRef(false);
  const editing = draft !== undefined;

  const start = () => {
    sending.current = false;
    setSeen(value);
    setDraft(draftOf(field, value));
  };
  const type = (next: unknown) => {
    setDraft(next);
    if (keeps) kept.keep(String(next ?? ''), String(seen ?? ''), 0);
  };
  const stop = () => {
    kept.drop();
    setDraft(undefined);
    setFault('');
  };
  const commit = async (next: unknown) => {
    const cleaned = clean(field, next);
    if (JSON.stringify(next ?? '') === JSON.stringify(draftOf(field, seen) ?? '')) return stop();
    if (JSON.stringify(cleaned ?? '') === JSON.stringify(seen ?? '')) return stop();
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    try {
      await save({ [field.key]: cleaned }, { [field.key]: seen ?? null });
      stop();
    } catch (error) {
      setFault(fieldErrors(error)[field.key] ?? faultText(error));
      sending.current = false;
    } finally {
      setBusy(false);
    }
  };
  const input: FormField = { ...field, label: '' };
  return editing ? (
    <div
      role="group"
      aria-label={field.label}
      aria-busy={busy}
      ref={(element) => {
        if (element && !element.contains(document.activeElement))
          element.querySelector<HTMLElement>('input,textarea')?.focus();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') stop();
        if (event.key === 'Enter' && !keepsEnter.has(field.kind) && !atOnce.has(field.kind)) void commit(draft);
      }}
      onBlur={(event) => {
        if (
          event.currentTarget.contains(event.relatedTarget) ||
          event.relatedTarget?.closest('[data-portal],[role="listbox"]')
        )
          return;
        if (atOnce.has(field.kind)) stop();
        else void commit(draft);
      }}
    >
      <FieldInput
        field={input}
        name={field.label}
        value={draft}
        error={fault || undefined}
        onChange={(next) => {
          type(next ?? null);
          if (atOnce.has(field.kind)) void commit(next);
        }}
      />
    </div>
  ) : (
    <button
      type="button"
      className="k-field-show"
      disabled={readOnly}
      aria-label={`${field.label}: ${typeof shown === 'string' ? shown : t('common.not_set')}`}
      onClick={start}
    >
      {shown ?? <span className="k-dim">{t('common.not_set')}</span>}
    </button>
  );
}

export function Editable(props: Props) {
  return (
    <div className="k-field">
      <dt>{props.field.label}</dt>
      <dd>
        <EditableValue {...props} />
      </dd>
    </div>
  );
}

export function EditableList({
  title,
  fields,
  record,
  save,
  readOnly,
}: {
  title: string;
  fields: FormField[];
  record: Record<string, unknown>;
  save: Props['save'];
  readOnly?: boolean;
}) {
  return (
    <section className="k-section">
      <header>
        <h2>{title}</h2>
      </header>
      <dl style={{ margin: 0 }}>
        {fields.map((field) => (
          <Editable key={field.key} field={field} value={record[field.key]} save={save} readOnly={readOnly} />
        ))}
      </dl>
    </section>
  );
}
