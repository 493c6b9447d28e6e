import { isJsonObject, textOf } from '../../../base/json.ts';
import type { Channel } from './channel.ts';
import { post } from './post.ts';

/** An incoming webhook as Slack and Mattermost take it: `text`, and what the payload adds, such as `blocks`. */
export const slack: Channel = async ({ message, settings }, context) => {
  const { payload } = settings;
  const body = { text: message, ...(isJsonObject(payload) && payload) };
  return post({ url: textOf(settings['url']), body, receiver: 'the webhook' }, context);
};
