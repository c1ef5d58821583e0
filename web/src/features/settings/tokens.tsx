import { Button, CopyButton, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '@/api/client';
import { useList, useRemove } from '@/api/queries';
import type { Token } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { RecordForm, type Values } from '@/ui/record-form';
import { EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';

/** The token itself is in this one answer only. */
type NewToken = Token & { token?: string; secret?: string };

export function Tokens() {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const client = useQueryClient();
  const tokens = useList('tokens', { limit: 100 });
  const remove = useRemove('tokens');
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState('');
  const create = useMutation({
    mutationFn: (values: Values) => post<NewToken>('/tokens', values),
    onSuccess: (made) => {
      setSecret(made.token ?? made.secret ?? '');
      void client.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  return (
    <Section
      title={t('settings.tokens')}
      aside={
        <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
          {t('settings.add_token')}
        </Button>
      }
    >
      <Waiting on={tokens} lines={3}>
        {() =>
          tokens.data?.items.length ? (
            <table className="k-table">
              <thead>
                <tr>
                  <th>{t('field.name')}</th>
                  <th>{t('settings.scopes')}</th>
                  <th>{t('settings.last_used')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {tokens.data.items.map((token) => (
                  <tr key={token.id}>
                    <td>
                      <b>{token.name}</b>
                    </td>
                    <td>{token.scopes.join(', ')}</td>
                    <td>{token.last_used_at ? format.ago(token.last_used_at) : t('settings.never')}</td>
                    <td className="k-num">
                      <Button
                        variant="subtle"
                        color="red"
                        size="compact-xs"
                        onClick={() =>
                          remove.mutate({ id: token.id, version: token.version }, { onError: toast.failed })
                        }
                      >
                        {t('settings.revoke')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : (
            <EmptyLine>{t('settings.no_tokens')}</EmptyLine>
          )
        }
      </Waiting>
      <RecordForm
        opened={adding}
        close={() => setAdding(false)}
        title={t('settings.add_token')}
        initial={{ scope: 'read' }}
        fields={[
          { key: 'name', label: t('field.name'), kind: 'text', required: true, hint: t('settings.token_hint') },
          {
            key: 'scope',
            label: t('settings.scopes'),
            kind: 'choice',
            required: true,
            choices: [
              { value: 'read', label: t('settings.scope_read') },
              { value: 'write', label: t('settings.scope_write') },
            ],
          },
        ]}
        save={({ name, scope }) =>
          create.mutateAsync({ name, scopes: scope === 'write' ? ['read', 'write'] : ['read'] })
        }
      />
      <Modal
        opened={secret !== ''}
        onClose={() => setSecret('')}
        title={t('settings.token_once')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <p style={{ overflowWrap: 'anywhere', marginBottom: 12 }}>
          <code>{secret}</code>
        </p>
        <CopyButton value={secret}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? t('action.copied') : t('action.copy')}</Button>}
        </CopyButton>
      </Modal>
    </Section>
  );
}
