/** Puts a plan among its readers: who else has it open, and the talk about it beside it. */
import { Button } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Plan } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { type Anchor, TogetherContext } from '@/ui/together-context';
import { useOpen } from '@/ui/use-open';
import { CommentsDrawer } from './comments-drawer';
import { PresenceRow, usePresence } from './presence';
import { useThreads } from './queries';

export function PlanTogether({
  plan,
  goTo,
  children,
}: {
  plan: Plan;
  goTo: (anchor: string) => void;
  /** `aside`: who is here and the way to the comments, for the plan's own row of actions. */
  children: (aside: ReactNode) => ReactNode;
}) {
  const t = useT();
  const subject = { accountId: plan.account_id, planId: plan.id };
  const { others, write } = usePresence(plan.id);
  const threads = useThreads(subject);
  // the address names the thread that a notice leads to
  const [linked, setLinked] = useOpen();
  const [shown, setShown] = useState(false);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const open = threads.data?.open ?? 0;
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const { first } of threads.data?.items ?? [])
      if (!first.resolved_at && first.anchor_id) found.set(first.anchor_id, (found.get(first.anchor_id) ?? 0) + 1);
    return found;
  }, [threads.data]);
  const discuss = useCallback((about: Anchor | null) => {
    setAnchor(about);
    setShown(true);
  }, []);
  const together = useMemo(
    () => ({ threadsOf: (id: string) => counts.get(id) ?? 0, discuss, others, write }),
    [counts, discuss, others, write],
  );
  const sectionTitle = (key: string) => plan.sections.find((section) => section.key === key)?.title ?? key;
  // shipped sections and questions are named in the reader's language
  const titleOf = (place: Anchor) => {
    if (place.entity === 'plan_section') return sectionTitle(place.title);
    const questions = place.entity === 'plan_question' ? plan.sections.flatMap((section) => section.questions) : [];
    return questions.find((question) => question.id === place.id)?.text || place.title;
  };
  const close = () => {
    setShown(false);
    if (linked) setLinked(null);
  };
  return (
    <TogetherContext.Provider value={together}>
      {children(
        <>
          <PresenceRow others={others} titleOf={sectionTitle} />
          <Button
            variant="default"
            className="k-short-on-phone"
            title={t('comments.button', { count: open })}
            leftSection={
              <>
                <IconMessages size={15} />
                {open > 0 && (
                  <small className="k-phone-only" aria-hidden style={{ marginLeft: 4 }}>
                    {open}
                  </small>
                )}
              </>
            }
            onClick={() => discuss(null)}
          >
            {t('comments.button', { count: open })}
          </Button>
        </>,
      )}
      <CommentsDrawer
        opened={shown || linked !== null}
        close={close}
        subject={subject}
        anchor={anchor}
        clearAnchor={() => setAnchor(null)}
        titleOf={titleOf}
        goTo={(place) => {
          close();
          const section = plan.sections.find((one) => one.id === place.id);
          goTo(section ? `section-${section.key}` : `row-${place.id}`);
        }}
        active={linked}
      />
    </TogetherContext.Provider>
  );
}
