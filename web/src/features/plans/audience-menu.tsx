/** Who may read a judgement: the widest circle, chosen row by row; documents leave out what their reader must not see. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconLock, IconUsers, IconWorld } from '@tabler/icons-react';
import { useT, useTerm } from '@/lib/i18n/i18n';

/** From the narrowest to the widest. */
const circles = { internal: IconLock, partner: IconUsers, customer_safe: IconWorld };
export type Audience = keyof typeof circles;

const order = Object.keys(circles) as Audience[];
export const narrower = (a: Audience, b: Audience): Audience => (order.indexOf(a) < order.indexOf(b) ? a : b);

export function AudienceMenu({
  value,
  change,
  readOnly,
  widest = 'customer_safe',
}: {
  value: Audience;
  change: (audience: Audience) => void;
  readOnly?: boolean;
  /** What the template allows at most; wider circles are shown, and cannot be chosen. */
  widest?: Audience;
}) {
  const t = useT();
  const term = useTerm();
  const stands = narrower(value, widest);
  const Icon = circles[stands];
  const label = `${t('plan.audience')}: ${term('audience', stands)}`;
  return (
    <Menu position="bottom-end" disabled={readOnly}>
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label}>
            <Icon size={14} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('plan.audience')}</Menu.Label>
        {order.map((audience) => {
          const Each = circles[audience];
          return (
            <Menu.Item
              key={audience}
              leftSection={<Each size={14} />}
              disabled={narrower(audience, widest) !== audience}
              onClick={() => change(audience)}
            >
              {term('audience', audience)}
            </Menu.Item>
          );
        })}
        {widest !== 'customer_safe' && <Menu.Label>{t('plan.audience_limit')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
