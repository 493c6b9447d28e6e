import { textOf } from '../../../base/json.ts';
import type { Channel } from './channel.ts';
import { post } from './post.ts';

/** A JSON body of the author's own, or {message, run, step}. */
export const webhook: Channel = async ({ step, message, settings }, context) =>
  post(
    {
      url: textOf(settings['url']),
      body: settings['payload'] ?? { message, run: context.run, step },
      receiver: 'the webhook',
    },
    context,
  );
