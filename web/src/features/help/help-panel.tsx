/** Help beside the page: what it is for, first moves, its terms; and a tour that walks on to the next page. */
import { Button, Drawer, Group } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useT } from '@/lib/i18n/i18n';
import { Waiting } from '@/ui/states';
import { type HelpTexts, helpOf, tour, useHelp } from './help';
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

function HelpOfPlace({ texts, openKeys, close }: { texts: HelpTexts; openKeys: () => void; close: () => void }) {
  const t = useT();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const key = helpOf(pathname);
  const page = texts.pages[key];
  const at = tour.indexOf(key);
  const next = tour[(at + 1) % tour.length] ?? '/';
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
        <Button rightSection={<IconArrowRight size={15} />} onClick={() => void navigate({ to: next })}>
          {t('help.next_stop')}
        </Button>
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
