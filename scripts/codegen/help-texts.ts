import { Config } from '@oclif/core/config';
import { Help } from '@oclif/core/help';
import { COMMANDS } from '../../commands/index.ts';
import { versionLine } from '../../src/base/version.ts';
import { VERSION_PLACEHOLDER } from '../../src/fast/help.ts';

/** src/fast/generated/help.json: what `--help` prints for the root, each topic and each command, by their words. */
export async function helpTexts(): Promise<string> {
  const texts: Record<string, string> = {};
  for (const id of ['', ...topics(), ...Object.keys(COMMANDS)].toSorted()) {
    const words = id === '' ? [] : id.split(':');
    texts[words.join(' ')] = await helpOf(words);
  }
  return JSON.stringify(texts);
}

function topics(): string[] {
  const parents = Object.keys(COMMANDS).flatMap((id) => id.split(':').slice(0, -1).slice(0, 1));
  return [...new Set(parents)].filter((topic) => !(topic in COMMANDS));
}

/** oclif changes its commands while it prints them, so each text gets a config of its own. */
async function helpOf(words: readonly string[]): Promise<string> {
  const help = new RecordedHelp(await Config.load(process.cwd()), { stripAnsi: true });
  await help.showHelp([...words, '--help']);
  return help.lines
    .map((line) => `${line}\n`)
    .join('')
    .replace(versionLine(), VERSION_PLACEHOLDER);
}

class RecordedHelp extends Help {
  readonly lines: string[] = [];

  protected override log(...lines: string[]): void {
    this.lines.push(...lines);
  }
}
