import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MapPoint, SelectionCriterion } from '@/api/types';
import { answering, renderPart } from '@/ui/test-render';
import { MapChart } from './map-chart';
import { fieldOf } from './map-lists';
import { ModelEditor } from './model-editor';
import { keyOf } from './own-criterion';
import { RankingPanel } from './ranking-panel';

const criterion = (key: string, weight: number, more: Partial<SelectionCriterion> = {}): SelectionCriterion => ({
  key,
  name: key,
  description: '',
  weight,
  kind: 'hard',
  unit: 'ratio',
  own: false,
  field: null,
  levels: [],
  inverse: false,
  side: 'position',
  direction: 'more',
  scale: 'rank',
  low: null,
  high: null,
  missing: 'leave_out',
  ...more,
});
const point = (id: string, attractiveness: number, position: number): MapPoint => ({
  account_id: id,
  name: id,
  class: 'A',
  owner_name: '',
  revenue_12m: { minor: 100, currency: 'EUR' },
  attractiveness,
  position,
  key: true,
});

afterEach(() => vi.unstubAllGlobals());

// SEL-1
describe('the model editor', () => {
  it('shows weights as shares and changes one at a time', () => {
    const change = vi.fn();
    const draft = { name: 'x', filter: '', criteria: [criterion('margin', 30), criterion('renewal', 10)] };
    renderPart(<ModelEditor draft={draft} standard fixed={false} change={change} />);
    expect(screen.getByText('75%')).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('slider', { name: 'margin' }), { key: 'ArrowRight' });
    expect(change.mock.calls[0]?.[0].criteria[0].weight).toBe(31);
    expect(change.mock.calls[0]?.[0].criteria[1].weight).toBe(10);
  });

  it('adds a judged criterion in the words of the workspace', async () => {
    vi.stubGlobal('fetch', answering({ body: { items: [] } }).fetch);
    const change = vi.fn();
    const draft = { name: 'x', filter: '', criteria: [criterion('margin', 30)] };
    renderPart(<ModelEditor draft={draft} standard fixed={false} change={change} />);
    fireEvent.click(screen.getByText('Add a criterion'));
    const dialog = await screen.findByRole('dialog');
    const add = within(dialog).getByText('Add a criterion').closest('button') as HTMLElement;
    expect(add.hasAttribute('disabled')).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/^Name/), { target: { value: 'Cultura común' } });
    fireEvent.change(within(dialog).getByLabelText('What 5 means'), {
      target: { value: 'como socio' },
    });
    fireEvent.click(add);
    expect(change.mock.calls[0]?.[0].criteria[1]).toMatchObject({
      key: 'own_cultura_comun',
      name: 'Cultura común',
      kind: 'soft',
      side: 'attractiveness',
      weight: 10,
      levels: ['', '', '', '', 'como socio'],
    });
  });

  it('gives every criterion a key of its own', () => {
    expect(keyOf('  Fit & más  ', [])).toBe('own_fit_mas');
    expect(keyOf('Fit', ['own_fit', 'own_fit_2'])).toBe('own_fit_3');
    expect(keyOf('日本', [])).toBe('own_criterion');
  });
});

// SEL-2
describe('the ranking beside it', () => {
  it('asks with the weights on the screen and says who moves and leaves', async () => {
    const ranked = (name: string, rank: number, before: number) => ({
      account_id: name,
      name,
      class: 'B',
      rank,
      rank_before: before,
      score: 50,
      score_before: 40,
    });
    const { sent, fetch } = answering({
      body: {
        model_id: 'selection',
        model_version: 1,
        accounts: 12,
        top: 20,
        moved: 2,
        entered: 1,
        took_ms: 1,
        items: [ranked('Rising', 1, 25)],
        left: [ranked('Falling', 25, 1)],
      },
    });
    vi.stubGlobal('fetch', fetch);
    const open = vi.fn();
    renderPart(
      <RankingPanel
        modelId="selection"
        criteria={[criterion('margin', 30)]}
        saved={[criterion('own_old', 3, { own: true })]}
        open={open}
      />,
    );
    await waitFor(() => expect(screen.getByText('2 of 12 accounts change place; 1 enters the first 20.')).toBeTruthy());
    expect(sent[0]?.path).toBe('/api/v1/selection/models/selection/ranking');
    expect(sent[0]?.body).toMatchObject({
      top: 20,
      criteria: [
        { key: 'margin', weight: 30 },
        { key: 'own_old', remove: true },
      ],
    });
    const row = screen.getByText('Rising').closest('tr') as HTMLElement;
    expect(within(row).getByText('Up 24 places')).toBeTruthy();
    expect(screen.getByText('Leave the first 20')).toBeTruthy();
    fireEvent.click(screen.getByText('Falling'));
    expect(open).toHaveBeenCalledWith('Falling');
  });
});

// SEL-3
describe('the map', () => {
  it('parts four fields by two lines that arrow keys move', () => {
    const breaks = { attractiveness: 50, position: 40 };
    expect(fieldOf(point('a', 50, 40), breaks)).toBe('strategic');
    expect(fieldOf(point('a', 90, 39), breaks)).toBe('develop');
    expect(fieldOf(point('a', 49, 80), breaks)).toBe('maintain');
    expect(fieldOf(point('a', 10, 10), breaks)).toBe('light');
    const onBreaks = vi.fn();
    renderPart(
      <MapChart
        points={[point('a', 60, 60)]}
        breaks={breaks}
        onBreaks={onBreaks}
        marked={new Set()}
        onLasso={vi.fn()}
      />,
    );
    const [position, attractiveness] = screen.getAllByRole('slider');
    fireEvent.keyDown(position as HTMLElement, { key: 'ArrowRight' });
    expect(onBreaks).toHaveBeenLastCalledWith({ attractiveness: 50, position: 41 });
    fireEvent.keyDown(attractiveness as HTMLElement, { key: 'PageDown' });
    expect(onBreaks).toHaveBeenLastCalledWith({ attractiveness: 40, position: 40 });
  });
});
