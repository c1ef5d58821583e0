/** The text block of a template: rich text, read and written where it stands. */
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { RichField } from '@/ui/rich-field';
import { RichText } from '@/ui/rich-text';
import { FaultBox } from '@/ui/states';
import { useDraft } from '@/ui/use-draft';
import { type Block, fitting, LeftOver, useEntries } from './own-blocks';
import { usePlan } from './plan-context';

export function OwnText({ block }: { block: Block }) {
  const t = useT();
  const { plan, readOnly, change, add } = usePlan();
  const entry = useEntries().find((one) => one.block === block.key && !one.outside);
  const field = block.fields[0]?.key ?? 'text';
  const stands = String(fitting(entry)[field] ?? '');
  const kept = useDraft(readOnly ? undefined : { route: 'plans', record: plan.id, field: `block-${block.key}` });
  const [text, setText] = useState(kept.left?.text);
  const [base, setBase] = useState(kept.left?.base ?? stands);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const leave = () => {
    kept.drop();
    setText(undefined);
    setError(null);
  };
  const save = async () => {
    const written = (text ?? '').trim();
    if (written === base) return leave();
    setBusy(true);
    try {
      const content = { ...entry?.content, [field]: written };
      if (entry) await change('entries', entry, { content }, { content: { ...entry.content, [field]: base } });
      else await add('entries', { block: block.key, content });
      leave();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  if (text === undefined)
    return (
      <>
        {stands ? <RichText body={stands} top={4} /> : <p className="k-dim">{t('common.not_set')}</p>}
        {!readOnly && (
          <Button
            className="k-no-print"
            variant="subtle"
            size="compact-xs"
            aria-label={`${stands ? t('action.edit') : t('plan.write')}: ${block.title}`}
            onClick={() => {
              setBase(stands);
              setText(stands);
            }}
          >
            {stands ? t('action.edit') : t('plan.write')}
          </Button>
        )}
        {entry && <LeftOver entry={entry} />}
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <RichField
        label={block.title}
        autoFocus
        value={text}
        onChange={(next) => {
          setText(next);
          kept.keep(next, base, 0);
        }}
        onEscape={() => {
          if (text === base) leave();
        }}
        invalid={error !== null}
      />
      {error !== null && <FaultBox error={error} />}
      <Group mt={8} gap={8}>
        <Button type="submit" loading={busy}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={leave}>
          {kept.left ? t('draft.discard') : t('action.cancel')}
        </Button>
      </Group>
    </form>
  );
}
