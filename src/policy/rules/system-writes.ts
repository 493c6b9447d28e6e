import type { Severity } from '../../model/verdict.ts';
import { programOf, type ShellCommand } from '../shell/command.ts';
import { type FileUse, filesOf } from '../shell/files.ts';
import { isIn, type Place } from '../shell/paths.ts';
import { ACCESS, AUTOSTART, BINARIES, BOOT, INSTALLED, RESOLVING, SETTINGS } from '../shell/places.ts';
import { byTool, forAll, type Tools, when } from './by-tool.ts';
import { type Sign, shellRule } from './shell-rule.ts';

export const systemWrites = shellRule(
  {
    id: 'system-writes',
    version: 2,
    title: 'Writes outside its work folder, into the system',
    severity: 'medium',
    why: 'What a run leaves in the folders of the system changes how other programs work, and no rollback of this package knows of it.',
    fix: 'Write into the work folder ($HOME of the run) and hand results on as outputs; install with a package of the system.',
    reference: 'https://attack.mitre.org/techniques/T1565/',
  },
  function* look(command, program) {
    if (program.inContainer) return;
    for (const use of filesOf(command)) yield* inFile(command, use);
    yield* byTool(TOOLS, command);
  },
);

const PLACES: readonly (readonly [what: string, place: Place, severity: Severity])[] = [
  ['what the machine boots from', BOOT, 'high'],
  ['where names are looked up', RESOLVING, 'high'],
  ['the programs of the system', BINARIES, 'high'],
  ['the settings of the system', SETTINGS, 'medium'],
  ['what is installed on the machine', INSTALLED, 'low'],
];

function* inFile(command: ShellCommand, { path, use }: FileUse): Iterable<Sign> {
  if (use === 'read' || (use === 'change' && programOf(command) === 'touch')) return;
  // Worse, and the business of other rules.
  if ([...ACCESS, ...AUTOSTART].some(([, place]) => isIn(path, place))) return;
  const found = PLACES.find(([, place]) => isIn(path, place));
  if (found === undefined) return;
  const [what, , severity] = found;
  yield { what: `It changes ${what} (${path}).`, severity: use === 'change' ? 'low' : severity };
}

const INSTALLERS: readonly (readonly [programs: string, option: RegExp])[] = [
  ['dpkg', /^(?:-i|-r|-P|--install|--remove|--purge)$/],
  ['rpm', /^(?:-[a-zA-Z]*[iUFe][a-zA-Z]*|--install|--upgrade|--erase)$/],
  ['apt apt-get', /^(?:remove|purge|autoremove)$/],
  ['yum dnf zypper', /^(?:remove|erase|rm)$/],
  ['apk', /^del$/],
  ['pacman', /^-R[a-z]*$/],
];

const NETWORK = (program: string): Sign => ({ what: `${program} changes the network of the machine.` });

const TOOLS: Tools = {
  ...Object.assign(
    {},
    ...INSTALLERS.map(([programs, option]) =>
      forAll(programs, (program) =>
        when(option, { what: `${program} changes what is installed on the machine.` }),
      ),
    ),
  ),
  ip: (args) => {
    const [what = '', verb = ''] = args.filter((arg) => !arg.startsWith('-'));
    return /^(?:a|addr|address|r|ro|route|l|link|rule|neigh|netns)$/.test(what) &&
      /^(?:add|del|delete|set|flush|replace|change)$/.test(verb)
      ? NETWORK('ip')
      : undefined;
  },
  ...forAll('route arp', (program) => when(/^(?:add|del|-s|-d)$/, NETWORK(program))),
  ...forAll('ifdown ifup dhclient brctl tc', (program) => when(/./, NETWORK(program))),
  nmcli: when(/^(?:add|modify|delete|up|down)$/, NETWORK('nmcli')),
  hostnamectl: when(/^set/, { what: 'It gives the machine another name.' }),
  mount: when(/remount/, { what: 'It mounts a file system another way.' }),
};
