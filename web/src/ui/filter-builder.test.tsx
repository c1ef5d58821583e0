// SEL-6, DATA-5: a condition on a field that was taken away since is shown as what it is, and can be removed.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { FilterBuilder } from './filter-builder';
import { renderPart } from './test-render';

it('says which field is gone, and lets it go', async () => {
  const change = vi.fn();
  renderPart(
    <FilterBuilder
      fields={[{ key: 'city', label: 'City', kind: 'text' }]}
      value={[
        { field: 'custom.tier', operator: 'in', value: ['gold'] },
        { field: 'city', operator: '=', value: 'Delft' },
      ]}
      onChange={change}
    />,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /2/ }));
  expect(await screen.findByText('This field is gone')).toBeTruthy();
  expect(screen.getAllByDisplayValue('custom.tier').length).toBeGreaterThan(0);
  expect(screen.getAllByRole('textbox', { name: 'Value' })).toHaveLength(1);
  const [remove] = screen.getAllByRole('button', { name: /Remove/ });
  if (remove) await user.click(remove);
  expect(change).toHaveBeenCalledWith([{ field: 'city', operator: '=', value: 'Delft' }]);
});
