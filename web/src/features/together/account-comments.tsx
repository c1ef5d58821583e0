/** The talk about an account itself, from its header. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { useOpen } from '@/ui/use-open';
import { CommentsDrawer } from './comments-drawer';
import { useThreads } from './queries';

/** `linked`: this page is the one whose address may name a thread. */
export function AccountComments({ accountId, linked }: { accountId: string; linked: boolean }) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const [named, setNamed] = useOpen();
  const threads = useThreads({ accountId });
  const open = threads.data?.open ?? 0;
  const active = linked ? named : null;
  const label = t('comments.on_account', { count: open });
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          variant="subtle"
          color={open ? undefined : 'gray'}
          className="k-discuss k-no-print"
          data-count={open || undefined}
          aria-label={label}
          onClick={() => setShown(true)}
        >
          <IconMessages size={17} />
          {open > 0 && <small>{open}</small>}
        </ActionIcon>
      </Tooltip>
      <CommentsDrawer
        opened={shown || active !== null}
        close={() => {
          setShown(false);
          if (active) setNamed(null);
        }}
        subject={{ accountId }}
        anchor={null}
        clearAnchor={() => {}}
        active={active}
      />
    </>
  );
}
