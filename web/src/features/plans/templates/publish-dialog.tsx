/** Publishing with the summary of its effect; afterwards the running plans may follow, all at once, and back again. */
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PlanTemplateRow } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { ChangeList } from './changes';
import { useEffectOfPublishing, useMovePlans, usePublish } from './queries';

export function PublishDialog({
  template,
  opened,
  close,
}: {
  template: PlanTemplateRow;
  opened: boolean;
  close: () => void;
}) {
  const t = useT();
  const toast = useToast();
  const effect = useEffectOfPublishing(template.id, template.version, opened);
  const publish = usePublish(template.id);
  const movePlans = useMovePlans();
  const [note, setNote] = useState('');
  const [published, setPublished] = useState<{ id: string; number: number; before: string | null } | null>(null);
  const leave = () => {
    setPublished(null);
    setNote('');
    publish.reset();
    close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const before = template.version_id;
    publish.mutate(note.trim(), { onSuccess: (version) => setPublished({ ...version, before }) });
  };
  const follow = () => {
    if (!published) return;
    const { before } = published;
    movePlans.mutate(
      { versionId: published.id },
      {
        onSuccess: ({ plan_ids: ids }) => {
          toast.done(
            t('templates.plans_move', { count: ids.length }),
            before ? () => movePlans.mutateAsync({ versionId: before, planIds: ids }) : undefined,
          );
          leave();
        },
        onError: toast.failed,
      },
    );
  };
  const plans = effect.data?.plans ?? 0;
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={t('templates.publish_title', { number: published?.number ?? template.number + 1 })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {published ? (
        <>
          <p>{t('templates.published', { number: published.number })}</p>
          <p className="k-dim">{t('templates.plans_may_follow', { count: plans })}</p>
          <Group mt={14}>
            {plans > 0 && (
              <Button onClick={follow} loading={movePlans.isPending}>
                {t('templates.move_all')}
              </Button>
            )}
            <Button variant="default" onClick={leave}>
              {t('action.close')}
            </Button>
          </Group>
        </>
      ) : (
        <form onSubmit={submit}>
          <Waiting on={effect}>
            {() =>
              effect.data && (
                <>
                  <p style={{ marginTop: 0 }}>{t('templates.effect_plans', { count: plans })}</p>
                  <ChangeList changes={effect.data.changes} />
                </>
              )
            }
          </Waiting>
          <Textarea
            mt={12}
            label={t('templates.note')}
            value={note}
            maxLength={1000}
            autosize
            minRows={2}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {publish.error && <FaultBox error={publish.error} />}
          <Group mt={14}>
            <Button type="submit" loading={publish.isPending}>
              {t('templates.publish')}
            </Button>
            <Button variant="default" onClick={leave}>
              {t('action.cancel')}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
