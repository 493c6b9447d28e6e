import { type Json, textOf } from '../../base/json.ts';
import { redactText } from '../../base/redact.ts';
import type { Executor, StepContext, StepOutcome } from '../../ports/executor.ts';
import type { Channel, Notice } from './notify/channel.ts';
import { mail } from './notify/mail.ts';
import { pagerduty } from './notify/pagerduty.ts';
import { slack } from './notify/slack.ts';
import { webhook } from './notify/webhook.ts';
import { asOutcome, StepFailure, stopped } from './step-failure.ts';

/** A notice stands in the log whatever its channel: on the terminal there is nothing more to do. */
const CHANNELS: Readonly<Record<string, Channel>> = {
  terminal: async () => ({}),
  webhook,
  slack,
  pagerduty,
  mail,
};

/** Tells somebody: on the terminal and in the log, by a webhook or by mail to a declared place. */
export function notifyExecutor(): Executor {
  return {
    type: 'notify',
    execute: ({ name: step }, settings, context) =>
      asOutcome(() => notify({ step, settings, message: textOf(settings['message']) }, context)),
  };
}

async function notify(notice: Notice, context: StepContext): Promise<StepOutcome> {
  if (context.signal.aborted) throw stopped(context.signal);
  const message = redactText(notice.message, context.secrets);
  context.log('stdout', Buffer.from(`${message}\n`));
  const delivered = await channelOf(notice.settings['channel'])(notice, context);
  return { kind: 'done', outputs: { message, ...delivered } };
}

function channelOf(name: Json = 'terminal'): Channel {
  const channel = typeof name === 'string' && Object.hasOwn(CHANNELS, name) ? CHANNELS[name] : undefined;
  if (channel === undefined) throw new StepFailure('refused', `${textOf(name)} is no channel`);
  return channel;
}
