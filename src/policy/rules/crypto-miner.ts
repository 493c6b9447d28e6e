import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const cryptoMiner = shellRule(
  {
    id: 'crypto-miner',
    version: 2,
    title: 'Mines, or burns what the machine can do',
    severity: 'critical',
    why: 'Mining for somebody else is what stolen machines are used for most.',
    fix: 'Remove it, and find out how it got in.',
    reference: 'https://attack.mitre.org/techniques/T1496/',
  },
  look,
);

const MINERS =
  /^(?:xmrig|xmr-stak|minerd|cpuminer|ccminer|ethminer|cgminer|bfgminer|nbminer|t-rex|lolminer|phoenixminer|claymore|kinsing|kdevtmpfsi|nanominer|teamredminer|gminer|minergate(?:-cli)?|srbminer)(?:[-_.].*)?$/i;
const POOL =
  /^stratum(?:\+(?:tcp|ssl|tls|udp))?:\/\/|(?:^|[./@])(?:pool|xmr|monero|minexmr|supportxmr|nanopool|nicehash|moneroocean|hashvault|f2pool|2miners|minergate)\.[\w.-]+:\d+/i;
/** Addresses of Monero, Bitcoin and Ethereum; only those that stand behind an option for a wallet count. */
const WALLET =
  /^(?:[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}|bc1[a-z0-9]{38,60}|[13][1-9A-HJ-NP-Za-km-z]{25,33}|0x[0-9a-fA-F]{40})(?:[.+/:].*)?$/;
const ALGORITHM =
  /^(?:rx\/|cn\/|cryptonight|randomx|kawpow|ethash|etchash|autolykos|argon2\/|verushash|scrypt$|sha256d$)/i;
const FLAGS =
  /^--(?:donate-level|nicehash|randomx-\S*|cpu-max-threads-hint|coin|rig-id|max-cpu-usage|cuda-bfactor)/;

function* look(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  const speaks = program !== 'echo' && program !== 'grep';
  if (
    MINERS.test(program) ||
    (speaks && args.some((arg) => POOL.test(arg))) ||
    args.some((arg) => FLAGS.test(arg)) ||
    (speaks && minesFor(args))
  )
    yield { what: `${program} mines.` };
  if (program === 'yes' && command.writes.includes('/dev/null'))
    yield { what: 'It keeps a processor busy with nothing.', severity: 'high' };
  if (/^(?:stress|stress-ng|sha\d+sum|md5sum|cat|dd)$/.test(program) && endless(command))
    yield { what: 'It keeps the machine busy with nothing.', severity: 'high' };
}

/** `-o HOST:PORT -u WALLET`, `-a ALGORITHM -o HOST:PORT`: the words of every miner. */
function minesFor(args: readonly string[]): boolean {
  const values = args.map((arg, index) => {
    const [, option, value] = /^--?([\w-]+)=(.*)$/s.exec(arg) ?? [];
    return option === undefined
      ? ([args[index - 1]?.replace(/^--?/, '') ?? '', arg] as const)
      : ([option, value ?? ''] as const);
  });
  const has = (option: RegExp, value: RegExp) =>
    values.some(([name, text]) => option.test(name) && value.test(text));
  const asks = has(/^(?:o|url|pool|server)$/, /:\d{2,5}$/);
  return (
    has(/^(?:u|user|wallet|w)$/, WALLET) ||
    (asks &&
      (has(/^(?:a|algo|coin)$/, ALGORITHM) || has(/^(?:p|pass)$/, /^(?:x|[\w.]+)$/)) &&
      has(/^(?:u|user|wallet)$/, /./))
  );
}

function endless({ argv, reads, writes }: ShellCommand): boolean {
  const [program = ''] = argv;
  if (program.startsWith('stress'))
    return argv.length > 1 && !argv.some((arg) => /^(--help|--version|-t|--timeout.*)$/.test(arg));
  const source = [...argv, ...reads].some((word) => /^(?:if=)?\/dev\/(?:zero|u?random)$/.test(word));
  const bounded =
    argv.some((arg) => /^(?:count=|-c|-n|bs=\d+$)/.test(arg)) && argv.some((arg) => arg.startsWith('count='));
  const nowhere =
    program !== 'dd' && program !== 'cat'
      ? true
      : [...argv, ...writes].some((word) => /^(?:of=)?\/dev\/null$/.test(word));
  return source && nowhere && !bounded;
}
