import type { CompletionNode } from '../../model/completion.ts';

/** Works with bash 3.2 and up, without the bash-completion package. */
export function bashCompletion(tree: readonly CompletionNode[]): string {
  return `# bash completion for atomctl. Load it with: source <(atomctl completion bash)
_atomctl_next() {
  case "$1" in
${cases(tree, ({ next }) => next.map(({ word }) => word))}
  esac
}
_atomctl_flags() {
  case "$1" in
${cases(tree, ({ flags }) => [...flags.map(({ name }) => `--${name}`), '--help'])}
  esac
}
_atomctl_arguments() {
  case "$1" in
${cases(tree, ({ values }) => values)}
  esac
}
_atomctl_values() {
  case "$1" in
${valueCases(tree)}
    *) return 1 ;;
  esac
}
_atomctl() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words= word offers i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case " $(_atomctl_next "$words") " in *" $word "*) words="\${words:+$words }$word" ;; esac
  done
  COMPREPLY=()
  if offers=$(_atomctl_values "$words $previous"); then
    :
  elif [[ $current == -* ]]; then
    offers=$(_atomctl_flags "$words")
    COMPREPLY=($(compgen -W "$offers" -- "$current"))
    return
  else
    offers="$(_atomctl_next "$words") $(_atomctl_arguments "$words")"
  fi
  if [[ -n \${offers// /} ]]; then
    COMPREPLY=($(compgen -W "$offers" -- "$current"))
  else
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$current"))
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _atomctl atomctl
`;
}

function cases(tree: readonly CompletionNode[], words: (node: CompletionNode) => readonly string[]): string {
  const rows = tree.map((node) => [node.words, words(node).join(' ')]).filter(([, list]) => list !== '');
  return rows.map(([path, list]) => `    '${path}') echo '${list}' ;;`).join('\n');
}

/** Keyed by the command's words and the flag in front; a flag of any value offers nothing, so files are offered. */
function valueCases(tree: readonly CompletionNode[]): string {
  return tree
    .flatMap(({ words, flags }) =>
      flags.flatMap(({ name, char, values }) => {
        if (values === null) return [];
        const keys = [`--${name}`, ...(char === null ? [] : [`-${char}`])].map(
          (flag) => `'${words} ${flag}'`,
        );
        return [`    ${keys.join('|')}) echo '${values.join(' ')}' ;;`];
      }),
    )
    .join('\n');
}
