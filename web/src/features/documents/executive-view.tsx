/** The account on one page: who, why key, money, relationship, risks, next moves; the same that documents open with. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { PlanDocument } from '@/api/types';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import { EmptyLine, Waiting } from '@/ui/states';
import './documents.css';
import { documentUrl, useExecutiveView } from './queries';

type Block = PlanDocument['summary']['blocks'][number];
type Value = NonNullable<NonNullable<Block['items']>[number]>[number];

const shapes = { good: '●', fair: '▲', bad: '⬣', mute: '○' } as const;

function ValueText({ value }: { value: Value }) {
  const tone = value.tone || undefined;
  return (
    <span className={value.small ? 'k-dim' : undefined}>
      {tone && (
        <span className="k-document-light" data-tone={tone} aria-hidden>
          {shapes[tone as keyof typeof shapes]}{' '}
        </span>
      )}
      {value.text}
    </span>
  );
}

function Values({ values }: { values: Value[] }) {
  return values.map((value, at) => (
    <span key={at}>
      {at > 0 && ' '}
      <ValueText value={value} />
    </span>
  ));
}

function Card({ block }: { block: Block }) {
  return (
    <section className="k-document-card">
      <h2>{block.title}</h2>
      {block.fields && (
        <dl>
          {block.fields.map((field) => (
            <div key={field.label}>
              <dt>{field.label}</dt>
              <dd>
                <Values values={field.values} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {block.items && (
        <ul>
          {block.items.map((values, at) => (
            <li key={at}>
              <Values values={values} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function ExecutiveView({ planId }: { planId: string }) {
  const t = useT();
  const { language } = useLanguage();
  const view = useExecutiveView(planId, language);
  return (
    <Waiting on={view}>
      {() =>
        view.data && (
          <>
            <div className="k-document-head">
              <div>
                <p className="k-document-headline">{view.data.headline}</p>
                <p className="k-dim">{[...(view.data.stamp ?? []), ...(view.data.lines ?? [])].join(' · ')}</p>
              </div>
              <Button
                component="a"
                href={documentUrl(planId, {
                  format: 'html',
                  audience: 'internal',
                  view: 'executive',
                  at: 'now',
                  lang: language,
                })}
                target="_blank"
                rel="noopener"
                variant="default"
                style={{ flex: 'none' }}
                leftSection={<IconPrinter size={15} />}
              >
                {t('plan.print')}
              </Button>
            </div>
            {view.data.summary.blocks.length === 0 ? (
              <EmptyLine>{t('documents.nothing_yet')}</EmptyLine>
            ) : (
              <div className="k-document-cards">
                {view.data.summary.blocks.map((block) => (
                  <Card key={block.title} block={block} />
                ))}
              </div>
            )}
          </>
        )
      }
    </Waiting>
  );
}
