/** Which template the plan follows; when a newer version is there, what would change, and the move with its way back. */
import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/api/client';
import type { TemplateChange } from '@/api/types';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import { FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { usePlan } from './plan-context';
import { useFollow } from './queries';
import { ChangeList } from './templates/changes';

function MoveDialog({ to, close }: { to: string; close: () => void }) {
  const t = useT();
  const toast = useToast();
  const { language } = useLanguage();
  const { plan, readOnly } = usePlan();
  const follow = useFollow(plan.id);
  const preview = useQuery({
    queryKey: ['plans', 'template-change', plan.id, to, plan.version, language],
    queryFn: ({ signal }) => get<TemplateChange>(`/plans/${plan.id}/template-change`, { to }, signal),
  });
  const before = plan.template.version_id;
  const move = () =>
    follow.mutate(to, {
      onSuccess: () => {
        toast.done(t('plan.template_moved'), before ? () => follow.mutateAsync(before) : undefined);
        close();
      },
    });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('plan.template_preview')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Waiting on={preview}>
        {() =>
          preview.data && (
            <>
              <p style={{ marginTop: 0 }}>
                {t('plan.template_from_to', {
                  from: t('plan.template_named', { name: preview.data.from.name, number: preview.data.from.number }),
                  to: t('plan.template_named', { name: preview.data.to.name, number: preview.data.to.number }),
                })}
              </p>
              <ChangeList changes={preview.data.changes} />
              <p className="k-dim">{t('plan.template_keeps')}</p>
            </>
          )
        }
      </Waiting>
      {follow.error && <FaultBox error={follow.error} />}
      <Group mt={14}>
        {!readOnly && (
          <Button onClick={move} loading={follow.isPending}>
            {t('plan.template_move')}
          </Button>
        )}
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
      </Group>
    </Modal>
  );
}

export function TemplateBanner() {
  const t = useT();
  const { plan } = usePlan();
  const [open, setOpen] = useState(false);
  const newer = plan.template.newer_id;
  if (!newer || plan.status === 'closed') return null;
  return (
    <div className="k-banner k-no-print" role="status">
      <span>
        {t('plan.template_newer', {
          name: plan.template.name || t('plan.template_shipped'),
          number: plan.template.newer_number,
        })}
      </span>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {t('plan.template_look')}
      </Button>
      {open && <MoveDialog to={newer} close={() => setOpen(false)} />}
    </div>
  );
}
