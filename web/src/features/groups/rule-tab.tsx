/** The rule of a group: changed by who may, read by everybody. A stale save asks which of both stands. */
import { Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { isFault } from '@/api/faults';
import { useUpdate } from '@/api/queries';
import { useMayWrite, useSession } from '@/api/session';
import type { AccountGroup } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type Draft, GroupEditor } from './group-editor';
import { useRuleFields } from './queries';
import { branchOf, ruleOf } from './rule';
import { RuleWords } from './rule-words';

/** Who sees all accounts changes every group, others their own. */
export function useMayChange(group: AccountGroup | undefined): boolean {
  const { user } = useSession();
  const mayWrite = useMayWrite('groups');
  return mayWrite && (['admin', 'leader', 'operations'].includes(user.role) || group?.owner_id === user.id);
}

const draftOf = (group: AccountGroup): Draft => ({
  name: group.name,
  colour: group.colour,
  description: group.description,
  rule: branchOf(group.rule),
});

function Editor({ group }: { group: AccountGroup }) {
  const t = useT();
  const toast = useToast();
  const update = useUpdate('groups');
  const [draft, setDraft] = useState(() => draftOf(group));
  const [stale, setStale] = useState<AccountGroup | null>(null);
  const save = (version: number) =>
    update.mutate(
      {
        id: group.id,
        version,
        body: group.frozen_at
          ? { name: draft.name, colour: draft.colour, description: draft.description }
          : { ...draft, rule: draft.rule.parts.length ? ruleOf(draft.rule) : {} },
      },
      {
        onSuccess: () => {
          setStale(null);
          toast.done(t('group.saved'));
        },
        onError: (error) => {
          if (isFault(error, 409) && error.current) setStale(error.current as unknown as AccountGroup);
        },
      },
    );
  return (
    <>
      <GroupEditor
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        save={() => save(group.version)}
        saving={update.isPending}
        error={isFault(update.error, 409) ? null : update.error}
        frozen={Boolean(group.frozen_at)}
        extra={
          <Button variant="subtle" color="gray" onClick={() => setDraft(draftOf(group))}>
            {t('group.discard')}
          </Button>
        }
      />
      <Modal opened={stale !== null} onClose={() => setStale(null)} title={t('conflict.title')}>
        <Text size="sm" mb={16}>
          {t('group.stale_text')}
        </Text>
        <Button.Group>
          <Button
            variant="default"
            onClick={() => {
              if (stale) setDraft(draftOf(stale));
              setStale(null);
            }}
          >
            {t('group.take_theirs')}
          </Button>
          <Button onClick={() => stale && save(stale.version)}>{t('group.keep_mine')}</Button>
        </Button.Group>
      </Modal>
    </>
  );
}

export function RuleTab({ group }: { group: AccountGroup }) {
  const t = useT();
  const mayChange = useMayChange(group);
  const fields = useRuleFields();
  if (mayChange) return <Editor group={group} />;
  return (
    <Waiting on={fields} lines={4}>
      {() => (
        <Section title={t('field.rule')}>
          <RuleWords fields={fields.data?.items ?? []} rule={branchOf(group.rule)} />
        </Section>
      )}
    </Waiting>
  );
}
