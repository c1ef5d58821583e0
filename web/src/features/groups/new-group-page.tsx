import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCreate } from '@/api/queries';
import { useT } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { type Draft, GroupEditor } from './group-editor';
import { emptyRule, ruleOf } from './rule';

export default function NewGroupPage() {
  const t = useT();
  const navigate = useNavigate();
  const create = useCreate('groups');
  const [draft, setDraft] = useState<Draft>({ name: '', colour: 'blue', description: '', rule: emptyRule });
  return (
    <Page title={t('group.new')}>
      <PageBody>
        <GroupEditor
          draft={draft}
          change={(part) => setDraft((before) => ({ ...before, ...part }))}
          saving={create.isPending}
          error={create.error}
          save={() =>
            create.mutate(
              { ...draft, rule: draft.rule.parts.length ? ruleOf(draft.rule) : {} },
              { onSuccess: (group) => void navigate({ to: `/groups/${group.id}` }) },
            )
          }
        />
      </PageBody>
    </Page>
  );
}
