/** Rich text to read. Every text is a text node: nothing that a body holds is ever markup. */
import { Fragment, type ReactNode } from 'react';
import { read } from '@/lib/rich-text/read';
import type { Node, Run } from '@/lib/rich-text/tree';
import './rich-text.css';

function RunView({ run }: { run: Run }) {
  let shown: ReactNode = run.text.split('\n').map((line, at) => (
    <Fragment key={at}>
      {at > 0 && <br />}
      {line}
    </Fragment>
  ));
  if (run.italic) shown = <em>{shown}</em>;
  if (run.bold) shown = <strong>{shown}</strong>;
  if (run.link)
    shown = (
      <a href={run.link} target="_blank" rel="noopener noreferrer">
        {shown}
      </a>
    );
  return shown;
}

const Runs = ({ runs }: { runs: Run[] }) => runs.map((run, at) => <RunView key={at} run={run} />);

function Item({ nodes, top }: { nodes: Node[]; top: number }) {
  const [first, ...rest] = nodes;
  return (
    <li>
      {first?.kind === 'paragraph' ? <Runs runs={first.runs} /> : first && <Nodes nodes={[first]} top={top} />}
      <Nodes nodes={rest} top={top} />
    </li>
  );
}

function NodeView({ node, top }: { node: Node; top: number }) {
  switch (node.kind) {
    case 'paragraph':
      return (
        <p>
          <Runs runs={node.runs} />
        </p>
      );
    case 'heading': {
      const Heading = `h${top + node.level - 1}` as 'h3' | 'h4' | 'h5';
      return (
        <Heading data-level={node.level}>
          <Runs runs={node.runs} />
        </Heading>
      );
    }
    case 'quote':
      return (
        <blockquote>
          <Nodes nodes={node.nodes} top={top} />
        </blockquote>
      );
    case 'list': {
      const items = node.items.map((item, at) => <Item key={at} nodes={item} top={top} />);
      return node.ordered ? <ol start={node.start}>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

const Nodes = ({ nodes, top }: { nodes: Node[]; top: number }) =>
  nodes.map((node, at) => <NodeView key={at} node={node} top={top} />);

/** `top`: the level of its first headings. */
export function RichText({ body, top = 3 }: { body: string; top?: number }) {
  return (
    <div className="k-rich">
      <Nodes nodes={read(body)} top={top} />
    </div>
  );
}
