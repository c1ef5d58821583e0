/** How one criterion is measured: direction, scale, and what stands in where nothing is known. */
import { ActionIcon, Button, Group, NumberInput, Popover, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useCurrency } from '@/api/session';
import type { SelectionCriterion } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';

type Change = (change: Partial<SelectionCriterion>) => void;

function LinearEnds({ criterion, change }: { criterion: SelectionCriterion; change: Change }) {
  const t = useT();
  const currency = useCurrency();
  const unit = criterion.unit === 'money' ? ` (${currency})` : criterion.unit === 'ratio' ? ' (1 = 100 %)' : '';
  return (
    <>
      <NumberInput
        label={`${t('selection.scale_low')}${unit}`}
        value={criterion.low ?? ''}
        onChange={(value) => change({ low: value === '' ? null : Number(value) })}
        hideControls
      />
      <NumberInput
        label={`${t('selection.scale_high')}${unit}`}
        value={criterion.high ?? ''}
        onChange={(value) => change({ high: value === '' ? null : Number(value) })}
        hideControls
        error={
          criterion.low !== null && criterion.high !== null && criterion.high <= criterion.low
            ? t('selection.scale_order')
            : undefined
        }
      />
    </>
  );
}

export function CriterionSettings({
  criterion,
  change,
  edit,
  remove,
}: {
  criterion: SelectionCriterion;
  change: Change;
  /** Own criteria only, and who may write. */
  edit?: () => void;
  remove?: () => void;
}) {
  const t = useT();
  const judged = criterion.kind === 'soft';
  const usual =
    criterion.scale === 'rank' &&
    criterion.missing === 'leave_out' &&
    (criterion.direction === 'less') === criterion.inverse;
  return (
    <Popover width={290} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon
          variant={usual ? 'subtle' : 'light'}
          aria-label={`${t('selection.settings')}: ${criterion.name}`}
          title={t('selection.settings')}
        >
          <IconAdjustments size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={10}>
          <b>{criterion.name}</b>
          {criterion.description && <span className="k-dim">{criterion.description}</span>}
          {!judged && (
            <>
              <SegmentedControl
                size="xs"
                aria-label={t('selection.direction')}
                value={criterion.direction}
                onChange={(direction) => change({ direction: direction as SelectionCriterion['direction'] })}
                data={[
                  { value: 'more', label: t('selection.more_better') },
                  { value: 'less', label: t('selection.less_better') },
                ]}
              />
              <Select
                label={t('selection.scale')}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                value={criterion.scale}
                onChange={(scale) =>
                  change(
                    scale === 'linear'
                      ? { scale: 'linear', low: criterion.low ?? 0, high: criterion.high ?? 1 }
                      : { scale: 'rank', low: null, high: null },
                  )
                }
                data={[
                  { value: 'rank', label: t('selection.scale_rank') },
                  { value: 'linear', label: t('selection.scale_linear') },
                ]}
              />
              {criterion.scale === 'linear' && <LinearEnds criterion={criterion} change={change} />}
            </>
          )}
          <Select
            label={t('selection.missing')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            value={criterion.missing}
            onChange={(missing) => missing && change({ missing: missing as SelectionCriterion['missing'] })}
            data={[
              { value: 'leave_out', label: t('selection.missing_leave_out') },
              { value: 'lowest', label: t('selection.missing_lowest') },
              { value: 'middle', label: t('selection.missing_middle') },
            ]}
          />
          {edit && remove && (
            <Group gap={8}>
              <Button size="xs" variant="default" onClick={edit}>
                {t('action.edit')}
              </Button>
              <Button size="xs" variant="subtle" color="red" onClick={remove}>
                {t('selection.remove_criterion')}
              </Button>
            </Group>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
