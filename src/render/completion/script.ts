import type { CompletionScript, Shell } from '../../model/completion.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { type CommandShape, completionTree } from './tree.ts';
import { zshCompletion } from './zsh.ts';

export function completionScript(shell: Shell, commands: readonly CommandShape[]): CompletionScript {
  const tree = completionTree(commands);
  switch (shell) {
    case 'bash':
      return { shell, script: bashCompletion(tree) };
    case 'zsh':
      return { shell, script: zshCompletion(tree) };
    case 'fish':
      return { shell, script: fishCompletion(tree) };
  }
}
