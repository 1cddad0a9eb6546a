/** One element: its name without prefix, attributes as written, text of all its text and CDATA children joined and trimmed. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

const NONE: readonly XmlNode[] = [];

/** The children of one name. Without a node there are none. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (!node) return NONE;
  const found: XmlNode[] = [];
  for (const child of node.children) if (child.name === name) found.push(child);
  return found;
}

/** The first child along a path of names. */
export function childAt(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let at = node;
  for (const name of path) at = firstOf(at, name);
  return at;
}

/** The text of the first child along a path, null where there is none or it is empty. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | null {
  return childAt(node, ...path)?.text || null;
}

function firstOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  for (const child of node?.children ?? NONE) if (child.name === name) return child;
  return undefined;
}
