/** The key-account list and the prospecting focus list: guarded by a cap, moved by requests, reviewed every year. */
import { Button, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconAdjustments, IconClipboardCheck, IconPlus, IconStar } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useCan, useMayWrite } from '@/api/session';
import type { KeyList } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { Figures, Page, PageBody, Section } from '@/ui/page';
import { Empty, FaultBox, Waiting } from '@/ui/states';
import { GrowthChart } from './growth-chart';
import { Members } from './members';
import { type Asking, MoveDialog } from './move-dialog';
import { hasPlan } from './plan-mark';
import { type ListName, useGrowth, useKeyList, useOpenRound, useStartRound } from './queries';
import { Requests } from './requests';
import { RoundView } from './round';
import { SettingsDrawer } from './settings-drawer';

function StartRound({ list, opened, close }: { list: ListName; opened: boolean; close: () => void }) {
  const t = useT();
  const start = useStartRound();
  const [title, setTitle] = useState(() => t('programme.round_title', { year: new Date().getFullYear() }));
  const [due, setDue] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={<b>{t('programme.start_round')}</b>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap={12}>
        <p className="k-dim">{t('programme.start_round_text')}</p>
        {start.error && <FaultBox error={start.error} />}
        <TextInput
          label={t('programme.round_name')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          withAsterisk
        />
        <TextInput
          type="date"
          label={t('programme.due')}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <Button
          disabled={!title.trim()}
          loading={start.isPending}
          onClick={() => start.mutate({ title, list, due_on: due || null }, { onSuccess: close })}
        >
          {t('programme.start_round')}
        </Button>
      </Stack>
    </Modal>
  );
}

function Facts({ list }: { list: KeyList }) {
  const t = useT();
  const probation = list.items.filter((item) => item.membership.state === 'probation').length;
  const plans = list.items.filter((item) => hasPlan(item.account)).length;
  return (
    <Figures
      items={[
        {
          label: t('programme.members'),
          value: list.cap ? t('programme.of_cap', { count: list.count, cap: list.cap }) : String(list.count),
          note: list.cap && list.count >= list.cap ? t('programme.full') : undefined,
        },
        { label: t('programme.probation'), value: String(probation) },
        { label: t('programme.with_plan'), value: t('programme.of_cap', { count: plans, cap: list.items.length }) },
        { label: t('programme.requests'), value: String(list.requests.length) },
      ]}
    />
  );
}

export default function KeyListPage() {
  const t = useT();
  const can = useCan();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { list?: ListName };
  const name: ListName = search.list === 'prospect' ? 'prospect' : 'key';
  const list = useKeyList(name);
  const growth = useGrowth(name);
  const round = useOpenRound(name);
  const mayAsk = useMayWrite('key-accounts');
  const mayDecide = can('selection.write');
  const [asking, setAsking] = useState<Asking | null>(null);
  const [starting, setStarting] = useState(false);
  const [settings, setSettings] = useState(false);
  const propose = () => setAsking({ list: name, kind: 'entry', account: null });
  return (
    <Page
      title={t('nav.key_accounts')}
      actions={
        <>
          {mayDecide && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconAdjustments size={15} />}
              onClick={() => setSettings(true)}
            >
              {t('programme.settings')}
            </Button>
          )}
          {mayDecide && !round.data && (list.data?.items.length ?? 0) > 0 && (
            <Button variant="default" leftSection={<IconClipboardCheck size={15} />} onClick={() => setStarting(true)}>
              {t('programme.start_round')}
            </Button>
          )}
          {mayAsk && (
            <Button leftSection={<IconPlus size={15} />} onClick={propose}>
              {t('programme.propose')}
            </Button>
          )}
        </>
      }
    >
      <PageBody>
        <SegmentedControl
          size="xs"
          mb={12}
          value={name}
          transitionDuration={0}
          aria-label={t('nav.key_accounts')}
          onChange={(next) => void navigate({ to: '.', search: next === 'prospect' ? { list: 'prospect' } : {} })}
          data={[
            { value: 'key', label: t('programme.key_list') },
            { value: 'prospect', label: t('programme.prospect_list') },
          ]}
        />
        <Waiting on={list}>
          {() =>
            list.data && (
              <>
                <Facts list={list.data} />
                {list.data.requests.length > 0 && (
                  <Section title={t('programme.requests')}>
                    <Requests list={list.data} />
                  </Section>
                )}
                {round.data && (
                  <Section title={round.data.title ?? t('programme.round')}>
                    <RoundView round={round.data} />
                  </Section>
                )}
                {list.data.items.length === 0 ? (
                  <Empty
                    icon={<IconStar size={28} stroke={1.5} aria-hidden />}
                    title={t(name === 'key' ? 'programme.empty_key' : 'programme.empty_prospect')}
                    text={t(name === 'key' ? 'programme.empty_key_text' : 'programme.empty_prospect_text')}
                    action={mayAsk ? <Button onClick={propose}>{t('programme.propose')}</Button> : undefined}
                  />
                ) : (
                  <Section title={t(name === 'key' ? 'programme.key_list' : 'programme.prospect_list')}>
                    <Members list={list.data} ask={setAsking} />
                  </Section>
                )}
                {(growth.data?.items.length ?? 0) > 0 && growth.data && (
                  <Section title={t('programme.growth')}>
                    <GrowthChart growth={growth.data} cap={list.data.cap} />
                  </Section>
                )}
              </>
            )
          }
        </Waiting>
      </PageBody>
      <MoveDialog asking={asking} close={() => setAsking(null)} />
      {starting && <StartRound list={name} opened={starting} close={() => setStarting(false)} />}
      <SettingsDrawer opened={settings} close={() => setSettings(false)} />
    </Page>
  );
}
