import { ActionIcon, Group, Menu, Select, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconCommand, IconHelp, IconKeyboard, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCan, useSession, useSignOut } from '@/api/session';
import { useUnread } from '@/features/together/queries';
import { type Language, languages, useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { foot, groups, home, inbox, type Place } from './places';
import { useChooseLanguage } from './use-choose-language';

function NavLink({ place, count }: { place: Place; count?: number }) {
  const t = useT();
  const Icon = place.icon;
  return (
    <Link to={place.to} className="k-nav-link" activeOptions={{ exact: place.to === '/' }}>
      <Icon size={17} stroke={1.7} aria-hidden />
      {t(place.label)}
      {count ? (
        <span className="k-badge" role="img" aria-label={t('inbox.unread', { count })}>
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
    </Link>
  );
}

export function ThemeSwitch() {
  const t = useT();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? t('nav.light') : t('nav.dark');
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun size={17} /> : <IconMoon size={17} />}
      </ActionIcon>
    </Tooltip>
  );
}

export function LanguageSwitch() {
  const t = useT();
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  return (
    <Select
      aria-label={t('nav.language')}
      data={languages}
      value={language}
      allowDeselect={false}
      onChange={(value) => value && choose(value as Language)}
      w={132}
    />
  );
}

function Me({ openKeys }: { openKeys: () => void }) {
  const t = useT();
  const term = useTerm();
  const { user } = useSession();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className="k-nav-link">
          <IconUser size={17} stroke={1.7} aria-hidden />
          <span className="k-ellipsis">{user.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.email} · {term('role', user.role)}
        </Menu.Label>
        <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={openKeys}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut.mutate()}>
          {t('nav.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface Openers {
  openPalette: () => void;
  openKeys: () => void;
  openHelp: () => void;
}

export function Navigation({ openPalette, openKeys, openHelp }: Openers) {
  const t = useT();
  const unread = useUnread();
  const may = useCan();
  const isOpen = (place: Place) => !place.rights || place.rights.some(may);
  return (
    <>
      <button type="button" className="k-nav-link" onClick={openPalette}>
        <IconCommand size={17} stroke={1.7} aria-hidden />
        {t('nav.run')}
        <span className="k-kbd">Ctrl K</span>
      </button>
      <NavLink place={home} />
      <NavLink place={inbox} count={unread} />
      {groups.map((group) => (
        <div key={group.label}>
          <h2>{t(group.label)}</h2>
          {group.places.map((place) => (
            <NavLink key={place.to} place={place} />
          ))}
        </div>
      ))}
      <div className="k-nav-foot">
        {foot.filter(isOpen).map((place) => (
          <NavLink key={place.to} place={place} />
        ))}
        <button type="button" className="k-nav-link" onClick={openHelp}>
          <IconHelp size={17} stroke={1.7} aria-hidden />
          {t('help.title')}
          <span className="k-kbd">?</span>
        </button>
        <Me openKeys={openKeys} />
        <Group gap={6} mt={8} px={4} wrap="nowrap">
          <LanguageSwitch />
          <ThemeSwitch />
        </Group>
      </div>
    </>
  );
}
