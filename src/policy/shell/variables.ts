import { forEachChild, type SyntaxNode } from 'unbash';
import { isKnown, textOfWord, type Variables } from './word.ts';

/** The variables of a program that are set once, to a text that is known. */
export function constantsOf(root: SyntaxNode, outer: Variables): Variables {
  const constants = new Map(outer);
  const changed = new Set<string>();
  visit(root);
  return constants;

  function visit(node: SyntaxNode): void {
    if (node.type === 'Assignment') note(node);
    // `for` and `read` give a variable values that are not known.
    if (node.type === 'For' || node.type === 'Select') forget(node.name.value);
    if (node.type === 'Command' && node.name?.value === 'read') {
      for (const word of node.args) forget(word.type === 'Word' ? word.value : word.name);
    }
    forEachChild(node, visit);
  }

  function note(node: Extract<SyntaxNode, { type: 'Assignment' }>): void {
    const { name, value, append, index } = node;
    if (changed.has(name) || append === true || index !== undefined || value.type !== 'Word')
      return forget(name);
    const text = textOfWord(value, constants);
    changed.add(name);
    if (isKnown(text)) constants.set(name, text);
    else constants.delete(name);
  }

  function forget(name: string): void {
    changed.add(name);
    constants.delete(name);
  }
}
