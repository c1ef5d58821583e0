/** The editor of rich text, in a chunk of its own. It takes and gives the stored text. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBold,
  IconH1,
  IconH2,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
} from '@tabler/icons-react';
import { ListItem } from '@tiptap/extension-list';
import { Selection } from '@tiptap/pm/state';
import { type Editor, EditorContent, Extension, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { type EditorNode, editorDocument, nodesOf } from '@/lib/rich-text/editor-tree';
import { read } from '@/lib/rich-text/read';
import { mayLink } from '@/lib/rich-text/tree';
import { write } from '@/lib/rich-text/write';
import type { RichFieldProps } from './rich-field';
import './rich-text.css';

const depthOf = (editor: Editor): number => {
  const { $from } = editor.state.selection;
  let depth = 0;
  for (let at = $from.depth; at > 0; at -= 1) if ($from.node(at).type.name === 'listItem') depth += 1;
  return depth;
};
/** Lists are two deep at most. */
const deeper = (editor: Editor): boolean => depthOf(editor) === 1 && editor.commands.sinkListItem('listItem');

/** Tab leaves the field, as in every other; brackets move an item in and out. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});
const Keys = Extension.create({
  name: 'kaminoKeys',
  priority: 1000,
  addKeyboardShortcuts() {
    return {
      'Mod-]': ({ editor }) => deeper(editor),
      'Mod-[': ({ editor }) => editor.commands.liftListItem('listItem'),
    };
  },
});

const kit = StarterKit.configure({
  heading: { levels: [1, 2] },
  listItem: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  strike: false,
  underline: false,
  dropcursor: false,
  gapcursor: false,
  trailingNode: false,
  link: {
    openOnClick: false,
    autolink: false,
    linkOnPaste: true,
    protocols: ['mailto'],
    isAllowedUri: (url) => mayLink(url),
    HTMLAttributes: { rel: 'noopener noreferrer', target: null },
  },
});

/** An address as people write it. */
const completed = (url: string): string => {
  const text = url.trim();
  if (text === '' || mayLink(text)) return text;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
};

function LinkForm({ editor, close }: { editor: Editor; close: () => void }) {
  const t = useT();
  const [url, setUrl] = useState(String(editor.getAttributes('link').href ?? ''));
  const [wrong, setWrong] = useState(false);
  const done = () => {
    const href = completed(url);
    if (href !== '' && !mayLink(href)) return setWrong(true);
    const chain = editor.chain().focus().extendMarkRange('link');
    if (href === '') chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive('link'))
      editor
        .chain()
        .focus()
        .insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] })
        .run();
    else chain.setLink({ href }).run();
    close();
  };
  return (
    <div className="k-rich-link">
      <TextInput
        size="xs"
        className="k-rich-address"
        aria-label={t('rich.link_address')}
        placeholder="https://"
        value={url}
        error={wrong ? t('rich.link_wrong') : undefined}
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            close();
            editor.commands.focus();
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            done();
          }
        }}
        onChange={(event) => {
          setUrl(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <Button size="xs" onClick={done}>
        {t('rich.link_set')}
      </Button>
    </div>
  );
}

function Tool({
  label,
  icon,
  on,
  off,
  act,
}: {
  label: string;
  icon: ReactNode;
  on?: boolean;
  off?: boolean;
  act: () => void;
}) {
  return (
    <ActionIcon
      variant={on ? 'light' : 'subtle'}
      color={on ? undefined : 'gray'}
      size={30}
      aria-label={label}
      title={label}
      aria-pressed={on}
      disabled={off}
      // the selection stays where it is
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      {icon}
    </ActionIcon>
  );
}

function Tools({ editor, label }: { editor: Editor; label: string }) {
  const t = useT();
  const [linking, setLinking] = useState(false);
  const at = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      first: now.isActive('heading', { level: 1 }),
      second: now.isActive('heading', { level: 2 }),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      link: now.isActive('link'),
      depth: depthOf(now),
      undo: now.can().undo(),
    }),
  });
  const chain = () => editor.chain().focus();
  const size = 17;
  return (
    <>
      <div role="toolbar" className="k-rich-tools" aria-label={t('rich.tools', { name: label })}>
        <Tool
          label={t('rich.bold')}
          icon={<IconBold size={size} />}
          on={at.bold}
          act={() => chain().toggleBold().run()}
        />
        <Tool
          label={t('rich.italic')}
          icon={<IconItalic size={size} />}
          on={at.italic}
          act={() => chain().toggleItalic().run()}
        />
        <Tool
          label={t('rich.heading')}
          icon={<IconH1 size={size} />}
          on={at.first}
          act={() => chain().toggleHeading({ level: 1 }).run()}
        />
        <Tool
          label={t('rich.heading_small')}
          icon={<IconH2 size={size} />}
          on={at.second}
          act={() => chain().toggleHeading({ level: 2 }).run()}
        />
        <Tool
          label={t('rich.bullets')}
          icon={<IconList size={size} />}
          on={at.bullets}
          act={() => chain().toggleBulletList().run()}
        />
        <Tool
          label={t('rich.numbers')}
          icon={<IconListNumbers size={size} />}
          on={at.numbers}
          act={() => chain().toggleOrderedList().run()}
        />
        {at.depth > 0 && (
          <>
            <Tool
              label={t('rich.deeper')}
              icon={<IconIndentIncrease size={size} />}
              off={at.depth > 1}
              act={() => {
                editor.commands.focus();
                deeper(editor);
              }}
            />
            <Tool
              label={t('rich.less_deep')}
              icon={<IconIndentDecrease size={size} />}
              act={() => chain().liftListItem('listItem').run()}
            />
          </>
        )}
        <Tool label={t('rich.link')} icon={<IconLink size={size} />} on={at.link} act={() => setLinking(!linking)} />
        <Tool
          label={t('rich.undo')}
          icon={<IconArrowBackUp size={size} />}
          off={!at.undo}
          act={() => chain().undo().run()}
        />
      </div>
      {linking && <LinkForm editor={editor} close={() => setLinking(false)} />}
    </>
  );
}

export default function RichEditor({ label, value, onChange, onEscape, autoFocus, invalid }: RichFieldProps) {
  // What is not touched keeps the characters that it was stored with.
  const [original] = useState(value);
  const given = useRef({ onChange, onEscape });
  given.current = { onChange, onEscape };
  const editor = useEditor({
    extensions: [kit, Item, Keys],
    content: editorDocument(read(value)),
    injectCSS: false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      handleKeyDown: (_, event) => {
        if (event.key === 'Escape' && given.current.onEscape) {
          given.current.onEscape();
          return true;
        }
        return false;
      },
    },
    onUpdate: ({ editor: now }) => {
      given.current.onChange(write(nodesOf((now.getJSON() as EditorNode).content), original));
    },
  });
  // With the first picture, not a moment later: what is selected or typed meanwhile would lose its place.
  useLayoutEffect(() => {
    if (!autoFocus || !editor) return;
    editor.view.dispatch(editor.state.tr.setSelection(Selection.atEnd(editor.state.doc)));
    editor.view.focus();
  }, [autoFocus, editor]);
  return (
    <div className="k-rich k-rich-box" data-invalid={invalid || undefined}>
      {editor && <Tools editor={editor} label={label} />}
      <EditorContent editor={editor} />
    </div>
  );
}
