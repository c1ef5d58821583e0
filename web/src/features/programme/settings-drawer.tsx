/** Caps, probation, and the hours of a plan by class and rigour. */
import { Button, Drawer, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { fieldErrors } from '@/api/faults';
import type { Resources } from '@/api/types';
import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import { FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useProgrammeSettings, useSaveSettings } from './queries';

type Settings = Resources['programme-settings'];
type Hours = Record<string, Record<string, number>>;
const classes = ['A', 'B', 'C', 'D', 'E'];
const rigours = ['light', 'standard', 'deep'];
const numbers: { key: keyof Settings; label: MessageKey; hint?: MessageKey; open?: boolean }[] = [
  { key: 'key_cap', label: 'programme.key_cap', hint: 'programme.cap_hint', open: true },
  { key: 'manager_cap', label: 'programme.manager_cap', hint: 'programme.cap_hint', open: true },
  { key: 'prospect_cap', label: 'programme.prospect_cap', hint: 'programme.cap_hint', open: true },
  { key: 'probation_months', label: 'programme.probation_months' },
  { key: 'review_month', label: 'programme.review_month' },
  { key: 'manager_hours', label: 'programme.manager_hours' },
];

function Form({ settings, close }: { settings: Settings; close: () => void }) {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const save = useSaveSettings();
  const [values, setValues] = useState<Record<string, number | null>>(() =>
    Object.fromEntries(numbers.map(({ key }) => [key, (settings[key] as number | null) ?? null])),
  );
  const [hours, setHours] = useState<Hours>(() => structuredClone((settings.hours ?? {}) as Hours));
  const errors = fieldErrors(save.error);
  const store = () =>
    save.mutate(
      { version: settings.version, body: { ...values, hours } as Partial<Settings> },
      {
        onSuccess: () => {
          close();
          toast.done(t('programme.settings_saved'));
        },
      },
    );
  return (
    <Stack gap={14}>
      {save.error && <FaultBox error={save.error} />}
      <SimpleGrid cols={2}>
        {numbers.map(({ key, label, hint, open }) => (
          <NumberInput
            key={key}
            label={t(label)}
            description={hint && t(hint)}
            value={values[key] ?? ''}
            error={errors[key]}
            allowDecimal={false}
            allowNegative={false}
            onChange={(value) => setValues({ ...values, [key]: value === '' ? (open ? null : 0) : Number(value) })}
          />
        ))}
      </SimpleGrid>
      <div>
        <strong>{t('programme.hours')}</strong>
        <p className="k-dim">{t('programme.hours_hint')}</p>
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('field.class')}</th>
              {rigours.map((rigour) => (
                <th key={rigour}>{term('rigour', rigour)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((name) => (
              <tr key={name}>
                <td>{name}</td>
                {rigours.map((rigour) => (
                  <td key={rigour}>
                    <NumberInput
                      size="xs"
                      hideControls
                      aria-label={`${name}, ${term('rigour', rigour)}`}
                      min={0}
                      max={3000}
                      value={hours[name]?.[rigour] ?? ''}
                      error={Boolean(errors[`hours/${name}/${rigour}`])}
                      onChange={(value) =>
                        setHours({ ...hours, [name]: { ...hours[name], [rigour]: Number(value) || 0 } })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button onClick={store} loading={save.isPending}>
          {t('action.save')}
        </Button>
      </Group>
    </Stack>
  );
}

export function SettingsDrawer({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useT();
  const settings = useProgrammeSettings();
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size="lg"
      title={<b>{t('programme.settings')}</b>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {opened && (
        <Waiting on={settings}>
          {() => settings.data && <Form key={settings.data.version} settings={settings.data} close={close} />}
        </Waiting>
      )}
    </Drawer>
  );
}
