import { useTerm } from '@/lib/i18n/i18n';
import { PlainChip, ToneChip } from '@/ui/chips';

export function StateChip({ state }: { state: string }) {
  const term = useTerm();
  const word = term('import_state', state);
  if (state === 'applied') return <ToneChip tone="good">{word}</ToneChip>;
  if (state === 'failed') return <ToneChip tone="bad">{word}</ToneChip>;
  return <PlainChip ink={state === 'checking' || state === 'applying'}>{word}</PlainChip>;
}
