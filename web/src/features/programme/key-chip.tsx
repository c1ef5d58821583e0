/** On the account's header: whether it is on a list, with its focus; or the way to propose it. */
import { Button, Tooltip } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMayWrite } from '@/api/session';
import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import { type Asking, MoveDialog } from './move-dialog';
import { useMembership } from './queries';

export function KeyChip({ account }: { account: { id: string; name: string } }) {
  const t = useT();
  const term = useTerm();
  const may = useMayWrite('key-accounts');
  const state = useMembership(account.id);
  const [asking, setAsking] = useState<Asking | null>(null);
  if (!state.data) return null;
  const { stay, move } = state.data;
  if (stay) {
    const words = [
      t(stay.list === 'key' ? 'programme.is_key' : 'programme.is_prospect'),
      stay.state === 'probation' ? t('programme.probation') : '',
      stay.focus ? term('focus', stay.focus) : '',
    ].filter(Boolean);
    return (
      <Tooltip
        label={stay.focus ? t(`programme.focus_${stay.focus}_text` as MessageKey) : t('programme.no_focus')}
        multiline
        maw={320}
      >
        <Link
          to="/key-accounts"
          search={stay.list === 'key' ? {} : { list: 'prospect' }}
          className="k-chip"
          data-tone="ink"
        >
          <IconStarFilled size={13} aria-hidden />
          {words.join(' · ')}
        </Link>
      </Tooltip>
    );
  }
  if (move)
    return (
      <Link
        to="/key-accounts"
        search={move.list === 'key' ? {} : { list: 'prospect' }}
        className="k-chip"
        data-tone="mute"
      >
        <IconStar size={13} aria-hidden />
        {t('programme.proposed')}
      </Link>
    );
  if (!may) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        className="k-hide-phone"
        leftSection={<IconStar size={13} />}
        onClick={() => setAsking({ list: 'key', kind: 'entry', account })}
      >
        {t('programme.propose_this')}
      </Button>
      <MoveDialog asking={asking} close={() => setAsking(null)} />
    </>
  );
}
