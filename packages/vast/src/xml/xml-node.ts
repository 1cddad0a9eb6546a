/** One element: local names only, text of all its text and CDATA children joined and trimmed. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** The children of one name. Without a node there are none. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node ? node.children.filter((child) => child.name === name) : [];
}

/** The first child along a path of names. */
export function childAt(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => childrenOf(at, name)[0], node);
}

/** The text of the first child along a path, null where there is none or it is empty. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | null {
  return childAt(node, ...path)?.text || null;
}
