/** The pages that exist, in the order and the groups of the navigation. */
import { IconBuilding, IconFileImport, IconHome } from '@tabler/icons-react';
import type { MessageKey } from '@/lib/i18n/i18n';

export interface Place {
  to: string;
  label: MessageKey;
  icon: typeof IconHome;
  /** Second key after `g`. */
  key?: string;
}

export const home: Place = { to: '/', label: 'nav.today', icon: IconHome, key: 't' };

export const groups: { label: MessageKey; places: Place[] }[] = [
  {
    label: 'nav.accounts',
    places: [{ to: '/portfolio', label: 'nav.portfolio', icon: IconBuilding, key: 'p' }],
  },
];

export const foot: Place[] = [{ to: '/import', label: 'nav.import', icon: IconFileImport, key: 'i' }];

export const allPlaces: Place[] = [home, ...groups.flatMap((group) => group.places), ...foot];
