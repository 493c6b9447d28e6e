import { baseName, type ShellCommand } from './command.ts';
import { isKnown } from './word.ts';

/** What a pipe of echo, printf, cat <<EOF and base64 -d writes, where that can be known without running it. */
export function constantOutput(pipe: readonly ShellCommand[]): string | undefined {
  let text: string | undefined;
  for (const [index, command] of pipe.entries()) {
    text = index === 0 || text === undefined ? sourceOf(command) : decodedBy(command, text);
    if (text === undefined || !isKnown(text)) return undefined;
  }
  return text;
}

function sourceOf({ argv, stdin }: ShellCommand): string | undefined {
  const [program, ...args] = argv;
  switch (baseName(program ?? '')) {
    case 'echo':
      return args.filter((arg, index) => !(index === 0 && /^-[neE]+$/.test(arg))).join(' ');
    case 'printf':
      return args.length > 0 && !args.slice(1).some((arg) => arg.startsWith('-')) ? printed(args) : undefined;
    case 'cat':
      return args.length === 0 ? stdin : undefined;
    case 'base64':
      return isDecoding(args) && stdin !== undefined ? fromBase64(stdin) : undefined;
    default:
      return undefined;
  }
}

function decodedBy({ argv }: ShellCommand, text: string): string | undefined {
  const [program, ...args] = argv;
  switch (baseName(program ?? '')) {
    case 'cat':
    case 'tee':
      return text;
    case 'rev':
      return text.split('\n').map(reversed).join('\n');
    case 'base64':
      return isDecoding(args) ? fromBase64(text) : undefined;
    case 'openssl':
      return args.includes('base64') || args.includes('-base64') ? fromBase64(text) : undefined;
    case 'xxd':
      return fromHex(args, text);
    default:
      return undefined;
  }
}

function printed([format = '', ...args]: readonly string[]): string {
  const rest = [...args];
  return format
    .replaceAll(/%[sb]/g, () => rest.shift() ?? '')
    .replaceAll('%%', '%')
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
}

function isDecoding(args: readonly string[]): boolean {
  return args.some((arg) => /^(-d|-D|--decode|-di)$/.test(arg));
}

function fromHex(args: readonly string[], text: string): string | undefined {
  const backwards = args.some((arg) => /^-[a-z]*r/.test(arg));
  return backwards ? Buffer.from(text.replaceAll(/\s/g, ''), 'hex').toString() : undefined;
}

function reversed(line: string): string {
  return Array.from(line).toReversed().join('');
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
