import type { CompletionNode } from '../../model/completion.ts';

/** A file for a folder in $fpath, named _atomctl; sourcing it after compinit works as well. */
export function zshCompletion(tree: readonly CompletionNode[]): string {
  return `#compdef atomctl
# zsh completion for atomctl. Load it with: source <(atomctl completion zsh)
_atomctl_offers() {
  case "$1" in
${tree.map(offers).join('\n')}
  esac
}
_atomctl_values() {
  case "$1" in
${tree.flatMap(values).join('\n')}
    *) return 1 ;;
  esac
}
_atomctl() {
  local typed='' word
  local -a next flags arguments offered
  integer i
  _atomctl_offers "$typed"
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    if (( \${next[(I)\${word}:*]} )); then
      typed="\${typed:+$typed }$word"
      next=() flags=() arguments=()
      _atomctl_offers "$typed"
    fi
  done
  if _atomctl_values "$typed \${words[CURRENT-1]}"; then
    if (( $#offered )); then compadd -- $offered; else _files; fi
  elif [[ \${words[CURRENT]} == -* ]]; then
    _describe flag flags
  elif (( $#next )); then
    _describe command next
  elif (( $#arguments )); then
    compadd -- $arguments
  else
    _files
  fi
}
compdef _atomctl atomctl
`;
}

function offers({ words, next, flags, values: known }: CompletionNode): string {
  const commands = next.map(({ word, summary }) => `'${word}:${summary}'`);
  const options = [...flags.map(({ name, summary }) => `'--${name}:${summary}'`), "'--help:Show help.'"];
  return `    '${words}') next=(${commands.join(' ')}) flags=(${options.join(' ')}) arguments=(${known.join(' ')}) ;;`;
}

function values({ words, flags }: CompletionNode): string[] {
  return flags.flatMap(({ name, char, values: known }) => {
    if (known === null) return [];
    const keys = [`--${name}`, ...(char === null ? [] : [`-${char}`])].map((flag) => `'${words} ${flag}'`);
    return [`    ${keys.join('|')}) offered=(${known.join(' ')}) ;;`];
  });
}
