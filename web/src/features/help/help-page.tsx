/** The first steps, what every page is for, and the glossary. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { Page, PageBody, Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { FirstSteps } from './first-steps';
import { useHelp } from './help';
import { TermList } from './help-panel';

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export default function HelpPage() {
  const t = useT();
  const help = useHelp();
  const [typed, setTyped] = useState('');
  const words = folded(typed.trim());
  const terms = help.data?.terms ?? {};
  const found = Object.keys(terms)
    .filter((key) => folded((terms[key] ?? []).join(' ')).includes(words))
    .sort((a, b) => (terms[a]?.[0] ?? '').localeCompare(terms[b]?.[0] ?? ''));
  return (
    <Page title={t('help.title')}>
      <PageBody>
        <FirstSteps always />
        <Section
          title={t('help.glossary')}
          aside={
            <TextInput
              aria-label={t('help.find_term')}
              placeholder={t('help.find_term')}
              leftSection={<IconSearch size={15} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-page-search
            />
          }
        >
          <Waiting on={help} lines={10}>
            {() =>
              found.length > 0 ? (
                <div className="k-glossary">
                  <TermList terms={terms} of={found} />
                </div>
              ) : (
                <EmptyLine>{t('common.no_matches')}</EmptyLine>
              )
            }
          </Waiting>
        </Section>
      </PageBody>
    </Page>
  );
}
