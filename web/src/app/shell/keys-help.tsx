import { Kbd, Modal } from '@mantine/core';
import { type MessageKey, useT } from '@/lib/i18n/i18n';

const rows: { keys: string[]; text: MessageKey }[] = [
  { keys: ['Ctrl', 'K'], text: 'keys.palette' },
  { keys: ['/'], text: 'keys.filter' },
  { keys: ['g', 't'], text: 'keys.go_today' },
  { keys: ['g', 'p'], text: 'keys.go_portfolio' },
  { keys: ['g', 'o'], text: 'keys.go_opportunities' },
  { keys: ['g', 'i'], text: 'keys.go_import' },
  { keys: ['↑', '↓'], text: 'keys.rows' },
  { keys: ['Enter'], text: 'keys.open' },
  { keys: ['←', '→'], text: 'keys.card' },
  { keys: ['Ctrl', 'Z'], text: 'keys.undo' },
  { keys: ['?'], text: 'keys.help' },
];

export function KeysHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <table className="k-table">
        <tbody>
          {rows.map((row) => (
            <tr key={row.text}>
              <td>{t(row.text)}</td>
              <td className="k-num">
                {row.keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
