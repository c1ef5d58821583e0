/** Name, look and rule of a group, with what the rule finds beside it. */
import { Button, Group, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldErrors } from '@/api/faults';
import type { AccountGroup } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { FaultBox, Waiting } from '@/ui/states';
import { LiveCount } from './live-count';
import { useRuleFields } from './queries';
import type { Branch } from './rule';
import { RuleBuilder } from './rule-builder';
import './groups.css';

export interface Draft {
  name: string;
  colour: AccountGroup['colour'];
  description: string;
  rule: Branch;
}

export const colours: AccountGroup['colour'][] = [
  'blue',
  'teal',
  'green',
  'olive',
  'amber',
  'orange',
  'red',
  'violet',
  'grey',
];

export function ColourMark({ colour }: { colour: string }) {
  return <span className="k-group-mark" data-colour={colour} aria-hidden />;
}

export function GroupEditor({
  draft,
  change,
  save,
  saving,
  error,
  frozen,
  extra,
}: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  save: () => void;
  saving: boolean;
  error: unknown;
  frozen?: boolean;
  extra?: ReactNode;
}) {
  const t = useT();
  const fields = useRuleFields();
  const faults = fieldErrors(error);
  const empty = draft.rule.parts.length === 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="k-group-head">
        <TextInput
          label={t('field.name')}
          value={draft.name}
          maxLength={120}
          withAsterisk
          error={faults.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('field.colour')}
          data={colours.map((colour) => ({ value: colour, label: t(`group.colour.${colour}`) }))}
          value={draft.colour}
          allowDeselect={false}
          leftSection={<ColourMark colour={draft.colour} />}
          renderOption={({ option }) => (
            <Group gap={8}>
              <ColourMark colour={option.value} />
              {option.label}
            </Group>
          )}
          onChange={(colour) => colour && change({ colour: colour as Draft['colour'] })}
        />
        <Textarea
          label={t('field.description')}
          value={draft.description}
          maxLength={2000}
          autosize
          minRows={1}
          maxRows={5}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </div>
      <div className="k-group-edit">
        <Section title={t('field.rule')}>
          {faults.rule && empty && (
            <p className="k-bad-text" role="alert">
              {t('group.needs_rule')}
            </p>
          )}
          {frozen ? (
            <p className="k-note">{t('group.frozen_rule')}</p>
          ) : (
            <Waiting on={fields} lines={4}>
              {() => (
                <RuleBuilder
                  fields={fields.data?.items ?? []}
                  rule={draft.rule}
                  onChange={(rule) => change({ rule })}
                  faults={faults.rule && empty ? {} : faults}
                />
              )}
            </Waiting>
          )}
          {Boolean(error) && Object.keys(faults).length === 0 && <FaultBox error={error} />}
          <Group mt={16} gap={8}>
            <Button type="submit" loading={saving}>
              {t('action.save')}
            </Button>
            {extra}
          </Group>
        </Section>
        {!frozen && (
          <aside className="k-group-found" aria-label={t('group.found')}>
            <LiveCount rule={draft.rule} />
          </aside>
        )}
      </div>
    </form>
  );
}
