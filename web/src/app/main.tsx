import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@/ui/theme.css';
import '@/ui/base.css';
import '@/ui/shell.css';
import '@/ui/parts.css';
import '@/ui/tables.css';
import '@/ui/together.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenSignedOut } from '@/api/client';
import { isFault } from '@/api/faults';
import { sessionKey } from '@/api/session';
import { LanguageProvider, loadIntl, preferredLanguage } from '@/lib/i18n/i18n';
import { setRequestLanguage } from '@/lib/request-language';
import { theme } from '@/ui/theme';
import { createAppRouter } from './router';

const queryClient = new QueryClient({
  defaultOptions: {
    // without a connection a change fails and says so, instead of hanging until there is one
    mutations: { networkMode: 'always' },
    queries: {
      staleTime: 15_000,
      // refusals do not get better by asking again; a lost connection may
      retry: (count, error) => count < 2 && isFault(error) && (error.status === 0 || error.status === 503),
    },
  },
});
const router = createAppRouter(queryClient);

whenSignedOut(() => {
  queryClient.removeQueries({ queryKey: sessionKey });
  const here = window.location.pathname + window.location.search;
  void router.navigate({ to: '/login', search: here === '/' ? {} : { back: here } });
});

async function start(): Promise<void> {
  const language = preferredLanguage();
  setRequestLanguage(language);
  const intl = await loadIntl(language);
  const root = document.getElementById('root');
  if (!root) throw new Error('no root element');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={localStorageColorSchemeManager({ key: 'kamino.theme' })}
        // the variables are in theme.css: the content security policy allows no style elements
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <LanguageProvider initial={intl}>
          <QueryClientProvider client={queryClient}>
            <Notifications position="bottom-right" limit={4} />
            <RouterProvider router={router} />
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
