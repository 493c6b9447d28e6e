import { argsOf, programOf, type ShellCommand } from '../shell/command.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const cryptoMiner = shellRule(
  {
    id: 'crypto-miner',
    version: 1,
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
const FLAGS =
  /^--(?:donate-level|nicehash|randomx-\S*|cpu-max-threads-hint|coin|rig-id|max-cpu-usage|cuda-bfactor)/;

function* look(command: ShellCommand): Iterable<Sign> {
  const [program, args] = [programOf(command), argsOf(command)];
  const speaks = program !== 'echo' && program !== 'grep';
  if (
    MINERS.test(program) ||
    (speaks && args.some((arg) => POOL.test(arg))) ||
    args.some((arg) => FLAGS.test(arg))
  )
    yield { what: `${program} mines.` };
  if (program === 'yes' && command.writes.includes('/dev/null'))
    yield { what: 'It keeps a processor busy with nothing.', severity: 'high' };
  if (/^(?:stress|stress-ng|sha\d+sum|md5sum|cat|dd)$/.test(program) && endless(command))
    yield { what: 'It keeps the machine busy with nothing.', severity: 'high' };
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
