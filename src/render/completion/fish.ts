import type { CompletionFlag, CompletionNode } from '../../model/completion.ts';

/** A file for ~/.config/fish/completions, named atomctl.fish. */
export function fishCompletion(tree: readonly CompletionNode[]): string {
  const places = tree.map(({ words }) => words).filter((words) => words !== '');
  return `# fish completion for atomctl. Load it with: atomctl completion fish | source
function __atomctl_at
    set -l typed
    for word in (commandline -opc)[2..]
        if contains -- (string join ' ' $typed $word) ${places.map((words) => `'${words}'`).join(' ')}
            set -a typed $word
        end
    end
    test "$typed" = "$argv[1]"
end
complete -c atomctl -l help -d 'Show help.'
${tree.flatMap(lines).join('\n')}
`;
}

function lines({ words, next, flags, values }: CompletionNode): string[] {
  const at = `complete -c atomctl -n '__atomctl_at "${words}"'`;
  return [
    ...next.map(({ word, summary }) => `${at} -f -a '${word}' -d '${summary}'`),
    ...(values.length > 0 ? [`${at} -f -a '${values.join(' ')}'`] : []),
    ...flags.map((flag) => `${at} ${option(flag)}`),
  ];
}

function option({ name, char, summary, values }: CompletionFlag): string {
  const known = values === null ? '' : values.length > 0 ? ` -x -a '${values.join(' ')}'` : ' -r';
  return `-l ${name}${char === null ? '' : ` -s ${char}`} -d '${summary}'${known}`;
}
