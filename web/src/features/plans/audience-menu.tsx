/** Who may read a judgement: the widest circle, chosen row by row; documents leave out what their reader must not see. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconLock, IconUsers, IconWorld } from '@tabler/icons-react';
import { useT, useTerm } from '@/lib/i18n/i18n';

const circles = { internal: IconLock, partner: IconUsers, customer_safe: IconWorld };
export type Audience = keyof typeof circles;

export function AudienceMenu({
  value,
  change,
  readOnly,
}: {
  value: Audience;
  change: (audience: Audience) => void;
  readOnly?: boolean;
}) {
  const t = useT();
  const term = useTerm();
  const Icon = circles[value];
  const label = `${t('plan.audience')}: ${term('audience', value)}`;
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
        {(Object.keys(circles) as Audience[]).map((audience) => {
          const Each = circles[audience];
          return (
            <Menu.Item key={audience} leftSection={<Each size={14} />} onClick={() => change(audience)}>
              {term('audience', audience)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
