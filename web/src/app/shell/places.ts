/** The pages that exist, in the order and the groups of the navigation. */
import {
  IconBuilding,
  IconCube,
  IconFileImport,
  IconFilter,
  IconGauge,
  IconHome,
  IconInbox,
  IconSettings,
  IconStack2,
  IconStar,
  IconTargetArrow,
  IconTemplate,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { MessageKey } from '@/lib/i18n/i18n';

export interface Place {
  to: string;
  label: MessageKey;
  icon: typeof IconHome;
  /** Second key after `g`. */
  key?: string;
  /** Without one of these permissions the page has nothing to show. */
  rights?: string[];
}

export const home: Place = { to: '/', label: 'nav.today', icon: IconHome, key: 't' };

export const inbox: Place = { to: '/inbox', label: 'nav.inbox', icon: IconInbox, key: 'n' };

export const groups: { label: MessageKey; places: Place[] }[] = [
  {
    label: 'nav.accounts',
    places: [
      { to: '/portfolio', label: 'nav.portfolio', icon: IconBuilding, key: 'p' },
      { to: '/selection', label: 'nav.selection', icon: IconFilter },
      { to: '/groups', label: 'nav.groups', icon: IconUsersGroup },
      { to: '/key-accounts', label: 'nav.key_accounts', icon: IconStar, key: 'k' },
      { to: '/coverage', label: 'nav.coverage', icon: IconGauge },
      { to: '/plan-batches', label: 'nav.light_plans', icon: IconStack2 },
      { to: '/people', label: 'nav.people', icon: IconUsers },
    ],
  },
  {
    label: 'nav.execution',
    places: [
      { to: '/opportunities', label: 'nav.opportunities', icon: IconTargetArrow, key: 'o' },
      { to: '/products', label: 'nav.products', icon: IconCube },
    ],
  },
];

export const foot: Place[] = [
  { to: '/import', label: 'nav.import', icon: IconFileImport, key: 'i', rights: ['imports.read', 'plans.write'] },
  { to: '/templates', label: 'nav.templates', icon: IconTemplate },
  { to: '/settings', label: 'nav.settings', icon: IconSettings },
];

export const allPlaces: Place[] = [home, inbox, ...groups.flatMap((group) => group.places), ...foot];
