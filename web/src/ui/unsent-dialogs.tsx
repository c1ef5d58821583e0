/** What must be decided of changes that could not go in: a record that somebody else changed or removed, a refusal. */
import { Button, Group, Modal } from '@mantine/core';
import { type Body, bringBack, discard, removeAnyway, sendAgain, type Unsent } from '@/api/unsent';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { MendForm } from './mend-form';
import { ShownValue, tells } from './shown-value';

/** What changes with every write, and says nothing to a reader. */
const silent = /^(version|updated_at)$/;

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The fields in which the record is no longer what was removed. */
export const changedSince = (base: Body, current: Body): string[] =>
  Object.keys(current).filter(
    (field) => field in base && tells(field) && !silent.test(field) && !same(base[field], current[field]),
  );

function Values({ values, fields }: { values: Body; fields: string[] }) {
  const term = useTerm();
  return (
    <ul>
      {fields.map((field) => (
        <li key={field}>
          <span className="k-dim">{term('field', field)}:</span> <ShownValue field={field} value={values[field]} />
        </li>
      ))}
    </ul>
  );
}

/** It was to go, and somebody else has worked on it meanwhile. */
export function RemovalAsked({ entry, close }: { entry: Unsent | null; close: () => void }) {
  const t = useT();
  const current = entry?.current ?? {};
  return (
    <Modal
      opened={entry !== null}
      onClose={close}
      title={t('conflict.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {entry && (
        <>
          <p>{t('unsent.removal_asked', { name: entry.label })}</p>
          <Values values={current} fields={changedSince(entry.base, current)} />
          <Group justify="flex-end" mt={16}>
            <Button variant="default" onClick={() => discard(entry)}>
              {t('unsent.keep_it')}
            </Button>
            <Button variant="light" color="red" onClick={() => void removeAnyway(entry)}>
              {t('unsent.remove_anyway')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

/** It was changed here, and somebody else has put it into the bin meanwhile. */
export function GoneAsked({ entry, close }: { entry: Unsent | null; close: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={entry !== null}
      onClose={close}
      title={t('unsent.gone_title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {entry && (
        <>
          <p>{t('unsent.gone_asked', { name: entry.label })}</p>
          <Values values={entry.mine} fields={Object.keys(entry.mine)} />
          <Group justify="flex-end" mt={16}>
            <Button variant="default" onClick={() => discard(entry)}>
              {t('unsent.discard')}
            </Button>
            <Button onClick={() => void bringBack(entry)}>{t('unsent.bring_back')}</Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

/** A change that the server refused: it can be mended here and sent again; nothing that was typed is lost meanwhile. */
export function Refused({ entry, close }: { entry: Unsent | null; close: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={entry !== null}
      onClose={close}
      title={t('unsent.refused_title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {entry && (
        <>
          <p style={{ margin: '0 0 16px' }}>
            {t('unsent.refused_text', { name: entry.label, reason: entry.reason ?? '' })}
          </p>
          <MendForm
            key={entry.id}
            entry={entry}
            send={async (mine) => {
              await sendAgain(entry, mine);
              close();
            }}
            discard={() => {
              discard(entry);
              close();
            }}
          />
        </>
      )}
    </Modal>
  );
}
