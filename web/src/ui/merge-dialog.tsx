/**
 * What could not be merged is asked: a text shows every place that two people changed, with both versions; another field
 * shows both values. Nothing is lost by closing: the change waits to be decided.
 */
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Body, MergeConflict, Unsent } from '@/api/unsent';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ShownValue } from './shown-value';

type Choice = 'mine' | 'theirs' | 'both';
type Piece = NonNullable<MergeConflict['pieces']>[number];

/** Both, unless that is what one side has already: the other took it away. */
const preset = (piece: Piece): Choice => {
  const both = piece.both?.trim();
  return both === piece.theirs?.trim() ? 'theirs' : both === piece.mine?.trim() ? 'mine' : 'both';
};

/** The text that the choices make of the pieces; both where nothing was chosen. */
export function chosenText(pieces: Piece[], choices: Record<number, Choice>): string {
  return pieces
    .map((piece, at) => (piece.conflict ? piece[choices[at] ?? preset(piece)] : piece.text) ?? '')
    .join('')
    .trim();
}

function Version({ text, name, value }: { text: string; name: string; value: Choice }) {
  const t = useT();
  return (
    <Radio
      size="sm"
      value={value}
      label={
        <>
          <small className="k-dim">{name}</small>
          <span className="k-merge-version">{text.trim() || <i className="k-dim">{t('merge.removed')}</i>}</span>
        </>
      }
    />
  );
}

function TextConflict({
  pieces,
  choices,
  choose,
}: {
  pieces: Piece[];
  choices: Record<number, Choice>;
  choose: (at: number, choice: Choice) => void;
}) {
  const t = useT();
  let number = 0;
  return (
    <div className="k-merge-text">
      {pieces.map((piece, at) => {
        const key = `${at}`;
        if (!piece.conflict) return <span key={key}>{piece.text}</span>;
        number += 1;
        return (
          <Radio.Group
            key={key}
            className="k-merge-place"
            aria-label={t('merge.place', { number })}
            value={choices[at] ?? preset(piece)}
            onChange={(choice) => choose(at, choice as Choice)}
          >
            <Stack gap={8}>
              <Version value="mine" name={t('conflict.mine')} text={piece.mine ?? ''} />
              <Version value="theirs" name={t('conflict.theirs')} text={piece.theirs ?? ''} />
              {preset(piece) === 'both' && <Version value="both" name={t('merge.both')} text={piece.both ?? ''} />}
            </Stack>
          </Radio.Group>
        );
      })}
    </div>
  );
}

function ValueConflict({
  conflict,
  choice,
  choose,
}: {
  conflict: MergeConflict;
  choice: Choice;
  choose: (choice: Choice) => void;
}) {
  const t = useT();
  const term = useTerm();
  return (
    <Radio.Group
      aria-label={term('field', conflict.field)}
      value={choice}
      onChange={(value) => choose(value as Choice)}
      className="k-merge-place"
    >
      <Stack gap={8}>
        {(['mine', 'theirs'] as const).map((side) => (
          <Radio
            key={side}
            size="sm"
            value={side}
            label={
              <>
                <small className="k-dim">{t(`conflict.${side}`)}</small>
                <span className="k-merge-version">
                  <ShownValue field={conflict.field} value={conflict[side]} />
                </span>
              </>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Questions({ entry, decide, close }: { entry: Unsent; decide: (chosen: Body) => void; close: () => void }) {
  const t = useT();
  const term = useTerm();
  const [choices, setChoices] = useState<Record<string, Record<number, Choice>>>({});
  const conflicts = entry.conflicts ?? [];
  const choiceOf = (field: string, at: number): Choice | undefined => choices[field]?.[at];
  const choose = (field: string, at: number, choice: Choice) =>
    setChoices((before) => ({ ...before, [field]: { ...before[field], [at]: choice } }));
  const save = () =>
    decide(
      Object.fromEntries(
        conflicts.map((conflict) => [
          conflict.field,
          conflict.pieces
            ? chosenText(conflict.pieces, choices[conflict.field] ?? {})
            : (choiceOf(conflict.field, 0) ?? 'mine') === 'mine'
              ? conflict.mine
              : conflict.theirs,
        ]),
      ),
    );
  return (
    <>
      <p className="k-dim">{t('merge.text', { name: entry.label })}</p>
      {conflicts.map((conflict) => (
        <section key={conflict.field} className="k-merge-field">
          <h3>{term('field', conflict.field)}</h3>
          {conflict.pieces ? (
            <TextConflict
              pieces={conflict.pieces}
              choices={choices[conflict.field] ?? {}}
              choose={(at, choice) => choose(conflict.field, at, choice)}
            />
          ) : (
            <ValueConflict
              conflict={conflict}
              choice={choiceOf(conflict.field, 0) ?? 'mine'}
              choose={(choice) => choose(conflict.field, 0, choice)}
            />
          )}
        </section>
      ))}
      <Group justify="flex-end" mt={20}>
        <Button variant="default" onClick={close}>
          {t('merge.later')}
        </Button>
        <Button onClick={save}>{t('conflict.save')}</Button>
      </Group>
    </>
  );
}

export function MergeDialog({
  entry,
  decide,
  close,
}: {
  entry: Unsent | null;
  decide: (entry: Unsent, chosen: Body) => void;
  close: () => void;
}) {
  const t = useT();
  return (
    <Modal
      opened={entry !== null}
      onClose={close}
      title={t('conflict.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {entry && <Questions key={entry.id} entry={entry} decide={(chosen) => decide(entry, chosen)} close={close} />}
    </Modal>
  );
}
