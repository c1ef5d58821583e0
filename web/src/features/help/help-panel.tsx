/** Help beside the page: what it is for, first moves, its terms; and a tour that walks on to the next page. */
import { Button, Drawer, Group } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useList } from '@/api/queries';
import { useT } from '@/lib/i18n/i18n';
import { Waiting } from '@/ui/states';
import { type HelpTexts, helpOf, placeOf, tour, useHelp } from './help';
import './help.css';

export function TermList({ terms, of }: { terms: HelpTexts['terms']; of: string[] }) {
  return (
    <dl className="k-terms">
      {of.map((key) => (
        <div key={key}>
          <dt>{terms[key]?.[0]}</dt>
          <dd>{terms[key]?.[1]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The account that the tour shows: the one in sight, else one with a plan, else the largest. */
function useTourAccount(pathname: string): string | null | undefined {
  const here = pathname.match(/^\/accounts\/([^/]+)/)?.[1];
  const plans = useList('plans', { limit: 1, sort: '-completeness_score', fields: 'id,account_id' }, !here);
  const planned = plans.data?.items[0]?.account_id;
  const none = !here && plans.data !== undefined && !planned;
  const largest = useList('portfolio', { limit: 1, sort: '-revenue_12m', fields: 'id' }, none);
  const found = here ?? planned ?? largest.data?.items[0]?.id;
  return found ?? (none && largest.data ? null : undefined);
}

function TourMoves({ at, close }: { at: number; close: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const account = useTourAccount(useLocation().pathname);
  // a workspace without accounts has no such stops
  const stops = account === null ? tour.filter((stop) => placeOf(stop, '') === stop) : tour;
  const next = stops[at + 1];
  if (at >= 0 && !next)
    return (
      <Button variant="default" onClick={close}>
        {t('help.tour_done')}
      </Button>
    );
  return (
    <Button
      rightSection={<IconArrowRight size={15} />}
      loading={account === undefined}
      onClick={() => void navigate({ to: placeOf(next ?? '/', account ?? '') })}
    >
      {t(at < 0 ? 'help.tour_start' : 'help.next_stop')}
    </Button>
  );
}

function HelpOfPlace({ texts, openKeys, close }: { texts: HelpTexts; openKeys: () => void; close: () => void }) {
  const t = useT();
  const { pathname } = useLocation();
  const key = helpOf(pathname);
  const page = texts.pages[key];
  const at = tour.indexOf(key);
  if (!page) return null;
  return (
    <>
      <p>{page.what}</p>
      <h3>{t('help.moves')}</h3>
      <ol className="k-help-steps">
        {page.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {page.terms.length > 0 && (
        <>
          <h3>{t('help.terms')}</h3>
          <TermList terms={texts.terms} of={page.terms} />
        </>
      )}
      <Group gap={8} mt={20}>
        <TourMoves at={at} close={close} />
        <Button
          variant="default"
          onClick={() => {
            close();
            openKeys();
          }}
        >
          {t('keys.title')}
        </Button>
      </Group>
      {at >= 0 && (
        <p className="k-dim" style={{ marginTop: 12 }}>
          {t('help.stop', { at: at + 1, all: tour.length })}
        </p>
      )}
      <p className="k-dim" style={{ marginTop: 16 }}>
        <Link to="/help" className="k-link" onClick={close}>
          {t('help.all')}
        </Link>
      </p>
    </>
  );
}

export default function HelpPanel({
  opened,
  close,
  openKeys,
}: {
  opened: boolean;
  close: () => void;
  openKeys: () => void;
}) {
  const t = useT();
  const help = useHelp(opened);
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size="sm"
      title={t('help.title')}
      className="k-drawer"
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className="k-help">
        <Waiting on={help} lines={8}>
          {() => help.data && <HelpOfPlace texts={help.data} openKeys={openKeys} close={close} />}
        </Waiting>
      </div>
    </Drawer>
  );
}
