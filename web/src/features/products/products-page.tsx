import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCreate, useList } from '@/api/queries';
import { useCurrency, useMayWrite } from '@/api/session';
import type { Need, Product } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Page, PageBody, Section } from '@/ui/page';
import { RecordDrawer } from '@/ui/record-drawer';
import { type FormField, RecordForm } from '@/ui/record-form';
import { Empty, EmptyLine, Waiting } from '@/ui/states';
import { useOpen } from '@/ui/use-open';
import { type Node, Tree, treeOf } from './tree';

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** A need with the needs above it, so that two of the same name are told apart. */
function needChoices(needs: Need[]): { value: string; label: string }[] {
  const byId = new Map(needs.map((need) => [need.id, need]));
  const path = (need: Need): string => {
    const above = byId.get(need.parent_id ?? '');
    return above ? `${path(above)} › ${need.name}` : need.name;
  };
  return needs.map((need) => ({ value: need.id, label: path(need) })).sort((a, b) => a.label.localeCompare(b.label));
}

function useProductFields(needs: Need[]): FormField[] {
  const t = useT();
  const term = useTerm();
  const currency = useCurrency();
  return [
    { key: 'name', label: t('field.name'), kind: 'text', required: true },
    {
      key: 'kind',
      label: t('field.kind'),
      kind: 'choice',
      required: true,
      choices: ['line', 'product', 'service'].map((value) => ({ value, label: term('kind', value) })),
    },
    { key: 'parent_id', label: t('field.parent_id'), kind: 'ref', route: 'products' },
    { key: 'code', label: t('field.code'), kind: 'text' },
    { key: 'need_ids', label: t('field.need_ids'), kind: 'choices', choices: needChoices(needs) },
    { key: 'unit_price', label: t('field.unit_price'), kind: 'money', currency },
    { key: 'active', label: t('field.active'), kind: 'boolean' },
    { key: 'description', label: t('field.description'), kind: 'longtext' },
  ];
}

function keepMatching(products: Product[], q: string): Product[] {
  const wanted = folded(q.trim());
  if (!wanted) return products;
  const byId = new Map(products.map((product) => [product.id, product]));
  const kept = new Set<string>();
  for (const product of products) {
    if (!folded(`${product.name} ${product.code}`).includes(wanted)) continue;
    for (let at: Product | undefined = product; at && !kept.has(at.id); at = byId.get(at.parent_id ?? ''))
      kept.add(at.id);
  }
  return products.filter((product) => kept.has(product.id));
}

export default function ProductsPage() {
  const t = useT();
  const term = useTerm();
  const mayWrite = useMayWrite('products');
  const [open, setOpen] = useOpen();
  const [q, setQ] = useState('');
  const [creating, setCreating] = useState<'product' | 'need' | null>(null);
  const products = useList('products', { sort: 'name', limit: 1000 });
  const needs = useList('needs', { sort: 'name', limit: 500 });
  const createProduct = useCreate('products');
  const createNeed = useCreate('needs');
  const [openNeed, setOpenNeed] = useState<string | null>(null);
  const fields = useProductFields(needs.data?.items ?? []);
  const needFields: FormField[] = [
    { key: 'name', label: t('field.name'), kind: 'text', required: true },
    { key: 'parent_id', label: t('field.parent_id'), kind: 'ref', route: 'needs' },
    { key: 'code', label: t('field.code'), kind: 'text' },
  ];
  const needNames = useMemo(() => new Map(needs.data?.items.map((need) => [need.id, need.name])), [needs.data]);
  const tree = useMemo(() => treeOf(keepMatching(products.data?.items ?? [], q)), [products.data, q]);
  const needTree = useMemo(() => treeOf(needs.data?.items ?? []), [needs.data]);
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={15} />} onClick={() => setCreating('product')}>
      {t('products.new')}
    </Button>
  );

  return (
    <Page title={t('nav.products')} actions={add}>
      <div className="k-toolbar">
        <TextInput
          data-page-search
          type="search"
          aria-label={t('products.search')}
          placeholder={t('products.search')}
          leftSection={<IconSearch size={14} />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          w={220}
        />
      </div>
      <PageBody>
        <div className="k-columns">
          <Section title={t('products.tree')}>
            <Waiting on={products}>
              {() =>
                products.data?.items.length ? (
                  <Tree
                    label={t('products.tree')}
                    nodes={tree}
                    expandAll={q.trim() !== ''}
                    open={setOpen}
                    aside={(product) => (
                      <span className="k-dim k-ellipsis">
                        {[
                          product.kind !== 'product' && term('kind', product.kind),
                          ...product.need_ids.map((id) => needNames.get(id)),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    )}
                  />
                ) : (
                  <Empty title={t('products.empty_title')} text={t('products.empty_text')} action={add} />
                )
              }
            </Waiting>
          </Section>
          <Section
            title={t('products.needs')}
            aside={
              mayWrite && (
                <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setCreating('need')}>
                  {t('products.new_need')}
                </Button>
              )
            }
          >
            <Waiting on={needs}>
              {() =>
                needs.data?.items.length ? (
                  <Tree
                    label={t('products.needs')}
                    nodes={needTree as Node<Need>[]}
                    open={setOpenNeed}
                    aside={(need) => <span className="k-dim">{need.code}</span>}
                  />
                ) : (
                  <EmptyLine>{t('products.no_needs')}</EmptyLine>
                )
              }
            </Waiting>
          </Section>
        </div>
      </PageBody>
      <RecordDrawer
        route="products"
        id={open}
        close={() => setOpen(null)}
        groups={[{ title: t('entity.product'), fields }]}
      />
      <RecordDrawer
        route="needs"
        id={openNeed}
        close={() => setOpenNeed(null)}
        groups={[{ title: t('entity.need'), fields: needFields }]}
      />
      <RecordForm
        opened={creating === 'product'}
        close={() => setCreating(null)}
        title={t('products.new')}
        fields={fields}
        initial={{ kind: 'product', active: true }}
        save={(values) => createProduct.mutateAsync(values as Partial<Product>)}
      />
      <RecordForm
        opened={creating === 'need'}
        close={() => setCreating(null)}
        title={t('products.new_need')}
        fields={needFields}
        save={(values) => createNeed.mutateAsync(values as Partial<Need>)}
      />
    </Page>
  );
}
