import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import { type App, openApp } from '../src/app.ts';
import { type ErrorReport, reportOf } from '../src/base/errors.ts';
import { loadConfig } from '../src/config/load.ts';
import type { SettingKey } from '../src/config/settings.ts';
import { describeError } from '../src/render/error.ts';
import { failureOf } from './failure.ts';
import { outliveReaders } from './output-streams.ts';

type SettingFlags = Partial<Record<SettingKey, string | undefined>>;

/** What every command shares: --json, where state lives, and how failures read. */
export abstract class AtomCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    home: Flags.string({
      description: "Where atomctl keeps its state; else ATOMCTL_HOME, else the platform's data directory.",
      helpGroup: 'GLOBAL',
      helpValue: 'DIR',
    }),
  };

  protected override async init(): Promise<void> {
    await super.init();
    outliveReaders();
  }

  protected async openApp(flags: SettingFlags): Promise<App> {
    return openApp(await loadConfig({ flags, env: process.env, platform: process.platform }));
  }

  /** What a script sees when the command did its work and has bad news. */
  protected exitWith(code: number): void {
    process.exitCode = code;
  }

  /** Plain JSON, also on a terminal: the same bytes for everyone, and for the fast lane. */
  protected override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }

  protected override async catch(thrown: unknown): Promise<void> {
    // oclif warns of a command that did not parse, also when parsing is what failed.
    this.parsed = true;
    const failure = failureOf(thrown, {
      id: this.id,
      flags: this.ctor.flags,
      baseFlags: this.ctor.baseFlags,
    });
    if (this.jsonEnabled()) this.logJson(reportOf(failure) satisfies ErrorReport);
    else process.stderr.write(describeError(failure));
    process.exitCode = failure.exitCode;
  }
}
