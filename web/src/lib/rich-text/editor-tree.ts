/** Rich text as the editor holds it: the JSON of a ProseMirror document of Tiptap's names. */
import { addRun, type Node, type Run } from './tree';

export interface EditorNode {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: EditorNode[];
}

function inlineOf(runs: Run[]): EditorNode[] {
  return runs.flatMap((run) => {
    const marks = [
      ...(run.link ? [{ type: 'link', attrs: { href: run.link } }] : []),
      ...(run.bold ? [{ type: 'bold' }] : []),
      ...(run.italic ? [{ type: 'italic' }] : []),
    ];
    return run.text
      .split('\n')
      .flatMap((text, at): EditorNode[] => [
        ...(at > 0 ? [{ type: 'hardBreak' }] : []),
        ...(text ? [{ type: 'text', text, marks }] : []),
      ]);
  });
}

function editorNode(node: Node): EditorNode {
  switch (node.kind) {
    case 'paragraph':
      return { type: 'paragraph', content: inlineOf(node.runs) };
    case 'heading':
      return { type: 'heading', attrs: { level: node.level }, content: inlineOf(node.runs) };
    case 'quote':
      return { type: 'blockquote', content: node.nodes.map(editorNode) };
    case 'list':
      return {
        type: node.ordered ? 'orderedList' : 'bulletList',
        attrs: node.ordered ? { start: node.start } : {},
        content: node.items.map((item) => ({ type: 'listItem', content: item.map(editorNode) })),
      };
  }
}

export const editorDocument = (nodes: Node[]): EditorNode => ({
  type: 'doc',
  content: nodes.length > 0 ? nodes.map(editorNode) : [{ type: 'paragraph' }],
});

function runsOf(content: EditorNode[] = []): Run[] {
  const runs: Run[] = [];
  for (const one of content) {
    const has = (type: string) => one.marks?.some((mark) => mark.type === type);
    const link = one.marks?.find((mark) => mark.type === 'link')?.attrs?.href;
    addRun(runs, one.type === 'hardBreak' ? '\n' : (one.text ?? ''), {
      bold: has('bold'),
      italic: has('italic'),
      link: typeof link === 'string' ? link : undefined,
    });
  }
  return runs;
}

/** Two breaks after each other are a new paragraph. */
function paragraphs(runs: Run[]): Node[] {
  const all: Run[][] = [[]];
  for (const run of runs)
    run.text.split(/\n[^\S\n]*\n\s*/).forEach((text, at) => {
      if (at > 0) all.push([]);
      const last = all.at(-1);
      // half of the pair may stand in the run before
      if (last) addRun(last, text, run);
    });
  return all.map((own) => ({ kind: 'paragraph', runs: own }));
}

export function nodesOf(content: EditorNode[] = []): Node[] {
  return content.flatMap((node): Node[] => {
    switch (node.type) {
      case 'heading':
        return [{ kind: 'heading', level: node.attrs?.level === 1 ? 1 : 2, runs: runsOf(node.content) }];
      case 'blockquote':
        return [{ kind: 'quote', nodes: nodesOf(node.content) }];
      case 'bulletList':
      case 'orderedList':
        return [
          {
            kind: 'list',
            ordered: node.type === 'orderedList',
            start: node.type === 'orderedList' ? Number(node.attrs?.start ?? 1) : 1,
            items: (node.content ?? []).map((item) => nodesOf(item.content)),
          },
        ];
      default:
        return paragraphs(runsOf(node.content));
    }
  });
}
