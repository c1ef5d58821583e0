import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { minorDigits, toMajor, toMinor } from '@/lib/format';

interface MoneyLike {
  minor: number;
  currency: string;
}

/** Reads `1.234,56` and `1,234.56` alike: the last separator with at most two digits after it is the decimal one. */
export function parseAmount(text: string): number | null {
  const plain = text.replaceAll(/[\s']/g, '');
  if (plain === '') return null;
  const decimal = /[.,](\d{1,2})$/.exec(plain);
  const whole = (decimal ? plain.slice(0, decimal.index) : plain).replaceAll(/[.,]/g, '');
  const value = Number(decimal ? `${whole}.${decimal[1]}` : whole);
  return Number.isFinite(value) ? value : null;
}

interface Props {
  label?: ReactNode;
  'aria-label'?: string;
  description?: ReactNode;
  error?: ReactNode;
  withAsterisk?: boolean;
  autoFocus?: boolean;
  currency: string;
  value: MoneyLike | null | undefined;
  onChange: (value: MoneyLike | null) => void;
}

export function MoneyInput({ currency, value, onChange, ...rest }: Props) {
  const unit = value?.currency ?? currency;
  const [typed, setTyped] = useState(() => (value ? toMajor(value).toFixed(Math.min(2, minorDigits(unit))) : ''));
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      leftSection={<span style={{ fontSize: 11 }}>{unit}</span>}
      leftSectionWidth={44}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const amount = parseAmount(event.currentTarget.value);
        onChange(amount === null ? null : { minor: toMinor(amount, unit), currency: unit });
      }}
    />
  );
}
