/** Rich text to write. The editor comes in a chunk of its own; where it cannot be loaded the stored text is written as it is. */
import { Textarea } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useT } from '@/lib/i18n/i18n';

export interface RichFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onEscape?: () => void;
  autoFocus?: boolean;
  invalid?: boolean;
}

function PlainField({ label, value, onChange, onEscape, autoFocus, invalid }: RichFieldProps) {
  const t = useT();
  return (
    <Textarea
      aria-label={label}
      description={t('rich.plain')}
      autosize
      minRows={4}
      size="sm"
      autoFocus={autoFocus}
      error={invalid}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEscape?.();
      }}
    />
  );
}

const load = () => import('./rich-editor');
const Editor = lazy(() => load().catch(() => ({ default: PlainField })));

/** Fetches the editor before it is wanted: it is there when the connection is not. */
export const preloadRichEditor = (): void => {
  load().catch(() => undefined);
};

export function RichField(props: RichFieldProps) {
  return (
    <Suspense fallback={<div className="k-rich-box k-rich-waiting" aria-busy="true" />}>
      <Editor {...props} />
    </Suspense>
  );
}
